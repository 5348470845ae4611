#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/lag.hpp"
#include "swarmcore/indicators/smoother.hpp"
#include "swarmcore/indicators/window.hpp"

/// Averages made of exponential ones, and the adaptive one. All are recursive.
namespace swarmcore::indicators {

/// Exponential averages of exponential averages, each seeded by the mean of the first n results of
/// the one before.
template <std::size_t count>
class ExponentialChain {
  public:
    explicit ExponentialChain(std::size_t period) noexcept
        : averages_{make(period, std::make_index_sequence<count>{})}, period_{period} {}

    /// The averages; those that have no result yet are zero.
    std::array<double, count> step(double sample) noexcept {
        std::array<double, count> results{};
        for (std::size_t level = 0; level < count; ++level) {
            results[level] = sample = averages_[level].step(sample);
            if (rows_ < (level + 1) * (period_ - 1)) [[unlikely]]
                break;
        }
        if (rows_ < warm_up()) [[unlikely]]
            ++rows_;
        return results;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return count * (period_ - 1); }

  private:
    template <std::size_t... level>
    static std::array<Smoother<>, count> make(std::size_t period,
                                              std::index_sequence<level...>) noexcept {
        return {(static_cast<void>(level), exponential_average(period))...};
    }

    std::array<Smoother<>, count> averages_;
    std::size_t period_;
    std::size_t rows_ = 0;
};

/// Twice an exponential average less the average of that average.
class Dema {
  public:
    static constexpr auto declaration = declare(
        {.name = "dema",
         .group = Group::overlap,
         .memory = Memory::recursive,
         .title = "Double exponential moving average",
         .formula = "``2 * e1 - e2`` with ``e1 = ema(close, timeperiod)`` and ``e2 = ema(e1,\n"
                    "timeperiod)``.",
         .source = "Mulloy, Smoothing Data with Faster Moving Averages, Technical Analysis of "
                   "Stocks & Commodities 12 (1994).",
         .warm_up = "2 * timeperiod - 2"},
        inputs(input::price), parameters(period("timeperiod", 1, 30)), outputs("real"));

    explicit Dema(std::int64_t timeperiod) : chain_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        const auto average = chain_.step(close);
        return 2.0 * average[0] - average[1];
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return chain_.warm_up(); }

  private:
    ExponentialChain<2> chain_;
};

/// As Dema, of three averages.
class Tema {
  public:
    static constexpr auto declaration = declare(
        {.name = "tema",
         .group = Group::overlap,
         .memory = Memory::recursive,
         .title = "Triple exponential moving average",
         .formula =
             "``3 * e1 - 3 * e2 + e3`` with ``e1 = ema(close, timeperiod)``, ``e2 = ema(e1,\n"
             "timeperiod)`` and ``e3 = ema(e2, timeperiod)``.",
         .source = "Mulloy, Smoothing Data with Less Lag, Technical Analysis of Stocks & "
                   "Commodities 12 (1994).",
         .warm_up = "3 * timeperiod - 3"},
        inputs(input::price), parameters(period("timeperiod", 1, 30)), outputs("real"));

    explicit Tema(std::int64_t timeperiod) : chain_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        const auto average = chain_.step(close);
        return 3.0 * (average[0] - average[1]) + average[2];
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return chain_.warm_up(); }

  private:
    ExponentialChain<3> chain_;
};

/// Tillson's average: a generalised Dema of a generalised Dema of one.
class T3 {
  public:
    static constexpr auto declaration = declare(
        {.name = "t3",
         .group = Group::overlap,
         .memory = Memory::recursive,
         .title = "Tillson's triple exponential moving average",
         .formula =
             "The generalised double average ``(1 + vfactor) * ema - vfactor * ema of ema``,\n"
             "three times: ``-v**3 * e6 + (3 * v**2 + 3 * v**3) * e5 - (6 * v**2 + 3 * v + 3 *\n"
             "v**3) * e4 + (1 + 3 * v + v**3 + 3 * v**2) * e3`` with v the `vfactor` and e1 to\n"
             "e6 the chain of exponential averages.",
         .source = "Tillson, Better Moving Averages, Technical Analysis of Stocks & Commodities 16 "
                   "(1998).",
         .warm_up = "6 * timeperiod - 6"},
        inputs(input::price),
        parameters(period("timeperiod", 1, 5), number("vfactor", 0.0, 1.0, 0.7)), outputs("real"));

