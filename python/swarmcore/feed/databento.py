"""Databento's binary encoding (DBN): orders, levels and trades of any of its venues."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from swarmcore.errors import BookError, DataError
from swarmcore.feed.databento_levels import level_messages, trade_messages
from swarmcore.feed.databento_orders import NO_PRICE, order_messages
from swarmcore.feed.files import open_bytes
from swarmcore.feed.grids import rescale, scale
from swarmcore.feed.reports import ReadReport

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from swarmcore.feed.reader import Recording
    from swarmcore.market.instruments import Instrument

__all__ = ["read_databento"]

_MAGIC = b"DBN"
_PRELUDE = 8
_PRICE_UNIT = "0.000000001"
_QUANTITY_UNIT = "1"
_NO_TIME = -1
_NO_INSTRUMENT = 0xFFFF
_HEADER = [("length", "u1"), ("rtype", "u1"), ("publisher", "<u2"), ("instrument_id", "<u4")]
_HEADER_BYTES = 16
_ORDER = [
    *_HEADER,
    *[("ts_event", "<i8"), ("order_id", "<u8"), ("price", "<i8"), ("size", "<u4")],
    *[("flags", "u1"), ("channel", "u1"), ("action", "S1"), ("side", "S1")],
    *[("ts_recv", "<i8"), ("ts_in_delta", "<i4"), ("sequence", "<u4")],
]
_TRADE = [
    *_HEADER,
    *[("ts_event", "<i8"), ("price", "<i8"), ("size", "<u4"), ("action", "S1"), ("side", "S1")],
    *[("flags", "u1"), ("depth", "u1"), ("ts_recv", "<i8"), ("ts_in_delta", "<i4")],
    ("sequence", "<u4"),
]
_LEVEL = np.dtype([("price", "<i8", 2), ("size", "<u4", 2), ("count", "<u4", 2)])


class _Schema(NamedTuple):
    """What a record of a schema is, its number, and what messages become of an array of them."""

    dtype: np.dtype[np.void]
    rtype: int
    messages: Callable[[NDArray[np.void], ReadReport], NDArray[np.void]]


_SCHEMAS = {
    "mbo": _Schema(np.dtype(_ORDER), 160, order_messages),
    "mbp-1": _Schema(np.dtype([*_TRADE, ("levels", _LEVEL, (1,))]), 1, level_messages),
    "mbp-10": _Schema(np.dtype([*_TRADE, ("levels", _LEVEL, (10,))]), 10, level_messages),
    "trades": _Schema(np.dtype(_TRADE), 0, trade_messages),
}


def read_databento(
    recording: Recording,
    instruments: Mapping[str, Instrument] | None = None,
    *,
    report: ReadReport | None = None,
) -> NDArray[np.void]:
    """Read a DBN file of the schema mbo, mbp-1, mbp-10 or trades; needs `swarmcore[databento]`.

    Orders (mbo): an add, and a clear of the book, are what they are. A cancellation becomes a
    reduce, or an execute where a fill of the same order and time is not smaller. A modification
    becomes a reduce where it leaves the price and lessens the quantity, for the order keeps its
    place; else a replace. A trade becomes a trade, with PRINT_FLAG where executes of the same time
    report it as well. `sequence` is the venue's.

    Levels (mbp): a record holds the best level, or the best ten, as they are after it. The first of
    an instrument becomes a snapshot, each further one what has changed since: a level that has left
    the best ten leaves the book. A trade in it becomes a trade. Trades are DEPTH_MESSAGE, too.

    `ts` is the venue's time, or that of the record before where it lies behind it, as in a snapshot
    of older orders: the time of a book does not go back. `ts_local` is the time of receipt. The
    side of a trade is that of the order that rested: Databento's is the other one.

    Args:
        recording: A file, plain or packed (`.dbn`, `.dbn.zst`), or its content.
        instruments: The grids by symbol, as the file's mappings name them; the place of a symbol is
            its index in the records, and other instruments are left out. None keeps all, numbered
            as they first come, in ticks of 1e-9 and lots of 1.
        report: Filled, unless None.

    Returns:
        An array of BOOK_MESSAGE for mbo, of DEPTH_MESSAGE for the others.

    Raises:
        BookError: A record that cannot be right, counted from 0.
        DataError: A file that cannot be read, that is no DBN, or of another schema.
        ImportError: databento-dbn is not installed.
    """
    report = ReadReport() if report is None else report
    in_memory = isinstance(recording, bytes | bytearray | memoryview)
    place = "recording" if in_memory else os.fspath(recording)  # type: ignore[arg-type]
    if in_memory:
        content = bytes(recording)  # type: ignore[arg-type]
    else:
        with open_bytes(recording) as file:  # type: ignore[arg-type]
            content = file.read()
    try:
        name, metadata, start = _metadata(content)
        records, rows = _records(content, start, _SCHEMAS[name], report, metadata.ts_out)
        indexes = _indexes(records, metadata, instruments)
        kept = indexes != _NO_INSTRUMENT
        report.leave_out("other symbol", int(np.count_nonzero(~kept)))
        table = _on_grids(records[kept], rows[kept], indexes[kept], instruments)
        return _SCHEMAS[name].messages(table, report)
    except BookError as error:
        raise BookError(f"{place}: {error}", error.row) from None
    except DataError as error:
        raise DataError(f"{place}: {error}") from error.__cause__


def _metadata(content: bytes) -> tuple[str, Any, int]:
    """The schema's name, the metadata, and where the records begin."""
    try:
        import databento_dbn
    except ModuleNotFoundError as error:
        raise ImportError(
            "databento: expected the package databento-dbn, found none "
            "(pip install 'swarmcore[databento]')"
        ) from error
    if not content.startswith(_MAGIC):
        raise DataError("expected DBN, was other data")
    try:
        metadata = databento_dbn.Metadata.decode(content)
    except (databento_dbn.DBNError, ValueError) as error:
        said = (str(error).splitlines() or [""])[0]
        raise DataError(f"expected DBN, could not read its metadata ({said})") from error
    name = "mixed" if metadata.schema is None else str(metadata.schema)
    if name not in _SCHEMAS:
        raise DataError(f"schema: expected {', '.join(_SCHEMAS)}, was {name}")
    length = int.from_bytes(content[len(_MAGIC) + 1 : _PRELUDE], "little")
    return name, metadata, _PRELUDE + length


