"""The bus from Python beside nautilus_trader's message bus and asyncio in one run.

Run with `pytest benchmarks/python/bench_bus.py`. Every handler reads one attribute of its event.
A round is 1,000 deliveries of one event each, so that a median in µs is ns a delivery; of arrays it
is 256,000, and a median in µs, divided by 256, is ns an event and subscriber.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import swarmcore as sc
from nautilus_trader.common.component import MessageBus, TestClock
from nautilus_trader.model.identifiers import TraderId
from swarmcore.bus import EventBus, LiveEventBus

from .deliveries import delivery_to

DELIVERIES = 1_000
ARRAY = 256
TOPIC = "bar.A"

pytestmark = pytest.mark.benchmark(timer=time.thread_time)


class Bar:
    """What is published as an object."""

    __slots__ = ("close",)

    def __init__(self) -> None:
        self.close = 1.0


class Subscriber:
    """Counts what reaches it."""

    __slots__ = ("seen",)

    def __init__(self) -> None:
        self.seen = 0.0

    def on_bar(self, bar: Any) -> None:
        """One attribute."""
        self.seen += bar.close

    async def on_bar_async(self, bar: Any) -> None:
        """The same, without waiting."""
        self.seen += bar.close

    def on_rows(self, rows: Any) -> None:
        """The length, as an agent that only wants the last row would do."""
        self.seen += len(rows)


BAR = Bar()


def records(bus: EventBus | LiveEventBus, count: int) -> Any:
    """Bars that close at 1."""
    made = np.zeros(count, sc.EVENT)
    made["topic"] = bus.topic(TOPIC)
    made["kind"] = 1
    made["values"][:, 3] = 1.0
    return made


def nautilus(subscribers: list[Subscriber]) -> Callable[[], None]:
    """Publishes one object through nautilus_trader's bus."""
    bus = MessageBus(TraderId("BENCH-001"), TestClock())
    for each in subscribers:
        bus.subscribe(TOPIC, each.on_bar)
    publish = bus.publish
    return lambda: publish(TOPIC, BAR)


def objects(subscribers: list[Subscriber]) -> Callable[[], None]:
    """Publishes one object."""
    bus = EventBus()
    for each in subscribers:
        bus.subscribe(TOPIC, each.on_bar)
    publish = bus.publish
    return lambda: publish(TOPIC, BAR) and None


def agents(subscribers: list[Subscriber]) -> Callable[[], None]:
    """Publishes one object to hooks of agents, as a supervisor delivers."""
    bus = EventBus()
    for each in subscribers:
        bus.subscribe(TOPIC, delivery_to(each.on_bar))
    publish = bus.publish
    return lambda: publish(TOPIC, BAR) and None


def live(subscribers: list[Subscriber]) -> Callable[[], None]:
    """Publishes one object on a live bus, and delivers it."""
    bus = LiveEventBus()
    for each in subscribers:
        bus.subscribe(TOPIC, each.on_bar)
    publish, poll = bus.publish, bus.poll

    def run() -> None:
        publish(TOPIC, BAR)
        poll()

    return run


MAKERS = {
    "nautilus": nautilus,
    "objects": objects,
    "agents": agents,
    "live": live,
}


def timed(benchmark: Any, subscribers: list[Subscriber], publish: Callable[[], None]) -> None:
    """Rounds of 1,000 deliveries; each subscriber got each event."""
    events = DELIVERIES // len(subscribers)

    def run() -> None:
        for _ in range(events):
            publish()

    benchmark.pedantic(run, rounds=50, warmup_rounds=3)
    assert [each.seen for each in subscribers] == [53.0 * events] * len(subscribers)


@pytest.mark.parametrize("maker", MAKERS)
def test_one_subscriber(benchmark: Any, maker: str) -> None:
    """One publication, one delivery."""
    benchmark.group = "one subscriber, an object published"
    subscribers = [Subscriber()]
    timed(benchmark, subscribers, MAKERS[maker](subscribers))


@pytest.mark.parametrize("maker", ["records", "live records"])
def test_one_subscriber_to_records(benchmark: Any, maker: str) -> None:
    """1,000 records published in one call, each delivered to a Python handler."""
    benchmark.group = "one subscriber, an object published"
    bus = EventBus() if maker == "records" else LiveEventBus()
    subscriber = Subscriber()
    bus.subscribe(TOPIC, subscriber.on_bar)
    made = records(bus, DELIVERIES)
    poll = bus.poll if isinstance(bus, LiveEventBus) else lambda: None

    def run() -> None:
        bus.publish_records(made)
        poll()

    benchmark.pedantic(run, rounds=50, warmup_rounds=3)
    assert subscriber.seen == 53.0 * DELIVERIES


@pytest.mark.parametrize("maker", MAKERS)
def test_a_thousand_subscribers(benchmark: Any, maker: str) -> None:
    """One publication, 1,000 deliveries."""
    benchmark.group = "1,000 subscribers, one event"
    subscribers = [Subscriber() for _ in range(1_000)]
    timed(benchmark, subscribers, MAKERS[maker](subscribers))


@pytest.mark.parametrize("kind", [EventBus, LiveEventBus])
def test_a_thousand_subscribers_to_arrays(benchmark: Any, kind: type) -> None:
    """256 records to 1,000 subscribers, as one array each."""
    benchmark.group = "1,000 subscribers, arrays of 256 events"
    bus = kind()
    subscribers = [Subscriber() for _ in range(1_000)]
    for each in subscribers:
        bus.subscribe(TOPIC, each.on_rows, batch=True)
    made = records(bus, ARRAY)
    poll = bus.poll if isinstance(bus, LiveEventBus) else lambda: None

    def run() -> None:
        bus.publish_records(made)
        poll()

    benchmark.pedantic(run, rounds=50, warmup_rounds=3)
    assert [each.seen for each in subscribers] == [53.0 * ARRAY] * 1_000


@pytest.mark.parametrize("maker", ["inline", "queue and task"])
def test_async_handler(benchmark: Any, maker: str) -> None:
    """A handler that is a coroutine, inline by the bus or in a task fed by an asyncio.Queue."""
    benchmark.group = "async handler"
    subscriber = Subscriber()
    with asyncio.Runner(loop_factory=pytest.importorskip("uvloop").new_event_loop) as runner:
        if maker == "inline":
            bus = EventBus()
            bus.subscribe(TOPIC, subscriber.on_bar_async)

            async def dispatch() -> None:
                for _ in range(DELIVERIES):
                    bus.publish(TOPIC, BAR)
        else:

            async def dispatch() -> None:
                queue: asyncio.Queue[Bar] = asyncio.Queue()

                async def consume() -> None:
                    for _ in range(DELIVERIES):
                        await subscriber.on_bar_async(await queue.get())

                task = asyncio.create_task(consume())
                for _ in range(DELIVERIES):
                    queue.put_nowait(BAR)
                    await asyncio.sleep(0)
                await task

        benchmark.pedantic(lambda: runner.run(dispatch()), rounds=50, warmup_rounds=3)
    assert subscriber.seen == 53.0 * DELIVERIES
