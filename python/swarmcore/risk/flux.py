"""Flux: how turbulent the market of an instrument is, 0 to 1, by its own history."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import msgspec

from swarmcore import _core
from swarmcore._core.risk import FluxMeter
from swarmcore.errors import InstrumentError
from swarmcore.market.symbols import unknown_symbol

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["FluxMeter", "FluxRules", "MarketFlux", "flux"]


def flux(
    close: NDArray[np.float64],
    volume: NDArray[np.float64],
    *,
    fast_decay: float = 0.94,
    slow_decay: float = 0.99,
    start: float = 0.5,
    step: float = 0.3,
    dead_band: float = 0.05,
) -> NDArray[np.float64]:
    """The flux after each bar: 0 in dead calm, around one half as usual, towards 1 in turbulence.

    The activity of a bar is the recent variance over that of a longer history, times the recent
    volume over that of the same history, all of them exponentially weighted means. The turbulence
    is activity / (1 + activity). The flux goes a part of the way to it, bar by bar, and stays where
    it is no further away than the dead band. A bar that cannot be right changes nothing.

    Averages as in J.P. Morgan and Reuters, RiskMetrics Technical Document (1996), whose decay for
    daily returns is the default of the recent ones.

    Args:
        close: (n,) float64 closes.
        volume: (n,) float64 volumes, in any unit.
        fast_decay: Weight of a bar in the recent averages, relative to the bar after it; above 0.
        slow_decay: The same in their history; above fast_decay and below 1.
        start: The flux before the first bar, 0 to 1.
        step: The part of the way to the turbulence that a bar takes the flux, at most 1.
        dead_band: The flux stays where the turbulence is no further away than this; below 1.

    Raises:
        TypeError: An array of another dtype, or a parameter that is no number, named.
        ValueError: Another shape, layout or length, or a parameter out of its range, named.
    """
    return _core.risk.flux(close, volume, fast_decay, slow_decay, start, step, dead_band)


class FluxRules(msgspec.Struct, frozen=True, kw_only=True):
    """What flux does to those who act on it.

    Args:
        confidence_reduction: By how much the confidence that a side needs is less at flux 1, in
            proportion below; 0 to 1.
        size_reduction: The part by which a position is smaller at flux 1, in proportion below; 0 to
            1.
        success_step: What success adds to the flux that an agent sees, and the lack of it takes; 0
            to 1.
        high_success: The success rate above which it is added, 0 to 1.
        low_success: The success rate below which it is taken, at most high_success.
        least_events: Events of an agent below which its success rate says nothing yet.

    Raises:
        ValueError: An argument is out of range, named.
    """

    confidence_reduction: float = 0.2
    size_reduction: float = 0.5
    success_step: float = 0.1
    high_success: float = 0.8
    low_success: float = 0.5
    least_events: int = 100

    def __post_init__(self) -> None:
        for name in ("confidence_reduction", "size_reduction", "success_step", "high_success"):
            value = getattr(self, name)
            if not 0.0 <= value <= 1.0:
                raise ValueError(f"{name}: expected 0 to 1, was {value}")
        if not 0.0 <= self.low_success <= self.high_success:
            raise ValueError(
                f"low_success: expected 0 to high_success ({self.high_success}), "
                f"was {self.low_success}"
            )
        if self.least_events < 1:
            raise ValueError(f"least_events: expected 1 or more, was {self.least_events}")

    def of_agent(self, market: float, success_rate: float, events: int) -> float:
        """The flux that an agent sees, 0 to 1.

        Args:
            market: The flux of its market, 0 to 1.
            success_rate: Part of its recent events that did not raise, 0 to 1.
            events: All that it has had.
        """
        if events < self.least_events:
            return market
        if success_rate > self.high_success:
            flux = market + self.success_step
            return flux if flux < 1.0 else 1.0
        if success_rate < self.low_success:
            flux = market - self.success_step
            return flux if flux > 0.0 else 0.0
        return market

    def size_factor(self, flux: float) -> float:
        """The part of a position that is left at a flux, 0 to 1."""
        return 1.0 - self.size_reduction * flux


class MarketFlux:
    """The flux of each instrument of a market: a meter each, and what it does.

    Args:
        symbols: Of the instruments.
        rules: What it does.
        fast_decay: As of `flux`, and so the others.
        slow_decay: As of `flux`.
        start: As of `flux`.
        step: As of `flux`.
        dead_band: As of `flux`.

    Raises:
        ValueError: A parameter is out of its range, named.
    """

    def __init__(
        self,
        symbols: Iterable[str],
        rules: FluxRules | None = None,
        *,
        fast_decay: float = 0.94,
        slow_decay: float = 0.99,
        start: float = 0.5,
        step: float = 0.3,
        dead_band: float = 0.05,
    ) -> None:
        self.rules = rules or FluxRules()
        self._meters = {
            symbol: FluxMeter(
                fast_decay=fast_decay,
                slow_decay=slow_decay,
                start=start,
                step=step,
                dead_band=dead_band,
            )
            for symbol in symbols
        }

    def meter(self, symbol: str) -> FluxMeter:
        """The meter of an instrument.

        Raises:
            InstrumentError: No instrument has the symbol.
        """
        try:
            return self._meters[symbol]
        except KeyError:
            raise self._unknown(symbol) from None

    def of(self, symbol: str) -> float:
        """The flux of an instrument, 0 to 1.

        Raises:
            InstrumentError: No instrument has the symbol.
        """
        try:
            return self._meters[symbol].value
        except KeyError:
            raise self._unknown(symbol) from None

    def _unknown(self, symbol: str) -> InstrumentError:
        return InstrumentError(unknown_symbol(symbol, list(self._meters)))
