#include "swarmcore/bus/consumer.hpp"

#include <algorithm>

#include "swarmcore/bus/live_bus.hpp"

namespace swarmcore::bus {

Consumer::Consumer(LiveBus& bus, ConsumerId id)
    : bus_{bus},
      id_{id},
      subscriptions_{bus.topics()},
      feeds_(LiveBus::max_publishers),
      // A run holds a quarter of a ring at most, so that a small one does not stand still for it.
      run_limit_{std::clamp(bus.capacity() / 4, std::size_t{1}, run_limit)} {
    for (Workspace& workspace : workspaces_) {
        workspace.copies.reserve(run_limit_);
        workspace.lists.resize(run_limit_);
    }
    gathered_.reserve(run_limit_);
}

Consumer::~Consumer() {
    close();
}

SubscriptionId Consumer::subscribe(std::string_view pattern, SubscriptionOptions options) {
    const SubscriptionId subscription = subscriptions_.add(pattern, options);
    listening_ |= lanes_of(pattern);
    // Held before it is wanted: what is published for it cannot be overwritten.
    raise_readings();
    bus_.ports().want(id_, subscription, pattern, options.overflow == Overflow::conflate);
    return subscription;
}

bool Consumer::unsubscribe(SubscriptionId subscription) {
    if (!subscriptions_.remove(subscription)) return false;
    bus_.ports().unwant(id_, subscription);
    // Within a delivery, the span that is being read must stay as it is.
    if (polling_) {
        lowering_due_ = true;
    } else {
        lower_readings();
    }
    return true;
}

Consumer::Reading Consumer::wanted_reading(Lane lane) const noexcept {
    if ((subscriptions_.gated_lanes() & lane_bit(lane)) != 0) return Reading::gated;
    if ((subscriptions_.lossy_lanes() & lane_bit(lane)) != 0) return Reading::lossy;
    return Reading::off;
}

void Consumer::attach(Publisher& publisher) {
    const std::size_t index = feed_count_.load(std::memory_order_relaxed);
    feeds_[index] = std::make_unique<Feed>(Feed{&publisher, {}});
    for (const Lane lane : all_lanes) {
        Position& position = feeds_[index]->positions[index_of(lane)];
        position.ring = &publisher.ring(lane);
        position.dirty = &publisher.dirty(id_, lane);
        discard_conflated(*feeds_[index], lane);
        read_as(*feeds_[index], lane, readings_[index_of(lane)]);
    }
    feed_count_.store(index + 1, std::memory_order_release);
}

void Consumer::read_as(Feed& feed, Lane lane, Reading reading) noexcept {
    Position& position = feed.positions[index_of(lane)];
    Ring& ring = *position.ring;
    const auto reader = static_cast<std::size_t>(id_);
    const bool was_off = position.reading == Reading::off;
    position.reading = reading;
    switch (reading) {
        case Reading::off:
            ring.detach(reader);
            break;
        case Reading::lossy:
            if (was_off) {
                position.next = ring.attach_lossy(reader);
            } else {
                ring.become_lossy(reader);
            }
            break;
        case Reading::gated:
            position.safe_from = ring.attach_gated(reader, was_off ? ring.head() : position.next);
            if (was_off) position.next = position.safe_from;
            break;
    }
}

void Consumer::raise_readings() {
    const auto lock = bus_.lock();
    for (const Lane lane : all_lanes) {
        Reading& reading = readings_[index_of(lane)];
        if (wanted_reading(lane) > reading) {
            reading = wanted_reading(lane);
            for (std::size_t i = 0; i < feed_count(); ++i) read_as(*feeds_[i], lane, reading);
        }
        bus_.ports().set_patience(id_, lane, subscriptions_.patience(lane));
    }
}

void Consumer::lower_readings() {
    const auto lock = bus_.lock();
    lowering_due_ = false;
    for (const Lane lane : all_lanes) {
        Reading& reading = readings_[index_of(lane)];
        if (wanted_reading(lane) < reading) {
            reading = wanted_reading(lane);
            for (std::size_t i = 0; i < feed_count(); ++i) read_as(*feeds_[i], lane, reading);
        }
        bus_.ports().set_patience(id_, lane, subscriptions_.patience(lane));
    }
}

bool Consumer::has_news_above(Lane lane) const noexcept {
    const std::size_t feeds = feed_count();
    for (std::size_t i = 0; i < feeds; ++i) {
        if (has_news_above(*feeds_[i], lane)) return true;
    }
    return false;
}

bool Consumer::arm() noexcept {
    bus_.ports().arm(id_);
    heavy_fence();
    const std::size_t feeds = feed_count();
    for (std::size_t i = 0; i < feeds; ++i) {
        for (const Lane lane : all_lanes) {
            if (!listens(lane) || !has_news(*feeds_[i], lane)) continue;
            disarm();
            return false;
        }
    }
    return true;
}

void Consumer::disarm() noexcept {
    bus_.ports().disarm(id_);
}

Waker& Consumer::waker() noexcept {
    return bus_.ports().waker(id_);
}

bool Consumer::wait(std::chrono::nanoseconds timeout) noexcept {
    if (!arm()) return true;
    const bool woken = waker().wait(timeout);
    disarm();
    waker().clear();
    return woken;
}

// Returns how many were overwritten before the run that it copies; that begins where the position
// then stands.
std::uint64_t Consumer::copy_lossy(Feed& feed, Lane lane, std::uint64_t head) {
    Position& position = feed.positions[index_of(lane)];
    const Ring& ring = *position.ring;
    auto& copies = workspaces_[index_of(lane)].copies;
    copies.clear();
    const std::uint64_t until =
        position.reading == Reading::gated ? std::min(head, position.safe_from) : head;
    std::uint64_t missed = 0;
    if (until - position.next > ring.capacity()) {
        missed = until - ring.capacity() - position.next;
        position.next += missed;
    }
    const std::size_t limit = std::min(run_limit_, budget_);
    Event event;
    for (std::uint64_t at = position.next; at < until && copies.size() < limit; ++at) {
        if (ring.copy(at, event)) {
            copies.push_back(event);
        } else if (copies.empty()) {
            ++missed;
            ++position.next;
        } else {
            break;
        }
    }
    return missed;
}

bool Consumer::next_conflated(Feed& feed, Lane lane, Event& event,
                              std::uint64_t& replaced) noexcept {
    Position& position = feed.positions[index_of(lane)];
    if (position.pending == nullptr) {
        if (position.dirty->is_empty()) return false;
        position.pending = position.dirty->take();
    }
    while (position.pending != nullptr) {
        ConflatedTopic& topic = *position.pending;
        position.pending = topic.next;
        topic.dirty.exchange(false, std::memory_order_acq_rel);
        const std::uint64_t stored = topic.latest.load(event);
        // It may have been read before it was marked.
        if (stored == topic.seen) continue;
        const std::uint64_t known =
            std::max(topic.seen, topic.since.load(std::memory_order_relaxed));
        replaced = stored > known ? stored - known - 1 : 0;
        topic.seen = stored;
        return true;
    }
    return false;
}

void Consumer::discard_conflated(Feed& feed, Lane lane) noexcept {
    Event event;
    std::uint64_t replaced = 0;
    while (next_conflated(feed, lane, event, replaced)) {
    }
}

void Consumer::count_replaced(const Subscriptions::Route& route, std::uint64_t replaced) noexcept {
    if (replaced == 0) return;
    for (const SubscriptionId subscription : route.conflated_single) {
        subscriptions_.count(subscription).conflated += replaced;
    }
    for (const SubscriptionId subscription : subscriptions_.list(route.conflated_batch)) {
        subscriptions_.count(subscription).conflated += replaced;
    }
}

void Consumer::pick(std::span<const Subscriptions::ListId> lists) {
    auto& [who, count, end, events] = picks_;
    const auto index = [](SubscriptionId subscription) {
        return static_cast<std::size_t>(subscription);
    };
    for (const SubscriptionId subscription : who) count[index(subscription)] = 0;
    who.clear();
    count.resize(subscriptions_.size());
    end.resize(subscriptions_.size());
    std::size_t total = 0;
    for (const Subscriptions::ListId list : lists) {
        for (const SubscriptionId subscription : subscriptions_.list(list)) {
            if (count[index(subscription)]++ == 0) who.push_back(subscription);
            ++total;
        }
    }
    std::ranges::sort(who);
    std::uint32_t first = 0;
    for (const SubscriptionId subscription : who) {
        end[index(subscription)] = first;
        first += count[index(subscription)];
    }
    events.resize(total);
    for (std::size_t place = 0; place < lists.size(); ++place) {
        for (const SubscriptionId subscription : subscriptions_.list(lists[place])) {
            events[end[index(subscription)]++] = static_cast<std::uint16_t>(place);
        }
    }
}

std::span<const Event> Consumer::gather(std::span<const Event> run, SubscriptionId subscription) {
    const auto index = static_cast<std::size_t>(subscription);
    const std::size_t count = picks_.count[index];
    gathered_.clear();
    for (const std::uint16_t place :
         std::span{picks_.events}.subspan(picks_.end[index] - count, count)) {
        gathered_.push_back(run[place]);
    }
    return gathered_;
}

void Consumer::close() noexcept {
    if (!open_) return;
    open_ = false;
    budget_ = 0;
    if (!polling_) leave();
}

void Consumer::leave() noexcept {
    const auto lock = bus_.lock();
    for (std::size_t i = 0; i < feed_count(); ++i) {
        for (const Lane lane : all_lanes) {
            read_as(*feeds_[i], lane, Reading::off);
            discard_conflated(*feeds_[i], lane);
        }
    }
    bus_.forget(*this);
}

}  // namespace swarmcore::bus
