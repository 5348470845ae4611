#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "swarmcore/book/order.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// What is bought or sold at most, or at least, at a price.
struct AuctionInterest {
    Price price;
    Quantity quantity;
};

/// Both sides of an auction. Lists may hold a price more than once.
struct AuctionSide {
    Quantity market;                      ///< of orders without a limit, at most 64 bits in all
    std::vector<AuctionInterest> limits;  ///< best first
};

/// The price at which the most trades; of these with the least imbalance; of these the nearest to
/// `reference`; without a reference the lowest. Candidates are the limits and the reference; sums
/// saturate at 64 bits. Price and volume are 0 where nothing would trade.
///
/// Cost: O(orders log orders).
[[nodiscard]] IndicativeAuction auction_price(const AuctionSide& buys, const AuctionSide& sells,
                                              std::optional<Price> reference);

/// The sum of two quantities that are not negative, at most 2^63 - 1.
[[nodiscard]] Quantity saturating_sum(Quantity left, Quantity right) noexcept;

}  // namespace swarmcore::book
