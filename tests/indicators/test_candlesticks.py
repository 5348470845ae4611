"""Candlestick patterns on bars among which all of them occur."""

from __future__ import annotations

import math

import numpy as np
import pytest
import talib
from swarmcore import indicators as ta

PATTERNS = [name for name, each in ta.registry.items() if each.group == "Pattern Recognition"]
COLUMNS = ("open", "high", "low", "close")


def make_candles(rows: int, seed: int, tick: float) -> dict[str, np.ndarray]:
    """Candles of all shapes on a grid, in runs of one direction, from the last close or off it."""
    rng = np.random.default_rng(seed)

    def ticks(sizes: list[int], shares: list[float]) -> np.ndarray:
        return rng.choice(sizes, rows, p=shares) + rng.integers(0, 2, rows)

    body = ticks([0, 2, 6, 30], [0.3, 0.35, 0.2, 0.15])
    direction = np.where(rng.random(rows) < 0.3, -1, 1).cumprod()
    gap = direction * ticks([-7, -2, 0, 3, 14], [0.15, 0.15, 0.35, 0.25, 0.1])
    upper, lower = (ticks([0, 1, 5, 40], [0.5, 0.2, 0.2, 0.1]) for _ in range(2))
    close = 20_000 + np.cumsum(direction * body + gap)
    open_ = close - direction * body
    high, low = np.maximum(open_, close) + upper, np.minimum(open_, close) - lower
    return {
        name: tick * column for name, column in zip(COLUMNS, (open_, high, low, close), strict=True)
    }


def rows_of(candles: dict[str, np.ndarray]) -> list[np.ndarray]:
    return [candles[name] for name in COLUMNS]


def test_there_are_all_patterns_of_talib() -> None:
    """TA-Lib's 61."""
    assert sorted(map(str.upper, PATTERNS)) == sorted(
        talib.get_function_groups()["Pattern Recognition"]
    )


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_are_found_where_talib_finds_them(name) -> None:
    """Among 400,000 candles each occurs; on a grid of binary fractions no sum is rounded."""
    rows = rows_of(make_candles(400_000, 7, 0.25))
    expected = getattr(talib, name.upper())(*rows)
    assert np.count_nonzero(expected) >= 3
    indicator = ta.registry[name]
    np.testing.assert_array_equal(
        indicator.series(*rows)[indicator.warm_up() :], expected[indicator.warm_up() :]
    )


@pytest.mark.parametrize("name", PATTERNS)
def test_a_pattern_is_that_of_its_window_alone(name) -> None:
    """Where a threshold is met exactly, too, what went before the window does not tip it."""
    rows = rows_of(make_candles(1_500, 3, 0.01))
    indicator = ta.registry[name]
    warm_up = indicator.warm_up()
    results = indicator.series(*rows)
    for row in range(warm_up, len(results)):
        window = [column[row - warm_up : row + 1] for column in rows]
        assert indicator.series(*window)[-1] == results[row]
        if row % 5 == 0:
            assert getattr(talib, name.upper())(*window)[-1] == results[row]


@pytest.mark.parametrize("name", PATTERNS)
@pytest.mark.parametrize("column", COLUMNS)
def test_a_pattern_is_nan_just_while_its_window_holds_a_nan(name, column) -> None:
    """In the middle of a block, at its edges and in the warm-up."""
    candles = make_candles(700, 5, 0.25)
    indicator = ta.registry[name]
    warm_up = indicator.warm_up()
    expected = indicator.series(*rows_of(candles))
    for row in (1, 250, warm_up + 255, warm_up + 256, 699):
        holed = {each: values.copy() for each, values in candles.items()}
        holed[column][row] = math.nan
        holed_expected = expected.copy()
        holed_expected[row : row + warm_up + 1] = math.nan
        np.testing.assert_array_equal(indicator.series(*rows_of(holed)), holed_expected)


def test_a_spike_leaves_no_trace_in_thresholds() -> None:
    """TA-Lib takes it out of a running sum again, and what it rounded away stays lost for long."""
    rows = rows_of(make_candles(3_000, 9, 0.01))
    clean = ta.cdlshortline(*rows)
    rows[1][1_000] = 1e15
    left = 1_000 + ta.registry["cdlshortline"].warm_up() + 1
    np.testing.assert_array_equal(ta.cdlshortline(*rows)[left:], clean[left:])
    assert (talib.CDLSHORTLINE(*rows)[left:] != clean[left:]).any()
