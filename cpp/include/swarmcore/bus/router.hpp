#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "swarmcore/bus/ids.hpp"
#include "swarmcore/bus/lane.hpp"
#include "swarmcore/bus/pattern.hpp"

namespace swarmcore::bus {

/// Maps topics to subscriptions. Topics are interned once; a topic's subscriptions are kept in the
/// order in which they were made.
///
/// Cost: route O(1); the first use of a topic and each subscription match patterns against topics.
/// Threads: one.
/// Invalidates: `route` and `topic_name` until the next `topic`, `subscribe` or `unsubscribe`.
class Router {
  public:
    /// The id of a topic, made at its first use. Throws std::invalid_argument for an empty name or
    /// one that holds `*`, a blank or a control character.
    TopicId topic(std::string_view name);

    /// Throws std::out_of_range for an id that `topic` never gave.
    [[nodiscard]] const std::string& topic_name(TopicId topic) const;

    [[nodiscard]] bool knows(TopicId topic) const noexcept {
        return static_cast<std::size_t>(topic) < topics_.size();
    }

    /// Throws std::invalid_argument for an empty pattern or one with a blank or control character.
    SubscriptionId subscribe(std::string_view pattern);

    /// False where the subscription is unknown or ended before.
    bool unsubscribe(SubscriptionId subscription);

    [[nodiscard]] bool is_active(SubscriptionId subscription) const noexcept;

    /// How many subscriptions have ended: while it stays, those that were active are.
    [[nodiscard]] std::uint64_t ended_count() const noexcept { return ended_count_; }

    /// How many topics there are; their ids are the numbers below it.
    [[nodiscard]] std::size_t topic_count() const noexcept { return topics_.size(); }

    /// The lane of a known topic.
    [[nodiscard]] Lane lane(TopicId topic) const noexcept {
        return topics_[static_cast<std::size_t>(topic)].lane;
    }

    /// The active subscriptions that match a known topic.
    [[nodiscard]] std::span<const SubscriptionId> route(TopicId topic) const noexcept {
        return topics_[static_cast<std::size_t>(topic)].subscriptions;
    }

  private:
    struct Topic {
        std::string name;
        Lane lane;
        std::vector<SubscriptionId> subscriptions;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };

    std::vector<Topic> topics_;
    std::unordered_map<std::string, TopicId, Hash, std::equal_to<>> ids_;
    std::vector<std::string> patterns_;  // by subscription; empty once it has ended
    std::uint64_t ended_count_ = 0;
};

}  // namespace swarmcore::bus
