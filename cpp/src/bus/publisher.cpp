#include "swarmcore/bus/publisher.hpp"

#include <algorithm>
#include <bit>
#include <string>
#include <thread>

#include "swarmcore/core/error.hpp"

namespace swarmcore::bus {

namespace {

using std::chrono::steady_clock;

/// Waits a little longer each time: a reader that runs is done in less than a sleep takes.
void pause(unsigned attempt) {
    constexpr unsigned spins = 64;
    constexpr unsigned yields = 256;
    if (attempt < spins) return;
    if (attempt < yields) {
        std::this_thread::yield();
    } else {
        std::this_thread::sleep_for(std::chrono::microseconds{50});
    }
}

}  // namespace

Publisher::Publisher(PublisherId id, Topics& topics, Ports& ports, std::size_t capacity)
    : id_{id},
      topics_{topics},
      ports_{ports},
      rings_{Ring{capacity}, Ring{capacity}, Ring{capacity}} {}

PublishResult Publisher::publish(std::span<const Event> events) {
    if (events.empty()) return {};
    begin();
    // All topics are looked up before anything is published; mostly they are one, or of one lane.
    std::uint32_t topic = events.front().topic;
    const Route& first = route(static_cast<TopicId>(topic));
    const Lane lane = first.lane;
    ConsumerSet wanted = first.wanted;
    bool plain = first.latest == nullptr;
    for (const Event& event : events) {
        if (event.topic == topic) continue;
        topic = event.topic;
        const Route& next = route(static_cast<TopicId>(topic));
        wanted |= next.wanted;
        plain = plain && next.latest == nullptr && next.lane == lane;
    }
    Ring& into = ring(lane);
    if (!plain || into.room(events.size()) < events.size()) return publish_runs(events);
    into.try_publish(events);
    wake(wanted | into.take_laggards());
    return {PublishStatus::published, events.size(), {}, {}};
}

PublishResult Publisher::publish_runs(std::span<const Event> events) {
    PublishResult result;
    ConsumerSet wanted = 0;
    while (result.published < events.size() && result.status == PublishStatus::published) {
        // A run of one lane goes into its ring at once.
        const std::span rest = events.subspan(result.published);
        const Lane lane = route(static_cast<TopicId>(rest.front().topic)).lane;
        bool conflated = false;
        std::size_t length = 0;
        for (; length < rest.size(); ++length) {
            const Route& next = route(static_cast<TopicId>(rest[length].topic));
            if (next.lane != lane) break;
            wanted |= next.wanted;
            conflated |= next.latest != nullptr;
        }
        Ring& into = ring(lane);
        const std::uint64_t sequence = into.head();
        const std::size_t count = into.try_publish(rest.first(length));
        if (conflated) store_latest(rest.first(count), sequence);
        wanted |= into.take_laggards();
        result.published += count;
        if (count < length) {
            result.status = PublishStatus::full;
            result.lane = lane;
            result.holder = static_cast<ConsumerId>(into.slowest_reader());
        }
    }
    wake(wanted);
    return result;
}

PublishResult Publisher::publish_for(std::span<const Event> events,
                                     std::chrono::nanoseconds timeout) {
    PublishResult result = publish(events);
    if (result.status == PublishStatus::published) return result;
    const auto start = steady_clock::now();
    for (unsigned attempt = 0;; ++attempt) {
        const bool held = static_cast<std::size_t>(result.holder) < Ports::max_consumers;
        const auto patience = held ? ports_.patience(result.holder, result.lane) : timeout;
        if (steady_clock::now() - start >= std::min(timeout, patience)) return result;
        pause(attempt);
        const std::size_t before = result.published;
        result = publish(events.subspan(before));
        result.published += before;
        if (result.status == PublishStatus::published) return result;
    }
}

Publisher::Route& Publisher::learn(TopicId topic) {
    const auto index = static_cast<std::size_t>(topic);
    if (!topics_.knows(topic)) {
        throw BusError{"topic: expected an id that topic() gave, was " + std::to_string(index)};
    }
    if (routes_.size() <= index) {
        routes_.resize(topics_.size());
        conflations_.resize(topics_.size());
    }
    const std::string& name = topics_.name(topic);
    const Ports::Interest interest = ports_.interest(name);
    Route& route = routes_[index];
    route.lane = lane_of(name);
    route.wanted = interest.wanted;
    std::unique_ptr<Conflation>& conflation = conflations_[index];
    if (interest.conflated != 0 && !conflation) conflation = std::make_unique<Conflation>();
    route.latest = interest.conflated != 0 ? &conflation->latest : nullptr;
    const auto before = std::move(route.conflated);
    route.conflated.clear();
    for (ConsumerSet left = interest.conflated; left != 0; left &= left - 1) {
        const auto consumer = static_cast<ConsumerId>(std::countr_zero(left));
        auto& conflated = conflation->topics[static_cast<std::size_t>(consumer)];
        if (!conflated) conflated = std::make_unique<ConflatedTopic>(conflation->latest);
        const std::pair entry{consumer, conflated.get()};
        if (std::ranges::find(before, entry) == before.end()) {
            conflated->since.store(conflation->latest.count(), std::memory_order_relaxed);
        }
        route.conflated.push_back(entry);
    }
    route.version = version_;
    return route;
}

void Publisher::store_latest(std::span<const Event> events, std::uint64_t sequence) {
    for (const Event& event : events) {
        const Route& of = routes_[event.topic];
        if (of.latest != nullptr) {
            Event numbered = event;
            numbered.sequence = sequence;
            of.latest->store(numbered);
            for (const auto& [consumer, topic] : of.conflated) {
                dirty(consumer, of.lane).mark(*topic);
            }
        }
        ++sequence;
    }
}

void Publisher::wake_armed(ConsumerSet consumers) noexcept {
    // Who came to want something since the routes were looked up may want this.
    if (ports_.version() != version_) consumers = ~ConsumerSet{0};
    consumers &= ports_.armed();
    if (consumers != 0) ports_.wake(consumers);
}

}  // namespace swarmcore::bus
