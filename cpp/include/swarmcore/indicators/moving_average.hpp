#pragma once

#include <cstddef>
#include <cstdint>
#include <stdexcept>
#include <string>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/smoother.hpp"
#include "swarmcore/indicators/window.hpp"

/// Averages of the last samples: Sma and Wma over a window, Ema recursive.
namespace swarmcore::indicators {

/// Throws std::invalid_argument naming `name` unless `type` is TA-Lib's number of the simple
/// average.
inline void check_simple(const char* name, std::int64_t type) {
    if (type == 0) return;
    throw std::invalid_argument{std::string{name} + ": expected 0 (the simple average), was " +
                                std::to_string(type)};
}

/// The mean of the last n samples.
class Sma {
  public:
    /// `name` is what an error calls the period.
    explicit Sma(std::int64_t timeperiod, const char* name = "timeperiod")
        : period_{checked_period(name, timeperiod, 1)},
          window_{period_},
          scale_{1.0 / static_cast<double>(period_)} {}

    double step(double close) noexcept { return window_.step(close) * scale_; }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_ - 1; }

  private:
    std::size_t period_;
    Window<Sum> window_;
    double scale_;
};

/// The mean of the last n samples, weighted 1 (the oldest) to n (the newest).
class Wma {
  public:
    explicit Wma(std::int64_t timeperiod)
        : period_{checked_period("timeperiod", timeperiod, 1)},
          window_{period_},
          scale_{2.0 / (static_cast<double>(period_) * static_cast<double>(period_ + 1))} {}

    double step(double close) noexcept { return window_.step(close).weighted * scale_; }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_ - 1; }

  private:
    std::size_t period_;
    Window<WeightedSum> window_;
    double scale_;
};

/// The exponential average of weight 2 / (n + 1), seeded by the mean of the first n samples.
class Ema {
  public:
    explicit Ema(std::int64_t timeperiod)
        : period_{checked_period("timeperiod", timeperiod, 1)},
          average_{exponential_average(period_)} {}

    double step(double close) noexcept { return average_.step(close); }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_ - 1; }

  private:
    std::size_t period_;
    Smoother<> average_;
};

}  // namespace swarmcore::indicators
