#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <string>
#include <unordered_map>
#include <vector>

#include "swarmcore/bus/event_bus.hpp"

/// Publishing 256 events to 64 topics: the bus beside the obvious one, a map from topic to a list
/// of functions. Every figure is per event; each handler adds one value up.
namespace {

using namespace swarmcore;
using namespace swarmcore::bus;

constexpr std::size_t topics = 64;
constexpr std::size_t events = 256;

std::string topic_name(std::size_t index) {
    return "bar.S" + std::to_string(index);
}

std::vector<Event> make_events() {
    std::vector<Event> made(events);
    for (std::size_t i = 0; i < events; ++i) {
        made[i].topic = static_cast<std::uint32_t>(i % topics);
        made[i].values[3] = static_cast<double>(i);
    }
    return made;
}

double run_bus(EventBus& bus, const std::vector<Event>& made, std::vector<double>& sums) {
    for (const Event& event : made) {
        bus.publish(event);
        bus.deliver([&sums](SubscriptionId subscription, const Event& delivered) {
            sums[static_cast<std::size_t>(subscription)] += delivered.values[3];
        });
    }
    return sums.front();
}

using Handlers = std::unordered_map<std::uint32_t, std::vector<std::function<void(const Event&)>>>;

double run_map(const Handlers& handlers, const std::vector<Event>& made,
               const std::vector<double>& sums) {
    for (const Event& event : made) {
        for (const auto& handler : handlers.at(event.topic)) handler(event);
    }
    return sums.front();
}

/// `subscribers` subscriptions, each to all topics, as a swarm of agents makes them.
void subscribe(std::size_t subscribers, EventBus& bus, Handlers& handlers,
               std::vector<double>& sums) {
    for (std::size_t i = 0; i < topics; ++i) bus.router().topic(topic_name(i));
    for (std::size_t i = 0; i < subscribers; ++i) {
        bus.router().subscribe("bar.*");
        for (std::uint32_t topic = 0; topic < topics; ++topic) {
            handlers[topic].emplace_back(
                [&sums, i](const Event& event) { sums[i] += event.values[3]; });
        }
    }
}

void check() {
    EventBus bus{1024};
    Handlers handlers;
    std::vector<double> own(10);
    std::vector<double> obvious(10);
    subscribe(10, bus, handlers, obvious);
    run_bus(bus, make_events(), own);
    run_map(handlers, make_events(), obvious);
    if (own != obvious) {
        std::cerr << "benchmark bus: both deliver the same does not hold\n";
        std::exit(1);
    }
}

void bus_publish(benchmark::State& state) {
    check();
    EventBus bus{1024};
    Handlers unused;
    std::vector<double> sums(static_cast<std::size_t>(state.range(0)));
    subscribe(sums.size(), bus, unused, sums);
    const std::vector<Event> made = make_events();
    for (auto _ : state) benchmark::DoNotOptimize(run_bus(bus, made, sums));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(events));
}

void map_publish(benchmark::State& state) {
    EventBus unused{1024};
    Handlers handlers;
    std::vector<double> sums(static_cast<std::size_t>(state.range(0)));
    subscribe(sums.size(), unused, handlers, sums);
    const std::vector<Event> made = make_events();
    for (auto _ : state) benchmark::DoNotOptimize(run_map(handlers, made, sums));
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(events));
}

BENCHMARK(bus_publish)->ArgName("subscribers")->Arg(1)->Arg(10)->Arg(1000);
BENCHMARK(map_publish)->ArgName("subscribers")->Arg(1)->Arg(10)->Arg(1000);

}  // namespace
