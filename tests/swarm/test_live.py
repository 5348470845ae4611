"""The same agents, live: inline, in threads, in processes, shared among instances."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from swarmcore.agents import (
    Agent,
    AgentState,
    CompositeAgent,
    Decision,
    Fault,
    Message,
    Tick,
)
from swarmcore.agents.placement import Scale
from swarmcore.bus import InFlight
from swarmcore.errors import AgentError, BusError, RequestError
from swarmcore.execution.orders import OrderStatus
from swarmcore.market.messages import Bar
from swarmcore.swarm import Supervisor, Swarm
from swarmcore.swarm.consensus import Consensus, Rules
from swarmcore.swarm.health import Health, HealthPolicy
from swarmcore.swarm.process_policy import ProcessPolicy
from swarmcore.swarm.quarantine import QuarantinedEvent
from swarmcore.swarm.watchdog import HangPolicy, Watchdog

from .live import FillsAtOnce, bar, live_swarm

sys.path.append(str(Path(__file__).parent))  # processes of agents get this path, too

import process_agents as agents

PROCESSES = ProcessPolicy(heartbeat=0.05, hang_after=1.0)


async def until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for something that other threads bring about."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        await asyncio.sleep(0.01)


def run(swarm: Swarm, during: Callable[[], Any], **arguments: Any) -> None:
    """Live as long as a coroutine."""

    async def live() -> None:
        async with swarm.live(**arguments):
            await during()

    asyncio.run(live())


class Collects(Agent):
    """Keeps what others publish."""

    subscribe = ("counted", "ordered", "ticked", "answered", "fault.*", "health.*")

    def on_start(self) -> None:
        self.messages: list[Any] = getattr(self, "messages", [])

    def on_message(self, message: Any) -> None:
        self.messages.append(message)

    @property
    def counts(self) -> list[Any]:
        return [each.payload for each in self.messages if isinstance(each, Message)]

    @property
    def faults(self) -> list[Fault]:
        return [each for each in self.messages if isinstance(each, Fault)]


def test_inline_agents_live_and_stop_in_order() -> None:
    """Events, ticks, timers, async hooks and votes work as in a replay; last come stops first."""
    said: list[str] = []

    class Lives(Agent):
        subscribe = ("bar.*", "clock.tick")

        def on_start(self) -> None:
            said.append(f"{self.name} starts")
            self.every(0.02, lambda: said.append("timer"))

        async def on_bar(self, event: Bar) -> None:
            await asyncio.sleep(0.001)
            said.append(f"{self.name} bar {event.ts}")

        def on_message(self, tick: Tick) -> None:
            said.append("tick")

        def on_stop(self) -> None:
            said.append(f"{self.name} stops")

    swarm = live_swarm([Lives(name="one"), Lives(name="two")])

    async def during() -> None:
        swarm.bus.publish("bar.A", bar(1), ts=1)
        await until(lambda: {"tick", "timer", "one bar 1", "two bar 1"} <= set(said))

    run(swarm, during, tick=0.05)
    assert said[:2] == ["one starts", "two starts"]
    assert said[-2:] == ["two stops", "one stops"]
    assert not swarm.supervisor.faults


def test_an_agent_in_a_thread_stays_in_one_thread_and_trades() -> None:
    """Its orders are sent by the event loop; its votes and faults are like any other's."""

    class Threaded(Agent):
        execution = "thread"

        def on_start(self) -> None:
            self.threads: set[int] = getattr(self, "threads", set())
            self.threads.add(threading.get_ident())
            self.bars: list[int] = getattr(self, "bars", [])

        def on_bar(self, event: Bar) -> None:
            self.threads.add(threading.get_ident())
            self.bars.append(event.ts)
            if event.ts == 3 and self.bars.count(3) == 1:
                raise ValueError("once")
            if event.ts == 5:
                self.sent = self.order("A", 1, 2)

        def on_stop(self) -> None:
            self.threads.add(threading.get_ident())

    agent, other = Threaded(), Threaded(name="other")
    swarm = live_swarm([agent, other])

    async def during() -> None:
        swarm.orders.on_bar(bar(0))
        for ts in range(1, 8):
            swarm.bus.publish("bar.A", bar(ts), ts=ts)
        await until(lambda: all(getattr(each, "bars", [])[-1:] == [7] for each in (agent, other)))

    run(swarm, during)
    assert agent.bars == other.bars == [1, 2, 3, 3, 4, 5, 6, 7]
    assert len(agent.threads) == len(other.threads) == 1
    assert threading.get_ident() not in agent.threads | other.threads
    assert agent.sent.status is OrderStatus.FILLED
    assert swarm.portfolio.quantity(0) == 4
    assert [each.error for each in swarm.supervisor.faults] == ["ValueError: once"] * 2
    assert agent.status is AgentState.STOPPED


