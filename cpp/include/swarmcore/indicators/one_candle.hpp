#pragma once

#include "swarmcore/indicators/pattern.hpp"

/// Candlestick patterns of one candle.
namespace swarmcore::indicators {

class Cdlbelthold : public Pattern<Cdlbelthold, 10, Kept::mean_body, Kept::mean_range> {
  public:
    static constexpr auto declaration =
        describe("cdlbelthold", "Belt-hold: a long candle that opens at its extreme",
                 "A long white body without lower shadow (100), or a long black one without upper\n"
                 "shadow (-100).");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask opens_at_extreme = (candle.white(0) & candle.no_lower_shadow(0)) |
                                      (candle.black(0) & candle.no_upper_shadow(0));
        return candle.as_color(candle.long_body(0) & opens_at_extreme, 0);
    }
};

class Cdlclosingmarubozu
    : public Pattern<Cdlclosingmarubozu, 10, Kept::mean_body, Kept::mean_range> {
  public:
    static constexpr auto declaration =
        describe("cdlclosingmarubozu", "Closing marubozu: a long candle that closes at its extreme",
                 "A long white body without upper shadow (100), or a long black one without lower\n"
                 "shadow (-100).");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask closes_at_extreme = (candle.white(0) & candle.no_upper_shadow(0)) |
                                       (candle.black(0) & candle.no_lower_shadow(0));
        return candle.as_color(candle.long_body(0) & closes_at_extreme, 0);
    }
};

class Cdldoji : public Pattern<Cdldoji, 10, Kept::mean_range> {
  public:
    static constexpr auto declaration =
        describe("cdldoji", "Doji: a candle that closes about where it opened",
                 "A doji body, whatever the shadows: 100, which says nothing of a direction.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bullish(candle.doji(0));
    }
};

class Cdldragonflydoji : public Pattern<Cdldragonflydoji, 10, Kept::mean_range> {
  public:
    static constexpr auto declaration =
        describe("cdldragonflydoji", "Dragonfly doji: a doji with a lower shadow alone",
                 "A doji without upper shadow, with a lower one: 100, which says nothing of a\n"
                 "direction.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bullish(candle.doji(0) & candle.no_upper_shadow(0) &
                              candle.some_lower_shadow(0));
    }
};

class Cdlgravestonedoji : public Pattern<Cdlgravestonedoji, 10, Kept::mean_range> {
  public:
    static constexpr auto declaration =
        describe("cdlgravestonedoji", "Gravestone doji: a doji with an upper shadow alone",
                 "A doji without lower shadow, with an upper one: 100, which says nothing of a\n"
                 "direction.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bullish(candle.doji(0) & candle.no_lower_shadow(0) &
                              candle.some_upper_shadow(0));
    }
};

class Cdlhighwave : public Pattern<Cdlhighwave, 10, Kept::mean_body> {
  public:
    static constexpr auto declaration =
        describe("cdlhighwave", "High-wave candle: a short body between very long shadows",
                 "A short body with both shadows very long; 100 where white, -100 where black,\n"
                 "which says nothing of a direction.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.as_color(candle.short_body(0) & candle.very_long_upper_shadow(0) &
                                   candle.very_long_lower_shadow(0),
                               0);
    }
};

class Cdllongleggeddoji : public Pattern<Cdllongleggeddoji, 10, Kept::mean_range> {
  public:
    static constexpr auto declaration =
        describe("cdllongleggeddoji", "Long-legged doji: a doji with a long shadow",
                 "A doji with one shadow or both long: 100, which says nothing of a direction.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bullish(candle.doji(0) &
                              (candle.long_lower_shadow(0) | candle.long_upper_shadow(0)));
    }
};

class Cdllongline : public Pattern<Cdllongline, 10, Kept::mean_body, Kept::mean_shadows> {
  public:
    static constexpr auto declaration = describe(
        "cdllongline", "Long line: a long body with short shadows",
        "A long body with both shadows short; 100 where white, -100 where black.", detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.as_color(candle.long_body(0) & candle.short_shadows(0), 0);
    }
};

class Cdlmarubozu : public Pattern<Cdlmarubozu, 10, Kept::mean_body, Kept::mean_range> {
  public:
    static constexpr auto declaration =
        describe("cdlmarubozu", "Marubozu: a long body without shadows",
                 "A long body without shadows; 100 where white, -100 where black.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.as_color(candle.long_body(0) & candle.no_shadows(0), 0);
    }
};

class Cdlrickshawman
    : public Pattern<Cdlrickshawman, 10, Kept::mean_range, Kept::mean_recent_range> {
  public:
    static constexpr auto declaration = describe(
        "cdlrickshawman", "Rickshaw man: a long-legged doji with its body amid the range",
        "A doji with both shadows long, whose body lies near the middle of the range: 100,\n"
        "which says nothing of a direction.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Lanes middle = candle.low(0) + candle.range(0) / 2.0;
        return candle.bullish(candle.doji(0) & candle.long_lower_shadow(0) &
                              candle.long_upper_shadow(0) &
                              (candle.bottom(0) <= middle + candle.near(0)) &
                              (candle.top(0) >= middle - candle.near(0)));
    }
};

class Cdlshortline : public Pattern<Cdlshortline, 10, Kept::mean_body, Kept::mean_shadows> {
  public:
    static constexpr auto declaration =
        describe("cdlshortline", "Short line: a short body with short shadows",
                 "A short body with both shadows short; 100 where white, -100 where black, which\n"
                 "says nothing of a direction.",
                 detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.as_color(candle.short_body(0) & candle.short_shadows(0), 0);
    }
};

class Cdlspinningtop : public Pattern<Cdlspinningtop, 10, Kept::mean_body> {
  public:
    static constexpr auto declaration = describe(
        "cdlspinningtop", "Spinning top: a short body between long shadows",
        "A short body with both shadows longer than it; 100 where white, -100 where black,\n"
        "which says nothing of a direction.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.as_color(
            candle.short_body(0) & candle.long_upper_shadow(0) & candle.long_lower_shadow(0), 0);
    }
};

class Cdltakuri : public Pattern<Cdltakuri, 10, Kept::mean_range> {
  public:
    static constexpr auto declaration =
        describe("cdltakuri", "Takuri: a dragonfly doji with a very long lower shadow",
                 "A doji without upper shadow, with a very long lower one: 100.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bullish(candle.doji(0) & candle.no_upper_shadow(0) &
                              candle.very_long_lower_shadow(0));
    }
};

}  // namespace swarmcore::indicators
