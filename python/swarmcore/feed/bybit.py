"""Bybit: the order book and trades of the linear markets, as of 2021 and of version 5.

Sources: https://bybit-exchange.github.io/docs/v5/websocket/public/orderbook and
https://bybit-exchange.github.io/docs/v5/websocket/public/trade; the form of 2021 (topics
`orderBookL2_25` and `trade`) has left the documentation.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

import msgspec

from swarmcore.feed.depth_recorder import DepthRecorder, Trade, Update
from swarmcore.feed.float_grids import SINGLE, quantity_text
from swarmcore.feed.json_rows import Id, Level, Milliseconds, decode, read_lines, to_nanoseconds

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from swarmcore.feed.recorded_lines import Line
    from swarmcore.feed.reports import OnError, ReadReport
    from swarmcore.market.instruments import Instrument

__all__ = ["read_bybit"]

_MILLISECOND = 10**6
_MICROSECOND = 10**3

_Side = Literal["Buy", "Sell"]


class _Message(
    msgspec.Struct,
    rename={"sent": "ts", "matched": "cts", "sequence": "cross_seq", "time": "timestamp_e6"},
):
    """A message of either form; what tells its time differs."""

    topic: str = ""
    type: Literal["snapshot", "delta"] = "delta"
    data: msgspec.Raw = msgspec.Raw(b"")
    sent: Milliseconds = 0
    matched: Milliseconds = 0
    sequence: str | int = 0
    time: str | int = 0


class _Book(msgspec.Struct, rename={"symbol": "s", "bids": "b", "asks": "a", "update": "u"}):
    symbol: str
    bids: list[Level]
    asks: list[Level]
    update: Id


class _TradeRow(
    msgspec.Struct,
    rename={"symbol": "s", "price": "p", "size": "v", "side": "S", "time": "T"},
):
    symbol: str
    price: str
    size: str
    side: _Side
    time: Milliseconds


class _OldLevel(msgspec.Struct):
    symbol: str
    price: str
    side: _Side
    size: Decimal = Decimal(0)


class _OldChanges(msgspec.Struct):
    delete: list[_OldLevel]
    update: list[_OldLevel]
    insert: list[_OldLevel]


class _OldBook(msgspec.Struct):
    order_book: list[_OldLevel]


class _OldTrade(msgspec.Struct, rename={"time": "trade_time_ms"}):
    symbol: str
    price: str
    size: Decimal
    side: _Side
    time: str | int


_MESSAGE = msgspec.json.Decoder(_Message)
_BOOK = msgspec.json.Decoder(_Book)
_TRADES = msgspec.json.Decoder(list[_TradeRow])
_OLD_BOOK = msgspec.json.Decoder(_OldBook)
_OLD_CHANGES = msgspec.json.Decoder(_OldChanges)
_OLD_TRADES = msgspec.json.Decoder(list[_OldTrade])


def read_bybit(
    path: str | os.PathLike[str],
    instruments: Mapping[str, Instrument],
    *,
    on_error: OnError = "raise",
    report: ReadReport | None = None,
) -> NDArray[np.void]:
    """Books and trades of a recorded socket, or of the venue's files of JSON lines.

    Version 5 counts its updates one by one. In the form of 2021, `last_update` is the venue's
    sequence over all that it matches: it only grows, and a missing update does not show. Its sizes
    are 32-bit floats, such as 642.60004: each is taken as the one multiple of the lot next to it.

    Args:
        path: The recording, plain or packed; a line may begin with its time of receipt.
        instruments: The venue's symbols, such as `"BTCUSDT"`, and their grids; the place of a
            symbol is its `instrument` in the records. Other symbols are left out.
        on_error: `"raise"` on the first row that cannot be right, or `"skip"` and count it.
        report: Filled with what became of the rows.

    Returns:
        DEPTH_MESSAGE in the order of receipt; times of the matching engine where the venue tells
        them, else of sending. Without a time of receipt, `ts_local` is the time of sending.

    Raises:
        BookError: A row that cannot be right; `row` is its line, from 0.
        DataError: The file cannot be read.
    """
    grids = tuple(instruments.values())

    def take(recorder: DepthRecorder, line: Line, local: int) -> None:
        message = decode(_MESSAGE, line.json)
        channel, _, topic = message.topic.partition(".")
        if channel == "orderbook":
            _take_book(recorder, line.row, local, message)
        elif channel == "publicTrade":
            _take_trades(recorder, line.row, local, message)
        elif channel.startswith("orderBookL2"):
            index = recorder.index(topic)
            if index is not None:
                recorder.add(_old_update(line.row, index, local, message, grids[index]))
        elif channel == "trade":
            for trade in decode(_OLD_TRADES, message.data):
                index = recorder.index(trade.symbol)
                if index is not None:
                    recorder.add(_old_trade(line.row, index, local, trade, grids[index]))
        else:
            recorder.leave_out(channel or "acknowledgement")

    return read_lines(path, instruments, on_error, report, take).messages()


def _take_book(recorder: DepthRecorder, row: int, local: int, message: _Message) -> None:
    book = decode(_BOOK, message.data)
    index = recorder.index(book.symbol)
    if index is None:
        return
    snapshot = message.type == "snapshot"
    sent = message.sent * _MILLISECOND
    recorder.add(
        Update(
            row,
            index,
            message.matched * _MILLISECOND or sent,
            local or sent,
            book.bids,
            book.asks,
            first_update=0 if snapshot else book.update,
            last_update=book.update,
            snapshot=snapshot,
            replaces=snapshot,
        )
    )


def _take_trades(recorder: DepthRecorder, row: int, local: int, message: _Message) -> None:
    sent = message.sent * _MILLISECOND
    for trade in decode(_TRADES, message.data):
        index = recorder.index(trade.symbol)
        if index is not None:
            ts = trade.time * _MILLISECOND
            # The side is the taker's.
            side = -1 if trade.side == "Buy" else 1
            recorder.add(Trade(row, index, ts, local or sent or ts, trade.price, trade.size, side))


def _old_update(
    row: int, index: int, local: int, message: _Message, instrument: Instrument
) -> Update:
    snapshot = message.type == "snapshot"
    if snapshot:
        levels = decode(_OLD_BOOK, message.data).order_book
    else:
        changes = decode(_OLD_CHANGES, message.data)
        for level in changes.delete:
            level.size = Decimal(0)
        levels = [*changes.delete, *changes.update, *changes.insert]
    return Update(
        row,
        index,
        to_nanoseconds("timestamp_e6", str(message.time), unit=_MICROSECOND),
        local,
        _side(levels, "Buy", instrument),
        _side(levels, "Sell", instrument),
        last_update=to_nanoseconds("cross_seq", str(message.sequence), unit=1),
        snapshot=snapshot,
        replaces=snapshot,
    )


def _side(levels: Iterable[_OldLevel], side: _Side, instrument: Instrument) -> list[Level]:
    return [
        (level.price, quantity_text(instrument, level.size, SINGLE))
        for level in levels
        if level.side == side
    ]


def _old_trade(row: int, index: int, local: int, got: _OldTrade, instrument: Instrument) -> Trade:
    ts = to_nanoseconds("trade_time_ms", str(got.time), unit=_MILLISECOND)
    side = -1 if got.side == "Buy" else 1
    return Trade(
        row, index, ts, local, got.price, quantity_text(instrument, got.size, SINGLE), side
    )
