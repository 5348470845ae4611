"""Damaged recordings: a row that cannot be right is named or skipped, and nothing else happens."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from swarmcore.book import DEPTH_MESSAGE, DepthBook
from swarmcore.errors import BookError, DataError
from swarmcore.feed import (
    ReadReport,
    read_binance,
    read_bybit,
    read_coinbase,
    read_freqtrade_trades,
    read_kraken,
    read_kraken_trades,
    read_okx,
    read_tardis,
)
from swarmcore.market import Instrument

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GRID = Instrument("A", "0.1", "0.001")

BINANCE = [
    '1 {"stream":"a@depth@0ms","data":{"e":"depthUpdate","E":5,"T":4,"s":"A","U":1,"u":3,"pu":0,'
    '"b":[["10.0","1.000"],["9.9","0.000"]],"a":[["10.1","2.000"]]}}',
    '2 {"lastUpdateId":3,"E":5,"T":4,"bids":[["10.0","1"]],"asks":[["10.1","2"]]}',
    '3 {"stream":"a@trade","data":{"e":"trade","E":6,"T":6,"s":"A","t":7,"p":"10.1","q":"1",'
    '"X":"MARKET","m":true}}',
    '4 {"stream":"a@depth@0ms","data":{"e":"depthUpdate","E":7,"T":7,"s":"A","U":5,"u":6,"pu":3,'
    '"b":[],"a":[["10.1","0"]]}}',
    '5 {"stream":"a@bookTicker","data":{"u":6,"s":"A","b":"10.0","B":"1","a":"10.2","A":"1"}}',
]
BYBIT = [
    "wss://stream.bybit.com/realtime_public <-> 1.5",
    '1.5: {"topic":"orderBookL2_25.A","type":"snapshot","data":{"order_book":[{"price":"10.0",'
    '"symbol":"A","id":"100","side":"Buy","size":2.6}]},"cross_seq":"7","timestamp_e6":"1500000"}',
    '1.6: {"topic":"orderBookL2_25.A","type":"delta","data":{"delete":[{"price":"10.0","symbol":'
    '"A","id":"100","side":"Buy"}],"update":[],"insert":[{"price":"10.1","symbol":"A","id":"101",'
    '"side":"Sell","size":1.1000001}]},"cross_seq":"8","timestamp_e6":"1600000"}',
    '1.7: {"topic":"trade.A","data":[{"symbol":"A","price":"10.1","size":0.5,"trade_time_ms":'
    '"1700","side":"Sell","trade_id":"x"}]}',
    '{"topic":"orderbook.500.A","type":"delta","ts":1800,"data":{"s":"A","b":[["9.9","1"]],'
    '"a":[],"u":9,"seq":1},"cts":1799}',
    '{"topic":"publicTrade.A","ts":1900,"data":[{"T":1899,"s":"A","S":"Buy","v":"1","p":"10.1"}]}',
]
COINBASE = [
    '1.1: {"type":"snapshot","product_id":"A","asks":[["10.1","1.0"]],"bids":[["10.0","2.0"]]}',
    '1.2: {"type":"l2update","product_id":"A","changes":[["buy","9.9","1"],["sell","10.1","0"]],'
    '"time":"2021-04-17T16:43:37.075687Z"}',
    '1.3: {"type":"match","trade_id":7,"side":"buy","size":"1","price":"10.0","product_id":"A",'
    '"sequence":9,"time":"2021-04-17T16:43:37.089723Z"}',
    '1.4: {"type":"heartbeat"}',
]
KRAKEN = [
    '1.1: {"event":"heartbeat"}',
    '1.2: [1,{"as":[["10.1","1.000","1.000001"]],"bs":[["10.0","2.000","1.000002"]]},"book-10",'
    '"A"]',
    '1.3: [1,{"a":[["10.2","1.000","1.100000"]]},{"b":[["9.9","1.000","1.2","r"]],"c":"123"},'
    '"book-10","A"]',
    '1.4: [1,[["10.1","1.0","1.3","b","m",""]],"trade","A"]',
]
OKX = [
    '{"event":"subscribe","arg":{"channel":"books","instId":"A"}}',
    '{"arg":{"channel":"books","instId":"A"},"action":"snapshot","data":[{"asks":[["10.1","1","0",'
    '"1"]],"bids":[["10","2","0","1"]],"ts":"1","checksum":-5,"seqId":5,"prevSeqId":-1}]}',
    '{"arg":{"channel":"books","instId":"A"},"action":"update","data":[{"asks":[["10.1","0","0",'
    '"0"]],"bids":[],"ts":"2","checksum":0,"seqId":6,"prevSeqId":5}]}',
    '{"arg":{"channel":"trades","instId":"A"},"data":[{"instId":"A","tradeId":"1","px":"10","sz":'
    '"1","side":"sell","ts":"3"}]}',
]
TARDIS = [
    "exchange,symbol,timestamp,local_timestamp,is_snapshot,side,price,amount",
    "x,A,1,2,true,bid,10.0,1",
    "x,A,1,2,true,ask,10.1,1e-3",
    "x,A,3,4,false,ask,10.1,0",
]
KRAKEN_TRADES = ["1672620536,90.1,1.1", "1672620537,90.2,0.001"]
FREQTRADE = ['[[1570752011620,"13519807",null,"sell",10.1,23.0,0.5],', '[2,null,null,"buy",1,1,1]]']


def of_symbol(read: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """A reader of several symbols, told one."""
    return lambda path, **more: read(path, {"A": GRID}, **more)


def of_one(read: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """A reader of one instrument."""
    return lambda path, **more: read(path, GRID, **more)


VENUES: dict[str, tuple[Callable[..., np.ndarray], list[str]]] = {
    "binance": (of_symbol(read_binance), BINANCE),
    "bybit": (of_symbol(read_bybit), BYBIT),
    "coinbase": (of_symbol(read_coinbase), COINBASE),
    "freqtrade": (of_one(read_freqtrade_trades), FREQTRADE),
    "kraken": (of_symbol(read_kraken), KRAKEN),
    "kraken_trades": (of_one(read_kraken_trades), KRAKEN_TRADES),
    "okx": (of_symbol(read_okx), OKX),
    "tardis": (of_symbol(read_tardis), TARDIS),
}
# Values that a field may hold instead of what it should.
ODD = st.sampled_from(
    [
        *(b"null", b"true", b"-1", b"0", b"1e400", b"9223372036854775807", b"18446744073709551616"),
        *(b'""', b'"-0"', b'"nan"', b'"1e-40"', b'"1_0"', b'"\\u0661"', b'" 1"', b'"99999999999"'),
        *(b"[]", b"{}", b"[[]]", b'["10.0"]', b'[["10.0","1","2","3","4"]]', b"[" * 2_000),
        *(b"\xff", b"\x00", b"\r", b"\n", b",", b'"', b"1" * 5_000),
        b'"2262-04-12T00:00:00Z"',
        b'"0001-01-01T00:00:00"',
    ]
)


@st.composite
def damaged(draw: st.DrawFn, lines: list[str]) -> bytes:
    """A recording with some of its lines changed, cut, repeated, or out of order."""
    rows = [line.encode() for line in lines]
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(rows) - 1))
        line = rows[at]
        start = draw(st.integers(0, len(line)))
        stop = draw(st.integers(start, min(len(line), start + 12)))
        piece = draw(st.one_of(ODD, st.binary(max_size=3), st.just(b"")))
        rows[at] = line[:start] + piece + line[stop:]
    if draw(st.booleans()):
        rows = draw(st.permutations(rows))
    data = b"\n".join(rows)
    return data[: draw(st.integers(1, len(data)))] if draw(st.booleans()) and data else data


def swapped(line: str, path: tuple[str | int, ...], value: object) -> str:
    """A line of JSON with one value replaced."""
    head, brace, rest = line.partition("{")
    message: Any = json.loads(brace + rest)
    inner = message
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return head + json.dumps(message)


def check(read: Callable[..., np.ndarray], path: Path) -> None:
    """A recording is read, refused with its row, or read but for rows that are counted."""
    report = ReadReport()
    if path.stat().st_size == 0:
        with pytest.raises(DataError, match="was empty"):
            read(path)
        return
    messages = read(path, on_error="skip", report=report)
    assert messages.dtype == DEPTH_MESSAGE
    assert set(report.skipped) == set(report.first_skipped)
    first = min((row for row, _ in report.first_skipped.values()), default=None)
    for row, error in report.first_skipped.values():
        assert error.startswith(f"{path}: row {row}: ")
        assert "\n" not in error
    if first is None:
        assert read(path).tolist() == messages.tolist()
    else:
        with pytest.raises(BookError) as caught:
            read(path)
        assert caught.value.row >= first
        assert str(caught.value).startswith(f"{path}: row {caught.value.row}: ")
    book = DepthBook(GRID, checksum="kraken", levels=10)
    start = 0
    while start < len(messages):
        try:
            book.apply(messages[start:])
            break
        except BookError as error:
            start += error.row + 1
            book.resume()
    bids, asks = book.depth(100)
    assert (bids[:, 1] > 0).all()
    assert (asks[:, 1] > 0).all()


@pytest.mark.parametrize("venue", VENUES)
def test_the_undamaged_lines_are_read(venue: str, tmp_path: Path) -> None:
    """What the tests below damage says something before."""
    read, lines = VENUES[venue]
    path = tmp_path / "recording.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    report = ReadReport()
    assert len(read(path, report=report)) >= 2
    assert report.skipped == {}
    check(read, path)


@pytest.mark.parametrize("venue", VENUES)
@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_a_damaged_recording_is_read_or_refused_by_row(
    venue: str, tmp_path: Path, data: st.DataObject
) -> None:
    """Whatever is changed, rows are read, named in a BookError, or counted by cause."""
    read, lines = VENUES[venue]
    path = tmp_path / "recording.csv"
    path.write_bytes(data.draw(damaged(lines)))
    check(read, path)


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    at=st.sampled_from(
        [
            (0, ("data", "u")),
            (0, ("data", "U")),
            (0, ("data", "pu")),
            (0, ("data", "T")),
            (0, ("data", "b")),
            (0, ("data", "b", 0)),
            (0, ("data", "b", 0, 0)),
            (0, ("data", "b", 0, 1)),
            (1, ("lastUpdateId",)),
            (1, ("bids", 0, 1)),
            (2, ("data", "p")),
            (2, ("data", "m")),
            (2, ("data", "t")),
        ]
    ),
    value=st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(allow_nan=False, allow_infinity=False),
        st.text(max_size=5),
        st.lists(st.text(max_size=3), max_size=3),
    ),
)
@example(at=(0, ("data", "T")), value=2**63 // 10**6 + 1)
@example(at=(0, ("data", "u")), value=2**63)
@example(at=(0, ("data", "b", 0, 1)), value="\ud800")
def test_any_value_of_any_field_is_read_or_refused_by_row(
    tmp_path: Path, at: tuple[int, tuple[str | int, ...]], value: object
) -> None:
    """A field of another type, beyond its range or off the grid is a fault of its row."""
    number, path_in_line = at
    lines = BINANCE.copy()
    lines[number] = swapped(lines[number], path_in_line, value)
    path = tmp_path / "recording.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    check(of_symbol(read_binance), path)
