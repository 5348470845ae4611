#include <doctest/doctest.h>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <stdexcept>
#include <vector>

#include "allocations.hpp"
#include "swarmcore/bus/ring.hpp"

namespace swarmcore::bus {
namespace {

std::vector<Event> events_of(std::int64_t first, std::size_t count) {
    std::vector<Event> events(count);
    for (Event& event : events) event.ts = first++;
    return events;
}

}  // namespace

TEST_CASE("a capacity that is no power of two is refused") {
    CHECK_THROWS_AS(Ring{0}, std::invalid_argument);
    CHECK_THROWS_AS(Ring{1}, std::invalid_argument);
    CHECK_THROWS_AS(Ring{12}, std::invalid_argument);
    CHECK(Ring{2}.capacity() == 2);
}

TEST_CASE("every event lies within one cache line, whatever the capacity") {
    for (const std::size_t capacity : {2U, 8U, 1024U, 1U << 15}) {
        Ring ring{capacity};
        (void)ring.attach_gated(0, 0);
        CHECK(ring.try_publish(events_of(0, capacity)) == capacity);
        const std::span<const Event> slots = ring.read(0, ring.head(), capacity);
        REQUIRE(slots.size() == capacity);
        // An event is one line long, so each begins one where the first does.
        CHECK(std::bit_cast<std::uintptr_t>(slots.data()) % sizeof(Event) == 0);
    }
}

TEST_CASE("a ring without gated readers is never full, and keeps the newest events") {
    Ring ring{4};
    CHECK(ring.try_publish(events_of(0, 3)) == 3);
    CHECK(ring.try_publish(events_of(3, 4)) == 4);
    for (std::int64_t ts = 7; ts < 20; ++ts) CHECK(ring.try_publish(events_of(ts, 1).front()));
    CHECK(ring.head() == 20);
    Event event;
    CHECK_FALSE(ring.copy(15, event));
    for (std::uint64_t sequence = 16; sequence < 20; ++sequence) {
        CHECK(ring.copy(sequence, event));
        CHECK(event.sequence == sequence);
        CHECK(event.ts == static_cast<std::int64_t>(sequence));
    }
    CHECK_FALSE(ring.copy(20, event));
}

TEST_CASE("a gated reader reads every event in the slots, over many wraps") {
    Ring ring{8};
    std::uint64_t next = ring.attach_gated(0, 0);
    std::uint64_t wrong = 0;
    for (std::int64_t first = 0; next < 200;) {
        first += static_cast<std::int64_t>(ring.try_publish(events_of(first, 5)));
        const std::span run = ring.read(next, ring.head(), 3);
        for (const Event& event : run) {
            if (event.sequence != next || event.ts != static_cast<std::int64_t>(next)) ++wrong;
            ++next;
        }
        ring.release(0, next);
    }
    CHECK(wrong == 0);
}

TEST_CASE("the writer gets as far as the slowest gated reader lets it, and names that one") {
    Ring ring{4};
    CHECK(ring.slowest_reader() == Ring::max_readers);
    (void)ring.attach_gated(3, 0);
    (void)ring.attach_gated(5, 0);
    CHECK(ring.attach_lossy(7) == 0);
    CHECK(ring.try_publish(events_of(0, 6)) == 4);
    CHECK_FALSE(ring.try_publish(Event{}));
    ring.release(5, 4);
    CHECK(ring.room(1) == 0);
    CHECK(ring.slowest_reader() == 3);
    CHECK(ring.take_laggards() == (1U << 3 | 1U << 5));
    CHECK(ring.take_laggards() == 0);
    ring.release(3, 1);
    CHECK(ring.room(4) == 1);
    CHECK(ring.try_publish(Event{}));
    CHECK_FALSE(ring.try_publish(Event{}));
    ring.detach(3);
    CHECK(ring.room(4) == 3);
}

TEST_CASE("a reader that becomes gated keeps what is published from then on, and no more") {
    Ring ring{4};
    CHECK(ring.try_publish(events_of(0, 1)) == 1);
    CHECK(ring.attach_lossy(0) == 1);
    CHECK(ring.try_publish(events_of(1, 2)) == 2);
    CHECK(ring.attach_gated(0, 1) == 3);
    CHECK(ring.try_publish(events_of(3, 4)) == 2);
    Event event;
    CHECK_FALSE(ring.copy(0, event));
    CHECK(ring.copy(1, event));
}

TEST_CASE("what no reader needs any more is older than the slowest, lossy ones included") {
    Ring ring{4};
    CHECK(ring.oldest_needed() == 0);
    CHECK(ring.try_publish(events_of(0, 3)) == 3);
    CHECK(ring.oldest_needed() == 3);
    CHECK(ring.attach_lossy(0) == 3);
    CHECK(ring.try_publish(events_of(3, 2)) == 2);
    CHECK(ring.oldest_needed() == 3);
    CHECK(ring.try_publish(events_of(5, 4)) == 4);
    CHECK(ring.oldest_needed() == 5);
}

TEST_CASE("a gated reader that becomes lossy holds the writer up no more") {
    Ring ring{4};
    (void)ring.attach_gated(0, 0);
    CHECK(ring.try_publish(events_of(0, 5)) == 4);
    ring.become_lossy(0);
    CHECK(ring.try_publish(events_of(4, 3)) == 3);
    Event event;
    CHECK_FALSE(ring.copy(2, event));
    CHECK(ring.copy(3, event));
    CHECK(event.ts == 3);
}

TEST_CASE("publishing and reading allocate nothing") {
    Ring ring{16};
    std::uint64_t next = ring.attach_gated(0, 0);
    const auto events = events_of(0, 8);
    Event event;
    const std::size_t before = allocation_count();
    for (int round = 0; round < 100; ++round) {
        (void)ring.try_publish(events);
        (void)ring.copy(next, event);
        next += ring.read(next, ring.head(), 8).size();
        ring.release(0, next);
    }
    CHECK(allocation_count() == before);
    CHECK(next == 800);
}

}  // namespace swarmcore::bus
