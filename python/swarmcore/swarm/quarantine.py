"""Events that made the same agent fault twice, and are not delivered to it again."""

from __future__ import annotations

from collections import deque
from typing import Any

import msgspec

__all__ = ["Quarantine", "QuarantinedEvent"]


class QuarantinedEvent(msgspec.Struct, frozen=True):
    """An event that an agent cannot bear.

    Args:
        ts: When it was put aside, nanoseconds UTC.
        agent: Whose hook raised, both times.
        hook: The hook.
        error: The second exception's type and message, in one line.
        event: What was delivered.
    """

    ts: int
    agent: str
    hook: str
    error: str
    event: Any


class Quarantine:
    """The newest quarantined events, and how many there were.

    Args:
        capacity: How many are kept; older ones are forgotten, but counted.
    """

    def __init__(self, capacity: int = 1000) -> None:
        self._events: deque[QuarantinedEvent] = deque(maxlen=capacity)
        self.count = 0

    @property
    def events(self) -> tuple[QuarantinedEvent, ...]:
        """Those that are kept, oldest first."""
        return tuple(self._events)

    def add(self, event: QuarantinedEvent) -> None:
        """Put an event aside."""
        self._events.append(event)
        self.count += 1
