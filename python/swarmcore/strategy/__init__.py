"""The classic strategies as plain functions of their context."""

from __future__ import annotations

from swarmcore.strategy.blend import BlendWeights, blend
from swarmcore.strategy.context import (
    MODERATE_CONFIDENCE,
    STRONG_CONFIDENCE,
    Action,
    Signal,
    StrategyContext,
    Strength,
)
from swarmcore.strategy.mean_reversion import mean_reversion
from swarmcore.strategy.momentum import momentum
from swarmcore.strategy.odds import odds

__all__ = [
    "Signal",
    "Action",
    "Strength",
    "STRONG_CONFIDENCE",
    "MODERATE_CONFIDENCE",
    "StrategyContext",
    "momentum",
    "mean_reversion",
    "odds",
    "blend",
    "BlendWeights",
]
