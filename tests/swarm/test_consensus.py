"""The weighted consensus against its formula."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.agents import Decision, Tick, Vote
from swarmcore.errors import ConfigError
from swarmcore.swarm import WeightedConsensus


def vote(agent: str, side: int, confidence: float, symbol: str = "A") -> Vote:
    return Vote(agent, symbol, side, confidence, "because", 1)


votes = st.dictionaries(
    st.sampled_from("abcdefgh"),
    st.tuples(st.sampled_from([-1, 0, 1]), st.floats(0.0, 1.0)),
).map(lambda ballots: [vote(name, *ballot) for name, ballot in ballots.items()])
weights = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0.0, 10.0))


@given(votes, weights, st.floats(0.0, 1.0), st.integers(1, 4), st.integers(0, 100))
def test_the_decision_is_the_weighted_mean_whoever_votes_first(
    ballots: list[Vote],
    given_weights: dict[str, float],
    threshold: float,
    quorum: int,
    shuffle: int,
) -> None:
    """Score and side equal exact arithmetic, and do not depend on the order of the votes."""
    consensus = WeightedConsensus(threshold=threshold, quorum=quorum, weights=given_weights)
    decision = consensus.decide(1, "A", ballots)
    total = sum(Fraction(given_weights.get(each.agent, 1.0)) for each in ballots)
    score = (
        sum(
            Fraction(given_weights.get(each.agent, 1.0)) * each.side * Fraction(each.confidence)
            for each in ballots
        )
        / total
        if total
        else Fraction(0)
    )
    assert decision.score == pytest.approx(float(score), abs=1e-12)
    enough = len(ballots) >= quorum and decision.score != 0 and abs(decision.score) >= threshold
    assert decision.side == ((1 if decision.score > 0 else -1) if enough else 0)
    shuffled = list(ballots)
    Random(shuffle).shuffle(shuffled)
    assert consensus.decide(1, "A", shuffled) == decision


def test_an_agents_later_vote_replaces_its_earlier_one() -> None:
    """One agent has one vote an instrument and an instant, and old votes do not linger."""
    consensus = WeightedConsensus(threshold=0.0)
    decisions: list[tuple[str, Decision]] = []

    def tick() -> None:
        consensus.on_tick(Tick(1), lambda _: True, lambda *each: decisions.append(each))

    consensus.on_vote(vote("a", 1, 1.0))
    consensus.on_vote(vote("a", -1, 0.5))
    consensus.on_vote(vote("a", 1, 1.0, symbol="B"))
    tick()
    tick()
    assert [(topic, decision.side) for topic, decision in decisions] == [
        ("decision.A", -1),
        ("decision.B", 1),
    ]


def test_the_vote_of_an_agent_that_is_left_out_does_not_count() -> None:
    """Whether it counts is asked when the decision is made."""
    consensus = WeightedConsensus(threshold=0.0)
    decisions: list[Decision] = []
    consensus.on_vote(vote("a", 1, 1.0))
    consensus.on_vote(vote("b", -1, 0.1))
    consensus.on_tick(Tick(1), lambda name: name == "b", lambda _, each: decisions.append(each))
    assert decisions[0].side == -1
    assert [each.agent for each in decisions[0].votes] == ["b"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"threshold": 1.1}, "threshold: expected 0 to 1, was 1.1"),
        ({"threshold": float("nan")}, "threshold: expected 0 to 1, was nan"),
        ({"quorum": 0}, "quorum: expected 1 or more, was 0"),
        ({"weights": {"a": -1.0}}, "weights.a: expected 0 or more, was -1.0"),
        ({"weights": {"a": float("inf")}}, "weights.a: expected 0 or more, was inf"),
    ],
)
def test_arguments_out_of_range_are_named(arguments: dict[str, object], message: str) -> None:
    """One line that names the key."""
    with pytest.raises(ConfigError, match=message):
        WeightedConsensus(**arguments)
