"""Calls the hooks of agents, and contains what comes out of them."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import TYPE_CHECKING, Any

from swarmcore.agents.base import Agent
from swarmcore.agents.hooks import Hook, check_returned, hook_name, hook_of
from swarmcore.agents.lifecycle import AgentState
from swarmcore.agents.logs import HANDLED
from swarmcore.agents.messages import Message
from swarmcore.agents.timers import Timer
from swarmcore.bus import Delivery, EventBus, LiveEventBus
from swarmcore.bus.coroutines import resume_later, start
from swarmcore.errors import RequestError
from swarmcore.swarm.members import Attempt, Member
from swarmcore.swarm.texts import one_line

if TYPE_CHECKING:
    from swarmcore.swarm.supervisor import Supervisor

__all__ = ["HookCalls"]


class HookCalls:
    """Calls hooks, plain and async ones, measures them, and passes their exceptions on.

    Args:
        supervisor: Holds the clock, and knows what follows an exception.
    """

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self.waiting: set[asyncio.Task[Any]] = set()

    def delivery(self, member: Member) -> Delivery:
        """What the bus calls with the agent's events: the one place where a hook is chosen."""
        agent = member.agent

        def attempt_at(message: Any) -> Attempt:
            return Attempt(hook=hook_name(type(message)), message=message, mark=member.flight.count)

        def on_suspended(coroutine: Coroutine[Any, Any, Any], awaited: Any, message: Any) -> None:
            attempt, began = attempt_at(message), time.perf_counter_ns()

            def within(rest: Awaitable[Any]) -> Coroutine[Any, Any, Any]:
                return self._contained(member, attempt, rest, began, None)

            handled = HANDLED.set(message)
            try:
                self._keep(member, resume_later(coroutine, awaited, within))
            finally:
                HANDLED.reset(handled)

        def on_exception(error: Exception, message: Any) -> None:
            handled = HANDLED.set(message)  # for what is logged of it
            try:
                self.on_exception(member, attempt_at(message), error)
            finally:
                HANDLED.reset(handled)

        delivery = Delivery(
            agent=agent.name,
            find_hook=lambda kind: hook_of(agent, kind),
            on_exception=on_exception,
            on_suspended=on_suspended,
            on_refused=member.keep,
            on_settled=lambda: agent.settle(failed=False),
            flight=member.flight,
            metrics=agent.metrics.counts,
        )

        def follow(state: AgentState) -> None:
            delivery.enabled = state is AgentState.RUNNING

        agent.deliver_by(delivery)
        agent._lifecycle.follow(follow)
        return delivery

    def try_again(self, member: Member, attempt: Attempt) -> None:
        """Call a hook with an event once more, where the agent runs still."""
        if member.host is not None:
            member.host.relaunch(None)
        elif member.is_running:
            count, redelivered = attempt.count + 1, attempt.redelivered
            member.call(
                lambda: self.call_with(
                    member, attempt.message, count=count, redelivered=redelivered
                )
            )
        else:
            member.keep(attempt.message)

    def run_timer(self, member: Member, timer: Timer, callback: Callable[[Timer], Hook]) -> None:
        """Call back at a timer's time."""
        HANDLED.set(timer)
        self.run(member, Attempt(hook="on_timer"), lambda: callback(timer))

    def call_with(
        self, member: Member, message: Any, *, count: int = 1, redelivered: bool = False
    ) -> None:
        """Call the hook that a message is for, where there is one."""
        hook = hook_of(member.agent, type(message))
        if hook is None:
            return
        HANDLED.set(message)
        attempt = Attempt(
            hook=hook_name(type(message)),
            message=message,
            count=count,
            redelivered=redelivered,
            mark=member.flight.count + 1,
        )
        self.run(member, attempt, lambda: hook(message))

    def run(
        self,
        member: Member,
        attempt: Attempt,
        call: Callable[[], Hook],
        then: Callable[[], None] | None = None,
    ) -> None:
        """Call a hook that is no event straight from the bus, and go on when it has ended."""
        flight = member.flight
        flight.count += 1
        flight.agent = member.name
        began = time.perf_counter_ns()
        try:
            waiting = call()
        except Exception as error:
            flight.agent = ""
            self._ended(member, attempt, began, failed=True)
            self.on_exception(member, self._named(member, attempt), error)
        else:
            flight.agent = ""
            if waiting is not None:
                self._finish(member, attempt, waiting, began, then)
                return
            self._ended(member, attempt, began, failed=False)
            if then is not None:
                then()

    def _finish(
        self,
        member: Member,
        attempt: Attempt,
        waiting: Any,
        began: int,
        then: Callable[[], None] | None,
    ) -> None:
        try:
            check_returned(attempt.hook, waiting)
        except TypeError as error:
            self.on_exception(member, attempt, error)
            return
        task = start(self._contained(member, attempt, waiting, began, then))
        if task is not None:
            self._keep(member, task)

    def _keep(self, member: Member, task: asyncio.Task[Any]) -> None:
        member.waiting.add(task)
        task.add_done_callback(member.waiting.discard)

    async def _contained(
        self,
        member: Member,
        attempt: Attempt,
        coroutine: Awaitable[Any],
        began: int,
        then: Callable[[], None] | None,
    ) -> None:
        try:
            await coroutine
        except Exception as error:
            self._ended(member, attempt, began, failed=True)
            self.on_exception(member, self._named(member, attempt), error)
        else:
            self._ended(member, attempt, began, failed=False)
            if then is not None:
                then()

    def _ended(self, member: Member, attempt: Attempt, began: int, *, failed: bool) -> None:
        if attempt.message is not None:
            member.agent.metrics.record(time.perf_counter_ns() - began, failed=failed)
        if not failed:
            member.agent.settle(failed=False)

    def _named(self, member: Member, attempt: Attempt) -> Attempt:
        """An attempt by the hook that raised: a launch calls two."""
        if attempt.hook == "on_start" and member.agent.status is AgentState.INITIALIZING:
            return Attempt(hook="on_init", restart=attempt.restart)
        return attempt

    def on_exception(self, member: Member, attempt: Attempt, error: Exception) -> None:
        """Do what follows an exception out of a hook."""
        self._supervisor.handler.on_exception(member, attempt, error)

    def answering(self, member: Member) -> Callable[[Any], None]:
        """What the bus calls with requests to an agent."""
        bus, agent = member.bus, member.agent

        def answer(request: Message) -> None:
            if not member.is_running:
                bus.fail(
                    request,
                    f"{agent.name} does not run, is {agent.status}",
                    ts=self._supervisor.now,
                )
                return
            if 0 < request.deadline <= self._supervisor.now:
                bus.fail(request, "the deadline is past", ts=self._supervisor.now)
                return
            HANDLED.set(request)
            attempt = Attempt(hook="on_request")
            self.run(member, attempt, lambda: self._respond(bus, agent, request))

        return answer

    def _respond(self, bus: EventBus | LiveEventBus, agent: Agent, request: Message) -> Hook:
        try:
            value = agent.on_request(request)
        except RequestError as refusal:
            self._fail(bus, request, str(refusal))
            return None
        except Exception as error:
            self._fail(bus, request, one_line(error))
            raise
        if isinstance(value, Coroutine):
            return self._respond_later(bus, value, request)
        bus.respond(request, value, ts=self._supervisor.now)
        return None

    async def _respond_later(
        self, bus: EventBus | LiveEventBus, value: Coroutine[Any, Any, Any], request: Message
    ) -> None:
        try:
            answer = await value
        except RequestError as refusal:
            self._fail(bus, request, str(refusal))
            return
        except Exception as error:
            self._fail(bus, request, one_line(error))
            raise
        bus.respond(request, answer, ts=self._supervisor.now)

    def _fail(self, bus: EventBus | LiveEventBus, request: Message, reason: str) -> None:
        bus.fail(request, reason, ts=self._supervisor.now)
