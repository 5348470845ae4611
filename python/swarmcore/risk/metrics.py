"""One function a metric: empyrical's names, arguments, signs and edge cases, to 1e-12.

Everywhere, `returns` is an (n,) float64 array of simple returns, one a period, in fractions (0.01
is one per cent); a NaN is a period without a return. `period` is "daily", "weekly", "monthly",
"quarterly" or "yearly" (252, 52, 12, 4 or 1 a year), unless `annualization` gives the periods in a
year. Every function raises TypeError for an array of another dtype and ValueError for another shape
or layout, an unknown period, or a number that is not finite, naming the argument.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from swarmcore import _core

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "alpha",
    "annual_return",
    "annual_volatility",
    "beta",
    "calmar_ratio",
    "conditional_value_at_risk",
    "cum_returns_final",
    "downside_risk",
    "max_drawdown",
    "omega_ratio",
    "sharpe_ratio",
    "sortino_ratio",
    "stability_of_timeseries",
    "tail_ratio",
    "value_at_risk",
]


def value_at_risk(returns: NDArray[np.float64], cutoff: float = 0.05) -> float:
    """The quantile of the returns at `cutoff` (0 to 1), with its sign: a loss is negative.

    Interpolated linearly between order statistics. NaN without returns or with a NaN among them.
    """
    return _core.risk.value_at_risk(returns, cutoff)


def conditional_value_at_risk(returns: NDArray[np.float64], cutoff: float = 0.05) -> float:
    """The mean of the int((n - 1) * cutoff) + 1 lowest returns, with its sign.

    NaN is left out, and NaN comes back where nothing else is there.
    """
    return _core.risk.conditional_value_at_risk(returns, cutoff)


def max_drawdown(returns: NDArray[np.float64]) -> float:
    """The worst fall from a peak (the start is one) as a fraction of it, 0 or below.

    NaN counts as a return of 0. NaN without returns.
    """
    return _core.risk.max_drawdown(returns)


def sharpe_ratio(
    returns: NDArray[np.float64],
    risk_free: float = 0.0,
    period: str = "daily",
    annualization: float | None = None,
) -> float:
    """The mean return above `risk_free` over its standard deviation (n - 1), annualised.

    `risk_free` is per period. NaN is left out; NaN below two returns. Equal returns give an
    infinity, or NaN where they equal `risk_free`. Formula: Sharpe 1994, Journal of Portfolio
    Management 21.
    """
    return _core.risk.sharpe_ratio(returns, risk_free, period, annualization)


def sortino_ratio(
    returns: NDArray[np.float64],
    required_return: float = 0.0,
    period: str = "daily",
    annualization: float | None = None,
) -> float:
    """The annualised mean return above `required_return` (per period) over `downside_risk`.

    NaN is left out; NaN below two returns. Formula: Sortino and van der Meer 1991, Journal of
    Portfolio Management 17.
    """
    return _core.risk.sortino_ratio(returns, required_return, period, annualization)


def calmar_ratio(
    returns: NDArray[np.float64],
    period: str = "daily",
    annualization: float | None = None,
) -> float:
    """`annual_return` over the size of `max_drawdown`; NaN without a drawdown."""
    return _core.risk.calmar_ratio(returns, period, annualization)


def annual_return(
    returns: NDArray[np.float64],
    period: str = "daily",
    annualization: float | None = None,
) -> float:
    """The compound annual growth rate. NaN counts as a return of 0; NaN without returns."""
    return _core.risk.annual_return(returns, period, annualization)


def annual_volatility(
    returns: NDArray[np.float64],
    period: str = "daily",
    alpha: float = 2.0,
    annualization: float | None = None,
) -> float:
    """The standard deviation (n - 1) times the periods in a year to the power 1 / `alpha`.

    `alpha`, above 0, is the stability exponent of the returns' law: 2 where variances add. NaN is
    left out; NaN below two returns.
    """
    return _core.risk.annual_volatility(returns, period, alpha, annualization)


def cum_returns_final(returns: NDArray[np.float64], starting_value: float = 0.0) -> float:
    """What the returns compound to: a fraction, or money where `starting_value` is not 0.

    NaN counts as a return of 0; NaN without returns.
    """
    return _core.risk.cum_returns_final(returns, starting_value)


def downside_risk(
    returns: NDArray[np.float64],
    required_return: float = 0.0,
    period: str = "daily",
    annualization: float | None = None,
) -> float:
    """The annualised root mean square of the shortfalls below `required_return` (per period).

    The mean is over all returns, those without a shortfall too. NaN is left out; NaN without
    returns.
    """
    return _core.risk.downside_risk(returns, required_return, period, annualization)


def omega_ratio(
    returns: NDArray[np.float64],
    risk_free: float = 0.0,
    required_return: float = 0.0,
    annualization: float = 252.0,
) -> float:
    """The sum of the returns above a threshold over the sum of the shortfalls below it.

    The threshold is `risk_free` (per period) plus `required_return` (per year) brought to a
    period. NaN is left out; NaN below two returns or without a shortfall. Formula: Keating and
    Shadwick 2002, Journal of Performance Measurement 6.
    """
    return _core.risk.omega_ratio(returns, risk_free, required_return, annualization)


def tail_ratio(returns: NDArray[np.float64]) -> float:
    """The size of the 95 % quantile over that of the 5 % quantile. NaN is left out."""
    return _core.risk.tail_ratio(returns)


def stability_of_timeseries(returns: NDArray[np.float64]) -> float:
    """R squared of a straight line through the cumulated log returns.

    NaN is left out; NaN below two returns or where the line is level.
    """
    return _core.risk.stability_of_timeseries(returns)


def beta(returns: NDArray[np.float64], factor_returns: NDArray[np.float64]) -> float:
    """The slope of the returns on a benchmark's returns of the same length.

    Periods with a NaN in either are left out; NaN where the benchmark does not move.
    """
    return _core.risk.beta(returns, factor_returns)


def alpha(
    returns: NDArray[np.float64],
    factor_returns: NDArray[np.float64],
    risk_free: float = 0.0,
    period: str = "daily",
    annualization: float | None = None,
) -> float:
    """The annualised return above `risk_free` (per period) that `beta` does not explain."""
    return _core.risk.alpha(returns, factor_returns, risk_free, period, annualization)
