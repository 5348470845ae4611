#pragma once

#include <algorithm>
#include <exception>
#include <span>

#include "swarmcore/bus/consumer.hpp"

// How a consumer delivers: the part of consumer.hpp that knows the visitor's type.
namespace swarmcore::bus {

class Consumer::Polling {
  public:
    explicit Polling(Consumer& consumer) noexcept : consumer_{consumer} {
        consumer_.polling_ = true;
    }
    Polling(const Polling&) = delete;
    Polling& operator=(const Polling&) = delete;
    ~Polling() {
        consumer_.polling_ = false;
        if (!consumer_.open_) {
            consumer_.leave();
        } else if (consumer_.lowering_due_) {
            consumer_.lower_readings();
        }
    }

  private:
    Consumer& consumer_;
};

template <class Visitor>
std::size_t Consumer::poll(std::size_t limit, Visitor&& visitor) {
    if (polling_ || !open_) return 0;
    const Polling scope{*this};
    disarm();
    subscriptions_.forget_old_lists();
    budget_ = limit;
    for (const Lane lane : all_lanes) {
        if (listens(lane)) drain(lane, visitor);
    }
    return open_ ? limit - budget_ : 0;
}

// A run of each publisher in turn, so that none starves the others.
template <class Visitor>
void Consumer::drain(Lane lane, Visitor& visitor) {
    for (bool more = true; more && budget_ > 0;) {
        more = false;
        const std::size_t feeds = feed_count();
        for (std::size_t i = 0; i < feeds && budget_ > 0; ++i) {
            Feed& feed = *feeds_[i];
            const Position& position = feed.positions[index_of(lane)];
            if (has_events(position)) {
                drain_ring(feed, lane, visitor);
                more = true;
            }
            if (has_conflated(position)) {
                drain_conflated(feed, lane, visitor);
                more = true;
            }
        }
    }
}

template <class Visitor>
void Consumer::drain_above(Lane lane, Visitor& visitor, std::exception_ptr& failure) {
    try {
        for (const Lane above : all_lanes) {
            if (above == lane) return;
            if (listens(above)) drain(above, visitor);
        }
    } catch (...) {
        failure = std::current_exception();
    }
}

template <class Visitor>
void Consumer::drain_ring(Feed& feed, Lane lane, Visitor& visitor) {
    Position& position = feed.positions[index_of(lane)];
    Ring& ring = *position.ring;
    const std::uint64_t head = ring.head();
    const Origin origin{feed.publisher->id(), lane};
    Workspace& workspace = workspaces_[index_of(lane)];
    const bool safe = position.reading == Reading::gated && position.next >= position.safe_from;
    std::span<const Event> run;
    if (safe) {
        run = ring.read(position.next, head, std::min(run_limit_, budget_));
    } else {
        const std::uint64_t missed = copy_lossy(feed, lane, head);
        if (missed > 0) tell_gap(missed, origin, visitor);
        run = workspace.copies;
    }
    std::exception_ptr failure;
    std::size_t done = 0;
    bool batched = false;
    while (done < run.size() && budget_ > 0 && !failure) {
        const Event& event = run[done];
        const auto& route = subscriptions_.route(static_cast<TopicId>(event.topic));
        batched |= route.batch != 0;
        if (route.single.empty()) {
            // Nobody is called before the whole run is known.
            const std::size_t until = same_topic_until(run, done);
            std::fill_n(workspace.lists.data() + done, until - done, route.batch);
            budget_ -= until - done;
            done = until;
            continue;
        }
        workspace.lists[done] = route.batch;
        --budget_;
        deliver_event(route.single, event, origin, false, visitor, failure);
        ++done;
        if (!failure && should_look_up(done, lane)) drain_above(lane, visitor, failure);
    }
    if (batched) deliver_run(run.first(done), origin, safe, visitor, failure);
    position.next += done;
    ring.release(static_cast<std::size_t>(id_), position.next);
    if (failure) std::rethrow_exception(failure);
}

template <class Visitor>
void Consumer::drain_conflated(Feed& feed, Lane lane, Visitor& visitor) {
    const Origin origin{feed.publisher->id(), lane};
    Workspace& workspace = workspaces_[index_of(lane)];
    Event event;
    std::uint64_t replaced = 0;
    std::exception_ptr failure;
    bool batched = false;
    workspace.copies.clear();
    while (workspace.copies.size() < run_limit_ && budget_ > 0 && !failure &&
           next_conflated(feed, lane, event, replaced)) {
        --budget_;
        const auto& route = subscriptions_.route(static_cast<TopicId>(event.topic));
        count_replaced(route, replaced);
        workspace.lists[workspace.copies.size()] = route.conflated_batch;
        batched |= route.conflated_batch != 0;
        workspace.copies.push_back(event);
        deliver_event(route.conflated_single, event, origin, true, visitor, failure);
        if (!failure && should_look_up(workspace.copies.size(), lane)) {
            drain_above(lane, visitor, failure);
        }
    }
    if (batched) deliver_run(workspace.copies, origin, false, visitor, failure);
    if (failure) std::rethrow_exception(failure);
}

template <class Visitor>
void Consumer::deliver_event(std::span<const SubscriptionId> subscriptions, const Event& event,
                             Origin origin, bool conflated, Visitor& visitor,
                             std::exception_ptr& failure) {
    const std::uint64_t generation = subscriptions_.generation();
    for (const SubscriptionId subscription : subscriptions) {
        // Checked only where a handler of this event may have ended it.
        if (subscriptions_.generation() != generation && !subscriptions_.is_active(subscription)) {
            continue;
        }
        ++subscriptions_.count(subscription).delivered;
        try {
            visitor.event(subscription, event, origin, conflated);
        } catch (...) {
            if (!failure) failure = std::current_exception();
        }
    }
}

template <class Visitor>
void Consumer::deliver_batch(SubscriptionId subscription, std::span<const Event> run, Origin origin,
                             bool zero_copy, Visitor& visitor, std::exception_ptr& failure) {
    if (!subscriptions_.is_active(subscription)) return;
    subscriptions_.count(subscription).delivered += run.size();
    try {
        visitor.batch(subscription, run, origin, zero_copy);
    } catch (...) {
        if (!failure) failure = std::current_exception();
    }
}

template <class Visitor>
void Consumer::deliver_run(std::span<const Event> run, Origin origin, bool zero_copy,
                           Visitor& visitor, std::exception_ptr& failure) {
    const std::span lists = std::span{workspaces_[index_of(origin.lane)].lists}.first(run.size());
    if (std::ranges::adjacent_find(lists, std::ranges::not_equal_to{}) == lists.end()) {
        for (const SubscriptionId subscription : subscriptions_.list(lists.front())) {
            deliver_batch(subscription, run, origin, zero_copy, visitor, failure);
        }
        return;
    }
    pick(lists);
    for (const SubscriptionId subscription : picks_.who) {
        const std::size_t count = picks_.count[static_cast<std::size_t>(subscription)];
        if (count == run.size()) {
            deliver_batch(subscription, run, origin, zero_copy, visitor, failure);
        } else {
            deliver_batch(subscription, gather(run, subscription), origin, false, visitor, failure);
        }
    }
}

template <class Visitor>
void Consumer::tell_gap(std::uint64_t missed, Origin origin, Visitor& visitor) {
    told_.assign(subscriptions_.lossy(origin.lane).begin(),
                 subscriptions_.lossy(origin.lane).end());
    for (const SubscriptionId subscription : told_) {
        subscriptions_.count(subscription).missed += missed;
        visitor.gap(subscription, missed, origin);
    }
}

}  // namespace swarmcore::bus
