#include "swarmcore/indicators/cycle.hpp"

#include "entry.hpp"
#include "swarmcore/indicators/cycle_average.hpp"

namespace swarmcore::indicators {

void append_cycle(Entries& entries) {
    append<HtDcperiod, HtDcphase, HtPhasor, HtSine, HtTrendmode, HtTrendline, Mama>(entries);
}

}  // namespace swarmcore::indicators
