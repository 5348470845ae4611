#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "swarmcore/sim/timed_queue.hpp"

namespace swarmcore::sim {

/// Merges streams by (time, stream): at one time, the stream that was added first comes first.
/// It holds the time of the next row of each; the rows are its user's.
///
/// A user asks which stream is `first`, handles its rows while their time is below `limit`, and
/// then tells the time of the row that it stopped at: with one stream that never happens, and with
/// few or with bursts, seldom. Cost: `first`, `time` and `limit` O(1); `move` O(log streams), for
/// two one comparison. Threads: one.
class Merge {
  public:
    /// Adds the next stream, whose first row comes at `ts`.
    void add(std::int64_t ts) {
        heads_.push_back({.ts = ts, .stream = static_cast<std::uint32_t>(heads_.size())});
        std::size_t place = heads_.size() - 1;
        while (place != 0 && heads_[place].before(heads_[(place - 1) / 2])) {
            std::swap(heads_[place], heads_[(place - 1) / 2]);
            place = (place - 1) / 2;
        }
    }
    /// The stream whose row comes next. Precondition: one was added.
    [[nodiscard]] std::size_t first() const noexcept { return heads_.front().stream; }
    /// The time of that row; `end_of_time` after the last row of the last stream.
    [[nodiscard]] std::int64_t time() const noexcept {
        return heads_.empty() ? end_of_time : heads_.front().ts;
    }
    /// The time before which the rows of `first` come before those of any other.
    [[nodiscard]] std::int64_t limit() const noexcept {
        if (heads_.size() < 2) return end_of_time;
        const Head& other =
            heads_.size() == 2 || heads_[1].before(heads_[2]) ? heads_[1] : heads_[2];
        // At one time the stream that was added first wins.
        const bool wins = heads_.front().stream < other.stream && other.ts != end_of_time;
        return other.ts + (wins ? 1 : 0);
    }
    /// The next row of `first` comes at `ts`; `end_of_time` where it has none.
    void move(std::int64_t ts) noexcept {
        const Head head{.ts = ts, .stream = heads_.front().stream};
        std::size_t place = 0;
        while (true) {
            std::size_t child = 2 * place + 1;
            if (child >= heads_.size()) break;
            if (child + 1 < heads_.size() && heads_[child + 1].before(heads_[child])) ++child;
            if (!heads_[child].before(head)) break;
            heads_[place] = heads_[child];
            place = child;
        }
        heads_[place] = head;
    }

  private:
    struct Head {
        std::int64_t ts;
        std::uint32_t stream;

        [[nodiscard]] bool before(const Head& other) const noexcept {
            return ts != other.ts ? ts < other.ts : stream < other.stream;
        }
    };

    std::vector<Head> heads_;  ///< a heap, the first on top
};

}  // namespace swarmcore::sim
