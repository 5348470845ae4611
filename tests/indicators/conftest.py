"""Every indicator of the registry, beside TA-Lib's where it has it, and bars to try them on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
import talib
import talib.abstract
from hypothesis import strategies as st
from swarmcore import indicators as ta

Bars = Mapping[str, np.ndarray]
Parameters = dict[str, Any]


AVERAGES = [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13]
WINDOWED_AVERAGES = [0, 2, 5, 9, 10]


# Where a window holds no volume, TA-Lib divides what rounding left of its running sums.
RESIDUES = {"vwma"}


def strategy(parameter: ta.Parameter, longest: int) -> st.SearchStrategy[Any]:
    """Values of a parameter: short periods more often than long ones, moderate numbers."""
    if parameter.kind == "number":
        return st.floats(max(parameter.least, -4), min(parameter.most, 4)).map(
            lambda x: round(x, 3)
        )
    least, most = int(parameter.least), int(parameter.most)
    if parameter.kind == "average":
        return st.sampled_from([kind for kind in AVERAGES if least <= kind <= most])
    return st.one_of(st.integers(least, 40), st.integers(least, longest))


@dataclass(frozen=True)
class Case:
    """An indicator and how to draw parameters for it."""

    indicator: ta.Indicator

    @property
    def name(self) -> str:
        return self.indicator.name

    @property
    def columns(self) -> tuple[str, ...]:
        return self.indicator.inputs

    @property
    def parameters(self) -> st.SearchStrategy[Parameters]:
        longest = 300 if len(self.indicator.parameters) == 1 else 60
        drawn = {each.name: strategy(each, longest) for each in self.indicator.parameters}
        return st.fixed_dictionaries(drawn).map(self.in_order)

    @property
    def windowed_parameters(self) -> st.SearchStrategy[Parameters]:
        """Those whose averages are over windows."""
        kinds = {each.name for each in self.indicator.parameters if each.kind == "average"}

        def is_windowed(parameters: Parameters) -> bool:
            return all(parameters[name] in WINDOWED_AVERAGES for name in kinds)

        return self.parameters.filter(is_windowed)

    def in_order(self, parameters: Parameters) -> Parameters:
        """With the least period not above the most."""
        if self.name == "mavp" and "minperiod" in parameters:
            most = max(parameters["minperiod"], parameters.get("maxperiod", 30))
            least = min(parameters["minperiod"], parameters.get("maxperiod", 30))
            return parameters | {"minperiod": least, "maxperiod": most}
        if self.name == "mavp" and "maxperiod" in parameters:
            return parameters | {"minperiod": 1}
        return parameters

    def reach(self, parameters: Parameters) -> int:
        """How many results one row of an indicator over windows can reach."""
        return self.indicator.warm_up(**parameters) + 1

    def rows(self, bars: Bars) -> list[np.ndarray]:
        return [bars[column] for column in self.columns]

    def series(self, bars: Bars, **parameters: Any) -> tuple[np.ndarray, ...]:
        return outputs(self.indicator.series(*self.rows(bars), **parameters))

    def talib(self, bars: Bars, **parameters: Any) -> tuple[np.ndarray, ...]:
        """TA-Lib's numbers, whose integers are 0 during the warm-up, ours NaN."""
        rows = self.rows(bars)
        results = outputs(getattr(talib, self.name.upper())(*rows, **parameters))
        whole = ~np.isnan(rows).any(axis=0)
        first = int(np.argmax(whole)) if whole.any() else len(whole)
        begin = first + self.indicator.warm_up(**parameters)

        def as_ours(result: np.ndarray) -> np.ndarray:
            if result.dtype == np.float64:
                return result
            return np.where(np.arange(len(result)) < begin, np.nan, result)

        if self.name in RESIDUES:
            ours = self.series(bars, **parameters)
            return tuple(
                np.where(np.isnan(mine), np.nan, result)
                for mine, result in zip(ours, results, strict=True)
            )
        return tuple(map(as_ours, results))

    def new(self, **parameters: Any) -> Any:
        return self.indicator.stream(**parameters)

    def feed(self, stream: Any, bars: Bars) -> tuple[np.ndarray, ...]:
        rows = zip(*(column.tolist() for column in self.rows(bars)), strict=True)
        results = [outputs(stream.update(*row)) for row in rows]
        return tuple(np.array(column) for column in zip(*results, strict=True))


