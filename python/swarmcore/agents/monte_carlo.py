"""Simulates where prices may go, and votes by the odds."""

from __future__ import annotations

from typing import Annotated

import msgspec
import numpy as np
from annotated_types import Gt, Interval
from numpy.typing import NDArray

from swarmcore import montecarlo as mc
from swarmcore._core import StateHash
from swarmcore.agents.messages import MonteCarloUpdate
from swarmcore.agents.strategy import StrategyAgent
from swarmcore.market.messages import Bar
from swarmcore.strategy import Signal, StrategyContext, odds

__all__ = ["MonteCarloAgent"]


class MonteCarloAgent(StrategyAgent):
    """Fits a geometric Brownian motion to recent closes and simulates the horizon.

    It publishes ``mc.update`` and votes long where the odds of a rise exceed one half by more than
    the dead band, out where they fall short by as much. Between simulations it repeats its vote.

    Args:
        window: Closes fitted.
        simulate_every: Bars between simulations of an instrument.
        horizon_bars: Bars simulated ahead.
        bars_per_year: Bars of a year, the unit of drift and volatility.
        paths: Simulated paths.
        cutoff: The tail reported as value at risk.
        dead_band: Odds within one half ± this are no opinion.
    """

    name: str = "monte_carlo"
    window: Annotated[int, Interval(ge=3, le=100_000)] = 252
    simulate_every: Annotated[int, Interval(ge=1, le=100_000)] = 21
    horizon_bars: Annotated[int, Interval(ge=1, le=100_000)] = 21
    bars_per_year: Annotated[float, Gt(0.0)] = 252.0
    paths: Annotated[int, Interval(ge=100, le=10_000_000)] = 2048
    cutoff: Annotated[float, Interval(gt=0.0, lt=0.5)] = 0.05
    dead_band: Annotated[float, Interval(ge=0.0, lt=0.5)] = 0.02

    # Its own outlooks alone: those of another one in the swarm are not what it votes by.
    subscribe = ("bar.*",)

    def on_start(self) -> None:
        super().on_start()
        # A seed of its own, so that adding another agent that simulates does not change this one.
        seed = StateHash()
        seed.update_int(self.environment.seed)
        seed.update_str(self.name)
        self._seed = seed.value
        self._windows = {
            symbol: _Window(np.full(self.window, np.nan)) for symbol in self.environment.instruments
        }

    def measure(self, bar: Bar) -> dict[str, float]:
        own = self._windows[bar.symbol]
        own.closes[own.bars % self.window] = bar.close
        own.bars += 1
        if own.bars >= self.window and (own.bars - self.window) % self.simulate_every == 0:
            update = self._simulate(bar, own)
            self.feed.on_monte_carlo(update)
            self.environment.publish("mc.update", update)
        return {}

    def strategy(self, context: StrategyContext) -> Signal:
        return odds(context, dead_band=self.dead_band)

    def _simulate(self, bar: Bar, own: _Window) -> MonteCarloUpdate:
        process = mc.Gbm.fit(
            np.roll(own.closes, -(own.bars % self.window)), periods=self.bars_per_year
        )
        horizon = self.horizon_bars / self.bars_per_year
        summary = mc.summary(
            process,
            s0=bar.close,
            horizon=horizon,
            steps=self.horizon_bars,
            paths=self.paths,
            seed=self._seed ^ own.bars,
            cutoffs=(self.cutoff,),
            threads=1,
        )
        return MonteCarloUpdate(
            ts=bar.ts,
            symbol=bar.symbol,
            horizon=horizon,
            probability_up=summary.probability_up,
            mean_return=summary.mean / bar.close - 1.0,
            value_at_risk=summary.value_at_risk[self.cutoff],
            conditional_value_at_risk=summary.conditional_value_at_risk[self.cutoff],
        )


class _Window(msgspec.Struct):
    closes: NDArray[np.float64]
    bars: int = 0
