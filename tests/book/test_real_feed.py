"""Days of real order events through the mirror."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pytest
from swarmcore.book import BOOK_MESSAGE, MessageKind, OrderBook
from swarmcore.errors import BookError

if TYPE_CHECKING:
    from pathlib import Path

# LOBSTER's types, by the kind that says the same of a book; 5 is an execution of a hidden order.
KINDS = {
    1: MessageKind.ADD,
    2: MessageKind.REDUCE,
    3: MessageKind.DELETE,
    4: MessageKind.EXECUTE,
    5: MessageKind.TRADE,
}


def read_lobster(path: Path, columns: list[str]) -> pa.Table:
    """A LOBSTER file, whose columns have no names of their own."""
    with pa.input_stream(path, compression="zstd") as stream:
        return pa.csv.read_csv(
            stream,
            read_options=pa.csv.ReadOptions(column_names=columns),
            convert_options=pa.csv.ConvertOptions(column_types={"time": pa.decimal128(24, 15)}),
        )


def lobster_messages(path: Path) -> np.ndarray:
    """A LOBSTER message file as book messages: ticks of USD 0.0001, time since midnight."""
    table = read_lobster(path, ["time", "type", "order_id", "size", "price", "direction"])
    # Some times carry digits beyond the nanosecond, the noise of a float: they are cut off.
    nanoseconds = pc.multiply(table["time"], Decimal(10**9)).cast(pa.int64(), safe=False)
    messages = np.zeros(len(table), BOOK_MESSAGE)
    messages["ts"] = nanoseconds.to_numpy()
    messages["order_id"] = table["order_id"].to_numpy()
    messages["price"] = table["price"].to_numpy()
    messages["quantity"] = table["size"].to_numpy()
    messages["side"] = table["direction"].to_numpy()
    messages["kind"] = [KINDS[kind] for kind in table["type"].to_pylist()]
    return messages


def orders_without_add(messages: np.ndarray) -> int:
    """How many messages change an order that the file does not introduce before them."""
    introduced: set[int] = set()
    count = 0
    for kind, order_id in zip(
        messages["kind"].tolist(), messages["order_id"].tolist(), strict=True
    ):
        if kind == MessageKind.ADD:
            introduced.add(order_id)
        elif kind != MessageKind.TRADE and order_id not in introduced:
            count += 1
    return count


@pytest.mark.parametrize(
    ("name", "rows", "unknown"),
    [
        ("lobster_amzn_20120621_message_1.csv.zst", 57_515, 7_467),
        ("lobster_aapl_20120621_message_50.csv.zst", 91_997, 84),
    ],
)
def test_a_real_day_applies_but_for_orders_that_it_never_introduced(
    data_folder: Path, instrument: Any, name: str, rows: int, unknown: int
) -> None:
    """Every message whose order the file adds applies; the others, and no more, are refused.

    Their orders are older than the file, or came while outside its levels.
    """
    messages = lobster_messages(data_folder / "l3" / name)
    mirror = OrderBook(instrument)
    refused, start = [], 0
    while start < len(messages):
        try:
            start += mirror.apply(messages[start:])
        except BookError as error:
            refused.append(str(error).partition(": order_id: ")[2])
            start += error.row + 1
    assert len(messages) == rows
    assert len(refused) == orders_without_add(messages) == unknown
    assert {reason.rpartition(",")[0] for reason in refused} == {"expected an order in the book"}


def test_a_real_book_shows_the_best_prices_that_the_venue_showed(
    data_folder: Path, instrument: Any
) -> None:
    """An hour of 50 levels is never crossed, and 99.6 % of its best prices are in the venue's file.

    The others differ by orders from before the file. A file of one level would not do: it leaves
    out what happens to an order away from the best price, and a mirror keeps what is long gone.
    """
    messages = lobster_messages(data_folder / "l3" / "lobster_aapl_20120621_message_50.csv.zst")
    shown = read_lobster(
        data_folder / "l3" / "lobster_aapl_20120621_orderbook_1.csv.zst",
        ["ask_price", "ask_size", "bid_price", "bid_size"],
    )
    venue = set(zip(*(shown[name].to_pylist() for name in sorted(shown.column_names)), strict=True))
    mirror = OrderBook(instrument)
    bound = mirror.bind(messages)
    changes, last, states = 0, None, set()
    for row in range(len(messages)):
        try:
            bound(row)
        except BookError:
            continue
        bid, ask = mirror.best_bid, mirror.best_ask
        if bid is None or ask is None:
            continue
        assert bid[0] < ask[0]
        changes += (ask, bid) != last
        last = (ask, bid)
        states.add((*ask, *bid))
    assert changes == 23_456
    assert len(states) == 16_436
    assert len(states & venue) == 16_377
