#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "swarmcore/bus/ids.hpp"
#include "swarmcore/bus/lane.hpp"
#include "swarmcore/bus/router.hpp"
#include "swarmcore/bus/topics.hpp"

namespace swarmcore::bus {

/// What happens where a subscription falls behind.
enum class Overflow : std::uint8_t {
    block,        ///< the publisher waits, up to the subscription's time-out
    drop_oldest,  ///< the oldest events are overwritten; the gap is counted and told
    conflate,     ///< only the latest event of each topic waits
    error,        ///< the publisher is refused at once
};

struct SubscriptionOptions {
    Overflow overflow = Overflow::block;
    /// How long a publisher may be held up; for `block`.
    std::chrono::nanoseconds timeout = std::chrono::seconds{1};
    /// Delivered in runs of contiguous events rather than one by one.
    bool batch = false;
};

struct SubscriptionCounts {
    std::uint64_t delivered = 0;  ///< events
    std::uint64_t missed = 0;     ///< events of its lanes overwritten unread, of whatever topic
    std::uint64_t conflated = 0;  ///< events replaced by a later one of their topic
};

/// The subscriptions of one consumer, and for each topic who of them gets its events how.
///
/// Cost: `route` O(1) but for the first event of a topic after a change.
/// Threads: one at a time.
class Subscriptions {
  public:
    /// Subscriptions of batches are kept as lists, of which equal ones share a number; 0 is empty.
    using ListId = std::uint32_t;

    /// A topic's subscriptions, each group in the order in which they were made.
    struct Route {
        std::uint64_t generation = 0;
        std::vector<SubscriptionId> single;
        std::vector<SubscriptionId> conflated_single;
        ListId batch = 0;
        ListId conflated_batch = 0;
    };

    explicit Subscriptions(const Topics& topics) : topics_{topics}, lists_(1) {}

    /// Throws std::invalid_argument for a bad pattern, and for a time-out below 0.
    SubscriptionId add(std::string_view pattern, SubscriptionOptions options);
    /// False where the subscription is unknown or ended before.
    bool remove(SubscriptionId subscription);

    [[nodiscard]] bool is_active(SubscriptionId subscription) const noexcept {
        return router_.is_active(subscription);
    }
    [[nodiscard]] std::size_t size() const noexcept { return entries_.size(); }

    /// Grows with every change.
    [[nodiscard]] std::uint64_t generation() const noexcept { return generation_; }

    /// The topic must be known to the bus. Invalidates: earlier routes.
    [[nodiscard]] const Route& route(TopicId topic) {
        const auto index = static_cast<std::size_t>(topic);
        if (index < routes_.size() && routes_[index].generation == generation_) {
            return routes_[index];
        }
        return learn(topic);
    }

    /// Invalidates: `list` until the next `route`.
    [[nodiscard]] std::span<const SubscriptionId> list(ListId id) const noexcept {
        return lists_[id];
    }
    /// Forgets lists that no current route names.
    void forget_old_lists();

    /// Throws std::out_of_range for an id that `add` never gave.
    [[nodiscard]] const std::string& pattern(SubscriptionId subscription) const;
    [[nodiscard]] const SubscriptionOptions& options(SubscriptionId subscription) const;
    [[nodiscard]] const SubscriptionCounts& counts(SubscriptionId subscription) const;
    [[nodiscard]] SubscriptionCounts& count(SubscriptionId subscription) noexcept {
        return counts_[static_cast<std::size_t>(subscription)];
    }

    /// The lanes with a subscription that publishers wait for.
    [[nodiscard]] LaneSet gated_lanes() const noexcept { return gated_lanes_; }
    /// The lanes with a subscription that may miss events.
    [[nodiscard]] LaneSet lossy_lanes() const noexcept { return lossy_lanes_; }
    /// How long the most impatient subscription that gates the lane may be waited for.
    [[nodiscard]] std::chrono::nanoseconds patience(Lane lane) const noexcept {
        return patience_[index_of(lane)];
    }
    /// The active subscriptions that may miss events of a lane.
    [[nodiscard]] std::span<const SubscriptionId> lossy(Lane lane) const noexcept {
        return lossy_[index_of(lane)];
    }

  private:
    struct Entry {
        std::string pattern;
        SubscriptionOptions options;
    };

    const Entry& entry(SubscriptionId subscription) const;
    const Route& learn(TopicId topic);
    ListId intern(const std::vector<SubscriptionId>& subscriptions);
    void changed();

    const Topics& topics_;
    Router router_;  // its topics have the ids of topics_, in whose order it learns them
    std::vector<Entry> entries_;
    std::vector<SubscriptionCounts> counts_;
    std::uint64_t generation_ = 1;
    std::vector<Route> routes_;  // by topic
    std::uint64_t lists_generation_ = 1;
    std::vector<std::vector<SubscriptionId>> lists_;
    std::map<std::vector<SubscriptionId>, ListId> list_ids_;
    LaneSet gated_lanes_ = 0;
    LaneSet lossy_lanes_ = 0;
    std::array<std::chrono::nanoseconds, lane_count> patience_{};
    std::array<std::vector<SubscriptionId>, lane_count> lossy_;
};

}  // namespace swarmcore::bus
