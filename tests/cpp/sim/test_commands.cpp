#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <vector>

#include "venue.hpp"

/// Commands of the account: how orders enter, change and leave, and what is refused.
namespace swarmcore::sim {

using book::CommandKind;
using book::OrderCommand;
using book::OrderType;
using book::RejectReason;
using book::TimeInForce;

namespace {

OrderCommand limit_order(std::uint64_t id) {
    return {.ts = 10,
            .order_id = id,
            .price = 100,
            .quantity = 5,
            .owner = 1,
            .kind = CommandKind::new_,
            .side = bid,
            .type = OrderType::limit,
            .tif = TimeInForce::gtc};
}

RejectReason reason_of(const OrderCommand& command) {
    Exchange exchange{{ExchangeInstrument{}}};
    exchange.process(limit_order(1));
    const std::uint64_t before = exchange.state_hash();
    exchange.clear_executions();
    exchange.process(command);
    REQUIRE(exchange.executions().size() == 1);
    const book::Execution& execution = exchange.executions().front();
    if (execution.reason == RejectReason::none) return RejectReason::none;
    CHECK(execution.kind == book::ExecutionKind::rejected);
    CHECK(execution.ts == command.ts);
    CHECK(execution.order_id == command.order_id);
    CHECK(execution.price == command.price);
    CHECK(execution.quantity == command.quantity);
    CHECK(execution.remaining == 0);
    CHECK(exchange.order_count() == 1);
    CHECK(exchange.state_hash() == before);
    return execution.reason;
}

}  // namespace

TEST_CASE("a command that cannot be is rejected with the engine's reason") {
    struct Row {
        RejectReason reason;
        void (*change)(OrderCommand&);
    };
    const std::vector<Row> rows{
        {RejectReason::none, [](OrderCommand&) {}},
        {RejectReason::time_went_back, [](OrderCommand& c) { c.ts = 9; }},
        {RejectReason::unknown_kind, [](OrderCommand& c) { c.kind = CommandKind{9}; }},
        {RejectReason::unknown_instrument, [](OrderCommand& c) { c.instrument = 1; }},
        {RejectReason::unknown_flags, [](OrderCommand& c) { c.flags = 512; }},
        {RejectReason::bad_side, [](OrderCommand& c) { c.side = Side{}; }},
        {RejectReason::unknown_type, [](OrderCommand& c) { c.type = OrderType{6}; }},
        {RejectReason::unknown_time_in_force, [](OrderCommand& c) { c.tif = TimeInForce{}; }},
        {RejectReason::bad_combination, [](OrderCommand& c) { c.expires = 20; }},
        {RejectReason::bad_combination, [](OrderCommand& c) { c.flags = book::slide_flag; }},
        {RejectReason::bad_quantity, [](OrderCommand& c) { c.quantity = 0; }},
        {RejectReason::bad_price, [](OrderCommand& c) { c.price = 0; }},
        {RejectReason::bad_display, [](OrderCommand& c) { c.display = 6; }},
        {RejectReason::bad_expiry,
         [](OrderCommand& c) {
             c.tif = TimeInForce::gtd;
             c.expires = 10;
         }},
        {RejectReason::duplicate_order, [](OrderCommand& c) { c.order_id = 1; }},
        {RejectReason::not_reducing, [](OrderCommand& c) { c.flags = book::reduce_only_flag; }},
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CAPTURE(i);
        OrderCommand command = limit_order(2);
        rows[i].change(command);
        CHECK(reason_of(command) == rows[i].reason);
    }
}

TEST_CASE("what makes sense but is not simulated is rejected as unsupported") {
    const std::vector<void (*)(OrderCommand&)> changes{
        [](OrderCommand& c) { c.type = OrderType::stop, c.trigger = 5; },
        [](OrderCommand& c) { c.type = OrderType::stop_limit, c.trigger = 5; },
        [](OrderCommand& c) { c.type = OrderType::trailing_stop, c.trigger = 5; },
        [](OrderCommand& c) { c.tif = TimeInForce::at_open; },
        [](OrderCommand& c) { c.tif = TimeInForce::at_close; },
        [](OrderCommand& c) { c.display = 2; },
        [](OrderCommand& c) { c.flags = book::held_flag; },
        [](OrderCommand& c) { c.flags = 2U << book::self_trade_shift; },
        [](OrderCommand& c) { c.kind = CommandKind::link, c.trigger = 1; },
        [](OrderCommand& c) { c.kind = CommandKind::release; },
        [](OrderCommand& c) { c.kind = CommandKind::phase, c.flags = 1; },
        [](OrderCommand& c) { c.kind = CommandKind::bands, c.trigger = 200; },
    };
    for (std::size_t i = 0; i < changes.size(); ++i) {
        CAPTURE(i);
        OrderCommand command = limit_order(2);
        changes[i](command);
        CHECK(reason_of(command) == RejectReason::unsupported);
    }
}

TEST_CASE("cancel and replace want a live order of the instrument and its owner") {
    struct Row {
        RejectReason reason;
        OrderCommand command;
    };
    OrderCommand cancel{.ts = 10, .order_id = 1, .owner = 1, .kind = CommandKind::cancel};
    OrderCommand replace = cancel;
    replace.kind = CommandKind::replace;
    replace.quantity = 5;
    replace.price = 100;
    const auto with = [](OrderCommand command, auto change) {
        change(command);
        return command;
    };
    const std::vector<Row> rows{
        {RejectReason::none, cancel},
        {RejectReason::unknown_order, with(cancel, [](OrderCommand& c) { c.order_id = 2; })},
        {RejectReason::wrong_owner, with(cancel, [](OrderCommand& c) { c.owner = 2; })},
        {RejectReason::none, replace},
        {RejectReason::unknown_order, with(replace, [](OrderCommand& c) { c.order_id = 2; })},
        {RejectReason::wrong_owner, with(replace, [](OrderCommand& c) { c.owner = 0; })},
        {RejectReason::bad_quantity, with(replace, [](OrderCommand& c) { c.quantity = 0; })},
        {RejectReason::bad_trigger, with(replace, [](OrderCommand& c) { c.trigger = -1; })},
        {RejectReason::bad_price, with(replace, [](OrderCommand& c) { c.price = 0; })},
        {RejectReason::bad_combination, with(replace, [](OrderCommand& c) { c.trigger = 3; })},
    };
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CAPTURE(i);
        CHECK(reason_of(rows[i].command) == rows[i].reason);
    }
}

