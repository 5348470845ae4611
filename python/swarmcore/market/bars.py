"""Bars: an immutable table of open, high, low, close and volume of one or more symbols."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

import numpy as np

from swarmcore._core import EVENT
from swarmcore.errors import DataError
from swarmcore.market.rows import RowChecks, RowError
from swarmcore.market.symbols import unknown_symbol
from swarmcore.market.times import Time, text_of, to_nanoseconds

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = ["Bars", "BarSeries", "OnError", "checked_bars"]

OnError: TypeAlias = Literal["raise", "skip"]
"""What a bad row does: stop the load, or be left out and reported."""

_VALUES = ("open", "high", "low", "close", "volume")
_MAX_SYMBOLS = 2**16
_BAR_EVENT = 1


class BarSeries(NamedTuple):
    """The bars of one symbol: read-only, C-contiguous arrays of one length.

    `ts` is int64 nanoseconds UTC; the others are float64.
    """

    ts: NDArray[np.int64]
    open: NDArray[np.float64]
    high: NDArray[np.float64]
    low: NDArray[np.float64]
    close: NDArray[np.float64]
    volume: NDArray[np.float64]


@dataclass(frozen=True, init=False, eq=False, repr=False)
class Bars:
    """An immutable table of bars of one or more symbols, sorted by time, then symbol.

    Made by `Bars.from_columns`, `load_bars` or `sample_bars`. Every row holds: prices finite and
    above 0, volume finite and not negative, low <= open, close <= high, and a symbol's times rise
    strictly. There is at least one row. All arrays have one length and are read-only.

    Attributes:
        ts: int64 nanoseconds UTC, by convention of the bar's data (the sample: its date).
        symbol_index: uint16 index into `symbols`.
        symbols: The names, sorted; each has at least one row.
        open: float64 in quote currency; likewise `high`, `low` and `close`.
        volume: float64 in units or contracts.
        skipped: The rows left out by `on_error="skip"`, in the file's order.
        source: Where the rows came from, as messages name it.
    """

    ts: NDArray[np.int64]
    symbol_index: NDArray[np.uint16]
    symbols: tuple[str, ...]
    open: NDArray[np.float64]
    high: NDArray[np.float64]
    low: NDArray[np.float64]
    close: NDArray[np.float64]
    volume: NDArray[np.float64]
    skipped: tuple[RowError, ...]
    source: str

    def __init__(self) -> None:
        raise TypeError("Bars: expected Bars.from_columns, load_bars or sample_bars to make them")

    @classmethod
    def from_columns(
        cls,
        ts: NDArray[np.int64],
        symbol: str | Sequence[str] | NDArray[np.str_],
        open: NDArray[np.float64],  # noqa: A002 - the column's name
        high: NDArray[np.float64],
        low: NDArray[np.float64],
        close: NDArray[np.float64],
        volume: NDArray[np.float64],
        *,
        on_error: OnError = "raise",
        source: str = "",
    ) -> Bars:
        """Check columns, in any order of symbols, and make bars of copies of them.

        Args:
            ts: (n,) int64 nanoseconds UTC.
            symbol: The symbol of each row, or one for all.
            open: (n,) float64.
            high: (n,) float64.
            low: (n,) float64.
            close: (n,) float64.
            volume: (n,) float64.
            on_error: `"raise"` on the first bad row, or `"skip"` bad rows and list them in
                `skipped`.
            source: What messages call the origin of the rows.

        Raises:
            TypeError: A column is no array of its dtype; nothing is cast.
            ValueError: Columns differ in length or have more than one dimension.
            DataError: A row cannot be right (`row` says which), or none is left.
        """
        columns = dict(zip(_VALUES, (open, high, low, close, volume), strict=True))
        _check_column("ts", ts, np.dtype(np.int64), None)
        for name, column in columns.items():
            _check_column(name, column, np.dtype(np.float64), len(ts))
        names: dict[object, int] = {}
        if isinstance(symbol, str):
            names[symbol] = 0
            codes: NDArray[np.int32] = np.zeros(len(ts), dtype=np.int32)
        else:
            codes = np.array(
                [names.setdefault(each, len(names)) for each in symbol], dtype=np.int32
            )
            if len(codes) != len(ts):
                raise ValueError(f"symbol: expected length {len(ts)} as ts, was {len(codes)}")
        return checked_bars(ts, codes, tuple(names), columns, on_error=on_error, source=source)

    def _rows(self, rows: slice | NDArray[np.intp]) -> Bars:
        """Some rows, in order, and of the symbols those that still have any."""
        used, index = np.unique(self.symbol_index[rows], return_inverse=True)
        return Bars._trusted(
            self.ts[rows],
            index.astype(np.uint16),
            tuple(self.symbols[i] for i in used),
            *(getattr(self, name)[rows] for name in _VALUES),
            self.skipped,
            self.source,
        )

    @classmethod
    def _trusted(cls, *values: Any) -> Bars:
        bars = object.__new__(cls)
        for name, value in zip(cls.__dataclass_fields__, values, strict=True):
            if isinstance(value, np.ndarray):
                value.flags.writeable = False
            object.__setattr__(bars, name, value)
        return bars

    def __reduce__(self) -> tuple[Any, ...]:
        return Bars._trusted, tuple(getattr(self, name) for name in self.__dataclass_fields__)

    def __len__(self) -> int:
        return len(self.ts)

    def __repr__(self) -> str:
        return (
            f"<Bars: {len(self)} of {len(self.symbols)} symbols, "
            f"{text_of(int(self.ts[0]))} to {text_of(int(self.ts[-1]))}>"
        )

    def __eq__(self, other: object) -> bool:
        """Whether both hold the same rows; where they came from does not count."""
        if not isinstance(other, Bars):
            return NotImplemented
        return self.content_hash == other.content_hash

    def __hash__(self) -> int:
        return hash(self.content_hash)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256, in hex, of names and columns; equal rows give equal hashes on every machine."""
        digest = hashlib.sha256(f"swarmcore.bars {len(self)}\n".encode())
        for name in self.symbols:
            digest.update(f"{name}\n".encode())
        digest.update(self.ts.astype("<i8", copy=False).tobytes())
        digest.update(self.symbol_index.astype("<u2", copy=False).tobytes())
        for name in _VALUES:
            # Adding 0 makes a negative zero, which compares equal, a positive one.
            digest.update((getattr(self, name) + 0.0).astype("<f8", copy=False).tobytes())
        return digest.hexdigest()

    def select(self, symbols: str | Iterable[str]) -> Bars:
        """The bars of some symbols.

        Raises:
            DataError: A symbol is not here, or none is asked for.
        """
        wanted = {symbols} if isinstance(symbols, str) else set(symbols)
        if not wanted:
            raise DataError("symbols: expected at least one, was none")
        for symbol in sorted(wanted - set(self.symbols), key=str):
            raise DataError(unknown_symbol(symbol, self.symbols))
        kept = [i for i, name in enumerate(self.symbols) if name in wanted]
        rows = np.flatnonzero(np.isin(self.symbol_index, kept))
        return self._rows(rows)

    def between(self, start: Time | None = None, end: Time | None = None) -> Bars:
        """The bars with start <= ts < end; None leaves a side open.

        Raises:
            DataError: A time cannot be read, or there is no bar between the two.
        """
        first = 0 if start is None else np.searchsorted(self.ts, to_nanoseconds("start", start))
        last = len(self) if end is None else np.searchsorted(self.ts, to_nanoseconds("end", end))
        if first >= last:
            raise DataError(
                f"start, end: expected a span within {text_of(int(self.ts[0]))} to "
                f"{text_of(int(self.ts[-1]))} that holds a bar, was {start} to {end}"
            )
        return self._rows(slice(int(first), int(last)))

    def of(self, symbol: str) -> BarSeries:
        """The bars of one symbol as arrays.

        Raises:
            DataError: The symbol is not here.
        """
        bars = self if self.symbols == (symbol,) else self.select([symbol])
        return BarSeries(bars.ts, bars.open, bars.high, bars.low, bars.close, bars.volume)

    def to_events(self) -> NDArray[np.void]:
        """The bars as (n,) records of `swarmcore.EVENT`, in order.

        Kind bar; values open, high, low, close, volume; `instrument` is the symbol's index. The bus
        fills `sequence` and `topic`.
        """
        events = np.zeros(len(self), dtype=EVENT)
        events["ts"] = self.ts
        events["instrument"] = self.symbol_index
        events["kind"] = _BAR_EVENT
        for i, name in enumerate(_VALUES):
            events["values"][:, i] = getattr(self, name)
        return events

    def to_table(self) -> Any:
        """The bars as a `pyarrow.Table`: ts (timestamp[ns, UTC]), symbol (string) and the rest."""
        import pyarrow as pa

        names = pa.array(self.symbols, pa.string())
        columns = {
            "ts": pa.array(self.ts).cast(pa.timestamp("ns", tz="UTC")),
            "symbol": names.take(pa.array(self.symbol_index)),
        }
        return pa.table(columns | {name: pa.array(getattr(self, name)) for name in _VALUES})


