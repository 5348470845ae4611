"""Odds: be where a simulated outlook says that prices more likely go."""

from __future__ import annotations

from swarmcore.strategy.context import Signal, StrategyContext

__all__ = ["odds"]


def odds(context: StrategyContext, *, dead_band: float = 0.02) -> Signal:
    """Long where a rise is likelier than a fall, out where it is less likely.

    Args:
        context: Needs probability_up.
        dead_band: Odds within one half ± this are no opinion.

    Returns:
        A signal of side 0 within the dead band, or until there is an outlook. Confidence is the
        distance of the odds from one half, 1 where they are certain.
    """
    edge = context.probability_up - 0.5
    if edge != edge:
        return Signal(context.symbol, 0, 0.0, "no outlook yet", context.ts)
    side = 0 if abs(edge) <= dead_band else (1 if edge > 0.0 else -1)
    return Signal(
        symbol=context.symbol,
        side=side,
        confidence=min(1.0, 2.0 * abs(edge)),
        reason=f"odds of a rise {context.probability_up:.3f}",
        ts=context.ts,
    )
