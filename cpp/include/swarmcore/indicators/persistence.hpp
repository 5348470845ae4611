#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "swarmcore/core/math.hpp"
#include "swarmcore/indicators/hilbert.hpp"
#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/window.hpp"

/// How far a price stands from its mean, and whether its moves go on or turn back. Over windows.
namespace swarmcore::indicators {

/// The distance from the mean in standard deviations.
class Zscore {
  public:
    static constexpr auto declaration = declare(
        {.name = "zscore",
         .group = Group::statistic,
         .memory = Memory::window,
         .title = "Distance of the last sample from the mean, in standard deviations",
         .formula =
             "``(close - mean) / deviation`` of the last `timeperiod` samples, with divisor\n"
             "`timeperiod` as in `stddev`; 0 where all are equal. The variance errs by at most\n"
             "about ``timeperiod**2 * 2**-53`` of itself, whatever the offset of the prices.",
         .source = "The standard score of statistics.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price), parameters(period("timeperiod", 2, 20)), outputs("real"));

    explicit Zscore(std::int64_t timeperiod)
        : window_{declaration.period<0>(timeperiod)},
          scale_{1.0 / static_cast<double>(window_.length())} {}

    double step(double close) noexcept {
        const Pair total = window_.step(close);
        const double mean = total.first() * scale_;
        const double variance = (total.second() - total.first() * mean) * scale_;
        if (variance <= 0.0) return 0.0;
        return (close - window_.fold().anchor() - mean) / std::sqrt(variance);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<Deviations> window_;
    double scale_;
};

/// The exponent by which moves grow with the time they take.
class Hurst {
  public:
    static constexpr auto declaration = declare(
        {.name = "hurst",
         .group = Group::statistic,
         .memory = Memory::window,
         .title = "Hurst exponent: above 0.5 moves go on, below they turn back",
         .formula =
             "The generalised exponent of order 2: half the slope of ``log(mean(log(close[i] /\n"
             "close[i - lag])**2))`` on ``log(lag)``, by least squares over the lags 1, 2, 4, 8\n"
             "and 16 (that of 4 has no weight), with `timeperiod` moves of each. Of a random\n"
             "walk 0.5, with a standard error of about 0.1 at `timeperiod` 100; of a straight\n"
             "line 1. Not finite where nothing has moved.",
         .source = "Di Matteo, Quantitative Finance 7 (2007), equation 6; Hurst, Transactions of\n"
                   "the American Society of Civil Engineers 116 (1951).",
         .warm_up = "timeperiod + 15"},
        inputs(input::price), parameters(period("timeperiod", 2, 100)), outputs("real"));

    explicit Hurst(std::int64_t timeperiod)
        : short_{declaration.period<0>(timeperiod)}, long_{short_.length()} {}

    double step(double close) noexcept {
        closes_.push(close);
        if (rows_ < longest_lag) [[unlikely]] {
            ++rows_;
            return not_a_number;
        }
        const Pair s = short_.step(Pair{squared_move(1), squared_move(2)});
        const Pair l = long_.step(Pair{squared_move(16), squared_move(8)});
        // The slope of ys at -2, -1, 0, 1 and 2 is (2 * (y4 - y0) + (y3 - y1)) / 10.
        const double by_16 = l.first() / s.first();
        const double by_4 = l.second() / s.second();
        return math::log(by_16 * by_16 * by_4) * (0.05 / log_2);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return short_.length() + longest_lag - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(short_, long_, closes_, rows_); }

  private:
    static constexpr std::size_t longest_lag = 16;
    static constexpr double log_2 = 0.6931471805599453;

    [[nodiscard]] double squared_move(std::size_t lag) const noexcept {
        const double move = math::log(closes_[0] / closes_[lag]);
        return move * move;
    }

    Window<SumOfPairs> short_;  ///< of squared moves over 1 and 2 bars
    Window<SumOfPairs> long_;   ///< over 16 and 8
    History<32> closes_;
    std::size_t rows_ = 0;
};

}  // namespace swarmcore::indicators
