#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <utility>

#include "swarmcore/indicators/average.hpp"
#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/smoother.hpp"
#include "swarmcore/indicators/window.hpp"

/// The speed and the direction of prices. Rsi, Macd and Adx are recursive, Stoch is over windows.
namespace swarmcore::indicators {

/// Relative strength index: 100 * gain / (gain + loss), Wilder's averages of the rises and the
/// falls of n changes; 0 where nothing moved.
///
/// Source: Wilder, New Concepts in Technical Trading Systems (1978), section VI.
class Rsi {
  public:
    static constexpr auto declaration = declare(
        {.name = "rsi",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Relative strength index",
         .formula =
             "``100 * gain / (gain + loss)``, where `gain` and `loss` are the averages of the\n"
             "rises and of the falls of `close`, seeded by the mean of the first\n"
             "`timeperiod` changes and then smoothed with weight ``1 / timeperiod``. From 0\n"
             "to 100; 0 while no price has moved.",
         .source = "Wilder, New Concepts in Technical Trading Systems (1978), section VI.",
         .warm_up = "timeperiod"},
        inputs(input::price), parameters(period("timeperiod", 2, 14)), outputs("real"));

    explicit Rsi(std::int64_t timeperiod)
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
        return both == 0.0 ? 0.0 : 100.0 * moved.first() / both;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_; }

  private:
    std::size_t period_;
    Smoother<Pair> average_;  ///< of rises and falls
    double previous_ = 0.0;
    bool started_ = false;
};

/// Moving average convergence and divergence: the difference of a fast and a slow exponential
/// average, its own exponential average (the signal), and the difference of both (the histogram).
///
/// The averages are in order of length, whichever was called fast. The fast one is seeded by the
/// samples that end the seed of the slow one, so that both start at the same sample.
/// Source: Appel, The Moving Average Convergence-Divergence Trading Method (1979).
class Macd {
  public:
    static constexpr auto declaration = declare(
        {.name = "macd",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Moving average convergence and divergence",
         .formula =
             "``macd = ema(close, fastperiod) - ema(close, slowperiod)``; the signal is the\n"
             "exponential average of `macd` over `signalperiod`; the histogram is\n"
             "``macd - signal``. The fast average is seeded by the samples that end the seed\n"
             "of the slow one, so that both start together. Where `slowperiod` is less than\n"
             "`fastperiod`, they change places. As differences of averages, the results err\n"
             "relative to the prices, not to themselves.",
         .source = "Appel, The Moving Average Convergence-Divergence Trading Method (1979).",
         .warm_up = "max(fastperiod, slowperiod) + signalperiod - 2"},
        inputs(input::price),
        parameters(period("fastperiod", 2, 12), period("slowperiod", 2, 26),
                   period("signalperiod", 1, 9)),
        outputs("macd", "macdsignal", "macdhist"));

    Macd(std::int64_t fastperiod, std::int64_t slowperiod, std::int64_t signalperiod)
        : fast_{declaration.period<0>(fastperiod)},
          slow_{declaration.period<1>(slowperiod)},
          signal_period_{declaration.period<2>(signalperiod)},
          signal_{exponential_average(signal_period_)} {
        if (slow_ < fast_) std::swap(fast_, slow_);
        averages_ = Smoother<Pair>{
            slow_, Pair{1.0 / static_cast<double>(fast_), 1.0 / static_cast<double>(slow_)},
            Pair{exponential_weight(fast_), exponential_weight(slow_)}};
    }

    std::array<double, 3> step(double close) noexcept {
        if (rows_ < slow_ - 1) [[unlikely]] {
            ++rows_;
            averages_.step(Pair{rows_ > slow_ - fast_ ? close : 0.0, close});
            return no_output<std::array<double, 3>>();
        }
        const Pair averages = averages_.step(Pair{close});
        const double macd = averages.first() - averages.second();
        const double signal = signal_.step(macd);
        return {macd, signal, macd - signal};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return slow_ + signal_period_ - 2; }

  private:
    std::size_t fast_;
    std::size_t slow_;
    std::size_t signal_period_;
    Smoother<Pair> averages_{0, Pair{}, Pair{}};  ///< fast, slow
    Smoother<> signal_;
    std::size_t rows_ = 0;
};

/// Slow stochastic oscillator: where the close stands between the lowest low (0) and the highest
/// high (100) of a window, 0 where they differ by rounding only; slowk is its simple average, slowd
/// that of slowk.
///
/// Source: Lane, Technical Analysis of Stocks & Commodities 2 (1984).
class Stoch {
  public:
    static constexpr auto declaration = declare(
        {.name = "stoch",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Slow stochastic oscillator",
         .formula =
             "``fastk = 100 * (close - lowest low) / (highest high - lowest low)`` over\n"
             "`fastk_period` bars, 0 where both are equal, as far as rounding can tell\n"
             "(1e-14 of their sum, TA-Lib's measure); `slowk` is the average of `fastk` over\n"
             "`slowk_period`, `slowd` that of `slowk` over `slowd_period`.",
         .source =
             "Lane, Lane's Stochastics, Technical Analysis of Stocks & Commodities 2 (1984)."},
        inputs(input::high, input::low, input::close),
        parameters(period("fastk_period", 1, 5), period("slowk_period", 1, 3),
                   average_type("slowk_matype", 0), period("slowd_period", 1, 3),
                   average_type("slowd_matype", 0)),
        outputs("slowk", "slowd"));

