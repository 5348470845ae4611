"""Binance: depth updates, trades and snapshots of spot, USD-M and COIN-M markets.

Sources: https://developers.binance.com/docs/binance-spot-api-docs/web-socket-streams and
https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams
("How to manage a local order book correctly").
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from swarmcore.feed.depth_recorder import DepthRecorder, Trade, Update
from swarmcore.feed.json_rows import Id, Level, Milliseconds, decode, read_lines

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from swarmcore.feed.recorded_lines import Line
    from swarmcore.feed.reports import OnError, ReadReport
    from swarmcore.market.instruments import Instrument

__all__ = ["read_binance"]

_MILLISECOND = 10**6
# A trade of no market: of the insurance fund or of a liquidation, without a price of its own.
_MARKET = "MARKET"


class _Message(msgspec.Struct, rename={"event": "e", "last_update": "lastUpdateId"}):
    """A message of a combined stream, or an event or a snapshot that stands alone."""

    stream: str = ""
    data: msgspec.Raw = msgspec.Raw(b"")
    event: str = ""
    last_update: Id | None = None


class _Depth(
    msgspec.Struct,
    rename={
        "symbol": "s",
        "sent": "E",
        "first_update": "U",
        "last_update": "u",
        "bids": "b",
        "asks": "a",
        "traded": "T",
        "previous_update": "pu",
    },
):
    symbol: str
    sent: Milliseconds
    first_update: Id
    last_update: Id
    bids: list[Level]
    asks: list[Level]
    traded: Milliseconds = 0
    previous_update: Id = 0


class _Snapshot(msgspec.Struct, rename={"last_update": "lastUpdateId", "sent": "E", "traded": "T"}):
    last_update: Id
    bids: list[Level]
    asks: list[Level]
    symbol: str = ""
    sent: Milliseconds = 0
    traded: Milliseconds = 0


class _Trade(
    msgspec.Struct,
    rename={
        "symbol": "s",
        "price": "p",
        "quantity": "q",
        "traded": "T",
        "buyer_rested": "m",
        "kind": "X",
        "id": "t",
        "aggregate_id": "a",
    },
):
    symbol: str
    price: str
    quantity: str
    traded: Milliseconds
    buyer_rested: bool
    kind: str = _MARKET
    id: Id = 0
    aggregate_id: Id = 0


_MESSAGE = msgspec.json.Decoder(_Message)
_DEPTH = msgspec.json.Decoder(_Depth)
_SNAPSHOT = msgspec.json.Decoder(_Snapshot)
_TRADE = msgspec.json.Decoder(_Trade)


def read_binance(
    path: str | os.PathLike[str],
    instruments: Mapping[str, Instrument],
    *,
    on_error: OnError = "raise",
    report: ReadReport | None = None,
) -> NDArray[np.void]:
    """Depth updates, snapshots and trades of a recorded stream, spot or futures.

    Lines are `<ns> <JSON>` or `<seconds>: <JSON>`. A snapshot asked for over REST comes late: it
    may be older than updates received before it. As the venue says, these are held back until it
    came: they stand behind it, with its `ts_local`. A snapshot without a time has that of the last
    update that it holds. A later snapshot is followed once more by the updates that it lacks.
    Where a file has both trades and aggregate trades of a symbol, the latter are left out.

    Args:
        path: The recording, plain or packed.
        instruments: The venue's symbols, such as `"BTCUSDT"`, and their grids; the place of a
            symbol is its `instrument` in the records. Other symbols are left out.
        on_error: `"raise"` on the first row that cannot be right, or `"skip"` and count it.
        report: Filled with what became of the rows.

    Returns:
        DEPTH_MESSAGE in the order of receipt; times of the matching engine where the venue tells
        them, else of sending. `last_update` of a trade is its id.

    Raises:
        BookError: A row that cannot be right; `row` is its line, from 0.
        DataError: The file cannot be read.
    """
    reader = _Reader()
    recorder = read_lines(path, instruments, on_error, report, reader.take)
    recorder.entries = reader.finish(recorder)
    return recorder.messages()


class _Reader:
    def __init__(self) -> None:
        self._updates: dict[int, list[Update]] = {}
        self._aggregates: list[Trade] = []
        self._traded: set[int] = set()
        self._superseded: set[int] = set()
        self._untimed: list[Update] = []

    def take(self, recorder: DepthRecorder, line: Line, local: int) -> None:
        message = decode(_MESSAGE, line.json)
        stream = message.stream.partition("@")[2]
        data: bytes | msgspec.Raw = line.json
        if message.stream:
            data = message.data
            message = decode(_MESSAGE, data)
        if message.event == "depthUpdate":
            self._take_update(recorder, line.row, local, decode(_DEPTH, data))
        elif message.event in ("trade", "aggTrade"):
            self._take_trade(recorder, line.row, local, decode(_TRADE, data), message.event)
        elif not message.event and message.last_update is not None:
            self._take_snapshot(recorder, line.row, local, decode(_SNAPSHOT, data))
        else:
            # A quote of the spot market is known by its stream alone.
            recorder.leave_out(message.event or stream or "acknowledgement")

    def _take_update(self, recorder: DepthRecorder, row: int, local: int, depth: _Depth) -> None:
        index = recorder.index(depth.symbol)
        if index is None:
            return
        update = Update(
            row,
            index,
            (depth.traded or depth.sent) * _MILLISECOND,
            local,
            depth.bids,
            depth.asks,
            depth.first_update,
            depth.last_update,
            depth.previous_update,
        )
        if recorder.add(update):
            self._updates.setdefault(index, []).append(update)

    def _take_snapshot(self, recorder: DepthRecorder, row: int, local: int, got: _Snapshot) -> None:
        index = recorder.index(got.symbol) if got.symbol else recorder.only_index
        if index is None:
            return
        ts = (got.traded or got.sent) * _MILLISECOND
        snapshot = Update(
            row,
            index,
            ts,
            local,
            got.bids,
            got.asks,
            last_update=got.last_update,
            snapshot=True,
            replaces=True,
        )
        recorder.add(snapshot)
        if ts == 0:
            self._untimed.append(snapshot)
        updates = self._updates.setdefault(index, [])
        if any(each.snapshot for each in updates):
            again = [each for each in updates if each.last_update > got.last_update]
        else:
            again = updates[:]
            self._superseded.update(map(id, again))
        updates.append(snapshot)
        for update in again:
            held = replace(update, ts_local=local)
            recorder.add(held)
            updates.append(held)

    def _take_trade(
        self, recorder: DepthRecorder, row: int, local: int, got: _Trade, event: str
    ) -> None:
        if got.kind != _MARKET:
            recorder.leave_out(f"trade of kind {got.kind}")
            return
        index = recorder.index(got.symbol)
        if index is None:
            return
        aggregate = event == "aggTrade"
        trade = Trade(
            row,
            index,
            got.traded * _MILLISECOND,
            local,
            got.price,
            got.quantity,
            1 if got.buyer_rested else -1,
            got.aggregate_id if aggregate else got.id,
        )
        recorder.add(trade)
        if aggregate:
            self._aggregates.append(trade)
        else:
            self._traded.add(index)

    def finish(self, recorder: DepthRecorder) -> list[Update | Trade]:
        """What was taken, less what came twice, every snapshot with a time."""
        for snapshot in self._untimed:
            snapshot.ts = self._time_of(snapshot)
        left_out = {id(each) for each in self._aggregates if each.instrument in self._traded}
        if left_out:
            recorder.report.left_out["aggTrade"] += len(left_out)
        left_out |= self._superseded
        return [entry for entry in recorder.entries if id(entry) not in left_out]

    def _time_of(self, snapshot: Update) -> int:
        timed = [u for u in self._updates[snapshot.instrument] if not u.snapshot]
        held = [u.ts for u in timed if u.last_update <= snapshot.last_update]
        if held:
            return max(held)
        return min((u.ts for u in timed), default=snapshot.ts_local)
