#include "swarmcore/montecarlo/market.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "law.hpp"
#include "swarmcore/core/math.hpp"
#include "swarmcore/montecarlo/normal.hpp"

namespace swarmcore::montecarlo {

namespace {

double synthetic_volume(const SyntheticInstrument& instrument, std::size_t day,
                        std::uint64_t seed) noexcept {
    constexpr double deviation = 0.4;
    const double normal =
        normal_pair(counter(instrument.index, day, Stream::market_volumes), seed).first;
    const double drawn =
        instrument.volume * math::exp(deviation * normal - 0.5 * deviation * deviation);
    return std::max(1.0, std::floor(drawn + 0.5));
}

}  // namespace

void fill_synthetic_bars(const Gbm& process, const SyntheticInstrument& instrument,
                         std::uint64_t seed, const BarColumns& bars) {
    const std::size_t days = bars.open.size();
    for (const std::span<double> column : {bars.high, bars.low, bars.close, bars.volume}) {
        if (column.size() != days) {
            throw std::invalid_argument{"bars: expected columns of one length"};
        }
    }
    if (!(std::isfinite(instrument.volume) && instrument.volume > 0.0)) {
        throw std::invalid_argument{"volume: expected a finite number above 0, was " +
                                    std::to_string(instrument.volume)};
    }
    const Simulation simulation{.s0 = instrument.s0,
                                .horizon = static_cast<double>(days) / days_per_year,
                                .steps = days * steps_per_day,
                                .paths = 1,
                                .seed = seed};
    simulation.check();
    const LogStep law = log_step(process, simulation);
    double log = 0.0;
    for (std::size_t day = 0; day < days; ++day) {
        double high = 0.0;
        double low = std::numeric_limits<double>::infinity();
        for (std::size_t k = 0; k < steps_per_day; ++k) {
            const std::size_t step = day * steps_per_day + k;
            const double normal =
                normal_pair(counter(instrument.index, step, Stream::market_prices), seed).first;
            log += law.drift + law.deviation * normal;
            const double price = instrument.s0 * math::exp(log);
            if (k == 0) bars.open[day] = price;
            high = std::max(high, price);
            low = std::min(low, price);
            bars.close[day] = price;
        }
        bars.high[day] = high;
        bars.low[day] = low;
        bars.volume[day] = synthetic_volume(instrument, day, seed);
    }
}

}  // namespace swarmcore::montecarlo
