#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

#include "swarmcore/core/units.hpp"

namespace swarmcore::sim {

/// Later than anything that happens in a replay.
inline constexpr std::int64_t end_of_time = std::numeric_limits<std::int64_t>::max();

/// A time some delay later, which stays before the end of time.
[[nodiscard]] constexpr std::int64_t later(std::int64_t ts, Nanos delay) noexcept {
    const std::int64_t most = end_of_time - 1;
    return ts > 0 && delay.count() > most - ts ? most : ts + delay.count();
}

/// What is under way and when it arrives, first sent first arrived: nothing overtakes on a line, so
/// that what would arrive before something sent earlier arrives together with it.
///
/// Cost: O(1); allocates only where more is under way than ever before.
/// Threads: one.
template <class Item>
class TimedQueue {
  public:
    [[nodiscard]] bool empty() const noexcept { return first_ == last_; }
    [[nodiscard]] std::size_t size() const noexcept { return last_ - first_; }
    /// When the first arrives; `end_of_time` where nothing is under way.
    [[nodiscard]] std::int64_t next_time() const noexcept {
        return empty() ? end_of_time : slots_[first_ & mask()].ts;
    }
    /// Sends an item to arrive at `ts` or, if that is later, with the one before it. Returns when.
    std::int64_t push(std::int64_t ts, Item item) {
        if (size() == slots_.size()) grow();
        latest_ = std::max(latest_, ts);
        slots_[last_++ & mask()] = {.ts = latest_, .item = std::move(item)};
        return latest_;
    }
    /// Precondition: not empty.
    [[nodiscard]] Item pop() noexcept { return std::move(slots_[first_++ & mask()].item); }

  private:
    struct Slot {
        std::int64_t ts = 0;
        Item item{};
    };

    [[nodiscard]] std::size_t mask() const noexcept { return slots_.size() - 1; }
    void grow() {
        std::vector<Slot> wider(std::max<std::size_t>(16, 2 * slots_.size()));
        for (std::size_t i = 0; i < size(); ++i) {
            wider[i] = std::move(slots_[(first_ + i) & mask()]);
        }
        last_ = size();
        first_ = 0;
        slots_.swap(wider);
    }

    std::vector<Slot> slots_;
    std::size_t first_ = 0;  ///< counts up for ever; its place is this modulo the size
    std::size_t last_ = 0;
    std::int64_t latest_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace swarmcore::sim
