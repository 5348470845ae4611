#include "entry.hpp"
#include "swarmcore/indicators/bands.hpp"
#include "swarmcore/indicators/moving_average.hpp"

namespace swarmcore::indicators {

void append_overlap(Entries& entries) {
    append<Sma, Ema, Wma, Bbands>(entries);
}

}  // namespace swarmcore::indicators
