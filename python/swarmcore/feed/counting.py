"""Applying a recording that does not hold the whole life of every order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from swarmcore import _core

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["ApplyReport", "apply_counting"]


@dataclass(frozen=True, slots=True, eq=False)
class ApplyReport:
    """What became of messages that were applied one by one.

    Args:
        applied: How many the book took.
        refused: How many it did not, by cause.
        rows: int64 array of the rows refused, ascending.
        causes: uint8 array of why, a BookStatus each.
    """

    applied: int
    refused: dict[_core.book.BookStatus, int]
    rows: NDArray[np.int64]
    causes: NDArray[np.uint8]


def apply_counting(book: _core.book.OrderBook, messages: NDArray[Any]) -> ApplyReport:
    """Apply every message that a book takes, and report the others.

    `OrderBook.apply` stops at the first message that cannot be applied. A recording often begins in
    the middle of a day, and then orders change that it never introduced: here they are left out and
    counted, and all else is applied. Runs without the GIL.

    Args:
        book: An OrderBook.
        messages: One-dimensional C-contiguous array of BOOK_MESSAGE.

    Raises:
        TypeError, ValueError: Another dtype, shape or layout.
    """
    applied, rows, causes = _core.book.apply_counting(book, messages)
    found, counts = np.unique(causes, return_counts=True)
    refused = {
        _core.book.BookStatus(cause): count
        for cause, count in zip(found.tolist(), counts.tolist(), strict=True)
    }
    return ApplyReport(applied, refused, rows, causes)
