#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "swarmcore/core/units.hpp"

namespace swarmcore::sim {

/// At which prices of either side a change means something to whoever watches: a range, and all
/// from some price on toward the better ones. Asking costs a few instructions for every message of
/// a feed and no branch.
class Watch {
  public:
    /// Whether a change of `side` at `price`, 1 or more, is watched.
    [[nodiscard]] bool covers(Side side, Price price) const noexcept {
        const Range& range = ranges_[place(side)];
        const std::int64_t key = key_of(side, price);
        const bool between = (key >= range.from) & (key <= range.to);
        return between | (key >= range.beyond);
    }
    /// Watches no price.
    void clear() noexcept { ranges_ = {}; }
    /// Watches every price.
    void cover_all() noexcept { ranges_[0].beyond = ranges_[1].beyond = least; }
    /// Watches the prices from `worst` to `best` of `side`, instead of those of the last such call.
    void cover_range(Side side, Price worst, Price best) noexcept {
        Range& range = ranges_[place(side)];
        range.from = key_of(side, worst);
        range.to = key_of(side, best);
    }
    /// Watches `price` of `side`, and all that are better, as well.
    void cover_from(Side side, Price price) noexcept {
        std::int64_t& beyond = ranges_[place(side)].beyond;
        beyond = std::min(beyond, key_of(side, price));
    }

  private:
    static constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    static constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

    // In prices that grow as they get better, on both sides. The largest price is out of reach.
    struct Range {
        std::int64_t from = most;
        std::int64_t to = least;
        std::int64_t beyond = most;
    };

    static std::size_t place(Side side) noexcept { return side == Side::bid ? 0U : 1U; }
    static std::int64_t key_of(Side side, Price price) noexcept {
        return price.count() * static_cast<std::int64_t>(side);
    }

    std::array<Range, 2> ranges_;
};

}  // namespace swarmcore::sim
