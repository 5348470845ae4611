#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "swarmcore/book/depth_book.hpp"
#include "swarmcore/core/error.hpp"

namespace swarmcore::book {
namespace {

constexpr std::int64_t max_int = std::numeric_limits<std::int64_t>::max();

static_assert(offsetof(DepthMessage, price) == 40 && offsetof(DepthMessage, instrument) == 56 &&
              offsetof(DepthMessage, kind) == 60 && offsetof(DepthMessage, reserved) == 62);

/// Ids of an update: first, last, previous.
struct Ids {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    std::uint64_t previous = 0;
};

DepthMessage set(Side side, std::int64_t price, std::int64_t quantity, Ids ids = {},
                 std::uint16_t flags = last_row_flag) {
    return {.first_update = ids.first,
            .last_update = ids.last,
            .previous_update = ids.previous,
            .price = price,
            .quantity = quantity,
            .flags = flags,
            .kind = DepthMessageKind::set,
            .side = side};
}

DepthMessage clear(std::uint64_t id = 0, std::uint16_t flags = last_row_flag) {
    return {.last_update = id, .flags = flags, .kind = DepthMessageKind::clear};
}

DepthMessage trade(Side side, std::int64_t price, std::int64_t quantity) {
    return {.price = price, .quantity = quantity, .kind = DepthMessageKind::trade, .side = side};
}

DepthMessage checksum(std::int64_t sum, Ids ids = {}) {
    return {.last_update = ids.last,
            .previous_update = ids.previous,
            .quantity = sum,
            .flags = last_row_flag,
            .kind = DepthMessageKind::checksum};
}

DepthLevel level(std::int64_t price, std::int64_t quantity) {
    return {.price = Price{price}, .quantity = Quantity{quantity}};
}

/// A snapshot with id 100: bids 100 x 10, 99 x 20; asks 101 x 30, 103 x 40.
std::vector<DepthMessage> sample_rows() {
    const Ids ids{.last = 100};
    return {clear(100, snapshot_flag), set(Side::bid, 100, 10, ids, snapshot_flag),
            set(Side::bid, 99, 20, ids, snapshot_flag), set(Side::ask, 101, 30, ids, snapshot_flag),
            set(Side::ask, 103, 40, ids, snapshot_flag | last_row_flag)};
}

DepthBook sample(const DepthRules& rules = {}) {
    DepthBook book{rules};
    CHECK(book.apply(sample_rows()) == 5);
    return book;
}

/// The status of a row on the sample book; a fault must leave it as it was.
DepthStatus status_of(const DepthMessage& message) {
    DepthBook book = sample();
    const std::uint64_t before = book.state_hash();
    const DepthStatus status = book.apply(message);
    if (status != DepthStatus::applied) CHECK(book.state_hash() == before);
    const bool of_trade = message.kind == DepthMessageKind::trade;
    CHECK(book.needs_snapshot() == (is_fault(status) && !of_trade));
    return status;
}

std::optional<std::size_t> row_of_error(DepthBook& book, const std::vector<DepthMessage>& rows,
                                        std::string& what) {
    try {
        book.apply(rows);
    } catch (const BookError& error) {
        what = error.what();
        return error.row();
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("an empty book has no best prices, depth or levels") {
    const DepthBook book;
    CHECK_FALSE(book.best_bid());
    CHECK_FALSE(book.best_ask());
    CHECK(book.depth(Side::bid, 5).empty());
    CHECK(book.level_count() == 0);
    CHECK_FALSE(book.imbalance(5));
    CHECK_FALSE(book.price_to_fill(Side::bid, Quantity{1}));
    CHECK_FALSE(book.needs_snapshot());
}

TEST_CASE("a snapshot is the book, and the read side follows from its levels") {
    const DepthBook book = sample();
    CHECK(book.best_bid() == level(100, 10));
    CHECK(book.best_ask() == level(101, 30));
    CHECK(book.depth(Side::bid, 5) == std::vector{level(100, 10), level(99, 20)});
    CHECK(book.depth(Side::ask, 1) == std::vector{level(101, 30)});
    CHECK(book.depth(Side::ask, 0).empty());
    CHECK(book.quantity_at(Side::ask, Price{103}) == Quantity{40});
    CHECK(book.quantity_at(Side::ask, Price{102}) == Quantity{0});
    CHECK(book.imbalance(1) == (10.0 - 30.0) / 40.0);
    CHECK(book.imbalance(9) == (30.0 - 70.0) / 100.0);
    CHECK(book.price_to_fill(Side::bid, Quantity{50}) == (101.0 * 30 + 103.0 * 20) / 50);
    CHECK(book.price_to_fill(Side::ask, Quantity{30}) == doctest::Approx(100 - 2.0 / 3));
    CHECK_FALSE(book.price_to_fill(Side::ask, Quantity{31}));
    CHECK(book.last_update() == 100);
    CHECK(book.level_count() == 4);
}

TEST_CASE("a set replaces what a level holds, and 0 removes it, also where there is none") {
    DepthBook book = sample();
    CHECK(book.apply(set(Side::bid, 100, 7)) == DepthStatus::applied);
    CHECK(book.best_bid() == level(100, 7));
    CHECK(book.apply(set(Side::bid, 100, 0)) == DepthStatus::applied);
    CHECK(book.best_bid() == level(99, 20));
    CHECK(book.apply(set(Side::bid, 55, 0)) == DepthStatus::applied);
    CHECK(book.level_count() == 3);
}

TEST_CASE("a trade changes nothing, whoever took") {
    for (const Side side : {Side::bid, Side::ask, Side{0}}) {
        CHECK(status_of(trade(side, 100, 5)) == DepthStatus::applied);
    }
    DepthBook book = sample();
    CHECK(book.apply(trade(Side::bid, 100, 5)) == DepthStatus::applied);
    CHECK(book.state_hash() == sample().state_hash());
}

// Bytes that are no enumerator are part of what this test is about.
// NOLINTBEGIN(clang-analyzer-optin.core.EnumCastOutOfRange)
TEST_CASE("every fault has its status and leaves the book as it was, waiting for a snapshot") {
    CHECK(status_of({}) == DepthStatus::unknown_kind);
    DepthMessage unknown = set(Side::bid, 100, 1);
    unknown.kind = DepthMessageKind{5};
    CHECK(status_of(unknown) == DepthStatus::unknown_kind);
    DepthMessage late = set(Side::bid, 100, 1);
    late.ts = -1;
    CHECK(status_of(late) == DepthStatus::time_went_back);
    CHECK(status_of(set(Side{0}, 100, 1)) == DepthStatus::bad_side);
    CHECK(status_of(set(Side{-128}, 100, 1)) == DepthStatus::bad_side);
    CHECK(status_of(set(Side::bid, 0, 1)) == DepthStatus::bad_price);
    CHECK(status_of(set(Side::bid, std::numeric_limits<std::int64_t>::min(), 1)) ==
          DepthStatus::bad_price);
    CHECK(status_of(set(Side::bid, 100, -1)) == DepthStatus::bad_quantity);
    CHECK(status_of(trade(Side{2}, 100, 1)) == DepthStatus::bad_side);
    CHECK(status_of(trade(Side::bid, -5, 1)) == DepthStatus::bad_price);
    CHECK(status_of(trade(Side::bid, 100, 0)) == DepthStatus::bad_quantity);
    CHECK(status_of(set(Side::bid, 100, 1, {.first = 102, .last = 102})) == DepthStatus::gap);
    CHECK(status_of(set(Side::bid, max_int, max_int)) == DepthStatus::applied);
}
// NOLINTEND(clang-analyzer-optin.core.EnumCastOutOfRange)

TEST_CASE("an update with a bad row is undone as a whole, and later rows wait") {
    DepthBook book = sample();
    const std::uint64_t before = book.state_hash();
    const Ids ids{.first = 101, .last = 105};
    std::string what;
    const std::vector rows{set(Side::bid, 100, 0, ids, 0), set(Side::bid, 98, 5, ids, 0),
                           set(Side::bid, 98, 6, ids, 0), set(Side::ask, -1, 5, ids, 0),
                           set(Side::ask, 101, 0, ids)};
    CHECK(row_of_error(book, rows, what) == 3);
    CHECK(what == "messages: row 3: price: expected 1 or more, was -1");
    CHECK(book.state_hash() == before);
    CHECK(book.needs_snapshot());
    CHECK(book.apply(rows[4]) == DepthStatus::waiting);
    CHECK(book.apply(set(Side::ask, 101, 1, {.first = 106, .last = 106})) == DepthStatus::waiting);
    CHECK(book.waiting_count() == 2);
    CHECK(book.state_hash() == before);
    CHECK(book.apply(sample_rows()) == 5);
    CHECK_FALSE(book.needs_snapshot());
    CHECK(book.apply(set(Side::ask, 101, 1, {.first = 101, .last = 101})) == DepthStatus::applied);
}

TEST_CASE("a snapshot with a bad row leaves the book before it") {
    DepthBook book = sample();
    const std::uint64_t before = book.state_hash();
    CHECK(book.apply(clear(200, snapshot_flag)) == DepthStatus::applied);
    CHECK(book.level_count() == 0);
    CHECK(book.in_update());
    CHECK(book.apply(set(Side::bid, 5, 5, {.last = 200}, snapshot_flag)) == DepthStatus::applied);
    CHECK(book.apply(set(Side::bid, 0, 5, {.last = 200})) == DepthStatus::bad_price);
    CHECK(book.state_hash() == before);
    CHECK(book.last_update() == 100);
    CHECK(book.needs_snapshot());
}

TEST_CASE("updates numbered by first and last must reach back to the one before") {
    DepthBook book = sample();
    CHECK(book.apply(set(Side::bid, 100, 1, {.first = 98, .last = 100})) == DepthStatus::stale);
    CHECK(book.apply(set(Side::bid, 100, 2, {.first = 90, .last = 99})) == DepthStatus::stale);
    CHECK(book.stale_count() == 2);
    CHECK(book.best_bid() == level(100, 10));
    CHECK(book.apply(set(Side::bid, 100, 3, {.first = 99, .last = 103})) == DepthStatus::applied);
    CHECK(book.apply(set(Side::bid, 100, 4, {.first = 104, .last = 104})) == DepthStatus::applied);
    // Stale only after a snapshot: here a repeated number is as wrong as one left out.
    CHECK(book.apply(set(Side::bid, 100, 5, {.first = 104, .last = 104})) == DepthStatus::gap);
    book.resume();
    CHECK(book.apply(set(Side::bid, 100, 6, {.first = 300, .last = 301})) == DepthStatus::applied);
    CHECK(book.apply(set(Side::bid, 100, 7, {.first = 303, .last = 303})) == DepthStatus::gap);
    CHECK(book.gap_count() == 2);
    CHECK(book.best_bid() == level(100, 6));
    CHECK(book.last_update() == 301);
}

TEST_CASE("updates numbered by the one before must name it") {
    DepthBook book = sample();
    const auto update = [](std::int64_t quantity, Ids ids) {
        return set(Side::bid, 100, quantity, ids);
    };
    CHECK(book.apply(update(1, {.first = 90, .last = 95, .previous = 80})) == DepthStatus::stale);
    // Between 97 and 120 there is none of this instrument: the snapshot at 100 lies in between.
    CHECK(book.apply(update(2, {.first = 110, .last = 120, .previous = 97})) ==
          DepthStatus::applied);
    CHECK(book.apply(update(3, {.first = 130, .last = 140, .previous = 120})) ==
          DepthStatus::applied);
    CHECK(book.apply(update(4, {.first = 141, .last = 150, .previous = 141})) == DepthStatus::gap);
    CHECK(book.best_bid() == level(100, 3));
    // A venue may start its numbers anew: the chain holds all the same.
    book.resume();
    CHECK(book.apply(update(5, {.last = 500, .previous = 499})) == DepthStatus::applied);
    CHECK(book.apply(update(6, {.last = 3, .previous = 500})) == DepthStatus::applied);
    CHECK(book.apply(update(7, {.last = 5, .previous = 3})) == DepthStatus::applied);
    CHECK(book.gap_count() == 1);
}

TEST_CASE("a first update beyond the snapshot that does not reach back to it is a gap") {
    CHECK(status_of(set(Side::bid, 1, 1, {.first = 102, .last = 110})) == DepthStatus::gap);
    CHECK(status_of(set(Side::bid, 1, 1, {.first = 103, .last = 110, .previous = 101})) ==
          DepthStatus::gap);
    CHECK(status_of(set(Side::bid, 1, 1, {.first = 101, .last = 110, .previous = 101})) ==
          DepthStatus::applied);
    CHECK(status_of(set(Side::bid, 1, 1, {.first = 103, .last = 110, .previous = 100})) ==
          DepthStatus::applied);
}

TEST_CASE("of a number that only grows, going back is a gap and leaving out is not seen") {
    DepthBook book;
    for (const std::uint64_t id : {5U, 9U, 9U}) {
        CHECK(book.apply(set(Side::bid, 1, 1, {.last = id})) == DepthStatus::applied);
    }
    CHECK(book.apply(set(Side::bid, 1, 2, {.last = 8})) == DepthStatus::gap);
}

TEST_CASE("the error of a gap names the number and what to do") {
    DepthBook book = sample();
    std::string what;
    CHECK(row_of_error(book, {set(Side::bid, 1, 1, {.first = 105, .last = 110})}, what) == 0);
    CHECK(what ==
          "messages: row 0: first_update: expected the update after 100, was 105 (an update is "
          "missing: apply a snapshot, or resume)");
}

TEST_CASE("rows of one update share its number, or without one its time") {
    DepthBook book = sample();
    const Ids ids{.first = 101, .last = 102};
    // The first has no row flagged as its last: the next one ends it.
    CHECK(book.apply(set(Side::bid, 98, 1, ids, 0)) == DepthStatus::applied);
    CHECK(book.in_update());
    CHECK(book.apply(set(Side::bid, 97, 1, {.first = 103, .last = 103}, 0)) ==
          DepthStatus::applied);
    CHECK(book.last_update() == 102);
    CHECK(book.apply(set(Side::bid, 0, 1, {.first = 103, .last = 103}, 0)) ==
          DepthStatus::bad_price);
    CHECK(book.depth(Side::bid, 9) == std::vector{level(100, 10), level(99, 20), level(98, 1)});

    DepthBook unnumbered;
    DepthMessage row = set(Side::bid, 5, 5, {}, 0);
    CHECK(unnumbered.apply(row) == DepthStatus::applied);
    row.price = 6;
    row.ts = 1;
    CHECK(unnumbered.apply(row) == DepthStatus::applied);
    row.quantity = -1;
    CHECK(unnumbered.apply(row) == DepthStatus::bad_quantity);
    CHECK(unnumbered.depth(Side::bid, 9) == std::vector{level(5, 5)});
}

TEST_CASE("a trade between the rows of an update does not end it") {
    DepthBook book = sample();
    const Ids ids{.first = 101, .last = 101};
    const std::uint64_t before = book.state_hash();
    CHECK(book.apply(set(Side::bid, 98, 1, ids, 0)) == DepthStatus::applied);
    CHECK(book.apply(trade(Side::bid, 100, 1)) == DepthStatus::applied);
    CHECK(book.apply(set(Side::bid, 98, -1, ids)) == DepthStatus::bad_quantity);
    CHECK(book.state_hash() == before);
}

TEST_CASE("a snapshot starts time anew, also backwards; then time may stand but not go back") {
    DepthBook book;
    DepthMessage row = set(Side::bid, 5, 5);
    row.ts = 100;
    CHECK(book.apply(row) == DepthStatus::applied);
    CHECK(book.apply(row) == DepthStatus::applied);
    DepthMessage snapshot = clear();
    snapshot.ts = 50;
    CHECK(book.apply(snapshot) == DepthStatus::applied);
    row.ts = 50;
    CHECK(book.apply(row) == DepthStatus::applied);
    row.ts = 49;
    CHECK(book.apply(row) == DepthStatus::time_went_back);
}

TEST_CASE("a checksum that does not hold undoes its update") {
    const DepthRules rules{.checksum = {.kind = ChecksumKind::okx}};
    DepthBook book{rules};
    const Ids ids{.last = 7};
    CHECK(book.apply(set(Side::bid, 3'366, 7, ids, 0)) == DepthStatus::applied);
    CHECK(book.apply(set(Side::ask, 3'368, 8, ids, 0)) == DepthStatus::applied);
    const auto sum = book.checksum();
    REQUIRE(sum);
    CHECK(book.apply(checksum(*sum, ids)) == DepthStatus::applied);
    CHECK(book.checksum_count() == 1);
    const Ids next{.last = 8, .previous = 7};
    CHECK(book.apply(set(Side::bid, 3'366, 6, next, 0)) == DepthStatus::applied);
    CHECK(book.apply(checksum(*sum, next)) == DepthStatus::checksum_mismatch);
    CHECK(book.best_bid() == level(3'366, 7));
    CHECK(book.needs_snapshot());
    CHECK(book.last_update() == 7);
}

TEST_CASE("a checksum may be sent signed, after its update was flagged whole, or be ignored") {
    DepthBook book{{.checksum = {.kind = ChecksumKind::kraken}}};
    const Ids ids{.first = 1, .last = 1};
    CHECK(book.apply(set(Side::bid, 1, 1, ids)) == DepthStatus::applied);
    const std::int64_t sum = book.checksum().value_or(0);
    CHECK(book.apply(checksum(sum, ids)) == DepthStatus::applied);
    CHECK(book.apply(checksum(sum)) == DepthStatus::applied);
    CHECK(book.apply(checksum(static_cast<std::int32_t>(sum))) == DepthStatus::applied);
    CHECK(book.apply(checksum(sum + (std::int64_t{1} << 32))) == DepthStatus::checksum_mismatch);
    CHECK(book.checksum_count() == 3);
    DepthBook unchecked;
    CHECK(unchecked.apply(checksum(12'345)) == DepthStatus::applied);
    CHECK_FALSE(unchecked.checksum());
    CHECK(unchecked.checksum_count() == 0);
}

TEST_CASE("levels beyond what the feed shows leave after the update, not within it") {
    DepthBook book = sample({.levels = 2});
    CHECK(book.apply(set(Side::bid, 101, 1, {.first = 101, .last = 101}, 0)) ==
          DepthStatus::applied);
    CHECK(book.depth(Side::bid, 9).size() == 3);
    CHECK(book.apply(set(Side::bid, 100, 0, {.first = 101, .last = 101})) == DepthStatus::applied);
    CHECK(book.depth(Side::bid, 9) == std::vector{level(101, 1), level(99, 20)});
    CHECK(book.apply(set(Side::bid, 100, 3, {.first = 102, .last = 102})) == DepthStatus::applied);
    CHECK(book.depth(Side::bid, 9) == std::vector{level(101, 1), level(100, 3)});
}

TEST_CASE("order flow is that of whole updates, and a snapshot is no flow") {
    DepthBook book = sample();
    CHECK(book.order_flow_imbalance() == Quantity{0});
    CHECK(book.apply(set(Side::bid, 100, 15)) == DepthStatus::applied);  // 5 joined the bid
    CHECK(book.apply(set(Side::ask, 101, 24)) == DepthStatus::applied);  // 6 left the ask
    CHECK(book.order_flow_imbalance() == Quantity{11});
    CHECK(book.order_flow_imbalance() == Quantity{0});
    const Ids ids{.first = 101, .last = 101};
    CHECK(book.apply(set(Side::bid, 100, 0, ids, 0)) == DepthStatus::applied);
    CHECK(book.apply(set(Side::bid, 99, 0, ids, 0)) == DepthStatus::applied);
    CHECK(book.apply(set(Side::bid, 102, 4, ids, 0)) == DepthStatus::applied);
    CHECK(book.apply(set(Side::ask, 101, 0, ids)) == DepthStatus::applied);
    CHECK(book.order_flow_imbalance() == Quantity{4 + 24});
    CHECK(book.apply(sample_rows()) == 5);
    CHECK(book.order_flow_imbalance() == Quantity{0});
}

TEST_CASE("the state hash is that of the levels, whatever led to them") {
    const DepthBook book = sample();
    DepthBook other;
    CHECK(other.apply(std::vector{set(Side::ask, 103, 40), set(Side::bid, 99, 21),
                                  set(Side::ask, 101, 30), set(Side::bid, 100, 10),
                                  set(Side::bid, 77, 1), set(Side::bid, 77, 0),
                                  set(Side::bid, 99, 20)}) == 7);
    CHECK(other.state_hash() == book.state_hash());
    CHECK(other.apply(set(Side::bid, 99, 21)) == DepthStatus::applied);
    CHECK(other.state_hash() != book.state_hash());
    DepthBook mirrored;
    for (const DepthMessage& row : sample_rows()) {
        DepthMessage turned = row;
        turned.side = opposite(row.side);
        CHECK(mirrored.apply(turned) == DepthStatus::applied);
    }
    CHECK(mirrored.state_hash() != book.state_hash());
}

TEST_CASE("a book restored from its bytes goes on where it was, also within an update") {
    DepthBook book = sample({.checksum = {.kind = ChecksumKind::okx,
                                          .price = {.factor = 5, .places = 2},
                                          .quantity = {.factor = 1, .places = 3}},
                             .levels = 3});
    const Ids ids{.first = 101, .last = 104};
    CHECK(book.apply(set(Side::bid, 100, 3, {.last = 99})) == DepthStatus::stale);
    CHECK(book.apply(set(Side::bid, 100, 3, ids, 0)) == DepthStatus::applied);
    DepthBook restored = DepthBook::restore(book.snapshot());
    CHECK(restored.state_hash() == book.state_hash());
    CHECK(restored.checksum() == book.checksum());
    CHECK(restored.rules().levels == 3);
    CHECK(restored.stale_count() == 1);
    CHECK(restored.in_update());
    for (DepthBook* const each : {&book, &restored}) {
        CHECK(each->apply(set(Side::bid, 101, 1, ids)) == DepthStatus::applied);
        CHECK(each->order_flow_imbalance() == Quantity{1});
        CHECK(each->last_update() == 104);
        CHECK(each->apply(set(Side::ask, 9, 9, {.first = 106, .last = 106})) == DepthStatus::gap);
    }
    CHECK(restored.snapshot() == book.snapshot());
    CHECK(DepthBook::restore(restored.snapshot()).needs_snapshot());
}

TEST_CASE("a restored book undoes the part of an update that came before the snapshot") {
    DepthBook book = sample();
    const std::uint64_t before = book.state_hash();
    const Ids ids{.first = 101, .last = 104};
    CHECK(book.apply(set(Side::bid, 100, 3, ids, 0)) == DepthStatus::applied);
    DepthBook restored = DepthBook::restore(book.snapshot());
    CHECK(restored.apply(set(Side::bid, 0, 3, ids)) == DepthStatus::bad_price);
    CHECK(restored.state_hash() == before);
}

TEST_CASE("a snapshot that is cut short or changed anywhere is refused in one line") {
    const std::vector<unsigned char> bytes = sample().snapshot();
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        CHECK_THROWS_AS((void)DepthBook::restore(std::span{bytes}.first(length)), BookError);
    }
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        std::vector<unsigned char> changed = bytes;
        changed[at] ^= 0x10U;
        CHECK_THROWS_AS((void)DepthBook::restore(changed), BookError);
    }
}

TEST_CASE("a warm book takes no more memory, whatever comes again") {
    DepthBook book;
    std::size_t warm = 0;
    for (int pass = 0; pass < 6; ++pass) {
        CHECK(book.apply(clear()) == DepthStatus::applied);
        for (std::int64_t i = 0; i < 4'000; ++i) {
            const Side side = i % 2 == 0 ? Side::bid : Side::ask;
            const auto flags = static_cast<std::uint16_t>(i % 8 == 7 ? last_row_flag : 0);
            const std::int64_t price = 1'000'000 + i * 7'919 % 90'000;
            CHECK(book.apply(set(side, price, i % 3, {}, flags)) == DepthStatus::applied);
        }
        // The book before a snapshot is kept apart: it takes two passes to fill both.
        if (pass == 2) warm = book.memory_bytes();
    }
    CHECK(book.memory_bytes() == warm);
    CHECK(book.memory_bytes() < 2 * 200 * book.level_count());
}

TEST_CASE("rules that cannot be are refused") {
    CHECK_THROWS_WITH_AS(DepthBook({.checksum = {.price = {.factor = 0}}}),
                         "price factor: expected 1 or more, was 0", std::invalid_argument);
    CHECK_THROWS_WITH_AS(DepthBook({.checksum = {.quantity = {.places = 19}}}),
                         "quantity places: expected at most 18, was 19", std::invalid_argument);
}

}  // namespace swarmcore::book
