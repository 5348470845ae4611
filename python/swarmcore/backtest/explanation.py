"""Why an order was sent: the decision that it follows, and the votes behind that."""

from __future__ import annotations

from collections.abc import Sequence

from swarmcore.agents.messages import Decision
from swarmcore.backtest.tables import iso_time
from swarmcore.errors import OrderError
from swarmcore.execution.orders import Fill, Order
from swarmcore.market.instruments import Instrument

__all__ = ["explain_order"]


def explain_order(
    order_id: int,
    orders: Sequence[Order],
    fills: Sequence[Fill],
    decisions: Sequence[Decision],
    instruments: Sequence[Instrument],
) -> str:
    """An order, its fills and its decision in readable lines.

    Args:
        order_id: The order's id.
        orders: All of the run.
        fills: All of the run.
        decisions: All of the run.
        instruments: By index.

    Raises:
        OrderError: No order has the id.
    """
    order = next((each for each in orders if each.id == order_id), None)
    if order is None:
        known = f"1 to {len(orders)}" if orders else "an order, the run sent none"
        raise OrderError(f"order_id: expected {known}, was {order_id}")
    instrument = instruments[order.instrument]
    at = "the market" if order.price is None else f"{instrument.price(order.price)} or better"
    lines = [
        f"order {order.id} of {order.agent} at {iso_time(order.ts)}: "
        f"{'buy' if order.side > 0 else 'sell'} {instrument.quantity(order.quantity):f} "
        f"{order.symbol} at {at}; {order.status}{f': {order.reason}' if order.reason else ''}"
    ]
    lines += [
        f"  filled {instrument.quantity(fill.quantity):f} at {instrument.price(fill.price)}, "
        f"{iso_time(fill.ts)}"
        for fill in fills
        if fill.order_id == order_id
    ]
    decision = next((each for each in decisions if each.id == order.decision), None)
    lines.append(
        f"  {order.agent} sent it on its own, past the consensus"
        if decision is None
        else decision.explain()
    )
    return "\n".join(lines)
