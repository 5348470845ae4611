"""Mean reversion: what strayed far from its average comes back.

Source: J. Bollinger, "Bollinger on Bollinger Bands" (2001), with J. W. Wilder's relative strength
index (1978) as the second opinion.
"""

from __future__ import annotations

from swarmcore.strategy.context import Signal, StrategyContext

__all__ = ["mean_reversion"]


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
    width = context.upper - context.middle
    if not width > 0.0:
        return Signal(context.symbol, 0, 0.0, "no bands yet", context.ts)
    strayed = (context.close - context.middle) / width
    if strayed <= -1.0 and context.rsi <= oversold:
        side = 1
    elif strayed >= 1.0 and context.rsi >= overbought:
        side = -1
    else:
        return Signal(context.symbol, 0, 0.0, "within the bands", context.ts)
    where = "below" if side > 0 else "above"
    return Signal(
        symbol=context.symbol,
        side=side,
        confidence=min(1.0, abs(strayed) / 2.0),
        reason=f"{abs(strayed):.2f} bands {where}, RSI {context.rsi:.0f}",
        ts=context.ts,
    )
