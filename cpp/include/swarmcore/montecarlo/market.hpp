#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "swarmcore/montecarlo/process.hpp"

namespace swarmcore::montecarlo {

/// One synthetic instrument: geometric Brownian motion watched `steps_per_day` times a day.
struct SyntheticInstrument {
    std::uint64_t index;  ///< which of the market's instruments; its draws depend on (seed, index)
    double s0;            ///< the price before the first day
    double volume;        ///< the mean of a day's volume
};

/// The columns of daily bars, all of one length: the number of days.
struct BarColumns {
    std::span<double> open;
    std::span<double> high;
    std::span<double> low;
    std::span<double> close;
    std::span<double> volume;
};

/// Steps between two bars, of which the first is the night.
inline constexpr std::size_t steps_per_day = 32;
/// Days of trading in the unit of the process, a year.
inline constexpr double days_per_year = 252.0;

/// Fills the columns. The open is the first price of a day, the close the last, high and low the
/// extremes between; the volume is a whole number of 1 or more, log-normal with deviation 0.4, and
/// independent of the prices. Throws std::invalid_argument unless `s0` and `volume` are finite and
/// above 0 and the columns of one length.
void fill_synthetic_bars(const Gbm& process, const SyntheticInstrument& instrument,
                         std::uint64_t seed, const BarColumns& bars);

}  // namespace swarmcore::montecarlo
