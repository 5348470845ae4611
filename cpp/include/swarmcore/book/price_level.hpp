#pragma once

#include <cstdint>
#include <limits>

#include "swarmcore/book/depth_level.hpp"
#include "swarmcore/book/order_pool.hpp"
#include "swarmcore/core/choose.hpp"
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

[[nodiscard]] inline DepthLevel describe(const Level& level) noexcept {
    return {.price = level.price,
            .quantity = level.quantity,
            .orders = static_cast<std::int64_t>(level.orders)};
}

/// Whether the quantity of a level stays within 64 bits when `added` joins it.
[[nodiscard]] inline bool fits(const Level& level, Quantity added) noexcept {
    constexpr Quantity most{std::numeric_limits<std::int64_t>::max()};
    return added <= most - level.quantity;
}

// Whether an order has neighbours is anyone's guess, and a wrong guess of the processor costs more
// than the work: both write to the neighbour in any case, which may be place 0, that is nobody's.

/// Puts the order at `slot` at the back of a level's queue. Reads its quantity; writes its links,
/// but not `level`, which the caller knows.
inline void append(OrderPool& orders, Level& level, OrderSlot slot) noexcept {
    OrderNode& order = orders[slot];
    const OrderSlot tail = level.tail;
    order.next = no_order;
    order.previous = tail;
    orders[tail].next = slot;
    level.head = choose(tail == no_order, slot, level.head);
    level.tail = slot;
    level.quantity += order.quantity;
    ++level.orders;
}

/// Takes an order out of its level's queue; its slot stays with the caller.
inline void unlink(OrderPool& orders, Level& level, OrderSlot slot) noexcept {
    const OrderNode& order = orders[slot];
    const OrderSlot next = order.next;
    const OrderSlot previous = order.previous;
    orders[previous].next = next;
    orders[next].previous = previous;
    level.head = choose(previous == no_order, next, level.head);
    level.tail = choose(next == no_order, previous, level.tail);
    level.quantity -= order.quantity;
    --level.orders;
}

}  // namespace swarmcore::book
