#include "swarmcore/bus/router.hpp"

#include <algorithm>
#include <stdexcept>

namespace swarmcore::bus {

TopicId Router::topic(std::string_view name) {
    if (const auto found = ids_.find(name); found != ids_.end()) return found->second;
    check_topic(name);
    const auto id = static_cast<TopicId>(topics_.size());
    Topic topic{std::string{name}, lane_of(name), {}};
    for (std::size_t index = 0; index < patterns_.size(); ++index) {
        if (!patterns_[index].empty() && matches(patterns_[index], name)) {
            topic.subscriptions.push_back(static_cast<SubscriptionId>(index));
        }
    }
    topics_.push_back(std::move(topic));
    ids_.emplace(std::string{name}, id);
    return id;
}

const std::string& Router::topic_name(TopicId topic) const {
    if (!knows(topic)) {
        throw std::out_of_range{"topic: expected an id below " + std::to_string(topics_.size()) +
                                ", was " + std::to_string(static_cast<std::uint32_t>(topic))};
    }
    return topics_[static_cast<std::size_t>(topic)].name;
}

SubscriptionId Router::subscribe(std::string_view pattern) {
    check_pattern(pattern);
    const auto id = static_cast<SubscriptionId>(patterns_.size());
    patterns_.emplace_back(pattern);
    for (Topic& topic : topics_) {
        if (matches(pattern, topic.name)) topic.subscriptions.push_back(id);
    }
    return id;
}

bool Router::unsubscribe(SubscriptionId subscription) {
    if (!is_active(subscription)) return false;
    ++ended_count_;
    patterns_[static_cast<std::size_t>(subscription)].clear();
    for (Topic& topic : topics_) std::erase(topic.subscriptions, subscription);
    return true;
}

bool Router::is_active(SubscriptionId subscription) const noexcept {
    const auto index = static_cast<std::size_t>(subscription);
    return index < patterns_.size() && !patterns_[index].empty();
}

}  // namespace swarmcore::bus
