"""What a taker pays beyond the prices that it finds displayed."""

from __future__ import annotations

from dataclasses import dataclass, field

from swarmcore import _core

__all__ = ["SquareRootImpact", "impact_model"]


@dataclass(frozen=True, slots=True)
class SquareRootImpact:
    """Each fill of a taker of Q lots is coefficient * volatility * sqrt(Q / volume) ticks worse.

    Rounded up to whole ticks, and never beyond the order's limit. Sources: Almgren, Thum, Hauptmann
    and Li (2005); Toth et al. (2011), who find a coefficient near 1 for orders worked over a day.

    Attributes:
        coefficient: Y, 0 or more.
        volatility: sigma in ticks, over the time in which `volume` trades; 0 or more.
        volume: V in lots, 1 or more.

    Raises:
        ValueError: A number out of range or not finite.
        TypeError: No number.
    """

    coefficient: float
    volatility: float
    volume: int
    _model: _core.sim.SquareRootImpact = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        model = _core.sim.SquareRootImpact(self.coefficient, self.volatility, self.volume)
        object.__setattr__(self, "_model", model)

    def ticks(self, quantity: int) -> int:
        """What an order of `quantity` lots, 1 or more, pays more, in ticks."""
        return self._model.ticks(quantity)


def impact_model(name: str, impact: SquareRootImpact | None) -> _core.sim.SquareRootImpact:
    """The core's model of an impact, none for None; TypeError names `name`."""
    if impact is None:
        return _core.sim.SquareRootImpact()
    if not isinstance(impact, SquareRootImpact):
        raise TypeError(f"{name}: expected SquareRootImpact or None, was {type(impact).__name__}")
    return impact._model
