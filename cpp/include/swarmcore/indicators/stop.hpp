#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/volatility.hpp"

/// Lines that trail prices and change sides when these cross them. All are recursive.
namespace swarmcore::indicators {

/// Wilder's parabolic stop. The first bar gives the first stop; the second decides the side, long
/// unless the low fell by more than the high rose, where no start is given.
class ParabolicStop {
  public:
    /// By how much the stop moves towards the extreme price: at first, more with every new extreme,
    /// and at most.
    struct Acceleration {
        double first;
        double step;
        double most;
    };
    /// Where the stop is, and on which side.
    struct Stop {
        double price;
        bool is_long;
    };

    ParabolicStop(Acceleration rising, Acceleration falling, double start = 0.0,
                  double offset = 0.0) noexcept
        : accelerations_{limited(falling), limited(rising)}, start_{start}, offset_{offset} {}

    /// The stop of a bar; the first has none.
    Stop step(double high, double low) noexcept {
        if (rows_ < 2) [[unlikely]] {
            if (rows_++ == 0) {
                high_ = high;
                low_ = low;
                return {not_a_number, true};
            }
            begin(high, low);
        }
        const Acceleration& own = accelerations_[is_long_];
        const bool crossed = is_long_ ? low <= stop_ : high >= stop_;
        Stop result{stop_, is_long_};
        if (crossed) {
            is_long_ = !is_long_;
            const double bounded = bound(extreme_, high, low);
            const double offset = is_long_ ? -bounded * offset_ : bounded * offset_;
            result = {bounded + offset, is_long_};
            stop_ = result.price;
            acceleration_[is_long_] = accelerations_[is_long_].first;
            extreme_ = is_long_ ? high : low;
        } else if (is_long_ ? high > extreme_ : low < extreme_) {
            extreme_ = is_long_ ? high : low;
            acceleration_[is_long_] = std::min(acceleration_[is_long_] + own.step, own.most);
        }
        stop_ = bound(stop_ + acceleration_[is_long_] * (extreme_ - stop_), high, low);
        high_ = high;
        low_ = low;
        return result;
    }

  private:
    static Acceleration limited(Acceleration given) noexcept {
        return {std::min(given.first, given.most), std::min(given.step, given.most), given.most};
    }
    void begin(double high, double low) noexcept {
        const double fell = low_ - low;
        is_long_ = start_ > 0.0 || (start_ == 0.0 && !(fell > 0.0 && fell > high - high_));
        extreme_ = is_long_ ? high : low;
        stop_ = start_ != 0.0 ? std::fabs(start_) : is_long_ ? low_ : high_;
        acceleration_ = {accelerations_[0].first, accelerations_[1].first};
        high_ = high;
        low_ = low;
    }
    /// `price`, but not within the range of this bar and the last.
    [[nodiscard]] double bound(double price, double high, double low) const noexcept {
        return is_long_ ? std::min({price, low_, low}) : std::max({price, high_, high});
    }

    std::array<Acceleration, 2> accelerations_;  ///< short, long
    double start_;
    double offset_;
    std::array<double, 2> acceleration_{};
    double extreme_ = 0.0;
    double stop_ = 0.0;
    double high_ = 0.0;  ///< of the bar before
    double low_ = 0.0;
    std::size_t rows_ = 0;
    bool is_long_ = true;
};

/// The parabolic stop.
class Sar {
  public:
    static constexpr auto declaration = declare(
        {.name = "sar",
         .group = Group::overlap,
         .memory = Memory::recursive,
         .title = "Parabolic stop and reverse",
         .formula =
             "The stop moves towards the extreme price of its side by `acceleration` at first,\n"
             "by so much more with every new extreme, and by `maximum` at most, but never into\n"
             "the range of the last two bars. When a bar reaches it, it turns to the other\n"
             "side, at the extreme price. It starts at the low of the first bar, or at its\n"
             "high where the low of the second falls by more than its high rises.",
         .source = "Wilder, New Concepts in Technical Trading Systems (1978), section II.",
         .warm_up = "1"},
        inputs(input::high, input::low),
        parameters(number("acceleration", 0.0, largest_number, 0.02),
                   number("maximum", 0.0, largest_number, 0.2)),
        outputs("real"));

    Sar(double acceleration, double maximum)
        : stop_{make(declaration.number<0>(acceleration), declaration.number<1>(maximum))} {}

    double step(double high, double low) noexcept {
        missing_ += zero_or_nan(high + low);
        return stop_.step(high, low).price + missing_;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 1; }

  private:
    static ParabolicStop make(double acceleration, double maximum) noexcept {
        const ParabolicStop::Acceleration both{acceleration, acceleration, maximum};
        return {both, both};
    }

