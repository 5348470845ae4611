#pragma once

#include "swarmcore/indicators/pattern.hpp"

/// Candlestick patterns of two candles.
namespace swarmcore::indicators {

class Cdlcounterattack
    : public Pattern<Cdlcounterattack, 11, Kept::mean_body, Kept::mean_recent_range> {
  public:
    static constexpr auto declaration = describe(
        "cdlcounterattack",
        "Counterattack: a long candle is answered by one of the other colour, closes equal",
        "A long candle, and a long one of the other colour whose close equals the first\n"
        "one's; 100 where the second is white, -100 where it is black.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.as_color(candle.opposite_color(0, 1) & candle.long_body(1) &
                                   candle.long_body(0) &
                                   candle.equal_to(candle.close(0), candle.close(1), 1),
                               0);
    }
};

class Cdldarkcloudcover : public Pattern<Cdldarkcloudcover, 11, Kept::mean_body> {
  public:
    static constexpr auto declaration =
        describe("cdldarkcloudcover",
                 "Dark cloud cover: a black candle from above closes well into a long white body",
                 "A long white candle, and a black one that opens above the first one's high and\n"
                 "closes within its body, by more than `penetration` of the body below its\n"
                 "close: -100.",
                 detail::nison, penetration(0.5));

    explicit Cdldarkcloudcover(double penetration)
        : penetration_{declaration.number<0>(penetration)} {}

    [[nodiscard]] Lanes find(const Candles& candle) const noexcept {
        const Lanes deep = candle.close(1) - candle.body(1) * penetration_;
        return candle.bearish(candle.white(1) & candle.long_body(1) & candle.black(0) &
                              (candle.open(0) > candle.high(1)) &
                              candle.between(candle.close(0), candle.open(1), deep));
    }

  private:
    double penetration_;
};

class Cdldojistar : public Pattern<Cdldojistar, 11, Kept::mean_body, Kept::mean_range> {
  public:
    static constexpr auto declaration = describe(
        "cdldojistar", "Doji star: a doji that gaps away from a long candle in its direction",
        "A long candle, and a doji whose body gaps above it where it is white (-100), below\n"
        "it where it is black (100).");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask gaps = (candle.white(1) & candle.body_gap_up(0, 1)) |
                          (candle.black(1) & candle.body_gap_down(0, 1));
        return candle.against_color(candle.long_body(1) & candle.doji(0) & gaps, 1);
    }
};

class Cdlengulfing : public Pattern<Cdlengulfing, 2> {
  public:
    static constexpr auto declaration = describe(
        "cdlengulfing", "Engulfing pattern: a body that covers the last one, of the other colour",
        "A body that covers the one before it, of the other colour, beyond at least one of\n"
        "its ends: 100 or 80 where the second is white, -100 or -80 where it is\n"
        "black, 80 where one of the ends is the same.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask covers =
            (candle.top(0) >= candle.top(1)) & (candle.bottom(0) <= candle.bottom(1)) &
            ((candle.top(0) > candle.top(1)) | (candle.bottom(0) < candle.bottom(1)));
        const Mask engulfs = candle.opposite_color(0, 1) & covers;
        const Mask at_an_end =
            (candle.open(0) == candle.close(1)) | (candle.close(0) == candle.open(1));
        return candle.as_color(engulfs & ~at_an_end, 0) +
               candle.as_color(engulfs & at_an_end, 0, 80.0);
    }
};

class Cdlhammer
    : public Pattern<Cdlhammer, 11, Kept::mean_body, Kept::mean_range, Kept::mean_recent_range> {
  public:
    static constexpr auto declaration =
        describe("cdlhammer", "Hammer: a short body on a long lower shadow, near the last low",
                 "A short body with a long lower shadow and no upper one, whose bottom is near or\n"
                 "below the low before: 100. That prices fell before is not looked for.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask shape =
            candle.short_body(0) & candle.long_lower_shadow(0) & candle.no_upper_shadow(0);
        return candle.bullish(shape & (candle.bottom(0) <= candle.low(1) + candle.near(1)));
    }
};

class Cdlhangingman : public Pattern<Cdlhangingman, 11, Kept::mean_body, Kept::mean_range,
                                     Kept::mean_recent_range> {
  public:
    static constexpr auto declaration = describe(
        "cdlhangingman", "Hanging man: a short body on a long lower shadow, near the last high",
        "A short body with a long lower shadow and no upper one, whose bottom is near or\n"
        "above the high before: -100. That prices rose before is not looked for.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask shape =
            candle.short_body(0) & candle.long_lower_shadow(0) & candle.no_upper_shadow(0);
        return candle.bearish(shape & (candle.bottom(0) >= candle.high(1) - candle.near(1)));
    }
};

