"""Agents in processes of their own: what is lost, hung or raised there costs no event."""

from __future__ import annotations

import os
import queue
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest
from swarmcore import Instrument
from swarmcore.agents import Agent, Fault, Message
from swarmcore.agents.parameters import validated
from swarmcore.book import TimeInForce
from swarmcore.errors import AgentError, BusError, ConfigError
from swarmcore.execution.orders import Order
from swarmcore.market.messages import Bar
from swarmcore.swarm.child_environment import ChildAgent
from swarmcore.swarm.frames import Failed
from swarmcore.swarm.process_policy import ProcessPolicy
from swarmcore.swarm.processes import ProcessHost

sys.path.append(str(Path(__file__).parent))  # processes of agents get this path, too

import process_agents as agents

POLICY = ProcessPolicy(heartbeat=0.05, hang_after=1.0)


class Owner:
    """Keeps what it hears, and starts the process again when it is lost."""

    def __init__(self) -> None:
        self.published_messages: queue.Queue[Message] = queue.Queue()
        self.failures: queue.Queue[Failed] = queue.Queue()
        self.losses: queue.Queue[str] = queue.Queue()
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.events = 0
        self.poison: list[Bar] = []
        self.host: ProcessHost | None = None

    def published(self, topic: str, message: Any, priority: int) -> None:
        self.published_messages.put(message)

    def called(self, method: str, arguments: dict[str, Any], answer: Future[Any]) -> None:
        self.calls.append((method, arguments))
        order = Order(
            id=1,
            agent="orders",
            symbol="A",
            instrument=0,
            side=1,
            quantity=1,
            price=None,
            time_in_force=TimeInForce.IOC,
            ts=0,
        )
        answer.set_result(order if method == "submit" else 5)

    def acknowledged(self, events: int, busy: int, state: bytes) -> None:
        self.events += events

    def failed(self, failure: Failed, message: Any) -> None:
        self.failures.put(failure)
        assert self.host is not None
        if self.failures.qsize() % 2 == 0:
            self.host.skip(message)
        self.host.restart(Fault(0, self.host.name, failure.hook, failure.error, False))

    def lost(self, reason: str, hook: str, poison: Any) -> None:
        self.losses.put(reason)
        self.poison += [] if poison is None else [poison]
        assert self.host is not None
        self.host.start()


def bar(ts: int) -> Bar:
    return Bar(ts, "A", 1.0, 1.0, 1.0, 1.0, 1.0)


def child_of(agent: Agent) -> ChildAgent:
    kind = type(agent)
    return ChildAgent(
        kind=kind,
        parameters={name: getattr(agent, name) for name in validated(kind, {})},
        instruments=(Instrument("A", tick_size="0.01", lot_size="1"),),
        seed=7,
        clock=time.time_ns,
        heartbeat=POLICY.heartbeat,
        money_scale=2,
        flux_rules=None,
    )


@pytest.fixture
def owner() -> Iterator[Owner]:
    owner = Owner()
    yield owner
    if owner.host is not None:
        owner.host.stop()


def start(agent: Agent, owner: Owner, policy: ProcessPolicy = POLICY) -> ProcessHost:
    host = owner.host = ProcessHost(child_of(agent), policy, owner)
    host.start()
    return host


def counted(owner: Owner, events: int) -> list[list[int]]:
    """What Counts has published of so many events."""
    return [owner.published_messages.get(timeout=60).payload for _ in range(events)]


def living(host: ProcessHost, killed: list[int], seconds: float = 60.0) -> int:
    """The process that has taken the place of those killed."""
    deadline = time.monotonic() + seconds
    while host.pid is None or host.pid in killed:
        assert time.monotonic() < deadline, "no process has taken the place of a killed one"
        time.sleep(0.001)
    return host.pid


def test_every_event_is_handled_once_and_in_order(owner: Owner) -> None:
    """Packets hold many events; the acknowledgements count each."""
    host = start(agents.Counts(), owner)
    for ts in range(2000):
        host.deliver(bar(ts))
    assert counted(owner, 2000) == [[ts, ts + 1] for ts in range(2000)]
    host.control("pause").result(timeout=60)
    assert owner.events == 2000
    assert host.waiting == 0


@pytest.mark.parametrize(
    ("kind", "loss"),
    [
        (agents.HangsAt, "hung in on_bar for "),
        (agents.DiesAt, "was ended by SIGABRT"),
    ],
)
def test_a_process_that_hangs_or_dies_is_replaced_without_losing_an_event(
    owner: Owner, tmp_path: Path, kind: Any, loss: str
) -> None:
    """The state is that of the last acknowledged event, and nothing is published twice."""
    host = start(kind(time=700, marker=str(tmp_path / "marker")), owner)
    for ts in range(1500):
        host.deliver(bar(ts))
    assert counted(owner, 1500) == [[ts, ts + 1] for ts in range(1500)]
    assert owner.losses.get_nowait().startswith(loss)
    assert owner.losses.empty()
    host.control("pause").result(timeout=60)
    assert owner.events == 1500


