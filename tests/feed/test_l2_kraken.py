"""The recording of Kraken's books: every checksum of the venue holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from swarmcore.book import DepthBook
from swarmcore.errors import BookError
from swarmcore.feed import ReadReport, read_kraken
from swarmcore.market import Instrument

from .l2 import CHECKSUM, CLEAR, SET, of_instrument, replay, row_of_fault, updates_of

if TYPE_CHECKING:
    from pathlib import Path

# The decimal places with which the venue writes a pair's prices.
PLACES = {
    "ADA/XBT": 9,
    "ETH/CHF": 5,
    "GRT/ETH": 9,
    "KSM/XBT": 8,
    "OCEAN/XBT": 9,
    "OMG/USD": 6,
    "SC/EUR": 6,
    "WAVES/EUR": 6,
    "XBT/CHF": 5,
    "XMR/USD": 8,
}
PAIRS = {pair: Instrument(pair, f"1e-{places}", "1e-8") for pair, places in PLACES.items()}
CHECKSUMS = {
    "ADA/XBT": 347,
    "ETH/CHF": 317,
    "GRT/ETH": 20,
    "KSM/XBT": 335,
    "OCEAN/XBT": 148,
    "OMG/USD": 573,
    "SC/EUR": 818,
    "WAVES/EUR": 576,
    "XBT/CHF": 289,
    "XMR/USD": 846,
}


@pytest.fixture(scope="module")
def recording(data_folder: Path) -> np.ndarray:
    """The messages of all pairs."""
    return read_kraken(data_folder / "l2" / "kraken_20210417.ws.zst", PAIRS)


def row_of_mismatch(book: DepthBook, messages: np.ndarray) -> int | None:
    """The row of the first checksum that does not hold, if there is one."""
    try:
        book.apply(messages)
    except BookError as error:
        return error.row
    return None


def mirror(pair: str) -> DepthBook:
    """An empty mirror of a pair, as the feed of depth 1,000 wants it."""
    return DepthBook(PAIRS[pair], checksum="kraken", levels=1000)


def test_every_line_is_accounted_for(data_folder: Path) -> None:
    """4,279 lines are books and the others are left out by what they are."""
    report = ReadReport()
    read_kraken(data_folder / "l2" / "kraken_20210417.ws.zst", PAIRS, report=report)
    assert report.rows == 4_323
    assert report.left_out == {
        "connection": 2,
        "systemStatus": 1,
        "subscriptionStatus": 10,
        "heartbeat": 31,
    }
    assert report.skipped == {}


def test_every_checksum_holds_and_no_book_is_crossed(recording: np.ndarray) -> None:
    """All 4,269 checksums of ten pairs are those of the mirrors, update by update."""
    counts = {}
    for index, pair in enumerate(PAIRS):
        book = mirror(pair)
        rows = of_instrument(recording, index)
        assert rows["kind"][0] == CLEAR
        result = replay(book, rows)
        assert result == (CHECKSUMS[pair] + 1, 0)
        counts[pair] = book.checksum_count
    assert counts == CHECKSUMS
    assert sum(counts.values()) == np.count_nonzero(recording["kind"] == CHECKSUM) == 4_269


def test_the_checksum_is_of_the_venues_text(recording: np.ndarray) -> None:
    """A mirror on a coarser grid needs to be told the venue's decimal places, and then agrees."""
    rows = of_instrument(recording, list(PAIRS).index("XBT/CHF")).copy()
    sets = rows["kind"] == SET
    assert (rows["price"][sets] % 10_000 == 0).all()
    rows["price"][sets] //= 10_000
    coarse = Instrument("XBT/CHF", "0.1", "1e-8")
    told = DepthBook(coarse, checksum="kraken", price_places=5, levels=1000)
    told.apply(rows)
    assert told.checksum_count == CHECKSUMS["XBT/CHF"]
    with pytest.raises(BookError, match="expected the checksum of the book"):
        DepthBook(coarse, checksum="kraken", levels=1000).apply(rows)


def test_a_removed_row_among_the_best_is_found_at_the_checksum_of_its_update(
    recording: np.ndarray,
) -> None:
    """Whichever level is left out of an update that changes the checksum, the update is refused."""
    found = 0
    for index, pair in enumerate(PAIRS):
        rows = of_instrument(recording, index)
        sums = rows["quantity"][rows["kind"] == CHECKSUM]
        updates = updates_of(rows)[1:]
        changing = [updates[i] for i in (np.flatnonzero(np.diff(sums)) + 1).tolist()]
        for start, stop in changing[:: max(1, len(changing) // 20)]:
            if stop - start != 2:
                continue
            row, error = row_of_fault(mirror(pair), np.delete(rows, start))
            assert row == stop - 2
            assert error.startswith(f"messages: row {row}: quantity: expected the checksum")
            found += 1
    assert found > 150


def test_a_removed_update_is_found_as_soon_as_the_best_levels_are_wrong(
    recording: np.ndarray,
) -> None:
    """Of 207 updates left out, 145 are found at the next checksum and 14 later.

    The others are set again before it matters, or lie deeper than the venue sums up.
    """
    removed = at_next = later = 0
    for index, pair in enumerate(PAIRS):
        rows = of_instrument(recording, index)
        updates = updates_of(rows)[1:]
        for number in range(1, len(updates) - 1, max(1, len(updates) // 20)):
            start, stop = updates[number]
            removed += 1
            found = row_of_mismatch(mirror(pair), np.delete(rows, slice(start, stop)))
            if found is not None:
                first = updates[number + 1][1] - 1 - (stop - start)
                assert found >= first
                at_next += found == first
                later += found > first
    assert (removed, at_next, later) == (207, 145, 14)
