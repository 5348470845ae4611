"""Calls that are due at a time of the swarm's clock."""

from __future__ import annotations

import heapq
import itertools
from collections.abc import Callable

__all__ = ["Schedule", "ScheduledCall"]


class ScheduledCall:
    """A call that is due once, and can be cancelled until then."""

    __slots__ = ("_call", "due")

    def __init__(self, due: int, call: Callable[[], None]) -> None:
        self.due = due
        self._call: Callable[[], None] | None = call

    def cancel(self) -> None:
        """Let it not happen; nothing where it has happened."""
        self._call = None

    @property
    def is_cancelled(self) -> bool:
        """True where it will not happen (any more)."""
        return self._call is None

    def run(self) -> None:
        """Do it, once."""
        call, self._call = self._call, None
        if call is not None:
            call()


class Schedule:
    """Calls in the order of their due times, of one time in the order in which they were added.

    It has no clock: whoever drives the swarm says what time it is, so that a replay makes the same
    calls at the same times. Not thread-safe, but for `call_at`.
    """

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, ScheduledCall]] = []
        self._serial = itertools.count()
        self.on_earlier: Callable[[], None] = _nobody_sleeps
        """Called where a call became the first: whoever sleeps until the next one wakes up."""
        self.until = 0
        """How far the clock has been taken, nanoseconds UTC: due calls may lie before it."""

    @property
    def next_due(self) -> int | None:
        """When the next call is due, nanoseconds UTC; None where there is none."""
        while self._heap and self._heap[0][2].is_cancelled:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else None

    def call_at(self, due: int, call: Callable[[], None]) -> ScheduledCall:
        """Call at a time, nanoseconds UTC; a time that has passed is due at the next run."""
        scheduled = ScheduledCall(due, call)
        # One call of C, which no other thread can interrupt.
        heapq.heappush(self._heap, (due, next(self._serial), scheduled))
        if self._heap[0][2] is scheduled:
            self.on_earlier()
        return scheduled

    def run_due(
        self,
        now: int,
        set_clock: Callable[[int], None] | None = None,
        until: int | None = None,
    ) -> None:
        """Make every call that is due, those included that these calls add.

        Args:
            now: Nanoseconds UTC.
            set_clock: Told the due time of each call before it is made; None leaves the clock.
            until: How far the clock goes before anything else happens; None for now.
        """
        self.until = now if until is None else until
        while (due := self.next_due) is not None and due <= now:
            call = heapq.heappop(self._heap)[2]
            if set_clock is not None:
                set_clock(due)
            call.run()


def _nobody_sleeps() -> None:
    """A replay looks at what is due whenever it sets the clock."""
