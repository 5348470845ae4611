"""Measures how turbulent markets are."""

from __future__ import annotations

from swarmcore.agents.base import Agent
from swarmcore.agents.messages import FluxUpdate
from swarmcore.market.messages import Bar
from swarmcore.risk import MarketFlux

__all__ = ["FluxAgent"]


class FluxAgent(Agent):
    """Shows every bar to the meter of its instrument and publishes ``flux.update``.

    It comes before the agents that read the flux, so that they see it at the bar that they get.

    Args:
        market: The meters, which the swarm reads, too.
    """

    name: str = "flux"
    market: MarketFlux

    def on_bar(self, bar: Bar) -> None:
        meter = self.market.meter(bar.symbol)
        flux = meter.update(bar.close, bar.volume)
        self.environment.publish(
            "flux.update", FluxUpdate(bar.ts, bar.symbol, flux, meter.volatility, meter.volume)
        )
