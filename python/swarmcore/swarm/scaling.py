"""Instances of one agent that share its symbols, as many as their load needs."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any

from swarmcore.agents.base import Agent
from swarmcore.agents.hooks import takes
from swarmcore.agents.messages import Message
from swarmcore.agents.parameters import names_of
from swarmcore.agents.placement import Scale
from swarmcore.swarm.members import Member
from swarmcore.swarm.sharding import Instance, ShardRouter

if TYPE_CHECKING:
    from swarmcore.agents.environment import Environment
    from swarmcore.bus import EventBus, LiveEventBus
    from swarmcore.swarm.hosting import HostedAgent
    from swarmcore.swarm.supervisor import Supervisor

__all__ = ["HostedInstance", "InlineInstance", "ScaledAgent", "ScaledAgents", "instance_of"]

_log = logging.getLogger(__name__)


def instance_of(agent: Agent, number: int) -> Agent:
    """One more instance of an agent: the same class and parameters, ``<name>-<number>``."""
    parameters = {name: getattr(agent, name) for name in names_of(type(agent))}
    return type(agent)(**{**parameters, "name": f"{agent.name}-{number}"})


class InlineInstance:
    """An instance in the swarm's own thread; see swarmcore.swarm.sharding.Instance.

    What it keeps of a symbol lies in its state under the symbol.

    Args:
        member: The instance.
        deliver: Calls its hooks.
        answer: Lets it answer a request.
    """

    def __init__(
        self,
        member: Member,
        deliver: Callable[[Any], None],
        answer: Callable[[Message], None],
    ) -> None:
        self.member = member
        self._deliver = deliver
        self.answer = answer
        self._busy = 0

    @property
    def name(self) -> str:
        """The instance's name."""
        return self.member.name

    def deliver(self, message: Any) -> None:
        """Handle an event."""
        began = time.perf_counter_ns()
        self._deliver(message)
        self._busy += time.perf_counter_ns() - began

    def release(self, symbol: str) -> Future[Any]:
        """Give a symbol's state away; at once, since nothing waits."""
        state = self.member.agent.state
        released: Future[Any] = Future()
        released.set_result(state.pop(symbol, None))
        state.commit()
        return released

    def acquire(self, symbol: str, state: Any) -> None:
        """Take a symbol's state."""
        if state is not None:
            self.member.agent.state[symbol] = state
            self.member.agent.state.commit()

    def busy_seconds(self) -> float:
        """Seconds that its hooks have taken."""
        return self._busy / 1e9


class HostedInstance:
    """An instance in a process of its own; see swarmcore.swarm.sharding.Instance.

    Args:
        hosted: What stands between it and the swarm.
    """

    def __init__(self, hosted: HostedAgent) -> None:
        self._hosted = hosted
        self._host = hosted.host

    @property
    def name(self) -> str:
        """The instance's name."""
        return self._host.name

    def deliver(self, message: Any) -> None:
        """Queue an event."""
        self._hosted.deliver(message)

    def answer(self, request: Message) -> None:
        """Queue a request."""
        self._hosted.answer(request)

    def release(self, symbol: str) -> Future[Any]:
        """Give a symbol's state away, after all events in the queue."""
        released: Future[Any] = Future()

        def pass_on(done: Future[Any]) -> None:
            released.set_result((done.result() or {}).get(symbol))

        self._host.control("release", [symbol]).add_done_callback(pass_on)
        return released

    def acquire(self, symbol: str, state: Any) -> None:
        """Take a symbol's state, before all events that are queued after it."""
        if state is not None:
            self._host.control("acquire", {symbol: state})

    def busy_seconds(self) -> float:
        """Seconds of processor time that the process has taken."""
        return self._host.cpu_seconds