class Cdlharami : public Pattern<Cdlharami, 11, Kept::mean_body> {
  public:
    static constexpr auto declaration =
        describe("cdlharami", "Harami: a body within the long one before it",
                 "A long body, and one that is not long within it: 100 or 80 where the first is\n"
                 "black, -100 or -80 where it is white, 80 where the bodies share an end.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask inside = (candle.top(0) < candle.top(1)) & (candle.bottom(0) > candle.bottom(1));
        const Mask within =
            (candle.top(0) <= candle.top(1)) & (candle.bottom(0) >= candle.bottom(1));
        const Mask found = candle.long_body(1) & candle.no_long_body(0);
        return candle.against_color(found & inside, 1) +
               candle.against_color(found & within & ~inside, 1, 80.0);
    }
};

class Cdlharamicross : public Pattern<Cdlharamicross, 11, Kept::mean_body, Kept::mean_range> {
  public:
    static constexpr auto declaration = describe(
        "cdlharamicross", "Harami cross: a doji within the long body before it",
        "A long body, and a doji within it: 100 or 80 where the first is black, -100 or -80\n"
        "where it is white, 80 where the bodies share an end.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask inside = (candle.top(0) < candle.top(1)) & (candle.bottom(0) > candle.bottom(1));
        const Mask within =
            (candle.top(0) <= candle.top(1)) & (candle.bottom(0) >= candle.bottom(1));
        const Mask found = candle.long_body(1) & candle.doji(0);
        return candle.against_color(found & inside, 1) +
               candle.against_color(found & within & ~inside, 1, 80.0);
    }
};

class Cdlhomingpigeon : public Pattern<Cdlhomingpigeon, 11, Kept::mean_body> {
  public:
    static constexpr auto declaration = describe(
        "cdlhomingpigeon", "Homing pigeon: a black body within the long black one before it",
        "A long black body, and a black one that is not long within it: 100.", detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bullish(candle.black(1) & candle.black(0) & candle.long_body(1) &
                              candle.no_long_body(0) & (candle.open(0) < candle.open(1)) &
                              (candle.close(0) > candle.close(1)));
    }
};

class Cdlinneck : public Pattern<Cdlinneck, 11, Kept::mean_body, Kept::mean_recent_range> {
  public:
    static constexpr auto declaration = describe(
        "cdlinneck", "In-neck: a white candle from below closes just into a long black body",
        "A long black candle, and a white one that opens below the first one's low and\n"
        "closes at or just above its close: -100.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bearish(candle.black(1) & candle.long_body(1) & candle.white(0) &
                              (candle.open(0) < candle.low(1)) &
                              (candle.close(0) <= candle.close(1) + candle.equal(1)) &
                              (candle.close(0) >= candle.close(1)));
    }
};

class Cdlinvertedhammer : public Pattern<Cdlinvertedhammer, 11, Kept::mean_body, Kept::mean_range> {
  public:
    static constexpr auto declaration =
        describe("cdlinvertedhammer",
                 "Inverted hammer: a short body under a long upper shadow, gapping down",
                 "A short body with a long upper shadow and no lower one that gaps below the body\n"
                 "before: 100. That prices fell before is not looked for.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask shape =
            candle.short_body(0) & candle.long_upper_shadow(0) & candle.no_lower_shadow(0);
        return candle.bullish(shape & candle.body_gap_down(0, 1));
    }
};

class Cdlkicking : public Pattern<Cdlkicking, 11, Kept::mean_body, Kept::mean_range> {
  public:
    static constexpr auto declaration =
        describe("cdlkicking", "Kicking: a marubozu that gaps away from one of the other colour",
                 "Two marubozu of opposite colours with a gap between them, shadows included, up\n"
                 "from a black to a white one (100), down from a white to a black one (-100).",
                 detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask gaps =
            (candle.black(1) & candle.gap_up(0, 1)) | (candle.white(1) & candle.gap_down(0, 1));
        const Mask found = candle.opposite_color(0, 1) & candle.long_body(1) &
                           candle.no_shadows(1) & candle.long_body(0) & candle.no_shadows(0) & gaps;
        return candle.as_color(found, 0);
    }
};

