"""What a venue says of an order."""

from __future__ import annotations

from typing import Literal

import msgspec

from swarmcore.book import RejectReason

__all__ = ["Report", "reason_text"]


class Report(msgspec.Struct, frozen=True):
    """What a venue says of an order.

    Args:
        ts: Nanoseconds UTC.
        order_id: The order.
        kind: "fill", or its end: "cancelled" or "rejected".
        price: Ticks, of a fill.
        quantity: Lots filled or cancelled.
        taker: True where a fill took liquidity.
        reason: Why it was cancelled or rejected.
        fee: Of a fill, billionths of the quote currency; None leaves it to the instrument's rates.
    """

    ts: int
    order_id: int
    kind: Literal["fill", "cancelled", "rejected"]
    price: int = 0
    quantity: int = 0
    taker: bool = False
    reason: str = ""
    fee: int | None = None


def reason_text(reason: int) -> str:
    """The name of an engine's reason, empty where there is none."""
    return RejectReason(reason).name.lower() if reason else ""
