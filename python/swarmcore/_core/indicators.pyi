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

def dema(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Double exponential moving average.

    ``2 * e1 - e2`` with ``e1 = ema(close, timeperiod)`` and ``e2 = ema(e1,
    timeperiod)``.

    Source: Mulloy, Smoothing Data with Faster Moving Averages, Technical Analysis of Stocks & Commodities 12 (1994).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``2 * timeperiod - 2`` (by default 58) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Dema(Stream):
    """
    The streaming form of `swarmcore.indicators.dema`, equal to it bit for bit; see there.
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

def tema(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Triple exponential moving average.

    ``3 * e1 - 3 * e2 + e3`` with ``e1 = ema(close, timeperiod)``, ``e2 = ema(e1,
    timeperiod)`` and ``e3 = ema(e2, timeperiod)``.

    Source: Mulloy, Smoothing Data with Less Lag, Technical Analysis of Stocks & Commodities 12 (1994).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``3 * timeperiod - 3`` (by default 87) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Tema(Stream):
    """
    The streaming form of `swarmcore.indicators.tema`, equal to it bit for bit; see there.
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

def trima(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Triangular moving average: weights rise to the middle of the window and fall again.

    ``sma(sma(close, timeperiod // 2 + 1), (timeperiod + 1) // 2)``.

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

class Trima(Stream):
    """
    The streaming form of `swarmcore.indicators.trima`, equal to it bit for bit; see there.
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

def kama(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Kaufman's adaptive moving average: the straighter prices move, the faster it follows.

    ``y[i] = y[i - 1] + c**2 * (close[i] - y[i - 1])`` with ``c = er * (2 / 3 - 2 /
    31) + 2 / 31``, where the efficiency ratio `er` is the distance from the sample
    of `timeperiod` before over the length of the way, 1 where nothing moved; the
    first ``y[i - 1]`` is the sample before. For a `timeperiod` of 1 the samples
    themselves.

    Source: Kaufman, Smarter Trading (1995).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod if timeperiod > 1 else 0`` (by default 30) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Kama(Stream):
    """
    The streaming form of `swarmcore.indicators.kama`, equal to it bit for bit; see there.
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

def t3(
    close: _Floats, timeperiod: int = 5, vfactor: float = 0.7, *, threads: int | None = None
) -> _Floats:
    """
    Tillson's triple exponential moving average.

    The generalised double average ``(1 + vfactor) * ema - vfactor * ema of ema``,
    three times: ``-v**3 * e6 + (3 * v**2 + 3 * v**3) * e5 - (6 * v**2 + 3 * v + 3 *
    v**3) * e4 + (1 + 3 * v + v**3 + 3 * v**2) * e3`` with v the `vfactor` and e1 to
    e6 the chain of exponential averages.

    Source: Tillson, Better Moving Averages, Technical Analysis of Stocks & Commodities 16 (1998).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        vfactor: 0.0 to 1.0.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``6 * timeperiod - 6`` (by default 24) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class T3(Stream):
    """
    The streaming form of `swarmcore.indicators.t3`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 5, vfactor: float = 0.7) -> None: ...
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
    def vfactor(self) -> float: ...

def hma(close: _Floats, timeperiod: int = 20, *, threads: int | None = None) -> _Floats:
    """
    Hull's moving average: weighted averages combined so that they lag less.

    ``wma(2 * wma(close, timeperiod // 2) - wma(close, timeperiod),
    int(sqrt(timeperiod)))``; the samples themselves for a `timeperiod` of 1.

    Source: Hull, How to reduce lag in a moving average (2005).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod + int(timeperiod ** 0.5) - 2`` (by default 22) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Hma(Stream):
    """
    The streaming form of `swarmcore.indicators.hma`, equal to it bit for bit; see there.
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

def zlema(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Zero-lag exponential moving average.

    ``ema(2 * close[i] - close[i - lag], timeperiod)`` with ``lag = (timeperiod - 1)
    // 2``.

    Source: Ehlers and Way, Zero Lag (Well, Almost), Technical Analysis of Stocks & Commodities 28 (2010).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1 + (timeperiod - 1) // 2`` (by default 43) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Zlema(Stream):
    """
    The streaming form of `swarmcore.indicators.zlema`, equal to it bit for bit; see there.
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

def rma(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Wilder's smoothed moving average, seeded by the mean of the first `timeperiod` samples.

    ``y[i] = y[i - 1] + (close[i] - y[i - 1]) / timeperiod``.

    Source: Wilder, New Concepts in Technical Trading Systems (1978).

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

class Rma(Stream):
    """
    The streaming form of `swarmcore.indicators.rma`, equal to it bit for bit; see there.
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

def vwma(
    close: _Floats, volume: _Floats, timeperiod: int = 30, *, threads: int | None = None
) -> _Floats:
    """
    Volume-weighted moving average.

    ``sum(close * volume) / sum(volume)`` over `timeperiod` bars; NaN where there
    was no volume; the samples themselves for a `timeperiod` of 1.

    Args:
        close: Shape (n,) or (symbols, n).
        volume: Shape (n,) or (symbols, n).
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

class Vwma(Stream):
    """
    The streaming form of `swarmcore.indicators.vwma`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 30) -> None: ...
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

def ma(
    close: _Floats, timeperiod: int = 30, matype: int = 0, *, threads: int | None = None
) -> _Floats:
    """
    Moving average of the kind that `matype` names.

    0 `sma`, 1 `ema`, 2 `wma`, 3 `dema`, 4 `tema`, 5 `trima`, 6 `kama`, 8 `t3` (with
    a vfactor of 0.7), 9 `hma`, 10 no smoothing, 11 the function's own, here 0, 12
    `zlema`, 13 `rma`. All but 0, 2, 5, 9 and 10 are recursive. A `timeperiod` of 1
    smooths nothing.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        matype: TA-Lib's number of a moving average, 0 (simple) to 13.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first (by default 29) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Ma(Stream):
    """
    The streaming form of `swarmcore.indicators.ma`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 30, matype: int = 0) -> None: ...
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
    def matype(self) -> int: ...

def mavp(
    close: _Floats,
    periods: _Floats,
    minperiod: int = 2,
    maxperiod: int = 30,
    matype: int = 0,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Moving average with a variable period.

    The average of the kind `matype` over `periods[i]` samples, cut to a whole
    number from `minperiod` to `maxperiod`. All lengths begin at the first result of
    the longest. With another than the simple average, a length of its own is kept
    for each period, at most 1,000 of them.

    Args:
        close: Shape (n,) or (symbols, n).
        periods: Shape (n,) or (symbols, n).
        minperiod: 1 to 100,000.
        maxperiod: 1 to 100,000.
        matype: TA-Lib's number of a moving average, 0 (simple) to 13.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first (by default 29) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Mavp(Stream):
    """
    The streaming form of `swarmcore.indicators.mavp`, equal to it bit for bit; see there.
    """
    def __init__(self, minperiod: int = 2, maxperiod: int = 30, matype: int = 0) -> None: ...
    def update(self, close: float, periods: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float, periods: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def minperiod(self) -> int: ...
    @property
    def maxperiod(self) -> int: ...
    @property
    def matype(self) -> int: ...

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
        matype: TA-Lib's number of a moving average, 0 (simple) to 13.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `upperband`, `middleband` and `lowerband`, each of the shape of the input; the first (by default 19) are NaN.
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

class AccbandsResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `accbands` and `Accbands`.
    """

    upperband: _Value
    middleband: _Value
    lowerband: _Value

def accbands(
    high: _Floats, low: _Floats, close: _Floats, timeperiod: int = 20, *, threads: int | None = None
) -> AccbandsResult[_Floats]:
    """
    Acceleration bands.

    Simple averages over `timeperiod` of ``high * (1 + w)``, of `close` and of ``low
    * (1 - w)`` with ``w = 4 * (high - low) / (high + low)``, 0 where ``high + low``
    is.

    Source: Headley, Big Trends in Trading (2002).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `upperband`, `middleband` and `lowerband`, each of the shape of the input; the first ``timeperiod - 1`` (by default 19) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Accbands(Stream):
    """
    The streaming form of `swarmcore.indicators.accbands`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 20) -> None: ...
    def update(self, high: float, low: float, close: float) -> AccbandsResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, close: float) -> AccbandsResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> AccbandsResult[float]: ...
    @property
    def timeperiod(self) -> int: ...

class DonchianResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `donchian` and `Donchian`.
    """

    upperband: _Value
    middleband: _Value
    lowerband: _Value

def donchian(
    high: _Floats, low: _Floats, timeperiod: int = 20, *, threads: int | None = None
) -> DonchianResult[_Floats]:
    """
    Donchian channel.

    The highest high and the lowest low of the last `timeperiod` bars, and the
    middle of both.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `upperband`, `middleband` and `lowerband`, each of the shape of the input; the first ``timeperiod - 1`` (by default 19) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Donchian(Stream):
    """
    The streaming form of `swarmcore.indicators.donchian`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 20) -> None: ...
    def update(self, high: float, low: float) -> DonchianResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float) -> DonchianResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> DonchianResult[float]: ...
    @property
    def timeperiod(self) -> int: ...

class KcResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `kc` and `Kc`.
    """

    upperband: _Value
    middleband: _Value
    lowerband: _Value

def kc(
    high: _Floats,
    low: _Floats,
    close: _Floats,
    timeperiod: int = 20,
    atrperiod: int = 10,
    nbdev: float = 2.0,
    *,
    threads: int | None = None,
) -> KcResult[_Floats]:
    """
    Keltner's channel.

    ``ema(typical, timeperiod)`` of the typical price ``(high + low + close) / 3``,
    and that plus and minus `nbdev` times ``atr(high, low, close, atrperiod)``.

    Source: Keltner, How to Make Money in Commodities (1960), in its modern form.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        atrperiod: 1 to 100,000.
        nbdev: Any finite number.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `upperband`, `middleband` and `lowerband`, each of the shape of the input; the first ``max(timeperiod - 1, atrperiod)`` (by default 19) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Kc(Stream):
    """
    The streaming form of `swarmcore.indicators.kc`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 20, atrperiod: int = 10, nbdev: float = 2.0) -> None: ...
    def update(self, high: float, low: float, close: float) -> KcResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, close: float) -> KcResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> KcResult[float]: ...
    @property
    def timeperiod(self) -> int: ...
    @property
    def atrperiod(self) -> int: ...
    @property
    def nbdev(self) -> float: ...

def midpoint(close: _Floats, timeperiod: int = 14, *, threads: int | None = None) -> _Floats:
    """
    Midpoint over a window.

    ``(highest + lowest) / 2`` of the last `timeperiod` samples.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 13) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Midpoint(Stream):
    """
    The streaming form of `swarmcore.indicators.midpoint`, equal to it bit for bit; see there.
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

def midprice(
    high: _Floats, low: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Midpoint of the prices of a window.

    ``(highest high + lowest low) / 2`` of the last `timeperiod` bars.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 13) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Midprice(Stream):
    """
    The streaming form of `swarmcore.indicators.midprice`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
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

def sar(
    high: _Floats,
    low: _Floats,
    acceleration: float = 0.02,
    maximum: float = 0.2,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Parabolic stop and reverse.

    The stop moves towards the extreme price of its side by `acceleration` at first,
    by so much more with every new extreme, and by `maximum` at most, but never into
    the range of the last two bars. When a bar reaches it, it turns to the other
    side, at the extreme price. It starts at the low of the first bar, or at its
    high where the low of the second falls by more than its high rises.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section II.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        acceleration: A finite number from 0.0 on.
        maximum: A finite number from 0.0 on.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``1`` (by default 1) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Sar(Stream):
    """
    The streaming form of `swarmcore.indicators.sar`, equal to it bit for bit; see there.
    """
    def __init__(self, acceleration: float = 0.02, maximum: float = 0.2) -> None: ...
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
    def acceleration(self) -> float: ...
    @property
    def maximum(self) -> float: ...

def sarext(
    high: _Floats,
    low: _Floats,
    startvalue: float = 0.0,
    offsetonreverse: float = 0.0,
    accelerationinitlong: float = 0.02,
    accelerationlong: float = 0.02,
    accelerationmaxlong: float = 0.2,
    accelerationinitshort: float = 0.02,
    accelerationshort: float = 0.02,
    accelerationmaxshort: float = 0.2,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Parabolic stop and reverse with accelerations of its own for either side.

    As `sar`, but negative while the stop is above the prices. A positive
    `startvalue` starts long at it, a negative one short at its magnitude;
    `offsetonreverse` moves the stop away by that share when it turns.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section II.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        startvalue: Any finite number.
        offsetonreverse: A finite number from 0.0 on.
        accelerationinitlong: A finite number from 0.0 on.
        accelerationlong: A finite number from 0.0 on.
        accelerationmaxlong: A finite number from 0.0 on.
        accelerationinitshort: A finite number from 0.0 on.
        accelerationshort: A finite number from 0.0 on.
        accelerationmaxshort: A finite number from 0.0 on.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``1`` (by default 1) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Sarext(Stream):
    """
    The streaming form of `swarmcore.indicators.sarext`, equal to it bit for bit; see there.
    """
    def __init__(
        self,
        startvalue: float = 0.0,
        offsetonreverse: float = 0.0,
        accelerationinitlong: float = 0.02,
        accelerationlong: float = 0.02,
        accelerationmaxlong: float = 0.2,
        accelerationinitshort: float = 0.02,
        accelerationshort: float = 0.02,
        accelerationmaxshort: float = 0.2,
    ) -> None: ...
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
    def startvalue(self) -> float: ...
    @property
    def offsetonreverse(self) -> float: ...
    @property
    def accelerationinitlong(self) -> float: ...
    @property
    def accelerationlong(self) -> float: ...
    @property
    def accelerationmaxlong(self) -> float: ...
    @property
    def accelerationinitshort(self) -> float: ...
    @property
    def accelerationshort(self) -> float: ...
    @property
    def accelerationmaxshort(self) -> float: ...

class SupertrendResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `supertrend` and `Supertrend`.
    """

    supertrend: _Value
    trend: _Value

def supertrend(
    high: _Floats,
    low: _Floats,
    close: _Floats,
    timeperiod: int = 10,
    multiplier: float = 3.0,
    *,
    threads: int | None = None,
) -> SupertrendResult[_Floats]:
    """
    SuperTrend: a trailing band of true ranges and the side that it is on.

    ``middle = (high + low) / 2``, bands at ``middle +- multiplier *
    atr(timeperiod)``; the upper one falls, or rises only after a close above it,
    the lower one rises, or falls only after a close below it. `supertrend` is the
    lower band and `trend` 1 until a close below it, then the upper band and -1
    until a close above it; the first trend is up.

    Source: Seban, Tout le monde merite d'etre riche (2008).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        multiplier: A finite number from 0.0 on.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `supertrend` and `trend`, each of the shape of the input; the first ``timeperiod`` (by default 10) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Supertrend(Stream):
    """
    The streaming form of `swarmcore.indicators.supertrend`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 10, multiplier: float = 3.0) -> None: ...
    def update(self, high: float, low: float, close: float) -> SupertrendResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, close: float) -> SupertrendResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> SupertrendResult[float]: ...
    @property
    def timeperiod(self) -> int: ...
    @property
    def multiplier(self) -> float: ...

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

def cmo(close: _Floats, timeperiod: int = 14, *, threads: int | None = None) -> _Floats:
    """
    Chande's momentum oscillator.

    ``100 * (gain - loss) / (gain + loss)`` of Wilder's averages of the rises and of
    the falls, as in `rsi`; 0 where nothing moved.

    Source: Chande and Kroll, The New Technical Trader (1994).

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

class Cmo(Stream):
    """
    The streaming form of `swarmcore.indicators.cmo`, equal to it bit for bit; see there.
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

def cmou(close: _Floats, timeperiod: int = 14, *, threads: int | None = None) -> _Floats:
    """
    Chande's momentum oscillator, unsmoothed.

    ``100 * (up - down) / (up + down)`` of the sums of the rises and of the falls of
    `timeperiod` changes; 0 where nothing moved.

    Source: Chande and Kroll, The New Technical Trader (1994).

    Args:
        close: Shape (n,) or (symbols, n).
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

class Cmou(Stream):
    """
    The streaming form of `swarmcore.indicators.cmou`, equal to it bit for bit; see there.
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

def mom(close: _Floats, timeperiod: int = 10, *, threads: int | None = None) -> _Floats:
    """
    Momentum: the change over `timeperiod` samples.

    ``close[i] - close[i - timeperiod]``.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 10) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Mom(Stream):
    """
    The streaming form of `swarmcore.indicators.mom`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 10) -> None: ...
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

def roc(close: _Floats, timeperiod: int = 10, *, threads: int | None = None) -> _Floats:
    """
    Rate of change, in percent.

    ``100 * (close[i] / close[i - timeperiod] - 1)``, 0 where the earlier sample is
    0.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 10) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Roc(Stream):
    """
    The streaming form of `swarmcore.indicators.roc`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 10) -> None: ...
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

def rocp(close: _Floats, timeperiod: int = 10, *, threads: int | None = None) -> _Floats:
    """
    Rate of change, as a share.

    ``(close[i] - close[i - timeperiod]) / close[i - timeperiod]``, 0 where the
    earlier sample is 0.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 10) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Rocp(Stream):
    """
    The streaming form of `swarmcore.indicators.rocp`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 10) -> None: ...
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

def rocr(close: _Floats, timeperiod: int = 10, *, threads: int | None = None) -> _Floats:
    """
    Rate of change, as a ratio.

    ``close[i] / close[i - timeperiod]``, 0 where the earlier sample is 0.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 10) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Rocr(Stream):
    """
    The streaming form of `swarmcore.indicators.rocr`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 10) -> None: ...
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

def rocr100(close: _Floats, timeperiod: int = 10, *, threads: int | None = None) -> _Floats:
    """
    Rate of change, as a ratio times 100.

    ``100 * close[i] / close[i - timeperiod]``, 0 where the earlier sample is 0.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 10) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Rocr100(Stream):
    """
    The streaming form of `swarmcore.indicators.rocr100`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 10) -> None: ...
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

def er(close: _Floats, timeperiod: int = 10, *, threads: int | None = None) -> _Floats:
    """
    Kaufman's efficiency ratio: how straight prices moved.

    ``|close[i] - close[i - timeperiod]|`` over the sum of the ``|changes|``
    between; 1 where nothing moved.

    Source: Kaufman, Smarter Trading (1995).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 10) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Er(Stream):
    """
    The streaming form of `swarmcore.indicators.er`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 10) -> None: ...
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

def vhf(close: _Floats, timeperiod: int = 28, *, threads: int | None = None) -> _Floats:
    """
    Vertical horizontal filter: the range of prices over the way that they went.

    The highest less the lowest of `timeperiod` samples over the sum of their
    ``|changes|``; 0 where nothing moved.

    Source: White, Futures 20 (1991).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 28) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Vhf(Stream):
    """
    The streaming form of `swarmcore.indicators.vhf`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 28) -> None: ...
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

def dpo(close: _Floats, timeperiod: int = 20, *, threads: int | None = None) -> _Floats:
    """
    Detrended price oscillator.

    ``close[i - (timeperiod // 2 + 1)] - sma(close, timeperiod)[i]``.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``max(timeperiod - 1, timeperiod // 2 + 1)`` (by default 19) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Dpo(Stream):
    """
    The streaming form of `swarmcore.indicators.dpo`, equal to it bit for bit; see there.
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

def coppock(
    close: _Floats,
    wmaperiod: int = 10,
    roc1period: int = 11,
    roc2period: int = 14,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Coppock curve.

    ``wma(roc(close, roc1period) + roc(close, roc2period), wmaperiod)``.

    Source: Coppock, Barron's (1962).

    Args:
        close: Shape (n,) or (symbols, n).
        wmaperiod: 1 to 100,000.
        roc1period: 1 to 100,000.
        roc2period: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``max(roc1period, roc2period) + wmaperiod - 1`` (by default 23) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Coppock(Stream):
    """
    The streaming form of `swarmcore.indicators.coppock`, equal to it bit for bit; see there.
    """
    def __init__(self, wmaperiod: int = 10, roc1period: int = 11, roc2period: int = 14) -> None: ...
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
    def wmaperiod(self) -> int: ...
    @property
    def roc1period(self) -> int: ...
    @property
    def roc2period(self) -> int: ...

def trix(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Rate of change of a triple exponential average.

    ``roc(ema(ema(ema(close))), 1)``, each average over `timeperiod`; 0 where the
    earlier one is 0.

    Source: Hutson, Technical Analysis of Stocks & Commodities 1 (1983).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``3 * (timeperiod - 1) + 1`` (by default 88) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Trix(Stream):
    """
    The streaming form of `swarmcore.indicators.trix`, equal to it bit for bit; see there.
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

def tsi(
    close: _Floats, firstperiod: int = 25, secondperiod: int = 13, *, threads: int | None = None
) -> _Floats:
    """
    True strength index.

    ``100 * s(change) / s(|change|)`` with s the exponential average over
    `secondperiod` of that over `firstperiod`; 0 where nothing moved.

    Source: Blau, Momentum, Direction and Divergence (1995).

    Args:
        close: Shape (n,) or (symbols, n).
        firstperiod: 2 to 100,000.
        secondperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``firstperiod + secondperiod - 1`` (by default 37) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Tsi(Stream):
    """
    The streaming form of `swarmcore.indicators.tsi`, equal to it bit for bit; see there.
    """
    def __init__(self, firstperiod: int = 25, secondperiod: int = 13) -> None: ...
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
    def firstperiod(self) -> int: ...
    @property
    def secondperiod(self) -> int: ...

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

class MacdextResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `macdext` and `Macdext`.
    """

    macd: _Value
    macdsignal: _Value
    macdhist: _Value

def macdext(
    close: _Floats,
    fastperiod: int = 12,
    fastmatype: int = 0,
    slowperiod: int = 26,
    slowmatype: int = 0,
    signalperiod: int = 9,
    signalmatype: int = 0,
    *,
    threads: int | None = None,
) -> MacdextResult[_Floats]:
    """
    Moving average convergence and divergence with averages of any kind.

    As `macd`, with the averages that the matypes name. Both begin so late that they
    have their first result in the same row. Where `slowperiod` is less than
    `fastperiod`, they change places.

    Source: Appel, The Moving Average Convergence-Divergence Trading Method (1979).

    Args:
        close: Shape (n,) or (symbols, n).
        fastperiod: 2 to 100,000.
        fastmatype: TA-Lib's number of a moving average, 0 (simple) to 13.
        slowperiod: 2 to 100,000.
        slowmatype: TA-Lib's number of a moving average, 0 (simple) to 13.
        signalperiod: 1 to 100,000.
        signalmatype: TA-Lib's number of a moving average, 0 (simple) to 13.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `macd`, `macdsignal` and `macdhist`, each of the shape of the input; the first (by default 33) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Macdext(Stream):
    """
    The streaming form of `swarmcore.indicators.macdext`, equal to it bit for bit; see there.
    """
    def __init__(
        self,
        fastperiod: int = 12,
        fastmatype: int = 0,
        slowperiod: int = 26,
        slowmatype: int = 0,
        signalperiod: int = 9,
        signalmatype: int = 0,
    ) -> None: ...
    def update(self, close: float) -> MacdextResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> MacdextResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> MacdextResult[float]: ...
    @property
    def fastperiod(self) -> int: ...
    @property
    def fastmatype(self) -> int: ...
    @property
    def slowperiod(self) -> int: ...
    @property
    def slowmatype(self) -> int: ...
    @property
    def signalperiod(self) -> int: ...
    @property
    def signalmatype(self) -> int: ...

class MacdfixResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `macdfix` and `Macdfix`.
    """

    macd: _Value
    macdsignal: _Value
    macdhist: _Value

def macdfix(
    close: _Floats, signalperiod: int = 9, *, threads: int | None = None
) -> MacdfixResult[_Floats]:
    """
    Moving average convergence and divergence of 12 and 26 samples.

    As `macd` of 12 and 26 samples, with the weights 0.15 and 0.075 in place of 2 /
    13 and 2 / 27.

    Source: Appel, The Moving Average Convergence-Divergence Trading Method (1979).

    Args:
        close: Shape (n,) or (symbols, n).
        signalperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `macd`, `macdsignal` and `macdhist`, each of the shape of the input; the first ``24 + signalperiod`` (by default 33) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Macdfix(Stream):
    """
    The streaming form of `swarmcore.indicators.macdfix`, equal to it bit for bit; see there.
    """
    def __init__(self, signalperiod: int = 9) -> None: ...
    def update(self, close: float) -> MacdfixResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> MacdfixResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> MacdfixResult[float]: ...
    @property
    def signalperiod(self) -> int: ...

def apo(
    close: _Floats,
    fastperiod: int = 12,
    slowperiod: int = 26,
    matype: int = 1,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Absolute price oscillator.

    ``fast - slow`` of the averages of `close` over the shorter and the longer of
    the periods; by default exponential ones.

    Args:
        close: Shape (n,) or (symbols, n).
        fastperiod: 2 to 100,000.
        slowperiod: 2 to 100,000.
        matype: TA-Lib's number of a moving average, 0 (simple) to 13.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first (by default 25) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Apo(Stream):
    """
    The streaming form of `swarmcore.indicators.apo`, equal to it bit for bit; see there.
    """
    def __init__(self, fastperiod: int = 12, slowperiod: int = 26, matype: int = 1) -> None: ...
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
    def fastperiod(self) -> int: ...
    @property
    def slowperiod(self) -> int: ...
    @property
    def matype(self) -> int: ...

def ppo(
    close: _Floats,
    fastperiod: int = 12,
    slowperiod: int = 26,
    matype: int = 1,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Percentage price oscillator.

    ``100 * (fast - slow) / slow`` of the averages of `close` over the shorter and
    the longer of the periods, 0 where the slow one is 0; by default exponential
    ones.

    Args:
        close: Shape (n,) or (symbols, n).
        fastperiod: 2 to 100,000.
        slowperiod: 2 to 100,000.
        matype: TA-Lib's number of a moving average, 0 (simple) to 13.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first (by default 25) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Ppo(Stream):
    """
    The streaming form of `swarmcore.indicators.ppo`, equal to it bit for bit; see there.
    """
    def __init__(self, fastperiod: int = 12, slowperiod: int = 26, matype: int = 1) -> None: ...
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
    def fastperiod(self) -> int: ...
    @property
    def slowperiod(self) -> int: ...
    @property
    def matype(self) -> int: ...

def ao(
    high: _Floats,
    low: _Floats,
    fastperiod: int = 5,
    slowperiod: int = 34,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Awesome oscillator.

    ``sma(middle, fastperiod) - sma(middle, slowperiod)`` with ``middle = (high +
    low) / 2``.

    Source: Williams, New Trading Dimensions (1998).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        fastperiod: 2 to 100,000.
        slowperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``max(fastperiod, slowperiod) - 1`` (by default 33) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Ao(Stream):
    """
    The streaming form of `swarmcore.indicators.ao`, equal to it bit for bit; see there.
    """
    def __init__(self, fastperiod: int = 5, slowperiod: int = 34) -> None: ...
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
    def fastperiod(self) -> int: ...
    @property
    def slowperiod(self) -> int: ...

def ac(
    high: _Floats,
    low: _Floats,
    fastperiod: int = 5,
    slowperiod: int = 34,
    signalperiod: int = 5,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Accelerator and decelerator oscillator.

    ``ao - sma(ao, signalperiod)`` with ``ao = ao(high, low, fastperiod,
    slowperiod)``.

    Source: Williams, New Trading Dimensions (1998).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        fastperiod: 2 to 100,000.
        slowperiod: 2 to 100,000.
        signalperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``max(fastperiod, slowperiod) + signalperiod - 2`` (by default 37) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Ac(Stream):
    """
    The streaming form of `swarmcore.indicators.ac`, equal to it bit for bit; see there.
    """
    def __init__(
        self, fastperiod: int = 5, slowperiod: int = 34, signalperiod: int = 5
    ) -> None: ...
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
    def fastperiod(self) -> int: ...
    @property
    def slowperiod(self) -> int: ...
    @property
    def signalperiod(self) -> int: ...

def bop(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Balance of power.

    ``(close - open) / (high - low)``, 0 where ``high - low`` is not positive.

    Source: Livshin, Technical Analysis of Stocks & Commodities 19 (2001).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Bop(Stream):
    """
    The streaming form of `swarmcore.indicators.bop`, equal to it bit for bit; see there.
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

def qstick(
    open: _Floats, close: _Floats, timeperiod: int = 10, *, threads: int | None = None
) -> _Floats:
    """
    Qstick.

    ``sma(close - open, timeperiod)``.

    Source: Chande and Kroll, The New Technical Trader (1994).

    Args:
        open: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 9) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Qstick(Stream):
    """
    The streaming form of `swarmcore.indicators.qstick`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 10) -> None: ...
    def update(self, open: float, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, open: float, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

def imi(
    open: _Floats, close: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Intraday momentum index.

    ``100 * up / (up + down)`` of the sums over `timeperiod` bars of how far they
    went up and down from open to close; 50 where they did not.

    Source: Chande and Kroll, The New Technical Trader (1994).

    Args:
        open: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 13) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Imi(Stream):
    """
    The streaming form of `swarmcore.indicators.imi`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
    def update(self, open: float, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, open: float, close: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

def cci(
    high: _Floats, low: _Floats, close: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Commodity channel index.

    ``(typical - mean) / (0.015 * mean of |typical - mean|)`` over `timeperiod` bars
    with ``typical = (high + low + close) / 3``; 0 where either is 0.

    Source: Lambert, Commodities 9 (1980).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 13) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cci(Stream):
    """
    The streaming form of `swarmcore.indicators.cci`, equal to it bit for bit; see there.
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

def ultosc(
    high: _Floats,
    low: _Floats,
    close: _Floats,
    timeperiod1: int = 7,
    timeperiod2: int = 14,
    timeperiod3: int = 28,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Ultimate oscillator.

    ``100 * (4 * a + 2 * b + c) / 7``, each the sum of ``close - true low`` over the
    sum of the true ranges, over the shortest, the middle and the longest of the
    periods; 0 in place of one without range. The true low is the lower of the low
    and the close before.

    Source: Williams, Technical Analysis of Stocks & Commodities 3 (1985).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod1: 1 to 100,000.
        timeperiod2: 1 to 100,000.
        timeperiod3: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``max(timeperiod1, timeperiod2, timeperiod3)`` (by default 28) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Ultosc(Stream):
    """
    The streaming form of `swarmcore.indicators.ultosc`, equal to it bit for bit; see there.
    """
    def __init__(
        self, timeperiod1: int = 7, timeperiod2: int = 14, timeperiod3: int = 28
    ) -> None: ...
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
    def timeperiod1(self) -> int: ...
    @property
    def timeperiod2(self) -> int: ...
    @property
    def timeperiod3(self) -> int: ...

class EriResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `eri` and `Eri`.
    """

    bullpower: _Value
    bearpower: _Value

def eri(
    high: _Floats, low: _Floats, close: _Floats, timeperiod: int = 13, *, threads: int | None = None
) -> EriResult[_Floats]:
    """
    Elder ray index: bull power and bear power.

    ``high - ema(close, timeperiod)`` and ``low - ema(close, timeperiod)``.

    Source: Elder, Trading for a Living (1993).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `bullpower` and `bearpower`, each of the shape of the input; the first ``timeperiod - 1`` (by default 12) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Eri(Stream):
    """
    The streaming form of `swarmcore.indicators.eri`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 13) -> None: ...
    def update(self, high: float, low: float, close: float) -> EriResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, close: float) -> EriResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> EriResult[float]: ...
    @property
    def timeperiod(self) -> int: ...

def wad(high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Williams' accumulation and distribution.

    The sum of ``close - min(low, close before)`` where the close rises and of
    ``close - max(high, close before)`` where it falls; 0 at first. The sum is
    compensated.

    Source: Achelis, Technical Analysis from A to Z (1995).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Wad(Stream):
    """
    The streaming form of `swarmcore.indicators.wad`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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
        slowk_matype: TA-Lib's number of a moving average, 0 (simple) to 13.
        slowd_period: 1 to 100,000.
        slowd_matype: TA-Lib's number of a moving average, 0 (simple) to 13.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `slowk` and `slowd`, each of the shape of the input; the first (by default 8) are NaN.
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

class StochfResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `stochf` and `Stochf`.
    """

    fastk: _Value
    fastd: _Value

def stochf(
    high: _Floats,
    low: _Floats,
    close: _Floats,
    fastk_period: int = 5,
    fastd_period: int = 3,
    fastd_matype: int = 0,
    *,
    threads: int | None = None,
) -> StochfResult[_Floats]:
    """
    Fast stochastic oscillator.

    ``fastk = 100 * (close - lowest low) / (highest high - lowest low)`` over
    `fastk_period` bars, 0 where both are equal, as far as rounding can tell;
    `fastd` is its average over `fastd_period`.

    Source: Lane, Technical Analysis of Stocks & Commodities 2 (1984).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        fastk_period: 1 to 100,000.
        fastd_period: 1 to 100,000.
        fastd_matype: TA-Lib's number of a moving average, 0 (simple) to 13.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `fastk` and `fastd`, each of the shape of the input; the first (by default 6) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Stochf(Stream):
    """
    The streaming form of `swarmcore.indicators.stochf`, equal to it bit for bit; see there.
    """
    def __init__(
        self, fastk_period: int = 5, fastd_period: int = 3, fastd_matype: int = 0
    ) -> None: ...
    def update(self, high: float, low: float, close: float) -> StochfResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, close: float) -> StochfResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> StochfResult[float]: ...
    @property
    def fastk_period(self) -> int: ...
    @property
    def fastd_period(self) -> int: ...
    @property
    def fastd_matype(self) -> int: ...

class StochrsiResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `stochrsi` and `Stochrsi`.
    """

    fastk: _Value
    fastd: _Value

def stochrsi(
    close: _Floats,
    timeperiod: int = 14,
    fastk_period: int = 5,
    fastd_period: int = 3,
    fastd_matype: int = 0,
    *,
    threads: int | None = None,
) -> StochrsiResult[_Floats]:
    """
    Stochastic relative strength index.

    ``stochf`` of ``rsi(close, timeperiod)`` as high, low and close.

    Source: Chande and Kroll, Technical Analysis of Stocks & Commodities 11 (1993).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        fastk_period: 1 to 100,000.
        fastd_period: 1 to 100,000.
        fastd_matype: TA-Lib's number of a moving average, 0 (simple) to 13.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `fastk` and `fastd`, each of the shape of the input; the first (by default 20) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Stochrsi(Stream):
    """
    The streaming form of `swarmcore.indicators.stochrsi`, equal to it bit for bit; see there.
    """
    def __init__(
        self,
        timeperiod: int = 14,
        fastk_period: int = 5,
        fastd_period: int = 3,
        fastd_matype: int = 0,
    ) -> None: ...
    def update(self, close: float) -> StochrsiResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> StochrsiResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> StochrsiResult[float]: ...
    @property
    def timeperiod(self) -> int: ...
    @property
    def fastk_period(self) -> int: ...
    @property
    def fastd_period(self) -> int: ...
    @property
    def fastd_matype(self) -> int: ...

class KdjResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `kdj` and `Kdj`.
    """

    k: _Value
    d: _Value
    j: _Value

def kdj(
    high: _Floats,
    low: _Floats,
    close: _Floats,
    fastk_period: int = 9,
    slowk_period: int = 3,
    slowk_matype: int = 13,
    slowd_period: int = 3,
    slowd_matype: int = 13,
    *,
    threads: int | None = None,
) -> KdjResult[_Floats]:
    """
    KDJ stochastic oscillator.

    `k` and `d` as `slowk` and `slowd` of `stoch`, by default by Wilder's averages;
    ``j = 3 * k - 2 * d``.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        fastk_period: 1 to 100,000.
        slowk_period: 1 to 100,000.
        slowk_matype: TA-Lib's number of a moving average, 0 (simple) to 13.
        slowd_period: 1 to 100,000.
        slowd_matype: TA-Lib's number of a moving average, 0 (simple) to 13.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `k`, `d` and `j`, each of the shape of the input; the first (by default 12) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Kdj(Stream):
    """
    The streaming form of `swarmcore.indicators.kdj`, equal to it bit for bit; see there.
    """
    def __init__(
        self,
        fastk_period: int = 9,
        slowk_period: int = 3,
        slowk_matype: int = 13,
        slowd_period: int = 3,
        slowd_matype: int = 13,
    ) -> None: ...
    def update(self, high: float, low: float, close: float) -> KdjResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, close: float) -> KdjResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> KdjResult[float]: ...
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

class SmiResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `smi` and `Smi`.
    """

    smi: _Value
    smisignal: _Value

def smi(
    high: _Floats,
    low: _Floats,
    close: _Floats,
    timeperiod: int = 13,
    fastperiod: int = 2,
    slowperiod: int = 25,
    signalperiod: int = 9,
    *,
    threads: int | None = None,
) -> SmiResult[_Floats]:
    """
    Stochastic momentum index.

    ``100 * s(close - middle) / (s(range) / 2)`` with the range and its middle of
    the highest high and the lowest low of `timeperiod` bars, and s the exponential
    average over `fastperiod` of that over `slowperiod`; 0 where the range is. The
    signal is its exponential average over `signalperiod`.

    Source: Blau, Technical Analysis of Stocks & Commodities 11 (1993).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        fastperiod: 2 to 100,000.
        slowperiod: 2 to 100,000.
        signalperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `smi` and `smisignal`, each of the shape of the input; the first ``timeperiod + fastperiod + slowperiod + signalperiod - 4`` (by default 45) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Smi(Stream):
    """
    The streaming form of `swarmcore.indicators.smi`, equal to it bit for bit; see there.
    """
    def __init__(
        self, timeperiod: int = 13, fastperiod: int = 2, slowperiod: int = 25, signalperiod: int = 9
    ) -> None: ...
    def update(self, high: float, low: float, close: float) -> SmiResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, close: float) -> SmiResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> SmiResult[float]: ...
    @property
    def timeperiod(self) -> int: ...
    @property
    def fastperiod(self) -> int: ...
    @property
    def slowperiod(self) -> int: ...
    @property
    def signalperiod(self) -> int: ...

