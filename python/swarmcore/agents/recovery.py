"""What follows an exception out of a hook: try again, go on with old data, stop trading, or fault.

Nothing here waits, draws from a global generator or reads a clock: whoever calls a hook asks what
follows, and does it.
"""

from __future__ import annotations

import enum
import math
from random import Random

import msgspec

from swarmcore._core import StateHash
from swarmcore.errors import ConfigError, CriticalError, DataError, TemporaryError

__all__ = ["CachedDataPolicy", "Jitter", "Recovery", "RetryPolicy", "recovery_from"]


class Recovery(enum.Enum):
    """What follows an exception."""

    RETRY = enum.auto()  # call the hook again with the same event, after a wait
    USE_CACHED = enum.auto()  # repeat the agent's last vote at less confidence
    EMERGENCY = enum.auto()  # cancel its orders, tell risk, let it trade no more
    FAULT = enum.auto()  # start it again, or leave it out


def recovery_from(error: Exception, attempts: int, retry: RetryPolicy) -> Recovery:
    """What follows an exception out of a hook.

    Args:
        error: The exception.
        attempts: How often the hook has been called with this event, 1 or more.
        retry: How often it may be.
    """
    match error:
        case CriticalError():
            return Recovery.EMERGENCY
        case TemporaryError():
            return Recovery.RETRY if attempts < retry.attempts else Recovery.FAULT
        case DataError():
            return Recovery.USE_CACHED
        case _:
            return Recovery.FAULT


class RetryPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """Exponential backoff with full jitter: how often a hook is tried, and how long between.

    The wait before attempt n + 1 is drawn evenly from 0 to min(maximum, base × factorⁿ⁻¹).

    Source: M. Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog (2015).

    Args:
        attempts: Calls of a hook with one event, the first included; 1 never tries again.
        base: The longest first wait, seconds.
        factor: By how much the longest wait grows.
        maximum: What it does not grow beyond, seconds.

    Raises:
        ConfigError: A value is out of range.
    """

    attempts: int = 3
    base: float = 0.1
    factor: float = 2.0
    maximum: float = 30.0

    def __post_init__(self) -> None:
        if not 1 <= self.attempts <= 100:
            raise ConfigError(f"retry: attempts: expected 1 to 100, was {self.attempts}")
        if not 0.0 < self.base < math.inf:
            raise ConfigError(f"retry: base: expected more than 0 seconds, was {self.base}")
        if not 1.0 <= self.factor <= 100.0:
            raise ConfigError(f"retry: factor: expected 1 to 100, was {self.factor}")
        if not self.base <= self.maximum < math.inf:
            raise ConfigError(
                f"retry: maximum: expected base ({self.base}) or more seconds, was {self.maximum}"
            )

    def longest_wait(self, attempts: int) -> float:
        """The longest wait after so many attempts, seconds."""
        wait = self.base
        for _ in range(attempts - 1):
            wait *= self.factor
            if wait >= self.maximum:
                return self.maximum
        return min(wait, self.maximum)

    def wait(self, attempts: int, jitter: Jitter) -> int:
        """The wait after so many attempts, nanoseconds."""
        return round(self.longest_wait(attempts) * jitter.draw() * 1e9)


class CachedDataPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """How far votes on cached data are trusted.

    Args:
        confidence_factor: What the confidence of such a vote is multiplied by, 0 to 1.
        maximum_age: How old the data may be, seconds; older data count as none.

    Raises:
        ConfigError: A value is out of range.
    """

    confidence_factor: float = 0.5
    maximum_age: float = math.inf

    def __post_init__(self) -> None:
        if not 0.0 <= self.confidence_factor <= 1.0:
            raise ConfigError(
                f"cached data: confidence_factor: expected 0 to 1, was {self.confidence_factor}"
            )
        if not self.maximum_age > 0.0:
            raise ConfigError(
                f"cached data: maximum_age: expected more than 0 seconds, was {self.maximum_age}"
            )

    def allows(self, ts: int, now: int) -> bool:
        """Whether data of a time may still be used."""
        return now - ts <= self.maximum_age * 1e9


class Jitter:
    """Numbers from 0 to 1 that spread the waits of agents, the same in every run of one seed.

    Args:
        seed: The run's.
        agent: The agent's name; each has a sequence of its own.
    """

    __slots__ = ("_random",)

    def __init__(self, seed: int, agent: str) -> None:
        digest = StateHash()
        digest.update_str("jitter")
        digest.update_int(seed)
        digest.update_str(agent)
        self._random = Random(digest.value)

    def draw(self) -> float:
        """The next number, at least 0 and below 1."""
        return self._random.random()
