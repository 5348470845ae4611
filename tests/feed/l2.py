"""What the tests of market-by-price recordings share."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pytest
from swarmcore.book import LAST_ROW_FLAG, DepthBook, DepthMessageKind
from swarmcore.errors import BookError

SET, CLEAR = int(DepthMessageKind.SET), int(DepthMessageKind.CLEAR)
TRADE, CHECKSUM = int(DepthMessageKind.TRADE), int(DepthMessageKind.CHECKSUM)


class Replay(NamedTuple):
    """How a replay went: whole updates, and after how many of them the book was crossed."""

    updates: int
    crossed: int


def updates_of(messages: np.ndarray) -> list[tuple[int, int]]:
    """The first row of each update, and the row after its last."""
    stops = (np.flatnonzero(messages["flags"] & LAST_ROW_FLAG) + 1).tolist()
    return list(zip([0, *stops[:-1]], stops, strict=True))


def replay(book: DepthBook, messages: np.ndarray) -> Replay:
    """Apply a recording update by update, looking at the best prices after each."""
    bound = book.bind(messages)
    crossed = 0
    updates = updates_of(messages)
    for start, stop in updates:
        bound(start, stop)
        bid, ask = book.best_bid, book.best_ask
        crossed += bid is not None and ask is not None and bid[0] >= ask[0]
    assert len(updates) == 0 or updates[-1][1] == len(messages)
    return Replay(len(updates), crossed)


def row_of_fault(book: DepthBook, messages: np.ndarray) -> tuple[int, str]:
    """The row at which a book refuses messages, and why."""
    with pytest.raises(BookError) as caught:
        book.apply(messages)
    return caught.value.row, str(caught.value)


def without(messages: np.ndarray, update: tuple[int, int]) -> np.ndarray:
    """A recording that lost one update."""
    return np.delete(messages, slice(*update))


def of_instrument(messages: np.ndarray, index: int) -> np.ndarray:
    """The rows of one instrument."""
    return messages[messages["instrument"] == index]
