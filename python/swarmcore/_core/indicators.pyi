"""
Indicators as streaming classes and as functions over whole arrays.
"""

from __future__ import annotations
import numpy
import numpy.typing
import typing

_Floats: typing.TypeAlias = numpy.typing.NDArray[numpy.float64]
_Value = typing.TypeVar("_Value")

class Stream:
    """
    What all streaming indicators are: rows go in one at a time, results come out.

    Not safe to update from two threads at a time.
    """
    def __copy__(self) -> typing.Self: ...
    def __deepcopy__(self, memo: typing.Any, /) -> typing.Self: ...
    def __setstate__(self, state: bytes, /) -> None: ...
    def copy(self) -> typing.Self:
        """
        A stream of its own that has taken the same rows.
        """
    def reset(self) -> None:
        """
        Forget every row.
        """
    @property
    def warm_up(self) -> int:
        """
        How many rows give NaN at first: TA-Lib's lookback.
        """

def declarations() -> list[dict[str, typing.Any]]:
    """
    What every indicator says of itself; swarmcore.indicators.registry shows it.
    """

def sma(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Simple moving average: the mean of the last `timeperiod` samples.

    ``mean(close[i - timeperiod + 1 .. i])``. A result errs by at most
    ``(timeperiod + 1) * 2**-53`` of the largest magnitude in its window, however
    long the series.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 29) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Sma(Stream):
    """
    The streaming form of `swarmcore.indicators.sma`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 30) -> None: ...
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

def ema(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Exponential moving average, seeded by the mean of the first `timeperiod` samples.

    ``y[i] = y[i - 1] + k * (close[i] - y[i - 1])`` with
    ``k = 2 / (timeperiod + 1)``. A result errs by at most about
    ``2 * timeperiod * 2**-53`` of the largest magnitude so far.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 29) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Ema(Stream):
    """
    The streaming form of `swarmcore.indicators.ema`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 30) -> None: ...
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

def wma(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Weighted moving average, with weights from 1 (the oldest sample) to `timeperiod`.

    ``sum(w * close[i - timeperiod + w] for w in 1 .. timeperiod) / (1 + ... +
    timeperiod)``. A result errs by at most about ``3 * timeperiod * 2**-53`` of
    the largest magnitude in its window, however long the series.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 29) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Wma(Stream):
    """
    The streaming form of `swarmcore.indicators.wma`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 30) -> None: ...
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

class BbandsResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `bbands` and `Bbands`.
    """

    upperband: _Value
    middleband: _Value
    lowerband: _Value

def bbands(
    close: _Floats,
    timeperiod: int = 20,
    nbdevup: float = 2.0,
    nbdevdn: float = 2.0,
    matype: int = 0,
    *,
    threads: int | None = None,
) -> BbandsResult[_Floats]:
    """
    Bollinger's bands: a moving average, and standard deviations from it.

    ``upper = average + nbdevup * deviation``,
    ``lower = average - nbdevdn * deviation``, with the standard deviation (divisor
    `timeperiod`) of the last `timeperiod` samples. The variance errs by at most
    about ``timeperiod**2 * 2**-53`` of itself, whatever the offset of the prices
    and however long the series.

    Source: Bollinger, Bollinger on Bollinger Bands (2001).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        nbdevup: Any finite number.
        nbdevdn: Any finite number.
        matype: TA-Lib's number of a moving average, 0 (simple) to 0.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `upperband`, `middleband` and `lowerband`, each of the shape of the input; the first ``timeperiod - 1`` (by default 19) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Bbands(Stream):
    """
    The streaming form of `swarmcore.indicators.bbands`, equal to it bit for bit; see there.
    """
    def __init__(
        self, timeperiod: int = 20, nbdevup: float = 2.0, nbdevdn: float = 2.0, matype: int = 0
    ) -> None: ...
    def update(self, close: float) -> BbandsResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> BbandsResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> BbandsResult[float]: ...
    @property
    def timeperiod(self) -> int: ...
    @property
    def nbdevup(self) -> float: ...
    @property
    def nbdevdn(self) -> float: ...
    @property
    def matype(self) -> int: ...

def rsi(close: _Floats, timeperiod: int = 14, *, threads: int | None = None) -> _Floats:
    """
    Relative strength index.

    ``100 * gain / (gain + loss)``, where `gain` and `loss` are the averages of the
    rises and of the falls of `close`, seeded by the mean of the first
    `timeperiod` changes and then smoothed with weight ``1 / timeperiod``. From 0
    to 100; 0 while no price has moved.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section VI.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 14) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Rsi(Stream):
    """
    The streaming form of `swarmcore.indicators.rsi`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

class MacdResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `macd` and `Macd`.
    """

    macd: _Value
    macdsignal: _Value
    macdhist: _Value

