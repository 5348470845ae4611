#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "desk.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/core/error.hpp"
#include "swarmcore/core/hash.hpp"

/// Snapshots and the digest of the matching engine.
namespace swarmcore::book {
namespace {

/// An engine in which something of every kind waits or rests.
Desk full_desk() {
    Desk desk{{.algorithm = MatchingAlgorithm::pro_rata, .minimum = 2, .top_share = 10}};
    desk.given({limit(1, Side::ask, 100, 10).by(2), immediate(2, Side::bid, 100, 10).by(1),
                limit(3, Side::ask, 105, 6).by(1).flagged(reduce_only_flag),
                limit(4, Side::ask, 106, 4).by(1).flagged(reduce_only_flag),
                limit(5, Side::ask, 105, 9).showing(2).until(90), limit(6, Side::bid, 95, 5),
                limit(7, Side::bid, 95, 5).until(90), pair(6, 7),
                stop(8, Side::bid, 110, 3).until(95), trailing(9, Side::ask, 5, 3),
                limit(10, Side::ask, 120, 5).flagged(held_flag), bracket(6, 10),
                limit(11, Side::bid, 90, 2).standing(TimeInForce::at_close), set_bands(80, 130),
                limit(12, Side::bid, 50, 1).of(1),
                enter_phase(TradingPhase::opening_auction).of(1)});
    return desk;
}

/// What may come next, once each.
std::vector<Command> future() {
    return {immediate(20, Side::bid, 105, 5).at(10),
            immediate(21, Side::ask, 95, 2).by(3).at(20),
            enter_phase(TradingPhase::closing_auction).at(30),
            market(22, Side::ask, 1).at(40),
            enter_phase(TradingPhase::continuous).at(50),
            limit(23, Side::bid, 110, 9).at(60),
            clock(100),
            enter_phase(TradingPhase::continuous).of(1).at(110)};
}

std::string refusal(std::span<const unsigned char> bytes) {
    try {
        (void)MatchingEngine::restore(bytes);
    } catch (const BookError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("a restored engine has the same hash and orders, and the same future") {
    Desk desk = full_desk();
    Desk restored;
    restored.engine = MatchingEngine::restore(desk.engine.snapshot());
    CHECK(restored.engine.state_hash() == desk.engine.state_hash());
    CHECK(restored.engine.orders(0) == desk.engine.orders(0));
    CHECK(restored.engine.rules() == desk.engine.rules());
    CHECK(restored.engine.bands(0) == desk.engine.bands(0));
    CHECK(restored.engine.position(1, 0) == 10);
    for (const Command& command : future()) {
        const auto expected = desk.records(command);
        const auto seen = restored.records(command);
        REQUIRE(seen.size() == expected.size());
        for (std::size_t i = 0; i < seen.size(); ++i) {
            CHECK(line_of(seen[i]) == line_of(expected[i]));
            CHECK(seen[i].sequence == expected[i].sequence);
            CHECK(seen[i].ts == expected[i].ts);
        }
        CHECK(restored.engine.state_hash() == desk.engine.state_hash());
    }
    CHECK(restored.engine.snapshot() == desk.engine.snapshot());
}

TEST_CASE("the time is part of a snapshot") {
    Desk desk;
    desk.given({clock(50)});
    Desk restored;
    restored.engine = MatchingEngine::restore(desk.engine.snapshot());
    CHECK(restored.last(clock(49)).ends_with("time_went_back"));
}

TEST_CASE("the hash depends on the content alone") {
    Desk straight;
    straight.given({limit(1, Side::bid, 99, 5), limit(2, Side::bid, 99, 6)});
    Desk roundabout;
    roundabout.given({limit(7, Side::ask, 99, 1), limit(2, Side::bid, 98, 9), cancel(7),
                      limit(1, Side::bid, 99, 8), replace(1, 99, 5), replace(2, 99, 6)});
    CHECK(straight.engine.state_hash() == roundabout.engine.state_hash());
    roundabout.given({clock(9)});
    CHECK(straight.engine.state_hash() == roundabout.engine.state_hash());
    roundabout.given({replace(1, 99, 6).at(9)});
    CHECK(straight.engine.state_hash() != roundabout.engine.state_hash());
}

TEST_CASE("the hash tells apart what only the future would") {
    const auto hash_of = [](const std::vector<Command>& commands) {
        return Desk{}.given(commands).engine.state_hash();
    };
    const Command bid = limit(1, Side::bid, 99, 5);
    const Command held = limit(2, Side::bid, 98, 5).flagged(held_flag);
    CHECK(hash_of({bid}) != hash_of({bid.by(1)}));
    CHECK(hash_of({bid}) != hash_of({bid.flagged(post_only_flag)}));
    CHECK(hash_of({bid}) != hash_of({bid.showing(5)}));
    CHECK(hash_of({bid}) != hash_of({bid, set_bands(1, 200)}));
    CHECK(hash_of({bid, held}) != hash_of({bid, held, bracket(1, 2)}));
    CHECK(hash_of({bid, held}) != hash_of({bid, held, pair(1, 2)}));
    CHECK(hash_of({}) != hash_of({enter_phase(TradingPhase::halted)}));
    const std::vector<Command> trade{limit(1, Side::bid, 99, 5), immediate(2, Side::ask, 99, 5)};
    CHECK(hash_of({}) != hash_of(trade));
}

TEST_CASE("every truncated and every corrupted snapshot is refused in one line") {
    const std::vector<unsigned char> whole = full_desk().engine.snapshot();
    CHECK(refusal(whole).empty());
    for (std::size_t length = 0; length < whole.size(); ++length) {
        const std::string error = refusal(std::span{whole}.first(length));
        CHECK(error.starts_with("snapshot: expected "));
        CHECK(error.find('\n') == std::string::npos);
    }
    for (std::size_t i = 0; i < whole.size(); ++i) {
        std::vector<unsigned char> bytes = whole;
        bytes[i] ^= 0x40U;
        CHECK(refusal(bytes).starts_with("snapshot: expected "));
    }
}

TEST_CASE("a snapshot with a right checksum of a state that cannot be is refused or harmless") {
    // Whoever forges the checksum gets no undefined behaviour out of it.
    const std::vector<unsigned char> whole = full_desk().engine.snapshot();
    std::size_t refused = 0;
    for (std::size_t i = 24; i + 8 < whole.size(); ++i) {
        std::vector<unsigned char> bytes = whole;
        bytes[i] ^= 0x81U;
        StateHash hash;
        hash.update(std::span{bytes}.first(bytes.size() - 8));
        const std::uint64_t checksum = hash.digest();
        for (std::size_t j = 0; j < 8; ++j) {
            bytes[bytes.size() - 8 + j] = static_cast<unsigned char>(checksum >> (8 * j));
        }
        try {
            MatchingEngine engine = MatchingEngine::restore(bytes);
            for (const Command& command : future()) (void)engine.run(command);
        } catch (const BookError&) {
            ++refused;
        }
    }
    CHECK(refused > 50);
    CHECK(refused < whole.size() - 32);
}

}  // namespace swarmcore::book
