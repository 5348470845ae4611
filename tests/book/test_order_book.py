"""The mirror of a venue's book: messages in, levels and queues out."""

from __future__ import annotations

import threading
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore import book
from swarmcore.book import BOOK_MESSAGE, MessageKind, OrderBook
from swarmcore.errors import BookError

from .reference import ReferenceBook, depth, rows

ADD, REDUCE, DELETE = int(MessageKind.ADD), int(MessageKind.REDUCE), int(MessageKind.DELETE)
EXECUTE, REPLACE, CLEAR = int(MessageKind.EXECUTE), int(MessageKind.REPLACE), int(MessageKind.CLEAR)
TRADE = int(MessageKind.TRADE)


def add(order_id: int, side: int, price: int, quantity: int, **more: int) -> dict[str, int]:
    """An order joins the book."""
    row = {"kind": ADD, "order_id": order_id, "side": side, "price": price, "quantity": quantity}
    return row | more


def test_the_dtype_is_the_contract() -> None:
    """One message is 64 little-endian bytes, field by field as documented."""
    assert BOOK_MESSAGE.itemsize == 64
    assert [(name, BOOK_MESSAGE[name].str) for name in BOOK_MESSAGE.names] == [
        ("ts", "<i8"),
        ("ts_local", "<i8"),
        ("sequence", "<u8"),
        ("order_id", "<u8"),
        ("new_order_id", "<u8"),
        ("price", "<i8"),
        ("quantity", "<i8"),
        ("instrument", "<u2"),
        ("flags", "<u2"),
        ("kind", "|u1"),
        ("side", "|i1"),
        ("reserved", "<u2"),
    ]


def test_the_kinds_are_the_contract() -> None:
    """The numbers of the message kinds are those of the record's documentation."""
    assert [(kind.name, kind.value) for kind in MessageKind] == [
        ("ADD", 1),
        ("REDUCE", 2),
        ("DELETE", 3),
        ("EXECUTE", 4),
        ("REPLACE", 5),
        ("TRADE", 6),
        ("CLEAR", 7),
    ]


def test_a_book_keeps_its_instrument(instrument: Any) -> None:
    """A book is of one instrument, which it gives back."""
    assert OrderBook(instrument).instrument is instrument


def test_an_empty_book_says_none(instrument: Any) -> None:
    """Without orders there is no best price, and the depth has no rows."""
    empty = OrderBook(instrument)
    assert empty.best_bid is None
    assert empty.best_ask is None
    assert len(empty) == empty.order_count == 0
    for side in empty.depth(5):
        assert side.shape == (0, 3)
        assert side.dtype == np.int64


def test_the_read_side_shows_levels_and_queues(instrument: Any, messages: Any) -> None:
    """Best prices, depth and queue positions follow from the orders."""
    mirror = OrderBook(instrument)
    batch = messages(add(1, 1, 100, 10), add(2, 1, 100, 20), add(3, 1, 99, 5), add(4, -1, 101, 7))
    assert mirror.apply(batch) == 4
    assert mirror.best_bid == (100, 30)
    assert mirror.best_ask == (101, 7)
    bids, asks = mirror.depth(10)
    assert bids.tolist() == [[100, 30, 2], [99, 5, 1]]
    assert asks.tolist() == [[101, 7, 1]]
    assert mirror.depth(1)[0].tolist() == [[100, 30, 2]]
    assert mirror.depth(0)[0].shape == (0, 3)
    assert [mirror.queue_ahead(order_id) for order_id in (1, 2, 3, 4)] == [0, 10, 0, 0]
    assert len(mirror) == mirror.order_count == 4


def test_queue_ahead_wants_an_order_in_the_book(instrument: Any) -> None:
    """An id that is not in the book is named in the error."""
    with pytest.raises(ValueError, match=r"^order_id: expected an order in the book, was 42$"):
        OrderBook(instrument).queue_ahead(42)


def test_depth_refuses_a_negative_count(instrument: Any) -> None:
    """A negative number of levels is an error, not all of them."""
    with pytest.raises(ValueError, match=r"^levels: expected 0 or more, was -1$"):
        OrderBook(instrument).depth(-1)


def test_a_bad_row_stops_the_batch_before_it(instrument: Any, messages: Any) -> None:
    """Rows before a bad one are applied; it and those after it are not."""
    batch = messages(
        add(1, 1, 100, 10),
        {"kind": REDUCE, "order_id": 1, "quantity": 4},
        {"kind": REDUCE, "order_id": 1, "quantity": 7},
        {"kind": CLEAR},
    )
    mirror, expected = OrderBook(instrument), OrderBook(instrument)
    expected.apply(batch[:2])
    with pytest.raises(BookError) as caught:
        mirror.apply(batch)
    assert caught.value.row == 2
    assert str(caught.value) == (
        "messages: row 2: quantity: expected at most what is left of the order, was 7"
    )
    assert mirror.state_hash() == expected.state_hash()


