#include "swarmcore/indicators/volatility.hpp"

#include "entry.hpp"
#include "swarmcore/indicators/range.hpp"

namespace swarmcore::indicators {

void append_volatility(Entries& entries) {
    append<Atr, Natr, Trange, Adr, Cvi, Massi, Rvi>(entries);
}

}  // namespace swarmcore::indicators
