"""Recordings of ITCH 5.0, from Python."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from swarmcore.book import BOOK_MESSAGE, MessageKind, OrderBook
from swarmcore.errors import BookError, DataError
from swarmcore.feed import (
    EVERY_INSTRUMENT,
    STATUS_MESSAGE,
    DecodeStatus,
    ItchReader,
    MarketStatus,
    ReadReport,
    midnight,
    read_itch,
)
from swarmcore.market import Instrument

if TYPE_CHECKING:
    from pathlib import Path

DAY = midnight("2010-12-24")


def two_stocks(itch: Any) -> bytes:
    itch.time = 1
    itch.event(b"O").action(1, b"AAPL", b"T", b"IPOQ")
    itch.time = 2
    itch.add(1, b"AAPL", 11, b"B", 300, 1_000_100).add(2, b"MSFT", 12, b"S", 200, 500_050)
    itch.time = 3
    itch.execute(1, 11, 100).delete(2, 12)
    return itch.content


def test_a_recording_becomes_messages(itch: Any) -> None:
    """Of all stocks, each numbered by its locate code; prices in ticks of USD 0.0001."""
    messages = read_itch(two_stocks(itch), midnight=DAY)
    assert messages.dtype == BOOK_MESSAGE
    assert messages["kind"].tolist() == [
        MessageKind.ADD,
        MessageKind.ADD,
        MessageKind.EXECUTE,
        MessageKind.DELETE,
    ]
    assert messages["ts"].tolist() == [DAY + 2, DAY + 2, DAY + 3, DAY + 3]
    assert messages["ts_local"].tolist() == messages["ts"].tolist()
    assert messages["sequence"].tolist() == [2, 3, 4, 5]
    assert messages["instrument"].tolist() == [1, 2, 1, 2]
    assert messages["price"].tolist() == [1_000_100, 500_050, 0, 0]
    assert messages["quantity"].tolist() == [300, 200, 100, 0]
    assert messages["side"].tolist() == [1, -1, 0, 0]


def test_a_reader_says_what_it_met(itch: Any) -> None:
    """Symbols by instrument, counts by type, statuses."""
    reader = ItchReader(two_stocks(itch), midnight=DAY)
    reader.read()
    assert reader.symbols == {1: "AAPL", 2: "MSFT"}
    assert reader.counts == {"A": 2, "D": 1, "E": 1, "H": 1, "S": 1}
    assert (reader.rows, reader.skipped, reader.faults) == (6, {}, [])
    assert reader.statuses.dtype == STATUS_MESSAGE
    assert reader.statuses["status"].tolist() == [MarketStatus.MESSAGES_BEGIN, MarketStatus.TRADING]
    assert reader.statuses["instrument"].tolist() == [EVERY_INSTRUMENT, 1]
    assert reader.statuses["reason"].tolist() == [b"", b"IPOQ"]
    assert reader.statuses["ts"].tolist() == [DAY + 1, DAY + 1]


def test_symbols_are_kept_in_the_order_asked_for(itch: Any) -> None:
    """Strings keep the venue's units; an instrument brings its own grid."""
    content = two_stocks(itch)
    reader = ItchReader(content, ["MSFT", "NONE"])
    assert reader.read()["order_id"].tolist() == [12, 12]
    assert reader.symbols == {0: "MSFT", 1: "NONE"}
    apple = Instrument("AAPL", tick_size="0.01", lot_size="100")
    messages = read_itch(content, [Instrument("MSFT", tick_size="0.005", lot_size="1"), apple])
    assert messages["order_id"].tolist() == [11, 12, 11, 12]
    assert messages["instrument"].tolist() == [1, 0, 1, 0]
    assert messages["price"].tolist() == [10_001, 10_001, 0, 0]
    assert messages["quantity"].tolist() == [3, 200, 1, 0]


def test_a_price_off_the_instruments_grid_is_a_bad_message(itch: Any) -> None:
    """USD 50.005 is no multiple of 0.01; what came before it is there."""
    reader = ItchReader(two_stocks(itch), [Instrument("MSFT", "0.01"), Instrument("AAPL", "0.01")])
    batches = iter(reader)
    assert next(batches)["order_id"].tolist() == [11]
    with pytest.raises(BookError) as caught:
        next(batches)
    assert str(caught.value).startswith("recording: message 3 at byte 79: price, shares: expected")
    assert caught.value.row == 3


