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

def cdlbelthold(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Belt-hold: a long candle that opens at its extreme.

    A long white body without lower shadow (100), or a long black one without upper
    shadow (-100).

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``10`` 10 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlbelthold(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlbelthold`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlclosingmarubozu(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Closing marubozu: a long candle that closes at its extreme.

    A long white body without upper shadow (100), or a long black one without lower
    shadow (-100).

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``10`` 10 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlclosingmarubozu(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlclosingmarubozu`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdldoji(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Doji: a candle that closes about where it opened.

    A doji body, whatever the shadows: 100, which says nothing of a direction.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``10`` 10 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdldoji(Stream):
    """
    The streaming form of `swarmcore.indicators.cdldoji`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdldragonflydoji(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Dragonfly doji: a doji with a lower shadow alone.

    A doji without upper shadow, with a lower one: 100, which says nothing of a
    direction.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``10`` 10 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdldragonflydoji(Stream):
    """
    The streaming form of `swarmcore.indicators.cdldragonflydoji`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlgravestonedoji(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Gravestone doji: a doji with an upper shadow alone.

    A doji without lower shadow, with an upper one: 100, which says nothing of a
    direction.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``10`` 10 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlgravestonedoji(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlgravestonedoji`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlhighwave(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    High-wave candle: a short body between very long shadows.

    A short body with both shadows very long; 100 where white, -100 where black,
    which says nothing of a direction.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``10`` 10 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlhighwave(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlhighwave`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdllongleggeddoji(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Long-legged doji: a doji with a long shadow.

    A doji with one shadow or both long: 100, which says nothing of a direction.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``10`` 10 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdllongleggeddoji(Stream):
    """
    The streaming form of `swarmcore.indicators.cdllongleggeddoji`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdllongline(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Long line: a long body with short shadows.

    A long body with both shadows short; 100 where white, -100 where black.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``10`` 10 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdllongline(Stream):
    """
    The streaming form of `swarmcore.indicators.cdllongline`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlmarubozu(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Marubozu: a long body without shadows.

    A long body without shadows; 100 where white, -100 where black.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``10`` 10 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlmarubozu(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlmarubozu`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlrickshawman(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Rickshaw man: a long-legged doji with its body amid the range.

    A doji with both shadows long, whose body lies near the middle of the range: 100,
    which says nothing of a direction.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``10`` 10 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlrickshawman(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlrickshawman`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlshortline(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Short line: a short body with short shadows.

    A short body with both shadows short; 100 where white, -100 where black, which
    says nothing of a direction.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``10`` 10 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlshortline(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlshortline`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlspinningtop(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Spinning top: a short body between long shadows.

    A short body with both shadows longer than it; 100 where white, -100 where black,
    which says nothing of a direction.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``10`` 10 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlspinningtop(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlspinningtop`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdltakuri(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Takuri: a dragonfly doji with a very long lower shadow.

    A doji without upper shadow, with a very long lower one: 100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``10`` 10 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdltakuri(Stream):
    """
    The streaming form of `swarmcore.indicators.cdltakuri`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlcounterattack(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Counterattack: a long candle is answered by one of the other colour, closes equal.

    A long candle, and a long one of the other colour whose close equals the first
    one's; 100 where the second is white, -100 where it is black.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlcounterattack(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlcounterattack`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdldarkcloudcover(
    open: _Floats,
    high: _Floats,
    low: _Floats,
    close: _Floats,
    penetration: float = 0.5,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Dark cloud cover: a black candle from above closes well into a long white body.

    A long white candle, and a black one that opens above the first one's high and
    closes within its body, by more than `penetration` of the body below its
    close: -100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        penetration: A finite number from 0.0 on.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` (by default 11) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdldarkcloudcover(Stream):
    """
    The streaming form of `swarmcore.indicators.cdldarkcloudcover`, equal to it bit for bit; see there.
    """
    def __init__(self, penetration: float = 0.5) -> None: ...
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
    def penetration(self) -> float: ...

def cdldojistar(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Doji star: a doji that gaps away from a long candle in its direction.

    A long candle, and a doji whose body gaps above it where it is white (-100), below
    it where it is black (100).

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdldojistar(Stream):
    """
    The streaming form of `swarmcore.indicators.cdldojistar`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlengulfing(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Engulfing pattern: a body that covers the last one, of the other colour.

    A body that covers the one before it, of the other colour, beyond at least one of
    its ends: 100 or 80 where the second is white, -100 or -80 where it is
    black, 80 where one of the ends is the same.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``2`` 2 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlengulfing(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlengulfing`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlhammer(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Hammer: a short body on a long lower shadow, near the last low.

    A short body with a long lower shadow and no upper one, whose bottom is near or
    below the low before: 100. That prices fell before is not looked for.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlhammer(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlhammer`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlhangingman(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Hanging man: a short body on a long lower shadow, near the last high.

    A short body with a long lower shadow and no upper one, whose bottom is near or
    above the high before: -100. That prices rose before is not looked for.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlhangingman(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlhangingman`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlharami(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Harami: a body within the long one before it.

    A long body, and one that is not long within it: 100 or 80 where the first is
    black, -100 or -80 where it is white, 80 where the bodies share an end.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlharami(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlharami`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlharamicross(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Harami cross: a doji within the long body before it.

    A long body, and a doji within it: 100 or 80 where the first is black, -100 or -80
    where it is white, 80 where the bodies share an end.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlharamicross(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlharamicross`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlhomingpigeon(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Homing pigeon: a black body within the long black one before it.

    A long black body, and a black one that is not long within it: 100.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlhomingpigeon(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlhomingpigeon`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlinneck(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    In-neck: a white candle from below closes just into a long black body.

    A long black candle, and a white one that opens below the first one's low and
    closes at or just above its close: -100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlinneck(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlinneck`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlinvertedhammer(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Inverted hammer: a short body under a long upper shadow, gapping down.

    A short body with a long upper shadow and no lower one that gaps below the body
    before: 100. That prices fell before is not looked for.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlinvertedhammer(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlinvertedhammer`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlkicking(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Kicking: a marubozu that gaps away from one of the other colour.

    Two marubozu of opposite colours with a gap between them, shadows included, up
    from a black to a white one (100), down from a white to a black one (-100).

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlkicking(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlkicking`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlkickingbylength(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Kicking by length: as kicking, in the direction of the longer marubozu.

    Two marubozu of opposite colours with a gap between them, shadows included, up
    from a black or down from a white one: 100 where the one with the longer body
    is white, -100 where it is black.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlkickingbylength(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlkickingbylength`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlmatchinglow(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Matching low: two black candles with one close.

    Two black candles whose closes are equal: 100.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``6`` 6 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlmatchinglow(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlmatchinglow`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlonneck(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    On-neck: a white candle from below closes at the low of a long black one.

    A long black candle, and a white one that opens below the first one's low and
    closes at it: -100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlonneck(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlonneck`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlpiercing(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Piercing pattern: a long white candle from below closes above the middle of a long black one.

    A long black candle, and a long white one that opens below the first one's low and
    closes within its body, above the middle: 100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlpiercing(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlpiercing`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlseparatinglines(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Separating lines: a long candle starts from the open of one of the other colour.

    A candle, and a long one of the other colour that opens where the first did, with
    no shadow on that side; 100 where the second is white, -100 where it is
    black.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlseparatinglines(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlseparatinglines`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlshootingstar(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Shooting star: a short body under a long upper shadow, gapping up.

    A short body with a long upper shadow and no lower one that gaps above the body
    before: -100. That prices rose before is not looked for.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlshootingstar(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlshootingstar`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlthrusting(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Thrusting: a white candle from below closes below the middle of a long black one.

    A long black candle, and a white one that opens below the first one's low and
    closes within its body, above its close but not above the middle: -100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``11`` 11 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlthrusting(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlthrusting`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlabandonedbaby(
    open: _Floats,
    high: _Floats,
    low: _Floats,
    close: _Floats,
    penetration: float = 0.3,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Abandoned baby: a doji alone between a long candle and the reversal.

    A long candle, a doji beyond a gap in its direction, shadows included, and beyond
    a gap back a long candle of the other colour that closes by more than
    `penetration` of the first one's body within it: 100 where the last is white, -100 where it is black.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        penetration: A finite number from 0.0 on.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` (by default 12) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlabandonedbaby(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlabandonedbaby`, equal to it bit for bit; see there.
    """
    def __init__(self, penetration: float = 0.3) -> None: ...
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
    def penetration(self) -> float: ...

def cdleveningdojistar(
    open: _Floats,
    high: _Floats,
    low: _Floats,
    close: _Floats,
    penetration: float = 0.3,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Evening doji star: a doji above a long white candle, then the fall.

    A long white candle, a doji whose body gaps above it, and a long black candle that
    closes by more than `penetration` of the first one's body below its close:
    -100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        penetration: A finite number from 0.0 on.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` (by default 12) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdleveningdojistar(Stream):
    """
    The streaming form of `swarmcore.indicators.cdleveningdojistar`, equal to it bit for bit; see there.
    """
    def __init__(self, penetration: float = 0.3) -> None: ...
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
    def penetration(self) -> float: ...

def cdleveningstar(
    open: _Floats,
    high: _Floats,
    low: _Floats,
    close: _Floats,
    penetration: float = 0.3,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Evening star: a small body above a long white candle, then the fall.

    A long white candle, a body that is not long and gaps above it, and a long black
    candle that closes by more than `penetration` of the first one's body below
    its close: -100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        penetration: A finite number from 0.0 on.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` (by default 12) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdleveningstar(Stream):
    """
    The streaming form of `swarmcore.indicators.cdleveningstar`, equal to it bit for bit; see there.
    """
    def __init__(self, penetration: float = 0.3) -> None: ...
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
    def penetration(self) -> float: ...

def cdlmorningdojistar(
    open: _Floats,
    high: _Floats,
    low: _Floats,
    close: _Floats,
    penetration: float = 0.3,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Morning doji star: a doji below a long black candle, then the rise.

    A long black candle, a doji whose body gaps below it, and a long white candle that
    closes by more than `penetration` of the first one's body above its close:
    100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        penetration: A finite number from 0.0 on.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` (by default 12) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlmorningdojistar(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlmorningdojistar`, equal to it bit for bit; see there.
    """
    def __init__(self, penetration: float = 0.3) -> None: ...
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
    def penetration(self) -> float: ...

def cdlmorningstar(
    open: _Floats,
    high: _Floats,
    low: _Floats,
    close: _Floats,
    penetration: float = 0.3,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Morning star: a small body below a long black candle, then the rise.

    A long black candle, a body that is not long and gaps below it, and a long white
    candle that closes by more than `penetration` of the first one's body above
    its close: 100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        penetration: A finite number from 0.0 on.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` (by default 12) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlmorningstar(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlmorningstar`, equal to it bit for bit; see there.
    """
    def __init__(self, penetration: float = 0.3) -> None: ...
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
    def penetration(self) -> float: ...

def cdltristar(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Tristar: three doji, the middle one beyond the others.

    Three doji by the ranges before the first. The second gaps above the first and the
    third does not reach higher (-100), or it gaps below and the third does not
    reach lower (100).

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` 12 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdltristar(Stream):
    """
    The streaming form of `swarmcore.indicators.cdltristar`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdl2crows(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Two crows: a black candle above a long white one, and another into its body.

    A long white candle, a black one whose body gaps above it, and a black one that
    opens within the second body and closes within the first: -100.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` 12 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdl2crows(Stream):
    """
    The streaming form of `swarmcore.indicators.cdl2crows`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdl3inside(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Three inside up or down: a harami, and a close beyond it.

    A long body, one that is not long within it, and a candle of the other colour than
    the first that closes beyond the first one's open; 100 where the first is
    black, -100 where it is white.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` 12 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdl3inside(Stream):
    """
    The streaming form of `swarmcore.indicators.cdl3inside`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdl3outside(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Three outside up or down: an engulfing body, and a close beyond it.

    A body that covers the one before it, of the other colour, beyond both ends, and a
    candle that closes further in its direction: 100 where the second is white,
    -100 where it is black.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``3`` 3 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdl3outside(Stream):
    """
    The streaming form of `swarmcore.indicators.cdl3outside`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdl3starsinsouth(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Three stars in the south: a fall that loses its strength.

    A long black candle with a long lower shadow; a black one with a smaller body that
    opens within the first one's upper part or shadow, falls below its close
    but not below its low, and has a lower shadow; a short black one without
    shadows within the second one's range: 100.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` 12 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdl3starsinsouth(Stream):
    """
    The streaming form of `swarmcore.indicators.cdl3starsinsouth`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdl3whitesoldiers(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Three advancing white soldiers.

    Three white candles without upper shadows, each closing higher and opening within
    or near the body before; none has a body far smaller than the one before,
    and the last is long: 100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` 12 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdl3whitesoldiers(Stream):
    """
    The streaming form of `swarmcore.indicators.cdl3whitesoldiers`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdladvanceblock(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Advance block: three white candles that rise with less and less strength.

    Three white candles, each closing higher and opening within or near the body
    before, the first long with a short upper shadow, that weaken: the second
    is far smaller than the first and the third hardly longer than the second;
    or the third is far smaller than the second; or the bodies shrink and one
    of the last two has more than a short upper shadow; or the third is smaller
    and has a long upper shadow: -100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` 12 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdladvanceblock(Stream):
    """
    The streaming form of `swarmcore.indicators.cdladvanceblock`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlgapsidesidewhite(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Side-by-side white lines beyond a gap.

    Two white candles of about the same size and the same open, whose bodies both gap
    above (100) or below (-100) the candle before them.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``7`` 7 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlgapsidesidewhite(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlgapsidesidewhite`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlidentical3crows(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Identical three crows: three black candles, each from the last close.

    Three black candles without lower shadows, each closing lower and opening where
    the last closed: -100.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` 12 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlidentical3crows(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlidentical3crows`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlstalledpattern(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Stalled pattern, or deliberation: two long white candles and a short one that stays.

    Three white candles, each closing higher; the first two long, the second without
    upper shadow and opening within or near the first body; the third short and
    riding on the second one's shoulder: -100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` 12 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlstalledpattern(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlstalledpattern`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlsticksandwich(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Stick sandwich: a white candle between two black ones with one close.

    A black candle, a white one that stays above the first one's close, and a black
    one that closes where the first did: 100.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``7`` 7 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlsticksandwich(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlsticksandwich`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdltasukigap(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Tasuki gap: a candle into a gap that does not close it.

    A candle, one of a colour beyond a gap in its direction, and one of the other
    colour and about the same size that opens within the second body and closes
    into the gap; 100 where the second is white, -100 where it is black.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``7`` 7 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdltasukigap(Stream):
    """
    The streaming form of `swarmcore.indicators.cdltasukigap`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlunique3river(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Unique three river bottom.

    A long black candle; a black one that opens at or below the first one's open,
    falls below its low and closes above its close; and a short white one that
    opens above the second one's low: 100.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` 12 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlunique3river(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlunique3river`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlupsidegap2crows(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Upside gap two crows: two black candles above a gap.

    A long white candle; a black one that is not long whose body gaps above it; and a
    black one whose body covers the second and closes above the first: -100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``12`` 12 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlupsidegap2crows(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlupsidegap2crows`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlxsidegap3methods(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Upside or downside gap three methods: a gap that the third candle fills.

    Two candles of a colour with a gap between the bodies in its direction, and one of
    the other colour that opens within the second body and closes within the
    first; 100 where the first is white, -100 where it is black.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``2`` 2 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlxsidegap3methods(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlxsidegap3methods`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdl3blackcrows(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Three black crows.

    A white candle, then three black ones without lower shadows, each closing lower
    and opening within the body before, the first of them closing below the
    white one's high: -100.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``13`` 13 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdl3blackcrows(Stream):
    """
    The streaming form of `swarmcore.indicators.cdl3blackcrows`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdl3linestrike(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Three-line strike: three candles of a colour undone by a fourth.

    Three candles of a colour, each closing further in its direction and opening
    within or near the body before, and one of the other colour that opens
    beyond the third close and closes beyond the first open; 100 where the
    three are white, -100 where they are black.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``8`` 8 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdl3linestrike(Stream):
    """
    The streaming form of `swarmcore.indicators.cdl3linestrike`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlbreakaway(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Breakaway: a run beyond a gap that ends within it.

    A long candle, three that run on beyond a gap, the first and the last of them of
    its colour, and one of the other colour that closes within the gap; 100
    where the last is white, -100 where it is black.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``14`` 14 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlbreakaway(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlbreakaway`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlconcealbabyswall(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Concealing baby swallow: four black candles, the last around the third.

    Two black candles without shadows; a black one whose body gaps below the second
    and whose upper shadow reaches into it; and a black one that covers the
    third with its shadows: 100.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``13`` 13 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlconcealbabyswall(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlconcealbabyswall`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlladderbottom(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Ladder bottom: three black candles down, one that looks up, and the rise.

    Three black candles with lower and lower opens and closes, a black one with an
    upper shadow, and a white one that opens above the fourth one's open and
    closes above its high: 100.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``14`` 14 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlladderbottom(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlladderbottom`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlmathold(
    open: _Floats,
    high: _Floats,
    low: _Floats,
    close: _Floats,
    penetration: float = 0.5,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Mat hold: a rise that pauses above a gap and goes on.

    A long white candle; three short ones, the first black beyond a gap, the others
    lower and lower but within the long body by less than `penetration` of it;
    and a white one that opens above the fourth close and closes above the
    highs of the three: 100.

    Source: Morris, Candlestick Charting Explained (1995).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        penetration: A finite number from 0.0 on.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``14`` (by default 14) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlmathold(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlmathold`, equal to it bit for bit; see there.
    """
    def __init__(self, penetration: float = 0.5) -> None: ...
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
    def penetration(self) -> float: ...

def cdlrisefall3methods(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Rising or falling three methods: a pause within the range of a long candle.

    A long candle; three short ones of the other colour that run against it within its
    range; and a long one of its colour that opens beyond the fourth close and
    closes beyond the first; 100 where the first is white, -100 where it is
    black.

    Source: Nison, Japanese Candlestick Charting Techniques (1991).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``14`` 14 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlrisefall3methods(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlrisefall3methods`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlhikkake(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Hikkake: a break out of an inside candle that turns out false.

    A candle within the range of the one before, then one that falls (100) or rises
    (-100) with high and low. Within three candles more, the first close above
    the inside candle's high (200), or below its low (-200), confirms the last
    one; a new hikkake goes before a confirmation.

    Source: Chesler, Active Trader (April 2004).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``5`` 5 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlhikkake(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlhikkake`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def cdlhikkakemod(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Modified hikkake: one whose inside candle follows another.

    A candle within the range of the one before, which closes near its low (its
    high); one within its range; then one that falls (100) or rises (-100) with
    high and low. Within three candles more, the first close above the third
    candle's high (200), or below its low (-200), confirms the last one; a new
    hikkake goes before a confirmation.

    Source: Chesler, Active Trader (April 2004).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``10`` 10 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cdlhikkakemod(Stream):
    """
    The streaming form of `swarmcore.indicators.cdlhikkakemod`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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
    "cdlbelthold",
    "Cdlbelthold",
    "cdlclosingmarubozu",
    "Cdlclosingmarubozu",
    "cdldoji",
    "Cdldoji",
    "cdldragonflydoji",
    "Cdldragonflydoji",
    "cdlgravestonedoji",
    "Cdlgravestonedoji",
    "cdlhighwave",
    "Cdlhighwave",
    "cdllongleggeddoji",
    "Cdllongleggeddoji",
    "cdllongline",
    "Cdllongline",
    "cdlmarubozu",
    "Cdlmarubozu",
    "cdlrickshawman",
    "Cdlrickshawman",
    "cdlshortline",
    "Cdlshortline",
    "cdlspinningtop",
    "Cdlspinningtop",
    "cdltakuri",
    "Cdltakuri",
    "cdlcounterattack",
    "Cdlcounterattack",
    "cdldarkcloudcover",
    "Cdldarkcloudcover",
    "cdldojistar",
    "Cdldojistar",
    "cdlengulfing",
    "Cdlengulfing",
    "cdlhammer",
    "Cdlhammer",
    "cdlhangingman",
    "Cdlhangingman",
    "cdlharami",
    "Cdlharami",
    "cdlharamicross",
    "Cdlharamicross",
    "cdlhomingpigeon",
    "Cdlhomingpigeon",
    "cdlinneck",
    "Cdlinneck",
    "cdlinvertedhammer",
    "Cdlinvertedhammer",
    "cdlkicking",
    "Cdlkicking",
    "cdlkickingbylength",
    "Cdlkickingbylength",
    "cdlmatchinglow",
    "Cdlmatchinglow",
    "cdlonneck",
    "Cdlonneck",
    "cdlpiercing",
    "Cdlpiercing",
    "cdlseparatinglines",
    "Cdlseparatinglines",
    "cdlshootingstar",
    "Cdlshootingstar",
    "cdlthrusting",
    "Cdlthrusting",
    "cdlabandonedbaby",
    "Cdlabandonedbaby",
    "cdleveningdojistar",
    "Cdleveningdojistar",
    "cdleveningstar",
    "Cdleveningstar",
    "cdlmorningdojistar",
    "Cdlmorningdojistar",
    "cdlmorningstar",
    "Cdlmorningstar",
    "cdltristar",
    "Cdltristar",
    "cdl2crows",
    "Cdl2crows",
    "cdl3inside",
    "Cdl3inside",
    "cdl3outside",
    "Cdl3outside",
    "cdl3starsinsouth",
    "Cdl3starsinsouth",
    "cdl3whitesoldiers",
    "Cdl3whitesoldiers",
    "cdladvanceblock",
    "Cdladvanceblock",
    "cdlgapsidesidewhite",
    "Cdlgapsidesidewhite",
    "cdlidentical3crows",
    "Cdlidentical3crows",
    "cdlstalledpattern",
    "Cdlstalledpattern",
    "cdlsticksandwich",
    "Cdlsticksandwich",
    "cdltasukigap",
    "Cdltasukigap",
    "cdlunique3river",
    "Cdlunique3river",
    "cdlupsidegap2crows",
    "Cdlupsidegap2crows",
    "cdlxsidegap3methods",
    "Cdlxsidegap3methods",
    "cdl3blackcrows",
    "Cdl3blackcrows",
    "cdl3linestrike",
    "Cdl3linestrike",
    "cdlbreakaway",
    "Cdlbreakaway",
    "cdlconcealbabyswall",
    "Cdlconcealbabyswall",
    "cdlladderbottom",
    "Cdlladderbottom",
    "cdlmathold",
    "Cdlmathold",
    "cdlrisefall3methods",
    "Cdlrisefall3methods",
    "cdlhikkake",
    "Cdlhikkake",
    "cdlhikkakemod",
    "Cdlhikkakemod",
]
