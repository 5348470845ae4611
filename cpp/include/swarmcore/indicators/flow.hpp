#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/lag.hpp"
#include "swarmcore/indicators/smoother.hpp"
#include "swarmcore/indicators/window.hpp"

/// Prices and volumes, further.
namespace swarmcore::indicators {

/// Where in its range a bar closed, from -1 (the low) to 1 (the high), times its volume; zero for a
/// bar without range.
[[nodiscard]] inline double money_flow(double high, double low, double close,
                                       double volume) noexcept {
    const double range = high - low;
    const double missing = zero_or_nan(close + volume + range);
    return range <= 0.0 ? missing : ((close - low) - (high - close)) / range * volume + missing;
}

/// Chaikin's line: the sum of the money flow.
class Ad {
  public:
    static constexpr auto declaration = declare(
        {.name = "ad",
         .group = Group::volume,
         .memory = Memory::recursive,
         .title = "Accumulation and distribution line",
         .formula =
             "The sum of ``((close - low) - (high - close)) / (high - low) * volume``, 0 for a\n"
             "bar without range. The sum is compensated.",
         .source = "Chaikin; Achelis, Technical Analysis from A to Z (1995).",
         .warm_up = "0"},
        inputs(input::high, input::low, input::close, input::volume), parameters(),
        outputs("real"));

    double step(double high, double low, double close, double volume) noexcept {
        return sum_.add(money_flow(high, low, close, volume));
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }

  private:
    CompensatedSum sum_;
};

/// The difference of two averages of Chaikin's line.
class Adosc {
  public:
    static constexpr auto declaration = declare(
        {.name = "adosc",
         .group = Group::volume,
         .memory = Memory::recursive,
         .title = "Chaikin's oscillator",
         .formula = "``ema(ad, fastperiod) - ema(ad, slowperiod)`` of the accumulation and\n"
                    "distribution line, both averages begun with its first value.",
         .source = "Chaikin; Achelis, Technical Analysis from A to Z (1995).",
         .warm_up = "max(fastperiod, slowperiod) - 1"},
        inputs(input::high, input::low, input::close, input::volume),
        parameters(period("fastperiod", 2, 3), period("slowperiod", 2, 10)), outputs("real"));

    Adosc(std::int64_t fastperiod, std::int64_t slowperiod)
        : longest_{std::max(declaration.period<0>(fastperiod), declaration.period<1>(slowperiod))},
          averages_{1, Pair{1.0},
                    Pair{exponential_weight(declaration.period<0>(fastperiod)),
                         exponential_weight(declaration.period<1>(slowperiod))}} {}

    double step(double high, double low, double close, double volume) noexcept {
        const Pair averages = averages_.step(Pair{line_.step(high, low, close, volume)});
        return averages.first() - averages.second();
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return longest_ - 1; }

  private:
    std::size_t longest_;
    Ad line_;
    Smoother<Pair> averages_;  ///< fast, slow
};

/// The money flow of a window over its volume.
class Cmf {
  public:
    static constexpr auto declaration = declare(
        {.name = "cmf",
         .group = Group::volume,
         .memory = Memory::window,
         .title = "Chaikin's money flow",
         .formula =
             "``sum(flow) / sum(volume)`` over `timeperiod` bars with ``flow = ((close - low)\n"
             "- (high - close)) / (high - low) * volume``, 0 for a bar without range; 0 where\n"
             "there was no volume.",
         .warm_up = "timeperiod - 1"},
        inputs(input::high, input::low, input::close, input::volume),
        parameters(period("timeperiod", 2, 20)), outputs("real"));