def willr(
    high: _Floats, low: _Floats, close: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Williams' %R: how far the close is below the highest high, in percent of the range.

    ``-100 * (highest high - close) / (highest high - lowest low)`` over
    `timeperiod` bars; 0 where both are equal.

    Source: Williams, How I Made One Million Dollars Last Year Trading Commodities (1973).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 13) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Willr(Stream):
    """
    The streaming form of `swarmcore.indicators.willr`, equal to it bit for bit; see there.
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

class AroonResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `aroon` and `Aroon`.
    """

    aroondown: _Value
    aroonup: _Value

def aroon(
    high: _Floats, low: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> AroonResult[_Floats]:
    """
    Aroon.

    ``100 * (timeperiod - rows since the lowest low) / timeperiod`` (down) and the
    same of the highest high (up), of the last ``timeperiod + 1`` bars; of equal
    ones the newest counts.

    Source: Chande, Technical Analysis of Stocks & Commodities 13 (1995).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `aroondown` and `aroonup`, each of the shape of the input; the first ``timeperiod`` (by default 14) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Aroon(Stream):
    """
    The streaming form of `swarmcore.indicators.aroon`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
    def update(self, high: float, low: float) -> AroonResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float) -> AroonResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> AroonResult[float]: ...
    @property
    def timeperiod(self) -> int: ...

