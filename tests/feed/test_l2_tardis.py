"""CSV files of Tardis: books in increments, books in snapshots, and trades."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from swarmcore.book import DepthBook
from swarmcore.errors import BookError
from swarmcore.feed import ReadReport, read_tardis
from swarmcore.market import Instrument

from .l2 import CLEAR, SET, TRADE, replay, updates_of

if TYPE_CHECKING:
    from pathlib import Path

BTCUSDT = Instrument("BTCUSDT", "0.01", "0.001")
PERPETUAL = Instrument("BTC-PERPETUAL", "0.5", "10")
XBTUSD = Instrument("XBTUSD", "0.5", "1")


def test_snapshots_of_25_levels_are_books(data_folder: Path) -> None:
    """Each row is a whole book of 25 levels a side, and none is crossed."""
    path = data_folder / "l2" / "tardis_binance_futures_book_snapshot_25_btcusdt.csv"
    messages = read_tardis(path, {"BTCUSDT": BTCUSDT})
    book = DepthBook(BTCUSDT)
    assert replay(book, messages) == (10, 0)
    assert [len(side) for side in book.depth(100)] == [25, 25]
    assert (book.best_bid, book.best_ask) == ((1_165_707, 10_881), (1_165_708, 1_475))
    assert messages["ts"][0] == 1_598_918_403_696_000_000
    assert messages["ts_local"][0] == 1_598_918_403_810_979_000


def test_a_snapshot_in_increments_is_one_update(data_folder: Path) -> None:
    """The fifteen asks of one message clear the book and make it."""
    path = data_folder / "l2" / "tardis_deribit_incremental_book_l2_btc_perp.csv"
    messages = read_tardis(path, {"BTC-PERPETUAL": PERPETUAL})
    assert updates_of(messages) == [(0, 16)]
    assert messages["kind"].tolist() == [CLEAR] + [SET] * 15
    book = DepthBook(PERPETUAL)
    assert replay(book, messages) == (1, 0)
    assert book.best_bid is None
    assert book.best_ask == (12_843, 1_864)


def test_a_snapshot_among_deltas_replaces_the_book(data_folder: Path) -> None:
    """What came before the second snapshot is gone after it, and deltas go on from there."""
    path = data_folder / "l2" / "tardis_deltas_with_snapshot.csv"
    messages = read_tardis(path, {"BTCUSDT": Instrument("BTCUSDT", "0.1", "0.1")})
    assert messages["kind"].tolist() == [2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1]
    book = DepthBook(BTCUSDT)
    assert replay(book, messages) == (7, 0)
    bids, asks = book.depth(10)
    assert bids[:, :2].tolist() == [[501_000, 30], [500_990, 10]]
    assert asks[:, :2].tolist() == [[501_010, 40], [501_020, 20]]


def test_trades_have_the_side_of_the_order_that_rested(data_folder: Path) -> None:
    """The file tells the taker's side: he sold ten times, to bids."""
    path = data_folder / "l2" / "tardis_bitmex_trades_xbtusd.csv"
    messages = read_tardis(path, {"XBTUSD": XBTUSD})
    assert messages["kind"].tolist() == [TRADE] * 10
    assert messages["side"].tolist() == [1] * 10
    assert set(messages["price"].tolist()) == {17_063}
    assert messages["quantity"][0] == 2_152
    assert DepthBook(XBTUSD).apply(messages) == 10


def test_other_symbols_are_left_out_and_counted(data_folder: Path) -> None:
    """A file of a symbol that was not asked for gives no rows."""
    report = ReadReport()
    path = data_folder / "l2" / "tardis_bitmex_trades_xbtusd.csv"
    assert len(read_tardis(path, {"ETHUSD": XBTUSD}, report=report)) == 0
    assert report.left_out == {"other symbol": 10}


HEADER = "exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount\n"
GOOD = "x,A,1000000,1000001,false,bid,1.0,2\n"
BAD = {
    "columns: expected 8, was 3": "x,A,1\n",
    "timestamp: expected a time, was 'soon'": "x,A,soon,1,false,bid,1.0,2\n",
    "local_timestamp: expected a time, was ''": "x,A,1,,false,bid,1.0,2\n",
    "is_snapshot: expected true or false, was 'yes'": "x,A,1,1,yes,bid,1.0,2\n",
    "side: expected one of bid, ask, was 'buy'": "x,A,1,1,false,buy,1.0,2\n",
    "price: expected a multiple of 0.1, was '1.05'": "x,A,1000000,1000001,false,bid,1.05,2\n",
    "price: expected more than 0, was '0'": "x,A,1000000,1000001,false,bid,0,2\n",
    "quantity: expected 0 or more, was '-2'": "x,A,1000000,1000001,false,bid,1.0,-2\n",
}


@pytest.mark.parametrize(("text", "line"), BAD.items())
def test_a_row_that_cannot_be_right_is_named_or_left_out_alone(
    tmp_path: Path, text: str, line: str
) -> None:
    """The error names file, row and reason; skipped, it takes no other row of its update along."""
    path = tmp_path / "book.csv"
    path.write_text(HEADER + GOOD + line + GOOD, encoding="ascii")
    instruments = {"A": Instrument("A", "0.1", "1")}
    with pytest.raises(BookError) as caught:
        read_tardis(path, instruments)
    assert caught.value.row == 1
    assert str(caught.value) == f"{path}: row 1: {text}"
    report = ReadReport()
    messages = read_tardis(path, instruments, on_error="skip", report=report)
    assert len(messages) == 2
    assert sum(report.skipped.values()) == 1
    ((row, error),) = report.first_skipped.values()
    assert (row, error) == (1, str(caught.value))


def test_the_header_of_another_file_is_refused(tmp_path: Path) -> None:
    """A file of quotes is none of those that are read."""
    path = tmp_path / "quotes.csv"
    path.write_text("exchange,symbol,bid_price\nx,A,1\n", encoding="ascii")
    with pytest.raises(BookError, match="header: expected that of incremental_book_L2, book_snap"):
        read_tardis(path, {"A": XBTUSD})
