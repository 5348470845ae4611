#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "swarmcore/indicators/average.hpp"
#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/smoother.hpp"
#include "swarmcore/indicators/volatility.hpp"
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
         .source = "Bollinger, Bollinger on Bollinger Bands (2001)."},
        inputs(input::price),
        parameters(
            period("timeperiod", 2, 20), number("nbdevup", -largest_number, largest_number, 2.0),
            number("nbdevdn", -largest_number, largest_number, 2.0), average_type("matype", 0)),
        outputs("upperband", "middleband", "lowerband"));

    Bbands(std::int64_t timeperiod, double nbdevup, double nbdevdn, std::int64_t matype)
        : window_{declaration.period<0>(timeperiod)},
          scale_{1.0 / static_cast<double>(window_.length())},
          up_{declaration.number<1>(nbdevup)},
          down_{declaration.number<2>(nbdevdn)},
          simple_{declaration.type<3>(matype) == 0 || matype == 11},
          average_{matype, simple_ ? 1 : window_.length(), AverageType::simple} {}

    std::array<double, 3> step(double close) noexcept {
        const Pair total = window_.step(close);
        const double difference = total.first() * scale_;
        const double variance = (total.second() - total.first() * difference) * scale_;
        const double deviation = std::sqrt(variance < 0.0 ? 0.0 : variance);
        // The simple average comes of the window that the deviation has.
        const double middle = simple_ ? window_.fold().anchor() + difference : average_.step(close);
        return {middle + up_ * deviation, middle, middle - down_ * deviation};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return std::max(window_.length() - 1, average_.warm_up());
    }
    [[nodiscard]] auto state() noexcept { return std::tie(window_, average_); }

  private:
    Window<Deviations> window_;
    double scale_;
    double up_;
    double down_;
    bool simple_;
    Average average_;
};

/// The middle of a window: of its largest and its smallest sample.
class Midpoint {
  public:
    static constexpr auto declaration =
        declare({.name = "midpoint",
                 .group = Group::overlap,
                 .memory = Memory::window,
                 .title = "Midpoint over a window",
                 .formula = "``(highest + lowest) / 2`` of the last `timeperiod` samples.",
                 .warm_up = "timeperiod - 1"},
                inputs(input::price), parameters(period("timeperiod", 2, 14)), outputs("real"));

    explicit Midpoint(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    double step(double close) noexcept {
        const Pair extremes = window_.step(Pair{close, -close});
        return (extremes.first() - extremes.second()) / 2.0;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<LargestOfPairs> window_;  ///< of the sample and its negation
};

/// The middle of the range of prices of a window.
class Midprice {
  public:
    static constexpr auto declaration = declare(
        {.name = "midprice",
         .group = Group::overlap,
         .memory = Memory::window,
         .title = "Midpoint of the prices of a window",
         .formula = "``(highest high + lowest low) / 2`` of the last `timeperiod` bars.",
         .warm_up = "timeperiod - 1"},
        inputs(input::high, input::low), parameters(period("timeperiod", 2, 14)), outputs("real"));

    explicit Midprice(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    double step(double high, double low) noexcept {
        const Pair extremes = window_.step(Pair{high, -low});
        return (extremes.first() - extremes.second()) / 2.0;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<LargestOfPairs> window_;  ///< of the high and the negated low
};

/// The range of prices of a window, and its middle.
class Donchian {
  public:
    static constexpr auto declaration = declare(
        {.name = "donchian",
         .group = Group::overlap,
         .memory = Memory::window,
         .title = "Donchian channel",
         .formula = "The highest high and the lowest low of the last `timeperiod` bars, and the\n"
                    "middle of both.",
         .warm_up = "timeperiod - 1"},
        inputs(input::high, input::low), parameters(period("timeperiod", 2, 20)),
        outputs("upperband", "middleband", "lowerband"));

    explicit Donchian(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    std::array<double, 3> step(double high, double low) noexcept {
        const Pair extremes = window_.step(Pair{high, -low});
        const double upper = extremes.first();
        const double lower = -extremes.second();
        return {upper, (upper + lower) / 2.0, lower};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<LargestOfPairs> window_;  ///< of the high and the negated low
};

/// Bands as far from the prices as these vary within a bar.
class Accbands {
  public:
    static constexpr auto declaration = declare(
        {.name = "accbands",
         .group = Group::overlap,
         .memory = Memory::window,
         .title = "Acceleration bands",
         .formula =
             "Simple averages over `timeperiod` of ``high * (1 + w)``, of `close` and of ``low\n"
             "* (1 - w)`` with ``w = 4 * (high - low) / (high + low)``, 0 where ``high + low``\n"
             "is.",
         .source = "Headley, Big Trends in Trading (2002).",
         .warm_up = "timeperiod - 1"},
        inputs(input::high, input::low, input::close), parameters(period("timeperiod", 2, 20)),
        outputs("upperband", "middleband", "lowerband"));

    explicit Accbands(std::int64_t timeperiod)
        : bands_{declaration.period<0>(timeperiod)},
          middle_{bands_.length()},
          scale_{1.0 / static_cast<double>(bands_.length())} {}

    std::array<double, 3> step(double high, double low, double close) noexcept {
        const double sum = high + low;
        const double width = sum == 0.0 ? 0.0 : 4.0 * (high - low) / sum;
        const Pair bands = bands_.step(Pair{high * (1.0 + width), low * (1.0 - width)});
        return {bands.first() * scale_, middle_.step(close) * scale_, bands.second() * scale_};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return bands_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(bands_, middle_); }

  private:
    Window<SumOfPairs> bands_;
    Window<Sum> middle_;
    double scale_;
};

/// Keltner's channel: an exponential average of the typical price, and true ranges from it.
class Kc {
  public:
    static constexpr auto declaration = declare(
        {.name = "kc",
         .group = Group::overlap,
         .memory = Memory::recursive,
         .title = "Keltner's channel",
         .formula =
             "``ema(typical, timeperiod)`` of the typical price ``(high + low + close) / 3``,\n"
             "and that plus and minus `nbdev` times ``atr(high, low, close, atrperiod)``.",
         .source = "Keltner, How to Make Money in Commodities (1960), in its modern form.",
         .warm_up = "max(timeperiod - 1, atrperiod)"},
        inputs(input::high, input::low, input::close),
        parameters(period("timeperiod", 2, 20), period("atrperiod", 1, 10),
                   number("nbdev", -largest_number, largest_number, 2.0)),
        outputs("upperband", "middleband", "lowerband"));

    Kc(std::int64_t timeperiod, std::int64_t atrperiod, double nbdev)
        : period_{declaration.period<0>(timeperiod)},
          average_{exponential_average(period_)},
          range_{static_cast<std::int64_t>(declaration.period<1>(atrperiod))},
          width_{declaration.number<2>(nbdev)} {}

    std::array<double, 3> step(double high, double low, double close) noexcept {
        // Each begins so late that both have their first result in the same row.
        const std::size_t row = rows_;
        if (rows_ < warm_up()) [[unlikely]]
            ++rows_;
        const bool averaged = row + period_ > warm_up();
        const double middle = averaged ? average_.step((high + low + close) / 3.0) : 0.0;
        if (row + range_.warm_up() < warm_up()) return no_output<std::array<double, 3>>();
        const double distance = width_ * range_.step(high, low, close);
        return {middle + distance, middle, middle - distance};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept {
        return std::max(period_ - 1, range_.warm_up());
    }

  private:
    std::size_t period_;
    Smoother<> average_;
    Atr range_;
    double width_;
    std::size_t rows_ = 0;
};

}  // namespace swarmcore::indicators
