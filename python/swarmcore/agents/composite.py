"""Several agents as one: in the order in which they depend on each other, with one vote."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from swarmcore.agents.base import Agent
from swarmcore.agents.environment import Environment
from swarmcore.agents.hooks import Hook, check_returned, hook_name, hook_of, takes, topic_of
from swarmcore.agents.lifecycle import AgentState
from swarmcore.agents.messages import Decision, Emergency, Fault, Message, RiskUpdate, Vote
from swarmcore.agents.parameters import hint
from swarmcore.agents.state import AgentMemory
from swarmcore.agents.timers import Timer
from swarmcore.bus import Delivery
from swarmcore.bus.coroutines import start
from swarmcore.bus.patterns import matches
from swarmcore.errors import AgentError
from swarmcore.execution.orders import Fill
from swarmcore.market.messages import Bar, Quote, Trade
from swarmcore.sim import BookEvent, DepthEvent
from swarmcore.strategy.context import Signal

__all__ = ["CompositeAgent"]

Phases = Sequence[Sequence[Agent]]


class CompositeAgent(Agent):
    """Runs sub-agents as one agent: one life, one fault, one state, and one vote an event.

    An event goes through the sub-agents in phases: first those that require no other, then those
    that require only these, and so on; a phase begins when the one before has ended, async hooks
    included. A sub-agent that raises is a fault of the composite, and all of them start again. A
    request goes to the last sub-agent that takes any.

    Args:
        agents: The sub-agents; ``requires`` of each names others that come before it.
        votes: "combined": what they vote in one event becomes one vote of the composite, with the
            mean of side × confidence. "passed": each votes in its own name.

    Raises:
        AgentError: There is no sub-agent, two have one name, one requires what is not there, or
            they require each other in a circle.
    """

    agents: tuple[Agent, ...]
    votes: Literal["combined", "passed"] = "combined"

    def __init__(self, **parameters: Any) -> None:
        super().__init__(**parameters)
        self._phases = _phases(self.name, self.agents)
        self._ballots: dict[str, dict[str, Vote]] = {}

    def join(self, environment: Environment, memory: AgentMemory | None = None) -> None:
        super().join(environment, memory)
        for agent in self.agents:
            within = cast(Environment, _Within(self))
            agent.join(within, self.state.within(agent.name))

    def patterns(self) -> tuple[str, ...]:
        wanted = dict.fromkeys(each for agent in self.agents for each in agent.patterns())
        # One event must not come twice, by two patterns of two sub-agents.
        apart = [
            pattern
            for pattern in wanted
            if not any(other != pattern and matches(other, pattern) for other in wanted)
        ]
        for pattern in apart:
            if len(apart) > 1 and "*" in pattern[:-1]:
                raise AgentError(
                    f"{self.name}: subscribe: expected sub-agents' patterns with a * at the end "
                    f"alone, was {pattern}"
                )
        return tuple(apart)

    @property
    def voters(self) -> tuple[str, ...]:
        """The names under which it votes."""
        if self.votes == "combined":
            return (self.name,)
        return tuple(agent.name for agent in self.agents)

    def may_wait(self) -> bool:
        return super().may_wait() or any(agent.may_wait() for agent in self.agents)

    def settle(self, *, failed: bool) -> None:
        super().settle(failed=failed)
        for agent in self.agents:
            agent.settle(failed=failed)

    def deliver_by(self, delivery: Delivery) -> None:
        super().deliver_by(delivery)
        for agent in self.agents:
            agent.deliver_by(delivery)

    def enter_safe_mode(self, reason: str) -> None:
        super().enter_safe_mode(reason)
        for agent in self.agents:
            agent.enter_safe_mode(reason)

    def on_start(self) -> Hook:
        self._ballots.clear()
        return self._in_phases("on_start", _launch_anew)

    def on_pause(self) -> Hook:
        return self._in_phases("on_pause", lambda agent: agent.pause())

    def on_resume(self) -> Hook:
        return self._in_phases("on_resume", lambda agent: agent.resume())

    def on_stop(self) -> Hook:
        backwards = [phase[::-1] for phase in reversed(self._phases)]
        return self._in_phases("on_stop", lambda agent: agent.stop(), backwards)

    def on_fault(self, fault: Fault) -> Hook:
        return self._in_phases("on_fault", lambda agent: agent.on_fault(fault))

    def on_bar(self, bar: Bar) -> Hook:
        return self._relay(bar)

    def on_quote(self, quote: Quote) -> Hook:
        return self._relay(quote)

    def on_trade(self, trade: Trade) -> Hook:
        return self._relay(trade)

    def on_book(self, event: BookEvent | DepthEvent) -> Hook:
        return self._relay(event)

    def on_batch(self, rows: NDArray[np.void]) -> Hook:
        return self._relay(rows)

    def on_signal(self, signal: Signal) -> Hook:
        return self._relay(signal)

    def on_risk(self, update: RiskUpdate) -> Hook:
        return self._relay(update)

    def on_emergency(self, emergency: Emergency) -> Hook:
        return self._relay(emergency)

    def on_decision(self, decision: Decision) -> Hook:
        return self._relay(decision)

    def on_fill(self, fill: Fill) -> Hook:
        return self._relay(fill)

    def on_message(self, message: Any) -> Hook:
        return self._relay(message)

    def on_request(self, request: Message) -> Any:
        for phase in reversed(self._phases):
            for agent in reversed(phase):
                if takes(agent, "on_request"):
                    return agent.on_request(request)
        raise AgentError(f"{self.name}: ask: expected a sub-agent with a hook on_request, has none")

    def _relay(self, event: Any) -> Hook:
        topic = topic_of(event)
        name = hook_name(type(event))

        def call(agent: Agent) -> Hook:
            hook = hook_of(agent, type(event))
            if hook is None or (topic is not None and not _gets(agent, topic)):
                return None
            return hook(event)

        return self._in_phases(name, call)

    def _in_phases(
        self, hook: str, call: Callable[[Agent], Hook], phases: Phases | None = None
    ) -> Hook:
        """Call something of every sub-agent, phase by phase, and then vote."""
        calls = [
            [lambda agent=agent: call(agent) for agent in phase] for phase in phases or self._phases
        ]
        return _run(hook, calls, self._vote_combined)

    def call_back(self, callback: Callable[[Timer], Hook], timer: Timer) -> Hook:
        """Call a sub-agent's timer, and vote; called by its environment."""
        return _run("on_timer", [[lambda: callback(timer)]], self._vote_combined)

    def collect(self, vote: Vote) -> None:
        """Take the vote of a sub-agent; called by its environment."""
        self._ballots.setdefault(vote.symbol, {})[vote.agent] = vote

    def _vote_combined(self) -> None:
        ballots, self._ballots = self._ballots, {}
        for symbol, by_agent in ballots.items():
            votes = [by_agent[name] for name in sorted(by_agent)]
            mean = sum(vote.side * vote.confidence for vote in votes) / len(votes)
            reason = "; ".join(f"{vote.agent}: {vote.reason}" for vote in votes)
            self.vote(symbol, (mean > 0.0) - (mean < 0.0), abs(mean), reason)


