"""Applying what a book takes, and telling of the rest."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from swarmcore.book import BOOK_MESSAGE, BookStatus, MessageKind, OrderBook
from swarmcore.feed import apply_counting


def rows(*fields: dict[str, int]) -> np.ndarray:
    array = np.zeros(len(fields), BOOK_MESSAGE)
    for index, row in enumerate(fields):
        for name, value in row.items():
            array[index][name] = value
    return array


def test_what_a_book_refuses_is_counted_by_cause_and_the_rest_applied(btc: Any) -> None:
    """One row of each fault between rows that are right."""
    add = {"kind": MessageKind.ADD, "side": 1, "price": 5, "quantity": 10, "ts": 1}
    messages = rows(
        {**add, "order_id": 1},
        {**add, "order_id": 1},
        {**add, "order_id": 2, "side": 0},
        {**add, "order_id": 3, "price": 0},
        {**add, "order_id": 4, "quantity": -1},
        {"kind": MessageKind.DELETE, "order_id": 9, "ts": 1},
        {"kind": MessageKind.EXECUTE, "order_id": 1, "quantity": 11, "ts": 1},
        {"kind": 99, "order_id": 1, "ts": 1},
        {**add, "order_id": 5, "ts": 0},
        {**add, "order_id": 6, "quantity": 2**63 - 1},
        {**add, "order_id": 7},
        {"kind": MessageKind.DELETE, "order_id": 9, "ts": 1},
    )
    book = OrderBook(btc)
    report = apply_counting(book, messages)
    assert report.applied == 2
    assert report.refused == {
        BookStatus.DUPLICATE_ORDER: 1,
        BookStatus.BAD_SIDE: 1,
        BookStatus.BAD_PRICE: 1,
        BookStatus.BAD_QUANTITY: 1,
        BookStatus.UNKNOWN_ORDER: 2,
        BookStatus.QUANTITY_EXCEEDS_ORDER: 1,
        BookStatus.UNKNOWN_KIND: 1,
        BookStatus.TIME_WENT_BACK: 1,
        BookStatus.QUANTITY_OVERFLOW: 1,
    }
    assert report.rows.tolist() == [1, 2, 3, 4, 5, 6, 7, 8, 9, 11]
    assert report.causes[4] == report.causes[9] == BookStatus.UNKNOWN_ORDER
    assert book.best_bid == (5, 20)


def test_no_messages_give_an_empty_report(btc: Any) -> None:
    """Nothing applied, nothing refused."""
    report = apply_counting(OrderBook(btc), rows())
    assert (report.applied, report.refused, len(report.rows)) == (0, {}, 0)


def test_another_dtype_is_refused(btc: Any) -> None:
    """As by the book itself."""
    with pytest.raises(TypeError, match="messages: expected dtype"):
        apply_counting(OrderBook(btc), np.zeros(3))
