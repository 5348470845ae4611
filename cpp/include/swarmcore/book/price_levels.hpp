#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <map>
#include <optional>
#include <vector>

#include "swarmcore/book/depth_level.hpp"
#include "swarmcore/core/hash.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// An order in the queue of its price.
struct RestingOrder {
    OrderId id{};
    Price price;
    Quantity quantity;
    std::uint32_t owner = 0;
    std::uint16_t instrument = 0;
    Side side = Side::bid;
};

/// The resting orders of one instrument by side, price and time, without an index by id: whoever
/// adds an order keeps its handle. `OrderBook` and `MatchingEngine` are built on it.
///
/// Precondition of every call: prices and quantities are 1 or more, sides are bid or ask, and
/// `fits` held before an add.
/// Cost: best O(1); add and the removal of a level's last order O(log levels), other changes O(1);
/// one allocation an order and one a level.
/// Invalidates: a handle lives until its order is removed; a move of the whole keeps it.
/// Threads: one writer; no concurrent readers.
class PriceLevels {
  public:
    using Handle = std::list<RestingOrder>::iterator;

    PriceLevels() = default;
    PriceLevels(const PriceLevels&) = delete;  // handles would point into the original
    PriceLevels& operator=(const PriceLevels&) = delete;
    PriceLevels(PriceLevels&&) = default;
    PriceLevels& operator=(PriceLevels&&) = default;
    ~PriceLevels() = default;

    /// Whether the quantity at a price stays within 64 bits when `added` joins it.
    [[nodiscard]] bool fits(Side side, Price price, Quantity added) const noexcept;
    /// The same, where `leaving` is to be removed first.
    [[nodiscard]] bool fits(Side side, Price price, Quantity added,
                            const RestingOrder& leaving) const noexcept;

    /// Puts an order at the back of the queue of its price.
    Handle add(const RestingOrder& order);
    void remove(Handle order) noexcept;
    /// Takes `quantity`, at most what is left, off an order, which keeps its place; at 0 it is
    /// removed. Returns whether it was.
    bool reduce(Handle order, Quantity quantity) noexcept;
    void clear() noexcept;

    /// The order that trades next, or nothing on an empty side.
    [[nodiscard]] std::optional<Handle> front(Side side) noexcept;
    [[nodiscard]] std::optional<DepthLevel> best(Side side) const noexcept;
    /// The best `levels` levels, best first. Cost: O(levels).
    [[nodiscard]] std::vector<DepthLevel> depth(Side side, std::size_t levels) const;
    /// What trades before an order at its own price. Cost: O(orders ahead of it).
    [[nodiscard]] Quantity quantity_ahead(Handle order) const noexcept;

    /// Folds in every level, queue, id, owner and quantity, in order.
    void hash(StateHash& state) const noexcept;

  private:
    struct Level {
        Quantity quantity;
        std::list<RestingOrder> orders;
    };
    // Keyed so that the best level comes first on both sides.
    using Levels = std::map<std::int64_t, Level>;

    static std::int64_t key(Side side, Price price) noexcept;
    static DepthLevel describe(const Levels::value_type& entry) noexcept;
    Levels& levels(Side side) noexcept { return side == Side::bid ? bids_ : asks_; }
    const Levels& levels(Side side) const noexcept { return side == Side::bid ? bids_ : asks_; }

    Levels bids_;
    Levels asks_;
};

}  // namespace swarmcore::book
