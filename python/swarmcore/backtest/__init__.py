"""Running a swarm over recorded bars or order books, and what came of it.

The package is its own main function: ``swarmcore.backtest([Agent()], data="bars.parquet")``; over
order books it is ``swarmcore.replay([Agent()], messages, instruments=[...])``.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

from swarmcore.backtest.engine import backtest
from swarmcore.backtest.market_replay import MarketReplayResult, replay
from swarmcore.backtest.results import BacktestResult

__all__ = ["BacktestResult", "MarketReplayResult", "backtest", "replay"]


class _CallablePackage(ModuleType):
    """Importing a subpackage binds it in its parent, where users call a function of that name."""

    def __call__(self, *arguments: Any, **keywords: Any) -> BacktestResult:
        return backtest(*arguments, **keywords)


sys.modules[__name__].__class__ = _CallablePackage
