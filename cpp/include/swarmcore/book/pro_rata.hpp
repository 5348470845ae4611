#pragma once

#include <cstdint>
#include <span>

#include "swarmcore/book/order.hpp"

namespace swarmcore::book {

/// floor(factor * numerator / denominator), exact. Precondition: no factor is negative, and
/// numerator <= denominator, which is 1 or more.
[[nodiscard]] std::int64_t scaled(std::int64_t factor, std::int64_t numerator,
                                  std::int64_t denominator) noexcept;

/// Shares a taker among the orders shown at one price: the oldest first gets `top_share` percent,
/// the rest is shared in proportion, shares of fewer than `minimum` lots count as nothing, and what
/// is left over goes to the oldest first.
///
/// `shown` holds what each order shows, oldest first, 1 or more each, their sum within 64 bits;
/// `shares`, of the same size, receives what each gets: in all the smaller of `quantity` and the
/// sum. Cost: O(orders).
void share_pro_rata(std::span<const std::int64_t> shown, std::int64_t quantity,
                    const MatchingRules& rules, std::span<std::int64_t> shares) noexcept;

}  // namespace swarmcore::book
