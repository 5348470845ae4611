#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <limits>

#include "swarmcore/core/hash.hpp"

namespace swarmcore {
namespace {

template <class... Values>
std::uint64_t hash(Values... values) {
    StateHash state;
    (state.update(values), ...);
    return state.digest();
}

}  // namespace

TEST_CASE("a state hash depends on every word and on their order") {
    CHECK(hash(std::int64_t{1}, std::int64_t{2}) == hash(std::int64_t{1}, std::int64_t{2}));
    CHECK(hash(std::int64_t{1}, std::int64_t{2}) != hash(std::int64_t{2}, std::int64_t{1}));
    CHECK(hash(std::int64_t{1}) != hash(std::int64_t{1}, std::int64_t{0}));
}

TEST_CASE("zeros of either sign hash alike, and so do NaNs of any payload") {
    CHECK(hash(0.0) == hash(-0.0));
    CHECK(hash(std::numeric_limits<double>::quiet_NaN()) ==
          hash(-std::numeric_limits<double>::quiet_NaN()));
    CHECK(hash(1.0) != hash(2.0));
}

TEST_CASE("trailing zero bytes are content") {
    const std::array<unsigned char, 3> bytes{1, 2, 0};
    StateHash shorter;
    shorter.update(std::span{bytes}.first(2));
    StateHash longer;
    longer.update(std::span{bytes});
    CHECK(shorter.digest() != longer.digest());
}

}  // namespace swarmcore
