#pragma once

#include <cstdint>
#include <limits>

#include "swarmcore/book/order_pool.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// What rests at one price of one side of one instrument: the two ends of its queue and their sum.
struct alignas(32) Level {
    Price price{};
    Quantity quantity{};  ///< of all its orders, within 64 bits
    OrderSlot head = no_order;
    OrderSlot tail = no_order;
    std::uint32_t orders = 0;
    std::uint16_t instrument = 0;
    Side side = Side::bid;
    std::uint8_t reserved = 0;
};

static_assert(sizeof(Level) == 32, "two levels are one cache line");

/// The levels of all instruments of a book or engine.
using LevelPool = SlotPool<Level, &Level::head>;

/// Whether the quantity of a level stays within 64 bits when `added` joins it.
[[nodiscard]] inline bool fits(const Level& level, Quantity added) noexcept {
    constexpr Quantity most{std::numeric_limits<std::int64_t>::max()};
    return added <= most - level.quantity;
}

/// Puts the order at `slot` at the back of a level's queue. Reads its quantity; writes its links,
/// but not `level`, which the caller knows.
inline void append(OrderPool& orders, Level& level, OrderSlot slot) noexcept {
    OrderNode& order = orders[slot];
    order.next = no_order;
    order.previous = level.tail;
    if (level.tail == no_order) {
        level.head = slot;
    } else {
        orders[level.tail].next = slot;
    }
    level.tail = slot;
    level.quantity += order.quantity;
    ++level.orders;
}

/// Takes an order out of its level's queue; its slot stays with the caller.
inline void unlink(OrderPool& orders, Level& level, OrderSlot slot) noexcept {
    const OrderNode& order = orders[slot];
    if (order.previous == no_order) {
        level.head = order.next;
    } else {
        orders[order.previous].next = order.next;
    }
    if (order.next == no_order) {
        level.tail = order.previous;
    } else {
        orders[order.next].previous = order.previous;
    }
    level.quantity -= order.quantity;
    --level.orders;
}

}  // namespace swarmcore::book
