"""From votes to one decision an instrument."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

from swarmcore.agents.messages import Decision, Tick, Vote
from swarmcore.errors import ConfigError

__all__ = ["WeightedConsensus"]


class WeightedConsensus:
    """Decides by the weighted mean of side × confidence over all votes of an instant.

    The score is Σ wᵢ·sideᵢ·confidenceᵢ / Σ wᵢ. It becomes the side of its sign where it reaches the
    threshold and enough agents voted, else side 0. Votes are summed in the order of agent names, so
    that the outcome does not depend on who voted first.

    Args:
        threshold: The score needed for a side, 0 to 1.
        quorum: Votes needed for a side, at least 1.
        weights: Weight by agent name, finite and not negative; 1 for an agent not named.

    Raises:
        ConfigError: An argument is out of range.
    """

    def __init__(
        self,
        *,
        threshold: float = 0.15,
        quorum: int = 1,
        weights: Mapping[str, float] | None = None,
    ) -> None:
        if not 0.0 <= threshold <= 1.0:
            raise ConfigError(f"threshold: expected 0 to 1, was {threshold}")
        if quorum < 1:
            raise ConfigError(f"quorum: expected 1 or more, was {quorum}")
        self.threshold = threshold
        self.quorum = quorum
        self.weights = dict(weights or {})
        for name, weight in self.weights.items():
            if not 0.0 <= weight < math.inf:
                raise ConfigError(f"weights.{name}: expected 0 or more, was {weight}")
        self._ballots: dict[str, dict[str, Vote]] = {}

    def on_vote(self, vote: Vote) -> None:
        """Take a vote; an agent's later vote on the same instrument replaces its earlier one."""
        self._ballots.setdefault(vote.symbol, {})[vote.agent] = vote

    def on_tick(
        self,
        tick: Tick,
        counts: Callable[[str], bool],
        publish: Callable[[str, object], object],
    ) -> None:
        """Decide on every instrument that was voted on, and forget the votes.

        Args:
            tick: The instant.
            counts: Tells by agent name whether its vote counts.
            publish: Receives (``decision.<symbol>``, Decision).
        """
        ballots, self._ballots = self._ballots, {}
        for symbol in sorted(ballots):
            votes = [vote for vote in ballots[symbol].values() if counts(vote.agent)]
            publish(f"decision.{symbol}", self.decide(tick.ts, symbol, votes))

    def decide(self, ts: int, symbol: str, votes: Iterable[Vote]) -> Decision:
        """The decision that votes of different agents amount to."""
        ordered = tuple(sorted(votes, key=lambda vote: vote.agent))
        weights = tuple(self.weights.get(vote.agent, 1.0) for vote in ordered)
        total = sum(weights)
        score = 0.0
        if total > 0.0:
            score = (
                sum(
                    weight * vote.side * vote.confidence
                    for weight, vote in zip(weights, ordered, strict=True)
                )
                / total
            )
        side = 0
        if len(ordered) >= self.quorum and score != 0.0 and abs(score) >= self.threshold:
            side = 1 if score > 0.0 else -1
        return Decision(ts, symbol, side, score, self.threshold, ordered, weights)
