"""The bus from Python: order, containment, async handlers and bad input."""

from __future__ import annotations

import asyncio
import gc
import weakref
from fnmatch import fnmatchcase
from functools import partial
from types import MethodType

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from swarmcore import EVENT
from swarmcore.bus import Event, EventBus
from swarmcore.errors import BusError


def test_an_object_reaches_the_handlers_whose_pattern_matches_as_itself() -> None:
    """Payloads are not copied, and a `*` matches symbols that hold dots."""
    bus = EventBus(16)
    seen: list[tuple[str, object]] = []
    bus.subscribe("bar.*", lambda event: seen.append(("bars", event)))
    bus.subscribe("bar.BRK.B", lambda event: seen.append(("one", event)))
    bus.subscribe("trade.*", lambda event: seen.append(("trades", event)))
    payload = object()
    bus.publish("bar.BRK.B", payload)
    assert [name for name, _ in seen] == ["bars", "one"]
    assert all(event is payload for _, event in seen)


def test_what_a_handler_publishes_waits_for_its_turn() -> None:
    """Every subscriber sees events in the order in which they were published."""
    bus = EventBus(16)
    first: list[str] = []
    second: list[str] = []

    def answer(event: str) -> None:
        first.append(event)
        if event == "question":
            bus.publish("topic", "answer")

    bus.subscribe("topic", answer)
    bus.subscribe("topic", second.append)
    bus.publish("topic", "question")
    assert first == second == ["question", "answer"]


@given(st.lists(st.sampled_from(["a.x", "a.y", "b.x"]), max_size=50))
def test_every_event_arrives_once_and_in_order(topics: list[str]) -> None:
    """Whatever is published, each subscription gets its events exactly once, in order."""
    bus = EventBus(4)
    by_pattern: dict[str, list[int]] = {"a.*": [], "*.x": [], "*": []}
    for pattern, seen in by_pattern.items():
        bus.subscribe(pattern, seen.append)
    for number, topic in enumerate(topics):
        assert bus.publish(topic, number) == number
    numbered = list(enumerate(topics))
    assert by_pattern["*"] == [number for number, _ in numbered]
    assert by_pattern["a.*"] == [number for number, topic in numbered if topic.startswith("a")]
    assert by_pattern["*.x"] == [number for number, topic in numbered if topic.endswith("x")]


def test_a_record_reaches_handlers_as_an_event() -> None:
    """An array of 64-byte records is published row by row, and the bus numbers it."""
    bus = EventBus(2)
    records = np.zeros(3, EVENT)
    records["topic"] = bus.topic("feed.A")
    records["ts"] = [10, 20, 30]
    records["values"][:, 3] = [1.0, 2.0, 3.0]
    records["kind"] = 1
    seen: list[Event] = []
    bus.subscribe("feed.*", seen.append)
    assert bus.publish_records(records) == 3
    assert [(event.ts, event.sequence, event.values[3]) for event in seen] == [
        (10, 0, 1.0),
        (20, 1, 2.0),
        (30, 2, 3.0),
    ]
    assert bus.topic_name(seen[0].topic) == "feed.A"
    assert seen[0].kind == 1


def test_a_handler_that_raises_does_not_keep_the_event_from_the_others() -> None:
    """The exception reaches the publisher after everything has been delivered."""
    bus = EventBus(16)
    seen: list[str] = []

    def fail(event: str) -> None:
        bus.publish("topic.inner", "inner")
        raise ValueError("broken handler")

    bus.subscribe("topic", fail)
    bus.subscribe("topic*", seen.append)
    with pytest.raises(ValueError, match="broken handler"):
        bus.publish("topic", "outer")
    assert seen == ["outer", "inner"]


def test_an_ended_subscription_gets_nothing_more() -> None:
    """Unsubscribing works once, also from within a handler."""
    bus = EventBus(16)
    seen: list[int] = []

    def once(event: int) -> None:
        seen.append(event)
        bus.unsubscribe(subscription)

    subscription = bus.subscribe("a", once)
    bus.publish("a", 1)
    bus.publish("a", 2)
    assert seen == [1]
    assert not bus.unsubscribe(subscription)


