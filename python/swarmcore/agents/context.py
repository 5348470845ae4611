"""Gathers what a strategy sees of each instrument."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from swarmcore.agents.messages import MonteCarloUpdate, RiskUpdate, Sentiment
from swarmcore.market.messages import Bar
from swarmcore.strategy import StrategyContext

__all__ = ["ContextFeed"]

_NAN = float("nan")
_DAY = 86_400_000_000_000


class ContextFeed:
    """Keeps what was last heard, and makes of it and of a bar the context of a strategy.

    Args:
        symbols: Of the instruments.
        sentiment_days: Days after which a sentiment is forgotten.
    """

    def __init__(self, symbols: Iterable[str], *, sentiment_days: float = 5.0) -> None:
        self._heard = {symbol: _Heard() for symbol in symbols}
        self._sentiment_lasts = round(sentiment_days * _DAY)
        self._value_at_risk = _NAN
        self._drawdown = _NAN
        self._entries_allowed = True

    def on_monte_carlo(self, update: MonteCarloUpdate) -> None:
        """Keep the outlook of an instrument."""
        heard = self._heard.get(update.symbol)
        if heard is not None:
            heard.probability_up = update.probability_up
            heard.mean_return = update.mean_return

    def on_risk(self, update: RiskUpdate) -> None:
        """Keep the risk of the account."""
        self._value_at_risk = update.value_at_risk
        self._drawdown = update.drawdown
        self._entries_allowed = update.entries_allowed

    def on_sentiment(self, sentiment: Sentiment) -> None:
        """Keep what is said of an instrument."""
        heard = self._heard.get(sentiment.symbol)
        if heard is not None:
            heard.sentiment = sentiment.score
            heard.sentiment_ends = sentiment.ts + self._sentiment_lasts

    def context(
        self,
        bar: Bar,
        flux: float,
        *,
        fast: float = _NAN,
        slow: float = _NAN,
        atr: float = _NAN,
        upper: float = _NAN,
        middle: float = _NAN,
        lower: float = _NAN,
        rsi: float = _NAN,
    ) -> StrategyContext:
        """What a strategy sees when a bar closes.

        Args:
            bar: The bar.
            flux: The flux of its market, as the agent sees it.
            fast: Indicators that the agent computes are as of StrategyContext.
            slow: As of StrategyContext.
            atr: As of StrategyContext.
            upper: As of StrategyContext.
            middle: As of StrategyContext.
            lower: As of StrategyContext.
            rsi: As of StrategyContext.
        """
        symbol, ts = bar.symbol, bar.ts
        heard = self._heard[symbol]
        # By position, in the order of its fields: by keyword it would take five times as long.
        return StrategyContext(
            symbol,
            ts,
            bar.close,
            fast,
            slow,
            atr,
            upper,
            middle,
            lower,
            rsi,
            heard.probability_up,
            heard.mean_return,
            self._value_at_risk,
            self._drawdown,
            self._entries_allowed,
            heard.sentiment if ts < heard.sentiment_ends else _NAN,
            flux,
        )


class _Heard(msgspec.Struct):
    """What was last heard of one instrument."""

    probability_up: float = _NAN
    mean_return: float = _NAN
    sentiment: float = _NAN
    sentiment_ends: int = 0
