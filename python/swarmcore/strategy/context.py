"""What a strategy sees, and what it says."""

from __future__ import annotations

import msgspec

__all__ = ["Signal", "StrategyContext"]


class StrategyContext(msgspec.Struct, frozen=True):
    """What a strategy sees of one instrument when a bar closes. NaN where not yet known.

    Args:
        symbol: The instrument's symbol.
        ts: Time of the bar, nanoseconds UTC.
        close: Its close.
        fast: A fast moving average of the close.
        slow: A slow one.
        atr: Average true range, in price.
        upper: Upper Bollinger band.
        middle: Middle one.
        lower: Lower one.
        rsi: Relative strength index, 0 to 100.
    """

    symbol: str
    ts: int
    close: float
    fast: float = float("nan")
    slow: float = float("nan")
    atr: float = float("nan")
    upper: float = float("nan")
    middle: float = float("nan")
    lower: float = float("nan")
    rsi: float = float("nan")


class Signal(msgspec.Struct, frozen=True):
    """What a strategy thinks of an instrument.

    Args:
        symbol: The instrument's symbol.
        side: +1 be long, -1 be out or short, 0 no opinion.
        confidence: 0 to 1.
        reason: Why, in one line.
        ts: When, nanoseconds UTC.
        agent: Whose signal it is; empty until an agent sends it.
    """

    symbol: str
    side: int
    confidence: float
    reason: str
    ts: int
    agent: str = ""