def checked_bars(
    ts: NDArray[np.int64],
    codes: NDArray[np.int32],
    names: Sequence[object],
    columns: dict[str, NDArray[np.float64]],
    *,
    on_error: OnError,
    source: str,
    rows: NDArray[np.int64] | None = None,
    known: Sequence[RowError] = (),
) -> Bars:
    """Check rows as a file gives them and make bars of the good ones.

    Args:
        ts: (n,) nanoseconds UTC, or NULL_TIME.
        codes: (n,) indices into `names`; negative where the file has no symbol.
        names: The symbols.
        columns: open, high, low, close and volume.
        on_error: As of `Bars.from_columns`.
        source: As of `Bars.from_columns`.
        rows: Where each row stands in the file; None where no row is missing.
        known: What the reader knows already of rows that cannot be right.
    """
    if on_error not in ("raise", "skip"):
        raise ValueError(f"on_error: expected raise or skip, was {on_error!r}")
    place = f"{source}: " if source else ""
    checks = RowChecks(np.arange(len(ts)) if rows is None else rows, known)
    checks.symbols(codes, names)
    checks.times(ts)
    checks.values(columns)
    checks.order(ts, codes)
    errors = checks.errors
    if errors and on_error == "raise":
        raise DataError(f"{place}{errors[0]}", errors[0].row)
    if not checks.good.any():
        first = f" of {len(errors)}, the first: {errors[0]}" if errors else ""
        raise DataError(f"{place}rows: expected at least one good row, was none{first}")

    good = checks.good
    used, code = np.unique(codes[good], return_inverse=True)
    if len(used) > _MAX_SYMBOLS:
        raise DataError(f"{place}symbol: expected at most {_MAX_SYMBOLS} names, was {len(used)}")
    kept = [str(names[each]) for each in used]
    by_name = sorted(range(len(kept)), key=kept.__getitem__)
    place_of = np.empty(len(kept), dtype=np.uint16)
    place_of[by_name] = np.arange(len(kept))
    index = place_of[code]
    times = ts[good]
    order = np.lexsort((index, times))
    return Bars._trusted(
        times[order],
        index[order],
        tuple(kept[i] for i in by_name),
        *(columns[name][good][order] for name in _VALUES),
        errors,
        source,
    )


def _check_column(name: str, column: object, dtype: np.dtype[Any], length: int | None) -> None:
    if not isinstance(column, np.ndarray):
        raise TypeError(f"{name}: expected an array of {dtype}, was {type(column).__name__}")
    if column.dtype != dtype:
        raise TypeError(f"{name}: expected dtype {dtype}, was {column.dtype}")
    if column.ndim != 1:
        raise ValueError(f"{name}: expected 1 dimension, was {column.ndim}")
    if length is not None and len(column) != length:
        raise ValueError(f"{name}: expected length {length} as ts, was {len(column)}")
