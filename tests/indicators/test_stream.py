"""The streaming classes give the numbers of the functions, bit for bit."""

from __future__ import annotations

import copy
import math
import pickle

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from swarmcore import indicators as ta


@settings(max_examples=40)
@given(data=st.data())
def test_a_stream_equals_the_series_bit_for_bit(data, case, make_bars, assert_equal) -> None:
    """Any length, parameters and holes: the stream gives the same bits, NaN in the same places."""
    bars = make_bars(
        data.draw(st.integers(1, 400), "rows"),
        data.draw(st.integers(0, 2**32), "seed"),
        tick=data.draw(st.sampled_from([0.0, 0.01]), "tick"),
        pause=data.draw(st.sampled_from([0.0, 0.9]), "pause"),
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
        case.feed(stream, make_bars(57, 4))
        stream.update(*[poison] * len(case.columns))
        stream.reset()
        assert all(math.isnan(value) for value in np.atleast_1d(stream.value))
        assert_equal(case.feed(stream, bars), case.series(bars))


@settings(max_examples=20)
@given(data=st.data())
def test_symbols_give_the_bits_of_their_own_series(data, case, make_bars, assert_equal) -> None:
    """Two dimensions are so many series, each with its own holes, whatever the threads."""
    symbols, rows = data.draw(st.integers(0, 5)), data.draw(st.integers(0, 150))
    each = [make_bars(rows, seed) for seed in range(symbols)]
    for bars in each:
        for column in bars.values():
            column[: data.draw(st.integers(0, 3))] = math.nan
    parameters = data.draw(case.parameters, "parameters")
    threads = data.draw(st.sampled_from([None, 1, 3]), "threads")
    stacked = {
        name: np.array([bars[name] for bars in each]).reshape(symbols, rows)
        for name in case.columns
    }
    results = case.series(stacked, **parameters, threads=threads)
    for result in results:
        assert result.shape == (symbols, rows)
    for symbol, bars in enumerate(each):
        assert_equal(tuple(result[symbol] for result in results), case.series(bars, **parameters))


@settings(max_examples=20)
@given(data=st.data())
def test_a_copy_and_a_pickle_go_on_as_the_stream(data, case, make_bars, assert_equal) -> None:
    """Whatever was taken is in them, the warm-up and leading NaNs too, and they are independent."""
    bars = make_bars(data.draw(st.integers(1, 200), "rows"), 3)
    for column in bars.values():
        column[: data.draw(st.integers(0, 2))] = math.nan
    parameters = data.draw(case.parameters, "parameters")
    split = data.draw(st.integers(0, len(bars["close"]) - 1), "split")
    before = {name: column[:split] for name, column in bars.items()}
    after = {name: column[split:] for name, column in bars.items()}
    stream = case.new(**parameters)
    case.feed(stream, before) if split else None
    twins = [stream.copy(), copy.deepcopy(stream), pickle.loads(pickle.dumps(stream))]
    expected = tuple(result[split:] for result in case.series(bars, **parameters))
    for twin in (*twins, stream):
        assert type(twin) is type(stream)
        assert repr(twin) == repr(stream)
        assert_equal(case.feed(twin, after), expected)


def test_a_damaged_or_foreign_state_is_refused(case, make_bars) -> None:
    """A stream that was given one stands as before."""
    stream = case.new()
    case.feed(stream, make_bars(50, 1))
    before = np.atleast_1d(stream.value)
    state = stream.__reduce__()[2]
    damaged = bytes([*state[:-1], state[-1] ^ 1])
    for bad, message in (
        (damaged, "state: expected an undamaged one, was damaged"),
        (b"", "state: expected that of an indicator with the same parameters, was another"),
    ):
        with pytest.raises(ValueError, match=f"^{message}$"):
            stream.__setstate__(bad)
    with pytest.raises(TypeError):
        stream.__setstate__("text")
    np.testing.assert_array_equal(np.atleast_1d(stream.value), before)


def test_a_state_of_other_parameters_is_refused() -> None:
    """It would be read into places that are not there."""
    with pytest.raises(ValueError, match="^state: expected that of an indicator with the same"):
        ta.Sma(5).__setstate__(ta.Sma(6).__reduce__()[2])


@settings(max_examples=20)
@given(data=st.data())
def test_peek_tells_the_next_result_and_takes_nothing(data, case, make_bars) -> None:
    """It is what update then returns, in the warm-up and after leading NaNs, too."""
    bars = make_bars(80, 3)
    for column in bars.values():
        column[: data.draw(st.integers(0, 2))] = math.nan
    stream = case.new(**data.draw(case.parameters, "parameters"))
    for row in zip(*(column.tolist() for column in case.rows(bars)), strict=True):
        other = stream.peek(*(2 * number for number in row))
        seen = stream.peek(*row)
        assert type(seen) is type(other) is type(stream.value)
        np.testing.assert_array_equal(np.atleast_1d(stream.update(*row)), np.atleast_1d(seen))


def test_value_is_the_last_result_and_nan_until_warm(case, make_bars) -> None:
    """`warm_up` rows give NaN, and `value` repeats what the last update returned."""
    bars = make_bars(200, 3)
    stream = case.new()
    expected = case.series(bars)
    for row, values in enumerate(zip(*case.rows(bars), strict=True)):
        result = np.atleast_1d(stream.update(*values))
        np.testing.assert_array_equal(result, np.atleast_1d(stream.value))
        np.testing.assert_array_equal(result, [output[row] for output in expected])
        assert np.isnan(result).all() or row >= stream.warm_up


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


def test_rows_may_be_given_by_name() -> None:
    """By the names of the inputs, in any order."""
    stream = ta.Atr(1)
    stream.update(2.0, 1.0, 1.5)
    assert stream.peek(low=1.0, close=1.5, high=4.0) == 3.0
    assert stream.update(3.5, close=1.5, low=1.0) == 2.5


def test_streams_are_of_one_class() -> None:
    """It cannot be made itself, and a class of one's own may derive from a streaming one."""
    assert isinstance(ta.Rsi(), ta.Stream)
    with pytest.raises(TypeError):
        ta.Stream()

    class Own(ta.Sma):
        """With a name of its own."""

        note = ""

    own = Own(2)
    own.note = "mine"
    own.update(1.0)
    assert own.update(3.0) == 2.0
    assert type(own.copy()) is Own
