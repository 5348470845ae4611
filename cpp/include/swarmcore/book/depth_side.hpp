#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "swarmcore/book/depth_level.hpp"
#include "swarmcore/book/price_set.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// One side of a book by price: price -> quantity, the best price first.
///
/// The quantities are in an open-addressing table by price, since the levels of such a feed lie
/// anywhere; their order is a `PriceSet`, which only a level that comes or goes touches.
///
/// Precondition: prices are 1 or more, quantities 0 or more.
/// Cost: best O(1); quantity_at and exchange O(1) expected. Allocates only where more levels are
/// held, or they spread further, than ever before: at most about 200 bytes a level.
/// Threads: one writer; no concurrent readers.
class DepthSide {
  public:
    explicit DepthSide(Side side);

    [[nodiscard]] bool empty() const noexcept { return prices_.empty(); }
    [[nodiscard]] std::size_t size() const noexcept { return prices_.size(); }
    /// The worst price. Precondition: not empty.
    [[nodiscard]] Price worst() const noexcept { return prices_.worst(); }
    [[nodiscard]] std::optional<DepthLevel> best() const noexcept {
        if (empty()) return std::nullopt;
        return DepthLevel{.price = prices_.best(), .quantity = best_quantity_};
    }
    /// 0 where there is no level.
    [[nodiscard]] Quantity quantity_at(Price price) const noexcept {
        return Quantity{cells_[find(price.count())].quantity};
    }
    /// Lets the level at `price` hold `quantity`, or leave at 0. Returns what it held before.
    Quantity exchange(Price price, Quantity quantity) noexcept {
        const std::size_t at = find(price.count());
        Cell& cell = cells_[at];
        const Quantity before{cell.quantity};
        if (quantity != Quantity{0}) {
            cell.quantity = quantity.count();
            if (before == Quantity{0}) {
                cell.price = price.count();
                appear(price);
            }
            if (price == prices_.best()) best_quantity_ = quantity;
        } else if (before != Quantity{0}) {
            disappear(price, at);
        }
        return before;
    }
    void clear() noexcept;

    /// Calls `visit(level)` from the best level on, until it returns false.
    template <class Visit>
    void walk(Visit&& visit) const {
        auto level = best();
        while (level && visit(*level)) level = next_worse(level->price);
    }
    [[nodiscard]] std::optional<DepthLevel> next_worse(Price price) const noexcept {
        const auto next = prices_.next_worse(price);
        if (!next) return std::nullopt;
        return DepthLevel{.price = *next, .quantity = quantity_at(*next)};
    }

    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return cells_.capacity() * sizeof(Cell) + prices_.memory_bytes();
    }

  private:
    /// A quantity of 0 says that the cell is free.
    struct Cell {
        std::int64_t price = 0;
        std::int64_t quantity = 0;
    };

    /// Where the search for a price begins: the high bits of its product with 2^64 over the golden
    /// ratio, which spreads neighbouring prices most evenly.
    [[nodiscard]] std::size_t home(std::int64_t price) const noexcept {
        return static_cast<std::size_t>(
            (static_cast<std::uint64_t>(price) * 0x9e3779b97f4a7c15ULL) >> shift_);
    }
    /// The cell of the price, or the free one where it would go.
    [[nodiscard]] std::size_t find(std::int64_t price) const noexcept {
        const std::size_t mask = cells_.size() - 1;
        std::size_t at = home(price);
        while (cells_[at].quantity != 0 && cells_[at].price != price) at = (at + 1) & mask;
        return at;
    }
    void appear(Price price) noexcept {
        prices_.insert(price);
        if (prices_.size() * 2 > cells_.size()) grow();
    }
    void disappear(Price price, std::size_t at) noexcept;
    void grow() noexcept;

    std::vector<Cell> cells_;  ///< a power of two of them, at most half in use
    unsigned shift_;           ///< 64 less the logarithm of their number
    Quantity best_quantity_;
    PriceSet prices_;
};

}  // namespace swarmcore::book
