"""Blend: one opinion out of all that is known of an instrument.

The views of trend, reversion, odds and sentiment are pooled linearly, as in M. Stone, "The Opinion
Pool", Annals of Mathematical Statistics 32 (1961). The account's losses take from what speaks for a
new position, and the market's flux from what is asked of an opinion.
"""

from __future__ import annotations

import msgspec

from swarmcore.strategy.context import Signal, StrategyContext
from swarmcore.strategy.mean_reversion import reversion
from swarmcore.strategy.momentum import trend

__all__ = ["BlendWeights", "blend"]

FULL_TREND = 3.0
"""The average true ranges between two averages from which a trend could not be clearer."""

_REASONS = tuple(", ".join(["%s %+.2f"] * views) for views in range(5))
"""How so many views are told."""


class BlendWeights(msgspec.Struct, frozen=True):
    """How much each view of a blend counts, 0 to 1,000,000.

    Args:
        trend: Of the moving averages.
        reversion: Of the Bollinger bands.
        odds: Of the simulated outlook.
        sentiment: Of what is said of the instrument.

    Raises:
        ValueError: A weight is out of range, or all are 0.
    """

    trend: float = 1.0
    reversion: float = 1.0
    odds: float = 1.0
    sentiment: float = 1.0

    def __post_init__(self) -> None:
        weights = msgspec.structs.asdict(self)
        for name, weight in weights.items():
            if not 0.0 <= weight <= 1e6:
                raise ValueError(f"{name}: expected 0 to 1,000,000, was {weight}")
        if not any(weights.values()):
            raise ValueError("weights: expected one above 0, were all 0")


def blend(
    context: StrategyContext,
    *,
    weights: BlendWeights = BlendWeights(),  # noqa: B008 - immutable
    threshold: float = 0.3,
    flux_reduction: float = 0.2,
    max_drawdown: float = 0.25,
) -> Signal:
    """Long or out, where the weighted mean of all views that are known says so clearly enough.

    A view is -1 to 1: a third of the trend in average true ranges, half of the `reversion` in band
    widths, the odds of a rise less those of a fall, or the sentiment. A mean that speaks for being
    long shrinks as the account's drawdown nears its limit, and opens nothing while entries are not
    allowed; one that speaks for being out does neither.

    Args:
        context: Whatever of it is known.
        weights: How much each view counts.
        threshold: The confidence needed for a side at flux 0, 0 to 1.
        flux_reduction: By how much that is less at flux 1, in proportion below.
        max_drawdown: The drawdown at which no view speaks for being long, above 0.

    Returns:
        A signal of side 0 below the threshold. Confidence is the size of the mean.
    """
    views = _views(context, weights)
    total = weighted = 0.0
    told: list[str | float] = []
    for name, weight, view in views:
        total += weight
        weighted += weight * view
        told += (name, view)
    if not total > 0.0:
        return Signal(context.symbol, 0, 0.0, "nothing known yet", context.ts)
    # The terms are each within ± their weight, but their sum is rounded.
    mean = _limited(weighted / total)
    # One format of all numbers takes half as long as one of each.
    reason = _REASONS[len(views)] % tuple(told)
    if mean > 0.0:
        if not context.entries_allowed:
            return Signal(context.symbol, 0, 0.0, f"{reason}; no entries", context.ts)
        if context.drawdown < 0.0:
            mean *= max(0.0, 1.0 + context.drawdown / max_drawdown)
            reason += f"; drawdown {-context.drawdown:.1%}"
    needed = max(0.0, threshold - flux_reduction * context.flux)
    confidence = abs(mean)
    if confidence == 0.0 or confidence < needed:
        reason += f"; {confidence:.2f} of {needed:.2f} needed"
        return Signal(context.symbol, 0, 0.0, reason, context.ts)
    return Signal(context.symbol, 1 if mean > 0.0 else -1, confidence, reason, context.ts)


def _views(context: StrategyContext, weights: BlendWeights) -> list[tuple[str, float, float]]:
    """Name, weight and view, -1 to 1, of all that is known: of what is no NaN."""
    views: list[tuple[str, float, float]] = []
    known = context.slow - context.fast + context.atr
    if known == known:
        views.append(("trend", weights.trend, _limited(trend(context) / FULL_TREND)))
    known = context.upper - context.middle + context.rsi
    if known == known:
        views.append(("reversion", weights.reversion, _limited(reversion(context) / 2.0)))
    if context.probability_up == context.probability_up:
        views.append(("odds", weights.odds, _limited(2.0 * context.probability_up - 1.0)))
    if context.sentiment == context.sentiment:
        views.append(("sentiment", weights.sentiment, _limited(context.sentiment)))
    return views


def _limited(view: float) -> float:
    return -1.0 if view < -1.0 else 1.0 if view > 1.0 else view
