"""What waits for the broker: packed, bounded, in order."""

from __future__ import annotations

import asyncio
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from swarmcore import EVENT
from swarmcore.bus import Event, EventBus
from swarmcore.swarm.bridges import BridgeError, SpoolFullError
from swarmcore.swarm.bridges.outbox import Outbox
from swarmcore.swarm.bridges.packet import Packet, decode_packet


def outbox(bus: EventBus, **changed: object) -> Outbox:
    """An outbox of packets of four events."""
    settings = {"packet": 4, "capacity": 100, "flush": 0.001, "timeout": 5.0} | changed
    return Outbox(origin=bytes(16), topic_name=bus.topic_name, **settings)  # type: ignore[arg-type]


def records(bus: EventBus, *times: int, topic: str = "bar.A") -> NDArray[np.void]:
    """Bare records of these times."""
    rows = np.zeros(len(times), EVENT)
    rows["ts"], rows["topic"], rows["kind"] = times, bus.topic(topic), 1
    return rows


def event(bus: EventBus, ts: int, topic: str = "bar.A") -> Event:
    """One record of a time, as the bus delivers it."""
    seen: list[Event] = []
    subscription = bus.subscribe(topic, seen.append)
    bus.publish_records(records(bus, ts, topic=topic))
    bus.unsubscribe(subscription)
    return seen[0]


def taken(box: Outbox) -> list[Packet]:
    """All that the outbox holds, let go."""

    async def take() -> list[Packet]:
        box.attach(asyncio.get_running_loop())
        box.seal()
        packets = await box.take(1000)
        box.release(len(packets))
        return [decode_packet(packet.body) for packet in packets]

    return asyncio.run(take())


@given(st.lists(st.integers(0, 9), min_size=1, max_size=12), st.integers(1, 7))
def test_events_are_numbered_without_a_gap_and_in_order(batches: list[int], most: int) -> None:
    """However they are added, one by one (0) or in arrays, and whatever a packet holds."""
    bus = EventBus(16)
    box = outbox(bus, packet=most)
    expected = []
    for batch in batches:
        times = list(range(len(expected), len(expected) + max(1, batch)))
        expected += times
        if batch == 0:
            box.put(event(bus, times[0]), None)
        else:
            box.put_records(records(bus, *times))
    packets = taken(box)
    assert [packet.first for packet in packets] == list(range(0, len(expected), most))
    assert [packet.count for packet in packets[:-1]] == [most] * (len(packets) - 1)
    assert [ts for packet in packets for ts in packet.rows()["ts"].tolist()] == expected
    assert box.waiting == 0


def test_a_packet_names_the_topics_of_its_own_records() -> None:
    """No more and no fewer, also where an array holds several."""
    bus = EventBus(16)
    box = outbox(bus)
    rows = np.concatenate([records(bus, *range(4)), records(bus, 4, 5, topic="bar.B")])
    box.put_records(rows)
    assert [list(packet.topics.values()) for packet in taken(box)] == [["bar.A"], ["bar.B"]]


def test_payloads_ride_beside_their_records() -> None:
    """An object's bytes carry the row of their record."""
    bus = EventBus(16)
    box = outbox(bus)
    for number, payload in enumerate([None, b"x", None, b"y", b"z"]):
        box.put(event(bus, number), payload)
    assert [packet.payloads for packet in taken(box)] == [[(1, b"x"), (3, b"y")], [(0, b"z")]]


def test_large_payloads_seal_a_packet_early() -> None:
    """A packet stays below what brokers take as one message."""
    bus = EventBus(16)
    box = outbox(bus)
    for number in range(3):
        box.put(event(bus, number), bytes(200_000))
    assert [packet.count for packet in taken(box)] == [2, 1]


def test_an_event_does_not_wait_for_its_packet_to_fill() -> None:
    """The flush interval seals a packet that holds anything."""
    bus = EventBus(16)

    async def scenario() -> list[int]:
        box = outbox(bus)
        box.attach(asyncio.get_running_loop())
        taking = asyncio.create_task(box.take(10))
        await asyncio.sleep(0)
        box.put(event(bus, 1), None)
        async with asyncio.timeout(30):
            return [packet.count for packet in await taking]

    assert asyncio.run(scenario()) == [1]


