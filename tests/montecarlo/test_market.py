"""The synthetic market: bars that can be, and that never change."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest
from swarmcore import montecarlo as mc

COLUMNS = ("ts", "symbol", "open", "high", "low", "close", "volume")


def test_every_bar_can_be() -> None:
    """A bar has low <= open, close <= high, prices above 0, volumes whole and 1 or more."""
    bars = mc.synthetic_bars(["A", "B", "C"], 1000, seed=1, process=mc.Gbm(0.0, 1.5), volume=2.0)
    assert tuple(bars) == COLUMNS
    assert (bars["low"] > 0).all()
    assert (bars["low"] <= np.minimum(bars["open"], bars["close"])).all()
    assert (bars["high"] >= np.maximum(bars["open"], bars["close"])).all()
    assert (bars["volume"] >= 1).all()
    assert (bars["volume"] == np.floor(bars["volume"])).all()


def test_columns_are_what_the_market_package_takes() -> None:
    """One length, a row a day and symbol; int64, str and contiguous float64."""
    bars = mc.synthetic_bars(["ETH", "BTC"], 7, seed=1)
    assert {len(column) for column in bars.values()} == {14}
    assert bars["ts"].dtype == np.int64
    assert list(bars["symbol"][:4]) == ["ETH", "BTC", "ETH", "BTC"]
    for name in COLUMNS[2:]:
        assert bars[name].dtype == np.float64
        assert bars[name].flags.c_contiguous


def test_days_are_weekdays_from_the_start_on() -> None:
    """A start on a Saturday moves to Monday, and a week has five days."""
    bars = mc.synthetic_bars(["A"], 6, seed=1, start="2024-03-02")
    days = bars["ts"].view("datetime64[ns]").astype("datetime64[D]").astype(str)
    assert list(days) == [
        "2024-03-04",
        "2024-03-05",
        "2024-03-06",
        "2024-03-07",
        "2024-03-08",
        "2024-03-11",
    ]


def test_more_symbols_and_days_leave_the_first_as_they_were() -> None:
    """What symbol i does on day d depends on (seed, i, d) alone."""
    small = mc.synthetic_bars(["A", "B"], 10, seed=1)
    large = mc.synthetic_bars(["A", "B", "C"], 30, seed=1)
    for name in COLUMNS[2:]:
        np.testing.assert_array_equal(
            small[name].reshape(10, 2), large[name].reshape(30, 3)[:10, :2]
        )


def test_seeds_and_symbols_are_different_worlds() -> None:
    """No two symbols of a seed, and no two seeds, share a path."""
    one, two = (mc.synthetic_bars(["A", "B"], 5, seed=seed)["close"] for seed in (1, 2))
    assert len(np.unique(np.concatenate([one, two]))) == 20


def test_closes_follow_the_process() -> None:
    """The volatility fitted to the closes is the one asked for, within 4 standard errors."""
    days = 50_000
    close = mc.synthetic_bars(["A"], days, seed=5, process=mc.Gbm(0.06, 0.3))["close"]
    fitted = mc.Gbm.fit(np.ascontiguousarray(close))
    assert abs(fitted.sigma - 0.3) < 4 * 0.3 / math.sqrt(2 * days)


@pytest.mark.parametrize(
    ("arguments", "changes", "error", "message"),
    [
        (([], 5, 1), {}, ValueError, "symbols: expected at least one name and no two alike"),
        ((["A", "A"], 5, 1), {}, ValueError, "symbols: expected at least one name and no two"),
        (("AB", 5, 1), {}, TypeError, "symbols: expected a sequence of names, was str"),
        ((["A"], 0, 1), {}, ValueError, "days: expected 1 to 1000000, was 0"),
        ((["A"], 10**7, 1), {}, ValueError, "days: expected 1 to 1000000, was 10000000"),
        ((["A"], 5, -1), {}, ValueError, "seed: expected 0 to 18446744073709551615, was -1"),
        ((["A"], 5, 1), {"s0": 0.0}, ValueError, "s0: expected a finite number above 0, was 0"),
        ((["A"], 5, 1), {"volume": -1.0}, ValueError, "volume: expected a finite number above 0"),
        ((["A"], 5, 1), {"volume": math.nan}, ValueError, "volume: expected a finite number abov"),
        ((["A"], 5, 1), {"start": "soon"}, ValueError, "start: expected an ISO 8601 date, was 'so"),
        ((["A"], 5, 1), {"process": 0.2}, TypeError, "process: expected Gbm, was float"),
    ],
)
def test_an_argument_out_of_its_range_is_named(
    arguments: tuple[Any, ...], changes: dict[str, Any], error: type[Exception], message: str
) -> None:
    """Every argument that cannot be right is refused in one line that names it."""
    with pytest.raises(error, match=f"^{re.escape(message)}"):
        mc.synthetic_bars(*arguments, **changes)


@pytest.mark.parametrize(("start", "days"), [("2020-01-01", 200_000), ("1500-01-01", 5)])
def test_a_date_beyond_64_bits_of_nanoseconds_is_refused(start: str, days: int) -> None:
    """No time wraps around into another century."""
    with pytest.raises(ValueError, match="start, days: expected dates from 1677-09-22 to 2262-04"):
        mc.synthetic_bars(["A"], days, 1, start=start)
