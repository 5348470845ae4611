"""A lane of the live bus that is full: what was taken before, and what waited for room."""

from __future__ import annotations

import select
import threading

import numpy as np
import pytest
from swarmcore import EVENT
from swarmcore.bus import LiveEventBus
from swarmcore.errors import BusError, LaneFullError

from .live import until


def test_a_lane_that_fills_in_the_midst_of_an_array_tells_how_many_were_taken() -> None:
    """The rest may be published again: nothing is lost, and nothing is there twice."""
    bus = LiveEventBus(8)
    got: list[int] = []
    bus.subscribe("bar.*", lambda event: got.append(event.ts), timeout=0.001)
    rows = np.zeros(20, EVENT)
    rows["topic"], rows["ts"] = bus.topic("bar.A"), np.arange(20)
    rest = rows
    for _ in range(2):
        with pytest.raises(LaneFullError, match="; published before: 8$") as full:
            bus.publish_records(rest)
        assert full.value.published == 8
        rest = rest[8:]
        bus.poll()
    assert bus.publish_records(rest) == 4
    bus.poll()
    assert got == list(range(20))


def test_a_full_lane_says_that_nothing_was_taken() -> None:
    """Also of a single event."""
    bus = LiveEventBus(2)
    bus.subscribe("bar.*", lambda event: None, timeout=0.0)
    for number in range(2):
        bus.publish("bar.A", number)
    with pytest.raises(LaneFullError) as full:
        bus.publish("bar.A", 2)
    assert full.value.published == 0


@pytest.mark.parametrize("as_array", [False, True])
def test_what_waited_for_room_is_published_once(as_array: bool) -> None:
    """Its consumer makes room from another thread while the publisher waits."""
    bus = LiveEventBus(8)
    rows = np.zeros(20, EVENT)
    rows["topic"], rows["ts"] = bus.topic("bar.A"), np.arange(20)
    rows["topic"][:8] = bus.topic("bar.B")
    got: list[int] = []
    consumer = bus.consumer()
    consumer.subscribe(
        "bar.A", lambda event, _: got.append(event.ts), with_record=True, timeout=20.0
    )

    def publish() -> None:
        if as_array:
            bus.publish_records(rows[8:])
            return
        for row in rows[8:]:
            bus.publish("bar.A", "text", ts=int(row["ts"]))

    publisher = threading.Thread(target=publish)
    # Nobody wants what fills the lane: what wakes the sleeping consumer is a publisher that waits.
    assert consumer.arm()
    bus.publish_records(rows[:8])
    assert select.select([consumer.fileno()], [], [], 0.0)[0] == []
    publisher.start()
    assert select.select([consumer.fileno()], [], [], 20.0)[0] != []
    until(lambda: consumer.poll() == 0 and not publisher.is_alive())
    consumer.poll()
    assert got == list(range(8, 20))
    assert bus.next_sequence("bar.A") == 20


def test_an_unknown_topic_among_records_publishes_nothing() -> None:
    """Of an array with one topic that nobody made, no record is published."""
    bus = LiveEventBus(8)
    got: list[int] = []
    bus.subscribe("bar.*", lambda event: got.append(event.ts))
    rows = np.zeros(2, EVENT)
    rows["topic"] = bus.topic("bar.A"), 99
    with pytest.raises(BusError, match="topic: expected an id that topic"):
        bus.publish_records(rows)
    bus.poll()
    assert got == []
