#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "swarmcore/book/order.hpp"
#include "swarmcore/book/order_pool.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// What is to be known of a live order beyond its node: of every order that is not simply a limit
/// order at rest, good till cancelled, without flags or links.
struct SpecialOrder {
    Price price;                ///< its limit, else 0
    Quantity open;              ///< hidden parts included
    std::int64_t trigger = 0;   ///< the present one; a trailing stop's offset until it is dormant
    std::int64_t offset = 0;    ///< of a trailing stop
    std::int64_t expires = 0;   ///< of GTD, else 0
    std::uint64_t arrival = 0;  ///< rises with each order that is accepted or loses its place
    Quantity parent_traded;     ///< what its parent has traded since they were linked
    OrderSlot partner = no_order;
    OrderSlot parent = no_order;
    OrderSlot first_child = no_order;
    OrderSlot last_child = no_order;
    OrderSlot next_sibling = no_order;
    OrderSlot previous_sibling = no_order;
    OrderSlot next_reducing = no_order;  ///< of the owner's reduce-only orders, by arrival
    OrderSlot previous_reducing = no_order;
    std::uint32_t trailing_position = 0;  ///< among the dormant trailing stops
    std::uint32_t display = 0;
    std::uint32_t owner = 0;
    std::uint16_t instrument = 0;
    std::uint16_t flags = 0;
    // Whoever takes a special order writes all of these.
    // NOLINTBEGIN(bugprone-invalid-enum-default-initialization)
    Side side{};
    OrderType type{};
    TimeInForce tif{};
    OrderStatus status{};
    // NOLINTEND(bugprone-invalid-enum-default-initialization)
    bool triggered = false;  ///< a stop that has become a market or limit order

    [[nodiscard]] bool is_stop() const noexcept { return type >= OrderType::stop && !triggered; }
    [[nodiscard]] bool has_limit() const noexcept {
        return type == OrderType::limit || type == OrderType::stop_limit;
    }
    [[nodiscard]] bool reduces() const noexcept { return (flags & reduce_only_flag) != 0; }
    [[nodiscard]] bool linked() const noexcept {
        return partner != no_order || parent != no_order || first_child != no_order;
    }
    /// What the book may show of it.
    [[nodiscard]] Quantity part() const noexcept {
        const Quantity most{static_cast<std::int64_t>(display)};
        return display != 0 && most < open ? most : open;
    }
};

/// The special orders by their slot in the pool of orders.
///
/// Cost: O(1); four bytes for each slot of the pool once there is any.
/// Invalidates: a pointer lives until the next `add`.
class SpecialOrders {
  public:
    /// The special order at a slot, or nothing where the order there is plain or there is none.
    [[nodiscard]] SpecialOrder* find(OrderSlot slot) noexcept {
        return slot < places_.size() && places_[slot] != none ? &orders_[places_[slot]] : nullptr;
    }
    [[nodiscard]] const SpecialOrder* find(OrderSlot slot) const noexcept {
        return slot < places_.size() && places_[slot] != none ? &orders_[places_[slot]] : nullptr;
    }
    /// Precondition: the order at the slot is special.
    [[nodiscard]] SpecialOrder& operator[](OrderSlot slot) noexcept {
        return orders_[places_[slot]];
    }
    [[nodiscard]] const SpecialOrder& operator[](OrderSlot slot) const noexcept {
        return orders_[places_[slot]];
    }
    /// Precondition: the order at the slot is plain.
    SpecialOrder& add(OrderSlot slot, const SpecialOrder& order);
    void remove(OrderSlot slot) noexcept {
        free_.push_back(places_[slot]);
        places_[slot] = none;
    }
    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return (places_.capacity() + free_.capacity()) * sizeof(std::uint32_t) +
               orders_.capacity() * sizeof(SpecialOrder);
    }

  private:
    static constexpr std::uint32_t none = 0xffffffff;

    std::vector<std::uint32_t> places_;
    std::vector<SpecialOrder> orders_;
    std::vector<std::uint32_t> free_;
};

/// Orders outside the book in the order in which they joined: the links are those of their nodes.
struct OrderList {
    OrderSlot head = no_order;
    OrderSlot tail = no_order;

    [[nodiscard]] bool empty() const noexcept { return head == no_order; }
    void append(OrderPool& orders, OrderSlot slot) noexcept {
        OrderNode& order = orders[slot];
        order.next = no_order;
        order.previous = tail;
        (tail == no_order ? head : orders[tail].next) = slot;
        tail = slot;
    }
    void remove(OrderPool& orders, OrderSlot slot) noexcept {
        const OrderNode& order = orders[slot];
        (order.previous == no_order ? head : orders[order.previous].next) = order.next;
        (order.next == no_order ? tail : orders[order.next].previous) = order.previous;
    }
};

}  // namespace swarmcore::book
