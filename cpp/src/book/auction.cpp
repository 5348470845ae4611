#include "swarmcore/book/auction.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>

namespace swarmcore::book {

namespace {

/// How good a price is, by one rule after the other.
struct Merit {
    std::int64_t volume;
    std::uint64_t imbalance;
    std::uint64_t distance;  ///< from the reference price

    /// Of two prices of equal merit there is no reference, which would lie between them, with as
    /// much volume, no more imbalance and no distance: the lower one, looked at first, stays.
    [[nodiscard]] bool beats(const Merit& other) const noexcept {
        if (volume != other.volume) return volume > other.volume;
        if (imbalance != other.imbalance) return imbalance < other.imbalance;
        return distance < other.distance;
    }
};

std::uint64_t distance(std::int64_t left, std::int64_t right) noexcept {
    return static_cast<std::uint64_t>(left > right ? left - right : right - left);
}

}  // namespace

Quantity saturating_sum(Quantity left, Quantity right) noexcept {
    constexpr Quantity most{std::numeric_limits<std::int64_t>::max()};
    return left > most - right ? most : left + right;
}

IndicativeAuction auction_price(const AuctionSide& buys, const AuctionSide& sells,
                                std::optional<Price> reference) {
    std::vector<Price> candidates;
    candidates.reserve(buys.limits.size() + sells.limits.size() + 1);
    for (const AuctionInterest& one : buys.limits) candidates.push_back(one.price);
    for (const AuctionInterest& one : sells.limits) candidates.push_back(one.price);
    if (reference) candidates.push_back(*reference);
    std::ranges::sort(candidates);
    candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());

    // What is bought at each candidate or above, from the highest down.
    std::vector<Quantity> bought(candidates.size());
    Quantity sum = buys.market;
    auto buy = buys.limits.begin();
    for (std::size_t i = candidates.size(); i-- > 0;) {
        for (; buy != buys.limits.end() && buy->price >= candidates[i]; ++buy) {
            sum = saturating_sum(sum, buy->quantity);
        }
        bought[i] = sum;
    }
    IndicativeAuction best;
    Merit merit{};
    sum = sells.market;
    auto sell = sells.limits.begin();
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        for (; sell != sells.limits.end() && sell->price <= candidates[i]; ++sell) {
            sum = saturating_sum(sum, sell->quantity);
        }
        const Quantity volume = std::min(bought[i], sum);
        if (volume == Quantity{0}) continue;
        const Merit here{
            .volume = volume.count(),
            .imbalance = distance(bought[i].count(), sum.count()),
            .distance = reference ? distance(candidates[i].count(), reference->count()) : 0};
        if (!here.beats(merit)) continue;
        merit = here;
        best = {.price = candidates[i], .volume = volume, .imbalance = bought[i] - sum};
    }
    return best;
}

}  // namespace swarmcore::book
