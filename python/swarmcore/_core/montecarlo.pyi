"""
Kernels of swarmcore.montecarlo, which checks counts and shapes results.
"""

from __future__ import annotations
import collections.abc
import numpy
import numpy.typing
import typing

__all__: list[str] = [
    "Estimate",
    "TailEstimate",
    "check_gbm",
    "estimate_gbm",
    "fill_synthetic_bars",
    "fit_gbm",
    "log_returns",
    "simulate_gbm",
    "standard_normals",
]

class TailEstimate:
    """
    The lower tail at one cutoff.
    """
    @property
    def conditional_value_at_risk(self) -> float: ...
    @property
    def cutoff(self) -> float: ...
    @property
    def quantile(self) -> float: ...
    @property
    def value_at_risk(self) -> float: ...

class Estimate:
    """
    What a simulation says, unrounded.
    """
    @property
    def deviation(self) -> float: ...
    @property
    def max_drawdown(self) -> float: ...
    @property
    def max_drawdown_standard_error(self) -> float: ...
    @property
    def mean(self) -> float: ...
    @property
    def mean_standard_error(self) -> float: ...
    @property
    def median(self) -> float: ...
    @property
    def probability_up(self) -> float: ...
    @property
    def probability_up_standard_error(self) -> float: ...
    @property
    def tails(self) -> list[TailEstimate]: ...

def check_gbm(
    mu: typing.SupportsFloat | typing.SupportsIndex,
    sigma: typing.SupportsFloat | typing.SupportsIndex,
) -> None:
    """
    Raise ValueError unless mu and sigma make a process.
    """

def estimate_gbm(
    mu: typing.SupportsFloat | typing.SupportsIndex,
    sigma: typing.SupportsFloat | typing.SupportsIndex,
    s0: typing.SupportsFloat | typing.SupportsIndex,
    horizon: typing.SupportsFloat | typing.SupportsIndex,
    steps: typing.SupportsInt | typing.SupportsIndex,
    paths: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    cutoffs: collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
    threads: typing.SupportsInt | typing.SupportsIndex,
    terminals: typing.Any,
) -> Estimate:
    """
    Summarise paths whose last prices are written into terminals, shape (paths,).
    """

def fill_synthetic_bars(
    mu: typing.SupportsFloat | typing.SupportsIndex,
    sigma: typing.SupportsFloat | typing.SupportsIndex,
    index: typing.SupportsInt | typing.SupportsIndex,
    s0: typing.SupportsFloat | typing.SupportsIndex,
    volume: typing.SupportsFloat | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    open: typing.Any,
    high: typing.Any,
    low: typing.Any,
    close: typing.Any,
    volumes: typing.Any,
) -> None:
    """
    Write one instrument's daily bars into five columns, a day a row.
    """

def fit_gbm(
    prices: typing.Any, periods: typing.SupportsFloat | typing.SupportsIndex
) -> tuple[float, float]:
    """
    The maximum-likelihood mu and sigma.
    """

def log_returns(prices: typing.Any) -> numpy.typing.NDArray[numpy.float64]:
    """
    log(price / price before it), one fewer than the prices.
    """

def simulate_gbm(
    mu: typing.SupportsFloat | typing.SupportsIndex,
    sigma: typing.SupportsFloat | typing.SupportsIndex,
    s0: typing.SupportsFloat | typing.SupportsIndex,
    horizon: typing.SupportsFloat | typing.SupportsIndex,
    steps: typing.SupportsInt | typing.SupportsIndex,
    paths: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    threads: typing.SupportsInt | typing.SupportsIndex,
    out: typing.Any,
) -> None:
    """
    Write paths into out, shape (paths, steps + 1); 0 threads: as many as useful.
    """

def standard_normals(
    paths: typing.SupportsInt | typing.SupportsIndex,
    steps: typing.SupportsInt | typing.SupportsIndex,
    seed: typing.SupportsInt | typing.SupportsIndex,
    out: typing.Any,
) -> None:
    """
    Write the draws behind simulate_gbm into out, shape (paths, steps).
    """
