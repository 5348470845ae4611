"""What TA-Lib lacks gives the numbers of its papers, written plainly in NumPy."""

from __future__ import annotations

import csv
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.lib.stride_tricks import sliding_window_view as windows
from swarmcore import indicators as ta

Bars = dict[str, np.ndarray]
TOLERANCE = 1e-10


def padded(values: np.ndarray, rows: int) -> np.ndarray:
    """Results at the end of a series, NaN before."""
    return np.concatenate([np.full(max(rows - len(values), 0), np.nan), values])[-rows:]


def over(function: Callable[..., Any], length: int, *series: np.ndarray) -> np.ndarray:
    """`function` of each window of `length`, of all series alike."""
    if len(series[0]) < length:
        return np.empty(0)
    return np.asarray(function(*(windows(each, length) for each in series)))


def mean(window: np.ndarray) -> np.ndarray:
    return window.mean(axis=1)


def realized(b: Bars, n: int) -> np.ndarray:
    returns = np.diff(np.log(b["close"]))
    return np.sqrt(over(mean, n, returns**2))


def parkinson(b: Bars, n: int) -> np.ndarray:
    ranges = np.log(b["high"] / b["low"])
    return np.sqrt(over(mean, n, ranges**2) / (4 * np.log(2)))


def garman_klass(b: Bars, n: int) -> np.ndarray:
    ranges, bodies = np.log(b["high"] / b["low"]), np.log(b["close"] / b["open"])
    return np.sqrt(over(mean, n, ranges**2 / 2 - (2 * np.log(2) - 1) * bodies**2))


def rogers_satchell_terms(b: Bars) -> np.ndarray:
    o, h, lo, c = (np.log(b[name]) for name in ("open", "high", "low", "close"))
    return (h - c) * (h - o) + (lo - c) * (lo - o)


def rogers_satchell(b: Bars, n: int) -> np.ndarray:
    return np.sqrt(np.maximum(over(mean, n, rogers_satchell_terms(b)), 0))


def yang_zhang(b: Bars, n: int) -> np.ndarray:
    o, c = np.log(b["open"]), np.log(b["close"])

    def variance(gap: np.ndarray, body: np.ndarray, terms: np.ndarray) -> np.ndarray:
        k = 0.34 / (1.34 + (n + 1) / (n - 1))
        return (
            gap.var(axis=1, ddof=1)
            + k * body.var(axis=1, ddof=1)
            + (1 - k) * np.mean(terms, axis=1)
        )

    terms = rogers_satchell_terms(b)[1:]
    return np.sqrt(np.maximum(over(variance, n, o[1:] - c[:-1], (c - o)[1:], terms), 0))


def kyle_lambda(b: Bars, n: int) -> np.ndarray:
    change, volume = np.diff(b["close"]), b["volume"][1:]
    signed = np.sign(change) * volume
    plain = over(lambda x, y: (x * y).sum(axis=1), n, change, signed)
    return plain / over(lambda v: (v**2).sum(axis=1), n, volume)


def amihud(b: Bars, n: int) -> np.ndarray:
    close, volume = b["close"], b["volume"][1:]
    with np.errstate(all="ignore"):
        each = np.abs(close[1:] / close[:-1] - 1) / (close[1:] * volume)
    each[volume == 0] = np.nan
    return over(lambda x: np.nanmean(x, axis=1), n, each)


def zscore(b: Bars, n: int) -> np.ndarray:
    def score(x: np.ndarray) -> np.ndarray:
        return (x[:, -1] - x.mean(axis=1)) / x.std(axis=1)

    return over(score, n, b["close"])


def hurst(b: Bars, n: int) -> np.ndarray:
    x, lags = np.log(b["close"]), np.array([1, 2, 4, 8, 16])
    rows = range(n + 15, len(x))
    moves = [[np.mean((x[i - n + 1 : i + 1] - x[i - n + 1 - k : i + 1 - k]) ** 2) for k in lags]
             for i in rows]  # fmt: skip
    if not moves:
        return np.empty(0)
    return np.polyfit(np.log(lags), np.log(np.array(moves)).T, 1)[0] / 2


