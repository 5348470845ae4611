#include "entry.hpp"
#include "swarmcore/indicators/average.hpp"
#include "swarmcore/indicators/bands.hpp"
#include "swarmcore/indicators/exponential.hpp"
#include "swarmcore/indicators/moving_average.hpp"
#include "swarmcore/indicators/stop.hpp"

namespace swarmcore::indicators {

void append_overlap(Entries& entries) {
    append<Sma, Ema, Wma, Dema, Tema, Trima, Kama, T3, Hma, Zlema, Rma, Vwma, Ma, Mavp, Bbands,
           Accbands, Donchian, Kc, Midpoint, Midprice, Sar, Sarext, Supertrend>(entries);
}

}  // namespace swarmcore::indicators
