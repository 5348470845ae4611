#include <doctest/doctest.h>

#include <chrono>
#include <thread>

#include "swarmcore/bus/waker.hpp"

namespace swarmcore::bus {

using namespace std::chrono_literals;

TEST_CASE("a signal stays until it is cleared, and signals do not add up") {
    Waker waker;
    CHECK_FALSE(waker.wait(0s));
    waker.clear();
    waker.signal();
    waker.signal();
    CHECK(waker.wait(0s));
    CHECK(waker.wait(std::chrono::nanoseconds::max()));
    waker.clear();
    CHECK_FALSE(waker.wait(0s));
}

TEST_CASE("a signal of another thread wakes") {
    Waker waker;
    std::thread other{[&waker] { waker.signal(); }};
    CHECK(waker.wait(1h));
    other.join();
}

}  // namespace swarmcore::bus
