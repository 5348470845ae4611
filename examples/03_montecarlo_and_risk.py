"""Fit a price process, ask where it may lead, and measure the risk of what happened.

The market is synthetic and seeded: every run, on every machine, prints the same numbers.
"""

from __future__ import annotations

import numpy as np
from swarmcore import montecarlo as mc
from swarmcore import risk

# 1. Ten years of daily bars of one symbol.
bars = mc.synthetic_bars(["ACME"], days=2520, seed=7, process=mc.Gbm(mu=0.08, sigma=0.25))
close = bars["close"]
print(f"{len(close)} days, from {close[0]:.2f} to {close[-1]:.2f}")

# 2. The process behind them. Its volatility is known well, its drift poorly.
process = mc.Gbm.fit(close, periods=252)
print(f"fitted: {process}")

# 3. Where a price of 100 may be in a year: 100,000 paths, of which none is stored.
year = mc.summary(process, s0=100.0, horizon=1.0, steps=252, paths=100_000, seed=1)
print(f"mean {year.mean:.2f} +- {year.mean_standard_error:.2f}, median {year.quantiles[0.5]:.2f}")
print(f"up with probability {year.probability_up:.1%}")
print(f"one year in twenty ends below {year.value_at_risk[0.05]:+.1%}")
print(f"and then at {year.conditional_value_at_risk[0.05]:+.1%} on average")

# 4. Ten of those paths, stored: path i is the same however many there are.
paths = mc.simulate(process, s0=100.0, horizon=1.0, steps=252, paths=10, seed=1)
more = mc.simulate(process, s0=100.0, horizon=1.0, steps=252, paths=1000, seed=1)
assert np.array_equal(paths, more[:10])

# 5. The risk of what did happen, as empyrical would have it.
returns = np.diff(close) / close[:-1]
report = risk.report(returns, period="daily", risk_free=0.0)
print(report)
assert report.sharpe_ratio == risk.sharpe_ratio(returns)
