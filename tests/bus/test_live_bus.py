"""The live bus from Python: threads, lanes, every overflow policy, arrays, streams, wake-ups."""

from __future__ import annotations

import asyncio
import gc
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import uvloop
from hypothesis import given
from hypothesis import strategies as st
from swarmcore import EVENT
from swarmcore.bus import Consumer, Event, LiveEventBus, Player
from swarmcore.errors import BusError


def records(bus: LiveEventBus, topics: list[str], count: int) -> np.ndarray[Any, Any]:
    """Bars of the topics in turn, numbered by their close."""
    made = np.zeros(count, EVENT)
    ids = np.array([bus.topic(name) for name in topics], np.uint32)
    made["topic"] = ids[np.arange(count) % len(topics)]
    made["kind"] = 1
    made["values"][:, 3] = np.arange(count)
    return made


def until(condition: Callable[[], bool]) -> None:
    """Wait for another thread."""
    deadline = time.monotonic() + 20.0
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.001)


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


@pytest.mark.parametrize("new_loop", [asyncio.new_event_loop, uvloop.new_event_loop])
def test_a_sleeping_loop_is_woken_from_another_thread(new_loop: Any) -> None:
    """Event by event, each published only once the one before has been handled."""

    async def main() -> None:
        bus = LiveEventBus(64)
        bus.attach()
        seen: list[int] = []
        handled = threading.Semaphore(0)
        done = asyncio.get_running_loop().create_future()

        def on_bar(number: int) -> None:
            seen.append(number)
            handled.release()
            if number == 199:
                done.set_result(None)

        def publish() -> None:
            for number in range(200):
                bus.publish("bar.A", number)
                handled.acquire(timeout=20.0)

        bus.subscribe("bar.*", on_bar)
        thread = threading.Thread(target=publish)
        thread.start()
        await asyncio.wait_for(done, 20.0)
        thread.join()
        assert seen == list(range(200))
        bus.detach()

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(main())


def test_an_attached_loop_goes_on_after_a_handler_raised() -> None:
    """The loop's exception handler hears of it."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        heard: list[dict[str, Any]] = []
        loop.set_exception_handler(lambda _, context: heard.append(context))
        bus = LiveEventBus(64)
        bus.attach()
        done = loop.create_future()

        def on_bar(number: int) -> None:
            if number == 0:
                raise ValueError("first")
            done.set_result(number)

        bus.subscribe("bar.*", on_bar)
        bus.publish("bar.A", 0)
        await asyncio.sleep(0.01)
        bus.publish("bar.A", 1)
        assert await asyncio.wait_for(done, 20.0) == 1
        assert "first" in heard[0]["message"]
        with pytest.raises(BusError, match="expected to be attached to one loop"):
            bus.attach()

    asyncio.run(main())


@pytest.mark.parametrize("new_loop", [asyncio.new_event_loop, uvloop.new_event_loop])
@pytest.mark.parametrize("spin", [0.002, 10.0])
def test_a_loop_that_spins_delivers_awake_and_asleep(
    new_loop: Callable[[], asyncio.AbstractEventLoop], spin: float
) -> None:
    """Pauses shorter and longer than it stays awake; a raising handler and tasks beside it."""

    async def main() -> None:
        heard: list[dict[str, Any]] = []
        asyncio.get_running_loop().set_exception_handler(lambda _, each: heard.append(each))
        bus = LiveEventBus(64)
        bus.attach(spin=spin)
        seen: list[int] = []
        done = asyncio.get_running_loop().create_future()

        def on_bar(number: int) -> None:
            seen.append(number)
            if number == 50:
                raise ValueError("once")
            if number == 99:
                done.set_result(None)

        def publish() -> None:
            for number in range(100):
                bus.publish("bar.A", number)
                time.sleep(0.0005 if number % 10 else 0.005)

        bus.subscribe("bar.*", on_bar)
        thread = threading.Thread(target=publish)
        thread.start()
        turns = 0
        while not done.done():
            await asyncio.sleep(0.001)
            turns += 1
        thread.join()
        assert seen == list(range(100))
        assert len(heard) == 1
        assert turns > 10
        bus.detach()
        bus.publish("bar.A", 100)
        await asyncio.sleep(0.01)
        assert seen[-1] == 99
        bus.attach()
        await asyncio.sleep(0.01)
        assert seen[-1] == 100

    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(main())


def test_a_spin_out_of_range_is_named() -> None:
    """Nothing is attached then."""

    async def main() -> None:
        bus = LiveEventBus(64)
        for spin in (-1.0, float("nan"), float("inf")):
            with pytest.raises(BusError, match=f"spin: expected 0 seconds or more, was {spin}"):
                bus.attach(spin=spin)
        bus.attach()

    asyncio.run(main())


def test_consumer_loops_in_threads_get_every_event_each() -> None:
    """Two threads beside the main one, on one stream, in order."""
    bus = LiveEventBus(64)
    stop = threading.Event()
    seen: list[list[int]] = [[], [], []]
    threads = []
    for numbers in seen[:2]:
        consumer = bus.consumer()
        consumer.subscribe("bar.*", numbers.append, timeout=20.0)
        threads.append(threading.Thread(target=consumer.run, args=(stop,)))
    bus.subscribe("bar.*", seen[2].append, timeout=20.0)
    for thread in threads:
        thread.start()
    for number in range(2_000):
        bus.publish("bar.A", number)
        bus.poll()
    stop.set()
    for thread in threads:
        thread.join()
    assert seen == [list(range(2_000))] * 3


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


def test_a_stream_is_an_asynchronous_iterator() -> None:
    """It waits for events, and ends when it is closed."""

    async def main() -> None:
        bus = LiveEventBus(64)
        seen: list[int] = []
        async with bus.stream("bar.*") as stream:

            async def read() -> None:
                async for number in stream:
                    seen.append(number)
                    if number == 499:
                        return

            reader = asyncio.create_task(read())
            thread = threading.Thread(
                target=lambda: [bus.publish("bar.A", number) for number in range(500)]
            )
            thread.start()
            await asyncio.wait_for(reader, 20.0)
            thread.join()
        assert seen == list(range(500))
        with pytest.raises(StopAsyncIteration):
            await anext(stream)

    asyncio.run(main())


def test_a_player_publishes_records_from_a_thread_of_its_own() -> None:
    """All of them, in order, as often as told; what a full lane refuses is counted."""
    bus = LiveEventBus(256)
    closes: list[float] = []
    bus.subscribe("bar.*", lambda event: closes.append(event.close), timeout=20.0)
    player = Player(bus, records(bus, ["bar.A", "bar.B"], 1_000), rounds=3, timeout=20.0)
    player.start()
    until(lambda: bus.poll() >= 0 and len(closes) == 3_000)
    player.join()
    assert closes == [float(number) for number in range(1_000)] * 3
    assert (player.published, player.refused, player.is_running) == (3_000, 0, False)
    refused = Player(bus, records(bus, ["bar.A"], 1_000), timeout=0.0)
    refused.start()
    refused.join()
    assert (refused.published, refused.refused) == (256, 744)
    with pytest.raises(BusError):
        refused.start()
    with pytest.raises(ValueError, match="rate"):
        Player(bus, records(bus, ["bar.A"], 1), rate=-1.0)


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