def test_agents_in_threads_ask_and_answer_in_their_own_thread() -> None:
    """Async hooks wait there as inline, also for an agent in the same thread; faults are told."""

    class Answers(Agent):
        execution = "thread"

        async def on_request(self, request: Message) -> Any:
            await asyncio.sleep(0.001)
            if request.topic == "refuse":
                raise RequestError("not now")
            return [request.topic.upper(), threading.get_ident()]

    class Asks(Agent):
        execution = "thread"

        def on_start(self) -> None:
            self.said: list[Any] = getattr(self, "said", [])
            self.threads = {threading.get_ident()}

        async def on_bar(self, event: Bar) -> None:
            self.said.append((await self.ask("answers", "first"))[0])
            self.threads.add((await self.ask("answers", "second"))[1])
            self.threads.add(threading.get_ident())
            for agent, topic in (("answers", "refuse"), ("nobody", "why")):
                try:
                    await self.ask(agent, topic)
                except (RequestError, AgentError) as error:
                    self.said.append(f"{type(error).__name__}: {error}")
            await self.ask("late", "", timeout=0.01)

    class Late(Agent):
        async def on_request(self, request: Message) -> Any:
            await asyncio.sleep(0.1)

    asks = Asks()
    swarm = live_swarm([Late(), Answers(), asks])

    async def during() -> None:
        swarm.bus.publish("bar.A", bar(1), ts=1)
        await until(lambda: bool(swarm.supervisor.faults))

    run(swarm, during, threads=1)
    assert asks.said[:2] == ["FIRST", "RequestError: answers: refuse: not now"]
    assert asks.said[2].startswith("AgentError: asks: ask: agent: expected an agent of the swarm")
    assert len(asks.threads) == 1
    assert threading.get_ident() not in asks.threads
    error = swarm.supervisor.faults[0].error
    assert error.startswith("RequestTimeoutError: late: expected an answer to '' within 0.01 s")


def test_sub_agents_of_a_composite_in_a_thread_order_by_the_event_loop() -> None:
    """They reach the account as their composite does."""

    class Buys(Agent):
        def on_bar(self, event: Bar) -> None:
            self.order(event.symbol, 1, 1)

    class Apart(CompositeAgent):
        execution = "thread"

    swarm = live_swarm([Apart(agents=(Buys(),))])
    threads: set[int] = set()
    submit = swarm.orders.submit

    def noted(**arguments: Any) -> Any:
        threads.add(threading.get_ident())
        return submit(**arguments)

    swarm.orders.submit = noted  # type: ignore[method-assign]

    async def during() -> None:
        swarm.orders.on_bar(bar(0))
        swarm.bus.publish("bar.A", bar(1), ts=1)
        await until(lambda: swarm.portfolio.quantity(0) == 1)

    run(swarm, during)
    assert threads == {threading.get_ident()}


