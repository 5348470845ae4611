"""What reaches a strategy, and that each input changes the vote of a blend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from swarmcore.agents import (
    Agent,
    BlendAgent,
    ContextFeed,
    MonteCarloUpdate,
    RiskUpdate,
    Sentiment,
    StrategyAgent,
    Vote,
)
from swarmcore.backtest import BacktestResult, backtest
from swarmcore.config import load_settings
from swarmcore.errors import AgentError
from swarmcore.market import Bars
from swarmcore.market.messages import Bar
from swarmcore.strategy import Signal, StrategyContext

DAY = 86_400_000_000_000
DAYS = 60


def make_bars(closes: Sequence[float]) -> Bars:
    close = np.array(closes, np.float64)
    return Bars.from_columns(
        ts=np.arange(1, len(close) + 1, dtype=np.int64) * DAY,
        symbol=["A"] * len(close),
        open=close,
        high=close * 1.01,
        low=close * 0.99,
        close=close,
        volume=np.full(len(close), 1e6),
    )


RISING = [100.0 + 0.5 * day for day in range(DAYS)]
FALLING = [100.0 - 0.5 * day for day in range(DAYS)]


class Teller(Agent):
    """Publishes what it was given at the last bar but one; of risk it has the last word."""

    messages: tuple[tuple[str, Any], ...] = ()

    def on_start(self) -> None:
        self.bars = 0

    def on_bar(self, bar: Bar) -> None:
        self.bars += 1
        if self.bars == DAYS - 1:
            for topic, message in self.messages:
                self.environment.publish(topic, message)

    def on_risk(self, update: RiskUpdate) -> None:
        for topic, message in self.messages:
            if isinstance(message, RiskUpdate) and update is not message:
                self.environment.publish(topic, message)


class Listener(Agent):
    """Keeps the votes of the blend."""

    subscribe = ("vote.*",)

    def on_start(self) -> None:
        self.votes: list[Vote] = []

    def on_message(self, vote: Vote) -> None:
        if vote.agent == "blend":
            self.votes.append(vote)


def last_vote(
    *messages: tuple[str, Any],
    closes: Sequence[float] = RISING,
    threshold: float = 0.1,
    **flux: Any,
) -> Vote:
    """The blend's vote at the last bar, after it was told something."""
    listener = Listener()
    blend = BlendAgent(fast=3, slow=10, atr=3, reversion=0.0, threshold=threshold)
    settings = load_settings(
        None, {"flux": {"dead_band": 0.99, "start": 0.0, "least_events": 10**6, **flux}}
    )
    result = backtest(
        [Teller(messages=messages), blend, listener], make_bars(closes), config=settings
    )
    assert result.faults == ()
    assert len(listener.votes) == DAYS
    return listener.votes[-1]


def outlook(probability_up: float) -> tuple[str, MonteCarloUpdate]:
    update = MonteCarloUpdate(DAY, "A", 0.1, probability_up, 0.0, -0.1, -0.2)
    return "mc.update", update


def account(drawdown: float = 0.0, *, entries_allowed: bool = True) -> tuple[str, RiskUpdate]:
    update = RiskUpdate(
        ts=DAY,
        equity=1.0,
        drawdown=drawdown,
        exposure=0.0,
        value_at_risk=-0.01,
        entries_allowed=entries_allowed,
    )
    return "risk.update", update


def said(score: float, ts: int = DAYS * DAY) -> tuple[str, Sentiment]:
    return "sentiment.A", Sentiment(ts, "A", score, "news")


def test_bars_change_the_vote() -> None:
    """Rising closes are voted for, falling ones against."""
    assert last_vote(closes=RISING).side == 1
    assert last_vote(closes=FALLING).side == -1


def test_a_simulated_outlook_changes_the_vote() -> None:
    """Good odds confirm a trend, bad ones turn it."""
    alone, good, bad = last_vote(), last_vote(outlook(1.0)), last_vote(outlook(0.0))
    assert (alone.side, good.side, bad.side) == (1, 1, -1)
    assert good.confidence > alone.confidence
    assert "odds -1.00" in bad.reason


def test_sentiment_changes_the_vote() -> None:
    """What is said of the instrument counts as much as its trend, until it is old."""
    alone, good, bad = last_vote(), last_vote(said(1.0)), last_vote(said(-1.0))
    assert (good.side, bad.side) == (1, -1)
    assert good.confidence > alone.confidence
    assert "sentiment -1.00" in bad.reason
    assert last_vote(said(-1.0, ts=DAYS * DAY - 5 * DAY)) == alone


def test_the_accounts_risk_changes_the_vote() -> None:
    """Losses shrink what speaks for being long; while entries are not allowed, nothing does."""
    alone = last_vote()
    lost = last_vote(account(-0.1))
    halted = last_vote(account(entries_allowed=False))
    assert (alone.side, lost.side, halted.side) == (1, 1, 0)
    assert lost.confidence == pytest.approx(alone.confidence * (1.0 - 0.1 / 0.25))
    assert "drawdown 10.0%" in lost.reason
    assert "no entries" in halted.reason


