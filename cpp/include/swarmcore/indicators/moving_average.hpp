#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/smoother.hpp"
#include "swarmcore/indicators/window.hpp"

/// Averages of the last samples, weighted by age alone.
namespace swarmcore::indicators {

/// The mean of the last n samples.
class Sma {
  public:
    static constexpr auto declaration = declare(
        {.name = "sma",
         .group = Group::overlap,
         .memory = Memory::window,
         .title = "Simple moving average: the mean of the last `timeperiod` samples",
         .formula =
             "``mean(close[i - timeperiod + 1 .. i])``. A result errs by at most\n"
             "``(timeperiod + 1) * 2**-53`` of the largest magnitude in its window, however\n"
             "long the series.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price), parameters(period("timeperiod", 1, 30)), outputs("real"));

    explicit Sma(std::int64_t timeperiod)
        : window_{declaration.period<0>(timeperiod)},
          scale_{1.0 / static_cast<double>(window_.length())} {}

    double step(double close) noexcept { return window_.step(close) * scale_; }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<Sum> window_;
    double scale_;
};

/// The mean of the last n samples, weighted 1 (the oldest) to n (the newest).
class Wma {
  public:
    static constexpr auto declaration = declare(
        {.name = "wma",
         .group = Group::overlap,
         .memory = Memory::window,
         .title = "Weighted moving average, with weights from 1 (the oldest sample) to "
                  "`timeperiod`",
         .formula = "``sum(w * close[i - timeperiod + w] for w in 1 .. timeperiod) / (1 + ... +\n"
                    "timeperiod)``. A result errs by at most about ``3 * timeperiod * 2**-53`` of\n"
                    "the largest magnitude in its window, however long the series.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price), parameters(period("timeperiod", 1, 30)), outputs("real"));

    explicit Wma(std::int64_t timeperiod)
        : window_{declaration.period<0>(timeperiod)},
          scale_{2.0 / (static_cast<double>(window_.length()) *
                        static_cast<double>(window_.length() + 1))} {}

    double step(double close) noexcept { return window_.step(close).weighted * scale_; }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<WeightedSum> window_;
    double scale_;
};

/// The exponential average of weight 2 / (n + 1), seeded by the mean of the first n samples.
class Ema {
  public:
    static constexpr auto declaration = declare(
        {.name = "ema",
         .group = Group::overlap,
         .memory = Memory::recursive,
         .title =
             "Exponential moving average, seeded by the mean of the first `timeperiod` samples",
         .formula = "``y[i] = y[i - 1] + k * (close[i] - y[i - 1])`` with\n"
                    "``k = 2 / (timeperiod + 1)``. A result errs by at most about\n"
                    "``2 * timeperiod * 2**-53`` of the largest magnitude so far.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price), parameters(period("timeperiod", 1, 30)), outputs("real"));

    explicit Ema(std::int64_t timeperiod)
        : period_{declaration.period<0>(timeperiod)}, average_{exponential_average(period_)} {}

    double step(double close) noexcept { return average_.step(close); }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_ - 1; }

  private:
    std::size_t period_;
    Smoother<> average_;
};

/// Wilder's average, of weight 1 / n, seeded by the mean of the first n samples.
class Rma {
  public:
    static constexpr auto declaration =
        declare({.name = "rma",
                 .group = Group::overlap,
                 .memory = Memory::recursive,
                 .title = "Wilder's smoothed moving average, seeded by the mean of the first "
                          "`timeperiod` samples",
                 .formula = "``y[i] = y[i - 1] + (close[i] - y[i - 1]) / timeperiod``.",
                 .source = "Wilder, New Concepts in Technical Trading Systems (1978).",
                 .warm_up = "timeperiod - 1"},
                inputs(input::price), parameters(period("timeperiod", 1, 30)), outputs("real"));

    explicit Rma(std::int64_t timeperiod)
        : period_{declaration.period<0>(timeperiod)}, average_{wilder_average(period_)} {}

    double step(double close) noexcept { return average_.step(close); }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_ - 1; }

  private:
    std::size_t period_;
    Smoother<> average_;
};

/// The mean of means of half the length: weights rise to the middle of the window and fall again.
class Trima {
  public:
    static constexpr auto declaration = declare(
        {.name = "trima",
         .group = Group::overlap,
         .memory = Memory::window,
         .title =
             "Triangular moving average: weights rise to the middle of the window and fall again",
         .formula = "``sma(sma(close, timeperiod // 2 + 1), (timeperiod + 1) // 2)``.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price), parameters(period("timeperiod", 1, 30)), outputs("real"));

    explicit Trima(std::int64_t timeperiod)
        : inner_{declaration.period<0>(timeperiod) / 2 + 1},
          outer_{(declaration.period<0>(timeperiod) + 1) / 2},
          scale_{1.0 /
                 (static_cast<double>(inner_.length()) * static_cast<double>(outer_.length()))} {}

    double step(double close) noexcept {
        const double sum = inner_.step(close);
        if (rows_ < inner_.length() - 1) [[unlikely]] {
            ++rows_;
            return not_a_number;
        }
        return outer_.step(sum) * scale_;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return inner_.length() + outer_.length() - 2;
    }
    [[nodiscard]] auto state() noexcept { return std::tie(inner_, outer_, rows_); }

  private:
    Window<Sum> inner_;
    Window<Sum> outer_;
    double scale_;
    std::size_t rows_ = 0;
};

/// Hull's average: a weighted one of the root of n samples, of twice one of half the length less
/// one of the whole.
class Hma {
  public:
    static constexpr auto declaration = declare(
        {.name = "hma",
         .group = Group::overlap,
         .memory = Memory::window,
         .title = "Hull's moving average: weighted averages combined so that they lag less",
         .formula = "``wma(2 * wma(close, timeperiod // 2) - wma(close, timeperiod),\n"
                    "int(sqrt(timeperiod)))``; the samples themselves for a `timeperiod` of 1.",
         .source = "Hull, How to reduce lag in a moving average (2005).",
         .warm_up = "timeperiod + int(timeperiod ** 0.5) - 2"},
        inputs(input::price), parameters(period("timeperiod", 1, 20)), outputs("real"));

    explicit Hma(std::int64_t timeperiod)
        : whole_{checked_period(timeperiod)},
          half_{timeperiod < 2 ? 1 : timeperiod / 2},
          smooth_{static_cast<std::int64_t>(std::sqrt(static_cast<double>(timeperiod)))} {}

    double step(double close) noexcept {
        const double whole = whole_.step(close);
        const double ahead = 2.0 * half_.step(close) - whole;
        if (rows_ < whole_.warm_up()) [[unlikely]] {
            ++rows_;
            return not_a_number;
        }
        return smooth_.step(ahead);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return whole_.warm_up() + smooth_.warm_up();
    }
    [[nodiscard]] auto state() noexcept { return std::tie(whole_, half_, smooth_, rows_); }

  private:
    static std::int64_t checked_period(std::int64_t value) {
        return static_cast<std::int64_t>(declaration.period<0>(value));
    }

    Wma whole_;
    Wma half_;
    Wma smooth_;
    std::size_t rows_ = 0;
};

/// The mean of the last n samples, weighted by volume.
class Vwma {
  public:
    static constexpr auto declaration = declare(
        {.name = "vwma",
         .group = Group::overlap,
         .memory = Memory::window,
         .title = "Volume-weighted moving average",
         .formula =
             "``sum(close * volume) / sum(volume)`` over `timeperiod` bars; NaN where there\n"
             "was no volume; the samples themselves for a `timeperiod` of 1.",
         .warm_up = "timeperiod - 1"},
        inputs(input::price, input::volume), parameters(period("timeperiod", 1, 30)),
        outputs("real"));

    explicit Vwma(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    double step(double close, double volume) noexcept {
        const Pair sums = window_.step(Pair{close * volume, volume});
        if (window_.length() == 1) return close + zero_or_nan(volume);
        return sums.first() / sums.second();
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<SumOfPairs> window_;
};

}  // namespace swarmcore::indicators
