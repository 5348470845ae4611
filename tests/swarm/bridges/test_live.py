"""Bridges of live buses: consumers in threads of their own, and lanes that wait."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from swarmcore import EVENT
from swarmcore.bus import EventBus, LiveEventBus
from swarmcore.errors import BusError, ConfigError
from swarmcore.swarm.bridges import BridgeError, BridgeThread, BrokerRefusedError, connect
from swarmcore.swarm.bridges.redis_streams import RedisStreams

from .servers import Server


def records(bus: LiveEventBus, topic: str, *times: int) -> NDArray[np.void]:
    """Bare records of these times."""
    rows = np.zeros(len(times), EVENT)
    rows["topic"], rows["kind"], rows["ts"] = bus.topic(topic), 1, times
    return rows


def publish(bus: LiveEventBus, numbers: list[int], most: int) -> None:
    """Publish numbers, and note each that was taken."""
    for number in range(most):
        bus.publish("bar.A", number)
        numbers.append(number)


def test_events_cross_between_live_buses(server: Server, until: Callable[..., Any]) -> None:
    """What other threads publish crosses in order, records and objects."""
    here, there = LiveEventBus(256), LiveEventBus(256)
    got: list[int] = []
    there.subscribe("bar.*", lambda event: got.append(event if type(event) is int else event.ts))

    def publish_all() -> None:
        for start in range(0, 3000, 30):
            here.publish_records(records(here, "bar.A", *range(start, start + 20)))
            for number in range(start + 20, start + 30):
                here.publish("bar.A", number)

    async def scenario() -> None:
        there.attach()
        async with (
            connect(server.url(), here, send=("bar.*",)) as sender,
            connect(server.url(group="g"), there, receive=("bar.*",)) as receiver,
        ):
            thread = threading.Thread(target=publish_all)
            thread.start()
            await until(lambda: len(got) == 3000)
            thread.join()
            # An arrival is counted once its packet has been delivered whole.
            await until(lambda: receiver.counts.received == 3000)
            assert sender.counts.sent == 3000
        there.detach()

    asyncio.run(scenario())
    assert got == list(range(3000))


def test_an_answer_crosses_and_nothing_comes_back(
    server: Server, until: Callable[..., Any]
) -> None:
    """A live bridge, too, knows what it published itself."""
    here, there = LiveEventBus(256), LiveEventBus(256)
    answers: list[Any] = []
    here.subscribe("answer.*", answers.append)
    there.subscribe("bar.*", lambda event: there.publish("answer.A", ("seen", event.ts)))
    topics = ("bar.*", "answer.*")

    async def scenario() -> None:
        here.attach()
        there.attach()
        async with (
            connect(server.url(group="here"), here, topics=topics) as one,
            connect(server.url(group="there"), there, topics=topics) as other,
        ):
            for number in range(100):
                here.publish_records(records(here, "bar.A", number))
            await until(lambda: len(answers) == 100)
            here.publish_records(records(here, "bar.A", 100))
            await until(lambda: len(answers) == 101)
            # Counted a moment after they arrived; an echo of the first hundred would be in it.
            for bridge in (one, other):
                await until(lambda bridge=bridge: bridge.counts.received == 101)
                await until(lambda bridge=bridge: bridge.counts.waiting == 0)
                assert bridge.counts.sent == 101
        here.detach()
        there.detach()

    asyncio.run(scenario())
    assert answers == [("seen", number) for number in range(101)]


def test_a_full_spool_holds_the_lane_up(server: Server, until: Callable[..., Any]) -> None:
    """While the broker is away publishers wait, and past their time-out get an error."""
    here = LiveEventBus(16)
    published: list[int] = []

    async def scenario() -> None:
        server.stop()
        url = server.url(spool=8, block_ms=50, backoff_most_ms=50)
        async with connect(url, here, send=("bar.*",)) as sender:
            with pytest.raises(BusError, match="bar.A: expected room for one more event"):
                publish(here, published, 100)
            assert 16 <= len(published) < 30
            server.start()
            await until(lambda: sender.counts.sent == len(published))

    asyncio.run(scenario())


def test_a_slow_consumer_holds_up_what_arrives(server: Server, until: Callable[..., Any]) -> None:
    """A full lane is tried again, and nothing is lost or doubled."""
    here, there = LiveEventBus(1024), LiveEventBus(8)
    got: list[int] = []
    slow = there.consumer()
    slow.subscribe("bar.*", lambda event: got.append(event.ts), timeout=0.01)

    async def scenario() -> None:
        async with (
            connect(server.url(), here, send=("bar.*",)),
            connect(server.url(group="g"), there, receive=("bar.*",)) as receiver,
        ):
            here.publish_records(records(here, "bar.A", *range(100)))
            await asyncio.sleep(0.2)
            assert receiver.counts.received == 0  # not delivered, and so not acknowledged
            while len(got) < 100:
                slow.poll(4)
                await asyncio.sleep(0.001)
            await until(lambda: receiver.counts.received == 100)

    asyncio.run(scenario())
    slow.close()
    assert got == list(range(100))


def test_what_was_not_delivered_is_not_acknowledged(
    server: Server, until: Callable[..., Any]
) -> None:
    """A member that leaves before its consumers took an event gets it again."""
    here, there = LiveEventBus(64), LiveEventBus(64)
    got: list[Any] = []

    async def scenario() -> None:
        async with connect(server.url(), here, send=("bar.*",)) as sender:
            here.publish("bar.A", "event")
            await until(lambda: sender.counts.sent == 1)
        idle = there.consumer()
        idle.subscribe("bar.*", got.append)
        async with connect(server.url(group="g"), there, receive=("bar.*",)) as receiver:
            await until(lambda: idle.wait(0))
            assert receiver.counts.received == 0
        idle.close()
        again = LiveEventBus(64)
        again.subscribe("bar.*", got.append)
        again.attach()
        async with connect(server.url(group="g"), again, receive=("bar.*",)):
            await until(lambda: got)
        again.detach()

    asyncio.run(scenario())
    assert got == ["event"]


def test_what_cannot_cross_is_counted(
    server: Server, until: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    """Its publisher has gone on long since: it is logged, and the next event crosses."""
    here = LiveEventBus(64)

    async def scenario() -> None:
        async with connect(server.url(), here, send=("bar.*",)) as sender:
            here.publish("bar.A", object())
            here.publish("bar.A", 1)
            await until(lambda: sender.counts.sent == 1)
            assert sender.counts.refused == 1

    with caplog.at_level(logging.ERROR):
        asyncio.run(scenario())
    assert "event not sent: bar.A: payload of type object" in caplog.text


def test_leaving_ends_in_time_while_the_broker_is_away(server: Server) -> None:
    """The thread that waits for room is let go, and the error says what is left."""
    here = LiveEventBus(64)

    async def scenario() -> None:
        server.stop()
        async with connect(server.url(spool=2, linger_ms=50), here, send=("bar.*",)):
            for number in range(10):
                here.publish("bar.A", number)

    with pytest.raises(BridgeError, match="expected every event to be stored, "):
        asyncio.run(scenario())


def test_a_bridge_runs_in_a_thread_of_its_own(server: Server) -> None:
    """Both ways, while the loop of the agents is blocked; stopping sends what is left."""
    here, there = LiveEventBus(4096), LiveEventBus(4096)
    got: list[Any] = []
    answers: list[Any] = []
    reader = there.consumer()
    reader.subscribe(
        "bar.*", lambda number: (got.append(number), there.publish("answer.A", number))
    )
    back = here.consumer()
    back.subscribe("answer.*", answers.append)
    one = connect(server.url(stream="there"), here, send=("bar.*",))
    other = connect(server.url(stream="there", group="g"), there, receive=("bar.*",))
    out = connect(server.url(stream="back"), there, send=("answer.*",))
    home = connect(server.url(stream="back", group="g"), here, receive=("answer.*",))

    def waits(condition: Callable[[], object]) -> None:
        deadline = time.monotonic() + 30
        while not condition():
            assert time.monotonic() < deadline
            reader.poll()
            back.poll()
            time.sleep(0.001)  # the only loop here that could be the agents'

    with BridgeThread(one) as sending, BridgeThread(other), BridgeThread(out), BridgeThread(home):
        for number in range(1000):
            here.publish("bar.A", number)
        waits(lambda: len(answers) == 1000)
        sending.drained(10)
        waits(lambda: home.counts.received == 1000)
        assert one.counts.sent == 1000
        here.publish("bar.A", "last")  # stopping sends it
    assert one.counts.sent == 1001
    assert got == answers == list(range(1000))
    reader.close()
    back.close()


def test_a_bridge_in_a_thread_tells_its_errors(redis_server: Server) -> None:
    """A refusal on starting, what is left on stopping, a failure on the way, a wrong use."""
    refused = connect(
        redis_server.url().replace("//", "//user:wrong@"), LiveEventBus(64), send=("bar.*",)
    )
    with pytest.raises(BrokerRefusedError, match="invalid username-password"):
        BridgeThread(refused).start()
    with pytest.raises(BridgeError, match="expected one that was started, was not"):
        BridgeThread(connect(redis_server.url(), LiveEventBus(64), send=("bar.*",))).stop()
    with pytest.raises(ConfigError, match="bus: expected a LiveEventBus, .* was EventBus"):
        BridgeThread(connect(redis_server.url(), EventBus(64), send=("bar.*",)))
    thread = BridgeThread(connect(redis_server.url(), LiveEventBus(64), send=("bar.*",)))
    thread.start()
    with pytest.raises(BridgeError, match="expected one that was not started before"):
        thread.start()
    thread.stop()
    with pytest.raises(BridgeError, match="expected one that runs, does not"):
        thread.drained()
    redis_server.stop()
    here = LiveEventBus(64)
    left = BridgeThread(connect(redis_server.url(linger_ms=50), here, send=("bar.*",)))
    left.start()
    here.publish("bar.A", 1)
    with pytest.raises(BridgeError, match="expected every event to be stored, 1 are left"):
        left.stop()


def test_a_failure_in_the_thread_is_told_on_stopping(
    redis_server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What nobody foresaw ends the bridge: it is logged, and `stop` raises it."""
    bridge = connect(redis_server.url(), LiveEventBus(64), send=("bar.*",))
    thread = BridgeThread(bridge)
    failed = threading.Event()

    async def fail(*_: object) -> int:
        failed.set()
        raise LookupError("nobody foresaw it")

    monkeypatch.setattr(RedisStreams, "append", fail)
    thread.start()
    bridge.publish_records(records(bridge.bus, "bar.A", 1))
    assert failed.wait(30)
    with pytest.raises(BridgeError):
        thread.stop()
    assert isinstance(bridge.failure, LookupError)


