#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "swarmcore/indicators/average.hpp"
#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/momentum.hpp"
#include "swarmcore/indicators/smoother.hpp"
#include "swarmcore/indicators/window.hpp"

/// Where the close stands in its range, in other ways than Stoch.
namespace swarmcore::indicators {

/// Where a sample stands between the lowest (0) and the highest (100) of a window, 0 where they
/// differ by rounding only.
class RangePosition {
  public:
    explicit RangePosition(std::size_t period) : window_{period} {}

    double step(double high, double low, double close) noexcept {
        const Pair extremes = window_.step(Pair{high, -low});
        const double range = extremes.first() + extremes.second();
        const bool flat = std::fabs(range) <= rounding_of(extremes.first(), extremes.second());
        return flat ? zero_or_nan(close) : 100.0 * (close + extremes.second()) / range;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<LargestOfPairs> window_;  ///< of the high and the negated low
};

/// The position in the range, and its average.
class Stochf {
  public:
    static constexpr auto declaration = declare(
        {.name = "stochf",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Fast stochastic oscillator",
         .formula = "``fastk = 100 * (close - lowest low) / (highest high - lowest low)`` over\n"
                    "`fastk_period` bars, 0 where both are equal, as far as rounding can tell;\n"
                    "`fastd` is its average over `fastd_period`.",
         .source = "Lane, Technical Analysis of Stocks & Commodities 2 (1984)."},
        inputs(input::high, input::low, input::close),
        parameters(period("fastk_period", 1, 5), period("fastd_period", 1, 3),
                   average_type("fastd_matype", 0)),
        outputs("fastk", "fastd"));

    Stochf(std::int64_t fastk_period, std::int64_t fastd_period, std::int64_t fastd_matype)
        : position_{declaration.period<0>(fastk_period)},
          fastd_{declaration.type<2>(fastd_matype), declaration.period<1>(fastd_period),
                 AverageType::simple, "fastd_matype"} {}

    std::array<double, 2> step(double high, double low, double close) noexcept {
        const double fastk = position_.step(high, low, close);
        if (rows_ < position_.warm_up()) [[unlikely]] {
            ++rows_;
            return no_output<std::array<double, 2>>();
        }
        return {fastk, fastd_.step(fastk)};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return position_.warm_up() + fastd_.warm_up();
    }
    [[nodiscard]] auto state() noexcept { return std::tie(position_, fastd_, rows_); }

  private:
    RangePosition position_;
    Average fastd_;
    std::size_t rows_ = 0;
};

/// The fast stochastic oscillator of the relative strength index.
class Stochrsi {
  public:
    static constexpr auto declaration = declare(
        {.name = "stochrsi",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Stochastic relative strength index",
         .formula = "``stochf`` of ``rsi(close, timeperiod)`` as high, low and close.",
         .source = "Chande and Kroll, Technical Analysis of Stocks & Commodities 11 (1993)."},
        inputs(input::price),
        parameters(period("timeperiod", 2, 14), period("fastk_period", 1, 5),
                   period("fastd_period", 1, 3), average_type("fastd_matype", 0)),
        outputs("fastk", "fastd"));

    Stochrsi(std::int64_t timeperiod, std::int64_t fastk_period, std::int64_t fastd_period,
             std::int64_t fastd_matype)
        : index_{static_cast<std::int64_t>(declaration.period<0>(timeperiod))},
          position_{static_cast<std::int64_t>(declaration.period<1>(fastk_period)),
                    static_cast<std::int64_t>(declaration.period<2>(fastd_period)),
                    declaration.type<3>(fastd_matype)} {}

    std::array<double, 2> step(double close) noexcept {
        const double index = index_.step(close);
        missing_ += zero_or_nan(close);
        if (rows_ < index_.warm_up()) [[unlikely]] {
            ++rows_;
            return no_output<std::array<double, 2>>();
        }
        const auto result = position_.step(index, index, index);
        return {result[0] + missing_, result[1] + missing_};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return index_.warm_up() + position_.warm_up();
    }
    [[nodiscard]] auto state() noexcept { return std::tie(index_, position_, missing_, rows_); }

  private:
    Rsi index_;
    Stochf position_;
    double missing_ = 0.0;  ///< NaN from the first NaN or infinity on
    std::size_t rows_ = 0;
};

/// The slow stochastic oscillator, and how far its lines are apart.
class Kdj {
  public:
    static constexpr auto declaration = declare(
        {.name = "kdj",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "KDJ stochastic oscillator",
         .formula =
             "`k` and `d` as `slowk` and `slowd` of `stoch`, by default by Wilder's averages;\n"
             "``j = 3 * k - 2 * d``."},
        inputs(input::high, input::low, input::close),
        parameters(period("fastk_period", 1, 9), period("slowk_period", 1, 3),
                   average_type("slowk_matype", 13), period("slowd_period", 1, 3),
                   average_type("slowd_matype", 13)),
        outputs("k", "d", "j"));

    Kdj(std::int64_t fastk_period, std::int64_t slowk_period, std::int64_t slowk_matype,
        std::int64_t slowd_period, std::int64_t slowd_matype)
        : stoch_{fastk_period, slowk_period, own(slowk_matype), slowd_period, own(slowd_matype)} {}