def outputs(result: Any) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else (result,)


CASES = [Case(indicator) for indicator in ta.registry.values()]
TALIB = [case for case in CASES if case.name.upper() in talib.__TA_FUNCTION_NAMES__]
WINDOWED = [case for case in CASES if case.indicator.memory != "recursive"]
RECURSIVE = [case for case in CASES if case.indicator.memory == "recursive"]


# Session fixtures, so that hypothesis accepts them beside its own arguments.
@pytest.fixture(scope="session", params=CASES, ids=lambda case: case.name)
def case(request: pytest.FixtureRequest) -> Case:
    """Every indicator in turn."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="session", params=TALIB, ids=lambda case: case.name)
def shared(request: pytest.FixtureRequest) -> Case:
    """Every indicator that TA-Lib has too."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="session", params=WINDOWED, ids=lambda case: case.name)
def windowed(request: pytest.FixtureRequest) -> Case:
    """Every indicator over windows or single rows."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="session", params=RECURSIVE, ids=lambda case: case.name)
def recursive(request: pytest.FixtureRequest) -> Case:
    """Every recursive or cumulative indicator."""
    return request.param  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def complete() -> Callable[[dict[str, np.ndarray]], dict[str, np.ndarray]]:
    """Adds what is no column of a bar: two series to compare, periods, and anchors (none)."""

    def add(bars: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
        periods = 2.0 + np.arange(len(bars["close"])) % 29
        anchor = np.zeros(len(bars["close"]))
        return bars | {
            "real0": bars["high"],
            "real1": bars["low"],
            "periods": periods,
            "anchor": anchor,
        }

    return add


@pytest.fixture(scope="session")
def make_bars(complete: Any) -> Callable[..., dict[str, np.ndarray]]:
    """Bars of a random walk: `tick` rounds the prices, and `pause` is the share of unmoved bars."""

    def make(
        rows: int, seed: int, *, tick: float = 0.0, pause: float = 0.0
    ) -> dict[str, np.ndarray]:
        rng = np.random.default_rng(seed)
        moved = rng.random(rows) >= pause
        close = 100 * np.exp(np.cumsum(rng.normal(0, 0.01, rows) * moved))
        high = close * (1 + 0.01 * rng.random(rows) * moved)
        low = close * (1 - 0.01 * rng.random(rows) * moved)
        open_ = low + (high - low) * rng.random(rows)
        if tick:
            open_, high, low, close = (np.round(x / tick) * tick for x in (open_, high, low, close))
        volume = rng.integers(0, 1000, rows) * moved / 8
        bars = {"open": open_, "high": high, "low": low, "close": close, "volume": volume}
        made: dict[str, np.ndarray] = complete(bars)
        return {name: column.copy() for name, column in made.items()}

    return make


@pytest.fixture(scope="session")
def make_flat() -> Callable[[int, float], dict[str, np.ndarray]]:
    """Bars that never move, whose columns all are the level."""

    def make(rows: int, level: float) -> dict[str, np.ndarray]:
        names = ("open", "high", "low", "close", "volume", "real0", "real1", "periods", "anchor")
        return {name: np.full(rows, level) for name in names}

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
                same = a[known] == e[known]  # of infinities, too
                a_known, e_known = a[known][~same], e[known][~same]
                error = np.abs(a_known - e_known) / np.maximum(1, np.abs(e_known))
                assert error.max(initial=0) <= tolerance
            else:
                np.testing.assert_array_equal(a[known].view(np.int64), e[known].view(np.int64))

    return check
