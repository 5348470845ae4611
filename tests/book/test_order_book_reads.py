"""What the mirror says beyond its levels, and its way to bytes and back."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.book import BOOK_MESSAGE, MessageKind, OrderBook
from swarmcore.errors import BookError

ADD, REDUCE, REPLACE = int(MessageKind.ADD), int(MessageKind.REDUCE), int(MessageKind.REPLACE)


def add(order_id: int, side: int, price: int, quantity: int, ts: int = 0) -> dict[str, int]:
    """An order joins the book."""
    return {
        "kind": ADD,
        "order_id": order_id,
        "side": side,
        "price": price,
        "quantity": quantity,
        "ts": ts,
    }


@pytest.fixture
def mirror(instrument: Any, messages: Any) -> OrderBook:
    """Bids of 30 at 100 and 5 at 99, asks of 10 at 101 and 3 at 105."""
    book = OrderBook(instrument)
    book.apply(
        messages(
            add(1, 1, 100, 10),
            add(2, 1, 100, 20),
            add(3, 1, 99, 5),
            add(4, -1, 101, 10),
            add(5, -1, 105, 3, ts=7),
        )
    )
    return book


def test_an_empty_book_has_no_readings(instrument: Any) -> None:
    """What needs a quote of a side that is empty is None; nothing flowed."""
    empty = OrderBook(instrument)
    assert (empty.spread, empty.mid, empty.microprice) == (None, None, None)
    assert (empty.imbalance(5), empty.price_to_fill(1, 1)) == (None, None)
    assert empty.order_flow_imbalance() == 0


def test_the_readings_follow_from_the_levels(mirror: OrderBook) -> None:
    """Spread, mid, microprice, imbalance and the price of a fill are those worked out by hand."""
    assert (mirror.spread, mirror.mid) == (1, 100.5)
    assert mirror.microprice == (100 * 10 + 101 * 30) / 40
    assert mirror.imbalance(1) == (30 - 10) / 40
    assert mirror.imbalance(2) == (35 - 13) / 48
    assert mirror.imbalance(0) is None
    assert mirror.price_to_fill(1, 12) == pytest.approx((101 * 10 + 105 * 2) / 12, rel=1e-15)
    assert mirror.price_to_fill(-1, 35) == pytest.approx((100 * 30 + 99 * 5) / 35, rel=1e-15)
    assert mirror.price_to_fill(1, 14) is None


def test_order_flow_is_read_once(mirror: OrderBook, messages: Any) -> None:
    """Each read tells what joined the best bid less the best ask since the one before."""
    # The ask of 105 and the bid of 99 never were the best.
    assert mirror.order_flow_imbalance() == 10 + 20 - 10
    assert mirror.order_flow_imbalance() == 0
    mirror.apply(
        messages(
            {"kind": REDUCE, "order_id": 4, "quantity": 4, "ts": 8},
            {"kind": REPLACE, "order_id": 1, "price": 98, "quantity": 10, "ts": 8},
            {"kind": REDUCE, "order_id": 3, "quantity": 5, "ts": 8},
        )
    )
    assert mirror.order_flow_imbalance() == 4 - 10


BAD_READINGS = {
    "levels: expected 0 or more, was -1": lambda book: book.imbalance(-1),
    "levels: expected an integer, was float": lambda book: book.depth(1.5),
    "levels: expected an integer in the range of int64, was beyond it": (
        lambda book: book.depth(2**64)
    ),
    "order_id: expected 0 to 2**64 - 1, was -1": lambda book: book.queue_ahead(-1),
    "order_id: expected an integer, was float": lambda book: book.queue_ahead(1.0),
    "side: expected +1 or -1, was 0": lambda book: book.price_to_fill(0, 1),
    "quantity: expected 1 or more, was 0": lambda book: book.price_to_fill(1, 0),
    "quantity: expected an integer, was float": lambda book: book.price_to_fill(1, float("nan")),
    "start: expected an integer, was float": lambda book: book.bind(np.zeros(1, BOOK_MESSAGE))(0.5),
    "start, stop: expected 0 <= start <= stop <= 1, was 9223372036854775807, None": (
        lambda book: book.bind(np.zeros(1, BOOK_MESSAGE))(2**63 - 1)
    ),
    "snapshot: expected bytes, was bytearray": (
        lambda book: OrderBook.restore(book.instrument, bytearray(book.snapshot()))
    ),
}


@pytest.mark.parametrize(("text", "read"), BAD_READINGS.items())
def test_bad_arguments_of_readings_are_named(mirror: OrderBook, text: str, read: Any) -> None:
    """An argument that cannot be is refused in one line that names it."""
    with pytest.raises((TypeError, ValueError, IndexError)) as caught:
        read(mirror)
    assert str(caught.value) == text


def test_a_book_is_restored_from_its_bytes(
    mirror: OrderBook, instrument: Any, messages: Any
) -> None:
    """A restored book has the queues, the unread order flow and the time."""
    data = mirror.snapshot()
    restored = OrderBook.restore(instrument, data)
    assert type(restored) is OrderBook
    assert restored.instrument is instrument
    assert restored.state_hash() == mirror.state_hash()
    assert restored.snapshot() == data
    assert restored.queue_ahead(2) == 10
    assert restored.order_flow_imbalance() == 20
    with pytest.raises(BookError, match=r"^messages: row 0: ts: expected the time of the last"):
        restored.apply(messages(add(6, 1, 5, 5, ts=6)))


def test_a_damaged_snapshot_is_refused(mirror: OrderBook, instrument: Any) -> None:
    """Cut short anywhere, one bit off anywhere, or longer: BookError, never another book."""
    data = mirror.snapshot()
    flipped = [data[:i] + bytes([data[i] ^ 1]) + data[i + 1 :] for i in range(len(data))]
    for bad in (*(data[:i] for i in range(len(data))), *flipped, data + b"\0"):
        with pytest.raises(BookError, match=r"^snapshot: expected [^\n]+$"):
            OrderBook.restore(instrument, bad)


orders = st.lists(
    st.tuples(
        st.sampled_from([1, -1]), st.integers(1, 6), st.sampled_from([1, 2, 3, 2**62, 2**63 - 1])
    ),
    max_size=12,
)


@given(orders, st.integers(0, 4), st.integers(1, 20))
def test_the_readings_are_those_of_the_depth(
    instrument: Any, messages: Any, stream: list[tuple[int, int, int]], levels: int, wanted: int
) -> None:
    """Every reading is its formula over the depth, crossed and huge books included."""
    mirror = OrderBook(instrument)
    bound = mirror.bind(messages(*(add(i, *order) for i, order in enumerate(stream))))
    for i in range(len(stream)):
        try:
            bound(i)
        except BookError as error:
            assert "within 64 bits" in str(error)  # noqa: PT017
    bids, asks = (side.astype(object) for side in mirror.depth(100))
    if not (len(bids) and len(asks)):
        assert (mirror.spread, mirror.mid, mirror.microprice) == (None, None, None)
    else:
        (bid, bid_quantity, _), (ask, ask_quantity, _) = bids[0], asks[0]
        assert mirror.spread == ask - bid
        assert mirror.mid == (bid + ask) / 2
        assert mirror.microprice == pytest.approx(
            (bid * ask_quantity + ask * bid_quantity) / (bid_quantity + ask_quantity), rel=1e-12
        )
    bid_sum, ask_sum = (sum(side[:levels, 1]) for side in (bids, asks))
    total = bid_sum + ask_sum
    expected = (bid_sum - ask_sum) / total if total else None
    assert mirror.imbalance(levels) == (expected and pytest.approx(expected, rel=1e-12, abs=1e-12))
    for side, book in ((1, asks), (-1, bids)):
        left, cost = wanted, 0
        for price, quantity, _ in book:
            cost += price * min(left, quantity)
            left -= min(left, quantity)
        price = mirror.price_to_fill(side, wanted)
        assert price == (None if left else pytest.approx(cost / wanted, rel=1e-12))
    assert OrderBook.restore(instrument, mirror.snapshot()).state_hash() == mirror.state_hash()