def macd(
    close: _Floats,
    fastperiod: int = 12,
    slowperiod: int = 26,
    signalperiod: int = 9,
    *,
    threads: int | None = None,
) -> MacdResult[_Floats]:
    """
    Moving average convergence and divergence.

    ``macd = ema(close, fastperiod) - ema(close, slowperiod)``; the signal is the
    exponential average of `macd` over `signalperiod`; the histogram is
    ``macd - signal``. The fast average is seeded by the samples that end the seed
    of the slow one, so that both start together. Where `slowperiod` is less than
    `fastperiod`, they change places. As differences of averages, the results err
    relative to the prices, not to themselves.

    Source: Appel, The Moving Average Convergence-Divergence Trading Method (1979).

    Args:
        close: Shape (n,) or (symbols, n).
        fastperiod: 2 to 100,000.
        slowperiod: 2 to 100,000.
        signalperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `macd`, `macdsignal` and `macdhist`, each of the shape of the input; the first ``max(fastperiod, slowperiod) + signalperiod - 2`` (by default 33) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Macd(Stream):
    """
    The streaming form of `swarmcore.indicators.macd`, equal to it bit for bit; see there.
    """
    def __init__(
        self, fastperiod: int = 12, slowperiod: int = 26, signalperiod: int = 9
    ) -> None: ...
    def update(self, close: float) -> MacdResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> MacdResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> MacdResult[float]: ...
    @property
    def fastperiod(self) -> int: ...
    @property
    def slowperiod(self) -> int: ...
    @property
    def signalperiod(self) -> int: ...

class StochResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `stoch` and `Stoch`.
    """

    slowk: _Value
    slowd: _Value

