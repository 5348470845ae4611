"""Five hours of real order events of Bitstamp, beside the books that its own log recorded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from swarmcore.book import BookStatus, MessageKind, OrderBook
from swarmcore.feed import BitstampReader, DecodeStatus, apply_counting, open_bytes

if TYPE_CHECKING:
    from pathlib import Path

TABLE = "bitstamp_btcusd_20150501_orders.csv.zst"
LOG = "bitstamp_btcusd_20150501_raw.log.zst"


@pytest.fixture(scope="module")
def reader(data_folder: Path, btc: Any) -> BitstampReader:
    """The reader of the table, before it has read."""
    return BitstampReader(data_folder / "l3" / TABLE, btc)


@pytest.fixture(scope="module")
def messages(reader: BitstampReader) -> np.ndarray:
    """All that it gives."""
    return reader.read()


def test_every_row_is_read(reader: BitstampReader, messages: np.ndarray) -> None:
    """Five orders come after their own deletion: left out, and reported; all else is a message.

    576 changes take from an order, 36 move its price; 1,118 rows in all are executions, for a
    deletion with nothing left is one.
    """
    assert reader.rows == 50_414
    assert reader.skipped == {DecodeStatus.ORDER_WAS_DELETED: 5}
    assert [row for _, row, _ in reader.faults] == [10_923, 22_556, 27_947, 31_633, 47_692]
    kinds, counts = np.unique(messages["kind"], return_counts=True)
    assert dict(zip(kinds.tolist(), counts.tolist(), strict=True)) == {
        MessageKind.ADD: 24_889,
        MessageKind.DELETE: 24_361,
        MessageKind.EXECUTE: 1_118,
        MessageKind.REPLACE: 41,
    }


def test_changes_of_orders_that_were_never_created_are_reported(
    messages: np.ndarray, btc: Any
) -> None:
    """182 orders, in 186 rows; 27 more rows come after the end of their order. No other cause."""
    book = OrderBook(btc)
    report = apply_counting(book, messages)
    assert report.refused == {BookStatus.UNKNOWN_ORDER: 213}
    assert report.applied + 213 == len(messages)
    created = set(messages["order_id"][messages["kind"] == MessageKind.ADD].tolist())
    # Those five whose deletion came first are created in the file, but not in the messages.
    late = {65_600_610, 65_606_361, 65_609_031, 65_610_846, 65_618_803}
    refused = messages["order_id"][report.rows].tolist()
    never = [order for order in refused if order not in created | late]
    assert (len(set(never)), len(never)) == (182, 186)
    assert book.best_bid is not None
    assert book.best_ask is not None
    assert book.best_bid[0] < book.best_ask[0]


def test_executions_are_the_trades_seen_from_both_sides(
    data_folder: Path, btc: Any, messages: np.ndarray
) -> None:
    """The log's trades, twice over: what maker and taker lost. The rest is in unknown orders.

    The table was made of the log, and lost one lot of 1e-8 in 4,107 rows to floats on the way.
    """
    log = BitstampReader(data_folder / "l3" / LOG, btc).read()
    trades = log["quantity"][log["kind"] == MessageKind.TRADE]
    assert len(trades) == 575
    without_trades = log[log["kind"] != MessageKind.TRADE]
    for field in ("ts", "order_id", "price", "kind", "side"):
        assert np.array_equal(without_trades[field], messages[field])
    lost = without_trades["quantity"] - messages["quantity"]
    assert set(lost.tolist()) <= {-1, 0, 1}
    assert np.count_nonzero(lost) == 4_107
    executed = int(messages["quantity"][messages["kind"] == MessageKind.EXECUTE].sum())
    assert 0.93 < executed / (2 * int(trades.sum())) < 1.0


def test_the_mirror_is_the_book_that_the_venue_published(data_folder: Path, btc: Any) -> None:
    """Its 5,011 publications of 20 levels a side, beside the mirror at the same line of the log.

    The recording begins in the middle of the day, so that levels are missing at first. After the
    first hour the best prices and quantities agree in 99.8 %, after three hours all 40 levels in
    more than nine of ten; the rest hold orders from before.
    """
    log = BitstampReader(data_folder / "l3" / LOG, btc).read()
    lines = log["sequence"]
    book = OrderBook(btc)
    applied = 0
    best_agree, all_agree = [], []
    with open_bytes(data_folder / "l3" / LOG) as file:
        for number, line in enumerate(file):
            if b" order_book " not in line:
                continue
            end = int(np.searchsorted(lines, number))
            apply_counting(book, log[applied:end])
            applied = end
            published = json.loads(line.split(b" ", 2)[2])
            sides = [
                [(btc.ticks(price), btc.lots(amount)) for price, amount in published[side]]
                for side in ("bids", "asks")
            ]
            mirrored = [[tuple(level) for level in side[:, :2].tolist()] for side in book.depth(20)]
            best_agree.append([side[:1] for side in mirrored] == [side[:1] for side in sides])
            all_agree.append(mirrored == sides)
            if all(mirrored):
                assert mirrored[0][0][0] < mirrored[1][0][0]
    assert len(best_agree) == 5_011
    assert np.mean(best_agree[1_000:]) > 0.998
    assert np.mean(all_agree[3_200:]) > 0.85


def test_a_removed_row_is_detected(messages: np.ndarray, btc: Any) -> None:
    """Every 2,500th, one at a time: another book at the end, or more unknown orders."""

    def outcome(rows: np.ndarray) -> Any:
        book = OrderBook(btc)
        return len(apply_counting(book, rows).rows), book.state_hash()

    whole = outcome(messages)
    removed = range(0, len(messages), 2_500)
    assert len(removed) == 21
    assert all(outcome(np.delete(messages, row)) != whole for row in removed)
