"""Monte Carlo on the C++ kernels: paths, summaries of paths, and a seeded synthetic market.

Random numbers come from a counter-based generator: what path i does at step j depends on the seed,
i and j alone. The same seed gives the same bits for any number of threads or paths, on every CPU.
"""

from __future__ import annotations

from swarmcore.montecarlo.market import synthetic_bars
from swarmcore.montecarlo.process import Gbm, log_returns
from swarmcore.montecarlo.simulation import simulate, standard_normals
from swarmcore.montecarlo.summary import Summary, summary

__all__ = [
    "Gbm",
    "simulate",
    "summary",
    "Summary",
    "log_returns",
    "standard_normals",
    "synthetic_bars",
]
