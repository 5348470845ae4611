#include "swarmcore/book/pro_rata.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <limits>
#include <numeric>

#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

std::int64_t scaled(std::int64_t factor, std::int64_t numerator,
                    std::int64_t denominator) noexcept {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    if (numerator == 0 || factor <= most / numerator) return factor * numerator / denominator;
    const Notional product = Price{factor} * Quantity{numerator};
    const auto divisor = static_cast<std::uint64_t>(denominator);
    // Long division in binary. The quotient is at most `factor`, so that the high word is below the
    // divisor; the remainder stays below 2^63 and can be doubled.
    std::uint64_t remainder = product.high();
    std::uint64_t quotient = 0;
    for (int bit = 63; bit >= 0; --bit) {
        remainder = remainder << 1U | (product.low() >> static_cast<unsigned>(bit) & 1U);
        quotient <<= 1U;
        if (remainder >= divisor) {
            remainder -= divisor;
            quotient |= 1U;
        }
    }
    return static_cast<std::int64_t>(quotient);
}

void share_pro_rata(std::span<const std::int64_t> shown, std::int64_t quantity,
                    const MatchingRules& rules, std::span<std::int64_t> shares) noexcept {
    const std::int64_t sum = std::accumulate(shown.begin(), shown.end(), std::int64_t{0});
    if (quantity >= sum) {
        std::ranges::copy(shown, shares.begin());
        return;
    }
    std::ranges::fill(shares, 0);
    shares[0] = std::min(shown[0], scaled(quantity, rules.top_share, 100));
    const std::int64_t to_share = quantity - shares[0];
    const std::int64_t open = sum - shares[0];
    std::int64_t left = to_share;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const std::int64_t share = scaled(to_share, shown[i] - (i == 0 ? shares[0] : 0), open);
        if (share < rules.minimum) continue;
        shares[i] += share;
        left -= share;
    }
    for (std::size_t i = 0; left > 0; ++i) {
        const std::int64_t more = std::min(left, shown[i] - shares[i]);
        shares[i] += more;
        left -= more;
    }
}

}  // namespace swarmcore::book
