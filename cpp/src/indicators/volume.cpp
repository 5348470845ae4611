#include "swarmcore/indicators/volume.hpp"

#include "entry.hpp"

namespace swarmcore::indicators {

void append_volume(Entries& entries) {
    append<Obv, Mfi, Vwap>(entries);
}

}  // namespace swarmcore::indicators
