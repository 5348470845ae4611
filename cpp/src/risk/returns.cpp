#include "swarmcore/risk/returns.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "swarmcore/core/statistics.hpp"
#include "swarmcore/risk/drawdown.hpp"

namespace swarmcore::risk {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

double annualization_factor(std::string_view period, std::optional<double> annualization) {
    constexpr std::array<std::pair<std::string_view, double>, 5> factors{{{"daily", 252.0},
                                                                          {"weekly", 52.0},
                                                                          {"monthly", 12.0},
                                                                          {"quarterly", 4.0},
                                                                          {"yearly", 1.0}}};
    if (annualization.has_value()) {
        if (std::isfinite(*annualization) && *annualization > 0.0) return *annualization;
        throw std::invalid_argument{"annualization: expected a finite number above 0, was " +
                                    std::to_string(*annualization)};
    }
    for (const auto& [name, factor] : factors) {
        if (name == period) return factor;
    }
    throw std::invalid_argument{
        "period: expected daily, weekly, monthly, quarterly or yearly, was " + std::string{period}};
}

double cum_returns_final(std::span<const double> returns, double starting_value) noexcept {
    const double final_value = equity(returns).final_value;
    return starting_value == 0.0 ? final_value - 1.0 : final_value * starting_value;
}

double annual_return(std::span<const double> returns, double annualization) noexcept {
    const double years = static_cast<double>(returns.size()) / annualization;
    return std::pow(equity(returns).final_value, 1.0 / years) - 1.0;
}

double annual_volatility(std::span<const double> returns, double annualization, double alpha) {
    if (returns.size() < 2) return nan;
    return moments(returns).deviation(1.0) * std::pow(annualization, 1.0 / alpha);
}

double stability_of_timeseries(std::span<const double> returns) {
    std::vector<double> levels;
    levels.reserve(returns.size());
    double level = 0.0;
    double total = 0.0;
    for (const double value : returns) {
        if (std::isnan(value)) continue;
        level += std::log1p(value);
        total += level;
        levels.push_back(level);
    }
    // Asked of the levels, not of the squares below: the rounding of the mean would be a deviation.
    const auto [lowest, highest] = std::minmax_element(levels.begin(), levels.end());
    if (levels.size() < 2 || *lowest == *highest) return nan;
    // About the means, since the plain sums of squares of a long line cancel.
    const auto count = static_cast<double>(levels.size());
    const double mean = total / count;
    double x = -0.5 * (count - 1.0);
    double squares_x = 0.0;
    double squares_y = 0.0;
    double products = 0.0;
    for (const double value : levels) {
        const double y = value - mean;
        squares_x += x * x;
        squares_y += y * y;
        products += x * y;
        x += 1.0;
    }
    const double correlation = products / std::sqrt(squares_x * squares_y);
    return std::min(correlation * correlation, 1.0);
}

}  // namespace swarmcore::risk
