#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>

#include "swarmcore/indicators/indicator.hpp"
#include "swarmcore/indicators/window.hpp"

/// Prices weighed by volume. Mfi is over a window, Obv and Vwap are cumulative.
namespace swarmcore::indicators {

/// On-balance volume: the first volume, plus the volume of every bar that closes higher than the
/// bar before, minus that of every bar that closes lower.
///
/// Source: Granville, New Key to Stock Market Profits (1963).
class Obv {
  public:
    static constexpr auto declaration = declare(
        {.name = "obv",
         .group = Group::volume,
         .memory = Memory::recursive,
         .title =
             "On-balance volume: volume added where the close rises, taken away where it falls",
         .formula =
             "The first result is the first volume. The sum is compensated, so that it stays\n"
             "exact to the last bits however long the series.",
         .source = "Granville, New Key to Stock Market Profits (1963).",
         .warm_up = "0"},
        inputs(input::price, input::volume), parameters(), outputs("real"));

    double step(double close, double volume) noexcept {
        const double change = started_ ? close - close_ : 1.0;
        started_ = true;
        close_ = close;
        const Pair sides = where_greater(Pair{change, -change}, Pair{}, Pair{volume});
        const double term = sides.first() - sides.second() + zero_or_nan(change + volume);
        return sum_.add(term);
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }

  private:
    double close_ = 0.0;
    CompensatedSum sum_;
    bool started_ = false;
};

/// Money flow index: 100 * rising / (rising + falling), the sums over n bars of typical price times
/// volume of the bars whose typical price, (high + low + close) / 3, is above and below that of the
/// bar before by more than rounding; 0 where there is no flow.
///
/// Source: Quong and Soudack, Technical Analysis of Stocks & Commodities 7 (1989).
class Mfi {
  public:
    static constexpr auto declaration = declare(
        {.name = "mfi",
         .group = Group::momentum,
         .memory = Memory::window,
         .title = "Money flow index",
         .formula =
             "``100 * rising / (rising + falling)``, the sums over `timeperiod` bars of typical\n"
             "price ``(high + low + close) / 3`` times volume of the bars whose typical\n"
             "price is above and below that of the bar before by more than rounding. From 0\n"
             "to 100; 0 where there is no flow.",
         .source = "Quong and Soudack, Technical Analysis of Stocks & Commodities 7 (1989).",
         .warm_up = "timeperiod"},
        inputs(input::high, input::low, input::close, input::volume),
        parameters(period("timeperiod", 2, 14)), outputs("real"));

    explicit Mfi(std::int64_t timeperiod) : window_{declaration.period<0>(timeperiod)} {}

    double step(double high, double low, double close, double volume) noexcept {
        const double typical = (high + low + close) / 3.0;
        const double previous = typical_;
        typical_ = typical;
        if (!started_) [[unlikely]] {
            started_ = true;
            return not_a_number;
        }
        const double flow = typical * volume;
        const double change = typical - previous;
        const Pair sides =
            where_greater(Pair{change, -change}, Pair{rounding_of(typical, previous)}, Pair{flow});
        const Pair sums = window_.step(sides + Pair{zero_or_nan(flow + previous)});
        const double both = sums.first() + sums.second();
        return both == 0.0 ? 0.0 : 100.0 * sums.first() / both;
    }
    [[nodiscard]] std::size_t warm_up() const noexcept { return window_.length(); }
    [[nodiscard]] auto state() noexcept { return std::tie(window_, typical_, started_); }

  private:
    Window<SumOfPairs> window_;
    double typical_ = 0.0;
    bool started_ = false;
};

/// Volume-weighted average of the typical price (high + low + close) / 3 since the first bar; while
/// no volume was traded in all, the last result, at first 0.
///
/// All terms have one sign, so that n bars err by at most about 2 * n * 2^-53 of the result.
class Vwap {
  public:
    static constexpr auto declaration = declare(
        {.name = "vwap",
         .group = Group::volume,
         .memory = Memory::recursive,
         .title = "Volume-weighted average price since the first bar",
         .formula =
             "The average of the typical prices ``(high + low + close) / 3``; while no volume\n"
             "was traded in all, the last result, at first 0. With volumes that are not\n"
             "negative, n bars err by at most about ``2 * n * 2**-53`` of the result.",
         .warm_up = "0"},
        inputs(input::high, input::low, input::close, input::volume), parameters(),
        outputs("real"));

    double step(double high, double low, double close, double volume) noexcept {
        // Three times the typical price, by three times the volume: one division less.
        traded_ += (high + low + close) * volume;
        volume_ += 3.0 * volume;
        value_ = volume_ <= 0.0 ? value_ + zero_or_nan(traded_) : traded_ / volume_;
        return value_;
    }
    [[nodiscard]] static std::size_t warm_up() noexcept { return 0; }

  private:
    double traded_ = 0.0;  ///< three times the value traded
    double volume_ = 0.0;  ///< three times the volume
    double value_ = 0.0;
};

}  // namespace swarmcore::indicators
