"""Risk metrics beside empyrical in one run: 1,000,000 heavy-tailed returns.

Run with `pytest benchmarks/python/bench_risk.py`; a mean in ms is ns per return.
"""

from __future__ import annotations

from typing import Any

import empyrical
import numpy as np
import pytest
import swarmcore
from swarmcore import risk

RETURNS = np.random.default_rng(1).standard_t(5, 1_000_000) * 0.008 + 0.0003
METRICS = (
    "value_at_risk",
    "conditional_value_at_risk",
    "max_drawdown",
    "sharpe_ratio",
    "sortino_ratio",
    "calmar_ratio",
    "tail_ratio",
    "stability_of_timeseries",
)


@pytest.fixture(autouse=True)
def described(benchmark: Any) -> None:
    """Say what was measured beside every figure."""
    benchmark.extra_info.update(swarmcore.build_info())


@pytest.mark.parametrize("peer", [risk, empyrical], ids=["swarmcore", "empyrical"])
@pytest.mark.parametrize("name", METRICS)
def test_metric(benchmark: Any, name: str, peer: Any) -> None:
    """One metric by one library, whose answers agree to 1e-10."""
    benchmark.group = name
    answer = benchmark(getattr(peer, name), RETURNS)
    assert answer == pytest.approx(getattr(risk, name)(RETURNS), rel=1e-10)


def test_report(benchmark: Any) -> None:
    """Every metric in one call."""
    benchmark.group = "report"
    assert benchmark(risk.report, RETURNS).observations == len(RETURNS)
