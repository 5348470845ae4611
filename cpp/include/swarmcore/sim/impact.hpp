#pragma once

#include "swarmcore/core/units.hpp"

namespace swarmcore::sim {

/// What a taker pays beyond the prices it finds displayed, because a market reacts and a recording
/// does not: Y * sigma * sqrt(Q / V) ticks, rounded up, for an order of Q lots.
///
/// Source: the square-root law; Almgren, Thum, Hauptmann and Li, Direct estimation of equity market
/// impact (2005) fit an exponent of 3/5 to the same form; Bouchaud, Farmer and Lillo, How markets
/// slowly digest changes in supply and demand (2009), section 7, and Toth et al. (2011) find 1/2
/// with Y near 1.
class SquareRootImpact {
  public:
    /// None.
    SquareRootImpact() noexcept = default;
    /// `coefficient` is Y, `volatility` sigma in ticks over the time in which `volume` lots trade,
    /// a day, say. Throws std::invalid_argument unless the first two are finite and 0 or more and
    /// `volume` is 1 or more.
    SquareRootImpact(double coefficient, double volatility, Quantity volume);

    /// For an order of `quantity`, 1 or more; at most 2^53.
    [[nodiscard]] Price ticks(Quantity quantity) const noexcept;

  private:
    double scale_ = 0.0;  ///< Y * sigma
    double volume_ = 1.0;
};

}  // namespace swarmcore::sim
