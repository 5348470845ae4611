"""The base class of agents, their messages, and the built-in agents."""

from __future__ import annotations

from swarmcore.agents.bar_features import BAR_FEATURES, BarFeatures
from swarmcore.agents.base import Agent
from swarmcore.agents.blend import BlendAgent
from swarmcore.agents.composite import CompositeAgent
from swarmcore.agents.context import ContextFeed
from swarmcore.agents.environment import Books, Environment, StateStore
from swarmcore.agents.execution import ExecutionAgent
from swarmcore.agents.flux import FluxAgent
from swarmcore.agents.hooks import Hooks
from swarmcore.agents.lifecycle import TRANSITIONS, AgentState
from swarmcore.agents.market_data import MarketDataAgent
from swarmcore.agents.mean_reversion import MeanReversionAgent
from swarmcore.agents.messages import (
    Decision,
    Emergency,
    Fault,
    FluxUpdate,
    Message,
    MessageKind,
    MonteCarloUpdate,
    RiskUpdate,
    Sentiment,
    Tick,
    Vote,
)
from swarmcore.agents.metrics import AgentMetrics, LatencyHistogram, MetricsSnapshot
from swarmcore.agents.ml import MLAgent, Predictor, ensemble
from swarmcore.agents.momentum import MomentumAgent
from swarmcore.agents.monte_carlo import MonteCarloAgent
from swarmcore.agents.recovery import CachedDataPolicy, Recovery, RetryPolicy
from swarmcore.agents.risk import RiskAgent
from swarmcore.agents.state import AgentMemory
from swarmcore.agents.strategy import StrategyAgent
from swarmcore.agents.supervised import Supervised
from swarmcore.agents.timers import Timer

__all__ = [
    "Agent",
    "Supervised",
    "Hooks",
    "AgentState",
    "TRANSITIONS",
    "AgentMemory",
    "AgentMetrics",
    "LatencyHistogram",
    "MetricsSnapshot",
    "Timer",
    "RetryPolicy",
    "CachedDataPolicy",
    "Recovery",
    "Environment",
    "Books",
    "StateStore",
    "CompositeAgent",
    "MLAgent",
    "Predictor",
    "ensemble",
    "BarFeatures",
    "BAR_FEATURES",
    "BlendAgent",
    "MomentumAgent",
    "MeanReversionAgent",
    "MonteCarloAgent",
    "StrategyAgent",
    "ContextFeed",
    "MarketDataAgent",
    "FluxAgent",
    "RiskAgent",
    "ExecutionAgent",
    "Decision",
    "Emergency",
    "Fault",
    "FluxUpdate",
    "Message",
    "MessageKind",
    "MonteCarloUpdate",
    "RiskUpdate",
    "Sentiment",
    "Tick",
    "Vote",
]
