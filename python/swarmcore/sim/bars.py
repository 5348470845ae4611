"""How a bar becomes liquidity: a simulated exchange over the matching engine.

Orders sent after a bar closed meet the next bar of their instrument:

1. At its **open** a house order on each side offers the bar's share of volume, the ask rounded up
   and the bid rounded down to the tick after the slippage. Market orders, IOC orders and limit
   orders that the open crosses trade with it, in the order in which they were sent.
2. The limit orders that are left rest. The price then walks to the nearer extreme first: open, low,
   high, close when the bar closed up, else open, high, low, close. A resting order fills at its own
   price where the extreme goes at least one tick **through** it; a touch is not enough.
3. What is not filled waits for the next bar; what is left of a market or IOC order is cancelled.

All fills of a bar share ``participation`` × volume: an agent cannot buy what was not traded. In a
bar without volume nothing happens. Two orders of the account never trade with each other: the later
one waits for the next bar.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import msgspec
import numpy as np

from swarmcore.book import (
    MAKER_FLAG,
    ORDER_COMMAND,
    CommandKind,
    ExecutionKind,
    MatchingEngine,
    OrderType,
    TimeInForce,
)
from swarmcore.market.instruments import Instrument
from swarmcore.sim.report import Report, reason_text

__all__ = ["BarExchange"]

_FIRST_HOUSE_ID = 1 << 63  # orders of agents have ids below
_NO_ASK = 1 << 63  # above every price


class _Working(msgspec.Struct):
    order_id: int
    side: int
    price: int | None
    remaining: int
    ioc: bool

    def crosses(self, ask: int, bid: int) -> bool:
        if self.price is None or self.ioc:
            return True
        return self.price >= ask if self.side > 0 else self.price <= bid


class BarExchange:
    """Fills orders from bars through a matching engine.

    Args:
        instruments: By index.
        participation: The share of a bar's volume that agents can trade, above 0 and at most 1.
        slippage: The part of the price by which a taker pays more than the open, 0 or more.

    Raises:
        ValueError: participation or slippage is out of range.
    """

    def __init__(
        self,
        instruments: Sequence[Instrument],
        *,
        participation: float = 0.1,
        slippage: float = 0.0,
    ) -> None:
        if not 0.0 < participation <= 1.0:
            raise ValueError(f"participation: expected above 0 and at most 1, was {participation}")
        if not 0.0 <= slippage < 1.0:
            raise ValueError(f"slippage: expected 0 or more and below 1, was {slippage}")
        self._instruments = tuple(instruments)
        self._participation = participation
        self._slippage = slippage
        self._engine = MatchingEngine(self._instruments)
        # Beyond this a bar's volume is as good as endless, and its lots would pass 64 bits.
        self._most = [float(each.quantity(1 << 62)) for each in self._instruments]
        self._working: list[list[_Working]] = [[] for _ in self._instruments]
        self._next_house_id = _FIRST_HOUSE_ID

    def instruments_with_orders(self) -> list[int]:
        """Indices of the instruments that have working orders, ascending."""
        return [index for index, orders in enumerate(self._working) if orders]

    def submit(
        self, instrument: int, order_id: int, side: int, quantity: int, price: int | None, ioc: bool
    ) -> None:
        """Queue an order for the instrument's next bar. Units: lots and ticks."""
        self._working[instrument].append(_Working(order_id, side, price, quantity, ioc))

    def cancel(self, instrument: int, order_id: int) -> int:
        """Take an order back; returns the lots that were not filled, 0 where it is not working."""
        for position, order in enumerate(self._working[instrument]):
            if order.order_id == order_id:
                del self._working[instrument][position]
                return order.remaining
        return 0

    def process_bar(
        self,
        instrument: int,
        ts: int,
        open_price: float,
        high: float,
        low: float,
        close: float,
        volume: float,
    ) -> list[Report]:
        """Let the working orders of an instrument meet one bar.

        Returns:
            What happened to them, in order.
        """
        working = self._working[instrument]
        if not working:
            return []
        grid = self._instruments[instrument]
        available = grid.lots_within(min(volume * self._participation, self._most[instrument]))
        if available == 0:
            return []
        bar = _BarSession(self, instrument, ts, available)
        ask = grid.nearest_ticks(open_price * (1.0 + self._slippage), toward="up")
        bid = max(1, grid.nearest_ticks(open_price * (1.0 - self._slippage), toward="down"))
        at_open = [order for order in working if order.crosses(ask, bid)]
        resting = [order for order in working if not order.crosses(ask, bid)]
        bar.trade_with_house(ask, [order for order in at_open if order.side > 0])
        bar.trade_with_house(bid, [order for order in at_open if order.side < 0])
        # Of those that took liquidity at the open only limit orders can have lots left.
        bar.rest([*(order for order in at_open if order.remaining and not order.ioc), *resting])
        through_low = (grid.nearest_ticks(low, toward="down") + 1, -1)
        through_high = (grid.nearest_ticks(high, toward="up") - 1, 1)
        for price, side in (
            (through_low, through_high) if close >= open_price else (through_high, through_low)
        ):
            bar.sweep(price, side)
        bar.take_back()
        self._working[instrument] = [
            order
            for order in working
            if order.remaining and not order.ioc and order.price is not None
        ]
        return bar.reports

    def _house_id(self) -> int:
        self._next_house_id += 1
        return self._next_house_id


