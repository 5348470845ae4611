"""Where an order stands in a queue of which the feed shows only the size."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from swarmcore import _core

__all__ = ["LogQueue", "PowerQueue", "Queue", "RiskAverseQueue", "SquareQueue", "queue_model"]


@dataclass(frozen=True, slots=True)
class RiskAverseQueue:
    """Only trades move an order up, and what its level cannot hold any more."""


@dataclass(frozen=True, slots=True)
class PowerQueue:
    """Of a decrease, the share a**n / (a**n + b**n) came from the a lots ahead, not the b behind.

    With 1, any lot of the level is as likely to go as another. Source: Rigtorp, Estimating order
    queue position (2013), with f(x) = x**n.

    Attributes:
        exponent: n, above 0 and at most 100.

    Raises:
        ValueError: Out of range.
        TypeError: No number.
    """

    exponent: float
    _model: _core.sim.QueueModel = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_model", _core.sim.QueueModel.power(self.exponent))


@dataclass(frozen=True, slots=True)
class SquareQueue:
    """`PowerQueue` with an exponent of 2."""


@dataclass(frozen=True, slots=True)
class LogQueue:
    """As `PowerQueue`, with f(x) = log(1 + x), x in lots."""


Queue: TypeAlias = RiskAverseQueue | PowerQueue | SquareQueue | LogQueue
"""A queue model."""


def queue_model(name: str, queue: Queue | None) -> _core.sim.QueueModel:
    """The core's model of a queue, risk-averse for None; TypeError names `name`."""
    match queue:
        case None | RiskAverseQueue():
            return _core.sim.QueueModel.risk_averse()
        case PowerQueue():
            return queue._model
        case SquareQueue():
            return _core.sim.QueueModel.square()
        case LogQueue():
            return _core.sim.QueueModel.logarithm()
    raise TypeError(f"{name}: expected a queue model, was {type(queue).__name__}")
