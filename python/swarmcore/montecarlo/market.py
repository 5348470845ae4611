"""A seeded synthetic market: daily bars that cost no download and never change."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

import numpy as np

from swarmcore import _core
from swarmcore.montecarlo._checks import MOST_SEED, number, process_parameters, whole
from swarmcore.montecarlo.process import Gbm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

__all__ = ["BarColumns", "synthetic_bars"]


class BarColumns(TypedDict):
    """Columns of bars, a row a bar, as `swarmcore.market.Bars.from_columns` takes them."""

    ts: NDArray[np.int64]
    symbol: NDArray[np.str_]
    open: NDArray[np.float64]
    high: NDArray[np.float64]
    low: NDArray[np.float64]
    close: NDArray[np.float64]
    volume: NDArray[np.float64]


_FIRST_DATE = np.datetime64("1677-09-22", "D")
_LAST_DATE = np.datetime64("2262-04-11", "D")


def synthetic_bars(
    symbols: Sequence[str],
    days: int,
    seed: int,
    *,
    process: Gbm | None = None,
    s0: float = 100.0,
    volume: float = 1_000_000.0,
    start: str = "2020-01-01",
) -> BarColumns:
    """Daily bars of independent symbols, each a geometric Brownian motion watched 32 times a day.

    The open is the first price of a day, after the night, the close the last, and high and low
    are the extremes between: low <= open, close <= high always, and all prices are above 0.
    Volumes are whole, 1 or more, and log-normal. What symbol i does on day d depends on the seed,
    i and d alone: more symbols or days leave the earlier ones as they were.

    Args:
        symbols: The names, at least one, no two alike.
        days: Weekdays from `start` on, 1 to 1,000,000, and not beyond 2262-04-11.
        seed: 0 to 2**64 - 1.
        process: What moves every price, per year of 252 days; None is Gbm(0.06, 0.2).
        s0: Every price before the first day, finite and above 0.
        volume: The mean volume of a day, finite and above 0.
        start: The first date, ISO 8601; a weekend moves to the Monday after.

    Returns:
        Columns of len(symbols) * days rows, sorted by day and then as `symbols`: ts int64
        nanoseconds at midnight UTC of the date, symbol str, and float64 open, high, low, close,
        volume.

    Raises:
        ValueError: An argument out of its range, named.
        TypeError: An argument of another type, named.
    """
    if isinstance(symbols, str):
        raise TypeError("symbols: expected a sequence of names, was str")
    names = list(symbols)
    if not names or len(set(names)) != len(names):
        raise ValueError(f"symbols: expected at least one name and no two alike, was {names}")
    mu, sigma = process_parameters(Gbm(0.06, 0.2) if process is None else process)
    days = whole("days", days, most=1_000_000)
    seed = whole("seed", seed, least=0, most=MOST_SEED)
    s0, volume = number("s0", s0), number("volume", volume)
    dates = np.busday_offset(_weekday(start), np.arange(days))
    if not _FIRST_DATE <= dates[0] <= dates[-1] <= _LAST_DATE:
        raise ValueError(
            f"start, days: expected dates from {_FIRST_DATE} to {_LAST_DATE}, which nanoseconds in "
            f"64 bits can tell, was {dates[0]} to {dates[-1]}"
        )

    # A row a symbol, as the kernel writes; a row a day for those who replay them.
    table = np.empty((5, len(names), days))
    for index in range(len(names)):
        _core.montecarlo.fill_synthetic_bars(
            mu, sigma, index, s0, volume, seed, *(table[column, index] for column in range(5))
        )
    opens, highs, lows, closes, volumes = (column.T.ravel() for column in table)
    return BarColumns(
        ts=np.repeat(dates.astype("datetime64[ns]").astype(np.int64), len(names)),
        symbol=np.tile(np.array(names, dtype=np.str_), days),
        open=opens,
        high=highs,
        low=lows,
        close=closes,
        volume=volumes,
    )


def _weekday(start: str) -> np.datetime64:
    try:
        return np.busday_offset(np.datetime64(start, "D"), 0, roll="forward")
    except (TypeError, ValueError):
        raise ValueError(f"start: expected an ISO 8601 date, was {start!r}") from None