def aroonosc(
    high: _Floats, low: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Aroon oscillator.

    ``aroonup - aroondown``.

    Source: Chande, Technical Analysis of Stocks & Commodities 13 (1995).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
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

class Aroonosc(Stream):
    """
    The streaming form of `swarmcore.indicators.aroonosc`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
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

class FractalResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `fractal` and `Fractal`.
    """

    swinghigh: _Value
    swinglow: _Value

def fractal(
    high: _Floats,
    low: _Floats,
    leftbars: int = 2,
    rightbars: int = 2,
    *,
    threads: int | None = None,
) -> FractalResult[_Floats]:
    """
    Fractal: swing highs and swing lows.

    100 where the high of `rightbars` bars before is above those of the `leftbars`
    bars before it and of all bars since, else 0; and the same of lows below. The
    mark stands at the bar that makes it certain, not at the swing.

    Source: Williams, Trading Chaos (1995).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        leftbars: 1 to 100,000.
        rightbars: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `swinghigh` and `swinglow`, each of the shape of the input; the first ``leftbars + rightbars`` (by default 4) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Fractal(Stream):
    """
    The streaming form of `swarmcore.indicators.fractal`, equal to it bit for bit; see there.
    """
    def __init__(self, leftbars: int = 2, rightbars: int = 2) -> None: ...
    def update(self, high: float, low: float) -> FractalResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float) -> FractalResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> FractalResult[float]: ...
    @property
    def leftbars(self) -> int: ...
    @property
    def rightbars(self) -> int: ...

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

def adxr(
    high: _Floats, low: _Floats, close: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Average directional index rating.

    ``(adx[i] + adx[i - (timeperiod - 1)]) / 2``.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section IV.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``3 * timeperiod - 2`` (by default 40) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Adxr(Stream):
    """
    The streaming form of `swarmcore.indicators.adxr`, equal to it bit for bit; see there.
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

def dx(
    high: _Floats, low: _Floats, close: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Directional movement index.

    ``100 * |plus - minus| / (plus + minus)`` of Wilder's averages of the movements
    up and down. A bar for which both are 0 repeats the last result, at first 0.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section IV.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
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

class Dx(Stream):
    """
    The streaming form of `swarmcore.indicators.dx`, equal to it bit for bit; see there.
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

def plus_di(
    high: _Floats, low: _Floats, close: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Directional indicator: the movement up in percent of the true range.

    ``100 * movement / range`` of Wilder's averages, 0 where the range is; for a
    `timeperiod` of 1 a share, not percent.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section IV.

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

class PlusDi(Stream):
    """
    The streaming form of `swarmcore.indicators.plus_di`, equal to it bit for bit; see there.
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

def minus_di(
    high: _Floats, low: _Floats, close: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Directional indicator: the movement down in percent of the true range.

    ``100 * movement / range`` of Wilder's averages, 0 where the range is; for a
    `timeperiod` of 1 a share, not percent.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section IV.

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

class MinusDi(Stream):
    """
    The streaming form of `swarmcore.indicators.minus_di`, equal to it bit for bit; see there.
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

def plus_dm(
    high: _Floats, low: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Directional movement up.

    Wilder's sum ``y[i] = y[i - 1] - y[i - 1] / timeperiod + movement``, seeded by
    the sum of the first ``timeperiod - 1``; the movement itself for a `timeperiod`
    of 1. A bar moves up by how far it goes beyond the bar before on that side,
    where that is more than on the other.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section IV.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``max(timeperiod - 1, 1)`` (by default 13) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class PlusDm(Stream):
    """
    The streaming form of `swarmcore.indicators.plus_dm`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
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

def minus_dm(
    high: _Floats, low: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Directional movement down.

    Wilder's sum ``y[i] = y[i - 1] - y[i - 1] / timeperiod + movement``, seeded by
    the sum of the first ``timeperiod - 1``; the movement itself for a `timeperiod`
    of 1. A bar moves down by how far it goes beyond the bar before on that side,
    where that is more than on the other.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section IV.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``max(timeperiod - 1, 1)`` (by default 13) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class MinusDm(Stream):
    """
    The streaming form of `swarmcore.indicators.minus_dm`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
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

class VortexResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `vortex` and `Vortex`.
    """

    plusvi: _Value
    minusvi: _Value

def vortex(
    high: _Floats, low: _Floats, close: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> VortexResult[_Floats]:
    """
    Vortex indicator.

    ``sum(|high[i] - low[i - 1]|) / sum(true range)`` and ``sum(|low[i] - high[i -
    1]|) / sum(true range)`` over `timeperiod` bars; 0 where the range is.

    Source: Botes and Siepman, Technical Analysis of Stocks & Commodities 28 (2010).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `plusvi` and `minusvi`, each of the shape of the input; the first ``timeperiod`` (by default 14) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Vortex(Stream):
    """
    The streaming form of `swarmcore.indicators.vortex`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
    def update(self, high: float, low: float, close: float) -> VortexResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, close: float) -> VortexResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> VortexResult[float]: ...
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

def pvo(
    volume: _Floats,
    fastperiod: int = 12,
    slowperiod: int = 26,
    matype: int = 1,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Percentage volume oscillator.

    ``100 * (fast - slow) / slow`` of the averages of `volume` over the shorter and
    the longer of the periods, 0 where the slow one is 0; by default exponential
    ones.

    Args:
        volume: Shape (n,) or (symbols, n).
        fastperiod: 2 to 100,000.
        slowperiod: 2 to 100,000.
        matype: TA-Lib's number of a moving average, 0 (simple) to 13.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first (by default 25) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Pvo(Stream):
    """
    The streaming form of `swarmcore.indicators.pvo`, equal to it bit for bit; see there.
    """
    def __init__(self, fastperiod: int = 12, slowperiod: int = 26, matype: int = 1) -> None: ...
    def update(self, volume: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, volume: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def fastperiod(self) -> int: ...
    @property
    def slowperiod(self) -> int: ...
    @property
    def matype(self) -> int: ...

def ad(
    high: _Floats, low: _Floats, close: _Floats, volume: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Accumulation and distribution line.

    The sum of ``((close - low) - (high - close)) / (high - low) * volume``, 0 for a
    bar without range. The sum is compensated.

    Source: Chaikin; Achelis, Technical Analysis from A to Z (1995).

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

class Ad(Stream):
    """
    The streaming form of `swarmcore.indicators.ad`, equal to it bit for bit; see there.
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

def adosc(
    high: _Floats,
    low: _Floats,
    close: _Floats,
    volume: _Floats,
    fastperiod: int = 3,
    slowperiod: int = 10,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Chaikin's oscillator.

    ``ema(ad, fastperiod) - ema(ad, slowperiod)`` of the accumulation and
    distribution line, both averages begun with its first value.

    Source: Chaikin; Achelis, Technical Analysis from A to Z (1995).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        volume: Shape (n,) or (symbols, n).
        fastperiod: 2 to 100,000.
        slowperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``max(fastperiod, slowperiod) - 1`` (by default 9) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Adosc(Stream):
    """
    The streaming form of `swarmcore.indicators.adosc`, equal to it bit for bit; see there.
    """
    def __init__(self, fastperiod: int = 3, slowperiod: int = 10) -> None: ...
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
    def fastperiod(self) -> int: ...
    @property
    def slowperiod(self) -> int: ...

def cmf(
    high: _Floats,
    low: _Floats,
    close: _Floats,
    volume: _Floats,
    timeperiod: int = 20,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Chaikin's money flow.

    ``sum(flow) / sum(volume)`` over `timeperiod` bars with ``flow = ((close - low)
    - (high - close)) / (high - low) * volume``, 0 for a bar without range; 0 where
    there was no volume.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        volume: Shape (n,) or (symbols, n).
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

class Cmf(Stream):
    """
    The streaming form of `swarmcore.indicators.cmf`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 20) -> None: ...
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

def efi(
    close: _Floats, volume: _Floats, timeperiod: int = 13, *, threads: int | None = None
) -> _Floats:
    """
    Elder's force index.

    ``ema((close - close before) * volume, timeperiod)``.

    Source: Elder, Trading for a Living (1993).

    Args:
        close: Shape (n,) or (symbols, n).
        volume: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 13) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Efi(Stream):
    """
    The streaming form of `swarmcore.indicators.efi`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 13) -> None: ...
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

def marketfi(
    high: _Floats, low: _Floats, volume: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Market facilitation index.

    ``(high - low) / volume``, 0 where there was no volume.

    Source: Williams, New Trading Dimensions (1998).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        volume: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Marketfi(Stream):
    """
    The streaming form of `swarmcore.indicators.marketfi`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, high: float, low: float, volume: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, high: float, low: float, volume: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...

def nvi(close: _Floats, volume: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Negative volume index.

    1,000 at first; times ``close / close before`` at every bar with less volume
    than the bar before.

    Source: Fosback, Stock Market Logic (1976).

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

class Nvi(Stream):
    """
    The streaming form of `swarmcore.indicators.nvi`, equal to it bit for bit; see there.
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

def pvi(close: _Floats, volume: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Positive volume index.

    1,000 at first; times ``close / close before`` at every bar with more volume
    than the bar before.

    Source: Fosback, Stock Market Logic (1976).

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

class Pvi(Stream):
    """
    The streaming form of `swarmcore.indicators.pvi`, equal to it bit for bit; see there.
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

def pvt(close: _Floats, volume: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Price volume trend.

    The sum of ``volume * (close - close before) / close before``; 0 at first. The
    sum is compensated.

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

class Pvt(Stream):
    """
    The streaming form of `swarmcore.indicators.pvt`, equal to it bit for bit; see there.
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

def rvol(volume: _Floats, timeperiod: int = 20, *, threads: int | None = None) -> _Floats:
    """
    Relative volume.

    ``volume`` over the mean of the `timeperiod` volumes before; NaN or infinite
    where that is 0.

    Args:
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

class Rvol(Stream):
    """
    The streaming form of `swarmcore.indicators.rvol`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 20) -> None: ...
    def update(self, volume: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, volume: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

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

def natr(
    high: _Floats, low: _Floats, close: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Normalized average true range.

    ``100 * atr(timeperiod) / close``; 0 where the close is 0. As by TA-Lib, the
    true range itself for a `timeperiod` of 1.

    Source: Forman, Technical Analysis of Stocks & Commodities 24 (2006).

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

class Natr(Stream):
    """
    The streaming form of `swarmcore.indicators.natr`, equal to it bit for bit; see there.
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

def trange(high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    True range.

    ``max(high - low, |high - close before|, |low - close before|)``.

    Source: Wilder, New Concepts in Technical Trading Systems (1978), section III.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``1`` 1 are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Trange(Stream):
    """
    The streaming form of `swarmcore.indicators.trange`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def adr(
    high: _Floats, low: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Average day range.

    ``sma(high - low, timeperiod)``.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 13) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Adr(Stream):
    """
    The streaming form of `swarmcore.indicators.adr`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
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

def cvi(
    high: _Floats,
    low: _Floats,
    timeperiod: int = 10,
    rocperiod: int = 10,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Chaikin's volatility.

    ``100 * (average[i] / average[i - rocperiod] - 1)`` of ``average = ema(high -
    low, timeperiod)``; 0 where the earlier one is 0.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        rocperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod + rocperiod - 1`` (by default 19) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cvi(Stream):
    """
    The streaming form of `swarmcore.indicators.cvi`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 10, rocperiod: int = 10) -> None: ...
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
    def rocperiod(self) -> int: ...

def massi(
    high: _Floats,
    low: _Floats,
    fastperiod: int = 9,
    slowperiod: int = 25,
    *,
    threads: int | None = None,
) -> _Floats:
    """
    Mass index.

    The sum over `slowperiod` of ``e1 / e2`` with ``e1 = ema(high - low,
    fastperiod)`` and ``e2 = ema(e1, fastperiod)``; 1 in place of a ratio to 0.

    Source: Dorsey, Technical Analysis of Stocks & Commodities 10 (1992).

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        fastperiod: 2 to 100,000.
        slowperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``2 * (fastperiod - 1) + slowperiod - 1`` (by default 40) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Massi(Stream):
    """
    The streaming form of `swarmcore.indicators.massi`, equal to it bit for bit; see there.
    """
    def __init__(self, fastperiod: int = 9, slowperiod: int = 25) -> None: ...
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
    def fastperiod(self) -> int: ...
    @property
    def slowperiod(self) -> int: ...

def rvi(
    close: _Floats, timeperiod: int = 14, stddevperiod: int = 10, *, threads: int | None = None
) -> _Floats:
    """
    Relative volatility index.

    ``100 * up / (up + down)`` of Wilder's averages over `timeperiod` of the
    standard deviation of the last `stddevperiod` samples, counted up where the
    sample rose and down where it fell; 50 where both are 0.

    Source: Dorsey, Technical Analysis of Stocks & Commodities 11 (1993).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        stddevperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod + stddevperiod - 2`` (by default 22) are NaN.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Rvi(Stream):
    """
    The streaming form of `swarmcore.indicators.rvi`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 14, stddevperiod: int = 10) -> None: ...
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
    def stddevperiod(self) -> int: ...

def avgprice(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> _Floats:
    """
    Average price.

    ``(open + high + low + close) / 4``.

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Avgprice(Stream):
    """
    The streaming form of `swarmcore.indicators.avgprice`, equal to it bit for bit; see there.
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

def medprice(high: _Floats, low: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Median price.

    ``(high + low) / 2``.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Medprice(Stream):
    """
    The streaming form of `swarmcore.indicators.medprice`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def typprice(high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Typical price.

    ``(high + low + close) / 3``.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Typprice(Stream):
    """
    The streaming form of `swarmcore.indicators.typprice`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def wclprice(high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Weighted close price.

    ``(high + low + 2 * close) / 4``.

    Args:
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Wclprice(Stream):
    """
    The streaming form of `swarmcore.indicators.wclprice`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
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

def avgdev(close: _Floats, timeperiod: int = 14, *, threads: int | None = None) -> _Floats:
    """
    Average deviation.

    The mean of ``|close - mean|`` over the last `timeperiod` samples.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 13) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Avgdev(Stream):
    """
    The streaming form of `swarmcore.indicators.avgdev`, equal to it bit for bit; see there.
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

class HaResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `ha` and `Ha`.
    """

    haopen: _Value
    hahigh: _Value
    halow: _Value
    haclose: _Value

def ha(
    open: _Floats, high: _Floats, low: _Floats, close: _Floats, *, threads: int | None = None
) -> HaResult[_Floats]:
    """
    Heikin-Ashi candles.

    ``haclose = (open + high + low + close) / 4``; `haopen` is the mean of the last
    `haopen` and `haclose`, at first of open and close; `hahigh` and `halow` are the
    extremes of these and of the bar.

    Source: Valcu, Technical Analysis of Stocks & Commodities 22 (2004).

    Args:
        open: Shape (n,) or (symbols, n).
        high: Shape (n,) or (symbols, n).
        low: Shape (n,) or (symbols, n).
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `haopen`, `hahigh`, `halow` and `haclose`, each of the shape of the input; none is NaN at first.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Ha(Stream):
    """
    The streaming form of `swarmcore.indicators.ha`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, open: float, high: float, low: float, close: float) -> HaResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, open: float, high: float, low: float, close: float) -> HaResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> HaResult[float]: ...

def stddev(
    close: _Floats, timeperiod: int = 5, nbdev: float = 1.0, *, threads: int | None = None
) -> _Floats:
    """
    Standard deviation, with divisor `timeperiod`.

    ``nbdev * sqrt(var)`` of the last `timeperiod` samples.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        nbdev: Any finite number.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 4) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Stddev(Stream):
    """
    The streaming form of `swarmcore.indicators.stddev`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 5, nbdev: float = 1.0) -> None: ...
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
    def nbdev(self) -> float: ...

def var(
    close: _Floats, timeperiod: int = 5, nbdev: float = 1.0, *, threads: int | None = None
) -> _Floats:
    """
    Variance, with divisor `timeperiod`.

    The mean squared distance from the mean of the last `timeperiod` samples;
    `nbdev` keeps TA-Lib's arguments and does nothing. It errs by at most about
    ``timeperiod**2 * 2**-53`` of itself, whatever the offset of the samples.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        nbdev: Any finite number.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 4) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Var(Stream):
    """
    The streaming form of `swarmcore.indicators.var`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 5, nbdev: float = 1.0) -> None: ...
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
    def nbdev(self) -> float: ...

def correl(
    real0: _Floats, real1: _Floats, timeperiod: int = 30, *, threads: int | None = None
) -> _Floats:
    """
    Pearson's correlation coefficient.

    The covariance of the last `timeperiod` pairs over the product of their standard
    deviations; 0 where one of them does not vary.

    Args:
        real0: Shape (n,) or (symbols, n).
        real1: Shape (n,) or (symbols, n).
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

class Correl(Stream):
    """
    The streaming form of `swarmcore.indicators.correl`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 30) -> None: ...
    def update(self, real0: float, real1: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, real0: float, real1: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

def beta(
    real0: _Floats, real1: _Floats, timeperiod: int = 5, *, threads: int | None = None
) -> _Floats:
    """
    Beta: how much `real1` moves with `real0`.

    The covariance of the last `timeperiod` returns of both over the variance of
    those of `real0`; 0 where these do not vary. A return ``x[i] / x[i - 1] - 1``
    from 0 is 0.

    Args:
        real0: Shape (n,) or (symbols, n).
        real1: Shape (n,) or (symbols, n).
        timeperiod: 1 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 5) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Beta(Stream):
    """
    The streaming form of `swarmcore.indicators.beta`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 5) -> None: ...
    def update(self, real0: float, real1: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, real0: float, real1: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...
    @property
    def timeperiod(self) -> int: ...

def percentile(
    close: _Floats, timeperiod: int = 30, percentile: float = 50.0, *, threads: int | None = None
) -> _Floats:
    """
    Percentile, by the nearest rank.

    Of the last `timeperiod` samples in order, the one of rank ``ceil(percentile /
    100 * timeperiod)``, at least the first.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        percentile: 0.0 to 100.0.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 29) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Percentile(Stream):
    """
    The streaming form of `swarmcore.indicators.percentile`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 30, percentile: float = 50.0) -> None: ...
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
    def percentile(self) -> float: ...

def percentrank(close: _Floats, timeperiod: int = 100, *, threads: int | None = None) -> _Floats:
    """
    Percent rank.

    The share, in percent, of the `timeperiod` samples before that are less than the
    newest.

    Source: Connors, An Introduction to ConnorsRSI (2012).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 100) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Percentrank(Stream):
    """
    The streaming form of `swarmcore.indicators.percentrank`, equal to it bit for bit; see there.
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

def linearreg(close: _Floats, timeperiod: int = 14, *, threads: int | None = None) -> _Floats:
    """
    Linear regression: the end of the line that fits a window best.

    The value at the newest sample of the straight line that fits the last
    `timeperiod` samples with the least squares.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 13) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Linearreg(Stream):
    """
    The streaming form of `swarmcore.indicators.linearreg`, equal to it bit for bit; see there.
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

def linearreg_slope(close: _Floats, timeperiod: int = 14, *, threads: int | None = None) -> _Floats:
    """
    Slope of the linear regression.

    The rise per sample of the straight line that fits the last `timeperiod` samples
    with the least squares.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 13) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class LinearregSlope(Stream):
    """
    The streaming form of `swarmcore.indicators.linearreg_slope`, equal to it bit for bit; see there.
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

def linearreg_angle(close: _Floats, timeperiod: int = 14, *, threads: int | None = None) -> _Floats:
    """
    Angle of the linear regression, in degrees.

    ``atan(slope) * 180 / pi`` of the slope of `linearreg_slope`.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 13) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class LinearregAngle(Stream):
    """
    The streaming form of `swarmcore.indicators.linearreg_angle`, equal to it bit for bit; see there.
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

def linearreg_intercept(
    close: _Floats, timeperiod: int = 14, *, threads: int | None = None
) -> _Floats:
    """
    Intercept of the linear regression: the beginning of the line that fits a window best.

    The value at the oldest sample of the straight line that fits the last
    `timeperiod` samples with the least squares.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 13) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class LinearregIntercept(Stream):
    """
    The streaming form of `swarmcore.indicators.linearreg_intercept`, equal to it bit for bit; see there.
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

def tsf(close: _Floats, timeperiod: int = 14, *, threads: int | None = None) -> _Floats:
    """
    Time series forecast: the linear regression one sample on.

    The value one sample after the newest of the straight line that fits the last
    `timeperiod` samples with the least squares.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 13) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Tsf(Stream):
    """
    The streaming form of `swarmcore.indicators.tsf`, equal to it bit for bit; see there.
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

def fosc(close: _Floats, timeperiod: int = 5, *, threads: int | None = None) -> _Floats:
    """
    Forecast oscillator.

    ``100 * (close - forecast) / close`` with the forecast ``tsf(close,
    timeperiod)`` of the row before; 0 where the close is 0.

    Source: Chande and Kroll, The New Technical Trader (1994).

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod`` (by default 5) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Fosc(Stream):
    """
    The streaming form of `swarmcore.indicators.fosc`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 5) -> None: ...
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

def add(real0: _Floats, real1: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Sum of two series.

    ``real0 + real1``.

    Args:
        real0: Shape (n,) or (symbols, n).
        real1: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Add(Stream):
    """
    The streaming form of `swarmcore.indicators.add`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, real0: float, real1: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, real0: float, real1: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...

