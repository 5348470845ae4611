"""Running a swarm over recorded bars, and what came of it."""

from __future__ import annotations

from swarmcore.backtest.engine import backtest
from swarmcore.backtest.results import BacktestResult

__all__ = ["BacktestResult", "backtest"]
