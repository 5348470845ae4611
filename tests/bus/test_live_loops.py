"""What delivers a live bus: event loops that are woken, threads, streams; and the player."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import uvloop
from swarmcore.bus import LiveEventBus, Player
from swarmcore.errors import BusError

from .live import records, until


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


@pytest.mark.parametrize(
    "by_hand", [lambda bus: bus.poll(), lambda bus: bus.wait(0.0)], ids=["poll", "wait"]
)
def test_where_a_loop_delivers_nobody_else_does(by_hand: Callable[[LiveEventBus], object]) -> None:
    """Polled by hand, the loop would sleep on when the next event comes; it is refused instead."""

    async def main() -> None:
        bus = LiveEventBus(64)
        seen: asyncio.Queue[int] = asyncio.Queue()
        bus.subscribe("bar.*", seen.put_nowait)
        bus.attach()
        for number in range(2):
            await asyncio.sleep(0)  # the loop has looked, and is to be woken
            with pytest.raises(BusError, match=r"was attached to one; detach\(\) first"):
                by_hand(bus)
            bus.publish("bar.A", number)
            assert await asyncio.wait_for(seen.get(), 20.0) == number
        bus.detach()
        bus.publish("bar.A", 2)
        by_hand(bus)
        bus.poll()
        assert seen.get_nowait() == 2

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
