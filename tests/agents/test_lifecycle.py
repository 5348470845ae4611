"""The life of an agent as a checked state machine."""

from __future__ import annotations

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from swarmcore.agents.lifecycle import TRANSITIONS, AgentState, Lifecycle
from swarmcore.errors import AgentError, LifecycleError


def test_a_whole_life() -> None:
    """From creation to the end, with a pause and a fault on the way."""
    lifecycle = Lifecycle("trend")
    assert lifecycle.state is AgentState.CREATED
    for state in (
        AgentState.INITIALIZING,
        AgentState.READY,
        AgentState.RUNNING,
        AgentState.PAUSED,
        AgentState.RUNNING,
        AgentState.FAULTED,
        AgentState.INITIALIZING,
        AgentState.READY,
        AgentState.RUNNING,
        AgentState.STOPPING,
        AgentState.STOPPED,
    ):
        lifecycle.to(state)
        assert lifecycle.state is state


@pytest.mark.parametrize(
    ("state", "move", "message"),
    [
        ((), "running", "trend: lifecycle: from created expected initializing, was running"),
        (
            ("initializing", "ready"),
            "paused",
            "trend: lifecycle: from ready expected running or stopping or faulted, was paused",
        ),
        (
            ("initializing", "ready", "stopping", "stopped"),
            "initializing",
            "trend: lifecycle: from stopped expected no other state: it is the end, "
            "was initializing",
        ),
    ],
)
def test_an_illegal_move_names_agent_place_and_what_is_allowed(
    state: tuple[str, ...], move: str, message: str
) -> None:
    """And the agent stays where it was."""
    lifecycle = Lifecycle("trend")
    for each in state:
        lifecycle.to(AgentState(each))
    before = lifecycle.state
    with pytest.raises(LifecycleError) as caught:
        lifecycle.to(AgentState(move))
    assert str(caught.value) == message
    assert isinstance(caught.value, AgentError)
    assert lifecycle.state is before


def test_every_state_is_in_the_table_and_can_be_reached() -> None:
    """From CREATED, by legal moves."""
    assert set(TRANSITIONS) == set(AgentState)
    reached = {AgentState.CREATED}
    for _ in AgentState:
        reached |= {after for state in reached for after in TRANSITIONS[state]}
    assert reached == set(AgentState)


class LifecycleMachine(RuleBasedStateMachine):
    """Random moves, against a model written from the rules in words and not from the table."""

    def __init__(self) -> None:
        super().__init__()
        self.lifecycle = Lifecycle("any")
        self.model = "created"
        self.has_run = False

    def is_legal(self, state: str) -> bool:
        if self.model in ("stopped", state):
            return False
        if state == "faulted":
            return self.model != "created"
        if state == "stopping":
            return self.model in ("ready", "running", "paused")
        if state == "running":
            return self.model in ("ready", "paused")
        before = {
            "initializing": ("created", "faulted"),
            "ready": ("initializing",),
            "paused": ("running",),
            "stopped": ("stopping",),
            "created": (),
        }
        return self.model in before[state]

    @rule(state=st.sampled_from(AgentState))
    def move(self, state: AgentState) -> None:
        legal = self.is_legal(state.value)
        assert self.lifecycle.allows(state) == legal
        if legal:
            self.lifecycle.to(state)
            self.model = state.value
            self.has_run = self.has_run or state is AgentState.RUNNING
        else:
            with pytest.raises(LifecycleError):
                self.lifecycle.to(state)

    @precondition(lambda self: TRANSITIONS[self.lifecycle.state])
    @rule(data=st.data())
    def move_on(self, data: st.DataObject) -> None:
        """A legal move, so that long lives are met often."""
        state = data.draw(st.sampled_from(TRANSITIONS[self.lifecycle.state]))
        assert self.is_legal(state.value)
        self.lifecycle.to(state)
        self.model = state.value
        self.has_run = self.has_run or state is AgentState.RUNNING

    @invariant()
    def the_states_agree(self) -> None:
        assert self.lifecycle.state.value == self.model

    @invariant()
    def only_who_has_run_is_paused(self) -> None:
        assert self.has_run or self.lifecycle.state is not AgentState.PAUSED


TestLifecycleMachine = LifecycleMachine.TestCase