@pytest.mark.parametrize("ending", ["", ".gz"])
def test_a_file_is_read_packed_or_not(itch: Any, tmp_path: Path, ending: str) -> None:
    """The same messages as from bytes; no length before a message is as good as one."""
    itch.with_lengths = False
    content = two_stocks(itch)
    path = tmp_path / f"day.itch{ending}"
    path.write_bytes(gzip.compress(content) if ending else content)
    assert np.array_equal(read_itch(path), read_itch(content))
    assert np.array_equal(read_itch(str(path)), read_itch(memoryview(content)))


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda content: content[:-1], "message 5 at byte 150: expected a whole message"),
        (lambda content: content[:3], "message 0 at byte 0: expected a whole message"),
        (lambda content: content[:2] + b"z" + content[3:], "type: expected one of ITCH 5.0"),
        (lambda content: b"\0\x0d" + content[2:], "length: expected 12 or 0 of type 'S'"),
        (lambda content: content + content, "timestamp: expected that of the last message"),
    ],
)
def test_a_damaged_recording_is_refused_in_one_line(itch: Any, damage: Any, reason: str) -> None:
    """Cut short, or with a byte changed: the message's number, the byte and what was expected."""
    with pytest.raises(BookError) as caught:
        read_itch(damage(two_stocks(itch)))
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bad_messages_can_be_skipped_and_are_reported(itch: Any) -> None:
    """The others are read; each cause has its count, each of the first faults its text."""
    itch.add(1, b"AAPL", 1, b"X", 1, 1).add(1, b"AAPL", 2, b"B", 0, 1)
    itch.add(1, b"AAPL", 3, b"B", 1, 2_000_000_001).add(1, b"AAPL", 4, b"B", 1, 1)
    reader = ItchReader(itch.content, on_error="skip")
    assert reader.read()["order_id"].tolist() == [4]
    assert reader.skipped == {
        DecodeStatus.BAD_SIDE: 1,
        DecodeStatus.BAD_PRICE: 1,
        DecodeStatus.BAD_QUANTITY: 1,
    }
    assert [row for _, row, _ in reader.faults] == [0, 1, 2]
    assert reader.faults[0][2] == "message 0 at byte 0: side: expected B or S, was 'X' (88)"
    report = ReadReport()
    read_itch(itch.content, on_error="skip", report=report)
    assert (report.rows, report.skipped["bad_price"]) == (4, 1)
    assert report.first_skipped["bad_side"] == (0, f"recording: {reader.faults[0][2]}")
    assert read_itch(itch.content[76:], highest_price=300_000)["price"].tolist() == [
        2_000_000_001,
        1,
    ]


def test_an_empty_recording_and_wrong_arguments_are_refused(itch: Any, tmp_path: Path) -> None:
    """Before anything is read."""
    (tmp_path / "empty.itch").touch()
    with pytest.raises(DataError, match="recording: expected data, was empty"):
        read_itch(b"")
    with pytest.raises(DataError, match="expected data, was empty"):
        read_itch(tmp_path / "empty.itch")
    with pytest.raises(TypeError, match="symbols: expected a sequence of symbols, was str"):
        read_itch(b"x", "AAPL")
    with pytest.raises(ValueError, match="symbols: expected 1 to 8 printable characters"):
        read_itch(b"x", ["NINECHARS"])
    with pytest.raises(ValueError, match="symbols: expected 1 to"):
        read_itch(b"x", [])
    with pytest.raises(ValueError, match="symbols: expected each once, was 'AAPL' twice"):
        read_itch(b"x", ["AAPL", "AAPL"])
    with pytest.raises(ValueError, match="on_error: expected raise or skip"):
        read_itch(b"x", on_error="ignore")  # type: ignore[arg-type]
    for price in (0, -1, 429_496.73, 1e30, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="highest_price: expected more than 0"):
            read_itch(b"x", highest_price=price)
    with pytest.raises(ValueError, match="midnight: expected nanoseconds UTC"):
        read_itch(b"x", midnight=2**63 - 1)


def test_a_reader_reads_once(itch: Any) -> None:
    """A second pass would go on where the first one ended, and says so instead."""
    reader = ItchReader(two_stocks(itch))
    reader.read()
    with pytest.raises(ValueError, match="reader: expected one pass"):
        reader.read()


def test_midnight_is_that_of_the_venue() -> None:
    """In New York, by daylight saving time or not, or anywhere else."""
    assert DAY == 1_293_166_800_000_000_000
    assert midnight("2012-06-21") == 1_340_251_200_000_000_000
    assert midnight("2012-06-21", "UTC") == 1_340_236_800_000_000_000
    with pytest.raises(ValueError, match="day: expected a date such as 2012-06-21"):
        midnight("21.6.2012")
    with pytest.raises(ValueError, match="zone: expected the name of a time zone"):
        midnight("2012-06-21", "Atlantis")


def test_batches_apply_to_the_books_of_their_instruments(itch: Any) -> None:
    """The reason for all of it."""
    books = {1: OrderBook(Instrument("AAPL")), 2: OrderBook(Instrument("MSFT"))}
    for messages in ItchReader(two_stocks(itch)):
        for instrument, book in books.items():
            book.apply(messages[messages["instrument"] == instrument])
    assert books[1].best_bid == (1_000_100, 200)
    assert books[2].best_ask is None


def test_batches_stay_as_they_were_and_together_are_the_whole(itch: Any, tmp_path: Path) -> None:
    """Over chunks that cut messages in two, and memory that grows while it is decoded into."""
    path = tmp_path / "long.itch"
    itch.add(1, b"AAPL", 11, b"B", 300, 1_000_100).execute(1, 11, 100).delete(1, 11)
    path.write_bytes(itch.content * 40_000)
    whole = ItchReader(path.read_bytes()).read()
    batches, copies = [], []
    for batch in ItchReader(path):
        batches.append(batch)
        copies.append(batch.copy())
    assert len(batches) > 3
    assert all((batch == copy).all() for batch, copy in zip(batches, copies, strict=True))
    assert (np.concatenate(batches) == whole).all()
    assert (ItchReader(path).read() == whole).all()
    assert whole.flags.writeable
    assert whole["sequence"].tolist() == sorted(whole["sequence"].tolist())