def test_an_agent_in_a_process_votes_orders_asks_and_keeps_time() -> None:
    """What it asks its swarm for is answered, and its orders pass the one gate."""

    class Oracle(Agent):
        def on_request(self, request: Message) -> Any:
            return request.topic.upper()

    collects = Collects()
    swarm = live_swarm([Oracle(), agents.OrdersApart(), agents.AsksApart(), collects])

    async def during() -> None:
        swarm.orders.on_bar(bar(0))
        swarm.bus.publish("bar.A", bar(1), ts=1)
        message = Message(ts=1, sender="test", topic="question.one", payload="why")
        swarm.bus.publish("question.one", message, ts=1)
        await until(lambda: "WHY" in collects.counts and len(collects.faults) == 1)
        await until(lambda: len(collects.counts) >= 5)

    run(swarm, during)
    assert swarm.portfolio.quantity(0) == 1
    assert [1, 10**9, 1] in collects.counts
    (order,) = swarm.orders.orders.values()
    assert (order.agent, order.status) == ("orders_apart", OrderStatus.FILLED)
    assert swarm.supervisor.members["orders_apart"].agent.status is AgentState.STOPPED


def test_an_agent_in_a_process_answers_requests() -> None:
    """A refusal, a fault and the end of its process are told to who asks; none is asked again."""
    swarm = live_swarm(
        [agents.AnswersApart(name="answers")], supervisor=Supervisor(processes=PROCESSES)
    )

    async def ask(topic: str, timeout: float = 30.0) -> Any:
        await until(lambda: swarm.supervisor.is_running("answers"))
        try:
            return await swarm.environment.ask(
                agent="test", recipient="answers", topic=topic, payload=None, timeout=timeout
            )
        except RequestError as error:
            return str(error)

    async def during() -> None:
        for ts in range(1, 8):
            swarm.bus.publish("bar.A", bar(ts), ts=ts)
        metrics = swarm.supervisor.members["answers"].agent.metrics
        await until(lambda: metrics.events == 7)
        assert await ask("count") == 7
        assert await ask("refuse") == "answers: refuse: not now"
        assert await ask("raise") == "answers: raise: ValueError: on purpose"
        assert "expected None, a bool" in await ask("no message")
        assert "process was ended by SIGABRT" in await ask("end")
        assert await ask("count") == 7
        assert "expected an agent of the swarm, was 'nobody'" in await ask("unknown")
        swarm.supervisor.handler.quarantine.add(
            QuarantinedEvent(1, "answers", "on_batch", "why", np.zeros(2))
        )
        status = await ask("status")
        assert status.agent("answers").execution == "process"
        assert status.agent("answers").faults == len(status.faults) == 3
        assert status.quarantined[0].event == "array([0., 0.])"

    run(swarm, during)
    errors = [fault.error for fault in swarm.supervisor.faults]
    assert errors[0] == "ValueError: on purpose"
    assert errors[1].startswith("PayloadError: no message: payload of type object")
    assert errors[2] == "process was ended by SIGABRT"


@pytest.mark.parametrize("execution", ["inline", "process"])
def test_the_instance_that_has_a_symbol_answers_what_is_asked_of_it(execution: str) -> None:
    """By the name of the agent; what names no symbol is answered by the first instance."""
    agent = agents.CountsSymbols()
    agent.execution = execution  # type: ignore[assignment]
    symbols = [f"S{number}" for number in range(6)]
    swarm = live_swarm([agent], symbols, supervisor=Supervisor(processes=PROCESSES))

    async def ask(payload: Any) -> Any:
        return await swarm.environment.ask(
            agent="test", recipient="counts_symbols", topic="count", payload=payload, timeout=30.0
        )

    async def during() -> None:
        group = swarm.supervisor.scaled.groups["counts_symbols"]
        for ts, symbol in enumerate(symbols):
            swarm.bus.publish(f"bar.{symbol}", bar(ts, symbol), ts=ts)
        # What is asked on the way is answered by the new owner.
        moved = group.resize(3, swarm.environment.now)
        answers = await asyncio.gather(*(ask(symbol) for symbol in symbols))
        await asyncio.wrap_future(moved)
        owners = group.router.owners
        assert len(set(owners.values())) > 1
        assert answers == [[owners[symbol], 1] for symbol in symbols]
        assert await ask({"symbol": "S1"}) == [owners["S1"], 0]
        assert await ask("no symbol") == ["counts_symbols-1", 0]

    run(swarm, during)
    assert not swarm.supervisor.faults


