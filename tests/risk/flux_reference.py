"""Flux from its definition: sums over the whole history, at every bar anew."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise


def turbulence(
    closes: Sequence[float],
    volumes: Sequence[float],
    fast_decay: float = 0.94,
    slow_decay: float = 0.99,
) -> float:
    """Of the last bar; docs/design/0008 has the formula."""
    squares = [math.log(after / before) ** 2 for before, after in pairwise(closes)]
    activity = 1.0
    for values in (squares, volumes):
        history = weighted_mean(values, slow_decay)
        if history > 0.0:
            activity *= weighted_mean(values, fast_decay) / history
    return activity / (1.0 + activity)


def weighted_mean(values: Sequence[float], decay: float) -> float:
    """The mean of values whose weights fall by the decay for each step into the past."""
    weights = [decay**age for age in range(len(values))]
    total = math.fsum(weights)
    products = (weight * value for weight, value in zip(weights, reversed(values), strict=True))
    return math.fsum(products) / total if total else 0.0
