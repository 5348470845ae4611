"""Recordings of Binance: the update-id chains hold, and the mirror shows the venue's quotes."""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest
from swarmcore.book import DepthBook
from swarmcore.feed import ReadReport, read_binance
from swarmcore.market import Instrument

from .l2 import CLEAR, SET, TRADE, of_instrument, replay, row_of_fault, updates_of, without

if TYPE_CHECKING:
    from pathlib import Path

SPOT = Instrument("BTCUSDT", "0.01", "0.00000001")
USDM = Instrument("BTCUSDT", "0.1", "0.001")
COINM = Instrument("BTCUSD_PERP", "0.1", "1")

# By file: instrument, lines, updates with the snapshot, trades, stale rows.
RAW = {
    "binance_spot_btcusdt_20240808.gz": (SPOT, 41_249, 3_452, 9_757, 17),
    "binance_spot_btcusdt_20240809.gz": (SPOT, 58_325, 3_044, 10_147, 0),
    "binance_usdm_btcusdt_20240808.gz": (USDM, 93_954, 6_552, 21_313, 259),
    "binance_coinm_btcusd_perp_20240808.gz": (COINM, 48_270, 26_848, 2_286, 266),
    "binance_coinm_btcusd_perp_20240809.gz": (COINM, 50_116, 17_948, 2_949, 0),
}
# By recording: instruments, lines, updates, trades.
RECORDED = {
    "binance_futures_20210722.ws.zst": (
        {
            "SUSHIUSDT": Instrument("SUSHIUSDT", "0.001", "1"),
            "AKROUSDT": Instrument("AKROUSDT", "0.00001", "1"),
            "KEEPUSDT": Instrument("KEEPUSDT", "0.0001", "1"),
            "CTKUSDT": Instrument("CTKUSDT", "0.001", "1"),
        },
        1_536,
        764,
        91,
    ),
    "binance_spot_20211012.ws.zst": (
        {name: Instrument(name) for name in ("NKNUSDT", "BLZETH", "LRCBTC", "RUNEEUR")},
        266,
        177,
        2,
    ),
}


@cache
def read(folder: Path, name: str) -> np.ndarray:
    """The messages of a raw recording."""
    instrument = RAW[name][0]
    messages = read_binance(folder / "l2" / name, {instrument.symbol: instrument})
    messages.flags.writeable = False
    return messages


@pytest.fixture(params=RAW)
def raw(request: pytest.FixtureRequest, data_folder: Path) -> tuple[str, np.ndarray]:
    """The name of a raw recording, and its messages."""
    return request.param, read(data_folder, request.param)


def quotes(path: Path, instrument: Instrument) -> dict[int, tuple[tuple[int, int], ...]]:
    """The best bids and asks that the venue showed, by update id."""
    shown = {}
    with gzip.open(path, "rt") as file:
        for line in file:
            if '@bookTicker"' in line:
                quote = json.loads(line.partition(" ")[2])["data"]
                bid = instrument.ticks(quote["b"]), instrument.lots(quote["B"])
                shown[quote["u"]] = bid, (instrument.ticks(quote["a"]), instrument.lots(quote["A"]))
    return shown


def test_no_update_is_missing_and_no_book_is_crossed(raw: tuple[str, np.ndarray]) -> None:
    """Every file's chain of ids holds, from its snapshot on, and no whole update crosses the book.

    Updates that the snapshot holds already are skipped and counted.
    """
    name, messages = raw
    instrument, _, updates, trades, stale = RAW[name]
    book = DepthBook(instrument)
    quotes_only = messages[messages["kind"] != TRADE]
    assert replay(book, quotes_only) == (updates, 0)
    assert (book.gap_count, book.stale_count, book.needs_snapshot) == (0, stale, False)
    assert np.count_nonzero(messages["kind"] == TRADE) == trades
    again = DepthBook(instrument)
    assert again.apply(messages) == len(messages) - stale
    assert again.state_hash() == book.state_hash()


def test_every_line_is_accounted_for(data_folder: Path) -> None:
    """A line is an update, a snapshot, a trade, or left out by what it is."""
    name = "binance_spot_btcusdt_20240808.gz"
    report = ReadReport()
    read_binance(data_folder / "l2" / name, {"BTCUSDT": SPOT}, report=report)
    assert report.rows == RAW[name][1]
    assert report.left_out == {"bookTicker": 28_040}
    assert report.skipped == {}
    assert report.rows - 28_040 == 3_452 + 9_757


