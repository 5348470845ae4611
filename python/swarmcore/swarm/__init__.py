"""Agents together: supervised, voting, trading through one gate."""

from __future__ import annotations

from swarmcore.swarm.consensus import WeightedConsensus
from swarmcore.swarm.supervisor import Supervisor
from swarmcore.swarm.swarm import Swarm

__all__ = ["Supervisor", "Swarm", "WeightedConsensus"]
