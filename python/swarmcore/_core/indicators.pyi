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
]
