"""
Builders of bars, which swarmcore.market documents.
"""

from __future__ import annotations
import numpy
import numpy.typing
import typing

__all__: list[str] = [
    "BarColumns",
    "BuiltBar",
    "DollarBarBuilder",
    "ImbalanceBarBuilder",
    "TickBarBuilder",
    "TimeBarBuilder",
    "VolumeBarBuilder",
    "as_of",
]

class BuiltBar:
    """
    A bar that a builder has made.

    Rows count from 0 at the builder's start: the bar holds `first_row` to `last_row` (none in an empty
    interval, whose `last_row` is before its `first_row`) and is known from `complete_row` on, at
    `complete_ts`; in the making, that is -1 and 0. `ts` is the start of a time bar's interval, else the
    time of the first row. `ticks` counts rows, `dollar` sums price times quantity, and `vwap` is dollar
    over volume, the close where the volume is 0.
    """
    def __eq__(self, arg0: typing.Any) -> bool: ...
    def __hash__(self) -> int: ...
    def __repr__(self) -> str: ...
    @property
    def close(self) -> float: ...
    @property
    def complete_row(self) -> int: ...
    @property
    def complete_ts(self) -> int: ...
    @property
    def dollar(self) -> float: ...
    @property
    def first_row(self) -> int: ...
    @property
    def high(self) -> float: ...
    @property
    def last_row(self) -> int: ...
    @property
    def low(self) -> float: ...
    @property
    def open(self) -> float: ...
    @property
    def ticks(self) -> int: ...
    @property
    def ts(self) -> int: ...
    @property
    def volume(self) -> float: ...
    @property
    def vwap(self) -> float: ...

class BarColumns:
    """
    Built bars as arrays, one a member of `BuiltBar`, all of one length.
    """
    def __len__(self) -> int: ...
    @property
    def close(self) -> numpy.typing.NDArray[numpy.float64]: ...
    @property
    def complete_row(self) -> numpy.typing.NDArray[numpy.int64]: ...
    @property
    def complete_ts(self) -> numpy.typing.NDArray[numpy.int64]: ...
    @property
    def dollar(self) -> numpy.typing.NDArray[numpy.float64]: ...
    @property
    def first_row(self) -> numpy.typing.NDArray[numpy.int64]: ...
    @property
    def high(self) -> numpy.typing.NDArray[numpy.float64]: ...
    @property
    def last_row(self) -> numpy.typing.NDArray[numpy.int64]: ...
    @property
    def low(self) -> numpy.typing.NDArray[numpy.float64]: ...
    @property
    def open(self) -> numpy.typing.NDArray[numpy.float64]: ...
    @property
    def ticks(self) -> numpy.typing.NDArray[numpy.int64]: ...
    @property
    def ts(self) -> numpy.typing.NDArray[numpy.int64]: ...
    @property
    def volume(self) -> numpy.typing.NDArray[numpy.float64]: ...
    @property
    def vwap(self) -> numpy.typing.NDArray[numpy.float64]: ...

