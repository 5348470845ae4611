#pragma once

#include <cmath>
#include <stdexcept>
#include <string>

#include "kernels.hpp"
#include "swarmcore/core/math.hpp"
#include "swarmcore/montecarlo/simulate.hpp"

namespace swarmcore::montecarlo {

/// Throws std::invalid_argument where a step is beyond the range of a double.
[[nodiscard]] inline LogStep log_step(const Gbm& process, const Simulation& simulation) {
    // No draw is larger (see box_muller): sqrt(2 * 53 * ln 2) = 8.57.
    constexpr double largest_normal = 8.6;
    const auto steps = static_cast<double>(simulation.steps);
    const double dt = simulation.horizon / steps;
    const double drift = (process.mu() - 0.5 * process.sigma() * process.sigma()) * dt;
    const double deviation = process.sigma() * std::sqrt(dt);
    if (!std::isfinite(drift) || !std::isfinite(deviation)) {
        throw std::invalid_argument{
            "horizon: expected a finite drift and deviation in a step, was mu " +
            std::to_string(process.mu()) + ", sigma " + std::to_string(process.sigma()) +
            ", horizon " + std::to_string(simulation.horizon)};
    }
    const double farthest = steps * (std::abs(drift) + largest_normal * deviation);
    return {
        .drift = drift, .deviation = deviation, .bounded = farthest < math::exp_unchecked_limit};
}

}  // namespace swarmcore::montecarlo
