"""Messages of OKX in their documented form: checksums, numbers and trades."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from swarmcore.book import DepthBook
from swarmcore.feed import ReadReport, read_okx
from swarmcore.market import Instrument

from .l2 import CHECKSUM, CLEAR, SET, TRADE, replay, row_of_fault

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np

INSTRUMENT = Instrument("BTC-USD-SWAP", "0.1", "1")

# The two books of https://www.okx.com/docs/en/#futures_ws-checksum (v3), whose strings version 5
# documents, too: "3366.1:7:3366.8:9:3366:6:3368:8" and "3366.1:7:3366.8:9:3368:8:3372:8".
EVEN = {
    "bids": [["3366.1", "7", "0", "3"], ["3366", "6", "3", "4"]],
    "asks": [["3366.8", "9", "10", "3"], ["3368", "8", "3", "4"]],
    "checksum": -1_881_014_294,
}
ODD = {
    "bids": [["3366.1", "7", "0", "3"]],
    "asks": [["3366.8", "9", "10", "3"], ["3368", "8", "3", "4"], ["3372", "8", "3", "4"]],
    "checksum": 831_078_360,
}


def push(action: str, book: dict[str, Any], sequence: int, previous: int) -> dict[str, Any]:
    """A message of the channel of books."""
    data = {"ts": "1597026383085", "seqId": sequence, "prevSeqId": previous, **book}
    argument = {"channel": "books", "instId": "BTC-USD-SWAP"}
    return {"arg": argument, "action": action, "data": [data]}


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., np.ndarray]:
    """A function from messages to what the reader makes of a file of them."""

    def read_messages(*messages: dict[str, Any], report: ReadReport | None = None) -> np.ndarray:
        path = tmp_path / "okx.jsonl"
        lines = (json.dumps(message, separators=(",", ":")) for message in messages)
        path.write_text("\n".join(lines), encoding="utf-8")
        return read_okx(path, {"BTC-USD-SWAP": INSTRUMENT}, report=report)

    return read_messages


@pytest.mark.parametrize("book", [EVEN, ODD], ids=["even", "odd"])
def test_the_documented_checksums_hold(
    read: Callable[..., np.ndarray], book: dict[str, Any]
) -> None:
    """Both documented books have their documented checksum, from ticks and lots."""
    messages = read(push("snapshot", book, 123_456, -1))
    assert messages["kind"].tolist() == [CLEAR, SET, SET, SET, SET, CHECKSUM]
    assert messages["quantity"][-1] == book["checksum"]
    mirror = DepthBook(INSTRUMENT, checksum="okx")
    assert replay(mirror, messages) == (1, 0)
    assert mirror.checksum_count == 1
    assert mirror.checksum() == book["checksum"] % 2**32


def test_a_removed_row_is_found_at_the_checksum(read: Callable[..., np.ndarray]) -> None:
    """Whichever level is missing, the checksum of its update does not hold."""
    messages = read(push("snapshot", EVEN, 123_456, -1))
    for gone in range(1, 5):
        left = messages[[i != gone for i in range(len(messages))]]
        row, error = row_of_fault(DepthBook(INSTRUMENT, checksum="okx"), left)
        assert row == 4
        assert "expected the checksum of the book, was -1881014294" in error


def test_updates_name_the_one_before(read: Callable[..., np.ndarray]) -> None:
    """A chain of updates holds, also where the venue starts its numbers anew; a gap is found."""
    level = {"bids": [["3365", "5", "0", "1"]], "asks": []}
    chain = [
        push("snapshot", {**EVEN, "checksum": 0}, 10, -1),
        push("update", level, 15, 10),
        push("update", {"bids": [], "asks": []}, 15, 15),  # says that nothing changed
        push("update", level, 3, 15),  # after maintenance
        push("update", level, 5, 3),
    ]
    report = ReadReport()
    messages = read(*chain, report=report)
    assert CHECKSUM not in messages["kind"]
    mirror = DepthBook(INSTRUMENT, checksum="okx")
    assert replay(mirror, messages) == (4, 0)
    assert (mirror.gap_count, mirror.last_update) == (0, 5)
    assert report.left_out == {"update without levels": 1}
    lost = read(chain[0], chain[1], chain[4])
    row, error = row_of_fault(DepthBook(INSTRUMENT), lost)
    assert row == 6
    assert "previous_update: expected the update after 15, was 3" in error


def test_an_update_without_levels_hands_its_numbers_on(read: Callable[..., np.ndarray]) -> None:
    """A numbered update that changes nothing is no gap for the one after it."""
    level = {"bids": [["3365", "5", "0", "1"]], "asks": []}
    messages = read(
        push("snapshot", {**EVEN, "checksum": 0}, 10, -1),
        push("update", {"bids": [], "asks": []}, 12, 10),
        push("update", level, 15, 12),
    )
    mirror = DepthBook(INSTRUMENT)
    assert replay(mirror, messages) == (2, 0)
    assert mirror.last_update == 15


def test_trades_and_acknowledgements(read: Callable[..., np.ndarray]) -> None:
    """A buyer takes from an ask; what is no data is left out."""
    report = ReadReport()
    argument = {"channel": "trades", "instId": "BTC-USD-SWAP"}
    trade = {
        "instId": "BTC-USD-SWAP",
        "tradeId": "130639474",
        "px": "42219.9",
        "sz": "12",
        "side": "buy",
        "ts": "1630048897897",
    }
    messages = read(
        {"event": "subscribe", "arg": argument},
        {"arg": argument, "data": [trade]},
        {"arg": {"channel": "tickers", "instId": "BTC-USD-SWAP"}, "data": []},
        report=report,
    )
    assert report.left_out == {"subscribe": 1, "tickers": 1}
    assert len(messages) == 1
    assert messages["kind"][0] == TRADE
    assert messages["side"][0] == -1
    assert messages["last_update"][0] == 130_639_474
    assert messages["ts"][0] == messages["ts_local"][0] == 1_630_048_897_897_000_000
