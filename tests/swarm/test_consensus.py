"""From votes to decisions: what is decided and why, ties, vetoes, quorum, and what is refused."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from swarmcore.agents import Decision, RiskUpdate, Tick, Vote
from swarmcore.errors import AgentError, ConfigError
from swarmcore.swarm.consensus import Consensus, Rules

from .voting import decide_in_turn, vote


@pytest.mark.parametrize(
    ("strategy", "votes", "side", "reason"),
    [
        ("equal", [vote("a", 1, 0.8), vote("b", -1, 0.2)], 1, "score +0.300 with confidence 0.800"),
        ("equal", [vote("a", 1, 0.6), vote("b", -1, 0.4)], 0, "score +0.100 is within ±0.150"),
        ("equal", [vote("a", 1, 1.0), vote("b", -1, 0.5)], 0, "confidence 0.667 is below 0.700"),
        ("equal", [vote("a", 1, 0.1)], 0, "score +0.100 is within ±0.150"),
        ("equal", [vote("a", 0), vote("b", 1, 0.0)], 0, "no vote that counts is for a side"),
        ("weighted", [vote("a", -1), vote("z", 1)], -1, "score -0.600 with confidence 0.800"),
        ("majority", [vote("a", 1), vote("b", 1, 0.1), vote("c", -1)], 0, "confidence 0.667"),
        ("majority", [*(vote(name, 1) for name in "abc"), vote("d", -1)], 1, "confidence 0.750"),
        ("unanimous", [vote("a", 1, 0.2), vote("b", 1, 0.2), vote("c", 0)], 1, "confidence 1.000"),
        ("unanimous", [*(vote(name, 1) for name in "abcdefg"), vote("h", -1)], 0, "confidence"),
        ("bayesian", [vote("c", 1)], 0, "score +0.100 is within"),
        ("bayesian", [vote(name, 1) for name in "cdefg"], 1, "confidence 0.732"),
        ("equal", [vote("a", 1), vote("b", -1)], 0, "both sides are equally strong"),
        ("equal", [], 0, "1 votes needed, 0 cast"),
    ],
)
def test_a_decision_says_why(strategy: str, votes: list[Vote], side: int, reason: str) -> None:
    """The reason is the first rule that fails, or the figures that passed."""
    decision = Consensus(Rules(strategy=strategy), weights={"a": 4.0}).decide(1, "A", votes)
    assert decision.side == side
    assert reason in decision.reason


def test_flux_lowers_the_confidence_needed() -> None:
    """By a fifth at the most: in a turbulent market two thirds of the support are enough."""
    votes = [vote("a", 1, 1.0), vote("b", -1, 0.5)]
    consensus = Consensus()
    calm, turbulent = (consensus.decide(1, "A", votes, flux=flux) for flux in (0.0, 0.5))
    assert (calm.side, calm.confidence_threshold) == (0, 0.7)
    assert (turbulent.side, turbulent.confidence_threshold) == (1, pytest.approx(0.6))
    assert turbulent.flux == 0.5


def test_ties_are_broken_as_the_rule_says() -> None:
    """Hold, the side decided before, or the side of the strongest vote."""
    votes = [vote("a", 1, 1.0), vote("b", -1, 0.5), vote("c", -1, 0.5)]
    for tie, side in (("hold", 0), ("previous", -1), ("strongest", 1)):
        consensus = Consensus(Rules(tie=tie))
        first, second = decide_in_turn(consensus, [vote("a", -1)], votes)
        assert (first.side, second.side) == (-1, side)
        assert second.reason.startswith("both sides are equally strong")


def test_veto_agents_forbid_what_they_do_not_vote_for() -> None:
    """They are not weighed; a side that one of them opposes is named and not taken."""
    consensus = Consensus(Rules(strategy="veto"), veto_agents=["risk"])
    votes = [vote("a", 1), vote("b", 1)]
    against = vote("risk", 0, 0.4, reason="too volatile")
    decision = consensus.decide(1, "A", [*votes, against])
    assert (decision.side, decision.vetoed_side, decision.score) == (0, 1, 1.0)
    assert decision.vetoes == (against,)
    assert decision.reason == "risk forbids it: too volatile"
    assert decision.weights == (1.0, 1.0, 0.0)
    for harmless in (vote("risk", 1), vote("risk", -1, 0.0)):
        assert consensus.decide(1, "A", [*votes, harmless]).side == 1
    # A veto forbids; it does not decide.
    assert consensus.decide(1, "A", [vote("risk", -1)]).side == 0


def test_under_veto_the_risk_update_binds_every_symbol() -> None:
    """While entries are not allowed each side is forbidden, with the agent and its reason."""
    consensus = Consensus(Rules(strategy="veto"))
    update = RiskUpdate(1, 1.0, -0.3, 0.0, 0.0, False, "lost 30%", agent="guard")
    consensus.on_risk(update)
    decision = consensus.decide(1, "A", [vote("a", -1)])
    assert (decision.side, decision.vetoed_side) == (0, -1)
    assert [(veto.agent, veto.reason) for veto in decision.vetoes] == [("guard", "lost 30%")]
    consensus.on_risk(msgspec.structs.replace(update, entries_allowed=True))
    assert consensus.decide(1, "A", [vote("a", -1)]).side == -1
    weighted = Consensus()
    weighted.on_risk(update)
    assert weighted.decide(1, "A", [vote("a", -1)]).side == -1


def test_an_agents_later_vote_replaces_its_earlier_one() -> None:
    """One agent has one vote an instrument and an instant, and old votes do not linger."""
    consensus = Consensus()
    decisions: list[tuple[str, Decision]] = []

    def tick() -> None:
        consensus.on_tick(Tick(1), lambda _: True, lambda *each: decisions.append(each))

    consensus.on_vote(vote("a", 1))
    consensus.on_vote(vote("a", -1, 0.5))
    consensus.on_vote(vote("a", 1, symbol="B"))
    tick()
    tick()
    assert [(topic, decision.side, decision.id) for topic, decision in decisions] == [
        ("decision.A", -1, 1),
        ("decision.B", 1, 2),
    ]


def test_an_agent_that_is_left_out_is_neither_counted_nor_waited_for() -> None:
    """Whether it runs is asked when the decision is made, and the quorum follows."""
    consensus = Consensus(Rules(quorum_share=1.0), voters="abc")
    decisions: list[Decision] = []

    def tick(*running: str) -> Decision:
        for name in "ab":
            consensus.on_vote(vote(name, 1 if name == "a" else -1, 1.0 if name == "a" else 0.2))
        consensus.on_tick(
            Tick(1), lambda name: name in running, lambda _, one: decisions.append(one)
        )
        return decisions[-1]

    waiting = tick("a", "b", "c")
    assert (waiting.side, waiting.quorum, waiting.voters, len(waiting.votes)) == (0, 3, 3, 2)
    assert waiting.reason == "3 votes needed, 2 cast"
    adjusted = tick("a", "b")
    assert (adjusted.side, adjusted.quorum, adjusted.voters) == (1, 2, 2)
    alone = tick("b", "c")
    assert [each.agent for each in alone.votes] == ["b"]
    assert (alone.side, alone.quorum, alone.voters) == (0, 2, 2)


def test_a_share_of_the_voters_is_not_rounded_up_by_floats() -> None:
    """A tenth of thirty is three, though 0.1 × 30 is a little more as floats."""
    assert Rules(quorum_share=0.1).votes_needed(30) == 3
    assert Rules(quorum_share=0.1).votes_needed(31) == 4
    assert Rules(quorum=5).votes_needed(3) == 3
    assert Rules(quorum=5).votes_needed(0) == 1


def test_flux_is_asked_for_each_symbol() -> None:
    """The threshold of a decision is that of its own market."""
    consensus = Consensus()
    decisions: dict[str, Decision] = {}
    for symbol in ("A", "B"):
        consensus.on_vote(vote("a", 1, symbol=symbol))
    flux = {"A": 0.0, "B": 1.0}
    consensus.on_tick(
        Tick(1),
        lambda _: True,
        lambda topic, each: decisions.update({topic: each}),
        flux.__getitem__,
    )
    assert decisions["decision.A"].confidence_threshold == 0.7
    assert decisions["decision.B"].confidence_threshold == pytest.approx(0.5)


def test_an_explanation_names_everybody_and_everything() -> None:
    """Who voted what, with which weight and why, what was needed, and who forbade it."""
    consensus = Consensus(Rules(strategy="veto"), veto_agents=["guard"], weights={"a": 2.0})
    votes = [vote("a", 1, 0.75, reason="rising"), vote("guard", 0, reason="news at noon")]
    assert consensus.decide(86_400 * 10**9, "A", votes, silent=1, flux=0.5).explain() == (
        "decision 1 on A at 1970-01-02T00:00:00+00:00: stay as it is\n"
        "  veto: guard forbids it: news at noon\n"
        "  score +0.750, 0.150 needed\n"
        "  confidence 1.000, 0.600 needed at flux 0.50\n"
        "  2 of 3 voters voted, 1 needed\n"
        "  a (weight 2.000): be long with confidence 0.750, rising\n"
        "  guard (weight 0.000): stay as it is with confidence 1.000, news at noon\n"
        "  guard forbids it: news at noon"
    )
    bayesian = Consensus(Rules(strategy="bayesian")).decide(1, "A", [vote("a", -1, reason="")])
    assert "  a (hit rate 0.550): be out or short with confidence 1.000, no reason given" in (
        bayesian.explain()
    )


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"confidence_threshold": 1.1}, "confidence_threshold: expected 0 to 1, was 1.1"),
        ({"score_threshold": float("nan")}, "score_threshold: expected 0 to 1, was nan"),
        ({"flux_reduction": -0.1}, "flux_reduction: expected 0 to 1, was -0.1"),
        ({"quorum": 0}, "quorum: expected 1 or more, was 0"),
        ({"quorum_share": 2.0}, "quorum_share: expected 0 to 1, was 2.0"),
        (
            {"strategy": "wieghted"},
            "strategy: no strategy is called 'wieghted'; did you mean weighted?",
        ),
        (
            {"tie": "x"},
            "tie: no tie is called 'x'; expected one of hold, previous, strongest",
        ),
    ],
)
def test_rules_out_of_range_are_named(arguments: dict[str, Any], message: str) -> None:
    """One line that names the key, and the nearest name where one is unknown."""
    with pytest.raises(ConfigError) as caught:
        Rules(**arguments)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"weights": {"a": -1.0}}, "weights.a: expected 0 or more, was -1.0"),
        ({"weights": {"a": float("inf")}}, "weights.a: expected 0 or more, was inf"),
    ],
)
def test_arguments_that_cannot_be_are_named(arguments: dict[str, Any], message: str) -> None:
    """One line that names the agent."""
    with pytest.raises(ConfigError, match=message):
        Consensus(**arguments)


@pytest.mark.parametrize(
    ("side", "confidence", "message"),
    [
        (2, 0.5, "x: vote: side: expected -1, 0 or 1, was 2"),
        (1, float("nan"), "x: vote: confidence: expected 0 to 1, was nan"),
        (1, -0.1, "x: vote: confidence: expected 0 to 1, was -0.1"),
    ],
)
def test_no_vote_out_of_range_can_be_made(side: int, confidence: float, message: str) -> None:
    """Also where it comes from another process: the message itself refuses, naming the agent."""
    with pytest.raises(AgentError, match=message):
        vote("x", side, confidence)
    packed = msgspec.msgpack.encode(
        {"agent": "x", "symbol": "A", "side": side, "confidence": confidence, "reason": "", "ts": 1}
    )
    with pytest.raises((AgentError, msgspec.ValidationError), match=message.partition(":")[2]):
        msgspec.msgpack.decode(packed, type=Vote)


def test_an_agent_without_a_record_counts_as_given() -> None:
    """The learnt weight is 1 and the hit rate the prior's; a given weight below 1 discounts it."""
    consensus = Consensus(weights={"a": 3.0, "b": 0.5})
    assert [consensus.weight(name) for name in "abc"] == [3.0, 0.5, 1.0]
    assert [consensus.hit_rate(name) for name in "abc"] == [
        pytest.approx(0.55),
        pytest.approx(0.525),
        pytest.approx(0.55),
    ]
