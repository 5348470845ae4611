"""Speed and direction of prices: `rsi`, `macd` and `adx` recursive, `stoch` over windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from swarmcore._core import indicators as _core

if TYPE_CHECKING:
    from swarmcore.indicators.results import Floats, MacdResult, StochResult

__all__ = ["rsi", "macd", "stoch", "adx"]


def rsi(close: Floats, timeperiod: int = 14) -> Floats:
    """Relative strength index: ``100 * gain / (gain + loss)``.

    `gain` and `loss` are the averages of the rises and of the falls of `close`, seeded by the mean
    of the first `timeperiod` changes and then smoothed with weight ``1 / timeperiod``.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section VI.

    Args:
        close: Prices, shape (n,).
        timeperiod: 2 to 100,000.

    Returns:
        Index from 0 to 100, shape (n,), 0 while no price has moved; the first `timeperiod` are NaN.
        Recursive: from a NaN or an infinity on, every result is NaN.

    Raises:
        TypeError: `close` is no float64 array, or `timeperiod` no integer.
        ValueError: `close` is not one-dimensional and C-contiguous, or `timeperiod` out of range.
    """
    return _core.rsi(close, timeperiod)


def macd(
    close: Floats, fastperiod: int = 12, slowperiod: int = 26, signalperiod: int = 9
) -> MacdResult[Floats]:
    """Moving average convergence and divergence.

    ``macd = ema(close, fastperiod) - ema(close, slowperiod)``; the signal is the exponential
    average of `macd` over `signalperiod`; the histogram is ``macd - signal``. The fast average is
    seeded by the samples that end the seed of the slow one, so that both start together. Where
    `slowperiod` is less than `fastperiod`, they change places.

    Source: Appel, The Moving Average Convergence-Divergence Trading Method (1979).

    Args:
        close: Prices, shape (n,).
        fastperiod: 2 to 100,000.
        slowperiod: 2 to 100,000.
        signalperiod: 1 to 100,000.

    Returns:
        `macd`, `macdsignal` and `macdhist`, each of shape (n,), in the unit of `close`; the first
        ``slowperiod + signalperiod - 2`` are NaN. Recursive: from a NaN or an infinity on, no
        result is finite. As differences of averages, they err relative to the prices, not to
        themselves.

    Raises:
        TypeError: `close` is no float64 array, or a period no integer.
        ValueError: `close` is not one-dimensional and C-contiguous, or a period out of range.
    """
    return _core.macd(close, fastperiod, slowperiod, signalperiod)


def stoch(
    high: Floats,
    low: Floats,
    close: Floats,
    fastk_period: int = 5,
    slowk_period: int = 3,
    slowk_matype: int = 0,
    slowd_period: int = 3,
    slowd_matype: int = 0,
) -> StochResult[Floats]:
    """Slow stochastic oscillator.

    ``fastk = 100 * (close - lowest low) / (highest high - lowest low)`` over `fastk_period` bars, 0
    where both are equal, as far as rounding can tell (1e-14 of their sum, TA-Lib's measure);
    `slowk` is the simple average of `fastk` over `slowk_period`, `slowd` that of `slowk` over
    `slowd_period`.

    Source: Lane, Lane's Stochastics, Technical Analysis of Stocks & Commodities 2 (1984).

    Args:
        high: Highs, shape (n,).
        low: Lows, shape (n,).
        close: Closes, shape (n,).
        fastk_period: Bars of the range, 1 to 100,000.
        slowk_period: 1 to 100,000.
        slowk_matype: Only 0, the simple average; it keeps TA-Lib's order of arguments.
        slowd_period: 1 to 100,000.
        slowd_matype: Only 0, the simple average.

    Returns:
        `slowk` and `slowd`, each of shape (n,), from 0 to 100 where the closes are in their bars;
        the first ``fastk_period + slowk_period + slowd_period - 3`` are NaN. Over windows: a NaN or
        an infinity shows in one result more than that at most, and is gone.

    Raises:
        TypeError: An array is not float64, or a period no integer.
        ValueError: An array is not one-dimensional and C-contiguous, the arrays differ in length, a
            period is out of range, or a matype is not 0.
    """
    return _core.stoch(
        high, low, close, fastk_period, slowk_period, slowk_matype, slowd_period, slowd_matype
    )


def adx(high: Floats, low: Floats, close: Floats, timeperiod: int = 14) -> Floats:
    """Average directional index: how strongly prices move one way, whichever.

    ``dx = 100 * |plus - minus| / (plus + minus)``, where `plus` and `minus` are Wilder's averages
    of the movements up and down; `adx` is Wilder's average of `dx`. A bar for which both are 0
    repeats the last result, at first 0. The true range cancels in `dx`: of `close` remains only its
    NaN.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section IV.

    Args:
        high: Highs, shape (n,).
        low: Lows, shape (n,).
        close: Closes, shape (n,).
        timeperiod: 2 to 100,000.

    Returns:
        Index from 0 to 100, shape (n,); the first ``2 * timeperiod - 1`` are NaN. Recursive: from a
        NaN or an infinity on, every result is NaN.

    Raises:
        TypeError: An array is not float64, or `timeperiod` no integer.
        ValueError: An array is not one-dimensional and C-contiguous, the arrays differ in length,
            or `timeperiod` is out of range.
    """
    return _core.adx(high, low, close, timeperiod)
