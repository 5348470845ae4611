"""Two buses and a real broker between them."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np
import pytest
import uvloop
from numpy.typing import NDArray
from swarmcore import EVENT
from swarmcore.agents.messages import Message, Vote
from swarmcore.bus import Event, EventBus
from swarmcore.market.messages import Bar
from swarmcore.swarm.bridges import (
    BridgeError,
    BridgeHealth,
    BrokerRefusedError,
    PayloadError,
    SpoolFullError,
    connect,
    default_types,
)

from .servers import Server


def records(bus: EventBus, topic: str, count: int) -> NDArray[np.void]:
    """Bars as bare records."""
    rows = np.zeros(count, EVENT)
    rows["topic"], rows["ts"], rows["kind"] = bus.topic(topic), np.arange(count), 1
    rows["values"], rows["instrument"], rows["priority"] = [1, 2, 3, 4, 5], 7, 9
    return rows


def noted(bus: EventBus, pattern: str) -> list[tuple[Any, ...]]:
    """What a bus delivers, with all that a record holds but its sequence."""
    seen: list[tuple[Any, ...]] = []

    def note(event: Event, payload: object) -> None:
        name = bus.topic_name(event.topic)
        fields = (event.ts, event.kind, event.instrument, event.priority, event.values)
        seen.append((name, *fields, payload))

    bus.subscribe(pattern, note, with_record=True)
    return seen


@pytest.mark.parametrize("run", [asyncio.run, uvloop.run], ids=["asyncio", "uvloop"])
def test_events_cross_as_they_are_and_in_order(
    server: Server, until: Callable[..., Any], run: Callable[..., Any]
) -> None:
    """Records and objects, their times, kinds and priorities, under this side's ids of topics."""
    here, there = EventBus(1024), EventBus(1024)
    there.topic("another.topic.first")  # so that ids differ
    sent, got = noted(here, "bar.*"), noted(there, "*")

    async def scenario() -> None:
        bars = [Bar(ts, "A", 1.0, 2.0, 0.5, float(ts), 3.0) for ts in range(300)]
        async with (
            connect(server.url(), here, send=("bar.*",)) as sender,
            connect(server.url(group="g"), there, receive=("bar.*",)) as receiver,
        ):
            for bar in bars:
                here.publish("bar.A", bar, ts=bar.ts, priority=bar.ts % 3, kind=64, instrument=5)
            here.publish_records(records(here, "bar.BRK.B", 300))
            here.publish("quote.A", "not carried")
            here.publish("bar.none", None)
            await sender.drained()
            await until(lambda: receiver.counts.received == 601)
            assert sender.counts.sent == 601
            assert sender.counts.waiting == sender.counts.received == 0

    run(scenario())
    assert len(sent) == 601
    assert [event for event in got if event[0] != "health.bridge"] == sent


def test_an_answer_crosses_and_nothing_comes_back(
    server: Server, until: Callable[..., Any]
) -> None:
    """Topics may be carried both ways: what arrived is not sent again, what answers it is."""
    here, there = EventBus(1024), EventBus(1024)
    everything, answers = noted(here, "*.*"), noted(here, "answer.*")

    def answer(event: Event) -> None:
        # The answer to a record is a record of another topic, and one that equals it but in time.
        copy = np.zeros(1, EVENT)
        copy["topic"], copy["kind"], copy["ts"] = there.topic("answer.record"), 1, event.ts
        there.publish_records(copy)
        there.publish("answer.object", ("seen", event.ts))

    there.subscribe("bar.*", answer)
    topics = ("bar.*", "answer.*", "*.*")

    async def scenario() -> None:
        async with (
            connect(server.url(group="here"), here, topics=topics) as one,
            connect(server.url(group="there"), there, topics=topics) as other,
        ):
            here.publish_records(records(here, "bar.A", 500))
            await until(lambda: len(answers) == 1000)
            # Were anything echoed, it would be under way before these are back.
            here.publish_records(records(here, "bar.A", 1))
            await until(lambda: len(answers) == 1002)
            assert one.counts.sent == one.counts.waiting + 501
            assert other.counts.sent == 1002
            assert (one.counts.received, other.counts.received) == (1002, 501)

    asyncio.run(scenario())
    assert [event[1] for event in answers[:1000:2]] == list(range(500))
    assert [event[-1] for event in answers[1:1000:2]] == [("seen", ts) for ts in range(500)]
    assert sum(event[0] == "bar.A" for event in everything) == 501


def test_an_event_of_several_patterns_crosses_once(
    server: Server, until: Callable[..., Any]
) -> None:
    """Patterns may overlap."""
    here, there = EventBus(64), EventBus(64)
    got = noted(there, "bar.*")

    async def scenario() -> None:
        async with (
            connect(server.url(), here, send=("bar.*", "bar.A", "*A")),
            connect(server.url(group="g"), there, receive=("*.A", "bar.*")),
        ):
            for number in range(3):
                here.publish("bar.A", number)
            here.publish("last.A", None)
            there_last = noted(there, "last.*")
            await until(lambda: there_last)

    asyncio.run(scenario())
    assert [event[-1] for event in got] == [0, 1, 2]


