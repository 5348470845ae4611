#include "swarmcore/indicators/momentum.hpp"

#include "entry.hpp"
#include "swarmcore/indicators/change.hpp"
#include "swarmcore/indicators/difference.hpp"
#include "swarmcore/indicators/directional.hpp"
#include "swarmcore/indicators/oscillator.hpp"
#include "swarmcore/indicators/smoothed_change.hpp"
#include "swarmcore/indicators/stochastic.hpp"
#include "swarmcore/indicators/swing.hpp"

namespace swarmcore::indicators {

void append_momentum(Entries& entries) {
    append<Rsi, Cmo, Cmou, Mom, Roc, Rocp, Rocr, Rocr100, Er, Vhf, Dpo, Coppock, Trix, Tsi>(
        entries);
    append<Macd, Macdext, Macdfix, Apo, Ppo, Ao, Ac, Bop, Qstick, Imi, Cci, Ultosc, Eri, Wad>(
        entries);
    append<Stoch, Stochf, Stochrsi, Kdj, Smi, Willr, Aroon, Aroonosc, Fractal>(entries);
    append<Adx, Adxr, Dx, PlusDi, MinusDi, PlusDm, MinusDm, Vortex>(entries);
}

}  // namespace swarmcore::indicators
