"""Where orders go: one protocol for every venue, and the simulated one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from swarmcore.book import TimeInForce
from swarmcore.execution.orders import Order
from swarmcore.sim import BarExchange, Report

__all__ = ["SimulatedVenue", "Venue"]


class Venue(Protocol):
    """Takes orders and reports what becomes of them."""

    def connect(self, listener: Callable[[Report], None]) -> None:
        """Name who hears the reports."""
        ...

    def submit(self, order: Order) -> None:
        """Take an order that passed the gate."""
        ...

    def cancel(self, order: Order) -> None:
        """Take back what is left of an order."""
        ...


class SimulatedVenue:
    """Fills orders from the bars of a replay.

    Args:
        exchange: Turns bars into liquidity.
    """

    def __init__(self, exchange: BarExchange) -> None:
        self._exchange = exchange
        self._listener: Callable[[Report], None] = _ignore
        self._ts = 0

    def connect(self, listener: Callable[[Report], None]) -> None:
        """Name who hears the reports."""
        self._listener = listener

    def submit(self, order: Order) -> None:
        """Queue an order for the next bar of its instrument."""
        self._exchange.submit(
            order.instrument,
            order.id,
            order.side,
            order.quantity,
            order.price,
            order.time_in_force is TimeInForce.IOC,
        )

    def cancel(self, order: Order) -> None:
        """Take back what is left of an order."""
        lots = self._exchange.cancel(order.instrument, order.id)
        if lots:
            self._listener(Report(self._ts, order.id, "cancelled", quantity=lots, reason="asked"))

    def process_bars(self, ts: int, records: np.ndarray[Any, Any]) -> None:
        """Let the working orders meet the bars of one instant.

        Args:
            ts: The bars' time, nanoseconds UTC.
            records: Bars as records of dtype swarmcore.EVENT, shape (n,).
        """
        self._ts = ts
        reports = [
            report
            for instrument in self._exchange.instruments_with_orders()
            for values in records["values"][records["instrument"] == instrument].tolist()
            for report in self._exchange.process_bar(instrument, ts, *values)
        ]
        # All bars first: an order that answers a fill of this instant must not meet its bars, or
        # what happened within one bar would decide at the open of another.
        for report in reports:
            self._listener(report)


def _ignore(report: Report) -> None:
    """Nobody is connected yet."""
