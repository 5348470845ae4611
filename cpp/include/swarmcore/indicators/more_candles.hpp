#pragma once

#include "swarmcore/indicators/pattern.hpp"

/// Candlestick patterns of four and five candles.
namespace swarmcore::indicators {

class Cdl3blackcrows : public Pattern<Cdl3blackcrows, 13, Kept::mean_range> {
  public:
    static constexpr auto declaration =
        describe("cdl3blackcrows", "Three black crows",
                 "A white candle, then three black ones without lower shadows, each closing lower\n"
                 "and opening within the body before, the first of them closing below the\n"
                 "white one's high: -100.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask black = candle.black(2) & candle.no_lower_shadow(2) & candle.black(1) &
                           candle.no_lower_shadow(1) & candle.black(0) & candle.no_lower_shadow(0);
        const Mask within = candle.between(candle.open(1), candle.close(2), candle.open(2)) &
                            candle.between(candle.open(0), candle.close(1), candle.open(1));
        return candle.bearish(
            candle.white(3) & black & within & (candle.high(3) > candle.close(2)) &
            (candle.close(2) > candle.close(1)) & (candle.close(1) > candle.close(0)));
    }
};

class Cdl3linestrike : public Pattern<Cdl3linestrike, 8, Kept::mean_recent_range> {
  public:
    static constexpr auto declaration = describe(
        "cdl3linestrike", "Three-line strike: three candles of a colour undone by a fourth",
        "Three candles of a colour, each closing further in its direction and opening\n"
        "within or near the body before, and one of the other colour that opens\n"
        "beyond the third close and closes beyond the first open; 100 where the\n"
        "three are white, -100 where they are black.",
        detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask colors =
            candle.same_color(3, 2) & candle.same_color(2, 1) & candle.opposite_color(0, 1);
        const Mask near = (candle.open(2) >= candle.bottom(3) - candle.near(3)) &
                          (candle.open(2) <= candle.top(3) + candle.near(3)) &
                          (candle.open(1) >= candle.bottom(2) - candle.near(2)) &
                          (candle.open(1) <= candle.top(2) + candle.near(2));
        const Mask up = candle.white(1) & (candle.close(1) > candle.close(2)) &
                        (candle.close(2) > candle.close(3)) & (candle.open(0) > candle.close(1)) &
                        (candle.close(0) < candle.open(3));
        const Mask down = candle.black(1) & (candle.close(1) < candle.close(2)) &
                          (candle.close(2) < candle.close(3)) & (candle.open(0) < candle.close(1)) &
                          (candle.close(0) > candle.open(3));
        return candle.as_color(colors & near & (up | down), 1);
    }
};

class Cdlbreakaway : public Pattern<Cdlbreakaway, 14, Kept::mean_body> {
  public:
    static constexpr auto declaration = describe(
        "cdlbreakaway", "Breakaway: a run beyond a gap that ends within it",
        "A long candle, three that run on beyond a gap, the first and the last of them of\n"
        "its colour, and one of the other colour that closes within the gap; 100\n"
        "where the last is white, -100 where it is black.",
        detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask down = candle.black(4) & candle.body_gap_down(3, 4) &
                          (candle.high(2) < candle.high(3)) & (candle.low(2) < candle.low(3)) &
                          (candle.high(1) < candle.high(2)) & (candle.low(1) < candle.low(2)) &
                          candle.between(candle.close(0), candle.open(3), candle.close(4));
        const Mask up = candle.white(4) & candle.body_gap_up(3, 4) &
                        (candle.high(2) > candle.high(3)) & (candle.low(2) > candle.low(3)) &
                        (candle.high(1) > candle.high(2)) & (candle.low(1) > candle.low(2)) &
                        candle.between(candle.close(0), candle.close(4), candle.open(3));
        return candle.as_color(candle.long_body(4) & candle.same_color(4, 3) &
                                   candle.same_color(3, 1) & candle.opposite_color(1, 0) &
                                   (down | up),
                               0);
    }
};

class Cdlconcealbabyswall : public Pattern<Cdlconcealbabyswall, 13, Kept::mean_range> {
  public:
    static constexpr auto declaration =
        describe("cdlconcealbabyswall",
                 "Concealing baby swallow: four black candles, the last around the third",
                 "Two black candles without shadows; a black one whose body gaps below the second\n"
                 "and whose upper shadow reaches into it; and a black one that covers the\n"
                 "third with its shadows: 100.",
                 detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bullish(candle.black(3) & candle.black(2) & candle.black(1) &
                              candle.black(0) & candle.no_shadows(3) & candle.no_shadows(2) &
                              candle.body_gap_down(1, 2) & candle.some_upper_shadow(1) &
                              (candle.high(1) > candle.close(2)) &
                              (candle.high(0) > candle.high(1)) & (candle.low(0) < candle.low(1)));
    }
};

class Cdlladderbottom : public Pattern<Cdlladderbottom, 14, Kept::mean_range> {
  public:
    static constexpr auto declaration =
        describe("cdlladderbottom",
                 "Ladder bottom: three black candles down, one that looks up, and the rise",
                 "Three black candles with lower and lower opens and closes, a black one with an\n"
                 "upper shadow, and a white one that opens above the fourth one's open and\n"
                 "closes above its high: 100.",
                 detail::morris);

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        return candle.bullish(
            candle.black(4) & candle.black(3) & candle.black(2) &
            (candle.open(4) > candle.open(3)) & (candle.open(3) > candle.open(2)) &
            (candle.close(4) > candle.close(3)) & (candle.close(3) > candle.close(2)) &
            candle.black(1) & candle.some_upper_shadow(1) & candle.white(0) &
            (candle.open(0) > candle.open(1)) & (candle.close(0) > candle.high(1)));
    }
};

