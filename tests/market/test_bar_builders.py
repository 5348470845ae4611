"""Bars of trades: against a reference in plain Python, one at a time and in series."""

from __future__ import annotations

import copy
import math
import pickle
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore import indicators as ta
from swarmcore import market
from swarmcore.market import (
    DollarBarBuilder,
    ImbalanceBarBuilder,
    TickBarBuilder,
    TimeBarBuilder,
    VolumeBarBuilder,
)

MEMBERS = [
    *("first_row", "last_row", "complete_row", "ts", "complete_ts", "ticks"),
    *("open", "high", "low", "close", "volume", "dollar", "vwap"),
]
Trade = tuple[int, float, float, int]
BUILDERS = [
    TimeBarBuilder(10),
    TimeBarBuilder(7, origin=-3, empty="fill"),
    TickBarBuilder(4),
    VolumeBarBuilder(12.5),
    DollarBarBuilder(1_000.0),
    ImbalanceBarBuilder("tick", expected_ticks=5),
    ImbalanceBarBuilder("volume", expected_ticks=4, tick_span=9, bar_span=3, max_ticks=6),
    ImbalanceBarBuilder("dollar", expected_ticks=3, min_ticks=2),
]
each_builder = pytest.mark.parametrize("builder", BUILDERS, ids=lambda b: type(b).__name__)

trades = st.lists(
    st.tuples(
        st.integers(0, 25),
        st.floats(0.5, 200.0),
        st.floats(0.0, 10.0),
        st.sampled_from([-1, 0, 0, 1]),
    ),
    max_size=60,
).map(
    lambda rows: (
        list(zip(np.cumsum([row[0] for row in rows]).tolist(), *columns(rows)[1:], strict=True))
        if rows
        else []
    )
)


def columns(rows: list[Any]) -> list[list[Any]]:
    return [[row[i] for row in rows] for i in range(4)]


def arrays(rows: list[Trade]) -> tuple[Any, ...]:
    ts, price, quantity, side = columns(rows)
    return (
        np.array(ts, np.int64),
        np.array(price, np.float64),
        np.array(quantity, np.float64),
        np.array(side, np.int8),
    )


def streamed(builder: Any, rows: list[Trade]) -> list[tuple[Any, ...]]:
    """What a stream of the rows gives, from the start."""
    builder = builder.copy()
    builder.reset()
    bars = []
    for row in rows:
        bar = builder.update(*row)
        while bar is not None:
            bars.append(tuple(getattr(bar, name) for name in MEMBERS))
            bar = builder.next()
    return bars


def tabled(bars: Any) -> list[tuple[Any, ...]]:
    return list(zip(*(getattr(bars, name).tolist() for name in MEMBERS), strict=True))


def summed(values: list[float]) -> float:
    total = 0.0
    for value in values:
        total += value
    return total


def reference_bar(rows: list[Trade], first: int, last: int, complete: int, ts: int) -> Any:
    """The bar of rows first to last, by its definition."""
    part = rows[first : last + 1]
    prices = [row[1] for row in part]
    volume = summed([row[2] for row in part])
    dollar = summed([row[1] * row[2] for row in part])
    return (
        first, last, complete, ts, rows[complete][0], len(part),
        prices[0], max(prices), min(prices), prices[-1],
        volume, dollar, dollar / volume if volume > 0 else prices[-1],
    )  # fmt: skip


