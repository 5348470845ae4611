#pragma once

#include <cstddef>

#include "swarmcore/indicators/pattern.hpp"

/// Hikkake patterns: a break out of an inside candle that is taken for false, and the candle that
/// confirms it.
namespace swarmcore::indicators {

namespace detail {

/// +-100 for a hikkake, +-200 where the last one, of the three candles before, is confirmed for the
/// first time: by a close above the high, or below the low, of the candle before it.
[[nodiscard]] inline Lanes with_confirmation(const Candles& candle) noexcept {
    Lanes open{};
    Lanes high{};
    Lanes low{};
    Lanes confirmed{};
    for (std::size_t n = 4; n-- > 0;) {
        const Lanes now = candle.hikkake(n);
        const Mask any = now != Lanes{};
        const Mask up = (open > 0.0) & (candle.close(n) > high);
        const Mask down = (open < 0.0) & (candle.close(n) < low);
        confirmed = where((up | down) & ~any, open);
        open = choose(any | up | down, now, open);
        high = choose(any, candle.high(n + 1), high);
        low = choose(any, candle.low(n + 1), low);
    }
    return 100.0 * candle.hikkake(0) + 200.0 * confirmed;
}

/// Whether candle n lies within the one before it.
[[nodiscard]] inline Mask inside(const Candles& candle, std::size_t n) noexcept {
    return (candle.high(n) < candle.high(n + 1)) & (candle.low(n) > candle.low(n + 1));
}
[[nodiscard]] inline Mask falls(const Candles& candle, std::size_t n) noexcept {
    return (candle.high(n) < candle.high(n + 1)) & (candle.low(n) < candle.low(n + 1));
}
[[nodiscard]] inline Mask rises(const Candles& candle, std::size_t n) noexcept {
    return (candle.high(n) > candle.high(n + 1)) & (candle.low(n) > candle.low(n + 1));
}

}  // namespace detail

class Cdlhikkake : public Pattern<Cdlhikkake, 5, Kept::hikkake> {
  public:
    static constexpr auto declaration =
        describe("cdlhikkake", "Hikkake: a break out of an inside candle that turns out false",
                 "A candle within the range of the one before, then one that falls (100) or rises\n"
                 "(-100) with high and low. Within three candles more, the first close above\n"
                 "the inside candle's high (200), or below its low (-200), confirms the last\n"
                 "one; a new hikkake goes before a confirmation.",
                 detail::chesler);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return detail::with_confirmation(candle);
    }
    [[nodiscard]] static Lanes hikkake(const Candles& candle) noexcept {
        const Mask inside = detail::inside(candle, 1);
        return Candles::bullish(inside & detail::falls(candle, 0), 1.0) +
               Candles::bearish(inside & detail::rises(candle, 0), 1.0);
    }
};

class Cdlhikkakemod : public Pattern<Cdlhikkakemod, 10, Kept::mean_recent_range, Kept::hikkake> {
  public:
    static constexpr auto declaration =
        describe("cdlhikkakemod", "Modified hikkake: one whose inside candle follows another",
                 "A candle within the range of the one before, which closes near its low (its\n"
                 "high); one within its range; then one that falls (100) or rises (-100) with\n"
                 "high and low. Within three candles more, the first close above the third\n"
                 "candle's high (200), or below its low (-200), confirms the last one; a new\n"
                 "hikkake goes before a confirmation.",
                 detail::chesler);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return detail::with_confirmation(candle);
    }
    [[nodiscard]] static Lanes hikkake(const Candles& candle) noexcept {
        const Mask inside = detail::inside(candle, 1) & detail::inside(candle, 2);
        const Mask near_low = candle.close(2) <= candle.low(2) + candle.near(2);
        const Mask near_high = candle.close(2) >= candle.high(2) - candle.near(2);
        return Candles::bullish(inside & detail::falls(candle, 0) & near_low, 1.0) +
               Candles::bearish(inside & detail::rises(candle, 0) & near_high, 1.0);
    }
};

}  // namespace swarmcore::indicators
