#pragma once

#include <span>

namespace swarmcore::risk {

/// The mean of the returns above `risk_free` (per period) over their standard deviation (n - 1),
/// times sqrt(annualization); NaN left out, NaN below two returns. Returns that are all equal give
/// an infinity with the sign of their mean, or NaN where that is 0.
/// Source: W. F. Sharpe, The Sharpe ratio, Journal of Portfolio Management 21 (1994).
[[nodiscard]] double sharpe_ratio(std::span<const double> returns, double risk_free,
                                  double annualization);

/// sqrt(annualization times the mean of min(return - required_return, 0)^2), over all the returns
/// that are no NaN. NaN without returns.
[[nodiscard]] double downside_risk(std::span<const double> returns, double required_return,
                                   double annualization);

/// The annualised mean of the returns above `required_return` (per period) over `downside_risk`;
/// NaN below two returns.
/// Source: F. A. Sortino and R. van der Meer, Downside risk, Journal of Portfolio Management 17
/// (1991).
[[nodiscard]] double sortino_ratio(std::span<const double> returns, double required_return,
                                   double annualization);

/// The sum of the returns above a threshold over the sum of the shortfalls below it. The threshold
/// is `risk_free` (per period) plus `required_return` (per year) brought to a period. NaN below two
/// returns, without a shortfall, or for a required return of -1 or less.
/// Source: C. Keating and W. F. Shadwick, A universal performance measure, Journal of Performance
/// Measurement 6 (2002).
[[nodiscard]] double omega_ratio(std::span<const double> returns, double risk_free,
                                 double required_return, double annualization);

/// The slope of the returns on the benchmark's (covariance over variance, both over n), periods
/// with a NaN in either left out. NaN where the benchmark's variance is below 1e-30, or below two
/// periods. Throws std::invalid_argument unless both have one length.
[[nodiscard]] double beta(std::span<const double> returns, std::span<const double> benchmark);

/// (1 + the mean of (return - risk_free) - beta (benchmark - risk_free))^annualization - 1; NaN as
/// for `beta`.
[[nodiscard]] double alpha(std::span<const double> returns, std::span<const double> benchmark,
                           double risk_free, double annualization);

}  // namespace swarmcore::risk
