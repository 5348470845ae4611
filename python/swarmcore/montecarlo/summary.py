"""What many paths say together, without storing them."""

from __future__ import annotations

from dataclasses import dataclass, field
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
    from collections.abc import Sequence

    from swarmcore.montecarlo.process import Gbm

__all__ = ["Summary", "summary"]


@dataclass(frozen=True, slots=True)
class Summary:
    """What a simulation says of the last price S_T and of the way there.

    Returns are S_T / s0 - 1 with their sign, as in empyrical: a loss of 20 % is -0.2.

    Attributes:
        mean: Of the last price.
        mean_standard_error: What chance may have moved the mean by (one standard deviation).
        std: The standard deviation of the last price, over n - 1; NaN for one path.
        quantiles: Of the last price: by cutoff, and by 0.5 the median.
        probability_up: The share of paths that end above s0.
        probability_up_standard_error: Of that share.
        value_at_risk: By cutoff, the quantile of the return.
        conditional_value_at_risk: By cutoff, the mean of the int((n - 1) cutoff) + 1 lowest
            returns.
        max_drawdown: The mean over paths of the worst fall from a peak (the start is one), 0 or
            below.
        max_drawdown_standard_error: Of that mean.
        paths: How many paths it is made of.
    """

    mean: float
    mean_standard_error: float
    std: float
    quantiles: dict[float, float] = field(hash=False)
    probability_up: float
    probability_up_standard_error: float
    value_at_risk: dict[float, float] = field(hash=False)
    conditional_value_at_risk: dict[float, float] = field(hash=False)
    max_drawdown: float
    max_drawdown_standard_error: float
    paths: int


def summary(
    process: Gbm,
    *,
    s0: float,
    horizon: float,
    steps: int,
    paths: int,
    seed: int,
    cutoffs: Sequence[float] = (0.05, 0.01),
    threads: int | None = None,
) -> Summary:
    """Simulate as `simulate` does and keep of each path its last price alone.

    Costs 16 bytes a path (its last price, and as much while a quantile is sought), whatever the
    number of steps. The last prices are those of `simulate`, bit for bit, and the sums run in a
    fixed order: threads and CPU change no bit.

    Args:
        process: What moves the price.
        s0: The start, finite and above 0.
        horizon: The span, finite and above 0, in the unit of the process (years, say).
        steps: 1 to 2**32 - 1; more steps see deeper drawdowns.
        paths: 1 or more.
        seed: 0 to 2**64 - 1.
        cutoffs: The tails to measure, each above 0 and below 1.
        threads: How many work; None takes as many as the machine has and the size is worth.

    Raises:
        ValueError: An argument out of its range, named.
        TypeError: An argument of another type, named.
        MemoryError: One number a path does not fit into memory.
    """
    mu, sigma = process_parameters(process)
    steps = whole("steps", steps, most=2**32 - 1)
    paths = whole("paths", paths)
    seed = whole("seed", seed, least=0, most=MOST_SEED)
    found = _core.montecarlo.estimate_gbm(
        mu,
        sigma,
        number("s0", s0),
        number("horizon", horizon),
        steps,
        paths,
        seed,
        [number("cutoffs", cutoff) for cutoff in cutoffs],
        thread_count(threads),
        np.empty(paths),
    )
    tails = found.tails
    return Summary(
        mean=found.mean,
        mean_standard_error=found.mean_standard_error,
        std=found.deviation,
        quantiles={tail.cutoff: tail.quantile for tail in tails} | {0.5: found.median},
        probability_up=found.probability_up,
        probability_up_standard_error=found.probability_up_standard_error,
        value_at_risk={tail.cutoff: tail.value_at_risk for tail in tails},
        conditional_value_at_risk={tail.cutoff: tail.conditional_value_at_risk for tail in tails},
        max_drawdown=found.max_drawdown,
        max_drawdown_standard_error=found.max_drawdown_standard_error,
        paths=paths,
    )
