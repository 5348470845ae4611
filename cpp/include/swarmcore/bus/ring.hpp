#pragma once

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

#include "swarmcore/core/event.hpp"

namespace swarmcore::bus {

/// A bounded queue of events in one block of memory. It numbers what is pushed: 0, 1, 2, …
///
/// Cost: push and pop O(1), one cache line each; nothing is allocated after construction.
/// Threads: one thread pushes and one pops; they may be the same.
class Ring {
  public:
    /// Throws std::invalid_argument unless `capacity` is a power of two of at least 2.
    explicit Ring(std::size_t capacity) : slots_(checked(capacity)), mask_{capacity - 1} {}

    /// Sets the event's sequence and stores it; false, storing nothing, when the ring is full.
    [[nodiscard]] bool try_push(Event event) noexcept {
        const std::uint64_t sequence = pushed_.load(std::memory_order_relaxed);
        if (sequence - popped_seen_ == slots_.size()) {
            popped_seen_ = popped_.load(std::memory_order_acquire);
            if (sequence - popped_seen_ == slots_.size()) return false;
        }
        event.sequence = sequence;
        slots_[sequence & mask_] = event;
        pushed_.store(sequence + 1, std::memory_order_release);
        return true;
    }

    /// Takes the oldest event; false when there is none.
    [[nodiscard]] bool try_pop(Event& event) noexcept {
        const std::uint64_t sequence = popped_.load(std::memory_order_relaxed);
        if (sequence == pushed_seen_) {
            pushed_seen_ = pushed_.load(std::memory_order_acquire);
            if (sequence == pushed_seen_) return false;
        }
        event = slots_[sequence & mask_];
        popped_.store(sequence + 1, std::memory_order_release);
        return true;
    }

    [[nodiscard]] std::size_t capacity() const noexcept { return slots_.size(); }

    /// The sequence that the next pushed event gets. For the pushing thread.
    [[nodiscard]] std::uint64_t next_sequence() const noexcept {
        return pushed_.load(std::memory_order_relaxed);
    }

  private:
    static std::size_t checked(std::size_t capacity) {
        if (capacity < 2 || !std::has_single_bit(capacity)) {
            throw std::invalid_argument{"capacity: expected a power of two of at least 2, was " +
                                        std::to_string(capacity)};
        }
        return capacity;
    }

    std::vector<Event> slots_;
    std::size_t mask_;
    // Each side's cursor and its stale copy of the other's share a cache line of their own, so that
    // neither thread's writes invalidate what the other reads on every call.
    alignas(64) std::atomic<std::uint64_t> pushed_{0};
    std::uint64_t popped_seen_ = 0;
    alignas(64) std::atomic<std::uint64_t> popped_{0};
    std::uint64_t pushed_seen_ = 0;
};

}  // namespace swarmcore::bus
