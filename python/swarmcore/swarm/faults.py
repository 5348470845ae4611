"""What follows when a hook raises."""

from __future__ import annotations

import logging
from collections import deque
from typing import TYPE_CHECKING

from swarmcore.agents.lifecycle import AgentState
from swarmcore.agents.messages import Fault
from swarmcore.agents.recovery import Recovery, recovery_from
from swarmcore.swarm.members import Attempt, Member, call_here
from swarmcore.swarm.quarantine import Quarantine, QuarantinedEvent
from swarmcore.swarm.texts import one_line

if TYPE_CHECKING:
    from swarmcore.swarm.supervisor import Supervisor

__all__ = ["FaultHandler"]

_log = logging.getLogger(__name__)


class FaultHandler:
    """Decides and does what follows an exception: try again, old data, an emergency, a restart.

    Args:
        supervisor: Calls hooks and holds the clock.
        capacity: Faults kept in `faults`; older ones are forgotten, but counted.
    """

    def __init__(self, supervisor: Supervisor, capacity: int = 10_000) -> None:
        self._supervisor = supervisor
        self.faults: deque[Fault] = deque(maxlen=capacity)
        self.count = 0
        self.quarantine = Quarantine()

    def on_exception(self, member: Member, attempt: Attempt, error: Exception) -> None:
        """Do what follows an exception out of a hook called in this process."""
        member.agent.settle(failed=True)
        recovery = recovery_from(error, attempt.count, member.agent.retry_policy)
        is_fault = recovery in (Recovery.FAULT, Recovery.EMERGENCY)
        if member.call is not call_here and is_fault and attempt.restart:
            # What follows is decided by another thread: until then this one delivers nothing more.
            member.move_to(AgentState.FAULTED)
        text = one_line(error)
        self._supervisor.post(lambda: self.recover(member, attempt, recovery, text))

    def recover(self, member: Member, attempt: Attempt, recovery: Recovery, error: str) -> None:
        """Do what follows.

        Args:
            member: Whose hook raised.
            attempt: The call.
            recovery: What is to follow; a retry or old data only where it was an event.
            error: The exception's type and message, in one line.
        """
        if member.left_out:
            # An async hook that still waited, or one that is told of the end: nothing can follow.
            _log.warning("agent %s: %s raised %s; left out", member.name, attempt.hook, error)
            return
        if attempt.message is not None and attempt.restart:
            if recovery is Recovery.RETRY:
                self._retry(member, attempt, error)
                return
            if recovery is Recovery.USE_CACHED:
                self._use_cached(member, attempt, error)
                return
        if recovery is Recovery.EMERGENCY:
            self._emergency(member, attempt, error)
        else:
            self._fault(member, attempt, error)

    def _retry(self, member: Member, attempt: Attempt, error: str) -> None:
        supervisor = self._supervisor
        wait = member.agent.retry_policy.wait(attempt.count, member.jitter)
        _log.info(
            "agent %s: %s raised %s; tried again in %.3f s",
            member.name,
            attempt.hook,
            error,
            wait / 1e9,
        )
        supervisor.call_at(
            supervisor.now + wait, lambda: supervisor.calls.try_again(member, attempt)
        )

    def _use_cached(self, member: Member, attempt: Attempt, error: str) -> None:
        symbol = getattr(attempt.message, "symbol", None)
        voted = isinstance(symbol, str) and member.agent.vote_on_cached_data(symbol, error)
        _log.warning(
            "agent %s: %s raised %s; %s",
            member.name,
            attempt.hook,
            error,
            "its last vote counts, at less confidence" if voted else "it has no data to go on with",
        )

    def _emergency(self, member: Member, attempt: Attempt, error: str) -> None:
        member.faults += 1
        self._tell(
            member,
            attempt.hook,
            error,
            left_out=True,
            poison=False,
            what="in safe mode, left out",
        )
        member.agent.enter_safe_mode(error)
        self._leave_out(member)
        if attempt.hook != "on_fault":
            self._supervisor.tell_fault(member, self.faults[-1])

    def _fault(self, member: Member, attempt: Attempt, error: str) -> None:
        supervisor = self._supervisor
        member.faults += 1
        delay = member.restarts.after_fault(supervisor.now)
        poison = attempt.redelivered and attempt.message is not None
        if poison:
            self._put_aside(member, attempt, error)
        what = self._what_follows(attempt, delay, poison)
        self._tell(member, attempt.hook, error, left_out=delay is None, poison=poison, what=what)
        fault = self.faults[-1]
        stays = not attempt.restart and member.agent.status is not AgentState.STOPPING
        if delay is None:
            self._leave_out(member)
        elif not stays:
            member.move_to(AgentState.FAULTED)
            supervisor.cancel_timers(member)
            if not poison and self._may_redeliver(member, attempt):
                member.keep_first(attempt.message)
        if attempt.hook != "on_fault":
            supervisor.tell_fault(member, fault)
        if delay is None or stays or not attempt.restart:
            return
        if delay == 0:
            supervisor.relaunch_member(member, fault)
        else:
            due = supervisor.now + delay
            supervisor.call_at(due, lambda: supervisor.relaunch_member(member, fault))

    def _may_redeliver(self, member: Member, attempt: Attempt) -> bool:
        # What has sent an order must not send it again because something failed afterwards. A
        # process's orders are known by their event's number, and its host keeps its events.
        return (
            attempt.message is not None and member.host is None and member.order_mark < attempt.mark
        )

    def _put_aside(self, member: Member, attempt: Attempt, error: str) -> None:
        now = self._supervisor.now
        self.quarantine.add(
            QuarantinedEvent(now, member.name, attempt.hook, error, attempt.message)
        )
        if member.host is not None:
            member.host.skip(attempt.message)

    def _what_follows(self, attempt: Attempt, delay: int | None, poison: bool) -> str:
        if delay is None:
            what = "left out"
        elif not attempt.restart:
            what = "stopped"
        elif delay == 0:
            what = "restarted"
        else:
            what = f"restarted in {delay / 1e9:.3f} s"
        return f"{what}, the event is quarantined" if poison else what

    def _tell(
        self, member: Member, hook: str, error: str, *, left_out: bool, poison: bool, what: str
    ) -> None:
        fault = Fault(self._supervisor.now, member.name, hook, error, left_out, poison)
        self.faults.append(fault)
        self.count += 1
        _log.warning("agent %s: %s raised %s; %s", member.name, hook, error, what)
        self._supervisor.environment.publish(f"fault.{member.name}", fault)

    def _leave_out(self, member: Member) -> None:
        member.left_out = True
        member.missed += len(member.kept)
        member.kept.clear()
        member.move_to(AgentState.FAULTED)
        self._supervisor.unsubscribe(member)
        if member.host is not None:
            member.host.stop()
