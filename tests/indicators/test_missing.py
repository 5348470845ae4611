"""What a NaN or an infinity does, and how long."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

POISONS = [math.nan, math.inf, -math.inf]


@given(data=st.data())
def test_a_window_recovers_when_a_hole_has_left_it(data, windowed, make_bars) -> None:
    """Results that depend on a NaN are NaN, the others as if it had never been there."""
    bars = make_bars(300, 7)
    column = data.draw(st.sampled_from(windowed.columns), "column")
    row = data.draw(st.integers(1, 299), "row")
    poison = data.draw(st.sampled_from(POISONS), "poison")
    parameters = data.draw(windowed.parameters, "parameters")
    clean = windowed.series(bars, **parameters)
    bars[column][row] = poison
    holed = windowed.series(bars, **parameters)
    reach = windowed.reach(parameters)
    for after, before in zip(holed, clean, strict=True):
        np.testing.assert_array_equal(after[:row], before[:row])
        np.testing.assert_allclose(after[row + reach :], before[row + reach :], rtol=1e-12)


def test_a_window_is_nan_while_it_holds_a_nan(windowed, make_bars) -> None:
    """No comparison swallows a NaN, in whichever column it stands."""
    for column in windowed.columns:
        bars = make_bars(100, 7)
        bars[column][60] = np.nan
        stream = windowed.new()
        for result in windowed.series(bars):
            assert np.isnan(result[60])
            assert not np.isnan(result[stream.warm_up : 60]).any()
            assert np.isfinite(result[-1])


@pytest.mark.parametrize("poison", POISONS)
def test_a_recursion_is_never_finite_again(poison, recursive, make_bars) -> None:
    """From a NaN or an infinity on, in whichever column, no result is finite."""
    for column in recursive.columns:
        bars = make_bars(200, 7)
        bars[column][60] = poison
        for result in recursive.series(bars):
            assert np.isfinite(result[recursive.new().warm_up : 60]).all()
            assert not np.isfinite(result[61:]).any()
            if math.isnan(poison):
                assert np.isnan(result[60:]).all()


def test_a_nan_before_the_first_result_is_not_forgotten(recursive, make_bars) -> None:
    """A NaN among the samples that seed a recursion poisons it, too."""
    bars = make_bars(100, 7)
    for column in bars.values():
        column[1] = np.nan
    for result in recursive.series(bars):
        assert np.isnan(result[1:]).all()


def test_series_of_nans_alone_give_nans(case) -> None:
    """There is nothing to start from."""
    bars = dict.fromkeys(("high", "low", "close", "volume"), np.full(50, np.nan))
    for result in case.series(bars):
        assert np.isnan(result).all()
