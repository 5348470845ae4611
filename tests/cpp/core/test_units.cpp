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

TEST_CASE("price times quantity is a notional, and an overflow is told, not wrapped") {
    Notional notional{};
    CHECK(multiply(Price{6'500'001}, Quantity{50'000}, notional));
    CHECK(notional == Notional{325'000'050'000});
    CHECK(multiply(Price{-3}, Quantity{4}, notional));
    CHECK(notional == Notional{-12});
    CHECK_FALSE(multiply(Price{INT64_MAX}, Quantity{2}, notional));
    CHECK_FALSE(multiply(Price{INT64_MIN}, Quantity{-1}, notional));
}

TEST_CASE("the opposite of bid is ask, and back") {
    CHECK(opposite(Side::bid) == Side::ask);
    CHECK(opposite(opposite(Side::bid)) == Side::bid);
}

}  // namespace swarmcore
