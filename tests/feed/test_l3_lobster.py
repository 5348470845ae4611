"""Real order events of Nasdaq through the mirror, beside the book that the venue recorded.

LOBSTER cuts a venue's events to a range of levels. An order that was entered before the file begins
or outside its range is not introduced by it; an order that leaves the range and ends there never
ends in it.
"""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from swarmcore.book import BookStatus, MessageKind, OrderBook
from swarmcore.errors import BookError
from swarmcore.feed import LobsterReader, apply_counting, read_lobster, read_lobster_book
from swarmcore.market import Instrument

if TYPE_CHECKING:
    from pathlib import Path

AAPL = "lobster_aapl_20120621_message_50.csv.zst"
AMZN = "lobster_amzn_20120621_message_1.csv.zst"
AAPL_BOOK = "lobster_aapl_20120621_orderbook_1.csv.zst"
AMZN_BOOK = "lobster_amzn_20120621_orderbook_1.csv.zst"

Quotes = tuple[int, int, int, int]
"""Best bid and ask: price and quantity of each."""


@pytest.fixture(scope="module")
def aapl(data_folder: Path) -> np.ndarray:
    """An hour of AAPL, 50 levels."""
    return read_lobster(data_folder / "l3" / AAPL)


@pytest.fixture
def book() -> OrderBook:
    """An empty mirror."""
    return OrderBook(Instrument("TEST", tick_size="0.0001", lot_size="1"))


def orders_without_add(messages: np.ndarray) -> list[int]:
    """The rows that change an order that the file does not introduce before them."""
    introduced: set[int] = set()
    rows = []
    for row, (kind, order) in enumerate(
        zip(messages["kind"].tolist(), messages["order_id"].tolist(), strict=True)
    ):
        if kind == MessageKind.ADD:
            introduced.add(order)
        elif kind != MessageKind.TRADE and order not in introduced:
            rows.append(row)
    return rows


@pytest.mark.parametrize(
    ("name", "rows", "kinds", "unknown"),
    [
        (AMZN, 57_515, [27_845, 16, 18_235, 8_974, 2_445], 7_467),
        (AAPL, 91_997, [44_256, 469, 41_004, 4_067, 2_201], 84),
    ],
)
def test_a_real_day_applies_but_for_orders_that_it_never_introduced(
    data_folder: Path, book: OrderBook, name: str, rows: int, kinds: list[int], unknown: int
) -> None:
    """Every message whose order the file introduced applies; the others, and no more, are counted.

    The rows by type are those of the folder's README.
    """
    reader = LobsterReader(data_folder / "l3" / name)
    messages = reader.read()
    assert (reader.rows, len(messages), reader.skipped) == (rows, rows, {})
    by_kind = [MessageKind.ADD, MessageKind.REDUCE, MessageKind.DELETE, MessageKind.EXECUTE]
    by_kind.append(MessageKind.TRADE)
    assert [np.count_nonzero(messages["kind"] == kind) for kind in by_kind] == kinds
    report = apply_counting(book, messages)
    assert report.refused == {BookStatus.UNKNOWN_ORDER: unknown}
    assert report.applied == rows - unknown
    assert report.rows.tolist() == orders_without_add(messages)


def test_a_deletion_says_how_much_was_left(aapl: np.ndarray) -> None:
    """Where the file introduced the order, the size deleted is what its other events leave."""
    left: dict[int, int] = {}
    checked = 0
    for kind, order, quantity in zip(
        aapl["kind"].tolist(), aapl["order_id"].tolist(), aapl["quantity"].tolist(), strict=True
    ):
        if kind == MessageKind.ADD:
            left[order] = quantity
        elif order in left and kind in (MessageKind.REDUCE, MessageKind.EXECUTE):
            left[order] -= quantity
        elif order in left and kind == MessageKind.DELETE:
            assert left.pop(order) == quantity
            checked += 1
    assert checked > 40_000


def changes_of_quotes(messages: np.ndarray, book: OrderBook) -> list[tuple[int, Quotes]]:
    """Each change of the best prices or quantities, with its row; no book is ever crossed."""
    bound = book.bind(messages)
    changes: list[tuple[int, Quotes]] = []
    for row in range(len(messages)):
        try:
            bound(row)
        except BookError:
            continue
        bid, ask = book.best_bid, book.best_ask
        if bid is None or ask is None:
            continue
        assert bid[0] < ask[0]
        quotes = (*bid, *ask)
        if not changes or changes[-1][1] != quotes:
            changes.append((row, quotes))
    return changes


