"""The indicators side by side with TA-Lib's, and bars to try them on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import talib
from hypothesis import strategies as st
from swarmcore import indicators as ta

Bars = Mapping[str, np.ndarray]
Parameters = dict[str, Any]

PERIOD = st.one_of(st.integers(2, 40), st.integers(41, 300))


@dataclass(frozen=True)
class Case:
    """An indicator: its columns, how to draw parameters, how many results one bar can reach."""

    name: str
    columns: tuple[str, ...]
    parameters: st.SearchStrategy[Parameters]
    reach: Callable[[Parameters], int] | None = None

    def rows(self, bars: Bars) -> list[np.ndarray]:
        return [bars[column] for column in self.columns]

    def series(self, bars: Bars, **parameters: Any) -> tuple[np.ndarray, ...]:
        return outputs(getattr(ta, self.name)(*self.rows(bars), **parameters))

    def talib(self, bars: Bars, **parameters: Any) -> tuple[np.ndarray, ...]:
        return outputs(getattr(talib, self.name.upper())(*self.rows(bars), **parameters))

    def new(self, **parameters: Any) -> Any:
        return getattr(ta, self.name.capitalize())(**parameters)

    def feed(self, stream: Any, bars: Bars) -> tuple[np.ndarray, ...]:
        rows = zip(*(column.tolist() for column in self.rows(bars)), strict=True)
        results = [outputs(stream.update(*row)) for row in rows]
        return tuple(np.array(column) for column in zip(*results, strict=True))


def outputs(result: Any) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else (result,)


def periods(**ranges: st.SearchStrategy[Any]) -> st.SearchStrategy[Parameters]:
    return st.fixed_dictionaries(ranges)


def plain(parameters: Parameters) -> int:
    return int(parameters["timeperiod"])


HLC = ("high", "low", "close")
HLCV = (*HLC, "volume")
WINDOW = periods(timeperiod=PERIOD | st.just(1))
CASES = [
    Case("sma", ("close",), WINDOW, plain),
    Case("ema", ("close",), WINDOW),
    Case("wma", ("close",), WINDOW, plain),
    Case("rsi", ("close",), periods(timeperiod=PERIOD)),
    Case(
        "macd",
        ("close",),
        periods(fastperiod=PERIOD, slowperiod=PERIOD, signalperiod=st.integers(1, 60)),
    ),
    Case(
        "stoch",
        HLC,
        periods(
            fastk_period=st.integers(1, 100),
            slowk_period=st.integers(1, 20),
            slowd_period=st.integers(1, 20),
        ),
        lambda p: int(p["fastk_period"] + p["slowk_period"] + p["slowd_period"] - 2),
    ),
    Case("adx", HLC, periods(timeperiod=PERIOD)),
    Case(
        "bbands",
        ("close",),
        periods(timeperiod=PERIOD, nbdevup=st.floats(-4, 4), nbdevdn=st.floats(-4, 4)),
        plain,
    ),
    Case("atr", HLC, WINDOW),
    Case("obv", ("close", "volume"), periods()),
    Case("mfi", HLCV, periods(timeperiod=PERIOD), lambda p: plain(p) + 1),
    Case("vwap", HLCV, periods()),
]


# Session fixtures, so that hypothesis accepts them beside its own arguments.
@pytest.fixture(scope="session", params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    """Every indicator in turn."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="session", params=[c for c in CASES if c.reach], ids=lambda c: c.name)
def windowed(request: pytest.FixtureRequest) -> Case:
    """Every indicator over windows."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="session", params=[c for c in CASES if not c.reach], ids=lambda c: c.name)
def recursive(request: pytest.FixtureRequest) -> Case:
    """Every recursive or cumulative indicator."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def make_bars() -> Callable[..., dict[str, np.ndarray]]:
    """Bars of a random walk: `tick` rounds the prices, and `pause` is the share of unmoved bars."""

    def make(
        rows: int, seed: int, *, tick: float = 0.0, pause: float = 0.0
    ) -> dict[str, np.ndarray]:
        rng = np.random.default_rng(seed)
        moved = rng.random(rows) >= pause
        close = 100 * np.exp(np.cumsum(rng.normal(0, 0.01, rows) * moved))
        high = close * (1 + 0.01 * rng.random(rows) * moved)
        low = close * (1 - 0.01 * rng.random(rows) * moved)
        if tick:
            high, low, close = (np.round(x / tick) * tick for x in (high, low, close))
        volume = rng.integers(0, 1000, rows) * moved / 8
        return {"high": high, "low": low, "close": close, "volume": volume}

    return make


@pytest.fixture(scope="session")
def assert_equal() -> Callable[..., None]:
    """Outputs are NaN in the same places and elsewhere equal, or as near as `tolerance` says."""

    def check(
        actual: tuple[np.ndarray, ...], expected: tuple[np.ndarray, ...], tolerance: float = 0.0
    ) -> None:
        assert len(actual) == len(expected)
        for a, e in zip(actual, expected, strict=True):
            assert a.shape == e.shape
            np.testing.assert_array_equal(np.isnan(a), np.isnan(e))
            known = ~np.isnan(e)
            if tolerance:
                error = np.abs(a[known] - e[known]) / np.maximum(1, np.abs(e[known]))
                assert error.max(initial=0) <= tolerance
            else:
                np.testing.assert_array_equal(a[known].view(np.int64), e[known].view(np.int64))

    return check
