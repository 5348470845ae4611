#pragma once

#include <span>
#include <vector>

namespace swarmcore::montecarlo {

/// Geometric Brownian motion, dS = mu S dt + sigma S dW.
///
/// Units: mu and sigma^2 per unit of the horizon (per year, say).
class Gbm {
  public:
    /// Throws std::invalid_argument unless mu is finite and sigma finite and not negative.
    Gbm(double mu, double sigma);

    [[nodiscard]] double mu() const noexcept { return mu_; }
    [[nodiscard]] double sigma() const noexcept { return sigma_; }

    /// The maximum-likelihood fit to prices that are 1 / `periods` apart: sigma^2 is `periods`
    /// times the variance of the log returns (over n, not n - 1), and mu - sigma^2 / 2 `periods`
    /// times their mean. Throws std::invalid_argument for fewer than two prices, a price that is
    /// not positive and finite, or `periods` that is not. Source: A. W. Lo, Maximum likelihood
    /// estimation of generalized Ito processes with discretely sampled data, Econometric Theory 4
    /// (1988), example 1.
    [[nodiscard]] static Gbm fit(std::span<const double> prices, double periods);

  private:
    double mu_;
    double sigma_;
};

/// log(price / price before it), one fewer than the prices, by our own log: the same bits on every
/// CPU. Throws std::invalid_argument for fewer than two prices or one not positive and finite.
[[nodiscard]] std::vector<double> log_returns(std::span<const double> prices);

}  // namespace swarmcore::montecarlo
