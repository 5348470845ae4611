#include "entry.hpp"
#include "swarmcore/indicators/ichimoku.hpp"
#include "swarmcore/indicators/liquidity.hpp"
#include "swarmcore/indicators/persistence.hpp"
#include "swarmcore/indicators/range_volatility.hpp"

namespace swarmcore::indicators {

// What TA-Lib lacks, whatever its group.
void append_beyond_talib(Entries& entries) {
    append<RealizedVolatility, ParkinsonVolatility, GarmanKlassVolatility, RogersSatchellVolatility,
           YangZhangVolatility, KyleLambda, AmihudIlliquidity, AnchoredVwap, Ichimoku, Zscore,
           Hurst>(entries);
}

}  // namespace swarmcore::indicators
