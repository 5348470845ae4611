#include "swarmcore/bus/topics.hpp"

#include <stdexcept>

#include "swarmcore/bus/pattern.hpp"

namespace swarmcore::bus {

TopicId Topics::topic(std::string_view name) {
    const std::scoped_lock lock{mutex_};
    if (const auto found = ids_.find(name); found != ids_.end()) return found->second;
    check_topic(name);
    const auto id = static_cast<TopicId>(names_.size());
    names_.emplace_back(name);
    ids_.emplace(std::string{name}, id);
    size_.store(names_.size(), std::memory_order_release);
    return id;
}

std::optional<TopicId> Topics::find(std::string_view name) const {
    const std::scoped_lock lock{mutex_};
    const auto found = ids_.find(name);
    if (found == ids_.end()) return std::nullopt;
    return found->second;
}

const std::string& Topics::name(TopicId topic) const {
    const std::scoped_lock lock{mutex_};
    const auto index = static_cast<std::size_t>(topic);
    if (index >= names_.size()) {
        throw std::out_of_range{"topic: expected an id below " + std::to_string(names_.size()) +
                                ", was " + std::to_string(index)};
    }
    return names_[index];
}

std::vector<std::string> Topics::names() const {
    const std::scoped_lock lock{mutex_};
    return {names_.begin(), names_.end()};
}

}  // namespace swarmcore::bus
