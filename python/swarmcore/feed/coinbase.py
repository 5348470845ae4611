"""Coinbase: the level2 channel and the matches of the exchange's socket.

Source: https://docs.cdp.coinbase.com/exchange/websocket-feed/channels
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal

import msgspec

from swarmcore.feed.depth_recorder import BadRowError, DepthRecorder, Trade, Update, shown
from swarmcore.feed.json_rows import Id, Level, decode, read_lines

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from swarmcore.feed.recorded_lines import Line
    from swarmcore.feed.reports import OnError, ReadReport
    from swarmcore.market.instruments import Instrument

__all__ = ["read_coinbase"]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LATEST = 2**63 // 1000 - 1


class _Message(msgspec.Struct):
    type: str


class _Snapshot(msgspec.Struct):
    product_id: str
    bids: list[Level]
    asks: list[Level]
    time: datetime | None = None


class _Update(msgspec.Struct):
    product_id: str
    changes: list[tuple[Literal["buy", "sell"], str, str]]
    time: datetime


class _Match(msgspec.Struct):
    product_id: str
    trade_id: Id
    side: Literal["buy", "sell"]
    size: str
    price: str
    time: datetime


_MESSAGE = msgspec.json.Decoder(_Message)
_SNAPSHOT = msgspec.json.Decoder(_Snapshot)
_UPDATE = msgspec.json.Decoder(_Update)
_MATCH = msgspec.json.Decoder(_Match)


def read_coinbase(
    path: str | os.PathLike[str],
    instruments: Mapping[str, Instrument],
    *,
    on_error: OnError = "raise",
    report: ReadReport | None = None,
) -> NDArray[np.void]:
    """Snapshots, level2 updates and matches of a recorded socket.

    The venue numbers neither snapshots nor updates and sends no checksum: a missing update does not
    show. Its trades are numbered, and `last_update` of a trade is its number. A snapshot without a
    time has that of the first update after it.

    Args:
        path: The recording, plain or packed.
        instruments: The venue's products, such as `"BTC-USD"`, and their grids; the place of a
            product is its `instrument` in the records. Other products are left out, and so is the
            last match from before the recording.
        on_error: `"raise"` on the first row that cannot be right, or `"skip"` and count it.
        report: Filled with what became of the rows.

    Returns:
        DEPTH_MESSAGE in the order of receipt.

    Raises:
        BookError: A row that cannot be right; `row` is its line, from 0.
        DataError: The file cannot be read.
    """
    reader = _Reader()
    recorder = read_lines(path, instruments, on_error, report, reader.take)
    for snapshot in reader.untimed.values():
        snapshot.ts = snapshot.ts_local
    return recorder.messages()


class _Reader:
    def __init__(self) -> None:
        self.untimed: dict[int, Update] = {}

    def take(self, recorder: DepthRecorder, line: Line, local: int) -> None:
        kind = decode(_MESSAGE, line.json).type
        if kind == "l2update":
            self._take_update(recorder, line.row, local, decode(_UPDATE, line.json))
        elif kind == "match":
            _take_match(recorder, line.row, local, decode(_MATCH, line.json))
        elif kind == "snapshot":
            self._take_snapshot(recorder, line.row, local, decode(_SNAPSHOT, line.json))
        else:
            recorder.leave_out(kind)

    def _take_update(self, recorder: DepthRecorder, row: int, local: int, got: _Update) -> None:
        index = recorder.index(got.product_id)
        if index is None:
            return
        ts = _nanoseconds(got.time)
        snapshot = self.untimed.pop(index, None)
        if snapshot is not None:
            snapshot.ts = ts
        bids = [(price, size) for side, price, size in got.changes if side == "buy"]
        asks = [(price, size) for side, price, size in got.changes if side == "sell"]
        recorder.add(Update(row, index, ts, local, bids, asks))

    def _take_snapshot(self, recorder: DepthRecorder, row: int, local: int, got: _Snapshot) -> None:
        index = recorder.index(got.product_id)
        if index is None:
            return
        ts = 0 if got.time is None else _nanoseconds(got.time)
        snapshot = Update(row, index, ts, local, got.bids, got.asks, snapshot=True, replaces=True)
        recorder.add(snapshot)
        if got.time is None:
            self.untimed[index] = snapshot


def _take_match(recorder: DepthRecorder, row: int, local: int, got: _Match) -> None:
    index = recorder.index(got.product_id)
    if index is None:
        return
    # The side is that of the order that rested.
    side = 1 if got.side == "buy" else -1
    ts = _nanoseconds(got.time)
    recorder.add(Trade(row, index, ts, local, got.price, got.size, side, got.trade_id))


def _nanoseconds(time: datetime) -> int:
    if time.tzinfo is not None:
        microseconds = (time - _EPOCH) // _MICROSECOND
        if 0 <= microseconds <= _LATEST:
            return microseconds * 1000
    reason = f"time: expected one with a zone, from 1970 to 2261, was {shown(str(time))}"
    raise BadRowError("no time", reason)
