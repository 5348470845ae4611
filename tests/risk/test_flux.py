"""Flux: its formula, its limits, and that it does not flicker."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore import risk
from swarmcore.errors import InstrumentError
from swarmcore.market import sample_bars
from swarmcore.risk import FluxMeter, FluxRules, MarketFlux

from .flux_reference import turbulence

prices = st.integers(1, 10**6).map(lambda cents: cents / 100)
volumes = st.just(0.0) | st.floats(1e-3, 1e9)
bars = st.lists(st.tuples(prices, volumes), min_size=1, max_size=60)
anything = st.floats(allow_nan=True, allow_infinity=True)


@given(bars)
def test_the_turbulence_is_that_of_the_definition(rows: list[tuple[float, float]]) -> None:
    """The recursion over bars equals the weighted sums over all of them, to 1e-7."""
    meter = FluxMeter()
    for last, (close, volume) in enumerate(rows, start=1):
        meter.update(close, volume)
        closes, traded = zip(*rows[:last], strict=True)
        assert meter.turbulence == pytest.approx(turbulence(closes, traded), abs=1e-7)


def test_the_turbulence_of_real_bars_is_that_of_the_definition() -> None:
    """On 300 daily bars of the sample, at every one of them."""
    apple = sample_bars().of("AAPL")
    closes, traded = apple.close[:300].tolist(), apple.volume[:300].tolist()
    meter = FluxMeter()
    for bar in range(300):
        meter.update(closes[bar], traded[bar])
        expected = turbulence(closes[: bar + 1], traded[: bar + 1])
        assert meter.turbulence == pytest.approx(expected, abs=1e-12)


@given(bars, st.floats(0.0, 1.0), st.floats(0.01, 1.0), st.floats(0.0, 0.9))
def test_the_flux_follows_the_turbulence_in_steps_outside_the_dead_band(
    rows: list[tuple[float, float]], start: float, step: float, dead_band: float
) -> None:
    """A step of the difference where that is beyond the band, else no change at all."""
    meter = FluxMeter(start=start, step=step, dead_band=dead_band)
    flux = start
    for close, volume in rows:
        value = meter.update(close, volume)
        difference = meter.turbulence - flux
        if abs(difference) > dead_band:
            flux += step * difference
        assert value == flux
        assert meter.value == flux


@given(st.lists(st.tuples(anything, anything), max_size=60), st.floats(0.0, 1.0))
def test_the_flux_stays_between_0_and_1_whatever_comes(
    rows: list[tuple[float, float]], start: float
) -> None:
    """Also for NaN, infinities, negative numbers, and the largest and smallest floats."""
    meter = FluxMeter(start=start)
    for close, volume in rows:
        assert 0.0 <= meter.update(close, volume) <= 1.0
        assert 0.0 <= meter.turbulence <= 1.0
        assert meter.volatility >= 0.0
        assert meter.volume >= 0.0


@given(bars, st.tuples(anything, anything))
def test_a_bar_that_cannot_be_right_changes_nothing(
    rows: list[tuple[float, float]], bad: tuple[float, float]
) -> None:
    """The meter goes on as if that bar had not come."""
    close, volume = bad
    if 0.0 < close < np.inf and 0.0 <= volume < np.inf:
        close = -close
    meter, untouched = FluxMeter(), FluxMeter()
    for row in rows:
        assert meter.update(*row) == untouched.update(*row)
        before = meter.value
        assert meter.update(close, volume) == before


@given(bars, st.floats(1.0, 5.0), st.floats(1.0, 5.0), st.booleans())
def test_a_larger_move_or_volume_does_not_lower_the_turbulence(
    rows: list[tuple[float, float]], move: float, more: float, up: bool
) -> None:
    """Of two last bars the one with the larger return and volume has no less turbulence."""
    last = rows[-1][0]
    calm, wild = FluxMeter(), FluxMeter()
    for row in rows:
        calm.update(*row)
        wild.update(*row)
    calm.update(last * 1.1 if up else last / 1.1, 100.0)
    wild.update(last * 1.1 * move if up else last / 1.1 / move, 100.0 * more)
    assert wild.turbulence >= calm.turbulence - 1e-12
    assert wild.value >= calm.value - 1e-12


@given(bars, prices, volumes)
def test_the_flux_does_not_oscillate_while_bars_are_alike(
    rows: list[tuple[float, float]], close: float, volume: float
) -> None:
    """Bars that repeat turn it at most twice, and in the end it stands still."""
    meter = FluxMeter()
    for row in rows:
        meter.update(*row)
    path = [meter.update(close, volume) for _ in range(2000)]
    directions = [after > before for before, after in pairwise(path) if after != before]
    turns = sum(before != after for before, after in pairwise(directions))
    assert turns <= 2
    assert abs(meter.turbulence - meter.value) <= 0.05 + 1e-12
    assert path[-1] == path[-100]


def test_the_flux_does_not_flicker_on_real_bars() -> None:
    """On thirteen years of daily bars it stands still at most of them."""
    apple = sample_bars().of("AAPL")
    flux = risk.flux(apple.close, apple.volume)
    moved = np.diff(flux) != 0.0
    assert flux.min() < 0.3
    assert flux.max() > 0.7
    assert moved.mean() < 0.5


@given(bars)
def test_the_series_is_the_stream_bit_for_bit(rows: list[tuple[float, float]]) -> None:
    """The function over arrays and the meter are one step function."""
    closes, traded = (np.array(column) for column in zip(*rows, strict=True))
    meter = FluxMeter()
    stream = np.array([meter.update(close, volume) for close, volume in rows])
    assert stream.tobytes() == risk.flux(closes, traded).tobytes()


def test_a_reset_meter_is_a_new_one() -> None:
    """It forgets bars, not parameters."""
    meter = FluxMeter(start=0.2)
    for close in (100.0, 150.0, 90.0):
        meter.update(close, 1.0)
    assert meter.value != 0.2
    meter.reset()
    assert (meter.value, meter.turbulence, meter.volatility, meter.volume) == (0.2, 0.5, 1.0, 1.0)


@pytest.mark.parametrize(
    ("parameters", "error", "message"),
    [
        ({"fast_decay": 0.0}, ValueError, "fast_decay: expected above 0 and below 1, was 0"),
        ({"slow_decay": 1.0}, ValueError, "slow_decay: expected above 0 and below 1, was 1"),
        ({"slow_decay": 0.9}, ValueError, "slow_decay: expected more than fast_decay, was 0.9"),
        ({"start": -0.1}, ValueError, "start: expected 0 to 1, was -0.1"),
        ({"step": float("nan")}, ValueError, "step: expected above 0 and at most 1, was nan"),
        ({"dead_band": 1.0}, ValueError, "dead_band: expected 0 or more and below 1, was 1"),
        ({"step": "much"}, TypeError, "step: expected a number, was str"),
    ],
)
def test_parameters_out_of_range_are_named(
    parameters: dict[str, Any], error: type[Exception], message: str
) -> None:
    """By the meter and by the function alike."""
    with pytest.raises(error, match=message):
        FluxMeter(**parameters)
    with pytest.raises(error, match=message):
        risk.flux(np.ones(3), np.ones(3), **parameters)


def test_arrays_that_cannot_be_used_are_named() -> None:
    """Another dtype, shape or length."""
    with pytest.raises(TypeError, match="close: expected dtype float64, was int64"):
        risk.flux(np.ones(3, np.int64), np.ones(3))  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="volume"):
        risk.flux(np.ones(3), np.ones(2))
    assert risk.flux(np.empty(0), np.empty(0)).shape == (0,)


def test_each_instrument_has_a_meter_of_its_own() -> None:
    """A bar of one does not move another; an unknown symbol is named with the nearest."""
    market = MarketFlux(["AAPL", "IBM"])
    market.meter("AAPL").update(100.0, 1.0)
    for close in (101.0, 100.0) * 10 + (150.0, 90.0):
        market.meter("AAPL").update(close, 50.0)
    assert market.of("AAPL") > 0.5
    assert market.of("IBM") == 0.5
    with pytest.raises(InstrumentError, match="symbol: expected one of AAPL, IBM, was APL"):
        market.of("APL")


@pytest.mark.parametrize(
    ("success_rate", "events", "expected"),
    [
        (0.9, 100, 0.6),
        (0.8, 100, 0.5),
        (0.65, 100, 0.5),
        (0.5, 100, 0.5),
        (0.4, 100, 0.4),
        (0.9, 99, 0.5),
        (float("nan"), 0, 0.5),
    ],
)
def test_success_raises_the_flux_that_an_agent_sees(
    success_rate: float, events: int, expected: float
) -> None:
    """By 0.1 above 80 %, down by it below 50 %, and not before there are enough events."""
    assert FluxRules().of_agent(0.5, success_rate, events) == pytest.approx(expected)


def test_the_flux_that_an_agent_sees_stays_between_0_and_1() -> None:
    """At either end there is nothing to add or take."""
    rules = FluxRules()
    assert rules.of_agent(0.95, 1.0, 1000) == 1.0
    assert rules.of_agent(0.05, 0.0, 1000) == 0.0


def test_a_position_shrinks_with_flux() -> None:
    """By size_reduction at flux 1, in proportion below."""
    assert FluxRules().size_factor(0.0) == 1.0
    assert FluxRules().size_factor(1.0) == 0.5
    assert FluxRules(size_reduction=0.2).size_factor(0.5) == pytest.approx(0.9)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"confidence_reduction": 1.5}, "confidence_reduction: expected 0 to 1, was 1.5"),
        ({"size_reduction": -0.1}, "size_reduction: expected 0 to 1, was -0.1"),
        ({"success_step": float("nan")}, "success_step: expected 0 to 1, was nan"),
        ({"low_success": 0.9}, "low_success: expected 0 to high_success .0.8., was 0.9"),
        ({"least_events": 0}, "least_events: expected 1 or more, was 0"),
    ],
)
def test_rules_out_of_range_are_named(arguments: dict[str, Any], message: str) -> None:
    """One line that names the rule."""
    with pytest.raises(ValueError, match=message):
        FluxRules(**arguments)