def test_the_loop_gets_an_error_where_the_spool_is_full() -> None:
    """It alone could make room, so that waiting would be for ever; nothing is added."""
    bus = EventBus(16)

    async def scenario() -> int:
        box = outbox(bus, capacity=5)
        box.attach(asyncio.get_running_loop())
        box.put_records(records(bus, *range(4)))
        with pytest.raises(SpoolFullError, match="expected room for 2 events, 4 of 5 wait"):
            box.put_records(records(bus, 4, 5))
        box.put(event(bus, 4), None)
        with pytest.raises(SpoolFullError, match="expected room for 1 events, 5 of 5 wait"):
            box.put(event(bus, 5), None)
        return box.waiting

    assert asyncio.run(scenario()) == 5


def test_another_thread_waits_for_room() -> None:
    """It goes on as soon as packets are released, and loses nothing."""
    bus = EventBus(16)

    async def scenario() -> list[int]:
        box = outbox(bus, capacity=8, timeout=30.0)
        box.attach(asyncio.get_running_loop())
        batches = [records(bus, number, number + 1) for number in range(0, 40, 2)]
        thread = threading.Thread(target=lambda: [box.put_records(rows) for rows in batches])
        thread.start()
        times: list[int] = []
        async with asyncio.timeout(30):
            while len(times) < 40:
                packets = await box.take(1)
                assert box.waiting <= 8
                times += decode_packet(packets[0].body).rows()["ts"].tolist()
                box.release(1)
        thread.join()
        return times

    assert asyncio.run(scenario()) == list(range(40))


def test_another_thread_gives_up_in_time() -> None:
    """Past its time-out it gets the error that the loop gets at once."""
    bus = EventBus(16)
    box = outbox(bus, capacity=4, timeout=0.01)
    box.put_records(records(bus, *range(4)))
    with pytest.raises(SpoolFullError, match="4 of 4 wait"):
        box.put_records(records(bus, 4))


def test_room_and_drained_wait_for_the_broker() -> None:
    """Both return once packets are released; more than the spool holds is refused at once."""
    bus = EventBus(16)

    async def scenario() -> None:
        box = outbox(bus, capacity=4)
        box.attach(asyncio.get_running_loop())
        box.put_records(records(bus, *range(4)))
        waiting = [asyncio.create_task(box.room(1)), asyncio.create_task(box.drained())]
        await asyncio.sleep(0)
        assert not any(task.done() for task in waiting)
        box.release(len(await box.take(10)))
        async with asyncio.timeout(30):
            await asyncio.gather(*waiting)
        with pytest.raises(SpoolFullError, match="expected room for 5 events, 0 of 4 wait"):
            await box.room(5)

    asyncio.run(scenario())


def test_a_failed_bridge_lets_go_who_waits() -> None:
    """Nobody waits for a broker to which nobody sends any more."""
    bus = EventBus(16)

    async def scenario() -> None:
        box = outbox(bus, capacity=4)
        box.attach(asyncio.get_running_loop())
        box.put_records(records(bus, *range(4)))
        waiting = [asyncio.create_task(box.room(1)), asyncio.create_task(box.drained())]
        await asyncio.sleep(0)
        box.fail(LookupError("gone"))
        async with asyncio.timeout(30):
            for task in waiting:
                with pytest.raises(BridgeError, match="it failed: gone"):
                    await task
        with pytest.raises(BridgeError, match="it failed: gone"):
            box.put(event(bus, 5), None)

    asyncio.run(scenario())


def test_an_unknown_topic_is_refused_before_anything_is_added() -> None:
    """An array with one wrong topic leaves the outbox as it was."""
    bus = EventBus(16)
    box = outbox(bus)
    rows = records(bus, 1, 2)
    rows["topic"][1] = 99
    with pytest.raises(IndexError):
        box.put_records(rows)
    assert box.waiting == 0
