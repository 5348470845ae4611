"""Who may risk how much: one budget, shared among agents by how well they have voted.

At every instant each share s moves a part of the way to its target,

    target = floor / n + (1 - floor) × w / Σ w,        s ← s + rate × (target - s),

with w the weight that the agent's record has earned and n the number of running agents. The shares
add up to 1, move slowly, and nobody who runs is left without any.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Annotated

import msgspec

from swarmcore.errors import AgentError, ConfigError

__all__ = ["BudgetRules", "RiskBudget", "Share"]

Share = Annotated[float, msgspec.Meta(ge=0.0, le=1.0)]
"""A part of the budget."""


class BudgetRules(msgspec.Struct, frozen=True, kw_only=True):
    """How a risk budget is shared.

    Args:
        floor: The part that all running agents share equally, above 0 and at most 1.
        rate: The part of the way to its target that a share moves at an instant, 0 to 1.

    Raises:
        ConfigError: An argument is out of range.
    """

    floor: float = 0.2
    rate: float = 0.02

    def __post_init__(self) -> None:
        if not 0.0 < self.floor <= 1.0:
            raise ConfigError(f"floor: expected more than 0, 1 at most, was {self.floor}")
        if not 0.0 <= self.rate <= 1.0:
            raise ConfigError(f"rate: expected 0 to 1, was {self.rate}")


class RiskBudget:
    """Shares of one budget by agent; they add up to 1.

    Args:
        agents: Who holds a share; equal ones at first.
        rules: How they move.

    Raises:
        ConfigError: Two agents have one name.
    """

    def __init__(self, agents: Iterable[str], rules: BudgetRules | None = None) -> None:
        self.rules = rules or BudgetRules()
        names = sorted(agents)
        self._shares = dict.fromkeys(names, 1.0 / max(1, len(names)))
        if len(self._shares) < len(names):
            twice = next(name for name in names if names.count(name) > 1)
            raise ConfigError(f"agents: expected names that differ, was {twice!r} twice")

    def share(self, agent: str) -> float:
        """An agent's part of the budget, 0 to 1.

        Raises:
            AgentError: The agent holds none.
        """
        try:
            return self._shares[agent]
        except KeyError:
            known = ", ".join(self._shares) or "nobody"
            raise AgentError(
                f"{agent}: risk budget: expected one of those who share it ({known})"
            ) from None

    @property
    def shares(self) -> Mapping[str, float]:
        """A copy of the shares, by agent name."""
        return dict(self._shares)

    def reallocate(self, weights: Mapping[str, float]) -> None:
        """Move the shares towards what weights ask for; they stay where nobody runs.

        Args:
            weights: Of those who run, 0 or more; whoever is not in it is to lose its share.
        """
        shares = self._shares
        running = [weights[name] for name in shares if name in weights]
        if not running:
            return
        equal = 1.0 / len(running)
        total = sum(running)
        rate, least, part = self.rules.rate, self.rules.floor * equal, 1.0 - self.rules.floor
        for name, share in shares.items():
            target, weight = 0.0, weights.get(name)
            if weight is not None:
                # Where nobody has earned anything, all that run are alike.
                target = least + part * (weight / total if total > 0.0 else equal)
            shares[name] = share + rate * (target - share)
        # Rounding must not add up over a million instants.
        whole = sum(shares.values())
        self._shares = {name: share / whole for name, share in shares.items()}

    def restore(self, shares: Mapping[str, float]) -> None:
        """Take over shares that were kept; agents that are not among them get an equal part.

        Args:
            shares: By agent name, 0 or more; of agents that are not here any more they lapse.
        """
        equal = 1.0 / max(1, len(self._shares))
        kept = {name: shares.get(name, equal) for name in self._shares}
        if shares.keys() != kept.keys():
            whole = math.fsum(kept.values())
            kept = {name: share / whole if whole else equal for name, share in kept.items()}
        self._shares = kept