def test_a_killed_process_is_replaced_again_and_again(owner: Owner) -> None:
    """Killed from outside at any moment, every event is handled and told once."""
    host = start(agents.Counts(), owner)
    seen: list[list[int]] = []
    killed: list[int] = []
    for ts in range(3000):
        host.deliver(bar(ts))
        if ts in (800, 1600):
            seen += counted(owner, 200)
            killed.append(living(host, killed))
            os.kill(killed[-1], signal.SIGKILL)
    seen += counted(owner, 3000 - len(seen))
    assert seen == [[ts, ts + 1] for ts in range(3000)]
    losses = [owner.losses.get_nowait() for _ in range(2)]
    assert losses == ["was ended by SIGKILL"] * 2
    assert owner.losses.empty()


def test_a_process_is_not_taken_for_silent_while_nobody_listens(owner: Owner) -> None:
    """Where what it publishes has to wait on the bus, its signs of life wait as well."""
    host = start(agents.Counts(), owner)
    published = owner.published

    def held_up(topic: str, message: Any, priority: int) -> None:
        time.sleep(1.5 * POLICY.hang_after if message.payload[0] == 0 else 0.0)
        published(topic, message, priority)

    owner.published = held_up  # type: ignore[method-assign]
    for ts in range(3):
        host.deliver(bar(ts))
    assert counted(owner, 3) == [[ts, ts + 1] for ts in range(3)]
    host.control("pause").result(timeout=60)
    assert owner.losses.empty()


def test_an_event_that_ends_two_processes_is_poison(owner: Owner) -> None:
    """It is told and not delivered again; what came with it in one packet is."""
    host = start(agents.DiesAt(time=40, marker="/nowhere/marker"), owner)
    for ts in range(100):
        host.deliver(bar(ts))
    assert [ts for ts, _ in counted(owner, 100)] == list(range(100))
    host.control("pause").result(timeout=60)
    assert owner.poison == [bar(40)]
    assert owner.losses.qsize() == 2


def test_a_process_that_wears_out_within_a_packet_gets_on_before_it_ends(owner: Owner) -> None:
    """Each starts where the last one ended, at an event that is none of the cause and no poison."""
    host = start(agents.DiesWorn(), owner)
    for ts in range(32):  # one packet: all of them wait when the process has started
        host.deliver(bar(ts))
    assert counted(owner, 32) == [[ts, ts + 1] for ts in range(32)]
    host.control("pause").result(timeout=60)
    assert owner.losses.qsize() == 5
    assert not owner.poison
    assert owner.events == 32


def test_an_event_that_fails_twice_is_skipped_and_the_others_are_handled(owner: Owner) -> None:
    """The agent starts again in its process; its state is rolled back each time."""
    host = start(agents.RaisesAt(times=(3,), always=True), owner)
    for ts in range(6):
        host.deliver(bar(ts))
    host.control("pause").result(timeout=60)
    failures = [owner.failures.get_nowait() for _ in range(2)]
    assert [(each.hook, each.error) for each in failures] == [("on_bar", "ValueError: bar 3")] * 2
    published = [owner.published_messages.get_nowait().payload for _ in range(6)]
    assert [ts for ts, _ in published] == [0, 1, 2, 3, 4, 5]
    assert published[-1] == [5, 5]
    assert owner.published_messages.empty()


def test_an_order_is_not_sent_again_with_its_event(owner: Owner) -> None:
    """What the first delivery ordered is answered from memory when the event comes again."""
    host = start(agents.Orders(), owner)
    host.deliver(bar(1))
    host.control("pause").result(timeout=60)
    assert owner.failures.get_nowait().error == "ValueError: after the order"
    assert [method for method, _ in owner.calls].count("submit") == 1


def test_a_full_queue_is_an_error_after_its_time_out(owner: Owner, tmp_path: Path) -> None:
    """The publisher waits, then is told who is full."""
    marker = str(tmp_path / "marker")
    policy = ProcessPolicy(heartbeat=0.5, hang_after=60.0, capacity=256, timeout=0.1)
    host = start(agents.HangsAt(time=0, marker=marker), owner, policy)
    for ts in range(255):  # the start of the process waits as well
        host.deliver(bar(ts))
    with pytest.raises(BusError, match="hangs_at: expected room for an event within 0.1 s"):
        host.deliver(bar(255))


def test_an_agent_that_cannot_cross_is_named(owner: Owner) -> None:
    """A class that another process cannot import is refused when the process is started."""

    class Local(Agent):
        pass

    with pytest.raises(AgentError, match="local: execution: expected an agent whose class and"):
        start(Local(), owner)


def test_a_message_that_cannot_cross_is_named(owner: Owner) -> None:
    """It is refused when it is delivered."""
    host = start(agents.Counts(), owner)
    with pytest.raises(BusError, match="counts: payload of type object: expected None, a bool"):
        host.deliver(object())


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"heartbeat": 0.0}, "heartbeat: expected more than 0 seconds, was 0.0"),
        ({"hang_after": 0.5}, "hang_after: expected two heartbeats \\(1.0 s\\) or more, was 0.5"),
        ({"capacity": 1}, "capacity: expected 256 or more, was 1"),
    ],
)
def test_a_policy_out_of_range_is_named(arguments: dict[str, Any], message: str) -> None:
    """One line that names the key."""
    with pytest.raises(ConfigError, match=message):
        ProcessPolicy(**arguments)
