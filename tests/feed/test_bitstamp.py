"""Order events of Bitstamp, as a table and as the log it was made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from swarmcore.book import BOOK_MESSAGE, MessageKind, OrderBook
from swarmcore.errors import BookError, DataError
from swarmcore.feed import PRINT_FLAG, BitstampReader, DecodeStatus, read_bitstamp

if TYPE_CHECKING:
    from pathlib import Path

HEADER = b"id,timestamp,exchange.timestamp,price,volume,action,direction\n"
TABLE = (
    HEADER
    + b"""7,1430438404518,1430438404000,236.47,200000000,created,bid
7,1430438404635,1430438404000,236.47,178855669,changed,bid
5,1430438404637,1430438340000,236.47,0,deleted,ask
7,1430438404900,1430438404000,236.48,178855669,changed,bid
7,1430438405000,1430438404000,236.48,0,deleted,bid
"""
)
LOG = b"""1430438404518 order_created {"price": "236.47", "amount": "2.00000000", \
"datetime": "1430438404", "id": 7, "order_type": 0}
1430438404635 order_changed {"price": "236.47", "amount": "1.78855669", \
"datetime": "1430438404", "id": 7, "order_type": 0}
1430438404637 order_deleted {"price": "236.47", "amount": "0.00000000", \
"datetime": "1430438340", "id": 5, "order_type": 1}
1430438404645 trade {"price": 236.47, "amount": 1.7885566900000001, "id": 8111042}
1430438404700 order_book {"bids": [["236.47", "1.78855669"]], "asks": []}
1430438404900 order_changed {"price": "236.48", "amount": "1.78855669", \
"datetime": "1430438404", "id": 7, "order_type": 0}
1430438405000 order_deleted {"price": "236.48", "amount": "0.00000000", \
"datetime": "1430438404", "id": 7, "order_type": 0}
"""
KINDS = [
    MessageKind.ADD,
    MessageKind.EXECUTE,
    MessageKind.DELETE,
    MessageKind.REPLACE,
    MessageKind.EXECUTE,
]


def test_what_is_left_becomes_what_happened(btc: Any) -> None:
    """Less at the same price traded, another price replaces, nothing left traded in whole."""
    messages = read_bitstamp(TABLE, btc)
    assert messages.dtype == BOOK_MESSAGE
    assert messages["kind"].tolist() == KINDS
    assert messages["price"].tolist() == [23_647, 23_647, 23_647, 23_648, 23_648]
    assert messages["quantity"].tolist() == [
        200_000_000,
        21_144_331,
        0,
        178_855_669,
        178_855_669,
    ]
    assert messages["ts"][0] == messages["ts_local"][0] == 1_430_438_404_518_000_000
    assert messages["sequence"].tolist() == [0, 1, 2, 3, 4]


def test_a_log_says_the_same_as_its_table(btc: Any) -> None:
    """Beside trades, which executes report as well; a message's sequence is its line."""
    messages = read_bitstamp(LOG, btc)
    prints = messages["kind"] == MessageKind.TRADE
    expected = read_bitstamp(TABLE, btc)
    expected["sequence"] = [0, 1, 2, 5, 6]
    assert np.array_equal(messages[~prints], expected)
    trade = messages[prints][0]
    assert (trade["price"], trade["quantity"]) == (23_647, 178_855_669)
    assert (trade["side"], trade["flags"], trade["sequence"]) == (0, PRINT_FLAG, 3)


def test_files_are_told_apart_by_their_first_line(btc: Any, tmp_path: Path) -> None:
    """A table begins with its header, a log with a time."""
    for name, content in (("orders.csv", TABLE), ("raw.log", LOG)):
        path = tmp_path / name
        path.write_bytes(content)
        assert np.array_equal(read_bitstamp(path, btc), read_bitstamp(content, btc))


