"""freqtrade: public trades as it downloads them through ccxt.

Source: https://docs.freqtrade.io/ ("trades" of download-data) and https://docs.ccxt.com/ ("trade
structure").
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

from swarmcore.feed.depth_recorder import BadRowError, DepthRecorder, Trade, shown, trade_number
from swarmcore.feed.files import open_bytes
from swarmcore.feed.json_rows import Milliseconds, decode

if TYPE_CHECKING:
    import os

    import numpy as np
    from numpy.typing import NDArray

    from swarmcore.feed.reports import OnError, ReadReport
    from swarmcore.market.instruments import Instrument

__all__ = ["read_freqtrade_trades"]

_MILLISECOND = 10**6
# The side is the taker's.
_SIDES = {"buy": -1, "sell": 1, None: 0}

# Time, id, type of the order, side, price, amount, cost.
_Row = tuple[Milliseconds, str | None, str | None, str | None, Decimal, Decimal, Decimal | None]

_ROWS = msgspec.json.Decoder(list[msgspec.Raw])
_ROW = msgspec.json.Decoder(_Row)


def read_freqtrade_trades(
    path: str | os.PathLike[str],
    instrument: Instrument,
    *,
    on_error: OnError = "raise",
    report: ReadReport | None = None,
) -> NDArray[np.void]:
    """Trades of one JSON array of [time in ms, id, type, side, price, amount, cost].

    Args:
        path: The file, plain or packed.
        instrument: The grid of the pair.
        on_error: `"raise"` on the first row that cannot be right, or `"skip"` and count it.
        report: Filled with what became of the rows.

    Returns:
        DEPTH_MESSAGE of kind TRADE in the order of the file; `ts_local` is `ts`, and `last_update`
        the trade's id, where that is a number.

    Raises:
        BookError: A row that cannot be right; `row` is its place in the array, from 0. A file that
            is no array counts as row 0.
        DataError: The file cannot be read.
    """
    recorder = DepthRecorder(path, {instrument.symbol: instrument}, on_error, report)
    with open_bytes(path) as file:
        data = file.read()
    try:
        rows = decode(_ROWS, data)
    except BadRowError as fault:
        recorder.fault(0, fault)
        rows = []
    for row, raw in enumerate(rows):
        recorder.report.rows += 1
        try:
            recorder.add(_trade(row, raw))
        except BadRowError as fault:
            recorder.fault(row, fault)
    return recorder.messages()


def _trade(row: int, raw: msgspec.Raw) -> Trade:
    time, name, _, side, price, amount, _ = decode(_ROW, raw)
    if side not in _SIDES:
        raise BadRowError("side", f"side: expected buy, sell or null, was {shown(side)}")
    ts = time * _MILLISECOND
    return Trade(row, 0, ts, ts, str(price), str(amount), _SIDES[side], trade_number(name))