def test_a_cascade_beyond_the_ring_is_an_error_that_names_the_capacity() -> None:
    """Nothing grows without bound: the handler that floods the ring is told."""
    bus = EventBus(4)

    def flood(event: int) -> None:
        for number in range(5):
            bus.publish("b", number)

    bus.subscribe("a", flood)
    with pytest.raises(BusError, match="expected room for one more event, all 4 slots"):
        bus.publish("a", 0)


def test_an_async_handler_runs_inline_until_it_waits_and_then_as_a_task() -> None:
    """A handler that never waits needs no event loop; one that does goes on within it."""
    bus = EventBus(16)
    seen: list[str] = []

    async def handler(event: str) -> None:
        seen.append(f"begin {event}")
        if event == "slow":
            await asyncio.sleep(0.001)
            seen.append("end slow")

    bus.subscribe("a", handler)
    bus.publish("a", "quick")
    assert seen == ["begin quick"]

    async def main() -> None:
        bus.publish("a", "slow")
        assert seen[-1] == "begin slow"
        while seen[-1] != "end slow":
            await asyncio.sleep(0.001)

    asyncio.run(main())
    assert seen == ["begin quick", "begin slow", "end slow"]


def test_an_async_handler_that_waits_without_a_loop_is_told_so() -> None:
    """No coroutine is dropped in silence."""
    bus = EventBus(16)

    async def handler(event: str) -> None:
        await asyncio.sleep(0)

    bus.subscribe("a", handler)
    with pytest.raises(BusError, match="expected a running event loop"):
        bus.publish("a", "event")


def test_a_bus_and_handlers_that_hold_each_other_are_collected() -> None:
    """The garbage collector sees through the extension: no run leaks its swarm."""

    class Holder:
        def __init__(self) -> None:
            self.bus = EventBus(2)
            self.bus.subscribe("a", self.handle)

        def handle(self, event: object) -> None:
            pass

    holder = Holder()
    watch = weakref.ref(holder)
    del holder
    gc.collect()
    assert watch() is None


@pytest.mark.parametrize("capacity", [0, 1, 3, 1000])
def test_a_capacity_that_is_no_power_of_two_is_refused(capacity: int) -> None:
    """The message says what was expected and what came."""
    with pytest.raises(ValueError, match=f"capacity: expected a power of two.*was {capacity}"):
        EventBus(capacity)


@pytest.mark.parametrize("topic", ["", "a b", "a*", "a\n"])
def test_a_topic_that_cannot_be_told_apart_is_refused(topic: str) -> None:
    """Blanks, control characters and wildcards have no place in a topic."""
    with pytest.raises(ValueError, match="topic: expected a name"):
        EventBus(2).publish(topic, None)


def test_wrong_arguments_are_named() -> None:
    """A handler that cannot be called, an unknown policy, a wrong array, an unknown id."""
    bus = EventBus(2)
    with pytest.raises(TypeError, match="handler: expected a callable, was 3"):
        bus.subscribe("a", 3)
    with pytest.raises(ValueError, match="overflow: expected one of block, drop_oldest"):
        bus.subscribe("a", print, overflow="never")
    with pytest.raises(TypeError, match="records: expected dtype"):
        bus.publish_records(np.zeros(3))
    with pytest.raises(ValueError, match="records: expected a C-contiguous array"):
        bus.publish_records(np.zeros(4, EVENT)[::2])
    unknown = np.zeros(1, EVENT)
    unknown["topic"] = 9
    with pytest.raises(BusError, match="topic: expected an id that topic.. gave, was 9"):
        bus.publish_records(unknown)
    with pytest.raises(IndexError, match="was 9"):
        bus.topic_name(9)


