"""Prices weighed by volume: `mfi` over a window, `obv` and `vwap` cumulative."""

from __future__ import annotations

from typing import TYPE_CHECKING

from swarmcore._core import indicators as _core

if TYPE_CHECKING:
    from swarmcore.indicators.results import Floats

__all__ = ["obv", "mfi", "vwap"]


def obv(close: Floats, volume: Floats) -> Floats:
    """On-balance volume: volume added where the close rises, taken away where it falls.

    The first result is the first volume.

    Source: Granville, New Key to Stock Market Profits (1963).

    Args:
        close: Closes, shape (n,).
        volume: Volumes, shape (n,).

    Returns:
        Volumes, shape (n,), none NaN at first. Cumulative: from a NaN or an infinity on, every
        result is NaN. The sum is compensated, so that it stays exact to the last bits however long
        the series.

    Raises:
        TypeError: An array is not float64.
        ValueError: An array is not one-dimensional and C-contiguous, or the arrays differ in
            length.
    """
    return _core.obv(close, volume)


def mfi(high: Floats, low: Floats, close: Floats, volume: Floats, timeperiod: int = 14) -> Floats:
    """Money flow index: ``100 * rising / (rising + falling)``.

    `rising` and `falling` are the sums, over `timeperiod` bars, of the typical price
    ``(high + low + close) / 3`` times the volume of the bars whose typical price is above and below
    that of the bar before. A change that may be rounding, of 1e-14 of both or less, is none, as for
    TA-Lib.

    Source: Quong and Soudack, Volume-Weighted RSI: Money Flow, Technical Analysis of Stocks &
    Commodities 7 (1989).

    Args:
        high: Highs, shape (n,).
        low: Lows, shape (n,).
        close: Closes, shape (n,).
        volume: Volumes, shape (n,).
        timeperiod: Length of the window, 2 to 100,000.

    Returns:
        Index from 0 to 100, shape (n,), 0 where nothing flows; the first `timeperiod` are NaN. Over
        a window: a NaN or an infinity shows only in the ``timeperiod + 1`` results that depend on
        it.

    Raises:
        TypeError: An array is not float64, or `timeperiod` no integer.
        ValueError: An array is not one-dimensional and C-contiguous, the arrays differ in length,
            or `timeperiod` is out of range.
    """
    return _core.mfi(high, low, close, volume, timeperiod)


def vwap(high: Floats, low: Floats, close: Floats, volume: Floats) -> Floats:
    """Volume-weighted average price since the first bar.

    The price of a bar is the typical one, ``(high + low + close) / 3``. While no volume was traded
    in all, the last result is repeated, at first 0. A session starts anew with a new call, or with
    `Vwap.reset`.

    Args:
        high: Highs, shape (n,).
        low: Lows, shape (n,).
        close: Closes, shape (n,).
        volume: Volumes, shape (n,).

    Returns:
        Prices, shape (n,), none NaN at first. Cumulative: from a NaN or an infinity on, no result
        is finite. A result errs by at most about ``2 * n * 2**-53`` of itself.

    Raises:
        TypeError: An array is not float64.
        ValueError: An array is not one-dimensional and C-contiguous, or the arrays differ in
            length.
    """
    return _core.vwap(high, low, close, volume)
