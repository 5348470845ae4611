"""
Kernels of swarmcore.risk, which documents each.
"""

from __future__ import annotations
import collections.abc
import enum
import numpy
import numpy.typing
import typing

__all__: list[str] = [
    "FluxMeter",
    "Gate",
    "GateLimits",
    "GateVerdict",
    "Report",
    "alpha",
    "annual_return",
    "annual_volatility",
    "annualization_factor",
    "beta",
    "calmar_ratio",
    "conditional_value_at_risk",
    "cum_returns_final",
    "downside_risk",
    "flux",
    "max_drawdown",
    "omega_ratio",
    "report",
    "sharpe_ratio",
    "sortino_ratio",
    "stability_of_timeseries",
    "tail_ratio",
    "value_at_risk",
]

class GateVerdict(enum.IntEnum):
    """
    Why the gate lets an order pass or denies it.
    """

    PASSED = 0
    UNKNOWN_INSTRUMENT = 1
    BAD_SIDE = 2
    BAD_PRICE = 3
    NO_REFERENCE = 4
    BAD_QUANTITY = 5
    QUANTITY = 6
    NOTIONAL = 7
    POSITION = 8

class GateLimits:
    """
    The limits of one instrument; 0, the default, denies every order.

    Args:
        max_quantity: Lots of one order.
        max_notional: Price in ticks times lots of one order, below 2**128.
        max_position: Lots held long or short, working orders counted as filled.
    """
    def __init__(
        self,
        *,
        max_quantity: typing.SupportsInt | typing.SupportsIndex = 0,
        max_notional: int = 0,
        max_position: typing.SupportsInt | typing.SupportsIndex = 0,
    ) -> None: ...
    @property
    def max_notional(self) -> int: ...
    @property
    def max_position(self) -> int: ...
    @property
    def max_quantity(self) -> int: ...

class Gate:
    """
    The one pre-trade gate: every order of every mode passes it.

    It fails closed: what it does not know, it denies. An order that only reduces the position passes
    every limit. It reserves the lots of an order that passes;
    fill moves them to the position, release gives them back. Prices are ticks, quantities lots.

    Args:
        limits: One GateLimits an instrument, in the order of their indices.

    Raises:
        ValueError: max_quantity or max_position is negative.
    """
    def __init__(self, limits: collections.abc.Sequence[GateLimits]) -> None: ...
    def check(
        self,
        instrument: typing.SupportsInt | typing.SupportsIndex,
        side: typing.SupportsInt | typing.SupportsIndex,
        quantity: typing.SupportsInt | typing.SupportsIndex,
        price: typing.SupportsInt | typing.SupportsIndex | None = None,
    ) -> GateVerdict:
        """
        Judge an order and, if it passes, reserve its lots.

        Args:
            instrument: Index of the instrument.
            side: +1 buys, -1 sells.
            quantity: Lots.
            price: The limit in ticks, or None for a market order.
        """
    def fill(
        self,
        instrument: typing.SupportsInt | typing.SupportsIndex,
        side: typing.SupportsInt | typing.SupportsIndex,
        quantity: typing.SupportsInt | typing.SupportsIndex,
    ) -> bool:
        """
        Move lots from working to the position; False where fewer were working.
        """
    def position(self, instrument: typing.SupportsInt | typing.SupportsIndex) -> int:
        """
        Lots held, negative when short; 0 for an unknown instrument.
        """
    def release(
        self,
        instrument: typing.SupportsInt | typing.SupportsIndex,
        side: typing.SupportsInt | typing.SupportsIndex,
        quantity: typing.SupportsInt | typing.SupportsIndex,
    ) -> bool:
        """
        Give back lots that will not be filled; False where fewer were working.
        """
    def room(
        self,
        instrument: typing.SupportsInt | typing.SupportsIndex,
        side: typing.SupportsInt | typing.SupportsIndex,
    ) -> int:
        """
        The lots of the largest market order on a side that would pass; 0 where none would.
        """
    def set_reference(
        self,
        instrument: typing.SupportsInt | typing.SupportsIndex,
        price: typing.SupportsFloat | typing.SupportsIndex,
    ) -> bool:
        """
        Set the price, in ticks, at which market orders are valued.

        One that is not finite and positive makes the gate deny until a usable one comes. Returns False for
        an unknown instrument.
        """
    def working(
        self,
        instrument: typing.SupportsInt | typing.SupportsIndex,
        side: typing.SupportsInt | typing.SupportsIndex,
    ) -> int:
        """
        Lots of working orders on a side.
        """

class Report:
    """
    Every metric, as swarmcore.risk.RiskReport.
    """
    @property
    def alpha(self) -> float | None: ...
    @property
    def annual_return(self) -> float: ...
    @property
    def annual_volatility(self) -> float: ...
    @property
    def beta(self) -> float | None: ...
    @property
    def calmar_ratio(self) -> float: ...
    @property
    def conditional_value_at_risk(self) -> float: ...
    @property
    def cum_returns_final(self) -> float: ...
    @property
    def downside_risk(self) -> float: ...
    @property
    def max_drawdown(self) -> float: ...
    @property
    def observations(self) -> int: ...
    @property
    def omega_ratio(self) -> float: ...
    @property
    def sharpe_ratio(self) -> float: ...
    @property
    def sortino_ratio(self) -> float: ...
    @property
    def stability_of_timeseries(self) -> float: ...
    @property
    def tail_ratio(self) -> float: ...
    @property
    def value_at_risk(self) -> float: ...

