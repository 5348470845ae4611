#include <benchmark/benchmark.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <span>
#include <string>
#include <vector>

#include "swarmcore/bus/live_bus.hpp"

/// 256 events of 64 topics through a live bus to 1,000 subscriptions of one consumer, on one
/// thread: each to one topic, to all of them, and to all in batches. Figures are per delivery: an
/// event that reaches one subscription, which adds up one value.
namespace {

using namespace swarmcore;
using namespace swarmcore::bus;

constexpr std::size_t topics = 64;
constexpr std::size_t events = 256;
constexpr std::size_t subscribers = 1000;

std::string topic_name(std::size_t index) {
    return "bar.S" + std::to_string(index);
}

struct Adder {
    std::vector<double>& sums;
    void event(SubscriptionId subscription, const Event& event, Origin, bool) {
        sums[static_cast<std::size_t>(subscription)] += event.values[0];
    }
    void batch(SubscriptionId subscription, std::span<const Event> run, Origin, bool) {
        sums[static_cast<std::size_t>(subscription)] += run.front().values[0];
    }
    void gap(SubscriptionId, std::uint64_t, Origin) {}
};

void require(bool holds, const char* what) {
    if (holds) return;
    std::cerr << "benchmark bus: " << what << " does not hold\n";
    std::exit(1);
}

/// `all`: every subscription matches every topic; else each matches one.
void routing(benchmark::State& state, bool all, bool batch) {
    LiveBus bus{1024};
    Publisher& publisher = bus.open_publisher();
    const auto consumer = bus.open_consumer();
    for (std::size_t i = 0; i < subscribers; ++i) {
        consumer->subscribe(all ? "bar.*" : topic_name(i % topics), {.batch = batch});
    }
    std::vector<Event> made(events);
    for (std::size_t i = 0; i < events; ++i) {
        made[i].topic = static_cast<std::uint32_t>(bus.topics().topic(topic_name(i % topics)));
        made[i].values[0] = 1.0;
    }
    std::vector<double> sums(subscribers);
    Adder adder{sums};
    std::uint64_t rounds = 0;
    for (auto _ : state) {
        require(publisher.publish(made).status == PublishStatus::published, "there is room");
        require(consumer->poll(events, adder) == events, "all is polled");
        ++rounds;
    }
    std::uint64_t deliveries = 0;
    for (std::uint32_t i = 0; i < subscribers; ++i) {
        deliveries += consumer->subscriptions().counts(static_cast<SubscriptionId>(i)).delivered;
    }
    const std::uint64_t each = all ? events * subscribers : events / topics * subscribers;
    require(deliveries == rounds * each, "each gets what it subscribed to");
    state.SetItemsProcessed(static_cast<std::int64_t>(deliveries));
}

BENCHMARK_CAPTURE(routing, one_topic, false, false);
BENCHMARK_CAPTURE(routing, all_topics, true, false);
BENCHMARK_CAPTURE(routing, one_topic_in_batches, false, true);
BENCHMARK_CAPTURE(routing, all_topics_in_batches, true, true);

}  // namespace
