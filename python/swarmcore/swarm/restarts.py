"""When a faulted agent starts again, and when it has faulted too often."""

from __future__ import annotations

import math
from collections import deque
from random import Random

import msgspec

from swarmcore.errors import ConfigError

__all__ = ["RestartPolicy", "Restarts"]

_SECOND = 1_000_000_000


class RestartPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """How a faulted agent is started again: one for one, later each time, and not for ever.

    The first restart of a window comes at once; the n-th, from the second on, waits
    ``backoff × factor^(n - 2)`` seconds, at most ``maximum``, less a random part of up to
    ``jitter`` of it, so that agents that fell together do not come back together.

    Args:
        max_restarts: Restarts within the window; the fault after them leaves the agent out.
        window: Seconds for which a restart counts; 0 for the whole run.
        backoff: Seconds before the second restart.
        factor: How much longer each further one waits.
        maximum: Seconds that no wait exceeds.
        jitter: 0 to 1.

    Raises:
        ConfigError: A field is out of range.
    """

    max_restarts: int = 3
    window: float = 0.0
    backoff: float = 1.0
    factor: float = 2.0
    maximum: float = 60.0
    jitter: float = 0.2

    def __post_init__(self) -> None:
        """Check the fields."""
        if self.max_restarts < 0:
            raise ConfigError(f"max_restarts: expected 0 or more, was {self.max_restarts}")
        for name in ("window", "backoff", "maximum"):
            value = getattr(self, name)
            if not 0.0 <= value < math.inf:
                raise ConfigError(f"{name}: expected 0 seconds or more, was {value}")
        if not 1.0 <= self.factor < math.inf:
            raise ConfigError(f"factor: expected 1 or more, was {self.factor}")
        if not 0.0 <= self.jitter <= 1.0:
            raise ConfigError(f"jitter: expected 0 to 1, was {self.jitter}")

    def delay(self, restart: int, random: Random) -> int:
        """Nanoseconds before a restart.

        Args:
            restart: Which one of the window, from 1.
            random: Draws the jitter, once from the second restart on.
        """
        if restart <= 1:
            return 0
        longest = min(self.backoff, self.maximum)
        for _ in range(restart - 2):
            if longest >= self.maximum:
                break
            longest = min(longest * self.factor, self.maximum)
        return round(longest * (1.0 - self.jitter * random.random()) * _SECOND)


class Restarts:
    """The restarts of one agent.

    Args:
        policy: How it is restarted.
        seed: What the jitter derives from, with the agent's name.
        agent: The agent's name.
    """

    def __init__(self, policy: RestartPolicy, seed: int, agent: str) -> None:
        self._policy = policy
        self._random = Random(f"{seed} {agent}")  # of a text: no hash seed takes part
        self._times: deque[int] = deque()
        self.count = 0

    def after_fault(self, now: int) -> int | None:
        """What a fault leads to.

        Args:
            now: Nanoseconds UTC.

        Returns:
            Nanoseconds to wait before the restart, 0 for at once; None to leave the agent out.
        """
        window = round(self._policy.window * _SECOND)
        while window and self._times and self._times[0] <= now - window:
            self._times.popleft()
        if len(self._times) >= self._policy.max_restarts:
            return None
        self._times.append(now)
        self.count += 1
        return self._policy.delay(len(self._times), self._random)
