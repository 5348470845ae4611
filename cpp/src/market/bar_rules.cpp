#include "swarmcore/market/bar_rules.hpp"

#include <cmath>
#include <cstdint>
#include <sstream>
#include <stdexcept>
#include <string>

namespace swarmcore::market {

namespace {

void check_range(const char* name, std::int64_t value, std::int64_t least, std::int64_t most) {
    if (value >= least && value <= most) return;
    throw std::invalid_argument{std::string{name} + ": expected " + std::to_string(least) + " to " +
                                std::to_string(most) + ", was " + std::to_string(value)};
}

constexpr std::int64_t most_rows = std::int64_t{1} << 31U;

/// The weight of the newest value in an exponentially weighted mean of such a span.
[[nodiscard]] double weight_of(std::int64_t span) noexcept {
    return 2.0 / (static_cast<double>(span) + 1.0);
}

}  // namespace

TimeRule::TimeRule(std::int64_t interval, std::int64_t origin, bool fills)
    : interval_{interval}, origin_{origin}, shift_{0}, fills_{fills} {
    check_range("interval", interval, 1, most_interval);
    check_range("origin", origin, least_time, most_time);
    shift_ = origin % interval;
    if (shift_ < 0) shift_ += interval;
}

template <Measure measure>
ThresholdRule<measure>::ThresholdRule(double threshold) : threshold_{threshold} {
    if (std::isfinite(threshold) && threshold > 0.0) return;
    std::ostringstream text;
    text << "threshold: expected a finite number above 0, was " << threshold;
    throw std::invalid_argument{text.str()};
}

template class ThresholdRule<Measure::tick>;
template class ThresholdRule<Measure::volume>;
template class ThresholdRule<Measure::dollar>;

ImbalanceRule::ImbalanceRule(const ImbalanceParameters& parameters)
    : parameters_{parameters},
      tick_weight_{weight_of(parameters.tick_span)},
      bar_weight_{weight_of(parameters.bar_span)},
      expected_ticks_{static_cast<double>(parameters.expected_ticks)} {
    check_range("tick_span", parameters.tick_span, 1, most_rows);
    check_range("bar_span", parameters.bar_span, 1, most_rows);
    check_range("min_ticks", parameters.min_ticks, 1, most_rows);
    check_range("max_ticks", parameters.max_ticks, parameters.min_ticks, most_rows);
    check_range("expected_ticks", parameters.expected_ticks, parameters.min_ticks,
                parameters.max_ticks);
}

bool ImbalanceRule::completes(const Row& row) noexcept {
    if (row.side != 0) {
        side_ = row.side;
    } else if (row.close > last_price_) {
        side_ = 1;
    } else if (row.close < last_price_) {
        side_ = -1;
    }
    last_price_ = row.close;
    const double value = static_cast<double>(side_) * measured(parameters_.measure, row);
    imbalance_ += value;
    ++ticks_;
    mean_ = std::isnan(mean_) ? value : mean_ + tick_weight_ * (value - mean_);
    const bool warm = !std::isnan(threshold_);
    if (warm) {
        const double size = std::fabs(imbalance_);
        // Where nothing is expected, a bar still needs something to happen.
        if (size < threshold_ || size == 0.0) return false;
        expected_ticks_ += bar_weight_ * (static_cast<double>(ticks_) - expected_ticks_);
        expected_ticks_ =
            std::fmin(std::fmax(expected_ticks_, static_cast<double>(parameters_.min_ticks)),
                      static_cast<double>(parameters_.max_ticks));
    } else if (ticks_ < parameters_.expected_ticks) {
        return false;
    }
    threshold_ = expected_ticks_ * std::fabs(mean_);
    imbalance_ = 0.0;
    ticks_ = 0;
    return true;
}

}  // namespace swarmcore::market
