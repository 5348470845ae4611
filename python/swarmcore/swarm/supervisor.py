"""Keeps agents running: delivers their events, contains their faults, starts them again."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

import msgspec
from annotated_types import Ge

from swarmcore.agents.base import (
    Agent,
    AgentState,
    Environment,
    Hook,
    hook_name,
    hook_of,
    patterns_of,
)
from swarmcore.agents.messages import Fault, Message
from swarmcore.bus import EventBus
from swarmcore.bus.coroutines import start
from swarmcore.errors import AgentError

__all__ = ["Supervisor"]

_log = logging.getLogger(__name__)


class Supervisor(Agent):
    """Runs the other agents.

    An exception out of a hook is published as ``fault.<agent>``, told to the agent and logged; then
    the agent is started again. Past ``max_restarts`` it is left out: it gets no more events and its
    vote no longer counts. The run goes on either way.

    Messages of topics ``control.pause`` and ``control.resume`` name the agent in their payload, or
    every agent by None.

    Args:
        max_restarts: How often one agent is started again.
    """

    name: str = "supervisor"
    max_restarts: Annotated[int, Ge(0)] = 3

    subscribe = ("control.*",)

    def on_start(self) -> None:
        """Begin without members."""
        self._members: dict[str, _Member] = {}
        self._waiting: set[asyncio.Task[Any]] = set()
        self.faults: list[Fault] = []

    def on_message(self, message: Any) -> None:
        """Pause or resume whom a control message names."""
        if not isinstance(message, Message):
            return
        names = list(self._members) if message.payload is None else [message.payload]
        try:
            for name in names:
                if message.topic == "control.pause":
                    self.pause(name)
                elif message.topic == "control.resume":
                    self.resume(name)
        except AgentError as error:
            # Whoever named an agent that is not there is at fault; the run goes on.
            sender = self._member(message.sender)
            self._on_exception(sender, message.topic, error, restart=False)

    def adopt(self, agent: Agent, bus: EventBus, environment: Environment) -> None:
        """Take an agent in and subscribe it.

        Raises:
            AgentError: Its name is taken, or it has been in a swarm before.
        """
        if agent.name in self._members or agent.name == self.name:
            raise AgentError(
                f"{agent.name}: expected a name of its own, another agent has it; pass name=..."
            )
        agent.join(environment)
        member = _Member(agent, bus)
        self._members[agent.name] = member
        deliver = self._delivery(member)
        member.subscriptions = [bus.subscribe(each, deliver) for each in patterns_of(agent)]

    @property
    def agents(self) -> tuple[Agent, ...]:
        """The agents it runs, in the order in which they came."""
        return tuple(member.agent for member in self._members.values())

    @property
    def waiting(self) -> set[asyncio.Task[Any]]:
        """Async hooks that have not ended yet."""
        return self._waiting

    def is_running(self, name: str) -> bool:
        """True where an agent gets events and its vote counts."""
        member = self._members.get(name)
        return member is not None and member.agent.state is AgentState.RUNNING

    def start_all(self) -> None:
        """Start every agent, in order."""
        for member in self._members.values():
            member.agent._state = AgentState.RUNNING
            self._call(member, "on_start")

    def stop_all(self) -> None:
        """Stop every agent that is not left out, last come first."""
        for member in reversed(self._members.values()):
            if member.agent.state in (AgentState.RUNNING, AgentState.PAUSED):
                self._call(member, "on_stop", restart=False)
                self._leave(member, AgentState.STOPPED)

    def pause(self, name: str) -> None:
        """Let an agent get no events until it is resumed; nothing where it does not run."""
        member = self._member(name)
        if member.agent.state is AgentState.RUNNING:
            self._call(member, "on_pause")
            if member.agent.state is AgentState.RUNNING:
                member.agent._state = AgentState.PAUSED

    def resume(self, name: str) -> None:
        """Let a paused agent get events again."""
        member = self._member(name)
        if member.agent.state is AgentState.PAUSED:
            member.agent._state = AgentState.RUNNING
            self._call(member, "on_resume")

    def _member(self, name: str) -> _Member:
        member = self._members.get(name) if isinstance(name, str) else None
        if member is None:
            known = ", ".join(self._members)
            raise AgentError(f"{name}: expected one of the agents {known}")
        return member

    def _delivery(self, member: _Member) -> Callable[[Any], None]:
        agent = member.agent
        hooks = _Hooks(agent)
        running = AgentState.RUNNING  # of an enum, an attribute costs more than the call of a hook

        def deliver(message: Any) -> None:
            if agent._state is not running:
                return
            hook = hooks[type(message)]
            if hook is None:
                return
            try:
                waiting = hook(message)
            except Exception as error:
                self._on_exception(member, hook_name(type(message)), error)
            else:
                if waiting is not None:
                    self._finish(member, hook_name(type(message)), waiting)

        return deliver

    def _call(self, member: _Member, hook: str, *arguments: Any, restart: bool = True) -> None:
        try:
            waiting = getattr(member.agent, hook)(*arguments)
        except Exception as error:
            self._on_exception(member, hook, error, restart=restart)
        else:
            if waiting is not None:
                self._finish(member, hook, waiting, restart=restart)

    def _finish(self, member: _Member, hook: str, waiting: Any, *, restart: bool = True) -> None:
        if not asyncio.iscoroutine(waiting):
            kind = type(waiting).__name__
            error = TypeError(f"expected None or a coroutine from {hook}, was {kind}")
            self._on_exception(member, hook, error, restart=restart)
            return
        task = start(self._contained(member, hook, waiting, restart))
        if task is not None:
            self._waiting.add(task)
            task.add_done_callback(self._waiting.discard)

    async def _contained(
        self, member: _Member, hook: str, coroutine: Coroutine[Any, Any, None], restart: bool
    ) -> None:
        try:
            await coroutine
        except Exception as error:
            self._on_exception(member, hook, error, restart=restart)

    def _on_exception(
        self, member: _Member, hook: str, error: Exception, *, restart: bool = True
    ) -> None:
        member.faults += 1
        left_out = member.faults > self.max_restarts
        agent = member.agent
        lines = str(error).splitlines()
        text = f"{type(error).__name__}: {lines[0] if lines else ''}".rstrip(": ")
        fault = Fault(self.now, agent.name, hook, text, left_out)
        self.faults.append(fault)
        _log.warning(
            "agent %s: %s raised %s; %s",
            agent.name,
            hook,
            text,
            "left out" if left_out else "restarted" if restart else "stopped",
        )
        self.environment.publish(f"fault.{agent.name}", fault)
        if left_out:
            self._leave(member, AgentState.FAULTED)
        if hook != "on_fault":
            self._call(member, "on_fault", fault, restart=False)
        if restart and agent.state is AgentState.RUNNING:
            self._call(member, "on_start")

    def _leave(self, member: _Member, state: AgentState) -> None:
        member.agent._state = state
        for subscription in member.subscriptions:
            member.bus.unsubscribe(subscription)


class _Hooks(dict[type, Callable[[Any], Hook] | None]):
    """The hooks of an agent by the type of message that each gets, looked up once."""

    def __init__(self, agent: Agent) -> None:
        super().__init__()
        self._agent = agent

    def __missing__(self, message_type: type) -> Callable[[Any], Hook] | None:
        hook = self[message_type] = hook_of(self._agent, message_type)
        return hook


class _Member(msgspec.Struct):
    agent: Agent
    bus: EventBus
    subscriptions: list[int] = msgspec.field(default_factory=list)
    faults: int = 0
