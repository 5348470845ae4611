"""Technical indicators: functions over whole series, and streaming classes, equal bit for bit.

    rsi = ta.rsi(close, timeperiod=14)      # an array like close, NaN during the warm-up
    r = ta.Rsi(timeperiod=14)
    r.update(price)                         # the same numbers, one at a time; also r.value

Names, arguments, defaults and numbers are TA-Lib's (its `real` is called `close`), to 1e-10 of
``max(1, |x|)``. Indicators with several outputs give a named tuple. `registry` tells of each its
inputs, parameters, outputs, warm-up, formula and source, and `swarmcore.indicators.talib` has
TA-Lib's upper-case names.

A series is a C-contiguous float64 array of one dimension, or of two, ``(symbols, time)``: the
symbols then go over threads. All series of a call have one shape, and the result is a new array of
that shape. Rows at the beginning that hold a NaN are passed over, as by TA-Lib: they give NaN and
do not count. What a later NaN or infinity does is said of each indicator: over a window, it goes
when it has left the window; a recursive one keeps what it made of the results until it is reset.

A streaming class has `update` (a row to its result), `value` (the last result), `peek` (what an
update would give), `warm_up` (how many rows give NaN at first: TA-Lib's lookback), `copy()`,
`reset()`, and its parameters as attributes; it can be pickled. An update is O(1), for windows on
average: one update in `timeperiod` does the work for the others. A `peek` is O(`timeperiod`).

Candlestick patterns, ``cdl...``, give 100 where a pattern is bullish, -100 where it is bearish and
0 where there is none. A candle is white where it closes at or above its open, else black; its body
lies between the two, its shadows from the body to high and low. Of a candle, by those before it,

- a body is long or short beside the mean of the last 10, a doji up to a tenth of the mean range of
  the last 10;
- a shadow is long where it is longer than the body, very long where longer than twice that, short
  up to half the mean of the last 10 sums of both, and as good as none up to a tenth of the mean
  range of the last 10;
- prices are near, far or equal within 0.2, 0.6 or 0.05 of the mean range of the last 5.

A "gap" is one between bodies unless shadows are named. The means are added up anew for each candle:
a result is TA-Lib's for a series of just the candles of its window. (TA-Lib's own running sums keep
a trace of earlier prices, which a threshold that is met exactly, or a spike, brings to light.)
"""

from __future__ import annotations

from swarmcore._core import indicators as _core
from swarmcore._core.indicators import *  # noqa: F403  (the registry names them)
from swarmcore.indicators.inventory import Indicator, Parameter, registry

__all__ = ["Indicator", "Parameter", "registry"]
__all__ += _core.__all__
