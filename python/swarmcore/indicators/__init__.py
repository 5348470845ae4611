"""Technical indicators: functions over whole series, and streaming classes, equal bit for bit.

    rsi = ta.rsi(close, timeperiod=14)      # an array like close, NaN during the warm-up
    r = ta.Rsi(timeperiod=14)
    r.update(price)                         # the same numbers, one at a time; also r.value

Names, arguments, defaults and numbers are TA-Lib's (its `real` is called `close`), to 1e-10 of
``max(1, |x|)``. Indicators with several outputs give a named tuple.

A series is a C-contiguous float64 array of one dimension; all series of a call have one length, and
the result is a new array of that length. Rows at the beginning that hold a NaN are passed over, as
by TA-Lib: they give NaN and do not count. What a later NaN or infinity does is said of each
indicator: over a window, it goes when it has left the window; a recursive or cumulative one gives
no finite number until it is reset.

A streaming class has `update` (a row to its result), `value` (the last result), `warm_up` (how many
rows give NaN at first: TA-Lib's lookback), `reset()`, and its parameters as attributes. An update
is O(1), for windows on average: one update in `timeperiod` does the work for the others.
"""

from __future__ import annotations

from swarmcore._core.indicators import (
    Adx,
    Atr,
    Bbands,
    Ema,
    Macd,
    Mfi,
    Obv,
    Rsi,
    Sma,
    Stoch,
    Vwap,
    Wma,
)
from swarmcore.indicators.momentum import adx, macd, rsi, stoch
from swarmcore.indicators.moving_average import ema, sma, wma
from swarmcore.indicators.results import BbandsResult, MacdResult, StochResult
from swarmcore.indicators.volatility import atr, bbands
from swarmcore.indicators.volume import mfi, obv, vwap

__all__ = [
    "sma",
    "ema",
    "wma",
    "rsi",
    "macd",
    "stoch",
    "adx",
    "bbands",
    "atr",
    "obv",
    "mfi",
    "vwap",
    "Sma",
    "Ema",
    "Wma",
    "Rsi",
    "Macd",
    "Stoch",
    "Adx",
    "Bbands",
    "Atr",
    "Obv",
    "Mfi",
    "Vwap",
    "MacdResult",
    "StochResult",
    "BbandsResult",
]
