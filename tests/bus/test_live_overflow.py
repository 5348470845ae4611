"""A live bus whose readers fall behind: every overflow policy, and who is held up."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.bus import LiveEventBus
from swarmcore.errors import BusError

from .live import until


def test_a_full_lane_blocks_its_publisher_until_there_is_room() -> None:
    """Nothing is lost, and the order is kept, with a ring much smaller than the stream."""
    bus = LiveEventBus(8)
    seen: list[int] = []
    bus.subscribe("bar.*", seen.append, timeout=20.0)
    thread = threading.Thread(
        target=lambda: [bus.publish("bar.A", number) for number in range(1_000)]
    )
    thread.start()
    until(lambda: bus.poll() >= 0 and len(seen) == 1_000)
    thread.join()
    assert seen == list(range(1_000))


def test_a_full_blocking_lane_past_its_time_out_refuses_by_name() -> None:
    """The error names topic, capacity and who holds it up; what was published is delivered."""
    bus = LiveEventBus(4)
    seen: list[int] = []
    bus.subscribe("bar.*", seen.append, timeout=0.02)
    for number in range(4):
        bus.publish("bar.A", number)
    began = time.monotonic()
    with pytest.raises(BusError, match="^bar.A: expected room .* all 4 slots .* consumer of bar"):
        bus.publish("bar.A", 4)
    assert time.monotonic() - began >= 0.02
    bus.publish("vote.A", 0)  # another lane
    bus.poll()
    assert seen == [0, 1, 2, 3]
    bus.publish("bar.A", 5)
    bus.poll()
    assert seen[-1] == 5


def test_a_handler_that_fills_its_own_lane_is_refused_at_once() -> None:
    """Nobody else could make room, so nobody waits."""
    bus = LiveEventBus(4)
    refused: list[str] = []

    def floods(number: int) -> None:
        if number == 0:
            try:
                for each in range(1, 10):
                    bus.publish("bar.A", each)
            except BusError as error:
                refused.append(str(error))

    bus.subscribe("bar.*", floods, timeout=1e9)
    bus.publish("bar.A", 0)
    bus.poll()
    assert len(refused) == 1
    assert "which publishes it itself" in refused[0]


def test_error_refuses_at_once() -> None:
    """Where a reader must not hold anybody up and must not miss anything."""
    bus = LiveEventBus(2)
    bus.subscribe("order.*", lambda _: None, "error")
    bus.publish("order.A", 1)
    bus.publish("order.A", 2)
    with pytest.raises(BusError, match="order.A: expected room"):
        bus.publish("order.A", 3)


def test_drop_oldest_counts_the_gap_and_tells_it() -> None:
    """The newest events are there, in order; the rest is a number."""
    bus = LiveEventBus(8)
    seen: list[int] = []
    gaps: list[int] = []
    subscription = bus.subscribe("bar.*", seen.append, "drop_oldest", on_gap=gaps.append)
    for number in range(100):
        bus.publish("bar.A", number)
    bus.poll()
    assert seen == list(range(100 - len(seen), 100))
    assert 0 < len(seen) <= 8
    assert sum(gaps) == 100 - len(seen)
    assert bus.counts(subscription) == (len(seen), sum(gaps), 0)


def test_an_object_goes_with_its_own_event_when_a_handler_publishes_on() -> None:
    """A lossy reader never gets a newer object in the place of one that was overwritten."""
    bus = LiveEventBus(8)
    seen: list[int] = []

    def hears(number: int) -> None:
        seen.append(number)
        if number < 30:
            for _ in range(6):
                bus.publish("bar.A", bus_numbers.pop(0))

    bus_numbers = list(range(8, 1_000))
    bus.subscribe("bar.*", hears, "drop_oldest")
    for number in range(8):
        bus.publish("bar.A", number)
    while bus.poll():
        pass
    assert seen == sorted(set(seen))


@given(st.lists(st.sampled_from("ABC"), min_size=1, max_size=60))
def test_conflate_keeps_the_newest_of_each_topic(symbols: list[str]) -> None:
    """However slow the reader, of each symbol it gets the last; the others are counted."""
    bus = LiveEventBus(4)
    seen: list[tuple[str, int]] = []
    subscription = bus.subscribe("quote.*", seen.append)  # the default for quotes
    newest: dict[str, int] = {}
    for number, symbol in enumerate(symbols):
        bus.publish(f"quote.{symbol}", (symbol, number))
        newest[symbol] = number
    bus.poll()
    assert dict(seen) == newest
    delivered, missed, conflated = bus.counts(subscription)
    assert (delivered, missed) == (len(newest), 0)
    assert conflated == len(symbols) - len(newest)


def test_a_closed_consumer_holds_nobody_up() -> None:
    """Publishers go on, and its methods say what is the matter."""
    bus = LiveEventBus(4)
    consumer = bus.consumer()
    consumer.subscribe("bar.*", lambda _: None, timeout=0.0)
    for number in range(4):
        bus.publish("bar.A", number)
    with pytest.raises(BusError):
        bus.publish("bar.A", 4)
    consumer.close()
    consumer.close()
    for number in range(100):
        bus.publish("bar.A", number)
    with pytest.raises(BusError, match="consumer: expected an open one, was closed"):
        consumer.poll()
