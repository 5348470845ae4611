#include <benchmark/benchmark.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <random>
#include <vector>

#include "swarmcore/risk/drawdown.hpp"
#include "swarmcore/risk/ratios.hpp"
#include "swarmcore/risk/report.hpp"
#include "swarmcore/risk/tail.hpp"

/// Metrics of 1,000,000 heavy-tailed returns; the tail beside a sorted copy. Every figure is per
/// return.
namespace {

using namespace swarmcore;

constexpr std::size_t count = 1'000'000;

const std::vector<double>& returns() {
    static const std::vector<double> made = [] {
        std::mt19937_64 bits{1};
        std::student_t_distribution<double> draw{5.0};
        std::vector<double> values(count);
        for (double& value : values) value = 0.0003 + 0.008 * draw(bits);
        return values;
    }();
    return made;
}

double tail_by_sorting(std::vector<double> values, double cutoff) {
    std::ranges::sort(values);
    const auto lowest = static_cast<std::size_t>(static_cast<double>(count - 1) * cutoff) + 1;
    double sum = 0.0;
    for (std::size_t i = 0; i < lowest; ++i) sum += values[i];
    return sum / static_cast<double>(lowest);
}

template <class Metric>
void measure(benchmark::State& state, const Metric& metric) {
    const std::vector<double>& values = returns();
    for (auto _ : state) benchmark::DoNotOptimize(metric(values));
    state.counters["per_return"] = benchmark::Counter(
        count, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void tail_swarmcore(benchmark::State& state) {
    const double expected = tail_by_sorting(returns(), 0.05);
    if (std::abs(risk::conditional_value_at_risk(returns(), 0.05) - expected) > 1e-12) {
        std::cerr << "benchmark risk: the mean of the tail does not hold\n";
        std::exit(1);
    }
    measure(state,
            [](const auto& values) { return risk::conditional_value_at_risk(values, 0.05); });
}
BENCHMARK(tail_swarmcore);

void tail_sorted(benchmark::State& state) {
    measure(state, [](const auto& values) { return tail_by_sorting(values, 0.05); });
}
BENCHMARK(tail_sorted);

void max_drawdown(benchmark::State& state) {
    measure(state, [](const auto& values) { return risk::max_drawdown(values); });
}
BENCHMARK(max_drawdown);

void sharpe_ratio(benchmark::State& state) {
    measure(state, [](const auto& values) { return risk::sharpe_ratio(values, 0.0, 252.0); });
}
BENCHMARK(sharpe_ratio);

void report(benchmark::State& state) {
    measure(state, [](const auto& values) {
        return risk::report(values, 252.0, 0.0, 0.05, std::nullopt);
    });
}
BENCHMARK(report);

}  // namespace
