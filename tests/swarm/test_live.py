"""The same agents, live: inline, in threads, in processes."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from swarmcore.agents import (
    Agent,
    AgentState,
    CompositeAgent,
    Message,
    Tick,
)
from swarmcore.agents.placement import Scale
from swarmcore.bus import InFlight
from swarmcore.errors import AgentError, BusError
from swarmcore.execution.orders import OrderStatus
from swarmcore.market.messages import Bar
from swarmcore.swarm import Supervisor
from swarmcore.swarm.health import Health, HealthPolicy
from swarmcore.swarm.process_policy import ProcessPolicy
from swarmcore.swarm.watchdog import HangPolicy, Watchdog

from .live import Collects, FillsAtOnce, bar, live_swarm, run, until

sys.path.append(str(Path(__file__).parent))  # processes of agents get this path, too

import process_agents as agents

PROCESSES = ProcessPolicy(heartbeat=0.05, hang_after=1.0)


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
