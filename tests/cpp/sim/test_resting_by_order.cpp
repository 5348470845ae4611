#include <doctest/doctest.h>

#include <cstdint>

#include "swarmcore/feed/message_flags.hpp"
#include "venue.hpp"

/// Own orders at rest beside a feed by order: an exact place in the queue.
namespace swarmcore::sim {

TEST_CASE("an own order stands behind the orders that were there, and ahead of those that come") {
    Venue venue;
    venue.add(1, bid, 10, 100);
    venue.add(2, bid, 5, 100);
    venue.buy(50, {.quantity = 8, .price = 100});
    venue.add(3, bid, 7, 100);
    CHECK(venue.ahead(50) == 15.0);
    venue.execute(1, 4);
    CHECK(venue.ahead(50) == 11.0);
    venue.reduce(2, 1);
    CHECK(venue.ahead(50) == 10.0);
    venue.reduce(3, 1);
    venue.remove(2);
    CHECK(venue.ahead(50) == 6.0);
    venue.replace(1, 9, 2, 100);
    CHECK(venue.ahead(50) == 0.0);
    venue.remove(3);
    venue.remove(9);
    CHECK(venue.ahead(50) == 0.0);
    CHECK(venue.since() == "accept 50: 8 at 100");
}

TEST_CASE("an execution of what stands behind fills an own order with nothing ahead") {
    Venue venue;
    venue.add(1, bid, 10, 100);
    venue.buy(50, {.quantity = 8, .price = 100});
    venue.add(2, bid, 9, 100);
    venue.execute(1, 10);
    CHECK(venue.since() == "accept 50: 8 at 100");
    venue.execute(2, 5);
    venue.execute(2, 4);
    CHECK(venue.since() ==
          "fill 50: 5 at 100, 3 left, maker of 2; fill 50: 3 at 100, 0 left, maker of 2");
}

TEST_CASE("an execution behind an own order gives nothing while something is ahead") {
    Venue venue;
    venue.add(1, bid, 10, 100);
    venue.buy(50, {.quantity = 8, .price = 100});
    venue.add(2, bid, 9, 100);
    venue.execute(2, 9);
    CHECK(venue.ahead(50) == 10.0);
    CHECK(venue.since() == "accept 50: 8 at 100");
}

TEST_CASE("own orders share what one execution has to give, and each stands at its own place") {
    Venue venue;
    venue.buy(50, {.quantity = 3, .price = 100});
    venue.add(1, bid, 10, 100);
    venue.buy(51, {.quantity = 4, .price = 100});
    venue.buy(52, {.quantity = 4, .price = 100});
    venue.add(2, bid, 6, 100);
    static_cast<void>(venue.since());
    // Order 1 stands behind 50 and ahead of 51 and 52.
    venue.execute(1, 10);
    CHECK(venue.since() == "fill 50: 3 at 100, 0 left, maker of 1");
    CHECK(venue.ahead(51) == 0.0);
    CHECK(venue.ahead(52) == 0.0);
    venue.execute(2, 6);
    CHECK(venue.since() ==
          "fill 51: 4 at 100, 0 left, maker of 2; fill 52: 2 at 100, 2 left, maker of 2");
}

TEST_CASE("a trade through the price fills own orders, the best price first, up to what traded") {
    Venue venue;
    venue.add(1, bid, 10, 100);
    venue.buy(50, {.quantity = 4, .price = 101});
    venue.add(2, bid, 30, 98);
    venue.buy(51, {.quantity = 9, .price = 100});
    venue.buy(52, {.quantity = 9, .price = 99});
    static_cast<void>(venue.since());
    venue.execute(2, 15);
    CHECK(venue.since() ==
          "fill 50: 4 at 101, 0 left, maker of 2; fill 51: 9 at 100, 0 left, maker of 2; "
          "fill 52: 2 at 99, 7 left, maker of 2");
    venue.execute(2, 15);
    CHECK(venue.since() == "fill 52: 7 at 99, 0 left, maker of 2");
}

TEST_CASE("a hidden trade at the price gives only where nothing displayed is ahead") {
    Venue venue;
    venue.add(1, bid, 10, 100);
    venue.buy(50, {.quantity = 4, .price = 100});
    venue.buy(51, {.quantity = 4, .price = 101});
    static_cast<void>(venue.since());
    venue.hidden_trade(bid, 6, 100);
    CHECK(venue.since() == "fill 51: 4 at 101, 0 left, maker of 0");
    CHECK(venue.ahead(50) == 10.0);
    venue.execute(1, 10);
    venue.hidden_trade(bid, 3, 100);
    CHECK(venue.since() == "fill 50: 3 at 100, 1 left, maker of 0");
    venue.hidden_trade(ask, 3, 99);
    CHECK(venue.since().empty());
}

TEST_CASE("a hidden trade of unknown side fills what it went through, and nothing at its price") {
    Venue venue;
    venue.buy(50, {.quantity = 4, .price = 100});
    venue.sell(51, {.quantity = 4, .price = 103});
    static_cast<void>(venue.since());
    venue.hidden_trade(Side{}, 3, 100);
    CHECK(venue.since().empty());
    venue.hidden_trade(Side{}, 3, 99);
    CHECK(venue.since() == "fill 50: 3 at 100, 1 left, maker of 0");
    venue.hidden_trade(Side{}, 9, 104);
    CHECK(venue.since() == "fill 51: 4 at 103, 0 left, maker of 0");
}

TEST_CASE("a trade that executions report as well fills once") {
    Venue venue;
    venue.add(1, bid, 4, 100);
    venue.buy(50, {.quantity = 8, .price = 101});
    venue.execute(1, 4);
    venue.hidden_trade(bid, 4, 100, feed::print_flag);
    CHECK(venue.since() == "accept 50: 8 at 101; fill 50: 4 at 101, 4 left, maker of 1");
}

TEST_CASE("an order that comes to rest across an own one fills it, and is used up by that") {
    Venue venue;
    venue.buy(50, {.quantity = 4, .price = 101});
    venue.buy(51, {.quantity = 9, .price = 100});
    static_cast<void>(venue.since());
    venue.add(1, ask, 10, 100);
    CHECK(venue.since() ==
          "fill 50: 4 at 101, 0 left, maker of 1; fill 51: 6 at 100, 3 left, maker of 1");
    venue.buy(52, {.quantity = 5, .price = 105, .tif = book::TimeInForce::ioc});
    CHECK(venue.since() == "accept 52: 5 at 105; cancel 52: 5, 0 left for 64");
    venue.add(2, ask, 10, 101);
    CHECK(venue.since().empty());
    venue.replace(2, 2, 10, 99);
    CHECK(venue.since() == "fill 51: 3 at 100, 0 left, maker of 2");
}

TEST_CASE("trades on the other side of the book do not fill") {
    Venue venue;
    venue.add(1, ask, 10, 101);
    venue.buy(50, {.quantity = 4, .price = 100});
    venue.execute(1, 10);
    CHECK(venue.since() == "accept 50: 4 at 100");
}

TEST_CASE("a clear leaves nothing ahead but what is listed again with its time") {
    Venue venue;
    venue.add(1, bid, 10, 100);
    venue.add(2, bid, 6, 100);
    venue.buy(50, {.quantity = 4, .price = 100});
    venue.clear();
    CHECK(venue.ahead(50) == 0.0);
    --venue.ts;
    venue.add(2, bid, 6, 100);
    CHECK(venue.ahead(50) == 6.0);
    venue.add(3, bid, 6, 100);
    CHECK(venue.ahead(50) == 6.0);
    venue.execute(2, 6);
    venue.execute(3, 1);
    CHECK(venue.since() == "accept 50: 4 at 100; fill 50: 1 at 100, 3 left, maker of 3");
}

TEST_CASE("a message that the mirror refuses moves no own order, nor the time") {
    Venue venue;
    venue.add(1, bid, 10, 100);
    venue.buy(50, {.quantity = 4, .price = 100});
    static_cast<void>(venue.since());
    const std::uint64_t before = venue.exchange.state_hash();
    CHECK(venue.exchange.apply(book::BookMessage{
              .ts = 99, .order_id = 1, .quantity = 11, .kind = book::MessageKind::execute}) ==
          book::BookStatus::quantity_exceeds_order);
    CHECK(venue.exchange.apply(
              book::BookMessage{.ts = 99, .order_id = 7, .kind = book::MessageKind::delete_}) ==
          book::BookStatus::unknown_order);
    CHECK(venue.exchange.apply(
              book::BookMessage{.ts = 99, .instrument = 1, .kind = book::MessageKind::clear}) ==
          book::BookStatus::unknown_instrument);
    CHECK(venue.exchange.state_hash() == before);
    CHECK(venue.exchange.now() == Nanos{2});
}

TEST_CASE("a level of own orders that empties and comes again starts anew") {
    Venue venue;
    venue.buy(50, {.quantity = 4, .price = 100});
    venue.add(1, bid, 10, 100);
    venue.cancel(50);
    venue.buy(51, {.quantity = 4, .price = 100});
    CHECK(venue.ahead(51) == 10.0);
    venue.execute(1, 10);
    CHECK(venue.ahead(51) == 0.0);
    CHECK(venue.since() == "accept 50: 4 at 100; cancel 50: 4, 0 left; accept 51: 4 at 100");
}

}  // namespace swarmcore::sim
