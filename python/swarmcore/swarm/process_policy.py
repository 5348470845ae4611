"""How processes of agents are kept."""

from __future__ import annotations

import math

import msgspec

from swarmcore.errors import ConfigError

__all__ = ["LARGEST_PACKET", "ProcessPolicy"]

LARGEST_PACKET = 256
"""Events of one packet to a process, at most."""


class ProcessPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """How processes of agents are kept. All in seconds, but for capacity.

    Args:
        heartbeat: Between two signs of life.
        hang_after: What one hook may take, and how long no sign of life may come, before the
            process is killed and replaced.
        start_timeout: What the start of a process may take.
        stop_timeout: What its end may take before it is killed.
        capacity: Events that wait in the swarm for the process, at most.
        timeout: How long a full queue lets the publisher wait.

    Raises:
        ConfigError: A field is out of range.
    """

    heartbeat: float = 0.5
    hang_after: float = 5.0
    start_timeout: float = 60.0
    stop_timeout: float = 5.0
    capacity: int = 8192
    timeout: float = 1.0

    def __post_init__(self) -> None:
        """Check the fields."""
        for name in ("heartbeat", "hang_after", "start_timeout", "stop_timeout", "timeout"):
            value = getattr(self, name)
            if not 0.0 < value < math.inf:
                raise ConfigError(f"{name}: expected more than 0 seconds, was {value}")
        if self.hang_after < 2 * self.heartbeat:
            raise ConfigError(
                f"hang_after: expected two heartbeats ({2 * self.heartbeat} s) or more, "
                f"was {self.hang_after}"
            )
        if self.capacity < LARGEST_PACKET:
            raise ConfigError(f"capacity: expected {LARGEST_PACKET} or more, was {self.capacity}")
