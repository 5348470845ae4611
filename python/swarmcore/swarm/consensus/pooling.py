"""What votes amount to: how much stands behind either side.

Every strategy answers in the same terms, the support of both sides, so that one rule judges them
all: the score is (long - short) / total, the confidence the stronger side's part of long + short.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from swarmcore.agents.messages import Vote
from swarmcore.swarm.consensus.bayes import probability_long

__all__ = ["POOLS", "Pool", "Support"]

_TIE = 1e-12
"""Parts of the support by which two sides may differ through rounding alone."""


class Support(NamedTuple):
    """What stands behind either side, in the unit of the strategy; none of them is negative.

    Args:
        long: Behind +1.
        short: Behind -1.
        total: The most that either could have.
    """

    long: float
    short: float
    total: float

    @property
    def score(self) -> float:
        """What the votes amount to with their sign, -1 to 1; 0 where nothing could be said."""
        return (self.long - self.short) / self.total if self.total > 0.0 else 0.0

    @property
    def confidence(self) -> float:
        """The stronger side's part of what stands behind a side, 0.5 to 1; 0 where nothing does."""
        long, short, _ = self
        backed = long + short
        return (long if long > short else short) / backed if backed > 0.0 else 0.0

    @property
    def side(self) -> int:
        """The stronger side; 0 where they are equal but for rounding."""
        difference = self.long - self.short
        if abs(difference) <= _TIE * (self.long + self.short):
            return 0
        return 1 if difference > 0.0 else -1


Pool = Callable[[Sequence[Vote], Sequence[float]], Support]
"""Pools votes, in the order of agent names, with what each counts (0 or more, in that order)."""


def _by_weight(votes: Sequence[Vote], weights: Sequence[float]) -> Support:
    """Σ weight × confidence of either side; the total is Σ weight over all votes."""
    long = short = total = 0.0
    for vote, weight in zip(votes, weights, strict=True):
        total += weight
        if vote.side > 0:
            long += weight * vote.confidence
        elif vote.side < 0:
            short += weight * vote.confidence
    return Support(long, short, total)


def _by_head(votes: Sequence[Vote], weights: Sequence[float]) -> Support:
    """The votes of either side that have any confidence; the total is the number of votes."""
    heads = [vote.side for vote in votes if vote.confidence > 0.0]
    return Support(float(heads.count(1)), float(heads.count(-1)), float(len(votes)))


def _by_odds(votes: Sequence[Vote], hit_rates: Sequence[float]) -> Support:
    """The probability of either side, by Bayes' theorem."""
    probability = probability_long(
        [(vote.side, vote.confidence, rate) for vote, rate in zip(votes, hit_rates, strict=True)]
    )
    return Support(probability, 1.0 - probability, 1.0)


POOLS: Mapping[str, Pool] = MappingProxyType(
    {
        "equal": _by_weight,
        "weighted": _by_weight,
        "majority": _by_head,
        "unanimous": _by_head,
        "veto": _by_weight,
        "bayesian": _by_odds,
    }
)
"""The strategies by name."""
