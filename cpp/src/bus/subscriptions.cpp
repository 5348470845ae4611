#include "swarmcore/bus/subscriptions.hpp"

#include <algorithm>
#include <stdexcept>

#include "swarmcore/bus/ports.hpp"

namespace swarmcore::bus {

SubscriptionId Subscriptions::add(std::string_view pattern, SubscriptionOptions options) {
    if (options.timeout < std::chrono::nanoseconds{0}) {
        throw std::invalid_argument{"timeout: expected 0 or more nanoseconds, was " +
                                    std::to_string(options.timeout.count())};
    }
    const SubscriptionId subscription = router_.subscribe(pattern);
    entries_.push_back({std::string{pattern}, options});
    counts_.emplace_back();
    changed();
    return subscription;
}

bool Subscriptions::remove(SubscriptionId subscription) {
    if (!router_.unsubscribe(subscription)) return false;
    changed();
    return true;
}

void Subscriptions::changed() {
    ++generation_;
    gated_lanes_ = 0;
    lossy_lanes_ = 0;
    patience_.fill(Ports::no_limit);
    for (auto& lossy : lossy_) lossy.clear();
    for (std::size_t index = 0; index < entries_.size(); ++index) {
        const auto subscription = static_cast<SubscriptionId>(index);
        const auto& [pattern, options] = entries_[index];
        if (!is_active(subscription) || options.overflow == Overflow::conflate) continue;
        const LaneSet lanes = lanes_of(pattern);
        const bool lossy = options.overflow == Overflow::drop_oldest;
        (lossy ? lossy_lanes_ : gated_lanes_) |= lanes;
        for (const Lane lane : all_lanes) {
            if ((lanes & lane_bit(lane)) == 0) continue;
            if (lossy) {
                lossy_[index_of(lane)].push_back(subscription);
                continue;
            }
            auto& patience = patience_[index_of(lane)];
            const bool waits = options.overflow == Overflow::block;
            patience = std::min(patience, waits ? options.timeout : std::chrono::nanoseconds{0});
        }
    }
}

const Subscriptions::Route& Subscriptions::learn(TopicId topic) {
    const auto index = static_cast<std::size_t>(topic);
    while (router_.topic_count() <= index) {
        router_.topic(topics_.name(static_cast<TopicId>(router_.topic_count())));
    }
    if (routes_.size() <= index) routes_.resize(router_.topic_count());
    Route& route = routes_[index];
    route.single.clear();
    route.conflated_single.clear();
    std::vector<SubscriptionId> batch;
    std::vector<SubscriptionId> conflated_batch;
    for (const SubscriptionId subscription : router_.route(topic)) {
        const SubscriptionOptions& options = entry(subscription).options;
        if (options.overflow == Overflow::conflate) {
            (options.batch ? conflated_batch : route.conflated_single).push_back(subscription);
        } else {
            (options.batch ? batch : route.single).push_back(subscription);
        }
    }
    route.batch = intern(batch);
    route.conflated_batch = intern(conflated_batch);
    route.generation = generation_;
    return route;
}

Subscriptions::ListId Subscriptions::intern(const std::vector<SubscriptionId>& subscriptions) {
    if (subscriptions.empty()) return 0;
    const auto [place, is_new] =
        list_ids_.try_emplace(subscriptions, static_cast<ListId>(lists_.size()));
    if (is_new) lists_.push_back(subscriptions);
    return place->second;
}

void Subscriptions::forget_old_lists() {
    if (lists_generation_ == generation_) return;
    lists_generation_ = generation_;
    lists_.resize(1);
    list_ids_.clear();
    // Routes learned since the change name lists that are gone.
    ++generation_;
    lists_generation_ = generation_;
}

const Subscriptions::Entry& Subscriptions::entry(SubscriptionId subscription) const {
    const auto index = static_cast<std::size_t>(subscription);
    if (index >= entries_.size()) {
        throw std::out_of_range{"subscription: expected an id below " +
                                std::to_string(entries_.size()) + ", was " + std::to_string(index)};
    }
    return entries_[index];
}

const std::string& Subscriptions::pattern(SubscriptionId subscription) const {
    return entry(subscription).pattern;
}

const SubscriptionOptions& Subscriptions::options(SubscriptionId subscription) const {
    return entry(subscription).options;
}

const SubscriptionCounts& Subscriptions::counts(SubscriptionId subscription) const {
    (void)entry(subscription);
    return counts_[static_cast<std::size_t>(subscription)];
}

}  // namespace swarmcore::bus
