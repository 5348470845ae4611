"""Other packages' functions that give an indicator's numbers, called in their quickest way."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import bottleneck
import kand
import numpy as np
import talib
import tulipy
from numpy.typing import NDArray
from swarmcore import indicators as ta

Call = Callable[[], Any]
Floats = NDArray[np.float64]

PEERS = ("TA-Lib", "tulipy", "kand", "Bottleneck")

# Names of ours to names of theirs. Left out is what has one name and other numbers: tulipy's roc,
# cmo and macd are our rocp, cmou and macdfix, its stochrsi has one period for both; kand's
# supertrend begins otherwise, and its candlesticks have thresholds of their own.
TULIPY_SAME = (
    "acos", "ad", "add", "adosc", "adx", "adxr", "ao", "apo", "aroon", "aroonosc", "asin",
    "atan", "atr", "avgprice", "bbands", "bop", "cci", "ceil", "cos", "cosh", "cvi", "dema",
    "div", "dpo", "dx", "ema", "exp", "floor", "fosc", "hma", "kama", "ln", "log10",
    "marketfi", "max", "medprice", "mfi", "min", "mom", "natr", "nvi", "obv", "ppo", "pvi",
    "qstick", "rocr", "rsi", "sin", "sinh", "sma", "sqrt", "stddev", "stoch", "sub", "sum",
    "tan", "tanh", "tema", "trima", "tsf", "typprice", "ultosc", "var", "vhf", "vwma",
    "wad", "willr", "wma", "zlema",
)  # fmt: skip
TULIPY = {name: name for name in TULIPY_SAME} | {
    "avgdev": "md",
    "cmou": "cmo",
    "linearreg": "linreg",
    "linearreg_intercept": "linregintercept",
    "linearreg_slope": "linregslope",
    "macdfix": "macd",
    "massi": "mass",
    "minus_di": "di",
    "minus_dm": "dm",
    "mult": "mul",
    "plus_di": "di",
    "plus_dm": "dm",
    "rma": "wilders",
    "rocp": "roc",
    "sar": "psar",
    "trange": "tr",
    "wclprice": "wcprice",
}
KAND = frozenset((
    "ad", "adosc", "adx", "adxr", "aroon", "aroonosc", "atr", "bbands", "bop", "cci",
    "dema", "dx", "ema", "macd", "max", "medprice", "mfi", "midpoint", "midprice", "min",
    "minus_di", "minus_dm", "mom", "natr", "obv", "plus_di", "plus_dm", "rma", "roc",
    "rocp", "rocr", "rocr100", "rsi", "sar", "sma", "stddev", "stoch", "sum", "t3", "tema",
    "trange", "trima", "trix", "typprice", "var", "vwap", "wclprice", "willr", "wma",
))  # fmt: skip
BOTTLENECK = {
    "max": bottleneck.move_max,
    "min": bottleneck.move_min,
    "sma": bottleneck.move_mean,
    "stddev": bottleneck.move_std,
    "sum": bottleneck.move_sum,
    "var": bottleneck.move_var,
}
# Where the first of our parameters are not theirs.
PARAMETERS = {"macdfix": (12, 26, 9), "massi": (25,)}


def _parameters(indicator: ta.Indicator, count: int) -> tuple[float, ...]:
    """Our defaults, but for the kinds of averages, which are TA-Lib's alone."""
    own = [each.default for each in indicator.parameters if each.kind != "average"]
    return PARAMETERS.get(indicator.name, tuple(own))[:count]


def peers(indicator: ta.Indicator, inputs: list[Floats]) -> Iterator[tuple[str, Call]]:
    """Each peer that has the indicator, and a call that computes it with our defaults."""
    name = indicator.name
    if hasattr(talib, name.upper()):
        yield "TA-Lib", partial(getattr(talib, name.upper()), *inputs)
    if name in TULIPY:
        function = getattr(tulipy, TULIPY[name])
        parameters = _parameters(indicator, len(function.options))
        yield "tulipy", partial(function, *inputs, *parameters)
    if name in KAND:
        function = getattr(kand, name)
        count = len(inspect.signature(function).parameters) - len(inputs)
        yield "kand", partial(function, *inputs, *_parameters(indicator, count))
    if name in BOTTLENECK:
        (period,) = _parameters(indicator, 1)
        yield "Bottleneck", partial(BOTTLENECK[name], *inputs, period)


def answers(peer: str, indicator: ta.Indicator, result: Any, inputs: list[Floats]) -> list[Floats]:
    """A peer's outputs as ours, whatever their order, number and length."""
    results = [np.asarray(each, np.float64) for each in
               (result if isinstance(result, tuple | list) else (result,))]  # fmt: skip
    if peer == "tulipy" and indicator.name == "obv":
        # It begins with 0, not with the first volume.
        results = [each + inputs[1][0] for each in results]
    return results
