#pragma once

#include <span>

namespace swarmcore::risk {

/// The quantile of the returns at `cutoff`, with its sign: a loss is negative. NaN without returns
/// or with a NaN among them. Throws std::invalid_argument for a cutoff outside [0, 1].
[[nodiscard]] double value_at_risk(std::span<const double> returns, double cutoff = 0.05);

/// The mean of the int((n - 1) cutoff) + 1 lowest of the n returns that are no NaN; NaN where there
/// is none. Throws std::invalid_argument for a cutoff outside [0, 1].
[[nodiscard]] double conditional_value_at_risk(std::span<const double> returns,
                                               double cutoff = 0.05);

/// The size of the 95 % quantile over that of the 5 % quantile, NaN left out.
[[nodiscard]] double tail_ratio(std::span<const double> returns);

}  // namespace swarmcore::risk
