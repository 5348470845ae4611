#include <doctest/doctest.h>

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "desk.hpp"
#include "swarmcore/book/auction.hpp"
#include "swarmcore/book/order.hpp"

/// Phases, call auctions and price bands.
namespace swarmcore::book {
namespace {

using enum TradingPhase;
using enum TimeInForce;

Desk in(TradingPhase phase) {
    Desk desk;
    desk.given({enter_phase(phase)});
    return desk;
}

AuctionSide side_of(std::vector<AuctionInterest> limits, std::int64_t at_market = 0) {
    return {.market = Quantity{at_market}, .limits = std::move(limits)};
}
AuctionInterest interest(std::int64_t price, std::int64_t quantity) {
    return {.price = Price{price}, .quantity = Quantity{quantity}};
}
IndicativeAuction result(std::int64_t price, std::int64_t volume, std::int64_t imbalance) {
    return {.price = Price{price}, .volume = Quantity{volume}, .imbalance = Quantity{imbalance}};
}

}  // namespace

TEST_CASE("an auction's price is the one at which the most trades") {
    const auto buys = side_of({interest(103, 5), interest(101, 5), interest(100, 20)});
    const auto sells = side_of({interest(99, 4), interest(101, 7), interest(104, 9)});
    CHECK(auction_price(buys, sells, std::nullopt) == result(101, 10, -1));
}

TEST_CASE("of prices at which as much trades, the least imbalance decides, then the reference") {
    const auto buys = side_of({interest(105, 10)});
    const auto sells = side_of({interest(100, 10)});
    CHECK(auction_price(buys, sells, std::nullopt) == result(100, 10, 0));
    CHECK(auction_price(buys, sells, Price{103}) == result(103, 10, 0));
    CHECK(auction_price(buys, sells, Price{90}) == result(100, 10, 0));
    const auto more = side_of({interest(105, 10), interest(100, 5)});
    CHECK(auction_price(more, sells, Price{100}) == result(105, 10, 0));
    const auto far = side_of({interest(107, 10)});
    CHECK(auction_price(far, side_of({interest(101, 10)}), Price{200}) == result(107, 10, 0));
}

TEST_CASE("of two prices as near to the reference the reference itself is taken") {
    // 102 and 106 with a surplus of 5 each, to buy and to sell; at 104 there is none.
    const auto buys = side_of({interest(106, 10), interest(102, 5)});
    const auto sells = side_of({interest(102, 10), interest(106, 5)});
    CHECK(auction_price(buys, sells, std::nullopt) == result(102, 10, 5));
    CHECK(auction_price(buys, sells, Price{104}) == result(104, 10, 0));
}

TEST_CASE("sums of an auction saturate, and market orders count at every price") {
    const auto buys = side_of({interest(105, max_int)}, max_int);
    const auto sells = side_of({interest(100, 7)}, 3);
    CHECK(auction_price(buys, sells, std::nullopt) == result(100, 10, max_int - 10));
    CHECK(auction_price(side_of({}, 5), side_of({}, 5), Price{50}) == result(50, 5, 0));
    CHECK(auction_price(side_of({}, 5), side_of({}, 5), std::nullopt) == result(0, 0, 0));
    CHECK(auction_price(buys, side_of({}), Price{50}) == result(0, 0, 0));
}

TEST_CASE("in an auction orders gather, and leaving it trades them at one price") {
    Desk desk = in(opening_auction);
    desk.given({limit(1, Side::bid, 102, 5), limit(2, Side::bid, 101, 5),
                limit(3, Side::ask, 100, 4), limit(4, Side::ask, 101, 3), market(5, Side::ask, 2),
                limit(6, Side::bid, 103, 1).standing(at_open)});
    CHECK(desk.engine.indicative(0) == result(101, 9, 2));
    CHECK(desk.engine.best_bid(0)->price == Price{102});
    const std::vector<Execution> seen = desk.records(enter_phase(continuous));
    Lines lines;
    for (const Execution& one : seen) lines.push_back(line_of(one));
    CHECK(lines ==
          Lines{"filled 6~5 1@101 open 0", "filled 5~6 1@101 open 1", "filled 1~5 1@101 open 4",
                "filled 5~1 1@101 open 0", "filled 1~3 4@101 open 0", "filled 3~1 4@101 open 0",
                "filled 2~4 3@101 open 2", "filled 4~2 3@101 open 0", "phase 0 9@101 open 0"});
    CHECK(seen[0].flags == auction_flag);
    CHECK(seen[1].flags == auction_flag);
    CHECK(seen.back().flags == static_cast<std::uint8_t>(continuous));
    CHECK(desk.orders() == Lines{"2 resting 2@101"});
    CHECK(desk.engine.last_trade_price(0) == Price{101});
}

TEST_CASE("what an auction leaves of the orders parked for it is cancelled") {
    Desk desk;
    desk.given({limit(1, Side::bid, 99, 5).standing(at_close),
                market(2, Side::ask, 3).standing(at_close)});
    CHECK(desk.orders() == Lines{"1 parked 5@99", "2 parked 3@0"});
    CHECK_FALSE(desk.engine.best_bid(0));
    desk.given({enter_phase(opening_auction), limit(3, Side::bid, 98, 5).standing(at_open)});
    CHECK(desk.send(enter_phase(closing_auction)) ==
          Lines{"cancelled 3 5@98 open 0 auction_remainder", "phase 0 0@0 open 0"});
    CHECK(desk.send(enter_phase(continuous)) ==
          Lines{"filled 1~2 3@99 open 2", "filled 2~1 3@99 open 0",
                "cancelled 1 2@99 open 0 auction_remainder", "phase 0 3@99 open 0"});
}

TEST_CASE("the reference price of an auction is the command's, else the last trade's, in bands") {
    const auto price_of = [](std::int64_t reference, bool banded) {
        Desk desk;
        desk.given({limit(1, Side::ask, 106, 1), immediate(2, Side::bid, 106, 1)});
        if (banded) desk.given({set_bands(95, 104)});
        desk.given({enter_phase(opening_auction), limit(3, Side::bid, 104, 5),
                    limit(4, Side::ask, 100, 5)});
        return desk.records(enter_phase(continuous, reference)).back().price;
    };
    CHECK(price_of(102, false) == 102);
    CHECK(price_of(0, false) == 104);
    CHECK(price_of(1, true) == 100);
}

TEST_CASE("an iceberg takes part in an auction with all of it, and then shows a part again") {
    Desk desk = in(opening_auction);
    desk.given({limit(1, Side::ask, 100, 10).showing(2), limit(2, Side::bid, 100, 7)});
    CHECK(desk.send(enter_phase(continuous)) ==
          Lines{"filled 2~1 7@100 open 0", "filled 1~2 7@100 open 3", "phase 0 7@100 open 0"});
    CHECK(desk.orders() == Lines{"1 resting 3@100 shows 2"});
}

TEST_CASE("an auction is uncrossed again where links took orders away") {
    Desk desk = in(opening_auction);
    desk.given({limit(1, Side::bid, 105, 5), limit(2, Side::bid, 104, 5), pair(1, 2),
                limit(3, Side::bid, 100, 5), limit(4, Side::ask, 100, 5),
                limit(5, Side::ask, 99, 5)});
    const Lines seen = desk.send(enter_phase(continuous));
    CHECK(seen[2] == "cancelled 2 5@104 open 0 linked");
    CHECK(seen.back() == "phase 0 10@100 open 0");
    CHECK(desk.orders().empty());
}

TEST_CASE("a phase refuses the orders that are not for it") {
    Desk desk;
    const auto wrong = [&](const Command& command) {
        return desk.last(command).ends_with("wrong_phase");
    };
    CHECK(wrong(limit(1, Side::bid, 99, 5).standing(at_open)));
    CHECK(wrong(enter_phase(continuous)));
    desk.given({limit(7, Side::bid, 99, 5).flagged(held_flag), enter_phase(closing_auction)});
    CHECK(wrong(immediate(1, Side::bid, 99, 5)));
    CHECK(wrong(market(1, Side::bid, 5).standing(fok)));
    CHECK(wrong(limit(1, Side::bid, 99, 5).flagged(post_only_flag)));
    CHECK(wrong(limit(1, Side::bid, 99, 5).standing(at_open)));
    CHECK(wrong(release(7)));
    CHECK_FALSE(wrong(immediate(1, Side::bid, 99, 5).flagged(held_flag)));
}

TEST_CASE("a halt refuses everything but cancel, link, phase, bands and clock") {
    Desk desk;
    desk.given({limit(1, Side::bid, 99, 5), limit(2, Side::bid, 98, 5), enter_phase(halted)});
    CHECK(desk.last(limit(3, Side::bid, 99, 5)).ends_with(" halted"));
    CHECK(desk.last(replace(1, 99, 4)).ends_with(" halted"));
    CHECK(desk.last(release(1)).ends_with(" halted"));
    CHECK(desk.last(pair(1, 2)) == "linked 1~2 0@0 open 0");
    CHECK(desk.send(cancel(1)).size() == 2);
    CHECK(desk.last(enter_phase(continuous)) == "phase 0 0@0 open 0");
}

TEST_CASE("a replace during an auction moves an order to the back and trades nothing") {
    Desk desk = in(opening_auction);
    desk.given(
        {limit(1, Side::bid, 100, 5), limit(2, Side::bid, 100, 5), limit(3, Side::ask, 99, 5)});
    CHECK(desk.send(replace(1, 100, 6)) == Lines{"replaced 1 6@100 open 6"});
    CHECK(desk.send(enter_phase(continuous))[0] == "filled 2~3 5@99 open 0");
}

TEST_CASE("bands refuse limits outside, and cancel the orders that they shut out") {
    Desk desk;
    desk.given({limit(1, Side::bid, 98, 1), limit(2, Side::bid, 95, 1), limit(3, Side::ask, 105, 1),
                limit(4, Side::ask, 111, 1), limit(5, Side::ask, 112, 1).standing(at_close)});
    CHECK(desk.send(set_bands(96, 110)) == Lines{"bands 0 110@96 open 0",
                                                 "cancelled 2 1@95 open 0 outside_bands",
                                                 "cancelled 4 1@111 open 0 outside_bands",
                                                 "cancelled 5 1@112 open 0 outside_bands"});
    CHECK(desk.engine.bands(0) == PriceBands{.lowest = Price{96}, .highest = Price{110}});
    CHECK(desk.last(limit(6, Side::bid, 95, 1)).ends_with("outside_bands"));
    CHECK(desk.last(replace(1, 111, 1)).ends_with("outside_bands"));
    CHECK(desk.last(market(6, Side::bid, 1)) == "filled 3~6 1@105 open 0");
    desk.given({set_bands(0, 0), limit(6, Side::bid, 1, 1)});
    CHECK(desk.last(set_bands(5, 4)).ends_with("bad_price"));
    CHECK(desk.last(set_bands(0, 4)).ends_with("bad_price"));
}

}  // namespace swarmcore::book