class FluxMeter:
    """
    The flux of one instrument, bar by bar: its turbulence, 0 to 1.

    The streaming form of `swarmcore.risk.flux`, equal to it bit for bit. Not safe to update from two
    threads at a time.

    Args:
        fast_decay: Weight of a bar in the recent averages, relative to the bar after it; above 0.
        slow_decay: The same in their history; above fast_decay and below 1.
        start: The flux before the first bar, 0 to 1.
        step: The part of the way to the turbulence that a bar takes the flux, at most 1.
        dead_band: The flux stays where the turbulence is no further away than this; below 1.

    Raises:
        TypeError: A parameter is no number, named.
        ValueError: A parameter is out of its range, named.
    """
    def __init__(
        self,
        *,
        fast_decay: float = 0.94,
        slow_decay: float = 0.99,
        start: float = 0.5,
        step: float = 0.3,
        dead_band: float = 0.05,
    ) -> None: ...
    def reset(self) -> None:
        """
        Forget every bar.
        """
    def update(self, close: float, volume: float) -> float:
        """
        Take a bar and give the flux after it.

        A bar that cannot be right changes nothing: its close is not finite and above 0, or its volume is
        not finite and 0 or above.
        """
    @property
    def turbulence(self) -> float:
        """
        What the flux follows, 0 to 1.
        """
    @property
    def value(self) -> float:
        """
        The flux, 0 to 1.
        """
    @property
    def volatility(self) -> float:
        """
        Recent volatility over that of its history; 1 is as usual.
        """
    @property
    def volume(self) -> float:
        """
        Recent volume over that of its history; 1 is as usual.
        """

def alpha(
    returns: typing.Any,
    factor_returns: typing.Any,
    risk_free: typing.SupportsFloat | typing.SupportsIndex,
    period: str,
    annualization: typing.SupportsFloat | typing.SupportsIndex | None,
) -> float: ...
def annual_return(
    returns: typing.Any,
    period: str,
    annualization: typing.SupportsFloat | typing.SupportsIndex | None,
) -> float: ...
def annual_volatility(
    returns: typing.Any,
    period: str,
    alpha: typing.SupportsFloat | typing.SupportsIndex,
    annualization: typing.SupportsFloat | typing.SupportsIndex | None,
) -> float: ...
def annualization_factor(
    period: str, annualization: typing.SupportsFloat | typing.SupportsIndex | None
) -> float:
    """
    Periods in a year.
    """

def beta(returns: typing.Any, factor_returns: typing.Any) -> float: ...
def calmar_ratio(
    returns: typing.Any,
    period: str,
    annualization: typing.SupportsFloat | typing.SupportsIndex | None,
) -> float: ...
def conditional_value_at_risk(
    returns: typing.Any, cutoff: typing.SupportsFloat | typing.SupportsIndex
) -> float: ...
def cum_returns_final(
    returns: typing.Any, starting_value: typing.SupportsFloat | typing.SupportsIndex
) -> float: ...
def downside_risk(
    returns: typing.Any,
    required_return: typing.SupportsFloat | typing.SupportsIndex,
    period: str,
    annualization: typing.SupportsFloat | typing.SupportsIndex | None,
) -> float: ...
def flux(
    close: typing.Any,
    volume: typing.Any,
    fast_decay: float,
    slow_decay: float,
    start: float,
    step: float,
    dead_band: float,
) -> numpy.typing.NDArray[numpy.float64]: ...
def max_drawdown(returns: typing.Any) -> float: ...
def omega_ratio(
    returns: typing.Any,
    risk_free: typing.SupportsFloat | typing.SupportsIndex,
    required_return: typing.SupportsFloat | typing.SupportsIndex,
    annualization: typing.SupportsFloat | typing.SupportsIndex,
) -> float: ...
def report(
    returns: typing.Any,
    period: str,
    annualization: typing.SupportsFloat | typing.SupportsIndex | None,
    risk_free: typing.SupportsFloat | typing.SupportsIndex,
    cutoff: typing.SupportsFloat | typing.SupportsIndex,
    benchmark: typing.Any,
) -> Report: ...
def sharpe_ratio(
    returns: typing.Any,
    risk_free: typing.SupportsFloat | typing.SupportsIndex,
    period: str,
    annualization: typing.SupportsFloat | typing.SupportsIndex | None,
) -> float: ...
def sortino_ratio(
    returns: typing.Any,
    required_return: typing.SupportsFloat | typing.SupportsIndex,
    period: str,
    annualization: typing.SupportsFloat | typing.SupportsIndex | None,
) -> float: ...
def stability_of_timeseries(returns: typing.Any) -> float: ...
def tail_ratio(returns: typing.Any) -> float: ...
def value_at_risk(
    returns: typing.Any, cutoff: typing.SupportsFloat | typing.SupportsIndex
) -> float: ...
