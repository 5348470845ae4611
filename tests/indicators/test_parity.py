"""The numbers are TA-Lib's."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import talib
import talib.abstract
from hypothesis import given, settings
from hypothesis import strategies as st
from swarmcore import indicators as ta

TOLERANCE = 1e-10
# The place of an index within a range of 1e-4 of it magnifies the last bits of the index; sums of
# volumes of 1e8 round by as much as the volumes; TA-Lib's running sums lose digits of a slope, and
# of returns of 1e-7 (test_accuracy.py has the exact numbers).
TOLERANCES = {
    "stochrsi": 1e-6,
    "adosc": 1e-8,
    "pvt": 1e-8,
    "linearreg_slope": 1e-8,
    "linearreg_angle": 1e-7,
    "beta": 1e-6,
}


def decides_by_rounding(bars: dict[str, np.ndarray], timeperiod: int) -> np.ndarray:
    """Rows of cci whose typical prices are equal but for the rounding of their sums.

    Of such a window the quotient of two differences is 0 or 1 / 0.015, in TA-Lib and here.
    """
    typical = (bars["high"] + bars["low"] + bars["close"]) / 3.0
    rows = np.zeros(len(typical), bool)
    if len(typical) >= timeperiod:
        windows = np.lib.stride_tricks.sliding_window_view(typical, timeperiod)
        rows[timeperiod - 1 :] = np.ptp(windows, axis=1) <= 1e-12 * np.abs(windows).max(axis=1)
    return rows


def tolerance_of(shared: Any) -> float:
    return TOLERANCES.get(shared.name, TOLERANCE)


@settings(max_examples=40)
@given(data=st.data())
def test_random_walks_give_the_numbers_of_talib(data, shared, make_bars, assert_equal) -> None:
    """Any length, any parameters, prices on a grid or off it, with unmoved bars or without."""
    bars = make_bars(
        data.draw(st.integers(1, 700), "rows"),
        data.draw(st.integers(0, 2**32), "seed"),
        tick=data.draw(st.sampled_from([0.0, 0.01, 0.5]), "tick"),
        pause=data.draw(st.sampled_from([0.0, 0.3, 0.9]), "pause"),
    )
    parameters = data.draw(shared.parameters, "parameters")
    ours, theirs = shared.series(bars, **parameters), shared.talib(bars, **parameters)
    if shared.name == "cci":
        left_out = decides_by_rounding(bars, **parameters)
        ours, theirs = ([np.where(left_out, 0.0, each[0])] for each in (ours, theirs))
    assert_equal(ours, theirs, tolerance_of(shared))


@settings(max_examples=20)
@given(data=st.data())
def test_leading_nans_are_passed_over_as_by_talib(data, shared, make_bars, assert_equal) -> None:
    """Rows at the beginning that hold a NaN in any column give NaN and do not count."""
    bars = make_bars(200, 5)
    for column in bars.values():
        column[: data.draw(st.integers(0, 20))] = np.nan
    parameters = data.draw(shared.parameters, "parameters")
    assert_equal(
        shared.series(bars, **parameters), shared.talib(bars, **parameters), tolerance_of(shared)
    )


def test_arguments_outputs_and_group_are_those_of_talib(shared) -> None:
    """A call without parameters means the same, and results have the same names."""
    function = talib.abstract.Function(shared.name.upper())
    defaults = {each.name: each.default for each in shared.indicator.parameters}
    assert defaults == dict(function.parameters)
    assert list(defaults) == list(function.parameters)
    assert shared.new().warm_up == function.lookback
    assert list(shared.indicator.outputs) == function.output_names
    assert shared.indicator.group == function.info["group"]
    name = shared.name.upper()
    signature = re.findall(rf"\b{name}\(([^\[)]*)", getattr(talib, name).__doc__)[-1]
    inputs = signature.replace(" ", "").strip(",").split(",")
    assert list(shared.indicator.talib_inputs) == inputs


def test_parameters_have_the_range_of_talib(shared, make_bars) -> None:
    """Both take the least and the most, and refuse what lies beyond."""
    rows = shared.rows(make_bars(60, 1))
    theirs = getattr(talib, shared.name.upper())

    def taken(function: Any, **parameters: Any) -> bool:
        try:
            function(*rows, **parameters)
        except Exception:
            return False
        return True

    for parameter in shared.indicator.parameters:
        step = 1 if parameter.kind != "number" else max(1e-6, abs(parameter.most) * 1e-6)
        bounds = (parameter.least, parameter.most)
        for value in (*bounds, parameter.least - step, parameter.most + step):
            given = shared.in_order({parameter.name: value})
            assert taken(shared.indicator.series, **given) == taken(theirs, **given), given


def read_bars(folder: Path, name: str, complete: Any) -> dict[str, np.ndarray]:
    """Open, high, low, close and volume of a file, whatever it calls them."""
    names = ("open", "high", "low", "close", "volume")
    if name.endswith(".parquet"):
        table = pq.read_table(folder / name)
        bars = {each: table[each].to_numpy().astype(float) for each in names}
    elif name.endswith(".zst"):
        with pa.input_stream(str(folder / name), compression="zstd") as file:
            rows = list(csv.reader(io.StringIO(file.read().decode())))
        unit = 10_000  # prices are in ten-thousandths of a dollar
        cells = np.array([[float(cell) for cell in row[1:6]] for row in rows]).T
        bars = dict(zip(names, [*(cells[:4] / unit), cells[4]], strict=True))
    else:
        rows = list(csv.reader(io.StringIO((folder / name).read_text(encoding="utf-8-sig"))))[1:]
        cells = np.array([[float(cell) for cell in row[1:6]] for row in rows]).T
        bars = dict(zip(names, cells, strict=True))
    made: dict[str, np.ndarray] = complete(bars)
    return {each: np.ascontiguousarray(column) for each, column in made.items()}


@pytest.mark.parametrize(
    "name",
    [
        "bars/aapl_daily_2015_2017.csv",
        "bars/lean_spy_daily.csv.zst",
        "bars/si_bitcoin.csv",
        "bars/si_penny.csv",
        "bars/si_intraday.csv",
        "bars/binance_xmr_btc_5m.parquet",
    ],
)
def test_real_bars_give_the_numbers_of_talib(
    name, shared, data_folder, complete, assert_equal
) -> None:
    """Shares, pennies and coins, days and minutes, with TA-Lib's own defaults."""
    bars = read_bars(data_folder, name, complete)
    assert len(bars["close"]) > 500
    assert_equal(shared.series(bars), shared.talib(bars), tolerance_of(shared))


@pytest.mark.parametrize("symbol", ["AAPL", "FB", "GOOG", "IBM", "MSFT"])
def test_the_sample_gives_the_numbers_of_talib(
    symbol, shared, sample, complete, assert_equal
) -> None:
    """Every indicator on every stock of the bundled sample."""
    series = sample.of(symbol)
    names = ("open", "high", "low", "close", "volume")
    bars = complete({name: getattr(series, name) for name in names})
    assert_equal(shared.series(bars), shared.talib(bars), tolerance_of(shared))


@pytest.mark.parametrize("level", [5.0, 0.1, 0.0])
def test_flat_bars_follow_the_conventions_of_talib(
    level, shared, make_flat, make_bars, assert_equal
) -> None:
    """Where nothing moves, RSI, STOCH, ADX, MFI, ATR and MACD are 0, and averages the level."""
    bars = make_flat(120, level) | {"periods": make_bars(120, 1)["periods"]}
    assert_equal(shared.series(bars), shared.talib(bars), tolerance_of(shared))


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
