"""What agents say to each other: one immutable message a kind, times in nanoseconds UTC."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from swarmcore.bus.messages import Message, MessageKind
from swarmcore.errors import AgentError

__all__ = [
    "Decision",
    "Emergency",
    "Fault",
    "FluxUpdate",
    "Message",
    "MessageKind",
    "MonteCarloUpdate",
    "RiskUpdate",
    "Sentiment",
    "Tick",
    "Vote",
]


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

    Raises:
        AgentError: side or confidence is out of range.
    """

    agent: str
    symbol: str
    side: int
    confidence: float
    reason: str
    ts: int

    def __post_init__(self) -> None:
        if self.side not in (-1, 0, 1):
            raise AgentError(f"{self.agent}: vote: side: expected -1, 0 or 1, was {self.side!r}")
        if not 0.0 <= self.confidence <= 1.0:
            raise AgentError(
                f"{self.agent}: vote: confidence: expected 0 to 1, was {self.confidence!r}"
            )


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What the consensus made of the votes on an instrument (topic ``decision.<symbol>``).

    Args:
        id: Unique in the run, from 1; the orders that follow it carry it.
        ts: When.
        symbol: On what.
        side: +1 be long, -1 be out or short, 0 stay as it is.
        reason: Why this side, in one line.
        strategy: How the votes were pooled.
        score: What the votes amount to with their sign, -1 to 1.
        score_threshold: The size of score needed for a side.
        confidence: The part of the votes' support that stands behind the stronger side; 0.5 where
            both are equal, 1 where nobody is against it, 0 where nobody voted for a side.
        confidence_threshold: The confidence needed for a side, after flux.
        flux: The market's turbulence by which the threshold was lowered, 0 to 1.
        quorum: Votes needed for a side.
        voters: Agents that vote on the symbol and run.
        votes: Who voted what and why, by agent name.
        weights: What each vote counted, in the order of votes: its weight, or the agent's hit rate
            where the strategy is bayesian.
        vetoes: The votes of those who forbid the side; side is 0 then.
        vetoed_side: The side that they forbid; 0 where there is none. It may still close a position
            of the other side.
    """

    id: int
    ts: int
    symbol: str
    side: int
    reason: str
    strategy: str
    score: float
    score_threshold: float
    confidence: float
    confidence_threshold: float
    flux: float
    quorum: int
    voters: int
    votes: tuple[Vote, ...]
    weights: tuple[float, ...]
    vetoes: tuple[Vote, ...] = ()
    vetoed_side: int = 0

    def explain(self) -> str:
        """The decision in readable lines: what, why, and every vote with its weight and reason."""
        moment = datetime.fromtimestamp(self.ts // 1_000_000_000, tz=UTC).isoformat()
        what = "hit rate" if self.strategy == "bayesian" else "weight"
        lines = [
            f"decision {self.id} on {self.symbol} at {moment}: {_SIDES[self.side]}",
            f"  {self.strategy}: {self.reason}",
            f"  score {self.score:+.3f}, {self.score_threshold:.3f} needed",
            f"  confidence {self.confidence:.3f}, {self.confidence_threshold:.3f} needed "
            f"at flux {self.flux:.2f}",
            f"  {len(self.votes)} of {self.voters} voters voted, {self.quorum} needed",
        ]
        for vote, weight in zip(self.votes, self.weights, strict=True):
            lines.append(
                f"  {vote.agent} ({what} {weight:.3f}): {_SIDES[vote.side]} with confidence "
                f"{vote.confidence:.3f}, {vote.reason or 'no reason given'}"
            )
        lines += [
            f"  {veto.agent} forbids it: {veto.reason or 'no reason given'}" for veto in self.vetoes
        ]
        return "\n".join(lines)


_SIDES = {1: "be long", -1: "be out or short", 0: "stay as it is"}


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
        agent: Who measured it.
    """

    ts: int
    equity: float
    drawdown: float
    exposure: float
    value_at_risk: float
    entries_allowed: bool
    reason: str = ""
    agent: str = "risk"


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


class Emergency(msgspec.Struct, frozen=True):
    """An agent raised a CriticalError and trades no more (topic ``risk.emergency``).

    Args:
        ts: When.
        agent: Whose.
        reason: What it said, in one line.
        cancelled: How many of its orders were asked back.
    """

    ts: int
    agent: str
    reason: str
    cancelled: int


class Fault(msgspec.Struct, frozen=True):
    """An exception out of an agent's hook (topic ``fault.<agent>``).

    Args:
        ts: When.
        agent: Whose.
        hook: The hook that raised.
        error: The exception's type and message, in one line.
        left_out: True where the agent is not restarted any more and its vote no longer counts.
        quarantined: True where the event made it fault before, and is not delivered to it again.
    """

    ts: int
    agent: str
    hook: str
    error: str
    left_out: bool
    quarantined: bool = False


class Sentiment(msgspec.Struct, frozen=True):
    """What is said of an instrument (topic ``sentiment.<symbol>``).

    Args:
        ts: When.
        symbol: Of what.
        score: -1 (all bad) to 1 (all good).
        source: Who found it out.

    Raises:
        AgentError: score is out of range.
    """

    ts: int
    symbol: str
    score: float
    source: str = ""

    def __post_init__(self) -> None:
        if not -1.0 <= self.score <= 1.0:
            raise AgentError(
                f"{self.source}: sentiment: score: expected -1 to 1, was {self.score!r}"
            )


class FluxUpdate(msgspec.Struct, frozen=True):
    """How turbulent the market of an instrument is (topic ``flux.update``).

    Args:
        ts: When.
        symbol: Of what.
        flux: 0 in dead calm, around one half as usual, towards 1 in turbulence.
        volatility: Recent volatility over that of its history; 1 is as usual.
        volume: Recent volume over that of its history; 1 is as usual.
    """

    ts: int
    symbol: str
    flux: float
    volatility: float
    volume: float
