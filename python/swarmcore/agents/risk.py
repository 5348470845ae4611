"""Measures the account's risk and says when to open no more positions."""

from __future__ import annotations

from typing import Annotated, Any

import numpy as np
from annotated_types import Interval

from swarmcore import risk
from swarmcore.agents.base import Agent
from swarmcore.agents.messages import Emergency, RiskUpdate, Tick

__all__ = ["RiskAgent"]


class RiskAgent(Agent):
    """Publishes ``risk.update`` after every instant.

    Args:
        window: Returns of the account that the value at risk is taken from.
        cutoff: Its tail.
        max_drawdown: The loss from the highest equity at which entries stop, as a part of it.
        cool_down: Instants after which they are allowed again, and the loss is measured anew; so
            long they stop after an agent's emergency, too.
    """

    name: str = "risk"
    window: Annotated[int, Interval(ge=20, le=100_000)] = 250
    cutoff: Annotated[float, Interval(gt=0.0, lt=0.5)] = 0.05
    max_drawdown: Annotated[float, Interval(gt=0.0, le=1.0)] = 0.25
    cool_down: Annotated[int, Interval(ge=1)] = 63

    subscribe = ("clock.tick", "risk.emergency")

    def on_start(self) -> None:
        self._returns = np.zeros(self.window)
        self._count = 0
        self._last_equity = self.environment.portfolio.equity
        self._highest_equity = self._last_equity
        self._limit_equity = self._last_equity
        self._cooling = 0
        self._emergency = ""

    def on_emergency(self, emergency: Emergency) -> None:
        self._cooling = self.cool_down
        self._emergency = f"emergency of {emergency.agent}: {emergency.reason}"

    def on_message(self, tick: Any) -> None:
        if not isinstance(tick, Tick):
            return
        portfolio = self.environment.portfolio
        equity = portfolio.equity
        if self._last_equity > 0:
            self._returns[self._count % self.window] = equity / self._last_equity - 1.0
            self._count += 1
        self._last_equity = equity
        self._highest_equity = max(self._highest_equity, equity)
        if self._cooling:
            self._cooling -= 1
            if not self._cooling:
                self._limit_equity = equity
                self._emergency = ""
        self._limit_equity = max(self._limit_equity, equity)
        loss = 1.0 - equity / self._limit_equity
        if not self._cooling and loss >= self.max_drawdown:
            self._cooling = self.cool_down
        self.environment.publish(
            "risk.update",
            RiskUpdate(
                ts=tick.ts,
                equity=portfolio.money(equity),
                drawdown=equity / self._highest_equity - 1.0,
                exposure=portfolio.exposure / equity if equity > 0 else np.inf,
                value_at_risk=(
                    risk.value_at_risk(self._returns, self.cutoff)
                    if self._count >= self.window
                    else np.nan
                ),
                entries_allowed=not self._cooling,
                reason=self._reason(loss),
                agent=self.name,
            ),
        )

    def _reason(self, loss: float) -> str:
        if not self._cooling:
            return ""
        return f"{self._emergency or f'lost {loss:.1%}'}, {self._cooling} instants to go"
