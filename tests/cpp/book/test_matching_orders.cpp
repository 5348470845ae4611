#include <doctest/doctest.h>

#include <cstdint>

#include "desk.hpp"
#include "swarmcore/book/order.hpp"

/// Times in force, post-only, icebergs, and what a replace does to each.
namespace swarmcore::book {
namespace {

using enum TimeInForce;

/// Asks: 5 at 101 (id 1), 7 at 102 (id 2).
Desk two_asks() {
    Desk desk;
    desk.given({limit(1, Side::ask, 101, 5), limit(2, Side::ask, 102, 7)});
    return desk;
}

}  // namespace

TEST_CASE("fill or kill trades all at once, or is accepted and cancelled before any trade") {
    Desk desk = two_asks();
    CHECK(desk.send(limit(9, Side::bid, 101, 6).standing(fok)) ==
          Lines{"accepted 9 6@101 open 6", "cancelled 9 6@101 open 0 fill_or_kill"});
    CHECK(desk.send(market(9, Side::bid, 13).standing(fok)).back() ==
          "cancelled 9 13@0 open 0 fill_or_kill");
    CHECK(desk.last(limit(9, Side::bid, 102, 12).standing(fok)) == "filled 2~9 7@102 open 0");
}

TEST_CASE("fill or kill counts hidden parts, but not what a trade of another may take away") {
    Desk desk;
    desk.given({limit(1, Side::ask, 101, 5).showing(1)});
    CHECK(desk.last(limit(8, Side::bid, 101, 5).standing(fok)) == "filled 1~8 1@101 open 0");
    desk.given({limit(2, Side::ask, 101, 5), limit(3, Side::ask, 103, 5), pair(2, 3)});
    CHECK(desk.last(limit(9, Side::bid, 101, 5).standing(fok)) ==
          "cancelled 9 5@101 open 0 fill_or_kill");
}

TEST_CASE("fill or kill with a self-trade mode leaves its own orders out of the count") {
    const auto kill = limit(9, Side::bid, 103, 5).by(1).standing(fok);
    Desk desk;
    desk.given({limit(1, Side::ask, 101, 3), limit(2, Side::ask, 102, 9).by(1),
                limit(3, Side::ask, 103, 9)});
    CHECK(desk.last(kill.avoiding(SelfTradeMode::cancel_newest)) ==
          "cancelled 9 5@103 open 0 fill_or_kill");
    CHECK(desk.last(kill.avoiding(SelfTradeMode::cancel_oldest)) == "filled 3~9 2@103 open 7");
}

TEST_CASE("a good-till order leaves at its own time, the first to expire first") {
    Desk desk;
    desk.given({limit(1, Side::bid, 99, 5).until(30), limit(2, Side::bid, 98, 5).until(20),
                limit(3, Side::bid, 97, 5).until(20), limit(4, Side::bid, 96, 5).until(31)});
    const std::vector<Execution> seen = desk.records(clock(30));
    REQUIRE(seen.size() == 3);
    CHECK(line_of(seen[0]) == "expired 2 5@98 open 0");
    CHECK(seen[0].ts == 20);
    CHECK(line_of(seen[1]) == "expired 3 5@97 open 0");
    CHECK(line_of(seen[2]) == "expired 1 5@99 open 0");
    CHECK(seen[2].ts == 30);
    CHECK(desk.orders() == Lines{"4 resting 5@96"});
}

TEST_CASE("orders expire before the command that moves the time is judged") {
    Desk desk;
    desk.given({limit(1, Side::bid, 99, 5).until(20)});
    CHECK(desk.send(cancel(1).at(20)) ==
          Lines{"expired 1 5@99 open 0", "rejected 1 0@0 open 0 unknown_order"});
    CHECK(desk.last(limit(2, Side::bid, 99, 5).at(21).until(21)) ==
          "rejected 2 5@99 open 0 bad_expiry");
}

TEST_CASE("a replaced good-till order keeps its time") {
    Desk desk;
    desk.given({limit(1, Side::bid, 99, 5).until(20), replace(1, 98, 7)});
    CHECK(desk.send(clock(20)) == Lines{"expired 1 7@98 open 0"});
}

TEST_CASE("a post-only order that would take is rejected, or slides to one tick from the best") {
    Desk desk = two_asks();
    CHECK(desk.last(limit(9, Side::bid, 101, 1).flagged(post_only_flag)) ==
          "rejected 9 1@101 open 0 would_take");
    CHECK(desk.send(limit(9, Side::bid, 105, 1).flagged(post_only_flag | slide_flag)) ==
          Lines{"accepted 9 1@100 open 1"});
    CHECK(desk.last(replace(9, 102, 1)) == "replaced 9 1@100 open 1");
    CHECK(desk.last(limit(8, Side::ask, 100, 1).flagged(post_only_flag | slide_flag)) ==
          "accepted 8 1@101 open 1");
}

TEST_CASE("a post-only order has nowhere to slide below a price of 1, or outside the bands") {
    const auto sliding = limit(9, Side::bid, 5, 1).flagged(post_only_flag | slide_flag);
    Desk desk;
    desk.given({limit(1, Side::ask, 1, 1)});
    CHECK(desk.last(sliding) == "rejected 9 1@5 open 0 bad_price");
    Desk banded;
    banded.given({limit(1, Side::ask, 5, 1), set_bands(5, 9)});
    CHECK(banded.last(sliding) == "rejected 9 1@5 open 0 outside_bands");
}

TEST_CASE("an iceberg shows its parts one by one, each at the back of the queue") {
    Desk desk;
    desk.given({limit(1, Side::ask, 101, 7).showing(3), limit(2, Side::ask, 101, 4)});
    CHECK(desk.orders() == Lines{"1 resting 7@101 shows 3", "2 resting 4@101"});
    CHECK(desk.engine.best_ask(0) == level(101, 7, 2));
    CHECK(desk.send(immediate(9, Side::bid, 101, 9)) ==
          Lines{"accepted 9 9@101 open 9", "filled 9~1 3@101 open 6", "filled 1~9 3@101 open 4",
                "replenished 1 3@101 open 4", "filled 9~2 4@101 open 2", "filled 2~9 4@101 open 0",
                "filled 9~1 2@101 open 0", "filled 1~9 2@101 open 2"});
    CHECK(desk.orders() == Lines{"1 resting 2@101 shows 1"});
}

TEST_CASE("an iceberg takes with all of it, and shows a part of what then rests") {
    Desk desk = two_asks();
    CHECK(desk.last(limit(9, Side::bid, 101, 9).showing(2)) == "filled 1~9 5@101 open 0");
    CHECK(desk.orders().front() == "9 resting 4@101 shows 2");
}

TEST_CASE("a replace to less cuts what an iceberg hides first, and keeps its place") {
    Desk desk;
    desk.given(
        {limit(1, Side::ask, 101, 9).showing(3), limit(2, Side::ask, 101, 4), replace(1, 101, 5)});
    CHECK(desk.orders().front() == "1 resting 5@101 shows 3");
    desk.given({replace(1, 101, 2)});
    CHECK(desk.orders().front() == "1 resting 2@101");
    CHECK(desk.engine.best_ask(0) == level(101, 6, 2));
}

TEST_CASE("an iceberg displays at most its quantity and has at most 10,000 parts") {
    Desk desk;
    CHECK(desk.last(limit(1, Side::bid, 99, 5).showing(6)) == "rejected 1 5@99 open 0 bad_display");
    CHECK(desk.last(limit(1, Side::bid, 99, 10'001).showing(1)) ==
          "rejected 1 10001@99 open 0 bad_display");
    CHECK(desk.last(limit(1, Side::bid, 99, 10'000).showing(1)) ==
          "accepted 1 10000@99 open 10000");
    CHECK(desk.last(replace(1, 98, 10'001)) == "rejected 1 10001@98 open 0 bad_display");
}

TEST_CASE("a quantity overflows with what an iceberg hides at its price") {
    Desk desk;
    desk.given({limit(1, Side::bid, 99, 10'000).showing(1)});
    CHECK(desk.last(limit(2, Side::bid, 99, max_int - 9'999)).ends_with("quantity_overflow"));
    CHECK(desk.last(limit(2, Side::bid, 99, max_int - 10'000)).starts_with("accepted"));
    CHECK(desk.engine.best_bid(0) == level(99, max_int - 9'999, 2));
}

TEST_CASE("fields that do not go together are refused") {
    const auto bad = [](const Command& command) {
        return Desk{}.last(command).ends_with("bad_combination");
    };
    const Command plain = limit(1, Side::bid, 99, 5);
    CHECK(bad(market(1, Side::bid, 5).until(9)));
    CHECK(bad(stop(1, Side::bid, 99, 5).standing(at_open)));
    CHECK(bad(plain.standing(at_close).flagged(held_flag)));
    CHECK(bad(plain.standing(ioc).flagged(post_only_flag)));
    CHECK(bad(plain.flagged(slide_flag)));
    CHECK(bad(plain.standing(fok).showing(1)));
    CHECK(bad(market(1, Side::bid, 5).showing(1)));
    CHECK(bad(stop(1, Side::bid, 99, 5).flagged(trail_percent_flag)));
    CHECK(bad(plain.with([](Command& c) { c.trigger = 1; })));
    CHECK(bad(plain.with([](Command& c) { c.expires = 1; })));
}

}  // namespace swarmcore::book
