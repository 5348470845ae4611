"""Tardis: the CSV files of incremental books, of snapshots of books, and of trades.

Source: https://docs.tardis.dev/downloadable-csv-files
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from swarmcore.feed.depth_recorder import (
    BadRowError,
    DepthRecorder,
    Trade,
    Update,
    shown,
    trade_number,
)
from swarmcore.feed.files import open_bytes
from swarmcore.feed.json_rows import to_nanoseconds

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from swarmcore.feed.reports import OnError, ReadReport
    from swarmcore.market.instruments import Instrument

__all__ = ["read_tardis"]

_MICROSECOND = 10**3
_COMMON = ["exchange", "symbol", "timestamp", "local_timestamp"]
_BOOK = [*_COMMON, "is_snapshot", "side", "price", "amount"]
_TRADES = [*_COMMON, "id", "side", "price", "amount"]
_BOOK_SIDES = {"bid": 1, "ask": -1}
# The side is the taker's.
_TRADE_SIDES = {"buy": -1, "sell": 1, "unknown": 0}


def read_tardis(
    path: str | os.PathLike[str],
    instruments: Mapping[str, Instrument],
    *,
    on_error: OnError = "raise",
    report: ReadReport | None = None,
) -> NDArray[np.void]:
    """A file of incremental_book_L2, of book_snapshot_N or of trades; its header tells which.

    The files have neither numbers nor checksums: a missing row does not show. Rows of one time of
    receipt are an update; the first row of a snapshot after others clears the book. A trade's
    `last_update` is its id, where that is a number.

    Args:
        path: The file, plain or packed.
        instruments: The symbols, as the file has them, and their grids; the place of a symbol is
            its `instrument` in the records. Other symbols are left out.
        on_error: `"raise"` on the first row that cannot be right, or `"skip"` and count it.
        report: Filled with what became of the rows.

    Returns:
        DEPTH_MESSAGE in the order of the file.

    Raises:
        BookError: A row that cannot be right; `row` is counted from 0 after the header. A header of
            another file counts as row 0.
        DataError: The file cannot be read.
    """
    recorder = DepthRecorder(path, instruments, on_error, report)
    with open_bytes(path) as file:
        lines = io.TextIOWrapper(file, "ascii", "backslashreplace", newline="")
        rows = csv.reader(lines, quoting=csv.QUOTE_NONE)
        header = next(rows, [])
        if header == _BOOK:
            _Book(recorder).read(_cells(recorder, rows, len(header)))
        elif header == _TRADES:
            _read_trades(recorder, _cells(recorder, rows, len(header)))
        elif _is_snapshots(header):
            _read_snapshots(recorder, _cells(recorder, rows, len(header)), header)
        else:
            reason = (
                "header: expected that of incremental_book_L2, book_snapshot or trades, was "
                + shown(",".join(header))
            )
            recorder.fault(0, BadRowError("header", reason))
    return recorder.messages()


def _cells(
    recorder: DepthRecorder, rows: Iterator[list[str]], width: int
) -> Iterator[tuple[int, int, int, int, list[str]]]:
    """Row, index of the symbol, times in nanoseconds and cells of every row that is asked for."""
    for row, cells in enumerate(rows):
        recorder.report.rows += 1
        try:
            if len(cells) != width:
                raise BadRowError("columns", f"columns: expected {width}, was {len(cells)}")
            index = recorder.index(cells[1])
            if index is None:
                continue
            ts = to_nanoseconds("timestamp", cells[2], unit=_MICROSECOND)
            local = to_nanoseconds("local_timestamp", cells[3], unit=_MICROSECOND)
        except BadRowError as fault:
            recorder.fault(row, fault)
            continue
        yield row, index, ts, local, cells


class _Open:
    """An update that rows may still join: its levels and their rows, bids and asks."""

    def __init__(self, row: int, index: int, ts: int, local: int, *, snapshot: bool) -> None:
        self.levels: dict[int, list[tuple[str, str]]] = {1: [], -1: []}
        self.rows: dict[int, list[int]] = {1: [], -1: []}
        self.update = Update(
            row,
            index,
            ts,
            local,
            self.levels[1],
            self.levels[-1],
            snapshot=snapshot,
            level_rows=(self.rows[1], self.rows[-1]),
        )

    def takes(self, ts: int, local: int, *, snapshot: bool) -> bool:
        """Whether a row belongs to it."""
        update = self.update
        return (update.ts, update.ts_local, update.snapshot) == (ts, local, snapshot)


class _Book:
    """Joins the rows of one message to an update."""

    def __init__(self, recorder: DepthRecorder) -> None:
        self._recorder = recorder
        self._open: dict[int, _Open] = {}

    def read(self, rows: Iterator[tuple[int, int, int, int, list[str]]]) -> None:
        for row, index, ts, local, cells in rows:
            try:
                self._take(row, index, ts, local, cells)
            except BadRowError as fault:
                self._recorder.fault(row, fault)

    def _take(self, row: int, index: int, ts: int, local: int, cells: list[str]) -> None:
        snapshot = _flag(cells[4])
        side = _side(cells[5], _BOOK_SIDES)
        last = self._open.get(index)
        if last is None or not last.takes(ts, local, snapshot=snapshot):
            began = snapshot and (last is None or not last.update.snapshot)
            last = _Open(row, index, ts, local, snapshot=snapshot)
            last.update.replaces = began
            self._open[index] = last
            self._recorder.entries.append(last.update)
        last.levels[side].append((cells[6], cells[7]))
        last.rows[side].append(row)


def _read_trades(
    recorder: DepthRecorder, rows: Iterator[tuple[int, int, int, int, list[str]]]
) -> None:
    for row, index, ts, local, cells in rows:
        try:
            side = _side(cells[5], _TRADE_SIDES)
        except BadRowError as fault:
            recorder.fault(row, fault)
            continue
        number = trade_number(cells[4])
        recorder.add(Trade(row, index, ts, local, cells[6], cells[7], side, number))


def _read_snapshots(
    recorder: DepthRecorder,
    rows: Iterator[tuple[int, int, int, int, list[str]]],
    header: Sequence[str],
) -> None:
    names = {name: at for at, name in enumerate(header)}
    places = {
        side: [
            (names[f"{side}[{level}].price"], names[f"{side}[{level}].amount"])
            for level in range((len(header) - len(_COMMON)) // 4)
        ]
        for side in ("bids", "asks")
    }
    for row, index, ts, local, cells in rows:
        # A book of fewer levels leaves the cells of the others empty.
        bids, asks = (
            [(cells[price], cells[amount]) for price, amount in places[side] if cells[price]]
            for side in ("bids", "asks")
        )
        recorder.add(Update(row, index, ts, local, bids, asks, snapshot=True, replaces=True))


def _is_snapshots(header: Sequence[str]) -> bool:
    levels = (len(header) - len(_COMMON)) // 4
    wanted = {
        f"{side}[{level}].{cell}"
        for side in ("asks", "bids")
        for level in range(levels)
        for cell in ("price", "amount")
    }
    return levels > 0 and header[:4] == _COMMON and set(header[4:]) == wanted


def _flag(text: str) -> bool:
    if text in ("true", "false"):
        return text == "true"
    raise BadRowError("is_snapshot", f"is_snapshot: expected true or false, was {shown(text)}")


def _side(text: str, sides: Mapping[str, int]) -> int:
    if text in sides:
        return sides[text]
    expected = ", ".join(sides)
    raise BadRowError("side", f"side: expected one of {expected}, was {shown(text)}")
