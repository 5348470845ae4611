"""Simulated exchanges: over the matching engine, and around a replayed market.

`Replay` plays recorded market data to agents whose orders meet it at an `Exchange`, which can also
be stepped by hand; `BarExchange` fills orders from bars. Latency, queue, fee and impact models are
values. Prices are ticks, quantities lots, times nanoseconds UTC.
"""

from __future__ import annotations

from swarmcore._core.sim import (
    STRATEGY_EVENT,
    BookEvent,
    DepthEvent,
    ExecutionEvent,
    ReplayEventKind,
    SendStatus,
)
from swarmcore.sim.bars import BarExchange
from swarmcore.sim.compiled import CompiledStrategy, strategy_functions, strategy_signature
from swarmcore.sim.exchange import Exchange, Executions
from swarmcore.sim.fees import FeeSchedule, FeeTier
from swarmcore.sim.impact import SquareRootImpact
from swarmcore.sim.latency import ConstantLatency, JitteredLatency, Latency, RecordedLatency
from swarmcore.sim.order_flow import ARRIVAL_TYPES, OrderFlow
from swarmcore.sim.queues import LogQueue, PowerQueue, Queue, RiskAverseQueue, SquareQueue
from swarmcore.sim.replay import Replay
from swarmcore.sim.replay_result import FILL, ReplayResult
from swarmcore.sim.report import Report

__all__ = [
    "ARRIVAL_TYPES",
    "BarExchange",
    "BookEvent",
    "CompiledStrategy",
    "ConstantLatency",
    "DepthEvent",
    "Exchange",
    "ExecutionEvent",
    "Executions",
    "FILL",
    "FeeSchedule",
    "FeeTier",
    "JitteredLatency",
    "Latency",
    "LogQueue",
    "OrderFlow",
    "PowerQueue",
    "Queue",
    "RecordedLatency",
    "Replay",
    "ReplayEventKind",
    "ReplayResult",
    "Report",
    "RiskAverseQueue",
    "STRATEGY_EVENT",
    "SendStatus",
    "SquareQueue",
    "SquareRootImpact",
    "strategy_functions",
    "strategy_signature",
]