def test_groups_get_everything_and_members_share(server: Server, until: Callable[..., Any]) -> None:
    """Each group gets every event; in a group each event goes to one member."""
    here, alone, first, second = (EventBus(1024) for _ in range(4))
    one, two, three = (noted(bus, "bar.*") for bus in (alone, first, second))

    async def scenario() -> None:
        url = server.url(packet=1, group="shared")
        async with (
            connect(server.url(packet=1), here, send=("bar.*",)) as sender,
            connect(server.url(group="alone"), alone, receive=("*",)),
            connect(url + "&consumer=a", first, receive=("*",)),
            connect(url + "&consumer=b", second, receive=("*",)),
        ):
            for number in range(300):
                here.publish("bar.A", number)
                if number % 50 == 0:
                    await sender.drained()
            await until(lambda: len(one) == 300 and len(two) + len(three) == 300)

    asyncio.run(scenario())
    assert [event[-1] for event in one] == list(range(300))
    assert sorted(event[-1] for event in two + three) == list(range(300))


def test_a_group_resumes_where_it_acknowledged(server: Server, until: Callable[..., Any]) -> None:
    """A member that was away gets what it missed and nothing twice."""
    here = EventBus(1024)

    async def scenario() -> list[list[Any]]:
        runs = []
        async with connect(server.url(), here, send=("bar.*",)) as sender:
            for start in (0, 10, 20):
                for number in range(start, start + 10):
                    here.publish("bar.A", number)
                await sender.drained()
                there = EventBus(64)
                got = noted(there, "bar.*")
                async with connect(server.url(group="g"), there, receive=("*",)):
                    await until(lambda got=got: len(got) >= 10)
                runs.append([event[-1] for event in got])
        return runs

    assert asyncio.run(scenario()) == [[*range(10)], [*range(10, 20)], [*range(20, 30)]]


def test_a_new_group_may_begin_at_the_end(server: Server, until: Callable[..., Any]) -> None:
    """start=new leaves out what the stream held before the group."""
    here, there = EventBus(64), EventBus(64)
    got = noted(there, "bar.*")

    async def scenario() -> None:
        async with connect(server.url(), here, send=("bar.*",)) as sender:
            here.publish("bar.A", "before")
            await sender.drained()
            async with connect(server.url(group="g", start="new"), there, receive=("*",)):
                here.publish("bar.A", "after")
                await until(lambda: got)

    asyncio.run(scenario())
    assert [event[-1] for event in got] == ["after"]


def test_what_cannot_cross_is_told_to_its_publisher(server: Server) -> None:
    """The error names topic and type; others of the bus have the event nevertheless."""
    here = EventBus(64)
    local = noted(here, "bar.*")

    async def scenario() -> int:
        async with connect(server.url(), here, send=("bar.*",)) as sender:
            with pytest.raises(PayloadError, match="bar.A: payload of type object"):
                here.publish("bar.A", object())
            return sender.counts.waiting

    assert asyncio.run(scenario()) == 0
    assert len(local) == 1


class Own(msgspec.Struct, frozen=True):
    x: int


