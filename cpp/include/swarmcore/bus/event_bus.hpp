#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "swarmcore/bus/lane.hpp"
#include "swarmcore/bus/router.hpp"
#include "swarmcore/core/error.hpp"
#include "swarmcore/core/event.hpp"

namespace swarmcore::bus {

/// Publishes events to subscriptions, one after the other: an event reaches all its subscriptions,
/// in the order in which they were made, before the next event is looked at. What is published
/// while an event is being delivered waits for its turn, which comes in the order of
///
/// 1. time: the event's `ts`, but no earlier than the event being delivered when it was published,
///    since a cause comes before its effects; an event without a time is of that instant;
/// 2. lane, control first;
/// 3. priority, the highest first;
/// 4. sequence.
///
/// The order of delivery thus depends on what was published, and in which order, alone.
///
/// Cost: a publication is a copy of 64 bytes and O(log waiting); a delivery is O(1) a subscription.
/// An event that nothing waits before need not go through the ring: see `pass`.
/// Nothing is allocated after construction but for new topics and subscriptions.
/// Threads: one.
class EventBus {
  public:
    /// Throws std::invalid_argument unless `capacity` is a power of two of at least 2.
    explicit EventBus(std::size_t capacity) : slots_(checked(capacity)) {
        for (Event& slot : slots_) slot.sequence = delivered;
        waiting_.reserve(capacity);
    }

    [[nodiscard]] Router& router() noexcept { return router_; }
    [[nodiscard]] const Router& router() const noexcept { return router_; }
    [[nodiscard]] std::size_t capacity() const noexcept { return slots_.size(); }
    [[nodiscard]] bool is_delivering() const noexcept { return delivering_; }
    /// Whether an event that is published now is the next to be delivered, and at once.
    [[nodiscard]] bool is_idle() const noexcept { return !delivering_ && waiting_.empty(); }

    /// The sequence that the next event gets.
    [[nodiscard]] std::uint64_t next_sequence() const noexcept { return next_sequence_; }

    /// Gives the event, whose topic is set, a sequence, which it returns, and keeps it in the slot
    /// sequence % capacity until it is delivered by `deliver`. Throws BusError where the topic is
    /// unknown or the slot's last event still waits.
    std::uint64_t publish(const Event& event) {
        const TopicId topic = checked_topic(event);
        const std::uint64_t sequence = next_sequence_;
        Event& slot = slots_[sequence & (slots_.size() - 1)];
        if (slot.sequence != delivered) {
            throw BusError{"ring: expected room for one more event, all " +
                           std::to_string(slots_.size()) +
                           " slots were given since an event that still waits; a handler publishes "
                           "faster than it returns"};
        }
        ++next_sequence_;
        slot = event;
        slot.sequence = sequence;
        waiting_.push_back({delivering_ ? std::max(event.ts, now_) : event.ts, sequence,
                            router_.lane(topic), event.priority});
        std::ranges::push_heap(waiting_, is_later);
        return sequence;
    }

    /// Calls `deliver(SubscriptionId, const Event&)` for every event that waits until none does.
    /// Does nothing when called from within a delivery. An exception out of `deliver` leaves the
    /// events after the current one waiting.
    template <class Deliver>
    void deliver(Deliver&& deliver) {
        if (delivering_) return;
        while (!waiting_.empty()) {
            std::ranges::pop_heap(waiting_, is_later);
            const Waiting next = waiting_.back();
            waiting_.pop_back();
            Event& slot = slots_[next.sequence & (slots_.size() - 1)];
            const Event event = slot;  // the slot is free from here on
            slot.sequence = delivered;
            dispatch(event, next.time, deliver);
        }
    }

    /// Of an idle bus: gives an event a sequence, which it returns, and delivers it, as `publish`
    /// and `deliver` would, without a slot. What is published meanwhile waits for `deliver`. Throws
    /// BusError where the topic is unknown.
    template <class Deliver>
    std::uint64_t pass(const Event& event, Deliver&& deliver) {
        checked_topic(event);
        Event passing = event;
        passing.sequence = next_sequence_++;
        dispatch(passing, passing.ts, deliver);
        return passing.sequence;
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

    TopicId checked_topic(const Event& event) const {
        const auto topic = static_cast<TopicId>(event.topic);
        if (router_.knows(topic)) return topic;
        throw BusError{"topic: expected an id that topic() gave, was " +
                       std::to_string(event.topic)};
    }

    template <class Deliver>
    void dispatch(const Event& event, std::int64_t time, Deliver& deliver) {
        const Delivering scope{delivering_};
        now_ = time;
        const auto route = router_.route(static_cast<TopicId>(event.topic));
        targets_.assign(route.begin(), route.end());  // a handler may subscribe or unsubscribe
        const std::uint64_t ended = router_.ended_count();
        for (const SubscriptionId subscription : targets_) {
            if (router_.ended_count() == ended || router_.is_active(subscription)) {
                deliver(subscription, event);
            }
        }
    }

    /// The sequence in a slot whose event does not wait.
    static constexpr std::uint64_t delivered = UINT64_MAX;

    /// When an event's turn is.
    struct Waiting {
        std::int64_t time;
        std::uint64_t sequence;
        Lane lane;
        std::uint8_t priority;
    };

    static bool is_later(const Waiting& left, const Waiting& right) noexcept {
        if (left.time != right.time) return left.time > right.time;
        if (left.lane != right.lane) return left.lane > right.lane;
        if (left.priority != right.priority) return left.priority < right.priority;
        return left.sequence > right.sequence;
    }

    static std::size_t checked(std::size_t capacity) {
        if (capacity < 2 || !std::has_single_bit(capacity)) {
            throw std::invalid_argument{"capacity: expected a power of two of at least 2, was " +
                                        std::to_string(capacity)};
        }
        return capacity;
    }

    Router router_;
    std::vector<Event> slots_;
    std::vector<Waiting> waiting_;  // a heap, the next one first
    std::uint64_t next_sequence_ = 0;
    std::int64_t now_ = 0;  // of the event being delivered
    std::vector<SubscriptionId> targets_;
    bool delivering_ = false;
};

}  // namespace swarmcore::bus
