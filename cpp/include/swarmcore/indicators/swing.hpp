#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <tuple>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/lag.hpp"
#include "swarmcore/indicators/window.hpp"

/// Where the extremes of a window are.
namespace swarmcore::indicators {

/// The largest of a window and its row, the newest of equal ones; NaN where the window holds one.
struct NewestLargest : Unanchored {
    struct Sample {
        double value, row;
    };
    using State = Sample;
    static State identity() noexcept {
        return {.value = -std::numeric_limits<double>::infinity(), .row = -1.0};
    }
    static State lift(const Sample& sample) noexcept { return sample; }
    static State combine(const State& older, const State& newer) noexcept {
        const bool keep = newer.value < older.value || std::isnan(older.value) || newer.row < 0.0;
        return keep ? older : newer;
    }
};

/// How long ago the extremes of a window were.
class Aroon {
  public:
    static constexpr auto declaration = declare(
        {.name = "aroon",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Aroon",
         .formula =
             "``100 * (timeperiod - rows since the lowest low) / timeperiod`` (down) and the\n"
             "same of the highest high (up), of the last ``timeperiod + 1`` bars; of equal\n"
             "ones the newest counts.",
         .source = "Chande, Technical Analysis of Stocks & Commodities 13 (1995).",
         .warm_up = "timeperiod"},
        inputs(input::high, input::low), parameters(period("timeperiod", 2, 14)),
        outputs("aroondown", "aroonup"));

    explicit Aroon(std::int64_t timeperiod)
        : highs_{declaration.period<0>(timeperiod) + 1},
          lows_{highs_.length()},
          scale_{100.0 / static_cast<double>(highs_.length() - 1)} {}

    std::array<double, 2> step(double high, double low) noexcept {
        const auto highest = highs_.step({.value = high, .row = row_});
        const auto lowest = lows_.step({.value = -low, .row = row_});
        const double first = row_ - static_cast<double>(highs_.length() - 1);
        row_ += 1.0;
        return {std::isnan(lowest.value) ? not_a_number : scale_ * (lowest.row - first),
                std::isnan(highest.value) ? not_a_number : scale_ * (highest.row - first)};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return highs_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(highs_, lows_, row_); }

  private:
    Window<NewestLargest> highs_;
    Window<NewestLargest> lows_;  ///< negated
    double scale_;
    double row_ = 0.0;
};

/// The difference of both sides of Aroon.
class Aroonosc {
  public:
    static constexpr auto declaration = declare(
        {.name = "aroonosc",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Aroon oscillator",
         .formula = "``aroonup - aroondown``.",
         .source = "Chande, Technical Analysis of Stocks & Commodities 13 (1995).",
         .warm_up = "timeperiod"},
        inputs(input::high, input::low), parameters(period("timeperiod", 2, 14)), outputs("real"));

    explicit Aroonosc(std::int64_t timeperiod)
        : sides_{static_cast<std::int64_t>(declaration.period<0>(timeperiod))} {}

    double step(double high, double low) noexcept {
        const auto sides = sides_.step(high, low);
        return sides[1] - sides[0];
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return sides_.warm_up(); }
    [[nodiscard]] auto state() noexcept { return std::tie(sides_); }

  private:
    Aroon sides_;
};

/// Bars that stand out from their neighbours.
class Fractal {
  public:
    static constexpr auto declaration = declare(
        {.name = "fractal",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Fractal: swing highs and swing lows",
         .formula =
             "100 where the high of `rightbars` bars before is above those of the `leftbars`\n"
             "bars before it and of all bars since, else 0; and the same of lows below. The\n"
             "mark stands at the bar that makes it certain, not at the swing.",
         .source = "Williams, Trading Chaos (1995).",
         .warm_up = "leftbars + rightbars"},
        inputs(input::high, input::low),
        parameters(period("leftbars", 1, 2), period("rightbars", 1, 2)),
        outputs(integer("swinghigh"), integer("swinglow")));

    Fractal(std::int64_t leftbars, std::int64_t rightbars)
        : left_{declaration.period<0>(leftbars)},
          right_{declaration.period<1>(rightbars)},
          pivot_{right_.length()},
          before_{right_.length() + 1} {}

    std::array<double, 2> step(double high, double low) noexcept {
        const Pair bar{high, -low};
        const Pair pivot = pivot_.step(bar);
        const Pair others = larger_or_nan(left_.step(before_.step(bar)), right_.step(bar));
        return {mark(pivot.first(), others.first()), mark(pivot.second(), others.second())};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return left_.length() + right_.length(); }
    [[nodiscard]] auto state() noexcept { return std::tie(left_, right_, pivot_, before_); }

  private:
    static double mark(double pivot, double others) noexcept {
        return (pivot > others ? 100.0 : 0.0) + zero_or_nan(pivot + others);
    }

    Window<LargestOfPairs> left_;  ///< of the high and the negated low
    Window<LargestOfPairs> right_;
    Lag<Pair> pivot_;
    Lag<Pair> before_;
};

}  // namespace swarmcore::indicators
