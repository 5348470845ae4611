#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "swarmcore/book/order.hpp"
#include "swarmcore/book/order_pool.hpp"
#include "swarmcore/core/hash.hpp"
#include "swarmcore/core/units.hpp"

/// The account's orders at rest and the order in which they stand. The recorded market lies
/// elsewhere: no own order ever enters its mirror.
namespace swarmcore::sim {

/// An order of the account.
struct OwnOrder {
    OrderId id{};
    Price price;
    Quantity open;
    std::int64_t expires = 0;   ///< of GTD, else 0
    std::uint64_t arrival = 0;  ///< counts arrivals, its own and those of the orders behind it
    Quantity ahead{};           ///< market by order: lots of the venue's orders before it
    double estimate = 0.0;      ///< market by price: the same, estimated
    book::OrderSlot next = book::no_order;
    book::OrderSlot previous = book::no_order;
    std::uint32_t owner = 0;
    std::uint16_t instrument = 0;
    std::uint16_t flags = 0;  ///< as commanded
    Side side = Side::bid;
    bool traded = false;  ///< it has paid the fee of an order

    [[nodiscard]] bool is_reduce_only() const noexcept {
        return (flags & book::reduce_only_flag) != 0;
    }
};

using OwnPool = book::SlotPool<OwnOrder, &OwnOrder::next>;

/// The own orders at one price, first come first.
struct OwnLevel {
    Price price;
    book::OrderSlot head = book::no_order;
    book::OrderSlot tail = book::no_order;
    std::uint32_t place = 0;  ///< of what the market keeps beside the level
};

/// One side of the account's orders in one instrument.
///
/// Cost: finding a level O(log levels); a level that comes or goes moves the better ones. Allocates
/// only where more levels are held than ever before.
class OwnSide {
  public:
    explicit OwnSide(Side side) noexcept : side_{side} {}

    [[nodiscard]] Side side() const noexcept { return side_; }
    [[nodiscard]] bool empty() const noexcept { return levels_.empty(); }
    /// Its levels, the best one last.
    [[nodiscard]] std::span<OwnLevel> levels() noexcept { return levels_; }
    [[nodiscard]] std::span<const OwnLevel> levels() const noexcept { return levels_; }
    [[nodiscard]] bool better(Price left, Price right) const noexcept {
        return side_ == Side::bid ? left > right : left < right;
    }
    /// Precondition of both: not empty.
    [[nodiscard]] Price best() const noexcept { return side_ == Side::bid ? highest_ : lowest_; }
    [[nodiscard]] Price worst() const noexcept { return side_ == Side::bid ? lowest_ : highest_; }
    /// Whether a price lies between the worst and the best own one, both included.
    [[nodiscard]] bool spans(Price price) const noexcept {
        return lowest_ <= price && price <= highest_;
    }
    /// Whether the best own price is as good as `price` or better: a trade at it, or an opposite
    /// order, is one for own orders as well.
    [[nodiscard]] bool reaches(Price price) const noexcept {
        return side_ == Side::bid ? price <= highest_ : price >= lowest_;
    }
    /// nullptr where there is no own order at the price.
    [[nodiscard]] OwnLevel* find(Price price) noexcept;
    /// Makes the level of a price that has none.
    OwnLevel& insert(Price price) noexcept;
    void erase(Price price) noexcept;

    /// Puts an order at the back of a level's queue, and takes one out.
    static void append(OwnPool& orders, OwnLevel& level, book::OrderSlot slot) noexcept;
    static void unlink(OwnPool& orders, OwnLevel& level, book::OrderSlot slot) noexcept;

    void hash(const OwnPool& orders, StateHash& state) const noexcept;

  private:
    [[nodiscard]] std::vector<OwnLevel>::iterator place_of(Price price) noexcept;
    void note_range() noexcept;

    std::vector<OwnLevel> levels_;
    // On an empty side the lowest is above the highest, so that no price is between.
    Price lowest_{std::numeric_limits<std::int64_t>::max()};
    Price highest_{std::numeric_limits<std::int64_t>::min()};
    Side side_;
};

}  // namespace swarmcore::sim
