"""How a bridge gets what the local bus delivers."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from typing import Protocol

from swarmcore.bus import Event, EventBus, LiveEventBus
from swarmcore.errors import BusError
from swarmcore.swarm.bridges.topics import TopicPatterns

__all__ = ["DeterministicTap", "LiveTap", "Tap"]

_log = logging.getLogger(__name__)

Send = Callable[[Event, object], None]
"""Takes a record and the object beside it, None for a bare one."""


class Tap(Protocol):
    """Hands every event of some patterns to a function, once, until it is closed."""

    def open(self) -> None:
        """Begin."""

    async def close(self) -> None:
        """End, when what was published before has been handed over; once is enough."""


class DeterministicTap:
    """A tap of a deterministic bus: inside `publish`, whose caller gets the function's errors.

    Args:
        bus: The local bus.
        patterns: What to hand over.
        send: Gets it.
    """

    def __init__(self, bus: EventBus, patterns: TopicPatterns, send: Send) -> None:
        self._bus = bus
        self._patterns = patterns
        self._send = send
        self._subscriptions: list[int] = []

    def open(self) -> None:
        """Subscribe."""
        for place, pattern in enumerate(self._patterns.patterns):
            handler = _only_first(self._patterns, place, self._bus.topic_name, self._send)
            self._subscriptions.append(self._bus.subscribe(pattern, handler, with_record=True))

    async def close(self) -> None:
        """Unsubscribe."""
        while self._subscriptions:
            self._bus.unsubscribe(self._subscriptions.pop())


class LiveTap:
    """A tap of a live bus: a consumer loop in a thread of its own.

    While the function waits for room, the lane waits, and then whoever publishes. Its errors cannot
    reach the publisher; they are logged, and `refused` counts them.

    Args:
        bus: The local bus.
        patterns: What to hand over.
        send: Gets it.
        timeout: Seconds that publishers may be held up.
    """

    def __init__(
        self, bus: LiveEventBus, patterns: TopicPatterns, send: Send, timeout: float
    ) -> None:
        self._bus = bus
        self._patterns = patterns
        self._send = send
        self._timeout = timeout
        self._consumer = bus.consumer()
        self._closed = False
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="bridge", daemon=True)
        self.refused = 0

    def open(self) -> None:
        """Subscribe, and start the thread."""
        for place, pattern in enumerate(self._patterns.patterns):
            handler = _only_first(self._patterns, place, self._bus.topic_name, self._contained)
            self._consumer.subscribe(
                pattern, handler, overflow="block", timeout=self._timeout, with_record=True
            )
        self._thread.start()

    async def close(self) -> None:
        """Stop the thread, once nothing waits any more."""
        self._stop.set()
        if self._thread.is_alive():
            await asyncio.to_thread(self._thread.join)
        if not self._closed:
            self._closed = True
            self._consumer.close()

    def _run(self) -> None:
        self._consumer.run(self._stop)

    def _contained(self, event: Event, payload: object) -> None:
        try:
            self._send(event, payload)
        except BusError as error:
            _log.error("event not sent: %s", error)
            self.refused += 1


def _only_first(
    patterns: TopicPatterns, place: int, topic_name: Callable[[int], str], send: Send
) -> Send:
    """A handler of the pattern at a place that leaves to an earlier one what both match."""

    def handler(event: Event, payload: object) -> None:
        if patterns.first(topic_name(event.topic)) == place:
            send(event, payload)

    return handler