def test_a_killed_process_is_replaced_and_no_event_is_lost() -> None:
    """The fault names the signal; the count goes on where it was."""
    collects = Collects()
    swarm = live_swarm([agents.CountsApart(), collects], supervisor=Supervisor(processes=PROCESSES))

    async def during() -> None:
        member = swarm.supervisor.members["counts_apart"]
        for ts in range(1, 1001):
            swarm.bus.publish("bar.A", bar(ts), ts=ts)
            if ts == 500:
                await until(lambda: len(collects.counts) >= 100)
                assert member.host is not None
                assert member.host.pid is not None
                os.kill(member.host.pid, signal.SIGKILL)
        await until(lambda: len(collects.counts) >= 1000)

    run(swarm, during)
    assert collects.counts == [[ts, ts] for ts in range(1, 1001)]
    (fault,) = collects.faults
    assert fault.error == "process was ended by SIGKILL"


def test_a_process_that_leaks_is_replaced_before_it_holds_the_limit() -> None:
    """Told as unhealthy; what it leaked goes with its process."""
    collects = Collects()
    policy = HealthPolicy(interval=0.1, memory_limit=400 << 20)
    swarm = live_swarm(
        [agents.LeaksApart(), collects],
        supervisor=Supervisor(processes=PROCESSES, health=policy),
    )

    async def during() -> None:
        ts = 1
        swarm.bus.publish("bar.A", bar(ts), ts=ts)
        # What waits while the process starts would be more than its restarts can leak.
        await until(lambda: bool(collects.counts))
        while not collects.faults:
            ts += 1
            swarm.bus.publish("bar.A", bar(ts), ts=ts)
            await asyncio.sleep(0.01)
        swarm.bus.publish("bar.A", bar(0), ts=0)
        await until(lambda: [0, ts + 1] in collects.counts)

    run(swarm, during)
    assert [count for _, count in collects.counts] == list(range(1, len(collects.counts) + 1))
    told = [each for each in collects.messages if getattr(each, "health", None)]
    assert Health.UNHEALTHY in {each.health for each in told}
    assert "of 400 MiB" in collects.faults[0].error


def test_symbols_move_between_processes_and_every_event_is_counted_once() -> None:
    """The state of a symbol goes with it, however often the instances change."""
    symbols = [f"S{number}" for number in range(12)]
    collects = Collects()
    swarm = live_swarm(
        [agents.CountsSymbols(), collects],
        symbols,
        supervisor=Supervisor(processes=PROCESSES),
    )

    async def during() -> None:
        group = swarm.supervisor.scaled.groups["counts_symbols"]
        for step, size in enumerate((1, 3, 2, 3, 1)):
            for ts in range(step * 20 + 1, step * 20 + 21):
                for symbol in symbols:
                    swarm.bus.publish(f"bar.{symbol}", bar(ts, symbol), ts=ts)
            if size != len(group.names):
                await asyncio.wrap_future(group.resize(size, swarm.environment.now))
        await until(lambda: len(collects.counts) == 1200)
        assert group.router.moves > 0

    run(swarm, during)
    for symbol in symbols:
        counts = [count for name, count in collects.counts if name == symbol]
        assert counts == list(range(1, 101))
    assert list(swarm.supervisor.members) == ["collects", "counts_symbols-1"]


