#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "swarmcore/core/event.hpp"

namespace swarmcore::benchmarks {

/// The plainest quick queue between two threads, as a peer of the broadcast ring: one thread pushes
/// and one pops, each by one event, and neither looks at the other's cursor before it must.
class SpscRing {
  public:
    /// `capacity` is a power of two.
    explicit SpscRing(std::size_t capacity) : slots_(capacity), mask_{capacity - 1} {}

    [[nodiscard]] bool try_push(const Event& event) noexcept {
        const std::uint64_t place = pushed_.load(std::memory_order_relaxed);
        if (place - popped_seen_ == slots_.size()) {
            popped_seen_ = popped_.load(std::memory_order_acquire);
            if (place - popped_seen_ == slots_.size()) return false;
        }
        slots_[place & mask_] = event;
        pushed_.store(place + 1, std::memory_order_release);
        return true;
    }

    [[nodiscard]] bool try_pop(Event& event) noexcept {
        const std::uint64_t place = popped_.load(std::memory_order_relaxed);
        if (place == pushed_seen_) {
            pushed_seen_ = pushed_.load(std::memory_order_acquire);
            if (place == pushed_seen_) return false;
        }
        event = slots_[place & mask_];
        popped_.store(place + 1, std::memory_order_release);
        return true;
    }

  private:
    std::vector<Event> slots_;
    std::size_t mask_;
    // Each side's cursor and its stale copy of the other's share a cache line of their own, so that
    // neither thread's writes invalidate what the other reads on every call.
    alignas(64) std::atomic<std::uint64_t> pushed_{0};
    std::uint64_t popped_seen_ = 0;
    alignas(64) std::atomic<std::uint64_t> popped_{0};
    std::uint64_t pushed_seen_ = 0;
};

}  // namespace swarmcore::benchmarks
