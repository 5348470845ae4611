"""The numbers are right where arithmetic is hard, measured against exact fractions."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from swarmcore import indicators as ta

UNIT = Fraction(1, 2**53)


def fractions(values: np.ndarray) -> list[Fraction]:
    return [Fraction(float(value)) for value in values]


def exact_mean(window: list[Fraction]) -> Fraction:
    return sum(window, Fraction(0)) / len(window)


def exact_weighted_mean(window: list[Fraction]) -> Fraction:
    weights = range(1, len(window) + 1)
    return sum((w * x for w, x in zip(weights, window, strict=True)), Fraction(0)) / sum(weights)


def exact_variance(window: list[Fraction]) -> Fraction:
    mean = exact_mean(window)
    return sum(((x - mean) ** 2 for x in window), Fraction(0)) / len(window)


def walk(kind: str, rows: int, seed: int) -> np.ndarray:
    """A series that is hard to add up."""
    rng = np.random.default_rng(seed)
    close = 100 + np.cumsum(rng.normal(0, 1, rows)) / 10
    if kind == "offset":
        return 1e9 + close
    if kind == "tiny":
        return 1e-10 * close
    if kind == "spike":
        close[:: rows // 3 + 1] = 1e15
    return close


KINDS = st.sampled_from(["plain", "offset", "tiny", "spike"])


@given(KINDS, st.integers(1, 60), st.integers(0, 2**32))
def test_means_err_by_no_more_than_is_said(kind, timeperiod, seed) -> None:
    """SMA and WMA keep their bounds at an offset of 1e9, at 1e-8 and after a spike of 1e15."""
    close = walk(kind, 150, seed)
    exact = fractions(close)
    simple, weighted = ta.sma(close, timeperiod), ta.wma(close, timeperiod)
    for row in range(timeperiod - 1, len(close)):
        window = exact[row - timeperiod + 1 : row + 1]
        largest = max(map(abs, window))
        error = abs(Fraction(simple[row]) - exact_mean(window))
        assert error <= (timeperiod + 1) * UNIT * largest
        error = abs(Fraction(weighted[row]) - exact_weighted_mean(window))
        assert error <= (3 * timeperiod + 3) * UNIT * largest


@given(KINDS, st.integers(2, 60), st.integers(0, 2**32))
def test_the_variance_errs_by_no_more_than_is_said(kind, timeperiod, seed) -> None:
    """BBANDS keeps its bound, relative to the variance itself, whatever the offset."""
    close = walk(kind, 150, seed)
    exact = fractions(close)
    # One band a million deviations away, so that the mean's rounding does not hide the deviation's.
    bands = ta.bbands(close, timeperiod, nbdevup=2.0**60)
    for row in range(timeperiod - 1, len(close)):
        window = exact[row - timeperiod + 1 : row + 1]
        variance = exact_variance(window)
        deviation = Fraction(bands.upperband[row]) / 2**60
        slack = exact_mean(window) / 2**60 / deviation if deviation else Fraction(0)
        assert abs(deviation**2 / variance - 1) <= (timeperiod**2 + 9) * UNIT + 3 * abs(slack)


@given(KINDS, st.integers(1, 100), st.integers(0, 2**32))
def test_the_exponential_average_errs_by_no_more_than_is_said(kind, timeperiod, seed) -> None:
    """EMA keeps its bound relative to the largest sample so far."""
    close = walk(kind, 150, seed)
    exact = fractions(close)
    result = ta.ema(close, timeperiod)
    weight = Fraction(2, timeperiod + 1)
    average = exact_mean(exact[:timeperiod])
    for row in range(timeperiod, len(close)):
        average += weight * (exact[row] - average)
        largest = max(map(abs, exact[: row + 1]))
        error = abs(Fraction(result[row]) - average)
        assert error <= (2 * timeperiod + 12) * UNIT * largest


def test_errors_do_not_add_up_over_a_long_series() -> None:
    """After 200,000 samples and spikes of 1e15 a window is as exact as at first."""
    close = walk("spike", 200_000, 1)
    stream, deviation = ta.Sma(20), ta.Bbands(20, nbdevup=2.0**60)
    for price in close.tolist():
        stream.update(price)
        deviation.update(price)
    window = fractions(close[-20:])
    assert abs(Fraction(stream.value) / exact_mean(window) - 1) <= 21 * UNIT
    assert stream.value == ta.sma(close, 20)[-1]
    assert abs(Fraction(ta.wma(close, 20)[-1]) / exact_weighted_mean(window) - 1) <= 63 * UNIT
    squared = (Fraction(deviation.value.upperband) / 2**60) ** 2
    assert abs(squared / exact_variance(window) - 1) <= 400 * UNIT


def test_cumulative_sums_stay_exact_over_a_long_series(make_bars) -> None:
    """OBV of 200,000 bars is the rounded exact sum, and VWAP the exact quotient to 1e-13."""
    bars = make_bars(200_000, 2)
    volume = bars["volume"] + np.random.default_rng(1).random(200_000)
    exact = fractions(volume)
    signs = np.sign(np.diff(bars["close"], prepend=0.0)).astype(int).tolist()
    total = sum((s * v for s, v in zip(signs, exact, strict=True)), Fraction(0))
    assert ta.obv(bars["close"], volume)[-1] == float(total)

    rows = [fractions(bars[name]) for name in ("high", "low", "close")]
    traded = sum((v * sum(row) for v, *row in zip(exact, *rows, strict=True)), Fraction(0))
    expected = traded / (3 * sum(exact, Fraction(0)))
    assert (
        abs(Fraction(ta.vwap(*map(bars.get, ("high", "low", "close")), volume)[-1]) / expected - 1)
        < 1e-13
    )


@given(KINDS, st.integers(2, 60), st.integers(0, 2**32))
def test_a_slope_keeps_its_digits_at_any_offset(kind, timeperiod, seed) -> None:
    """Relative to the spread of the window, where TA-Lib's error is relative to the prices."""
    close = walk(kind, 100, seed)
    exact = fractions(close)
    slopes = ta.linearreg_slope(close, timeperiod)
    for row in range(timeperiod - 1, len(close)):
        window = exact[row - timeperiod + 1 : row + 1]
        places = [Fraction(2 * at - timeperiod + 1, 2) for at in range(timeperiod)]
        spread = max(window) - min(window)
        squares = sum((place**2 for place in places), Fraction(0))
        slope = sum((p * x for p, x in zip(places, window, strict=True)), Fraction(0)) / squares
        error = abs(Fraction(slopes[row]) - slope)
        assert error <= 12 * timeperiod * UNIT * spread


# What a change of unit does more to than to scale.
UNSCALED = {"Math Transform"}
DEGREES = (0, 1, -1, 2)


@settings(max_examples=20)
@pytest.mark.parametrize("exponent", [-60, 30])
@given(data=st.data())
def test_numbers_scale_with_prices(exponent, data, case, make_bars) -> None:
    """Prices times a power of two give the same bits, scaled by it, its square or not at all."""
    if case.indicator.group in UNSCALED or case.name == "linearreg_angle":
        return
    bars = make_bars(200, 11, tick=data.draw(st.sampled_from([0.0, 0.01])))
    parameters = data.draw(case.parameters, "parameters")
    factor = 2.0**exponent
    unscaled = ("volume", "periods")
    scaled = {name: c if name in unscaled else c * factor for name, c in bars.items()}
    prices = {name: factor * parameters[name] for name in parameters if name == "startvalue"}
    before = case.series(bars, **parameters)
    after = case.series(scaled, **(parameters | prices))
    for one, other in zip(before, after, strict=True):
        assert any(
            np.array_equal(one * factor**degree, other, equal_nan=True) for degree in DEGREES
        )
