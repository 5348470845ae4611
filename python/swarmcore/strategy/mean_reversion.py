"""Mean reversion: what strayed far from its average comes back.

Source: J. Bollinger, "Bollinger on Bollinger Bands" (2001), with J. W. Wilder's relative strength
index (1978) as the second opinion.
"""

from __future__ import annotations

from swarmcore.strategy.context import Signal, StrategyContext

__all__ = ["mean_reversion", "reversion"]


def reversion(
    context: StrategyContext, *, oversold: float = 35.0, overbought: float = 65.0
) -> float:
    """How far a price that should come back strayed below its average, in band widths.

    Args:
        context: Needs upper, middle and rsi.
        oversold: As of `mean_reversion`.
        overbought: As of `mean_reversion`.

    Returns:
        Positive below the lower band, negative above the upper one, 0 between them or where the
        index does not agree, or until the context is warm.
    """
    width = context.upper - context.middle
    if not width > 0.0:
        return 0.0
    strayed = (context.middle - context.close) / width
    if strayed >= 1.0 and context.rsi <= oversold:
        return strayed
    if strayed <= -1.0 and context.rsi >= overbought:
        return strayed
    return 0.0


def mean_reversion(
    context: StrategyContext, *, oversold: float = 35.0, overbought: float = 65.0
) -> Signal:
    """Long below the lower band when oversold, out above the upper band when overbought.

    Args:
        context: Needs upper, middle, lower and rsi.
        oversold: The RSI at or below which a price under the lower band is bought.
        overbought: The RSI at or above which a price over the upper band is sold.

    Returns:
        A signal of side 0 between the bands, or until the context is warm. Confidence is the
        distance from the middle in band widths, at most 1.
    """
    strayed = reversion(context, oversold=oversold, overbought=overbought)
    if strayed == 0.0:
        known = context.upper > context.middle
        reason = "within the bands" if known else "no bands yet"
        return Signal(context.symbol, 0, 0.0, reason, context.ts)
    side, where = (1, "below") if strayed > 0.0 else (-1, "above")
    size = abs(strayed)
    return Signal(
        symbol=context.symbol,
        side=side,
        confidence=min(1.0, size / 2.0),
        reason=f"{size:.2f} bands {where}, RSI {context.rsi:.0f}",
        ts=context.ts,
    )
