"""
Events from publishers to subscriptions.
"""

from __future__ import annotations
import numpy
import numpy.typing
import typing

__all__: list[str] = [
    "Consumer",
    "Delivery",
    "DeliveryMetrics",
    "Event",
    "EventBus",
    "InFlight",
    "LatencyHistogram",
    "LiveEventBus",
    "Player",
]

class Event:
    """
    One 64-byte record of the bus, read only.

    Units: ts in nanoseconds UTC; what the values hold, kind says (1 bar, 2 quote, 3 trade; 64 to
    255 are yours). Without a second reference to it, the object is used again for the next
    event.
    """
    @property
    def ts(self) -> int:
        """When, nanoseconds UTC."""
    @property
    def sequence(self) -> int:
        """Its number in its ring."""
    @property
    def topic(self) -> int:
        """The topic's id; EventBus.topic_name names it."""
    @property
    def instrument(self) -> int:
        """The instrument's index."""
    @property
    def kind(self) -> int:
        """What values hold."""
    @property
    def priority(self) -> int:
        """Within a lane and a time, a higher one comes first."""
    @property
    def open(self) -> float:
        """Of a bar."""
    @property
    def high(self) -> float:
        """Of a bar."""
    @property
    def low(self) -> float:
        """Of a bar."""
    @property
    def close(self) -> float:
        """Of a bar."""
    @property
    def volume(self) -> float:
        """Of a bar."""
    @property
    def bid(self) -> float:
        """Of a quote."""
    @property
    def ask(self) -> float:
        """Of a quote."""
    @property
    def bid_size(self) -> float:
        """Of a quote."""
    @property
    def ask_size(self) -> float:
        """Of a quote."""
    @property
    def price(self) -> float:
        """Of a trade."""
    @property
    def size(self) -> float:
        """Of a trade."""
    @property
    def side(self) -> float:
        """Of a trade, +1 or -1."""
    @property
    def values(self) -> tuple[float, float, float, float, float]:
        """The five values, whatever they mean."""

class LatencyHistogram:
    """
    Counts latencies in log-linear buckets.

    There are 32 to each doubling; below 64 ns it is exact. A quantile is the highest value of its
    bucket, at most 1/32 above what was recorded.

    Source: the bucketing of G. Tene's HdrHistogram.
    """
    def __init__(self) -> None: ...
    def merge(self, other: LatencyHistogram) -> None:
        """
        Add what another one counted.
        """
    def quantile(self, probability: typing.SupportsFloat | typing.SupportsIndex) -> int:
        """
        The latency that a part of all does not exceed, nanoseconds; 0 where none was counted.

        Raises:
            ValueError: probability is not from 0 to 1.
        """
    def record(self, nanoseconds: typing.SupportsInt | typing.SupportsIndex) -> None:
        """
        Count one latency; below 0, as of a clock that was set back, it counts as 0.
        """
    @property
    def count(self) -> int:
        """
        How many were counted.
        """
    @property
    def maximum(self) -> int:
        """
        The longest, nanoseconds; 0 where none was counted.
        """

class DeliveryMetrics:
    """
    What is measured of the deliveries to one agent.

    An event counts in the success rate by 0.99 to the power of the number of events since: the last
    hundred carry 63 % of the rate, the last 300 carry 95 %.
    """
    def __init__(self) -> None: ...
    def count(self, failed: bool = False) -> None:
        """
        Count an event whose hook has ended.
        """
    @property
    def errors(self) -> int:
        """
        How many of them failed.
        """
    @property
    def events(self) -> int:
        """
        Events counted.
        """
    @property
    def latency(self) -> LatencyHistogram:
        """
        How long hooks took: of events straight from the bus, one in 16.
        """
    @property
    def success_rate(self) -> float:
        """
        Part of recent events that did not fail; NaN before the first.
        """

class InFlight:
    """
    What one thread delivers just now, for another thread to see.

    Whoever calls an agent writes its name and counts up before, and writes the empty name after.
    """

    count: int
    """Deliveries begun; whoever begins one counts it."""
    agent: str
    """Whom the thread delivers to just now; empty between two deliveries."""

