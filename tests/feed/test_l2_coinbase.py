"""The recording of Coinbase's level2 books and matches."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from swarmcore.book import DepthBook
from swarmcore.feed import ReadReport, read_coinbase
from swarmcore.market import Instrument

from .l2 import CLEAR, TRADE, of_instrument, replay, updates_of, without

if TYPE_CHECKING:
    from pathlib import Path

# By product: levels of the snapshot, updates.
PRODUCTS = {
    "BAND-BTC": (1_147, 1_005),
    "BAND-GBP": (318, 471),
    "CRV-EUR": (683, 670),
    "DASH-BTC": (980, 1_925),
    "NMR-EUR": (941, 665),
    "NU-GBP": (570, 76),
    "SKL-BTC": (627, 1_539),
    "SKL-GBP": (276, 289),
    "SKL-USD": (2_155, 2_592),
    "YFI-BTC": (665, 487),
}
INSTRUMENTS = {name: Instrument(name) for name in PRODUCTS}


@pytest.fixture(scope="module")
def recording(data_folder: Path) -> np.ndarray:
    """The messages of all products."""
    return read_coinbase(data_folder / "l2" / "coinbase_20210417.ws.zst", INSTRUMENTS)


def test_every_line_is_accounted_for(data_folder: Path) -> None:
    """Snapshots, updates and matches are read, and the others left out by what they are."""
    report = ReadReport()
    path = data_folder / "l2" / "coinbase_20210417.ws.zst"
    messages = read_coinbase(path, INSTRUMENTS, report=report)
    assert report.rows == 9_950
    assert report.left_out == {
        "connection": 4,
        "subscriptions": 3,
        "ticker": 107,
        "last_match": 10,
    }
    assert report.skipped == {}
    whole = np.count_nonzero(messages["flags"] & 2)
    assert report.rows - sum(report.left_out.values()) == whole == 10 + 9_719 + 97


def test_every_book_replays_without_being_crossed(recording: np.ndarray) -> None:
    """Ten books from their snapshots on, 9,719 updates in all."""
    seen = {}
    for index, (name, instrument) in enumerate(INSTRUMENTS.items()):
        rows = of_instrument(recording, index)
        updates = rows[rows["kind"] != TRADE]
        assert updates["kind"][0] == CLEAR
        result = replay(DepthBook(instrument), updates)
        assert result.crossed == 0
        seen[name] = (int(np.count_nonzero(updates["flags"] & 1)) - 1, result.updates - 1)
    assert seen == PRODUCTS
    assert sum(updates for _, updates in seen.values()) == 9_719


def test_trades_are_numbered_and_a_removed_one_shows(recording: np.ndarray) -> None:
    """The ids of a product's matches are consecutive, so that one that is missing leaves a hole."""
    steps = []
    for index in range(len(INSTRUMENTS)):
        rows = of_instrument(recording, index)
        ids = rows["last_update"][rows["kind"] == TRADE].astype(np.int64)
        steps += np.diff(ids).tolist()
    assert len(steps) > 80
    assert set(steps) == {1}


def test_a_removed_update_goes_unnoticed(recording: np.ndarray) -> None:
    """The channel has neither numbers nor checksums, so that the mirror cannot know."""
    index = list(INSTRUMENTS).index("SKL-USD")
    rows = of_instrument(recording, index)
    updates = rows[rows["kind"] != TRADE]
    book = DepthBook(INSTRUMENTS["SKL-USD"])
    book.apply(without(updates, updates_of(updates)[500]))
    assert book.gap_count == 0
    assert not book.needs_snapshot


def test_a_snapshot_has_the_time_of_the_first_update_after_it(recording: np.ndarray) -> None:
    """The venue gives none to its snapshots."""
    for index in range(len(INSTRUMENTS)):
        rows = of_instrument(recording, index)
        updates = rows[rows["kind"] != TRADE]
        snapshot, first = updates[updates["flags"] & 1 != 0], updates[updates["flags"] & 1 == 0]
        assert set(snapshot["ts"].tolist()) == {int(first["ts"][0])}
