#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "swarmcore/book/depth_level.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/mirrored_book.hpp"
#include "swarmcore/book/quotes.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// A mirror of one instrument's book, market by order, kept by applying a venue's feed.
///
/// It mirrors: a feed that leaves out messages may leave it crossed, and it says so by its best
/// prices, not by refusing.
/// Units: prices in ticks, quantities in lots.
/// Cost: best bid and ask O(1); a message O(1) expected, and O(log levels) far away from the best
/// prices. It allocates only where more orders or levels rest than ever before: at most 64 bytes an
/// order in all. Running out of memory ends the process.
/// A moved-from book may only be destroyed or assigned to.
/// Threads: one writer; no concurrent readers.
class OrderBook {
  public:
    /// Applies one message, or leaves the book untouched and says why.
    [[nodiscard]] BookStatus apply(const BookMessage& message) noexcept {
        return book_.apply(store_, message);
    }
    /// The same. Where it reduces, executes, deletes or replaces an order, `before` is that order
    /// as it was.
    [[nodiscard]] BookStatus apply(const BookMessage& message, BookOrder& touched) noexcept {
        return book_.apply(store_, message, touched);
    }
    /// Applies messages in order and returns how many. A bad one throws `BookError` with its row,
    /// counted from `first_row`; the rows before it are applied, it and those after it are not.
    std::size_t apply(std::span<const BookMessage> messages, std::size_t first_row = 0);

    [[nodiscard]] std::optional<DepthLevel> best_bid() const noexcept {
        return book_.best(store_, Side::bid);
    }
    [[nodiscard]] std::optional<DepthLevel> best_ask() const noexcept {
        return book_.best(store_, Side::ask);
    }
    /// Both, for `spread`, `mid` and `microprice` (quotes.hpp).
    [[nodiscard]] Quotes quotes() const noexcept { return book_.quotes(store_); }
    /// The best `levels` levels of a side, best first.
    [[nodiscard]] std::vector<DepthLevel> depth(Side side, std::size_t levels) const {
        return book_.depth(store_, side, levels);
    }
    /// (B - A) / (B + A) of the quantities of the best `levels` bids and asks; nothing where there
    /// are none.
    [[nodiscard]] std::optional<double> imbalance(std::size_t levels) const noexcept {
        return book_.imbalance(store_, levels);
    }
    /// The mean price in ticks, weighted by quantity, at which a taker of `side` (a bid buys) fills
    /// `quantity`, 1 or more; nothing where the book holds too little.
    [[nodiscard]] std::optional<double> price_to_fill(Side side, Quantity quantity) const noexcept {
        return book_.price_to_fill(store_, side, quantity);
    }
    /// What trades before an order at its own price; nothing where the order is not in the book.
    /// Cost: O(orders ahead of it).
    [[nodiscard]] std::optional<Quantity> queue_ahead(OrderId order) const noexcept {
        return book_.queue_ahead(store_, order);
    }
    /// Nothing where the order is not in the book.
    [[nodiscard]] std::optional<BookOrder> find(OrderId order) const noexcept {
        return book_.find(store_, order);
    }
    /// 0 where there is no level.
    [[nodiscard]] Quantity quantity_at(Side side, Price price) const noexcept {
        return book_.quantity_at(store_, side, price);
    }
    /// Calls `visit(order)` for the orders of a side, the best price and at each price the oldest
    /// first, until it returns false.
    template <class Visit>
    void walk_orders(Side side, Visit&& visit) const {
        book_.walk_orders(store_, side, visit);
    }
    /// The order-flow imbalance in lots since the last read, or the beginning (`OrderFlow`).
    [[nodiscard]] Quantity order_flow_imbalance() noexcept { return book_.order_flow_imbalance(); }
    [[nodiscard]] std::size_t order_count() const noexcept { return book_.order_count(); }

    /// A digest of the orders at rest, their queues and quantities, whatever led to them.
    [[nodiscard]] std::uint64_t state_hash() const noexcept;
    /// All that the book is, as bytes (`SnapshotWriter`).
    [[nodiscard]] std::vector<unsigned char> snapshot() const;
    /// The book that a snapshot was taken of. Throws `BookError` where the bytes cannot be one.
    [[nodiscard]] static OrderBook restore(std::span<const unsigned char> bytes);
    /// What its orders and levels take, free places included.
    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return store_.memory_bytes() + book_.memory_bytes();
    }

  private:
    MirrorStore store_;
    MirroredBook book_{0};
};

}  // namespace swarmcore::book
