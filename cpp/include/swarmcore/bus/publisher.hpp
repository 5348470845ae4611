#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>
#include <vector>

#include "swarmcore/bus/fence.hpp"
#include "swarmcore/bus/ids.hpp"
#include "swarmcore/bus/lane.hpp"
#include "swarmcore/bus/latest.hpp"
#include "swarmcore/bus/ports.hpp"
#include "swarmcore/bus/ring.hpp"
#include "swarmcore/bus/topics.hpp"

namespace swarmcore::bus {

enum class PublishStatus : std::uint8_t {
    published,  ///< all of it
    full,       ///< a lane is full; what came before is published
};

struct PublishResult {
    PublishStatus status = PublishStatus::published;
    std::size_t published = 0;  ///< events, of those given
    Lane lane{};                ///< where full
    ConsumerId holder{};        ///< where full: the consumer that is furthest behind
};

/// One thread's way onto a live bus: a ring a lane, and the latest event of each topic that
/// somebody wants conflated. The topic of every event must be set; the sequence is given by the
/// ring.
///
/// Cost: a call a few nanoseconds plus one cache line an event, two and a half for a conflated
/// topic, and a system call for each consumer that sleeps and wants one of the events. The first
/// event of a topic, and the first after any consumer changed what it wants, takes locks.
/// Threads: one at a time; what is marked so, any.
class Publisher {
  public:
    /// `capacity` events a lane. Throws std::invalid_argument unless a power of two of at least 2.
    Publisher(PublisherId id, Topics& topics, Ports& ports, std::size_t capacity);

    [[nodiscard]] PublisherId id() const noexcept { return id_; }

    /// Publishes without waiting. Throws BusError where a topic is unknown, publishing nothing.
    PublishResult publish(const Event& event) {
        begin();
        const Route& to = route(static_cast<TopicId>(event.topic));
        Ring& into = ring(to.lane);
        if (to.latest != nullptr || !into.try_publish(event)) {
            return publish_runs(std::span{&event, 1});
        }
        wake(to.wanted | into.take_laggards());
        return {PublishStatus::published, 1, {}, {}};
    }
    PublishResult publish(std::span<const Event> events);

    /// Publishes and waits where a lane is full, at most `timeout` in all and no longer than the
    /// consumer that holds it up may be waited for.
    PublishResult publish_for(const Event& event, std::chrono::nanoseconds timeout) {
        return publish_for(std::span{&event, 1}, timeout);
    }
    PublishResult publish_for(std::span<const Event> events, std::chrono::nanoseconds timeout);

    /// The lane of a topic. Throws BusError where it is unknown.
    [[nodiscard]] Lane lane(TopicId topic) {
        begin();
        return route(topic).lane;
    }

    /// True where an event of the lane would be published now. Room does not go but by publishing.
    [[nodiscard]] bool has_room(Lane lane) noexcept { return ring(lane).room(1) > 0; }

    /// For a lane that was found full: the consumer that is furthest behind in it, none of Ports
    /// where nobody holds it up any more. Wakes those that are half a ring behind.
    [[nodiscard]] ConsumerId wake_holder(Lane lane) noexcept {
        wake(ring(lane).take_laggards());
        return static_cast<ConsumerId>(ring(lane).slowest_reader());
    }

    /// The sequence that the next event of the lane gets.
    [[nodiscard]] std::uint64_t next_sequence(Lane lane) const noexcept {
        return ring(lane).head();
    }

    /// The oldest sequence of a lane that a consumer may still read: what rides beside older events
    /// can go. For any thread.
    [[nodiscard]] std::uint64_t oldest_needed(Lane lane) const noexcept {
        return ring(lane).oldest_needed();
    }

    // For consumers.

    [[nodiscard]] Ring& ring(Lane lane) noexcept { return rings_[index_of(lane)]; }
    [[nodiscard]] const Ring& ring(Lane lane) const noexcept { return rings_[index_of(lane)]; }

    /// The consumer's topics that have news.
    [[nodiscard]] DirtyTopics& dirty(ConsumerId consumer, Lane lane) noexcept {
        return dirty_[static_cast<std::size_t>(consumer)].lanes[index_of(lane)];
    }

  private:
    /// A topic as of `version` of what consumers want.
    struct Route {
        std::uint64_t version = 0;
        ConsumerSet wanted = 0;
        Lane lane{};
        LatestEvent* latest = nullptr;  // null where nobody wants it conflated
        std::vector<std::pair<ConsumerId, ConflatedTopic*>> conflated;
    };
    struct alignas(64) DirtyLanes {
        std::array<DirtyTopics, lane_count> lanes;
    };
    /// What exists once for a topic that was ever conflated.
    struct Conflation {
        LatestEvent latest;
        std::array<std::unique_ptr<ConflatedTopic>, Ports::max_consumers> topics;
    };

    /// What is known of topics holds for a call as of its beginning.
    void begin() noexcept { version_ = ports_.version(); }

    Route& route(TopicId topic) {
        const auto index = static_cast<std::size_t>(topic);
        if (index < routes_.size() && routes_[index].version == version_) return routes_[index];
        return learn(topic);
    }
    Route& learn(TopicId topic);
    /// Where there may be several lanes, a conflated topic or no room. The topics are known.
    PublishResult publish_runs(std::span<const Event> events);
    void store_latest(std::span<const Event> events, std::uint64_t sequence);
    void wake(ConsumerSet consumers) noexcept {
        light_fence();
        if (ports_.armed() != 0) wake_armed(consumers);
    }
    void wake_armed(ConsumerSet consumers) noexcept;

    PublisherId id_;
    Topics& topics_;
    Ports& ports_;
    std::array<Ring, lane_count> rings_;
    std::vector<Route> routes_;                             // by topic
    std::vector<std::unique_ptr<Conflation>> conflations_;  // by topic
    std::uint64_t version_ = 0;
    std::array<DirtyLanes, Ports::max_consumers> dirty_;
};

}  // namespace swarmcore::bus
