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
#include "swarmcore/indicators/window.hpp"

/// Prices against earlier prices.
namespace swarmcore::indicators {

/// The change over n samples.
class Mom {
  public:
    static constexpr auto declaration =
        declare({.name = "mom",
                 .group = Group::momentum,
                 .memory = Memory::window,
                 .title = "Momentum: the change over `timeperiod` samples",
                 .formula = "``close[i] - close[i - timeperiod]``.",
                 .warm_up = "timeperiod"},
                inputs(input::price), parameters(period("timeperiod", 1, 10)), outputs("real"));

    explicit Mom(std::int64_t timeperiod) : lag_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        const double before = lag_.step(close);
        return close - before;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return lag_.steps(); }
    [[nodiscard]] auto state() noexcept { return std::tie(lag_); }

  private:
    Lag<> lag_;
};

/// The change over n samples in percent of the earlier one.
class Roc {
  public:
    static constexpr auto declaration = declare(
        {.name = "roc",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Rate of change, in percent",
         .formula =
             "``100 * (close[i] / close[i - timeperiod] - 1)``, 0 where the earlier sample is\n"
             "0.",
         .warm_up = "timeperiod"},
        inputs(input::price), parameters(period("timeperiod", 1, 10)), outputs("real"));

    explicit Roc(std::int64_t timeperiod) : lag_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        const double before = lag_.step(close);
        return before == 0.0 ? zero_or_nan(close) : (close / before - 1.0) * 100.0;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return lag_.steps(); }
    [[nodiscard]] auto state() noexcept { return std::tie(lag_); }

  private:
    Lag<> lag_;
};

/// The change over n samples as a share of the earlier one.
class Rocp {
  public:
    static constexpr auto declaration = declare(
        {.name = "rocp",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Rate of change, as a share",
         .formula = "``(close[i] - close[i - timeperiod]) / close[i - timeperiod]``, 0 where the\n"
                    "earlier sample is 0.",
         .warm_up = "timeperiod"},
        inputs(input::price), parameters(period("timeperiod", 1, 10)), outputs("real"));

    explicit Rocp(std::int64_t timeperiod) : lag_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        const double before = lag_.step(close);
        return before == 0.0 ? zero_or_nan(close) : (close - before) / before;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return lag_.steps(); }
    [[nodiscard]] auto state() noexcept { return std::tie(lag_); }

  private:
    Lag<> lag_;
};

/// The ratio of a sample to that of n before.
class Rocr {
  public:
    static constexpr auto declaration = declare(
        {.name = "rocr",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Rate of change, as a ratio",
         .formula = "``close[i] / close[i - timeperiod]``, 0 where the earlier sample is 0.",
         .warm_up = "timeperiod"},
        inputs(input::price), parameters(period("timeperiod", 1, 10)), outputs("real"));

    explicit Rocr(std::int64_t timeperiod) : lag_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        const double before = lag_.step(close);
        return before == 0.0 ? zero_or_nan(close) : close / before;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return lag_.steps(); }
    [[nodiscard]] auto state() noexcept { return std::tie(lag_); }

  private:
    Lag<> lag_;
};

/// As Rocr, times 100.
class Rocr100 {
  public:
    static constexpr auto declaration = declare(
        {.name = "rocr100",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Rate of change, as a ratio times 100",
         .formula = "``100 * close[i] / close[i - timeperiod]``, 0 where the earlier sample is 0.",
         .warm_up = "timeperiod"},
        inputs(input::price), parameters(period("timeperiod", 1, 10)), outputs("real"));

    explicit Rocr100(std::int64_t timeperiod) : lag_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        const double before = lag_.step(close);
        return before == 0.0 ? zero_or_nan(close) : close / before * 100.0;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return lag_.steps(); }
    [[nodiscard]] auto state() noexcept { return std::tie(lag_); }

  private:
    Lag<> lag_;
};

/// Chande's momentum oscillator, smoothed as RSI is.
class Cmo {
  public:
    static constexpr auto declaration = declare(
        {.name = "cmo",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Chande's momentum oscillator",
         .formula =
             "``100 * (gain - loss) / (gain + loss)`` of Wilder's averages of the rises and of\n"
             "the falls, as in `rsi`; 0 where nothing moved.",
         .source = "Chande and Kroll, The New Technical Trader (1994).",
         .warm_up = "timeperiod"},
        inputs(input::price), parameters(period("timeperiod", 2, 14)), outputs("real"));

    explicit Cmo(std::int64_t timeperiod)
        : period_{declaration.period<0>(timeperiod)}, average_{wilder_average<Pair>(period_)} {}

    double step(double close) noexcept {
        const double change = close - previous_;
        previous_ = close;
        if (!started_) [[unlikely]] {
            started_ = true;
            return not_a_number;
        }
        const Pair moved = average_.step(larger(Pair{}, Pair{change, -change}));
        const double both = moved.first() + moved.second();
        return both == 0.0 ? 0.0 : 100.0 * (moved.first() - moved.second()) / both;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_; }

