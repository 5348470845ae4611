#include "swarmcore/risk/drawdown.hpp"

#include <cmath>
#include <limits>

#include "swarmcore/risk/returns.hpp"

namespace swarmcore::risk {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

}  // namespace

Equity equity(std::span<const double> returns) noexcept {
    if (returns.empty()) return {.final_value = nan, .max_drawdown = nan};
    double value = 1.0;
    double peak = 1.0;
    double worst = 0.0;
    for (const double period : returns) {
        value *= period == period ? 1.0 + period : 1.0;
        peak = value > peak ? value : peak;
        // Dividing at a new worst alone keeps the division off the chain of products.
        if (value - peak < worst * peak) {
            const double fall = (value - peak) / peak;
            worst = fall < worst ? fall : worst;
        }
    }
    return {.final_value = value, .max_drawdown = worst};
}

double max_drawdown(std::span<const double> returns) noexcept {
    return equity(returns).max_drawdown;
}

double calmar_ratio(std::span<const double> returns, double annualization) noexcept {
    const double fall = max_drawdown(returns);
    if (!(fall < 0.0)) return nan;
    const double ratio = annual_return(returns, annualization) / -fall;
    return std::isinf(ratio) ? nan : ratio;
}

}  // namespace swarmcore::risk
