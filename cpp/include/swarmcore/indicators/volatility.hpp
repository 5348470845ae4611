#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/smoother.hpp"

/// How much prices vary.
namespace swarmcore::indicators {

/// Average true range: Wilder's average of max(high - low, |high - previous close|,
/// |low - previous close|), from the second bar on.
///
/// Source: Wilder, New Concepts in Technical Trading Systems (1978), section III.
class Atr {
  public:
    static constexpr auto declaration = declare(
        {.name = "atr",
         .group = Group::volatility,
         .memory = Memory::recursive,
         .title = "Average true range: Wilder's average of the true range, from the second bar on",
         .formula =
             "``range = max(high - low, |high - previous close|, |low - previous close|)``; the\n"
             "average is seeded by the mean of the first `timeperiod` ranges and then\n"
             "smoothed with weight ``1 / timeperiod``.",
         .source = "Wilder, New Concepts in Technical Trading Systems (1978), section III.",
         .warm_up = "timeperiod"},
        inputs(input::high, input::low, input::close), parameters(period("timeperiod", 1, 14)),
        outputs("real"));

    explicit Atr(std::int64_t timeperiod)
        : period_{declaration.period<0>(timeperiod)}, average_{wilder_average(period_)} {}

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
