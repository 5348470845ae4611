#include "swarmcore/sim/impact.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <string>

namespace swarmcore::sim {

namespace {

void check_factor(const char* name, double value) {
    if (!(std::isfinite(value) && value >= 0.0)) {
        throw std::invalid_argument{std::string{name} +
                                    ": expected a finite number, 0 or more, was " +
                                    std::to_string(value)};
    }
}

}  // namespace

SquareRootImpact::SquareRootImpact(double coefficient, double volatility, Quantity volume)
    : scale_{coefficient * volatility}, volume_{static_cast<double>(volume.count())} {
    check_factor("coefficient", coefficient);
    check_factor("volatility", volatility);
    if (volume.count() < 1) {
        throw std::invalid_argument{"volume: expected 1 or more, was " +
                                    std::to_string(volume.count())};
    }
}

Price SquareRootImpact::ticks(Quantity quantity) const noexcept {
    if (scale_ == 0.0) return {};
    // sqrt is exact to the last bit on every machine, as IEEE 754 demands.
    const double part = std::sqrt(static_cast<double>(quantity.count()) / volume_);
    return Price{static_cast<std::int64_t>(std::min(std::ceil(scale_ * part), 0x1p53))};
}

}  // namespace swarmcore::sim