    Stoch(std::int64_t fastk_period, std::int64_t slowk_period, std::int64_t slowk_matype,
          std::int64_t slowd_period, std::int64_t slowd_matype)
        : period_{declaration.period<0>(fastk_period)},
          window_{period_},
          slowk_{declaration.type<2>(slowk_matype), declaration.period<1>(slowk_period),
                 AverageType::simple, "slowk_matype"},
          slowd_{declaration.type<4>(slowd_matype), declaration.period<3>(slowd_period),
                 AverageType::simple, "slowd_matype"} {}

    std::array<double, 2> step(double high, double low, double close) noexcept {
        const Pair extremes = window_.step(Pair{high, -low});
        if (rows_ != period_ - 1) [[unlikely]] {
            ++rows_;
            return no_output<std::array<double, 2>>();
        }
        const double range = extremes.first() + extremes.second();
        const bool flat = std::fabs(range) <= rounding_of(extremes.first(), extremes.second());
        const double fastk = flat ? 0.0 : 100.0 * (close + extremes.second()) / range;
        const double slowk = slowk_.step(fastk);
        if (smoothed_ < slowk_.warm_up()) [[unlikely]] {
            ++smoothed_;
            return no_output<std::array<double, 2>>();
        }
        return {slowk, slowd_.step(slowk)};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return period_ - 1 + slowk_.warm_up() + slowd_.warm_up();
    }
    [[nodiscard]] auto state() noexcept {
        return std::tie(window_, slowk_, slowd_, rows_, smoothed_);
    }

  private:
    std::size_t period_;
    Window<LargestOfPairs> window_;  ///< of the high and the negated low
    Average slowk_;
    Average slowd_;
    std::size_t rows_ = 0;
    std::size_t smoothed_ = 0;
};

/// Average directional index: Wilder's average of dx = 100 * |plus - minus| / (plus + minus), where
/// plus and minus are Wilder's averages of the movements up and down; a bar for which both are 0
/// repeats the last result. The true range, by which both are divided to make the directional
/// indicators, cancels in dx, so that of the close there remains only that it must not be NaN.
///
/// Source: Wilder, New Concepts in Technical Trading Systems (1978), section IV.
class Adx {
  public:
    static constexpr auto declaration = declare(
        {.name = "adx",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Average directional index: how strongly prices move one way, whichever",
         .formula = "``dx = 100 * |plus - minus| / (plus + minus)``, where `plus` and `minus` are\n"
                    "Wilder's averages of the movements up and down; `adx` is Wilder's average of\n"
                    "`dx`. From 0 to 100. A bar for which both are 0 repeats the last result, at\n"
                    "first 0. The true range cancels in `dx`: of `close` remains only its NaN.",
         .source = "Wilder, New Concepts in Technical Trading Systems (1978), section IV.",
         .warm_up = "2 * timeperiod - 1"},
        inputs(input::high, input::low, input::close), parameters(period("timeperiod", 2, 14)),
        outputs("real"));

    explicit Adx(std::int64_t timeperiod)
        : period_{declaration.period<0>(timeperiod)},
          movement_{period_ - 1, Pair{1.0 / static_cast<double>(period_)},
                    Pair{1.0 / static_cast<double>(period_)}},
          average_{wilder_average(period_)} {}

    double step(double high, double low, double close) noexcept {
        const double up = high - high_;
        const double down = low_ - low;
        high_ = high;
        low_ = low;
        if (rows_ == 0) [[unlikely]] {
            ++rows_;
            return not_a_number;
        }
        const Pair moved =
            where_greater(Pair{up, down}, larger(Pair{}, Pair{down, up}), Pair{up, down});
        const Pair movement = movement_.step(moved + Pair{zero_or_nan(up + down + close)});
        if (rows_ < period_) [[unlikely]] {
            ++rows_;
            return not_a_number;
        }
        const double both = movement.first() + movement.second();
        // Where both are zero, dx is not a number and the last result takes its place.
        const double dx = 100.0 * std::fabs(movement.first() - movement.second()) / both;
        value_ = average_.step(both == 0.0 ? value_ : dx);
        return value_;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return 2 * period_ - 1; }

  private:
    std::size_t period_;
    Smoother<Pair> movement_;  ///< up, down
    Smoother<> average_;
    double high_ = 0.0;
    double low_ = 0.0;
    double value_ = 0.0;
    std::size_t rows_ = 0;
};

}  // namespace swarmcore::indicators
