#include "swarmcore/book/order_book.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "book_streams.hpp"
#include "hard_feeds.hpp"
#include "pooled_mirror.hpp"
#include "reference/naive_mirror.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order_books.hpp"
#include "thread_clock.hpp"

/// Mirroring the streams of book_streams.hpp: `OrderBook`, or `OrderBooks` for stream B, beside two
/// mirrors on std::map, on the same messages in the same iterations. Counters are medians of thread
/// time: ns a message of each, and how much of theirs ours takes.
///
/// | mirror | prices     | queue           | ids                       |
/// |--------|------------|-----------------|---------------------------|
/// | ns     | the ladder | links in a pool | open addressing, 8 bytes  |
/// | naive  | std::map   | std::list       | std::unordered_map        |
/// | pooled | std::map   | links in a pool | open addressing, 16 bytes |
///
/// The feeds of hard_feeds.hpp run beside stream S (`of_s`) and the naive mirror: where that is
/// slow, too, it is for the size of the book. `bytes` are those of orders, levels, index, windows
/// and the books themselves for each order at rest at the end.
namespace {

using namespace swarmcore;
using namespace swarmcore::book;
using namespace swarmcore::benchmarks;

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

/// One mirror an instrument, each fed with its own.
template <class Mirror>
class Mirrors {
  public:
    explicit Mirrors(std::size_t instruments) : mirrors_(instruments) {}

    void apply(std::span<const BookMessage> messages) {
        for (const BookMessage& message : messages) {
            require(mirrors_[message.instrument].apply(message) == BookStatus::applied,
                    "the feed applies");
        }
    }
    [[nodiscard]] std::size_t order_count() const {
        std::size_t count = 0;
        for (const Mirror& mirror : mirrors_) count += mirror.order_count();
        return count;
    }
    [[nodiscard]] static std::size_t memory_bytes() { return 0; }

  private:
    std::vector<Mirror> mirrors_;
};

/// What users take: one book for one instrument.
class Ours : public OrderBook {
  public:
    explicit Ours(std::size_t /*instruments*/) {}
};

/// A fresh mirror applies what fills it, then, timed, all else in batches.
template <class Mirror>
class Subject {
  public:
    double run(const Stream& input) {
        Mirror mirror{input.instruments};
        const std::span messages{input.messages};
        mirror.apply(messages.first(input.filling_messages));
        const auto timed = messages.subspan(input.filling_messages);
        const double start = thread_seconds();
        for (std::size_t i = 0; i < timed.size(); i += batch) {
            mirror.apply(timed.subspan(i, std::min(batch, timed.size() - i)));
        }
        const double seconds = thread_seconds() - start;
        orders_ = mirror.order_count();
        bytes_ = sizeof(mirror) + mirror.memory_bytes();
        times_.push_back(seconds * 1e9 / static_cast<double>(timed.size()));
        return seconds;
    }
    [[nodiscard]] double nanoseconds() const { return median(times_); }
    [[nodiscard]] std::size_t orders() const { return orders_; }
    [[nodiscard]] double bytes_per_order() const {
        return static_cast<double>(bytes_) / static_cast<double>(orders_);
    }

  private:
    std::vector<double> times_;
    std::size_t orders_ = 0;
    std::size_t bytes_ = 0;
};

template <class Mirror>
void mirror(benchmark::State& state, char name) {
    const Stream& input = stream(name);
    Subject<Mirror> ours;
    Subject<Mirrors<book::reference::NaiveMirror>> naive;
    Subject<Mirrors<PooledMirror>> pooled;
    while (state.KeepRunning()) {
        state.SetIterationTime(ours.run(input));
        naive.run(input);
        pooled.run(input);
        require(ours.orders() == naive.orders() && ours.orders() == pooled.orders(),
                "all mirrors end with the same orders");
    }
    state.counters["ns"] = ours.nanoseconds();
    state.counters["naive_ns"] = naive.nanoseconds();
    state.counters["pooled_ns"] = pooled.nanoseconds();
    state.counters["of_naive"] = ours.nanoseconds() / naive.nanoseconds();
    state.counters["of_pooled"] = ours.nanoseconds() / pooled.nanoseconds();
    state.counters["bytes"] = ours.bytes_per_order();
}

void hard(benchmark::State& state, const std::string& name) {
    const Stream input = HardFeed{name}.run();
    Subject<Ours> hard;
    Subject<Ours> usual;
    Subject<Mirrors<book::reference::NaiveMirror>> naive;
    while (state.KeepRunning()) {
        state.SetIterationTime(hard.run(input));
        usual.run(stream('S'));
        naive.run(input);
        require(hard.orders() == naive.orders(), "both mirrors end with the same orders");
    }
    state.counters["ns"] = hard.nanoseconds();
    state.counters["of_naive"] = hard.nanoseconds() / naive.nanoseconds();
    state.counters["of_s"] = hard.nanoseconds() / usual.nanoseconds();
    state.counters["bytes"] = hard.bytes_per_order();
}

void one_book(benchmark::State& state, char name) {
    mirror<Ours>(state, name);
}

void many_books(benchmark::State& state, char name) {
    mirror<OrderBooks>(state, name);
}

void nine_rounds(benchmark::internal::Benchmark* benchmark) {
    benchmark->Unit(benchmark::kMillisecond)->UseManualTime()->Iterations(9);
}

}  // namespace

BENCHMARK_CAPTURE(one_book, S, 'S')->Apply(nine_rounds);
BENCHMARK_CAPTURE(one_book, A, 'A')->Apply(nine_rounds);
BENCHMARK_CAPTURE(many_books, B, 'B')->Apply(nine_rounds);
BENCHMARK_CAPTURE(hard, far, "far")->Apply(nine_rounds);
BENCHMARK_CAPTURE(hard, wide, "wide")->Apply(nine_rounds);
BENCHMARK_CAPTURE(hard, sparse, "sparse")->Apply(nine_rounds);
BENCHMARK_CAPTURE(hard, crash, "crash")->Apply(nine_rounds);
BENCHMARK_CAPTURE(hard, sweep, "sweep")->Apply(nine_rounds);
