#pragma once

#include <cstddef>

#include "swarmcore/indicators/pattern.hpp"

/// Hikkake patterns: a break out of an inside candle that is taken for false, and the candle that
/// confirms it.
namespace swarmcore::indicators {

namespace detail {

/// Where there is a hikkake, in each direction.
struct Hikkake {
    Mask bullish;
    Mask bearish;
};

/// +-100 for a hikkake, +-200 where the last one, of the three candles before, is confirmed for the
/// first time: by a close above the high, or below the low, of the candle before it.
template <class Setup>
[[nodiscard]] Lanes with_confirmation(const Candles& candle, Setup setup) noexcept {
    Hikkake open{};
    Lanes high{};
    Lanes low{};
    Lanes result{};
    for (std::size_t n = 4; n-- > 0;) {
        const Hikkake now = setup(n);
        const Mask any = now.bullish | now.bearish;
        const Mask up = open.bullish & ~any & (candle.close(n) > high);
        const Mask down = open.bearish & ~any & (candle.close(n) < low);
        result = Candles::bullish(now.bullish) + Candles::bearish(now.bearish) +
                 Candles::bullish(up, 200.0) + Candles::bearish(down, 200.0);
        open.bullish = now.bullish | (open.bullish & ~any & ~up);
        open.bearish = now.bearish | (open.bearish & ~any & ~down);
        high = choose(any, candle.high(n + 1), high);
        low = choose(any, candle.low(n + 1), low);
    }
    return result;
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

class Cdlhikkake : public Pattern<Cdlhikkake, 5> {
  public:
    static constexpr auto declaration =
        describe("cdlhikkake", "Hikkake: a break out of an inside candle that turns out false",
                 "A candle within the range of the one before, then one that falls (100) or rises\n"
                 "(-100) with high and low. Within three candles more, the first close above\n"
                 "the inside candle's high (200), or below its low (-200), confirms the last\n"
                 "one; a new hikkake goes before a confirmation.",
                 detail::chesler);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return detail::with_confirmation(candle, [&](std::size_t n) noexcept {
            const Mask inside = detail::inside(candle, n + 1);
            return detail::Hikkake{.bullish = inside & detail::falls(candle, n),
                                   .bearish = inside & detail::rises(candle, n)};
        });
    }
};

class Cdlhikkakemod : public Pattern<Cdlhikkakemod, 10, Average::recent_range> {
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
        return detail::with_confirmation(candle, [&](std::size_t n) noexcept {
            const Mask inside = detail::inside(candle, n + 1) & detail::inside(candle, n + 2);
            const Lanes close = candle.close(n + 2);
            const Lanes near = candle.near(n + 2);
            return detail::Hikkake{
                .bullish = inside & detail::falls(candle, n) & (close <= candle.low(n + 2) + near),
                .bearish =
                    inside & detail::rises(candle, n) & (close >= candle.high(n + 2) - near)};
        });
    }
};

}  // namespace swarmcore::indicators