class TimeBarBuilder:
    """
    Builds a bar an interval of time, on a grid.

    Intervals are [origin + k * interval, origin + (k + 1) * interval); a bar's `ts` is its start. It is
    known only with the first later event, a row or `advance`, that lies beyond it: nothing before says
    that no further trade comes. Not safe to update from two threads at a time.

    Args:
        interval: Nanoseconds, 1 to 2**60.
        origin: A time at which an interval begins, nanoseconds UTC.
        empty: What an interval without rows gives: no bar ("skip"), or one at the last close with
            volume 0 ("fill"), never before the first row. A row can then complete several bars:
            `update` gives the first, `next` the others, and the next `update` needs them taken. A gap
            of more than 2**24 intervals is refused.

    Raises:
        TypeError: A parameter is of another type, named.
        ValueError: A parameter is out of its range, named.
    """
    def __copy__(self) -> TimeBarBuilder: ...
    def __deepcopy__(self, memo: typing.Any) -> TimeBarBuilder: ...
    def __getstate__(self) -> bytes: ...
    def __init__(self, interval: int, *, origin: int = 0, empty: str = "skip") -> None: ...
    def __setstate__(self, arg0: bytes) -> None: ...
    def advance(self, ts: int) -> BuiltBar | None:
        """
        Say that it is now `ts`, without a row, and give the bar that this completes, or None.

        Later rows must not be before it. `complete_row` of the bar is that of the row to come.
        """
    def copy(self) -> TimeBarBuilder:
        """
        A builder of its own that has taken the same rows.
        """
    def next(self) -> BuiltBar | None:
        """
        Give a further bar that the last row completed, an empty interval, or None.
        """
    def reset(self) -> None:
        """
        Forget every row.
        """
    def series(
        self, ts: typing.Any, price: typing.Any, quantity: typing.Any, side: typing.Any = None
    ) -> BarColumns:
        """
        All bars of a series of trades, as a new builder gives them one at a time.

        This builder stays as it is. The unfinished bar at the end is not given.

        Args:
            ts: int64 array.
            price: float64 array of that length.
            quantity: float64 array of that length.
            side: int8 array of that length; None where no side is known.

        Raises:
            TypeError: An argument is not such an array, named.
            ValueError: Lengths differ, or a row cannot be right, named with its row.
        """
    def series_of_bars(
        self,
        ts: typing.Any,
        open: typing.Any,
        high: typing.Any,
        low: typing.Any,
        close: typing.Any,
        volume: typing.Any,
    ) -> BarColumns:
        """
        As `series`, of finer bars: float64 arrays beside ts, as `update_bar` takes them.
        """
    def update(self, ts: int, price: float, quantity: float, side: int = 0) -> BuiltBar | None:
        """
        Take a trade and give the bar that it completes, or None.

        Args:
            ts: Nanoseconds UTC, not before the row before.
            price: Finite and above 0.
            quantity: Finite and 0 or more.
            side: Of who took: 1 buyer, -1 seller, 0 unknown.

        Raises:
            TypeError: An argument is no number, named; the builder is as before.
            ValueError: An argument is out of its range, named; the builder is as before.
        """
    def update_bar(
        self, ts: int, open: float, high: float, low: float, close: float, volume: float
    ) -> BuiltBar | None:
        """
        As `update`, of a finer bar: one row, whose `ts` is the time of its opening.

        Its dollar value is taken as volume x (high + low + close) / 3.
        """
    @property
    def empty(self) -> str:
        """
        As given to the constructor.
        """
    @property
    def interval(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def origin(self) -> int:
        """
        As given to the constructor.
        """
    @property
    def partial(self) -> BuiltBar | None:
        """
        The bar in the making, or None before its first row.
        """
    @property
    def rows(self) -> int:
        """
        How many rows were taken.
        """

class TickBarBuilder:
    """
    Builds bars of `threshold` rows, rounded up.

    A bar is known with the row that completes it. Rows are not split: what the last one brings beyond
    the threshold stays in its bar, and the next bar begins at 0. Not safe to update from two threads
    at a time.

    Args:
        threshold: Finite and above 0.

    Raises:
        TypeError: The threshold is no number.
        ValueError: The threshold is out of its range.
    """
    def __copy__(self) -> TickBarBuilder: ...
    def __deepcopy__(self, memo: typing.Any) -> TickBarBuilder: ...
    def __getstate__(self) -> bytes: ...
    def __init__(self, threshold: float) -> None: ...
    def __setstate__(self, arg0: bytes) -> None: ...
    def copy(self) -> TickBarBuilder:
        """
        A builder of its own that has taken the same rows.
        """
    def next(self) -> BuiltBar | None:
        """
        Give a further bar that the last row completed, an empty interval, or None.
        """
    def reset(self) -> None:
        """
        Forget every row.
        """
    def series(
        self, ts: typing.Any, price: typing.Any, quantity: typing.Any, side: typing.Any = None
    ) -> BarColumns:
        """
        All bars of a series of trades, as a new builder gives them one at a time.

        This builder stays as it is. The unfinished bar at the end is not given.

        Args:
            ts: int64 array.
            price: float64 array of that length.
            quantity: float64 array of that length.
            side: int8 array of that length; None where no side is known.

        Raises:
            TypeError: An argument is not such an array, named.
            ValueError: Lengths differ, or a row cannot be right, named with its row.
        """
    def series_of_bars(
        self,
        ts: typing.Any,
        open: typing.Any,
        high: typing.Any,
        low: typing.Any,
        close: typing.Any,
        volume: typing.Any,
    ) -> BarColumns:
        """
        As `series`, of finer bars: float64 arrays beside ts, as `update_bar` takes them.
        """
    def update(self, ts: int, price: float, quantity: float, side: int = 0) -> BuiltBar | None:
        """
        Take a trade and give the bar that it completes, or None.

        Args:
            ts: Nanoseconds UTC, not before the row before.
            price: Finite and above 0.
            quantity: Finite and 0 or more.
            side: Of who took: 1 buyer, -1 seller, 0 unknown.

        Raises:
            TypeError: An argument is no number, named; the builder is as before.
            ValueError: An argument is out of its range, named; the builder is as before.
        """
    def update_bar(
        self, ts: int, open: float, high: float, low: float, close: float, volume: float
    ) -> BuiltBar | None:
        """
        As `update`, of a finer bar: one row, whose `ts` is the time of its opening.

        Its dollar value is taken as volume x (high + low + close) / 3.
        """
    @property
    def partial(self) -> BuiltBar | None:
        """
        The bar in the making, or None before its first row.
        """
    @property
    def rows(self) -> int:
        """
        How many rows were taken.
        """
    @property
    def threshold(self) -> float:
        """
        As given to the constructor.
        """

class VolumeBarBuilder:
    """
    Builds bars of a volume of `threshold` or more.

    A bar is known with the row that completes it. Rows are not split: what the last one brings beyond
    the threshold stays in its bar, and the next bar begins at 0. Not safe to update from two threads
    at a time.

    Args:
        threshold: Finite and above 0.

    Raises:
        TypeError: The threshold is no number.
        ValueError: The threshold is out of its range.
    """
    def __copy__(self) -> VolumeBarBuilder: ...
    def __deepcopy__(self, memo: typing.Any) -> VolumeBarBuilder: ...
    def __getstate__(self) -> bytes: ...
    def __init__(self, threshold: float) -> None: ...
    def __setstate__(self, arg0: bytes) -> None: ...
    def copy(self) -> VolumeBarBuilder:
        """
        A builder of its own that has taken the same rows.
        """
    def next(self) -> BuiltBar | None:
        """
        Give a further bar that the last row completed, an empty interval, or None.
        """
    def reset(self) -> None:
        """
        Forget every row.
        """
    def series(
        self, ts: typing.Any, price: typing.Any, quantity: typing.Any, side: typing.Any = None
    ) -> BarColumns:
        """
        All bars of a series of trades, as a new builder gives them one at a time.

        This builder stays as it is. The unfinished bar at the end is not given.

        Args:
            ts: int64 array.
            price: float64 array of that length.
            quantity: float64 array of that length.
            side: int8 array of that length; None where no side is known.

        Raises:
            TypeError: An argument is not such an array, named.
            ValueError: Lengths differ, or a row cannot be right, named with its row.
        """
    def series_of_bars(
        self,
        ts: typing.Any,
        open: typing.Any,
        high: typing.Any,
        low: typing.Any,
        close: typing.Any,
        volume: typing.Any,
    ) -> BarColumns:
        """
        As `series`, of finer bars: float64 arrays beside ts, as `update_bar` takes them.
        """
    def update(self, ts: int, price: float, quantity: float, side: int = 0) -> BuiltBar | None:
        """
        Take a trade and give the bar that it completes, or None.

        Args:
            ts: Nanoseconds UTC, not before the row before.
            price: Finite and above 0.
            quantity: Finite and 0 or more.
            side: Of who took: 1 buyer, -1 seller, 0 unknown.

        Raises:
            TypeError: An argument is no number, named; the builder is as before.
            ValueError: An argument is out of its range, named; the builder is as before.
        """
    def update_bar(
        self, ts: int, open: float, high: float, low: float, close: float, volume: float
    ) -> BuiltBar | None:
        """
        As `update`, of a finer bar: one row, whose `ts` is the time of its opening.

        Its dollar value is taken as volume x (high + low + close) / 3.
        """
    @property
    def partial(self) -> BuiltBar | None:
        """
        The bar in the making, or None before its first row.
        """
    @property
    def rows(self) -> int:
        """
        How many rows were taken.
        """
    @property
    def threshold(self) -> float:
        """
        As given to the constructor.
        """

class DollarBarBuilder:
    """
    Builds bars of a value, price x quantity, of `threshold` or more.

    A bar is known with the row that completes it. Rows are not split: what the last one brings beyond
    the threshold stays in its bar, and the next bar begins at 0. Not safe to update from two threads
    at a time.

    Args:
        threshold: Finite and above 0.

    Raises:
        TypeError: The threshold is no number.
        ValueError: The threshold is out of its range.
    """
    def __copy__(self) -> DollarBarBuilder: ...
    def __deepcopy__(self, memo: typing.Any) -> DollarBarBuilder: ...
    def __getstate__(self) -> bytes: ...
    def __init__(self, threshold: float) -> None: ...
    def __setstate__(self, arg0: bytes) -> None: ...
    def copy(self) -> DollarBarBuilder:
        """
        A builder of its own that has taken the same rows.
        """
    def next(self) -> BuiltBar | None:
        """
        Give a further bar that the last row completed, an empty interval, or None.
        """
    def reset(self) -> None:
        """
        Forget every row.
        """
    def series(
        self, ts: typing.Any, price: typing.Any, quantity: typing.Any, side: typing.Any = None
    ) -> BarColumns:
        """
        All bars of a series of trades, as a new builder gives them one at a time.

        This builder stays as it is. The unfinished bar at the end is not given.

        Args:
            ts: int64 array.
            price: float64 array of that length.
            quantity: float64 array of that length.
            side: int8 array of that length; None where no side is known.

        Raises:
            TypeError: An argument is not such an array, named.
            ValueError: Lengths differ, or a row cannot be right, named with its row.
        """
    def series_of_bars(
        self,
        ts: typing.Any,
        open: typing.Any,
        high: typing.Any,
        low: typing.Any,
        close: typing.Any,
        volume: typing.Any,
    ) -> BarColumns:
        """
        As `series`, of finer bars: float64 arrays beside ts, as `update_bar` takes them.
        """
    def update(self, ts: int, price: float, quantity: float, side: int = 0) -> BuiltBar | None:
        """
        Take a trade and give the bar that it completes, or None.

        Args:
            ts: Nanoseconds UTC, not before the row before.
            price: Finite and above 0.
            quantity: Finite and 0 or more.
            side: Of who took: 1 buyer, -1 seller, 0 unknown.

        Raises:
            TypeError: An argument is no number, named; the builder is as before.
            ValueError: An argument is out of its range, named; the builder is as before.
        """
    def update_bar(
        self, ts: int, open: float, high: float, low: float, close: float, volume: float
    ) -> BuiltBar | None:
        """
        As `update`, of a finer bar: one row, whose `ts` is the time of its opening.

        Its dollar value is taken as volume x (high + low + close) / 3.
        """
    @property
    def partial(self) -> BuiltBar | None:
        """
        The bar in the making, or None before its first row.
        """
    @property
    def rows(self) -> int:
        """
        How many rows were taken.
        """
    @property
    def threshold(self) -> float:
        """
        As given to the constructor.
        """

class ImbalanceBarBuilder:
    """
    Builds bars that end where trades are more one-sided than was to be expected.

    A bar ends with the trade at which abs(theta) >= E[T] * abs(E[b v]) and theta is not 0, where theta
    is the sum of b v over the bar, b the side of a trade and v is 1 ("tick"), its quantity ("volume")
    or its value ("dollar"). Where the side is unknown it is that of the change of the price or, without
    one, of the trade before; before the first change it counts 0. E[b v] is the exponentially weighted
    mean over all trades and E[T] that of the trades a bar; both are taken when a bar begins.

    Warm-up: the first bar has `expected_ticks` trades, since nothing is known before it, and E[T]
    begins there. After it E[T] is kept within min_ticks and max_ticks; set both. Without them it runs
    away where sides are nearly balanced: short bars make it expect shorter ones, long bars longer ones.

    Lopez de Prado, Advances in Financial Machine Learning (2018), 2.3.2.1. Not safe to update from two
    threads at a time.

    Args:
        measure: "tick", "volume" or "dollar".
        expected_ticks: Trades of the first bar, min_ticks to max_ticks.
        tick_span: Span of the mean of b v in trades: its weight is 2 / (span + 1); 1 to 2**31.
        bar_span: Span of the mean of trades a bar, in bars; 1 to 2**31.
        min_ticks: Least E[T], 1 or more.
        max_ticks: Most E[T], min_ticks to 2**31.

    Raises:
        TypeError: A parameter is of another type, named.
        ValueError: A parameter is out of its range, named.
    """
    def __copy__(self) -> ImbalanceBarBuilder: ...
    def __deepcopy__(self, memo: typing.Any) -> ImbalanceBarBuilder: ...
    def __getstate__(self) -> bytes: ...
    def __init__(
        self,
        measure: str,
        *,
        expected_ticks: int,
        tick_span: int = 1000,
        bar_span: int = 20,
        min_ticks: int = 1,
        max_ticks: int = 2147483648,
    ) -> None: ...
    def __setstate__(self, arg0: bytes) -> None: ...
    def copy(self) -> ImbalanceBarBuilder:
        """
        A builder of its own that has taken the same rows.
        """
    def next(self) -> BuiltBar | None:
        """
        Give a further bar that the last row completed, an empty interval, or None.
        """
    def reset(self) -> None:
        """
        Forget every row.
        """
    def series(
        self, ts: typing.Any, price: typing.Any, quantity: typing.Any, side: typing.Any = None
    ) -> BarColumns:
        """
        All bars of a series of trades, as a new builder gives them one at a time.

        This builder stays as it is. The unfinished bar at the end is not given.

        Args:
            ts: int64 array.
            price: float64 array of that length.
            quantity: float64 array of that length.
            side: int8 array of that length; None where no side is known.

        Raises:
            TypeError: An argument is not such an array, named.
            ValueError: Lengths differ, or a row cannot be right, named with its row.
        """
    def update(self, ts: int, price: float, quantity: float, side: int = 0) -> BuiltBar | None:
        """
        Take a trade and give the bar that it completes, or None.

        Args:
            ts: Nanoseconds UTC, not before the row before.
            price: Finite and above 0.
            quantity: Finite and 0 or more.
            side: Of who took: 1 buyer, -1 seller, 0 unknown.

        Raises:
            TypeError: An argument is no number, named; the builder is as before.
            ValueError: An argument is out of its range, named; the builder is as before.
        """
    @property
    def imbalance(self) -> float:
        """
        theta of the bar in the making.
        """
    @property
    def partial(self) -> BuiltBar | None:
        """
        The bar in the making, or None before its first row.
        """
    @property
    def rows(self) -> int:
        """
        How many rows were taken.
        """
    @property
    def threshold(self) -> float:
        """
        What abs(theta) has to reach in the bar in the making; NaN in the first bar.
        """

def as_of(
    values: typing.Any, known: typing.Any, at: typing.Any, *, allow_exact: bool = True
) -> numpy.typing.NDArray[numpy.float64]:
    """
    The last value known at each instant: coarse values beside finer rows.

    Args:
        values: float64 array, such as an indicator over built bars.
        known: int64 array of that length, not falling: since when each value is known; the bars'
            `complete_row`, or their `complete_ts` for rows of another series.
        at: int64 array, not falling: `numpy.arange(rows)` beside `complete_row`, else times.
        allow_exact: Whether a value counts at its very instant. Rows are exact. Times are not where
            several rows share one: a row may come before that which completed the bar; False is safe.

    Returns:
        float64 array beside `at`: the value of the greatest `known` at or before it (the last of
        several), NaN where there is none.

    Raises:
        TypeError: An argument is not such an array, named.
        ValueError: Lengths differ or `known` or `at` falls, named with its row.
    """
