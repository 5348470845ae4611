"""What the first delivery of an event has done already, where the event is delivered again."""

from __future__ import annotations

import threading
from collections.abc import Collection
from typing import Any

__all__ = ["EFFECTS", "Effects"]

EFFECTS = frozenset({"submit", "cancel", "ask", "emergency"})
"""Calls that are not made again; all others only read."""


class Effects:
    """What agents have published and called, by the number of the event and the place within it.

    Kept until the event is acknowledged. What a timer does belongs to no event, number 0, and is
    always new. Safe to use from several threads.
    """

    def __init__(self) -> None:
        self._done: dict[tuple[int, int], tuple[str, bytes, Any]] = {}
        self._lock = threading.Lock()

    def is_new(self, event: int, number: int, name: str, arguments: bytes = b"") -> bool:
        """Whether something has not been done before.

        Args:
            event: The event's number.
            number: The place within it, from 1.
            name: The topic or the call.
            arguments: Of the call. An agent that now does something else at this place, does it.
        """
        with self._lock:
            done = self._done.get((event, number))
        return done is None or done[:2] != (name, arguments)

    def answer_of(self, event: int, number: int) -> Any:
        """What came of it."""
        with self._lock:
            return self._done[event, number][2]

    def remember(
        self, event: int, number: int, name: str, arguments: bytes = b"", answer: Any = None
    ) -> None:
        """Keep what was done and what came of it."""
        if event:
            with self._lock:
                self._done[event, number] = (name, arguments, answer)

    def forget(self, events: Collection[int]) -> None:
        """Drop what belongs to events that are acknowledged."""
        with self._lock:
            for key in [each for each in self._done if each[0] in events]:
                del self._done[key]
