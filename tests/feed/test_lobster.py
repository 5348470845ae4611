"""LOBSTER's message and order-book files, from Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from swarmcore.book import BOOK_MESSAGE, MessageKind
from swarmcore.errors import BookError, DataError
from swarmcore.feed import (
    CROSS_FLAG,
    DecodeStatus,
    LobsterReader,
    MarketStatus,
    midnight,
    read_lobster,
    read_lobster_book,
)
from swarmcore.market import Instrument

if TYPE_CHECKING:
    from pathlib import Path

DAY = midnight("2012-06-21")
MESSAGES = b"""34200.004241176,1,16113575,18,5853300,1
34200.00426064,2,16113575,8,5853300,1
34200.00426064,4,16113575,4,5853300,1
34200.1,3,16113575,6,5853300,1
34200.1,5,0,1,2238200,-1
34200.1,6,0,700,2238300,-1
36023,7,0,0,-1,-1
"""


def test_a_message_file_becomes_messages() -> None:
    """Times are exact to the nanosecond, prices in ticks of USD 0.0001."""
    reader = LobsterReader(MESSAGES, midnight=DAY)
    messages = reader.read()
    assert messages.dtype == BOOK_MESSAGE
    assert messages["kind"].tolist() == [
        MessageKind.ADD,
        MessageKind.REDUCE,
        MessageKind.EXECUTE,
        MessageKind.DELETE,
        MessageKind.TRADE,
        MessageKind.TRADE,
    ]
    assert messages["ts"][:2].tolist() == [DAY + 34_200_004_241_176, DAY + 34_200_004_260_640]
    assert messages["price"].tolist() == [5_853_300] * 4 + [2_238_200, 2_238_300]
    assert messages["side"].tolist() == [1, 1, 1, 1, -1, 0]
    assert messages["flags"].tolist() == [0, 0, 0, 0, 0, CROSS_FLAG]
    assert reader.statuses["status"].tolist() == [MarketStatus.HALTED]
    assert reader.statuses["sequence"].tolist() == [6]


def test_prices_can_be_put_on_an_instruments_grid() -> None:
    """585.33 is 58,533 ticks of a cent; a tenth of a cent is off the grid, and named."""
    cents = Instrument("AAPL", tick_size="0.01", lot_size="1")
    assert read_lobster(MESSAGES, cents)["price"][0] == 58_533
    fine = Instrument("AAPL")
    assert read_lobster(MESSAGES, fine)["price"][0] == 58_533_000_000
    assert read_lobster(MESSAGES, fine)["quantity"][0] == 1_800_000_000
    with pytest.raises(BookError, match="row 1: price: expected a multiple of .*, was '5853310'"):
        read_lobster(MESSAGES[:40] + b"34200.1,1,8,18,5853310,1\n", cents)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"34201,1,8,18,5853300\n", "columns: expected 6, was 5"),
        (b"34201,1,8,18,5853300,1,1\n", "columns: expected 6, was more"),
        (b"time,type,id,size,price,direction\n", "type: expected 1 to 7, was 'type'"),
        (b"nan,1,8,18,5853300,1\n", "time: expected seconds from 0"),
        (b"34200,1,8,18,5853300,1\n", "time: expected that of the row before or later"),
        (b"34201,1,8,nan,5853300,1\n", "size: expected a number, was 'nan'"),
        (b"34201,1,8,-18,5853300,1\n", "size: expected more than 0, was '-18'"),
        (b"34201,1,8,18,99999999999999999999,1\n", "price: expected a multiple of 1 that 64 bits"),
        (b"34201,1,8,18,585.33,1\n", "price: expected a multiple of 1, was '585.33'"),
        (b"34201,1,8,18,5853300,0\n", "direction: expected 1 or -1, was '0'"),
        (b"34201,1,8,18,58533", "columns: expected 6, was 5"),
    ],
)
def test_a_bad_row_is_named_and_can_be_skipped(tmp_path: Path, row: bytes, reason: str) -> None:
    """The error has the file, the row and the column; skipped, the row is counted."""
    path = tmp_path / "message.csv"
    path.write_bytes(MESSAGES[:40] + row)
    with pytest.raises(BookError) as caught:
        read_lobster(path)
    assert str(caught.value).startswith(f"{path}: row 1: {reason}")
    assert caught.value.row == 1
    reader = LobsterReader(path, on_error="skip")
    assert len(reader.read()) == 1
    assert sum(reader.skipped.values()) == 1
    assert reader.faults[0][1] == 1


def write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_order_book_files_are_levels_best_first(tmp_path: Path) -> None:
    """Ask and bid, price and size of each level; LOBSTER's dummies for none become zeros."""
    path = write(
        tmp_path / "book.csv",
        b"5859400,200,5853300,18,5859800,300,5853000,150\n"
        b"5859100,18,5853300,18,9999999999,0,-9999999999,0\n",
    )
    book = read_lobster_book(path)
    assert book.bids.tolist() == [[[5_853_300, 18], [5_853_000, 150]], [[5_853_300, 18], [0, 0]]]
    assert book.asks.tolist() == [[[5_859_400, 200], [5_859_800, 300]], [[5_859_100, 18], [0, 0]]]
    assert book.bids.dtype == np.int64
    cents = read_lobster_book(path, Instrument("AAPL", "0.01", "2"))
    assert cents.asks[0].tolist() == [[58_594, 100], [58_598, 150]]


@pytest.mark.parametrize(
    ("content", "tick", "error", "reason"),
    [
        (b"1,2,3\n", "0.01", DataError, "expected four columns a level, was 3 columns"),
        (b"200,1,100,1\n200,1,100\n", "0.01", BookError, "row 1: columns: expected 4, was 3"),
        (b"200,1,100,1\n200,x,100,1\n", "0.01", BookError, "row 1: column 1: expected a number"),
        (b"200,1,100,1\n200,1,-100,1\n", "0.01", BookError, "row 1: price: expected 0 or more"),
        (
            b"200,1,100,1\n250,1,100,1\n",
            "0.01",
            BookError,
            "row 1: price: expected a multiple of 0.01 exactly, was not",
        ),
        (
            b"200,1,100,1\n200,1,9223372036854775807,1\n",
            "0.00001",
            BookError,
            "row 1: price: expected a multiple of 0.00001 that 64 bits count, was not",
        ),
    ],
)
def test_a_bad_order_book_file_is_named(
    tmp_path: Path, content: bytes, tick: str, error: type[Exception], reason: str
) -> None:
    """With its row, where one is to blame."""
    path = write(tmp_path / "book.csv", content)
    with pytest.raises(error) as caught:
        read_lobster_book(path, Instrument("AAPL", tick, "1"))
    assert str(caught.value).startswith(f"{path}: {reason}")


def test_skipped_causes_have_their_counts() -> None:
    """By DecodeStatus."""
    reader = LobsterReader(MESSAGES + b"36023,1,8,18,0,1\nx\n", on_error="skip")
    assert len(reader.read()) == 6
    assert reader.skipped == {DecodeStatus.BAD_PRICE: 1, DecodeStatus.WRONG_LENGTH: 1}
