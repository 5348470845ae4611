#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

#include "swarmcore/book/order_pool.hpp"
#include "swarmcore/book/schedule.hpp"
#include "swarmcore/book/special_order.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// The dormant stops of one instrument by what wakes them, so that a trade that wakes none costs a
/// few comparisons.
///
/// Cost: `may_wake` O(1); a stop that is woken O(log stops); a trade beyond all since a trailing
/// stop came O(trailing stops).
class StopTriggers {
  public:
    /// Whether a trade at `price` may wake a stop or move a trailing one's trigger; false is sure.
    [[nodiscard]] bool may_wake(Price price) const noexcept {
        const std::int64_t ticks = price.count();
        return ticks >= lowest_buy_ || ticks <= highest_sell_ || ticks > still_up_to_ ||
               ticks < still_down_to_;
    }
    /// A dormant stop joins; `last_trade` is the price that a trailing one starts from, or 0.
    void add(OrderSlot slot, SpecialOrder& stop, Price last_trade);
    /// To be called where trailing stops joined without having followed the last trade: the next
    /// trade then moves whatever it can.
    void expect_any_move() noexcept {
        still_up_to_ = never_below;
        still_down_to_ = never_above;
    }
    /// To be called when a stop is dormant no longer, before it changes in anything else.
    void remove(OrderSlot slot, SpecialOrders& specials);
    /// Appends to `woken` the stops that a trade at `price` wakes, by arrival, and lets the other
    /// trailing ones follow. Those woken are still to be removed.
    void test(Price price, SpecialOrders& specials, std::vector<OrderSlot>& woken);

    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return buys_.memory_bytes() + sells_.memory_bytes() +
               trailing_.capacity() * sizeof(OrderSlot);
    }

    /// Where a trailing stop's trigger lies when the market is at `price`.
    [[nodiscard]] static std::int64_t trailing_trigger(const SpecialOrder& stop,
                                                       Price price) noexcept;
    /// Whether a trade at `price` wakes a stop.
    [[nodiscard]] static bool wakes(const SpecialOrder& stop, Price price) noexcept {
        return stop.side == Side::bid ? price.count() >= stop.trigger
                                      : price.count() <= stop.trigger;
    }

  private:
    static constexpr std::int64_t never_above = std::numeric_limits<std::int64_t>::max();
    static constexpr std::int64_t never_below = std::numeric_limits<std::int64_t>::min();

    void measure(SpecialOrders& specials);

    Schedule buys_;   ///< by trigger
    Schedule sells_;  ///< by minus trigger
    std::vector<OrderSlot> trailing_;
    // Bounds that hold for all stops, though they may be tighter than need be.
    std::int64_t lowest_buy_ = never_above;
    std::int64_t highest_sell_ = never_below;
    std::int64_t still_up_to_ = never_above;    ///< no trade up to this price moves a trailing sell
    std::int64_t still_down_to_ = never_below;  ///< nor down to this one a trailing buy
};

}  // namespace swarmcore::book
