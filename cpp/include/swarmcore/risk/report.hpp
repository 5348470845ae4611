#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace swarmcore::risk {

/// Every metric of one series of returns; each equals the function of its name, bit for bit.
struct Report {
    std::size_t observations;
    double cum_returns_final;
    double annual_return;
    double annual_volatility;
    double sharpe_ratio;
    double sortino_ratio;
    double calmar_ratio;
    double omega_ratio;
    double max_drawdown;
    double downside_risk;
    double value_at_risk;
    double conditional_value_at_risk;
    double tail_ratio;
    double stability_of_timeseries;
    std::optional<double> alpha;  ///< with a benchmark only
    std::optional<double> beta;
};

/// `risk_free` (per period) goes to the metrics that take one: Sharpe, Omega and alpha. Sortino and
/// downside risk measure against 0.
[[nodiscard]] Report report(std::span<const double> returns, double annualization, double risk_free,
                            double cutoff, std::optional<std::span<const double>> benchmark);

}  // namespace swarmcore::risk
