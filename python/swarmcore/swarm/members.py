"""What the supervisor keeps of each agent."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np

from swarmcore.agents.base import Agent
from swarmcore.agents.lifecycle import AgentState
from swarmcore.agents.recovery import Jitter
from swarmcore.agents.timers import Timer
from swarmcore.bus import EventBus, InFlight, LiveEventBus
from swarmcore.swarm.health import Health
from swarmcore.swarm.processes import ProcessHost
from swarmcore.swarm.restarts import Restarts

__all__ = ["Attempt", "Member", "call_here"]


def call_here(call: Callable[[], None]) -> None:
    """Make a call in the thread that asks for it."""
    call()


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One call of a hook.

    Args:
        hook: The hook.
        message: What it was called with; None where it was no event.
        count: How often it has been called with it, this call included, since the agent started.
        redelivered: True where the message made the agent fault before.
        mark: How many deliveries its thread had begun, this one included.
        restart: False where an exception does not start the agent again.
    """

    hook: str
    message: Any = None
    count: int = 1
    redelivered: bool = False
    mark: int = 0
    restart: bool = True


class Member(msgspec.Struct, kw_only=True):
    """One agent of the swarm.

    Args:
        agent: The agent; of one in its own process, what stands for it here.
        bus: Where it is subscribed.
        restarts: When it starts again.
        jitter: Spreads its retries.
        flight: What the thread that calls it delivers just now.
        waiting: Async hooks of that thread's agents that have not ended yet.
        kept: Events that came while it waited for its restart, and whether each made it fault.
        capacity: How many of them are kept.
        call: Makes a call in the thread that delivers to the agent.
        host: Its process; None where it has none.
        subscriptions: Its own on the bus.
        timers: Those that are not cancelled.
        missed: Events that did not reach it.
        faults: Exceptions that were no retry, stale data or emergency.
        left_out: True where it is not started again.
        pause_wanted: True from a pause to the resume, whatever happens between.
        order_mark: The deliveries its thread had begun when it sent its last order.
        health: As of the last check.
        reasons: Why it is not healthy.
        hangs: True while one call has taken too long.
        response: Seconds of the longest call that hung since the last check.
        checked: Its events and errors as of the last check.
    """

    agent: Agent
    bus: EventBus | LiveEventBus
    restarts: Restarts
    jitter: Jitter
    flight: InFlight
    waiting: set[asyncio.Task[Any]]
    capacity: int
    kept: deque[tuple[Any, bool]] = msgspec.field(default_factory=deque)
    call: Callable[[Callable[[], None]], None] = call_here
    host: ProcessHost | None = None
    subscriptions: list[int] = msgspec.field(default_factory=list)
    timers: list[Timer] = msgspec.field(default_factory=list)
    missed: int = 0
    faults: int = 0
    left_out: bool = False
    pause_wanted: bool = False
    order_mark: int = -1
    health: Health = Health.HEALTHY
    reasons: tuple[str, ...] = ()
    hangs: bool = False
    response: float = 0.0
    checked: tuple[int, int] = (0, 0)

    @property
    def name(self) -> str:
        """The agent's."""
        return self.agent.name

    @property
    def is_running(self) -> bool:
        """Whether it gets events."""
        return self.agent._lifecycle.state is _RUNNING

    @property
    def execution(self) -> str:
        """Where it runs: inline in a replay, whatever it asks for."""
        return "inline" if self.call is call_here and self.host is None else self.agent.execution

    def keep(self, message: Any) -> None:
        """Take an event that comes while the agent does not run."""
        waits = self.agent.status in _STARTING and not self.left_out
        if not waits or self.pause_wanted:
            self.missed += 1
            return
        if len(self.kept) >= self.capacity:
            self.kept.popleft()
            self.missed += 1
        # A batch may be a view of memory that is used again.
        kept = message.copy() if isinstance(message, np.ndarray) else message
        self.kept.append((kept, False))

    def keep_first(self, message: Any) -> None:
        """Take the event that made the agent fault, to be delivered before all others."""
        self.kept.appendleft((message, True))

    def move_to(self, *states: AgentState) -> None:
        """Move what stands for the agent here; those moves that are not legal are left out."""
        lifecycle = self.agent._lifecycle
        for state in states:
            if lifecycle.allows(state):
                lifecycle.to(state)


_RUNNING = AgentState.RUNNING  # looked up once: it is asked of every voter at every decision
_STARTING = frozenset(
    {AgentState.CREATED, AgentState.INITIALIZING, AgentState.READY, AgentState.FAULTED}
)
