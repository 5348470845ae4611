"""The base class of agents, their messages, and the built-in agents."""

from __future__ import annotations

from swarmcore.agents.base import Agent, AgentState
from swarmcore.agents.execution import ExecutionAgent
from swarmcore.agents.market_data import MarketDataAgent
from swarmcore.agents.mean_reversion import MeanReversionAgent
from swarmcore.agents.messages import (
    Decision,
    Fault,
    Message,
    MonteCarloUpdate,
    RiskUpdate,
    Tick,
    Vote,
)
from swarmcore.agents.momentum import MomentumAgent
from swarmcore.agents.monte_carlo import MonteCarloAgent
from swarmcore.agents.risk import RiskAgent

__all__ = [
    "Agent",
    "AgentState",
    "Decision",
    "ExecutionAgent",
    "Fault",
    "MarketDataAgent",
    "MeanReversionAgent",
    "Message",
    "MomentumAgent",
    "MonteCarloAgent",
    "MonteCarloUpdate",
    "RiskAgent",
    "RiskUpdate",
    "Tick",
    "Vote",
]