REFERENCES = {
    "realized_volatility": realized,
    "parkinson_volatility": parkinson,
    "garman_klass_volatility": garman_klass,
    "rogers_satchell_volatility": rogers_satchell,
    "yang_zhang_volatility": yang_zhang,
    "kyle_lambda": kyle_lambda,
    "amihud_illiquidity": amihud,
    "zscore": zscore,
    "hurst": hurst,
}


@pytest.mark.parametrize("name", REFERENCES)
@settings(max_examples=30)
@given(rows=st.integers(1, 250), seed=st.integers(0, 2**32), timeperiod=st.integers(2, 60))
def test_windows_give_the_numbers_of_their_papers(
    name, rows, seed, timeperiod, make_bars, assert_equal
) -> None:
    """Any length and period: one window after the other, as the formula says."""
    bars = make_bars(rows, seed)
    bars["volume"] += 0.125
    indicator = ta.registry[name]
    actual = indicator.series(*(bars[column] for column in indicator.inputs), timeperiod)
    expected = padded(REFERENCES[name](bars, timeperiod), rows)
    assert_equal((actual,), (expected,), TOLERANCE)


@pytest.mark.parametrize("name", [name for name in REFERENCES if name.endswith("volatility")])
def test_annualization_multiplies_by_its_root(name, make_bars) -> None:
    """252 bars a year give the volatility of a year."""
    bars = make_bars(100, 1)
    indicator = ta.registry[name]
    rows = [bars[column] for column in indicator.inputs]
    year = indicator.series(*rows, annualization=252.0)
    np.testing.assert_allclose(year, indicator.series(*rows) * np.sqrt(252), rtol=1e-14)


@pytest.mark.parametrize("name", [name for name in REFERENCES if name.endswith("volatility")])
def test_volatility_is_found_again(name) -> None:
    """Of bars made of 2,000 small steps of a random walk of 1% a bar, within 1%."""
    rng = np.random.default_rng(3)
    step = 0.01 / np.sqrt(2000)
    steps = rng.normal(0, step, (4000, 2000))
    path = np.exp(np.cumsum(steps, axis=None)).reshape(steps.shape)
    open_ = np.concatenate([[1.0], path[:-1, -1]])
    # What steps miss of the extremes: Broadie, Glasserman and Kou, Mathematical Finance 7 (1997).
    missed = np.exp(0.5826 * step)
    bars = {
        "open": open_,
        "high": np.maximum(path.max(axis=1), open_) * missed,
        "low": np.minimum(path.min(axis=1), open_) / missed,
        "close": path[:, -1].copy(),
    }
    indicator = ta.registry[name]
    result = indicator.series(*(bars[column] for column in indicator.inputs), 3900)[-1]
    assert abs(result / 0.01 - 1) < 0.01


def test_flat_bars_have_no_volatility_and_no_distance(make_flat) -> None:
    """Exactly zero."""
    bars = make_flat(100, 0.1)
    for name in REFERENCES:
        if name.endswith("volatility") or name == "zscore":
            indicator = ta.registry[name]
            assert indicator.series(*(bars[column] for column in indicator.inputs))[-1] == 0.0


def test_a_price_that_is_not_positive_gives_nan_while_in_the_window(make_bars) -> None:
    """It has no logarithm."""
    bars = make_bars(100, 1)
    bars["low"][50] = -1.0
    result = ta.parkinson_volatility(bars["high"], bars["low"], 5)
    np.testing.assert_array_equal(np.flatnonzero(np.isnan(result[4:])) + 4, range(50, 55))


def test_bars_without_volume_tell_nothing_of_liquidity() -> None:
    """They are left out by Amihud, and where there are no others, the result is NaN."""
    close = np.array([1.0, 2, 4, 8, 16])
    volume = np.array([1.0, 0, 0, 5, 0])
    np.testing.assert_array_equal(
        ta.amihud_illiquidity(close, volume, 2), [np.nan, np.nan, np.nan, 1 / 40, 1 / 40]
    )
    np.testing.assert_array_equal(
        ta.kyle_lambda(close, volume, 2), [np.nan, np.nan, np.nan, 4 / 5, 4 / 5]
    )