class ScaledAgent:
    """Decides how many instances there are, and starts and stops them.

    There is one more where the busiest instance takes more of a processor than ``scale.up``, and
    one fewer where each takes less than ``scale.down``, at most once a cool-down.

    Args:
        name: The agent's.
        scale: How many instances there may be.
        make: Starts the instance of a number, from 1.
        end: Stops an instance that has nothing left to handle.
        now: The swarm's clock when the first instances start, nanoseconds UTC.
        symbols: What the swarm trades.
    """

    def __init__(
        self,
        name: str,
        scale: Scale,
        make: Callable[[int], InlineInstance | HostedInstance],
        end: Callable[[str], None],
        now: int,
        symbols: frozenset[str] = frozenset(),
    ) -> None:
        self.name = name
        self._symbols = symbols
        self._scale = scale
        self._make = make
        self._end = end
        self._instances = [make(number) for number in range(1, scale.minimum + 1)]
        self._changed = now
        self._measured = now
        self._busy = {each.name: each.busy_seconds() for each in self._instances}
        self.router = ShardRouter(self._shards)

    def deliver(self, message: Any) -> None:
        """Hand an event to the instance that has its symbol."""
        self.router.deliver(message)

    def answer(self, request: Message) -> None:
        """Let the instance answer that has the symbol which is asked about, else the first one.

        The symbol is the payload, or in the payload under the name ``symbol``.
        """
        payload = request.payload
        if isinstance(payload, dict):
            payload = payload.get("symbol")
        symbol = payload if isinstance(payload, str) else getattr(payload, "symbol", None)
        self.router.answer(request, symbol if symbol in self._symbols else None)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the instances."""
        return tuple(each.name for each in self._instances)

    @property
    def _shards(self) -> list[Instance]:
        return list(self._instances)

    def shares(self, now: int) -> dict[str, float]:
        """The part of a processor that each instance has taken since the last call."""
        seconds = (now - self._measured) / 1e9
        busy = {each.name: each.busy_seconds() for each in self._instances}
        before, self._busy, self._measured = self._busy, busy, now
        # A process that was replaced counts from 0 again.
        return {
            name: max(0.0, total - before.get(name, 0.0)) / seconds if seconds > 0.0 else 0.0
            for name, total in busy.items()
        }

    def consider(self, now: int) -> None:
        """Look at the load, and be one more or one fewer where it says so."""
        shares = self.shares(now)
        count, scale = len(self._instances), self._scale
        if now - self._changed < scale.cool_down * 1e9 or not self.router.is_settled:
            return
        if max(shares.values()) >= scale.up and count < scale.maximum:
            self.resize(count + 1, now)
        elif max(shares.values()) < scale.down and count > scale.minimum:
            self.resize(count - 1, now)

    def resize(self, count: int, now: int) -> Future[None]:
        """Be so many instances.

        Returns:
            Done when every symbol is with its owner.
        """
        _log.info("agent %s: %d instances, were %d", self.name, count, len(self._instances))
        self._changed = now
        leaving = [each.name for each in self._instances[count:]]
        self._instances = self._instances[:count] + [
            self._make(number) for number in range(len(self._instances) + 1, count + 1)
        ]
        done = self.router.change(self._shards)

        def end(_: Future[None]) -> None:
            for name in leaving:
                self._end(name)

        done.add_done_callback(end)
        return done


class ScaledAgents:
    """The agents of a swarm whose symbols instances share.

    Args:
        supervisor: Runs the instances.
    """

    def __init__(self, supervisor: Supervisor) -> None:
        self._supervisor = supervisor
        self._agents: dict[str, Agent] = {}
        self._names: dict[str, str] = {}  # of the agents, by those of their instances
        self.groups: dict[str, ScaledAgent] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, in the order in which they came."""
        return tuple(self._agents)

    @property
    def agents(self) -> tuple[Agent, ...]:
        """What instances are made of, in that order."""
        return tuple(self._agents.values())

    def name_of(self, instance: str) -> str:
        """The name of the agent that an instance is of; any other name as it is."""
        return self._names.get(instance, instance)

    def absent(self) -> dict[str, list[str]]:
        """By symbol, the agents whose instance that has it does not run."""
        absent: dict[str, list[str]] = {}
        members = self._supervisor.members
        for group in self.groups.values():
            down = {name for name in group.names if not members[name].is_running}
            for symbol, owner in group.router.owners.items() if down else ():
                if owner in down:
                    absent.setdefault(symbol, []).append(group.name)
        return absent

    def member(self, name: str) -> Member | None:
        """An instance of an agent, one that runs if any does; None where none shares symbols."""
        group = self.groups.get(name)
        if group is None:
            return None
        instances = [self._supervisor.members[each] for each in group.names]
        return next((each for each in instances if each.is_running), instances[0])

    def add(
        self, agent: Agent, bus: EventBus | LiveEventBus, environment: Environment, *, here: bool
    ) -> None:
        """Take an agent in; where its instances run here, start and subscribe them."""
        self._agents[agent.name] = agent
        if not here:
            return
        supervisor = self._supervisor

        def make(number: int) -> InlineInstance:
            member = supervisor.enter(instance_of(agent, number), bus, environment)
            if supervisor.is_started:
                supervisor.launch_member(member)
            calls = supervisor.calls
            return InlineInstance(member, calls.delivery(member), calls.answering(member))

        group = self.share(agent, make, environment.now)
        for pattern in agent.patterns():
            bus.subscribe(pattern, group.deliver)
        if takes(agent, "on_request"):
            bus.subscribe(f"request.{agent.name}", group.answer)

    def share(
        self, agent: Agent, make: Callable[[int], InlineInstance | HostedInstance], now: int
    ) -> ScaledAgent:
        """Share an agent's symbols among instances that `make` starts; what takes its events."""
        assert agent.scale is not None
        supervisor = self._supervisor

        def begin(number: int) -> InlineInstance | HostedInstance:
            instance = make(number)
            self._names[instance.name] = agent.name
            return instance

        def end(name: str) -> None:
            supervisor.post(lambda: supervisor.leave(name))

        group = self.groups[agent.name] = ScaledAgent(
            agent.name, agent.scale, begin, end, now, frozenset(agent.environment.instruments)
        )
        return group
