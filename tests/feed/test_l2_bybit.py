"""Recordings of Bybit, as of 2021 and of version 5."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np
import pytest
from swarmcore.book import DepthBook
from swarmcore.errors import BookError
from swarmcore.feed import ReadReport, open_bytes, read_bybit
from swarmcore.market import Instrument

from .l2 import CLEAR, TRADE, of_instrument, replay, row_of_fault, updates_of, without

if TYPE_CHECKING:
    from pathlib import Path

XRP = Instrument("XRPUSDT", "0.0001", "1")
# Symbol, tick, lot, updates with the snapshot.
PERPETUALS = {
    "BCHUSDT": ("0.05", "0.01", 478),
    "XTZUSDT": ("0.001", "0.1", 449),
    "UNIUSDT": ("0.001", "0.1", 219),
    "LTCUSDT": ("0.01", "0.1", 647),
    "DOTUSDT": ("0.005", "0.1", 407),
    "LINKUSDT": ("0.001", "0.1", 396),
    "ADAUSDT": ("0.0001", "1", 375),
    "ETHUSDT": ("0.05", "0.01", 289),
}
INSTRUMENTS = {name: Instrument(name, tick, lot) for name, (tick, lot, _) in PERPETUALS.items()}


def test_the_numbered_updates_replay_to_the_books_of_the_venue(data_folder: Path) -> None:
    """Fifty messages of 500 levels, numbered without a gap, that never cross the book."""
    path = data_folder / "l2" / "bybit_xrpusdt_ob500.data.zip"
    report = ReadReport()
    messages = read_bybit(path, {"XRPUSDT": XRP}, report=report)
    assert (report.rows, dict(report.left_out), dict(report.skipped)) == (50, {}, {})
    book = DepthBook(XRP)
    assert replay(book, messages) == (50, 0)
    assert (book.gap_count, book.last_update) == (0, 20_254_918)
    assert [len(side) for side in book.depth(1_000)] == [500, 500]
    naive: dict[str, dict[str, str]] = {"b": {}, "a": {}}
    with open_bytes(path) as file:
        for line in file:
            data = json.loads(line)["data"]
            for side, levels in naive.items():
                levels.update(dict(data[side]))
    bids, asks = (
        sorted((XRP.ticks(price), XRP.lots(size)) for price, size in levels.items() if size != "0")
        for levels in naive.values()
    )
    assert (book.best_bid, book.best_ask) == (bids[-1], asks[0])


def test_a_removed_update_of_the_numbered_form_is_found(data_folder: Path) -> None:
    """Whichever of the 48 updates between the first and the last is left out."""
    messages = read_bybit(data_folder / "l2" / "bybit_xrpusdt_ob500.data.zip", {"XRPUSDT": XRP})
    updates = updates_of(messages)
    assert messages["kind"][0] == CLEAR
    for update in updates[1:-1]:
        row, error = row_of_fault(DepthBook(XRP), without(messages, update))
        assert row == update[0]
        assert "first_update: expected the update after" in error


@pytest.fixture(scope="module")
def perpetuals(data_folder: Path) -> np.ndarray:
    """The recording of 2021."""
    return read_bybit(data_folder / "l2" / "bybit_20210417.ws.zst", INSTRUMENTS)


def test_the_recording_of_2021_replays(perpetuals: np.ndarray) -> None:
    """Eight books of 25 levels a side, never crossed; their sequence never goes back."""
    for index, (name, (_, _, updates)) in enumerate(PERPETUALS.items()):
        rows = of_instrument(perpetuals, index)
        book = DepthBook(INSTRUMENTS[name])
        assert replay(book, rows[rows["kind"] != TRADE]) == (updates, 0)
        assert (book.gap_count, book.stale_count) == (0, 0)
        assert [len(side) for side in book.depth(100)] == [25, 25]
    assert np.count_nonzero(perpetuals["kind"] == TRADE) == 101


def test_every_line_of_2021_is_accounted_for(data_folder: Path) -> None:
    """Updates, snapshots and messages of trades, and what was sent and acknowledged."""
    report = ReadReport()
    read_bybit(data_folder / "l2" / "bybit_20210417.ws.zst", INSTRUMENTS, report=report)
    assert report.rows == 3_359
    assert report.left_out == {"connection": 17, "acknowledgement": 16}
    assert report.skipped == {}


def test_sizes_that_were_floats_are_put_back_onto_the_grid(
    perpetuals: np.ndarray, data_folder: Path
) -> None:
    """642.60004 is 6,426 lots of 0.1; no size is further off than the last bits of a float."""
    rows = of_instrument(perpetuals, list(PERPETUALS).index("XTZUSDT"))
    at = (rows["price"] == 7_213) & (rows["quantity"] == 6_426)
    assert (rows["side"][at] == -1).any()
    finer = {"XTZUSDT": Instrument("XTZUSDT", "0.001", "0.0001")}
    with pytest.raises(BookError, match="quantity: expected a multiple of 0.0001"):
        read_bybit(data_folder / "l2" / "bybit_20210417.ws.zst", finer)


def test_a_removed_update_of_2021_goes_unnoticed(perpetuals: np.ndarray) -> None:
    """The venue numbered no update of a book, so that the mirror cannot know."""
    rows = of_instrument(perpetuals, 0)
    updates = updates_of(rows[rows["kind"] != TRADE])
    book = DepthBook(INSTRUMENTS["BCHUSDT"])
    book.apply(without(rows[rows["kind"] != TRADE], updates[100]))
    assert book.gap_count == 0