def reference_times(rows: list[Trade], interval: int, origin: int, fill: bool) -> list[Any]:
    """Time bars: group rows by interval; each is known at the first row of a later one."""
    bars: list[Any] = []
    number = [(row[0] - origin) // interval for row in rows]
    first = 0
    for i in range(1, len(rows)):
        if number[i] == number[first]:
            continue
        bars.append(reference_bar(rows, first, i - 1, i, number[first] * interval + origin))
        close = rows[i - 1][1]
        for empty in range(number[first] + 1, number[i]) if fill else ():
            start = empty * interval + origin
            bars.append((i, i - 1, i, start, rows[i][0], 0, *[close] * 4, 0.0, 0.0, close))
        first = i
    return bars


def reference_sums(rows: list[Trade], weight: Any, threshold: float) -> list[Any]:
    """Threshold bars: cut where the sum of weights has reached the threshold."""
    bars, first, total = [], 0, 0.0
    for i, row in enumerate(rows):
        total += weight(row)
        if total >= threshold:
            bars.append(reference_bar(rows, first, i, i, rows[first][0]))
            first, total = i + 1, 0.0
    return bars


def reference_imbalance(
    rows: list[Trade],
    weight: Any,
    expected: float,
    tick_span: int = 1000,
    bar_span: int = 20,
    least: int = 1,
    most: int = 2**31,
) -> list[Any]:
    """Imbalance bars as the book has them: means over prior rows and bars, frozen in a bar."""
    bars: list[Any] = []
    signed: list[float] = []
    side, first, mean, threshold = 0, 0, math.nan, math.nan
    for i, row in enumerate(rows):
        change = row[1] - rows[i - 1][1] if i else 0.0
        side = row[3] or int(np.sign(change)) or side
        signed.append(side * weight(row))
        mean = signed[0] if i == 0 else mean + 2 / (tick_span + 1) * (signed[i] - mean)
        theta, ticks = summed(signed[first:]), i + 1 - first
        done = theta != 0 and abs(theta) >= threshold if bars else ticks == expected
        if not done:
            continue
        if bars:
            expected = min(max(expected + 2 / (bar_span + 1) * (ticks - expected), least), most)
        threshold = expected * abs(mean)
        bars.append(reference_bar(rows, first, i, i, rows[first][0]))
        first = i + 1
    return bars


WEIGHTS: dict[str, Any] = {
    "tick": lambda row: 1.0,
    "volume": lambda row: row[2],
    "dollar": lambda row: row[1] * row[2],
}


@each_builder
@given(rows=trades)
def test_stream_and_series_are_equal_to_the_bit(builder: Any, rows: list[Trade]) -> None:
    """One row at a time or all at once gives the same bars."""
    assert streamed(builder, rows) == tabled(builder.series(*arrays(rows)))


@each_builder
@given(rows=trades, cut=st.integers(0, 60))
def test_no_bar_changes_by_what_comes_later(builder: Any, rows: list[Trade], cut: int) -> None:
    """The bars of a truncated series are those of the whole that were complete by then."""
    whole = tabled(builder.series(*arrays(rows)))
    complete_row = MEMBERS.index("complete_row")
    known = [bar for bar in whole if bar[complete_row] < cut]
    assert tabled(builder.series(*arrays(rows[:cut]))) == known


@given(rows=trades, interval=st.integers(1, 40), origin=st.integers(-50, 50), fill=st.booleans())
def test_time_bars(rows: list[Trade], interval: int, origin: int, fill: bool) -> None:
    """Time bars group rows by interval."""
    builder = TimeBarBuilder(interval, origin=origin, empty="fill" if fill else "skip")
    assert streamed(builder, rows) == reference_times(rows, interval, origin, fill)


@pytest.mark.parametrize(
    ("kind", "measure"),
    [(TickBarBuilder, "tick"), (VolumeBarBuilder, "volume"), (DollarBarBuilder, "dollar")],
)
@given(rows=trades, threshold=st.floats(0.1, 50.0))
def test_threshold_bars(kind: Any, measure: str, rows: list[Trade], threshold: float) -> None:
    """A bar ends with the row that brings its sum to the threshold."""
    assert streamed(kind(threshold), rows) == reference_sums(rows, WEIGHTS[measure], threshold)


@pytest.mark.parametrize("measure", WEIGHTS)
@given(rows=trades, expected=st.integers(2, 8))
def test_imbalance_bars(measure: str, rows: list[Trade], expected: int) -> None:
    """A bar ends where the signed sum is beyond what was expected."""
    builder = ImbalanceBarBuilder(
        measure, expected_ticks=expected, tick_span=7, bar_span=3, min_ticks=2, max_ticks=9
    )
    weight = WEIGHTS[measure]
    assert streamed(builder, rows) == reference_imbalance(rows, weight, expected, 7, 3, 2, 9)


def test_a_run_of_buys_ends_bars_sooner() -> None:
    """Balanced trades make long imbalance bars, one-sided trades short ones."""
    rng = np.random.default_rng(5)
    side = np.where(rng.random(40_000) < 0.55, 1, -1).astype(np.int8)
    side[20_000:] = 1
    ones = np.ones(side.size)
    builder = ImbalanceBarBuilder("tick", expected_ticks=100, min_ticks=50)
    bars = builder.series(np.arange(side.size), ones, ones, side)
    before = bars.ticks[bars.last_row < 20_000].mean()
    run = bars.ticks[(bars.first_row >= 20_000) & (bars.last_row < 20_040)].mean()
    assert run < before / 2


@each_builder
@given(rows=trades, cut=st.integers(0, 60))
def test_copies_and_pickles_go_on_alike(builder: Any, rows: list[Trade], cut: int) -> None:
    """A copy, a pickle and one that was reset give what the original gives."""
    original = builder.copy()
    for row in rows[:cut]:
        original.update(*row)
        while original.next() is not None:
            pass
    twins = [original.copy(), copy.deepcopy(original), pickle.loads(pickle.dumps(original))]
    for row in rows[cut:]:
        bars = [each.update(*row) for each in (original, *twins)]
        assert all(bar == bars[0] for bar in bars)
        for each in (original, *twins):
            while each.next() is not None:
                pass
    assert all(twin.partial == original.partial for twin in twins)
    original.reset()
    assert original.partial is None
    assert original.rows == 0


def test_a_state_is_refused_by_another_kind() -> None:
    """A pickled state does not become a builder of another class, nor a damaged one any."""
    _, state = TickBarBuilder(3).__getstate__(), VolumeBarBuilder(3).__getstate__()
    with pytest.raises(ValueError, match=r"state: expected that of a TickBarBuilder"):
        TickBarBuilder.__new__(TickBarBuilder).__setstate__(state)
    with pytest.raises(ValueError, match=r"state: expected that of a VolumeBarBuilder"):
        VolumeBarBuilder.__new__(VolumeBarBuilder).__setstate__(state[:-1] + b"?")


def test_the_bar_in_the_making() -> None:
    """`partial` shows the rows since the last bar, and is known at no row yet."""
    builder = TimeBarBuilder(10)
    assert builder.partial is None
    builder.update(12, 5.0, 2.0)
    builder.update(14, 4.0, 1.0)
    bar = builder.partial
    assert bar is not None
    assert (bar.ts, bar.open, bar.low, bar.ticks, bar.complete_row) == (10, 5.0, 4.0, 2, -1)
    assert bar.vwap == 14.0 / 3.0
    assert bar == builder.copy().partial
    assert hash(bar) == hash(builder.copy().partial)
    assert bar != "bar"
    assert "BuiltBar(first_row=0, last_row=1, complete_row=-1, ts=10" in repr(bar)


def test_a_clock_completes_a_bar_without_a_trade() -> None:
    """`advance` says that an interval is over; what it fills is not filled again."""
    builder = TimeBarBuilder(10, empty="fill")
    assert builder.advance(5) is None
    builder.update(11, 5.0, 2.0)
    assert builder.advance(19) is None
    bar = builder.advance(20)
    assert bar is not None
    assert (bar.ts, bar.close, bar.complete_row, bar.complete_ts) == (10, 5.0, 1, 20)
    assert builder.partial is None
    empty = builder.update(41, 6.0, 1.0)
    assert empty is not None
    assert (empty.ts, empty.close, empty.ticks, empty.first_row, empty.last_row) == (20, 5, 0, 1, 0)
    with pytest.raises(ValueError, match=r"update: expected next\(\) to have given None"):
        builder.update(42, 6.0, 1.0)
    following = builder.next()
    assert following is not None
    assert following.ts == 30
    assert builder.next() is None
    with pytest.raises(ValueError, match=r"ts: expected 41 or more, the time before it, was 40"):
        builder.advance(40)


@pytest.mark.parametrize(
    "builder", [TimeBarBuilder(300), TickBarBuilder(5), VolumeBarBuilder(9), DollarBarBuilder(500)]
)
def test_bars_of_finer_bars(builder: Any) -> None:
    """Finer bars give the highs and lows of their own, in series and one at a time."""
    rng = np.random.default_rng(1)
    price = 50.0 + rng.normal(size=400).cumsum() * 0.1
    close = np.roll(price, -1)
    high, low = np.maximum(price, close) + 0.1, np.minimum(price, close) - 0.1
    ts, volume = np.arange(400) * 60, rng.random(400) * 3
    bars = builder.series_of_bars(ts, price, high, low, close, volume)
    fresh, given_bars = builder.copy(), []
    for row in zip(
        ts.tolist(), *(c.tolist() for c in (price, high, low, close, volume)), strict=True
    ):
        bar = fresh.update_bar(*row)
        if bar is not None:
            given_bars.append(tuple(getattr(bar, name) for name in MEMBERS))
    assert len(bars) > 10
    assert tabled(bars) == given_bars
    for i, (first, last) in enumerate(zip(bars.first_row, bars.last_row, strict=True)):
        rows = slice(first, last + 1)
        assert bars.open[i] == price[first]
        assert bars.close[i] == close[last]
        assert bars.high[i] == high[rows].max()
        assert bars.low[i] == low[rows].min()
        typical = (high[rows] + low[rows] + close[rows]) / 3
        assert bars.dollar[i] == pytest.approx((volume[rows] * typical).sum(), rel=1e-12)


def test_a_coarse_indicator_beside_fine_rows() -> None:
    """A row sees the value of a bar from the bar's completing row on, not before."""
    rng = np.random.default_rng(3)
    ts = rng.integers(0, 3, 2_000).cumsum()
    price = 100.0 + rng.normal(size=ts.size).cumsum() * 0.1
    bars = TimeBarBuilder(50).series(ts, price, np.ones(ts.size))
    coarse = ta.sma(bars.close, timeperiod=5)
    fine = market.as_of(coarse, bars.complete_row, np.arange(ts.size))
    for row in range(ts.size):
        known = np.flatnonzero(bars.complete_row <= row)
        expected = coarse[known[-1]] if known.size else math.nan
        np.testing.assert_equal(fine[row], expected)
    cut = 1_234
    half = TimeBarBuilder(50).series(ts[:cut], price[:cut], np.ones(cut))
    again = market.as_of(ta.sma(half.close, timeperiod=5), half.complete_row, np.arange(cut))
    np.testing.assert_array_equal(again, fine[:cut])


def test_as_of_a_time_that_several_rows_share() -> None:
    """`allow_exact=False` shows no value at its instant; of several at once, the last is."""
    values, known, at = np.array([1.0, 2.0, 3.0]), np.array([5, 5, 9]), np.array([4, 5, 6, 9, 10])
    np.testing.assert_array_equal(market.as_of(values, known, at), [math.nan, 2, 2, 3, 3])
    safe = market.as_of(values, known, at, allow_exact=False)
    np.testing.assert_array_equal(safe, [math.nan, math.nan, 2, 2, 3])
    with pytest.raises(
        ValueError, match=r"at: expected 4 or more, the one before it, was 3 in row"
    ):
        market.as_of(values, known, np.array([4, 3]))
    with pytest.raises(ValueError, match=r"known: expected 5 or more"):
        market.as_of(values, np.array([5, 4, 9]), at)
    with pytest.raises(ValueError, match=r"known: expected the length of values, 2, was 3"):
        market.as_of(values[:2], known, at)


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ((9, 1.0, 1.0), r"ts: expected 10 or more, the time before it, was 9"),
        ((2**62 + 1, 1.0, 1.0), r"ts: expected -2305843009213693952 to 4611686018427387904, was"),
        ((11, math.nan, 1.0), r"price: expected a finite number above 0, was nan"),
        ((11, math.inf, 1.0), r"price: expected a finite number above 0, was inf"),
        ((11, 0.0, 1.0), r"price: expected a finite number above 0, was 0"),
        ((11, 1.0, -1.0), r"quantity: expected a finite number, 0 or more, was -1"),
        ((11, 1.0, math.nan), r"quantity: expected a finite number, 0 or more, was nan"),
        ((11, 1e200, 1e200), r"quantity: expected a finite product with the price, was 1e\+200"),
        ((11, 1.0, 1.0, 2), r"side: expected -1, 0 or 1, was 2"),
    ],
)
@each_builder
def test_a_bad_row_is_refused(builder: Any, row: Any, message: str) -> None:
    """It is named, in a series with its number, and a stream is as before it."""
    stream = builder.copy()
    stream.update(10, 5.0, 1.0)
    before = stream.partial
    with pytest.raises(ValueError, match=message):
        stream.update(*row)
    assert stream.partial == before
    rows = [(10, 5.0, 1.0, 0), (*row, 0)[:4]]
    with pytest.raises(ValueError, match=message + r".* in row 1"):
        builder.series(*arrays(rows))


