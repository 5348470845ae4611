"""The numbers are TA-Lib's."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
import talib
import talib.abstract
from hypothesis import given
from hypothesis import strategies as st
from swarmcore import indicators as ta

TOLERANCE = 1e-10


@given(data=st.data())
def test_random_walks_give_the_numbers_of_talib(data, case, make_bars, assert_equal) -> None:
    """Any length, any parameters, prices on a grid or off it, with unmoved bars or without."""
    bars = make_bars(
        data.draw(st.integers(0, 700), "rows"),
        data.draw(st.integers(0, 2**32), "seed"),
        tick=data.draw(st.sampled_from([0.0, 0.01, 0.5]), "tick"),
        pause=data.draw(st.sampled_from([0.0, 0.3, 0.9]), "pause"),
    )
    parameters = data.draw(case.parameters, "parameters")
    assert_equal(case.series(bars, **parameters), case.talib(bars, **parameters), TOLERANCE)


@given(data=st.data())
def test_leading_nans_are_passed_over_as_by_talib(data, case, make_bars, assert_equal) -> None:
    """Rows at the beginning that hold a NaN in any column give NaN and do not count."""
    bars = make_bars(200, 5)
    for column in bars.values():
        column[: data.draw(st.integers(0, 20))] = np.nan
    parameters = data.draw(case.parameters, "parameters")
    assert_equal(case.series(bars, **parameters), case.talib(bars, **parameters), TOLERANCE)


def test_defaults_outputs_and_warm_up_are_those_of_talib(case) -> None:
    """A call without parameters means the same, and a tuple names its outputs alike."""
    function = talib.abstract.Function(case.name.upper())
    stream = case.new()
    for name, value in function.parameters.items():
        assert getattr(stream, name) == value
    assert stream.warm_up == function.lookback
    result = getattr(ta, case.name)(*[np.arange(9.0)] * len(case.columns))
    if len(function.output_names) > 1:
        assert list(result._fields) == function.output_names
    else:
        assert isinstance(result, np.ndarray)


def read_bars(folder: Path, name: str) -> dict[str, np.ndarray]:
    if name.endswith(".zst"):
        with pa.input_stream(str(folder / name), compression="zstd") as file:
            rows = list(csv.reader(io.StringIO(file.read().decode())))
        unit = 10_000  # prices are in ten-thousandths of a dollar
    else:
        rows = list(csv.reader(io.StringIO((folder / name).read_text())))[1:]
        unit = 1
    high, low, close, volume = np.array([[float(cell) for cell in row[2:6]] for row in rows]).T
    return {"high": high / unit, "low": low / unit, "close": close / unit, "volume": volume.copy()}


@pytest.mark.parametrize(
    "name",
    [
        "bars/aapl_daily_2015_2017.csv",
        "bars/lean_spy_daily.csv.zst",
    ],
)
def test_real_bars_give_the_numbers_of_talib(name, case, data_folder, assert_equal) -> None:
    """Daily bars of two shares, with TA-Lib's own defaults."""
    bars = read_bars(data_folder, name)
    assert len(bars["close"]) > 500
    assert_equal(case.series(bars), case.talib(bars), TOLERANCE)


@pytest.mark.parametrize("symbol", ["AAPL", "FB", "GOOG", "IBM", "MSFT"])
def test_the_sample_gives_the_numbers_of_talib(symbol, case, sample, assert_equal) -> None:
    """Every indicator on every stock of the bundled sample."""
    series = sample.of(symbol)
    bars = {name: getattr(series, name) for name in ("high", "low", "close", "volume")}
    assert_equal(case.series(bars), case.talib(bars), TOLERANCE)


@pytest.mark.parametrize("level", [5.0, 0.1, 0.0])
def test_flat_bars_follow_the_conventions_of_talib(level, case, assert_equal) -> None:
    """Where nothing moves, RSI, STOCH, ADX, MFI, ATR and MACD are 0, and averages the level."""
    bars = dict.fromkeys(("high", "low", "close", "volume"), np.full(120, level))
    assert_equal(case.series(bars), case.talib(bars), TOLERANCE)


def test_flat_bars_give_exactly_zero() -> None:
    """The zeros of flat bars carry no rounding, so that a comparison with zero can be trusted."""
    flat = np.full(120, 0.1)
    for result in (
        ta.rsi(flat),
        ta.stoch(flat, flat, flat).slowk,
        ta.adx(flat, flat, flat),
        ta.mfi(flat, flat, flat, flat),
        ta.atr(flat, flat, flat),
    ):
        assert result[-1] == 0.0
    bands = ta.bbands(flat)
    assert bands.upperband[-1] == bands.middleband[-1] == bands.lowerband[-1] == 0.1


def test_volume_that_nets_to_nothing_repeats_the_last_vwap(make_bars, assert_equal) -> None:
    """Without volume so far, VWAP is 0 at first and its last result later, as TA-Lib's."""
    bars = make_bars(8, 1)
    volume = np.array([0.0, 0, 2, -2, -1, 3, 0, 5])
    rows = bars["high"], bars["low"], bars["close"], volume
    assert_equal((ta.vwap(*rows),), (talib.VWAP(*rows),), TOLERANCE)
    assert ta.vwap(*rows)[1] == 0.0


def test_macd_puts_its_averages_in_order(make_bars, assert_equal) -> None:
    """A slow period below the fast one changes places with it, as in TA-Lib."""
    bars = make_bars(200, 1)
    swapped = ta.macd(bars["close"], 26, 12, 9)
    assert_equal(swapped, ta.macd(bars["close"], 12, 26, 9))
    assert_equal(swapped, talib.MACD(bars["close"], 26, 12, 9), TOLERANCE)


def test_bars_with_high_below_low_give_the_numbers_of_talib(assert_equal) -> None:
    """Ranges are computed literally: even bars that cannot be give TA-Lib's numbers."""
    high, low, close = np.random.default_rng(1).random((3, 300))
    assert_equal((ta.atr(high, low, close),), (talib.ATR(high, low, close),), TOLERANCE)
    assert_equal(ta.stoch(high, low, close), talib.STOCH(high, low, close), TOLERANCE)
