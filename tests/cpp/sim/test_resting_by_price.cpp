#include <doctest/doctest.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "venue.hpp"

/// Own orders at rest beside a feed by price: an estimated place in the queue.
namespace swarmcore::sim {
namespace {

ExchangeInstrument by_price(QueueModel queue = {}) {
    return {.data = MarketData::by_price, .queue = queue};
}

constexpr double unknown = std::numeric_limits<double>::infinity();

}  // namespace

TEST_CASE("an own order starts behind all that its level displays") {
    Venue venue{by_price()};
    venue.snapshot({{bid, 10, 100}, {bid, 3, 98}, {ask, 5, 102}});
    venue.buy(50, {.quantity = 4, .price = 100});
    venue.buy(51, {.quantity = 4, .price = 99});
    venue.buy(52, {.quantity = 4, .price = 101});
    CHECK(venue.ahead(50) == 10.0);
    CHECK(venue.ahead(51) == 0.0);
    CHECK(venue.ahead(52) == 0.0);
}

TEST_CASE("what has traded since the level was set is not ahead of an order that comes") {
    Venue venue{by_price()};
    venue.snapshot({{bid, 10, 100}, {bid, 7, 99}, {bid, 3, 98}});
    venue.trade(bid, 4, 99);
    venue.buy(50, {.quantity = 4, .price = 99});
    venue.buy(51, {.quantity = 4, .price = 100});
    CHECK(venue.ahead(50) == 3.0);
    CHECK(venue.ahead(51) == 0.0);
    venue.set(bid, 3, 99);
    CHECK(venue.ahead(50) == 3.0);
}

TEST_CASE("beyond what the feed shows the place is unknown until the level is first set") {
    Venue venue{by_price()};
    venue.buy(50, {.quantity = 4, .price = 90});
    CHECK(venue.ahead(50) == unknown);
    venue.snapshot({{bid, 10, 100}, {bid, 3, 98}});
    CHECK(venue.ahead(50) == unknown);
    venue.buy(51, {.quantity = 4, .price = 97});
    CHECK(venue.ahead(51) == unknown);
    venue.trade(bid, 50, 97);
    CHECK(venue.ahead(51) == unknown);
    venue.set(bid, 12, 97);
    CHECK(venue.ahead(51) == 12.0);
    venue.buy(52, {.quantity = 4, .price = 97});
    CHECK(venue.ahead(52) == 12.0);
    CHECK(venue.since() == "accept 50: 4 at 90; accept 51: 4 at 97; accept 52: 4 at 97");
    venue.trade(bid, 3, 80);
    CHECK(venue.since() == "fill 51: 3 at 97, 1 left, maker of 0");
    CHECK(venue.ahead(50) == 0.0);
}

TEST_CASE("distinct trades of one size each fill an own order in turn") {
    Venue venue{by_price()};
    venue.set(bid, 1'000, 5'459);
    venue.set(ask, 1'000, 5'462);
    venue.buy(50, {.quantity = 3'000, .price = 5'459});
    venue.trade(bid, 2'000, 5'459);
    venue.trade(bid, 2'000, 5'459);
    CHECK(venue.since() ==
          "accept 50: 3000 at 5459; fill 50: 1000 at 5459, 2000 left, maker of 0; "
          "fill 50: 2000 at 5459, 0 left, maker of 0");
}

TEST_CASE("one trade gives its lots once, to the best price and the oldest order first") {
    Venue venue{by_price()};
    venue.snapshot({{bid, 2, 100}, {bid, 9, 99}});
    venue.buy(50, {.quantity = 3, .price = 100});
    venue.set(bid, 5, 100);
    venue.buy(51, {.quantity = 4, .price = 100});
    venue.buy(52, {.quantity = 1, .price = 101});
    CHECK(venue.ahead(50) == 2.0);
    CHECK(venue.ahead(51) == 5.0);
    static_cast<void>(venue.since());
    // One lot for 52 at its better price; 2 of the venue, 3 for 50, 3 of the venue, 2 for 51.
    venue.trade(bid, 11, 100);
    CHECK(venue.since() ==
          "fill 52: 1 at 101, 0 left, maker of 0; fill 50: 3 at 100, 0 left, maker of 0; "
          "fill 51: 2 at 100, 2 left, maker of 0");
}

TEST_CASE("a trade through the price fills and leaves nothing ahead") {
    Venue venue{by_price()};
    venue.snapshot({{bid, 50, 100}, {bid, 9, 99}});
    venue.buy(50, {.quantity = 30, .price = 100});
    static_cast<void>(venue.since());
    venue.trade(bid, 8, 99);
    CHECK(venue.since() == "fill 50: 8 at 100, 22 left, maker of 0");
    CHECK(venue.ahead(50) == 0.0);
    venue.trade(ask, 8, 101);
    CHECK(venue.since().empty());
}

TEST_CASE("a book that reaches an own order fills it from what it displays, once") {
    Venue venue{by_price()};
    venue.snapshot({{bid, 5, 99}, {ask, 5, 102}});
    venue.buy(50, {.quantity = 4, .price = 100});
    venue.buy(51, {.quantity = 9, .price = 101});
    static_cast<void>(venue.since());
    venue.set(ask, 3, 101);
    CHECK(venue.since() == "fill 51: 3 at 101, 6 left, maker of 0");
    venue.set(ask, 3, 101);
    CHECK(venue.since().empty());
    venue.set(ask, 7, 100);
    CHECK(venue.since() ==
          "fill 51: 6 at 101, 0 left, maker of 0; fill 50: 1 at 100, 3 left, maker of 0");
    venue.set(ask, 0, 100);
    venue.set(ask, 2, 100);
    CHECK(venue.since() == "fill 50: 2 at 100, 1 left, maker of 0");
}

TEST_CASE("own orders see an update when its last row has come") {
    Venue venue{by_price()};
    venue.snapshot({{bid, 5, 99}, {ask, 5, 102}});
    venue.buy(50, {.quantity = 9, .price = 100});
    static_cast<void>(venue.since());
    venue.set(ask, 3, 100, true);
    CHECK(venue.since().empty());
    venue.set(ask, 4, 100, true);
    venue.set(bid, 0, 99);
    CHECK(venue.since() == "fill 50: 4 at 100, 5 left, maker of 0");
}

TEST_CASE("an update that turns out bad moves no own order") {
    Venue venue{by_price(QueueModel::power(1.0))};
    venue.snapshot({{bid, 10, 100}, {bid, 5, 99}});
    venue.buy(50, {.quantity = 9, .price = 100});
    static_cast<void>(venue.since());
    venue.set(bid, 2, 100, true);
    CHECK(venue.exchange.apply(book::DepthMessage{.ts = venue.ts,
                                                  .price = -1,
                                                  .quantity = 1,
                                                  .kind = book::DepthMessageKind::set,
                                                  .side = bid}) == book::DepthStatus::bad_price);
    CHECK(venue.ahead(50) == 10.0);
    venue.snapshot({{bid, 10, 100}, {bid, 5, 99}});
    CHECK(venue.ahead(50) == 10.0);
    CHECK(venue.since().empty());
}

TEST_CASE("a risk-averse place moves by trades, and by what the level cannot hold any more") {
    Venue venue{by_price(QueueModel::risk_averse())};
    venue.snapshot({{bid, 10, 100}, {bid, 5, 99}});
    venue.buy(50, {.quantity = 9, .price = 100});
    venue.set(bid, 30, 100);
    venue.set(bid, 12, 100);
    CHECK(venue.ahead(50) == 10.0);
    venue.trade(bid, 3, 100);
    CHECK(venue.ahead(50) == 7.0);
    venue.set(bid, 9, 100);
    CHECK(venue.ahead(50) == 7.0);
    venue.set(bid, 6, 100);
    CHECK(venue.ahead(50) == 6.0);
    venue.set(bid, 0, 100);
    CHECK(venue.ahead(50) == 0.0);
}

TEST_CASE("a decrease is shared by the model's function of what is ahead and behind") {
    // 10 ahead and 30 behind when 20 of the 40 go.
    const auto ahead = [](QueueModel model) {
        Venue venue{by_price(model)};
        venue.snapshot({{bid, 10, 100}, {bid, 5, 99}});
        venue.buy(50, {.quantity = 9, .price = 100});
        venue.set(bid, 40, 100);
        venue.set(bid, 20, 100);
        return venue.ahead(50);
    };
    CHECK(ahead(QueueModel::risk_averse()) == 10.0);
    CHECK(ahead(QueueModel::power(1.0)) == 5.0);
    CHECK(ahead(QueueModel::square()) == doctest::Approx(8.0));
    CHECK(ahead(QueueModel::power(3.0)) == doctest::Approx(10.0 - 20.0 / 28.0));
    const double share = std::log(11.0) / (std::log(11.0) + std::log(31.0));
    CHECK(ahead(QueueModel::logarithm()) == doctest::Approx(10.0 - 20.0 * share));
}

TEST_CASE("neither part of a level loses more than it has") {
    const auto ahead = [](std::int64_t before, std::int64_t grown, std::int64_t after) {
        Venue venue{by_price(QueueModel::power(8.0))};
        venue.snapshot({{bid, before, 100}, {bid, 5, 99}});
        venue.buy(50, {.quantity = 9, .price = 100});
        venue.set(bid, grown, 100);
        venue.set(bid, after, 100);
        return venue.ahead(50);
    };
    // Nearly all should come from 10 behind, which have not 12; then from 4 ahead of 10, 12 of 14.
    CHECK(ahead(4, 14, 2) == 2.0);
    CHECK(ahead(10, 14, 2) == 0.0);
}

TEST_CASE("a trade and the update that shows it count once") {
    Venue venue{by_price(QueueModel::power(1.0))};
    venue.snapshot({{bid, 10, 100}, {bid, 5, 99}});
    venue.buy(50, {.quantity = 9, .price = 100});
    venue.set(bid, 20, 100);
    venue.trade(bid, 4, 100);
    CHECK(venue.ahead(50) == 6.0);
    venue.set(bid, 16, 100);
    CHECK(venue.ahead(50) == 6.0);
    // 4 traded, 8 more left: 6 ahead and 10 behind share 8.
    venue.trade(bid, 2, 100);
    venue.trade(bid, 2, 100);
    CHECK(venue.ahead(50) == 2.0);
    venue.set(bid, 4, 100);
    CHECK(venue.ahead(50) == doctest::Approx(2.0 - 8.0 * 2.0 / 12.0));
}

TEST_CASE("a fraction of a lot ahead keeps a whole lot back") {
    Venue venue{by_price(QueueModel::power(1.0))};
    venue.snapshot({{bid, 3, 100}, {bid, 5, 99}});
    venue.buy(50, {.quantity = 9, .price = 100});
    venue.set(bid, 6, 100);
    venue.set(bid, 5, 100);
    CHECK(venue.ahead(50) == 2.5);
    static_cast<void>(venue.since());
    venue.trade(bid, 3, 100);
    CHECK(venue.since().empty());
    CHECK(venue.ahead(50) == 0.0);
    venue.trade(bid, 1, 100);
    CHECK(venue.since() == "fill 50: 1 at 100, 8 left, maker of 0");
}

TEST_CASE("a snapshot is one change of each level that it shows, and none of others") {
    Venue venue{by_price(QueueModel::power(1.0))};
    venue.snapshot({{bid, 10, 100}, {bid, 8, 99}, {bid, 6, 95}});
    venue.buy(50, {.quantity = 9, .price = 100});
    venue.buy(51, {.quantity = 9, .price = 99});
    venue.buy(52, {.quantity = 9, .price = 95});
    venue.set(bid, 20, 100);
    venue.snapshot({{bid, 10, 100}, {bid, 8, 98}});
    CHECK(venue.ahead(50) == 5.0);
    CHECK(venue.ahead(51) == 0.0);
    CHECK(venue.ahead(52) == 6.0);
}

TEST_CASE("a level that the mirror drops, since the feed shows only so many, stays as it was") {
    Venue venue{{.data = MarketData::by_price, .depth = {.levels = 2}}};
    venue.snapshot({{bid, 10, 100}, {bid, 8, 99}});
    venue.buy(50, {.quantity = 9, .price = 99});
    venue.set(bid, 3, 101);
    CHECK(venue.exchange.depth_book(0)->quantity_at(bid, Price{99}) == Quantity{0});
    CHECK(venue.ahead(50) == 8.0);
    venue.set(bid, 0, 101, true);
    venue.set(bid, 7, 99);
    CHECK(venue.ahead(50) == 7.0);
}

TEST_CASE("what comes to an instrument of the other kind is not applied") {
    Venue venue{by_price()};
    CHECK(venue.exchange.apply(book::BookMessage{.kind = book::MessageKind::clear}) ==
          book::BookStatus::unknown_instrument);
    CHECK_FALSE(venue.exchange.apply(book::DepthMessage{.instrument = 1}).has_value());
    CHECK(venue.exchange.order_book(0) == nullptr);
    CHECK(venue.exchange.depth_book(0) != nullptr);
    CHECK(venue.exchange.depth_book(1) == nullptr);
}

}  // namespace swarmcore::sim
