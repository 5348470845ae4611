"""Agents together: supervised, voting, trading through one gate."""

from __future__ import annotations

from swarmcore.swarm.consensus import Consensus
from swarmcore.swarm.state import StateChange, StateManager
from swarmcore.swarm.supervisor import Supervisor
from swarmcore.swarm.swarm import Swarm

__all__ = ["Consensus", "StateChange", "StateManager", "Supervisor", "Swarm"]