def test_the_accounts_risk_does_not_change_a_vote_for_being_out() -> None:
    """Whoever lost may leave as well as before."""
    alone = last_vote(closes=FALLING)
    assert alone.side == -1
    assert last_vote(account(-0.1), closes=FALLING) == alone
    assert last_vote(account(entries_allowed=False), closes=FALLING) == alone


def test_flux_changes_the_vote() -> None:
    """In a turbulent market less confidence is enough."""
    calm, wild = last_vote(threshold=0.3, start=0.0), last_vote(threshold=0.3, start=1.0)
    assert (calm.side, wild.side) == (0, 1)
    assert "of 0.30 needed" in calm.reason
    assert last_vote(threshold=0.3, enabled=False) == calm
    assert last_vote(threshold=0.3, start=1.0, confidence_reduction=0.0) == calm


def test_success_moves_the_flux_that_an_agent_sees() -> None:
    """After enough events without an error its view of the same market is 0.1 higher."""
    steady = last_vote(threshold=0.3, start=0.3, least_events=10)
    unproven = last_vote(threshold=0.3, start=0.3)
    assert (unproven.side, steady.side) == (0, 1)


def test_a_feed_keeps_the_last_word_by_instrument() -> None:
    """What is said of one is not heard of another; an unknown one is nobody's."""
    feed = ContextFeed(["A", "B"])
    for symbol, probability in (("A", 0.9), ("A", 0.3), ("C", 0.7)):
        feed.on_monte_carlo(MonteCarloUpdate(1, symbol, 0.1, probability, 0.02, -0.1, -0.2))
        feed.on_sentiment(Sentiment(1, symbol, probability))
    first = feed.context(Bar(2, "A", 1.0, 1.0, 1.0, 1.0, 1.0), 0.4, rsi=30.0)
    second = feed.context(Bar(2, "B", 1.0, 1.0, 1.0, 1.0, 1.0), 0.4)
    assert (first.probability_up, first.mean_return, first.sentiment) == (0.3, 0.02, 0.3)
    assert (first.flux, first.rsi) == (0.4, 30.0)
    assert np.isnan([second.probability_up, second.sentiment, second.rsi, second.drawdown]).all()


def test_a_sentiment_out_of_range_is_refused() -> None:
    """By the message itself, naming the source; by the agent that tells it, too."""
    with pytest.raises(AgentError, match="news: sentiment: score: expected -1 to 1, was 1.5"):
        Sentiment(1, "A", 1.5, "news")
    with pytest.raises(AgentError, match="score: expected -1 to 1, was nan"):
        Sentiment(1, "A", float("nan"))


def test_an_agent_tells_what_is_said_of_an_instrument() -> None:
    """In its own name, and of instruments that there are."""

    class Reader(Agent):
        def on_bar(self, bar: Bar) -> None:
            self.sentiment("A", 0.25)
            with pytest.raises(AgentError, match="reader: sentiment: symbol: expected one of A"):
                self.sentiment("B", 0.25)

    class Heard(Agent):
        def on_start(self) -> None:
            self.heard: list[Sentiment] = []

        def on_sentiment(self, sentiment: Sentiment) -> None:
            self.heard.append(sentiment)

    heard = Heard()
    result = backtest([Reader(), heard], make_bars([100.0]))
    assert result.faults == ()
    assert heard.heard == [Sentiment(DAY, "A", 0.25, "reader")]


def test_a_strategy_agent_signals_what_it_votes() -> None:
    """Its own strategy over the context of each bar, with what it measured."""

    class Last(StrategyAgent):
        def on_start(self) -> None:
            super().on_start()
            self.contexts: list[StrategyContext] = []

        def measure(self, bar: Bar) -> dict[str, float]:
            return {"rsi": bar.close / 10.0}

        def strategy(self, context: StrategyContext) -> Signal:
            self.contexts.append(context)
            return Signal(context.symbol, 1, 0.75, "always", context.ts)

    class Signals(Agent):
        def on_start(self) -> None:
            self.heard: list[Signal] = []

        def on_signal(self, signal: Signal) -> None:
            self.heard.append(signal)

    agent, signals = Last(), Signals()
    result = backtest([agent, signals], make_bars([100.0, 110.0]))
    assert [context.rsi for context in agent.contexts] == [10.0, 11.0]
    assert [context.flux for context in agent.contexts] == [0.5, 0.5]
    assert [signal.agent for signal in signals.heard] == ["last", "last"]
    votes = [vote for each in result.decision_messages for vote in each.votes]
    assert [(vote.side, vote.confidence, vote.reason) for vote in votes] == [
        (1, 0.75, "always")
    ] * 2


def test_a_strategy_agent_without_a_strategy_cannot_be_made() -> None:
    """The method is named."""
    with pytest.raises(TypeError, match="strategy"):
        StrategyAgent()  # type: ignore[abstract]


def test_weights_of_a_blend_that_are_all_0_are_refused() -> None:
    """When it is initialized, as a fault that says so."""
    result: BacktestResult = backtest(
        [BlendAgent(trend=0, reversion=0, odds=0, sentiment_weight=0)], make_bars([100.0])
    )
    assert "blend: weights: expected one above 0" in result.faults[0].error
