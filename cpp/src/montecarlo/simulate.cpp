#include "swarmcore/montecarlo/simulate.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>

#include "kernels.hpp"
#include "law.hpp"
#include "tiles.hpp"

namespace swarmcore::montecarlo {

namespace {

void check_positive(double value, const char* name) {
    if (std::isfinite(value) && value > 0.0) return;
    throw std::invalid_argument{std::string{name} + ": expected a finite number above 0, was " +
                                std::to_string(value)};
}

void check_size(std::span<double> out, std::size_t rows, std::size_t columns) {
    if (out.size() == rows * columns) return;
    throw std::invalid_argument{"out: expected " + std::to_string(rows * columns) +
                                " numbers, was " + std::to_string(out.size())};
}

/// Simulates one tile. A few steps are priced into a buffer with a row a step, then copied out with
/// a row a path, so that each visit to a path's row fills a whole cache line.
void simulate_tile(const Kernels& kernel, const LogStep& law, const Simulation& simulation,
                   std::size_t tile, double* out) noexcept {
    constexpr std::size_t buffered = 8;
    std::array<TileRow, buffered> prices;
    TileRow normals;
    TileRow logs{};
    const std::size_t row_size = simulation.steps + 1;
    const std::size_t first = tile * tile_paths;
    const std::size_t count = std::min(tile_paths, simulation.paths - first);
    double* const rows = out + first * row_size;
    for (std::size_t path = 0; path < count; ++path) rows[path * row_size] = simulation.s0;
    for (std::size_t begin = 0; begin < simulation.steps; begin += buffered) {
        const std::size_t filled = std::min(buffered, simulation.steps - begin);
        for (std::size_t k = 0; k < filled; ++k) {
            kernel.normals(first / 2, begin + k, simulation.seed, normals);
            kernel.price(law, simulation.s0, normals, logs, prices[k]);
        }
        for (std::size_t path = 0; path < count; ++path) {
            double* const row = rows + path * row_size + 1 + begin;
            const std::size_t lane = lane_of(path);
            for (std::size_t k = 0; k < filled; ++k) row[k] = prices[k][lane];
        }
    }
}

}  // namespace

void Simulation::check() const {
    check_positive(s0, "s0");
    check_positive(horizon, "horizon");
    if (steps < 1 || steps > std::numeric_limits<std::uint32_t>::max()) {
        throw std::invalid_argument{"steps: expected 1 to 4294967295, was " +
                                    std::to_string(steps)};
    }
    const std::size_t most =
        std::numeric_limits<std::ptrdiff_t>::max() / sizeof(double) / (steps + 1);
    if (paths < 1 || paths > most) {
        throw std::invalid_argument{"paths: expected 1 to " + std::to_string(most) +
                                    " with so many steps, was " + std::to_string(paths)};
    }
}

void simulate(const Gbm& process, const Simulation& simulation, std::size_t threads,
              std::span<double> out) {
    simulation.check();
    check_size(out, simulation.paths, simulation.steps + 1);
    const Kernels& kernel = kernels();
    const LogStep law = log_step(process, simulation);
    const std::size_t tiles = (simulation.paths - 1) / tile_paths + 1;
    for_each_tile(tiles, useful_threads(threads, tiles, tile_paths * simulation.steps),
                  [&](std::size_t tile) noexcept {
                      simulate_tile(kernel, law, simulation, tile, out.data());
                  });
}

void standard_normals(std::size_t paths, std::size_t steps, std::uint64_t seed,
                      std::span<double> out) {
    check_size(out, paths, steps);
    const Kernels& kernel = kernels();
    TileRow normals;
    for (std::size_t first = 0; first < paths; first += tile_paths) {
        const std::size_t count = std::min(tile_paths, paths - first);
        for (std::size_t step = 0; step < steps; ++step) {
            kernel.normals(first / 2, step, seed, normals);
            for (std::size_t path = 0; path < count; ++path) {
                out[(first + path) * steps + step] = normals[lane_of(path)];
            }
        }
    }
}

}  // namespace swarmcore::montecarlo
