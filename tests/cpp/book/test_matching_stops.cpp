#include <doctest/doctest.h>

#include <cstdint>

#include "desk.hpp"
#include "swarmcore/book/order.hpp"

namespace swarmcore::book {
namespace {

/// One lot trades at a price: a maker and a taker come and go.
void trade_at(Desk& desk, std::int64_t price) {
    static std::uint64_t id = 1'000;
    desk.given({limit(++id, Side::ask, price, 1), immediate(id + 1, Side::bid, price, 1)});
    ++id;
}

/// The market has traded at 100.
Desk traded_at_100() {
    Desk desk;
    trade_at(desk, 100);
    return desk;
}

}  // namespace

TEST_CASE("a stop becomes a market order when the market trades at its trigger or beyond") {
    Desk desk = traded_at_100();
    desk.given(
        {stop(1, Side::bid, 102, 2), limit(2, Side::ask, 102, 1), limit(3, Side::ask, 103, 5)});
    CHECK(desk.orders().back() == "1 dormant 2@0 trigger 102");
    CHECK(desk.send(immediate(9, Side::bid, 102, 1)) ==
          Lines{"accepted 9 1@102 open 1", "filled 9~2 1@102 open 0", "filled 2~9 1@102 open 0",
                "triggered 1 2@0 open 2", "filled 1~3 2@103 open 0", "filled 3~1 2@103 open 3"});
}

TEST_CASE("a stop-limit becomes a limit order that may rest") {
    Desk desk = traded_at_100();
    desk.given({stop_limit(1, Side::ask, 98, 97, 4), limit(2, Side::bid, 98, 1)});
    CHECK(desk.send(immediate(9, Side::ask, 98, 1)).back() == "triggered 1 4@97 open 4");
    CHECK(desk.orders() == Lines{"1 resting 4@97"});
}

TEST_CASE("a stop that the last trade has passed already is triggered at once") {
    Desk desk = traded_at_100();
    CHECK(desk.send(stop(1, Side::bid, 100, 3)) ==
          Lines{"accepted 1 3@0 open 3", "triggered 1 3@0 open 3",
                "cancelled 1 3@0 open 0 market_remainder"});
    Desk quiet;
    CHECK(quiet.send(stop(1, Side::bid, 1, 3)).size() == 1);
}

TEST_CASE("triggered stops come in by arrival, each completed before the next") {
    Desk desk = traded_at_100();
    desk.given({stop(1, Side::bid, 103, 1), stop(2, Side::bid, 101, 1), stop(3, Side::ask, 90, 1),
                limit(4, Side::ask, 103, 1), limit(5, Side::ask, 104, 1),
                limit(6, Side::ask, 105, 1)});
    CHECK(desk.send(immediate(9, Side::bid, 103, 1)) ==
          Lines{"accepted 9 1@103 open 1", "filled 9~4 1@103 open 0", "filled 4~9 1@103 open 0",
                "triggered 1 1@0 open 1", "filled 1~5 1@104 open 0", "filled 5~1 1@104 open 0",
                "triggered 2 1@0 open 1", "filled 2~6 1@105 open 0", "filled 6~2 1@105 open 0"});
    CHECK(desk.orders() == Lines{"3 dormant 1@0 trigger 90"});
}

TEST_CASE("a trailing stop follows the market in its favour, and never back") {
    Desk desk = traded_at_100();
    desk.given({trailing(1, Side::ask, 5, 1)});
    CHECK(desk.orders() == Lines{"1 dormant 1@0 trigger 95"});
    trade_at(desk, 110);
    CHECK(desk.orders() == Lines{"1 dormant 1@0 trigger 105"});
    trade_at(desk, 106);
    CHECK(desk.orders() == Lines{"1 dormant 1@0 trigger 105"});
    desk.given({limit(2, Side::ask, 105, 1)});
    CHECK(desk.send(immediate(9, Side::bid, 105, 1))[3] == "triggered 1 1@0 open 1");
}

TEST_CASE("a trailing buy stop follows the market down") {
    Desk desk = traded_at_100();
    desk.given({trailing(1, Side::bid, 5, 1)});
    trade_at(desk, 90);
    trade_at(desk, 92);
    CHECK(desk.orders() == Lines{"1 dormant 1@0 trigger 95"});
}

TEST_CASE("a trailing stop's offset may be hundredths of a percent, one tick at least") {
    Desk desk;
    trade_at(desk, 12'345);
    desk.given({trailing(1, Side::ask, 250, 1).flagged(trail_percent_flag),
                trailing(2, Side::bid, 1, 1).flagged(trail_percent_flag)});
    CHECK(desk.orders() == Lines{"1 dormant 1@0 trigger 12037", "2 dormant 1@0 trigger 12346"});
    CHECK(desk.last(trailing(3, Side::ask, 10'000, 1).flagged(trail_percent_flag))
              .ends_with("bad_trigger"));
}

TEST_CASE("a trailing stop needs a trade to start from") {
    Desk desk;
    CHECK(desk.last(trailing(1, Side::ask, 5, 1)).ends_with("no_reference_price"));
    CHECK(desk.send(trailing(1, Side::ask, 5, 1).flagged(held_flag)).size() == 1);
    CHECK(desk.send(release(1)) ==
          Lines{"triggered 1 1@0 open 1", "cancelled 1 1@0 open 0 no_reference_price"});
}

TEST_CASE("a waiting stop can be given another trigger; it then is tested again") {
    Desk desk = traded_at_100();
    desk.given({stop_limit(1, Side::bid, 105, 106, 3), stop(2, Side::bid, 105, 3)});
    CHECK(desk.last(replace(1, 107, 4, 106)) == "replaced 1 4@107 open 4");
    CHECK(desk.orders() == Lines{"2 dormant 3@0 trigger 105", "1 dormant 4@107 trigger 106"});
    CHECK(desk.send(replace(2, 0, 3, 99)) == Lines{"replaced 2 3@0 open 3",
                                                   "triggered 2 3@0 open 3",
                                                   "cancelled 2 3@0 open 0 market_remainder"});
}

TEST_CASE("a new trigger is for stops that wait, and not for trailing ones") {
    Desk desk = traded_at_100();
    desk.given({limit(1, Side::bid, 90, 3), trailing(2, Side::ask, 5, 3)});
    CHECK(desk.last(replace(1, 90, 2, 95)).ends_with("bad_combination"));
    CHECK(desk.last(replace(2, 0, 2, 95)).ends_with("bad_combination"));
    CHECK(desk.last(replace(2, 0, 2)) == "replaced 2 2@0 open 2");
}

TEST_CASE("a triggered order that may not enter says so and is cancelled") {
    Desk desk = traded_at_100();
    desk.given(
        {set_bands(90, 110), stop_limit(1, Side::bid, 105, 120, 3), limit(2, Side::ask, 105, 1)});
    const Lines seen = desk.send(immediate(9, Side::bid, 105, 1));
    CHECK(seen[3] == "triggered 1 3@120 open 3");
    CHECK(seen[4] == "cancelled 1 3@120 open 0 outside_bands");
}

TEST_CASE("outside continuous trading stops wait; on entering it all are tested") {
    Desk desk = traded_at_100();
    desk.given({enter_phase(TradingPhase::halted), enter_phase(TradingPhase::opening_auction),
                stop(1, Side::bid, 99, 2)});
    CHECK(desk.orders() == Lines{"1 dormant 2@0 trigger 99"});
    CHECK(desk.send(enter_phase(TradingPhase::continuous)) ==
          Lines{"phase 0 0@0 open 0", "triggered 1 2@0 open 2",
                "cancelled 1 2@0 open 0 market_remainder"});
}

TEST_CASE("a dormant stop can be cancelled and can expire") {
    Desk desk = traded_at_100();
    desk.given({stop(1, Side::bid, 105, 2), stop(2, Side::bid, 106, 2).until(50)});
    CHECK(desk.send(cancel(1)) == Lines{"cancelled 1 2@0 open 0"});
    CHECK(desk.send(clock(50)) == Lines{"expired 2 2@0 open 0"});
    CHECK(desk.engine.order_count() == 0);
}

}  // namespace swarmcore::book
