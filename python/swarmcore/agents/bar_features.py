"""Features of one instrument's bars, free of its price level, and the context of strategies."""

from __future__ import annotations

import math
from collections import deque

from swarmcore import indicators as ta
from swarmcore.market.messages import Bar
from swarmcore.strategy import StrategyContext

__all__ = ["BAR_FEATURES", "BarFeatures"]

BAR_FEATURES = ("return_1", "return_5", "return_20", "trend", "range", "band", "rsi")
"""What `BarFeatures` computes, by name.

- return_1, return_5, return_20: the close over that of so many bars before, minus one.
- trend: a fast exponential average over a slow one, minus one.
- range: the average true range over the close.
- band: the close's place in its Bollinger band, -1 at the lower and 1 at the upper.
- rsi: the relative strength index, from 0 to 100 brought to -1 to 1.
"""

_LONGEST_RETURN = 20


class BarFeatures:
    """Computes features bar by bar, each from bars up to its own; NaN until it has enough of them.

    Args:
        fast: Bars of the fast exponential average.
        slow: Bars of the slow one.
        period: Bars of the average true range, the Bollinger bands and the relative strength index.
    """

    def __init__(self, *, fast: int = 20, slow: int = 100, period: int = 20) -> None:
        self._fast = ta.Ema(fast)
        self._slow = ta.Ema(slow)
        self._atr = ta.Atr(period)
        self._bands = ta.Bbands(period, 2.0, 2.0)
        self._rsi = ta.Rsi(period)
        self._closes: deque[float] = deque(maxlen=_LONGEST_RETURN + 1)

    def update(self, bar: Bar) -> tuple[StrategyContext, dict[str, float]]:
        """The context and the features as a bar closes, the latter in the order of BAR_FEATURES."""
        close = bar.close
        self._closes.append(close)
        fast, slow = self._fast.update(close), self._slow.update(close)
        atr = self._atr.update(bar.high, bar.low, close)
        upper, middle, lower = self._bands.update(close)
        rsi = self._rsi.update(close)
        context = StrategyContext(
            symbol=bar.symbol,
            ts=bar.ts,
            close=close,
            fast=fast,
            slow=slow,
            atr=atr,
            upper=upper,
            middle=middle,
            lower=lower,
            rsi=rsi,
        )
        width = upper - middle
        features = {
            "return_1": self._return(1),
            "return_5": self._return(5),
            "return_20": self._return(20),
            "trend": fast / slow - 1.0,
            "range": atr / close,
            # A band without width: prices stood still, in its middle.
            "band": 0.0 if width == 0.0 else (close - middle) / width,
            "rsi": rsi / 50.0 - 1.0,
        }
        return context, features

    def _return(self, bars: int) -> float:
        if len(self._closes) <= bars:
            return math.nan
        return self._closes[-1] / self._closes[-1 - bars] - 1.0