def test_a_bad_finer_bar_is_refused() -> None:
    """The column is named."""
    builder = TickBarBuilder(2)
    for row, message in [
        ((1, math.nan, 2.0, 1.0, 1.0, 1.0), r"open: expected a finite number above 0, was nan"),
        ((1, 1.0, -2.0, 1.0, 1.0, 1.0), r"high: expected a finite number above 0, was -2"),
        ((1, 1.0, 2.0, 0.0, 1.0, 1.0), r"low: expected a finite number above 0, was 0"),
        ((1, 1.0, 2.0, 1.0, math.inf, 1.0), r"close: expected a finite number above 0, was inf"),
        ((1, 1.0, 2.0, 1.5, 1.6, 1.0), r"low, high: expected low <= open, close <= high, was"),
        ((1, 1.0, 2.0, 1.0, 1.0, -1.0), r"volume: expected a finite number, 0 or more, was -1"),
    ]:
        with pytest.raises(ValueError, match=message):
            builder.update_bar(*row)
    assert builder.rows == 0


def test_a_gap_that_cannot_be_meant_is_refused() -> None:
    """Filling stops at 2**24 empty intervals; skipping has no such limit."""
    year = 365 * 86_400 * 10**9
    filling, skipping = TimeBarBuilder(1, empty="fill"), TimeBarBuilder(1)
    for builder in (filling, skipping):
        builder.update(0, 1.0, 1.0)
    assert skipping.update(year, 1.0, 1.0) is not None
    with pytest.raises(ValueError, match=r"ts: expected at most 16777216 empty intervals after 0"):
        filling.update(year, 1.0, 1.0)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: TimeBarBuilder(0), r"interval: expected 1 to 1152921504606846976, was 0"),
        (lambda: TimeBarBuilder(5, origin=-(2**62)), r"origin: expected -2305843009213693952 to"),
        (lambda: TimeBarBuilder(5, empty="drop"), r"empty: expected 'skip' or 'fill', was 'drop'"),
        (lambda: TickBarBuilder(0), r"threshold: expected a finite number above 0, was 0"),
        (lambda: VolumeBarBuilder(-1), r"threshold: expected a finite number above 0, was -1"),
        (lambda: DollarBarBuilder(math.nan), r"threshold: expected a finite .* above 0, was nan"),
        (lambda: ImbalanceBarBuilder("run", expected_ticks=2), r"measure: expected 'tick', 'volu"),
        (lambda: ImbalanceBarBuilder("tick", expected_ticks=0), r"expected_ticks: expected 1 to"),
        (lambda: ImbalanceBarBuilder("tick", expected_ticks=2, tick_span=0), r"tick_span: exp"),
        (lambda: ImbalanceBarBuilder("tick", expected_ticks=2, bar_span=0), r"bar_span: expected"),
        (lambda: ImbalanceBarBuilder("tick", expected_ticks=2, min_ticks=0), r"min_ticks: expec"),
        (
            lambda: ImbalanceBarBuilder("tick", expected_ticks=9, min_ticks=9, max_ticks=8),
            r"max_ticks: expected 9 to 2147483648, was 8",
        ),
    ],
)
def test_a_bad_parameter_is_refused(make: Any, message: str) -> None:
    """It is named with its limit."""
    with pytest.raises(ValueError, match=message):
        make()


def test_arrays_are_taken_as_they_are() -> None:
    """No array is cast or copied in silence."""
    ts, price = np.arange(3), np.ones(3)
    builder = TickBarBuilder(2)
    with pytest.raises(TypeError, match=r"ts"):
        builder.series(price, price, price)
    with pytest.raises(TypeError, match=r"side"):
        builder.series(ts, price, price, np.ones(3))
    with pytest.raises(ValueError, match=r"quantity"):
        builder.series(ts, price, price[:2])
    with pytest.raises(ValueError, match=r"price"):
        builder.series(ts, np.ones(6)[::2], price)
    assert len(builder.series(ts[:0], price[:0], price[:0])) == 0
