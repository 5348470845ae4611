#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <random>
#include <span>
#include <thread>
#include <vector>

#include "stress/stress.hpp"
#include "swarmcore/bus/ring.hpp"

namespace swarmcore::bus {
namespace {

constexpr TopicId topic{0};

/// Publishes all, singly and in runs of up to 7, and waits where the ring is full.
void write_all(Ring& ring, std::uint64_t count) {
    std::minstd_rand random{7};
    std::vector<Event> run;
    for (std::uint64_t number = 0; number < count;) {
        run.clear();
        for (std::uint64_t i = 0; i <= random() % 7 && number + i < count; ++i) {
            run.push_back(numbered(topic, number + i));
        }
        const std::size_t published =
            run.size() == 1 ? std::size_t{ring.try_publish(run.front())} : ring.try_publish(run);
        if (published == 0) std::this_thread::yield();
        number += published;
    }
}

bool is_number(const Event& event, std::uint64_t number) {
    return event.sequence == number && event.ts == static_cast<std::int64_t>(number) &&
           is_whole(event);
}

/// Reads in the slots until the end; returns how many were not what they should be.
std::uint64_t read_gated(Ring& ring, std::size_t reader, std::uint64_t next, std::uint64_t end) {
    std::uint64_t wrong = 0;
    while (next < end) {
        const std::span run = ring.read(next, ring.head(), 16);
        if (run.empty()) std::this_thread::yield();
        for (const Event& event : run) wrong += is_number(event, next++) ? 0U : 1U;
        ring.release(reader, next);
    }
    return wrong;
}

}  // namespace

TEST_CASE("two gated readers get every event once, whole and in order, on rings of any size") {
    for (const std::size_t capacity : {2UL, 4UL, 64UL, 1024UL}) {
        const std::uint64_t count = stress_events();
        Ring ring{capacity};
        std::vector<std::thread> readers;
        std::atomic<std::uint64_t> wrong{0};
        for (std::size_t reader = 0; reader < 2; ++reader) {
            const std::uint64_t first = ring.attach_gated(reader, 0);
            readers.emplace_back(
                [&, reader, first] { wrong += read_gated(ring, reader, first, count); });
        }
        write_all(ring, count);
        for (std::thread& reader : readers) reader.join();
        CHECK(wrong == 0);
        CHECK(ring.head() == count);
    }
}

TEST_CASE("a lossy reader copies whole events only, in order, and misses the others") {
    for (const std::size_t capacity : {2UL, 8UL, 256UL}) {
        const std::uint64_t count = stress_events();
        Ring ring{capacity};
        const std::uint64_t first = ring.attach_lossy(0);
        std::uint64_t wrong = 0;
        std::uint64_t copied = 0;
        std::uint64_t missed = 0;
        std::thread reader{[&] {
            Event event;
            for (std::uint64_t next = first; next < count;) {
                if (next == ring.head()) {
                    std::this_thread::yield();
                } else if (ring.copy(next, event)) {
                    wrong += is_number(event, next++) ? 0U : 1U;
                    ++copied;
                } else {
                    ++missed;
                    ++next;
                }
            }
        }};
        write_all(ring, count);
        reader.join();
        CHECK(wrong == 0);
        CHECK(copied + missed == count);
    }
}

TEST_CASE("readers that come and go while the writer runs lose nothing between the two") {
    const std::uint64_t count = stress_events();
    Ring ring{16};
    std::atomic<std::uint64_t> wrong{0};
    std::atomic<bool> done{false};
    std::vector<std::thread> readers;
    for (std::size_t reader = 0; reader < 2; ++reader) {
        readers.emplace_back([&, reader] {
            std::minstd_rand random{static_cast<unsigned>(reader) + 1};
            while (!done.load()) {
                const std::uint64_t first = ring.attach_gated(reader, ring.head());
                ring.release(reader, first);
                const std::uint64_t last = std::min(count, first + random() % 100);
                wrong += read_gated(ring, reader, first, last);
                ring.detach(reader);
                std::this_thread::yield();
            }
        });
    }
    write_all(ring, count);
    done = true;
    for (std::thread& reader : readers) reader.join();
    CHECK(wrong == 0);
    CHECK(ring.head() == count);
}

}  // namespace swarmcore::bus
