"""Votes against what strayed too far."""

from __future__ import annotations

from typing import Annotated

import msgspec
from annotated_types import Gt, Interval

from swarmcore import indicators as ta
from swarmcore.agents.strategy import StrategyAgent
from swarmcore.market.messages import Bar
from swarmcore.strategy import Signal, StrategyContext, mean_reversion

__all__ = ["MeanReversionAgent"]


class MeanReversionAgent(StrategyAgent):
    """Votes long below the lower Bollinger band when oversold, out above the upper one.

    Args:
        period: Bars of the Bollinger bands.
        deviations: Width of the bands in standard deviations.
        rsi: Bars of the relative strength index.
        oversold: The RSI at or below which a price under the lower band is bought.
        overbought: The RSI at or above which a price over the upper band is sold.
    """

    name: str = "mean_reversion"
    period: Annotated[int, Interval(ge=2, le=100_000)] = 20
    deviations: Annotated[float, Gt(0.0)] = 2.0
    rsi: Annotated[int, Interval(ge=2, le=100_000)] = 14
    oversold: Annotated[float, Interval(ge=0.0, le=100.0)] = 35.0
    overbought: Annotated[float, Interval(ge=0.0, le=100.0)] = 65.0

    # Its strategy reads nothing that others tell.
    subscribe = ("bar.*",)

    def on_start(self) -> None:
        super().on_start()
        self._indicators = {
            symbol: _Indicators(
                ta.Bbands(self.period, self.deviations, self.deviations), ta.Rsi(self.rsi)
            )
            for symbol in self.environment.instruments
        }

    def measure(self, bar: Bar) -> dict[str, float]:
        own = self._indicators[bar.symbol]
        upper, middle, lower = own.bands.update(bar.close)
        return {
            "upper": upper,
            "middle": middle,
            "lower": lower,
            "rsi": own.rsi.update(bar.close),
        }

    def strategy(self, context: StrategyContext) -> Signal:
        return mean_reversion(context, oversold=self.oversold, overbought=self.overbought)


class _Indicators(msgspec.Struct):
    bands: ta.Bbands
    rsi: ta.Rsi
