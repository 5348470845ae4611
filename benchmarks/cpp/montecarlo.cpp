#include <benchmark/benchmark.h>

#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <random>
#include <vector>

#include "swarmcore/montecarlo/estimate.hpp"
#include "swarmcore/montecarlo/simulate.hpp"

/// Geometric Brownian motion, 10,000 paths of 252 steps, one thread, into memory touched before:
/// the kernels beside the obvious loop (std::normal_distribution and std::exp). Every figure is per
/// path-step.
namespace {

using namespace swarmcore::montecarlo;

const Simulation simulation{.s0 = 100.0, .horizon = 1.0, .steps = 252, .paths = 10'000, .seed = 7};
constexpr double mu = 0.05;
constexpr double sigma = 0.2;

void obvious(std::vector<double>& out) {
    std::mt19937_64 bits{simulation.seed};
    std::normal_distribution<double> normal;
    const double dt = simulation.horizon / static_cast<double>(simulation.steps);
    const double drift = (mu - 0.5 * sigma * sigma) * dt;
    const double deviation = sigma * std::sqrt(dt);
    std::size_t at = 0;
    for (std::size_t path = 0; path < simulation.paths; ++path) {
        double log = 0.0;
        out[at++] = simulation.s0;
        for (std::size_t step = 0; step < simulation.steps; ++step) {
            log += drift + deviation * normal(bits);
            out[at++] = simulation.s0 * std::exp(log);
        }
    }
}

/// The mean of the last prices must be within four standard errors of s0 e^(mu T).
void require_law(const std::vector<double>& paths) {
    const std::size_t row = simulation.steps + 1;
    double sum = 0.0;
    for (std::size_t path = 0; path < simulation.paths; ++path) sum += paths[(path + 1) * row - 1];
    const auto count = static_cast<double>(simulation.paths);
    const double expected = simulation.s0 * std::exp(mu * simulation.horizon);
    const double error = expected * std::sqrt(std::expm1(sigma * sigma) / count);
    if (std::abs(sum / count - expected) < 4.0 * error) return;
    std::cerr << "benchmark montecarlo: the mean of the last prices does not hold\n";
    std::exit(1);
}

void count_steps(benchmark::State& state) {
    state.counters["per_step"] = benchmark::Counter(
        static_cast<double>(simulation.paths * simulation.steps),
        benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void paths_swarmcore(benchmark::State& state) {
    const Gbm process{mu, sigma};
    std::vector<double> out(simulation.paths * (simulation.steps + 1));
    simulate(process, simulation, 1, out);
    require_law(out);
    for (auto _ : state) {
        simulate(process, simulation, 1, out);
        benchmark::DoNotOptimize(out.data());
    }
    count_steps(state);
}
BENCHMARK(paths_swarmcore);

void paths_obvious(benchmark::State& state) {
    std::vector<double> out(simulation.paths * (simulation.steps + 1));
    obvious(out);
    require_law(out);
    for (auto _ : state) {
        obvious(out);
        benchmark::DoNotOptimize(out.data());
    }
    count_steps(state);
}
BENCHMARK(paths_obvious);

void estimate_swarmcore(benchmark::State& state) {
    const Gbm process{mu, sigma};
    const std::vector<double> cutoffs{0.05, 0.01};
    std::vector<double> terminals(simulation.paths);
    for (auto _ : state) {
        benchmark::DoNotOptimize(estimate(process, simulation, cutoffs, 1, terminals));
    }
    count_steps(state);
}
BENCHMARK(estimate_swarmcore);

}  // namespace
