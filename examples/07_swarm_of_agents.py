"""A thousand live agents on one bus, one that raises, and one that hangs in its own process.

Run with ``python examples/07_swarm_of_agents.py [seconds]``.

A hundred stocks follow the five of the bundled sample; every trade is routed to the ten agents of
its stock. What raises is started again, an event that it cannot bear is put aside, and the process
that hangs is replaced: everybody else goes on.
"""

from __future__ import annotations

import asyncio
import logging
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

import swarmcore as sc
from swarmcore.agents.metrics import LatencyHistogram
from swarmcore.bus import LiveEventBus
from swarmcore.config import load_settings
from swarmcore.execution import SimulatedVenue
from swarmcore.market.messages import Trade
from swarmcore.market.sample import sample_bars
from swarmcore.sim import BarExchange
from swarmcore.swarm.presets import build_live_swarm

STOCKS, AGENTS, TRADES_A_SECOND = 100, 1000, 2000

latency = LatencyHistogram()


class Follower(sc.Agent):
    """Keeps an average of one stock's price, and says how long a trade was under way."""

    stock: str

    def __init__(self, **parameters: object) -> None:
        super().__init__(**parameters)
        self.subscribe = (f"trade.{self.stock}",)

    def on_start(self) -> None:
        self.trades, self.average = 0, 0.0

    def on_trade(self, trade: Trade) -> None:
        latency.record(time.time_ns() - trade.ts)
        self.trades += 1
        self.average += (trade.price - self.average) / self.trades


class Fragile(sc.Agent):
    """Raises at every five-hundredth trade."""

    def on_trade(self, trade: Trade) -> None:
        if trade.size % 500 == 0:
            raise ValueError(f"trade {trade.size:.0f} is one too many")


class Stuck(sc.Agent):
    """Hangs at the thousandth trade, the first time it gets it."""

    execution = "process"
    marker: Path

    def on_trade(self, trade: Trade) -> None:
        self.state["trades"] = self.state.get("trades", 0) + 1
        if trade.size == 1000 and not self.marker.exists():
            self.marker.touch()
            time.sleep(3600)


async def main(seconds: float, folder: Path) -> None:
    """Live for some seconds, and until what hangs has been replaced."""
    instruments = [
        sc.Instrument(f"S{number:02}", tick_size="0.01", lot_size="1") for number in range(STOCKS)
    ]
    names = [each.symbol for each in instruments]
    followers = [
        Follower(name=f"follower_{number}", stock=names[number % STOCKS])
        for number in range(AGENTS)
    ]
    settings = load_settings(
        None, {"supervisor": {"hang_after": 1.0, "max_restarts": 1000, "restart_backoff": 0.0}}
    )
    stuck = Stuck(marker=folder / "hung")
    swarm = build_live_swarm(
        settings,
        instruments,
        SimulatedVenue(BarExchange(instruments)),
        [*followers, Fragile(), stuck],
        bus=LiveEventBus(),
    )
    prices = sample_bars().close.tolist()
    async with swarm.live():
        host = swarm.supervisor.members["stuck"].host
        began = time.perf_counter()
        count = 0
        while (elapsed := time.perf_counter() - began) < seconds or not stuck.marker.exists():
            while count < elapsed * TRADES_A_SECOND:
                count += 1
                name = names[count % STOCKS]
                trade = Trade(time.time_ns(), name, prices[count % len(prices)], count, 1)
                swarm.bus.publish(f"trade.{name}", trade, ts=trade.ts)
            await asyncio.sleep(0.002)
        # Every trade reaches the process that was replaced, too.
        while host.waiting:
            await asyncio.sleep(0.01)
        status = swarm.supervisor.commands.status()
        print(f"{len(status.agents):,} agents, {count:,} trades, {latency.count:,} deliveries")
        print(f"{latency.count / elapsed:,.0f} deliveries a second")
        print(
            f"under way: {latency.quantile(0.5) / 1e6:.2f} ms in the median, "
            f"{latency.quantile(0.99) / 1e6:.2f} ms at most in 99 of 100"
        )
        for name in ("fragile", "stuck"):
            agent = status.agent(name)
            error = next(each.error for each in status.faults if each.agent == name)
            print(f"{name}: {agent.faults} faults, {agent.restarts} restarts, first: {error}")
        print(f"put aside: {status.quarantined_count} events")
    print("lost:", count * AGENTS // STOCKS - sum(each.trades for each in followers))


if __name__ == "__main__":
    logging.basicConfig(level=logging.CRITICAL)  # the faults are printed at the end
    with TemporaryDirectory() as folder:
        asyncio.run(main(float(sys.argv[1]) if len(sys.argv) > 1 else 3.0, Path(folder)))
