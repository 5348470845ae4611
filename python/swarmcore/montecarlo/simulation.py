"""Paths of a process, stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from swarmcore import _core
from swarmcore.montecarlo._checks import (
    MOST_SEED,
    number,
    process_parameters,
    thread_count,
    whole,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from swarmcore.montecarlo.process import Gbm

__all__ = ["simulate", "standard_normals"]


def simulate(
    process: Gbm,
    s0: float,
    horizon: float,
    steps: int,
    paths: int,
    seed: int,
    threads: int | None = None,
    out: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """Paths of a process from `s0` over `horizon`, in `steps` steps exact in law.

    Path i at step j depends on the seed, i and j alone: more paths leave the first ones as they
    were, and threads and CPU change no bit. Costs paths * (steps + 1) * 8 bytes; `summary` stores
    no paths.

    Args:
        process: What moves the price.
        s0: The start, finite and above 0.
        horizon: The span, finite and above 0, in the unit of the process (years, say).
        steps: 1 to 2**32 - 1.
        paths: 1 or more.
        seed: 0 to 2**64 - 1.
        threads: How many work; None takes as many as the machine has and the size is worth.
        out: (paths, steps + 1) float64, C-contiguous and writable, to write into; a new array
            costs about as much again for its first touch.

    Returns:
        `out` or a new (paths, steps + 1) float64 array; column 0 is `s0`.

    Raises:
        ValueError: An argument out of its range, named.
        TypeError: An argument of another type, named.
        MemoryError: The paths do not fit into memory.
    """
    mu, sigma = process_parameters(process)
    steps = whole("steps", steps, most=2**32 - 1)
    paths = whole("paths", paths)
    seed = whole("seed", seed, least=0, most=MOST_SEED)
    s0, horizon = number("s0", s0), number("horizon", horizon)
    count = thread_count(threads)
    if out is None:
        out = _empty(paths, steps + 1)
    _core.montecarlo.simulate_gbm(mu, sigma, s0, horizon, steps, paths, seed, count, out)
    return out


def standard_normals(paths: int, steps: int, seed: int) -> NDArray[np.float64]:
    """The independent standard normal draws behind `simulate`, to build other processes on.

    Philox 4x32-10 (Salmon et al. 2011) and Box-Muller; no draw is beyond 8.6.

    Args:
        paths: 1 or more.
        steps: 1 to 2**32 - 1.
        seed: 0 to 2**64 - 1.

    Returns:
        (paths, steps) float64: what moves path i at step j.

    Raises:
        ValueError: An argument out of its range, named.
        TypeError: An argument of another type, named.
        MemoryError: The draws do not fit into memory.
    """
    steps = whole("steps", steps, most=2**32 - 1)
    paths = whole("paths", paths)
    seed = whole("seed", seed, least=0, most=MOST_SEED)
    out = _empty(paths, steps)
    _core.montecarlo.standard_normals(paths, steps, seed, out)
    return out


def _empty(rows: int, columns: int) -> NDArray[np.float64]:
    if rows * columns * 8 >= 2**63:
        raise MemoryError(f"paths: expected an array that fits into memory, was {rows} x {columns}")
    return np.empty((rows, columns))
