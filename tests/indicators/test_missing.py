"""What a NaN or an infinity does, and how long."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

POISONS = [math.nan, math.inf, -math.inf]


# Recursive ones that an infinity does not leave for ever.
RECOVERING: set[str] = set()


@settings(max_examples=40)
@given(data=st.data())
def test_a_window_recovers_when_a_hole_has_left_it(data, windowed, make_bars) -> None:
    """Results before a hole and after its window are as if it had never been there."""
    bars = make_bars(300, 7)
    column = data.draw(st.sampled_from(windowed.columns), "column")
    row = data.draw(st.integers(1, 299), "row")
    poison = data.draw(st.sampled_from(POISONS), "poison")
    parameters = data.draw(windowed.windowed_parameters, "parameters")
    clean = windowed.series(bars, **parameters)
    bars[column][row] = poison
    holed = windowed.series(bars, **parameters)
    reach = windowed.reach(parameters)
    for after, before in zip(holed, clean, strict=True):
        np.testing.assert_array_equal(after[:row], before[:row])
        np.testing.assert_allclose(
            after[row + reach :], before[row + reach :], rtol=1e-12, atol=1e-12
        )


def test_a_window_is_nan_while_it_holds_a_nan(windowed, make_bars) -> None:
    """No comparison swallows a NaN, in whichever column it stands."""
    for column in windowed.columns:
        bars = make_bars(400, 7)
        clean = windowed.series(bars)
        bars[column][200] = np.nan
        results = windowed.series(bars)
        assert any(np.isnan(result[200]) for result in results), column
        for result, before in zip(results, clean, strict=True):
            np.testing.assert_array_equal(np.isnan(result[:200]), np.isnan(before[:200]))
            assert np.isnan(result[-1]) == np.isnan(before[-1])


def test_a_recursion_is_nan_from_a_nan_on(recursive, make_bars) -> None:
    """In whichever column, from its row on."""
    for column in recursive.columns:
        bars = make_bars(400, 7)
        bars[column][200] = np.nan
        for result in recursive.series(bars):
            assert not np.isnan(result[recursive.new().warm_up : 200]).any()
            assert np.isnan(result[200:]).all(), column


@pytest.mark.parametrize("poison", [math.inf, -math.inf])
def test_a_recursion_is_never_finite_after_an_infinity(poison, recursive, make_bars) -> None:
    """In whichever column, from the row after it on."""
    if recursive.name in RECOVERING:
        pytest.skip("comparisons take it as a number")
    for column in recursive.columns:
        bars = make_bars(400, 7)
        bars[column][200] = poison
        for result in recursive.series(bars):
            assert not np.isfinite(result[201:]).any(), column


def test_a_nan_before_the_first_result_is_not_forgotten(recursive, make_bars) -> None:
    """A NaN among the samples that seed a recursion poisons it, too."""
    bars = make_bars(300, 7)
    for column in bars.values():
        column[1] = np.nan
    for result in recursive.series(bars):
        assert np.isnan(result[1:]).all()


def test_series_of_nans_alone_give_nans(case, make_flat) -> None:
    """There is nothing to start from."""
    for result in case.series(make_flat(50, math.nan)):
        assert np.isnan(result).all()
