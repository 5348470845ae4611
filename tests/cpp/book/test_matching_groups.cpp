#include <doctest/doctest.h>

#include <cstdint>

#include "desk.hpp"
#include "swarmcore/book/order.hpp"

/// One-cancels-other pairs, brackets and held orders.
namespace swarmcore::book {
namespace {

Command held(const Command& command) {
    return command.flagged(held_flag);
}

/// A bid of 10 at 100 (id 1), to be followed by a target (id 2, sells at 110) and a stop loss
/// (id 3), which cancel each other.
Desk bracketed() {
    Desk desk;
    desk.given({held(limit(1, Side::bid, 100, 10)), held(limit(2, Side::ask, 110, 10)),
                held(stop(3, Side::ask, 90, 10)), bracket(1, 2), bracket(1, 3), pair(2, 3),
                release(1)});
    return desk;
}

}  // namespace

TEST_CASE("one of two linked orders cancels the other as soon as it trades, even in part") {
    Desk desk;
    desk.given({limit(1, Side::ask, 110, 10), limit(2, Side::bid, 90, 10), pair(1, 2)});
    CHECK(desk.send(immediate(9, Side::bid, 110, 3)) ==
          Lines{"accepted 9 3@110 open 3", "filled 9~1 3@110 open 0", "filled 1~9 3@110 open 7",
                "cancelled 2 10@90 open 0 linked"});
    CHECK(desk.orders() == Lines{"1 resting 7@110"});
}

TEST_CASE("one of two linked orders cancels the other when it leaves") {
    Desk desk;
    desk.given({limit(1, Side::ask, 110, 10), limit(2, Side::bid, 90, 10), pair(1, 2)});
    CHECK(desk.send(cancel(2)) ==
          Lines{"cancelled 2 10@90 open 0", "cancelled 1 10@110 open 0 linked"});
    CHECK(desk.engine.order_count() == 0);
}

TEST_CASE("a link survives a replace, and tells both orders in its execution") {
    Desk desk;
    desk.given({limit(1, Side::ask, 110, 10), limit(2, Side::bid, 90, 10)});
    CHECK(desk.send(pair(1, 2)) == Lines{"linked 1~2 0@0 open 0"});
    desk.given({replace(1, 111, 5)});
    CHECK(desk.engine.orders(0)[0].partner == 1);
    CHECK(desk.send(cancel(1)).back() == "cancelled 2 10@90 open 0 linked");
}

TEST_CASE("two linked orders that trade with each other: the taker goes on") {
    Desk desk;
    desk.given({limit(1, Side::ask, 110, 10), limit(2, Side::bid, 90, 4), pair(1, 2)});
    CHECK(desk.send(replace(2, 110, 14)) == Lines{"replaced 2 14@110 open 14",
                                                  "filled 2~1 10@110 open 4",
                                                  "filled 1~2 10@110 open 0"});
    CHECK(desk.orders() == Lines{"2 resting 4@110"});
}

TEST_CASE("a held order waits outside the book for its release") {
    Desk desk;
    desk.given({held(limit(1, Side::bid, 100, 5)), limit(2, Side::ask, 100, 3)});
    CHECK(desk.orders() == Lines{"2 resting 3@100", "1 held 5@100"});
    CHECK(desk.last(release(2)).ends_with("not_held"));
    CHECK(desk.send(release(1)) ==
          Lines{"triggered 1 5@100 open 5", "filled 1~2 3@100 open 2", "filled 2~1 3@100 open 0"});
    CHECK(desk.last(release(1)).ends_with("not_held"));
}

TEST_CASE("a released stop waits for its trigger, which is told once more") {
    Desk desk;
    desk.given({held(stop(1, Side::ask, 90, 5))});
    CHECK(desk.send(release(1)) == Lines{"triggered 1 5@0 open 5"});
    CHECK(desk.orders() == Lines{"1 dormant 5@0 trigger 90"});
}

TEST_CASE("a bracket's children enter once the parent has traded and left") {
    Desk desk = bracketed();
    CHECK(desk.send(immediate(8, Side::ask, 100, 4)).size() == 3);
    CHECK(desk.send(immediate(9, Side::ask, 100, 6)) ==
          Lines{"accepted 9 6@100 open 6", "filled 9~1 6@100 open 0", "filled 1~9 6@100 open 0",
                "triggered 2 10@110 open 10", "triggered 3 10@0 open 10"});
    CHECK(desk.orders() == Lines{"2 resting 10@110", "3 dormant 10@0 trigger 90"});
    CHECK(desk.send(immediate(10, Side::bid, 110, 1)).back() == "cancelled 3 10@0 open 0 linked");
}

TEST_CASE("children are cut to what their parent traded, and told so") {
    Desk desk = bracketed();
    desk.given({immediate(8, Side::ask, 100, 4)});
    CHECK(desk.send(cancel(1)) == Lines{"cancelled 1 6@100 open 0",
                                        "cancelled 2 6@110 open 4 linked",
                                        "cancelled 3 6@0 open 4 linked", "triggered 2 4@110 open 4",
                                        "triggered 3 4@0 open 4"});
}

TEST_CASE("what a parent traded stops at the largest quantity: its child is not cut below it") {
    Desk desk;
    desk.given({held(limit(1, Side::bid, 100, max_int)), held(limit(2, Side::ask, 110, max_int)),
                bracket(1, 2), release(1), immediate(3, Side::ask, 100, max_int - 1),
                replace(1, 100, max_int)});
    const Lines seen = desk.send(immediate(4, Side::ask, 100, max_int));
    CHECK(seen.back().starts_with("triggered 2 "));
    CHECK(desk.orders() == Lines{"2 resting 9223372036854775807@110"});
}

TEST_CASE("children of a parent that never traded are cancelled") {
    Desk desk = bracketed();
    CHECK(desk.send(cancel(1)) == Lines{"cancelled 1 10@100 open 0",
                                        "cancelled 2 10@110 open 0 linked",
                                        "cancelled 3 10@0 open 0 linked"});
    CHECK(desk.engine.order_count() == 0);
}

TEST_CASE("a child released by hand is no longer its parent's") {
    Desk desk = bracketed();
    desk.given({release(2)});
    CHECK(desk.engine.orders(0)[1].parent == 0);
    CHECK(desk.send(cancel(1)) == Lines{"cancelled 1 10@100 open 0",
                                        "cancelled 3 10@0 open 0 linked",
                                        "cancelled 2 10@110 open 0 linked"});
}

TEST_CASE("children that join the line in an auction wait for continuous trading") {
    Desk desk = bracketed();
    desk.given({enter_phase(TradingPhase::opening_auction), limit(4, Side::ask, 100, 10),
                enter_phase(TradingPhase::halted)});
    CHECK(desk.orders() == Lines{"2 waiting 10@110", "3 waiting 10@0 trigger 90"});
    CHECK(desk.send(enter_phase(TradingPhase::continuous)) ==
          Lines{"phase 0 0@0 open 0", "triggered 2 10@110 open 10", "triggered 3 10@0 open 10"});
}

TEST_CASE("a link that cannot be is refused with its reason") {
    Desk desk = bracketed();
    desk.given({limit(4, Side::bid, 50, 1), limit(5, Side::bid, 50, 1).by(7),
                limit(6, Side::bid, 50, 1).of(1)});
    CHECK(desk.last(pair(4, 99)).ends_with("unknown_order"));
    CHECK(desk.last(pair(4, 6)).ends_with("unknown_order"));
    CHECK(desk.last(pair(4, 5)).ends_with("wrong_owner"));
    CHECK(desk.last(pair(4, 2)).ends_with("already_linked"));
    CHECK(desk.last(bracket(4, 2)).ends_with("already_linked"));
    CHECK(desk.last(pair(4, 4)).ends_with("bad_link"));
    CHECK(desk.last(bracket(2, 4)).ends_with("bad_link"));
}

TEST_CASE("a chain of brackets as long as memory is followed without recursion") {
    Desk desk;
    constexpr std::uint64_t length = 100'000;
    for (std::uint64_t id = 1; id <= length; ++id) {
        desk.given({held(limit(id, Side::bid, 100, 1))});
        if (id > 1) desk.given({bracket(id - 1, id)});
    }
    CHECK(desk.send(cancel(1)).size() == length);
    CHECK(desk.engine.order_count() == 0);
}

}  // namespace swarmcore::book
