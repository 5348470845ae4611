"""Monte Carlo beside NumPy and numba in one run: 100,000 paths of 252 steps on one thread.

Run with `pytest benchmarks/python/bench_montecarlo.py`; the mean over 25.2 million is the time of a
path-step. NumPy runs its fastest generator in place and numba a loop over PCG64 with fast
arithmetic, into memory touched before, as ours does.
"""

from __future__ import annotations

import math
from typing import Any

import numba
import numpy as np
import pytest
import swarmcore
from swarmcore import montecarlo as mc

PATHS, STEPS, S0, MU, SIGMA = 100_000, 252, 100.0, 0.05, 0.2
DT = 1.0 / STEPS


def check_law(last: np.ndarray) -> None:
    """Fail unless the mean of the last prices is within 4 standard errors of s0 e^mu."""
    expected = S0 * math.exp(MU)
    error = expected * math.sqrt(math.expm1(SIGMA**2) / len(last))
    assert abs(last.mean() - expected) < 4 * error


def numpy_paths(generator: np.random.Generator, out: np.ndarray) -> np.ndarray:
    """Logarithms of the paths in place, then their prices."""
    generator.standard_normal(out=out)
    out *= SIGMA * math.sqrt(DT)
    out += (MU - 0.5 * SIGMA**2) * DT
    np.cumsum(out, axis=1, out=out)
    np.exp(out, out=out)
    out *= S0
    return out


@numba.njit(fastmath=True)
def numba_paths(generator: np.random.Generator, out: np.ndarray) -> np.ndarray:
    """The loop that one would write."""
    drift, deviation = (MU - 0.5 * SIGMA**2) * DT, SIGMA * math.sqrt(DT)
    for path in range(out.shape[0]):
        logarithm = 0.0
        for step in range(out.shape[1]):
            logarithm += drift + deviation * generator.standard_normal()
            out[path, step] = S0 * math.exp(logarithm)
    return out


@pytest.fixture(autouse=True)
def described(benchmark: Any) -> None:
    """Say what was measured beside every figure."""
    benchmark.extra_info.update(swarmcore.build_info())


def test_paths_swarmcore(benchmark: Any) -> None:
    """Paths stored by the kernels."""
    out = np.empty((PATHS, STEPS + 1))
    process = mc.Gbm(MU, SIGMA)
    paths = benchmark(mc.simulate, process, S0, 1.0, STEPS, PATHS, 7, 1, out)
    check_law(paths[:, -1])


def test_paths_numpy(benchmark: Any) -> None:
    """Paths stored by NumPy with SFC64."""
    out = np.empty((PATHS, STEPS))
    paths = benchmark(numpy_paths, np.random.Generator(np.random.SFC64(7)), out)
    check_law(paths[:, -1])


def test_paths_numba(benchmark: Any) -> None:
    """Paths stored by numba with PCG64; compiled before the clock starts."""
    generator, out = np.random.Generator(np.random.PCG64(7)), np.empty((PATHS, STEPS))
    numba_paths(generator, out)
    paths = benchmark(numba_paths, generator, out)
    check_law(paths[:, -1])


def test_summary_swarmcore(benchmark: Any) -> None:
    """Everything but the paths."""
    grid: dict[str, Any] = {"s0": S0, "horizon": 1.0, "steps": STEPS, "paths": PATHS, "seed": 7}
    found = benchmark(mc.summary, mc.Gbm(MU, SIGMA), **grid, threads=1)
    assert abs(found.mean - S0 * math.exp(MU)) < 4 * found.mean_standard_error
