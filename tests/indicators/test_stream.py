"""The streaming classes give the numbers of the functions, bit for bit."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore import indicators as ta


@given(data=st.data())
def test_a_stream_equals_the_series_bit_for_bit(data, case, make_bars, assert_equal) -> None:
    """Any length, parameters and holes: the stream gives the same bits, NaN in the same places."""
    bars = make_bars(
        data.draw(st.integers(1, 400), "rows"),
        data.draw(st.integers(0, 2**32), "seed"),
        tick=data.draw(st.sampled_from([0.0, 0.01]), "tick"),
    )
    hole = st.sampled_from([math.nan, math.inf, -math.inf, 1e300])
    for column in bars.values():
        for row in data.draw(st.lists(st.integers(0, len(column) - 1), max_size=2)):
            column[row] = data.draw(hole)
    parameters = data.draw(case.parameters, "parameters")
    stream = case.new(**parameters)
    assert_equal(case.feed(stream, bars), case.series(bars, **parameters))


def test_reset_makes_a_stream_as_new(case, make_bars, assert_equal) -> None:
    """After a reset nothing is left of the rows before, be they NaN or infinite."""
    bars = make_bars(100, 3)
    stream = case.new()
    for poison in (math.nan, math.inf):
        case.feed(stream, {**make_bars(57, 4)})
        stream.update(*[poison] * len(case.columns))
        stream.reset()
        assert all(math.isnan(value) for value in np.atleast_1d(stream.value))
        assert_equal(case.feed(stream, bars), case.series(bars))


def test_value_is_the_last_result_and_nan_until_warm(case, make_bars) -> None:
    """`warm_up` rows give NaN, and `value` repeats what the last update returned."""
    bars = make_bars(80, 3)
    stream = case.new()
    for row, values in enumerate(zip(*case.rows(bars), strict=True)):
        result = np.atleast_1d(stream.update(*values))
        np.testing.assert_array_equal(result, np.atleast_1d(stream.value))
        assert np.isnan(result).all() == (row < stream.warm_up)


def test_an_update_takes_integers_and_numpy_scalars() -> None:
    """Whatever has a float is a price."""
    stream = ta.Sma(2)
    stream.update(1)
    assert stream.update(np.float32(2.5)) == 1.75
    assert stream.update(np.int64(3)) == 2.75


def test_several_outputs_are_a_named_tuple() -> None:
    """A result unpacks as TA-Lib's tuple does, and names its parts."""
    stream = ta.Bbands(timeperiod=2, nbdevup=1)
    stream.update(1.0)
    result = stream.update(3.0)
    assert isinstance(result, ta.BbandsResult)
    assert result == (3.0, 2.0, 0.0)
    upper, middle, lower = result
    assert (upper, middle, lower) == (result.upperband, result.middleband, result.lowerband)
    assert hash(result) == hash(ta.BbandsResult(3.0, 2.0, 0.0))
    assert isinstance(ta.bbands(np.ones(30)), ta.BbandsResult)


def test_parameters_are_attributes_that_cannot_be_set() -> None:
    """A stream says how it was built."""
    stream = ta.Stoch(fastk_period=14)
    assert (stream.fastk_period, stream.slowk_period, stream.slowk_matype) == (14, 3, 0)
    assert repr(ta.Bbands(5, nbdevdn=1.5)) == (
        "Bbands(timeperiod=5, nbdevup=2.0, nbdevdn=1.5, matype=0)"
    )
    assert repr(ta.Obv()) == "Obv()"
    with pytest.raises(AttributeError):
        stream.fastk_period = 3
