"""How long orders, answers and market data are under way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from swarmcore import _core

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ConstantLatency", "JitteredLatency", "Latency", "RecordedLatency", "latency_model"]


@dataclass(frozen=True, slots=True)
class ConstantLatency:
    """Always the same.

    Attributes:
        nanos: Nanoseconds, 0 or more.

    Raises:
        ValueError: Less than 0.
        TypeError: No integer.
    """

    nanos: int
    _model: _core.sim.LatencyModel = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_model", _core.sim.LatencyModel.constant(self.nanos))


@dataclass(frozen=True, slots=True)
class JitteredLatency:
    """A base and, of each message, a whole number of nanoseconds more, evenly spread.

    It depends on the seed and the number of the message alone (Philox 4x32-10), so that a replay
    gives the same delays again, whatever was replayed before.

    Attributes:
        base: Nanoseconds, 0 or more.
        jitter: The most that is added, 0 or more.
        seed: 0 to 2**64 - 1.

    Raises:
        ValueError: A number out of range.
        TypeError: No integer.
    """

    base: int
    jitter: int
    seed: int
    _model: _core.sim.LatencyModel = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        model = _core.sim.LatencyModel.jittered(self.base, self.jitter, self.seed)
        object.__setattr__(self, "_model", model)


@dataclass(frozen=True, slots=True, eq=False)
class RecordedLatency:
    """Delays that were measured: linear between samples, constant before and after them.

    Attributes:
        ts: (n,) int64, when each message left: nanoseconds UTC, rising; one or more.
        latency: (n,) int64, how long it was under way: nanoseconds, 0 or more.

    Raises:
        ValueError: Other shapes, times that do not rise or a negative delay, with its row.
        TypeError: Another dtype.
    """

    ts: NDArray[np.int64]
    latency: NDArray[np.int64]
    _model: _core.sim.LatencyModel = field(init=False, repr=False)

    def __post_init__(self) -> None:
        model = _core.sim.LatencyModel.recorded(self.ts, self.latency)
        object.__setattr__(self, "_model", model)
        for name in ("ts", "latency"):
            kept = getattr(self, name).copy()
            kept.flags.writeable = False
            object.__setattr__(self, name, kept)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RecordedLatency):
            return NotImplemented
        return np.array_equal(self.ts, other.ts) and np.array_equal(self.latency, other.latency)

    def __hash__(self) -> int:
        return hash((self.ts.tobytes(), self.latency.tobytes()))


Latency: TypeAlias = ConstantLatency | JitteredLatency | RecordedLatency
"""A latency model."""


def latency_model(name: str, latency: Latency | int) -> _core.sim.LatencyModel:
    """The core's model of a latency, or of constant nanoseconds; TypeError names `name`."""
    if isinstance(latency, (ConstantLatency, JitteredLatency, RecordedLatency)):
        return latency._model
    if isinstance(latency, bool) or not isinstance(latency, int):
        raise TypeError(
            f"{name}: expected nanoseconds or a latency model, was {type(latency).__name__}"
        )
    if not 0 <= latency < 2**63:
        raise ValueError(f"{name}: expected 0 to 2**63 - 1 nanoseconds, was {latency}")
    return _core.sim.LatencyModel.constant(latency)
