"""Checks of counts and numbers, so that a wrong one is named in one line."""

from __future__ import annotations

import operator

from swarmcore.montecarlo.process import Gbm

__all__ = ["MOST", "MOST_SEED", "number", "process_parameters", "thread_count", "whole"]

MOST = 2**62
"""More than any memory holds, and below what a size in C++ can count."""

MOST_SEED = 2**64 - 1


def whole(name: str, value: int, least: int = 1, most: int = MOST) -> int:
    """An integer from `least` to `most`, or TypeError or ValueError naming it."""
    try:
        result = operator.index(value)
    except TypeError:
        raise TypeError(f"{name}: expected an integer, was {type(value).__name__}") from None
    if not least <= result <= most:
        raise ValueError(f"{name}: expected {least} to {most}, was {result}")
    return result


def number(name: str, value: float) -> float:
    """A float, or TypeError naming it."""
    try:
        return float(value)
    except (TypeError, ValueError):
        raise TypeError(f"{name}: expected a number, was {type(value).__name__}") from None


def thread_count(threads: int | None) -> int:
    """The count that the kernels take: 0 lets them choose."""
    return 0 if threads is None else whole("threads", threads, most=4096)


def process_parameters(process: Gbm) -> tuple[float, float]:
    """The mu and sigma of a process, or TypeError."""
    if not isinstance(process, Gbm):
        raise TypeError(f"process: expected Gbm, was {type(process).__name__}")
    return process.mu, process.sigma