TEST_CASE("an order of another instrument is unknown") {
    Exchange exchange{{ExchangeInstrument{}, ExchangeInstrument{}}};
    exchange.process(limit_order(1));
    exchange.process(
        {.ts = 10, .order_id = 1, .owner = 1, .instrument = 1, .kind = CommandKind::cancel});
    CHECK(exchange.executions().back().reason == RejectReason::unknown_order);
}

TEST_CASE("a command before the time of the market is rejected") {
    Venue venue;
    venue.add(1, ask, 10, 100);
    venue.add(2, ask, 10, 101);
    OrderCommand command = limit_order(7);
    command.ts = 1;
    venue.exchange.process(command);
    CHECK(venue.since() == "reject 7 for 1");
    command.ts = 2;
    venue.exchange.process(command);
    CHECK(venue.since() == "accept 7: 5 at 100; fill 7: 5 at 100, 0 left, taker of 1");
}

TEST_CASE("a post-only order that would take what is available is rejected, or slides") {
    Venue venue;
    venue.add(1, ask, 10, 100);
    venue.buy(50, {.quantity = 4, .price = 100, .flags = book::post_only_flag});
    CHECK(venue.since() == "reject 50 for 26");
    const std::uint16_t slide = book::post_only_flag | book::slide_flag;
    venue.buy(51, {.quantity = 4, .price = 103, .flags = slide});
    CHECK(venue.since() == "accept 51: 4 at 99");
    // All of it taken, nothing is left that the order could take.
    venue.buy(52, {.quantity = 10, .price = 100});
    venue.buy(53, {.quantity = 4, .price = 100, .flags = book::post_only_flag});
    CHECK(venue.since() ==
          "accept 52: 10 at 100; fill 52: 10 at 100, 0 left, taker of 1; accept 53: 4 at 100");
}

TEST_CASE("a post-only order does not slide off the grid") {
    Venue venue;
    const std::uint16_t slide = book::post_only_flag | book::slide_flag;
    venue.add(1, ask, 10, 1);
    venue.add(2, bid, 10, std::numeric_limits<std::int64_t>::max());
    venue.buy(50, {.quantity = 4, .price = 1, .flags = slide});
    venue.sell(51, {.quantity = 4, .price = 1, .flags = slide});
    CHECK(venue.since() == "reject 50 for 10; reject 51 for 10");
}

