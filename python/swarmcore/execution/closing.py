"""Closes every position: cancels what works, and sells or buys back until nothing is held."""

from __future__ import annotations

from swarmcore.execution.manager import OrderManager

__all__ = ["PositionCloser"]


class PositionCloser:
    """Brings the account to no position and no working order, step by step.

    A market order may fill in part or not at all, so that one is not enough: each step cancels what
    works and orders what is still held, and only what the venue has reported counts. Entries stay
    halted meanwhile and afterwards, until somebody resumes them.

    Args:
        orders: The way to the market.
        by: In whose name the orders are sent.
    """

    def __init__(self, orders: OrderManager, by: str) -> None:
        self._orders = orders
        self._by = by
        self._closing = False

    @property
    def is_closing(self) -> bool:
        """True from `begin` until nothing is held and no order works."""
        return self._closing

    def begin(self, ts: int, reason: str) -> None:
        """Halt entries, and take the first step.

        Args:
            ts: Now, nanoseconds UTC.
            reason: Why, for whose entries are denied.
        """
        self._orders.halt_entries(reason, by=self._by)
        self._closing = True
        self.step(ts)

    def step(self, ts: int) -> bool:
        """Cancel what others have working, and order what is held where nothing of ours works.

        Returns:
            True once this step, or one before it, found nothing held and no order working.
        """
        if not self._closing:
            return True
        portfolio = self._orders.portfolio
        flat = True
        for index, instrument in enumerate(portfolio.instruments):
            for order in self._orders.working(instrument.symbol):
                if order.agent != self._by:
                    self._orders.cancel(order)
            held = portfolio.quantity(index)
            working = self._orders.working(instrument.symbol)
            if held == 0 and not working:
                continue
            flat = False
            # A cancel may be under way still: until the venue has reported, nothing is ordered.
            if not working:
                self._orders.submit(
                    ts=ts,
                    agent=self._by,
                    symbol=instrument.symbol,
                    side=-1 if held > 0 else 1,
                    quantity=abs(held),
                )
        self._closing = not flat
        return flat
