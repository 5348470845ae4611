#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <vector>

#include "swarmcore/sim/fees.hpp"
#include "venue.hpp"

/// Fees, exact and rounded against the account.
namespace swarmcore::sim {
namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

/// Of 3 lots at 7 ticks, a cent a tick and lot.
std::int64_t fee(const FeeSchedule& fees, bool maker, bool first = true, std::int64_t traded = 0) {
    return fees.fee(Price{7}, Quantity{3}, {.digits = 1, .places = 2}, maker, first, Money{traded})
        .count();
}

}  // namespace

TEST_CASE("rates are parts of the notional of the maker's or taker's side") {
    const FeeSchedule fees{{.maker = 200'000, .taker = 500'000}};
    // 0.21 of the currency: 0.0002 and 0.0005 of it in billionths.
    CHECK(fee(fees, true) == 42'000);
    CHECK(fee(fees, false) == 105'000);
    CHECK(fee(FeeSchedule{}, false) == 0);
}

TEST_CASE("a part of a billionth is rounded against the account") {
    const auto of = [](std::int64_t rate) {
        return FeeSchedule{{.maker = rate, .taker = rate}}
            .fee(Price{1}, Quantity{1}, {.digits = 1, .places = 1}, true, true, {})
            .count();
    };
    CHECK(of(19) == 2);
    CHECK(of(20) == 2);
    CHECK(of(1) == 1);
    CHECK(of(-1) == 0);
    CHECK(of(-19) == -1);
    CHECK(of(-20) == -2);
}

TEST_CASE("fees by lot and by order are added, and those by order once") {
    const FeeSchedule fees{{.maker = -100'000, .taker = 100'000}, Money{5}, Money{1'000}};
    CHECK(fee(fees, false) == 21'000 + 15 + 1'000);
    CHECK(fee(fees, false, false) == 21'000 + 15);
    CHECK(fee(fees, true, false) == -21'000 + 15);
}

TEST_CASE("the rates of a tier hold from its volume on") {
    const FeeSchedule fees{
        {.maker = 30, .taker = 300},
        {},
        {},
        {{Money{100}, {.maker = 20, .taker = 200}}, {Money{500}, {.maker = -10, .taker = 100}}}};
    const auto taker = [&](std::int64_t traded) {
        return fees.fee(Price{1}, Quantity{1}, {}, false, false, Money{traded}).count();
    };
    CHECK(taker(0) == 300);
    CHECK(taker(99) == 300);
    CHECK(taker(100) == 200);
    CHECK(taker(499) == 200);
    CHECK(taker(500) == 100);
    CHECK(taker(most) == 100);
}

TEST_CASE("amounts beyond 64 bits stay at the limit") {
    const FeeSchedule high{{.maker = -999'999'999, .taker = 999'999'999}, Money{most}};
    const ContractValue value{.digits = std::numeric_limits<std::uint64_t>::max(), .places = 0};
    CHECK(high.fee(Price{most}, Quantity{most}, value, false, true, {}) == Money{most});
    CHECK(high.fee(Price{most}, Quantity{most}, value, true, true, {}).count() >= -most);
    CHECK(notional_money(Price{most}, Quantity{most}, value) == Money{most});
    const FeeSchedule low{{}, Money{-most}, Money{-most}};
    CHECK(low.fee(Price{1}, Quantity{9}, {}, true, true, {}).count() ==
          std::numeric_limits<std::int64_t>::min());
}

TEST_CASE("a value of 54 places is exact") {
    // 10^18 ticks x 10^18 lots, 10^-54 each, of which 10^-9 is the unit: 10^-18 + 9 places.
    CHECK(notional_money(Price{1'000'000'000'000'000'000}, Quantity{1'000'000'000'000'000'000},
                         {.digits = 1'000'000'000'000'000'000, .places = 54}) ==
          Money{1'000'000'000});
    CHECK(notional_money(Price{999}, Quantity{1}, {.digits = 1, .places = 12}) == Money{0});
}

TEST_CASE("rates and tiers that cannot be are refused, named") {
    CHECK_THROWS_WITH((FeeSchedule{{.maker = 1'000'000'000, .taker = 0}}),
                      doctest::Contains("maker: expected above -1 and below 1"));
    CHECK_THROWS_WITH((FeeSchedule{{.maker = 0, .taker = -1'000'000'000}}),
                      doctest::Contains("taker: expected above -1 and below 1"));
    CHECK_THROWS_WITH((FeeSchedule{{}, {}, {}, {{Money{0}, {}}}}),
                      doctest::Contains("tiers: expected rising volumes above 0"));
    CHECK_THROWS_WITH((FeeSchedule{{}, {}, {}, {{Money{5}, {}}, {Money{5}, {}}}}),
                      doctest::Contains("tiers: expected rising volumes above 0"));
    CHECK_THROWS_WITH((FeeSchedule{{}, {}, {}, {{Money{5}, {.maker = 2'000'000'000}}}}),
                      doctest::Contains("tiers: maker: expected above -1"));
}

TEST_CASE("each fill has its fee beside it, tiers count the account's volume, and all is summed") {
    Venue venue{{.fees = FeeSchedule{{.maker = -100, .taker = 1'000},
                                     {},
                                     Money{7},
                                     {{Money{1'000'000'000'000}, {.maker = -100, .taker = 500}}}}}};
    venue.add(1, ask, 6, 100);
    venue.add(2, ask, 9, 101);
    venue.buy(50, {.quantity = 20, .price = 101});
    // 600 and 909 of the currency traded: the second fill is still below the tier of 1,000.
    const auto fees = [&] {
        std::vector<std::int64_t> result;
        for (const Money money : venue.exchange.fees()) result.push_back(money.count());
        return result;
    };
    CHECK(fees() == std::vector<std::int64_t>{0, 600'007, 909'000});
    venue.exchange.clear_executions();
    venue.add(3, ask, 5, 101);
    CHECK(fees() == std::vector<std::int64_t>{-50'500});
    venue.exchange.clear_executions();
    venue.add(4, ask, 2, 102);
    venue.buy(51, {.quantity = 2, .price = 102});
    CHECK(fees() == std::vector<std::int64_t>{0, 102'007});
    CHECK(venue.exchange.fees_paid() == Money{600'007 + 909'000 - 50'500 + 102'007});
}

TEST_CASE("a replace does not make an order new to its fee") {
    Venue venue{{.fees = FeeSchedule{{}, {}, Money{7}}}};
    venue.add(1, ask, 6, 100);
    venue.buy(50, {.quantity = 20, .price = 100});
    venue.modify(50, 30, 101);
    venue.add(2, ask, 9, 101);
    CHECK(venue.exchange.fees_paid() == Money{7});
}

}  // namespace swarmcore::sim
