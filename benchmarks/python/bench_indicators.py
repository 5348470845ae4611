"""Indicators beside TA-Lib in one run: 1,000,000 bars of a random walk, and single updates.

Run with `pytest benchmarks/python/bench_indicators.py`; a series' mean in ms is ns per bar, and a
stream's mean in ms is, times 10, ns per update.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import swarmcore
import talib
from swarmcore import indicators as ta

ROWS = 1_000_000
UPDATES = 100_000
HISTORY = 1_000

generator = np.random.default_rng(1)
close = 100 * np.exp(np.cumsum(generator.normal(0, 0.001, ROWS)))
high = close * (1 + np.abs(generator.normal(0, 0.0005, ROWS)))
low = close * (1 - np.abs(generator.normal(0, 0.0005, ROWS)))
volume = generator.integers(100, 10_000, ROWS).astype(np.float64)
# Opens on both sides of the close, within the range.
open_ = low + (high - low) * generator.random(ROWS)

CASES = {
    "sma": ((close,), (20,)),
    "ema": ((close,), (26,)),
    "wma": ((close,), (20,)),
    "rsi": ((close,), (14,)),
    "macd": ((close,), (12, 26, 9)),
    "stoch": ((high, low, close), (14, 3, 0, 3, 0)),
    "adx": ((high, low, close), (14,)),
    "bbands": ((close,), (20, 2.0, 2.0)),
    "atr": ((high, low, close), (14,)),
    "obv": ((close, volume), ()),
    "mfi": ((high, low, close, volume), (14,)),
    "vwap": ((high, low, close, volume), ()),
} | {name: ((open_, high, low, close), ()) for name in ta.registry if name.startswith("cdl")}


@pytest.fixture(autouse=True)
def described(benchmark: Any) -> None:
    """Say what was measured beside every figure."""
    benchmark.extra_info.update(swarmcore.build_info())


def columns(result: Any, name: str) -> np.ndarray:
    """One row an output; whole numbers are 0 during the warm-up as TA-Lib's, not NaN."""
    rows = np.atleast_2d(np.array(result))
    return np.nan_to_num(rows) if "integer" in ta.registry[name].output_kinds else rows


@pytest.mark.parametrize("peer", ["swarmcore", "talib"])
@pytest.mark.parametrize("name", CASES)
def test_series(benchmark: Any, name: str, peer: str) -> None:
    """One indicator over the whole series by one library; the answers agree to 1e-10."""
    benchmark.group = f"series {name}"
    inputs, parameters = CASES[name]
    ours, theirs = getattr(ta, name), getattr(talib, name.upper())
    np.testing.assert_allclose(
        columns(ours(*inputs, *parameters), name),
        columns(theirs(*inputs, *parameters), name),
        1e-10,
        1e-10,
    )
    benchmark(ours if peer == "swarmcore" else theirs, *inputs, *parameters)


@pytest.mark.parametrize("peer", ["swarmcore", "talib"])
@pytest.mark.parametrize("name", CASES)
def test_stream(benchmark: Any, name: str, peer: str) -> None:
    """One indicator bar by bar by one library, after a history; the last answers agree."""
    benchmark.group = f"stream {name}"
    inputs, parameters = CASES[name]
    history = [column[:HISTORY].copy() for column in inputs]
    rows = np.array(inputs).T[HISTORY : HISTORY + UPDATES].tolist()

    def ours() -> Any:
        stream = getattr(ta, name.capitalize())(*parameters)
        for row in np.array(history).T.tolist():
            stream.update(*row)
        return stream.update

    def theirs() -> Any:
        return getattr(talib.stream, name.upper())(*history, *parameters).update

    def feed(update: Any) -> Any:
        if len(inputs) == 1:
            for (price,) in rows:
                last = update(price)
        else:
            for row in rows:
                last = update(*row)
        return last

    expected = getattr(ta, name)(*(column[: HISTORY + UPDATES] for column in inputs), *parameters)
    make = ours if peer == "swarmcore" else theirs
    last = benchmark.pedantic(feed, setup=lambda: ((make(),), {}), rounds=5)
    np.testing.assert_allclose(np.atleast_1d(last), columns(expected, name)[:, -1], 1e-9)