def venue_quotes(path: Path) -> list[Quotes]:
    """Each change of the best prices or quantities that the venue recorded."""
    recorded = read_lobster_book(path)
    rows = np.concatenate([recorded.bids[:, 0], recorded.asks[:, 0]], axis=1)
    changed = np.concatenate([[True], (rows[1:] != rows[:-1]).any(axis=1)])
    return [tuple(row) for row in rows[changed].tolist()]


class Causes:
    """Why a mirror's best prices are not the venue's, from the messages alone.

    Args:
        messages: The events of a file.
    """

    def __init__(self, messages: np.ndarray) -> None:
        unknown = messages[orders_without_add(messages)]
        # By price and side: the last row that changes an order that was never introduced.
        places = zip(unknown["price"].tolist(), unknown["side"].tolist(), strict=True)
        self.unseen = dict(zip(places, unknown["sequence"].tolist(), strict=True))
        ends = np.isin(messages["kind"], [MessageKind.DELETE, MessageKind.EXECUTE])
        added = messages[messages["kind"] == MessageKind.ADD]
        endless = added[~np.isin(added["order_id"], messages["order_id"][ends])]
        self.endless = set(zip(endless["price"].tolist(), endless["side"].tolist(), strict=True))

    def of(self, row: int, quotes: Quotes, recorded: list[Quotes]) -> str:
        """Why the quotes after a row are none of those that the venue recorded meanwhile."""
        for at, side in ((0, 1), (2, -1)):
            price, quantity = quotes[at : at + 2]
            for other in recorded:
                better = (other[at] - price) * side
                lacks = better > 0 or (better == 0 and other[at + 1] > quantity)
                if lacks and self.unseen.get((other[at], side), -1) >= row:
                    return "never introduced"
                holds = better < 0 or (better == 0 and other[at + 1] < quantity)
                if holds and (price, side) in self.endless:
                    return "ended out of range"
        return "not known"


def test_a_real_book_shows_the_best_prices_that_the_venue_showed(
    data_folder: Path, aapl: np.ndarray, book: OrderBook
) -> None:
    """In order, 99.6 % of the hour's changes are the venue's; no book is crossed.

    The other 95 of 23,456 lie in short runs. In each the venue's best holds an order that the file
    never introduced but later changes, or ours an order whose end the file leaves out: the cut to
    50 levels is the cause, and no event was misread.
    """
    changes = changes_of_quotes(aapl, book)
    recorded = venue_quotes(data_folder / "l3" / AAPL_BOOK)
    ours = [quotes for _, quotes in changes]
    # The venue's file goes on for the rest of the day.
    matcher = SequenceMatcher(None, ours, recorded[:24_500], autojunk=False)
    explanation = Causes(aapl)
    causes = [
        explanation.of(row, quotes, recorded[other_first:other_last])
        for tag, first, last, other_first, other_last in matcher.get_opcodes()
        for row, quotes in changes[first:last]
        if tag != "equal"
    ]
    assert (len(changes), len(causes)) == (23_456, 95)
    assert Counter(causes) == {"never introduced": 78, "ended out of range": 17}
    # As states, whatever their order: 59 of 16,436 are none of the venue's, 99.6 % are.
    states = set(ours)
    assert (len(states), len(states & set(recorded))) == (16_436, 16_377)


def test_a_file_of_one_level_leaves_orders_behind(data_folder: Path, book: OrderBook) -> None:
    """AMZN's leaves out what happens away from the best price: a mirror keeps what is long gone.

    Until an order is left behind, it shows what the venue showed. Every new order is in the
    venue's best at its row.
    """
    messages = read_lobster(data_folder / "l3" / AMZN)
    recorded = read_lobster_book(data_folder / "l3" / AMZN_BOOK)
    assert len(recorded.bids) == len(messages)
    added = np.flatnonzero(messages["kind"] == MessageKind.ADD)
    side = messages["side"][added]
    best = np.where((side == 1)[:, None], recorded.bids[added, 0], recorded.asks[added, 0])
    assert np.array_equal(best[:, 0], messages["price"][added])
    assert (best[:, 1] >= messages["quantity"][added]).all()
    apply_counting(book, messages)
    bid, ask = book.best_bid, book.best_ask
    assert bid is not None
    assert ask is not None
    assert bid[0] > ask[0]


def test_a_removed_row_is_detected(data_folder: Path, aapl: np.ndarray) -> None:
    """Every 5,000th, one at a time: another book at the end, or more unknown orders."""

    def outcome(messages: np.ndarray) -> Any:
        book = OrderBook(Instrument("AAPL"))
        return len(apply_counting(book, messages).rows), book.state_hash()

    whole = outcome(aapl)
    rows = [row for row in range(0, len(aapl), 5_000) if aapl["kind"][row] != MessageKind.TRADE]
    assert len(rows) == 19
    assert all(outcome(np.delete(aapl, row)) != whole for row in rows)
