"""Turns decisions into orders."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Interval

from swarmcore.agents.base import Agent
from swarmcore.agents.messages import Decision, RiskUpdate
from swarmcore.market.messages import Bar

__all__ = ["ExecutionAgent"]


class ExecutionAgent(Agent):
    """Opens a position when the consensus turns to a side, closes it when the consensus turns away.

    A position is worth the allocation divided by the number of instruments, of the equity at the
    time, or the free cash or what the gate lets pass where that is less: nothing is bought on
    credit, but for what a price moves between decision and fill. The more turbulent the market is,
    the smaller the position (``flux.size_reduction``). A decision of side 0 keeps what there is;
    where its side was vetoed, a position of the other side is still closed.

    Args:
        allocation: The part of equity that all positions together may take.
        allow_short: True to go short on side -1; else -1 only closes a long position.
    """

    name: str = "execution"
    allocation: Annotated[float, Interval(gt=0.0, le=1.0)] = 0.95
    allow_short: bool = False

    subscribe = ("bar.*", "risk.*", "decision.*")

    def on_start(self) -> None:
        self._closes: dict[str, float] = {}
        self._entries_allowed = True

    def on_bar(self, bar: Bar) -> None:
        self._closes[bar.symbol] = bar.close

    def on_risk(self, update: RiskUpdate) -> None:
        self._entries_allowed = update.entries_allowed

    def on_decision(self, decision: Decision) -> None:
        symbol = decision.symbol
        wanted = decision.side or decision.vetoed_side
        if wanted == 0 or symbol not in self._closes:
            return
        held = self.environment.portfolio.quantity(self.symbols.index(symbol))
        if held * wanted > 0 or self.environment.working(symbol):
            return
        target = 0
        if decision.side and self._entries_allowed and (decision.side > 0 or self.allow_short):
            instrument = self.environment.instruments[symbol]
            price = self._closes[symbol] * float(instrument.multiplier)
            worth = self._budget() * self._size_factor(symbol)
            target = decision.side * instrument.lots_within(worth / price)
        change = target - held
        side = 1 if change > 0 else -1
        lots = min(abs(change), self.environment.room(symbol, side))
        if lots:
            self.order(symbol, side, lots, decision=decision.id)

    def _size_factor(self, symbol: str) -> float:
        rules = self.environment.flux_rules
        return 1.0 if rules is None else rules.size_factor(self.environment.flux(symbol))

    def _budget(self) -> float:
        """What a new position may be worth: its share of equity, and no more than there is cash."""
        portfolio = self.environment.portfolio
        share = portfolio.money(portfolio.equity) * self.allocation / len(self.symbols)
        promised = 0.0
        for symbol in self.symbols:
            instrument = self.environment.instruments[symbol]
            for order in self.environment.working(symbol):
                if order.side > 0:
                    size = float(instrument.quantity(order.remaining) * instrument.multiplier)
                    promised += size * self._closes[symbol]
        free = portfolio.money(portfolio.cash) - promised
        return max(0.0, min(share, free * self.allocation))