def test_a_message_that_one_side_does_not_know_is_refused_there(
    server: Server, until: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    """It is counted and logged, and what came with it arrives."""
    here, there = EventBus(64), EventBus(64)
    got = noted(there, "own.*")
    types = default_types()
    types.register(Own)

    async def scenario() -> None:
        async with (
            connect(server.url(), here, send=("own.*",), types=types),
            connect(server.url(group="g"), there, receive=("*",)) as receiver,
        ):
            for payload in (1, Own(2), 3):
                here.publish("own.A", payload)
            await until(lambda: len(got) == 2)
            assert (receiver.counts.received, receiver.counts.refused) == (2, 1)

    with caplog.at_level(logging.ERROR):
        asyncio.run(scenario())
    assert (
        "own.A: event refused: payload: expected a message registered here, was Own" in caplog.text
    )


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_handler_that_raises_keeps_no_event_from_arriving(
    server: Server, until: Callable[..., Any], caplog: pytest.LogCaptureFixture
) -> None:
    """The fault is the handler's: it is logged, and the events count as delivered."""
    here, there = EventBus(64), EventBus(64)
    got = noted(there, "*")

    def refuse(event: object) -> None:
        raise LookupError("not mine")

    there.subscribe("bar.*", refuse)

    async def scenario() -> None:
        async with (
            connect(server.url(), here, send=("bar.*",)),
            connect(server.url(group="g"), there, receive=("bar.*",)),
        ):
            here.publish_records(records(here, "bar.A", 3))
            here.publish("bar.A", "object")
            here.publish_records(records(here, "bar.A", 2))
            await until(lambda: len(got) == 7)

    with caplog.at_level(logging.ERROR):
        asyncio.run(scenario())
    assert [event[-1] for event in got] == [got[0][-1], None, None, None, "object", None, None]
    assert caplog.text.count("a handler of an event that arrived raised") == 3


def test_messages_of_agents_cross(server: Server, until: Callable[..., Any]) -> None:
    """Votes and messages with payloads of their own come as what they are."""
    here, there = EventBus(64), EventBus(64)
    got = noted(there, "*")
    vote = Vote("momentum", "A", 1, 0.5, "up", 3)
    message = Message(ts=1, sender="a", topic="note.a", payload={"vote": vote, "pair": (1, 2)})

    async def scenario() -> None:
        async with (
            connect(server.url(), here, send=("vote.*", "note.*")),
            connect(server.url(group="g"), there, receive=("vote.*", "note.*")),
        ):
            here.publish("vote.A", vote, ts=3)
            here.publish("note.a", message, ts=1)
            await until(lambda: len(got) == 3)

    asyncio.run(scenario())
    assert [event[-1] for event in got[1:]] == [vote, message]


def test_arrays_are_sent_without_the_local_bus(server: Server, until: Callable[..., Any]) -> None:
    """publish_records of the bridge packs whole arrays; await room() keeps within the spool."""
    here, there = EventBus(1024), EventBus(1024)
    got = noted(there, "bar.*")
    rows = records(here, "bar.A", 5000)

    async def scenario() -> None:
        async with (
            connect(server.url(spool=1024), here, send=("bar.*",)) as sender,
            connect(server.url(group="g"), there, receive=("bar.*",)),
        ):
            with pytest.raises(SpoolFullError, match="expected room for 5000 events, 0 of 1024"):
                sender.publish_records(rows)
            for start in range(0, 5000, 500):
                await sender.room(500)
                sender.publish_records(rows[start : start + 500])
            await until(lambda: len(got) == 5000)

    asyncio.run(scenario())
    assert [event[1] for event in got] == list(range(5000))


def test_a_bridge_tells_when_it_finds_and_loses_its_broker(
    server: Server, until: Callable[..., Any]
) -> None:
    """Connected and health.bridge say so; what is published meanwhile waits and arrives."""
    here, there = EventBus(64), EventBus(64)
    health: list[BridgeHealth] = []
    here.subscribe("health.bridge", health.append)
    got = noted(there, "bar.*")
    clock = iter(range(100, 200)).__next__

    async def scenario() -> None:
        server.stop()
        url = server.url(timeout_ms=1000, backoff_most_ms=50)
        async with connect(url, here, send=("bar.*",), clock=clock) as sender:
            assert not sender.connected
            here.publish("bar.A", 1)
            server.start()
            await until(lambda: sender.connected)
            await sender.drained()
            server.stop()
            await until(lambda: not sender.connected)
            here.publish("bar.A", 2)
            assert sender.counts.waiting == 1
            server.start()
            await sender.drained()
            async with connect(server.url(group="g"), there, receive=("bar.*",)):
                await until(lambda: len(got) == 2)

    asyncio.run(scenario())
    assert [event[-1] for event in got] == [1, 2]
    assert [each.connected for each in health] == [False, True, False, True]
    assert [each.ts for each in health] == [100, 101, 102, 103]
    assert all(f"127.0.0.1:{server.port}" in each.reason for each in health if not each.connected)


def test_leaving_tells_what_the_broker_never_took(server: Server) -> None:
    """Nothing is dropped in silence, also at the end."""
    here = EventBus(64)

    async def scenario() -> None:
        server.stop()
        async with connect(server.url(linger_ms=10), here, send=("bar.*",)):
            here.publish("bar.A", 1)

    with pytest.raises(BridgeError, match="expected every event to be stored, 1 are left"):
        asyncio.run(scenario())


def test_a_full_spool_is_told_to_the_publisher(server: Server) -> None:
    """While the broker is away the spool fills, and then publishing fails."""
    here = EventBus(64)

    async def scenario() -> None:
        server.stop()
        async with connect(server.url(spool=3, linger_ms=1), here, send=("bar.*",)):
            for number in range(3):
                here.publish("bar.A", number)
            with pytest.raises(SpoolFullError, match="spool: expected room for 1 events, 3 of 3"):
                here.publish("bar.A", 3)

    with pytest.raises(BridgeError, match="3 are left"):
        asyncio.run(scenario())


def test_a_bridge_is_entered_once(server: Server) -> None:
    """What it counted belongs to one life."""
    bridge = connect(server.url(), EventBus(64), send=("bar.*",))

    async def scenario() -> None:
        async with bridge:
            pass
        with pytest.raises(BridgeError, match="expected one that was not entered before"):
            async with bridge:
                pass

    asyncio.run(scenario())


def test_a_broker_that_refuses_is_told_at_once(redis_server: Server) -> None:
    """A wrong password is no outage."""
    url = redis_server.url().replace("//", "//user:wrong@")

    async def scenario() -> None:
        async with connect(url, EventBus(64), send=("bar.*",)):
            pass

    with pytest.raises(BrokerRefusedError, match="redis://127.0.0.1:.*invalid username-password"):
        asyncio.run(scenario())
