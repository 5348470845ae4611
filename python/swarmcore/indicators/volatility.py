"""How much prices vary: `bbands` over a window, `atr` recursive."""

from __future__ import annotations

from typing import TYPE_CHECKING

from swarmcore._core import indicators as _core

if TYPE_CHECKING:
    from swarmcore.indicators.results import BbandsResult, Floats

__all__ = ["bbands", "atr"]


def bbands(
    close: Floats,
    timeperiod: int = 20,
    nbdevup: float = 2.0,
    nbdevdn: float = 2.0,
    matype: int = 0,
) -> BbandsResult[Floats]:
    """Bollinger's bands: a moving mean, and standard deviations from it.

    ``upper = mean + nbdevup * deviation`` and ``lower = mean - nbdevdn * deviation``, with mean and
    standard deviation (divisor `timeperiod`) of the last `timeperiod` samples.

    Source: Bollinger, Bollinger on Bollinger Bands (2001).

    Args:
        close: Prices, shape (n,).
        timeperiod: Length of the window, 2 to 100,000.
        nbdevup: Deviations from the mean to the upper band, finite.
        nbdevdn: Deviations from the mean to the lower band, finite.
        matype: Only 0, the simple average; it keeps TA-Lib's arguments.

    Returns:
        `upperband`, `middleband` and `lowerband`, each of shape (n,), in the unit of `close`; the
        first `timeperiod - 1` are NaN. Over a window: a NaN or an infinity shows only in the
        results whose window holds it. The variance errs by at most about ``timeperiod**2 * 2**-53``
        of itself, whatever the offset of the prices and however long the series.

    Raises:
        TypeError: `close` is no float64 array, or a parameter no number.
        ValueError: `close` is not one-dimensional and C-contiguous, `timeperiod` out of range, a
            number of deviations not finite, or `matype` not 0.
    """
    return _core.bbands(close, timeperiod, nbdevup, nbdevdn, matype)


def atr(high: Floats, low: Floats, close: Floats, timeperiod: int = 14) -> Floats:
    """Average true range: Wilder's average of the true range, from the second bar on.

    ``range = max(high - low, |high - previous close|, |low - previous close|)``; the average is
    seeded by the mean of the first `timeperiod` ranges and then smoothed with weight
    ``1 / timeperiod``.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section III.

    Args:
        high: Highs, shape (n,).
        low: Lows, shape (n,).
        close: Closes, shape (n,).
        timeperiod: 1 to 100,000.

    Returns:
        Ranges, shape (n,), in the unit of the prices; the first `timeperiod` are NaN. Recursive:
        from a NaN or an infinity on, no result is finite.

    Raises:
        TypeError: An array is not float64, or `timeperiod` no integer.
        ValueError: An array is not one-dimensional and C-contiguous, the arrays differ in length,
            or `timeperiod` is out of range.
    """
    return _core.atr(high, low, close, timeperiod)
