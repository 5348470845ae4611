"""Every strategy against exact fractions, and the laws that decisions keep."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from random import Random
from typing import Any

import msgspec
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from swarmcore.agents import Decision, Vote
from swarmcore.swarm.consensus import AgentRecord, Consensus, Rules
from swarmcore.swarm.consensus.performance import PerformanceState

from . import consensus_reference as reference
from .voting import decide_in_turn, vote

STRATEGIES = ("equal", "weighted", "majority", "unanimous", "veto", "bayesian")
NAMES = "abcdefgh"
OPEN = {"confidence_threshold": 0.0, "score_threshold": 0.0}

# Sixty-fourths: their sums and products are exact as floats, too, so that outcomes must agree even
# where a score is exactly its threshold.
sixty_fourths = st.integers(0, 64).map(lambda number: number / 64)
ballots = st.dictionaries(
    st.sampled_from(NAMES), st.tuples(st.sampled_from([-1, 0, 1]), sixty_fourths)
).map(lambda given: [vote(name, *each) for name, each in given.items()])
weights = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 40).map(lambda each: each / 8))
hit_counts = st.dictionaries(st.sampled_from(NAMES), st.integers(0, 64))
rules = st.builds(
    Rules,
    strategy=st.sampled_from(STRATEGIES),
    confidence_threshold=sixty_fourths,
    flux_reduction=sixty_fourths,
    score_threshold=sixty_fourths,
    quorum=st.integers(1, 6),
    quorum_share=sixty_fourths,
    tie=st.sampled_from(("hold", "previous", "strongest")),
    learn=st.just(False),
)


@dataclass(frozen=True)
class Case:
    """A consensus and the votes of one decision."""

    rules: Rules
    votes: list[Vote]
    weights: dict[str, float]
    hits: dict[str, int]
    veto_agents: frozenset[str]
    silent: int
    flux: float
    previous: int

    def consensus(self) -> Consensus:
        """The consensus, with its last decision and the agents' records in place."""
        made = Consensus(self.rules, weights=self.weights, veto_agents=self.veto_agents)
        records = {
            name: AgentRecord(votes=64, count=64.0, hits=float(hits))
            for name, hits in self.hits.items()
        }
        made.performance.restore(PerformanceState(records, {}))
        if self.previous:
            first = msgspec.structs.replace(self.rules, strategy="equal", **OPEN, quorum=1)
            made.rules = first
            decide_in_turn(made, [vote("a", self.previous)])
            made.rules = self.rules
        return made

    def decide(self, votes: list[Vote] | None = None, **changes: Any) -> Decision:
        """The decision on the votes, or on others."""
        arguments = {"silent": self.silent, "flux": self.flux} | changes
        chosen = self.votes if votes is None else votes
        return self.consensus().decide(1, "A", chosen, **arguments)


cases = st.builds(
    Case,
    rules=rules,
    votes=ballots,
    weights=weights,
    hits=hit_counts,
    veto_agents=st.frozensets(st.sampled_from(NAMES), max_size=3),
    silent=st.integers(0, 4),
    flux=sixty_fourths,
    previous=st.sampled_from([-1, 0, 1]),
)


@given(cases)
@example(
    Case(
        Rules(learn=False), [vote("a", 1, 0.15), vote("b", 0, 1.0)], {}, {}, frozenset(), 0, 0.0, 0
    )
)
def test_decisions_equal_the_naive_reference(case: Case) -> None:
    """Side, veto, score and confidence of every strategy equal exact arithmetic."""
    consensus = case.consensus()
    decision = case.decide()
    wanted = reference.decide(
        case.rules,
        case.votes,
        weights=case.weights,
        hit_rates={name: consensus.hit_rate(name) for name in NAMES},
        veto_agents=case.veto_agents,
        silent=case.silent,
        flux=case.flux,
        previous=case.previous,
    )
    assert decision.score == pytest.approx(float(wanted.score), abs=1e-12)
    assert decision.confidence == pytest.approx(float(wanted.confidence), abs=1e-12)
    if case.rules.strategy == "bayesian":
        # Probabilities are rounded: what lies on a threshold may fall to either side of it.
        assume(abs(abs(wanted.score) - Fraction(case.rules.score_threshold)) > 1e-9)
        assume(abs(wanted.confidence - Fraction(decision.confidence_threshold)) > 1e-9)
        assume(wanted.score == 0 or abs(wanted.score) > 1e-9)
    assert (decision.side, decision.vetoed_side) == (wanted.side, wanted.vetoed_side)


@given(cases, st.integers(0, 100))
def test_it_does_not_matter_who_votes_first(case: Case, seed: int) -> None:
    """A decision is the same to the last bit in whatever order the votes come."""
    shuffled = list(case.votes)
    Random(seed).shuffle(shuffled)
    assert case.decide(shuffled) == case.decide()


@given(cases)
def test_both_sides_are_treated_alike(case: Case) -> None:
    """Where every vote is for the other side, so is the decision, as sure as before."""
    flipped = [vote(each.agent, -each.side, each.confidence) for each in case.votes]
    mirrored = Case(**(vars(case) | {"votes": flipped, "previous": -case.previous}))
    one, other = case.decide(), mirrored.decide()
    assert (one.side, one.vetoed_side) == (-other.side, -other.vetoed_side)
    assert one.score == pytest.approx(-other.score, abs=1e-15)
    assert one.confidence == pytest.approx(other.confidence, abs=1e-15)


@given(cases, st.data())
def test_more_confidence_never_turns_a_decision_against_the_voter(
    case: Case, data: st.DataObject
) -> None:
    """Score and side move with a voter's confidence, or stay."""
    voters = [each for each in case.votes if each.side]
    assume(voters)
    chosen = data.draw(st.sampled_from(voters))
    # Ties and vetoes have rules of their own.
    held = msgspec.structs.replace(case.rules, tie="hold")
    case = Case(**(vars(case) | {"rules": held, "veto_agents": frozenset()}))
    surer = vote(chosen.agent, chosen.side, data.draw(st.floats(chosen.confidence, 1.0)))
    before = case.decide()
    after = case.decide([surer if each is chosen else each for each in case.votes])
    assert after.score * chosen.side >= before.score * chosen.side - 1e-12
    if before.side == chosen.side:
        assert after.side == chosen.side
    if before.side == 0:
        assert after.side != -chosen.side


@given(cases)
def test_the_quorum_asks_no_more_than_those_who_run(case: Case) -> None:
    """With everybody's vote it is always met; below it there is no side."""
    assume(case.votes)
    decision = case.decide()
    assert 1 <= decision.quorum <= decision.voters == len(case.votes) + case.silent
    everybody = case.decide(silent=0)
    assert everybody.quorum <= len(everybody.votes)
    if len(decision.votes) < decision.quorum:
        assert (decision.side, decision.vetoed_side) == (0, 0)
        assert f"{decision.quorum} votes needed, {len(decision.votes)} cast" in decision.reason


@given(st.sampled_from(STRATEGIES), st.integers(1, 2000))
def test_a_thousand_voters_neither_overflow_nor_cancel_out(strategy: str, count: int) -> None:
    """As many for as against is a tie, whatever their number; one more decides."""
    consensus = Consensus(Rules(strategy=strategy, **OPEN))
    votes = [vote(f"{index:04}", 1 if index % 2 else -1) for index in range(2 * count)]
    tied = consensus.decide(1, "A", votes)
    assert (tied.side, tied.confidence) == (0, pytest.approx(0.5))
    ahead = consensus.decide(1, "A", [*votes, vote("9999", 1)])
    assert ahead.side == (0 if strategy == "unanimous" else 1)
