"""
Events from publishers to subscriptions.
"""

from __future__ import annotations
import numpy
import numpy.typing
import typing

__all__: list[str] = ["Event", "EventBus"]

class Event:
    """
    One 64-byte record of the bus, read only.

    Units: ts in nanoseconds UTC; what values hold, kind says (1 bar: open, high, low, close, volume;
    2 quote: bid, ask, bid size, ask size; 3 trade: price, size, side; 64 to 255 are yours).
    """
    @property
    def instrument(self) -> int: ...
    @property
    def kind(self) -> int: ...
    @property
    def priority(self) -> int: ...
    @property
    def sequence(self) -> int: ...
    @property
    def topic(self) -> int:
        """
        The topic's id; EventBus.topic_name names it.
        """
    @property
    def ts(self) -> int: ...
    @property
    def values(self) -> tuple[float, float, float, float, float]: ...

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
    def publish(
        self,
        topic: str,
        payload: typing.Any,
        *,
        ts: typing.SupportsInt | typing.SupportsIndex = 0,
        kind: typing.SupportsInt | typing.SupportsIndex = 0,
        instrument: typing.SupportsInt | typing.SupportsIndex = 0,
        priority: typing.SupportsInt | typing.SupportsIndex = 0,
    ) -> int:
        """
        Publish an object.

        Returns:
            int: The event's sequence number.

        Raises:
            ValueError: topic is empty or holds a `*`, a blank or a control character.
            BusError: the ring is full: within one delivery, handlers published more than it holds.
        """
    def publish_records(self, records: numpy.typing.NDArray[numpy.void]) -> int:
        """
        Publish records one after the other, each delivered before the next.

        Args:
            records: Array of dtype swarmcore.EVENT, shape (n,); topic holds ids that topic() gave, and
                sequence is overwritten.

        Returns:
            int: n.

        Raises:
            TypeError: records is no array of dtype swarmcore.EVENT.
            BusError: a topic is unknown, or the ring is full.
        """
    def subscribe(self, pattern: str, handler: typing.Any, overflow: str = "block") -> int:
        """
        Call handler with every event whose topic matches the pattern, now and later.

        Args:
            pattern: A topic in which `*` stands for any run of characters, dots included.
            handler: Called with one argument, the published object or an Event. An async handler runs
                inline until it first waits, and then as a task of the running event loop.
            overflow: What happens where the subscription falls behind: "block", the publisher waits. It
                never does in synchronous delivery.

        Returns:
            int: The subscription, for unsubscribe.

        Raises:
            ValueError: pattern is empty or holds a blank or a control character; overflow is unknown.
            TypeError: handler cannot be called.
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
