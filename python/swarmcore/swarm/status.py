"""How a swarm is, at one moment."""

from __future__ import annotations

import msgspec

from swarmcore.agents.lifecycle import AgentState
from swarmcore.agents.messages import Fault
from swarmcore.agents.metrics import MetricsSnapshot
from swarmcore.swarm.health import Health
from swarmcore.swarm.quarantine import QuarantinedEvent

__all__ = ["AgentStatus", "SwarmStatus"]

_LONGEST_TEXT = 1000


class AgentStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How one agent is.

    Args:
        name: Its name.
        state: Where it is in its life.
        execution: Where it runs: inline, thread or process.
        health: As of the last check.
        reasons: Why it is not healthy.
        safe_mode: Why it may not trade; empty where it may.
        left_out: True where it is not started again.
        metrics: Its events, errors and latencies.
        missed: Events that came while it was paused, or more than are kept while it waited for its
            restart.
        faults: Exceptions that made it start again, or left it out.
        restarts: How often it was started again.
        hangs: True while one call of it has taken too long.
    """

    name: str
    state: AgentState
    execution: str
    health: Health
    reasons: tuple[str, ...]
    safe_mode: str
    left_out: bool
    metrics: MetricsSnapshot
    missed: int
    faults: int
    restarts: int
    hangs: bool


class SwarmStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How a swarm is.

    Args:
        ts: When, nanoseconds UTC.
        agents: Every agent, in the order in which they came.
        halts: Why entries are halted, by who halted them; empty while they pass.
        closing: True while `force_close_positions` has not brought the account to no position.
        faults: The newest exceptions out of hooks.
        fault_count: How many there were.
        quarantined: The newest events that are not delivered to their agents any more.
        quarantined_count: How many there were.
    """

    ts: int
    agents: tuple[AgentStatus, ...]
    halts: dict[str, str]
    closing: bool
    faults: tuple[Fault, ...]
    fault_count: int
    quarantined: tuple[QuarantinedEvent, ...]
    quarantined_count: int

    def as_text(self) -> SwarmStatus:
        """The same with quarantined events as text: what an agent in a process gets.

        An event may be anything, also what cannot cross to another process.
        """
        return msgspec.structs.replace(
            self,
            quarantined=tuple(
                msgspec.structs.replace(each, event=repr(each.event)[:_LONGEST_TEXT])
                for each in self.quarantined
            ),
        )

    def agent(self, name: str) -> AgentStatus:
        """One agent's.

        Raises:
            KeyError: There is none of that name.
        """
        for each in self.agents:
            if each.name == name:
                return each
        raise KeyError(name)
