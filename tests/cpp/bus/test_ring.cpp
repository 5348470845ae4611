#include <doctest/doctest.h>

#include <cstdint>
#include <stdexcept>
#include <thread>

#include "swarmcore/bus/ring.hpp"

namespace swarmcore::bus {

TEST_CASE("a capacity that is no power of two is refused") {
    CHECK_THROWS_AS(Ring{0}, std::invalid_argument);
    CHECK_THROWS_AS(Ring{1}, std::invalid_argument);
    CHECK_THROWS_AS(Ring{12}, std::invalid_argument);
    CHECK(Ring{2}.capacity() == 2);
}

TEST_CASE("events come out in the order they went in, numbered, over many wraps") {
    Ring ring{4};
    Event event;
    std::uint64_t popped = 0;
    for (std::int64_t ts = 0; ts < 100; ++ts) {
        Event pushed;
        pushed.ts = ts;
        CHECK(ring.try_push(pushed));
        if (ts % 3 == 2) {
            while (ring.try_pop(event)) {
                CHECK(event.sequence == popped);
                CHECK(event.ts == static_cast<std::int64_t>(popped));
                ++popped;
            }
        }
    }
    CHECK(popped == 99);
}

TEST_CASE("a full ring refuses and an empty one gives nothing") {
    Ring ring{2};
    Event event;
    CHECK_FALSE(ring.try_pop(event));
    CHECK(ring.try_push(event));
    CHECK(ring.try_push(event));
    CHECK_FALSE(ring.try_push(event));
    CHECK(ring.try_pop(event));
    CHECK(ring.try_push(event));
}

TEST_CASE("two threads: every event arrives once, whole and in order") {
    constexpr std::int64_t count = 200'000;
    Ring ring{64};
    std::thread writer{[&ring] {
        for (std::int64_t ts = 0; ts < count; ++ts) {
            Event event;
            event.ts = ts;
            event.values.fill(static_cast<double>(ts));
            while (!ring.try_push(event)) std::this_thread::yield();
        }
    }};
    std::int64_t wrong = 0;
    for (std::int64_t expected = 0; expected < count;) {
        Event event;
        if (!ring.try_pop(event)) {
            std::this_thread::yield();
            continue;
        }
        if (event.ts != expected || event.sequence != static_cast<std::uint64_t>(expected) ||
            event.values.back() != static_cast<double>(expected)) {
            ++wrong;
        }
        ++expected;
    }
    writer.join();
    CHECK(wrong == 0);
}

}  // namespace swarmcore::bus
