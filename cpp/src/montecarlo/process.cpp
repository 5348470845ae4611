#include "swarmcore/montecarlo/process.hpp"

#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <string>

#include "swarmcore/core/math.hpp"
#include "swarmcore/core/statistics.hpp"

namespace swarmcore::montecarlo {

Gbm::Gbm(double mu, double sigma) : mu_{mu}, sigma_{sigma} {
    if (!std::isfinite(mu)) {
        throw std::invalid_argument{"mu: expected a finite number, was " + std::to_string(mu)};
    }
    if (!(std::isfinite(sigma) && sigma >= 0.0)) {
        throw std::invalid_argument{"sigma: expected a finite number, 0 or more, was " +
                                    std::to_string(sigma)};
    }
}

Gbm Gbm::fit(std::span<const double> prices, double periods) {
    if (!(std::isfinite(periods) && periods > 0.0)) {
        throw std::invalid_argument{"periods: expected a finite number above 0, was " +
                                    std::to_string(periods)};
    }
    const Moments found = moments(log_returns(prices));
    const double variance = periods * (found.squares / found.count);
    return Gbm{periods * found.mean() + 0.5 * variance, std::sqrt(variance)};
}

std::vector<double> log_returns(std::span<const double> prices) {
    if (prices.size() < 2) {
        throw std::invalid_argument{"prices: expected 2 or more, was " +
                                    std::to_string(prices.size())};
    }
    for (std::size_t row = 0; row < prices.size(); ++row) {
        if (!(std::isfinite(prices[row]) && prices[row] > 0.0)) {
            throw std::invalid_argument{"prices: row " + std::to_string(row) +
                                        ": expected a finite number above 0, was " +
                                        std::to_string(prices[row])};
        }
    }
    std::vector<double> result(prices.size() - 1);
    for (std::size_t row = 0; row < result.size(); ++row) {
        result[row] = math::log(prices[row + 1] / prices[row]);
    }
    return result;
}

}  // namespace swarmcore::montecarlo