def stoch(
    high: _Floats,
    low: _Floats,
    close: _Floats,
    fastk_period: int = 5,
    slowk_period: int = 3,
    slowk_matype: int = 0,
    slowd_period: int = 3,
    slowd_matype: int = 0,
    *,
    threads: int | None = None,
) -> StochResult[_Floats]:
    """
    Slow stochastic oscillator.

    ``fastk = 100 * (close - lowest low) / (highest high - lowest low)`` over
    `fastk_period` bars, 0 where both are equal, as far as rounding can tell
    (1e-14 of their sum, TA-Lib's measure); `slowk` is the average of `fastk` over
    `slowk_period`, `slowd` that of `slowk` over `slowd_period`.

    Source: Lane, Lane's Stochastics, Technical Analysis of Stocks & Commodities 2 (1984).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        fastk_period: 1 to 100,000.
        slowk_period: 1 to 100,000.
        slowk_matype: TA-Lib's number of a moving average, 0 (simple) to 0.
        slowd_period: 1 to 100,000.
        slowd_matype: TA-Lib's number of a moving average, 0 (simple) to 0.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `slowk` and `slowd`, each of the shape of the input; the first ``fastk_period + slowk_period + slowd_period - 3`` (by default 8) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Stoch(Stream):
    """
    The streaming form of `swarmcore.indicators.stoch`, equal to it bit for bit; see there.
    """
    def __init__(
        self,
        fastk_period: int = 5,
        slowk_period: int = 3,
        slowk_matype: int = 0,
        slowd_period: int = 3,
        slowd_matype: int = 0,
    ) -> None: ...
    def update(self, high: float, low: float, close: float) -> StochResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, close: float) -> StochResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> StochResult[float]: ...
    @property
    def fastk_period(self) -> int: ...
    @property
    def slowk_period(self) -> int: ...
    @property
    def slowk_matype(self) -> int: ...
    @property
    def slowd_period(self) -> int: ...
    @property
    def slowd_matype(self) -> int: ...

def adx(
    high: _Floats, low: _Floats, close: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Average directional index: how strongly prices move one way, whichever.

    ``dx = 100 * |plus - minus| / (plus + minus)``, where `plus` and `minus` are
    Wilder's averages of the movements up and down; `adx` is Wilder's average of
    `dx`. From 0 to 100. A bar for which both are 0 repeats the last result, at
    first 0. The true range cancels in `dx`: of `close` remains only its NaN.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section IV.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``2 * timeperiod - 1`` (by default 27) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Adx(Stream):
    """
    The streaming form of `swarmcore.indicators.adx`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
    def update(self, high: float, low: float, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

def obv(close: _Floats, volume: _Floats, *, threads: int | None = None) -> _Floats:
    """
    On-balance volume: volume added where the close rises, taken away where it falls.

    The first result is the first volume. The sum is compensated, so that it stays
    exact to the last bits however long the series.

    Source: Granville, New Key to Stock Market Profits (1963).

    Args:
        close: Shape (n,) or (symbols, n).
        volume: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Obv(Stream):
    """
    The streaming form of `swarmcore.indicators.obv`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, close: float, volume: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float, volume: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...

def mfi(
    high: _Floats,
    low: _Floats,
    close: _Floats,
    volume: _Floats,
    timeperiod: int = 14,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Money flow index.

    ``100 * rising / (rising + falling)``, the sums over `timeperiod` bars of typical
    price ``(high + low + close) / 3`` times volume of the bars whose typical
    price is above and below that of the bar before by more than rounding. From 0
    to 100; 0 where there is no flow.

    Source: Quong and Soudack, Technical Analysis of Stocks & Commodities 7 (1989).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        volume: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 14) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Mfi(Stream):
    """
    The streaming form of `swarmcore.indicators.mfi`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
    def update(self, high: float, low: float, close: float, volume: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, close: float, volume: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

def vwap(
    high: _Floats, low: _Floats, close: _Floats, volume: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Volume-weighted average price since the first bar.

    The average of the typical prices ``(high + low + close) / 3``; while no volume
    was traded in all, the last result, at first 0. With volumes that are not
    negative, n bars err by at most about ``2 * n * 2**-53`` of the result.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        volume: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Vwap(Stream):
    """
    The streaming form of `swarmcore.indicators.vwap`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, high: float, low: float, close: float, volume: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, close: float, volume: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...

def atr(
    high: _Floats, low: _Floats, close: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Average true range: Wilder's average of the true range, from the second bar on.

    ``range = max(high - low, |high - previous close|, |low - previous close|)``; the
    average is seeded by the mean of the first `timeperiod` ranges and then
    smoothed with weight ``1 / timeperiod``.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section III.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 14) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Atr(Stream):
    """
    The streaming form of `swarmcore.indicators.atr`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
    def update(self, high: float, low: float, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

def ht_dcperiod(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Hilbert transform: the length of the dominant cycle, in bars.

    Prices are averaged over four bars (weights 4, 3, 2, 1) and split by Hilbert
    transforms into a part in phase and one in quadrature; the length is a full
    turn over the angle between this bar and the one before, clamped to change by
    -33% to +50% and to 6 to 50 bars, and smoothed twice. The arctangent is our own,
    so that the result has the same bits on every CPU.

    Source: Ehlers, Rocket Science for Traders (2001), chapter 7.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``32`` 32 are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class HtDcperiod(Stream):
    """
    The streaming form of `swarmcore.indicators.ht_dcperiod`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...

def ht_dcphase(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Hilbert transform: the phase of the dominant cycle, in degrees.

    ``atan(sum(p * sin a) / sum(p * cos a)) + 90 + 360 / length`` over the averaged
    prices `p` of the last dominant cycle (see `ht_dcperiod`), whose bars divide the
    circle into the angles `a`; from -45 to 315. On flat prices both sums are
    rounding alone, and the phase means nothing. Arctangent, sines and cosines are
    our own, so that the result has the same bits on every CPU.

    Source: Ehlers, Rocket Science for Traders (2001), chapter 9.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``63`` 63 are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class HtDcphase(Stream):
    """
    The streaming form of `swarmcore.indicators.ht_dcphase`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...

class HtPhasorResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `ht_phasor` and `HtPhasor`.
    """

    inphase: _Value
    quadrature: _Value

def ht_phasor(close: _Floats, *, threads: int | None = None) -> HtPhasorResult[_Floats]:
    """
    Hilbert transform: the parts of the prices in phase and in quadrature.

    The detrended average of four bars, three bars ago, and its Hilbert transform,
    whose gains follow the length of the dominant cycle (see `ht_dcperiod`).

    Source: Ehlers, Rocket Science for Traders (2001), chapter 6.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `inphase` and `quadrature`, each of the shape of the input; the first ``32`` 32 are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class HtPhasor(Stream):
    """
    The streaming form of `swarmcore.indicators.ht_phasor`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, close: float) -> HtPhasorResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> HtPhasorResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> HtPhasorResult[float]: ...

class HtSineResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `ht_sine` and `HtSine`.
    """

    sine: _Value
    leadsine: _Value

def ht_sine(close: _Floats, *, threads: int | None = None) -> HtSineResult[_Floats]:
    """
    Hilbert transform: the sine of the dominant cycle's phase, and of 45 degrees on.

    ``sine = sin(phase)`` and ``leadsine = sin(phase + 45)`` of the phase in degrees
    that `ht_dcphase` gives. They cross before a cycle turns; in a trend they run
    side by side. Sines err by at most 1e-15, the same bits on every CPU.

    Source: Ehlers, Rocket Science for Traders (2001), chapter 9.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `sine` and `leadsine`, each of the shape of the input; the first ``63`` 63 are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class HtSine(Stream):
    """
    The streaming form of `swarmcore.indicators.ht_sine`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, close: float) -> HtSineResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> HtSineResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> HtSineResult[float]: ...

def ht_trendmode(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Hilbert transform: 1 where prices follow a trend, 0 where they follow a cycle.

    A trend, except for half a dominant cycle after `ht_sine` has crossed its lead,
    and while the phase advances by 67% to 150% of what the cycle's length asks for;
    but always a trend where the averaged price is 1.5% or more off `ht_trendline`.
    What it is decided on has the same bits on every CPU.

    Source: Ehlers, Rocket Science for Traders (2001), chapter 11.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``63`` 63 are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class HtTrendmode(Stream):
    """
    The streaming form of `swarmcore.indicators.ht_trendmode`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...

def ht_trendline(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Hilbert transform: the trend that is left without the dominant cycle.

    The mean of the prices of the last dominant cycle, in whole bars (see
    `ht_dcperiod`), averaged over four bars with weights 4, 3, 2 and 1. The number
    of bars has the same value on every CPU.

    Source: Ehlers, Rocket Science for Traders (2001), chapter 10.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``63`` 63 are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class HtTrendline(Stream):
    """
    The streaming form of `swarmcore.indicators.ht_trendline`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...

class MamaResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `mama` and `Mama`.
    """

    mama: _Value
    fama: _Value

def mama(
    close: _Floats, fastlimit: float = 0.5, slowlimit: float = 0.05, *, threads: int | None = None
) -> MamaResult[_Floats]:
    """
    MESA adaptive moving average, and the average that follows it.

    ``mama[i] = a * close[i] + (1 - a) * mama[i - 1]`` and
    ``fama[i] = a / 2 * mama[i] + (1 - a / 2) * fama[i - 1]``, from 0 on, where ``a``
    is `fastlimit` over the degrees by which the phase ``atan(quadrature /
    inphase)`` (see `ht_phasor`) fell since the bar before, at least 1, and no less
    than `slowlimit`. The arctangent is our own, the same bits on every CPU.

    Source: Ehlers, MESA Adaptive Moving Averages, Technical Analysis of Stocks &
    Commodities 19 (2001).

    Args:
        close: Shape (n,) or (symbols, n).
        fastlimit: 0.01 to 0.99.
        slowlimit: 0.01 to 0.99.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `mama` and `fama`, each of the shape of the input; the first ``32`` (by default 32) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Mama(Stream):
    """
    The streaming form of `swarmcore.indicators.mama`, equal to it bit for bit; see there.
    """
    def __init__(self, fastlimit: float = 0.5, slowlimit: float = 0.05) -> None: ...
    def update(self, close: float) -> MamaResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> MamaResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> MamaResult[float]: ...
    @property
    def fastlimit(self) -> float: ...
    @property
    def slowlimit(self) -> float: ...

def realized_volatility(
    close: _Floats, timeperiod: int = 20, annualization: float = 1.0, *, threads: int | None = None
) -> _Floats:
    """
    Realised volatility of the closes, about a mean of zero.

    ``sqrt(annualization * mean(log(close / previous close)**2))`` of the
    last `timeperiod` returns.

    Source: Andersen, Bollerslev, Diebold and Labys, Econometrica 71 (2003).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        annualization: 1.0 to 1000000000.0.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 20) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class RealizedVolatility(Stream):
    """
    The streaming form of `swarmcore.indicators.realized_volatility`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 20, annualization: float = 1.0) -> None: ...
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...
    @property
    def annualization(self) -> float: ...

def parkinson_volatility(
    high: _Floats,
    low: _Floats,
    timeperiod: int = 20,
    annualization: float = 1.0,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Parkinson's volatility, of the ranges of bars.

    ``sqrt(annualization * mean(log(high / low)**2) / (4 * log(2)))`` of
    the last `timeperiod` bars; assumes no drift and no gaps.

    Source: Parkinson, Journal of Business 53 (1980).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        annualization: 1.0 to 1000000000.0.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 19) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class ParkinsonVolatility(Stream):
    """
    The streaming form of `swarmcore.indicators.parkinson_volatility`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 20, annualization: float = 1.0) -> None: ...
    def update(self, high: float, low: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...
    @property
    def annualization(self) -> float: ...

def garman_klass_volatility(
    open: _Floats,
    high: _Floats,
    low: _Floats,
    close: _Floats,
    timeperiod: int = 20,
    annualization: float = 1.0,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Garman and Klass's volatility, of the ranges and bodies of bars.

    ``sqrt(annualization * mean(log(high / low)**2 / 2 - (2 * log(2) - 1) *
    log(close / open)**2))`` of the last `timeperiod` bars; assumes no
    drift and no gaps.

    Source: Garman and Klass, Journal of Business 53 (1980), equation 20.

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        annualization: 1.0 to 1000000000.0.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 19) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class GarmanKlassVolatility(Stream):
    """
    The streaming form of `swarmcore.indicators.garman_klass_volatility`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 20, annualization: float = 1.0) -> None: ...
    def update(self, open: float, high: float, low: float, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, open: float, high: float, low: float, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...
    @property
    def annualization(self) -> float: ...

def rogers_satchell_volatility(
    open: _Floats,
    high: _Floats,
    low: _Floats,
    close: _Floats,
    timeperiod: int = 20,
    annualization: float = 1.0,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Rogers and Satchell's volatility, which a drift does not disturb.

    ``sqrt(annualization * mean(log(high / close) * log(high / open) +
    log(low / close) * log(low / open)))`` of the last `timeperiod` bars;
    assumes no gaps.

    Source: Rogers and Satchell, Annals of Applied Probability 1 (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        annualization: 1.0 to 1000000000.0.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 19) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class RogersSatchellVolatility(Stream):
    """
    The streaming form of `swarmcore.indicators.rogers_satchell_volatility`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 20, annualization: float = 1.0) -> None: ...
    def update(self, open: float, high: float, low: float, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, open: float, high: float, low: float, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...
    @property
    def annualization(self) -> float: ...

def yang_zhang_volatility(
    open: _Floats,
    high: _Floats,
    low: _Floats,
    close: _Floats,
    timeperiod: int = 20,
    annualization: float = 1.0,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Yang and Zhang's volatility, which neither drift nor gaps disturb.

    ``sqrt(annualization * (var(log(open / previous close)) + k * var(log(close /
    open)) + (1 - k) * rs))`` of the last `timeperiod` bars, with variances of
    divisor ``timeperiod - 1``, ``k = 0.34 / (1.34 + (timeperiod + 1) / (timeperiod -
    1))``, and the variance `rs` of `rogers_satchell_volatility`.

    Source: Yang and Zhang, Journal of Business 73 (2000), equations 7 and 8.

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        annualization: 1.0 to 1000000000.0.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 20) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class YangZhangVolatility(Stream):
    """
    The streaming form of `swarmcore.indicators.yang_zhang_volatility`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 20, annualization: float = 1.0) -> None: ...
    def update(self, open: float, high: float, low: float, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, open: float, high: float, low: float, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...
    @property
    def annualization(self) -> float: ...

def kyle_lambda(
    close: _Floats, volume: _Floats, timeperiod: int = 20, *, threads: int | None = None
) -> _Floats:
    """
    Kyle's lambda: by how much a unit of volume moves the price.

    The slope, through the origin, of the changes of `close` on the volumes signed
    by them: ``sum(abs(change) * volume) / sum(volume**2)`` of the last
    `timeperiod` changes. All terms have one sign, so that n of them err by at most
    about ``2 * n * 2**-53`` of the result. NaN where there was no volume.

    Source: Kyle, Econometrica 53 (1985); estimated as in Lopez de Prado, Advances in
    Financial Machine Learning (2018), section 19.4.1.

    Args:
        close: Shape (n,) or (symbols, n).
        volume: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 20) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class KyleLambda(Stream):
    """
    The streaming form of `swarmcore.indicators.kyle_lambda`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 20) -> None: ...
    def update(self, close: float, volume: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float, volume: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

def amihud_illiquidity(
    close: _Floats, volume: _Floats, timeperiod: int = 20, *, threads: int | None = None
) -> _Floats:
    """
    Amihud's illiquidity: the return, in absolute terms, per unit of money traded.

    ``mean(abs(close / previous close - 1) / (close * volume))`` of those among
    the last `timeperiod` bars that have volume; NaN where none has.

    Source: Amihud, Journal of Financial Markets 5 (2002).

    Args:
        close: Shape (n,) or (symbols, n).
        volume: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 20) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class AmihudIlliquidity(Stream):
    """
    The streaming form of `swarmcore.indicators.amihud_illiquidity`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 20) -> None: ...
    def update(self, close: float, volume: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float, volume: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

def anchored_vwap(
    high: _Floats,
    low: _Floats,
    close: _Floats,
    volume: _Floats,
    anchor: _Floats,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Volume-weighted average price since the last anchor.

    `vwap`, begun anew with every bar whose `anchor` is not 0: the first of a
    session, or one that a trader chose. The average of the typical prices ``(high +
    low + close) / 3``; while no volume was traded since the anchor, the last
    result, at first 0. An anchor does not free it of a NaN.

    Source: Shannon, Maximum Trading Gains with Anchored VWAP (2023).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        volume: Shape (n,) or (symbols, n).
        anchor: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class AnchoredVwap(Stream):
    """
    The streaming form of `swarmcore.indicators.anchored_vwap`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, high: float, low: float, close: float, volume: float, anchor: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, close: float, volume: float, anchor: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...

class IchimokuResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `ichimoku` and `Ichimoku`.
    """

    tenkan: _Value
    kijun: _Value
    senkou_a: _Value
    senkou_b: _Value

def ichimoku(
    high: _Floats,
    low: _Floats,
    tenkan_period: int = 9,
    kijun_period: int = 26,
    senkou_period: int = 52,
    displacement: int = 26,
    *,
    threads: int | None = None,
) -> IchimokuResult[_Floats]:
    """
    Ichimoku: conversion line, base line and the two edges of the cloud.

    With the middle ``(highest high + lowest low) / 2`` of so many bars: `tenkan` of
    `tenkan_period`, `kijun` of `kijun_period`; `senkou_a`, the mean of both, and
    `senkou_b` of `senkou_period` are those of `displacement` bars ago, where the
    cloud of this bar was drawn from. The lagging line (chikou) is `close`, drawn
    `displacement` bars back; an output of it would look ahead.

    Source: Hosoda (Ichimoku Sanjin), Ichimoku Kinko Hyo (1969).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        tenkan_period: 1 to 100,000.
        kijun_period: 1 to 100,000.
        senkou_period: 1 to 100,000.
        displacement: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `tenkan`, `kijun`, `senkou_a` and `senkou_b`, each of the shape of the input; the first ``max(tenkan_period, kijun_period, senkou_period) - 1 + displacement`` (by default 77) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Ichimoku(Stream):
    """
    The streaming form of `swarmcore.indicators.ichimoku`, equal to it bit for bit; see there.
    """
    def __init__(
        self,
        tenkan_period: int = 9,
        kijun_period: int = 26,
        senkou_period: int = 52,
        displacement: int = 26,
    ) -> None: ...
    def update(self, high: float, low: float) -> IchimokuResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float) -> IchimokuResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> IchimokuResult[float]: ...
    @property
    def tenkan_period(self) -> int: ...
    @property
    def kijun_period(self) -> int: ...
    @property
    def senkou_period(self) -> int: ...
    @property
    def displacement(self) -> int: ...

