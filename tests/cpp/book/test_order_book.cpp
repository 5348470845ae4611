#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order_book.hpp"
#include "swarmcore/core/error.hpp"

namespace swarmcore::book {
namespace {

constexpr std::int64_t max_int = std::numeric_limits<std::int64_t>::max();

static_assert(offsetof(BookMessage, price) == 40 && offsetof(BookMessage, instrument) == 56 &&
              offsetof(BookMessage, kind) == 60 && offsetof(BookMessage, reserved) == 62);

BookMessage add(std::uint64_t id, Side side, std::int64_t price, std::int64_t quantity) {
    return {.order_id = id,
            .price = price,
            .quantity = quantity,
            .kind = MessageKind::add,
            .side = side};
}

BookMessage trade(Side side, std::int64_t price, std::int64_t quantity) {
    return {.price = price, .quantity = quantity, .kind = MessageKind::trade, .side = side};
}

BookMessage change(MessageKind kind, std::uint64_t id, std::int64_t quantity = 0) {
    return {.order_id = id, .quantity = quantity, .kind = kind};
}

BookMessage replace(std::uint64_t id, std::uint64_t new_id, std::int64_t price,
                    std::int64_t quantity) {
    return {.order_id = id,
            .new_order_id = new_id,
            .price = price,
            .quantity = quantity,
            .kind = MessageKind::replace};
}

DepthLevel level(std::int64_t price, std::int64_t quantity, std::int64_t orders) {
    return {.price = Price{price}, .quantity = Quantity{quantity}, .orders = orders};
}

std::optional<std::int64_t> ahead(const OrderBook& book, std::uint64_t id) {
    const auto quantity = book.queue_ahead(OrderId{id});
    return quantity ? std::optional{quantity->count()} : std::nullopt;
}

/// Two bids at 100 (ids 1, 2), one at 99 (id 3), one ask at 101 (id 4).
OrderBook sample() {
    OrderBook book;
    book.apply(std::vector{add(1, Side::bid, 100, 10), add(2, Side::bid, 100, 20),
                           add(3, Side::bid, 99, 30), add(4, Side::ask, 101, 40)});
    return book;
}

/// The status of a message on the sample book; a fault must leave it as it was.
BookStatus status_of(const BookMessage& message) {
    OrderBook book = sample();
    const std::uint64_t before = book.state_hash();
    const BookStatus status = book.apply(message);
    if (status != BookStatus::applied) CHECK(book.state_hash() == before);
    return status;
}

}  // namespace

TEST_CASE("an empty book has no best prices, depth or orders") {
    const OrderBook book;
    CHECK_FALSE(book.best_bid());
    CHECK_FALSE(book.best_ask());
    CHECK(book.depth(Side::bid, 5).empty());
    CHECK(book.order_count() == 0);
}

TEST_CASE("added orders gather in levels, best first, in the order of their coming") {
    const OrderBook book = sample();
    CHECK(book.best_bid() == level(100, 30, 2));
    CHECK(book.best_ask() == level(101, 40, 1));
    CHECK(book.depth(Side::bid, 5) == std::vector{level(100, 30, 2), level(99, 30, 1)});
    CHECK(book.depth(Side::bid, 1) == std::vector{level(100, 30, 2)});
    CHECK(ahead(book, 1) == 0);
    CHECK(ahead(book, 2) == 10);
    CHECK_FALSE(ahead(book, 5));
}

TEST_CASE("reduce and execute shrink an order in its place, and remove it at zero") {
    for (const MessageKind kind : {MessageKind::reduce, MessageKind::execute}) {
        OrderBook book = sample();
        CHECK(book.apply(change(kind, 1, 4)) == BookStatus::applied);
        CHECK(ahead(book, 2) == 6);
        CHECK(book.apply(change(kind, 1, 6)) == BookStatus::applied);
        CHECK(ahead(book, 2) == 0);
        CHECK(book.best_bid() == level(100, 20, 1));
        CHECK(book.order_count() == 3);
    }
}

TEST_CASE("delete removes what is left of an order, and the last one removes its level") {
    OrderBook book = sample();
    CHECK(book.apply(change(MessageKind::delete_, 4)) == BookStatus::applied);
    CHECK_FALSE(book.best_ask());
    CHECK(book.order_count() == 3);
}

TEST_CASE("replace sends an order to the back of the queue, even where nothing changes") {
    OrderBook book = sample();
    CHECK(book.apply(replace(1, 1, 100, 10)) == BookStatus::applied);
    CHECK(ahead(book, 1) == 20);
    CHECK(ahead(book, 2) == 0);
}

TEST_CASE("replace may change id, price and quantity; a new id of 0 keeps the id") {
    OrderBook book = sample();
    CHECK(book.apply(replace(1, 9, 99, 5)) == BookStatus::applied);
    CHECK_FALSE(ahead(book, 1));
    CHECK(ahead(book, 9) == 30);
    CHECK(book.apply(replace(9, 0, 98, 5)) == BookStatus::applied);
    CHECK(book.depth(Side::bid, 5).back() == level(98, 5, 1));
    CHECK(ahead(book, 9) == 0);
}

TEST_CASE("a trade against what is not displayed changes nothing but the time") {
    OrderBook book = sample();
    const std::uint64_t before = book.state_hash();
    BookMessage hidden = trade(Side{}, 100, 5);
    hidden.ts = 7;
    CHECK(book.apply(hidden) == BookStatus::applied);
    CHECK(book.state_hash() == before);
    CHECK(book.apply(add(5, Side::bid, 1, 1)) == BookStatus::time_went_back);
}

TEST_CASE("clear removes every order, and their ids may come again") {
    OrderBook book = sample();
    CHECK(book.apply(change(MessageKind::clear, 0)) == BookStatus::applied);
    CHECK(book.state_hash() == OrderBook{}.state_hash());
    CHECK(book.apply(add(1, Side::ask, 5, 5)) == BookStatus::applied);
}

// Bytes that are no enumerator are part of what this test is about.
// NOLINTBEGIN(clang-analyzer-optin.core.EnumCastOutOfRange)
TEST_CASE("every fault has its status and leaves the book as it was") {
    CHECK(status_of({}) == BookStatus::unknown_kind);
    CHECK(status_of(change(MessageKind{8}, 1)) == BookStatus::unknown_kind);
    CHECK(status_of(change(MessageKind{255}, 1)) == BookStatus::unknown_kind);
    BookMessage late = add(9, Side::bid, 100, 1);
    late.ts = -1;
    CHECK(status_of(late) == BookStatus::time_went_back);
    CHECK(status_of(change(MessageKind::reduce, 9, 1)) == BookStatus::unknown_order);
    CHECK(status_of(change(MessageKind::execute, 9, 1)) == BookStatus::unknown_order);
    CHECK(status_of(change(MessageKind::delete_, 9)) == BookStatus::unknown_order);
    CHECK(status_of(replace(9, 10, 100, 1)) == BookStatus::unknown_order);
    CHECK(status_of(add(1, Side::bid, 100, 1)) == BookStatus::duplicate_order);
    CHECK(status_of(replace(1, 2, 100, 1)) == BookStatus::duplicate_order);
    CHECK(status_of(add(9, Side{0}, 100, 1)) == BookStatus::bad_side);
    CHECK(status_of(add(9, Side{-128}, 100, 1)) == BookStatus::bad_side);
    CHECK(status_of(add(9, Side::bid, 0, 1)) == BookStatus::bad_price);
    CHECK(status_of(add(9, Side::bid, std::numeric_limits<std::int64_t>::min(), 1)) ==
          BookStatus::bad_price);
    CHECK(status_of(replace(1, 1, -1, 1)) == BookStatus::bad_price);
    CHECK(status_of(add(9, Side::bid, 100, 0)) == BookStatus::bad_quantity);
    CHECK(status_of(change(MessageKind::reduce, 1, -1)) == BookStatus::bad_quantity);
    CHECK(status_of(replace(1, 1, 100, 0)) == BookStatus::bad_quantity);
    CHECK(status_of(trade(Side{2}, 100, 1)) == BookStatus::bad_side);
    CHECK(status_of(trade(Side::bid, 0, 1)) == BookStatus::bad_price);
    CHECK(status_of(trade(Side{}, 100, 0)) == BookStatus::bad_quantity);
    CHECK(status_of(trade(Side::ask, 100, -5)) == BookStatus::bad_quantity);
    CHECK(status_of(change(MessageKind::reduce, 1, 11)) == BookStatus::quantity_exceeds_order);
    CHECK(status_of(change(MessageKind::execute, 1, 11)) == BookStatus::quantity_exceeds_order);
    CHECK(status_of(add(9, Side::bid, 100, max_int)) == BookStatus::quantity_overflow);
    CHECK(status_of(replace(1, 1, 100, max_int)) == BookStatus::quantity_overflow);
}
// NOLINTEND(clang-analyzer-optin.core.EnumCastOutOfRange)

TEST_CASE("the largest prices and quantities are held exactly") {
    CHECK(status_of(add(9, Side::bid, max_int, max_int)) == BookStatus::applied);
    CHECK(status_of(add(9, Side::bid, 100, max_int - 30)) == BookStatus::applied);
    CHECK(status_of(replace(1, 1, 100, max_int - 20)) == BookStatus::applied);
    CHECK(status_of(replace(4, 4, 101, max_int)) == BookStatus::applied);
}

TEST_CASE("a message that is refused does not move the time on") {
    OrderBook book = sample();
    BookMessage bad = change(MessageKind::delete_, 9);
    bad.ts = max_int;
    CHECK(book.apply(bad) == BookStatus::unknown_order);
    CHECK(book.apply(add(9, Side::bid, 1, 1)) == BookStatus::applied);
}

TEST_CASE("a batch stops at its bad row and says which and why") {
    OrderBook book;
    const std::vector messages{add(1, Side::bid, 100, 10), add(2, Side::bid, 99, 10),
                               change(MessageKind::delete_, 3), add(4, Side::bid, 98, 10)};
    std::optional<std::size_t> row;
    std::string what;
    try {
        book.apply(messages);
    } catch (const BookError& error) {
        row = error.row();
        what = error.what();
    }
    CHECK(row == 2);
    CHECK(what == "messages: row 2: order_id: expected an order in the book, was 3");
    CHECK(book.order_count() == 2);
}

TEST_CASE("the state hash is that of the content, whatever led to it") {
    const OrderBook book = sample();
    OrderBook other;
    CHECK(other.apply(std::vector{add(4, Side::ask, 102, 1), add(3, Side::bid, 99, 35),
                                  add(7, Side::bid, 100, 9), add(1, Side::bid, 100, 10),
                                  add(2, Side::bid, 50, 20), replace(2, 2, 100, 20),
                                  change(MessageKind::execute, 7, 9),
                                  change(MessageKind::reduce, 3, 5), replace(4, 4, 101, 40)}) == 9);
    CHECK(other.state_hash() == book.state_hash());
    CHECK(other.apply(replace(1, 1, 100, 10)) == BookStatus::applied);  // another queue order
    CHECK(other.state_hash() != book.state_hash());
}

TEST_CASE("a moved book goes on where it was") {
    OrderBook source = sample();
    OrderBook book = std::move(source);
    CHECK(book.apply(change(MessageKind::delete_, 1)) == BookStatus::applied);
    CHECK(ahead(book, 2) == 0);
}

}  // namespace swarmcore::book
