#include "swarmcore/indicators/volume.hpp"

#include "entry.hpp"
#include "swarmcore/indicators/difference.hpp"

namespace swarmcore::indicators {

void append_volume(Entries& entries) {
    append<Obv, Mfi, Vwap, Pvo>(entries);
}

}  // namespace swarmcore::indicators
