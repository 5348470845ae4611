"""The mirror of a market-by-price feed: rows in, levels out."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import swarmcore as sc
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.book import (
    DEPTH_MESSAGE,
    LAST_ROW_FLAG,
    SNAPSHOT_FLAG,
    ChecksumKind,
    DepthBook,
    DepthMessageKind,
)
from swarmcore.errors import BookError
from swarmcore.market import Instrument

from .depth_reference import ReferenceDepthBook
from .reference import rows

SET, CLEAR = int(DepthMessageKind.SET), int(DepthMessageKind.CLEAR)
TRADE, CHECKSUM = int(DepthMessageKind.TRADE), int(DepthMessageKind.CHECKSUM)


def level(side: int, price: int, quantity: int, **more: int) -> dict[str, int]:
    """An update of one level."""
    row = {"kind": SET, "side": side, "price": price, "quantity": quantity, "flags": LAST_ROW_FLAG}
    return row | more


def depth_messages(*fields: dict[str, int]) -> np.ndarray:
    """DEPTH_MESSAGE of dictionaries of fields, other fields 0."""
    array = np.zeros(len(fields), DEPTH_MESSAGE)
    for row, values in zip(array, fields, strict=True):
        for name, value in values.items():
            row[name] = value
    return array


SAMPLE = depth_messages(
    {"kind": CLEAR, "last_update": 100, "flags": SNAPSHOT_FLAG},
    level(1, 100, 10, last_update=100, flags=SNAPSHOT_FLAG),
    level(1, 99, 20, last_update=100, flags=SNAPSHOT_FLAG),
    level(-1, 101, 30, last_update=100, flags=SNAPSHOT_FLAG),
    level(-1, 103, 40, last_update=100, flags=SNAPSHOT_FLAG | LAST_ROW_FLAG),
)


@pytest.fixture
def book(instrument: Any) -> DepthBook:
    """Bids 100 x 10 and 99 x 20, asks 101 x 30 and 103 x 40, of the snapshot 100."""
    book = DepthBook(instrument)
    assert book.apply(SAMPLE) == 5
    return book


def test_the_dtype_is_the_contract() -> None:
    """One row is 64 little-endian bytes, field by field as documented."""
    assert sc.DEPTH_MESSAGE is DEPTH_MESSAGE
    assert DEPTH_MESSAGE.itemsize == 64
    assert [(name, DEPTH_MESSAGE[name].str) for name in DEPTH_MESSAGE.names] == [
        ("ts", "<i8"),
        ("ts_local", "<i8"),
        ("first_update", "<u8"),
        ("last_update", "<u8"),
        ("previous_update", "<u8"),
        ("price", "<i8"),
        ("quantity", "<i8"),
        ("instrument", "<u2"),
        ("flags", "<u2"),
        ("kind", "|u1"),
        ("side", "|i1"),
        ("reserved", "<u2"),
    ]


def test_the_small_numbers_are_the_contract() -> None:
    """Kinds, flags and checksums have the numbers that the record documents."""
    assert [(kind.name, kind.value) for kind in DepthMessageKind] == [
        ("SET", 1),
        ("CLEAR", 2),
        ("TRADE", 3),
        ("CHECKSUM", 4),
    ]
    assert (SNAPSHOT_FLAG, LAST_ROW_FLAG) == (1, 2)
    assert [(kind.name, kind.value) for kind in ChecksumKind] == [
        ("NONE", 0),
        ("KRAKEN", 1),
        ("OKX", 2),
    ]


def test_an_empty_book_says_none(instrument: Any) -> None:
    """Without levels there is nothing to tell."""
    empty = sc.DepthBook(instrument)
    assert empty.instrument is instrument
    assert (empty.best_bid, empty.best_ask, empty.spread, empty.mid) == (None,) * 4
    assert (empty.microprice, empty.imbalance(5), empty.price_to_fill(1, 1)) == (None,) * 3
    assert len(empty) == empty.level_count == empty.last_update == 0
    assert not empty.needs_snapshot
    for side in empty.depth(5):
        assert side.shape == (0, 3)
        assert side.dtype == np.int64


def test_the_read_side_follows_from_the_levels(book: DepthBook) -> None:
    """Every reading of the sample book, worked out by hand."""
    assert (book.best_bid, book.best_ask) == ((100, 10), (101, 30))
    assert (book.spread, book.mid) == (1, 100.5)
    assert book.microprice == (100 * 30 + 101 * 10) / 40
    assert book.imbalance(1) == (10 - 30) / 40
    assert book.imbalance(2) == (30 - 70) / 100
    bids, asks = book.depth(5)
    assert bids.tolist() == [[100, 10, 0], [99, 20, 0]]
    assert asks.tolist() == [[101, 30, 0], [103, 40, 0]]
    assert [side.tolist() for side in book.depth(1)] == [[[100, 10, 0]], [[101, 30, 0]]]
    assert book.price_to_fill(1, 50) == (101 * 30 + 103 * 20) / 50
    assert book.price_to_fill(-1, 30) == pytest.approx((100 * 10 + 99 * 20) / 30)
    assert book.price_to_fill(-1, 31) is None
    assert [book.quantity_at(side, 101) for side in (1, -1)] == [0, 30]
    assert book.quantity_at(1, 0) == book.quantity_at(-1, -5) == 0
    assert (book.level_count, len(book), book.last_update) == (4, 4, 100)


def test_bad_arguments_of_readings_are_named(book: DepthBook) -> None:
    """A side or a quantity that cannot be is an error of one line."""
    with pytest.raises(ValueError, match=r"^side: expected \+1 or -1, was 0$"):
        book.price_to_fill(0, 1)
    with pytest.raises(ValueError, match=r"^quantity: expected 1 or more, was 0$"):
        book.price_to_fill(1, 0)
    with pytest.raises(ValueError, match=r"^levels: expected 0 or more, was -1$"):
        book.imbalance(-1)
    with pytest.raises(TypeError, match=r"^price: expected an integer, was str$"):
        book.quantity_at(1, "101")  # type: ignore[arg-type]


def test_a_gap_stops_the_batch_before_its_update(book: DepthBook) -> None:
    """The missing update is told with the row; later rows wait for a snapshot, and are counted."""
    before = book.state_hash()
    batch = depth_messages(
        level(1, 100, 1, first_update=98, last_update=100),
        level(1, 100, 2, first_update=101, last_update=101),
        level(1, 100, 3, first_update=103, last_update=104, flags=0),
        level(1, 100, 4, first_update=103, last_update=104),
        level(1, 100, 5, first_update=105, last_update=105),
    )
    with pytest.raises(BookError) as caught:
        book.apply(batch)
    assert caught.value.row == 2
    assert str(caught.value) == (
        "messages: row 2: first_update: expected the update after 101, was 103 "
        "(an update is missing: apply a snapshot, or resume)"
    )
    assert book.state_hash() != before
    assert book.best_bid == (100, 2)
    assert (book.gap_count, book.stale_count, book.needs_snapshot) == (1, 1, True)
    assert book.apply(batch[3:]) == 0
    assert book.waiting_count == 2
    assert book.apply(SAMPLE) == 5
    assert book.state_hash() == before
    assert not book.needs_snapshot


def test_resume_goes_on_without_a_snapshot(book: DepthBook) -> None:
    """After it, the next update starts a new chain on the levels that are there."""
    with pytest.raises(BookError):
        book.apply(depth_messages(level(1, 100, 3, first_update=150, last_update=150)))
    book.resume()
    assert book.apply(depth_messages(level(1, 98, 3, first_update=160, last_update=161))) == 1
    assert book.depth(9)[0].tolist() == [[100, 10, 0], [99, 20, 0], [98, 3, 0]]
    assert book.last_update == 161


BAD_ROWS = {
    "kind: expected 1 to 4, was 0": {"kind": 0},
    "kind: expected 1 to 4, was 5": {"kind": 5},
    "ts: expected the time of the last update or later, was -1": level(1, 5, 5, ts=-1),
    "side: expected +1 or -1, was 0": level(0, 5, 5),
    "side: expected +1 or -1, was -128": level(-128, 5, 5),
    "price: expected 1 or more, was 0": level(1, 0, 5),
    "quantity: expected 0 or more, was -1": level(1, 5, -1),
    "side: expected +1, -1 or 0, was 3": {"kind": TRADE, "side": 3, "price": 1, "quantity": 1},
    "price: expected 1 or more, was -2": {"kind": TRADE, "side": 1, "price": -2, "quantity": 1},
    "quantity: expected 1 or more, was 0": {"kind": TRADE, "price": 1, "quantity": 0},
}


@pytest.mark.parametrize(("text", "row"), BAD_ROWS.items())
def test_every_fault_of_a_row_is_told(book: DepthBook, text: str, row: dict[str, int]) -> None:
    """The error names the row, the field, what was expected and what came; the book stays."""
    before = book.state_hash()
    with pytest.raises(BookError) as caught:
        book.apply(depth_messages(row))
    assert str(caught.value) == f"messages: row 0: {text}"
    assert book.state_hash() == before
    assert book.needs_snapshot == (row["kind"] != TRADE)


def test_an_update_is_applied_as_a_whole_or_not_at_all(book: DepthBook) -> None:
    """A bad row undoes the rows of its update before it, and those only."""
    ids = {"first_update": 101, "last_update": 101}
    batch = depth_messages(
        level(1, 98, 5, **ids),
        level(1, 100, 0, first_update=102, last_update=105, flags=0),
        level(-1, 101, 0, first_update=102, last_update=105, flags=0),
        level(-1, 103, -4, first_update=102, last_update=105),
    )
    bound = book.bind(batch)
    assert bound(0, 3) == 3
    assert book.in_update
    assert (book.best_bid, book.best_ask) == ((99, 20), (103, 40))
    with pytest.raises(BookError) as caught:
        bound(3)
    assert caught.value.row == 3
    assert book.depth(9)[0].tolist() == [[100, 10, 0], [99, 20, 0], [98, 5, 0]]
    assert book.best_ask == (101, 30)
    assert book.last_update == 101


def test_checksums_are_checked_where_the_book_was_told_how() -> None:
    """A wrong one is refused with its update; a book that was told nothing ignores it."""
    instrument = Instrument("X", "0.1", "1")
    batch = depth_messages(
        level(1, 33_661, 7, flags=0),
        level(-1, 33_668, 9, flags=0),
        level(-1, 33_680, 8, flags=0),
        level(-1, 33_720, 8, flags=0),
        {"kind": CHECKSUM, "quantity": 831_078_360, "flags": LAST_ROW_FLAG},
    )
    checked = DepthBook(instrument, checksum="okx")
    assert checked.apply(batch) == 5
    assert (checked.checksum_count, checked.checksum()) == (1, 831_078_360)
    batch["quantity"][0] = 6
    with pytest.raises(BookError, match="row 4: quantity: expected the checksum of the book, was"):
        checked.apply(batch)
    assert checked.best_bid == (33_661, 7)
    plain = DepthBook(instrument)
    assert plain.apply(batch) == 5
    assert (plain.checksum_count, plain.checksum()) == (0, None)


def test_order_flow_is_read_once(book: DepthBook) -> None:
    """What joined the bid less what left it, and the other way around for the ask."""
    assert book.order_flow_imbalance() == 0
    book.apply(depth_messages(level(1, 100, 15), level(-1, 101, 24)))
    assert book.order_flow_imbalance() == 5 + 6
    assert book.order_flow_imbalance() == 0


def test_a_book_is_restored_from_its_bytes(book: DepthBook, instrument: Any) -> None:
    """Levels, numbers and counts come back, and the book goes on where it was."""
    book.apply(depth_messages(level(1, 100, 9, first_update=90, last_update=95)))
    restored = DepthBook.restore(instrument, book.snapshot())
    assert type(restored) is DepthBook
    assert restored.instrument is instrument
    assert restored.state_hash() == book.state_hash()
    assert (restored.last_update, restored.stale_count) == (100, 1)
    assert restored.snapshot() == book.snapshot()
    with pytest.raises(BookError, match="expected the update after 100, was 102"):
        restored.apply(depth_messages(level(1, 5, 5, first_update=102, last_update=102)))


def test_a_damaged_snapshot_is_refused(book: DepthBook, instrument: Any) -> None:
    """Bytes cut short, changed or of something else are a BookError of one line."""
    snapshot = book.snapshot()
    changed = bytes([*snapshot[:40], snapshot[40] ^ 1, *snapshot[41:]])
    for data in (b"", snapshot[:-1], changed, b"x" * 200):
        with pytest.raises(BookError, match=r"^snapshot: expected ") as caught:
            DepthBook.restore(instrument, data)
        assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("checksum: expected kraken, okx or None, was 'nyse'", {"checksum": "nyse"}),
        ("levels: expected 1 or more, or None, was 0", {"levels": 0}),
        (
            "price_places: expected those of the step 0.01 or more, at most 18, was 1",
            {"price_places": 1},
        ),
        (
            "quantity_places: expected those of the step 1 or more, at most 18, was 19",
            {"quantity_places": 19},
        ),
        ("checksum: expected kraken, okx or None, was ['okx']", {"checksum": ["okx"]}),
        ("levels: expected an integer, was 1.5", {"levels": 1.5}),
        ("levels: expected 1 or more, or None, was 9223372036854775808", {"levels": 2**63}),
        ("price_places: expected an integer, was '2'", {"price_places": "2"}),
    ],
)
def test_rules_that_cannot_be_are_refused(
    instrument: Any, text: str, rules: dict[str, Any]
) -> None:
    """A constructor names the argument, what was expected and what came."""
    with pytest.raises((TypeError, ValueError)) as caught:
        DepthBook(instrument, **rules)
    assert str(caught.value) == text


@pytest.mark.parametrize("method", ["apply", "bind"])
def test_bad_arrays_are_refused(book: DepthBook, method: str) -> None:
    """An array of another dtype, shape or layout is refused in one line, never converted."""
    swapped = SAMPLE.astype(DEPTH_MESSAGE.newbyteorder(">"))
    for array in ([1], None, np.zeros(3), swapped, SAMPLE[::2], SAMPLE[:4].reshape(2, 2)):
        with pytest.raises((TypeError, ValueError), match=r"^messages: expected "):
            getattr(book, method)(array)


def test_a_bound_array_is_applied_by_row_and_by_slice(instrument: Any) -> None:
    """A bound array gives the book that apply gives, and refuses rows outside it."""
    by_parts, whole = DepthBook(instrument), DepthBook(instrument)
    whole.apply(SAMPLE)
    bound = by_parts.bind(SAMPLE)
    assert len(bound) == 5
    assert bound(0) == 1
    assert bound(1, 4) == 3
    assert bound(start=4, stop=5) == 1
    assert by_parts.state_hash() == whole.state_hash()
    for start, stop in ((-1, None), (5, None), (0, 6), (3, 2)):
        with pytest.raises(IndexError, match=r"^start, stop: expected 0 <= start"):
            bound(start, stop)


row_fields = st.fixed_dictionaries(
    {
        "ts": st.sampled_from([0, 0, 0, 1, 2]),
        "kind": st.sampled_from([SET] * 12 + [CLEAR, TRADE, 0, 5]),
        "first_update": st.integers(0, 5),
        "last_update": st.integers(0, 6),
        "previous_update": st.sampled_from([0, 0, 1, 2, 3, 4]),
        "price": st.sampled_from([1, 2, 3, 4, 5, 2**63 - 1, 0]),
        "quantity": st.sampled_from([0, 0, 1, 2, 3, 2**63 - 1, -1]),
        "flags": st.sampled_from([0, LAST_ROW_FLAG]),
        "side": st.sampled_from([1, 1, 1, -1, -1, -1, 0]),
    }
)


# Of any length up to 60: st.lists alone seldom goes beyond 10.
@given(
    stream=st.integers(0, 60).flatmap(lambda n: st.lists(row_fields, min_size=n, max_size=n)),
    most=st.sampled_from([0, 2]),
    eager=st.booleans(),
)
def test_the_book_is_the_naive_book(
    instrument: Any, stream: list[dict[str, int]], most: int, eager: bool
) -> None:
    """After every row, good or bad, levels, numbers and acceptance are those of dictionaries."""
    mirror, naive = DepthBook(instrument, levels=most or None), ReferenceDepthBook(most)
    batch = depth_messages(*stream)
    bound = mirror.bind(batch)
    for index, row in enumerate(rows(batch)):
        status = naive.apply(row)
        if status in ("applied", "skipped"):
            assert bound(index) == (status == "applied")
        else:
            with pytest.raises(BookError) as caught:
                bound(index)
            told = str(caught.value).removeprefix(f"messages: row {index}: ")
            field = told.partition(":")[0]
            assert field == status or (status == "gap" and field.endswith("_update"))
        assert mirror.needs_snapshot == naive.waiting
        assert (mirror.last_update, mirror.gap_count) == (naive.last_update, naive.gaps)
        assert mirror.in_update == (naive.open is not None)
        bids, asks = mirror.depth(100)
        assert bids.tolist() == naive.depth(1)
        assert asks.tolist() == naive.depth(-1)
        assert mirror.best_bid == (tuple(bids[0, :2].tolist()) if len(bids) else None)
        assert mirror.best_ask == (tuple(asks[0, :2].tolist()) if len(asks) else None)
        if eager and naive.waiting:
            mirror.resume()
            naive.resume()
    assert DepthBook.restore(instrument, mirror.snapshot()).state_hash() == mirror.state_hash()
