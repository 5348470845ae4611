#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "swarmcore/montecarlo/process.hpp"

namespace swarmcore::montecarlo {

/// What to simulate: `paths` prices from `s0` over `horizon` in `steps` equal steps.
///
/// Units: `s0` in money, `horizon` in the unit of the process (years, say).
struct Simulation {
    double s0;
    double horizon;
    std::size_t steps;
    std::size_t paths;
    std::uint64_t seed;

    /// Throws std::invalid_argument unless `s0` and `horizon` are finite and above 0, `steps` is
    /// from 1 to 2^32 - 1 and `paths` 1 or more with a product that memory can hold.
    void check() const;
};

/// Writes the paths into `out`, row-major (paths, steps + 1), column 0 = `s0`. Steps are exact in
/// law: log S(t + dt) = log S(t) + (mu - sigma^2 / 2) dt + sigma sqrt(dt) Z. Path i at step j is a
/// function of (seed, i, j) and the law alone: the same bits for any number of threads or paths and
/// on every CPU. Throws std::invalid_argument where `out` has another size.
///
/// Cost: O(paths * steps); no memory but a few kilobytes a thread.
/// Threads: `threads` of them, or as many as are useful where it is 0.
void simulate(const Gbm& process, const Simulation& simulation, std::size_t threads,
              std::span<double> out);

/// Writes the standard normal draws behind `simulate` into `out`, row-major (paths, steps).
void standard_normals(std::size_t paths, std::size_t steps, std::uint64_t seed,
                      std::span<double> out);

}  // namespace swarmcore::montecarlo
