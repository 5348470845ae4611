#pragma once

#include "swarmcore/indicators/pattern.hpp"

/// Candlestick patterns of a star: a candle that stands alone between two others.
namespace swarmcore::indicators {

class Cdlabandonedbaby : public Pattern<Cdlabandonedbaby, 12, Kept::mean_body, Kept::mean_range> {
  public:
    static constexpr auto declaration = describe(
        "cdlabandonedbaby", "Abandoned baby: a doji alone between a long candle and the reversal",
        "A long candle, a doji beyond a gap in its direction, shadows included, and beyond\n"
        "a gap back a long candle of the other colour that closes by more than\n"
        "`penetration` of the first one's body within it: 100 where the last is white, -100 where "
        "it is black.",
        detail::nison, penetration(0.3));

    explicit Cdlabandonedbaby(double penetration)
        : penetration_{declaration.number<0>(penetration)} {}

    [[nodiscard]] Lanes find(const Candles& candle) const noexcept {
        const Lanes depth = candle.body(2) * penetration_;
        const Mask top = candle.white(2) & candle.black(0) &
                         (candle.close(0) < candle.close(2) - depth) & candle.gap_up(1, 2) &
                         candle.gap_down(0, 1);
        const Mask bottom = candle.black(2) & candle.white(0) &
                            (candle.close(0) > candle.close(2) + depth) & candle.gap_down(1, 2) &
                            candle.gap_up(0, 1);
        return candle.as_color(
            candle.long_body(2) & candle.doji(1) & candle.long_body(0) & (top | bottom), 0);
    }

  private:
    double penetration_;
};

class Cdleveningdojistar
    : public Pattern<Cdleveningdojistar, 12, Kept::mean_body, Kept::mean_range> {
  public:
    static constexpr auto declaration = describe(
        "cdleveningdojistar", "Evening doji star: a doji above a long white candle, then the fall",
        "A long white candle, a doji whose body gaps above it, and a long black candle that\n"
        "closes by more than `penetration` of the first one's body below its close:\n"
        "-100.",
        detail::nison, penetration(0.3));

    explicit Cdleveningdojistar(double penetration)
        : penetration_{declaration.number<0>(penetration)} {}

    [[nodiscard]] Lanes find(const Candles& candle) const noexcept {
        const Lanes deep = candle.close(2) - candle.body(2) * penetration_;
        return candle.bearish(candle.long_body(2) & candle.white(2) & candle.doji(1) &
                              candle.body_gap_up(1, 2) & candle.long_body(0) & candle.black(0) &
                              (candle.close(0) < deep));
    }

  private:
    double penetration_;
};

class Cdleveningstar : public Pattern<Cdleveningstar, 12, Kept::mean_body> {
  public:
    static constexpr auto declaration = describe(
        "cdleveningstar", "Evening star: a small body above a long white candle, then the fall",
        "A long white candle, a body that is not long and gaps above it, and a long black\n"
        "candle that closes by more than `penetration` of the first one's body below\n"
        "its close: -100.",
        detail::nison, penetration(0.3));

    explicit Cdleveningstar(double penetration)
        : penetration_{declaration.number<0>(penetration)} {}

    [[nodiscard]] Lanes find(const Candles& candle) const noexcept {
        const Lanes deep = candle.close(2) - candle.body(2) * penetration_;
        return candle.bearish(candle.long_body(2) & candle.white(2) & candle.no_long_body(1) &
                              candle.body_gap_up(1, 2) & candle.long_body(0) & candle.black(0) &
                              (candle.close(0) < deep));
    }

  private:
    double penetration_;
};

class Cdlmorningdojistar
    : public Pattern<Cdlmorningdojistar, 12, Kept::mean_body, Kept::mean_range> {
  public:
    static constexpr auto declaration = describe(
        "cdlmorningdojistar", "Morning doji star: a doji below a long black candle, then the rise",
        "A long black candle, a doji whose body gaps below it, and a long white candle that\n"
        "closes by more than `penetration` of the first one's body above its close:\n"
        "100.",
        detail::nison, penetration(0.3));

    explicit Cdlmorningdojistar(double penetration)
        : penetration_{declaration.number<0>(penetration)} {}

    [[nodiscard]] Lanes find(const Candles& candle) const noexcept {
        const Lanes deep = candle.close(2) + candle.body(2) * penetration_;
        return candle.bullish(candle.long_body(2) & candle.black(2) & candle.doji(1) &
                              candle.body_gap_down(1, 2) & candle.long_body(0) & candle.white(0) &
                              (candle.close(0) > deep));
    }

  private:
    double penetration_;
};

class Cdlmorningstar : public Pattern<Cdlmorningstar, 12, Kept::mean_body> {
  public:
    static constexpr auto declaration = describe(
        "cdlmorningstar", "Morning star: a small body below a long black candle, then the rise",
        "A long black candle, a body that is not long and gaps below it, and a long white\n"
        "candle that closes by more than `penetration` of the first one's body above\n"
        "its close: 100.",
        detail::nison, penetration(0.3));

    explicit Cdlmorningstar(double penetration)
        : penetration_{declaration.number<0>(penetration)} {}

    [[nodiscard]] Lanes find(const Candles& candle) const noexcept {
        const Lanes deep = candle.close(2) + candle.body(2) * penetration_;
        return candle.bullish(candle.long_body(2) & candle.black(2) & candle.no_long_body(1) &
                              candle.body_gap_down(1, 2) & candle.long_body(0) & candle.white(0) &
                              (candle.close(0) > deep));
    }

  private:
    double penetration_;
};

class Cdltristar : public Pattern<Cdltristar, 12, Kept::mean_range> {
  public:
    static constexpr auto declaration = describe(
        "cdltristar", "Tristar: three doji, the middle one beyond the others",
        "Three doji by the ranges before the first. The second gaps above the first and the\n"
        "third does not reach higher (-100), or it gaps below and the third does not\n"
        "reach lower (100).");

    [[nodiscard]] static Lanes find(const Candles& candle) noexcept {
        const Mask three = candle.doji(2) & candle.doji(1, 2) & candle.doji(0, 2);
        return candle.bearish(three & candle.body_gap_up(1, 2) & (candle.top(0) < candle.top(1))) +
               candle.bullish(three & candle.body_gap_down(1, 2) &
                              (candle.bottom(0) > candle.bottom(1)));
    }
};

}  // namespace swarmcore::indicators