TEST_CASE("a replace to less at the same price keeps the place, any other goes to the back") {
    Venue venue;
    venue.add(1, bid, 10, 100);
    venue.buy(50, {.quantity = 8, .price = 100});
    venue.add(2, bid, 7, 100);
    venue.modify(50, 5, 100);
    CHECK(venue.ahead(50) == 10.0);
    venue.modify(50, 5, 100);
    CHECK(venue.ahead(50) == 17.0);
    CHECK(venue.since() == "accept 50: 8 at 100; replace 50: 5 at 100; replace 50: 5 at 100");
}

TEST_CASE("a replace may take, and a rejected one leaves the order as it was") {
    Venue venue;
    venue.add(1, ask, 3, 101);
    venue.add(2, bid, 9, 99);
    venue.buy(50, {.quantity = 8, .price = 99, .flags = book::post_only_flag});
    venue.modify(50, 8, 101);
    CHECK(venue.ahead(50) == 9.0);
    CHECK(venue.since() == "accept 50: 8 at 99; reject 50 for 26");
    venue.buy(51, {.quantity = 8, .price = 99});
    venue.modify(51, 6, 101);
    CHECK(venue.since() ==
          "accept 51: 8 at 99; replace 51: 6 at 101; fill 51: 3 at 101, 3 left, taker of 1");
    CHECK(venue.exchange.open_quantity(OrderId{51}) == Quantity{3});
    CHECK(venue.exchange.open_quantity(OrderId{50}) == Quantity{8});
    CHECK_FALSE(venue.exchange.open_quantity(OrderId{52}).has_value());
    CHECK_FALSE(venue.exchange.queue_ahead(OrderId{52}).has_value());
}

TEST_CASE("dated orders leave at their time, earliest first, before what comes then acts") {
    Venue venue;
    const auto dated = [](std::int64_t expires) {
        return Ticket{.quantity = 5, .price = 100, .tif = TimeInForce::gtd, .expires = expires};
    };
    venue.buy(50, dated(20));
    venue.buy(51, dated(10));
    venue.buy(52, dated(20));
    venue.buy(53, dated(21));
    venue.cancel(52);
    static_cast<void>(venue.since());
    venue.ts = 19;
    venue.add(1, ask, 20, 100);
    CHECK(
        venue.since() ==
        "expire 51: 5 of time 10; expire 50: 5 of time 20; fill 53: 5 at 100, 0 left, maker of 1");
    CHECK(venue.exchange.order_count() == 0);
}

TEST_CASE("a clock command lets dated orders leave, and a replaced one keeps its date") {
    Venue venue;
    venue.buy(50, {.quantity = 5, .price = 100, .tif = TimeInForce::gtd, .expires = 20});
    venue.modify(50, 9, 101);
    venue.exchange.process({.ts = 19, .instrument = 7, .kind = CommandKind::clock});
    CHECK(venue.exchange.order_count() == 1);
    venue.exchange.process({.ts = 30, .kind = CommandKind::clock});
    CHECK(venue.since() == "accept 50: 5 at 100; replace 50: 9 at 101; expire 50: 9 of time 20");
    CHECK(venue.exchange.now() == Nanos{30});
}

