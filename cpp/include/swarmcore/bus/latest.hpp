#pragma once

#include <atomic>
#include <cstdint>

#include "swarmcore/core/event.hpp"

namespace swarmcore::bus {

/// The latest event of a topic, as one thread publishes it and others read it.
///
/// Cost: a cache line and a half written an event; a reader repeats while it is being written.
/// Threads: one writer, any readers.
class LatestEvent {
  public:
    void store(const Event& event) noexcept;

    /// The event, and how many were stored so far, it included; at least one must have been.
    std::uint64_t load(Event& event) const noexcept;

    /// How many were stored so far. For the writer.
    [[nodiscard]] std::uint64_t count() const noexcept {
        return version_.load(std::memory_order_relaxed) / 2;
    }

  private:
    mutable Event event_;                    // read atomically, see shared_event.hpp
    std::atomic<std::uint64_t> version_{0};  // odd while being written
};

/// A topic of one publisher as one conflating consumer sees it.
struct ConflatedTopic {
    explicit ConflatedTopic(const LatestEvent& of) noexcept : latest{of} {}

    const LatestEvent& latest;
    std::atomic<std::uint64_t> since{0};  ///< events stored when the consumer came to want it
    std::uint64_t seen = 0;               ///< events stored when it read last; the consumer's
    std::atomic<bool> dirty{false};       ///< in the list, or about to be
    ConflatedTopic* next = nullptr;       ///< in the list; the publisher's until taken
};

/// The topics that have news for one consumer, first come first served. A topic is in it at most
/// once, so that it has no capacity to exceed, and its newest event is never lost.
///
/// Cost: one atomic exchange for a topic that is in it, two more to put one in.
/// Threads: one marks, one takes.
class DirtyTopics {
  public:
    /// Says that the topic's latest event was stored; true where the topic was clean before.
    bool mark(ConflatedTopic& topic) noexcept {
        if (topic.dirty.exchange(true, std::memory_order_acq_rel)) return false;
        topic.next = newest_.load(std::memory_order_relaxed);
        while (!newest_.compare_exchange_weak(topic.next, &topic, std::memory_order_acq_rel,
                                              std::memory_order_relaxed)) {
        }
        return true;
    }

    [[nodiscard]] bool is_empty() const noexcept {
        return newest_.load(std::memory_order_acquire) == nullptr;
    }

    /// All of them, oldest first, linked by `next`. The taker cleans each before it loads the
    /// event, and reads `next` before it cleans.
    [[nodiscard]] ConflatedTopic* take() noexcept {
        ConflatedTopic* newest = newest_.exchange(nullptr, std::memory_order_acq_rel);
        ConflatedTopic* oldest = nullptr;
        while (newest != nullptr) {
            ConflatedTopic* const before = newest->next;
            newest->next = oldest;
            oldest = newest;
            newest = before;
        }
        return oldest;
    }

  private:
    std::atomic<ConflatedTopic*> newest_{nullptr};
};

}  // namespace swarmcore::bus
