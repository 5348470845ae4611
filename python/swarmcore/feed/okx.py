"""OKX: the order book channels with their numbers and checksums, and trades.

Source: https://www.okx.com/docs-v5/en/#order-book-trading-market-data-ws-order-book-channel
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import msgspec

from swarmcore.feed.depth_recorder import DepthRecorder, Trade, Update, trade_number
from swarmcore.feed.json_rows import decode, read_lines, to_nanoseconds

if TYPE_CHECKING:
    import os
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from swarmcore.feed.recorded_lines import Line
    from swarmcore.feed.reports import OnError, ReadReport
    from swarmcore.market.instruments import Instrument

__all__ = ["read_okx"]

_MILLISECOND = 10**6

# Price, size, and perhaps a field no longer used and the number of orders.
_Level = Annotated[list[str], msgspec.Meta(min_length=2)]
# -1 says that there is none before.
_Sequence = Annotated[int, msgspec.Meta(ge=-1, le=2**63 - 1)]
_Checksum = Annotated[int, msgspec.Meta(ge=-(2**31), lt=2**31)]


class _Argument(msgspec.Struct, rename={"instrument": "instId"}):
    channel: str
    instrument: str = ""


class _Message(msgspec.Struct, rename={"argument": "arg"}):
    event: str = ""
    argument: _Argument | None = None
    action: Literal["snapshot", "update"] = "snapshot"
    data: msgspec.Raw = msgspec.Raw(b"[]")


class _Book(msgspec.Struct, rename={"sequence": "seqId", "previous": "prevSeqId"}):
    asks: list[_Level]
    bids: list[_Level]
    ts: str
    sequence: _Sequence = 0
    previous: _Sequence = 0
    checksum: _Checksum = 0


class _TradeRow(
    msgspec.Struct,
    rename={"instrument": "instId", "id": "tradeId", "price": "px", "size": "sz"},
):
    instrument: str
    id: str
    price: str
    size: str
    side: Literal["buy", "sell"]
    ts: str


_MESSAGE = msgspec.json.Decoder(_Message)
_BOOKS = msgspec.json.Decoder(list[_Book])
_TRADES = msgspec.json.Decoder(list[_TradeRow])


def read_okx(
    path: str | os.PathLike[str],
    instruments: Mapping[str, Instrument],
    *,
    on_error: OnError = "raise",
    report: ReadReport | None = None,
) -> NDArray[np.void]:
    """Books and trades of a recorded socket: one pushed message a line.

    An update names the one before it, and until June 2026 carried the checksum of the book after
    it, for `DepthBook(instrument, checksum="okx")`; the venue sends 0 since, which is no checksum.
    The channels of few levels send a snapshot each time.

    Args:
        path: The recording, plain or packed; a line may begin with its time of receipt.
        instruments: The venue's instruments, such as `"BTC-USDT"`, and their grids; the place of
            one is its `instrument` in the records. Others are left out.
        on_error: `"raise"` on the first row that cannot be right, or `"skip"` and count it.
        report: Filled with what became of the rows.

    Returns:
        DEPTH_MESSAGE in the order of receipt. Without a time of receipt, `ts_local` is `ts`.

    Raises:
        BookError: A row that cannot be right; `row` is its line, from 0.
        DataError: The file cannot be read.
    """
    return read_lines(path, instruments, on_error, report, _take).messages()


def _take(recorder: DepthRecorder, line: Line, local: int) -> None:
    message = decode(_MESSAGE, line.json)
    if message.event or message.argument is None:
        recorder.leave_out(message.event or "no channel")
        return
    channel = message.argument.channel
    if "book" in channel or channel == "bbo-tbt":
        index = recorder.index(message.argument.instrument)
        if index is not None:
            for book in decode(_BOOKS, message.data):
                snapshot = message.action == "snapshot"
                recorder.add(_update(line.row, index, local, book, snapshot=snapshot))
    elif channel.startswith("trades"):
        for row in decode(_TRADES, message.data):
            index = recorder.index(row.instrument)
            if index is not None:
                recorder.add(_trade(line.row, index, local, row))
    else:
        recorder.leave_out(channel)


def _update(row: int, index: int, local: int, book: _Book, *, snapshot: bool) -> Update:
    ts = to_nanoseconds("ts", book.ts, unit=_MILLISECOND)
    return Update(
        row,
        index,
        ts,
        local or ts,
        book.bids,
        book.asks,
        last_update=max(0, book.sequence),
        previous_update=0 if snapshot else max(0, book.previous),
        snapshot=snapshot,
        replaces=snapshot,
        checksum=book.checksum or None,
    )


def _trade(row: int, index: int, local: int, got: _TradeRow) -> Trade:
    ts = to_nanoseconds("ts", got.ts, unit=_MILLISECOND)
    # The side is the taker's.
    side = -1 if got.side == "buy" else 1
    return Trade(row, index, ts, local or ts, got.price, got.size, side, trade_number(got.id))
