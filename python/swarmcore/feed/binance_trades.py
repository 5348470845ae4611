"""Binance: trades as a Parquet table."""

from __future__ import annotations

import io
import math
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from swarmcore.errors import DataError
from swarmcore.feed.depth_recorder import BadRowError, DepthRecorder, Trade, shown
from swarmcore.feed.files import open_bytes
from swarmcore.feed.float_grids import DOUBLE, price_text, quantity_text

if TYPE_CHECKING:
    import os

    import numpy as np
    from numpy.typing import NDArray

    from swarmcore.feed.reports import OnError, ReadReport
    from swarmcore.market.instruments import Instrument

__all__ = ["read_binance_trades"]

_COLUMNS = ("timestamp", "trade_id", "price", "quantity", "buyer_maker")
_TRUTHS = {True: True, False: False, "True": True, "False": False, "true": True, "false": False}
_LARGEST = 2**63 - 1


def read_binance_trades(
    path: str | os.PathLike[str],
    instrument: Instrument,
    *,
    on_error: OnError = "raise",
    report: ReadReport | None = None,
) -> NDArray[np.void]:
    """Trades of a Parquet table: timestamp, trade_id, price, quantity and buyer_maker.

    Prices and quantities are floats there: each is taken as the one multiple of the tick or lot
    next to it.

    Args:
        path: The file.
        instrument: The grid of the symbol.
        on_error: `"raise"` on the first row that cannot be right, or `"skip"` and count it.
        report: Filled with what became of the rows.

    Returns:
        DEPTH_MESSAGE of kind TRADE in the order of the file; `ts_local` is `ts`, and `last_update`
        the trade's id.

    Raises:
        BookError: A row that cannot be right; `row` is its row, from 0.
        DataError: The file cannot be read, or has other columns.
    """
    recorder = DepthRecorder(path, {instrument.symbol: instrument}, on_error, report)
    table = _table(path, recorder.place)
    columns = [table.column(name).to_pylist() for name in _COLUMNS]
    for row, cells in enumerate(zip(*columns, strict=True)):
        recorder.report.rows += 1
        try:
            recorder.add(_trade(row, instrument, *cells))
        except BadRowError as fault:
            recorder.fault(row, fault)
    return recorder.messages()


def _table(path: str | os.PathLike[str], place: str) -> Any:
    with open_bytes(path) as file:
        data = io.BytesIO(file.read())
    try:
        table = pq.read_table(data)
    except (OSError, pa.ArrowException) as error:
        said = (str(error).splitlines() or [""])[0]
        raise DataError(f"{place}: expected Parquet, could not read it ({said})") from error
    missing = [name for name in _COLUMNS if name not in table.column_names]
    if missing:
        raise DataError(
            f"{place}: columns: expected {', '.join(_COLUMNS)}, missing {', '.join(missing)}"
        )
    kind = table.schema.field("timestamp").type
    if not pa.types.is_timestamp(kind):
        raise DataError(f"{place}: timestamp: expected timestamps, was {kind}")
    at = table.column_names.index("timestamp")
    # As counts: a datetime has no nanoseconds.
    count = table.column("timestamp").cast(pa.timestamp("ns", tz=kind.tz)).cast(pa.int64())
    return table.set_column(at, "timestamp", count)


def _trade(
    row: int, instrument: Instrument, ts: Any, number: Any, price: Any, quantity: Any, maker: Any
) -> Trade:
    if not isinstance(ts, int) or ts < 0:
        raise BadRowError(
            "no time", f"timestamp: expected a time from 1970 on, was {shown(str(ts))}"
        )
    buyer_rested = _TRUTHS.get(maker) if isinstance(maker, bool | str) else None
    if buyer_rested is None:
        raise BadRowError("side", f"buyer_maker: expected true or false, was {shown(str(maker))}")
    numbered = isinstance(number, int) and 0 <= number <= _LARGEST
    return Trade(
        row,
        0,
        ts,
        ts,
        price_text(instrument, _decimal("price", price), DOUBLE),
        quantity_text(instrument, _decimal("quantity", quantity), DOUBLE),
        1 if buyer_rested else -1,
        number if numbered else 0,
    )


def _decimal(name: str, value: Any) -> Decimal:
    if isinstance(value, float) and math.isfinite(value):
        return Decimal(repr(value))
    raise BadRowError(
        f"{name} no number", f"{name}: expected a finite number, was {shown(str(value))}"
    )
