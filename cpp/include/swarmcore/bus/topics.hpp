#pragma once

#include <atomic>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "swarmcore/bus/ids.hpp"
#include "swarmcore/bus/lane.hpp"

namespace swarmcore::bus {

/// The topics of a bus: names that are interned once, as 0, 1, 2, … Nothing is ever taken out, so
/// that an id and the reference to its name hold as long as the registry.
///
/// Cost: `knows` reads one atomic; everything else takes a lock, so publishers and consumers keep
/// what they asked.
/// Threads: any.
class Topics {
  public:
    /// The id of a topic, made at its first use. Throws std::invalid_argument for an empty name or
    /// one that holds `*`, a blank or a control character.
    TopicId topic(std::string_view name);

    /// The id of a topic that was made before.
    [[nodiscard]] std::optional<TopicId> find(std::string_view name) const;

    /// Throws std::out_of_range for an id that `topic` never gave.
    [[nodiscard]] const std::string& name(TopicId topic) const;

    /// All names, by id.
    [[nodiscard]] std::vector<std::string> names() const;

    [[nodiscard]] std::size_t size() const noexcept {
        return size_.load(std::memory_order_acquire);
    }

    [[nodiscard]] bool knows(TopicId topic) const noexcept {
        return static_cast<std::size_t>(topic) < size();
    }

  private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept {
            return std::hash<std::string_view>{}(text);
        }
    };

    mutable std::mutex mutex_;
    std::deque<std::string> names_;
    std::unordered_map<std::string, TopicId, Hash, std::equal_to<>> ids_;
    std::atomic<std::size_t> size_{0};
};

}  // namespace swarmcore::bus
