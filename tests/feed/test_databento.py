"""Databento's records, made by its own package."""

from __future__ import annotations

import sys
from datetime import date
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import databento_dbn as dbn
import numpy as np
import pytest
from swarmcore.book import (
    BOOK_MESSAGE,
    DEPTH_MESSAGE,
    LAST_ROW_FLAG,
    SNAPSHOT_FLAG,
    DepthBook,
    DepthMessageKind,
    MessageKind,
    OrderBook,
)
from swarmcore.errors import BookError, DataError
from swarmcore.feed import PRINT_FLAG, ReadReport, apply_counting, read_databento
from swarmcore.market import Instrument

if TYPE_CHECKING:
    from pathlib import Path

DAY = 1_609_113_600_000_000_000
LAST = 128
MAPPINGS = {"ESH1": 5482, "NQH1": 777}
ES = Instrument("ESH1", tick_size="0.25", lot_size="1")
NQ = Instrument("NQH1", tick_size="0.5", lot_size="1")


def metadata(schema: dbn.Schema, **changes: Any) -> bytes:
    fields: dict[str, Any] = {
        "dataset": "GLBX.MDP3",
        "start": DAY,
        "stype_in": dbn.SType.RAW_SYMBOL,
        "stype_out": dbn.SType.INSTRUMENT_ID,
        "schema": schema,
        "symbols": list(MAPPINGS),
        "mappings": [
            SimpleNamespace(
                raw_symbol=symbol,
                intervals=[
                    SimpleNamespace(
                        start_date=date(2020, 12, 28),
                        end_date=date(2020, 12, 29),
                        symbol=str(number),
                    )
                ],
            )
            for symbol, number in MAPPINGS.items()
        ],
    }
    return bytes(dbn.Metadata(**(fields | changes)).encode())


def order(
    action: str, order_id: int = 1, price: float = 0, size: int = 0, side: str = "B", **more: Any
) -> bytes:
    """An order event, the last of its own event unless said otherwise."""
    at = DAY + more.pop("ts", 0)
    fields: dict[str, Any] = {
        "publisher_id": 1,
        "instrument_id": 5482,
        "ts_event": at,
        "order_id": order_id,
        "price": round(price * 1e9) if price else dbn.UNDEF_PRICE,
        "size": size,
        "action": dbn.Action(action),
        "side": dbn.Side(side),
        "ts_recv": at + 5,
        "flags": LAST,
        "sequence": 9,
    }
    return bytes(dbn.MBOMsg(**(fields | more)))


def level(
    bids: list[tuple[float, int]], asks: list[tuple[float, int]], action: str = "A", **more: Any
) -> bytes:
    """A record of mbp-10 with these levels."""
    at = DAY + more.pop("ts", 0)
    pairs = []
    for number in range(10):
        bid = bids[number] if number < len(bids) else None
        ask = asks[number] if number < len(asks) else None
        pairs.append(
            dbn.BidAskPair(
                bid_px=round(bid[0] * 1e9) if bid else dbn.UNDEF_PRICE,
                ask_px=round(ask[0] * 1e9) if ask else dbn.UNDEF_PRICE,
                bid_sz=bid[1] if bid else 0,
                ask_sz=ask[1] if ask else 0,
            )
        )
    fields: dict[str, Any] = {
        "publisher_id": 1,
        "instrument_id": 5482,
        "ts_event": at,
        "price": 100_000_000_000,
        "size": 1,
        "action": dbn.Action(action),
        "side": dbn.Side("A"),
        "depth": 0,
        "ts_recv": at + 5,
        "flags": LAST,
        "levels": pairs,
    }
    return bytes(dbn.MBP10Msg(**(fields | more)))


def orders(*events: bytes) -> bytes:
    return metadata(dbn.Schema.MBO) + b"".join(events)


