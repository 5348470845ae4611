"""Simulated exchanges: over the matching engine, and around a replayed market.

`Exchange` is an account's orders in a replayed market, stepped by hand; `BarExchange` fills orders
from bars. Latency, queue, fee and impact models are values. Prices are ticks, quantities lots,
times nanoseconds UTC.
"""

from __future__ import annotations

from swarmcore.sim.bars import BarExchange, SimulatedExecution
from swarmcore.sim.exchange import Exchange, Executions
from swarmcore.sim.fees import FeeSchedule, FeeTier
from swarmcore.sim.impact import SquareRootImpact
from swarmcore.sim.latency import ConstantLatency, JitteredLatency, Latency, RecordedLatency
from swarmcore.sim.order_flow import ARRIVAL_TYPES, OrderFlow
from swarmcore.sim.queues import LogQueue, PowerQueue, Queue, RiskAverseQueue, SquareQueue

__all__ = [
    "ARRIVAL_TYPES",
    "BarExchange",
    "ConstantLatency",
    "Exchange",
    "Executions",
    "FeeSchedule",
    "FeeTier",
    "JitteredLatency",
    "Latency",
    "LogQueue",
    "OrderFlow",
    "PowerQueue",
    "Queue",
    "RecordedLatency",
    "RiskAverseQueue",
    "SimulatedExecution",
    "SquareQueue",
    "SquareRootImpact",
]
