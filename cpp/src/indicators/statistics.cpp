#include "swarmcore/indicators/statistics.hpp"

#include "entry.hpp"
#include "swarmcore/indicators/rank.hpp"

namespace swarmcore::indicators {

void append_statistics(Entries& entries) {
    append<Stddev, Var, Correl, Beta, Percentile, Percentrank>(entries);
    append<Linearreg, LinearregSlope, LinearregAngle, LinearregIntercept, Tsf, Fosc>(entries);
}

}  // namespace swarmcore::indicators