def test_a_handler_may_ask_for_the_record_beside_the_object() -> None:
    """Such a handler learns of topic and time; of a bare record the object is None."""
    bus = EventBus(16)
    seen: list[tuple[str, int, object]] = []

    def note(event: Event, payload: object) -> None:
        seen.append((bus.topic_name(event.topic), event.ts, payload))

    bus.subscribe("bar.*", note, with_record=True)
    payload = object()
    bus.publish("bar.A", payload, ts=7)
    records = np.zeros(1, EVENT)
    records["topic"], records["ts"] = bus.topic("bar.B"), 8
    bus.publish_records(records)
    assert seen == [("bar.A", 7, payload), ("bar.B", 8, None)]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_exception_keeps_no_record_from_being_published() -> None:
    """The rest of the records follow, and the first exception is raised at the end."""
    bus = EventBus(16)
    seen: list[int] = []

    def refuse(event: Event) -> None:
        seen.append(event.ts)
        raise LookupError(f"record {event.ts}")

    bus.subscribe("x", refuse)
    records = np.zeros(3, EVENT)
    records["topic"], records["ts"] = bus.topic("x"), [1, 2, 3]
    with pytest.raises(LookupError, match="record 1"):
        bus.publish_records(records)
    assert seen == [1, 2, 3]


def bars(bus: EventBus, topics: list[str]) -> NDArray[np.void]:
    """One record a topic, numbered by its time."""
    records = np.zeros(len(topics), EVENT)
    records["topic"] = [bus.topic(topic) for topic in topics]
    records["ts"] = range(len(topics))
    return records


@given(
    topics=st.lists(st.sampled_from(["a.x", "a.y", "b.x"]), max_size=30),
    patterns=st.lists(st.sampled_from(["a.*", "*.x", "*", "b.x", "c"]), max_size=8),
)
def test_arrays_hold_what_matches_in_order_and_come_in_the_order_of_subscriptions(
    topics: list[str], patterns: list[str]
) -> None:
    """As many as subscriptions that something matches; records come singly before."""
    bus = EventBus(64)
    seen: list[tuple[int, list[int]]] = []
    single: list[int] = []
    for number, pattern in enumerate(patterns):

        def take(rows: NDArray[np.void], number: int = number) -> None:
            assert len(single) == len(topics)
            seen.append((number, rows["ts"].tolist()))

        bus.subscribe(pattern, take, batch=True)
    bus.subscribe("*", lambda event: single.append(event.ts))
    bus.publish_records(bars(bus, topics))
    wanted = [
        (number, [row for row, topic in enumerate(topics) if fnmatchcase(topic, pattern)])
        for number, pattern in enumerate(patterns)
    ]
    assert seen == [(number, rows) for number, rows in wanted if rows]
    assert single == list(range(len(topics)))


def test_arrays_of_records_are_not_their_handlers_to_write() -> None:
    """Many get the same one, whether it is all that was published or a part of it."""
    bus = EventBus(16)
    seen: list[NDArray[np.void]] = []
    bus.subscribe("*", seen.append, batch=True)
    bus.subscribe("a", seen.append, batch=True)
    bus.subscribe("a", seen.append, batch=True)
    records = bars(bus, ["a", "b", "a"])
    bus.publish_records(records)
    assert [rows["ts"].tolist() for rows in seen] == [[0, 1, 2], [0, 2], [0, 2]]
    assert seen[1] is seen[2]
    assert np.shares_memory(seen[0], records)
    for rows in seen:
        with pytest.raises(ValueError, match="read-only"):
            rows["ts"] = 7
    records["ts"] = 7  # stays the publisher's to write


def test_an_object_is_no_record_of_an_array() -> None:
    """What is published singly reaches those who take single events alone."""
    bus = EventBus(16)
    seen: list[NDArray[np.void]] = []
    bus.subscribe("a", seen.append, batch=True)
    bus.publish("a", "object")
    assert seen == []


def test_a_subscription_to_arrays_that_ends_meanwhile_gets_no_more() -> None:
    """One that begins meanwhile gets the next array."""
    bus = EventBus(16)
    seen: list[str] = []

    def first(rows: NDArray[np.void]) -> None:
        seen.append("first")
        bus.unsubscribe(second)
        bus.subscribe("a", lambda rows: seen.append("third"), batch=True)

    ended = bus.subscribe("a", first, batch=True)
    second = bus.subscribe("a", lambda rows: seen.append("second"), batch=True)
    bus.publish_records(bars(bus, ["a"]))
    assert seen == ["first"]
    assert bus.unsubscribe(ended)
    assert not bus.unsubscribe(second)
    bus.publish_records(bars(bus, ["a"]))
    assert seen == ["first", "third"]
    assert bus.patterns == ("a",)


