#include "swarmcore/risk/ratios.hpp"

#include <cmath>
#include <cstddef>
#include <limits>
#include <stdexcept>
#include <string>

#include "swarmcore/core/statistics.hpp"

namespace swarmcore::risk {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

void check_benchmark(std::span<const double> returns, std::span<const double> benchmark) {
    if (returns.size() == benchmark.size()) return;
    throw std::invalid_argument{"factor_returns: expected the length of returns, " +
                                std::to_string(returns.size()) + ", was " +
                                std::to_string(benchmark.size())};
}

}  // namespace

double sharpe_ratio(std::span<const double> returns, double risk_free, double annualization) {
    if (returns.size() < 2) return nan;
    const Moments excess = moments(returns, risk_free);
    return excess.mean() / excess.deviation(1.0) * std::sqrt(annualization);
}

double downside_risk(std::span<const double> returns, double required_return,
                     double annualization) {
    const PartialMoments about = partial_moments(returns, required_return, 0.0);
    return std::sqrt(about.below_squares / about.count) * std::sqrt(annualization);
}

double sortino_ratio(std::span<const double> returns, double required_return,
                     double annualization) {
    if (returns.size() < 2) return nan;
    return moments(returns, required_return).mean() * annualization /
           downside_risk(returns, required_return, annualization);
}

double omega_ratio(std::span<const double> returns, double risk_free, double required_return,
                   double annualization) {
    if (returns.size() < 2) return nan;
    double threshold = required_return;
    if (annualization != 1.0) {
        if (required_return <= -1.0) return nan;
        threshold = std::pow(1.0 + required_return, 1.0 / annualization) - 1.0;
    }
    const PartialMoments about = partial_moments(returns, risk_free, threshold);
    return about.below > 0.0 ? about.above / about.below : nan;
}

double beta(std::span<const double> returns, std::span<const double> benchmark) {
    check_benchmark(returns, benchmark);
    if (returns.size() < 2) return nan;
    double count = 0.0;
    double sum = 0.0;
    for (std::size_t i = 0; i < returns.size(); ++i) {
        // The sum of the two is a NaN where either is.
        const bool present = !std::isnan(returns[i] + benchmark[i]);
        count += present ? 1.0 : 0.0;
        sum += present ? benchmark[i] : 0.0;
    }
    const double mean = sum / count;
    double products = 0.0;
    double squares = 0.0;
    for (std::size_t i = 0; i < returns.size(); ++i) {
        if (std::isnan(returns[i] + benchmark[i])) continue;
        // Centring one of the two is enough for the covariance.
        const double distance = benchmark[i] - mean;
        products += distance * returns[i];
        squares += distance * distance;
    }
    constexpr double least_variance = 1e-30;
    return squares / count < least_variance ? nan : products / squares;
}

double alpha(std::span<const double> returns, std::span<const double> benchmark, double risk_free,
             double annualization) {
    const double slope = beta(returns, benchmark);
    double count = 0.0;
    double sum = 0.0;
    for (std::size_t i = 0; i < returns.size(); ++i) {
        const double value = (returns[i] - risk_free) - slope * (benchmark[i] - risk_free);
        if (std::isnan(value)) continue;
        sum += value;
        count += 1.0;
    }
    return std::pow(1.0 + sum / count, annualization) - 1.0;
}

}  // namespace swarmcore::risk
