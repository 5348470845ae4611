"""Checks how every agent is, now and then on the swarm's clock, and does what follows."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from swarmcore.agents.lifecycle import AgentState
from swarmcore.agents.recovery import Recovery
from swarmcore.swarm.health import Health, HealthUpdate, Vitals, judge
from swarmcore.swarm.members import Attempt, Member
from swarmcore.swarm.schedule import ScheduledCall
from swarmcore.swarm.unmatched import warn_of_unmatched

if TYPE_CHECKING:
    from swarmcore.swarm.supervisor import Supervisor

__all__ = ["HealthChecks"]

_log = logging.getLogger(__name__)


class HealthChecks:
    """Measures and judges every agent, and what else is watched.

    What changes is published as ``health.<name>``. An unhealthy agent is started again, one in its
    own process by another process; both count as restarts. While something that orders need is
    unhealthy, entries are halted.

    Args:
        supervisor: Holds the agents, the clock and the policy.
    """

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self._watched: dict[str, _Watched] = {}
        self._next: ScheduledCall | None = None
        self._has_warned = False

    def watch(self, name: str, thing: Any, *, halts: bool = False) -> None:
        """Look at a bridge or a venue, too.

        Args:
            name: For topics and reasons.
            thing: What has a property ``connected``.
            halts: True to halt entries while it has lost its connection.
        """
        self._watched[name] = _Watched(thing, halts)

    def begin(self) -> None:
        """Check one interval from now, and then every interval."""
        supervisor = self._supervisor
        interval = round(supervisor.health.interval * 1e9)
        # Where a replay's clock jumps over many intervals, nothing happens between their checks.
        now = max(supervisor.now, supervisor.schedule.until)
        self._next = supervisor.call_at(now + interval, self._check_and_go_on)

    def end(self) -> None:
        """Check no more."""
        if self._next is not None:
            self._next.cancel()
        self._warn_of_unmatched()

    def check(self) -> None:
        """Check everything now."""
        for member in list(self._supervisor.members.values()):
            if not member.left_out:
                self._check_member(member)
        for name, watched in self._watched.items():
            self._check_watched(name, watched)
        # A replay's time is not that of the processor, and its outcome must not depend on it.
        if self._supervisor.is_live:
            self._warn_of_unmatched()
            for group in self._supervisor.scaled.groups.values():
                group.consider(self._supervisor.now)

    def _warn_of_unmatched(self) -> None:
        """Once: live after the first interval, else when a replay has published all it has."""
        if self._has_warned:
            return
        self._has_warned = True
        for member in self._supervisor.members.values():
            warn_of_unmatched(member.name, member.agent.patterns(), member.bus)

    def _check_and_go_on(self) -> None:
        self.check()
        self.begin()

    def _check_member(self, member: Member) -> None:
        metrics = member.agent.metrics
        events, errors = member.checked
        member.checked = (metrics.events, metrics.errors)
        host = member.host
        vitals = Vitals(
            response=member.response if host is None else host.response,
            memory=0 if host is None else host.memory,
            events=metrics.events - events,
            errors=metrics.errors - errors,
            connected=bool(getattr(member.agent, "connected", True)),
        )
        member.response = 0.0
        health, reasons = judge(self._supervisor.health, vitals)
        if (health, reasons) != (member.health, member.reasons):
            member.health, member.reasons = health, reasons
            self._tell(member.name, health, reasons)
        if health is not Health.UNHEALTHY or member.agent.status is not AgentState.RUNNING:
            return
        if host is not None:
            host.kill("; ".join(reasons))
        else:
            attempt = Attempt(hook="health")
            handler = self._supervisor.handler
            handler.recover(member, attempt, Recovery.FAULT, "; ".join(reasons))

    def _check_watched(self, name: str, watched: _Watched) -> None:
        connected = bool(watched.thing.connected)
        if connected is watched.connected:
            return
        watched.connected = connected
        reasons = () if connected else ("connection lost",)
        self._tell(name, Health.HEALTHY if connected else Health.UNHEALTHY, reasons)
        if watched.halts:
            orders = self._supervisor.orders
            if connected:
                orders.resume_entries(by=name)
            else:
                orders.halt_entries(f"{name} has lost its connection", by=name)

    def _tell(self, name: str, health: Health, reasons: tuple[str, ...]) -> None:
        supervisor = self._supervisor
        level = logging.INFO if health is Health.HEALTHY else logging.WARNING
        _log.log(level, "agent %s: %s: %s", name, health, "; ".join(reasons) or "all is well")
        update = HealthUpdate(supervisor.now, name, health, reasons)
        supervisor.environment.publish(f"health.{name}", update)


class _Watched:
    def __init__(self, thing: Any, halts: bool) -> None:
        self.thing = thing
        self.halts = halts
        self.connected = True