def test_order_events_become_book_messages() -> None:
    """Add, cancel, clear and trade; the side of a trade is that of the order that rested."""
    content = orders(
        order("R", side="N"),
        order("A", 1, 100.25, 10),
        order("A", 2, 100.5, 7, "A", flags=LAST | 32),
        order("C", 1, 100.25, 4),
        order("T", 0, 100.5, 2, "B", flags=0),
        order("N", 0, side="N"),
    )
    report = ReadReport()
    messages = read_databento(content, {"ESH1": ES}, report=report)
    assert messages.dtype == BOOK_MESSAGE
    assert messages["kind"].tolist() == [
        MessageKind.CLEAR,
        MessageKind.ADD,
        MessageKind.ADD,
        MessageKind.REDUCE,
        MessageKind.TRADE,
    ]
    assert messages["price"].tolist() == [0, 401, 402, 0, 402]
    assert messages["quantity"].tolist() == [0, 10, 7, 4, 2]
    assert messages["side"].tolist() == [0, 1, -1, 1, -1]
    last, both = LAST_ROW_FLAG, LAST_ROW_FLAG | SNAPSHOT_FLAG
    # The record that changes nothing ended the event: now the trade does.
    assert messages["flags"].tolist() == [last, last, both, last, last]
    assert messages["sequence"].tolist() == [9] * 5
    assert messages["ts_local"].tolist() == [DAY + 5] * 5
    assert (report.rows, report.left_out) == (6, {"no change": 1})


def test_a_cancellation_that_a_fill_explains_is_an_execution() -> None:
    """Fill and cancellation of one order at one time; the trade prints what executes report."""
    content = orders(
        order("A", 1, 100.25, 10),
        order("T", 0, 100.25, 6, "A", ts=1, flags=0),
        order("F", 1, 100.25, 6, ts=1, flags=0),
        order("C", 1, 100.25, 6, ts=1),
        order("C", 1, 100.25, 4, ts=2),
        order("T", 0, 100.25, 1, "A", ts=3),
    )
    messages = read_databento(content, {"ESH1": ES})
    kinds = [MessageKind.ADD, MessageKind.TRADE, MessageKind.EXECUTE, MessageKind.REDUCE]
    assert messages["kind"].tolist() == [*kinds, MessageKind.TRADE]
    assert (messages["flags"] & PRINT_FLAG != 0).tolist() == [False, True, False, False, False]
    book = OrderBook(ES)
    book.apply(messages)
    assert len(book) == 0


def test_a_modification_keeps_its_place_where_it_only_takes() -> None:
    """Less at the same price is a reduce, anything else a replace, nothing is nothing."""
    content = orders(
        order("A", 1, 100.25, 10),
        order("A", 2, 100.25, 10),
        order("M", 1, 100.25, 6, ts=1),
        order("M", 1, 100.25, 6, ts=2),
        order("C", 1, 100.25, 1, ts=3),
        order("M", 1, 100.25, 3, ts=4),
        order("M", 1, 100.25, 8, ts=5),
        order("M", 1, 100.5, 8, ts=6),
        order("M", 9, 100.5, 8, ts=7),
        order("R", side="N", ts=8),
        order("M", 1, 100.5, 2, ts=9),
    )
    report = ReadReport()
    messages = read_databento(content, {"ESH1": ES}, report=report)
    changes = messages[messages["ts"] > DAY]
    reduce, replace = MessageKind.REDUCE, MessageKind.REPLACE
    assert changes["kind"].tolist() == [
        *(reduce, reduce, reduce, replace, replace, replace),
        *(MessageKind.CLEAR, replace),
    ]
    assert changes["quantity"].tolist() == [4, 1, 2, 8, 8, 8, 0, 2]
    assert report.left_out == {"no change": 1}
    counts = apply_counting(OrderBook(ES), messages)
    assert counts.rows.tolist() == [7, 9]


def test_symbols_are_numbered_as_asked_for_or_as_they_come() -> None:
    """By the mappings of the day; what is not asked for is left out."""
    content = orders(
        order("A", 1, 100.25, 10, instrument_id=777),
        order("A", 2, 100.5, 10),
        order("A", 3, 100.5, 10, ts=2 * 86_400_000_000_000),
    )
    report = ReadReport()
    messages = read_databento(content, {"ESH1": ES}, report=report)
    assert messages["order_id"].tolist() == [2]
    assert report.left_out == {"other symbol": 2}
    with pytest.raises(BookError, match="recording: row 0: price: expected a multiple of 0.5"):
        read_databento(content, {"NQH1": NQ, "ESH1": ES})
    everything = read_databento(content)
    assert everything["instrument"].tolist() == [0, 1, 1]
    assert everything["price"].tolist() == [100_250_000_000, 100_500_000_000, 100_500_000_000]
    with pytest.raises(DataError, match=r"expected a symbol of the file \(ESH1, NQH1\), was 'CL'"):
        read_databento(content, {"CL": ES})


