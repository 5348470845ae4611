"""Sees from a thread of its own when a delivery does not come back."""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable

import msgspec

from swarmcore.bus import InFlight
from swarmcore.errors import ConfigError

__all__ = ["HangPolicy", "Watchdog"]

_log = logging.getLogger(__name__)


class HangPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """When an agent that does not come back is said to hang, and what then.

    Args:
        after: Seconds that one delivery may take.
        stay_halted: True to keep entries halted when it comes back, until somebody resumes.

    Raises:
        ConfigError: after is not above 0.
    """

    after: float = 5.0
    stay_halted: bool = False

    def __post_init__(self) -> None:
        """Check the fields."""
        if not 0.0 < self.after < math.inf:
            raise ConfigError(f"hang_after: expected more than 0 seconds, was {self.after}")


class Watchdog:
    """Halts entries while an agent hangs, and says which.

    A thread looks a few times within the time allowed: where it sees the same delivery for as long
    as that, the agent hangs. Nothing can end a call of Python from outside, so that the agent is
    named and the account kept from new risk until the call ends or a person acts.

    Args:
        in_flight: What each thread that delivers is at, by the thread's name.
        policy: When an agent hangs.
        on_hang: Called by the watchdog's thread with the agent and the seconds so far, once a hang.
        on_return: Called by it with the agent and the seconds in all, when the call has ended.
    """

    def __init__(
        self,
        in_flight: Callable[[], tuple[InFlight, ...]],
        policy: HangPolicy,
        on_hang: Callable[[str, float], None],
        on_return: Callable[[str, float], None],
    ) -> None:
        self._in_flight = in_flight
        self._policy = policy
        self._on_hang = on_hang
        self._on_return = on_return
        self._seen: dict[InFlight, _Seen] = {}
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="swarmcore watchdog", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stopping.set()
        self._thread.join()

    def look(self, now: float) -> None:
        """Compare what is in flight with what was seen before.

        Args:
            now: Seconds of a clock that never goes back.
        """
        for flight in self._in_flight():
            # The name last: where it is empty the count says nothing.
            count, agent = flight.count, flight.agent
            seen = self._seen.get(flight)
            if seen is not None and agent and seen.count == count:
                if not seen.hangs and now - seen.since >= self._policy.after:
                    seen.hangs = True
                    self._on_hang(agent, now - seen.since)
                continue
            if seen is not None and seen.hangs:
                self._on_return(seen.agent, now - seen.since)
            self._seen[flight] = _Seen(agent, count, now)

    def _run(self) -> None:
        while not self._stopping.wait(self._policy.after / 5):
            self.look(time.monotonic())


class _Seen(msgspec.Struct):
    agent: str
    count: int
    since: float
    hangs: bool = False
