#pragma once

#include <cstdint>
#include <cstdlib>
#include <map>
#include <span>
#include <utility>

#include "swarmcore/bus/consumer.hpp"
#include "swarmcore/core/event.hpp"

namespace swarmcore::bus {

/// How many events each producer publishes: SWARMCORE_STRESS_EVENTS, or enough for some seconds.
inline std::uint64_t stress_events() {
    const char* const wish = std::getenv("SWARMCORE_STRESS_EVENTS");
    return wish != nullptr ? std::strtoull(wish, nullptr, 10) : 20'000;
}

/// An event whose every field tells its number, so that a mixture of two is found out.
inline Event numbered(TopicId topic, std::uint64_t number) {
    Event event;
    event.topic = static_cast<std::uint32_t>(topic);
    event.ts = static_cast<std::int64_t>(number);
    event.values.fill(static_cast<double>(number));
    event.instrument = static_cast<std::uint16_t>(number);
    event.priority = static_cast<std::uint8_t>(number);
    return event;
}

inline bool is_whole(const Event& event) {
    const auto number = static_cast<std::uint64_t>(event.ts);
    for (const double value : event.values) {
        if (value != static_cast<double>(number)) return false;
    }
    return event.instrument == static_cast<std::uint16_t>(number) &&
           event.priority == static_cast<std::uint8_t>(number);
}

/// A visitor of a consumer with one subscription, to all topics: holds that each ring's events come
/// once, in order and whole, or are told as a gap. A ring's first event may be any where the
/// consumer came late.
class Ledger {
  public:
    explicit Ledger(bool came_late = false) : came_late_{came_late} {}

    void event(SubscriptionId, const Event& event, Origin origin, bool) {
        const auto [place, is_first] =
            expected_.try_emplace(key(origin), came_late_ ? event.sequence : 0);
        if (event.sequence != place->second || !is_whole(event)) ++wrong_;
        place->second = event.sequence + 1;
        ++events_;
    }
    void batch(SubscriptionId subscription, std::span<const Event> run, Origin origin, bool) {
        for (const Event& each : run) event(subscription, each, origin, false);
    }
    void gap(SubscriptionId, std::uint64_t missed, Origin origin) {
        expected_[key(origin)] += missed;
        missed_ += missed;
    }

    /// Events out of place, torn or repeated.
    [[nodiscard]] std::uint64_t wrong() const { return wrong_; }
    [[nodiscard]] std::uint64_t events() const { return events_; }
    [[nodiscard]] std::uint64_t missed() const { return missed_; }
    /// One more than the sequence of a ring's last event.
    [[nodiscard]] std::uint64_t end(Origin origin) const {
        const auto found = expected_.find(key(origin));
        return found == expected_.end() ? 0 : found->second;
    }

  private:
    static std::pair<PublisherId, Lane> key(Origin origin) {
        return {origin.publisher, origin.lane};
    }

    bool came_late_;
    std::map<std::pair<PublisherId, Lane>, std::uint64_t> expected_;
    std::uint64_t wrong_ = 0;
    std::uint64_t events_ = 0;
    std::uint64_t missed_ = 0;
};

}  // namespace swarmcore::bus
