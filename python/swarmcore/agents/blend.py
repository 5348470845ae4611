"""Votes by all that is known of an instrument."""

from __future__ import annotations

from typing import Annotated

import msgspec
from annotated_types import Gt, Interval

from swarmcore import indicators as ta
from swarmcore.agents.context import ContextFeed
from swarmcore.agents.strategy import StrategyAgent
from swarmcore.errors import AgentError
from swarmcore.market.messages import Bar
from swarmcore.strategy import BlendWeights, Signal, StrategyContext, blend

__all__ = ["BlendAgent"]

Weight = Annotated[float, Interval(ge=0.0, le=1e6)]
Period = Annotated[int, Interval(ge=2, le=100_000)]


class BlendAgent(StrategyAgent):
    """Votes by the weighted mean of trend, reversion, simulated odds and sentiment.

    Args:
        trend: Weight of the trend.
        reversion: Weight of what strayed far from its average.
        odds: Weight of the simulated odds of a rise.
        sentiment_weight: Weight of the sentiment.
        threshold: The confidence needed for a side at flux 0.
        max_drawdown: The drawdown of the account at which nothing speaks for being long.
        sentiment_days: Days after which a sentiment is forgotten.
        fast: Bars of the fast exponential average.
        slow: Bars of the slow one.
        atr: Bars of the average true range.
        period: Bars of the Bollinger bands.
        rsi: Bars of the relative strength index.
    """

    name: str = "blend"
    trend: Weight = 1.0
    reversion: Weight = 1.0
    odds: Weight = 1.0
    sentiment_weight: Weight = 1.0
    threshold: Annotated[float, Interval(ge=0.0, le=1.0)] = 0.3
    max_drawdown: Annotated[float, Interval(gt=0.0, le=1.0)] = 0.25
    sentiment_days: Annotated[float, Gt(0.0)] = 5.0
    fast: Period = 20
    slow: Period = 100
    atr: Annotated[int, Interval(ge=1, le=100_000)] = 20
    period: Period = 20
    rsi: Period = 14

    def on_init(self) -> None:
        try:
            self._weights = BlendWeights(
                self.trend, self.reversion, self.odds, self.sentiment_weight
            )
        except ValueError as error:
            raise AgentError(f"{self.name}: {error}") from None

    def on_start(self) -> None:
        instruments = self.environment.instruments
        self.feed = ContextFeed(instruments, sentiment_days=self.sentiment_days)
        self._indicators = {
            symbol: _Indicators(
                ta.Ema(self.fast),
                ta.Ema(self.slow),
                ta.Atr(self.atr),
                ta.Bbands(self.period),
                ta.Rsi(self.rsi),
            )
            for symbol in instruments
        }

    def measure(self, bar: Bar) -> dict[str, float]:
        own = self._indicators[bar.symbol]
        upper, middle, lower = own.bands.update(bar.close)
        return {
            "fast": own.fast.update(bar.close),
            "slow": own.slow.update(bar.close),
            "atr": own.atr.update(bar.high, bar.low, bar.close),
            "upper": upper,
            "middle": middle,
            "lower": lower,
            "rsi": own.rsi.update(bar.close),
        }

    def strategy(self, context: StrategyContext) -> Signal:
        rules = self.environment.flux_rules
        return blend(
            context,
            weights=self._weights,
            threshold=self.threshold,
            flux_reduction=0.0 if rules is None else rules.confidence_reduction,
            max_drawdown=self.max_drawdown,
        )


class _Indicators(msgspec.Struct):
    fast: ta.Ema
    slow: ta.Ema
    atr: ta.Atr
    bands: ta.Bbands
    rsi: ta.Rsi
