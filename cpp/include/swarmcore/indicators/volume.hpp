#pragma once

#include <cstddef>
#include <cstdint>

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
    explicit Mfi(std::int64_t timeperiod)
        : period_{checked_period("timeperiod", timeperiod, 2)}, window_{period_} {}

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
    [[nodiscard]] std::size_t warm_up() const noexcept { return period_; }

  private:
    std::size_t period_;
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
