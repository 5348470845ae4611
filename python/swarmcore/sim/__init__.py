"""Simulated exchanges over the matching engine."""

from __future__ import annotations

from swarmcore.sim.bars import BarExchange, SimulatedExecution

__all__ = ["BarExchange", "SimulatedExecution"]
