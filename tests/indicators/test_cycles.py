"""Cycles that are known are found, and a spike does no harm for ever."""

from __future__ import annotations

import numpy as np
import pytest
import talib
from swarmcore import indicators as ta

CYCLES = [
    "ht_dcperiod",
    "ht_dcphase",
    "ht_phasor",
    "ht_sine",
    "ht_trendmode",
    "ht_trendline",
    "mama",
]


@pytest.mark.parametrize("length", [10, 15, 20, 30, 40])
def test_a_sine_has_its_length_and_phase(length) -> None:
    """The length within 6%, and the phase a bar's share of the circle further with every bar."""
    turns = np.arange(400) / length
    close = 100 + np.sin(2 * np.pi * turns)
    assert abs(ta.ht_dcperiod(close)[200:].mean() / length - 1) < 0.06
    advance = np.diff(ta.ht_dcphase(close)[200:]) % 360
    assert abs(advance.mean() - 360 / length) < 1
    sine, lead = ta.ht_sine(close)
    phase = np.deg2rad(ta.ht_dcphase(close))
    np.testing.assert_allclose(sine, np.sin(phase), atol=1e-14)
    np.testing.assert_allclose(lead, np.sin(phase + np.pi / 4), atol=1e-14)


def test_a_line_is_a_trend_and_a_sine_a_cycle() -> None:
    """And the trend line of a line follows it from below."""
    line = 100 + np.arange(400.0)
    assert (ta.ht_trendmode(line)[200:] == 1).all()
    lag = (line - ta.ht_trendline(line))[200:]
    assert lag.min() > 0
    assert lag.max() < 27  # half of the longest cycle, and what four bars add
    cycle = 100 + 0.5 * np.sin(2 * np.pi * np.arange(400) / 20)
    assert (ta.ht_trendmode(cycle)[200:] == 0).mean() > 0.9


@pytest.mark.parametrize("name", CYCLES)
def test_a_spike_leaves_no_trace_for_ever(name, make_bars, assert_equal) -> None:
    """Of 1e15: when the recursions have decayed it is as if it had not been; not so in TA-Lib."""
    close = make_bars(6000, 8)["close"]
    spiked = close.copy()
    spiked[100] = 1e15

    def last(function, series):
        results = function(series)
        results = results if isinstance(results, tuple) else (results,)
        return tuple(np.asarray(result, dtype=float)[-300:] for result in results)

    ours = ta.registry[name].series
    assert_equal(last(ours, spiked), last(ours, close), 1e-9)
    theirs = getattr(talib, name.upper())
    with pytest.raises(AssertionError):
        assert_equal(last(theirs, spiked), last(theirs, close), 1e-6)