class _Within:
    """A sub-agent's environment: the composite's, but for what the composite has to know of."""

    def __init__(self, composite: CompositeAgent) -> None:
        self._composite = composite
        self.state_store = None  # the composite keeps one state for all

    @property
    def _environment(self) -> Environment:
        return self._composite.environment  # another one, where the composite moves to a thread

    def __getattr__(self, name: str) -> Any:
        return getattr(self._environment, name)

    def publish(self, topic: str, message: object, *, priority: int = 0) -> None:
        if isinstance(message, Vote) and self._composite.votes == "combined":
            self._composite.collect(message)
        else:
            self._environment.publish(topic, message, priority=priority)

    def ask(self, *, agent: str, **request: Any) -> Awaitable[Any]:
        return self._environment.ask(agent=self._composite.name, **request)

    def every(self, agent: str, period: int, callback: Callable[[Timer], Hook]) -> Timer:
        composite = self._composite
        return self._environment.every(
            composite.name, period, lambda timer: composite.call_back(callback, timer)
        )


def _phases(name: str, agents: Sequence[Agent]) -> Phases:
    """The agents by how many steps lie between them and one that requires no other."""
    by_name = {agent.name: agent for agent in agents}
    if not agents:
        raise AgentError(f"{name}: agents: expected at least one, was empty")
    if len(by_name) < len(agents):
        names = [agent.name for agent in agents]
        twice = next(each for each in names if names.count(each) > 1)
        raise AgentError(f"{name}: agents: expected names of their own, two are {twice}")
    for agent in agents:
        for required in agent.requires:
            if required not in by_name:
                raise AgentError(
                    f"{name}: {agent.name}: requires: no sub-agent {required!r}; "
                    f"{hint(required, by_name)}"
                )
    sorter = TopologicalSorter({agent.name: agent.requires for agent in agents})
    try:
        sorter.prepare()
    except CycleError as error:
        circle = " → ".join(reversed(error.args[1]))
        raise AgentError(
            f"{name}: requires: expected sub-agents that can be put in order, was {circle}"
        ) from None
    phases = []
    while sorter.is_active():
        ready = set(sorter.get_ready())
        phases.append([agent for agent in agents if agent.name in ready])
        sorter.done(*ready)
    return phases


def _launch_anew(agent: Agent) -> Hook:
    if agent.status is not AgentState.CREATED and agent.status is not AgentState.FAULTED:
        agent._lifecycle.to(AgentState.FAULTED)
    return agent.launch()


def _run(
    hook: str, phases: Iterable[Iterable[Callable[[], Hook]]], end: Callable[[], None]
) -> Hook:
    """Make the calls of one phase after the other; a coroutine only where there is one to wait for.

    Async hooks of one phase wait side by side.
    """
    left = iter(phases)
    for phase in left:
        tasks = _begin(hook, phase)
        if tasks:
            return _run_on(hook, tasks, left, end)
    end()
    return None


async def _run_on(
    hook: str,
    tasks: list[asyncio.Task[Any]],
    left: Iterable[Iterable[Callable[[], Hook]]],
    end: Callable[[], None],
) -> None:
    await _finish(tasks)
    for phase in left:
        await _finish(_begin(hook, phase))
    end()


def _begin(hook: str, phase: Iterable[Callable[[], Hook]]) -> list[asyncio.Task[Any]]:
    tasks: list[asyncio.Task[Any]] = []
    try:
        for call in phase:
            waiting = call()
            if waiting is None:
                continue
            check_returned(hook, waiting)
            task = start(cast(Coroutine[Any, Any, Any], waiting))
            if task is not None:
                tasks.append(task)
    except BaseException:
        for task in tasks:
            task.cancel()
        raise
    return tasks


async def _finish(tasks: list[asyncio.Task[Any]]) -> None:
    try:
        for task in tasks:
            await task
    except BaseException:
        for task in tasks:
            task.cancel()
        raise


def _gets(agent: Agent, topic: str) -> bool:
    return any(matches(pattern, topic) for pattern in agent.patterns())
