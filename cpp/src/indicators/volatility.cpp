#include "swarmcore/indicators/volatility.hpp"

#include "entry.hpp"

namespace swarmcore::indicators {

void append_volatility(Entries& entries) {
    append<Atr>(entries);
}

}  // namespace swarmcore::indicators
