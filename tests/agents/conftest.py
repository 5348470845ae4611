"""A short run to put agents into."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from swarmcore.agents import Agent
from swarmcore.backtest import BacktestResult, backtest
from swarmcore.market import Bars

DAY = 86_400_000_000_000

Run = Callable[..., BacktestResult]


@pytest.fixture
def bars() -> Bars:
    """Ten days of two symbols: A closes at 100 and rises by 1 a day, B from 50 on likewise."""
    close = np.array([each for day in range(10) for each in (100.0 + day, 50.0 + day)])
    return Bars.from_columns(
        ts=np.repeat(np.arange(1, 11, dtype=np.int64) * DAY, 2),
        symbol=["A", "B"] * 10,
        open=close,
        high=close * 1.01,
        low=close * 0.99,
        close=close,
        volume=np.full(len(close), 1e6),
    )


@pytest.fixture
def run(bars: Bars) -> Run:
    """Run agents over those bars."""

    def run_agents(*agents: Agent) -> BacktestResult:
        return backtest(agents, bars, cash=10_000)

    return run_agents
