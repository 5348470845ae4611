#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "swarmcore/montecarlo/simulate.hpp"

namespace swarmcore::montecarlo {

/// The lower tail at one cutoff. Returns are S_T / s0 - 1, with their sign: a loss is negative.
struct TailEstimate {
    double cutoff;
    double quantile;                   ///< of the terminal price
    double value_at_risk;              ///< the quantile of the return
    double conditional_value_at_risk;  ///< the mean of the int((n - 1) cutoff) + 1 lowest returns
};

/// What a simulation says of the terminal price S_T and of the way there.
struct Estimate {
    double mean;
    double mean_standard_error;
    double deviation;  ///< over n - 1; NaN for one path
    double median;
    double probability_up;  ///< of S_T > s0
    double probability_up_standard_error;
    double max_drawdown;  ///< the mean over paths of the worst fall from a peak, 0 or below
    double max_drawdown_standard_error;
    std::vector<TailEstimate> tails;  ///< in the order of the cutoffs
};

/// Simulates and keeps the terminal prices alone, in `terminals` (one a path, the same bits as the
/// last column of `simulate`). Reductions run in a fixed order: the same bits for any number of
/// threads. Throws std::invalid_argument for a cutoff outside (0, 1) or another size.
///
/// Cost: O(paths * steps) time; memory: `terminals`, and as much again while a quantile is sought.
[[nodiscard]] Estimate estimate(const Gbm& process, const Simulation& simulation,
                                std::span<const double> cutoffs, std::size_t threads,
                                std::span<double> terminals);

}  // namespace swarmcore::montecarlo
