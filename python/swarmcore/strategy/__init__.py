"""The classic strategies as plain functions of their context."""

from __future__ import annotations

from swarmcore.strategy.context import Signal, StrategyContext
from swarmcore.strategy.mean_reversion import mean_reversion
from swarmcore.strategy.momentum import momentum

__all__ = ["Signal", "StrategyContext", "mean_reversion", "momentum"]
