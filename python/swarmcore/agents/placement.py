"""Where an agent runs, and in how many instances."""

from __future__ import annotations

import math
from typing import Literal

import msgspec

from swarmcore.errors import ConfigError

__all__ = ["Execution", "Scale"]

Execution = Literal["inline", "thread", "process"]
"""Inline: in the swarm's own thread, one agent after the other. Thread: in one thread of a pool,
for work that releases the interpreter. Process: in a process of its own, which can be replaced. A
replay runs every agent inline, so that the order of events alone decides."""


class Scale(msgspec.Struct, frozen=True, kw_only=True):
    """How many instances of an agent share its symbols.

    Args:
        minimum: Instances at least.
        maximum: Instances at most.
        up: Part of a processor that the busiest may take before there is one more.
        down: Part of a processor below which all of them stay before there is one fewer.
        cool_down: Seconds between two changes.

    Raises:
        ConfigError: A field is out of range.
    """

    minimum: int = 1
    maximum: int = 4
    up: float = 0.8
    down: float = 0.3
    cool_down: float = 60.0

    def __post_init__(self) -> None:
        """Check the fields."""
        if self.minimum < 1:
            raise ConfigError(f"scale: minimum: expected 1 or more, was {self.minimum}")
        if self.maximum < self.minimum:
            raise ConfigError(
                f"scale: maximum: expected the minimum ({self.minimum}) or more, was {self.maximum}"
            )
        if not 0.0 < self.up <= 1.0:
            raise ConfigError(f"scale: up: expected above 0 to 1, was {self.up}")
        if not 0.0 <= self.down < self.up:
            raise ConfigError(f"scale: down: expected 0 to below up ({self.up}), was {self.down}")
        if not 0.0 <= self.cool_down < math.inf:
            raise ConfigError(f"scale: cool_down: expected 0 seconds or more, was {self.cool_down}")