class Delivery:
    """
    Calls the hooks of one agent with its messages.

    Called with a message, it calls the hook for the message's type. An async hook runs inline
    until it first waits.

    Args:
        agent: The agent's name.
        find_hook: Gives the hook for a type of message, or None; asked once a type.
        on_exception: Called with (exception, message) where a hook raises an Exception.
        on_suspended: Called with (coroutine, awaited, message) where an async hook has to
            wait; the event is not counted yet.
        on_refused: Called with a message that comes while the delivery is not enabled.
        on_settled: Called after a hook that went well, where something is unsettled.
        flight: Of the thread that calls it.
        metrics: Where events are counted.
    """
    def __init__(
        self,
        *,
        agent: str,
        find_hook: typing.Callable[[type], typing.Callable[[typing.Any], typing.Any] | None],
        on_exception: typing.Callable[[Exception, typing.Any], None],
        on_suspended: typing.Callable[[typing.Any, typing.Any, typing.Any], None],
        on_refused: typing.Callable[[typing.Any], None],
        on_settled: typing.Callable[[], None],
        flight: InFlight,
        metrics: DeliveryMetrics,
    ) -> None: ...
    def __call__(self, message: typing.Any, /) -> None: ...
    enabled: bool
    """Whether messages pass; else they are refused."""
    unsettled: bool
    """Whether on_settled is to be called after a hook that went well; it ends that."""
    @property
    def agent(self) -> str:
        """The agent's name."""
    @property
    def metrics(self) -> DeliveryMetrics:
        """Where events are counted, and one in 16 is timed up to its first wait."""
    @property
    def message(self) -> typing.Any:
        """The message being handled, or None."""

class LiveEventBus:
    """
    Carries events between threads, to consumer loops.

    Publishing puts an event into the ring of its lane, from any thread, and returns. Each consumer loop
    reads at its own pace, control before orders before market data.

    Args:
        capacity: Events that a lane holds, a power of two of at least 2.

    Raises:
        ValueError: capacity is not a power of two of at least 2.
    """
    def __init__(self, capacity: typing.SupportsInt | typing.SupportsIndex = 65536) -> None: ...
    def is_wanted(self, topic: str) -> bool:
        """
        Whether the pattern of a subscription matches a topic.
        """
    def next_sequence(self, topic: str) -> int:
        """
        The sequence that the next event gets that Python publishes in the topic's lane.
        """
    def oldest_needed(self, topic: str) -> int:
        """
        The oldest sequence, of what Python published in the topic's lane, that a consumer may still read: all before have been delivered.
        """
    def publish_records(self, records: numpy.typing.NDArray[numpy.void]) -> int:
        """
        Publish records, waiting where their lane is full.

        Args:
            records: Array of dtype swarmcore.EVENT, shape (n,); topic holds ids that topic() gave, and
                sequence is assigned.

        Returns:
            int: n.

        Raises:
            TypeError: records is no array of dtype swarmcore.EVENT.
            BusError: a topic is unknown; nothing is published.
            LaneFullError: a lane stayed full past the time-out of whoever holds it up; its `published`
                records, the first ones, are published.
        """
    def topic(self, name: str) -> int:
        """
        The id of a topic, made at its first use.

        Raises:
            ValueError: name is empty or holds a `*`, a blank or a control character.
        """
    def topic_name(self, topic: typing.SupportsInt | typing.SupportsIndex) -> str:
        """
        The name of a topic's id.

        Raises:
            IndexError: topic() never gave the id.
        """
    def wake(self) -> None:
        """
        Wake the consumer loops that sleep, so that oldest_needed tells of them, too.

        A loop that wants none of what was published sleeps on, and counts as one that may still read it.
        """
    @property
    def capacity(self) -> int: ...
    @property
    def patterns(self) -> tuple[str, ...]:
        """
        The patterns of all subscriptions, consumer by consumer, oldest first.
        """
    @property
    def topics(self) -> tuple[str, ...]:
        """
        The names of all topics, by id.
        """
    def publish(
        self,
        topic: str,
        payload: typing.Any,
        *,
        ts: int = 0,
        kind: int = 0,
        instrument: int = 0,
        priority: int = 0,
    ) -> int: ...

