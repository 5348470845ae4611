#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <memory>
#include <span>
#include <thread>
#include <vector>

#include "spsc_ring.hpp"
#include "swarmcore/bus/live_bus.hpp"
#include "swarmcore/bus/ring.hpp"

/// Events from one thread to another, by the broadcast ring and by the whole live bus, beside a
/// plain single-producer single-consumer ring. Throughput is wall time an event, the reader adding
/// up one value of each; latency is half a round trip of one event, as percentiles.
namespace {

using namespace swarmcore;
using namespace swarmcore::bus;
using benchmarks::SpscRing;
using Clock = std::chrono::steady_clock;

constexpr std::size_t capacity = 4096;
constexpr std::size_t batch = 64;
constexpr std::uint64_t events = 2'000'000;

void require(bool holds, const char* what) {
    if (holds) return;
    std::cerr << "benchmark bus: " << what << " does not hold\n";
    std::exit(1);
}

/// The sum of 0, 1, … over `count` events, which is exact.
double sum_of(std::uint64_t count) {
    return static_cast<double>(count) * (static_cast<double>(count) - 1.0) / 2.0;
}

/// A way to send events: what one thread calls to send `size` of them, numbered from `first`, and
/// what the other calls to add up what has come.
class Handoff {
  public:
    virtual ~Handoff() = default;
    virtual void send(std::uint64_t first, std::size_t size) = 0;
    virtual std::uint64_t receive(double& sum) = 0;
};

/// Events to be sent, whose first value is filled in.
std::span<Event> fill(std::array<Event, batch>& run, std::uint64_t first, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) run[i].values[0] = static_cast<double>(first + i);
    return std::span{run}.first(size);
}

class SpscHandoff final : public Handoff {
  public:
    void send(std::uint64_t first, std::size_t size) override {
        for (const Event& event : fill(run_, first, size)) {
            while (!ring_.try_push(event)) {
            }
        }
    }
    std::uint64_t receive(double& sum) override {
        Event event;
        std::uint64_t received = 0;
        while (received < batch && ring_.try_pop(event)) {
            sum += event.values[0];
            ++received;
        }
        return received;
    }

  private:
    std::array<Event, batch> run_;
    SpscRing ring_{capacity};
};

class RingHandoff final : public Handoff {
  public:
    RingHandoff() : next_{ring_.attach_gated(0, 0)} {}

    void send(std::uint64_t first, std::size_t size) override {
        for (std::span<const Event> rest = fill(run_, first, size); !rest.empty();) {
            rest = rest.subspan(ring_.try_publish(rest));
        }
    }
    std::uint64_t receive(double& sum) override {
        const std::span run = ring_.read(next_, ring_.head(), capacity / 4);
        if (run.empty()) return 0;
        for (const Event& event : run) sum += event.values[0];
        next_ += run.size();
        ring_.release(0, next_);
        return run.size();
    }

  private:
    std::array<Event, batch> run_;
    Ring ring_{capacity};
    alignas(64) std::uint64_t next_;
};

/// The whole way: topics are looked up, lanes parted, sleepers looked for, subscriptions called.
class BusHandoff final : public Handoff {
  public:
    explicit BusHandoff(bool in_batches) {
        const TopicId topic = bus_.topics().topic("bar.A");
        for (Event& event : run_) event.topic = static_cast<std::uint32_t>(topic);
        consumer_->subscribe("bar.A", {.timeout = std::chrono::hours{1}, .batch = in_batches});
    }

    void send(std::uint64_t first, std::size_t size) override {
        std::span<const Event> rest = fill(run_, first, size);
        if (size == 1) {
            while (publisher_.publish(rest.front()).status != PublishStatus::published) {
            }
            return;
        }
        while (!rest.empty()) rest = rest.subspan(publisher_.publish(rest).published);
    }
    std::uint64_t receive(double& sum) override {
        Adder adder{sum};
        return consumer_->poll(capacity / 4, adder);
    }

  private:
    struct Adder {
        double& sum;
        void event(SubscriptionId, const Event& event, Origin, bool) { sum += event.values[0]; }
        void batch(SubscriptionId, std::span<const Event> run, Origin, bool) {
            for (const Event& event : run) sum += event.values[0];
        }
        void gap(SubscriptionId, std::uint64_t, Origin) {}
    };

    LiveBus bus_{capacity};
    Publisher& publisher_ = bus_.open_publisher();
    std::unique_ptr<Consumer> consumer_ = bus_.open_consumer();
    alignas(64) std::array<Event, batch> run_;  // the sender's, beside what the receiver reads
};

