#pragma once

#include <span>

namespace swarmcore::risk {

/// What one unit invested becomes, and its worst fall from a peak on the way (0 or below). The
/// start counts as a peak; NaN counts as a return of 0. Both NaN without returns.
struct Equity {
    double final_value;
    double max_drawdown;
};

/// Cost: one pass, one multiplication after the other: the bits depend on nothing else.
[[nodiscard]] Equity equity(std::span<const double> returns) noexcept;

[[nodiscard]] double max_drawdown(std::span<const double> returns) noexcept;

/// The annual return over the size of the worst drawdown; NaN where there was none, or where it is
/// infinite.
[[nodiscard]] double calmar_ratio(std::span<const double> returns, double annualization) noexcept;

}  // namespace swarmcore::risk
