"""Streams of the deterministic bus: events as an asynchronous iterator."""

from __future__ import annotations

import asyncio

import pytest
from swarmcore.bus import EventBus
from swarmcore.errors import BusError


def test_a_stream_gives_what_is_published_and_waits_for_more() -> None:
    """In order, and it ends when it is closed and read to its end."""

    async def main() -> None:
        bus = EventBus(64)
        stream = bus.stream("bar.*")
        bus.publish("bar.A", 1)
        bus.publish("trade.A", 2)
        reader = asyncio.create_task(anext(stream))
        assert await reader == 1
        reader = asyncio.create_task(anext(stream))
        await asyncio.sleep(0)
        assert not reader.done()
        bus.publish("bar.B", 3)
        assert await reader == 3
        bus.publish("bar.B", 4)
        stream.close()
        bus.publish("bar.B", 5)
        assert [event async for event in stream] == [4]

    asyncio.run(main())


@pytest.mark.parametrize("overflow", ["block", "error"])
def test_a_full_stream_refuses_its_publisher(overflow: str) -> None:
    """One thread publishes and reads: nobody could make room while the publisher waits."""
    bus = EventBus(64)
    bus.stream("bar.*", overflow=overflow, capacity=2)
    bus.publish("bar.A", 1)
    bus.publish("bar.A", 2)
    with pytest.raises(BusError, match="stream of bar.*: expected room for one more event, 2 wait"):
        bus.publish("bar.A", 3)


def test_a_stream_that_drops_or_conflates_counts_its_gap() -> None:
    """The newest events, or the newest of each topic."""

    async def main() -> None:
        bus = EventBus(64)
        newest = bus.stream("bar.*", overflow="drop_oldest", capacity=2)
        of_each = bus.stream("bar.*", overflow="conflate")
        for number, symbol in enumerate("ABAAB"):
            bus.publish(f"bar.{symbol}", number)
        newest.close()
        of_each.close()
        assert [event async for event in newest] == [3, 4]
        assert [event async for event in of_each] == [3, 4]
        assert (newest.gap, of_each.gap) == (3, 3)

    asyncio.run(main())


def test_bad_arguments_are_named() -> None:
    """A capacity below 1, an unknown policy."""
    bus = EventBus(64)
    with pytest.raises(ValueError, match="capacity: expected 1 or more, was 0"):
        bus.stream("bar.*", capacity=0)
    with pytest.raises(ValueError, match="overflow: expected one of block"):
        bus.stream("bar.*", overflow="never")
