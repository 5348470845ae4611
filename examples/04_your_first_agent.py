"""Your first agent: a crossover of two averages, run on the bundled sample."""

import swarmcore as sc
from swarmcore import indicators as ta


class Cross(sc.Agent):
    fast: int = 20
    slow: int = 100

    def on_start(self):
        self.averages = {s: (ta.Ema(self.fast), ta.Ema(self.slow)) for s in self.symbols}

    def on_bar(self, bar):
        fast, slow = (average.update(bar.close) for average in self.averages[bar.symbol])
        self.vote(bar.symbol, +1 if fast > slow else -1, 0.8, f"ema {fast:.2f} against {slow:.2f}")


result = sc.backtest([Cross(fast=10)])
print(result.report)
print(f"{len(result.round_trips)} round trips, state hash {result.state_hash:016x}")
print("report:", result.plot("first_agent.html"))