def test_the_mirror_has_the_quotes_of_the_venue(
    raw: tuple[str, np.ndarray], data_folder: Path
) -> None:
    """Where an update ends at the id of a quote, 3,582 times, both best prices and sizes are equal.

    The 3 times that they are not are among the first updates of a recording without a snapshot.
    """
    name, messages = raw
    instrument = RAW[name][0]
    shown = quotes(data_folder / "l2" / name, instrument)
    updates = messages[messages["kind"] != TRADE]
    book = DepthBook(instrument)
    bound = book.bind(updates)
    compared, different = 0, []
    for number, (start, stop) in enumerate(updates_of(updates)):
        bound(start, stop)
        quote = shown.get(int(updates["last_update"][stop - 1]))
        if quote is not None and book.last_update == updates["last_update"][stop - 1]:
            compared += 1
            if (book.best_bid, book.best_ask) != quote:
                different.append(number)
    expected = {
        "binance_spot_btcusdt_20240808.gz": (564, 0),
        "binance_spot_btcusdt_20240809.gz": (507, 0),
        "binance_usdm_btcusdt_20240808.gz": (629, 0),
        "binance_coinm_btcusd_perp_20240808.gz": (1_124, 0),
        "binance_coinm_btcusd_perp_20240809.gz": (761, 3),
    }
    assert (compared, len(different)) == expected[name]
    assert all(number < 60 for number in different)


def test_a_removed_update_is_found_at_the_row_after_it(raw: tuple[str, np.ndarray]) -> None:
    """Whichever update is left out, the next one is refused with its first row."""
    name, messages = raw
    instrument, _, _, _, stale = RAW[name]
    updates = messages[messages["kind"] != TRADE]
    applied = DepthBook(instrument)
    applied.apply(updates)
    whole = updates_of(updates)
    # The snapshot and what it holds already may be missing; the last update has none after it.
    first = next(i for i, (start, _) in enumerate(whole) if start >= stale + clear_rows(updates))
    first = max(first, 1)
    for number in np.linspace(first, len(whole) - 2, 25).astype(int).tolist():
        book = DepthBook(instrument)
        row, error = row_of_fault(book, without(updates, whole[number]))
        assert row == whole[number][0]
        assert "expected the update after" in error
        assert book.gap_count == 1
        assert book.needs_snapshot


def clear_rows(updates: np.ndarray) -> int:
    """How many rows the snapshot has that the messages begin with."""
    return int(np.count_nonzero(updates["flags"] & 1)) if updates["kind"][0] == CLEAR else 0


def test_a_late_snapshot_comes_before_the_updates_that_it_lacks(data_folder: Path) -> None:
    """Updates received before the snapshot stand behind it, at its time of receipt."""
    messages = read(data_folder, "binance_usdm_btcusdt_20240808.gz")
    updates = messages[messages["kind"] != TRADE]
    assert updates["kind"][0] == CLEAR
    received = int(updates["ts_local"][0])
    rows = int(np.count_nonzero(updates["flags"] & 1))
    held = updates[rows:][updates["ts_local"][rows:] == received]
    assert len(held) > 0
    assert held["last_update"].min() < updates["last_update"][0] < held["last_update"].max()
    assert (np.diff(messages["ts_local"]) >= 0).all()


def test_a_snapshot_without_a_time_has_that_of_the_last_update_in_it(data_folder: Path) -> None:
    """The REST snapshot of the spot market tells no time."""
    messages = read(data_folder, "binance_spot_btcusdt_20240808.gz")
    updates = messages[messages["kind"] != TRADE]
    snapshot = updates[updates["flags"] & 1 != 0]
    deltas = updates[updates["flags"] & 1 == 0]
    stale = deltas[deltas["last_update"] <= snapshot["last_update"][0]]
    assert set(snapshot["ts"].tolist()) == {int(stale["ts"].max())}


def test_a_trade_is_on_the_side_of_the_order_that_rested(data_folder: Path) -> None:
    """Where the buyer is the maker, a bid rested; the first three trades of the file."""
    name = "binance_spot_btcusdt_20240809.gz"
    messages = read(data_folder, name)
    trades = messages[messages["kind"] == TRADE]
    with gzip.open(data_folder / "l2" / name, "rt") as file:
        first = [json.loads(line.partition(" ")[2])["data"] for line in file if '@trade"' in line]
    assert trades["side"].tolist() == [1 if trade["m"] else -1 for trade in first]
    assert trades["last_update"].tolist() == [trade["t"] for trade in first]
    assert trades["price"][:3].tolist() == [SPOT.ticks(trade["p"]) for trade in first[:3]]
    assert {1, -1} == set(trades["side"].tolist())


@pytest.mark.parametrize("name", RECORDED)
def test_recordings_of_several_symbols_replay(data_folder: Path, name: str) -> None:
    """Each symbol of a recorded socket is a chain of its own, without a gap or a crossed book."""
    instruments, lines, updates, trades = RECORDED[name]
    report = ReadReport()
    messages = read_binance(data_folder / "l2" / name, instruments, report=report)
    assert report.rows == lines
    assert np.count_nonzero(messages["kind"] == TRADE) == trades
    seen = 0
    for index, instrument in enumerate(instruments.values()):
        rows = of_instrument(messages, index)
        book = DepthBook(instrument)
        result = replay(book, rows[rows["kind"] == SET])
        assert result.crossed == book.gap_count == 0
        seen += result.updates
        chain = updates_of(rows[rows["kind"] == SET])
        if len(chain) > 2:
            lost = without(rows[rows["kind"] == SET], chain[1])
            assert row_of_fault(DepthBook(instrument), lost)[0] == chain[1][0]
    assert seen == updates
