#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "swarmcore/core/hash.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/sim/key_map.hpp"

namespace swarmcore::sim {

/// What the account has consumed of what one side of a market displays: by order id where the feed
/// tells of orders, by price where it tells of levels. No entry is 0.
class Ledger {
  public:
    [[nodiscard]] bool empty() const noexcept { return taken_.empty(); }
    [[nodiscard]] Quantity taken(std::uint64_t key) const noexcept {
        const Quantity* quantity = taken_.find(key);
        return quantity == nullptr ? Quantity{} : *quantity;
    }
    /// `quantity` more, 1 or above, of what is displayed at `price`.
    void take(std::uint64_t key, Price price, Quantity quantity) noexcept {
        lowest_ = empty() ? price : std::min(lowest_, price);
        highest_ = empty() ? price : std::max(highest_, price);
        taken_[key] += quantity;
    }
    /// Of one order or level no more is displayed than `displayed`.
    void limit(std::uint64_t key, Quantity displayed) noexcept {
        Quantity* quantity = taken_.find(key);
        if (quantity == nullptr) return;
        *quantity = std::min(*quantity, displayed);
        if (*quantity == Quantity{}) taken_.erase(key);
    }
    /// The same of an order that is listed anew, at another price, perhaps.
    void list_anew(std::uint64_t key, Price price, Quantity displayed) noexcept {
        limit(key, displayed);
        if (taken(key) == Quantity{}) return;
        lowest_ = std::min(lowest_, price);
        highest_ = std::max(highest_, price);
    }
    /// The same of all; `displayed(key)` tells.
    template <class Displayed>
    void limit_all(Displayed&& displayed) noexcept {
        if (empty()) return;
        keys_.clear();
        taken_.visit([&](std::uint64_t key, Quantity) { keys_.push_back(key); });
        for (const std::uint64_t key : keys_) limit(key, displayed(key));
    }
    /// Between which prices, or closer, the entries lie; nothing lies between where there is none.
    [[nodiscard]] Price lowest() const noexcept {
        return empty() ? Price{std::numeric_limits<std::int64_t>::max()} : lowest_;
    }
    [[nodiscard]] Price highest() const noexcept {
        return empty() ? Price{std::numeric_limits<std::int64_t>::min()} : highest_;
    }

    void hash(StateHash& state) const noexcept {
        // Summed, since the table keeps no order.
        std::uint64_t sum = 0;
        taken_.visit([&](std::uint64_t key, Quantity quantity) {
            StateHash one;
            one.update(key);
            one.update(quantity.count());
            sum += one.digest();
        });
        state.update(sum);
    }

  private:
    KeyMap<Quantity> taken_;
    std::vector<std::uint64_t> keys_;  ///< reused by `limit_all`
    Price lowest_;
    Price highest_;
};

}  // namespace swarmcore::sim
