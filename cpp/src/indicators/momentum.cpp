#include "swarmcore/indicators/momentum.hpp"

#include "entry.hpp"

namespace swarmcore::indicators {

void append_momentum(Entries& entries) {
    append<Rsi, Macd, Stoch, Adx>(entries);
}

}  // namespace swarmcore::indicators
