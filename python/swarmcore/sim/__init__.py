"""Simulated exchanges: over the matching engine, and around replayed market data."""

from __future__ import annotations

from swarmcore._core.sim import (
    STRATEGY_EVENT,
    BookEvent,
    DepthEvent,
    ExecutionEvent,
    ReplayEventKind,
    SendStatus,
)
from swarmcore.sim.bars import BarExchange, SimulatedExecution
from swarmcore.sim.compiled import CompiledStrategy, strategy_functions, strategy_signature
from swarmcore.sim.order_flow import ARRIVAL_TYPES, OrderFlow
from swarmcore.sim.replay import FILL, Replay, ReplayResult

__all__ = [
    "ARRIVAL_TYPES",
    "BarExchange",
    "BookEvent",
    "CompiledStrategy",
    "DepthEvent",
    "ExecutionEvent",
    "FILL",
    "OrderFlow",
    "Replay",
    "ReplayEventKind",
    "ReplayResult",
    "STRATEGY_EVENT",
    "SendStatus",
    "SimulatedExecution",
    "strategy_functions",
    "strategy_signature",
]
