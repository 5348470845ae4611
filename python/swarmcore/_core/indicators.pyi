"""
Indicators as streaming classes and as functions over whole arrays.
"""

from __future__ import annotations
import numpy
import numpy.typing
import swarmcore.indicators.results
import typing

__all__: list[str] = [
    "Adx",
    "Atr",
    "Bbands",
    "Ema",
    "Macd",
    "Mfi",
    "Obv",
    "Rsi",
    "Sma",
    "Stoch",
    "Vwap",
    "Wma",
    "adx",
    "atr",
    "bbands",
    "ema",
    "macd",
    "mfi",
    "obv",
    "rsi",
    "sma",
    "stoch",
    "vwap",
    "wma",
]

class Sma:
    """
    The streaming form of `swarmcore.indicators.sma`, equal to it bit for bit; see there for formula, parameters and errors.

    Not safe to update from two threads at a time.
    """
    def __init__(self, timeperiod: int = 30) -> None: ...
    def __repr__(self) -> str: ...
    def reset(self) -> None:
        """
        Forget every row.
        """
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    @property
    def timeperiod(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def value(self) -> float:
        """
        The result of the last row, NaN until warm.
        """
    @property
    def warm_up(self) -> int:
        """
        How many rows give NaN at first: TA-Lib's lookback.
        """

class Ema:
    """
    The streaming form of `swarmcore.indicators.ema`, equal to it bit for bit; see there for formula, parameters and errors.

    Not safe to update from two threads at a time.
    """
    def __init__(self, timeperiod: int = 30) -> None: ...
    def __repr__(self) -> str: ...
    def reset(self) -> None:
        """
        Forget every row.
        """
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    @property
    def timeperiod(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def value(self) -> float:
        """
        The result of the last row, NaN until warm.
        """
    @property
    def warm_up(self) -> int:
        """
        How many rows give NaN at first: TA-Lib's lookback.
        """

class Wma:
    """
    The streaming form of `swarmcore.indicators.wma`, equal to it bit for bit; see there for formula, parameters and errors.

    Not safe to update from two threads at a time.
    """
    def __init__(self, timeperiod: int = 30) -> None: ...
    def __repr__(self) -> str: ...
    def reset(self) -> None:
        """
        Forget every row.
        """
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    @property
    def timeperiod(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def value(self) -> float:
        """
        The result of the last row, NaN until warm.
        """
    @property
    def warm_up(self) -> int:
        """
        How many rows give NaN at first: TA-Lib's lookback.
        """

class Rsi:
    """
    The streaming form of `swarmcore.indicators.rsi`, equal to it bit for bit; see there for formula, parameters and errors.

    Not safe to update from two threads at a time.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
    def __repr__(self) -> str: ...
    def reset(self) -> None:
        """
        Forget every row.
        """
    def update(self, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    @property
    def timeperiod(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def value(self) -> float:
        """
        The result of the last row, NaN until warm.
        """
    @property
    def warm_up(self) -> int:
        """
        How many rows give NaN at first: TA-Lib's lookback.
        """

class Macd:
    """
    The streaming form of `swarmcore.indicators.macd`, equal to it bit for bit; see there for formula, parameters and errors.

    Not safe to update from two threads at a time.
    """
    def __init__(
        self, fastperiod: int = 12, slowperiod: int = 26, signalperiod: int = 9
    ) -> None: ...
    def __repr__(self) -> str: ...
    def reset(self) -> None:
        """
        Forget every row.
        """
    def update(self, close: float) -> swarmcore.indicators.results.MacdResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    @property
    def fastperiod(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def signalperiod(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def slowperiod(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def value(self) -> swarmcore.indicators.results.MacdResult[float]:
        """
        The result of the last row, NaN until warm.
        """
    @property
    def warm_up(self) -> int:
        """
        How many rows give NaN at first: TA-Lib's lookback.
        """

class Stoch:
    """
    The streaming form of `swarmcore.indicators.stoch`, equal to it bit for bit; see there for formula, parameters and errors.

    Not safe to update from two threads at a time.
    """
    def __init__(
        self,
        fastk_period: int = 5,
        slowk_period: int = 3,
        slowk_matype: int = 0,
        slowd_period: int = 3,
        slowd_matype: int = 0,
    ) -> None: ...
    def __repr__(self) -> str: ...
    def reset(self) -> None:
        """
        Forget every row.
        """
    def update(
        self, high: float, low: float, close: float
    ) -> swarmcore.indicators.results.StochResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    @property
    def fastk_period(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def slowd_matype(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def slowd_period(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def slowk_matype(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def slowk_period(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def value(self) -> swarmcore.indicators.results.StochResult[float]:
        """
        The result of the last row, NaN until warm.
        """
    @property
    def warm_up(self) -> int:
        """
        How many rows give NaN at first: TA-Lib's lookback.
        """

class Adx:
    """
    The streaming form of `swarmcore.indicators.adx`, equal to it bit for bit; see there for formula, parameters and errors.

    Not safe to update from two threads at a time.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
    def __repr__(self) -> str: ...
    def reset(self) -> None:
        """
        Forget every row.
        """
    def update(self, high: float, low: float, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    @property
    def timeperiod(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def value(self) -> float:
        """
        The result of the last row, NaN until warm.
        """
    @property
    def warm_up(self) -> int:
        """
        How many rows give NaN at first: TA-Lib's lookback.
        """

class Bbands:
    """
    The streaming form of `swarmcore.indicators.bbands`, equal to it bit for bit; see there for formula, parameters and errors.

    Not safe to update from two threads at a time.
    """
    def __init__(
        self, timeperiod: int = 20, nbdevup: float = 2.0, nbdevdn: float = 2.0, matype: int = 0
    ) -> None: ...
    def __repr__(self) -> str: ...
    def reset(self) -> None:
        """
        Forget every row.
        """
    def update(self, close: float) -> swarmcore.indicators.results.BbandsResult[float]:
        """
        Take the next row and return its result, NaN until warm.
        """
    @property
    def matype(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def nbdevdn(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def nbdevup(self) -> float:
        """
        As given to the constructor.
        """
    @property
    def timeperiod(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def value(self) -> swarmcore.indicators.results.BbandsResult[float]:
        """
        The result of the last row, NaN until warm.
        """
    @property
    def warm_up(self) -> int:
        """
        How many rows give NaN at first: TA-Lib's lookback.
        """

class Atr:
    """
    The streaming form of `swarmcore.indicators.atr`, equal to it bit for bit; see there for formula, parameters and errors.

    Not safe to update from two threads at a time.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
    def __repr__(self) -> str: ...
    def reset(self) -> None:
        """
        Forget every row.
        """
    def update(self, high: float, low: float, close: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    @property
    def timeperiod(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def value(self) -> float:
        """
        The result of the last row, NaN until warm.
        """
    @property
    def warm_up(self) -> int:
        """
        How many rows give NaN at first: TA-Lib's lookback.
        """

class Obv:
    """
    The streaming form of `swarmcore.indicators.obv`, equal to it bit for bit; see there for formula, parameters and errors.

    Not safe to update from two threads at a time.
    """
    def __init__(self) -> None: ...
    def __repr__(self) -> str: ...
    def reset(self) -> None:
        """
        Forget every row.
        """
    def update(self, close: float, volume: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    @property
    def value(self) -> float:
        """
        The result of the last row, NaN until warm.
        """
    @property
    def warm_up(self) -> int:
        """
        How many rows give NaN at first: TA-Lib's lookback.
        """

class Mfi:
    """
    The streaming form of `swarmcore.indicators.mfi`, equal to it bit for bit; see there for formula, parameters and errors.

    Not safe to update from two threads at a time.
    """
    def __init__(self, timeperiod: int = 14) -> None: ...
    def __repr__(self) -> str: ...
    def reset(self) -> None:
        """
        Forget every row.
        """
    def update(self, high: float, low: float, close: float, volume: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    @property
    def timeperiod(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def value(self) -> float:
        """
        The result of the last row, NaN until warm.
        """
    @property
    def warm_up(self) -> int:
        """
        How many rows give NaN at first: TA-Lib's lookback.
        """

class Vwap:
    """
    The streaming form of `swarmcore.indicators.vwap`, equal to it bit for bit; see there for formula, parameters and errors.

    Not safe to update from two threads at a time.
    """
    def __init__(self) -> None: ...
    def __repr__(self) -> str: ...
    def reset(self) -> None:
        """
        Forget every row.
        """
    def update(self, high: float, low: float, close: float, volume: float) -> float:
        """
        Take the next row and return its result, NaN until warm.
        """
    @property
    def value(self) -> float:
        """
        The result of the last row, NaN until warm.
        """
    @property
    def warm_up(self) -> int:
        """
        How many rows give NaN at first: TA-Lib's lookback.
        """

def adx(
    high: typing.Any, low: typing.Any, close: typing.Any, timeperiod: int = 14
) -> numpy.typing.NDArray[numpy.float64]: ...
def atr(
    high: typing.Any, low: typing.Any, close: typing.Any, timeperiod: int = 14
) -> numpy.typing.NDArray[numpy.float64]: ...
def bbands(
    close: typing.Any,
    timeperiod: int = 20,
    nbdevup: float = 2.0,
    nbdevdn: float = 2.0,
    matype: int = 0,
) -> swarmcore.indicators.results.BbandsResult[numpy.typing.NDArray[numpy.float64]]: ...
def ema(close: typing.Any, timeperiod: int = 30) -> numpy.typing.NDArray[numpy.float64]: ...
def macd(
    close: typing.Any, fastperiod: int = 12, slowperiod: int = 26, signalperiod: int = 9
) -> swarmcore.indicators.results.MacdResult[numpy.typing.NDArray[numpy.float64]]: ...
def mfi(
    high: typing.Any, low: typing.Any, close: typing.Any, volume: typing.Any, timeperiod: int = 14
) -> numpy.typing.NDArray[numpy.float64]: ...
def obv(close: typing.Any, volume: typing.Any) -> numpy.typing.NDArray[numpy.float64]: ...
def rsi(close: typing.Any, timeperiod: int = 14) -> numpy.typing.NDArray[numpy.float64]: ...
def sma(close: typing.Any, timeperiod: int = 30) -> numpy.typing.NDArray[numpy.float64]: ...
def stoch(
    high: typing.Any,
    low: typing.Any,
    close: typing.Any,
    fastk_period: int = 5,
    slowk_period: int = 3,
    slowk_matype: int = 0,
    slowd_period: int = 3,
    slowd_matype: int = 0,
) -> swarmcore.indicators.results.StochResult[numpy.typing.NDArray[numpy.float64]]: ...
def vwap(
    high: typing.Any, low: typing.Any, close: typing.Any, volume: typing.Any
) -> numpy.typing.NDArray[numpy.float64]: ...
def wma(close: typing.Any, timeperiod: int = 30) -> numpy.typing.NDArray[numpy.float64]: ...
