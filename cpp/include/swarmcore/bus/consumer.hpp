#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "swarmcore/bus/fence.hpp"
#include "swarmcore/bus/ids.hpp"
#include "swarmcore/bus/lane.hpp"
#include "swarmcore/bus/latest.hpp"
#include "swarmcore/bus/ports.hpp"
#include "swarmcore/bus/publisher.hpp"
#include "swarmcore/bus/ring.hpp"
#include "swarmcore/bus/subscriptions.hpp"
#include "swarmcore/core/event.hpp"

namespace swarmcore::bus {

class LiveBus;

/// Where an event comes from: with `sequence` it names the event among all of the bus.
struct Origin {
    PublisherId publisher{};
    Lane lane{};
};

/// One consumer loop of a live bus: subscriptions, and a cursor into every publisher's rings.
///
/// Events of one ring reach a subscription in their order, each once, or are counted as missed or
/// conflated. Of the waiting lanes the first goes first, also between two events of a later one. A
/// lane is gated, publishers wait for this consumer, while a subscription that blocks or errs can
/// match topics of it; else publishers overwrite what it did not read in time. A subscription gets
/// what is polled after it was made, also where that was published before.
///
/// A visitor is an object with
///
///     void event(SubscriptionId, const Event&, Origin, bool conflated);
///     void batch(SubscriptionId, std::span<const Event>, Origin, bool zero_copy);
///     void gap(SubscriptionId, std::uint64_t missed, Origin);
///
/// which may subscribe and unsubscribe, but not poll. A zero-copy batch lies in the ring and is the
/// same span for every subscription that gets it; all are valid until the call returns. An
/// exception out of the visitor leaves `poll` once the event has reached its other subscriptions;
/// what comes after it stays for the next call.
///
/// Cost: an event O(1) a subscription and one cache line; nothing is allocated once every topic and
/// the largest batch have been seen.
/// Threads: one at a time.
class Consumer {
  public:
    /// Events in a run at most: after so many, the writers may reuse their slots.
    static constexpr std::size_t run_limit = 256;

    Consumer(LiveBus& bus, ConsumerId id);
    ~Consumer();
    Consumer(const Consumer&) = delete;
    Consumer& operator=(const Consumer&) = delete;

    [[nodiscard]] ConsumerId id() const noexcept { return id_; }
    [[nodiscard]] const Subscriptions& subscriptions() const noexcept { return subscriptions_; }

    /// Throws std::invalid_argument for a bad pattern or a time-out below 0.
    SubscriptionId subscribe(std::string_view pattern, SubscriptionOptions options = {});
    /// False where the subscription is unknown or ended before.
    bool unsubscribe(SubscriptionId subscription);

    /// Says which publisher publishes on this very thread, from within the visitor: its higher
    /// lanes are looked at after every event, the others' after every 32.
    void set_local(PublisherId publisher) noexcept {
        local_ = feeds_[static_cast<std::size_t>(publisher)].get();
    }

    /// Delivers up to `limit` events and returns how many it took; 0 once it is closed. Does
    /// nothing within a delivery.
    template <class Visitor>
    std::size_t poll(std::size_t limit, Visitor&& visitor);

    [[nodiscard]] bool is_polling() const noexcept { return polling_; }

    /// True where nothing waits: the next event that somebody here wants signals the waker. False,
    /// and not armed, where something does. `poll` and `disarm` end it.
    [[nodiscard]] bool arm() noexcept;
    void disarm() noexcept;
    [[nodiscard]] Waker& waker() noexcept;

    /// Sleeps until something waits to be polled; false after the time.
    bool wait(std::chrono::nanoseconds timeout) noexcept;

    /// Ends all subscriptions and holds no publisher up any more. For its own thread, or any once
    /// that has ended; the destructor does the same.
    void close() noexcept;

  private:
    friend class LiveBus;

    enum class Reading : std::uint8_t { off, lossy, gated };

    /// What of a publisher's lane was read.
    struct Position {
        Reading reading = Reading::off;
        std::uint64_t next = 0;
        std::uint64_t safe_from = 0;  // where gated: what is older may be overwritten
        Ring* ring = nullptr;
        DirtyTopics* dirty = nullptr;
        ConflatedTopic* pending = nullptr;  // taken and not delivered
    };
    struct Feed {
        Publisher* publisher;
        std::array<Position, lane_count> positions;
    };
    /// What the delivery of one lane needs while that of a higher one comes between.
    struct Workspace {
        std::vector<Event> copies;
        std::vector<Subscriptions::ListId> lists;  // of each event of the run
    };
    /// For runs of which a subscription gets only some events: how many and which, by subscription.
    struct Picks {
        std::vector<SubscriptionId> who;
        std::vector<std::uint32_t> count;
        std::vector<std::uint32_t> end;     // in `events`
        std::vector<std::uint16_t> events;  // places in the run
    };
    class Polling;

