#include "swarmcore/montecarlo/estimate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "kernels.hpp"
#include "law.hpp"
#include "swarmcore/core/math.hpp"
#include "swarmcore/core/statistics.hpp"
#include "tiles.hpp"

namespace swarmcore::montecarlo {

namespace {

/// Simulates one tile; writes its terminal prices and returns the moments of its drawdowns.
Moments track_tile(const Kernels& kernel, const LogStep& law, const Simulation& simulation,
                   std::size_t tile, double* terminals) noexcept {
    TileRow normals;
    TileRow logs{};
    TileRow peaks{};
    TileRow falls{};
    const std::size_t first = tile * tile_paths;
    const std::size_t count = std::min(tile_paths, simulation.paths - first);
    for (std::size_t step = 0; step < simulation.steps; ++step) {
        kernel.normals(first / 2, step, simulation.seed, normals);
        kernel.track(law, normals, logs, peaks, falls);
    }
    TileRow drawdowns;
    for (std::size_t path = 0; path < count; ++path) {
        terminals[first + path] = simulation.s0 * math::exp(logs[lane_of(path)]);
        drawdowns[path] = math::exp(falls[lane_of(path)]) - 1.0;
    }
    return moments(std::span<const double>{drawdowns}.first(count));
}

[[nodiscard]] double standard_error(const Moments& sample) noexcept {
    return sample.deviation(1.0) / std::sqrt(sample.count);
}

}  // namespace

Estimate estimate(const Gbm& process, const Simulation& simulation, std::span<const double> cutoffs,
                  std::size_t threads, std::span<double> terminals) {
    simulation.check();
    for (const double cutoff : cutoffs) {
        if (cutoff > 0.0 && cutoff < 1.0) continue;
        throw std::invalid_argument{"cutoffs: expected numbers above 0 and below 1, was " +
                                    std::to_string(cutoff)};
    }
    if (terminals.size() != simulation.paths) {
        throw std::invalid_argument{"terminals: expected " + std::to_string(simulation.paths) +
                                    " numbers, was " + std::to_string(terminals.size())};
    }
    const Kernels& kernel = kernels();
    const LogStep law = log_step(process, simulation);
    const std::size_t tiles = (simulation.paths - 1) / tile_paths + 1;
    std::vector<Moments> drawdowns(tiles);
    for_each_tile(tiles, useful_threads(threads, tiles, tile_paths * simulation.steps),
                  [&](std::size_t tile) noexcept {
                      drawdowns[tile] = track_tile(kernel, law, simulation, tile, terminals.data());
                  });

    const Moments prices = moments(terminals);
    Moments drawdown;
    for (const Moments& of_tile : drawdowns) drawdown.merge(of_tile);
    const auto paths = static_cast<double>(simulation.paths);
    const auto up = static_cast<double>(std::ranges::count_if(
        terminals, [&](double terminal) { return terminal > simulation.s0; }));
    const double probability = up / paths;

    Estimate result{
        .mean = prices.mean(),
        .mean_standard_error = standard_error(prices),
        .deviation = prices.deviation(1.0),
        .median = quantile(terminals, 0.5),
        .probability_up = probability,
        .probability_up_standard_error = std::sqrt(probability * (1.0 - probability) / paths),
        .max_drawdown = drawdown.mean(),
        .max_drawdown_standard_error = standard_error(drawdown),
        .tails = {}};
    for (const double cutoff : cutoffs) {
        const double price = quantile(terminals, cutoff);
        const auto lowest = static_cast<std::size_t>((paths - 1.0) * cutoff) + 1;
        result.tails.push_back(
            {.cutoff = cutoff,
             .quantile = price,
             .value_at_risk = price / simulation.s0 - 1.0,
             .conditional_value_at_risk = mean_of_lowest(terminals, lowest) / simulation.s0 - 1.0});
    }
    return result;
}

}  // namespace swarmcore::montecarlo