class Consumer:
    """
    One consumer loop of a live bus: its subscriptions and its cursors.

    Args:
        bus: The LiveEventBus.

    Raises:
        BusError: the bus has as many consumers as it can have, 64.
    """
    def __init__(self, bus: typing.Any) -> None: ...
    def arm(self) -> bool:
        """
        True where nothing waits: the next event makes `fileno` readable.
        """
    def clear(self) -> None:
        """
        Let `fileno` be readable no more.
        """
    def close(self) -> None:
        """
        End all subscriptions; publishers are not held up any more.
        """
    def counts(
        self, subscription: typing.SupportsInt | typing.SupportsIndex
    ) -> tuple[int, int, int]:
        """
        What a subscription got: (delivered, missed, conflated).

        Missed are events of its lanes that were overwritten unread, of whatever topic; conflated those that
        a newer one of their topic replaced.

        Raises:
            IndexError: subscribe() never gave the subscription.
        """
    def fileno(self) -> int:
        """
        The descriptor that a selector waits for.
        """
    def poll(self, limit: typing.SupportsInt | typing.SupportsIndex = 4096) -> int:
        """
        Deliver events that wait.

        A handler that raises does not keep events from the others: the first exception is raised when all
        have been delivered.

        Args:
            limit: Events at most.

        Returns:
            int: Events taken; 0 where nothing waits, or within a delivery.

        Raises:
            BusError: the consumer was closed, or a handler kept the array of a batch.
        """
    def subscribe(
        self,
        pattern: str,
        handler: typing.Any,
        overflow: str = "block",
        *,
        timeout: typing.SupportsFloat | typing.SupportsIndex = 1.0,
        batch: bool = False,
        with_record: bool = False,
        on_gap: typing.Any = None,
    ) -> int:
        """
        Call handler with every event whose topic matches the pattern.

        Args:
            pattern: A topic in which `*` stands for any run of characters, dots included.
            handler: Called with one argument: the published object, or an Event that is used again for the
                next record unless it is kept. An async handler runs inline until it first waits, and then
                as a task of the running event loop.
            overflow: What happens where this loop falls behind: "block", publishers wait up to the
                time-out; "drop_oldest", events are overwritten and the gap is told; "conflate", of each
                topic the newest waits; "error", publishers are refused at once.
            timeout: Seconds that a publisher may be held up.
            batch: True to get arrays of records, dtype swarmcore.EVENT, instead of single events; an object
                is a record of kind 0 in them. The array lies in the ring where it can: it is read only,
                and what is kept of it must be copied.
            with_record: True calls the handler with two arguments, the Event and the object beside it, None
                for a bare record: for handlers that need the topic.
            on_gap: Called with how many events of its lanes were overwritten unread.

        Returns:
            int: The subscription, for unsubscribe and counts.

        Raises:
            ValueError: pattern, overflow or timeout cannot be used.
            TypeError: handler or on_gap cannot be called.
        """
    def turn(self, limit: typing.SupportsInt | typing.SupportsIndex = 4096) -> bool:
        """
        One turn of an event loop that found `fileno` readable: True where the next one is due at once.
        """
    def unsubscribe(self, subscription: typing.SupportsInt | typing.SupportsIndex) -> bool:
        """
        End a subscription; False where it is unknown or ended before.
        """
    def wait(self, timeout: typing.SupportsFloat | typing.SupportsIndex) -> bool:
        """
        Sleep until an event waits, at most so many seconds; False where none came.
        """