    std::array<double, 3> step(double high, double low, double close) noexcept {
        missing_ += zero_or_nan(high + low + close);
        const auto lines = stoch_.step(high, low, close);
        const double k = lines[0] + missing_;
        const double d = lines[1] + missing_;
        return {k, d, 3.0 * k - 2.0 * d};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return stoch_.warm_up(); }
    [[nodiscard]] auto state() noexcept { return std::tie(stoch_, missing_); }

  private:
    /// The type that AverageType::standard stands for here.
    static std::int64_t own(std::int64_t type) noexcept { return type == 11 ? 13 : type; }

    Stoch stoch_;
    double missing_ = 0.0;  ///< NaN from the first NaN or infinity on
};

/// Blau's index: the distance from the middle of the range over half the range, both smoothed.
class Smi {
  public:
    static constexpr auto declaration = declare(
        {.name = "smi",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Stochastic momentum index",
         .formula =
             "``100 * s(close - middle) / (s(range) / 2)`` with the range and its middle of\n"
             "the highest high and the lowest low of `timeperiod` bars, and s the exponential\n"
             "average over `fastperiod` of that over `slowperiod`; 0 where the range is. The\n"
             "signal is its exponential average over `signalperiod`.",
         .source = "Blau, Technical Analysis of Stocks & Commodities 11 (1993).",
         .warm_up = "timeperiod + fastperiod + slowperiod + signalperiod - 4"},
        inputs(input::high, input::low, input::close),
        parameters(period("timeperiod", 2, 13), period("fastperiod", 2, 2),
                   period("slowperiod", 2, 25), period("signalperiod", 2, 9)),
        outputs("smi", "smisignal"));

    Smi(std::int64_t timeperiod, std::int64_t fastperiod, std::int64_t slowperiod,
        std::int64_t signalperiod)
        : window_{declaration.period<0>(timeperiod)},
          fast_{declaration.period<1>(fastperiod)},
          slow_{declaration.period<2>(slowperiod)},
          signal_{declaration.period<3>(signalperiod)},
          once_{slow_, Pair{1.0 / static_cast<double>(slow_)}, Pair{exponential_weight(slow_)}},
          twice_{fast_, Pair{1.0 / static_cast<double>(fast_)}, Pair{exponential_weight(fast_)}},
          average_{exponential_average(signal_)} {}

    std::array<double, 2> step(double high, double low, double close) noexcept {
        const Pair extremes = window_.step(Pair{high, -low});
        missing_ += zero_or_nan(high + low + close);
        const std::size_t row = rows_;
        if (rows_ < warm_up()) [[unlikely]]
            ++rows_;
        if (row + 1 < window_.length()) return no_output<std::array<double, 2>>();
        const double range = extremes.first() + extremes.second();
        const double middle = 0.5 * (extremes.first() - extremes.second());
        const Pair once = once_.step(Pair{close - middle, range});
        if (row + 2 < window_.length() + slow_) return no_output<std::array<double, 2>>();
        const Pair twice = twice_.step(once);
        if (row + 3 < window_.length() + slow_ + fast_) return no_output<std::array<double, 2>>();
        const double half = 0.5 * twice.second();
        const double index = (half > 0.0 ? 100.0 * twice.first() / half : 0.0) + missing_;
        return {index, average_.step(index)};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return window_.length() + fast_ + slow_ + signal_ - 4;
    }
    [[nodiscard]] auto state() noexcept {
        return std::tie(window_, once_, twice_, average_, missing_, rows_);
    }

  private:
    Window<LargestOfPairs> window_;  ///< of the high and the negated low
    std::size_t fast_;
    std::size_t slow_;
    std::size_t signal_;
    Smoother<Pair> once_;  ///< of the distance from the middle and of the range
    Smoother<Pair> twice_;
    Smoother<> average_;
    double missing_ = 0.0;  ///< NaN from the first NaN or infinity on
    std::size_t rows_ = 0;
};

/// Williams' position in the range, from above.
class Willr {
  public:
    static constexpr auto declaration = declare(
        {.name = "willr",
         .group = Group::momentum,
         .memory = Memory::window,
         .title =
             "Williams' %R: how far the close is below the highest high, in percent of the range",
         .formula = "``-100 * (highest high - close) / (highest high - lowest low)`` over\n"
                    "`timeperiod` bars; 0 where both are equal.",
         .source = "Williams, How I Made One Million Dollars Last Year Trading Commodities (1973).",
         .warm_up = "timeperiod - 1"},
        inputs(input::high, input::low, input::close), parameters(period("timeperiod", 2, 14)),
        outputs("real"));

    explicit Willr(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    double step(double high, double low, double close) noexcept {
        const Pair extremes = window_.step(Pair{high, -low});
        const double range = extremes.first() + extremes.second();
        return range == 0.0 ? zero_or_nan(close) : -100.0 * (extremes.first() - close) / range;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<LargestOfPairs> window_;  ///< of the high and the negated low
};

}  // namespace swarmcore::indicators
