"""Files that hold trades alone."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from swarmcore.book import DEPTH_MESSAGE, DepthBook
from swarmcore.errors import BookError, DataError
from swarmcore.feed import (
    ReadReport,
    open_bytes,
    read_binance_trades,
    read_freqtrade_trades,
    read_kraken_trades,
)
from swarmcore.market import Instrument

from .l2 import TRADE

if TYPE_CHECKING:
    from pathlib import Path

BTCUSDT = Instrument("BTCUSDT", "0.01", "0.000001")
BCHEUR = Instrument("BCHEUR", "0.000001", "1e-8")
XRPETH = Instrument("XRPETH", "1e-8", "1")


def check(messages: np.ndarray, instrument: Instrument, count: int) -> None:
    """Trades alone, that a book takes without changing."""
    assert messages.dtype == DEPTH_MESSAGE
    assert messages["kind"].tolist() == [TRADE] * count
    assert (messages["price"] > 0).all()
    assert (messages["quantity"] > 0).all()
    assert (np.diff(messages["ts"]) >= 0).all()
    assert (messages["ts"] == messages["ts_local"]).all()
    book = DepthBook(instrument)
    assert book.apply(messages) == count
    assert len(book) == 0


def test_a_parquet_table_of_trades(data_folder: Path) -> None:
    """2,001 trades of Binance, numbered without a hole; floats are put back onto the grid."""
    path = data_folder / "l2" / "binance_btcusdt_trades.parquet"
    messages = read_binance_trades(path, BTCUSDT)
    check(messages, BTCUSDT, 2_001)
    assert set(np.diff(messages["last_update"].astype(np.int64)).tolist()) == {1}
    assert messages["ts"][0] == 1_610_064_000_278_000_000
    assert messages[["price", "quantity", "side"]][:3].tolist() == [
        (3_943_248, 263, 1),
        (3_943_944, 4_376, -1),
        (3_943_922, 311, -1),
    ]


def test_an_export_of_kraken(data_folder: Path) -> None:
    """486 trades, of which nobody says who took."""
    messages = read_kraken_trades(data_folder / "l2" / "kraken_bcheur_trades.csv", BCHEUR)
    check(messages, BCHEUR, 486)
    assert set(messages["side"].tolist()) == {0}
    assert messages[["ts", "price", "quantity"]][0].tolist() == (
        1_672_620_536_000_000_000,
        90_070_000,
        110_000_000,
    )


def test_a_list_of_freqtrade(data_folder: Path) -> None:
    """12,477 trades of Binance through ccxt, every number as it is written."""
    path = data_folder / "l2" / "xrp_eth_trades.json.zst"
    messages = read_freqtrade_trades(path, XRPETH)
    check(messages, XRPETH, 12_477)
    with open_bytes(path) as file:
        rows = json.loads(file.read(), parse_float=Decimal)
    assert messages["price"].tolist() == [XRPETH.ticks(row[4]) for row in rows]
    assert messages["side"].tolist() == [-1 if row[3] == "buy" else 1 for row in rows]
    assert messages["last_update"].tolist() == [int(row[1]) for row in rows]


def test_a_bad_trade_of_an_export_is_named(tmp_path: Path) -> None:
    """Each fault is counted by its cause, and the good trades stay."""
    path = tmp_path / "trades.csv"
    path.write_text("1,2.5,1\nx,2.5,1\n1,2.5\n1,0,1\n1,2.5,0\n1,2.50000001,1\n2,3,4\n")
    with pytest.raises(BookError, match=r"trades.csv: row 1: time: expected a time, was 'x'$"):
        read_kraken_trades(path, BCHEUR)
    report = ReadReport()
    messages = read_kraken_trades(path, BCHEUR, on_error="skip", report=report)
    assert messages["ts"].tolist() == [10**9, 2 * 10**9]
    assert report.rows == 7
    assert report.skipped == {
        "no time": 1,
        "columns": 1,
        "price out of range": 1,
        "quantity out of range": 1,
        "price off the grid": 1,
    }


def test_a_bad_trade_of_a_list_is_named(tmp_path: Path) -> None:
    """A row of another form and an unknown side are told apart."""
    path = tmp_path / "trades.json"
    path.write_text('[[1,"7",null,"sell",2.5,1,2.5],[1],[1,"7",null,"short",2.5,1,2.5]]')
    report = ReadReport()
    messages = read_freqtrade_trades(path, XRPETH, on_error="skip", report=report)
    assert len(messages) == 1
    assert report.skipped == {"another form": 1, "side": 1}
    path.write_text('{"no": "list"}')
    with pytest.raises(BookError, match="row 0: message: expected the venue's form") as caught:
        read_freqtrade_trades(path, XRPETH)
    assert caught.value.row == 0


def test_a_table_that_is_none_is_refused(tmp_path: Path) -> None:
    """Bytes that are no Parquet, and tables of other columns, are errors of the file."""
    path = tmp_path / "trades.parquet"
    path.write_bytes(b"PAR1 or not")
    with pytest.raises(DataError, match="expected Parquet, could not read it"):
        read_binance_trades(path, BTCUSDT)
    pq.write_table(pa.table({"price": [1.0]}), path)
    with pytest.raises(DataError, match="missing timestamp, trade_id, quantity, buyer_maker"):
        read_binance_trades(path, BTCUSDT)


def test_a_bad_row_of_a_table_is_named(tmp_path: Path) -> None:
    """A null, a number that is none and one between two ticks are rows that cannot be right."""
    path = tmp_path / "trades.parquet"
    good = {"trade_id": 1, "price": 2.5, "quantity": 1.0, "buyer_maker": "True"}
    changes: list[dict[str, object]] = [
        {},
        {"price": None},
        {"price": float("nan")},
        {"price": 2.505},
        {"quantity": 0.0},
        {"buyer_maker": "maybe"},
    ]
    rows = [good | change for change in changes]
    table = pa.Table.from_pylist(rows)
    times = pa.array([1_000] * len(rows), pa.timestamp("ms", tz="UTC"))
    pq.write_table(table.append_column("timestamp", times), path)
    report = ReadReport()
    messages = read_binance_trades(path, BTCUSDT, on_error="skip", report=report)
    assert messages["ts"].tolist() == [10**9]
    assert report.skipped == {
        "price no number": 2,
        "price off the grid": 1,
        "quantity out of range": 1,
        "side": 1,
    }
