"""What the supervisor can be told to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from swarmcore.agents.parameters import hint
from swarmcore.errors import AgentError
from swarmcore.execution.closing import PositionCloser
from swarmcore.execution.manager import OrderManager
from swarmcore.swarm.members import Member
from swarmcore.swarm.status import AgentStatus, SwarmStatus

if TYPE_CHECKING:
    from swarmcore.swarm.supervisor import Supervisor

__all__ = ["Commands"]

_NEWEST = 100


class Commands:
    """The commands of a swarm: ``pause_trading``, ``resume_trading``, ``force_close_positions``.

    And ``status``. Agents send them by ``self.command("supervisor", ...)`` and ask by
    ``self.ask("supervisor", "status")``; Python calls the methods.

    Args:
        supervisor: Whose.
    """

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self._closer: PositionCloser | None = None
        self._commands: Mapping[str, Callable[[str], Any]] = {
            "pause_trading": self.pause_trading,
            "resume_trading": self.resume_trading,
            "force_close_positions": self.force_close_positions,
            "status": lambda _: self.status(),
        }

    def execute(self, command: str, argument: Any = None) -> Any:
        """Do what a command says.

        Args:
            command: Its name.
            argument: The reason in one line, or None.

        Returns:
            The SwarmStatus of ``status``; None of the others.

        Raises:
            AgentError: There is no such command, or the argument is no text.
        """
        act = self._commands.get(command)
        if act is None:
            raise AgentError(
                f"{self._supervisor.name}: {command}: no such command; "
                f"{hint(command, self._commands)}"
            )
        if argument is not None and not isinstance(argument, str):
            raise AgentError(
                f"{self._supervisor.name}: {command}: expected a reason of one line, "
                f"was {argument!r}"
            )
        return act(argument or "")

    def pause_trading(self, reason: str = "") -> None:
        """Deny every order that does not reduce a position, until resume_trading."""
        self._orders.halt_entries(f"trading is paused{_because(reason)}")

    def resume_trading(self, reason: str = "") -> None:
        """End every halt of entries, those of the watchdog and of a forced close included."""
        self._closer = None
        self._orders.resume_entries(by=None)

    def force_close_positions(self, reason: str = "") -> None:
        """Cancel all orders and close all positions, however many orders that takes.

        Entries stay halted afterwards, until resume_trading.
        """
        supervisor = self._supervisor
        if self._closer is None:
            self._closer = PositionCloser(self._orders, supervisor.name)
        self._closer.begin(supervisor.now, f"positions are closed{_because(reason)}")

    def go_on(self) -> None:
        """Go on with a forced close: what the last orders have left is ordered again."""
        if self._closer is not None and self._closer.is_closing:
            self._closer.step(self._supervisor.now)

    def status(self) -> SwarmStatus:
        """How every agent is, and whether the swarm may enter the market."""
        supervisor = self._supervisor
        handler = supervisor.handler
        return SwarmStatus(
            ts=supervisor.now,
            agents=tuple(_status_of(each) for each in supervisor.members.values()),
            halts=dict(self._orders.halts),
            closing=self._closer is not None and self._closer.is_closing,
            faults=supervisor.faults[-_NEWEST:],
            fault_count=handler.count,
            quarantined=handler.quarantine.events[-_NEWEST:],
            quarantined_count=handler.quarantine.count,
        )

    @property
    def _orders(self) -> OrderManager:
        return self._supervisor.orders


def _because(reason: str) -> str:
    return f": {reason}" if reason else ""


def _status_of(member: Member) -> AgentStatus:
    agent = member.agent
    return AgentStatus(
        name=member.name,
        state=agent.status,
        execution=member.execution,
        health=member.health,
        reasons=member.reasons,
        safe_mode=agent.safe_mode,
        left_out=member.left_out,
        metrics=agent.metrics.snapshot(),
        missed=member.missed,
        faults=member.faults,
        restarts=member.restarts.count,
        hangs=member.hangs,
    )
