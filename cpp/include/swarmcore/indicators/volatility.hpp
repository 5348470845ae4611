#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/moving_average.hpp"
#include "swarmcore/indicators/smoother.hpp"
#include "swarmcore/indicators/window.hpp"

/// How much prices vary: Bbands over a window, Atr recursive.
namespace swarmcore::indicators {

/// Bollinger's bands: the mean of the last n samples (middle), and that mean plus nbdevup and minus
/// nbdevdn standard deviations (upper, lower) of the same samples, with divisor n.
///
/// Source: Bollinger, Bollinger on Bollinger Bands (2001). Rounding costs the variance of n samples
/// at most about n * n * 2^-53 of itself, whatever the samples' offset (see Deviations).
class Bbands {
  public:
    Bbands(std::int64_t timeperiod, double nbdevup, double nbdevdn, std::int64_t matype)
        : period_{checked_period("timeperiod", timeperiod, 2)},
          window_{period_},
          scale_{1.0 / static_cast<double>(period_)},
          up_{checked_finite("nbdevup", nbdevup)},
          down_{checked_finite("nbdevdn", nbdevdn)} {
        check_simple("matype", matype);
    }

    std::array<double, 3> step(double close) noexcept {
        const Pair total = window_.step(close);
        const double difference = total.first() * scale_;
        const double variance = (total.second() - total.first() * difference) * scale_;
        const double deviation = std::sqrt(variance < 0.0 ? 0.0 : variance);
        const double middle = window_.fold().anchor() + difference;
        return {middle + up_ * deviation, middle, middle - down_ * deviation};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_ - 1; }

  private:
    std::size_t period_;
    Window<Deviations> window_;
    double scale_;
    double up_;
    double down_;
};

/// Average true range: Wilder's average of max(high - low, |high - previous close|,
/// |low - previous close|), from the second bar on.
///
/// Source: Wilder, New Concepts in Technical Trading Systems (1978), section III.
class Atr {
  public:
    explicit Atr(std::int64_t timeperiod)
        : period_{checked_period("timeperiod", timeperiod, 1)}, average_{wilder_average(period_)} {}

    double step(double high, double low, double close) noexcept {
        const double previous = close_;
        close_ = close;
        if (!started_) [[unlikely]] {
            started_ = true;
            return not_a_number;
        }
        const double gap = larger(std::fabs(high - previous), std::fabs(low - previous));
        // The range comes last, so that a NaN high or low is not lost, and a NaN close is sent
        // ahead.
        return average_.step(larger(gap, high - low) + zero_or_nan(close));
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_; }

  private:
    std::size_t period_;
    Smoother<> average_;
    double close_ = 0.0;
    bool started_ = false;
};

}  // namespace swarmcore::indicators
