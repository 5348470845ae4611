#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "swarmcore/bus/live_bus.hpp"

namespace swarmcore::bus {

/// A visitor that writes down what it is told.
struct Recorder {
    struct Told {
        SubscriptionId subscription;
        std::uint64_t sequence;
        std::int64_t ts;
        Lane lane;
        bool conflated;

        friend bool operator==(const Told&, const Told&) = default;
    };
    struct Batch {
        SubscriptionId subscription;
        const Event* data;
        bool zero_copy;
        std::vector<std::int64_t> ts;
    };
    struct Gap {
        SubscriptionId subscription;
        std::uint64_t missed;

        friend bool operator==(const Gap&, const Gap&) = default;
    };

    void event(SubscriptionId subscription, const Event& event, Origin origin, bool conflated) {
        events.push_back({subscription, event.sequence, event.ts, origin.lane, conflated});
        if (then) then(event);
    }
    void batch(SubscriptionId subscription, std::span<const Event> run, Origin, bool zero_copy) {
        batches.push_back({subscription, run.data(), zero_copy, {}});
        for (const Event& event : run) batches.back().ts.push_back(event.ts);
    }
    void gap(SubscriptionId subscription, std::uint64_t missed, Origin) {
        gaps.push_back({subscription, missed});
    }

    /// The times of the events that one subscription was told of singly.
    [[nodiscard]] std::vector<std::int64_t> times(SubscriptionId subscription) const {
        std::vector<std::int64_t> found;
        for (const Told& told : events) {
            if (told.subscription == subscription) found.push_back(told.ts);
        }
        return found;
    }

    std::vector<Told> events;
    std::vector<Batch> batches;
    std::vector<Gap> gaps;
    std::function<void(const Event&)> then;  ///< called with every single event
};

inline Event event_on(LiveBus& bus, std::string_view topic, std::int64_t ts) {
    Event event;
    event.topic = static_cast<std::uint32_t>(bus.topics().topic(topic));
    event.ts = ts;
    return event;
}

}  // namespace swarmcore::bus