class Cdlmathold : public Pattern<Cdlmathold, 14, Kept::mean_body> {
  public:
    static constexpr auto declaration =
        describe("cdlmathold", "Mat hold: a rise that pauses above a gap and goes on",
                 "A long white candle; three short ones, the first black beyond a gap, the others\n"
                 "lower and lower but within the long body by less than `penetration` of it;\n"
                 "and a white one that opens above the fourth close and closes above the\n"
                 "highs of the three: 100.",
                 detail::morris, penetration(0.5));

    explicit Cdlmathold(double penetration) : penetration_{declaration.number<0>(penetration)} {}

    [[nodiscard]] Lanes find(const Candles& candle) const noexcept {
        const Lanes deep = candle.close(4) - candle.body(4) * penetration_;
        const Mask bodies = candle.long_body(4) & candle.short_body(3) & candle.short_body(2) &
                            candle.short_body(1) & candle.white(4) & candle.black(3) &
                            candle.white(0) & candle.body_gap_up(3, 4);
        const Mask held = candle.between(candle.bottom(2), deep, candle.close(4)) &
                          candle.between(candle.bottom(1), deep, candle.close(4)) &
                          (candle.top(2) < candle.open(3)) & (candle.top(1) < candle.top(2));
        const Lanes highest = upper_of(upper_of(candle.high(3), candle.high(2)), candle.high(1));
        return candle.bullish(bodies & held & (candle.open(0) > candle.close(1)) &
                              (candle.close(0) > highest));
    }

  private:
    double penetration_;
};

class Cdlrisefall3methods : public Pattern<Cdlrisefall3methods, 14, Kept::mean_body> {
  public:
    static constexpr auto declaration = describe(
        "cdlrisefall3methods",
        "Rising or falling three methods: a pause within the range of a long candle",
        "A long candle; three short ones of the other colour that run against it within its\n"
        "range; and a long one of its colour that opens beyond the fourth close and\n"
        "closes beyond the first; 100 where the first is white, -100 where it is\n"
        "black.");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask colors = candle.opposite_color(4, 3) & candle.same_color(3, 2) &
                            candle.same_color(2, 1) & candle.opposite_color(1, 0);
        const Mask bodies = candle.long_body(4) & candle.short_body(3) & candle.short_body(2) &
                            candle.short_body(1) & candle.long_body(0);
        const Mask within = (candle.bottom(3) < candle.high(4)) & (candle.top(3) > candle.low(4)) &
                            (candle.bottom(2) < candle.high(4)) & (candle.top(2) > candle.low(4)) &
                            (candle.bottom(1) < candle.high(4)) & (candle.top(1) > candle.low(4));
        const Mask rising = candle.white(4) & (candle.close(2) < candle.close(3)) &
                            (candle.close(1) < candle.close(2)) &
                            (candle.open(0) > candle.close(1)) &
                            (candle.close(0) > candle.close(4));
        const Mask falling = candle.black(4) & (candle.close(2) > candle.close(3)) &
                             (candle.close(1) > candle.close(2)) &
                             (candle.open(0) < candle.close(1)) &
                             (candle.close(0) < candle.close(4));
        return candle.as_color(colors & bodies & within & (rising | falling), 4);
    }
};

}  // namespace swarmcore::indicators
