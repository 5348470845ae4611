#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/moving_average.hpp"
#include "swarmcore/indicators/smoother.hpp"
#include "swarmcore/indicators/window.hpp"

/// How bars went within themselves, and from their mean.
namespace swarmcore::indicators {

/// How far a bar went from open to close, over its range.
class Bop {
  public:
    static constexpr auto declaration = declare(
        {.name = "bop",
         .group = Group::momentum,
         .memory = Memory::row,
         .title = "Balance of power",
         .formula = "``(close - open) / (high - low)``, 0 where ``high - low`` is not positive.",
         .source = "Livshin, Technical Analysis of Stocks & Commodities 19 (2001).",
         .warm_up = "0"},
        inputs(input::open, input::high, input::low, input::close), parameters(), outputs("real"));

    static double step(double open, double high, double low, double close) noexcept {
        const double range = high - low;
        const double moved = close - open;
        return range <= 0.0 ? zero_or_nan(moved) : moved / range;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }
};

/// The mean of how far bars went from open to close.
class Qstick {
  public:
    static constexpr auto declaration =
        declare({.name = "qstick",
                 .group = Group::momentum,
                 .memory = Memory::window,
                 .title = "Qstick",
                 .formula = "``sma(close - open, timeperiod)``.",
                 .source = "Chande and Kroll, The New Technical Trader (1994).",
                 .warm_up = "timeperiod - 1"},
                inputs(input::open, input::close), parameters(period("timeperiod", 1, 10)),
                outputs("real"));

    explicit Qstick(std::int64_t timeperiod)
        : mean_{static_cast<std::int64_t>(declaration.period<0>(timeperiod))} {}

    double step(double open, double close) noexcept { return mean_.step(close - open); }
    [[nodiscard]] std::size_t warm_up() const noexcept { return mean_.warm_up(); }
    [[nodiscard]] auto state() noexcept { return std::tie(mean_); }

  private:
    Sma mean_;
};

/// The share of the bars' ways from open to close that went up.
class Imi {
  public:
    static constexpr auto declaration = declare(
        {.name = "imi",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Intraday momentum index",
         .formula =
             "``100 * up / (up + down)`` of the sums over `timeperiod` bars of how far they\n"
             "went up and down from open to close; 50 where they did not.",
         .source = "Chande and Kroll, The New Technical Trader (1994).",
         .warm_up = "timeperiod - 1"},
        inputs(input::open, input::close), parameters(period("timeperiod", 2, 14)),
        outputs("real"));

    explicit Imi(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    double step(double open, double close) noexcept {
        const double moved = close - open;
        const Pair sums = window_.step(larger(Pair{}, Pair{moved, -moved}));
        const double both = sums.first() + sums.second();
        return both == 0.0 ? 50.0 : 100.0 * sums.first() / both;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(window_); }

  private:
    Window<SumOfPairs> window_;  ///< ways up and down
};

/// How far the typical price is from its mean, in mean deviations.
class Cci {
  public:
    static constexpr auto declaration = declare(
        {.name = "cci",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Commodity channel index",
         .formula =
             "``(typical - mean) / (0.015 * mean of |typical - mean|)`` over `timeperiod` bars\n"
             "with ``typical = (high + low + close) / 3``; 0 where either is 0.",
         .source = "Lambert, Commodities 9 (1980).",
         .warm_up = "timeperiod - 1"},
        inputs(input::high, input::low, input::close), parameters(period("timeperiod", 2, 14)),
        outputs("real"));

    explicit Cci(std::int64_t timeperiod) : ring_(declaration.period<0>(timeperiod)) {}

    double step(double high, double low, double close) noexcept {
        const double typical = (high + low + close) / 3.0;
        ring_[position_] = typical;
        position_ = position_ + 1 == ring_.size() ? 0 : position_ + 1;
        // From the newest, so that flat prices give exactly zero at any level.
        double sum = 0.0;
        for (const double each : ring_) sum += each - typical;
        const double count = static_cast<double>(ring_.size());
        const double mean = sum / count;
        double deviations = 0.0;
        for (const double each : ring_) deviations += std::fabs((each - typical) - mean);
        if (mean == 0.0 || deviations == 0.0) return 0.0;
        return -mean / (0.015 * (deviations / count));
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return ring_.size() - 1; }
    [[nodiscard]] auto state() noexcept { return std::tie(ring_, position_); }

