#pragma once

#include "swarmcore/indicators/pattern.hpp"

/// Candlestick patterns of three candles; those of a star are in stars.hpp.
namespace swarmcore::indicators {

class Cdl2crows : public Pattern<Cdl2crows, 12, Kept::mean_body> {
  public:
    static constexpr auto declaration = describe(
        "cdl2crows", "Two crows: a black candle above a long white one, and another into its body",
        "A long white candle, a black one whose body gaps above it, and a black one that\n"
        "opens within the second body and closes within the first: -100.",
        detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bearish(candle.white(2) & candle.long_body(2) & candle.black(1) &
                              candle.body_gap_up(1, 2) & candle.black(0) &
                              candle.between(candle.open(0), candle.close(1), candle.open(1)) &
                              candle.between(candle.close(0), candle.open(2), candle.close(2)));
    }
};

class Cdl3inside : public Pattern<Cdl3inside, 12, Kept::mean_body> {
  public:
    static constexpr auto declaration = describe(
        "cdl3inside", "Three inside up or down: a harami, and a close beyond it",
        "A long body, one that is not long within it, and a candle of the other colour than\n"
        "the first that closes beyond the first one's open; 100 where the first is\n"
        "black, -100 where it is white.",
        detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask inside = (candle.top(1) < candle.top(2)) & (candle.bottom(1) > candle.bottom(2));
        const Mask beyond =
            (candle.white(2) & candle.black(0) & (candle.close(0) < candle.open(2))) |
            (candle.black(2) & candle.white(0) & (candle.close(0) > candle.open(2)));
        return candle.against_color(candle.long_body(2) & candle.no_long_body(1) & inside & beyond,
                                    2);
    }
};

class Cdl3outside : public Pattern<Cdl3outside, 3> {
  public:
    static constexpr auto declaration = describe(
        "cdl3outside", "Three outside up or down: an engulfing body, and a close beyond it",
        "A body that covers the one before it, of the other colour, beyond both ends, and a\n"
        "candle that closes further in its direction: 100 where the second is white,\n"
        "-100 where it is black.",
        detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask up = candle.white(1) & candle.black(2) & (candle.close(1) > candle.open(2)) &
                        (candle.open(1) < candle.close(2)) & (candle.close(0) > candle.close(1));
        const Mask down = candle.black(1) & candle.white(2) & (candle.open(1) > candle.close(2)) &
                          (candle.close(1) < candle.open(2)) & (candle.close(0) < candle.close(1));
        return candle.bullish(up) + candle.bearish(down);
    }
};

class Cdl3starsinsouth : public Pattern<Cdl3starsinsouth, 12, Kept::mean_body, Kept::mean_range> {
  public:
    static constexpr auto declaration = describe(
        "cdl3starsinsouth", "Three stars in the south: a fall that loses its strength",
        "A long black candle with a long lower shadow; a black one with a smaller body that\n"
        "opens within the first one's upper part or shadow, falls below its close\n"
        "but not below its low, and has a lower shadow; a short black one without\n"
        "shadows within the second one's range: 100.",
        detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask first = candle.black(2) & candle.long_body(2) & candle.long_lower_shadow(2);
        const Mask second = candle.black(1) & (candle.body(1) < candle.body(2)) &
                            (candle.open(1) > candle.close(2)) &
                            (candle.open(1) <= candle.high(2)) & (candle.low(1) < candle.close(2)) &
                            (candle.low(1) >= candle.low(2)) & candle.some_lower_shadow(1);
        const Mask third = candle.black(0) & candle.short_body(0) & candle.no_shadows(0) &
                           (candle.low(0) > candle.low(1)) & (candle.high(0) < candle.high(1));
        return candle.bullish(first & second & third);
    }
};

class Cdl3whitesoldiers : public Pattern<Cdl3whitesoldiers, 12, Kept::mean_body, Kept::mean_range,
                                         Kept::mean_recent_range> {
  public:
    static constexpr auto declaration = describe(
        "cdl3whitesoldiers", "Three advancing white soldiers",
        "Three white candles without upper shadows, each closing higher and opening within\n"
        "or near the body before; none has a body far smaller than the one before,\n"
        "and the last is long: 100.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask white = candle.white(2) & candle.no_upper_shadow(2) & candle.white(1) &
                           candle.no_upper_shadow(1) & candle.white(0) & candle.no_upper_shadow(0);
        const Mask rising = (candle.close(0) > candle.close(1)) &
                            (candle.close(1) > candle.close(2)) &
                            (candle.open(1) > candle.open(2)) &
                            (candle.open(1) <= candle.close(2) + candle.near(2)) &
                            (candle.open(0) > candle.open(1)) &
                            (candle.open(0) <= candle.close(1) + candle.near(1));
        const Mask lasting = (candle.body(1) > candle.body(2) - candle.far(2)) &
                             (candle.body(0) > candle.body(1) - candle.far(1)) &
                             candle.long_body(0);
        return candle.bullish(white & rising & lasting);
    }
};

class Cdladvanceblock : public Pattern<Cdladvanceblock, 12, Kept::mean_body, Kept::mean_shadows,
                                       Kept::mean_recent_range> {
  public:
    static constexpr auto declaration =
        describe("cdladvanceblock",
                 "Advance block: three white candles that rise with less and less strength",
                 "Three white candles, each closing higher and opening within or near the body\n"
                 "before, the first long with a short upper shadow, that weaken: the second\n"
                 "is far smaller than the first and the third hardly longer than the second;\n"
                 "or the third is far smaller than the second; or the bodies shrink and one\n"
                 "of the last two has more than a short upper shadow; or the third is smaller\n"
                 "and has a long upper shadow: -100.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask rising = candle.white(2) & candle.white(1) & candle.white(0) &
                            (candle.close(0) > candle.close(1)) &
                            (candle.close(1) > candle.close(2)) &
                            (candle.open(1) > candle.open(2)) &
                            (candle.open(1) <= candle.close(2) + candle.near(2)) &
                            (candle.open(0) > candle.open(1)) &
                            (candle.open(0) <= candle.close(1) + candle.near(1));
        const Mask strong = candle.long_body(2) & (candle.upper_shadow(2) < candle.short_shadow(2));
        const Mask third_smaller = candle.body(0) < candle.body(1);
        const Mask second_blocked = (candle.body(1) < candle.body(2) - candle.far(2)) &
                                    (candle.body(0) < candle.body(1) + candle.near(1));
        const Mask third_blocked = candle.body(0) < candle.body(1) - candle.far(1);
        const Mask shrinking = third_smaller & (candle.body(1) < candle.body(2)) &
                               ((candle.upper_shadow(0) > candle.short_shadow(0)) |
                                (candle.upper_shadow(1) > candle.short_shadow(1)));
        const Mask refused = third_smaller & candle.long_upper_shadow(0);
        return candle.bearish(rising & strong &
                              (second_blocked | third_blocked | shrinking | refused));
    }
};

class Cdlgapsidesidewhite : public Pattern<Cdlgapsidesidewhite, 7, Kept::mean_recent_range> {
  public:
    static constexpr auto declaration = describe(
        "cdlgapsidesidewhite", "Side-by-side white lines beyond a gap",
        "Two white candles of about the same size and the same open, whose bodies both gap\n"
        "above (100) or below (-100) the candle before them.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask up = candle.body_gap_up(1, 2) & candle.body_gap_up(0, 2);
        const Mask down = candle.body_gap_down(1, 2) & candle.body_gap_down(0, 2);
        const Mask alike = candle.white(1) & candle.white(0) &
                           (candle.body(0) >= candle.body(1) - candle.near(1)) &
                           (candle.body(0) <= candle.body(1) + candle.near(1)) &
                           candle.equal_to(candle.open(0), candle.open(1), 1);
        return candle.bullish(alike & up) + candle.bearish(alike & down);
    }
};

class Cdlidentical3crows
    : public Pattern<Cdlidentical3crows, 12, Kept::mean_range, Kept::mean_recent_range> {
  public:
    static constexpr auto declaration =
        describe("cdlidentical3crows",
                 "Identical three crows: three black candles, each from the last close",
                 "Three black candles without lower shadows, each closing lower and opening where\n"
                 "the last closed: -100.",
                 detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask black = candle.black(2) & candle.no_lower_shadow(2) & candle.black(1) &
                           candle.no_lower_shadow(1) & candle.black(0) & candle.no_lower_shadow(0);
        return candle.bearish(black & (candle.close(2) > candle.close(1)) &
                              (candle.close(1) > candle.close(0)) &
                              candle.equal_to(candle.open(1), candle.close(2), 2) &
                              candle.equal_to(candle.open(0), candle.close(1), 1));
    }
};

class Cdlstalledpattern : public Pattern<Cdlstalledpattern, 12, Kept::mean_body, Kept::mean_range,
                                         Kept::mean_recent_range> {
  public:
    static constexpr auto declaration = describe(
        "cdlstalledpattern",
        "Stalled pattern, or deliberation: two long white candles and a short one that stays",
        "Three white candles, each closing higher; the first two long, the second without\n"
        "upper shadow and opening within or near the first body; the third short and\n"
        "riding on the second one's shoulder: -100.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask rising = candle.white(2) & candle.white(1) & candle.white(0) &
                            (candle.close(0) > candle.close(1)) &
                            (candle.close(1) > candle.close(2));
        const Mask strong = candle.long_body(2) & candle.long_body(1) & candle.no_upper_shadow(1) &
                            (candle.open(1) > candle.open(2)) &
                            (candle.open(1) <= candle.close(2) + candle.near(2));
        const Mask stalled = candle.short_body(0) &
                             (candle.open(0) >= candle.close(1) - candle.body(0) - candle.near(1));
        return candle.bearish(rising & strong & stalled);
    }
};

class Cdlsticksandwich : public Pattern<Cdlsticksandwich, 7, Kept::mean_recent_range> {
  public:
    static constexpr auto declaration = describe(
        "cdlsticksandwich", "Stick sandwich: a white candle between two black ones with one close",
        "A black candle, a white one that stays above the first one's close, and a black\n"
        "one that closes where the first did: 100.",
        detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bullish(candle.black(2) & candle.white(1) & candle.black(0) &
                              (candle.low(1) > candle.close(2)) &
                              candle.equal_to(candle.close(0), candle.close(2), 2));
    }
};

class Cdltasukigap : public Pattern<Cdltasukigap, 7, Kept::mean_recent_range> {
  public:
    static constexpr auto declaration =
        describe("cdltasukigap", "Tasuki gap: a candle into a gap that does not close it",
                 "A candle, one of a colour beyond a gap in its direction, and one of the other\n"
                 "colour and about the same size that opens within the second body and closes\n"
                 "into the gap; 100 where the second is white, -100 where it is black.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask alike = magnitude(candle.body(1) - candle.body(0)) < candle.near(1);
        const Mask up = candle.body_gap_up(1, 2) & candle.white(1) & candle.black(0) &
                        candle.between(candle.open(0), candle.open(1), candle.close(1)) &
                        candle.between(candle.close(0), candle.top(2), candle.open(1));
        const Mask down = candle.body_gap_down(1, 2) & candle.black(1) & candle.white(0) &
                          candle.between(candle.open(0), candle.close(1), candle.open(1)) &
                          candle.between(candle.close(0), candle.open(1), candle.bottom(2));
        return candle.bullish(alike & up) + candle.bearish(alike & down);
    }
};

class Cdlunique3river : public Pattern<Cdlunique3river, 12, Kept::mean_body> {
  public:
    static constexpr auto declaration =
        describe("cdlunique3river", "Unique three river bottom",
                 "A long black candle; a black one that opens at or below the first one's open,\n"
                 "falls below its low and closes above its close; and a short white one that\n"
                 "opens above the second one's low: 100.",
                 detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bullish(candle.long_body(2) & candle.black(2) & candle.black(1) &
                              (candle.close(1) > candle.close(2)) &
                              (candle.open(1) <= candle.open(2)) & (candle.low(1) < candle.low(2)) &
                              candle.short_body(0) & candle.white(0) &
                              (candle.open(0) > candle.low(1)));
    }
};

class Cdlupsidegap2crows : public Pattern<Cdlupsidegap2crows, 12, Kept::mean_body> {
  public:
    static constexpr auto declaration = describe(
        "cdlupsidegap2crows", "Upside gap two crows: two black candles above a gap",
        "A long white candle; a black one that is not long whose body gaps above it; and a\n"
        "black one whose body covers the second and closes above the first: -100.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bearish(candle.white(2) & candle.long_body(2) & candle.black(1) &
                              candle.no_long_body(1) & candle.body_gap_up(1, 2) & candle.black(0) &
                              (candle.open(0) > candle.open(1)) &
                              candle.between(candle.close(0), candle.close(2), candle.close(1)));
    }
};

class Cdlxsidegap3methods : public Pattern<Cdlxsidegap3methods, 2> {
  public:
    static constexpr auto declaration = describe(
        "cdlxsidegap3methods",
        "Upside or downside gap three methods: a gap that the third candle fills",
        "Two candles of a colour with a gap between the bodies in its direction, and one of\n"
        "the other colour that opens within the second body and closes within the\n"
        "first; 100 where the first is white, -100 where it is black.",
        detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask gap = (candle.white(2) & candle.body_gap_up(1, 2)) |
                         (candle.black(2) & candle.body_gap_down(1, 2));
        return candle.as_color(
            candle.same_color(2, 1) & candle.opposite_color(1, 0) &
                candle.between(candle.open(0), candle.bottom(1), candle.top(1)) &
                candle.between(candle.close(0), candle.bottom(2), candle.top(2)) & gap,
            2);
    }
};

}  // namespace swarmcore::indicators