/// Sends all from a thread of its own while this one receives; returns the seconds.
double transfer(Handoff& handoff, std::size_t size, double& sum) {
    std::atomic<bool> go{false};
    std::thread sender{[&] {
        while (!go.load(std::memory_order_acquire)) {
        }
        for (std::uint64_t first = 0; first < events; first += size) handoff.send(first, size);
    }};
    const auto start = Clock::now();
    go.store(true, std::memory_order_release);
    for (std::uint64_t received = 0; received < events;) received += handoff.receive(sum);
    const auto stop = Clock::now();
    sender.join();
    return std::chrono::duration<double>(stop - start).count();
}

void throughput(benchmark::State& state, const std::function<std::unique_ptr<Handoff>()>& make,
                std::size_t size) {
    for (auto _ : state) {
        const auto handoff = make();
        double sum = 0.0;
        state.SetIterationTime(transfer(*handoff, size, sum));
        require(sum == sum_of(events), "every event arrives once");
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(events));
}

/// Two hand-offs in opposite directions, one event under way at a time.
void latency(benchmark::State& state, const std::function<std::unique_ptr<Handoff>()>& make) {
    constexpr std::size_t rounds = 200'000;
    std::vector<double> nanoseconds;
    for (auto _ : state) {
        const auto there = make();
        const auto back = make();
        std::thread echo{[&] {
            double sum = 0.0;
            for (std::uint64_t round = 0; round < rounds; ++round) {
                while (there->receive(sum) == 0) {
                }
                back->send(round, 1);
            }
            require(sum == sum_of(rounds), "every event arrives once");
        }};
        double sum = 0.0;
        nanoseconds.clear();
        nanoseconds.reserve(rounds);
        const auto start = Clock::now();
        for (std::uint64_t round = 0; round < rounds; ++round) {
            const auto sent = Clock::now();
            there->send(round, 1);
            while (back->receive(sum) == 0) {
            }
            nanoseconds.push_back(
                std::chrono::duration<double, std::nano>(Clock::now() - sent).count() / 2.0);
        }
        state.SetIterationTime(std::chrono::duration<double>(Clock::now() - start).count());
        echo.join();
        require(sum == sum_of(rounds), "every event comes back once");
    }
    std::ranges::sort(nanoseconds);
    state.counters["p50_ns"] = nanoseconds[rounds / 2];
    state.counters["p99_ns"] = nanoseconds[rounds * 99 / 100];
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(rounds));
}

/// Two threads that send to one: each into a ring of its own, as publishers do.
void two_producers(benchmark::State& state) {
    for (auto _ : state) {
        std::array<RingHandoff, 2> handoffs;
        std::atomic<bool> go{false};
        std::vector<std::thread> senders;
        for (RingHandoff& handoff : handoffs) {
            senders.emplace_back([&] {
                while (!go.load(std::memory_order_acquire)) {
                }
                for (std::uint64_t first = 0; first < events; first += batch) {
                    handoff.send(first, batch);
                }
            });
        }
        double sum = 0.0;
        const auto start = Clock::now();
        go.store(true, std::memory_order_release);
        for (std::uint64_t received = 0; received < 2 * events;) {
            for (RingHandoff& handoff : handoffs) received += handoff.receive(sum);
        }
        state.SetIterationTime(std::chrono::duration<double>(Clock::now() - start).count());
        for (std::thread& sender : senders) sender.join();
        require(sum == 2.0 * sum_of(events), "every event of both arrives once");
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(2 * events));
}

template <class Made, auto... arguments>
std::unique_ptr<Handoff> make() {
    return std::make_unique<Made>(arguments...);
}

#define SWARMCORE_TIMED UseManualTime()->Unit(benchmark::kMillisecond)

BENCHMARK_CAPTURE(throughput, spsc_batch, make<SpscHandoff>, batch)->SWARMCORE_TIMED;
BENCHMARK_CAPTURE(throughput, ring_batch, make<RingHandoff>, batch)->SWARMCORE_TIMED;
BENCHMARK_CAPTURE(throughput, bus_batch, make<BusHandoff, true>, batch)->SWARMCORE_TIMED;
BENCHMARK_CAPTURE(throughput, spsc_single, make<SpscHandoff>, 1)->SWARMCORE_TIMED;
BENCHMARK_CAPTURE(throughput, ring_single, make<RingHandoff>, 1)->SWARMCORE_TIMED;
BENCHMARK_CAPTURE(throughput, bus_single, make<BusHandoff, false>, 1)->SWARMCORE_TIMED;
BENCHMARK(two_producers)->SWARMCORE_TIMED;
BENCHMARK_CAPTURE(latency, spsc, make<SpscHandoff>)->SWARMCORE_TIMED;
BENCHMARK_CAPTURE(latency, ring, make<RingHandoff>)->SWARMCORE_TIMED;
BENCHMARK_CAPTURE(latency, bus, make<BusHandoff, false>)->SWARMCORE_TIMED;

}  // namespace
