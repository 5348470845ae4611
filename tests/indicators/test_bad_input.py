"""Bad arguments are refused in one line that names them."""

from __future__ import annotations

import re

import numpy as np
import pytest
from swarmcore import indicators as ta

CLOSE = np.arange(1.0, 60.0)


def refused(error: type[Exception], message: str):
    return pytest.raises(error, match=f"^{re.escape(message)}$")


@pytest.mark.parametrize(
    ("close", "error", "message"),
    [
        ([1.0, 2.0], TypeError, "close: expected a numpy array, was list"),
        (None, TypeError, "close: expected a numpy array, was NoneType"),
        (np.arange(5), TypeError, "close: expected dtype float64, was int64"),
        (CLOSE.astype(np.float32), TypeError, "close: expected dtype float64, was float32"),
        (CLOSE.astype(">f8"), TypeError, "close: expected dtype float64, was >f8"),
        (np.ones((2, 3, 1)), ValueError, "close: expected 1 dimension(s), was shape (2, 3, 1)"),
        (np.array(1.0), ValueError, "close: expected 1 dimension(s), was shape ()"),
        (
            CLOSE[::2],
            ValueError,
            "close: expected a C-contiguous array, was strided (pass "
            "numpy.ascontiguousarray(close))",
        ),
    ],
)
def test_a_series_that_is_no_float64_array_is_refused(close, error, message) -> None:
    """Nothing is cast or copied behind the caller's back."""
    with refused(error, message):
        ta.rsi(close)


def test_series_of_different_lengths_are_refused() -> None:
    """Each column is compared with the first."""
    with refused(ValueError, "volume: expected the length of high, 59, was 58"):
        ta.mfi(CLOSE, CLOSE, CLOSE, CLOSE[1:])
    with refused(ValueError, "low: expected the length of high, 59, was 0"):
        ta.atr(CLOSE, CLOSE[:0], CLOSE)


def test_parameters_out_of_range_are_refused_by_name(case, make_bars) -> None:
    """Function and class take the declared range and refuse the rest alike."""
    rows = case.rows(make_bars(60, 1))
    for parameter in case.indicator.parameters:
        if parameter.kind == "number":
            continue
        name, least, most = parameter.name, int(parameter.least), int(parameter.most)
        for good in (least, most):
            given = case.in_order({name: good})
            assert getattr(case.new(**given), name) == given[name]
        for bad in (least - 1, -1, most + 1, 2**62):
            message = f"{name}: expected {least} to {most}, was {bad}"
            with refused(ValueError, message):
                case.new(**{name: bad})
            with refused(ValueError, message):
                case.indicator.series(*rows, **{name: bad})
        for bad, kind in ((2.0, "float"), ("2", "str"), (None, "NoneType"), (np.nan, "float")):
            with refused(TypeError, f"{name}: expected an integer, was {kind}"):
                case.new(**{name: bad})
        with refused(
            ValueError, f"{name}: expected an integer in the range of int64, was beyond it"
        ):
            case.new(**{name: 2**64})


def test_numbers_must_be_finite_and_in_range(case) -> None:
    """Not finite, beyond the range, or no number at all: refused by name."""
    for parameter in case.indicator.parameters:
        if parameter.kind != "number":
            continue
        name = parameter.name
        for good in (parameter.least, parameter.most):
            assert getattr(case.new(**{name: good}), name) == good
        for bad in ("nan", "inf", "-inf"):
            with refused(ValueError, f"{name}: expected a finite number, was {bad}"):
                case.new(**{name: float(bad)})
        for bad in (parameter.least - abs(parameter.least) - 1, parameter.most * 2 + 1):
            with pytest.raises(ValueError, match=f"^{name}: expected .* to .*, was "):
                case.new(**{name: bad})
        with refused(TypeError, f"{name}: expected a number, was str"):
            case.new(**{name: "2"})