    T3(std::int64_t timeperiod, double vfactor) : chain_{declaration.period<0>(timeperiod)} {
        const double v = declaration.number<1>(vfactor);
        const double v2 = v * v;
        const double v3 = v2 * v;
        weights_ = {1.0 + 3.0 * v + v3 + 3.0 * v2, -6.0 * v2 - 3.0 * (v + v3), 3.0 * (v2 + v3),
                    -v3};
    }

    double step(double close) noexcept {
        const auto average = chain_.step(close);
        return weights_[3] * average[5] + weights_[2] * average[4] + weights_[1] * average[3] +
               weights_[0] * average[2];
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return chain_.warm_up(); }

  private:
    ExponentialChain<6> chain_;
    std::array<double, 4> weights_{};
};

/// The exponential average of samples moved ahead by what they changed in half its length.
class Zlema {
  public:
    static constexpr auto declaration = declare(
        {.name = "zlema",
         .group = Group::overlap,
         .memory = Memory::recursive,
         .title = "Zero-lag exponential moving average",
         .formula =
             "``ema(2 * close[i] - close[i - lag], timeperiod)`` with ``lag = (timeperiod - 1)\n"
             "// 2``.",
         .source = "Ehlers and Way, Zero Lag (Well, Almost), Technical Analysis of Stocks & "
                   "Commodities 28 (2010).",
         .warm_up = "timeperiod - 1 + (timeperiod - 1) // 2"},
        inputs(input::price), parameters(period("timeperiod", 1, 30)), outputs("real"));

    explicit Zlema(std::int64_t timeperiod)
        : period_{declaration.period<0>(timeperiod)},
          lag_{(period_ - 1) / 2},
          average_{exponential_average(period_)} {}

    double step(double close) noexcept {
        const double before = lag_.step(close);
        if (rows_ < lag_.steps()) [[unlikely]] {
            ++rows_;
            return not_a_number;
        }
        return average_.step(2.0 * close - before);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_ - 1 + lag_.steps(); }
    [[nodiscard]] auto state() noexcept { return std::tie(lag_, average_, rows_); }

  private:
    std::size_t period_;
    Lag<> lag_;
    Smoother<> average_;
    std::size_t rows_ = 0;
};

/// Kaufman's adaptive average: the straighter a price moves, the faster it follows.
class Kama {
  public:
    static constexpr auto declaration = declare(
        {.name = "kama",
         .group = Group::overlap,
         .memory = Memory::recursive,
         .title =
             "Kaufman's adaptive moving average: the straighter prices move, the faster it follows",
         .formula =
             "``y[i] = y[i - 1] + c**2 * (close[i] - y[i - 1])`` with ``c = er * (2 / 3 - 2 /\n"
             "31) + 2 / 31``, where the efficiency ratio `er` is the distance from the sample\n"
             "of `timeperiod` before over the length of the way, 1 where nothing moved; the\n"
             "first ``y[i - 1]`` is the sample before. For a `timeperiod` of 1 the samples\n"
             "themselves.",
         .source = "Kaufman, Smarter Trading (1995).",
         .warm_up = "timeperiod if timeperiod > 1 else 0"},
        inputs(input::price), parameters(period("timeperiod", 1, 30)), outputs("real"));

    explicit Kama(std::int64_t timeperiod)
        : lag_{declaration.period<0>(timeperiod)}, way_{lag_.steps()} {}

    double step(double close) noexcept {
        if (lag_.steps() == 1) return close;
        const double moved = rows_ == 0 ? 0.0 : std::fabs(close - previous_);
        const double before = lag_.step(close);
        const double way = way_.step(moved);
        if (rows_ < lag_.steps()) [[unlikely]] {
            ++rows_;
            previous_ = value_ = close;
            return not_a_number;
        }
        previous_ = close;
        const double distance = close - before;
        const bool straight = way <= distance || way == 0.0;
        const double efficiency = straight ? 1.0 : std::fabs(distance / way);
        const double weight = efficiency * (fast - slow) + slow;
        value_ += weight * weight * (close - value_);
        return value_;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return lag_.steps() == 1 ? 0 : lag_.steps();
    }
    [[nodiscard]] auto state() noexcept { return std::tie(lag_, way_, previous_, value_, rows_); }

  private:
    static constexpr double fast = 2.0 / 3.0;
    static constexpr double slow = 2.0 / 31.0;

    Lag<> lag_;
    Window<Sum> way_;
    double previous_ = 0.0;
    double value_ = 0.0;
    std::size_t rows_ = 0;
};

}  // namespace swarmcore::indicators
