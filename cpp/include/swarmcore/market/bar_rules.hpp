#pragma once

#include <cstdint>
#include <limits>

/// When a bar is complete: by time, by a sum of its trades, or by their imbalance.
namespace swarmcore::market {

/// Times reach from 1896 to 2116 and intervals to 36 years, so that no difference overflows.
inline constexpr std::int64_t most_time = std::int64_t{1} << 62U;
inline constexpr std::int64_t least_time = -(std::int64_t{1} << 61U);
inline constexpr std::int64_t most_interval = std::int64_t{1} << 60U;

/// A trade or a finer bar. The time of a finer bar is that of its opening.
struct Row {
    std::int64_t ts = 0;
    double open = 0.0;
    double high = 0.0;
    double low = 0.0;
    double close = 0.0;
    double volume = 0.0;
    double dollar = 0.0;    ///< price times quantity
    std::int64_t side = 0;  ///< of who took: 1 buyer, -1 seller, 0 unknown
    bool is_bar = false;

    [[nodiscard]] static constexpr Row trade(std::int64_t ts, double price, double quantity,
                                             std::int64_t side) noexcept {
        return {ts, price, price, price, price, quantity, price * quantity, side, false};
    }
    /// What a finer bar's trades were worth is taken as its volume at its typical price.
    [[nodiscard]] static constexpr Row bar(std::int64_t ts, double open, double high, double low,
                                           double close, double volume) noexcept {
        return {ts, open, high, low, close, volume, volume * ((high + low + close) / 3.0), 0, true};
    }
};

/// What is counted: rows, volume, or price times volume.
enum class Measure : std::uint8_t { tick, volume, dollar };

[[nodiscard]] constexpr double measured(Measure measure, const Row& row) noexcept {
    if (measure == Measure::tick) return 1.0;
    return measure == Measure::volume ? row.volume : row.dollar;
}

/// Intervals [origin + k * interval, origin + (k + 1) * interval).
class TimeRule {
  public:
    static constexpr bool by_time = true;

    /// Throws std::invalid_argument unless interval is from 1 to `most_interval` and origin a time.
    TimeRule(std::int64_t interval, std::int64_t origin, bool fills);

    [[nodiscard]] std::int64_t start_of(std::int64_t ts) const noexcept {
        const std::int64_t past = (ts - shift_) % interval_;
        return ts - (past < 0 ? past + interval_ : past);
    }
    [[nodiscard]] std::int64_t interval() const noexcept { return interval_; }
    [[nodiscard]] std::int64_t origin() const noexcept { return origin_; }
    [[nodiscard]] bool fills() const noexcept { return fills_; }

  private:
    std::int64_t interval_;
    std::int64_t origin_;
    std::int64_t shift_;  ///< the origin within [0, interval)
    bool fills_;
};

/// A bar ends with the row that brings its sum to the threshold. Rows are not split: what a row
/// brings beyond the threshold stays in its bar, and the next one begins at 0.
template <Measure measure>
class ThresholdRule {
  public:
    static constexpr bool by_time = false;

    /// Throws std::invalid_argument unless the threshold is finite and above 0.
    explicit ThresholdRule(double threshold);

    [[nodiscard]] bool completes(const Row& row) noexcept {
        sum_ += measured(measure, row);
        if (sum_ < threshold_) return false;
        sum_ = 0.0;
        return true;
    }
    [[nodiscard]] double threshold() const noexcept { return threshold_; }

  private:
    double threshold_;
    double sum_ = 0.0;
};

struct ImbalanceParameters {
    Measure measure = Measure::tick;
    std::int64_t expected_ticks = 0;
    std::int64_t tick_span = 1000;
    std::int64_t bar_span = 20;
    std::int64_t min_ticks = 1;
    std::int64_t max_ticks = std::int64_t{1} << 31U;
};

/// A bar ends where the sum of signed trades, theta, is as large as was to be expected of a bar:
///
///     |theta| >= E[T] * |E[b v]|
///
/// b is the side of a trade, by the tick rule where it is unknown, and v is 1, its volume or its
/// value. E[b v] is the exponentially weighted mean of b v over all rows, E[T] that of the rows a
/// bar; both are taken when a bar begins. The first bar has `expected_ticks` rows, since nothing
/// is known before it, and E[T] begins there.
///
/// Source: Lopez de Prado, Advances in Financial Machine Learning (2018), 2.3.2.1
class ImbalanceRule {
  public:
    static constexpr bool by_time = false;

    /// Throws std::invalid_argument naming the parameter that is out of its range.
    explicit ImbalanceRule(const ImbalanceParameters& parameters);

    [[nodiscard]] bool completes(const Row& row) noexcept;

    [[nodiscard]] const ImbalanceParameters& parameters() const noexcept { return parameters_; }
    /// What |theta| has to reach; NaN in the first bar.
    [[nodiscard]] double threshold() const noexcept { return threshold_; }
    /// theta of the bar in the making.
    [[nodiscard]] double imbalance() const noexcept { return imbalance_; }

  private:
    ImbalanceParameters parameters_;
    double tick_weight_;
    double bar_weight_;
    double expected_ticks_;
    double mean_ = std::numeric_limits<double>::quiet_NaN();
    double imbalance_ = 0.0;
    double threshold_ = std::numeric_limits<double>::quiet_NaN();
    double last_price_ = std::numeric_limits<double>::quiet_NaN();
    std::int64_t ticks_ = 0;
    std::int64_t side_ = 0;
};

}  // namespace swarmcore::market