def test_arguments_that_do_not_fit_are_refused_by_name(case, make_bars) -> None:
    """Missing, unknown, given twice, too many."""
    series, stream = case.indicator.series, case.indicator.stream
    rows = case.rows(make_bars(60, 1))
    first, name = case.columns[0], case.name
    count = len(rows) + len(case.indicator.parameters)
    with refused(TypeError, f"{name}: expected the argument '{first}', was missing"):
        series()
    with refused(TypeError, f"{name}: expected no argument 'period', was given one"):
        series(*rows, period=3)
    with refused(TypeError, f"{first}: expected one value, was given two"):
        series(*rows, **{first: rows[0]})
    with refused(
        TypeError,
        f"{name}: expected at most {count} positional argument(s), was {count + 1}",
    ):
        series(*[1] * (count + 1))
    with refused(TypeError, f"{stream.__name__}: expected no argument 'period', was given one"):
        stream(period=3)
    with refused(ValueError, "threads: expected 1 or more, was 0"):
        series(*rows, threads=0)
    named = dict(zip(case.columns, rows, strict=True))
    for one, other in zip(
        np.atleast_2d(series(**named)), np.atleast_2d(series(*rows)), strict=True
    ):
        np.testing.assert_array_equal(one, other)


def test_inputs_of_different_shapes_are_refused(case, make_bars) -> None:
    """Each column is compared with the first."""
    rows = case.rows(make_bars(60, 1))
    first = case.columns[0]
    for at, name in enumerate(case.columns[1:], 1):
        for bad, message in (
            (rows[at][1:], f"the length of {first}, 60, was 59"),
            (rows[at].reshape(2, 30), f"the shape of {first}, (60,), was (2, 30)"),
        ):
            with refused(ValueError, f"{name}: expected {message}"):
                case.indicator.series(*rows[:at], bad, *rows[at + 1 :])


def test_what_is_no_float64_array_is_refused_in_any_place(case, make_bars) -> None:
    """By the name of the argument."""
    rows = case.rows(make_bars(60, 1))
    for at, name in enumerate(case.columns):
        for bad, error, message in (
            (rows[at].tolist(), TypeError, "a numpy array, was list"),
            (rows[at].astype(np.float32), TypeError, "dtype float64, was float32"),
        ):
            with refused(error, f"{name}: expected {message}"):
                case.indicator.series(*rows[:at], bad, *rows[at + 1 :])


def test_an_update_refuses_what_is_no_number() -> None:
    """The stream stands as before the update that failed."""
    stream = ta.Atr(1)
    stream.update(2.0, 1.0, 1.5)
    with refused(TypeError, "update: expected the argument 'close', was missing"):
        stream.update(2.0, 1.0)
    with refused(TypeError, "update: expected at most 3 positional argument(s), was 4"):
        stream.update(2.0, 1.0, 1.5, 1.0)
    with refused(TypeError, "low: expected a number, was str"):
        stream.update(2.0, "1", 1.5)
    with refused(TypeError, "close: expected a number, was NoneType"):
        stream.update(2.0, 1.0, None)
    with refused(ValueError, "high: expected a number in the range of float64, was beyond it"):
        stream.update(10**400, 1.0, 1.5)
    assert stream.update(3.0, 1.0, 1.5) == 2.0


def test_empty_and_short_series_give_empty_and_nan(case, make_bars) -> None:
    """No rows give no results, and fewer than the warm-up only NaN."""
    for rows in (0, 1, case.new().warm_up):
        bars = make_bars(rows, 1)
        for result in case.series(bars):
            assert result.shape == (rows,)
            assert np.isnan(result[: case.new().warm_up]).all()


def test_inputs_are_not_written_to(case, make_bars) -> None:
    """A read-only series is as good as another."""
    bars = make_bars(100, 1)
    for column in bars.values():
        column.flags.writeable = False
    case.series(bars)


def test_the_periods_of_a_variable_average_must_be_in_order() -> None:
    """And not too many where each needs an average of its own."""
    with refused(ValueError, "maxperiod: expected minperiod, 5, or more, was 4"):
        ta.Mavp(5, 4)
    assert ta.Mavp(1, 100_000).warm_up == 99_999
    with refused(
        ValueError, "maxperiod: expected less than minperiod + 1000 with this matype, was 1001"
    ):
        ta.Mavp(1, 1001, 1)
