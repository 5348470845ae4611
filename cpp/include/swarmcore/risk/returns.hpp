#pragma once

#include <optional>
#include <span>
#include <string_view>

/// Returns are simple, one a period, in fractions (0.01 is one per cent). A NaN is a period without
/// a return: each metric says what it makes of one. Names, signs and edge cases are empyrical's.
namespace swarmcore::risk {

/// Periods in a year: `annualization` where given, else 252, 52, 12, 4 or 1 for "daily", "weekly",
/// "monthly", "quarterly" or "yearly". Throws std::invalid_argument for another period, or an
/// annualization not finite and above 0.
[[nodiscard]] double annualization_factor(std::string_view period,
                                          std::optional<double> annualization);

/// The product of (1 + return) less 1, or times `starting_value` where that is not 0; NaN counts as
/// 0. NaN without returns.
[[nodiscard]] double cum_returns_final(std::span<const double> returns,
                                       double starting_value = 0.0) noexcept;

/// The compound annual growth rate. NaN without returns, or where the end is below 0.
[[nodiscard]] double annual_return(std::span<const double> returns, double annualization) noexcept;

/// The standard deviation (over n - 1, NaN left out) times annualization^(1 / alpha), `alpha` the
/// stability exponent of the returns' law. NaN below two returns.
[[nodiscard]] double annual_volatility(std::span<const double> returns, double annualization,
                                       double alpha = 2.0);

/// R squared of a straight line through the cumulated log returns, NaN left out; NaN below two
/// returns or where the line is level.
[[nodiscard]] double stability_of_timeseries(std::span<const double> returns);

}  // namespace swarmcore::risk
