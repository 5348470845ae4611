#include "swarmcore/book/matching_engine.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "book_streams.hpp"
#include "map_engine.hpp"
#include "pooled_engine.hpp"
#include "thread_clock.hpp"

/// Matching the streams of book_streams.hpp: `MatchingEngine`, with all of its rules, beside two
/// engines on std::map that know plain orders only, on the same commands in the same iterations.
/// All write the same executions, 64 bytes each. Counters are medians of thread time: ns a command
/// of each, and how long ours takes of theirs. `bytes` are those of orders, levels, index, windows
/// and the engine itself, without the executions of a batch, for each order at rest at the end.
///
/// | engine  | prices              | queue                | ids                        |
/// |---------|---------------------|----------------------|----------------------------|
/// | ns      | the ladder          | links in a pool      | open addressing, 8 bytes   |
/// | map     | std::map            | std::list            | std::unordered_map         |
/// | pooled  | std::map            | links in a pool      | open addressing, 16 bytes  |
namespace {

using namespace swarmcore;
using namespace swarmcore::book;
using namespace swarmcore::benchmarks;

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// A peer writes to a vector that is kept from batch to batch.
template <class Engine>
class Peer {
  public:
    explicit Peer(std::size_t instruments) : engine_{instruments} {}
    std::span<const Execution> run(std::span<const OrderCommand> commands) {
        executions_.clear();
        engine_.process(commands, executions_);
        return executions_;
    }
    [[nodiscard]] std::size_t order_count() const { return engine_.order_count(); }
    [[nodiscard]] static std::size_t memory_bytes() { return 0; }

  private:
    Engine engine_;
    std::vector<Execution> executions_;
};

/// A fresh engine takes what fills it, then, timed, all else in batches.
template <class Engine>
class Subject {
  public:
    double run(const Stream& input) {
        Engine engine{input.instruments};
        const std::span commands{input.commands};
        const auto timed = commands.subspan(input.filling_commands);
        for (std::size_t i = 0; i < input.filling_commands; i += batch) {
            engine.run(commands.subspan(i, std::min(batch, input.filling_commands - i)));
        }
        answer_ = 0;
        const double start = thread_seconds();
        for (std::size_t i = 0; i < timed.size(); i += batch) {
            const auto executions = engine.run(timed.subspan(i, batch));
            benchmark::DoNotOptimize(executions.data());
            answer_ += executions.back().sequence + executions.back().order_id;
        }
        const double seconds = thread_seconds() - start;
        answer_ += engine.order_count();
        bytes_per_order_ = static_cast<double>(sizeof(engine) + engine.memory_bytes()) /
                           static_cast<double>(engine.order_count());
        times_.push_back(seconds * 1e9 / static_cast<double>(timed.size()));
        return seconds;
    }
    [[nodiscard]] double nanoseconds() const { return median(times_); }
    [[nodiscard]] std::uint64_t answer() const { return answer_; }
    [[nodiscard]] double bytes_per_order() const { return bytes_per_order_; }

  private:
    std::vector<double> times_;
    std::uint64_t answer_ = 0;
    double bytes_per_order_ = 0.0;
};

/// Before any time is taken: a peer writes what ours writes, byte for byte.
template <class Engine>
void require_equal_executions(const Stream& input) {
    MatchingEngine ours{input.instruments};
    Peer<Engine> peer{input.instruments};
    const std::span commands{input.commands};
    for (std::size_t i = 0; i < commands.size(); i += batch) {
        const auto part = commands.subspan(i, std::min(batch, commands.size() - i));
        const auto bytes = std::as_bytes(ours.run(part));
        const auto expected = std::as_bytes(peer.run(part));
        require(std::ranges::equal(bytes, expected), "all engines execute alike");
    }
}

void matching(benchmark::State& state, char name) {
    const Stream& input = stream(name);
    require_equal_executions<MapEngine>(input);
    require_equal_executions<PooledEngine>(input);
    Subject<MatchingEngine> ours;
    Subject<Peer<MapEngine>> map;
    Subject<Peer<PooledEngine>> pooled;
    while (state.KeepRunning()) {
        state.SetIterationTime(ours.run(input));
        map.run(input);
        pooled.run(input);
        require(ours.answer() == map.answer() && ours.answer() == pooled.answer(),
                "all engines end alike");
    }
    state.counters["ns"] = ours.nanoseconds();
    state.counters["map_ns"] = map.nanoseconds();
    state.counters["pooled_ns"] = pooled.nanoseconds();
    state.counters["of_map"] = ours.nanoseconds() / map.nanoseconds();
    state.counters["of_pooled"] = ours.nanoseconds() / pooled.nanoseconds();
    state.counters["bytes"] = ours.bytes_per_order();
}

}  // namespace

BENCHMARK_CAPTURE(matching, S, 'S')->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(9);
BENCHMARK_CAPTURE(matching, A, 'A')->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(9);
BENCHMARK_CAPTURE(matching, B, 'B')->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(9);