def test_time_does_not_go_back() -> None:
    """A snapshot holds orders that are older than it: they are lifted to its time."""
    content = orders(
        order("R", side="N", ts=10),
        order("A", 1, 100.25, 10, ts=3),
        order("A", 2, 100.25, 10, ts=12),
        order("A", 3, 100.25, 10, ts_event=dbn.UNDEF_TIMESTAMP, ts=20),
    )
    messages = read_databento(content, {"ESH1": ES})
    assert (messages["ts"] - DAY).tolist() == [10, 10, 12, 25]
    assert (messages["ts_local"] - DAY).tolist() == [15, 8, 17, 25]


def test_levels_become_a_snapshot_and_what_changes() -> None:
    """After each record the book holds the record's levels, and nothing else."""
    states = [
        ([(100.25, 5), (100.0, 7)], [(100.5, 3)]),
        ([(100.25, 4), (100.0, 7)], [(100.5, 3), (101.0, 9)]),
        ([(100.25, 4), (100.0, 7)], [(100.5, 3), (101.0, 9)]),
        ([(100.0, 7)], [(100.25, 1), (100.5, 3)]),
        ([(99.0 + i / 4, i + 1) for i in range(4)][::-1], []),
        ([], []),
    ]
    content = metadata(dbn.Schema.MBP_10) + b"".join(
        level(bids, asks, ts=at) for at, (bids, asks) in enumerate(states)
    )
    report = ReadReport()
    messages = read_databento(content, {"ESH1": ES}, report=report)
    assert messages.dtype == DEPTH_MESSAGE
    assert report.left_out == {"no change": 1}
    assert messages["kind"][0] == DepthMessageKind.CLEAR
    assert (messages["flags"] & SNAPSHOT_FLAG != 0).tolist() == [True] * 4 + [False] * (
        len(messages) - 4
    )
    book = DepthBook(ES)
    for at, state in enumerate(states):
        book.apply(messages[messages["ts"] == DAY + at])
        for side, levels in zip(book.depth(10), state, strict=True):
            expected = [[ES.ticks(price), size] for price, size in levels]
            assert side[:, :2].tolist() == expected


def test_trades_among_levels_and_alone_are_trades() -> None:
    """Before what the record changes; the side is that of the order that rested."""
    content = metadata(dbn.Schema.MBP_10) + level([(100.0, 2)], []) + level([], [], "T", ts=1)
    messages = read_databento(content, {"ESH1": ES})
    assert messages["kind"].tolist() == [
        DepthMessageKind.CLEAR,
        DepthMessageKind.SET,
        DepthMessageKind.TRADE,
        DepthMessageKind.SET,
    ]
    assert messages["side"].tolist() == [0, 1, 1, 1]
    alone = metadata(dbn.Schema.TRADES) + bytes(
        dbn.TradeMsg(1, 5482, DAY, 100_250_000_000, 5, dbn.Action("T"), dbn.Side("N"), 0, DAY)
    )
    trade = read_databento(alone, {"ESH1": ES})
    assert trade.dtype == DEPTH_MESSAGE
    assert trade[["price", "quantity", "kind", "side"]].tolist() == [
        (401, 5, DepthMessageKind.TRADE, 0)
    ]