BAD_ROWS = {
    "kind: expected 1 to 7, was 0": {"kind": 0},
    "kind: expected 1 to 7, was 255": {"kind": 255},
    "ts: expected the time of the last message or later, was -1": {"kind": CLEAR, "ts": -1},
    "order_id: expected an order in the book, was 9": {"kind": DELETE, "order_id": 9},
    "order_id: expected an id not in the book, was 1": add(1, 1, 5, 5),
    "new_order_id: expected an id not in the book, was 2": {
        "kind": REPLACE,
        "order_id": 1,
        "new_order_id": 2,
        "price": 5,
        "quantity": 5,
    },
    "side: expected +1 or -1, was 0": add(9, 0, 5, 5),
    "side: expected +1 or -1, was -128": add(9, -128, 5, 5),
    "price: expected 1 or more, was 0": add(9, 1, 0, 5),
    "price: expected 1 or more, was -9223372036854775808": add(9, 1, -(2**63), 5),
    "quantity: expected 1 or more, was 0": add(9, 1, 5, 0),
    "quantity: expected 1 or more, was -3": {"kind": EXECUTE, "order_id": 1, "quantity": -3},
    "side: expected +1, -1 or 0, was 3": {"kind": TRADE, "side": 3, "price": 5, "quantity": 5},
    "price: expected 1 or more, was -7": {"kind": TRADE, "price": -7, "quantity": 5},
    "quantity: expected 1 or more, was -5": {"kind": TRADE, "price": 5, "quantity": -5},
    "quantity: expected a total at this price within 64 bits, was 9223372036854775807": add(
        9, 1, 100, 2**63 - 1
    ),
}


@pytest.mark.parametrize(("text", "row"), BAD_ROWS.items())
def test_every_fault_of_a_row_is_told(
    instrument: Any, messages: Any, text: str, row: dict[str, int]
) -> None:
    """The error of a bad row names the row, the field, what was expected and what came."""
    mirror = OrderBook(instrument)
    mirror.apply(messages(add(1, 1, 100, 10), add(2, -1, 101, 10)))
    before = mirror.state_hash()
    with pytest.raises(BookError) as caught:
        mirror.apply(messages(row))
    assert str(caught.value) == f"messages: row 0: {text}"
    assert mirror.state_hash() == before


def test_the_state_hash_is_of_the_content_alone(instrument: Any, messages: Any) -> None:
    """Two histories that end in the same book have one hash; another queue order has another."""
    straight, roundabout = OrderBook(instrument), OrderBook(instrument)
    straight.apply(messages(add(1, 1, 100, 10), add(2, 1, 100, 20)))
    roundabout.apply(
        messages(
            add(2, 1, 90, 5),
            add(1, 1, 100, 15, ts=3),
            add(8, -1, 120, 1, ts=4),
            {"kind": REPLACE, "order_id": 2, "price": 100, "quantity": 20, "ts": 5},
            {"kind": EXECUTE, "order_id": 1, "quantity": 5, "ts": 6},
            {"kind": DELETE, "order_id": 8, "ts": 7},
        )
    )
    assert straight.state_hash() == roundabout.state_hash()
    straight.apply(messages({"kind": REPLACE, "order_id": 1, "price": 100, "quantity": 10}))
    assert straight.depth(5)[0].tolist() == roundabout.depth(5)[0].tolist()
    assert straight.state_hash() != roundabout.state_hash()


def bad_arrays() -> dict[str, Any]:
    """Arrays that are no messages, by what the error says of them."""
    good = np.zeros(4, BOOK_MESSAGE)
    swapped = BOOK_MESSAGE.newbyteorder(">")
    return {
        "expected a numpy array, was list": [1, 2],
        "expected a numpy array, was NoneType": None,
        "was float64": np.zeros(4),
        "was uint8": good.view(np.uint8),
        "'>i8'": good.astype(swapped),
        r"expected 1 dimension(s), was shape (2, 2)": good.reshape(2, 2),
        "expected 1 dimension(s), was shape ()": good[0:1].reshape(()),
        "expected a C-contiguous array, was strided": good[::2],
        "expected data aligned to 8 bytes": np.frombuffer(
            bytearray(64 * 4 + 1), BOOK_MESSAGE, count=4, offset=1
        ),
    }


@pytest.mark.parametrize(("text", "array"), bad_arrays().items())
@pytest.mark.parametrize("method", ["apply", "bind"])
def test_bad_arrays_are_refused(instrument: Any, text: str, array: Any, method: str) -> None:
    """An array of another dtype, shape or layout is refused in one line, never converted."""
    with pytest.raises((TypeError, ValueError)) as caught:
        getattr(OrderBook(instrument), method)(array)
    message = str(caught.value)
    assert message.startswith("messages: expected ")
    assert text in message
    assert "\n" not in message


def test_empty_and_read_only_arrays_are_fine(instrument: Any, messages: Any) -> None:
    """No rows are applied from an empty array, and messages are only read."""
    mirror = OrderBook(instrument)
    assert mirror.apply(messages()) == 0
    batch = messages(add(1, 1, 100, 10))
    batch.flags.writeable = False
    assert mirror.apply(batch) == 1


