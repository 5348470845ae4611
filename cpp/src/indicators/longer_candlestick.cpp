#include "entry.hpp"
#include "swarmcore/indicators/hikkake.hpp"
#include "swarmcore/indicators/more_candles.hpp"
#include "swarmcore/indicators/stars.hpp"
#include "swarmcore/indicators/three_candles.hpp"

namespace swarmcore::indicators {

void append_longer_candlestick(Entries& entries) {
    append<Cdlabandonedbaby, Cdleveningdojistar, Cdleveningstar, Cdlmorningdojistar, Cdlmorningstar,
           Cdltristar, Cdl2crows, Cdl3inside, Cdl3outside, Cdl3starsinsouth, Cdl3whitesoldiers,
           Cdladvanceblock, Cdlgapsidesidewhite, Cdlidentical3crows, Cdlstalledpattern,
           Cdlsticksandwich, Cdltasukigap, Cdlunique3river, Cdlupsidegap2crows, Cdlxsidegap3methods,
           Cdl3blackcrows, Cdl3linestrike, Cdlbreakaway, Cdlconcealbabyswall, Cdlladderbottom,
           Cdlmathold, Cdlrisefall3methods, Cdlhikkake, Cdlhikkakemod>(entries);
}

}  // namespace swarmcore::indicators
