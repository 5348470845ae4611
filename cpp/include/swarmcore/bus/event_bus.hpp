#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "swarmcore/bus/ring.hpp"
#include "swarmcore/bus/router.hpp"
#include "swarmcore/core/error.hpp"
#include "swarmcore/core/event.hpp"

namespace swarmcore::bus {

/// Publishes events to subscriptions, one after the other: an event reaches all its subscriptions,
/// in the order in which they were made, before the next event is looked at. What is published
/// while an event is being delivered waits in the ring for its turn. The order of delivery thus
/// depends on the order of publication alone.
///
/// Cost: a publication is a copy of 64 bytes; a delivery is O(1) a subscription.
/// Threads: one.
class EventBus {
  public:
    /// Throws std::invalid_argument unless `capacity` is a power of two of at least 2.
    explicit EventBus(std::size_t capacity) : ring_{capacity} {}

    [[nodiscard]] Router& router() noexcept { return router_; }
    [[nodiscard]] const Router& router() const noexcept { return router_; }
    [[nodiscard]] std::size_t capacity() const noexcept { return ring_.capacity(); }
    [[nodiscard]] bool is_delivering() const noexcept { return delivering_; }

    /// The sequence that the next event gets.
    [[nodiscard]] std::uint64_t next_sequence() const noexcept { return ring_.next_sequence(); }

    /// Puts an event whose topic is set into the ring and returns its sequence; it is delivered by
    /// `deliver`. Throws BusError where the topic is unknown or the ring is full.
    std::uint64_t publish(const Event& event) {
        if (!router_.knows(static_cast<TopicId>(event.topic))) {
            throw BusError{"topic: expected an id that topic() gave, was " +
                           std::to_string(event.topic)};
        }
        const std::uint64_t sequence = ring_.next_sequence();
        if (!ring_.try_push(event)) {
            throw BusError{"ring: expected room for one more event, all " +
                           std::to_string(ring_.capacity()) +
                           " slots wait for delivery; a handler publishes faster than it returns"};
        }
        return sequence;
    }

    /// Calls `deliver(SubscriptionId, const Event&)` for every event in the ring until it is empty.
    /// Does nothing when called from within a delivery. An exception out of `deliver` leaves the
    /// events after the current one in the ring.
    template <class Deliver>
    void deliver(Deliver&& deliver) {
        if (delivering_) return;
        const Delivering scope{delivering_};
        Event event;
        while (ring_.try_pop(event)) {
            // A copy: a handler may subscribe or unsubscribe.
            const auto route = router_.route(static_cast<TopicId>(event.topic));
            targets_.assign(route.begin(), route.end());
            for (const SubscriptionId subscription : targets_) {
                if (router_.is_active(subscription)) deliver(subscription, event);
            }
        }
    }

  private:
    class Delivering {
      public:
        explicit Delivering(bool& flag) noexcept : flag_{flag} { flag_ = true; }
        Delivering(const Delivering&) = delete;
        Delivering& operator=(const Delivering&) = delete;
        ~Delivering() { flag_ = false; }

      private:
        bool& flag_;
    };

    Ring ring_;
    Router router_;
    std::vector<SubscriptionId> targets_;
    bool delivering_ = false;
};

}  // namespace swarmcore::bus
