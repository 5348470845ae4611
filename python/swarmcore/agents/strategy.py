"""An agent that votes by a strategy: a plain function of all that is known of an instrument."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from swarmcore.agents.base import Agent
from swarmcore.agents.context import ContextFeed
from swarmcore.agents.messages import MonteCarloUpdate, RiskUpdate, Sentiment
from swarmcore.market.messages import Bar
from swarmcore.strategy import Signal, StrategyContext

__all__ = ["StrategyAgent"]


class StrategyAgent(Agent, ABC):
    """Write a subclass with `strategy`, and `measure` where it needs indicators.

    At every bar it makes a `StrategyContext` of the bar, its indicators, the flux that it sees, and
    what was last heard of ``mc.update``, ``risk.update`` and ``sentiment.*``; it publishes the
    strategy's signal, and votes for it. A subclass that has an on_start calls that of this class.
    """

    subscribe: ClassVar[tuple[str, ...]] = ("bar.*", "mc.update", "risk.update", "sentiment.*")

    def on_start(self) -> None:
        self.feed = ContextFeed(self.environment.instruments)

    def on_monte_carlo(self, update: MonteCarloUpdate) -> None:
        self.feed.on_monte_carlo(update)

    def on_risk(self, update: RiskUpdate) -> None:
        self.feed.on_risk(update)

    def on_sentiment(self, sentiment: Sentiment) -> None:
        self.feed.on_sentiment(sentiment)

    def on_bar(self, bar: Bar) -> None:
        context = self.feed.context(bar, self.flux_of(bar.symbol), **self.measure(bar))
        signal = self.strategy(context)
        self.signal(signal)
        self.vote(signal.symbol, signal.side, signal.confidence, signal.reason)

    def measure(self, bar: Bar) -> Mapping[str, float]:
        """Take a bar into the indicators; their values by the fields of StrategyContext."""
        return {}

    @abstractmethod
    def strategy(self, context: StrategyContext) -> Signal:
        """What the agent thinks of an instrument, from all that is known of it."""