def test_instances_of_an_agent_are_one_voter_whoever_has_the_symbol() -> None:
    """They vote under its name; nobody waits for the vote of an instance that does not run."""

    class Wide(Agent):
        scale = Scale(minimum=1, maximum=3, cool_down=3600.0)

        def on_bar(self, event: Bar) -> None:
            self.vote(event.symbol, 1)

    class Votes(Agent):
        def on_bar(self, event: Bar) -> None:
            self.vote(event.symbol, 1)

    symbols = [f"S{number}" for number in range(6)]
    consensus = Consensus(Rules(quorum_share=1.0), voters=("wide", "votes"), weights={"wide": 3.0})
    swarm = live_swarm([Wide(), Votes()], symbols, consensus=consensus)
    decisions: dict[str, Decision] = {}
    swarm.bus.subscribe("decision.*", lambda each: decisions.update({each.symbol: each}))

    def deliver() -> None:
        while swarm.bus.poll():
            pass

    def decide(ts: int) -> None:
        decisions.clear()
        for symbol in symbols:
            swarm.bus.publish(f"bar.{symbol}", bar(ts, symbol), ts=ts)
        deliver()
        swarm.tick()
        deliver()
        assert len(decisions) == len(symbols)

    swarm.supervisor.start_all()
    group = swarm.supervisor.scaled.groups["wide"]
    for ts, size in enumerate((1, 3, 2, 3)):
        if size != len(group.names):
            group.resize(size, swarm.environment.now)
        decide(ts)
        for decision in decisions.values():
            assert (decision.voters, decision.quorum, decision.side) == (2, 2, 1)
            assert [vote.agent for vote in decision.votes] == ["votes", "wide"]
            assert decision.weights == (1.0, 3.0)
    swarm.supervisor.pause_agent("wide-2")
    decide(9)
    owners = group.router.owners
    assert set(owners.values()) == set(group.names)
    for symbol, decision in decisions.items():
        assert decision.voters == (1 if owners[symbol] == "wide-2" else 2)
        assert decision.side == 1


def test_instances_of_an_agent_order_within_its_share_of_the_risk_budget() -> None:
    """However many they are; before, nothing bounded what they ordered on their own."""

    class Wide(Agent):
        scale = Scale(minimum=2, maximum=2)

        def on_bar(self, event: Bar) -> None:
            self.order(event.symbol, 1, 5000)

    consensus = Consensus(voters=("wide",))
    symbols = ["S0", "S1", "S2"]
    swarm = live_swarm([Wide()], symbols, consensus=consensus, risk_limit=0.01)
    swarm.supervisor.start_all()
    for symbol in symbols:
        swarm.bus.publish(f"bar.{symbol}", bar(1, symbol), ts=1)
        while swarm.bus.poll():
            pass
    owners = swarm.supervisor.scaled.groups["wide"].router.owners
    assert set(owners.values()) == {"wide-1", "wide-2"}
    statuses = [order.status for order in swarm.orders.orders.values()]
    assert statuses == [OrderStatus.FILLED, OrderStatus.FILLED, OrderStatus.DENIED]


def test_instances_follow_the_load() -> None:
    """One more where one is busy, one fewer where all are idle, never beyond the bounds."""

    class Busy(Agent):
        scale = Scale(minimum=1, maximum=2, cool_down=0.0)

        def on_bar(self, event: Bar) -> None:
            pass

    swarm = live_swarm([Busy()])
    group = swarm.supervisor.scaled.groups["busy"]
    start = swarm.environment.now
    (instance,) = group._instances
    second = 1_000_000_000
    sizes = []
    for step, busy in enumerate((0.2, 0.85, 0.9, 0.5, 0.1, 0.1), start=1):
        instance._busy += round(busy * second)  # type: ignore[union-attr]
        group.consider(start + step * second)
        sizes.append(len(group.names))
    assert sizes == [1, 2, 2, 2, 1, 1]


