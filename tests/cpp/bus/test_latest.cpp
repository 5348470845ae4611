#include <doctest/doctest.h>

#include <cstdint>

#include "swarmcore/bus/latest.hpp"

namespace swarmcore::bus {

TEST_CASE("the latest event is read with how many were stored") {
    LatestEvent latest;
    Event stored;
    for (std::int64_t ts = 1; ts <= 3; ++ts) {
        stored.ts = ts;
        stored.sequence = static_cast<std::uint64_t>(ts) + 10;
        stored.values.fill(static_cast<double>(ts));
        latest.store(stored);
    }
    Event read;
    CHECK(latest.load(read) == 3);
    CHECK(latest.count() == 3);
    CHECK(read.ts == 3);
    CHECK(read.sequence == 13);
    CHECK(read.values.back() == 3.0);
}

TEST_CASE("dirty topics are taken first come first served, each once however often marked") {
    LatestEvent latest;
    ConflatedTopic first{latest};
    ConflatedTopic second{latest};
    DirtyTopics dirty;
    CHECK(dirty.is_empty());
    CHECK(dirty.mark(first));
    CHECK(dirty.mark(second));
    CHECK_FALSE(dirty.mark(first));
    CHECK_FALSE(dirty.is_empty());
    const ConflatedTopic* const taken = dirty.take();
    CHECK(taken == &first);
    CHECK(first.next == &second);
    CHECK(second.next == nullptr);
    CHECK(dirty.is_empty());
    CHECK(dirty.take() == nullptr);
    first.dirty.store(false);
    CHECK(dirty.mark(first));
    CHECK_FALSE(dirty.mark(second));
}

}  // namespace swarmcore::bus
