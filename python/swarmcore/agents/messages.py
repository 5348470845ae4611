"""What agents say to each other: one immutable message a kind, times in nanoseconds UTC."""

from __future__ import annotations

from typing import Any

import msgspec

__all__ = ["Decision", "Fault", "Message", "MonteCarloUpdate", "RiskUpdate", "Tick", "Vote"]


class Tick(msgspec.Struct, frozen=True):
    """Everything of an instant has been published (topic ``clock.tick``).

    Args:
        ts: The instant.
    """

    ts: int


class Vote(msgspec.Struct, frozen=True):
    """An agent's vote on an instrument (topic ``vote.<symbol>``).

    Args:
        agent: Who votes.
        symbol: On what.
        side: +1 be long, -1 be out or short, 0 stay as it is.
        confidence: 0 to 1.
        reason: Why, in one line.
        ts: When.
    """

    agent: str
    symbol: str
    side: int
    confidence: float
    reason: str
    ts: int


class Decision(msgspec.Struct, frozen=True):
    """What the consensus made of the votes on an instrument (topic ``decision.<symbol>``).

    Args:
        ts: When.
        symbol: On what.
        side: +1 be long, -1 be out or short, 0 stay as it is.
        score: The weighted mean of side × confidence, -1 to 1.
        threshold: The score needed for a side.
        votes: Who voted what and why, by agent name.
        weights: The weight of each vote, in the order of votes.
    """

    ts: int
    symbol: str
    side: int
    score: float
    threshold: float
    votes: tuple[Vote, ...]
    weights: tuple[float, ...]


class RiskUpdate(msgspec.Struct, frozen=True):
    """The account's risk (topic ``risk.update``).

    Args:
        ts: When.
        equity: In the account's currency.
        drawdown: From the highest equity so far, 0 or negative.
        exposure: Value of all positions over equity.
        value_at_risk: Of one step at the agent's cutoff, negative; NaN until there is a history.
        entries_allowed: False while new positions must not be opened.
        reason: Why not.
    """

    ts: int
    equity: float
    drawdown: float
    exposure: float
    value_at_risk: float
    entries_allowed: bool
    reason: str = ""


class MonteCarloUpdate(msgspec.Struct, frozen=True):
    """A simulated outlook for an instrument (topic ``mc.update``).

    Args:
        ts: When.
        symbol: For what.
        horizon: Years ahead.
        probability_up: Of ending above the present price.
        mean_return: Over the horizon.
        value_at_risk: The return's quantile at the agent's cutoff.
        conditional_value_at_risk: The mean return below it.
    """

    ts: int
    symbol: str
    horizon: float
    probability_up: float
    mean_return: float
    value_at_risk: float
    conditional_value_at_risk: float


class Message(msgspec.Struct, frozen=True):
    """Anything else that an agent publishes.

    Args:
        ts: When.
        sender: The agent that published it.
        topic: Where.
        payload: What; it must not be changed after it was published.
    """

    ts: int
    sender: str
    topic: str
    payload: Any


class Fault(msgspec.Struct, frozen=True):
    """An exception out of an agent's hook (topic ``fault.<agent>``).

    Args:
        ts: When.
        agent: Whose.
        hook: The hook that raised.
        error: The exception's type and message, in one line.
        left_out: True where the agent is not restarted any more and its vote no longer counts.
    """

    ts: int
    agent: str
    hook: str
    error: str
    left_out: bool
