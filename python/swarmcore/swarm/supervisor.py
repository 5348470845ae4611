"""Keeps agents running: delivers their events, contains their faults, starts them again."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any, get_args

from swarmcore.agents.base import Agent
from swarmcore.agents.environment import Environment
from swarmcore.agents.hooks import Hook, takes
from swarmcore.agents.lifecycle import AgentState
from swarmcore.agents.messages import Fault, Message, MessageKind
from swarmcore.agents.parameters import hint
from swarmcore.agents.placement import Execution
from swarmcore.agents.recovery import Jitter
from swarmcore.agents.timers import Timer
from swarmcore.bus import EventBus, InFlight, LiveEventBus
from swarmcore.errors import AgentError
from swarmcore.execution.manager import OrderManager
from swarmcore.swarm.calls import HookCalls
from swarmcore.swarm.checks import HealthChecks
from swarmcore.swarm.commands import Commands
from swarmcore.swarm.faults import FaultHandler
from swarmcore.swarm.health import HealthPolicy
from swarmcore.swarm.members import Attempt, Member, call_here
from swarmcore.swarm.process_policy import ProcessPolicy
from swarmcore.swarm.restarts import RestartPolicy, Restarts
from swarmcore.swarm.scaling import ScaledAgents
from swarmcore.swarm.schedule import Schedule, ScheduledCall
from swarmcore.swarm.texts import one_line
from swarmcore.swarm.watchdog import HangPolicy

__all__ = ["Supervisor"]


class Supervisor(Agent):
    """Runs the other agents.

    An exception out of a hook is published as ``fault.<agent>``, told to the agent and logged; then
    the agent is started again, and gets the event once more. An event at which it faults again is
    quarantined. Past its restarts the agent is left out: it gets no more events and its vote no
    longer counts. The run goes on either way.

    Messages of topics ``control.pause`` and ``control.resume`` name the agent in their payload, or
    every agent by None. Commands and requests to ``supervisor`` are those of
    `swarmcore.swarm.commands.Commands`.

    Args:
        restarts: How agents are started again.
        health: When they are degraded or unhealthy.
        hangs: When a call that does not come back counts as hanging.
        processes: How processes of agents are kept.
        kept_events: Events kept for an agent that waits for its restart.
    """

    name: str = "supervisor"
    restarts: RestartPolicy = RestartPolicy()
    health: HealthPolicy = HealthPolicy()
    hangs: HangPolicy = HangPolicy()
    processes: ProcessPolicy = ProcessPolicy()
    kept_events: int = 1024

    subscribe = ("control.*", "command.supervisor")

    def on_start(self) -> None:
        """Begin without members."""
        self.members: dict[str, Member] = {}
        self.scaled = ScaledAgents(self)
        self.is_started = False
        self.is_live = False
        self._voters: dict[str, Member] = {}
        self.calls = HookCalls(self)
        self.flight = InFlight()
        self.post: Callable[[Callable[[], None]], None] = call_here
        self.schedule = Schedule()
        self.handler = FaultHandler(self)
        self.checks = HealthChecks(self)
        self.commands = Commands(self)

    def connect(self, bus: EventBus | LiveEventBus, orders: OrderManager) -> None:
        """Name the bus, and the way of orders to the market; called by the swarm."""
        self._bus = bus
        self._orders = orders

    @property
    def orders(self) -> OrderManager:
        """The way of orders to the market, which commands and halts act on."""
        return self._orders

    def on_message(self, message: Any) -> None:
        """Do what a control message or a command says."""
        if not isinstance(message, Message):
            return
        try:
            if message.kind is MessageKind.COMMAND:
                self.commands.execute(message.topic, message.payload)
            elif message.topic in ("control.pause", "control.resume"):
                self._control(message)
        except AgentError as error:
            # Whoever named what is not there is at fault; the run goes on.
            sender = self.members.get(message.sender)
            if sender is None:
                raise
            self.calls.on_exception(sender, Attempt(hook=message.topic, restart=False), error)

    def on_request(self, request: Message) -> Any:
        """Do what a request names as a command does, and answer with its outcome."""
        return self.commands.execute(request.topic, request.payload)

    def answer(self, request: Message) -> None:
        """Answer a request of an agent; a command that there is not is an error to it alone."""
        try:
            self._bus.respond(request, self.on_request(request), ts=self.now)
        except AgentError as error:
            self._bus.fail(request, one_line(error), ts=self.now)

    def _control(self, message: Message) -> None:
        move = self.pause_agent if message.topic == "control.pause" else self.resume_agent
        for name in list(self.members) if message.payload is None else [message.payload]:
            move(name)

    # Who is there.

    @property
    def agents(self) -> tuple[Agent, ...]:
        """The agents it runs, in the order in which they came."""
        return tuple(member.agent for member in self.members.values())

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The newest exceptions out of hooks, oldest first."""
        return tuple(self.handler.faults)

    @property
    def waiting(self) -> set[asyncio.Task[Any]]:
        """Async hooks that have not ended yet."""
        return self.calls.waiting

    def is_running(self, name: str) -> bool:
        """True where whoever votes under a name gets events, and its vote counts.

        Of instances that share an agent's symbols, any: they vote under the agent's name.
        """
        member = self._voters.get(name) or self.scaled.member(name)
        return member is not None and member.is_running

    def member(self, name: Any) -> Member:
        """What is kept of an agent.

        Raises:
            AgentError: There is none of that name.
        """
        member = self.members.get(name) if isinstance(name, str) else None
        if member is None:
            raise AgentError(f"{name}: no such agent; {hint(str(name), list(self.members))}")
        return member

    def check_answers(self, agent: str, recipient: str) -> None:
        """Refuse a request that nobody can answer.

        Args:
            agent: Who asks.
            recipient: Who is asked.

        Raises:
            AgentError: The recipient is unknown, does not run, or takes no requests.
        """
        if recipient == self.name:
            return
        place = f"{agent}: ask: agent"
        asked = self.scaled.member(recipient) or self.members.get(recipient)
        if asked is None:
            known = [*self.members, *self.scaled.names, self.name]
            raise AgentError(
                f"{place}: expected an agent of the swarm, was {recipient!r}; "
                f"{hint(recipient, known)}"
            )
        status = asked.agent.status
        if status is not AgentState.RUNNING:
            raise AgentError(f"{place}: expected one that runs, was {recipient}, which is {status}")
        if not takes(asked.agent, "on_request"):
            raise AgentError(
                f"{place}: expected one with a hook on_request, was {recipient}, which has none"
            )

    def note_order(self, agent: str) -> None:
        """Remember that an agent has sent an order while it handled its present event."""
        member = self.members.get(agent)
        if member is not None:
            member.order_mark = member.flight.count

    def adopt(self, agent: Agent, bus: EventBus | LiveEventBus, environment: Environment) -> None:
        """Take an agent in and subscribe it.

        Raises:
            AgentError: Its name is taken, or it has been in a swarm before.
        """
        here = self._runs_here(agent, bus)
        if agent.scale is not None:
            self._check_names(agent)
            agent.join(environment)
            self.scaled.add(agent, bus, environment, here=here)
            return
        member = self.enter(agent, bus, environment)
        if here:
            deliver = self.calls.delivery(member)
            member.subscriptions = [bus.subscribe(each, deliver) for each in agent.patterns()]
            if takes(agent, "on_request"):
                answer = self.calls.answering(member)
                member.subscriptions.append(bus.subscribe(f"request.{agent.name}", answer))

    def enter(self, agent: Agent, bus: EventBus | LiveEventBus, environment: Environment) -> Member:
        """Take an agent in whose events come otherwise than by subscriptions of its own.

        Raises:
            AgentError: Its name is taken, or it has been in a swarm before.
        """
        self._check_names(agent)
        agent.join(environment)
        member = self.members[agent.name] = Member(
            agent=agent,
            bus=bus,
            restarts=Restarts(self.restarts, environment.seed, agent.name),
            jitter=Jitter(environment.seed, agent.name),
            flight=self.flight,
            waiting=self.calls.waiting,
            capacity=self.kept_events,
        )
        self._voters.update(dict.fromkeys(agent.voters, member))
        return member

    def _check_names(self, agent: Agent) -> None:
        taken = {self.name, *self.members, *self._voters, *self.scaled.names}
        if agent.name in taken or not taken.isdisjoint(agent.voters):
            raise AgentError(
                f"{agent.name}: expected a name of its own, another agent has it; pass name=..."
            )

    def leave(self, name: str) -> None:
        """Stop an agent and let it go; nothing of it is kept here."""
        member = self.members.pop(name)
        for voter in member.agent.voters:
            self._voters.pop(voter, None)
        if member.host is not None:
            threading.Thread(target=member.host.stop, name=f"swarmcore end of {name}").start()
        else:
            self.stop_member(member)

    def _runs_here(self, agent: Agent, bus: EventBus | LiveEventBus) -> bool:
        """Whether the swarm's own thread delivers to an agent.

        Raises:
            AgentError: The agent asks for a place that there is not, or that it cannot run in.
        """
        if agent.execution not in get_args(Execution):
            raise AgentError(
                f"{agent.name}: execution: no such place as {agent.execution!r}; "
                f"{hint(str(agent.execution), get_args(Execution))}"
            )
        if agent.scale is not None and agent.execution == "thread":
            raise AgentError(
                f"{agent.name}: scale: expected an agent that runs inline or in a process, "
                "was one in a thread"
            )
        return agent.execution == "inline" or not isinstance(bus, LiveEventBus)

    # Lives.

    def start_all(self) -> None:
        """Start every agent, in order, and begin to check how they are."""
        self.is_started = True
        for member in tuple(self.members.values()):
            self.launch_member(member)
        self.checks.begin()

    def stop_all(self) -> None:
        """Stop every agent that is not left out, last come first."""
        self.checks.end()
        for member in reversed(self.members.values()):
            self.stop_member(member)

    def stop_member(self, member: Member) -> None:
        """Stop one agent where it runs or is paused; else it just gets no more events."""
        if member.agent.status in (AgentState.RUNNING, AgentState.PAUSED):
            agent = member.agent
            member.call(lambda: self.lead(member, "on_stop", agent.stop, restart=False))
        self.unsubscribe(member)

    def pause_agent(self, name: str) -> None:
        """Let an agent get no events until it is resumed; nothing where it does not run."""
        member = self.member(name)
        if not member.is_running:
            return
        member.pause_wanted = True
        if member.host is not None:
            member.host.control("pause")
            member.move_to(AgentState.PAUSED)
        else:
            member.call(lambda: self.lead(member, "on_pause", member.agent.pause))

    def resume_agent(self, name: str) -> None:
        """Let a paused agent get events again."""
        member = self.member(name)
        member.pause_wanted = False
        if member.agent.status is not AgentState.PAUSED:
            return
        if member.host is not None:
            member.host.control("resume")
            member.move_to(AgentState.RUNNING)
        else:
            member.call(lambda: self.lead(member, "on_resume", member.agent.resume))

    def launch_member(self, member: Member) -> None:
        """Start an agent, or start it again; then it gets what was kept for it."""
        if member.left_out:
            return
        if member.host is not None:
            member.move_to(AgentState.INITIALIZING, AgentState.READY, AgentState.RUNNING)
            return
        launch, launched = member.agent.launch, lambda: self._launched(member)
        member.call(lambda: self.lead(member, "on_start", launch, then=launched))

    def relaunch_member(self, member: Member, fault: Fault) -> None:
        """Start an agent again that waits for it after a fault."""
        if member.agent.status is not AgentState.FAULTED or member.left_out:
            return
        if member.host is not None:
            member.host.relaunch(fault)
        self.launch_member(member)

    def _launched(self, member: Member) -> None:
        if member.pause_wanted and member.is_running:
            self.lead(member, "on_pause", member.agent.pause)
        while member.kept and member.is_running:
            message, redelivered = member.kept.popleft()
            self.calls.call_with(member, message, redelivered=redelivered)

    def lead(
        self,
        member: Member,
        hook: str,
        move: Callable[[], Hook],
        *,
        restart: bool = True,
        then: Callable[[], None] | None = None,
    ) -> None:
        """Let an agent make a move of its life, which calls the hook."""
        self.calls.run(member, Attempt(hook=hook, restart=restart), move, then)

    def unsubscribe(self, member: Member) -> None:
        """Let an agent get no events and no timers any more."""
        self.cancel_timers(member)
        for subscription in member.subscriptions:
            member.bus.unsubscribe(subscription)
        member.subscriptions.clear()

    # Time.

    def call_at(self, due: int, call: Callable[[], None]) -> ScheduledCall:
        """Call at a time of the swarm's clock, nanoseconds UTC."""
        return self.schedule.call_at(due, call)

    def add_timer(self, agent: str, period: int, callback: Callable[[Timer], Hook]) -> Timer:
        """Call an agent back every so many nanoseconds while it runs, until it faults or stops."""
        member = self.member(agent)
        timer = Timer(agent, period, self.now + period, callback)
        member.timers = [each for each in member.timers if not each.is_cancelled] + [timer]

        def fire() -> None:
            if timer.is_cancelled:
                return
            timer.move_on(self.now)
            self.call_at(timer.due, fire)
            if not member.is_running:
                timer.missed += 1
                return
            timer.fired += 1
            member.call(lambda: self.calls.run_timer(member, timer, callback))

        self.call_at(timer.due, fire)
        return timer

    def cancel_timers(self, member: Member) -> None:
        """Cancel every timer of an agent, as before it starts again."""
        for timer in member.timers:
            timer.cancel()
        member.timers.clear()

    def tell_fault(self, member: Member, fault: Fault) -> None:
        """Call an agent's on_fault; one in a process is told with its restart."""
        agent = member.agent
        if member.host is not None:
            return
        self.calls.run(
            member, Attempt(hook="on_fault", restart=False), lambda: agent.on_fault(fault)
        )