    explicit Cmf(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    double step(double high, double low, double close, double volume) noexcept {
        const Pair sums = window_.step(Pair{money_flow(high, low, close, volume), volume});
        return sums.second() == 0.0 ? 0.0 : sums.first() / sums.second();
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<SumOfPairs> window_;  ///< of flow and volume
};

/// Changes times volume, smoothed.
class Efi {
  public:
    static constexpr auto declaration =
        declare({.name = "efi",
                 .group = Group::volume,
                 .memory = Memory::recursive,
                 .title = "Elder's force index",
                 .formula = "``ema((close - close before) * volume, timeperiod)``.",
                 .source = "Elder, Trading for a Living (1993).",
                 .warm_up = "timeperiod"},
                inputs(input::close, input::volume), parameters(period("timeperiod", 1, 13)),
                outputs("real"));

    explicit Efi(std::int64_t timeperiod)
        : period_{declaration.period<0>(timeperiod)}, average_{exponential_average(period_)} {}

    double step(double close, double volume) noexcept {
        const double force = (close - close_) * volume;
        close_ = close;
        if (!started_) [[unlikely]] {
            started_ = true;
            // The first volume is of no use, but its NaN or infinity is not to be lost.
            close_ += zero_or_nan(volume);
            return not_a_number;
        }
        return average_.step(force);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_; }

  private:
    std::size_t period_;
    Smoother<> average_;
    double close_ = 0.0;
    bool started_ = false;
};

/// The range of a bar over its volume.
class Marketfi {
  public:
    static constexpr auto declaration =
        declare({.name = "marketfi",
                 .group = Group::volume,
                 .memory = Memory::row,
                 .title = "Market facilitation index",
                 .formula = "``(high - low) / volume``, 0 where there was no volume.",
                 .source = "Williams, New Trading Dimensions (1998).",
                 .warm_up = "0"},
                inputs(input::high, input::low, input::volume), parameters(), outputs("real"));

    static double step(double high, double low, double volume) noexcept {
        const double range = high - low;
        return volume == 0.0 ? zero_or_nan(range) : range / volume;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// The price as if it moved on days of less volume alone.
class Nvi {
  public:
    static constexpr auto declaration = declare(
        {.name = "nvi",
         .group = Group::volume,
         .memory = Memory::recursive,
         .title = "Negative volume index",
         .formula = "1,000 at first; times ``close / close before`` at every bar with less volume\n"
                    "than the bar before.",
         .source = "Fosback, Stock Market Logic (1976).",
         .warm_up = "0"},
        inputs(input::close, input::volume), parameters(), outputs("real"));

    double step(double close, double volume) noexcept {
        if (started_ && volume < volume_ && close_ != 0.0) {
            value_ += value_ * ((close - close_) / close_);
        }
        value_ += zero_or_nan(close + volume);
        started_ = true;
        close_ = close;
        volume_ = volume;
        return value_;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }

  private:
    double value_ = 1000.0;
    double close_ = 0.0;
    double volume_ = 0.0;
    bool started_ = false;
};

/// The price as if it moved on days of more volume alone.
class Pvi {
  public:
    static constexpr auto declaration = declare(
        {.name = "pvi",
         .group = Group::volume,
         .memory = Memory::recursive,
         .title = "Positive volume index",
         .formula = "1,000 at first; times ``close / close before`` at every bar with more volume\n"
                    "than the bar before.",
         .source = "Fosback, Stock Market Logic (1976).",
         .warm_up = "0"},
        inputs(input::close, input::volume), parameters(), outputs("real"));

    double step(double close, double volume) noexcept {
        if (started_ && volume > volume_ && close_ != 0.0) {
            value_ += value_ * ((close - close_) / close_);
        }
        value_ += zero_or_nan(close + volume);
        started_ = true;
        close_ = close;
        volume_ = volume;
        return value_;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }

  private:
    double value_ = 1000.0;
    double close_ = 0.0;
    double volume_ = 0.0;
    bool started_ = false;
};

/// Sum of volumes times relative changes.
class Pvt {
  public:
    static constexpr auto declaration = declare(
        {.name = "pvt",
         .group = Group::volume,
         .memory = Memory::recursive,
         .title = "Price volume trend",
         .formula =
             "The sum of ``volume * (close - close before) / close before``; 0 at first. The\n"
             "sum is compensated.",
         .warm_up = "0"},
        inputs(input::close, input::volume), parameters(), outputs("real"));

    double step(double close, double volume) noexcept {
        double term = zero_or_nan(close + volume);
        if (started_ && close_ != 0.0) term += volume * ((close - close_) / close_);
        started_ = true;
        close_ = close;
        return sum_.add(term);
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }

  private:
    CompensatedSum sum_;
    double close_ = 0.0;
    bool started_ = false;
};

/// Volume over its mean before.
class Rvol {
  public:
    static constexpr auto declaration = declare(
        {.name = "rvol",
         .group = Group::volume,
         .memory = Memory::window,
         .title = "Relative volume",
         .formula = "``volume`` over the mean of the `timeperiod` volumes before; NaN or infinite\n"
                    "where that is 0.",
         .warm_up = "timeperiod"},
        inputs(input::volume), parameters(period("timeperiod", 1, 20)), outputs("real"));

    explicit Rvol(std::int64_t timeperiod)
        : window_{declaration.period<0>(timeperiod)},
          scale_{static_cast<double>(window_.length())} {}

    double step(double volume) noexcept {
        const double before = rows_ == 0 ? 0.0 : window_.step(previous_);
        if (rows_ < window_.length()) ++rows_;
        previous_ = volume;
        return volume / (before / scale_);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length(); }
    [[nodiscard]] auto state() noexcept { return std::tie(window_, previous_, rows_); }

  private:
    Window<Sum> window_;
    double scale_;
    double previous_ = 0.0;
    std::size_t rows_ = 0;
};

}  // namespace swarmcore::indicators
