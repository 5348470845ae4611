"""The life of an agent: its states, and the moves between them that are legal.

    CREATED → INITIALIZING → READY → RUNNING ⇄ PAUSED → STOPPING → STOPPED

From INITIALIZING on, every state but STOPPED can become FAULTED, and FAULTED only INITIALIZING: an
agent that starts again. A READY agent may stop without having run. STOPPED is the end.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from types import MappingProxyType

from swarmcore.errors import LifecycleError

__all__ = ["TRANSITIONS", "AgentState", "Lifecycle"]


class AgentState(enum.StrEnum):
    """Where an agent is in its life."""

    CREATED = "created"
    INITIALIZING = "initializing"  # on_init runs
    READY = "ready"  # on_start may run
    RUNNING = "running"  # the one state in which it gets events
    PAUSED = "paused"
    STOPPING = "stopping"  # on_stop runs
    STOPPED = "stopped"
    FAULTED = "faulted"  # it waits to be started again, or is left out


TRANSITIONS: Mapping[AgentState, tuple[AgentState, ...]] = MappingProxyType(
    {
        AgentState.CREATED: (AgentState.INITIALIZING,),
        AgentState.INITIALIZING: (AgentState.READY, AgentState.FAULTED),
        AgentState.READY: (AgentState.RUNNING, AgentState.STOPPING, AgentState.FAULTED),
        AgentState.RUNNING: (AgentState.PAUSED, AgentState.STOPPING, AgentState.FAULTED),
        AgentState.PAUSED: (AgentState.RUNNING, AgentState.STOPPING, AgentState.FAULTED),
        AgentState.STOPPING: (AgentState.STOPPED, AgentState.FAULTED),
        AgentState.STOPPED: (),
        AgentState.FAULTED: (AgentState.INITIALIZING,),
    }
)
"""The states that may follow each state."""


class Lifecycle:
    """Holds an agent's state, and refuses moves that are not in `TRANSITIONS`.

    Not thread-safe: an agent is moved by the loop that delivers its events.

    Args:
        agent: The agent's name, for errors.
    """

    __slots__ = ("_agent", "_followers", "_state")

    def __init__(self, agent: str) -> None:
        self._agent = agent
        self._state = AgentState.CREATED
        self._followers: list[Callable[[AgentState], None]] = []

    @property
    def state(self) -> AgentState:
        """Where the agent is."""
        return self._state

    def allows(self, state: AgentState) -> bool:
        """Whether the next move may be to a state."""
        return state in TRANSITIONS[self._state]

    def check(self, state: AgentState) -> None:
        """Refuse a move that is not legal.

        Raises:
            LifecycleError: The next move may not be to this state.
        """
        if not self.allows(state):
            allowed = " or ".join(TRANSITIONS[self._state]) or "no other state: it is the end"
            raise LifecycleError(
                f"{self._agent}: lifecycle: from {self._state} expected {allowed}, was {state}"
            )

    def to(self, state: AgentState) -> None:
        """Move to a state.

        Raises:
            LifecycleError: The move is not legal; the agent stays where it is.
        """
        self.check(state)
        self._state = state
        for follower in self._followers:
            follower(state)

    def follow(self, follower: Callable[[AgentState], None]) -> None:
        """Tell somebody the state, now and after every move."""
        self._followers.append(follower)
        follower(self._state)
