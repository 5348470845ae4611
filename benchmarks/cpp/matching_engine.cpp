#include "swarmcore/book/matching_engine.hpp"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "book_streams.hpp"

/// Matching the streams of book_streams.hpp, in commands per second.
namespace {

using namespace swarmcore::benchmarks;

void matching(benchmark::State& state, char name) {
    const Stream& input = stream(name);
    const std::span commands{input.commands};
    std::vector<Execution> executions;
    while (state.KeepRunning()) {
        state.PauseTiming();
        auto engine = MatchingEngine{input.instruments};
        engine.process(commands.first(input.filling_commands), executions);
        state.ResumeTiming();
        for (std::size_t i = input.filling_commands; i < commands.size(); i += batch) {
            executions.clear();
            engine.process(commands.subspan(i, batch), executions);
            benchmark::DoNotOptimize(executions.data());
        }
        state.PauseTiming();
        require(engine.state_hash() == input.final_hash, "the timed run ends with the same book");
        executions.clear();
        {
            const auto destroyed_untimed = std::move(engine);
        }
        state.ResumeTiming();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(timed_commands));
}

}  // namespace

BENCHMARK_CAPTURE(matching, S, 'S')->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(matching, A, 'A')->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(matching, B, 'B')->Unit(benchmark::kMillisecond);
