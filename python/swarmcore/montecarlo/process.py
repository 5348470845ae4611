"""Stochastic processes that can be simulated, and their fits to prices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from swarmcore import _core

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Gbm", "log_returns"]


@dataclass(frozen=True, slots=True)
class Gbm:
    """Geometric Brownian motion, dS = mu S dt + sigma S dW.

    Attributes:
        mu: Drift of the price per unit of the horizon (per year, say).
        sigma: Volatility per square root of that unit, 0 or more.

    Raises:
        ValueError: mu or sigma is not finite, or sigma is negative.
        TypeError: One of them is no number.
    """

    mu: float
    sigma: float

    def __post_init__(self) -> None:
        for name in ("mu", "sigma"):
            value = getattr(self, name)
            if not isinstance(value, (int, float)):
                raise TypeError(f"{name}: expected a number, was {type(value).__name__}")
        _core.montecarlo.check_gbm(self.mu, self.sigma)

    @classmethod
    def fit(cls, prices: NDArray[np.float64], periods: float = 252) -> Gbm:
        """The maximum-likelihood process behind evenly spaced prices.

        sigma^2 is `periods` times the variance of the log returns (over n, not n - 1), and
        mu - sigma^2 / 2 is `periods` times their mean (Lo 1988, Econometric Theory 4). The same
        bits on every CPU. mu is known poorly whatever the sampling: its standard error is sigma
        over the square root of the years observed.

        Args:
            prices: (n,) float64, 2 or more, finite and above 0.
            periods: Prices in a unit of the horizon: 252 for daily prices and years.

        Raises:
            TypeError: `prices` is no float64 array.
            ValueError: It has another shape, or a price or `periods` cannot be right.
        """
        return cls(*_core.montecarlo.fit_gbm(prices, periods))


def log_returns(prices: NDArray[np.float64]) -> NDArray[np.float64]:
    """log(price / price before it), by our own log: the same bits on every CPU.

    Args:
        prices: (n,) float64, 2 or more, finite and above 0.

    Returns:
        (n - 1,) float64.

    Raises:
        TypeError: `prices` is no float64 array.
        ValueError: It has another shape, or a price cannot be right.
    """
    return _core.montecarlo.log_returns(prices)
