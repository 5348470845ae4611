"""What the market says: one immutable message a bar, a quote or a trade.

Prices and sizes are floats in the units of the instrument (not ticks and lots): they feed
indicators. Orders and book messages are integers.
"""

from __future__ import annotations

import msgspec

__all__ = ["Bar", "Quote", "Trade"]


class Bar(msgspec.Struct, frozen=True):
    """A finished bar; it is known when it closes.

    Args:
        ts: Time of the bar, nanoseconds UTC.
        symbol: The instrument's symbol.
        open: First price.
        high: Highest price.
        low: Lowest price.
        close: Last price.
        volume: Quantity traded, in units of the instrument.
    """

    ts: int
    symbol: str
    open: float
    high: float
    low: float
    close: float
    volume: float


class Quote(msgspec.Struct, frozen=True):
    """The best bid and ask.

    Args:
        ts: Nanoseconds UTC.
        symbol: The instrument's symbol.
        bid: Best bid price.
        ask: Best ask price.
        bid_size: Quantity at the bid.
        ask_size: Quantity at the ask.
    """

    ts: int
    symbol: str
    bid: float
    ask: float
    bid_size: float
    ask_size: float


class Trade(msgspec.Struct, frozen=True):
    """One trade of the market.

    Args:
        ts: Nanoseconds UTC.
        symbol: The instrument's symbol.
        price: Price.
        size: Quantity.
        side: The taker's side, +1 bought, -1 sold, 0 not known.
    """

    ts: int
    symbol: str
    price: float
    size: float
    side: int
