"""How much agents may hold by orders of their own: their shares of the risk budget."""

from __future__ import annotations

import math

import msgspec

from swarmcore.errors import ConfigError
from swarmcore.execution.orders import Order
from swarmcore.execution.portfolio import Portfolio
from swarmcore.swarm.consensus import RiskBudget

__all__ = ["Allowance"]

DENIAL = "risk_budget"
"""The reason of an order that its agent's share of the budget does not allow."""


class Allowance:
    """Limits the notional that each agent holds by orders that follow no decision.

    An agent holds what its own orders have filled, and what is still working counts as filled on
    its side. Valued at the marks of the account, that must stay within limit × equity × the agent's
    share. Whoever may not hold more can still hold less: an order that only reduces what the agent
    holds, or what the account holds, passes. Agents without a share are the swarm's services, which
    carry out what others decided.

    Args:
        portfolio: The account.
        budget: The shares.
        limit: What all shares together may hold, in parts of equity, 0 or more.

    Raises:
        ConfigError: limit is negative or no number.
    """

    def __init__(self, portfolio: Portfolio, budget: RiskBudget, limit: float) -> None:
        if not limit >= 0.0:
            raise ConfigError(f"risk_limit: expected 0 or more, was {limit}")
        self._portfolio = portfolio
        self._budget = budget
        self._limit = limit
        self._indices = {each.symbol: index for index, each in enumerate(portfolio.instruments)}
        self._holdings: dict[str, dict[int, _Holding]] = {}

    def denial(self, agent: str, symbol: str, side: int, quantity: int) -> str:
        """Why an agent may not send an order of its own; empty where it may.

        What is no order at all is left to the order manager to refuse.
        """
        index = self._indices.get(symbol)
        if index is None or side not in (1, -1) or not _is_quantity(quantity):
            return ""
        if self._limit == math.inf or agent not in self._budget.shares:
            return ""
        holdings = self._holdings.setdefault(agent, {})
        for each in holdings.values():
            each.settle()
        own = holdings.setdefault(index, _Holding())
        if quantity <= max(own.reducible(side), -side * self._portfolio.quantity(index)):
            return ""
        notional = self._value(index, own.largest(side, quantity)) + sum(
            self._value(other, each.largest()) for other, each in holdings.items() if other != index
        )
        allowed = self._limit * self._budget.share(agent) * self._portfolio.equity
        return DENIAL if notional > allowed else ""

    def keep(self, order: Order, agent: str) -> None:
        """Count an order that an agent, or an instance of it, has sent on its own."""
        if not order.is_final or order.filled:
            self._holdings.setdefault(agent, {}).setdefault(
                order.instrument, _Holding()
            ).orders.append(order)

    def _value(self, index: int, lots: int) -> int:
        return self._portfolio.value(index, self._portfolio.marked(index), lots)


def _is_quantity(value: object) -> bool:
    return isinstance(value, int) and 0 < value < 1 << 63


class _Holding(msgspec.Struct):
    """What an agent holds of an instrument by its own orders.

    Args:
        lots: Filled by orders that are final, negative when short.
        orders: Those that were not final when last looked at.
    """

    lots: int = 0
    orders: list[Order] = msgspec.field(default_factory=list)

    def settle(self) -> None:
        """Put the fills of orders that have become final into the lots, and forget the orders."""
        self.lots += sum(order.side * order.filled for order in self.orders if order.is_final)
        self.orders = [order for order in self.orders if not order.is_final]

    def largest(self, side: int = 0, quantity: int = 0) -> int:
        """The most lots that it may come to, long or short, with one more order."""
        held = self._held()
        bought = self._working(1) + (quantity if side > 0 else 0)
        sold = self._working(-1) + (quantity if side < 0 else 0)
        return max(abs(held + bought), abs(held - sold))

    def reducible(self, side: int) -> int:
        """The lots by which what it holds can still be reduced on a side; none where negative."""
        return -side * self._held() - self._working(side)

    def _held(self) -> int:
        return self.lots + sum(order.side * order.filled for order in self.orders)

    def _working(self, side: int) -> int:
        return sum(order.remaining for order in self.orders if order.side == side)
