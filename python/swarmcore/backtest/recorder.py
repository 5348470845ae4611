"""Keeps what a run decided and what came of it, and hashes it as it happens."""

from __future__ import annotations

from swarmcore._core import StateHash
from swarmcore.agents.messages import Decision
from swarmcore.execution.orders import Fill
from swarmcore.swarm import Swarm

__all__ = ["Recorder"]


class Recorder:
    """Listens to a swarm.

    The state hash covers, in order, every decision (time, symbol, side, score, confidence), every
    fill (time, order, symbol, side, price, quantity) and the equity after every instant. Two runs
    of equal hash did the same.
    """

    def __init__(self, swarm: Swarm) -> None:
        self._portfolio = swarm.portfolio
        self._hash = StateHash()
        self.decisions: list[Decision] = []
        self.times: list[int] = []
        self.equity: list[int] = []
        self.cash: list[int] = []
        swarm.bus.subscribe("decision.*", self._on_decision)
        swarm.bus.subscribe("fill.*", self._on_fill)

    @property
    def state_hash(self) -> int:
        """The hash of the run so far, 0 to 2**64 - 1."""
        return self._hash.value

    def record(self, ts: int) -> None:
        """Keep the account as it is after an instant."""
        equity = self._portfolio.equity
        self.times.append(ts)
        self.equity.append(equity)
        self.cash.append(self._portfolio.cash)
        self._hash.update_int(ts)
        # As text: money in fine units can pass 64 bits.
        self._hash.update_str(str(equity))

    def _on_decision(self, decision: Decision) -> None:
        self.decisions.append(decision)
        self._hash.update_int(decision.ts)
        self._hash.update_str(decision.symbol)
        self._hash.update_int(decision.side)
        self._hash.update_float(decision.score)
        self._hash.update_float(decision.confidence)

    def _on_fill(self, fill: Fill) -> None:
        self._hash.update_int(fill.ts)
        self._hash.update_int(fill.order_id)
        self._hash.update_str(fill.symbol)
        self._hash.update_int(fill.side)
        self._hash.update_int(fill.price)
        self._hash.update_int(fill.quantity)
