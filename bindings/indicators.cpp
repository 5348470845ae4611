#include "bindings.hpp"
#include "indicator.hpp"
#include "swarmcore/indicators/momentum.hpp"
#include "swarmcore/indicators/moving_average.hpp"
#include "swarmcore/indicators/volatility.hpp"
#include "swarmcore/indicators/volume.hpp"

namespace swarmcore::bindings {

// Formulas, defaults and errors are documented where users call the functions, in
// python/swarmcore/indicators.
void register_indicators(py::module_& parent) {
    using namespace swarmcore::indicators;
    py::module_ module = parent.def_submodule(
        "indicators", "Indicators as streaming classes and as functions over whole arrays.");

    define<Sma>(module, "Sma", {"close"}, Parameter{"timeperiod", 30});
    define<Ema>(module, "Ema", {"close"}, Parameter{"timeperiod", 30});
    define<Wma>(module, "Wma", {"close"}, Parameter{"timeperiod", 30});

    define<Rsi>(module, "Rsi", {"close"}, Parameter{"timeperiod", 14});
    define<Macd, "MacdResult">(module, "Macd", {"close"}, Parameter{"fastperiod", 12},
                               Parameter{"slowperiod", 26}, Parameter{"signalperiod", 9});
    define<Stoch, "StochResult">(module, "Stoch", {"high", "low", "close"},
                                 Parameter{"fastk_period", 5}, Parameter{"slowk_period", 3},
                                 Parameter{"slowk_matype", 0}, Parameter{"slowd_period", 3},
                                 Parameter{"slowd_matype", 0});
    define<Adx>(module, "Adx", {"high", "low", "close"}, Parameter{"timeperiod", 14});

    define<Bbands, "BbandsResult">(module, "Bbands", {"close"}, Parameter{"timeperiod", 20},
                                   Parameter{"nbdevup", 2.0}, Parameter{"nbdevdn", 2.0},
                                   Parameter{"matype", 0});
    define<Atr>(module, "Atr", {"high", "low", "close"}, Parameter{"timeperiod", 14});

    define<Obv>(module, "Obv", {"close", "volume"});
    define<Mfi>(module, "Mfi", {"high", "low", "close", "volume"}, Parameter{"timeperiod", 14});
    define<Vwap>(module, "Vwap", {"high", "low", "close", "volume"});
}

}  // namespace swarmcore::bindings
