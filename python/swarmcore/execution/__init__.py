"""Orders, the account, and the venues that fill orders.

What a venue says of an order is `swarmcore.sim.Report`, here, too.
"""

from __future__ import annotations

from swarmcore.execution.manager import OrderManager
from swarmcore.execution.orders import Fill, Order, OrderStatus, OrderUpdate
from swarmcore.execution.portfolio import Portfolio, RoundTrip
from swarmcore.execution.replay_venue import ReplayVenue
from swarmcore.execution.venue import SimulatedVenue, Venue
from swarmcore.sim import Report

__all__ = [
    "Fill",
    "Order",
    "OrderManager",
    "OrderStatus",
    "OrderUpdate",
    "Portfolio",
    "ReplayVenue",
    "Report",
    "RoundTrip",
    "SimulatedVenue",
    "Venue",
]
