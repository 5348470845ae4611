#pragma once

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

}  // namespace swarmcore::indicators
