#include "swarmcore/indicators/volume.hpp"

#include "entry.hpp"
#include "swarmcore/indicators/difference.hpp"
#include "swarmcore/indicators/flow.hpp"

namespace swarmcore::indicators {

void append_volume(Entries& entries) {
    append<Obv, Mfi, Vwap, Pvo, Ad, Adosc, Cmf, Efi, Marketfi, Nvi, Pvi, Pvt, Rvol>(entries);
}

}  // namespace swarmcore::indicators
