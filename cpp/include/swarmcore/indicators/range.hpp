#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/lag.hpp"
#include "swarmcore/indicators/moving_average.hpp"
#include "swarmcore/indicators/smoother.hpp"
#include "swarmcore/indicators/volatility.hpp"
#include "swarmcore/indicators/window.hpp"

/// How much prices vary, further.
namespace swarmcore::indicators {

/// The true range of a bar.
class Trange {
  public:
    static constexpr auto declaration =
        declare({.name = "trange",
                 .group = Group::volatility,
                 .memory = Memory::window,
                 .title = "True range",
                 .formula = "``max(high - low, |high - close before|, |low - close before|)``.",
                 .source = "Wilder, New Concepts in Technical Trading Systems (1978), section III.",
                 .warm_up = "1"},
                inputs(input::high, input::low, input::close), parameters(), outputs("real"));

    double step(double high, double low, double close) noexcept {
        const double gap = larger(std::fabs(high - close_), std::fabs(low - close_));
        // A NaN close, which the next bar has, shows in its own row as well.
        const double range = larger(gap, high - low) + zero_or_nan(close + close_);
        close_ = close;
        return range;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 1; }

  private:
    double close_ = 0.0;
};

/// The average true range in percent of the close.
class Natr {
  public:
    static constexpr auto declaration = declare(
        {.name = "natr",
         .group = Group::volatility,
         .memory = Memory::recursive,
         .title = "Normalized average true range",
         .formula = "``100 * atr(timeperiod) / close``; 0 where the close is 0. As by TA-Lib, the\n"
                    "true range itself for a `timeperiod` of 1.",
         .source = "Forman, Technical Analysis of Stocks & Commodities 24 (2006).",
         .warm_up = "timeperiod"},
        inputs(input::high, input::low, input::close), parameters(period("timeperiod", 1, 14)),
        outputs("real"));

    explicit Natr(std::int64_t timeperiod)
        : range_{static_cast<std::int64_t>(declaration.period<0>(timeperiod))} {}

    double step(double high, double low, double close) noexcept {
        const double range = range_.step(high, low, close);
        missing_ += zero_or_nan(high + low + close);
        if (range_.warm_up() == 1) return range + missing_;
        return (close == 0.0 ? 0.0 : range / close * 100.0) + missing_;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return range_.warm_up(); }

  private:
    Atr range_;
    double missing_ = 0.0;  ///< NaN from the first NaN or infinity on
};

/// The mean range of bars.
class Adr {
  public:
    static constexpr auto declaration = declare(
        {.name = "adr",
         .group = Group::volatility,
         .memory = Memory::window,
         .title = "Average day range",
         .formula = "``sma(high - low, timeperiod)``.",
         .warm_up = "timeperiod - 1"},
        inputs(input::high, input::low), parameters(period("timeperiod", 1, 14)), outputs("real"));

    explicit Adr(std::int64_t timeperiod)
        : mean_{static_cast<std::int64_t>(declaration.period<0>(timeperiod))} {}

    double step(double high, double low) noexcept { return mean_.step(high - low); }
    [[nodiscard]] std::size_t warm_up() const noexcept { return mean_.warm_up(); }
    [[nodiscard]] auto state() noexcept { return std::tie(mean_); }

  private:
    Sma mean_;
};

/// The change of the average range of bars.
class Cvi {
  public:
    static constexpr auto declaration = declare(
        {.name = "cvi",
         .group = Group::volatility,
         .memory = Memory::recursive,
         .title = "Chaikin's volatility",
         .formula =
             "``100 * (average[i] / average[i - rocperiod] - 1)`` of ``average = ema(high -\n"
             "low, timeperiod)``; 0 where the earlier one is 0.",
         .warm_up = "timeperiod + rocperiod - 1"},
        inputs(input::high, input::low),
        parameters(period("timeperiod", 2, 10), period("rocperiod", 1, 10)), outputs("real"));

    Cvi(std::int64_t timeperiod, std::int64_t rocperiod)
        : period_{declaration.period<0>(timeperiod)},
          average_{exponential_average(period_)},
          lag_{declaration.period<1>(rocperiod)} {}

    double step(double high, double low) noexcept {
        const double average = average_.step(high - low);
        const double before = lag_.step(average);
        return before == 0.0 ? zero_or_nan(average) : (average / before - 1.0) * 100.0;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_ - 1 + lag_.steps(); }
    [[nodiscard]] auto state() noexcept { return std::tie(average_, lag_); }

