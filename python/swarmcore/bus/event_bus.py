"""The deterministic bus: one thread, delivery by order alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from swarmcore import _core
from swarmcore.bus.overflow import checked_overflow
from swarmcore.bus.requests import Requesting, Requests
from swarmcore.bus.streams import EventStream

__all__ = ["Bus", "EventBus"]


class Bus(Protocol):
    """What agents need of a bus, whichever it is."""

    @property
    def patterns(self) -> tuple[str, ...]:
        """The patterns of all subscriptions, oldest first."""
        ...

    @property
    def topics(self) -> tuple[str, ...]:
        """The names of all topics, by id."""
        ...

    def is_wanted(self, topic: str) -> bool:
        """Whether a subscription's pattern matches a topic."""
        ...

    def topic(self, name: str) -> int:
        """The id of a topic, made at its first use."""
        ...

    def publish(self, topic: str, payload: Any, *, ts: int = 0, priority: int = 0) -> int:
        """Publish an object."""
        ...

    def subscribe(self, pattern: str, handler: Callable[[Any], Any]) -> int:
        """Call a handler with every event whose topic matches."""
        ...

    def unsubscribe(self, subscription: int) -> bool:
        """End a subscription."""
        ...


class EventBus(Requesting, _core.bus.EventBus):
    """Publishes events to subscriptions, in one thread, in an order that depends on nothing else.

    An event reaches all its subscriptions, in the order in which they were made, before the next
    one is looked at. Of the events that wait, that of the smallest (time, lane, priority, sequence)
    is next. An object that is published rides beside a 64-byte record and reaches the handlers as
    itself; a bare record reaches them as an Event.

    A handler that raises does not keep the event from the others: the first exception is raised by
    the publish that began the delivery, after everything has been delivered.

    Args:
        capacity: Events that can wait, a power of two of at least 2.

    Raises:
        ValueError: capacity is not a power of two of at least 2.
    """

    def __init__(self, capacity: int = 65536) -> None:
        super().__init__(capacity)
        self._requests = Requests(self)

    def subscribe(
        self,
        pattern: str,
        handler: Callable[..., Any],
        overflow: str | None = None,
        *,
        timeout: float = 1.0,
        batch: bool = False,
        with_record: bool = False,
    ) -> int:
        """Call a handler with every event whose topic matches the pattern, now and later.

        Args:
            pattern: A topic in which `*` stands for any run of characters, dots included.
            handler: Called with one argument: the published object, or an Event that is used again
                for the next record unless it is kept. An async handler runs inline until it first
                waits, and then as a task of the running event loop.
            overflow: As of a live bus; here each event is delivered before the next one is taken,
                and nothing falls behind.
            timeout: As of a live bus.
            batch: True to get, of each ``publish_records``, an array of the records that match,
                when all of them have been delivered. It is read only: subscriptions of one pattern
                get the same.
            with_record: True calls the handler with two arguments, the Event and the object
                beside it, None for a bare record: for handlers that need the topic.

        Returns:
            The subscription, for unsubscribe.

        Raises:
            ValueError: pattern is empty or holds a blank or a control character, or overflow is
                unknown.
            TypeError: handler cannot be called.
        """
        if overflow is not None:
            checked_overflow(overflow)
        return super().subscribe(pattern, handler, batch=batch, with_record=with_record)

    def stream(
        self, pattern: str, *, overflow: str = "block", capacity: int = 65536
    ) -> EventStream:
        """What is published from now on, as an asynchronous iterator.

        Args:
            pattern: A topic in which `*` stands for any run of characters, dots included.
            overflow: What happens where the reader falls behind, as of ``subscribe``.
            capacity: Events kept unread, 1 or more.

        Raises:
            ValueError: An argument cannot be used.
        """
        return EventStream(self, pattern, checked_overflow(overflow), capacity)
