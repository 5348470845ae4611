#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "swarmcore/book/order.hpp"

/// The matching engine once more, from lists alone: slow, and plain enough to be checked against
/// docs/matching-rules.md by eye. Comments name the section of that page.
namespace swarmcore::book::reference {

inline constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
inline constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

/// Where an order is: an OrderStatus, or `taking` while it enters.
enum class Place : std::uint8_t {
    taking = 0,
    resting = static_cast<std::uint8_t>(OrderStatus::resting),
    dormant = static_cast<std::uint8_t>(OrderStatus::dormant),
    held = static_cast<std::uint8_t>(OrderStatus::held),
    parked = static_cast<std::uint8_t>(OrderStatus::parked),
    waiting = static_cast<std::uint8_t>(OrderStatus::waiting),
};

/// A live order.
struct Order {
    std::uint64_t id = 0;
    std::uint32_t owner = 0;
    std::uint16_t instrument = 0;
    std::uint16_t flags = 0;
    Side side = Side::bid;
    OrderType type = OrderType::limit;
    TimeInForce tif = TimeInForce::gtc;
    Place place = Place::taking;
    bool triggered = false;  ///< a stop that has become a market or a limit order
    std::int64_t price = 0;  ///< 0 without a limit
    std::int64_t open = 0;
    std::int64_t shown = 0;    ///< what the book displays, while it rests
    std::int64_t display = 0;  ///< of an iceberg, else 0
    std::int64_t trigger = 0;  ///< of a stop; of a trailing stop the present one
    std::int64_t offset = 0;   ///< of a trailing stop
    std::int64_t expires = 0;
    std::uint64_t arrival = 0;
};

[[nodiscard]] inline bool is_stop(OrderType type) {
    return type == OrderType::stop || type == OrderType::stop_limit ||
           type == OrderType::trailing_stop;
}
[[nodiscard]] inline bool has_limit(OrderType type) {
    return type == OrderType::limit || type == OrderType::stop_limit;
}
/// A stop that has not become a market or limit order.
[[nodiscard]] inline bool awaits_trigger(const Order& order) {
    return is_stop(order.type) && !order.triggered;
}
[[nodiscard]] inline bool has_flag(const Order& order, std::uint16_t flag) {
    return (order.flags & flag) != 0;
}
[[nodiscard]] inline bool may_rest(const Order& order) {
    return has_limit(order.type) &&
           (order.tif == TimeInForce::gtc || order.tif == TimeInForce::gtd);
}
[[nodiscard]] inline SelfTradeMode self_trade_mode(std::uint16_t flags) {
    return static_cast<SelfTradeMode>((flags & self_trade_mask) >> self_trade_shift);
}

/// "Two orders of one owner": owner 0 is nobody.
[[nodiscard]] inline bool same_owner(const Order& left, const Order& right) {
    return left.owner != 0 && left.owner == right.owner;
}

/// An order without a limit takes any price.
[[nodiscard]] inline bool accepts(const Order& order, std::int64_t price) {
    if (!has_limit(order.type)) return true;
    return order.side == Side::bid ? price <= order.price : price >= order.price;
}

[[nodiscard]] inline bool is_better(Side side, std::int64_t left, std::int64_t right) {
    return side == Side::bid ? left > right : left < right;
}

[[nodiscard]] inline std::int64_t saturating_add(std::int64_t left, std::int64_t right) {
    if (right > 0 && left > largest - right) return largest;
    if (right < 0 && left < smallest - right) return smallest;
    return left + right;
}

/// floor(value × parts / whole), parts at most whole.
[[nodiscard]] inline std::int64_t share_of(std::int64_t value, std::int64_t parts,
                                           std::int64_t whole) {
    // Long multiplication and division at once, bit by bit: twice a remainder fits unsigned.
    const auto divisor = static_cast<std::uint64_t>(whole);
    std::uint64_t quotient = 0;
    std::uint64_t remainder = 0;
    for (int bit = 62; bit >= 0; --bit) {
        quotient *= 2;
        remainder *= 2;
        if (remainder >= divisor) {
            quotient += 1;
            remainder -= divisor;
        }
        if (((value >> bit) & 1) != 0) remainder += static_cast<std::uint64_t>(parts);
        if (remainder >= divisor) {
            quotient += 1;
            remainder -= divisor;
        }
    }
    return static_cast<std::int64_t>(quotient);
}

/// Section "Stops": how far the trigger of a trailing stop is from a price.
[[nodiscard]] inline std::int64_t trail_distance(const Order& order, std::int64_t price) {
    if (!has_flag(order, trail_percent_flag)) return order.offset;
    return std::max<std::int64_t>(1, share_of(price, order.offset, 10'000));
}

[[nodiscard]] inline std::int64_t trail_trigger(const Order& order, std::int64_t price) {
    const std::int64_t distance = trail_distance(order, price);
    return order.side == Side::bid ? saturating_add(price, distance) : price - distance;
}

[[nodiscard]] inline bool reaches_trigger(const Order& stop, std::int64_t price) {
    return stop.side == Side::bid ? price >= stop.trigger : price <= stop.trigger;
}

[[nodiscard]] inline Order order_of(const OrderCommand& command) {
    Order order;
    order.id = command.order_id;
    order.owner = command.owner;
    order.instrument = command.instrument;
    order.flags = command.flags;
    order.side = command.side;
    order.type = command.type;
    order.tif = command.tif;
    order.price = has_limit(command.type) ? command.price : 0;
    order.open = command.quantity;
    order.display = command.display;
    if (command.type == OrderType::trailing_stop) {
        order.offset = command.trigger;
    } else {
        order.trigger = command.trigger;
    }
    order.expires = command.expires;
    return order;
}

/// Section "Matching algorithms", iceberg: a display that would show the quantity in too many
/// parts.
inline constexpr std::int64_t max_parts = 10'000;
[[nodiscard]] inline bool has_too_many_parts(std::int64_t display, std::int64_t quantity) {
    return display != 0 && (quantity - 1) / display >= max_parts;
}

/// What the book would show of the order if it came to rest now.
[[nodiscard]] inline std::int64_t first_part(const Order& order) {
    return order.display == 0 ? order.open : std::min(order.display, order.open);
}

/// One trade of a taker that is shared at a price.
struct Allotment {
    std::uint64_t maker = 0;
    std::int64_t quantity = 0;
};

/// Section "Matching algorithms", pro-rata, steps 1 to 4: the shares of `quantity` among the orders
/// of one price, oldest first.
[[nodiscard]] inline std::vector<Allotment> allot(const std::vector<Order>& level,
                                                  std::int64_t quantity,
                                                  const MatchingRules& rules) {
    std::vector<Allotment> allotments;
    std::int64_t shown = 0;
    for (const Order& order : level) {
        allotments.push_back({order.id, 0});
        shown = saturating_add(shown, order.shown);
    }
    if (quantity >= shown) {
        for (std::size_t i = 0; i < level.size(); ++i) allotments[i].quantity = level[i].shown;
        return allotments;
    }
    const std::int64_t top =
        std::min(level.front().shown, share_of(quantity, rules.top_share, 100));
    allotments.front().quantity = top;
    const std::int64_t to_share = quantity - top;
    const std::int64_t unallotted = shown - top;
    std::int64_t left = to_share;
    for (std::size_t i = 0; i < level.size(); ++i) {
        const std::int64_t own = level[i].shown - allotments[i].quantity;
        const std::int64_t share = share_of(to_share, own, unallotted);
        if (share < rules.minimum) continue;
        allotments[i].quantity += share;
        left -= share;
    }
    for (std::size_t i = 0; i < level.size(); ++i) {
        const std::int64_t more = std::min(left, level[i].shown - allotments[i].quantity);
        allotments[i].quantity += more;
        left -= more;
    }
    return allotments;
}

}  // namespace swarmcore::book::reference