@given(rows=st.integers(1, 200), seed=st.integers(0, 2**32), periods=st.tuples(
    *[st.integers(1, 60)] * 4))  # fmt: skip
def test_ichimoku_gives_middles_of_ranges(rows, seed, periods, make_bars, assert_equal) -> None:
    """The cloud is that of `displacement` bars ago."""
    bars = make_bars(rows, seed)
    tenkan, kijun, senkou, displacement = periods

    def middle(length: int) -> np.ndarray:
        high = over(lambda x: x.max(axis=1), length, bars["high"])
        low = over(lambda x: x.min(axis=1), length, bars["low"])
        return padded((high + low) / 2, rows)

    def drawn(line: np.ndarray) -> np.ndarray:
        return padded(line[: max(rows - displacement, 0)], rows)

    warm_up = max(tenkan, kijun, senkou) - 1 + displacement
    lines = middle(tenkan), middle(kijun)
    lines = (*lines, drawn((lines[0] + lines[1]) / 2), drawn(middle(senkou)))
    for line in lines:
        line[:warm_up] = np.nan
    assert_equal(ta.ichimoku(bars["high"], bars["low"], *periods), lines, TOLERANCE)


@given(rows=st.integers(1, 200), seed=st.integers(0, 2**32), share=st.floats(0, 1))
def test_an_anchor_begins_vwap_anew(rows, seed, share, make_bars, assert_equal) -> None:
    """From its own bar on; without any it is VWAP, bit for bit."""
    bars = make_bars(rows, seed)
    columns = [bars[name] for name in ("high", "low", "close", "volume")]
    assert_equal((ta.anchored_vwap(*columns, np.zeros(rows)),), (ta.vwap(*columns),))

    columns[3] = columns[3] + 0.125
    anchor = (np.random.default_rng(seed).random(rows) < share) * 1.0
    starts = np.unique([0, *np.flatnonzero(anchor)])
    parts = [
        ta.vwap(*(np.ascontiguousarray(column[start:stop]) for column in columns))
        for start, stop in zip(starts, [*starts[1:], rows], strict=True)
    ]
    assert_equal((ta.anchored_vwap(*columns, anchor),), (np.concatenate(parts),))


def test_without_volume_since_its_anchor_vwap_stays() -> None:
    """As VWAP does without any."""
    price, anchor = np.array([1.0, 2, 3, 4]), np.array([0.0, 0, 1, 0])
    volume = np.array([1.0, 1, 0, 2])
    result = ta.anchored_vwap(price, price, price, volume, anchor)
    np.testing.assert_array_equal(result, [1.0, 1.5, 1.5, 4.0])


def test_anchored_vwap_gives_the_published_values(data_folder) -> None:
    """A worksheet of VWAP over 14 bars, which for so long is anchored at its first."""
    path = data_folder / "indicators" / "ta_cs" / "cs-vwap.csv"
    rows = list(csv.DictReader(path.read_text().splitlines()))
    names = ("High", "Low", "Close", "Volume", "vwap")
    *columns, expected = (np.array([float(row[name]) for row in rows]) for name in names)
    actual = ta.anchored_vwap(*columns, np.zeros(len(expected)))
    np.testing.assert_allclose(actual[:14], expected[:14], rtol=1e-10)


def test_hurst_of_a_walk_a_trend_and_a_swing() -> None:
    """Half, one and next to nothing."""
    walk = np.exp(np.cumsum(np.random.default_rng(1).normal(0, 0.01, 20_000)))
    assert abs(ta.hurst(walk, 19_000)[-1] - 0.5) < 0.03
    trend = np.exp(0.001 * np.arange(300))
    assert abs(ta.hurst(trend)[-1] - 1) < 1e-9
    swing = 100 + np.random.default_rng(1).normal(0, 1, 2000)
    assert abs(ta.hurst(swing, 1000)[-1]) < 0.05


def test_zscore_keeps_its_accuracy_at_an_offset() -> None:
    """A billion away from zero, where squares of prices would leave nothing."""
    steps = np.random.default_rng(1).integers(-50, 50, 200) / 4
    np.testing.assert_allclose(
        ta.zscore(1e9 + steps), ta.zscore(steps), rtol=1e-12, atol=1e-12, equal_nan=True
    )
