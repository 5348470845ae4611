#include "swarmcore/risk/tail.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>

#include "swarmcore/core/statistics.hpp"

namespace swarmcore::risk {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

void check_cutoff(double cutoff) {
    if (cutoff >= 0.0 && cutoff <= 1.0) return;
    throw std::invalid_argument{"cutoff: expected a number from 0 to 1, was " +
                                std::to_string(cutoff)};
}

}  // namespace

double value_at_risk(std::span<const double> returns, double cutoff) {
    check_cutoff(cutoff);
    return count_present(returns) == returns.size() ? quantile(returns, cutoff) : nan;
}

double conditional_value_at_risk(std::span<const double> returns, double cutoff) {
    check_cutoff(cutoff);
    const std::size_t count = count_present(returns);
    if (count == 0) return nan;
    return mean_of_lowest(returns,
                          static_cast<std::size_t>(static_cast<double>(count - 1) * cutoff) + 1);
}

double tail_ratio(std::span<const double> returns) {
    return std::abs(quantile(returns, 0.95)) / std::abs(quantile(returns, 0.05));
}

}  // namespace swarmcore::risk