  private:
    std::size_t period_;
    Smoother<> average_;
    Lag<> lag_;
};

/// The sum of ratios of an average range to its own average.
class Massi {
  public:
    static constexpr auto declaration = declare(
        {.name = "massi",
         .group = Group::volatility,
         .memory = Memory::recursive,
         .title = "Mass index",
         .formula = "The sum over `slowperiod` of ``e1 / e2`` with ``e1 = ema(high - low,\n"
                    "fastperiod)`` and ``e2 = ema(e1, fastperiod)``; 1 in place of a ratio to 0.",
         .source = "Dorsey, Technical Analysis of Stocks & Commodities 10 (1992).",
         .warm_up = "2 * (fastperiod - 1) + slowperiod - 1"},
        inputs(input::high, input::low),
        parameters(period("fastperiod", 2, 9), period("slowperiod", 2, 25)), outputs("real"));

    Massi(std::int64_t fastperiod, std::int64_t slowperiod)
        : period_{declaration.period<0>(fastperiod)},
          first_{exponential_average(period_)},
          second_{exponential_average(period_)},
          window_{declaration.period<1>(slowperiod)} {}

    double step(double high, double low) noexcept {
        const std::size_t row = rows_;
        if (row < 2 * (period_ - 1)) [[unlikely]]
            ++rows_;
        const double first = first_.step(high - low);
        missing_ += zero_or_nan(first);
        if (row < period_ - 1) return not_a_number;
        const double second = second_.step(first);
        if (row < 2 * (period_ - 1)) return not_a_number;
        return window_.step(second == 0.0 ? 1.0 : first / second) + missing_;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return 2 * (period_ - 1) + window_.length() - 1;
    }
    [[nodiscard]] auto state() noexcept {
        return std::tie(first_, second_, window_, missing_, rows_);
    }

  private:
    std::size_t period_;
    Smoother<> first_;
    Smoother<> second_;
    Window<Sum> window_;
    double missing_ = 0.0;  ///< NaN from the first NaN or infinity on
    std::size_t rows_ = 0;
};

/// As Rsi, of standard deviations in place of changes.
class Rvi {
  public:
    static constexpr auto declaration = declare(
        {.name = "rvi",
         .group = Group::volatility,
         .memory = Memory::recursive,
         .title = "Relative volatility index",
         .formula = "``100 * up / (up + down)`` of Wilder's averages over `timeperiod` of the\n"
                    "standard deviation of the last `stddevperiod` samples, counted up where the\n"
                    "sample rose and down where it fell; 50 where both are 0.",
         .source = "Dorsey, Technical Analysis of Stocks & Commodities 11 (1993).",
         .warm_up = "timeperiod + stddevperiod - 2"},
        inputs(input::price),
        parameters(period("timeperiod", 1, 14), period("stddevperiod", 2, 10)), outputs("real"));

    Rvi(std::int64_t timeperiod, std::int64_t stddevperiod)
        : period_{declaration.period<0>(timeperiod)},
          window_{declaration.period<1>(stddevperiod)},
          scale_{1.0 / static_cast<double>(window_.length())},
          average_{wilder_average<Pair>(period_)} {}

    double step(double close) noexcept {
        const Pair total = window_.step(close);
        const double change = close - previous_;
        previous_ = close;
        missing_ += zero_or_nan(close);
        if (rows_ < window_.length() - 1) [[unlikely]] {
            ++rows_;
            return not_a_number;
        }
        const double variance =
            (total.second() - total.first() * (total.first() * scale_)) * scale_;
        const double deviation = std::sqrt(variance < 0.0 ? 0.0 : variance);
        const Pair averages = average_.step(
            where_greater(Pair{change, -change}, Pair{}, Pair{deviation}) + Pair{missing_});
        const double both = averages.first() + averages.second();
        return both == 0.0 ? 50.0 : 100.0 * averages.first() / both;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_ + window_.length() - 2; }
    [[nodiscard]] auto state() noexcept {
        return std::tie(window_, average_, previous_, missing_, rows_);
    }

  private:
    std::size_t period_;
    Window<Deviations> window_;
    double scale_;
    Smoother<Pair> average_;  ///< of deviations up and down
    double previous_ = 0.0;
    double missing_ = 0.0;  ///< NaN from the first NaN or infinity on
    std::size_t rows_ = 0;
};

}  // namespace swarmcore::indicators