    ParabolicStop stop_;
    double missing_ = 0.0;  ///< NaN from the first NaN or infinity on
};

/// The parabolic stop with all its numbers, negative while it is above the prices.
class Sarext {
  public:
    static constexpr auto declaration = declare(
        {.name = "sarext",
         .group = Group::overlap,
         .memory = Memory::recursive,
         .title = "Parabolic stop and reverse with accelerations of its own for either side",
         .formula = "As `sar`, but negative while the stop is above the prices. A positive\n"
                    "`startvalue` starts long at it, a negative one short at its magnitude;\n"
                    "`offsetonreverse` moves the stop away by that share when it turns.",
         .source = "Wilder, New Concepts in Technical Trading Systems (1978), section II.",
         .warm_up = "1"},
        inputs(input::high, input::low),
        parameters(number("startvalue", -largest_number, largest_number, 0.0),
                   number("offsetonreverse", 0.0, largest_number, 0.0),
                   number("accelerationinitlong", 0.0, largest_number, 0.02),
                   number("accelerationlong", 0.0, largest_number, 0.02),
                   number("accelerationmaxlong", 0.0, largest_number, 0.2),
                   number("accelerationinitshort", 0.0, largest_number, 0.02),
                   number("accelerationshort", 0.0, largest_number, 0.02),
                   number("accelerationmaxshort", 0.0, largest_number, 0.2)),
        outputs("real"));

    Sarext(double startvalue, double offsetonreverse, double accelerationinitlong,
           double accelerationlong, double accelerationmaxlong, double accelerationinitshort,
           double accelerationshort, double accelerationmaxshort)
        : stop_{
              {declaration.number<2>(accelerationinitlong), declaration.number<3>(accelerationlong),
               declaration.number<4>(accelerationmaxlong)},
              {declaration.number<5>(accelerationinitshort),
               declaration.number<6>(accelerationshort),
               declaration.number<7>(accelerationmaxshort)},
              declaration.number<0>(startvalue),
              declaration.number<1>(offsetonreverse)} {}

    double step(double high, double low) noexcept {
        missing_ += zero_or_nan(high + low);
        const ParabolicStop::Stop stop = stop_.step(high, low);
        return (stop.is_long ? stop.price : -stop.price) + missing_;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 1; }

  private:
    ParabolicStop stop_;
    double missing_ = 0.0;  ///< NaN from the first NaN or infinity on
};

/// A band of true ranges around the middle of the bar, whose sides move only towards the price.
class Supertrend {
  public:
    static constexpr auto declaration = declare(
        {.name = "supertrend",
         .group = Group::overlap,
         .memory = Memory::recursive,
         .title = "SuperTrend: a trailing band of true ranges and the side that it is on",
         .formula =
             "``middle = (high + low) / 2``, bands at ``middle +- multiplier *\n"
             "atr(timeperiod)``; the upper one falls, or rises only after a close above it,\n"
             "the lower one rises, or falls only after a close below it. `supertrend` is the\n"
             "lower band and `trend` 1 until a close below it, then the upper band and -1\n"
             "until a close above it; the first trend is up.",
         .source = "Seban, Tout le monde merite d'etre riche (2008).",
         .warm_up = "timeperiod"},
        inputs(input::high, input::low, input::close),
        parameters(period("timeperiod", 2, 10), number("multiplier", 0.0, largest_number, 3.0)),
        outputs("supertrend", integer("trend")));

    Supertrend(std::int64_t timeperiod, double multiplier)
        : range_{static_cast<std::int64_t>(declaration.period<0>(timeperiod))},
          multiplier_{declaration.number<1>(multiplier)} {}

    std::array<double, 2> step(double high, double low, double close) noexcept {
        const double range = range_.step(high, low, close);
        missing_ += zero_or_nan(high + low + close);
        if (rows_ < range_.warm_up()) [[unlikely]] {
            ++rows_;
            return no_output<std::array<double, 2>>();
        }
        const double middle = (high + low) / 2.0;
        const double upper = middle + multiplier_ * range;
        const double lower = middle - multiplier_ * range;
        const bool first = rows_ == range_.warm_up();
        if (first) ++rows_;
        if (first || upper < upper_ || close_ > upper_) upper_ = upper;
        if (first || lower > lower_ || close_ < lower_) lower_ = lower;
        if (!first) up_ = up_ ? !(close < lower_) : close > upper_;
        close_ = close;
        return {(up_ ? lower_ : upper_) + missing_, (up_ ? 1.0 : -1.0) + missing_};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return range_.warm_up(); }

  private:
    Atr range_;
    double multiplier_;
    double upper_ = 0.0;
    double lower_ = 0.0;
    double close_ = 0.0;
    double missing_ = 0.0;  ///< NaN from the first NaN or infinity on
    std::size_t rows_ = 0;
    bool up_ = true;
};

}  // namespace swarmcore::indicators
