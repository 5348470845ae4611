#include "entry.hpp"
#include "swarmcore/indicators/one_candle.hpp"
#include "swarmcore/indicators/two_candles.hpp"

namespace swarmcore::indicators {

void append_candlestick(Entries& entries) {
    append<Cdlbelthold, Cdlclosingmarubozu, Cdldoji, Cdldragonflydoji, Cdlgravestonedoji,
           Cdlhighwave, Cdllongleggeddoji, Cdllongline, Cdlmarubozu, Cdlrickshawman, Cdlshortline,
           Cdlspinningtop, Cdltakuri, Cdlcounterattack, Cdldarkcloudcover, Cdldojistar,
           Cdlengulfing, Cdlhammer, Cdlhangingman, Cdlharami, Cdlharamicross, Cdlhomingpigeon,
           Cdlinneck, Cdlinvertedhammer, Cdlkicking, Cdlkickingbylength, Cdlmatchinglow, Cdlonneck,
           Cdlpiercing, Cdlseparatinglines, Cdlshootingstar, Cdlthrusting>(entries);
    append_longer_candlestick(entries);
}

}  // namespace swarmcore::indicators
