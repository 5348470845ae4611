#include "swarmcore/bus/router.hpp"

#include <algorithm>
#include <stdexcept>

namespace swarmcore::bus {

namespace {

void check_name(std::string_view name, const char* what, bool wildcard) {
    const auto is_bad = [wildcard](char character) {
        const auto code = static_cast<unsigned char>(character);
        return code <= ' ' || code == 0x7f || (character == '*' && !wildcard);
    };
    if (name.empty() || std::any_of(name.begin(), name.end(), is_bad)) {
        throw std::invalid_argument{
            std::string{what} + ": expected a name without blanks or control characters" +
            (wildcard ? "" : " or *") + ", was \"" + std::string{name} + "\""};
    }
}

}  // namespace

// Greedy matching with one point of return: where a later part fails, only the last `*` need give
// way, by one more character.
bool matches(std::string_view pattern, std::string_view topic) noexcept {
    std::size_t at = 0;
    std::size_t in = 0;
    std::size_t star = std::string_view::npos;
    std::size_t resume = 0;
    while (at < topic.size()) {
        if (in < pattern.size() && pattern[in] == '*') {
            star = in++;
            resume = at;
        } else if (in < pattern.size() && pattern[in] == topic[at]) {
            ++in;
            ++at;
        } else if (star != std::string_view::npos) {
            in = star + 1;
            at = ++resume;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', in) == std::string_view::npos;
}

TopicId Router::topic(std::string_view name) {
    if (const auto found = ids_.find(name); found != ids_.end()) return found->second;
    check_name(name, "topic", false);
    const auto id = static_cast<TopicId>(topics_.size());
    Topic topic{std::string{name}, {}};
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
    check_name(pattern, "pattern", true);
    const auto id = static_cast<SubscriptionId>(patterns_.size());
    patterns_.emplace_back(pattern);
    for (Topic& topic : topics_) {
        if (matches(pattern, topic.name)) topic.subscriptions.push_back(id);
    }
    return id;
}

bool Router::unsubscribe(SubscriptionId subscription) {
    if (!is_active(subscription)) return false;
    patterns_[static_cast<std::size_t>(subscription)].clear();
    for (Topic& topic : topics_) std::erase(topic.subscriptions, subscription);
    return true;
}

bool Router::is_active(SubscriptionId subscription) const noexcept {
    const auto index = static_cast<std::size_t>(subscription);
    return index < patterns_.size() && !patterns_[index].empty();
}

}  // namespace swarmcore::bus
