#include "swarmcore/risk/report.hpp"

#include "swarmcore/risk/drawdown.hpp"
#include "swarmcore/risk/ratios.hpp"
#include "swarmcore/risk/returns.hpp"
#include "swarmcore/risk/tail.hpp"

namespace swarmcore::risk {

Report report(std::span<const double> returns, double annualization, double risk_free,
              double cutoff, std::optional<std::span<const double>> benchmark) {
    Report result{
        .observations = returns.size(),
        .cum_returns_final = cum_returns_final(returns),
        .annual_return = annual_return(returns, annualization),
        .annual_volatility = annual_volatility(returns, annualization),
        .sharpe_ratio = sharpe_ratio(returns, risk_free, annualization),
        .sortino_ratio = sortino_ratio(returns, 0.0, annualization),
        .calmar_ratio = calmar_ratio(returns, annualization),
        .omega_ratio = omega_ratio(returns, risk_free, 0.0, annualization),
        .max_drawdown = max_drawdown(returns),
        .downside_risk = downside_risk(returns, 0.0, annualization),
        .value_at_risk = value_at_risk(returns, cutoff),
        .conditional_value_at_risk = conditional_value_at_risk(returns, cutoff),
        .tail_ratio = tail_ratio(returns),
        .stability_of_timeseries = stability_of_timeseries(returns),
        .alpha = std::nullopt,
        .beta = std::nullopt,
    };
    if (benchmark.has_value()) {
        result.alpha = alpha(returns, *benchmark, risk_free, annualization);
        result.beta = beta(returns, *benchmark);
    }
    return result;
}

}  // namespace swarmcore::risk
