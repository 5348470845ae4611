"""Events as an asynchronous stream: ``async for event in bus.stream("bar.*")``."""

from __future__ import annotations

import asyncio
import collections
from typing import TYPE_CHECKING, Any

from swarmcore.bus.overflow import Overflow
from swarmcore.errors import BusError

if TYPE_CHECKING:
    from swarmcore.bus.event_bus import EventBus

__all__ = ["EventStream"]


class EventStream:
    """What a deterministic bus publishes on a pattern, kept until it is read.

    One thread publishes and reads, so nothing can wait for the reader: where the stream is full,
    ``block`` and ``error`` both refuse the event, by a BusError of the publisher.

    Args:
        bus: Publishes them.
        pattern: Of their topics.
        overflow: What happens where the reader falls behind.
        capacity: Events kept unread, 1 or more; of ``conflate``, topics.

    Raises:
        ValueError: capacity or overflow cannot be used.
    """

    def __init__(self, bus: EventBus, pattern: str, overflow: Overflow, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(f"capacity: expected 1 or more, was {capacity}")
        self.gap = 0
        """Events that were dropped, or replaced by a newer one of their topic."""
        self._bus = bus
        self._pattern = pattern
        self._overflow = overflow
        self._capacity = capacity
        self._events: collections.OrderedDict[object, Any] = collections.OrderedDict()
        self._count = 0
        self._reader: asyncio.Future[None] | None = None
        self._subscription: int | None = bus.subscribe(pattern, self._take)

    def __aiter__(self) -> EventStream:
        return self

    async def __anext__(self) -> Any:
        while not self._events:
            if self._subscription is None:
                raise StopAsyncIteration
            self._reader = asyncio.get_running_loop().create_future()
            await self._reader
        return self._events.popitem(last=False)[1]

    async def __aenter__(self) -> EventStream:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the stream: what is unread can still be read."""
        if self._subscription is not None:
            self._bus.unsubscribe(self._subscription)
            self._subscription = None
            self._wake()

    def _take(self, event: Any) -> None:
        self._count += 1
        key: object = self._count
        if self._overflow == "conflate":
            key = self._bus.delivering
            self.gap += key in self._events
        elif len(self._events) == self._capacity:
            if self._overflow != "drop_oldest":
                raise BusError(
                    f"stream of {self._pattern}: expected room for one more event, "
                    f"{self._capacity} wait for the reader; read faster, or choose drop_oldest"
                )
            self._events.popitem(last=False)
            self.gap += 1
        self._events[key] = event
        self._wake()

    def _wake(self) -> None:
        if self._reader is not None and not self._reader.done():
            self._reader.set_result(None)
