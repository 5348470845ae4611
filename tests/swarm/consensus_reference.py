"""The consensus in its most obvious form: exact fractions, one strategy after the other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import NamedTuple

from swarmcore.agents import Vote
from swarmcore.swarm.consensus import Rules

HALF = Fraction(1, 2)


class Outcome(NamedTuple):
    """What a decision comes to."""

    side: int
    vetoed_side: int
    score: Fraction
    confidence: Fraction


def decide(
    rules: Rules,
    votes: Sequence[Vote],
    *,
    weights: Mapping[str, float],
    hit_rates: Mapping[str, float],
    veto_agents: frozenset[str],
    silent: int,
    flux: float,
    previous: int,
) -> Outcome:
    """The outcome of votes by the documented rules."""
    votes = sorted(votes, key=lambda vote: vote.agent)
    counted = {vote.agent: Fraction(weights.get(vote.agent, 1.0)) for vote in votes}
    if rules.strategy == "equal":
        counted = dict.fromkeys(counted, Fraction(1))
    if rules.strategy == "veto":
        counted.update(dict.fromkeys(counted.keys() & veto_agents, Fraction(0)))

    strengths = {vote.agent: counted[vote.agent] * Fraction(vote.confidence) for vote in votes}
    if rules.strategy in ("majority", "unanimous"):
        heads = {1: 0, -1: 0}
        for vote in votes:
            if vote.side and vote.confidence:
                heads[vote.side] += 1
        score, confidence = shares(Fraction(heads[1]), Fraction(heads[-1]), Fraction(len(votes)))
        strengths = {vote.agent: Fraction(vote.confidence) for vote in votes}
    elif rules.strategy == "bayesian":
        odds = Fraction(1)
        for vote in votes:
            right = HALF + Fraction(vote.confidence) * (Fraction(hit_rates[vote.agent]) - HALF)
            odds *= (right / (1 - right)) ** vote.side
        probability = odds / (1 + odds)
        score, confidence = shares(probability, 1 - probability, Fraction(1))
        strengths = {
            vote.agent: Fraction(hit_rates[vote.agent]) * Fraction(vote.confidence)
            for vote in votes
        }
    else:
        backing = {
            side: sum((strengths[vote.agent] for vote in votes if vote.side == side), Fraction(0))
            for side in (1, -1)
        }
        total = sum(counted.values(), Fraction(0))
        score, confidence = shares(backing[1], backing[-1], total)

    threshold = Fraction(rules.confidence_threshold)
    threshold -= Fraction(rules.flux_reduction) * Fraction(flux)
    threshold = max(Fraction(0), threshold)
    if rules.strategy == "unanimous":
        threshold = Fraction(1)
    running = len(votes) + silent
    quorum = max(1, min(rules.quorum, running), ceil(Fraction(rules.quorum_share) * running))

    side = 0
    if len(votes) >= quorum:
        if score != 0:
            if abs(score) >= Fraction(rules.score_threshold) and confidence >= threshold:
                side = 1 if score > 0 else -1
        elif confidence > 0 and rules.tie == "previous":
            side = previous
        elif confidence > 0 and rules.tie == "strongest":
            side = strongest(votes, strengths, threshold)

    forbidden = rules.strategy == "veto" and any(
        vote.agent in veto_agents and vote.side != side and vote.confidence > 0 for vote in votes
    )
    if side and forbidden:
        return Outcome(0, side, score, confidence)
    return Outcome(side, 0, score, confidence)


def shares(long: Fraction, short: Fraction, total: Fraction) -> tuple[Fraction, Fraction]:
    """Score and confidence of what backs either side."""
    score = (long - short) / total if total else Fraction(0)
    backed = long + short
    return score, max(long, short) / backed if backed else Fraction(0)


def strongest(votes: Sequence[Vote], strengths: Mapping[str, Fraction], threshold: Fraction) -> int:
    """The side of the strongest vote for a side, where that is one side's and confident enough."""
    best = max(strengths[vote.agent] for vote in votes if vote.side)
    first = [vote for vote in votes if vote.side and strengths[vote.agent] == best]
    if len({vote.side for vote in first}) > 1 or Fraction(first[0].confidence) < threshold:
        return 0
    return first[0].side