def sub(real0: _Floats, real1: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Difference of two series.

    ``real0 - real1``.

    Args:
        real0: Shape (n,) or (symbols, n).
        real1: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Sub(Stream):
    """
    The streaming form of `swarmcore.indicators.sub`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, real0: float, real1: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, real0: float, real1: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...

def mult(real0: _Floats, real1: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Product of two series.

    ``real0 * real1``.

    Args:
        real0: Shape (n,) or (symbols, n).
        real1: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Mult(Stream):
    """
    The streaming form of `swarmcore.indicators.mult`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, real0: float, real1: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, real0: float, real1: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...

def div(real0: _Floats, real1: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Quotient of two series.

    ``real0 / real1``.

    Args:
        real0: Shape (n,) or (symbols, n).
        real1: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Div(Stream):
    """
    The streaming form of `swarmcore.indicators.div`, equal to it bit for bit; see there.
    """
    def __init__(self) -> None: ...
    def update(self, real0: float, real1: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, real0: float, real1: float) -> float:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> float: ...

def cumsum(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Cumulative sum.

    The sum of all samples so far, compensated, so that it stays exact to the last
    bits.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        Recursive: what a NaN or an infinity makes of the results lasts until a reset.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cumsum(Stream):
    """
    The streaming form of `swarmcore.indicators.cumsum`, equal to it bit for bit; see there.
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

def sum(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Sum of a window.

    The sum of the last `timeperiod` samples.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 29) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Sum(Stream):
    """
    The streaming form of `swarmcore.indicators.sum`, equal to it bit for bit; see there.
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

def max(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Highest value of a window.

    Of the last `timeperiod` samples.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 29) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Max(Stream):
    """
    The streaming form of `swarmcore.indicators.max`, equal to it bit for bit; see there.
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

def min(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Lowest value of a window.

    Of the last `timeperiod` samples.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; the first ``timeperiod - 1`` (by default 29) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Min(Stream):
    """
    The streaming form of `swarmcore.indicators.min`, equal to it bit for bit; see there.
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

class MinmaxResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `minmax` and `Minmax`.
    """

    min: _Value
    max: _Value

def minmax(
    close: _Floats, timeperiod: int = 30, *, threads: int | None = None
) -> MinmaxResult[_Floats]:
    """
    Lowest and highest value of a window.

    Of the last `timeperiod` samples.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `min` and `max`, each of the shape of the input; the first ``timeperiod - 1`` (by default 29) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Minmax(Stream):
    """
    The streaming form of `swarmcore.indicators.minmax`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 30) -> None: ...
    def update(self, close: float) -> MinmaxResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> MinmaxResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> MinmaxResult[float]: ...
    @property
    def timeperiod(self) -> int: ...

def maxindex(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Row of the highest value of a window.

    Counted from the first row of the series. Of equal ones the newest, but where
    the last one has left the window, the oldest of those that are left, as by
    TA-Lib.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``timeperiod - 1`` (by default 29) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Maxindex(Stream):
    """
    The streaming form of `swarmcore.indicators.maxindex`, equal to it bit for bit; see there.
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

def minindex(close: _Floats, timeperiod: int = 30, *, threads: int | None = None) -> _Floats:
    """
    Row of the lowest value of a window.

    Counted from the first row of the series. Of equal ones the newest, but where
    the last one has left the window, the oldest of those that are left, as by
    TA-Lib.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `integer`, of the shape of the input; the first ``timeperiod - 1`` (by default 29) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Minindex(Stream):
    """
    The streaming form of `swarmcore.indicators.minindex`, equal to it bit for bit; see there.
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

class MinmaxindexResult(typing.NamedTuple, typing.Generic[_Value]):
    """
    The results of `minmaxindex` and `Minmaxindex`.
    """

    minidx: _Value
    maxidx: _Value

def minmaxindex(
    close: _Floats, timeperiod: int = 30, *, threads: int | None = None
) -> MinmaxindexResult[_Floats]:
    """
    Rows of the lowest and of the highest value of a window.

    As `minindex` and `maxindex`.

    Args:
        close: Shape (n,) or (symbols, n).
        timeperiod: 2 to 100,000.
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `minidx` and `maxidx`, each of the shape of the input; the first ``timeperiod - 1`` (by default 29) are NaN.
        Over a window: a NaN or an infinity shows only in the results whose window holds it.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Minmaxindex(Stream):
    """
    The streaming form of `swarmcore.indicators.minmaxindex`, equal to it bit for bit; see there.
    """
    def __init__(self, timeperiod: int = 30) -> None: ...
    def update(self, close: float) -> MinmaxindexResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    def peek(self, close: float) -> MinmaxindexResult[float]:
        """
        Return what update would, without taking the row.
        """
    @property
    def value(self) -> MinmaxindexResult[float]: ...
    @property
    def timeperiod(self) -> int: ...

def acos(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Arc cosine.

    ``acos(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Acos(Stream):
    """
    The streaming form of `swarmcore.indicators.acos`, equal to it bit for bit; see there.
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

def asin(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Arc sine.

    ``asin(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Asin(Stream):
    """
    The streaming form of `swarmcore.indicators.asin`, equal to it bit for bit; see there.
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

def atan(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Arc tangent.

    ``atan(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Atan(Stream):
    """
    The streaming form of `swarmcore.indicators.atan`, equal to it bit for bit; see there.
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

def ceil(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Next whole number above.

    ``ceil(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Ceil(Stream):
    """
    The streaming form of `swarmcore.indicators.ceil`, equal to it bit for bit; see there.
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

def cos(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Cosine.

    ``cos(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cos(Stream):
    """
    The streaming form of `swarmcore.indicators.cos`, equal to it bit for bit; see there.
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

def cosh(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Hyperbolic cosine.

    ``cosh(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Cosh(Stream):
    """
    The streaming form of `swarmcore.indicators.cosh`, equal to it bit for bit; see there.
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

def exp(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Exponential.

    ``exp(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Exp(Stream):
    """
    The streaming form of `swarmcore.indicators.exp`, equal to it bit for bit; see there.
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

def floor(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Next whole number below.

    ``floor(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Floor(Stream):
    """
    The streaming form of `swarmcore.indicators.floor`, equal to it bit for bit; see there.
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

def ln(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Natural logarithm.

    ``ln(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Ln(Stream):
    """
    The streaming form of `swarmcore.indicators.ln`, equal to it bit for bit; see there.
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

def log10(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Decimal logarithm.

    ``log10(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Log10(Stream):
    """
    The streaming form of `swarmcore.indicators.log10`, equal to it bit for bit; see there.
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

def sin(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Sine.

    ``sin(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Sin(Stream):
    """
    The streaming form of `swarmcore.indicators.sin`, equal to it bit for bit; see there.
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

def sinh(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Hyperbolic sine.

    ``sinh(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Sinh(Stream):
    """
    The streaming form of `swarmcore.indicators.sinh`, equal to it bit for bit; see there.
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

def sqrt(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Square root.

    ``sqrt(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Sqrt(Stream):
    """
    The streaming form of `swarmcore.indicators.sqrt`, equal to it bit for bit; see there.
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

def tan(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Tangent.

    ``tan(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Tan(Stream):
    """
    The streaming form of `swarmcore.indicators.tan`, equal to it bit for bit; see there.
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

def tanh(close: _Floats, *, threads: int | None = None) -> _Floats:
    """
    Hyperbolic tangent.

    ``tanh(close)``, row by row, with the C library's function.

    Args:
        close: Shape (n,) or (symbols, n).
        threads: Over how many threads symbols go; as many as are worth it unless given.

    Returns:
        `real`, of the shape of the input; none is NaN at first.
        A NaN shows only in the result of its own row.

    Raises:
        TypeError: An input is no float64 array, or a parameter no number.
        ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out of
            its range.
    """

class Tanh(Stream):
    """
    The streaming form of `swarmcore.indicators.tanh`, equal to it bit for bit; see there.
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
    "dema",
    "Dema",
    "tema",
    "Tema",
    "trima",
    "Trima",
    "kama",
    "Kama",
    "t3",
    "T3",
    "hma",
    "Hma",
    "zlema",
    "Zlema",
    "rma",
    "Rma",
    "vwma",
    "Vwma",
    "ma",
    "Ma",
    "mavp",
    "Mavp",
    "bbands",
    "Bbands",
    "BbandsResult",
    "accbands",
    "Accbands",
    "AccbandsResult",
    "donchian",
    "Donchian",
    "DonchianResult",
    "kc",
    "Kc",
    "KcResult",
    "midpoint",
    "Midpoint",
    "midprice",
    "Midprice",
    "sar",
    "Sar",
    "sarext",
    "Sarext",
    "supertrend",
    "Supertrend",
    "SupertrendResult",
    "rsi",
    "Rsi",
    "cmo",
    "Cmo",
    "cmou",
    "Cmou",
    "mom",
    "Mom",
    "roc",
    "Roc",
    "rocp",
    "Rocp",
    "rocr",
    "Rocr",
    "rocr100",
    "Rocr100",
    "er",
    "Er",
    "vhf",
    "Vhf",
    "dpo",
    "Dpo",
    "coppock",
    "Coppock",
    "trix",
    "Trix",
    "tsi",
    "Tsi",
    "macd",
    "Macd",
    "MacdResult",
    "macdext",
    "Macdext",
    "MacdextResult",
    "macdfix",
    "Macdfix",
    "MacdfixResult",
    "apo",
    "Apo",
    "ppo",
    "Ppo",
    "ao",
    "Ao",
    "ac",
    "Ac",
    "bop",
    "Bop",
    "qstick",
    "Qstick",
    "imi",
    "Imi",
    "cci",
    "Cci",
    "ultosc",
    "Ultosc",
    "eri",
    "Eri",
    "EriResult",
    "wad",
    "Wad",
    "stoch",
    "Stoch",
    "StochResult",
    "stochf",
    "Stochf",
    "StochfResult",
    "stochrsi",
    "Stochrsi",
    "StochrsiResult",
    "kdj",
    "Kdj",
    "KdjResult",
    "smi",
    "Smi",
    "SmiResult",
    "willr",
    "Willr",
    "aroon",
    "Aroon",
    "AroonResult",
    "aroonosc",
    "Aroonosc",
    "fractal",
    "Fractal",
    "FractalResult",
    "adx",
    "Adx",
    "adxr",
    "Adxr",
    "dx",
    "Dx",
    "plus_di",
    "PlusDi",
    "minus_di",
    "MinusDi",
    "plus_dm",
    "PlusDm",
    "minus_dm",
    "MinusDm",
    "vortex",
    "Vortex",
    "VortexResult",
    "obv",
    "Obv",
    "mfi",
    "Mfi",
    "vwap",
    "Vwap",
    "pvo",
    "Pvo",
    "ad",
    "Ad",
    "adosc",
    "Adosc",
    "cmf",
    "Cmf",
    "efi",
    "Efi",
    "marketfi",
    "Marketfi",
    "nvi",
    "Nvi",
    "pvi",
    "Pvi",
    "pvt",
    "Pvt",
    "rvol",
    "Rvol",
    "atr",
    "Atr",
    "natr",
    "Natr",
    "trange",
    "Trange",
    "adr",
    "Adr",
    "cvi",
    "Cvi",
    "massi",
    "Massi",
    "rvi",
    "Rvi",
    "avgprice",
    "Avgprice",
    "medprice",
    "Medprice",
    "typprice",
    "Typprice",
    "wclprice",
    "Wclprice",
    "avgdev",
    "Avgdev",
    "ha",
    "Ha",
    "HaResult",
    "stddev",
    "Stddev",
    "var",
    "Var",
    "correl",
    "Correl",
    "beta",
    "Beta",
    "percentile",
    "Percentile",
    "percentrank",
    "Percentrank",
    "linearreg",
    "Linearreg",
    "linearreg_slope",
    "LinearregSlope",
    "linearreg_angle",
    "LinearregAngle",
    "linearreg_intercept",
    "LinearregIntercept",
    "tsf",
    "Tsf",
    "fosc",
    "Fosc",
    "add",
    "Add",
    "sub",
    "Sub",
    "mult",
    "Mult",
    "div",
    "Div",
    "cumsum",
    "Cumsum",
    "sum",
    "Sum",
    "max",
    "Max",
    "min",
    "Min",
    "minmax",
    "Minmax",
    "MinmaxResult",
    "maxindex",
    "Maxindex",
    "minindex",
    "Minindex",
    "minmaxindex",
    "Minmaxindex",
    "MinmaxindexResult",
    "acos",
    "Acos",
    "asin",
    "Asin",
    "atan",
    "Atan",
    "ceil",
    "Ceil",
    "cos",
    "Cos",
    "cosh",
    "Cosh",
    "exp",
    "Exp",
    "floor",
    "Floor",
    "ln",
    "Ln",
    "log10",
    "Log10",
    "sin",
    "Sin",
    "sinh",
    "Sinh",
    "sqrt",
    "Sqrt",
    "tan",
    "Tan",
    "tanh",
    "Tanh",
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