  private:
    std::size_t period_;
    Smoother<Pair> average_;  ///< of rises and falls
    double previous_ = 0.0;
    bool started_ = false;
};

/// Chande's momentum oscillator of plain sums.
class Cmou {
  public:
    static constexpr auto declaration = declare(
        {.name = "cmou",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Chande's momentum oscillator, unsmoothed",
         .formula =
             "``100 * (up - down) / (up + down)`` of the sums of the rises and of the falls of\n"
             "`timeperiod` changes; 0 where nothing moved.",
         .source = "Chande and Kroll, The New Technical Trader (1994).",
         .warm_up = "timeperiod"},
        inputs(input::price), parameters(period("timeperiod", 2, 14)), outputs("real"));

    explicit Cmou(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        const double change = close - previous_;
        previous_ = close;
        if (!started_) [[unlikely]] {
            started_ = true;
            return not_a_number;
        }
        const Pair sums = window_.step(larger(Pair{}, Pair{change, -change}));
        const double both = sums.first() + sums.second();
        return both == 0.0 ? 0.0 : 100.0 * (sums.first() - sums.second()) / both;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length(); }
    [[nodiscard]] auto state() noexcept { return std::tie(window_, previous_, started_); }

  private:
    Window<SumOfPairs> window_;  ///< of rises and falls
    double previous_ = 0.0;
    bool started_ = false;
};

/// Kaufman's efficiency ratio.
class Er {
  public:
    static constexpr auto declaration = declare(
        {.name = "er",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Kaufman's efficiency ratio: how straight prices moved",
         .formula = "``|close[i] - close[i - timeperiod]|`` over the sum of the ``|changes|``\n"
                    "between; 1 where nothing moved.",
         .source = "Kaufman, Smarter Trading (1995).",
         .warm_up = "timeperiod"},
        inputs(input::price), parameters(period("timeperiod", 2, 10)), outputs("real"));

    explicit Er(std::int64_t timeperiod)
        : lag_{declaration.period<0>(timeperiod)}, way_{lag_.steps()} {}

    double step(double close) noexcept {
        const double moved = started_ ? std::fabs(close - previous_) : 0.0;
        started_ = true;
        previous_ = close;
        const double distance = close - lag_.step(close);
        const double way = way_.step(moved);
        return way <= distance ? 1.0 : std::fabs(distance / way);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return lag_.steps(); }
    [[nodiscard]] auto state() noexcept { return std::tie(lag_, way_, previous_, started_); }

  private:
    Lag<> lag_;
    Window<Sum> way_;
    double previous_ = 0.0;
    bool started_ = false;
};

/// White's filter of trends.
class Vhf {
  public:
    static constexpr auto declaration = declare(
        {.name = "vhf",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Vertical horizontal filter: the range of prices over the way that they went",
         .formula = "The highest less the lowest of `timeperiod` samples over the sum of their\n"
                    "``|changes|``; 0 where nothing moved.",
         .source = "White, Futures 20 (1991).",
         .warm_up = "timeperiod"},
        inputs(input::price), parameters(period("timeperiod", 2, 28)), outputs("real"));

    explicit Vhf(std::int64_t timeperiod)
        : extremes_{declaration.period<0>(timeperiod)}, way_{extremes_.length()} {}

    double step(double close) noexcept {
        const double moved = started_ ? std::fabs(close - previous_) : 0.0;
        started_ = true;
        previous_ = close;
        const Pair extremes = extremes_.step(Pair{close, -close});
        const double way = way_.step(moved);
        return way == 0.0 ? 0.0 : (extremes.first() + extremes.second()) / way;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return extremes_.length(); }
    [[nodiscard]] auto state() noexcept { return std::tie(extremes_, way_, previous_, started_); }

  private:
    Window<LargestOfPairs> extremes_;  ///< of the sample and its negation
    Window<Sum> way_;
    double previous_ = 0.0;
    bool started_ = false;
};

/// The sample of half a window before, less the mean of the window.
class Dpo {
  public:
    static constexpr auto declaration =
        declare({.name = "dpo",
                 .group = Group::momentum,
                 .memory = Memory::window,
                 .title = "Detrended price oscillator",
                 .formula = "``close[i - (timeperiod // 2 + 1)] - sma(close, timeperiod)[i]``.",
                 .warm_up = "max(timeperiod - 1, timeperiod // 2 + 1)"},
                inputs(input::price), parameters(period("timeperiod", 2, 20)), outputs("real"));

    explicit Dpo(std::int64_t timeperiod)
        : mean_{static_cast<std::int64_t>(declaration.period<0>(timeperiod))},
          lag_{(mean_.warm_up() + 1) / 2 + 1} {}

    double step(double close) noexcept {
        const double mean = mean_.step(close);
        return lag_.step(close) - mean;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return std::max(mean_.warm_up(), lag_.steps());
    }
    [[nodiscard]] auto state() noexcept { return std::tie(mean_, lag_); }

  private:
    Sma mean_;
    Lag<> lag_;
};

}  // namespace swarmcore::indicators