def test_many_records_of_two_instruments_are_each_their_own_book() -> None:
    """More than are compared at once, in turns."""
    random = np.random.default_rng(4)
    parts, states = [], {}
    for at in range(300):
        number = (5482, 777)[at % 2]
        bids = [(90.0 - i, int(random.integers(1, 4))) for i in range(random.integers(0, 11))]
        asks = [(91.0 + i, int(random.integers(1, 4))) for i in range(random.integers(0, 11))]
        parts.append(level(bids, asks, ts=at, instrument_id=number))
        states[at] = (bids, asks)
    content = metadata(dbn.Schema.MBP_10) + b"".join(parts)
    messages = read_databento(content, {"ESH1": ES, "NQH1": NQ})
    books = [DepthBook(ES), DepthBook(NQ)]
    for at, state in states.items():
        own = messages[messages["ts"] == DAY + at]
        assert set(own["instrument"].tolist()) <= {at % 2}
        book = books[at % 2]
        book.apply(own)
        for side, levels in zip(book.depth(10), state, strict=True):
            expected = [[book.instrument.ticks(price), size] for price, size in levels]
            assert side[:, :2].tolist() == expected


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (order("A", 2, 0, 1), "row 1: price: expected a price, was none"),
        (order("A", 2, 100.25, 0), "row 1: size: expected 1 or more, was 0"),
        (order("A", 2, 100.25, 1, "N"), "row 1: side: expected A or B, was 'N'"),
        (order("C", 2, 100.25, 0), "row 1: size: expected 1 or more, was 0"),
        (
            order("A", 2, 100.25, 1).replace(b"AB", b"XB"),
            "row 1: action: expected A, C, F, M, N, R or T, was 'X'",
        ),
        (
            order("A", 2, 100.25, 1).replace(b"AB", b"AX"),
            "row 1: side: expected A, B or N, was 'X'",
        ),
        (
            order("A", 2, 1, 1, ts_event=dbn.UNDEF_TIMESTAMP, ts_recv=dbn.UNDEF_TIMESTAMP),
            "row 1: ts_event: expected nanoseconds since 1970, was none",
        ),
        (order("A", 2, 100.25, 1)[:-1], "row 1: expected a whole record, was cut short by the end"),
        (b"\0" * 56, "row 1: length: expected 16 bytes or more, was 0"),
        (b"\x10\xa0" + b"\0" * 62, "row 1: length: expected 56 bytes, was 64"),
    ],
)
def test_a_bad_record_is_named(event: bytes, reason: str) -> None:
    """With its row in the file and what was expected."""
    with pytest.raises(BookError) as caught:
        read_databento(orders(order("A", 1, 100.25, 10), event))
    assert str(caught.value) == f"recording: {reason}"
    assert caught.value.row == 1


def test_records_of_other_kinds_are_left_out() -> None:
    """A file that was recorded live holds the system's messages, too."""
    system = bytes(dbn.SystemMsg(DAY, "heartbeat"))
    content = orders(order("A", 1, 100.25, 10), system, order("C", 1, 100.25, 10))
    report = ReadReport()
    messages = read_databento(content, {"ESH1": ES}, report=report)
    assert messages["kind"].tolist() == [MessageKind.ADD, MessageKind.REDUCE]
    assert (report.rows, report.left_out) == (3, {"other record": 1})


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "expected DBN, was other data"),
        (b"id,price\n", "expected DBN, was other data"),
        (b"DBN", "expected DBN, could not read its metadata"),
        (orders()[:60], "expected DBN, could not read its metadata"),
        (
            metadata(dbn.Schema.OHLCV_1S),
            "schema: expected mbo, mbp-1, mbp-10, trades, was ohlcv-1s",
        ),
    ],
)
def test_a_file_that_is_none_is_refused_in_one_line(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    """Other data, metadata cut short, another schema."""
    with pytest.raises(DataError, match="recording: ") as caught:
        read_databento(content)
    assert reason in str(caught.value)
    assert "\n" not in str(caught.value)
    path = tmp_path / "a.dbn"
    path.write_bytes(content or b"x")
    with pytest.raises(DataError, match=r"a\.dbn: "):
        read_databento(path)


def test_nothing_is_an_empty_array() -> None:
    """A file without records, of each kind."""
    assert len(read_databento(orders())) == 0
    assert len(read_databento(metadata(dbn.Schema.MBP_1))) == 0
    assert read_databento(metadata(dbn.Schema.TRADES)).dtype == DEPTH_MESSAGE


def test_without_the_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing else of the feeds needs it."""
    monkeypatch.setitem(sys.modules, "databento_dbn", None)
    with pytest.raises(ImportError, match=r"pip install 'swarmcore\[databento\]'"):
        read_databento(orders())