class _BarSession:
    """One bar of one instrument: the engine is empty before and after it."""

    def __init__(self, exchange: BarExchange, instrument: int, ts: int, available: int) -> None:
        self._exchange = exchange
        self._instrument = instrument
        self._ts = ts
        self._available = available
        self._resting: dict[int, _Working] = {}
        self.reports: list[Report] = []

    def trade_with_house(self, price: int, orders: list[_Working]) -> None:
        """Let orders of one side trade with a house order at `price` on the other."""
        if not orders or not self._available:
            self._give_up(orders)
            return
        house = self._exchange._house_id()
        side = -orders[0].side
        commands = [self._new(house, side, self._available, price, owner=0)]
        # A limit order takes what the open offers as IOC; what is left of it rests afterwards.
        commands += [
            self._new(order.order_id, order.side, order.remaining, order.price, ioc=True)
            for order in orders
        ]
        commands.append(self._cancel(house, owner=0))
        self._run(commands, {order.order_id: order for order in orders})

    def _give_up(self, orders: list[_Working]) -> None:
        for order in orders:
            if order.ioc or order.price is None:
                self._report_end(order, "cancelled", 0)

    def rest(self, orders: list[_Working]) -> None:
        """Put limit orders into the book, but for those that would trade with one of them."""
        bid, ask = 0, _NO_ASK
        for order in orders:
            price = order.price
            assert price is not None
            if order.side > 0 and price < ask:
                bid = max(bid, price)
            elif order.side < 0 and price > bid:
                ask = min(ask, price)
            else:
                continue
            self._resting[order.order_id] = order
        self._run(
            [
                self._new(order.order_id, order.side, order.remaining, order.price)
                for order in self._resting.values()
            ],
            self._resting,
        )

    def sweep(self, price: int, side: int) -> None:
        """Let the market trade through the book up to `price`."""
        if price <= 0 or not self._available:
            return
        if not any(order.side == -side and order.remaining for order in self._resting.values()):
            return
        house = self._exchange._house_id()
        self._run(
            [self._new(house, side, self._available, price, owner=0, ioc=True)], self._resting
        )

    def take_back(self) -> None:
        """Empty the book; orders with lots left stay with the exchange."""
        commands = [
            self._cancel(order.order_id) for order in self._resting.values() if order.remaining
        ]
        if commands:
            self._process(commands)

    def _process(self, commands: list[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
        return self._exchange._engine.process(np.concatenate(commands))

    def _run(self, commands: list[np.ndarray[Any, Any]], orders: dict[int, _Working]) -> None:
        if not commands:
            return
        for execution in self._process(commands):
            order = orders.get(int(execution["order_id"]))
            if order is None:
                if execution["kind"] == ExecutionKind.FILLED:
                    self._available -= int(execution["quantity"])
                continue
            kind = int(execution["kind"])
            if kind == ExecutionKind.FILLED:
                quantity = int(execution["quantity"])
                order.remaining -= quantity
                self.reports.append(
                    Report(
                        self._ts,
                        order.order_id,
                        "fill",
                        int(execution["price"]),
                        quantity,
                        taker=not int(execution["flags"]) & MAKER_FLAG,
                    )
                )
            elif kind == ExecutionKind.CANCELLED and (order.ioc or order.price is None):
                self._report_end(order, "cancelled", int(execution["reason"]))
            elif kind == ExecutionKind.REJECTED:
                self._report_end(order, "rejected", int(execution["reason"]))

    def _report_end(
        self, order: _Working, kind: Literal["cancelled", "rejected"], reason: int
    ) -> None:
        self.reports.append(
            Report(
                self._ts,
                order.order_id,
                kind,
                quantity=order.remaining,
                reason=reason_text(reason),
            )
        )
        order.remaining = 0

    def _new(
        self,
        order_id: int,
        side: int,
        quantity: int,
        price: int | None,
        *,
        owner: int = 1,
        ioc: bool = False,
    ) -> np.ndarray[Any, Any]:
        command = self._command(CommandKind.NEW, order_id, owner)
        command["side"] = side
        command["quantity"] = quantity
        command["price"] = 0 if price is None else price
        command["type"] = OrderType.MARKET if price is None else OrderType.LIMIT
        command["tif"] = TimeInForce.IOC if ioc or price is None else TimeInForce.GTC
        return command

    def _cancel(self, order_id: int, *, owner: int = 1) -> np.ndarray[Any, Any]:
        return self._command(CommandKind.CANCEL, order_id, owner)

    def _command(self, kind: int, order_id: int, owner: int) -> np.ndarray[Any, Any]:
        command = np.zeros(1, ORDER_COMMAND)
        command["kind"] = kind
        command["ts"] = self._ts
        command["order_id"] = order_id
        command["owner"] = owner
        command["instrument"] = self._instrument
        return command