class Player:
    """
    A thread that publishes records on a live bus.

    It plays recorded events in real time, or makes a load; it needs no GIL.

    Args:
        bus: The LiveEventBus.
        records: Array of dtype swarmcore.EVENT, shape (n,); topic holds ids that topic() gave.
        rate: Events a second; 0 for another pace.
        speed: 1 as the records' times go, 2 twice as fast; 0 for no pace. With neither, as fast as the
            bus takes them.
        rounds: How often the records are played.
        restamp: True to set ts to the time of publication, nanoseconds UTC.
        timeout: Seconds to wait where a lane is full, before an event is counted as refused.

    Raises:
        ValueError: a number is out of its range, or both rate and speed are given.
        TypeError: records is no array of dtype swarmcore.EVENT.
        BusError: a topic is unknown.
    """
    def __init__(
        self,
        bus: typing.Any,
        records: numpy.typing.NDArray[numpy.void],
        *,
        rate: typing.SupportsFloat | typing.SupportsIndex = 0.0,
        speed: typing.SupportsFloat | typing.SupportsIndex = 0.0,
        rounds: typing.SupportsInt | typing.SupportsIndex = 1,
        restamp: bool = False,
        timeout: typing.SupportsFloat | typing.SupportsIndex = 1.0,
    ) -> None: ...
    def join(self) -> None:
        """
        Wait until it has ended.
        """
    def start(self) -> None:
        """
        Begin.

        Raises:
            BusError: it was started before, or the bus has as many publishers as it can have.
        """
    def stop(self) -> None:
        """
        End after the event under way, without waiting for it.
        """
    @property
    def is_running(self) -> bool: ...
    @property
    def published(self) -> int:
        """
        Events published so far.
        """
    @property
    def refused(self) -> int:
        """
        Events that a full lane refused past the time-out.
        """

class EventBus:
    """
    Publishes events to subscriptions, synchronously and in order.

    An event reaches all its subscriptions, in the order in which they were made, before the next one is
    looked at; what a handler publishes waits in a ring for its turn. An object that is published rides
    beside a 64-byte record and reaches the handlers as itself; a bare record reaches them as an Event.

    A handler that raises does not keep the event from the others: the first exception is raised by the
    publish that began the delivery, after everything has been delivered.

    Args:
        capacity: Slots of the ring, a power of two of at least 2.

    Raises:
        ValueError: capacity is not a power of two of at least 2.
    """
    def __init__(self, capacity: typing.SupportsInt | typing.SupportsIndex = 65536) -> None: ...
    def is_wanted(self, topic: str) -> bool:
        """
        Whether the pattern of a subscription matches a topic.
        """
    def publish_records(self, records: numpy.typing.NDArray[numpy.void]) -> int:
        """
        Publish records one after the other, each delivered before the next.

        A handler that raises keeps no record from being published: the first exception is raised at the end.
        A subscription that takes arrays gets those that it wants in one, when all have been delivered.

        Args:
            records: Array of dtype swarmcore.EVENT, shape (n,); topic holds ids that topic() gave, and
                sequence is overwritten.

        Returns:
            int: n.

        Raises:
            TypeError: records is no array of dtype swarmcore.EVENT.
            BusError: a topic is unknown, or the ring is full.
        """
    def subscribe(
        self, pattern: str, handler: typing.Any, *, batch: bool = False, with_record: bool = False
    ) -> int:
        """
        Call handler with every event whose topic matches; see swarmcore.bus.EventBus.
        """
    def topic(self, name: str) -> int:
        """
        The id of a topic, made at its first use.

        Raises:
            ValueError: name is empty or holds a `*`, a blank or a control character.
        """
    def topic_name(self, topic: typing.SupportsInt | typing.SupportsIndex) -> str:
        """
        The name of a topic's id.

        Raises:
            IndexError: topic() never gave the id.
        """
    def unsubscribe(self, subscription: typing.SupportsInt | typing.SupportsIndex) -> bool:
        """
        End a subscription; False where it is unknown or ended before.
        """
    @property
    def capacity(self) -> int: ...
    @property
    def delivering(self) -> str:
        """
        The topic whose event is being delivered; empty between deliveries.
        """
    @property
    def patterns(self) -> tuple[str, ...]:
        """
        The patterns of all subscriptions, oldest first.
        """
    @property
    def topics(self) -> tuple[str, ...]:
        """
        The names of all topics, by id.
        """
    def publish(
        self,
        topic: str,
        payload: typing.Any,
        *,
        ts: int = 0,
        kind: int = 0,
        instrument: int = 0,
        priority: int = 0,
    ) -> int: ...
