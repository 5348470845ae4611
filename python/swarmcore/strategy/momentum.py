"""Momentum: what rises goes on rising, for a while.

Source: N. Jegadeesh and S. Titman, "Returns to Buying Winners and Selling Losers", Journal of
Finance 48 (1993); here in its moving-average form, scaled by the average true range.
"""

from __future__ import annotations

from swarmcore.strategy.context import Signal, StrategyContext

__all__ = ["momentum", "trend"]


def trend(context: StrategyContext) -> float:
    """How far the fast average is above the slow one, in average true ranges; 0 where unknown."""
    gap = context.fast - context.slow
    return gap / context.atr if context.atr > 0.0 and abs(gap) > 0.0 else 0.0


def momentum(context: StrategyContext, *, full_confidence_ranges: float = 3.0) -> Signal:
    """Long while the fast average is above the slow one, out while it is below.

    Args:
        context: Needs fast, slow and atr.
        full_confidence_ranges: The gap between the averages, in average true ranges, at which
            confidence reaches 1.

    Returns:
        A signal of side 0 until the context is warm, or while the averages are equal.
    """
    ranges = trend(context)
    if ranges == 0.0:
        return Signal(context.symbol, 0, 0.0, "no trend yet", context.ts)
    side = 1 if ranges > 0.0 else -1
    size = abs(ranges)
    return Signal(
        symbol=context.symbol,
        side=side,
        confidence=min(1.0, size / full_confidence_ranges),
        reason=f"averages {size:.2f} true ranges {'above' if side > 0 else 'below'}",
        ts=context.ts,
    )
