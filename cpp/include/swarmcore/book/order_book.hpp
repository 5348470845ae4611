#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "swarmcore/book/message.hpp"
#include "swarmcore/book/price_levels.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// What became of a message. Where several faults apply, the first in this order is given.
enum class BookStatus : std::uint8_t {
    applied,                 ///< the book is as the message says
    time_went_back,          ///< `ts` is before the last message that was applied
    unknown_kind,            ///< `kind` is none of MessageKind
    unknown_order,           ///< no order in the book has this `order_id`
    duplicate_order,         ///< an order in the book already has this id
    bad_side,                ///< `side` of an add is neither +1 nor -1
    bad_price,               ///< `price` of an add or replace is 0 or less
    bad_quantity,            ///< `quantity` is 0 or less
    quantity_exceeds_order,  ///< reduce or execute by more than is left of the order
    quantity_overflow,       ///< the quantity at this price would exceed 64 bits
};

/// A mirror of one instrument's book, market by order, kept by applying a venue's feed.
///
/// It mirrors: a feed that leaves out messages may leave it crossed, and it says so by its best
/// prices, not by refusing.
/// Units: prices in ticks, quantities in lots.
/// Cost: best bid and ask O(1); a message O(1) expected, O(log levels) where a level appears or
/// goes; it allocates one node for the order, one for its entry in the index and one for a new
/// level. Running out of memory ends the process.
/// Threads: one writer; no concurrent readers.
class OrderBook {
  public:
    /// Applies one message, or leaves the book untouched and says why.
    [[nodiscard]] BookStatus apply(const BookMessage& message) noexcept;
    /// Applies messages in order and returns how many. A bad one throws `BookError` with its row,
    /// counted from `first_row`; the rows before it are applied, it and those after it are not.
    std::size_t apply(std::span<const BookMessage> messages, std::size_t first_row = 0);

    [[nodiscard]] std::optional<DepthLevel> best_bid() const noexcept;
    [[nodiscard]] std::optional<DepthLevel> best_ask() const noexcept;
    /// The best `levels` levels of a side, best first.
    [[nodiscard]] std::vector<DepthLevel> depth(Side side, std::size_t levels) const;
    /// What trades before an order at its own price; nothing where the order is not in the book.
    /// Cost: O(orders ahead of it).
    [[nodiscard]] std::optional<Quantity> queue_ahead(OrderId order) const noexcept;
    [[nodiscard]] std::size_t order_count() const noexcept { return orders_.size(); }
    /// A digest of the orders at rest, their queues and quantities, whatever led to them.
    [[nodiscard]] std::uint64_t state_hash() const noexcept;

  private:
    BookStatus add(const BookMessage& message);
    BookStatus reduce(const BookMessage& message);
    BookStatus remove(const BookMessage& message);
    BookStatus replace(const BookMessage& message);

    PriceLevels levels_;
    std::unordered_map<OrderId, PriceLevels::Handle> orders_;
    std::int64_t last_ts_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace swarmcore::book
