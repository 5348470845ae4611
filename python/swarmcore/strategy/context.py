"""What a strategy sees, and what it says."""

from __future__ import annotations

import enum

import msgspec

__all__ = [
    "Action",
    "MODERATE_CONFIDENCE",
    "STRONG_CONFIDENCE",
    "Signal",
    "StrategyContext",
    "Strength",
]

STRONG_CONFIDENCE = 0.7
"""The confidence from which a signal is strong."""
MODERATE_CONFIDENCE = 0.4
"""The confidence from which a signal is moderate."""

_NAN = float("nan")


class StrategyContext(msgspec.Struct, frozen=True):
    """All that is known of one instrument when a bar closes. NaN where it is not known.

    Of the outlook, the account, the sentiment and the flux it holds what was last heard.

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
        probability_up: The simulated odds of a rise, 0 to 1.
        mean_return: The simulated mean return over the same horizon.
        value_at_risk: Of the account, one step ahead; negative.
        drawdown: The account's equity over its highest so far, minus one: 0 or negative.
        entries_allowed: False while new positions must not be opened.
        sentiment: What is said of the instrument, -1 (all bad) to 1 (all good).
        flux: How turbulent its market is, as the agent sees it, 0 to 1; 0 where nobody measures it.
    """

    symbol: str
    ts: int
    close: float
    fast: float = _NAN
    slow: float = _NAN
    atr: float = _NAN
    upper: float = _NAN
    middle: float = _NAN
    lower: float = _NAN
    rsi: float = _NAN
    probability_up: float = _NAN
    mean_return: float = _NAN
    value_at_risk: float = _NAN
    drawdown: float = _NAN
    entries_allowed: bool = True
    sentiment: float = _NAN
    flux: float = 0.0


class Action(enum.StrEnum):
    """What a signal says to do."""

    BUY = "buy"
    SELL = "sell"
    HOLD = "hold"


class Strength(enum.StrEnum):
    """How sure a signal is, in a word."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"


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

    @property
    def action(self) -> Action:
        """Its side as a word: buy, sell or hold."""
        if self.side == 0:
            return Action.HOLD
        return Action.BUY if self.side > 0 else Action.SELL

    @property
    def strength(self) -> Strength:
        """Its confidence as a word: strong from 0.7, moderate from 0.4, else weak."""
        if self.confidence >= STRONG_CONFIDENCE:
            return Strength.STRONG
        return Strength.MODERATE if self.confidence >= MODERATE_CONFIDENCE else Strength.WEAK