def zscore(close: _Floats, timeperiod: int = 20, *, threads: int | None = None) -> _Floats:
    """
    Distance of the last sample from the mean, in standard deviations.

    ``(close - mean) / deviation`` of the last `timeperiod` samples, with divisor
    `timeperiod` as in `stddev`; 0 where all are equal. The variance errs by at most
    about ``timeperiod**2 * 2**-53`` of itself, whatever the offset of the prices.

    Source: The standard score of statistics.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 19) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Zscore(Stream):
    """
    The streaming form of `swarmcore.indicators.zscore`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 20) -> None: ...
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

def hurst(close: _Floats, timeperiod: int = 100, *, threads: int | None = None) -> _Floats:
    """
    Hurst exponent: above 0.5 moves go on, below they turn back.

    The generalised exponent of order 2: half the slope of ``log(mean(log(close[i] /
    close[i - lag])**2))`` on ``log(lag)``, by least squares over the lags 1, 2, 4, 8
    and 16 (that of 4 has no weight), with `timeperiod` moves of each. Of a random
    walk 0.5, with a standard error of about 0.1 at `timeperiod` 100; of a straight
    line 1. Not finite where nothing has moved.

    Source: Di Matteo, Quantitative Finance 7 (2007), equation 6; Hurst, Transactions of
    the American Society of Civil Engineers 116 (1951).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod + 15`` (by default 115) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Hurst(Stream):
    """
    The streaming form of `swarmcore.indicators.hurst`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 100) -> None: ...
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

