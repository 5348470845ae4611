"""Kraken: the book and trade channels of the socket's first version, and exported trades.

Sources: https://docs.kraken.com/api/docs/websocket-v1/book and
https://docs.kraken.com/api/docs/guides/spot-ws-book-v1 (checksums).
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Annotated, Any

import msgspec

from swarmcore.feed.depth_recorder import BadRowError, DepthRecorder, Trade, Update, shown
from swarmcore.feed.files import open_bytes
from swarmcore.feed.json_rows import decode, read_lines, to_nanoseconds

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from swarmcore.feed.recorded_lines import Line
    from swarmcore.feed.reports import OnError, ReadReport
    from swarmcore.market.instruments import Instrument

__all__ = ["read_kraken", "read_kraken_trades"]

_SECOND = 10**9
_LARGEST_CRC = 2**32 - 1

# Price, volume, time in seconds, and "r" where the level is published again.
_Level = Annotated[list[str], msgspec.Meta(min_length=3, max_length=4)]
# Price, volume, time in seconds, side of the taker, type of its order, and whatever else.
_TradeRow = Annotated[list[str], msgspec.Meta(min_length=5)]


class _Part(
    msgspec.Struct,
    rename={
        "new_asks": "as",
        "new_bids": "bs",
        "asks": "a",
        "bids": "b",
        "checksum": "c",
    },
):
    """A part of a message of a book: of a snapshot or of an update."""

    new_asks: list[_Level] | None = None
    new_bids: list[_Level] | None = None
    asks: list[_Level] = []
    bids: list[_Level] = []
    checksum: str | None = None


class _Event(msgspec.Struct):
    event: str


_EVENT = msgspec.json.Decoder(_Event)
_PARTS = msgspec.json.Decoder(Annotated[list[msgspec.Raw], msgspec.Meta(min_length=4)])
_TEXT = msgspec.json.Decoder(str)
_PART = msgspec.json.Decoder(_Part)
_TRADES = msgspec.json.Decoder(list[_TradeRow])


def read_kraken(
    path: str | os.PathLike[str],
    instruments: Mapping[str, Instrument],
    *,
    on_error: OnError = "raise",
    report: ReadReport | None = None,
) -> NDArray[np.void]:
    """Books with their checksums, and trades, of a recorded socket.

    The venue numbers nothing; each update carries the checksum of the ten best levels after it,
    as its last row. It does not say when a level drops out of the depth subscribed to, so that a
    mirror must be told it:

        DepthBook(instrument, checksum="kraken", levels=1000)

    Args:
        path: The recording, plain or packed.
        instruments: The venue's pairs, such as `"XBT/USD"`, and their grids; the place of a pair is
            its `instrument` in the records. Other pairs are left out. For the checksum, tick and
            lot must have the decimal places that the venue writes, or DepthBook be told them.
        on_error: `"raise"` on the first row that cannot be right, or `"skip"` and count it.
        report: Filled with what became of the rows.

    Returns:
        DEPTH_MESSAGE in the order of receipt; an update has the latest time among its levels.

    Raises:
        BookError: A row that cannot be right; `row` is its line, from 0.
        DataError: The file cannot be read.
    """
    return read_lines(path, instruments, on_error, report, _take).messages()


def read_kraken_trades(
    path: str | os.PathLike[str],
    instrument: Instrument,
    *,
    on_error: OnError = "raise",
    report: ReadReport | None = None,
) -> NDArray[np.void]:
    """Trades as the venue exports them: lines of Unix seconds, price and volume, without a header.

    The export does not say who took: `side` is 0. `ts_local` is `ts`.

    Args:
        path: The file, plain or packed.
        instrument: The grid of the pair.
        on_error: `"raise"` on the first row that cannot be right, or `"skip"` and count it.
        report: Filled with what became of the rows.

    Returns:
        DEPTH_MESSAGE of kind TRADE in the order of the file.

    Raises:
        BookError: A row that cannot be right; `row` is its line, from 0.
        DataError: The file cannot be read.
    """
    recorder = DepthRecorder(path, {instrument.symbol: instrument}, on_error, report)
    with open_bytes(path) as file:
        lines = io.TextIOWrapper(file, "ascii", "backslashreplace", newline="")
        for row, cells in enumerate(csv.reader(lines, quoting=csv.QUOTE_NONE)):
            recorder.report.rows += 1
            try:
                if len(cells) != 3:
                    raise BadRowError("columns", f"columns: expected 3, was {len(cells)}")
                ts = to_nanoseconds("time", cells[0], unit=_SECOND)
                recorder.add(Trade(row, 0, ts, ts, cells[1], cells[2], 0))
            except BadRowError as fault:
                recorder.fault(row, fault)
    return recorder.messages()


def _take(recorder: DepthRecorder, line: Line, local: int) -> None:
    if line.json.startswith(b"{"):
        recorder.leave_out(decode(_EVENT, line.json).event)
        return
    _, *parts, channel, pair = decode(_PARTS, line.json)
    kind = decode(_TEXT, channel)
    index = recorder.index(decode(_TEXT, pair))
    if index is None:
        return
    if kind == "book" or kind.startswith("book-"):
        recorder.add(_update(line.row, index, local, [decode(_PART, part) for part in parts]))
    elif kind == "trade":
        for row in decode(_TRADES, parts[0]):
            recorder.add(_trade(line.row, index, local, row))
    else:
        recorder.leave_out(kind)


def _update(row: int, index: int, local: int, parts: list[Any]) -> Update:
    snapshot = any(p.new_asks is not None or p.new_bids is not None for p in parts)
    bids = [level for p in parts for level in ((p.new_bids or []) if snapshot else p.bids)]
    asks = [level for p in parts for level in ((p.new_asks or []) if snapshot else p.asks)]
    times = {level[2] for level in (*bids, *asks)}
    if not times and not snapshot:
        raise BadRowError("no levels", "message: expected levels, was none")
    checksums = [p.checksum for p in parts if p.checksum is not None]
    return Update(
        row,
        index,
        max((to_nanoseconds("time", time, unit=_SECOND) for time in times), default=local),
        local,
        bids,
        asks,
        snapshot=snapshot,
        replaces=snapshot,
        checksum=_checksum(checksums[-1]) if checksums else None,
    )


def _checksum(text: str) -> int:
    if text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= _LARGEST_CRC:
        return int(text)
    raise BadRowError("no checksum", f"c: expected a number of 32 bits, was {shown(text)}")


def _trade(row: int, index: int, local: int, cells: list[str]) -> Trade:
    price, volume, time, taker = cells[:4]
    if taker not in ("b", "s"):
        raise BadRowError("side", f"side: expected b or s, was {shown(taker)}")
    ts = to_nanoseconds("time", time, unit=_SECOND)
    return Trade(row, index, ts, local, price, volume, -1 if taker == "b" else 1)
