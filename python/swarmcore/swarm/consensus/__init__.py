"""From votes to one decision an instrument, and what the votes were worth afterwards."""

from __future__ import annotations

from swarmcore.swarm.consensus.budget import BudgetRules, RiskBudget
from swarmcore.swarm.consensus.consensus import Consensus
from swarmcore.swarm.consensus.performance import AgentRecord, Learning, Performance
from swarmcore.swarm.consensus.rules import Rules

__all__ = [
    "AgentRecord",
    "BudgetRules",
    "Consensus",
    "Learning",
    "Performance",
    "RiskBudget",
    "Rules",
]