def _records(
    content: bytes, start: int, schema: _Schema, report: ReadReport, ts_out: bool
) -> tuple[NDArray[np.void], NDArray[np.int64]]:
    """The records of the schema, and where each stands in the file; others are left out."""
    size = schema.dtype.itemsize + (8 if ts_out else 0)
    body = np.frombuffer(content, np.uint8, offset=min(start, len(content)))
    lengths, rtypes = body[::size], body[1::size]
    if len(body) % size == 0 and (lengths == size // 4).all() and (rtypes == schema.rtype).all():
        rows: NDArray[np.int64] = np.arange(len(body) // size)
        starts: NDArray[np.int64] = size * rows
        report.rows += len(rows)
    else:
        starts, rows = _scan(body, schema.rtype, size, report)
    taken = body[starts[:, None] + np.arange(schema.dtype.itemsize)]
    return np.ascontiguousarray(taken).view(schema.dtype).reshape(-1), rows


def _scan(
    body: NDArray[np.uint8], rtype: int, size: int, report: ReadReport
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Record by record, by the length that each begins with."""
    starts, rows = [], []
    at = 0
    row = 0
    while at < len(body):
        length = 4 * int(body[at])
        if length < _HEADER_BYTES:
            raise BookError(f"row {row}: length: expected 16 bytes or more, was {length}", row)
        if at + length > len(body):
            raise BookError(f"row {row}: expected a whole record, was cut short by the end", row)
        if body[at + 1] != rtype:
            report.leave_out("other record")
        elif length != size:
            raise BookError(f"row {row}: length: expected {size} bytes, was {length}", row)
        else:
            starts.append(at)
            rows.append(row)
        at += length
        row += 1
    report.rows += row
    return np.array(starts, np.int64), np.array(rows, np.int64)


def _indexes(
    records: NDArray[np.void], metadata: Any, instruments: Mapping[str, Instrument] | None
) -> NDArray[np.uint16]:
    """The index of each record's instrument, or _NO_INSTRUMENT."""
    ids = records["instrument_id"]
    if instruments is None:
        found, first, inverse = np.unique(ids, return_index=True, return_inverse=True)
        if len(found) >= _NO_INSTRUMENT:
            raise DataError(f"instruments: expected fewer than {_NO_INSTRUMENT}, was {len(found)}")
        return np.argsort(np.argsort(first)).astype(np.uint16)[inverse]
    indexes = np.full(len(records), _NO_INSTRUMENT, np.uint16)
    days = records["ts_recv"].view("M8[ns]")
    for index, symbol in enumerate(instruments):
        intervals = metadata.mappings.get(symbol)
        if intervals is None:
            known = ", ".join(sorted(metadata.mappings)) or "none"
            raise DataError(f"instruments: expected a symbol of the file ({known}), was {symbol!r}")
        for each in intervals:
            begin, end = np.datetime64(each["start_date"]), np.datetime64(each["end_date"])
            mine = (ids == int(each["symbol"])) & (days >= begin) & (days < end)
            indexes[mine] = index
    return indexes


def _on_grids(
    records: NDArray[np.void],
    rows: NDArray[np.int64],
    indexes: NDArray[np.uint16],
    instruments: Mapping[str, Instrument] | None,
) -> NDArray[np.void]:
    """Records with times that do not go back, and prices and sizes on their instruments' grids.

    Beside the fields of the record: `row`, `instrument`, and sizes of 64 bits.
    """
    ts = np.where(records["ts_event"] == _NO_TIME, records["ts_recv"], records["ts_event"])
    bad = np.flatnonzero(ts < 0)
    if len(bad):
        row = int(rows[bad[0]])
        raise BookError(f"row {row}: ts_event: expected nanoseconds since 1970, was none", row)
    has_levels = "levels" in (records.dtype.names or ())
    count = records["levels"].shape[1] if has_levels else 0
    table = np.zeros(len(records), _table_dtype(count))
    for name in ("action", "side", "flags", "sequence"):
        table[name] = records[name]
    table["row"], table["instrument"] = rows, indexes
    table["ts"] = np.maximum.accumulate(ts) if len(ts) else ts
    table["ts_local"] = np.where(records["ts_recv"] < 0, table["ts"], records["ts_recv"])
    if "order_id" in (records.dtype.names or ()):
        table["order_id"] = records["order_id"]
    table["price"], table["size"] = records["price"], records["size"]
    if count:
        table["prices"], table["sizes"] = records["levels"]["price"], records["levels"]["size"]
    for index, instrument in enumerate((instruments or {}).values()):
        _put_on_grid(table, np.flatnonzero(indexes == index), instrument)
    return table


def _table_dtype(levels: int) -> np.dtype[np.void]:
    return np.dtype(
        [
            *[("row", np.int64), ("instrument", np.uint16), ("ts", np.int64)],
            *[("ts_local", np.int64), ("sequence", np.uint64), ("order_id", np.uint64)],
            *[("price", np.int64), ("size", np.int64), ("action", "S1"), ("side", "S1")],
            *[("flags", np.uint8), ("prices", np.int64, (levels, 2))],
            ("sizes", np.int64, (levels, 2)),
        ]
    )


def _put_on_grid(table: NDArray[np.void], at: NDArray[np.int64], instrument: Instrument) -> None:
    fields = (
        (("price", "prices"), instrument.tick_size, _PRICE_UNIT),
        (("size", "sizes"), instrument.lot_size, _QUANTITY_UNIT),
    )
    for names, size, unit in fields:
        for name in names:
            values = table[name][at]
            none = values == NO_PRICE
            try:
                counts = rescale(np.where(none, 0, values), scale(size, unit), name, size)
            except BookError as error:
                row = int(table["row"][at[error.row]])
                _, _, reason = str(error).partition(": ")
                raise BookError(f"row {row}: {reason}", row) from None
            table[name][at] = np.where(none, NO_PRICE, counts)
