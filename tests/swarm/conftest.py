"""A small swarm to put agents into."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from swarmcore.agents import Agent
from swarmcore.backtest import BacktestResult, backtest
from swarmcore.market import Bars

DAY = 86_400_000_000_000


def make_bars(closes: Sequence[float], symbol: str = "A") -> Bars:
    """Daily bars that open and close at the same price."""
    close = np.array(closes, np.float64)
    return Bars.from_columns(
        ts=np.arange(1, len(close) + 1, dtype=np.int64) * DAY,
        symbol=[symbol] * len(close),
        open=close,
        high=close * 1.01,
        low=close * 0.99,
        close=close,
        volume=np.full(len(close), 1e6),
    )


@pytest.fixture
def bars() -> Bars:
    """Ten days of one symbol that rises."""
    return make_bars([100.0 + day for day in range(10)])


@pytest.fixture
def run(bars: Bars):
    """Run agents over those bars."""

    def run_agents(*agents: Agent) -> BacktestResult:
        return backtest(agents, bars, cash=10_000)

    return run_agents