@pytest.mark.parametrize("stays", [False, True])
def test_an_inline_agent_that_hangs_halts_entries_and_is_named(stays: bool) -> None:
    """They pass again when it comes back, or stay halted where that is asked for."""
    seen: list[dict[str, str]] = []

    class Hangs(Agent):
        def on_bar(self, event: Bar) -> None:
            deadline = time.monotonic() + 30.0
            while not seen and time.monotonic() < deadline:
                if swarm.orders.halts:
                    seen.append(dict(swarm.orders.halts))

    policy = HangPolicy(after=0.2, stay_halted=stays)
    swarm = live_swarm([Hangs()], supervisor=Supervisor(hangs=policy))

    async def during() -> None:
        swarm.bus.publish("bar.A", bar(1), ts=1)
        member = swarm.supervisor.members["hangs"]
        await until(lambda: bool(seen) and not member.hangs)
        await until(lambda: bool(swarm.orders.halts) is stays)

    run(swarm, during)
    (halts,) = seen
    assert list(halts) == ["hang of hangs"]
    assert halts["hang of hangs"].startswith("agent hangs hangs for ")


def test_a_venue_that_loses_its_connection_halts_entries_until_it_is_back() -> None:
    """What is watched is told of like an agent."""
    collects = Collects()
    swarm = live_swarm([collects], supervisor=Supervisor(health=HealthPolicy(interval=0.02)))
    venue = FillsAtOnce()
    swarm.supervisor.checks.watch("venue", venue, halts=True)

    async def during() -> None:
        venue.connected = False
        await until(lambda: "venue" in swarm.orders.halts)
        venue.connected = True
        await until(lambda: not swarm.orders.halts)

    run(swarm, during)
    assert [(each.agent, each.health) for each in collects.messages] == [
        ("venue", Health.UNHEALTHY),
        ("venue", Health.HEALTHY),
    ]


def test_the_watchdog_tells_once_of_a_hang_and_once_of_its_end() -> None:
    """It compares what it sees at two times of a clock that is passed in."""
    flight = InFlight()
    told: list[tuple[str, str, float]] = []
    watchdog = Watchdog(
        lambda: (flight,),
        HangPolicy(after=5.0),
        lambda agent, seconds: told.append(("hangs", agent, seconds)),
        lambda agent, seconds: told.append(("returns", agent, seconds)),
    )
    watchdog.look(0.0)
    flight.count, flight.agent = 1, "a"
    for now in (1.0, 5.0, 6.0, 7.0):
        watchdog.look(now)
    flight.agent = ""
    watchdog.look(8.0)
    flight.count, flight.agent = 2, "b"
    watchdog.look(9.0)
    flight.count = 3
    watchdog.look(15.0)
    assert told == [("hangs", "a", 5.0), ("returns", "a", 7.0)]


def test_what_cannot_live_is_refused_by_name() -> None:
    """Each message says what to do."""

    class Nowhere(Agent):
        execution = "cloud"  # type: ignore[assignment]

    class Shared(Agent):
        execution = "thread"
        scale = Scale()

    with pytest.raises(AgentError, match="nowhere: execution: no such place as 'cloud'; expected"):
        live_swarm([Nowhere()])
    with pytest.raises(AgentError, match="shared: scale: expected an agent that runs inline"):
        live_swarm([Shared()])
    swarm = live_swarm([Agent(name="a")])
    with pytest.raises(AgentError, match="live: tick: expected more than 0 seconds, was 0"):
        swarm.live(tick=0.0)
    with pytest.raises(AgentError, match="live: threads: expected 1 or more, was 0"):
        swarm.live(threads=0)


def test_a_swarm_on_the_bus_of_a_replay_cannot_live() -> None:
    """It is told which bus it needs."""
    swarm = live_swarm([Agent(name="a")])
    from swarmcore.bus import EventBus

    swarm.bus = EventBus()
    with pytest.raises(BusError, match="live: expected a swarm on a LiveEventBus"):
        swarm.live()
