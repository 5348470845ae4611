"""Votes as evidence: the probability that the long side is right.

Each agent is a witness that names the right side with its hit rate h. A vote of confidence c is one
that was garbled to that extent: it names the right side with r = ½ + c × (h - ½). Witnesses err
independently of each other and, before anybody spoke, both sides were as likely; then by Bayes'
theorem

    P(long) / P(short) = Π r / (1 - r) over votes long × Π (1 - r) / r over votes short,

whose logarithm is the sum of ± log r / (1 - r): log-odds pooling. Agents that watch the same price
do not err independently, so the probability is too sure of itself; its side is what counts.

Source: S. Nitzan and J. Paroush, "Optimal Decision Rules in Uncertain Dichotomous Choice
Situations", International Economic Review 23 (1982): the weights log h / (1 - h) make the best
decision of independent votes. On pooling: C. Genest and J. V. Zidek, "Combining Probability
Distributions", Statistical Science 1 (1986).
"""

from __future__ import annotations

import math
from collections.abc import Iterable

__all__ = ["probability_long"]

_MAX_EXPONENT = 1000
"""Beyond it a probability is 0 or 1 as a float, and 2 to it still is a float."""


def probability_long(votes: Iterable[tuple[int, float, float]]) -> float:
    """The probability that the long side is right, 0 to 1; one half where nobody votes for a side.

    The odds are a product, kept as mantissa and exponent, so that a thousand votes do not overflow
    and no logarithm is needed, whose last bits would change with the machine.

    Args:
        votes: Of each vote side, confidence (0 to 1) and hit rate (above 0 and below 1).
    """
    long = short = 1.0
    long_exponent = short_exponent = 0
    for side, confidence, hit_rate in votes:
        if side == 0:
            continue
        right = 0.5 + confidence * (hit_rate - 0.5)
        wrong = 1.0 - right
        long, shift = math.frexp(long * (right if side > 0 else wrong))
        long_exponent += shift
        short, shift = math.frexp(short * (wrong if side > 0 else right))
        short_exponent += shift
    exponent = short_exponent - long_exponent
    exponent = max(-_MAX_EXPONENT, min(_MAX_EXPONENT, exponent))
    return 1.0 / (1.0 + math.ldexp(short / long, exponent))