def test_an_order_deleted_before_it_was_created_is_left_out_and_reported(btc: Any) -> None:
    """Whatever on_error says: it is the venue's way, but the order must not rest for ever."""
    rows = b"9,1430438406000,0,236.00,5,deleted,bid\n9,1430438406000,0,236.00,5,created,bid\n"
    reader = BitstampReader(TABLE + rows, btc)
    assert reader.read()["kind"].tolist() == [*KINDS, MessageKind.DELETE]
    assert reader.skipped == {DecodeStatus.ORDER_WAS_DELETED: 1}
    assert reader.faults == [
        (
            DecodeStatus.ORDER_WAS_DELETED,
            6,
            "row 6: id: expected an order that was not deleted before, was 9",
        )
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"8,1430438406000,0,236.47,5,created\n", "columns: expected 7, was 6"),
        (b"8,0,0,236.47,5,created,bid\n", "timestamp: expected that of the row before or later"),
        (b"8,1430438406000,0,nan,5,created,bid\n", "price: expected a number, was 'nan'"),
        (b"8,1430438406000,0,236.475,5,created,bid\n", "price: expected a multiple of 0.01"),
        (b"8,1430438406000,0,236.47,-5,created,bid\n", "volume: expected more than 0, was '-5'"),
        (b"8,1430438406000,0,236.47,5.5,created,bid\n", "volume: expected a multiple of 1"),
        (b"8,1430438406000,0,236.47,5,created,buy\n", "direction: expected bid or ask, was 'buy'"),
        (b"8,1430438406000,0,236.47,5,crea", "columns: expected 7, was 6"),
    ],
)
def test_a_bad_row_of_a_table_is_named_and_can_be_skipped(
    btc: Any, row: bytes, reason: str
) -> None:
    """With its row from 0 after the header."""
    with pytest.raises(BookError) as caught:
        read_bitstamp(TABLE + row, btc)
    assert str(caught.value).startswith(f"recording: row 5: {reason}")
    assert caught.value.row == 5
    reader = BitstampReader(TABLE + row, btc, on_error="skip")
    assert len(reader.read()) == 5
    assert sum(reader.skipped.values()) == 1


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"1430438406000 order_moved {}\n", "event: expected order_created, "),
        (b"1430438406000\n", "event: expected order_created, "),
        (b"\n", "event: expected order_created, "),
        (b"1430438406000 order_created {\n", "expected JSON of an order or a trade"),
        (b'1430438406000 trade {"id": 1}\n', "expected JSON of an order or a trade"),
        (
            b'1430438406000 order_created {"price": "1", "amount": "1", "id": 1, '
            b'"order_type": 7}\n',
            "expected JSON of an order or a trade",
        ),
        (
            b'1430438406000 order_created {"price": "1.005", "amount": "1", "id": 1, '
            b'"order_type": 0}\n',
            "price: expected a multiple of 0.01, was '1.005'",
        ),
        (
            b'x order_created {"price": "1", "amount": "1", "id": 1, "order_type": 0}\n',
            "timestamp: expected milliseconds since 1970, was 'x'",
        ),
    ],
)
def test_a_bad_line_of_a_log_is_named_and_can_be_skipped(
    btc: Any, line: bytes, reason: str
) -> None:
    """With its line from 0, whoever finds it."""
    batches = iter(BitstampReader(LOG + line + LOG[:40], btc))
    assert len(next(batches)) == 6
    with pytest.raises(BookError) as caught:
        next(batches)
    assert str(caught.value).startswith(f"recording: row 7: {reason}")
    assert caught.value.row == 7
    assert "\n" not in str(caught.value)
    reader = BitstampReader(LOG + line, btc, on_error="skip")
    assert len(reader.read()) == 6
    assert sum(reader.skipped.values()) == 1
    assert reader.faults[0][1] == 7
    assert reader.rows == 8


def test_a_table_without_its_header_is_refused(btc: Any) -> None:
    """A first line that is neither the header nor of a log."""
    with pytest.raises(BookError, match="header: expected id,timestamp,.*, was 'id,price'"):
        read_bitstamp(b"id,price\n1,2\n", btc)
    with pytest.raises(DataError, match="expected data, was empty"):
        read_bitstamp(b"", btc)


def test_the_messages_apply(btc: Any) -> None:
    """But for what is about an order that the recording does not know."""
    book = OrderBook(btc)
    messages = read_bitstamp(TABLE, btc)
    book.apply(messages[:2])
    assert book.best_bid == (23_647, 178_855_669)
    with pytest.raises(BookError, match="order_id: expected an order in the book, was 5"):
        book.apply(messages[2:])
    book.apply(messages[3:])
    assert len(book) == 0
