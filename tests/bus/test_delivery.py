"""The way of a message into an agent's hook."""

from __future__ import annotations

import asyncio
import gc
import math
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any

import pytest
from swarmcore.bus import (
    Delivery,
    DeliveryMetrics,
    EventBus,
    InFlight,
    LatencyHistogram,
    LiveEventBus,
)


class Told:
    """Keeps what a delivery tells its supervisor."""

    def __init__(self, **hooks: Callable[[Any], Any]) -> None:
        self.asked: list[type] = []
        self.exceptions: list[tuple[Exception, Any]] = []
        self.suspended: list[tuple[Any, Any, Any]] = []
        self.refused: list[Any] = []
        self.settled = 0
        self.flight = InFlight()
        self.metrics = DeliveryMetrics()

        def find_hook(kind: type) -> Callable[[Any], Any] | None:
            self.asked.append(kind)
            return hooks.get(kind.__name__)

        def settle() -> None:
            self.settled += 1

        self.deliver = Delivery(
            agent="agent",
            find_hook=find_hook,
            on_exception=lambda *each: self.exceptions.append(each),
            on_suspended=lambda *each: self.suspended.append(each),
            on_refused=self.refused.append,
            on_settled=settle,
            flight=self.flight,
            metrics=self.metrics,
        )


def test_the_type_of_a_message_chooses_its_hook_once() -> None:
    """What no hook is for is passed over, and counts for nothing."""
    numbers: list[int] = []
    told = Told(int=numbers.append)
    for message in (1, "text", 2, 3, "text"):
        assert told.deliver(message) is None
    assert numbers == [1, 2, 3]
    assert told.asked == [int, str]
    assert (told.metrics.events, told.metrics.errors) == (3, 0)


def test_a_disabled_delivery_passes_nothing() -> None:
    """Messages that come meanwhile are refused."""
    numbers: list[int] = []
    told = Told(int=numbers.append)
    told.deliver(1)
    told.deliver.enabled = False
    told.deliver(2)
    told.deliver.enabled = True
    told.deliver(3)
    assert numbers == [1, 3]
    assert told.refused == [2]


def test_settling_is_asked_for_by_what_is_unsettled() -> None:
    """Once, after the next hook that goes well."""

    def hook(number: int) -> None:
        if number == 0:
            raise ValueError

    told = Told(int=hook)
    told.deliver(1)
    assert told.settled == 0
    told.deliver.unsettled = True
    told.deliver(0)
    assert told.settled == 0
    told.deliver(1)
    told.deliver(1)
    assert told.settled == 1


def test_an_exception_is_told_and_goes_no_further() -> None:
    """With the message that caused it; a KeyboardInterrupt is nobody's to contain."""

    def hook(number: int) -> None:
        raise [ValueError(number), KeyboardInterrupt()][number]

    told = Told(int=hook)
    told.deliver(0)
    (error, message) = told.exceptions[0]
    assert isinstance(error, ValueError)
    assert error.__traceback__ is not None
    assert message == 0
    with pytest.raises(KeyboardInterrupt):
        told.deliver(1)
    assert (told.metrics.events, told.metrics.errors) == (1, 1)
    assert told.deliver.message is None
    assert told.flight.agent == ""


def test_an_exception_out_of_the_supervisor_is_raised() -> None:
    """There is nobody left to tell."""

    def fail(*_: Any) -> None:
        raise RuntimeError("supervisor")

    def hook(_: Any) -> None:
        raise ValueError("agent")

    deliver = Delivery(
        agent="agent",
        find_hook=lambda _: hook,
        on_exception=fail,
        on_suspended=fail,
        on_refused=fail,
        on_settled=fail,
        flight=InFlight(),
        metrics=DeliveryMetrics(),
    )
    with pytest.raises(RuntimeError, match="supervisor"):
        deliver(1)


def test_an_async_hook_runs_inline_until_it_waits() -> None:
    """One that ends is over; one that waits is handed on with what it waits for."""
    order: list[str] = []

    async def hook(text: str) -> None:
        order.append(text)
        if text == "raises":
            raise ValueError(text)
        if text == "waits":
            await asyncio.sleep(0)
            order.append("resumed")

    told = Told(str=hook)
    for text in ("ends", "raises", "waits"):
        told.deliver(text)
    assert order == ["ends", "raises", "waits"]
    assert [str(error) for error, _ in told.exceptions] == ["raises"]
    [(coroutine, awaited, message)] = told.suspended
    assert (awaited, message) == (None, "waits")
    with pytest.raises(StopIteration):
        coroutine.send(None)
    assert order[-1] == "resumed"


def test_a_hook_that_returns_something_else_is_at_fault() -> None:
    """A forgotten await, or a value that nobody reads, is not passed over in silence."""
    told = Told(int=lambda number: number)
    told.deliver(7)
    [(error, message)] = told.exceptions
    assert isinstance(error, TypeError)
    assert str(error) == "expected None or a coroutine from <lambda>, was int"
    assert message == 7