    /// Events of other publishers' higher lanes wait for so many of a lower one at most.
    static constexpr std::size_t look_interval = 32;

    void attach(Publisher& publisher);
    [[nodiscard]] Reading wanted_reading(Lane lane) const noexcept;
    void read_as(Feed& feed, Lane lane, Reading reading) noexcept;
    void raise_readings();
    void lower_readings();
    void leave() noexcept;

    [[nodiscard]] std::size_t feed_count() const noexcept {
        return feed_count_.load(std::memory_order_acquire);
    }
    [[nodiscard]] bool has_news(const Feed& feed, Lane lane) const noexcept {
        return has_events(feed.positions[index_of(lane)]) ||
               has_conflated(feed.positions[index_of(lane)]);
    }
    [[nodiscard]] static bool has_events(const Position& position) noexcept {
        return position.reading != Reading::off && position.ring->head() != position.next;
    }
    [[nodiscard]] static bool has_conflated(const Position& position) noexcept {
        return position.pending != nullptr || !position.dirty->is_empty();
    }
    [[nodiscard]] bool has_news_above(const Feed& feed, Lane lane) const noexcept {
        for (const Lane above : all_lanes) {
            if (above == lane) return false;
            if (listens(above) && has_news(feed, above)) return true;
        }
        return false;
    }
    /// False where nothing of the lane was ever wanted.
    [[nodiscard]] bool listens(Lane lane) const noexcept {
        return (listening_ & lane_bit(lane)) != 0;
    }
    [[nodiscard]] bool has_news_above(Lane lane) const noexcept;
    /// After `done` events of a run.
    [[nodiscard]] bool should_look_up(std::size_t done, Lane lane) const noexcept {
        if (done % look_interval == 0) return has_news_above(lane);
        return local_ != nullptr && has_news_above(*local_, lane);
    }
    [[nodiscard]] std::uint64_t copy_lossy(Feed& feed, Lane lane, std::uint64_t head);
    [[nodiscard]] bool next_conflated(Feed& feed, Lane lane, Event& event,
                                      std::uint64_t& replaced) noexcept;
    void discard_conflated(Feed& feed, Lane lane) noexcept;
    void count_replaced(const Subscriptions::Route& route, std::uint64_t replaced) noexcept;
    void pick(std::span<const Subscriptions::ListId> lists);
    [[nodiscard]] std::span<const Event> gather(std::span<const Event> run,
                                                SubscriptionId subscription);

    template <class Visitor>
    void drain(Lane lane, Visitor& visitor);
    template <class Visitor>
    void drain_above(Lane lane, Visitor& visitor, std::exception_ptr& failure);
    template <class Visitor>
    void drain_ring(Feed& feed, Lane lane, Visitor& visitor);
    template <class Visitor>
    void drain_conflated(Feed& feed, Lane lane, Visitor& visitor);
    template <class Visitor>
    void deliver_event(std::span<const SubscriptionId> subscriptions, const Event& event,
                       Origin origin, bool conflated, Visitor& visitor,
                       std::exception_ptr& failure);
    template <class Visitor>
    void deliver_run(std::span<const Event> run, Origin origin, bool zero_copy, Visitor& visitor,
                     std::exception_ptr& failure);
    /// The rest of the events from `done` on that share its topic, at most as many as may be taken.
    [[nodiscard]] std::size_t same_topic_until(std::span<const Event> run,
                                               std::size_t done) const noexcept {
        const std::uint32_t topic = run[done].topic;
        const std::size_t last = std::min(run.size(), done + budget_);
        do {
            ++done;
        } while (done < last && run[done].topic == topic);
        return done;
    }
    template <class Visitor>
    void deliver_batch(SubscriptionId subscription, std::span<const Event> run, Origin origin,
                       bool zero_copy, Visitor& visitor, std::exception_ptr& failure);
    template <class Visitor>
    void tell_gap(std::uint64_t missed, Origin origin, Visitor& visitor);

    LiveBus& bus_;
    ConsumerId id_;
    Subscriptions subscriptions_;
    std::vector<std::unique_ptr<Feed>> feeds_;  // by publisher; as long as there can be any
    std::atomic<std::size_t> feed_count_{0};
    std::array<Reading, lane_count> readings_{};  // of all feeds
    LaneSet listening_ = 0;
    Feed* local_ = nullptr;
    std::size_t budget_ = 0;  // events that this poll may still take
    std::size_t run_limit_;
    std::array<Workspace, lane_count> workspaces_;
    Picks picks_;
    std::vector<Event> gathered_;
    std::vector<SubscriptionId> told_;
    bool polling_ = false;
    bool lowering_due_ = false;  // within a poll a lane came to need less
    bool open_ = true;
};

}  // namespace swarmcore::bus

#include "swarmcore/bus/consumer_poll.hpp"
