"""A lane of the live bus that stays full: how many events were taken before."""

from __future__ import annotations

import numpy as np
import pytest
from swarmcore import EVENT
from swarmcore.bus import LiveEventBus
from swarmcore.errors import BusError, LaneFullError


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