__all__: list[str] = [
    "Stream",
    "sma",
    "Sma",
    "ema",
    "Ema",
    "wma",
    "Wma",
    "bbands",
    "Bbands",
    "BbandsResult",
    "rsi",
    "Rsi",
    "macd",
    "Macd",
    "MacdResult",
    "stoch",
    "Stoch",
    "StochResult",
    "adx",
    "Adx",
    "obv",
    "Obv",
    "mfi",
    "Mfi",
    "vwap",
    "Vwap",
    "atr",
    "Atr",
    "ht_dcperiod",
    "HtDcperiod",
    "ht_dcphase",
    "HtDcphase",
    "ht_phasor",
    "HtPhasor",
    "HtPhasorResult",
    "ht_sine",
    "HtSine",
    "HtSineResult",
    "ht_trendmode",
    "HtTrendmode",
    "ht_trendline",
    "HtTrendline",
    "mama",
    "Mama",
    "MamaResult",
    "realized_volatility",
    "RealizedVolatility",
    "parkinson_volatility",
    "ParkinsonVolatility",
    "garman_klass_volatility",
    "GarmanKlassVolatility",
    "rogers_satchell_volatility",
    "RogersSatchellVolatility",
    "yang_zhang_volatility",
    "YangZhangVolatility",
    "kyle_lambda",
    "KyleLambda",
    "amihud_illiquidity",
    "AmihudIlliquidity",
    "anchored_vwap",
    "AnchoredVwap",
    "ichimoku",
    "Ichimoku",
    "IchimokuResult",
    "zscore",
    "Zscore",
    "hurst",
    "Hurst",
]
