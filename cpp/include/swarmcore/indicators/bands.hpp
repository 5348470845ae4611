#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/window.hpp"

/// Bands around an average.
namespace swarmcore::indicators {

/// Bollinger's bands: the mean of the last n samples (middle), and that mean plus nbdevup and minus
/// nbdevdn standard deviations (upper, lower) of the same samples, with divisor n.
///
/// Source: Bollinger, Bollinger on Bollinger Bands (2001). Rounding costs the variance of n samples
/// at most about n * n * 2^-53 of itself, whatever the samples' offset (see Deviations).
class Bbands {
  public:
    static constexpr auto declaration = declare(
        {.name = "bbands",
         .group = Group::overlap,
         .memory = Memory::window,
         .title = "Bollinger's bands: a moving average, and standard deviations from it",
         .formula =
             "``upper = average + nbdevup * deviation``,\n"
             "``lower = average - nbdevdn * deviation``, with the standard deviation (divisor\n"
             "`timeperiod`) of the last `timeperiod` samples. The variance errs by at most\n"
             "about ``timeperiod**2 * 2**-53`` of itself, whatever the offset of the prices\n"
             "and however long the series.",
         .source = "Bollinger, Bollinger on Bollinger Bands (2001).",
         .warm_up = "timeperiod - 1"},
        inputs(input::price),
        parameters(
            period("timeperiod", 2, 20), number("nbdevup", -largest_number, largest_number, 2.0),
            number("nbdevdn", -largest_number, largest_number, 2.0), average_type("matype", 0)),
        outputs("upperband", "middleband", "lowerband"));

    Bbands(std::int64_t timeperiod, double nbdevup, double nbdevdn, std::int64_t matype)
        : window_{declaration.period<0>(timeperiod)},
          scale_{1.0 / static_cast<double>(window_.length())},
          up_{declaration.number<1>(nbdevup)},
          down_{declaration.number<2>(nbdevdn)} {
        static_cast<void>(declaration.period<3>(matype));
    }

    std::array<double, 3> step(double close) noexcept {
        const Pair total = window_.step(close);
        const double difference = total.first() * scale_;
        const double variance = (total.second() - total.first() * difference) * scale_;
        const double deviation = std::sqrt(variance < 0.0 ? 0.0 : variance);
        const double middle = window_.fold().anchor() + difference;
        return {middle + up_ * deviation, middle, middle - down_ * deviation};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<Deviations> window_;
    double scale_;
    double up_;
    double down_;
};

}  // namespace swarmcore::indicators
