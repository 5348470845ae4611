"""Lines as Binance sends them, one case at a time."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from swarmcore.book import DepthBook
from swarmcore.errors import BookError
from swarmcore.feed import ReadReport, read_binance
from swarmcore.market import Instrument

from .l2 import CLEAR, SET, TRADE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

A, B = Instrument("A", "0.1", "1"), Instrument("B", "0.01", "0.5")


def update(first: int, last: int, price: str, quantity: str, **more: Any) -> dict[str, Any]:
    """An update of one bid, sent at 1,000 ms and the last id."""
    levels = [[price, quantity]]
    event = {"e": "depthUpdate", "E": 1_000 + last, "s": "A", "U": first, "u": last, "b": levels}
    return {"stream": "a@depth", "data": {**event, "a": [], **more}}


def snapshot(last: int, price: str, quantity: str, **more: Any) -> dict[str, Any]:
    """A snapshot of one bid."""
    return {"lastUpdateId": last, "bids": [[price, quantity]], "asks": [], **more}


def trade(event: str, **more: Any) -> dict[str, Any]:
    """A trade or an aggregate trade."""
    fields = {"e": event, "E": 9, "T": 8, "s": "A", "p": "1.5", "q": "2", "m": False}
    return {"stream": f"a@{event}", "data": {**fields, **more}}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., np.ndarray]:
    """A function from messages, received at 1, 2, 3, ... ns, to what the reader makes of them."""

    def read_lines(*messages: dict[str, Any], **more: Any) -> np.ndarray:
        path = tmp_path / "binance.txt"
        lines = [f"{i} {json.dumps(message)}" for i, message in enumerate(messages, start=1)]
        path.write_text("\n".join(lines), encoding="utf-8")
        return read_binance(path, **({"instruments": {"A": A, "B": B}} | more))

    return read_lines


def ids(messages: np.ndarray) -> list[int]:
    """The last update ids of the rows that are no trades."""
    return messages["last_update"][messages["kind"] != TRADE].tolist()


def test_updates_wait_for_a_snapshot_older_than_they(read: Callable[..., np.ndarray]) -> None:
    """They stand behind it, with its time of receipt; a trade stays where it was received."""
    messages = read(
        update(1, 3, "1.0", "1"),
        trade("trade", t=5),
        update(4, 6, "1.1", "2"),
        snapshot(4, "1.0", "7"),
        update(7, 7, "1.2", "3"),
        instruments={"A": A},
    )
    assert messages["kind"].tolist() == [TRADE, CLEAR, SET, SET, SET, SET]
    assert ids(messages) == [4, 4, 3, 6, 7]
    assert messages["ts_local"].tolist() == [2, 4, 4, 4, 4, 5]
    assert messages["flags"].tolist() == [2, 1, 3, 2, 2, 2]
    # The snapshot has no time of its own: that of the last update in it.
    assert messages["ts"][1] == messages["ts"][3] == 1_003_000_000
    book = DepthBook(A)
    assert book.apply(messages) == 5
    assert (book.stale_count, book.gap_count) == (1, 0)
    assert book.depth(9)[0].tolist() == [[12, 3, 0], [11, 2, 0], [10, 7, 0]]


def test_a_later_snapshot_is_followed_by_what_it_lacks(read: Callable[..., np.ndarray]) -> None:
    """After a gap the venue is asked again: the updates beyond the answer come once more."""
    messages = read(
        snapshot(3, "1.0", "1", E=1_003),
        update(4, 5, "1.1", "2"),
        update(8, 9, "1.2", "3"),
        update(10, 12, "1.3", "4"),
        snapshot(8, "1.0", "5", E=1_008),
        update(13, 13, "1.4", "6"),
        instruments={"A": A},
    )
    assert ids(messages) == [3, 3, 5, 9, 12, 8, 8, 9, 12, 13]
    book = DepthBook(A)
    with pytest.raises(BookError) as caught:
        book.apply(messages)
    assert caught.value.row == 3
    assert book.apply(messages[4:]) == 5
    assert (book.waiting_count, book.last_update, book.needs_snapshot) == (1, 13, False)
    assert book.depth(9)[0][:, 0].tolist() == [14, 13, 12, 10]


def test_a_snapshot_names_its_symbol_or_is_of_the_only_one(
    read: Callable[..., np.ndarray],
) -> None:
    """Among several instruments, one without a symbol is a row that cannot be right."""
    named = read(snapshot(3, "1.00", "1", symbol="B"))
    assert set(named["instrument"].tolist()) == {1}
    assert named["quantity"].tolist() == [0, 2]
    with pytest.raises(BookError, match="row 0: symbol: expected one, or one instrument to read"):
        read(snapshot(3, "1.0", "1"))


def test_the_matching_engines_time_is_preferred(read: Callable[..., np.ndarray]) -> None:
    """Futures tell when it happened, beside when it was sent; spot tells the latter alone."""
    messages = read(update(1, 1, "1.0", "1", T=500, pu=9), update(2, 2, "1.0", "1"))
    assert messages["ts"].tolist() == [500_000_000, 1_002_000_000]
    assert messages["previous_update"].tolist() == [9, 0]


def test_aggregate_trades_are_read_where_there_are_no_others(
    read: Callable[..., np.ndarray],
) -> None:
    """A file of both kinds would tell each trade twice."""
    report = ReadReport()
    both = read(trade("aggTrade", a=3), trade("trade", t=5, m=True), report=report)
    assert both["last_update"].tolist() == [5]
    assert both["side"].tolist() == [1]
    assert report.left_out == {"aggTrade": 1}
    alone = read(trade("aggTrade", a=3))
    assert alone[["last_update", "ts", "price", "quantity", "side"]].tolist() == [
        (3, 8_000_000, 15, 2, -1)
    ]


def test_what_says_nothing_of_a_book_is_left_out(read: Callable[..., np.ndarray]) -> None:
    """By what it is: acknowledgements, quotes, candles, other symbols, trades of no market."""
    report = ReadReport()
    messages = read(
        {"result": None, "id": 1},
        {"stream": "a@bookTicker", "data": {"u": 1, "s": "A", "b": "1", "B": "1"}},
        {"stream": "a@kline_1m", "data": {"e": "kline", "E": 1, "s": "A", "k": {}}},
        update(1, 1, "1.0", "1", s="C"),
        trade("trade", t=5, X="INSURANCE_FUND"),
        {"e": "depthUpdate", "E": 1, "s": "A", "U": 1, "u": 1, "b": [], "a": [["1.0", "1"]]},
        report=report,
    )
    assert len(messages) == 1
    assert messages["side"][0] == -1
    assert report.left_out == {
        "acknowledgement": 1,
        "bookTicker": 1,
        "kline": 1,
        "other symbol": 1,
        "trade of kind INSURANCE_FUND": 1,
    }


BAD = {
    "message: expected JSON, was none": b"1 {",
    "message: expected the venue's form, was another": b'1 {"stream":"a@depth","data":{"e":"depth'
    b'Update","s":"A"}}',
    "line: expected a recorded message, was no time of receipt": b"yesterday {}",
    "time of receipt: expected a time, was '1.2.3'": b"1.2.3: {}",
    "time of receipt: expected a time, was '99999999999999999999'": b"99999999999999999999 {}",
}


@pytest.mark.parametrize(("text", "line"), BAD.items())
def test_a_line_that_cannot_be_right_is_named(tmp_path: Path, text: str, line: bytes) -> None:
    """The error has file, row and reason; blank lines and connection lines are no fault."""
    path = tmp_path / "binance.txt"
    path.write_bytes(b"\nwss://x <-> 1.5\nwss://x <- 1.6: {}\n" + line)
    with pytest.raises(BookError) as caught:
        read_binance(path, {"A": A})
    assert caught.value.row == 3
    assert str(caught.value).startswith(f"{path}: row 3: {text}")
    assert len(read_binance(path, {"A": A}, on_error="skip")) == 0


def test_bad_arguments_are_named(tmp_path: Path) -> None:
    """An unknown policy and an empty mapping are errors of the call."""
    path = tmp_path / "binance.txt"
    path.write_text("1 {}", encoding="utf-8")
    with pytest.raises(ValueError, match=r"^on_error: expected raise or skip, was 'ignore'$"):
        read_binance(path, {"A": A}, on_error="ignore")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"^instruments: expected 1 to 65536, was 0$"):
        read_binance(path, {})


def test_a_price_off_the_grid_takes_its_whole_update_along(
    read: Callable[..., np.ndarray],
) -> None:
    """An update is whole or not at all, so that the book then finds it missing."""
    report = ReadReport()
    lines = (
        update(1, 1, "1.0", "1"),
        update(2, 2, "1.05", "1", a=[["1.2", "1"]]),
        update(3, 3, "1.1", "1"),
    )
    messages = read(*lines, on_error="skip", report=report)
    assert ids(messages) == [1, 3]
    assert report.skipped == {"price off the grid": 1}
    with pytest.raises(BookError, match="expected the update after 1, was 3"):
        DepthBook(A).apply(messages)
    with pytest.raises(BookError, match="row 1: price: expected a multiple of 0.1, was '1.05'$"):
        read(*lines)
