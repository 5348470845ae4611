"""Timers on the clock that the swarm is given: in a replay they fire in simulated time."""

from __future__ import annotations

import math
from collections.abc import Callable

from swarmcore.errors import AgentError

__all__ = ["Timer", "period_of"]

_SHORTEST = 0.001
_LONGEST = 366 * 86_400.0


def period_of(agent: str, seconds: float) -> int:
    """The period of a timer in nanoseconds.

    Raises:
        AgentError: It is not from a millisecond to a year.
    """
    if not (
        isinstance(seconds, (int, float))
        and math.isfinite(seconds)
        and _SHORTEST <= seconds <= _LONGEST
    ):
        raise AgentError(
            f"{agent}: every: seconds: expected {_SHORTEST} to {_LONGEST:.0f}, was {seconds!r}"
        )
    return round(seconds * 1_000_000_000)


class Timer:
    """One timer of an agent; `cancel` ends it.

    Args:
        agent: Whose.
        period: Nanoseconds from one time to the next.
        due: The next time, nanoseconds UTC.
        callback: Called with the timer.
    """

    __slots__ = ("agent", "callback", "due", "fired", "is_cancelled", "missed", "period")

    def __init__(
        self, agent: str, period: int, due: int, callback: Callable[[Timer], object]
    ) -> None:
        self.agent = agent
        self.period = period
        self.due = due
        self.callback = callback
        self.fired = 0
        self.missed = 0
        """Times over which the clock jumped, or at which the agent did not run."""
        self.is_cancelled = False

    def cancel(self) -> None:
        """Never fire again; nothing where it was cancelled before."""
        self.is_cancelled = True

    def move_on(self, now: int) -> None:
        """Be due at the next of its times after now; those between count as missed."""
        passed = (now - self.due) // self.period
        self.missed += passed
        self.due += (passed + 1) * self.period

    def __repr__(self) -> str:
        return f"Timer(agent={self.agent!r}, seconds={self.period / 1e9:g}, due={self.due})"