def test_arrays_come_when_all_that_their_records_caused_is_done() -> None:
    """Those of a handler's records after what is being delivered, oldest first."""
    bus = EventBus(16)
    seen: list[object] = []

    def answer(event: Event) -> None:
        if event.ts == 0:
            bus.publish("b", "effect")
            bus.publish_records(bars(bus, ["c"]))

    def take(rows: NDArray[np.void]) -> None:
        seen.append(bus.topic_name(rows["topic"][0]))

    bus.subscribe("a", answer)
    bus.subscribe("b", seen.append)
    bus.subscribe("*", take, batch=True)
    bus.publish_records(bars(bus, ["a", "a"]))
    assert seen == ["effect", "c", "a"]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_handler_of_arrays_that_raises_keeps_them_from_nobody() -> None:
    """The first exception reaches the publisher when all have got theirs."""
    bus = EventBus(16)
    seen: list[int] = []

    def refuse(rows: NDArray[np.void]) -> None:
        raise LookupError(f"{len(rows)} rows")

    bus.subscribe("a", refuse, batch=True)
    bus.subscribe("a", lambda rows: seen.append(len(rows)), batch=True)
    with pytest.raises(LookupError, match="2 rows"):
        bus.publish_records(bars(bus, ["a", "a"]))
    assert seen == [2]


def test_the_topic_being_delivered_is_known_until_an_interrupt_ends_the_delivery() -> None:
    """What an interrupt leaves waiting goes out with the next event, in its order."""
    bus = EventBus(16)
    seen: list[tuple[str, str]] = []

    def interrupt(event: str) -> None:
        bus.publish("b", "left")
        raise KeyboardInterrupt

    def note(event: str) -> None:
        seen.append((bus.delivering, event))

    stop = bus.subscribe("a", interrupt)
    bus.subscribe("*", note)
    with pytest.raises(KeyboardInterrupt):
        bus.publish("a", "event")
    assert bus.delivering == ""
    bus.unsubscribe(stop)
    bus.publish("a", "next")
    assert seen == [("b", "left"), ("a", "next")]
    assert bus.delivering == ""


class Handlers:
    """The kinds of callables that a handler may be."""

    def __init__(self) -> None:
        self.seen: list[int] = []

    def method(self, event: int) -> None:
        """Of an instance."""
        self.seen.append(event)

    def optional(self, event: int, step: int = 1) -> None:
        """With a default."""
        self.seen.append(event + step - 1)

    def __call__(self, event: int) -> None:
        """Itself."""
        self.seen.append(event)

    @classmethod
    def of_class(cls, event: int) -> None:
        """Of the class."""
        LAST.append(event)


LAST: list[int] = []


def test_any_callable_is_a_handler() -> None:
    """Methods, functions, built-in ones and objects; one that takes no event says so itself."""
    handlers = Handlers()
    LAST.clear()
    for handler in (
        handlers.method,
        handlers.optional,
        handlers,
        handlers.seen.append,
        partial(Handlers.method, handlers),
        lambda event: handlers.seen.append(event),
        MethodType(handlers.seen.append, 5),
        Handlers.of_class,
    ):
        bus = EventBus(2)
        bus.subscribe("a", handler)
        if isinstance(handler, MethodType) and handler.__self__ == 5:
            with pytest.raises(TypeError, match="exactly one argument"):
                bus.publish("a", 3)
        else:
            bus.publish("a", 3)
    assert handlers.seen == [3] * 6
    assert LAST == [3]
    bus = EventBus(2)
    bus.subscribe("a", lambda: None)
    with pytest.raises(TypeError, match="positional argument"):
        bus.publish("a", 3)
