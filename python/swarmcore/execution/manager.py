"""The one way of an order: through the gate to the venue, and its fills into the account."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Protocol

from swarmcore.book import TimeInForce
from swarmcore.errors import OrderError
from swarmcore.execution.halts import EntryHalts
from swarmcore.execution.orders import Fill, Order, OrderStatus, OrderUpdate
from swarmcore.execution.portfolio import Portfolio
from swarmcore.execution.venue import Venue
from swarmcore.market.messages import Bar
from swarmcore.risk import Gate, GateVerdict
from swarmcore.sim import Report

__all__ = ["OrderManager"]


class Quotes(Protocol):
    """The best prices of a run's order books: (ticks, lots) or None."""

    def best_bid(self, symbol: str) -> tuple[int, int] | None:
        """The best bid."""
        ...

    def best_ask(self, symbol: str) -> tuple[int, int] | None:
        """The best ask."""
        ...


class OrderManager:
    """Sends every order of every agent through the gate, and books what comes back.

    Args:
        portfolio: The account.
        gate: The gate, with one limit an instrument of the portfolio.
        venue: Where orders go.
        publish: Receives (topic, message): ``order.<symbol>`` with each OrderUpdate,
            ``fill.<symbol>`` with each Fill.
        quotes: Where market orders and positions are valued at the mid of order books, those; else
            at the close of bars.
    """

    def __init__(
        self,
        portfolio: Portfolio,
        gate: Gate,
        venue: Venue,
        publish: Callable[[str, object], object],
        quotes: Quotes | None = None,
    ) -> None:
        self.portfolio = portfolio
        self._gate = gate
        self._venue = venue
        self._publish = publish
        self._quotes = quotes
        self._indices = {each.symbol: index for index, each in enumerate(portfolio.instruments)}
        self._tick_sizes = [float(each.tick_size) for each in portfolio.instruments]
        self._orders: dict[int, Order] = {}
        self._working: dict[int, Order] = {}
        self._fills: list[Fill] = []
        self._halts = EntryHalts()
        venue.connect(self._on_report)

    @property
    def orders(self) -> Mapping[int, Order]:
        """Every order of the run by id, denied ones included."""
        return self._orders

    @property
    def fills(self) -> tuple[Fill, ...]:
        """Every fill, in order."""
        return tuple(self._fills)

    @property
    def halts(self) -> Mapping[str, str]:
        """Why entries are halted, by who halted them; empty while they pass."""
        return self._halts.reasons

    def halt_entries(self, reason: str, by: str = "operator") -> None:
        """Deny every order that does not reduce a position, until whoever halts resumes."""
        self._halts.add(by, reason)

    def resume_entries(self, by: str | None = "operator") -> None:
        """End the halt of one, or by None everyone's; nothing where there is none."""
        if by is None:
            self._halts.clear()
        else:
            self._halts.remove(by)

    def on_bar(self, bar: Bar) -> None:
        """Value positions and market orders at a bar's close."""
        index = self._indices[bar.symbol]
        self._gate.set_reference(index, bar.close / self._tick_sizes[index])
        instrument = self.portfolio.instruments[index]
        self.portfolio.mark(index, instrument.nearest_ticks(bar.close, toward="down"))

    def mark(self, index: int) -> None:
        """Value a position and market orders at the mid; nothing where a side is empty."""
        if self._quotes is None:
            return
        symbol = self.portfolio.instruments[index].symbol
        bid, ask = self._quotes.best_bid(symbol), self._quotes.best_ask(symbol)
        if bid is not None and ask is not None:
            middle = (bid[0] + ask[0]) / 2
            self._gate.set_reference(index, middle)
            self.portfolio.mark(index, math.floor(middle))

    def instrument_index(self, symbol: str) -> int:
        """The index of a symbol.

        Raises:
            OrderError: No instrument has the symbol.
        """
        try:
            return self._indices[symbol]
        except KeyError:
            known = ", ".join(self._indices)
            raise OrderError(f"symbol: expected one of {known}, was {symbol}") from None

    def working(self, symbol: str) -> tuple[Order, ...]:
        """The orders of a symbol that are not final, oldest first."""
        return tuple(order for order in self._working.values() if order.symbol == symbol)

    def room(self, symbol: str, side: int) -> int:
        """The lots of the largest market order that the gate would let pass.

        Raises:
            OrderError: The symbol is unknown.
        """
        index = self.instrument_index(symbol)
        room = self._gate.room(index, side)
        return min(room, self._reducible(index, side)) if self._halts else room

    def submit(
        self,
        *,
        ts: int,
        agent: str,
        symbol: str,
        side: int,
        quantity: int,
        price: int | None = None,
        time_in_force: TimeInForce = TimeInForce.IOC,
        decision: int = 0,
        denial: str = "",
    ) -> Order:
        """Send an order; whether it passed the gate is in its status.

        Args:
            ts: Now, nanoseconds UTC.
            agent: Who sends it.
            symbol: The instrument's symbol.
            side: +1 buys, -1 sells.
            quantity: Lots.
            price: The limit in ticks; None for a market order.
            time_in_force: TimeInForce.GTC or IOC; a market order is always IOC.
            decision: Id of the decision that it follows; 0 where it is the agent's own.
            denial: Why it is denied before the gate is asked; empty where it is not.

        Raises:
            OrderError: The symbol is unknown.
        """
        order = Order(
            id=len(self._orders) + 1,
            agent=agent,
            symbol=symbol,
            instrument=self.instrument_index(symbol),
            side=side,
            quantity=quantity,
            price=price,
            time_in_force=TimeInForce.IOC if price is None else time_in_force,
            ts=ts,
            decision=decision,
        )
        self._orders[order.id] = order
        self.mark(order.instrument)
        denial = denial or self._judge(order)
        if denial:
            self._update(order, ts, OrderStatus.DENIED, denial)
            return order
        self._working[order.id] = order
        self._update(order, ts, OrderStatus.SUBMITTED)
        self._venue.submit(order)
        return order

    def cancel(self, order: Order) -> None:
        """Take back what is left of an order; nothing where it is final."""
        if not order.is_final:
            self._venue.cancel(order)

    def _judge(self, order: Order) -> str:
        """Why an order may not pass; empty where it does, and its lots are then reserved."""
        verdict = self._argument_verdict(order)
        if verdict is GateVerdict.PASSED:
            if self._halts and order.quantity > self._reducible(order.instrument, order.side):
                return f"entries are halted: {self._halts.text}"
            verdict = self._gate.check(order.instrument, order.side, order.quantity, order.price)
        return "" if verdict is GateVerdict.PASSED else verdict.name.lower()

    def _argument_verdict(self, order: Order) -> GateVerdict:
        # What does not fit the gate's integers cannot be within its limits.
        if order.side not in (1, -1):
            return GateVerdict.BAD_SIDE
        if order.price is not None and not _is_count(order.price):
            return GateVerdict.BAD_PRICE
        return GateVerdict.PASSED if _is_count(order.quantity) else GateVerdict.BAD_QUANTITY

    def _reducible(self, index: int, side: int) -> int:
        """The lots by which a position can still be reduced on a side."""
        working = sum(
            order.remaining
            for order in self._working.values()
            if order.instrument == index and order.side == side
        )
        return max(0, -side * self._gate.position(index) - working)

    def _on_report(self, report: Report) -> None:
        order = self._orders[report.order_id]
        if report.kind == "fill":
            self._book(order, report)
            return
        self._gate.release(order.instrument, order.side, order.remaining)
        status = OrderStatus.REJECTED if report.kind == "rejected" else OrderStatus.CANCELLED
        self._update(order, report.ts, status, report.reason)

    def _book(self, order: Order, report: Report) -> None:
        fill = Fill(
            ts=report.ts,
            order_id=order.id,
            agent=order.agent,
            symbol=order.symbol,
            instrument=order.instrument,
            side=order.side,
            price=report.price,
            quantity=report.quantity,
            taker=report.taker,
        )
        order.filled += report.quantity
        self._gate.fill(order.instrument, order.side, report.quantity)
        self.portfolio.apply(fill, None if report.fee is None else self.portfolio.units(report.fee))
        self._fills.append(fill)
        self._publish(f"fill.{order.symbol}", fill)
        if order.remaining == 0:
            self._update(order, report.ts, OrderStatus.FILLED)

    def _update(self, order: Order, ts: int, status: OrderStatus, reason: str = "") -> None:
        order.status = status
        if order.is_final:
            self._working.pop(order.id, None)
        order.reason = reason
        self._publish(
            f"order.{order.symbol}",
            OrderUpdate(ts, order.id, order.symbol, order.agent, status, reason),
        )


def _is_count(value: object) -> bool:
    return isinstance(value, int) and -(1 << 63) <= value < 1 << 63
