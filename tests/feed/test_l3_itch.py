"""A recording of ITCH 5.0 that others made: 12,012 messages of three made-up stocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from swarmcore.book import BookStatus, MessageKind, OrderBook
from swarmcore.errors import BookError
from swarmcore.feed import (
    EVERY_INSTRUMENT,
    ItchReader,
    MarketStatus,
    apply_counting,
    open_bytes,
    read_itch,
)
from swarmcore.market import Instrument

if TYPE_CHECKING:
    from pathlib import Path

NAME = "itch50_ritch_ex20101224.bin.zst"
SYMBOLS = ["ALC", "BOB", "CHAR"]


@pytest.fixture(scope="module")
def reader(data_folder: Path) -> ItchReader:
    """The reader, before it has read."""
    return ItchReader(data_folder / "l3" / NAME)


@pytest.fixture(scope="module")
def messages(reader: ItchReader) -> np.ndarray:
    """All that it gives."""
    return reader.read()


@pytest.fixture(scope="module")
def content(data_folder: Path) -> bytes:
    """The bytes of the recording."""
    with open_bytes(data_folder / "l3" / NAME) as file:
        return file.read()


def test_every_message_is_read(reader: ItchReader, messages: np.ndarray) -> None:
    """The counts by type are those of the folder's README; S, R and H give no book message."""
    assert reader.counts == {
        "S": 6,
        "R": 3,
        "H": 3,
        "A": 4_997,
        "F": 3,
        "E": 198,
        "D": 1_745,
        "P": 5_000,
        "U": 12,
        "X": 45,
    }
    assert reader.rows == 12_012
    assert len(messages) == 12_000
    assert reader.skipped == {}
    assert list(reader.symbols.values()) == SYMBOLS


def test_statuses_are_the_day_of_the_venue(reader: ItchReader, messages: np.ndarray) -> None:
    """Six events in their order; the three stocks trade."""
    statuses = reader.statuses
    whole = statuses[statuses["instrument"] == EVERY_INSTRUMENT]
    assert whole["status"].tolist() == list(range(MarketStatus.MESSAGES_BEGIN, 11))
    others = statuses[statuses["instrument"] != EVERY_INSTRUMENT]
    assert others["status"].tolist() == [MarketStatus.TRADING] * 3
    assert len(messages) == 12_000


def test_every_message_applies_or_is_counted(messages: np.ndarray) -> None:
    """117 deletions and the like come after the end of their order; no other cause."""
    refused = 0
    for locate, symbol in enumerate(SYMBOLS, 1):
        own = messages[messages["instrument"] == locate]
        report = apply_counting(OrderBook(Instrument(symbol)), own)
        assert set(report.refused) == {BookStatus.UNKNOWN_ORDER}
        assert report.applied + len(report.rows) == len(own)
        live: set[int] = set()
        left = dict[int, int]()
        unknown = []
        for row, message in enumerate(own.tolist()):
            kind, order, new, quantity = message[9], message[3], message[4], message[6]
            if kind == MessageKind.ADD:
                live.add(order)
                left[order] = quantity
            elif kind == MessageKind.TRADE:
                continue
            elif order not in live:
                unknown.append(row)
            elif kind in (MessageKind.EXECUTE, MessageKind.REDUCE):
                left[order] -= quantity
                if left[order] == 0:
                    live.discard(order)
            else:
                live.discard(order)
                if kind == MessageKind.REPLACE:
                    live.add(new)
                    left[new] = quantity
        assert report.rows.tolist() == unknown
        refused += len(unknown)
    assert refused == 117


def test_symbols_asked_for_are_the_same_messages(content: bytes, messages: np.ndarray) -> None:
    """A filter leaves out what is not wanted, and renumbers."""
    wanted = read_itch(content, ["CHAR", "ALC"])
    expected = messages[messages["instrument"] != 2]
    expected["instrument"] = np.where(expected["instrument"] == 3, 0, 1)
    assert np.array_equal(wanted, expected)


def test_a_recording_cut_short_says_where(content: bytes, messages: np.ndarray) -> None:
    """Inside its 6,000th message; those before it are given first."""
    end = int(content.index(b"\0\0", 200_000)) + 5
    batches = iter(ItchReader(content[:end]))
    before = next(batches)
    assert np.array_equal(before, messages[: len(before)])
    with pytest.raises(BookError, match=r"recording: message \d+ at byte \d+: expected a whole"):
        next(batches)


def test_a_removed_message_is_detected(content: bytes, messages: np.ndarray) -> None:
    """Every 250th, one at a time: another book at the end, or more unknown orders."""
    hashes = {}
    for locate in (1, 2, 3):
        own = messages[messages["instrument"] == locate]
        book = OrderBook(Instrument("X"))
        hashes[locate] = (len(apply_counting(book, own).rows), book.state_hash())
    changes = np.flatnonzero(messages["kind"] != MessageKind.TRADE)[::250]
    assert len(changes) == 28
    refused = {
        (locate, row)
        for locate in (1, 2, 3)
        for own in [np.flatnonzero(messages["instrument"] == locate)]
        for row in own[apply_counting(OrderBook(Instrument("X")), messages[own]).rows].tolist()
    }
    for row in changes.tolist():
        locate = int(messages["instrument"][row])
        kept = np.delete(messages, row)
        own = kept[kept["instrument"] == locate]
        book = OrderBook(Instrument("X"))
        after = (len(apply_counting(book, own).rows), book.state_hash())
        # What a book refuses anyway leaves no other trace.
        assert after != hashes[locate] or (locate, row) in refused
