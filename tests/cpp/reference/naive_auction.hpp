#pragma once

#include <cstdint>
#include <cstdlib>
#include <optional>
#include <vector>

#include "naive_order.hpp"

namespace swarmcore::book::reference {

/// What trades at one price in an auction.
struct Clearing {
    std::int64_t price = 0;
    std::int64_t volume = 0;
    std::int64_t imbalance = 0;  ///< buys less sells
};

/// What the orders of one side that accept a price have open; saturates.
[[nodiscard]] inline std::int64_t wanted(const std::vector<Order>& orders, Side side,
                                         std::int64_t price) {
    std::int64_t sum = 0;
    for (const Order& order : orders) {
        if (order.side == side && accepts(order, price)) sum = saturating_add(sum, order.open);
    }
    return sum;
}

[[nodiscard]] inline Clearing clearing_at(const std::vector<Order>& orders, std::int64_t price) {
    const std::int64_t buys = wanted(orders, Side::bid, price);
    const std::int64_t sells = wanted(orders, Side::ask, price);
    return {price, std::min(buys, sells), buys - sells};
}

/// Section "Phases and auctions", rules 1 to 4: whether a price is to be chosen rather than
/// another.
[[nodiscard]] inline bool is_preferred(const Clearing& left, const Clearing& right,
                                       std::optional<std::int64_t> reference) {
    if (left.volume != right.volume) return left.volume > right.volume;
    const std::int64_t left_imbalance = std::abs(left.imbalance);
    const std::int64_t right_imbalance = std::abs(right.imbalance);
    if (left_imbalance != right_imbalance) return left_imbalance < right_imbalance;
    if (!reference) return left.price < right.price;
    return std::abs(left.price - *reference) < std::abs(right.price - *reference);
}

/// The price at which the orders taking part trade, or nothing where none of them can.
[[nodiscard]] inline std::optional<Clearing> clear(const std::vector<Order>& orders,
                                                   std::optional<std::int64_t> reference) {
    std::vector<std::int64_t> prices;
    for (const Order& order : orders) {
        if (has_limit(order.type)) prices.push_back(order.price);
    }
    if (reference) prices.push_back(*reference);

    std::optional<Clearing> best;
    for (const std::int64_t price : prices) {
        const Clearing clearing = clearing_at(orders, price);
        if (clearing.volume == 0) continue;
        if (!best || is_preferred(clearing, *best, reference)) best = clearing;
    }
    return best;
}

}  // namespace swarmcore::book::reference
