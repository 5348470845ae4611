#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "swarmcore/book/depth_level.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order_index.hpp"
#include "swarmcore/book/order_pool.hpp"
#include "swarmcore/book/price_ladder.hpp"
#include "swarmcore/book/price_level.hpp"
#include "swarmcore/book/quotes.hpp"
#include "swarmcore/book/snapshot.hpp"
#include "swarmcore/core/hash.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// What became of a message. Where several faults apply, the first in this order is given.
enum class BookStatus : std::uint8_t {
    applied,                 ///< the book is as the message says
    unknown_instrument,      ///< `instrument` is not below the count of books
    time_went_back,          ///< `ts` is before the last message that was applied to the book
    unknown_kind,            ///< `kind` is none of MessageKind
    unknown_order,           ///< no order in the book has this `order_id`
    duplicate_order,         ///< an order in the book already has this id
    bad_side,                ///< `side` of an add is neither +1 nor -1
    bad_price,               ///< `price` of an add or replace is 0 or less
    bad_quantity,            ///< `quantity` is 0 or less
    quantity_exceeds_order,  ///< reduce or execute by more than is left of the order
    quantity_overflow,       ///< the quantity at this price would exceed 64 bits
};

/// Where mirrored books keep their orders and levels: one, or many that share it.
struct MirrorStore {
    OrderPool orders;
    LevelPool levels;
    OrderIndex index;

    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return orders.memory_bytes() + levels.memory_bytes() + index.memory_bytes();
    }
};

/// The mirror of one instrument's book within a store: what `OrderBook` and `OrderBooks` share. An
/// order is known by its id and the instrument's number, which is the scope of its id.
///
/// Every call takes the store that the book has always been used with.
class MirroredBook {
  public:
    explicit MirroredBook(std::uint16_t instrument) noexcept : instrument_{instrument} {}

    [[nodiscard]] BookStatus apply(MirrorStore& store, const BookMessage& message) noexcept;
    /// Asks for the lines that an order about to join will touch.
    void prefetch_add(const MirrorStore& store, const BookMessage& message) const noexcept;

    [[nodiscard]] Quotes quotes(const MirrorStore& store) const noexcept;
    [[nodiscard]] std::optional<DepthLevel> best(const MirrorStore& store,
                                                 Side side) const noexcept;
    [[nodiscard]] std::vector<DepthLevel> depth(const MirrorStore& store, Side side,
                                                std::size_t levels) const;
    [[nodiscard]] std::optional<double> imbalance(const MirrorStore& store,
                                                  std::size_t levels) const noexcept;
    [[nodiscard]] std::optional<double> price_to_fill(const MirrorStore& store, Side side,
                                                      Quantity quantity) const noexcept;
    [[nodiscard]] std::optional<Quantity> queue_ahead(const MirrorStore& store,
                                                      OrderId order) const noexcept;
    [[nodiscard]] Quantity order_flow_imbalance() noexcept { return flow_.read(); }
    [[nodiscard]] std::size_t order_count() const noexcept { return order_count_; }

    /// Folds in every level, queue, id and quantity, in order.
    void hash(const MirrorStore& store, StateHash& state) const noexcept;
    void write(const MirrorStore& store, SnapshotWriter& writer) const;
    /// Precondition: nothing was applied yet. Throws as `SnapshotReader` does.
    void read(MirrorStore& store, SnapshotReader& reader);
    /// Of the ladders, beside the store.
    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return bids_.memory_bytes() + asks_.memory_bytes();
    }

  private:
    BookStatus add(MirrorStore& store, const BookMessage& message) noexcept;
    BookStatus reduce(MirrorStore& store, const BookMessage& message) noexcept;
    BookStatus remove(MirrorStore& store, const BookMessage& message) noexcept;
    BookStatus replace(MirrorStore& store, const BookMessage& message) noexcept;
    void clear(MirrorStore& store) noexcept;

    /// Whether `quantity` may join the level of `price`, which it finds.
    [[nodiscard]] bool fits(const MirrorStore& store, Side side, Price price, Quantity quantity,
                            LevelSlot& level) const noexcept;
    /// Puts an order at the back of its level, which it makes where there is none, and returns it.
    LevelSlot join(MirrorStore& store, OrderSlot slot, Side side, Price price,
                   LevelSlot level) noexcept;
    /// Takes an order off its level, which goes with the last of its orders.
    void leave(MirrorStore& store, OrderSlot slot) noexcept;

    [[nodiscard]] OrderKey key(std::uint64_t order_id) const noexcept {
        return {.id = OrderId{order_id}, .scope = instrument_};
    }
    [[nodiscard]] PriceLadder& ladder(Side side) noexcept {
        return side == Side::bid ? bids_ : asks_;
    }
    [[nodiscard]] const PriceLadder& ladder(Side side) const noexcept {
        return side == Side::bid ? bids_ : asks_;
    }

    PriceLadder bids_{Side::bid};
    PriceLadder asks_{Side::ask};
    OrderFlow flow_;
    std::int64_t last_ts_ = std::numeric_limits<std::int64_t>::min();
    std::uint32_t order_count_ = 0;
    std::uint16_t instrument_;
};

}  // namespace swarmcore::book
