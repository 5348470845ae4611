"""Recordings by price, cut into streams that a replay takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from swarmcore.book import BOOK_MESSAGE, DEPTH_MESSAGE, SNAPSHOT_FLAG, DepthBook
from swarmcore.errors import BookError
from swarmcore.feed import read_binance, replay_streams
from swarmcore.market import Instrument
from swarmcore.sim import Replay

from .l2 import SET, TRADE

if TYPE_CHECKING:
    from pathlib import Path


def test_trades_and_updates_part_by_instrument() -> None:
    """Each instrument's trades come before its updates, rows in their order, and no other rows."""
    rows = np.zeros(6, DEPTH_MESSAGE)
    rows["kind"] = [SET, TRADE, SET, SET, TRADE, SET]
    rows["instrument"] = [1, 0, 0, 1, 0, 2]
    rows["ts"] = [50, 30, 40, 45, 31, 7]
    streams = replay_streams(rows)
    places = [[1, 4], [2], [0, 3], [5]]
    assert [stream["kind"].tolist() for stream in streams] == [
        rows["kind"][place].tolist() for place in places
    ]
    assert [stream["ts"].tolist() for stream in streams] == [[30, 31], [40], [50, 45], [7]]
    assert rows["ts"].tolist() == [50, 30, 40, 45, 31, 7]
    assert replay_streams(rows[:0]) == []


def test_only_what_a_snapshot_holds_already_gets_its_time() -> None:
    """Another time that goes back stays, and the replay refuses it with its row."""
    rows = np.zeros(5, DEPTH_MESSAGE)
    rows["kind"], rows["price"], rows["side"] = SET, 100, 1
    rows["flags"][1] = SNAPSHOT_FLAG
    rows["ts"] = [10, 50, 45, 60, 55]
    (stream,) = replay_streams(rows)
    assert stream["ts"].tolist() == [10, 50, 50, 60, 55]
    with pytest.raises(BookError, match=r"streams\[0\]: row 4: ts: expected the time of"):
        Replay([Instrument("X", "1", "1")], [stream])


def test_other_records_are_refused() -> None:
    """Messages by order are one stream as they are."""
    with pytest.raises(TypeError, match="messages: expected dtype DEPTH_MESSAGE, was another rec"):
        replay_streams(np.zeros(2, BOOK_MESSAGE))
    with pytest.raises(TypeError, match="messages: expected dtype DEPTH_MESSAGE, was float64"):
        replay_streams(np.zeros(2))


def test_a_recording_of_binance_is_replayed_whole(data_folder: Path) -> None:
    """Nothing is refused but what the snapshot holds already, and the books end alike."""
    btc = Instrument("BTCUSDT", "0.1", "0.001")
    path = data_folder / "l2" / "binance_usdm_btcusdt_20240808.gz"
    messages = read_binance(path, {"BTCUSDT": btc})
    book = DepthBook(btc)
    book.apply(messages)
    replay = Replay([btc], replay_streams(messages), data_latency=0, on_fault="skip")
    replay.bus.subscribe("trade.*", lambda trade: None)
    result = replay.run()
    assert (result.rows, result.refused) == (len(messages), book.stale_count)
    assert (replay.best_bid("BTCUSDT"), replay.best_ask("BTCUSDT")) == (
        book.best_bid,
        book.best_ask,
    )
