"""The live bus from Python: objects, records and arrays, lanes, handlers that fail, arguments."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from swarmcore import EVENT
from swarmcore.bus import Consumer, Event, LiveEventBus
from swarmcore.errors import BusError

from .live import records


def test_objects_and_records_reach_the_handlers_whose_pattern_matches() -> None:
    """An object as itself, a record as an Event with its fields."""
    bus = LiveEventBus(64)
    seen: list[Any] = []
    bus.subscribe("bar.*", seen.append)
    payload = object()
    bus.publish("bar.A", payload)
    bus.publish("trade.A", object())
    bus.publish_records(records(bus, ["bar.A"], 1))
    assert seen == []
    assert bus.poll() == 3  # the trade has been passed over
    assert seen[0] is payload
    event = seen[1]
    assert isinstance(event, Event)
    assert (event.close, event.kind, event.values) == (0.0, 1, (0.0, 0.0, 0.0, 0.0, 0.0))
    assert bus.topic_name(event.topic) == "bar.A"


def test_an_event_that_is_kept_is_not_used_again() -> None:
    """Without a second reference, one object serves for all."""
    bus = LiveEventBus(64)
    kept: list[Event] = []
    identities: set[int] = set()
    bus.subscribe("bar.*", kept.append)
    bus.subscribe("trade.*", lambda event: identities.add(id(event)))
    bus.publish_records(records(bus, ["bar.A"], 10))
    bus.publish_records(records(bus, ["trade.A"], 10))
    bus.poll()
    assert [event.close for event in kept] == list(range(10))
    assert len(identities) == 1


def test_lanes_are_drained_in_order_also_between_market_events() -> None:
    """Control before orders before market data, and what a handler publishes above goes first."""
    bus = LiveEventBus(64)
    seen: list[str] = []

    def on_bar(text: str) -> None:
        seen.append(text)
        bus.publish("control.pause", f"{text} control")
        bus.publish("vote.A", f"{text} vote")

    bus.subscribe("bar.*", on_bar)
    bus.subscribe("vote.*", seen.append)
    bus.subscribe("control.*", seen.append)
    bus.publish("bar.A", "1")
    bus.publish("bar.A", "2")
    bus.publish("vote.A", "vote")
    bus.publish("risk.update", "unheard")
    bus.publish("control.stop", "control")
    bus.poll()
    assert seen == ["control", "vote", "1", "1 control", "1 vote", "2", "2 control", "2 vote"]


def test_a_batch_is_the_ring_itself_where_all_match() -> None:
    """Read only, shared by all subscriptions, and gathered where only some events match."""
    bus = LiveEventBus(1024)
    arrays: dict[str, list[Any]] = {"first": [], "second": [], "narrow": []}

    def take(name: str) -> Callable[[Any], None]:
        def handler(rows: Any) -> None:
            arrays[name].append((rows["values"][:, 3].tolist(), rows.flags.writeable, id(rows)))
            assert rows.dtype == EVENT

        return handler

    bus.subscribe("bar.*", take("first"), batch=True)
    bus.subscribe("bar.*", take("second"), batch=True)
    bus.subscribe("bar.B", take("narrow"), batch=True)
    bus.publish_records(records(bus, ["bar.A", "bar.B"], 100))
    assert bus.poll() == 100
    assert [number for values, _, _ in arrays["first"] for number in values] == list(range(100))
    assert arrays["first"] == arrays["second"]
    assert not arrays["first"][0][1]
    assert [n for values, _, _ in arrays["narrow"] for n in values] == list(range(1, 100, 2))


def test_a_batch_handler_that_keeps_the_array_is_told() -> None:
    """The array would change under its feet; a copy is its own."""
    bus = LiveEventBus(64)
    kept: list[Any] = []
    subscription = bus.subscribe("bar.*", kept.append, batch=True)
    bus.publish_records(records(bus, ["bar.A"], 3))
    with pytest.raises(BusError, match="expected the handler to keep a copy"):
        bus.poll()
    bus.unsubscribe(subscription)
    copies: list[Any] = []
    bus.subscribe("bar.*", lambda rows: copies.append(rows.copy()), batch=True)
    bus.publish_records(records(bus, ["bar.A"], 3))
    bus.poll()
    assert copies[0]["values"][:, 3].tolist() == [0.0, 1.0, 2.0]


def test_one_handler_that_raises_keeps_nothing_from_the_others() -> None:
    """The first exception is raised when all has been delivered."""
    bus = LiveEventBus(64)
    seen: list[int] = []

    def fails(number: int) -> None:
        if number == 1:
            raise ValueError("once")

    bus.subscribe("bar.*", fails)
    bus.subscribe("bar.*", seen.append)
    for number in range(3):
        bus.publish("bar.A", number)
    with pytest.raises(ValueError, match="once"):
        bus.poll()
    assert seen == [0, 1, 2]


def test_objects_are_let_go_once_everybody_has_them() -> None:
    """The ring does not keep what no consumer needs, but for the newest of each topic."""

    class Payload:
        pass

    bus = LiveEventBus(1024)
    bus.subscribe("bar.*", lambda _: None)
    slow = bus.consumer()
    slow.subscribe("bar.*", lambda _: None)
    payloads = [Payload() for _ in range(100)]
    alive = [weakref.ref(each) for each in payloads]
    for each in payloads:
        bus.publish("bar.A", each)
    del payloads, each
    bus.poll()
    assert sum(each() is not None for each in alive) == 100
    slow.poll()
    assert sum(each() is not None for each in alive) == 1


def test_a_bus_is_collected_with_the_handlers_that_hold_it() -> None:
    """Agents hold their bus, and the bus holds their hooks."""

    class Agent:
        def __init__(self) -> None:
            self.bus = LiveEventBus(64)
            self.bus.subscribe("bar.*", self.on_bar)
            self.bus.publish("bar.A", self)

        def on_bar(self, _: Any) -> None:
            pass

    gone = weakref.ref(Agent())
    gc.collect()
    assert gone() is None


def test_bad_arguments_are_refused_in_one_line() -> None:
    """Naming the argument, what was expected and what came."""
    bus = LiveEventBus(64)
    consumer = bus.consumer()
    for call, error, message in (
        (lambda: LiveEventBus(3), ValueError, "capacity: expected a power of two"),
        (lambda: bus.subscribe("bar.*", 7), TypeError, "handler: expected a callable"),  # type: ignore[arg-type]
        (lambda: bus.subscribe("bar *", print), ValueError, "pattern: expected a name"),
        (lambda: bus.subscribe("bar.*", print, "never"), ValueError, "overflow: expected one of"),
        (lambda: bus.subscribe("bar.*", print, timeout=-1.0), ValueError, "timeout: expected 0"),
        (lambda: consumer.subscribe("bar.*", print, on_gap=3), TypeError, "on_gap: expected"),
        (lambda: bus.publish("bar *", 1), ValueError, "topic: expected a name"),
        (lambda: bus.publish(7, 1), TypeError, "topic: expected a text"),  # type: ignore[arg-type]
        (lambda: bus.publish("bar.A"), TypeError, "payload: expected a value"),  # type: ignore[call-arg]
        (lambda: bus.publish("bar.A", 1, 2), TypeError, "the rest by name"),  # type: ignore[call-arg]
        (lambda: bus.publish("bar.A", 1, when=2), TypeError, "was 'when'"),  # type: ignore[call-arg]
        (lambda: bus.publish("bar.A", 1, priority=256), ValueError, "priority: expected 0 to 255"),
        (lambda: bus.publish("bar.A", 1, ts=1 << 63), ValueError, "ts: expected"),
        (lambda: bus.publish_records(np.zeros(3)), TypeError, "records: expected dtype"),
        (lambda: bus.counts(99), IndexError, "subscription"),
    ):
        with pytest.raises(error, match=message):
            call()  # type: ignore[no-untyped-call]


def test_a_bus_has_64_consumers_at_most() -> None:
    """And a closed one makes room."""
    bus = LiveEventBus(2)
    consumers = [bus.consumer() for _ in range(63)]
    with pytest.raises(BusError):
        Consumer(bus)
    consumers[0].close()
    Consumer(bus)
