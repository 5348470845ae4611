#include <doctest/doctest.h>

#include <cstdint>

#include "swarmcore/core/units.hpp"

namespace swarmcore {

TEST_CASE("a unit adds, subtracts, scales and compares like the integer it holds") {
    const Price price{100};
    CHECK((price + Price{5}).count() == 105);
    CHECK((price - Price{5}).count() == 95);
    CHECK((price * 3).count() == 300);
    CHECK((-price).count() == -100);
    CHECK(price > Price{99});
    CHECK(price == Price{100});
}

TEST_CASE("price times quantity is a notional, exact beyond 64 bits") {
    CHECK(Price{6'500'001} * Quantity{50'000} == Notional{0, 325'000'050'000});
    CHECK(Price{0} * Quantity{INT64_MAX} == Notional{});
    // (2^63 - 1)^2 = 2^126 - 2^64 + 1
    CHECK(Price{INT64_MAX} * Quantity{INT64_MAX} == Notional{0x3fffffffffffffff, 1});
    // (2^32 + 1) (2^33 - 1) = 2^65 + 2^33 - 2^32 - 1
    CHECK(Price{0x1'0000'0001} * Quantity{0x1'ffff'ffff} == Notional{2, 0xffffffff});
    CHECK(Notional{1, 0} > Notional{0, UINT64_MAX});
}

TEST_CASE("the opposite of bid is ask, and back") {
    CHECK(opposite(Side::bid) == Side::ask);
    CHECK(opposite(opposite(Side::bid)) == Side::bid);
}

}  // namespace swarmcore
