"""When what votes amount to becomes a side."""

from __future__ import annotations

import math
from typing import Literal, get_args

import msgspec

from swarmcore.agents.parameters import hint
from swarmcore.errors import ConfigError

__all__ = ["Rules", "Strategy", "TieRule"]

Strategy = Literal["equal", "weighted", "majority", "unanimous", "veto", "bayesian"]
TieRule = Literal["hold", "previous", "strongest"]


class Rules(msgspec.Struct, frozen=True, kw_only=True):
    """The rules of a consensus.

    Args:
        strategy: How votes are pooled: "equal", every vote by its confidence; "weighted", by
            confidence and the agent's weight; "majority", by heads; "unanimous", by heads, and no
            one against; "veto", weighted, where the votes of veto agents are not weighed but bind;
            "bayesian", by the odds that each agent's hit rate gives its vote.
        confidence_threshold: The confidence needed for a side, 0 to 1. "unanimous" needs 1.
        flux_reduction: By how much the threshold falls at flux 1, in proportion below; 0 to 1.
        score_threshold: The size of score needed for a side, 0 to 1.
        quorum: Votes needed for a side, at least 1. Where fewer voters run, all of them.
        quorum_share: The part of the running voters that must have voted, 0 to 1; the larger of
            both counts.
        tie: What happens where both sides are equally strong: "hold", stay as it is; "previous",
            the side last decided on the symbol; "strongest", the side of the single vote that
            counts most, where there is one on one side alone and it is confident enough.
        learn: True to weigh votes by the agents' records, too, not by the given weights alone.

    Raises:
        ConfigError: An argument is out of range, or no strategy or tie rule has the name.
    """

    strategy: Strategy = "weighted"
    confidence_threshold: float = 0.7
    flux_reduction: float = 0.2
    score_threshold: float = 0.15
    quorum: int = 1
    quorum_share: float = 0.0
    tie: TieRule = "hold"
    learn: bool = True

    def __post_init__(self) -> None:
        _check_name("strategy", self.strategy, get_args(Strategy))
        _check_name("tie", self.tie, get_args(TieRule))
        for name in ("confidence_threshold", "flux_reduction", "score_threshold", "quorum_share"):
            value = getattr(self, name)
            if not 0.0 <= value <= 1.0:
                raise ConfigError(f"{name}: expected 0 to 1, was {value}")
        if self.quorum < 1:
            raise ConfigError(f"quorum: expected 1 or more, was {self.quorum}")

    def threshold_at(self, flux: float) -> float:
        """The confidence needed for a side where the market's turbulence is flux, 0 to 1."""
        if self.strategy == "unanimous":
            return 1.0
        threshold = self.confidence_threshold - self.flux_reduction * flux
        return threshold if threshold > 0.0 else 0.0

    def votes_needed(self, running: int) -> int:
        """The quorum where so many voters run: a faulted agent is neither asked nor waited for."""
        needed = max(1, min(self.quorum, running))
        if self.quorum_share == 0.0:
            return needed
        # 0.1 of 30 is a little more than 3 as floats; it is meant to be 3.
        return max(needed, math.ceil(self.quorum_share * running - 1e-9))


def _check_name(what: str, name: str, known: tuple[str, ...]) -> None:
    if name not in known:
        raise ConfigError(f"{what}: no {what} is called {name!r}; {hint(name, known)}")
