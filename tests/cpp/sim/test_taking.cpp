#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <vector>

#include "venue.hpp"

/// Taking liquidity, with a feed by order and by price.
namespace swarmcore::sim {

using book::OrderType;
using book::TimeInForce;

namespace {

ExchangeInstrument by_price() {
    return {.data = MarketData::by_price};
}

}  // namespace

TEST_CASE("a taker walks the displayed orders, best price and oldest first, and each is a fill") {
    Venue venue;
    venue.add(1, ask, 10, 101);
    venue.add(2, ask, 5, 100);
    venue.add(3, ask, 7, 100);
    venue.buy(50, {.quantity = 15, .price = 101});
    CHECK(venue.since() ==
          "accept 50: 15 at 101; fill 50: 5 at 100, 10 left, taker of 2; "
          "fill 50: 7 at 100, 3 left, taker of 3; fill 50: 3 at 101, 0 left, taker of 1");
    CHECK(venue.exchange.order_count() == 0);
}

TEST_CASE("no own order enters the mirror, and no fill changes it") {
    Venue venue;
    venue.add(1, ask, 10, 101);
    const std::uint64_t before = venue.exchange.order_book(0)->state_hash();
    venue.buy(50, {.quantity = 15, .price = 101});
    CHECK(venue.exchange.order_count() == 1);
    CHECK(venue.exchange.order_book(0)->state_hash() == before);
}

TEST_CASE("two own orders never fill from the same displayed order") {
    Venue venue;
    venue.add(1, ask, 10, 100);
    venue.buy(50, {.quantity = 6, .price = 100});
    venue.buy(51, {.quantity = 6, .price = 100, .tif = TimeInForce::ioc});
    venue.buy(52, {.quantity = 6, .price = 100, .tif = TimeInForce::ioc});
    CHECK(
        venue.since() ==
        "accept 50: 6 at 100; fill 50: 6 at 100, 0 left, taker of 1; "
        "accept 51: 6 at 100; fill 51: 4 at 100, 2 left, taker of 1; cancel 51: 2, 0 left for 64; "
        "accept 52: 6 at 100; cancel 52: 6, 0 left for 64");
}

TEST_CASE("two own orders never fill from the same displayed level") {
    Venue venue{by_price()};
    venue.set(ask, 10, 100);
    venue.buy(50, {.quantity = 10, .price = 100});
    venue.buy(51, {.quantity = 10, .price = 100});
    CHECK(venue.since() ==
          "accept 50: 10 at 100; fill 50: 10 at 100, 0 left, taker of 0; accept 51: 10 at 100");
    venue.set(ask, 13, 100);
    CHECK(venue.since() == "fill 51: 3 at 100, 7 left, maker of 0");
}

TEST_CASE("what the account took of an order stays taken until the feed shows it gone") {
    Venue venue;
    venue.add(1, ask, 10, 100);
    venue.buy(50, {.quantity = 4, .price = 100});
    static_cast<void>(venue.since());

    SUBCASE("an execution leaves what is left of it beyond that") {
        venue.execute(1, 3);
        venue.buy(51, {.quantity = 9, .price = 100, .tif = TimeInForce::ioc});
        CHECK(venue.since() ==
              "accept 51: 9 at 100; fill 51: 3 at 100, 6 left, taker of 1; "
              "cancel 51: 6, 0 left for 64");
    }
    SUBCASE("a reduction below it leaves nothing") {
        venue.reduce(1, 8);
        venue.buy(51, {.quantity = 9, .price = 100, .tif = TimeInForce::ioc});
        CHECK(venue.since() == "accept 51: 9 at 100; cancel 51: 9, 0 left for 64");
    }
    SUBCASE("an order that replaces it is a new one") {
        venue.replace(1, 1, 8, 100);
        venue.buy(51, {.quantity = 9, .price = 100, .tif = TimeInForce::ioc});
        CHECK(venue.since() ==
              "accept 51: 9 at 100; fill 51: 8 at 100, 1 left, taker of 1; "
              "cancel 51: 1, 0 left for 64");
    }
    SUBCASE("an id that comes back is a new order") {
        venue.remove(1);
        venue.add(1, ask, 8, 100);
        venue.buy(51, {.quantity = 9, .price = 100, .tif = TimeInForce::ioc});
        CHECK(venue.since() ==
              "accept 51: 9 at 100; fill 51: 8 at 100, 1 left, taker of 1; "
              "cancel 51: 1, 0 left for 64");
    }
    SUBCASE("a clear that lists it again does not renew it") {
        --venue.ts;
        venue.clear();
        --venue.ts;
        venue.add(1, ask, 10, 100);
        venue.buy(51, {.quantity = 9, .price = 100, .tif = TimeInForce::ioc});
        CHECK(venue.since() ==
              "accept 51: 9 at 100; fill 51: 6 at 100, 3 left, taker of 1; "
              "cancel 51: 3, 0 left for 64");
    }
    SUBCASE("a clear that lists it with less leaves nothing, not less than nothing") {
        venue.clear();
        --venue.ts;
        venue.add(1, ask, 3, 100);
        venue.buy(51, {.quantity = 9, .price = 100, .tif = TimeInForce::ioc});
        CHECK(venue.since() == "accept 51: 9 at 100; cancel 51: 9, 0 left for 64");
    }
    SUBCASE("a clear that lists it at another price: what is executed of it there counts") {
        venue.clear();
        --venue.ts;
        venue.add(1, ask, 10, 102);
        venue.execute(1, 8);
        venue.buy(51, {.quantity = 9, .price = 102, .tif = TimeInForce::ioc});
        CHECK(venue.since() == "accept 51: 9 at 102; cancel 51: 9, 0 left for 64");
    }
    SUBCASE("a clear after a clear does not renew it either") {
        for (int clear = 0; clear < 3; ++clear) {
            venue.clear();
            --venue.ts;
            venue.add(1, ask, 10, 100);
        }
        venue.buy(51, {.quantity = 9, .price = 100, .tif = TimeInForce::ioc});
        CHECK(venue.since() ==
              "accept 51: 9 at 100; fill 51: 6 at 100, 3 left, taker of 1; "
              "cancel 51: 3, 0 left for 64");
    }
    SUBCASE("a clear that does not list it forgets it") {
        venue.clear();
        venue.add(2, ask, 10, 100);
        venue.remove(2);
        venue.add(1, ask, 10, 100);
        venue.buy(51, {.quantity = 10, .price = 100});
        CHECK(venue.since() == "accept 51: 10 at 100; fill 51: 10 at 100, 0 left, taker of 1");
    }
}

TEST_CASE("what the account took of a level fades as the level does") {
    struct Row {
        std::vector<std::int64_t> levels;
        std::int64_t available;
    };
    // The account has taken 4 of 10 when the feed sets the level to these quantities, one by one.
    const std::vector<Row> rows{
        {{}, 6}, {{10}, 6}, {{8}, 4}, {{3}, 0}, {{3, 10}, 7}, {{15}, 11}, {{0, 10}, 10},
    };
    for (const Row& row : rows) {
        CAPTURE(row.levels.size());
        Venue venue{by_price()};
        venue.set(ask, 10, 100);
        venue.buy(50, {.quantity = 4, .price = 100});
        for (const std::int64_t level : row.levels) venue.set(ask, level, 100);
        venue.buy(51, {.quantity = 50, .price = 100, .tif = TimeInForce::ioc});
        CHECK(venue.exchange.position(1, 0) == Quantity{4 + row.available});
    }
}

TEST_CASE("a snapshot does not renew what the account took of a level") {
    Venue venue{by_price()};
    venue.snapshot({{bid, 9, 99}, {ask, 10, 100}});
    venue.buy(50, {.quantity = 4, .price = 100});
    venue.snapshot({{bid, 9, 99}, {ask, 10, 100}});
    venue.buy(51, {.quantity = 50, .price = 100, .tif = TimeInForce::ioc});
    CHECK(venue.exchange.position(1, 0) == Quantity{10});
}

TEST_CASE("a trade uses up what the level still shows until the feed sets it") {
    Venue venue{by_price()};
    venue.set(ask, 10, 100);
    venue.set(ask, 5, 101);
    venue.set(ask, 20, 102);
    const auto taken = [&](std::uint64_t id) {
        const Quantity before = venue.exchange.position(1, 0);
        venue.buy(id, {.quantity = 5, .price = 100, .tif = TimeInForce::ioc});
        return (venue.exchange.position(1, 0) - before).count();
    };
    venue.trade(ask, 8, 100);
    CHECK(taken(50) == 2);
    CHECK(taken(51) == 0);
    venue.set(ask, 2, 100);
    CHECK(taken(52) == 0);
    venue.set(ask, 9, 100);
    CHECK(taken(53) == 5);
}

TEST_CASE("a trade leaves nothing at better prices until the feed sets one of them") {
    Venue venue{by_price()};
    venue.set(ask, 10, 100);
    venue.set(ask, 5, 101);
    venue.set(ask, 20, 102);
    venue.trade(ask, 2, 101);
    venue.buy(50, {.quantity = 6, .type = OrderType::market});
    CHECK(venue.since() ==
          "accept 50: 6 at 0; fill 50: 3 at 101, 3 left, taker of 0; "
          "fill 50: 3 at 102, 0 left, taker of 0");
    venue.set(ask, 7, 103);
    venue.buy(51, {.quantity = 1, .price = 100, .tif = TimeInForce::ioc});
    CHECK(venue.since() == "accept 51: 1 at 100; cancel 51: 1, 0 left for 64");
    venue.set(ask, 4, 100);
    venue.buy(52, {.quantity = 9, .price = 100, .tif = TimeInForce::ioc});
    CHECK(venue.since() ==
          "accept 52: 9 at 100; fill 52: 4 at 100, 5 left, taker of 0; "
          "cancel 52: 5, 0 left for 64");
}

TEST_CASE("a trade of unknown side uses up nothing") {
    Venue venue{by_price()};
    venue.set(ask, 10, 100);
    venue.trade(Side{}, 8, 100);
    venue.buy(50, {.quantity = 10, .price = 100});
    CHECK(venue.exchange.position(1, 0) == Quantity{10});
}

TEST_CASE("a market order takes at any price, and what finds nobody is cancelled") {
    Venue venue;
    venue.add(1, bid, 3, 100);
    venue.add(2, bid, 3, 1);
    venue.sell(50, {.quantity = 9, .type = OrderType::market});
    CHECK(venue.since() ==
          "accept 50: 9 at 0; fill 50: 3 at 100, 6 left, taker of 1; "
          "fill 50: 3 at 1, 3 left, taker of 2; cancel 50: 3, 0 left for 65");
}

TEST_CASE("a fill-or-kill order counts what is available, not what is displayed") {
    Venue venue;
    venue.add(1, ask, 10, 100);
    venue.buy(50, {.quantity = 4, .price = 100});
    static_cast<void>(venue.since());
    venue.buy(51, {.quantity = 7, .price = 105, .tif = TimeInForce::fok});
    CHECK(venue.since() == "accept 51: 7 at 105; cancel 51: 7, 0 left for 66");
    venue.buy(52, {.quantity = 6, .price = 105, .tif = TimeInForce::fok});
    CHECK(venue.since() == "accept 52: 6 at 105; fill 52: 6 at 100, 0 left, taker of 1");
}

TEST_CASE("own orders never trade with each other") {
    Venue venue;
    venue.buy(50, {.quantity = 5, .price = 100});
    venue.sell(51, {.quantity = 5, .price = 99});
    CHECK(venue.since() == "accept 50: 5 at 100; accept 51: 5 at 99");
    CHECK(venue.exchange.order_count() == 2);
}

TEST_CASE("impact worsens every fill of a taker, but not beyond its limit or below 1") {
    // ceil(2 * 10 * sqrt(100 / 10000)) = 2 ticks for 100 lots, 1 for up to 25.
    Venue venue{{.impact = SquareRootImpact{2.0, 10.0, Quantity{10'000}}}};
    venue.add(1, ask, 40, 100);
    venue.add(2, ask, 60, 101);
    venue.add(3, bid, 5, 2);
    venue.buy(50, {.quantity = 100, .price = 102});
    CHECK(venue.since() ==
          "accept 50: 100 at 102; fill 50: 40 at 102, 60 left, taker of 1; "
          "fill 50: 60 at 102, 0 left, taker of 2");
    venue.sell(51, {.quantity = 1, .type = OrderType::market});
    CHECK(venue.since() == "accept 51: 1 at 0; fill 51: 1 at 1, 0 left, taker of 3");
    venue.sell(52, {.quantity = 4, .price = 2});
    CHECK(venue.since() == "accept 52: 4 at 2; fill 52: 4 at 2, 0 left, taker of 3");
}

TEST_CASE("a resting order pays no impact") {
    Venue venue{{.impact = SquareRootImpact{2.0, 10.0, Quantity{1}}}};
    venue.buy(50, {.quantity = 5, .price = 100});
    venue.add(1, ask, 5, 100);
    CHECK(venue.since() == "accept 50: 5 at 100; fill 50: 5 at 100, 0 left, maker of 1");
}

TEST_CASE("a number of an impact that cannot be is refused, named") {
    CHECK_THROWS_WITH(SquareRootImpact(-1.0, 1.0, Quantity{1}),
                      doctest::Contains("coefficient: expected"));
    CHECK_THROWS_WITH(SquareRootImpact(1.0, std::numeric_limits<double>::infinity(), Quantity{1}),
                      doctest::Contains("volatility: expected"));
    CHECK_THROWS_WITH(SquareRootImpact(1.0, 1.0, Quantity{0}), "volume: expected 1 or more, was 0");
}

}  // namespace swarmcore::sim