class Cdlkickingbylength
    : public Pattern<Cdlkickingbylength, 11, Kept::mean_body, Kept::mean_range> {
  public:
    static constexpr auto declaration =
        describe("cdlkickingbylength",
                 "Kicking by length: as kicking, in the direction of the longer marubozu",
                 "Two marubozu of opposite colours with a gap between them, shadows included, up\n"
                 "from a black or down from a white one: 100 where the one with the longer body\n"
                 "is white, -100 where it is black.",
                 detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask gaps =
            (candle.black(1) & candle.gap_up(0, 1)) | (candle.white(1) & candle.gap_down(0, 1));
        const Mask found = candle.opposite_color(0, 1) & candle.long_body(1) &
                           candle.no_shadows(1) & candle.long_body(0) & candle.no_shadows(0) & gaps;
        const Mask second_longer = candle.body(0) > candle.body(1);
        return candle.as_color(found & second_longer, 0) +
               candle.as_color(found & ~second_longer, 1);
    }
};

class Cdlmatchinglow : public Pattern<Cdlmatchinglow, 6, Kept::mean_recent_range> {
  public:
    static constexpr auto declaration =
        describe("cdlmatchinglow", "Matching low: two black candles with one close",
                 "Two black candles whose closes are equal: 100.", detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bullish(candle.black(1) & candle.black(0) &
                              candle.equal_to(candle.close(0), candle.close(1), 1));
    }
};

class Cdlonneck : public Pattern<Cdlonneck, 11, Kept::mean_body, Kept::mean_recent_range> {
  public:
    static constexpr auto declaration = describe(
        "cdlonneck", "On-neck: a white candle from below closes at the low of a long black one",
        "A long black candle, and a white one that opens below the first one's low and\n"
        "closes at it: -100.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bearish(candle.black(1) & candle.long_body(1) & candle.white(0) &
                              (candle.open(0) < candle.low(1)) &
                              candle.equal_to(candle.close(0), candle.low(1), 1));
    }
};

class Cdlpiercing : public Pattern<Cdlpiercing, 11, Kept::mean_body> {
  public:
    static constexpr auto declaration = describe(
        "cdlpiercing",
        "Piercing pattern: a long white candle from below closes above the middle of a long black "
        "one",
        "A long black candle, and a long white one that opens below the first one's low and\n"
        "closes within its body, above the middle: 100.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Lanes middle = candle.close(1) + candle.body(1) * 0.5;
        return candle.bullish(candle.black(1) & candle.long_body(1) & candle.white(0) &
                              candle.long_body(0) & (candle.open(0) < candle.low(1)) &
                              candle.between(candle.close(0), middle, candle.open(1)));
    }
};

class Cdlseparatinglines : public Pattern<Cdlseparatinglines, 11, Kept::mean_body, Kept::mean_range,
                                          Kept::mean_recent_range> {
  public:
    static constexpr auto declaration = describe(
        "cdlseparatinglines",
        "Separating lines: a long candle starts from the open of one of the other colour",
        "A candle, and a long one of the other colour that opens where the first did, with\n"
        "no shadow on that side; 100 where the second is white, -100 where it is\n"
        "black.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask belt_hold = (candle.white(0) & candle.no_lower_shadow(0)) |
                               (candle.black(0) & candle.no_upper_shadow(0));
        return candle.as_color(candle.opposite_color(0, 1) &
                                   candle.equal_to(candle.open(0), candle.open(1), 1) &
                                   candle.long_body(0) & belt_hold,
                               0);
    }
};

class Cdlshootingstar : public Pattern<Cdlshootingstar, 11, Kept::mean_body, Kept::mean_range> {
  public:
    static constexpr auto declaration = describe(
        "cdlshootingstar", "Shooting star: a short body under a long upper shadow, gapping up",
        "A short body with a long upper shadow and no lower one that gaps above the body\n"
        "before: -100. That prices rose before is not looked for.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask shape =
            candle.short_body(0) & candle.long_upper_shadow(0) & candle.no_lower_shadow(0);
        return candle.bearish(shape & candle.body_gap_up(0, 1));
    }
};

class Cdlthrusting : public Pattern<Cdlthrusting, 11, Kept::mean_body, Kept::mean_recent_range> {
  public:
    static constexpr auto declaration =
        describe("cdlthrusting",
                 "Thrusting: a white candle from below closes below the middle of a long black one",
                 "A long black candle, and a white one that opens below the first one's low and\n"
                 "closes within its body, above its close but not above the middle: -100.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bearish(candle.black(1) & candle.long_body(1) & candle.white(0) &
                              (candle.open(0) < candle.low(1)) &
                              (candle.close(0) > candle.close(1) + candle.equal(1)) &
                              (candle.close(0) <= candle.close(1) + candle.body(1) * 0.5));
    }
};

}  // namespace swarmcore::indicators
