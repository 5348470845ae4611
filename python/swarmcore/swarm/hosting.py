"""Stands between the swarm and an agent in a process of its own."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from swarmcore.agents.environment import Environment
from swarmcore.agents.hooks import hook_name
from swarmcore.agents.messages import Message
from swarmcore.agents.parameters import names_of
from swarmcore.agents.recovery import Recovery
from swarmcore.book import TimeInForce
from swarmcore.errors import BusError
from swarmcore.execution.manager import OrderManager
from swarmcore.swarm.child_environment import ChildAgent
from swarmcore.swarm.frames import Failed
from swarmcore.swarm.members import Attempt, Member
from swarmcore.swarm.process_owner import ProcessFullError
from swarmcore.swarm.processes import ProcessHost
from swarmcore.swarm.status import SwarmStatus
from swarmcore.swarm.texts import one_line

if TYPE_CHECKING:
    from swarmcore.swarm.supervisor import Supervisor

__all__ = ["HostedAgent"]

_log = logging.getLogger(__name__)


class HostedAgent:
    """Carries out what an agent in a process asks for, and tells the supervisor of its faults.

    What the process publishes goes to the bus from the thread that reads from it; everything else
    is done by the event loop, which alone changes the account.

    Args:
        supervisor: Decides what follows a fault.
        member: What stands for the agent here.
        environment: The swarm's.
        clock: Tells the process the time, nanoseconds UTC; it crosses by pickle.
        loop: Where the swarm lives.
    """

    def __init__(
        self,
        supervisor: Supervisor,
        member: Member,
        environment: Environment,
        clock: Callable[[], int],
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self._supervisor = supervisor
        self._member = member
        self._environment = environment
        self._loop = loop
        self._failed_at: Any = None
        agent = member.agent
        portfolio = environment.portfolio
        child = ChildAgent(
            kind=type(agent),
            parameters={name: getattr(agent, name) for name in names_of(type(agent))},
            instruments=portfolio.instruments,
            seed=environment.seed,
            clock=clock,
            heartbeat=supervisor.processes.heartbeat,
            money_scale=portfolio.money_scale,
            flux_rules=environment.flux_rules,
        )
        self.host = ProcessHost(child, supervisor.processes, self)
        self._answers: Mapping[str, Callable[..., Any]] = {
            "working": lambda symbol: list(environment.working(symbol)),
            "room": environment.room,
            "flux": environment.flux,
            "quantity": portfolio.quantity,
            "equity": lambda: portfolio.equity,
            "cash": lambda: portfolio.cash,
            "cancel": self._cancel,
            "submit": self._submit,
            "emergency": lambda reason: environment.emergency(member.name, reason),
        }

    def start(self) -> None:
        """Start the process with the state that was kept."""
        store = self._environment.state_store
        self.host.start(None if store is None else store.load(self._member.name))

    def deliver(self, message: Any) -> None:
        """Hand an event to the process, however long it takes one or is being replaced."""
        member = self._member
        while not (member.pause_wanted or member.left_out):
            try:
                self.host.deliver(message)
            except ProcessFullError:
                continue
            except BusError as error:
                self._refuse(message, one_line(error))
            return
        member.missed += 1

    def answer(self, request: Message) -> None:
        """Let the process answer a request, after the events that it has got."""
        member = self._member

        def fail(reason: str) -> None:
            member.bus.fail(request, reason, ts=self._environment.now)

        def reply(answer: Future[Any]) -> None:
            error = answer.exception()
            if error is not None:
                fail(str(error))
                return
            answered, said = answer.result()
            if answered:
                member.bus.respond(request, said, ts=self._environment.now)
            else:
                fail(said)

        if not member.is_running:
            fail(f"{member.name} does not run, is {member.agent.status}")
            return
        try:
            self.host.answer(request).add_done_callback(reply)
        except BusError as error:
            fail(one_line(error))

    def _refuse(self, message: Any, error: str) -> None:
        """Tell of an event that cannot cross to the process; the agent goes on without it."""
        attempt = Attempt(hook=hook_name(type(message)), restart=False)
        handler = self._supervisor.handler
        self._post(lambda: handler.recover(self._member, attempt, Recovery.FAULT, error))

    # What happens in the process.

    def published(self, topic: str, message: Any, priority: int) -> None:
        """Put a message on the bus."""
        self._environment.publish(topic, message, priority=priority)

    def called(self, method: str, arguments: dict[str, Any], answer: Future[Any]) -> None:
        """Let the loop answer a call."""
        self._post(lambda: self._answer(method, arguments, answer))

    def acknowledged(self, events: int, busy: int, state: bytes) -> None:
        """Count events, and keep the state."""
        if events or state:
            self._post(lambda: self._count(events, busy, state))

    def failed(self, failure: Failed, message: Any) -> None:
        """Let the supervisor decide what follows."""
        self._post(lambda: self._on_failed(failure, message))

    def lost(self, reason: str, hook: str, poison: Any) -> None:
        """Let the supervisor decide whether there is another process."""
        self._post(lambda: self._on_lost(reason, hook, poison))

    def _post(self, call: Callable[[], None]) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(call)

    def _count(self, events: int, busy: int, state: bytes) -> None:
        metrics = self._member.agent.metrics
        for _ in range(events):
            metrics.record(busy // events)
        store = self._environment.state_store
        if state and store is not None:
            store.save(self._member.name, metrics.events, state)

    def _on_failed(self, failure: Failed, message: Any) -> None:
        member = self._member
        if message is not None:
            member.agent.metrics.record(0, failed=True)
        attempt = Attempt(
            hook=failure.hook,
            message=message,
            count=failure.attempts,
            redelivered=message is not None and message is self._failed_at,
        )
        recovery = Recovery[failure.recovery]
        if recovery is Recovery.FAULT:
            self._failed_at = message
        self._supervisor.handler.recover(member, attempt, recovery, failure.error)

    def _on_lost(self, reason: str, hook: str, poison: Any) -> None:
        member = self._member
        _log.warning("agent %s: its process %s", member.name, reason)
        attempt = Attempt(hook=hook, message=poison, redelivered=poison is not None)
        self._supervisor.handler.recover(member, attempt, Recovery.FAULT, f"process {reason}")

    # What the agent asks for.

    def _answer(self, method: str, arguments: dict[str, Any], answer: Future[Any]) -> None:
        if method == "ask":
            waiting = self._ask(arguments, answer)
            task = self._loop.create_task(waiting)
            self._supervisor.calls.waiting.add(task)
            task.add_done_callback(self._supervisor.calls.waiting.discard)
            return
        try:
            answer.set_result(self._answers[method](**arguments))
        except Exception as error:
            answer.set_exception(error)

    async def _ask(self, arguments: dict[str, Any], answer: Future[Any]) -> None:
        try:
            value = await self._environment.ask(agent=self._member.name, **arguments)
        except Exception as error:
            _log.info("agent %s: ask raised %s", self._member.name, one_line(error))
            answer.set_exception(error)
        else:
            answer.set_result(value.as_text() if isinstance(value, SwarmStatus) else value)

    def _submit(self, *, time_in_force: str, **arguments: Any) -> Any:
        kind = getattr(TimeInForce, time_in_force)
        return self._environment.submit(agent=self._member.name, time_in_force=kind, **arguments)

    def _cancel(self, order_id: int) -> None:
        order = self._orders.orders[order_id]
        self._environment.cancel(order)

    @property
    def _orders(self) -> OrderManager:
        return self._supervisor.orders
