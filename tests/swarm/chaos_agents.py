"""Agents that fail at random, the same way in every run of one seed."""

from __future__ import annotations

import asyncio
import sys
from random import Random

from swarmcore.agents import Agent
from swarmcore.backtest import backtest
from swarmcore.errors import CriticalError, DataError, TemporaryError
from swarmcore.market.messages import Bar
from swarmcore.market.sample import sample_bars

ERRORS = (ValueError, TemporaryError, DataError)


class Unsteady(Agent):
    """Votes, waits, keeps time, and raises one of many errors at random."""

    rate: float = 0.02
    critical: float = 0.0

    def on_start(self) -> None:
        self.every(3600.0 * 24 * 3, self.look)
        self.random = Random(f"{self.environment.seed} {self.name} {self.now}")

    def look(self) -> None:
        self.state["looks"] = self.state.get("looks", 0) + 1
        self.fail()

    async def on_bar(self, bar: Bar) -> None:
        if self.random.random() < 0.3:
            await asyncio.sleep(0)
        self.fail()
        self.state["bars"] = self.state.get("bars", 0) + 1
        side = 1 if self.random.random() < 0.55 else -1
        self.vote(bar.symbol, side, 0.9, f"bar {self.state['bars']}")

    def fail(self) -> None:
        drawn = self.random.random()
        if drawn < self.critical:
            raise CriticalError("on purpose")
        if drawn < self.rate:
            raise self.random.choice(ERRORS)("on purpose")


def chaos() -> tuple[int, list[str]]:
    """The hash of a run of many such agents, and its faults in a line each."""
    agents = [Unsteady(name=f"agent_{number}", rate=0.06) for number in range(8)]
    agents.append(Unsteady(name="critical", rate=0.06, critical=0.02))
    config = {"supervisor": {"max_restarts": 20, "restart_window": 86_400.0 * 30}}
    from swarmcore.config import load_settings

    result = backtest(agents, sample_bars("FB"), config=load_settings(None, config))
    lines = [f"{each.ts} {each.agent} {each.hook} {each.error}" for each in result.faults]
    return result.state_hash, lines


if __name__ == "__main__":
    state_hash, faults = chaos()
    print(state_hash, len(faults))
    print("\n".join(faults))
    sys.exit(0)
