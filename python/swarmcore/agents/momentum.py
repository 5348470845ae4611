"""Votes with the trend."""

from __future__ import annotations

from typing import Annotated

import msgspec
from annotated_types import Gt, Interval

from swarmcore import indicators as ta
from swarmcore.agents.strategy import StrategyAgent
from swarmcore.market.messages import Bar
from swarmcore.strategy import Signal, StrategyContext, momentum

__all__ = ["MomentumAgent"]


class MomentumAgent(StrategyAgent):
    """Votes long while a fast average is above a slow one, out while it is below.

    Args:
        fast: Bars of the fast exponential average.
        slow: Bars of the slow one.
        atr: Bars of the average true range.
        full_confidence_ranges: The gap in average true ranges at which confidence reaches 1.
    """

    name: str = "momentum"
    fast: Annotated[int, Interval(ge=2, le=100_000)] = 20
    slow: Annotated[int, Interval(ge=2, le=100_000)] = 100
    atr: Annotated[int, Interval(ge=1, le=100_000)] = 20
    full_confidence_ranges: Annotated[float, Gt(0.0)] = 2.0

    # Its strategy reads nothing that others tell.
    subscribe = ("bar.*",)

    def on_start(self) -> None:
        super().on_start()
        self._indicators = {
            symbol: _Indicators(ta.Ema(self.fast), ta.Ema(self.slow), ta.Atr(self.atr))
            for symbol in self.environment.instruments
        }

    def measure(self, bar: Bar) -> dict[str, float]:
        own = self._indicators[bar.symbol]
        return {
            "fast": own.fast.update(bar.close),
            "slow": own.slow.update(bar.close),
            "atr": own.atr.update(bar.high, bar.low, bar.close),
        }

    def strategy(self, context: StrategyContext) -> Signal:
        return momentum(context, full_confidence_ranges=self.full_confidence_ranges)


class _Indicators(msgspec.Struct):
    fast: ta.Ema
    slow: ta.Ema
    atr: ta.Atr
