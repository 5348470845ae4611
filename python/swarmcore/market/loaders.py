"""Bars from files: Parquet and CSV, checked row by row."""

from __future__ import annotations

import csv
import os
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from swarmcore.errors import DataError
from swarmcore.market import columns as parse
from swarmcore.market.bars import Bars, OnError, checked_bars
from swarmcore.market.rows import PRICES, RowError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

__all__ = ["load_bars"]

_PARQUET = (".parquet",)
_CSV = (".csv", ".csv.gz", ".csv.zst")
_NUMBERS = (*PRICES, "volume")
_TIMES = ("timestamp", "date", "time")
_HEADER_BYTES = 2**16


class _Table(NamedTuple):
    """A file's columns by our names, where each row stands, and rows that were cut short."""

    columns: dict[str, Any]
    rows: NDArray[np.int64]
    ragged: list[RowError]
    text: bool


def load_bars(
    path: str | os.PathLike[str],
    *,
    symbols: str | Iterable[str] | None = None,
    on_error: OnError = "raise",
    date_format: str | None = None,
) -> Bars:
    """Load bars from a file and check every row.

    Columns, in any order and case: `ts` (or `timestamp`, `date`, `time`), `symbol`, `open`, `high`,
    `low`, `close` and `volume`; others are left alone. A file without a symbol column holds one
    symbol, named by the file without its ending: `spy.csv.gz` holds `spy`. A time without a zone
    is UTC. Within a symbol the times must rise, row by row.

    Args:
        path: A .parquet, .csv, .csv.gz or .csv.zst file. Parquet holds `ts` as a timestamp, date,
            integer nanoseconds or text, and prices as numbers; CSV is UTF-8 with a header.
        symbols: Keep only these; None keeps all. The rows of all are checked.
        on_error: `"raise"` on the first bad row, or `"skip"` bad rows and list them in
            `Bars.skipped`.
        date_format: How a text `ts` is written, as for `datetime.strptime`, where it is not ISO;
            for example `"%m/%d/%Y"`, which nothing tells from `"%d/%m/%Y"`.

    Raises:
        DataError: The file or a row of it cannot be right; `row` is the row, where one is to blame.
    """
    place = os.fsdecode(path)
    try:
        bars = _load(place, on_error, date_format)
        return bars if symbols is None else bars.select(symbols)
    except DataError as error:
        if str(error).startswith(f"{place}: "):
            raise
        raise DataError(f"{place}: {error}", error.row) from error.__cause__


def _load(place: str, on_error: OnError, date_format: str | None) -> Bars:
    if date_format is not None:
        parse.check_date_format(date_format)
    if os.path.isdir(place):
        raise DataError("expected a file, was a directory")
    if not os.path.exists(place):
        raise DataError("expected a file, found none")
    name = os.path.basename(place)
    ending = next((end for end in _PARQUET + _CSV if name.lower().endswith(end)), None)
    if ending is None:
        raise DataError(f"expected a name ending in {', '.join(_PARQUET + _CSV)}")
    kind = "Parquet" if ending in _PARQUET else "UTF-8 CSV"
    try:
        if os.path.getsize(place) == 0:
            raise DataError(f"expected {kind}, was an empty file")
        table = _read_parquet(place) if ending in _PARQUET else _read_csv(place)
        stem = name[: -len(ending)]
        return _bars(table, stem, on_error=on_error, date_format=date_format, source=place)
    except (OSError, UnicodeDecodeError, csv.Error, pa.ArrowException) as error:
        said = (str(error).splitlines() or [""])[0]
        raise DataError(f"expected {kind}, could not read it ({said})") from error


def _bars(
    table: _Table, stem: str, *, on_error: OnError, date_format: str | None, source: str
) -> Bars:
    ts = parse.times(table.columns["ts"], date_format)
    bad = dict(ts.bad)
    if "symbol" in table.columns:
        codes, names = parse.symbols(table.columns["symbol"])
    else:
        codes, names = np.zeros(len(table.rows), dtype=np.int32), [stem]
    values: dict[str, NDArray[np.float64]] = {}
    for name in _NUMBERS:
        cells = parse.numbers(name, table.columns[name], text=table.text)
        values[name] = cells.values
        bad = cells.bad | bad
    unread = [RowError(int(table.rows[i]), reason) for i, reason in bad.items()]
    return checked_bars(
        ts.values,
        codes,
        names,
        values,
        on_error=on_error,
        source=source,
        rows=table.rows,
        known=unread + table.ragged,
    )


def _read_parquet(place: str) -> _Table:
    with pq.ParquetFile(place) as file:
        found = file.schema_arrow.names
        ours = _match(found)
        table = file.read(columns=[found[at] for at in ours.values()])
    columns = {name: table.column(found[at]).combine_chunks() for name, at in ours.items()}
    return _Table(columns, np.arange(len(table)), [], text=False)


def _read_csv(place: str) -> _Table:
    """Every cell as text, so that a bad one can be named; rows of another width are set aside."""
    found = _header(place)
    ours = _match(found)
    ragged: list[RowError] = []

    def set_aside(row: Any) -> str:
        # Arrow counts the header as row 1.
        ragged.append(
            RowError(
                row.number - 2,
                f"columns: expected {row.expected_columns}, was {row.actual_columns}",
            )
        )
        return "skip"

    names = [str(at) for at in range(len(found))]
    wanted = [names[at] for at in ours.values()]
    table = pa_csv.read_csv(
        place,
        # Row numbers reach set_aside on one thread only.
        pa_csv.ReadOptions(use_threads=False, column_names=names, skip_rows=1),
        pa_csv.ParseOptions(invalid_row_handler=set_aside),
        pa_csv.ConvertOptions(
            include_columns=wanted,
            column_types=dict.fromkeys(wanted, pa.string()),
            strings_can_be_null=True,
            null_values=[""],
        ),
    )
    columns = {name: table.column(names[at]).combine_chunks() for name, at in ours.items()}
    rows = np.delete(np.arange(len(table) + len(ragged)), [error.row for error in ragged])
    return _Table(columns, rows, ragged, text=True)


def _header(place: str) -> list[str]:
    with pa.input_stream(place, compression="detect") as stream:
        start = stream.read(_HEADER_BYTES)
    line = start.splitlines()[0].decode("utf-8-sig") if start else ""
    return next(csv.reader([line]), [])


def _match(found: Sequence[str]) -> dict[str, int]:
    """Where each of our columns stands in the file.

    Raises:
        DataError: One is missing, or there are two of it.
    """
    spelt = [name.strip().lower() for name in found]
    ours: dict[str, int] = {}
    for name in ("ts", "symbol", *_NUMBERS):
        named = _TIMES if name == "ts" and "ts" not in spelt else (name,)
        at = [i for i, each in enumerate(spelt) if each in named]
        if len(at) > 1:
            both = ", ".join(found[i] for i in at)
            raise DataError(f"{name}: expected one column, found {both}")
        if at:
            ours[name] = at[0]
    missing = [name for name in ("ts", *_NUMBERS) if name not in ours]
    if missing:
        raise DataError(
            f"columns: expected ts (or timestamp, date, time), {', '.join(_NUMBERS)}, "
            f"missing {', '.join(missing)} among {', '.join(found) or 'none'}"
        )
    return ours
