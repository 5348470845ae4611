"""Averages of the last samples: `sma` and `wma` over a window, `ema` recursive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from swarmcore._core import indicators as _core

if TYPE_CHECKING:
    from swarmcore.indicators.results import Floats

__all__ = ["sma", "ema", "wma"]


def sma(close: Floats, timeperiod: int = 30) -> Floats:
    """Simple moving average: the mean of the last `timeperiod` samples.

    Args:
        close: Samples, shape (n,).
        timeperiod: Length of the window, 1 to 100,000.

    Returns:
        Means, shape (n,), in the unit of `close`; the first `timeperiod - 1` are NaN. Over a
        window: a NaN or an infinity shows only in the results whose window holds it. A result errs
        by at most ``(timeperiod + 1) * 2**-53`` of the largest magnitude in its window, however
        long the series.

    Raises:
        TypeError: `close` is no float64 array, or `timeperiod` no integer.
        ValueError: `close` is not one-dimensional and C-contiguous, or `timeperiod` out of range.
    """
    return _core.sma(close, timeperiod)


def ema(close: Floats, timeperiod: int = 30) -> Floats:
    """Exponential moving average, seeded by the mean of the first `timeperiod` samples.

    ``y[i] = y[i - 1] + k * (close[i] - y[i - 1])`` with ``k = 2 / (timeperiod + 1)``.

    Args:
        close: Samples, shape (n,).
        timeperiod: 1 to 100,000.

    Returns:
        Averages, shape (n,), in the unit of `close`; the first `timeperiod - 1` are NaN. Recursive:
        from a NaN or an infinity on, no result is finite. A result errs by at most about
        ``2 * timeperiod * 2**-53`` of the largest magnitude so far.

    Raises:
        TypeError: `close` is no float64 array, or `timeperiod` no integer.
        ValueError: `close` is not one-dimensional and C-contiguous, or `timeperiod` out of range.
    """
    return _core.ema(close, timeperiod)


def wma(close: Floats, timeperiod: int = 30) -> Floats:
    """Weighted moving average, with weights from 1 (the oldest sample) to `timeperiod`.

    Args:
        close: Samples, shape (n,).
        timeperiod: Length of the window, 1 to 100,000.

    Returns:
        Means, shape (n,), in the unit of `close`; the first `timeperiod - 1` are NaN. Over a
        window: a NaN or an infinity shows only in the results whose window holds it. A result errs
        by at most about ``3 * timeperiod * 2**-53`` of the largest magnitude in its window, however
        long the series.

    Raises:
        TypeError: `close` is no float64 array, or `timeperiod` no integer.
        ValueError: `close` is not one-dimensional and C-contiguous, or `timeperiod` out of range.
    """
    return _core.wma(close, timeperiod)
