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
        (np.ones((2, 3)), ValueError, "close: expected 1 dimension(s), was shape (2, 3)"),
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


@pytest.mark.parametrize(
    ("name", "parameter", "least"),
    [
        ("sma", "timeperiod", 1),
        ("ema", "timeperiod", 1),
        ("wma", "timeperiod", 1),
        ("rsi", "timeperiod", 2),
        ("macd", "fastperiod", 2),
        ("macd", "slowperiod", 2),
        ("macd", "signalperiod", 1),
        ("bbands", "timeperiod", 2),
        ("stoch", "fastk_period", 1),
        ("stoch", "slowk_period", 1),
        ("stoch", "slowd_period", 1),
        ("adx", "timeperiod", 2),
        ("atr", "timeperiod", 1),
        ("mfi", "timeperiod", 2),
    ],
)
def test_a_period_out_of_the_range_of_talib_is_refused(name, parameter, least) -> None:
    """Function and class take TA-Lib's range and refuse the rest alike."""
    new = getattr(ta, name.capitalize())
    columns = {"stoch": 3, "adx": 3, "atr": 3, "mfi": 4}.get(name, 1)
    for good in (least, 100_000):
        assert getattr(new(**{parameter: good}), parameter) == good
    for bad in (least - 1, -1, 100_001, 2**62):
        message = f"{parameter}: expected {least} to 100000, was {bad}"
        with refused(ValueError, message):
            new(**{parameter: bad})
        with refused(ValueError, message):
            getattr(ta, name)(*[CLOSE] * columns, **{parameter: bad})
    for bad, kind in ((2.0, "float"), ("2", "str"), (None, "NoneType"), (np.nan, "float")):
        with refused(TypeError, f"{parameter}: expected an integer, was {kind}"):
            new(**{parameter: bad})
    with refused(
        ValueError, f"{parameter}: expected an integer in the range of int64, was beyond it"
    ):
        new(**{parameter: 2**64})


@pytest.mark.parametrize("parameter", ["nbdevup", "nbdevdn"])
def test_a_number_of_deviations_must_be_finite(parameter) -> None:
    """Any finite number will do, zero and negative ones too."""
    assert getattr(ta.Bbands(**{parameter: -1.5}), parameter) == -1.5
    for bad in ("nan", "inf", "-inf"):
        with refused(ValueError, f"{parameter}: expected a finite number, was {bad}"):
            ta.Bbands(**{parameter: float(bad)})
    with refused(TypeError, f"{parameter}: expected a number, was str"):
        ta.Bbands(**{parameter: "2"})


@pytest.mark.parametrize(
    ("name", "parameter"),
    [("Stoch", "slowk_matype"), ("Stoch", "slowd_matype"), ("Bbands", "matype")],
)
def test_other_averages_are_refused_by_name(name, parameter) -> None:
    """Only the simple average is there; another one is never taken for it."""
    with refused(ValueError, f"{parameter}: expected 0 (the simple average), was 1"):
        getattr(ta, name)(**{parameter: 1})


def test_an_update_refuses_what_is_no_number() -> None:
    """The stream stands as before the update that failed."""
    stream = ta.Atr(1)
    stream.update(2.0, 1.0, 1.5)
    with refused(TypeError, "low: expected a number, was str"):
        stream.update(2.0, "1", 1.5)
    with refused(TypeError, "close: expected a number, was NoneType"):
        stream.update(2.0, 1.0, None)
    with refused(ValueError, "high: expected a number in the range of float64, was beyond it"):
        stream.update(10**400, 1.0, 1.5)
    with pytest.raises(TypeError):
        stream.update(2.0, 1.0)
    assert stream.update(3.0, 1.0, 1.5) == 2.0


def test_empty_and_short_series_give_empty_and_nan(case) -> None:
    """No rows give no results, and fewer than the warm-up only NaN."""
    for rows in (0, 1, case.new().warm_up):
        bars = dict.fromkeys(("high", "low", "close", "volume"), CLOSE[:rows].copy())
        for result in case.series(bars):
            assert result.shape == (rows,)
            assert np.isnan(result[: case.new().warm_up]).all()


def test_inputs_are_not_written_to(case, make_bars) -> None:
    """A read-only series is as good as another."""
    bars = make_bars(100, 1)
    for column in bars.values():
        column.flags.writeable = False
    case.series(bars)
