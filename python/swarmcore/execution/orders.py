"""Orders and their fills, in integer ticks and lots."""

from __future__ import annotations

import enum

import msgspec

from swarmcore.book import TimeInForce

__all__ = ["Fill", "Order", "OrderStatus", "OrderUpdate"]


class OrderStatus(enum.StrEnum):
    """Where an order stands; denied, rejected, filled and cancelled are final."""

    CREATED = "created"
    DENIED = "denied"  # by the gate: it never left
    SUBMITTED = "submitted"  # it passed the gate and went to the venue
    REJECTED = "rejected"  # by the venue
    FILLED = "filled"  # to the last lot
    CANCELLED = "cancelled"  # what was not filled is gone


class Order(msgspec.Struct, kw_only=True):
    """One order and where it stands. Only the order manager changes it.

    Args:
        id: Unique in the run, from 1.
        agent: Name of the agent that sent it.
        symbol: The instrument's symbol.
        instrument: The instrument's index.
        side: +1 buys, -1 sells.
        quantity: Lots.
        price: The limit in ticks; None for a market order.
        time_in_force: GTC stays until it is filled or cancelled, IOC fills at once or not at all.
        ts: When it was sent, nanoseconds UTC.
        status: Where it stands.
        filled: Lots filled.
        reason: Why it was denied, rejected or cancelled.
        decision: Id of the decision of the consensus that it follows; 0 where it is an agent's own.
    """

    id: int
    agent: str
    symbol: str
    instrument: int
    side: int
    quantity: int
    price: int | None
    time_in_force: TimeInForce
    ts: int
    status: OrderStatus = OrderStatus.CREATED
    filled: int = 0
    reason: str = ""
    decision: int = 0

    @property
    def remaining(self) -> int:
        """Lots not filled."""
        return self.quantity - self.filled

    @property
    def is_final(self) -> bool:
        """True once nothing more can happen to it."""
        return self.status in _FINAL


_FINAL = frozenset(
    {OrderStatus.DENIED, OrderStatus.REJECTED, OrderStatus.FILLED, OrderStatus.CANCELLED}
)


class OrderUpdate(msgspec.Struct, frozen=True):
    """A change of an order's status.

    Args:
        ts: Nanoseconds UTC.
        order_id: The order.
        symbol: Its symbol.
        agent: The agent that sent it.
        status: The new status.
        reason: Why it was denied, rejected or cancelled.
    """

    ts: int
    order_id: int
    symbol: str
    agent: str
    status: OrderStatus
    reason: str = ""


class Fill(msgspec.Struct, frozen=True):
    """One fill of one order.

    Args:
        ts: Nanoseconds UTC.
        order_id: The order.
        agent: The agent that sent it.
        symbol: Its symbol.
        instrument: The instrument's index.
        side: +1 bought, -1 sold.
        price: Ticks.
        quantity: Lots.
        taker: True where the order took liquidity, False where it gave it.
    """

    ts: int
    order_id: int
    agent: str
    symbol: str
    instrument: int
    side: int
    price: int
    quantity: int
    taker: bool