def test_a_whole_array_goes_in_as_lanes_have_room(
    server: Server, until: Callable[..., Any]
) -> None:
    """A lane that is full in the midst of an array takes the rest later: each record once."""
    here, there = LiveEventBus(1024), LiveEventBus(16)
    got: list[int] = []
    slow = there.consumer()
    slow.subscribe("bar.*", lambda event: got.append(event.ts), timeout=0.001)

    async def scenario() -> None:
        async with (
            connect(server.url(), here, send=("bar.*",)),
            connect(server.url(group="g"), there, receive=("bar.*",)) as receiver,
        ):
            for start in range(0, 500, 100):
                here.publish_records(records(here, "bar.A", *range(start, start + 100)))
            while len(got) < 500:
                slow.poll(5)
                await asyncio.sleep(0.003)
            await until(lambda: receiver.counts.received == 500)

    asyncio.run(scenario())
    slow.close()
    assert got == list(range(500))


def test_a_consumer_that_wants_something_else_holds_nothing_up(
    redis_server: Server, until: Callable[..., Any]
) -> None:
    """It sleeps through what arrives in its lane; the packets are acknowledged nevertheless."""
    here, there = LiveEventBus(1024), LiveEventBus(1024)
    there.subscribe("bar.A", lambda event: None)
    other = there.consumer()
    other.subscribe("bar.B", lambda event: None)

    async def scenario() -> None:
        there.attach()
        other.attach()
        async with (
            connect(redis_server.url(), here, send=("bar.*",)),
            connect(redis_server.url(group="g"), there, receive=("bar.*",)) as receiver,
        ):
            for number in range(3):
                here.publish_records(records(here, "bar.A", number))
                await until(lambda number=number: receiver.counts.received == number + 1)
        there.detach()

    asyncio.run(scenario())
    other.close()
