"""The registry says what the indicators are."""

from __future__ import annotations

import dataclasses
import inspect
import pickle

import numpy as np
import pytest
import talib as reference
from hypothesis import given, settings
from hypothesis import strategies as st
from swarmcore import indicators as ta
from swarmcore.indicators import talib


@settings(max_examples=40)
@given(data=st.data())
def test_the_warm_up_is_what_is_said(data, case) -> None:
    """The expression in the documentation, where there is one, gives the number of NaN."""
    expression = case.indicator.warm_up_expression
    parameters = data.draw(case.parameters)
    if expression:
        scope = {"max": max, "min": min, "int": int}
        assert case.new(**parameters).warm_up == eval(expression, scope, parameters)
    else:
        kinds = {each.kind for each in case.indicator.parameters}
        assert "average" in kinds or not kinds


def test_signatures_are_those_of_the_registry(case) -> None:
    """Inputs first, then parameters with their defaults; of the class, parameters alone."""
    parameters = {each.name: each.default for each in case.indicator.parameters}
    names = [*case.columns, *parameters, "threads"] + ["fast"] * case.indicator.has_fast
    function = inspect.signature(case.indicator.series).parameters
    assert list(function) == names
    stream = inspect.signature(case.indicator.stream).parameters
    assert {name: each.default for name, each in stream.items()} == parameters
    assert {name: function[name].default for name in parameters} == parameters
    assert list(inspect.signature(case.new().update).parameters) == list(case.columns)


def test_names_are_public_and_documented(case) -> None:
    """Function and class are found by their names, and pickled by them."""
    function, stream = case.indicator.series, case.indicator.stream
    assert getattr(ta, case.name) is function
    assert getattr(ta, stream.__name__) is stream
    assert {case.name, stream.__name__} <= set(ta.__all__)
    assert pickle.loads(pickle.dumps(function)) is function
    assert function.__doc__.startswith(case.indicator.title)
    assert case.indicator.formula
    assert not case.indicator.title.endswith(".")
    for text in (*case.indicator.inputs, *(each.name for each in case.indicator.parameters)):
        assert f"{text}:" in function.__doc__


def test_several_outputs_have_a_named_tuple(case, make_bars) -> None:
    """Of the names of the outputs; it can be pickled."""
    result = case.indicator.series(*case.rows(make_bars(60, 1)))
    if len(case.indicator.outputs) == 1:
        assert isinstance(result, np.ndarray)
        return
    kind = getattr(ta, case.indicator.stream.__name__ + "Result")
    assert type(result) is kind
    assert kind._fields == case.indicator.outputs
    again = pickle.loads(pickle.dumps(case.new().value))
    assert type(again) is kind
    assert kind[float].__origin__ is kind


def test_the_inventory_is_that_of_talib() -> None:
    """Every function of TA-Lib 0.8 is there, by its name."""
    everything = {name.lower() for name in reference.get_functions()}
    assert len(everything) == 201
    assert everything <= set(ta.registry)


def test_entries_cannot_be_changed() -> None:
    """What an indicator is, nobody changes at run time."""
    with pytest.raises(dataclasses.FrozenInstanceError):
        ta.registry["rsi"].name = "other"
    with pytest.raises(TypeError):
        ta.registry["mine"] = ta.registry["rsi"]


def test_warm_up_of_the_registry() -> None:
    """It follows the parameters."""
    assert ta.registry["sma"].warm_up() == 29
    assert ta.registry["macd"].warm_up(slowperiod=30) == 37


def test_the_drop_in_takes_and_gives_what_talib_does(shared, make_bars) -> None:
    """The same names, argument names, types and, during the warm-up, zeros for integers."""
    bars = make_bars(150, 2)
    rows = [np.repeat(row, 2)[::2] for row in shared.rows(bars)]
    name = shared.name.upper()
    expected = getattr(reference, name)(*rows)
    named = dict(zip(shared.indicator.talib_inputs, rows, strict=True))
    for result in (getattr(talib, name)(*rows), getattr(talib, name)(**named)):
        assert type(result) is type(expected)
        for one, other in zip(np.atleast_2d(result), np.atleast_2d(expected), strict=True):
            assert one.dtype == other.dtype
            np.testing.assert_allclose(one, other, rtol=1e-10, atol=1e-10)


def test_the_drop_in_refuses_what_it_does_not_know() -> None:
    """A misspelt name is an error where it is written."""
    with pytest.raises(AttributeError, match="has no attribute 'RSII'"):
        _ = talib.RSII