def test_a_bound_array_is_applied_by_row_and_by_slice(instrument: Any, messages: Any) -> None:
    """A bound array gives the book that apply gives, and shows what is written to it later."""
    batch = messages(*(add(i, 1, 100 + i % 3, 1 + i) for i in range(1, 9)))
    whole, by_parts = OrderBook(instrument), OrderBook(instrument)
    whole.apply(batch)
    bound = by_parts.bind(batch)
    assert len(bound) == 8
    assert bound(0) == 1
    assert bound(1, 7) == 6
    assert bound(7, 7) == 0
    assert bound(start=7, stop=8) == 1
    assert by_parts.state_hash() == whole.state_hash()
    batch[0] = messages({"kind": CLEAR})[0]
    assert bound(0) == 1
    assert len(by_parts) == 0


def test_a_bound_array_keeps_book_and_buffer_alive(instrument: Any, messages: Any) -> None:
    """The bound call works after its caller forgot the book and the array."""
    bound = OrderBook(instrument).bind(messages(add(1, 1, 100, 10), add(1, 1, 100, 10)))
    assert bound(0) == 1
    with pytest.raises(BookError, match=r"^messages: row 1: order_id") as caught:
        bound(1)
    assert caught.value.row == 1


@pytest.mark.parametrize(("start", "stop"), [(-1, None), (2, None), (0, 3), (2, 1), (2**62, None)])
def test_a_bound_array_refuses_rows_outside_it(
    instrument: Any, messages: Any, start: int, stop: int | None
) -> None:
    """Rows outside the array, or backwards, are an IndexError and apply nothing."""
    mirror = OrderBook(instrument)
    bound = mirror.bind(messages(add(1, 1, 100, 10), add(2, 1, 100, 10)))
    with pytest.raises(IndexError, match=r"^start, stop: expected 0 <= start <= stop <= 2, was"):
        bound(start, stop)
    assert len(mirror) == 0


def test_a_second_thread_is_refused_not_raced(instrument: Any) -> None:
    """While a batch runs without the GIL, a call from another thread is an error."""
    batch = np.zeros(1_000_000, BOOK_MESSAGE)
    batch["kind"], batch["price"], batch["quantity"] = MessageKind.TRADE, 100, 1
    mirror = OrderBook(instrument)
    refused = threading.Event()

    def replay() -> None:
        while not refused.is_set():
            mirror.apply(batch)

    thread = threading.Thread(target=replay)

    def read_while_it_runs() -> None:
        while thread.is_alive():
            assert mirror.order_count == 0

    thread.start()
    try:
        with pytest.raises(RuntimeError, match=r"^threads: expected no call while a batch runs"):
            read_while_it_runs()
    finally:
        refused.set()
        thread.join()
    assert mirror.best_bid is None


small = st.integers(0, 6)
message_rows = st.fixed_dictionaries(
    {
        "ts": st.sampled_from([0, 0, 0, 0, 1, 2]),
        "kind": st.sampled_from([ADD, ADD, ADD, REDUCE, DELETE, EXECUTE, REPLACE, 6, 7, 0, 8]),
        "order_id": small,
        "new_order_id": small,
        "price": st.sampled_from([1, 2, 3, 3, 2**63 - 1, 0, -1]),
        "quantity": st.sampled_from([1, 2, 3, 7, 2**62, 2**63 - 1, 0, -1]),
        "side": st.sampled_from([1, 1, -1, -1, 0]),
    }
)


# Of any length up to 80: st.lists alone seldom goes beyond 10, too few to fill a queue.
@given(st.integers(0, 80).flatmap(lambda n: st.lists(message_rows, min_size=n, max_size=n)))
def test_the_book_is_the_naive_book(
    instrument: Any, messages: Any, stream: list[dict[str, int]]
) -> None:
    """After every message, good or bad, depth, queues and acceptance are those of plain lists."""
    mirror, naive = OrderBook(instrument), ReferenceBook()
    batch = messages(*stream)
    bound = mirror.bind(batch)
    for index, row in enumerate(rows(batch)):
        before = mirror.state_hash()
        if naive.apply(row):
            assert bound(index) == 1
        else:
            with pytest.raises(BookError):
                bound(index)
            assert mirror.state_hash() == before
        bids, asks = mirror.depth(100)
        assert bids.tolist() == depth(naive.orders, 1)
        assert asks.tolist() == depth(naive.orders, -1)
        assert mirror.best_bid == (tuple(bids[0, :2].tolist()) if len(bids) else None)
        assert mirror.best_ask == (tuple(asks[0, :2].tolist()) if len(asks) else None)
        for order in naive.orders:
            assert mirror.queue_ahead(order.order_id) == naive.queue_ahead(order.order_id)
        assert len(mirror) == len(naive.orders)


def test_the_public_names_are_there() -> None:
    """Everything in __all__ exists."""
    assert all(hasattr(book, name) for name in book.__all__)