TEST_CASE("dates of orders that are gone do not gather") {
    Venue venue;
    for (std::uint64_t id = 1; id <= 10'000; ++id) {
        venue.buy(id, {.quantity = 5, .price = 100, .tif = TimeInForce::gtd, .expires = 50'000});
        venue.cancel(id);
    }
    static_cast<void>(venue.since());
    venue.buy(10'001, {.quantity = 5, .price = 100, .tif = TimeInForce::gtd, .expires = 50'000});
    venue.exchange.process({.ts = 50'000, .kind = CommandKind::clock});
    CHECK(venue.since() == "accept 10001: 5 at 100; expire 10001: 5 of time 50000");
}

TEST_CASE("a reduce-only order is cut to what is left of the position") {
    Venue venue;
    venue.add(1, ask, 10, 100);
    venue.buy(50, {.quantity = 10, .price = 100});
    static_cast<void>(venue.since());
    const auto reducing = [](std::int64_t quantity, std::int64_t price) {
        return Ticket{.quantity = quantity, .price = price, .flags = book::reduce_only_flag};
    };
    venue.sell(51, reducing(7, 105));
    venue.sell(52, reducing(7, 106));
    venue.sell(53, reducing(7, 107));
    venue.buy(54, reducing(1, 90));
    CHECK(venue.since() ==
          "accept 51: 7 at 105; accept 52: 3 at 106; reject 53 for 25; reject 54 for 25");
    venue.modify(52, 9, 106);
    CHECK(venue.since() == "replace 52: 3 at 106");
    Ticket other = reducing(1, 105);
    other.owner = 2;
    venue.sell(55, other);
    CHECK(venue.since() == "reject 55 for 25");
}

TEST_CASE("reduce-only orders never trade more than the position, and the excess is cut") {
    Venue venue;
    venue.add(1, ask, 10, 100);
    venue.buy(50, {.quantity = 10, .price = 100});
    venue.sell(51, {.quantity = 5, .price = 105, .flags = book::reduce_only_flag});
    venue.sell(52, {.quantity = 5, .price = 106, .flags = book::reduce_only_flag});
    venue.sell(53, {.quantity = 6, .price = 104});
    static_cast<void>(venue.since());
    // A bid comes to rest across all three: 6 for 53, then 4 of the position are left.
    venue.add(2, bid, 50, 106);
    CHECK(venue.since() ==
          "fill 53: 6 at 104, 0 left, maker of 2; fill 51: 4 at 105, 1 left, maker of 2; "
          "cancel 52: 5, 0 left for 68; cancel 51: 1, 0 left for 68");
    CHECK(venue.exchange.position(1, 0) == Quantity{0});
}

TEST_CASE("a position that shrinks cuts reduce-only orders, the last entered first") {
    Venue venue;
    venue.add(1, ask, 10, 100);
    venue.add(2, bid, 10, 99);
    venue.buy(50, {.quantity = 10, .price = 100});
    venue.sell(51, {.quantity = 5, .price = 105, .flags = book::reduce_only_flag});
    venue.sell(52, {.quantity = 5, .price = 106, .flags = book::reduce_only_flag});
    static_cast<void>(venue.since());
    venue.sell(53, {.quantity = 3, .type = OrderType::market});
    CHECK(venue.since() ==
          "accept 53: 3 at 0; fill 53: 3 at 99, 0 left, taker of 2; cancel 52: 3, 2 left for 68");
    venue.sell(54, {.quantity = 7, .type = OrderType::market});
    CHECK(venue.since() ==
          "accept 54: 7 at 0; fill 54: 7 at 99, 0 left, taker of 2; "
          "cancel 52: 2, 0 left for 68; cancel 51: 5, 0 left for 68");
}

TEST_CASE("owner 0 has no position") {
    Venue venue;
    venue.add(1, ask, 10, 100);
    venue.buy(50, {.quantity = 10, .price = 100, .owner = 0});
    CHECK(venue.exchange.position(0, 0) == Quantity{0});
    venue.sell(51, {.quantity = 1, .price = 105, .flags = book::reduce_only_flag, .owner = 0});
    CHECK(venue.exchange.executions().back().reason == RejectReason::not_reducing);
}

TEST_CASE("executions are numbered over all instruments, and each has a fee") {
    Exchange exchange{{ExchangeInstrument{}, ExchangeInstrument{}}};
    for (std::uint64_t id = 1; id <= 6; ++id) {
        OrderCommand command = limit_order(id);
        command.instrument = static_cast<std::uint16_t>(id % 3);
        exchange.process(command);
    }
    REQUIRE(exchange.executions().size() == 6);
    CHECK(exchange.fees().size() == 6);
    for (std::size_t i = 0; i < 6; ++i) CHECK(exchange.executions()[i].sequence == i + 1);
    exchange.clear_executions();
    CHECK(exchange.executions().empty());
    CHECK(exchange.fees().empty());
    exchange.process(limit_order(9));
    CHECK(exchange.executions().front().sequence == 7);
}

TEST_CASE("an exchange has 1 to 65,536 instruments") {
    CHECK_THROWS_WITH(Exchange{{}}, "instruments: expected 1 to 65536, was 0");
    CHECK_THROWS_WITH(Exchange{std::vector<ExchangeInstrument>(65'537)},
                      "instruments: expected 1 to 65536, was 65537");
}

}  // namespace swarmcore::sim
