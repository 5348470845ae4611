#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "desk.hpp"
#include "swarmcore/book/matching_engine.hpp"
#include "swarmcore/book/order.hpp"

namespace swarmcore::book {
namespace {

static_assert(offsetof(OrderCommand, owner) == 48 && offsetof(OrderCommand, kind) == 60 &&
              offsetof(OrderCommand, tif) == 63);
static_assert(offsetof(Execution, remaining) == 48 && offsetof(Execution, kind) == 58 &&
              offsetof(Execution, reserved) == 62);

/// Asks: 5 at 101 (id 1), 7 at 101 (id 2), 9 at 102 (id 3). Bid: 4 at 99 (id 4).
Desk sample() {
    Desk desk;
    desk.send(limit(1, Side::ask, 101, 5));
    desk.send(limit(2, Side::ask, 101, 7));
    desk.send(limit(3, Side::ask, 102, 9));
    desk.send(limit(4, Side::bid, 99, 4));
    return desk;
}

/// The reason for which the sample engine refuses a command; a reject changes nothing.
RejectReason refusal(const OrderCommand& command) {
    Desk desk = sample();
    const std::uint64_t before = desk.engine.state_hash();
    const std::vector<Execution> executions = desk.records(command);
    REQUIRE(executions.size() == 1);
    CHECK(executions[0].kind == ExecutionKind::rejected);
    CHECK(executions[0].order_id == command.order_id);
    CHECK(executions[0].remaining == 0);
    CHECK(desk.engine.state_hash() == before);
    return executions[0].reason;
}

template <class Change>
RejectReason refusal_with(Change change) {
    Command command = limit(9, Side::bid, 100, 1);
    change(command);
    return refusal(command);
}

}  // namespace

TEST_CASE("an engine has 1 to 65,536 instruments") {
    CHECK_THROWS_WITH_AS(MatchingEngine{0}, "instruments: expected 1 to 65536, was 0",
                         std::invalid_argument);
    CHECK_THROWS_AS(MatchingEngine{65'537}, std::invalid_argument);
    CHECK(MatchingEngine{65'536}.instrument_count() == 65'536);
}

TEST_CASE("a limit order that meets nobody rests") {
    Desk desk;
    CHECK(desk.send(limit(1, Side::bid, 100, 5)) == Lines{"accepted 1 5@100 open 5"});
    CHECK(desk.engine.best_bid(0) == level(100, 5, 1));
    CHECK(desk.engine.order_count() == 1);
    CHECK_FALSE(desk.engine.best_ask(0));
    CHECK_FALSE(desk.engine.best_bid(1));
}

TEST_CASE("depth gathers resting orders in levels, best first") {
    const Desk desk = sample();
    CHECK(desk.engine.depth(0, Side::ask, 5) == std::vector{level(101, 12, 2), level(102, 9, 1)});
    CHECK(desk.engine.depth(0, Side::ask, 1) == std::vector{level(101, 12, 2)});
    CHECK(desk.engine.depth(0, Side::bid, 5) == std::vector{level(99, 4, 1)});
    CHECK(desk.engine.depth(1, Side::bid, 5).empty());
}

TEST_CASE("a taker trades at the makers' prices, best price first, then oldest first") {
    Desk desk = sample();
    CHECK(desk.send(limit(9, Side::bid, 102, 15)) == Lines{
                                                         "accepted 9 15@102 open 15",
                                                         "filled 9~1 5@101 open 10",
                                                         "filled 1~9 5@101 open 0",
                                                         "filled 9~2 7@101 open 3",
                                                         "filled 2~9 7@101 open 0",
                                                         "filled 9~3 3@102 open 0",
                                                         "filled 3~9 3@102 open 6",
                                                     });
    CHECK(desk.engine.best_ask(0) == level(102, 6, 1));
    CHECK(desk.engine.order_count() == 2);
}

TEST_CASE("a seller takes the highest bids first") {
    Desk desk = sample();
    desk.send(limit(5, Side::bid, 100, 2));
    CHECK(desk.send(immediate(9, Side::ask, 99, 3)) == Lines{
                                                           "accepted 9 3@99 open 3",
                                                           "filled 9~5 2@100 open 1",
                                                           "filled 5~9 2@100 open 0",
                                                           "filled 9~4 1@99 open 0",
                                                           "filled 4~9 1@99 open 3",
                                                       });
}

TEST_CASE("the rest of a limit order that traded rests at its limit") {
    Desk desk = sample();
    desk.send(limit(9, Side::bid, 101, 20));
    CHECK(desk.engine.best_bid(0) == level(101, 8, 1));
    CHECK(desk.engine.best_ask(0) == level(102, 9, 1));
}

TEST_CASE("the rest of an immediate-or-cancel order is cancelled and says so") {
    Desk desk = sample();
    const auto seen = desk.send(immediate(9, Side::bid, 101, 20));
    CHECK(seen.back() == "cancelled 9 8@101 open 0 immediate_remainder");
    CHECK(desk.records(cancel(9)).back().reason == RejectReason::unknown_order);
}

TEST_CASE("a market order takes every price, and its rest is cancelled and says so") {
    Desk desk = sample();
    const auto seen = desk.send(market(9, Side::bid, 30));
    CHECK(seen.front() == "accepted 9 30@0 open 30");
    CHECK(seen.back() == "cancelled 9 9@0 open 0 market_remainder");
    CHECK_FALSE(desk.engine.best_ask(0));
    CHECK(desk.records(market(10, Side::bid, 1)).back().reason == RejectReason::market_remainder);
    CHECK(desk.send(market(11, Side::ask, 4)).back() == "filled 4~11 4@99 open 0");
}

TEST_CASE("records carry time, side, instrument, the maker's flag and a rising sequence") {
    Desk desk;
    Command maker = limit(1, Side::ask, 100, 5);
    maker.ts = 10;
    maker.instrument = 1;
    Command taker = limit(2, Side::bid, 100, 5);
    taker.ts = 20;
    taker.instrument = 1;
    CHECK(desk.records(maker)[0].sequence == 1);
    const std::vector<Execution> executions = desk.records(taker);
    REQUIRE(executions.size() == 3);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(executions[i].sequence == i + 2);
        CHECK(executions[i].ts == 20);
        CHECK(executions[i].instrument == 1);
        CHECK(executions[i].side == (i == 2 ? Side::ask : Side::bid));
        CHECK(executions[i].flags == (i == 2 ? maker_flag : 0));
    }
}

TEST_CASE("cancel withdraws what is left of an order") {
    Desk desk = sample();
    desk.send(immediate(9, Side::bid, 101, 2));
    CHECK(desk.send(cancel(1)) == Lines{"cancelled 1 3@101 open 0"});
    CHECK(desk.records(cancel(1)).back().reason == RejectReason::unknown_order);
    CHECK(desk.engine.best_ask(0) == level(101, 7, 1));
}

TEST_CASE("replace by less at the same price keeps the order's place") {
    Desk desk = sample();
    CHECK(desk.send(replace(1, 101, 3)) == Lines{"replaced 1 3@101 open 3"});
    CHECK(desk.records(immediate(9, Side::bid, 101, 1))[1].other_order_id == 1);
    CHECK(desk.engine.best_ask(0) == level(101, 9, 2));
}

TEST_CASE("replace by more, by as much, or at another price goes to the back") {
    for (const std::int64_t quantity : {5, 6}) {
        Desk desk = sample();
        desk.send(replace(1, 101, quantity));
        CHECK(desk.records(immediate(9, Side::bid, 101, 1))[1].other_order_id == 2);
    }
    Desk desk = sample();
    desk.send(replace(1, 102, 1));
    CHECK(desk.records(immediate(9, Side::bid, 102, 8))[3].other_order_id == 3);
    CHECK(desk.records(cancel(1)).back().quantity == 1);
}

TEST_CASE("a replace that crosses trades, and its rest rests under the same owner") {
    Desk desk = sample();
    CHECK(desk.send(replace(4, 101, 14)) == Lines{
                                                "replaced 4 14@101 open 14",
                                                "filled 4~1 5@101 open 9",
                                                "filled 1~4 5@101 open 0",
                                                "filled 4~2 7@101 open 2",
                                                "filled 2~4 7@101 open 0",
                                            });
    CHECK(desk.engine.best_bid(0) == level(101, 2, 1));
    CHECK(desk.send(replace(4, 102, 9)).back() == "filled 3~4 9@102 open 0");
    CHECK(desk.records(cancel(4)).back().reason == RejectReason::unknown_order);
    CHECK(desk.engine.order_count() == 0);
}

TEST_CASE("instruments do not trade with each other, and ids are unique over all") {
    Desk desk = sample();
    OrderCommand other = limit(9, Side::bid, 102, 5);
    other.instrument = 1;
    CHECK(desk.send(other).size() == 1);
    CHECK(desk.engine.best_bid(1) == level(102, 5, 1));
    CHECK(desk.records(limit(9, Side::bid, 1, 1)).back().reason == RejectReason::duplicate_order);
    CHECK(desk.records(cancel(9)).back().reason == RejectReason::unknown_order);
}

TEST_CASE("the id of an order that is gone may come again") {
    Desk desk = sample();
    desk.send(cancel(1));
    CHECK(desk.records(limit(1, Side::ask, 103, 1)).back().kind == ExecutionKind::accepted);
}

TEST_CASE("only its owner may cancel or replace an order") {
    OrderCommand command = cancel(1);
    command.owner = 7;
    CHECK(refusal(command) == RejectReason::wrong_owner);
    command = replace(1, 101, 1);
    command.owner = 7;
    CHECK(refusal(command) == RejectReason::wrong_owner);
}

// Bytes that are no enumerator are what this test is about.
// NOLINTBEGIN(clang-analyzer-optin.core.EnumCastOutOfRange)
TEST_CASE("what makes no sense is rejected with its reason") {
    using enum RejectReason;
    CHECK(refusal({}) == unknown_kind);
    CHECK(refusal_with([](auto& c) { c.ts = -1; }) == time_went_back);
    CHECK(refusal_with([](auto& c) { c.kind = CommandKind{9}; }) == unknown_kind);
    CHECK(refusal_with([](auto& c) { c.instrument = 2; }) == unknown_instrument);
    CHECK(refusal_with([](auto& c) { c.flags = 512; }) == unknown_flags);
    CHECK(refusal_with([](auto& c) { c.trigger = 1; }) == bad_combination);
    CHECK(refusal_with([](auto& c) { c.expires = 1; }) == bad_combination);
    CHECK(refusal_with([](auto& c) { c.display = 2; }) == bad_display);
    CHECK(refusal_with([](auto& c) { c.side = Side{0}; }) == bad_side);
    CHECK(refusal_with([](auto& c) { c.side = Side{2}; }) == bad_side);
    CHECK(refusal_with([](auto& c) { c.type = OrderType{0}; }) == unknown_type);
    CHECK(refusal_with([](auto& c) { c.type = OrderType{6}; }) == unknown_type);
    CHECK(refusal_with([](auto& c) { c.type = OrderType::stop; }) == bad_trigger);
    CHECK(refusal_with([](auto& c) { c.type = OrderType::stop_limit; }) == bad_trigger);
    CHECK(refusal_with([](auto& c) { c.type = OrderType::trailing_stop; }) == bad_trigger);
    CHECK(refusal_with([](auto& c) { c.tif = TimeInForce{0}; }) == unknown_time_in_force);
    CHECK(refusal_with([](auto& c) { c.tif = TimeInForce{7}; }) == unknown_time_in_force);
    CHECK(refusal_with([](auto& c) { c.order_id = 1; }) == duplicate_order);
    CHECK(refusal_with([](auto& c) { c.price = 0; }) == bad_price);
    CHECK(refusal_with([](auto& c) { c.price = -max_int - 1; }) == bad_price);
    CHECK(refusal_with([](auto& c) { c.quantity = 0; }) == bad_quantity);
    CHECK(refusal_with([](auto& c) { c.quantity = -1; }) == bad_quantity);
    CHECK(refusal(market(9, Side::bid, 0)) == bad_quantity);
    CHECK(refusal(cancel(9)) == unknown_order);
    CHECK(refusal(replace(9, 1, 1)) == unknown_order);
    CHECK(refusal(replace(1, 0, 1)) == bad_price);
    CHECK(refusal(replace(1, 101, 0)) == bad_quantity);
}
// NOLINTEND(clang-analyzer-optin.core.EnumCastOutOfRange)

TEST_CASE("a quantity that would overflow its level is rejected, the largest that fits is not") {
    CHECK(refusal(limit(9, Side::ask, 101, max_int)) == RejectReason::quantity_overflow);
    CHECK(refusal(replace(1, 101, max_int - 6)) == RejectReason::quantity_overflow);
    CHECK(refusal(replace(3, 101, max_int)) == RejectReason::quantity_overflow);
    Desk desk = sample();
    CHECK(desk.records(replace(1, 101, max_int - 7)).back().kind == ExecutionKind::replaced);
    CHECK(desk.engine.best_ask(0) == level(101, max_int, 2));
    CHECK(desk.last(market(9, Side::bid, max_int)) ==
          "filled 1~9 " + std::to_string(max_int - 7) + "@101 open 0");
}

TEST_CASE("a rejected command does not move the time on") {
    Desk desk = sample();
    OrderCommand bad = limit(9, Side::bid, 0, 1);
    bad.ts = max_int;
    CHECK(desk.records(bad).back().reason == RejectReason::bad_price);
    CHECK(desk.records(limit(9, Side::bid, 1, 1)).back().kind == ExecutionKind::accepted);
}

TEST_CASE("the reads of an instrument that is not there throw") {
    const Desk desk;
    CHECK_THROWS_WITH_AS((void)desk.engine.best_bid(2), "instrument: expected 0 to 1, was 2",
                         std::out_of_range);
    CHECK_THROWS_AS((void)desk.engine.best_ask(2), std::out_of_range);
    CHECK_THROWS_AS((void)desk.engine.depth(2, Side::bid, 1), std::out_of_range);
}

TEST_CASE("the state hash knows orders, owners and instruments, not their history") {
    const Desk desk = sample();
    Desk other;
    other.send(limit(2, Side::ask, 101, 7));
    other.send(limit(4, Side::bid, 99, 8));
    other.send(replace(4, 99, 4));
    other.send(limit(3, Side::ask, 102, 9));
    other.send(limit(1, Side::ask, 101, 5));
    CHECK(other.engine.state_hash() != desk.engine.state_hash());  // 2 stands before 1
    other.send(replace(2, 101, 7));
    CHECK(other.engine.state_hash() == desk.engine.state_hash());

    Desk first;
    Desk second;
    OrderCommand command = limit(1, Side::bid, 1, 1);
    first.send(command);
    command.owner = 1;
    second.send(command);
    CHECK(first.engine.state_hash() != second.engine.state_hash());
    Desk third;
    command = limit(1, Side::bid, 1, 1);
    command.instrument = 1;
    third.send(command);
    CHECK(first.engine.state_hash() != third.engine.state_hash());
}

}  // namespace swarmcore::book
