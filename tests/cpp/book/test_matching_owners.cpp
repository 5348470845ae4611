#include <doctest/doctest.h>

#include <cstdint>

#include "desk.hpp"
#include "swarmcore/book/order.hpp"

/// What an order does to others of its owner: self-trade prevention, positions, reduce-only.
namespace swarmcore::book {
namespace {

using enum SelfTradeMode;

/// Asks at 101: 5 of owner 1 (id 1), 7 of owner 2 (id 2).
Desk own_and_other() {
    Desk desk;
    desk.given({limit(1, Side::ask, 101, 5).by(1), limit(2, Side::ask, 101, 7).by(2)});
    return desk;
}

Command taker_of_one(SelfTradeMode mode) {
    return immediate(9, Side::bid, 101, 9).by(1).avoiding(mode);
}

/// Owner 1 has bought 10 from owner 2.
Desk long_ten() {
    Desk desk;
    desk.given({limit(1, Side::ask, 100, 10).by(2), immediate(2, Side::bid, 100, 10).by(1)});
    return desk;
}

Command reducing(std::uint64_t id, std::int64_t price, std::int64_t quantity) {
    return limit(id, Side::ask, price, quantity).by(1).flagged(reduce_only_flag);
}

}  // namespace

TEST_CASE("without a mode, and for owner 0, own orders trade with each other") {
    CHECK(own_and_other().last(taker_of_one(allow)) == "filled 2~9 4@101 open 3");
    Desk desk;
    desk.given({limit(1, Side::ask, 101, 5)});
    CHECK(desk.last(limit(9, Side::bid, 101, 5).avoiding(cancel_both)) ==
          "filled 1~9 5@101 open 0");
}

TEST_CASE("cancel-newest cancels the taker where it meets its own order") {
    Desk desk = own_and_other();
    CHECK(desk.send(taker_of_one(cancel_newest)) ==
          Lines{"accepted 9 9@101 open 9", "cancelled 9 9@101 open 0 self_trade"});
    CHECK(desk.orders() == Lines{"1 resting 5@101", "2 resting 7@101"});
}

TEST_CASE("cancel-oldest cancels the order at rest, and the taker goes on") {
    CHECK(own_and_other().send(taker_of_one(cancel_oldest)) ==
          Lines{"accepted 9 9@101 open 9", "cancelled 1 5@101 open 0 self_trade",
                "filled 9~2 7@101 open 2", "filled 2~9 7@101 open 0",
                "cancelled 9 2@101 open 0 immediate_remainder"});
}

TEST_CASE("cancel-both cancels the order at rest, then the taker") {
    CHECK(own_and_other().send(taker_of_one(cancel_both)) ==
          Lines{"accepted 9 9@101 open 9", "cancelled 1 5@101 open 0 self_trade",
                "cancelled 9 9@101 open 0 self_trade"});
}

TEST_CASE("decrement takes the smaller quantity off both") {
    CHECK(own_and_other().send(taker_of_one(decrement)) ==
          Lines{"accepted 9 9@101 open 9", "cancelled 1 5@101 open 0 self_trade",
                "cancelled 9 5@101 open 4 self_trade", "filled 9~2 4@101 open 0",
                "filled 2~9 4@101 open 3"});
    Desk smaller = own_and_other();
    CHECK(smaller.send(immediate(9, Side::bid, 101, 2).by(1).avoiding(decrement)) ==
          Lines{"accepted 9 2@101 open 2", "cancelled 1 2@101 open 3 self_trade",
                "cancelled 9 2@101 open 0 self_trade"});
    CHECK(smaller.orders().front() == "1 resting 3@101");
}

TEST_CASE("decrement of an iceberg takes its shown part, and the next part shows") {
    Desk desk;
    desk.given({limit(1, Side::ask, 101, 5).by(1).showing(2)});
    CHECK(desk.send(immediate(9, Side::bid, 101, 3).by(1).avoiding(decrement)) ==
          Lines{"accepted 9 3@101 open 3", "cancelled 1 2@101 open 3 self_trade",
                "replenished 1 2@101 open 3", "cancelled 9 2@101 open 1 self_trade",
                "cancelled 1 1@101 open 2 self_trade", "cancelled 9 1@101 open 0 self_trade"});
}

TEST_CASE("in pro-rata, own orders are met before a level is shared") {
    Desk desk{{.algorithm = MatchingAlgorithm::pro_rata}};
    desk.given({limit(1, Side::ask, 101, 5).by(2), limit(2, Side::ask, 101, 5).by(1)});
    CHECK(desk.send(taker_of_one(cancel_oldest)) ==
          Lines{"accepted 9 9@101 open 9", "cancelled 2 5@101 open 0 self_trade",
                "filled 9~1 5@101 open 4", "filled 1~9 5@101 open 0",
                "cancelled 9 4@101 open 0 immediate_remainder"});
}

TEST_CASE("positions count the engine's own trades, of both sides and by instrument") {
    const Desk desk = long_ten();
    CHECK(desk.engine.position(1, 0) == 10);
    CHECK(desk.engine.position(2, 0) == -10);
    CHECK(desk.engine.position(1, 1) == 0);
    CHECK(desk.engine.position(3, 0) == 0);
    CHECK(desk.engine.position(0, 0) == 0);
}

TEST_CASE("a reduce-only order is cut to the position less what others of it have open") {
    Desk desk = long_ten();
    CHECK(desk.last(reducing(3, 105, 7)) == "accepted 3 7@105 open 7");
    CHECK(desk.last(reducing(4, 106, 7)) == "accepted 4 3@106 open 3");
    CHECK(desk.last(reducing(5, 107, 1)) == "rejected 5 1@107 open 0 not_reducing");
    CHECK(desk.last(replace(4, 107, 9).by(1)) == "replaced 4 3@107 open 3");
}

TEST_CASE("a reduce-only order must oppose a position") {
    Desk desk = long_ten();
    CHECK(desk.last(limit(3, Side::bid, 99, 1).by(1).flagged(reduce_only_flag)) ==
          "rejected 3 1@99 open 0 not_reducing");
    CHECK(desk.last(reducing(3, 105, 1).of(1)) == "rejected 3 1@105 open 0 not_reducing");
    CHECK(desk.last(market(3, Side::ask, 5).by(2).flagged(reduce_only_flag)) ==
          "rejected 3 5@0 open 0 not_reducing");
}

TEST_CASE("a trade that shrinks a position cuts the most recent reduce-only orders first") {
    Desk desk = long_ten();
    desk.given({reducing(3, 105, 6), reducing(4, 106, 4), limit(5, Side::bid, 99, 5).by(2)});
    CHECK(desk.send(immediate(6, Side::ask, 99, 5).by(1)) ==
          Lines{"accepted 6 5@99 open 5", "filled 6~5 5@99 open 0", "filled 5~6 5@99 open 0",
                "cancelled 4 4@106 open 0 reduce_only_excess",
                "cancelled 3 1@105 open 5 reduce_only_excess"});
    CHECK(desk.orders() == Lines{"3 resting 5@105"});
}

TEST_CASE("a position that turned leaves nothing to reduce") {
    Desk desk = long_ten();
    desk.given({reducing(3, 105, 6), limit(5, Side::bid, 99, 15).by(2)});
    CHECK(desk.last(immediate(6, Side::ask, 99, 15).by(1)) ==
          "cancelled 3 6@105 open 0 reduce_only_excess");
    CHECK(desk.engine.position(1, 0) == -5);
}

TEST_CASE("a waiting reduce-only order is judged when it enters") {
    Desk desk = long_ten();
    desk.given({stop(3, Side::ask, 99, 20).by(1).flagged(reduce_only_flag),
                stop(4, Side::ask, 99, 20).by(1).flagged(reduce_only_flag),
                limit(5, Side::bid, 99, 11).by(2)});
    const Lines seen = desk.send(immediate(6, Side::ask, 99, 1).by(3));
    CHECK(seen[3] == "triggered 3 10@0 open 10");
    CHECK(seen[6] == "triggered 4 20@0 open 20");
    CHECK(seen[7] == "cancelled 4 20@0 open 0 not_reducing");
    CHECK(desk.engine.position(1, 0) == 0);
}

}  // namespace swarmcore::book
