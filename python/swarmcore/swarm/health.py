"""Judges how an agent is, from what was measured of it."""

from __future__ import annotations

import enum
import math
import os
import sys
from pathlib import Path

import msgspec

from swarmcore.errors import ConfigError

__all__ = ["Health", "HealthPolicy", "HealthUpdate", "Vitals", "judge", "resident_memory"]


class Health(enum.StrEnum):
    """How an agent is."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"  # it works, and should be looked at
    UNHEALTHY = "unhealthy"  # it is started again, or replaced


class HealthPolicy(msgspec.Struct, frozen=True, kw_only=True):
    """When an agent is degraded or unhealthy.

    Args:
        interval: Seconds of the swarm's clock between two checks.
        response_unhealthy: Seconds to answer, from which an agent is unhealthy.
        memory_limit: Bytes that an agent's own process may hold; 0 for no limit.
        memory_degraded: Part of the limit from which it is degraded.
        memory_unhealthy: Part of the limit from which it is unhealthy.
        errors_degraded: Part of the events since the last check that raised, from which it is
            degraded.
        errors_unhealthy: Part from which it is unhealthy.
        minimum_events: Fewer events since the last check say nothing about errors.

    Raises:
        ConfigError: A field is out of range.
    """

    interval: float = 30.0
    response_unhealthy: float = 5.0
    memory_limit: int = 0
    memory_degraded: float = 0.8
    memory_unhealthy: float = 0.9
    errors_degraded: float = 0.05
    errors_unhealthy: float = 0.1
    minimum_events: int = 20

    def __post_init__(self) -> None:
        """Check the fields."""
        for name in ("interval", "response_unhealthy"):
            value = getattr(self, name)
            if not 0.0 < value < math.inf:
                raise ConfigError(f"{name}: expected more than 0 seconds, was {value}")
        if self.memory_limit < 0:
            raise ConfigError(f"memory_limit: expected 0 bytes or more, was {self.memory_limit}")
        if self.minimum_events < 1:
            raise ConfigError(f"minimum_events: expected 1 or more, was {self.minimum_events}")
        for what in ("memory", "errors"):
            degraded = getattr(self, f"{what}_degraded")
            unhealthy = getattr(self, f"{what}_unhealthy")
            if not 0.0 < degraded <= 1.0:
                raise ConfigError(f"{what}_degraded: expected above 0 to 1, was {degraded}")
            if not degraded <= unhealthy <= 1.0:
                raise ConfigError(
                    f"{what}_unhealthy: expected {what}_degraded ({degraded}) to 1, was {unhealthy}"
                )


class Vitals(msgspec.Struct, frozen=True, kw_only=True):
    """What was measured of an agent.

    Args:
        response: Seconds that its last answer took, or that it has owed one; 0 where it is called
            in the swarm's own thread.
        memory: Bytes that its own process holds; 0 where it has none.
        events: Events it got since the last check.
        errors: How many of them raised.
        connected: False where it has lost its connection.
    """

    response: float = 0.0
    memory: int = 0
    events: int = 0
    errors: int = 0
    connected: bool = True


class HealthUpdate(msgspec.Struct, frozen=True):
    """An agent's health has changed (topic ``health.<agent>``).

    Args:
        ts: When it was checked.
        agent: Whose.
        health: How it is.
        reasons: Why, one line each; empty where it is healthy.
    """

    ts: int
    agent: str
    health: Health
    reasons: tuple[str, ...] = ()


def judge(policy: HealthPolicy, vitals: Vitals) -> tuple[Health, tuple[str, ...]]:
    """The health that measurements amount to, and the reasons."""
    unhealthy: list[str] = []
    degraded: list[str] = []
    if not vitals.connected:
        unhealthy.append("connection lost")
    if vitals.response >= policy.response_unhealthy:
        unhealthy.append(
            f"response took {vitals.response:.1f} s of {policy.response_unhealthy:g} s"
        )
    if policy.memory_limit:
        share = vitals.memory / policy.memory_limit
        reason = f"memory is at {share:.0%} of {policy.memory_limit >> 20} MiB"
        if share >= policy.memory_unhealthy:
            unhealthy.append(reason)
        elif share >= policy.memory_degraded:
            degraded.append(reason)
    if vitals.events >= policy.minimum_events:
        share = vitals.errors / vitals.events
        reason = f"{vitals.errors} of {vitals.events} events raised"
        if share >= policy.errors_unhealthy:
            unhealthy.append(reason)
        elif share >= policy.errors_degraded:
            degraded.append(reason)
    if unhealthy:
        return Health.UNHEALTHY, (*unhealthy, *degraded)
    return (Health.DEGRADED, tuple(degraded)) if degraded else (Health.HEALTHY, ())


def resident_memory() -> int:
    """Bytes that this process holds; where the system tells no more, the most it ever held."""
    statistics = Path("/proc/self/statm")
    if statistics.exists():
        pages = int(statistics.read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