  private:
    std::vector<double> ring_;
    std::size_t position_ = 0;
};

/// Buying pressure over three windows.
class Ultosc {
  public:
    static constexpr auto declaration = declare(
        {.name = "ultosc",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Ultimate oscillator",
         .formula =
             "``100 * (4 * a + 2 * b + c) / 7``, each the sum of ``close - true low`` over the\n"
             "sum of the true ranges, over the shortest, the middle and the longest of the\n"
             "periods; 0 in place of one without range. The true low is the lower of the low\n"
             "and the close before.",
         .source = "Williams, Technical Analysis of Stocks & Commodities 3 (1985).",
         .warm_up = "max(timeperiod1, timeperiod2, timeperiod3)"},
        inputs(input::high, input::low, input::close),
        parameters(period("timeperiod1", 1, 7), period("timeperiod2", 1, 14),
                   period("timeperiod3", 1, 28)),
        outputs("real"));

    Ultosc(std::int64_t timeperiod1, std::int64_t timeperiod2, std::int64_t timeperiod3)
        : windows_{make({declaration.period<0>(timeperiod1), declaration.period<1>(timeperiod2),
                         declaration.period<2>(timeperiod3)})} {}

    double step(double high, double low, double close) noexcept {
        const double before = close_;
        close_ = close;
        if (!started_) [[unlikely]] {
            started_ = true;
            return not_a_number;
        }
        const double gap = larger(std::fabs(high - before), std::fabs(low - before));
        const double range = larger(gap, high - low) + zero_or_nan(close);
        const double pressure = close - std::min(low, before);
        double sum = 0.0;
        double weight = 4.0;
        for (auto& window : windows_) {
            const Pair sums = window.step(Pair{pressure, range});
            if (sums.second() != 0.0) sum += weight * (sums.first() / sums.second());
            weight *= 0.5;
        }
        return 100.0 * (sum / 7.0);
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return windows_[2].length(); }
    [[nodiscard]] auto state() noexcept {
        return std::tie(windows_[0], windows_[1], windows_[2], close_, started_);
    }

  private:
    using Windows = std::array<Window<SumOfPairs>, 3>;
    static Windows make(std::array<std::size_t, 3> periods) {
        std::ranges::sort(periods);
        return {Window<SumOfPairs>{periods[0]}, Window<SumOfPairs>{periods[1]},
                Window<SumOfPairs>{periods[2]}};
    }

    Windows windows_;  ///< of pressure and range, the shortest first
    double close_ = 0.0;
    bool started_ = false;
};

/// How far highs and lows are from an average of the closes.
class Eri {
  public:
    static constexpr auto declaration = declare(
        {.name = "eri",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Elder ray index: bull power and bear power",
         .formula = "``high - ema(close, timeperiod)`` and ``low - ema(close, timeperiod)``.",
         .source = "Elder, Trading for a Living (1993).",
         .warm_up = "timeperiod - 1"},
        inputs(input::high, input::low, input::close), parameters(period("timeperiod", 1, 13)),
        outputs("bullpower", "bearpower"));

    explicit Eri(std::int64_t timeperiod)
        : period_{declaration.period<0>(timeperiod)}, average_{exponential_average(period_)} {}

    std::array<double, 2> step(double high, double low, double close) noexcept {
        missing_ += zero_or_nan(high + low + close);
        const double average = average_.step(close) + missing_;
        return {high - average, low - average};
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_ - 1; }

  private:
    std::size_t period_;
    Smoother<> average_;
    double missing_ = 0.0;  ///< NaN from the first NaN or infinity on
};

/// Sum of how far closes went from the true low or the true high.
class Wad {
  public:
    static constexpr auto declaration = declare(
        {.name = "wad",
         .group = Group::momentum,
         .memory = Memory::recursive,
         .title = "Williams' accumulation and distribution",
         .formula = "The sum of ``close - min(low, close before)`` where the close rises and of\n"
                    "``close - max(high, close before)`` where it falls; 0 at first. The sum is\n"
                    "compensated.",
         .source = "Achelis, Technical Analysis from A to Z (1995).",
         .warm_up = "0"},
        inputs(input::high, input::low, input::close), parameters(), outputs("real"));

    double step(double high, double low, double close) noexcept {
        const double before = started_ ? close_ : close;
        started_ = true;
        close_ = close;
        double term = zero_or_nan(high + low + close);
        if (close > before) term += close - std::min(low, before);
        if (close < before) term += close - std::max(high, before);
        return sum_.add(term);
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }

  private:
    CompensatedSum sum_;
    double close_ = 0.0;
    bool started_ = false;
};

}  // namespace swarmcore::indicators
