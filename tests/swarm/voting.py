"""What the tests of the consensus share: votes, and the decisions on them."""

from __future__ import annotations

from swarmcore.agents import Decision, Tick, Vote
from swarmcore.swarm.consensus import Consensus


def vote(
    agent: str, side: int, confidence: float = 1.0, symbol: str = "A", reason: str = "because"
) -> Vote:
    return Vote(agent, symbol, side, confidence, reason, 1)


def decide_in_turn(consensus: Consensus, *instants: list[Vote]) -> list[Decision]:
    """The decisions of a consensus on the votes of one instant after the other."""
    decisions: list[Decision] = []
    for votes in instants:
        for each in votes:
            consensus.on_vote(each)
        consensus.on_tick(Tick(1), lambda _: True, lambda _, each: decisions.append(each))
    return decisions