def test_another_thread_sees_a_delivery_that_hangs() -> None:
    """Whose it is, and that it does not get on."""
    release = threading.Event()
    told = Told(int=lambda _: release.wait(5.0) and None)
    thread = threading.Thread(target=told.deliver, args=(1,))
    thread.start()
    while not told.flight.agent:
        time.sleep(0.001)
    assert (told.flight.agent, told.flight.count) == ("agent", 1)
    assert told.deliver.message == 1
    release.set()
    thread.join()
    assert (told.flight.agent, told.flight.count) == ("", 1)
    assert told.deliver.message is None


def test_what_was_in_flight_before_a_delivery_is_so_after_it() -> None:
    """Deliveries nest: an inline agent's order may be filled within its hook."""
    names: list[str] = []
    inner = Told(int=lambda _: names.append(inner.flight.agent))

    def write_and_deliver(_: str) -> None:
        names.append(inner.flight.agent)
        inner.deliver(1)
        names.append(inner.flight.agent)
        inner.flight.agent = "timer"
        inner.deliver(2)
        names.append(inner.flight.agent)
        inner.flight.agent = ""
        names.append(inner.flight.agent)

    outer = Delivery(
        agent="outer",
        find_hook=lambda _: write_and_deliver,
        on_exception=print,
        on_suspended=print,
        on_refused=print,
        on_settled=print,
        flight=inner.flight,
        metrics=DeliveryMetrics(),
    )
    inner.flight.agent = "before"
    outer("text")
    assert names == ["outer", "agent", "outer", "agent", "timer", ""]
    assert inner.flight.agent == "before"
    assert inner.flight.count == 3


@pytest.mark.parametrize("kind", [EventBus, LiveEventBus])
def test_a_bus_delivers_as_a_call_would(kind: type[EventBus | LiveEventBus]) -> None:
    """Also what is refused, what raises and what nobody contains."""
    bus = kind(16)

    def hook(number: int) -> None:
        if number == 1:
            raise ValueError(number)
        if number == 2:
            raise KeyboardInterrupt

    def publish(number: int) -> None:
        bus.publish("a", number)
        if isinstance(bus, LiveEventBus):
            bus.poll()

    told = Told(int=hook)
    bus.subscribe("a", told.deliver)
    publish(0)
    publish(1)
    with pytest.raises(KeyboardInterrupt):
        publish(2)
    told.deliver.enabled = False
    publish(3)
    assert (told.metrics.events, told.metrics.errors) == (2, 1)
    assert [message for _, message in told.exceptions] == [1]
    assert told.refused == [3]
    assert told.flight.count == 3


def test_deliveries_are_collected_with_their_cycles() -> None:
    """An agent whose delivery holds it goes away."""

    class Agent:
        def __init__(self) -> None:
            self.deliver = Delivery(
                agent="agent",
                find_hook=lambda _: self.on,
                on_exception=self.on,
                on_suspended=self.on,
                on_refused=self.on,
                on_settled=self.on,
                flight=InFlight(),
                metrics=DeliveryMetrics(),
            )
            self.deliver(1)

        def on(self, *_: Any) -> None:
            pass

    gone = weakref.ref(Agent())
    gc.collect()
    assert gone() is None


def test_a_delivery_takes_one_message() -> None:
    """And is made of what it needs, by name."""
    told = Told()
    for arguments in ((), (1, 2)):
        with pytest.raises(TypeError, match="expected one message"):
            told.deliver(*arguments)
    with pytest.raises(TypeError):
        Delivery()  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="agent: expected a text"):
        told.flight.agent = None  # type: ignore[assignment]


def test_one_hook_in_sixteen_is_timed() -> None:
    """The histogram holds the durations of hooks."""
    told = Told(int=lambda _: time.sleep(0.002))
    for number in range(33):
        told.deliver(number)
    assert told.metrics.latency.count == 3
    assert told.metrics.latency.quantile(0.5) >= 2_000_000


def test_the_success_rate_is_that_of_recent_events() -> None:
    """By a weight of 0.99 to the power of the events since."""
    metrics = DeliveryMetrics()
    assert math.isnan(metrics.success_rate)
    outcomes = [number % 3 == 0 for number in range(500)]
    for failed in outcomes:
        metrics.count(failed)
    weights = [0.99**age for age in range(500)][::-1]
    good = sum(weight for weight, failed in zip(weights, outcomes, strict=True) if not failed)
    assert metrics.success_rate == pytest.approx(good / sum(weights))
    assert (metrics.events, metrics.errors) == (500, 167)
    metrics = DeliveryMetrics()
    for _ in range(1_000):
        metrics.count()
    assert metrics.success_rate == 1.0
    metrics.count(failed=True)
    assert metrics.success_rate == pytest.approx(0.99, abs=1e-5)


def test_histograms_merge() -> None:
    """What two threads counted, in one."""
    left, right = LatencyHistogram(), LatencyHistogram()
    left.record(10)
    right.record(30)
    left.merge(right)
    assert (left.count, left.maximum) == (2, 30)
    assert (left.quantile(0.5), left.quantile(1.0)) == (10, 30)
