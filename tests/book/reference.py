"""The book and the engine once more, from lists alone: slow, and plain enough to be believed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from swarmcore.book import (
    MAKER_FLAG,
    CommandKind,
    ExecutionKind,
    MessageKind,
    OrderType,
    RejectReason,
    TimeInForce,
)

if TYPE_CHECKING:
    import numpy as np

Row = dict[str, int]
LARGEST = 2**63 - 1


@dataclass
class Order:
    """An order at rest."""

    order_id: int
    side: int
    price: int
    quantity: int
    owner: int = 0
    instrument: int = 0


def depth(orders: list[Order], side: int) -> list[list[int]]:
    """Price, quantity and order count of every level of a side, best first."""
    prices = sorted({o.price for o in orders if o.side == side}, reverse=side == 1)
    levels = [[o for o in orders if o.side == side and o.price == price] for price in prices]
    return [[level[0].price, sum(o.quantity for o in level), len(level)] for level in levels]


def total_at(orders: list[Order], side: int, price: int) -> int:
    """The quantity at one price of a side."""
    return sum(o.quantity for o in orders if (o.side, o.price) == (side, price))


class ReferenceBook:
    """A mirror whose orders stand in one list, oldest first."""

    def __init__(self) -> None:
        self.orders: list[Order] = []
        self.ts = -(2**63)

    def apply(self, row: Row) -> bool:
        """Apply one message; False, and no change, where it is bad."""
        if row["ts"] < self.ts or not self._change(row):
            return False
        self.ts = row["ts"]
        return True

    def queue_ahead(self, order_id: int) -> int:
        """The quantity before an order at its price."""
        ahead = 0
        (target,) = [o for o in self.orders if o.order_id == order_id]
        for order in self.orders:
            if order is target:
                break
            if (order.side, order.price) == (target.side, target.price):
                ahead += order.quantity
        return ahead

    def _change(self, row: Row) -> bool:
        kind, quantity, price = row["kind"], row["quantity"], row["price"]
        ids = [o.order_id for o in self.orders]
        if kind == MessageKind.TRADE:
            return bool(row["side"] in (1, -1, 0) and price > 0 and quantity > 0)
        if kind == MessageKind.CLEAR:
            self.orders = []
            return True
        if kind == MessageKind.ADD:
            side = row["side"]
            if row["order_id"] in ids or side not in (1, -1) or price <= 0 or quantity <= 0:
                return False
            if total_at(self.orders, side, price) + quantity > LARGEST:
                return False
            self.orders.append(Order(row["order_id"], side, price, quantity))
            return True
        if row["order_id"] not in ids:
            return False
        order = self.orders[ids.index(row["order_id"])]
        others = [o for o in self.orders if o is not order]
        if kind == MessageKind.DELETE:
            self.orders = others
            return True
        if kind in (MessageKind.REDUCE, MessageKind.EXECUTE):
            if not 0 < quantity <= order.quantity:
                return False
            order.quantity -= quantity
            self.orders = [o for o in self.orders if o.quantity > 0]
            return True
        if kind == MessageKind.REPLACE:
            new_id = row["new_order_id"] or order.order_id
            if new_id in [o.order_id for o in others] or price <= 0 or quantity <= 0:
                return False
            if total_at(others, order.side, price) + quantity > LARGEST:
                return False
            self.orders = [*others, Order(new_id, order.side, price, quantity)]
            return True
        return False


class ReferenceEngine:
    """A matching engine whose orders stand in one list, oldest first.

    It knows plain orders: limit and market, GTC and IOC, new, cancel and replace. All other rules
    are compared in C++ (tests/cpp/reference).
    """

    def __init__(self, instruments: int) -> None:
        self.instruments = instruments
        self.orders: list[Order] = []
        self.ts = -(2**63)
        self.sequence = 0
        self.out: list[Row] = []

    def process(self, command: Row) -> list[Row]:
        """What one command does, as rows of EXECUTION."""
        self.out = []
        reason = self._fault(command)
        if not reason:
            # From here on the command is refused for the state alone, and its time counts.
            self.ts = command["ts"]
            reason = self._refusal(command)
        if reason:
            self._emit(command, ExecutionKind.REJECTED, command, remaining=0, reason=reason)
            return self.out
        {
            CommandKind.NEW: self._new,
            CommandKind.CANCEL: self._cancel,
            CommandKind.REPLACE: self._replace,
        }[CommandKind(command["kind"])](command)
        return self.out

    def _fault(self, c: Row) -> int:
        """The first reason, in the order of RejectReason, to refuse a command by itself."""
        kind, new = c["kind"], c["kind"] == CommandKind.NEW
        rests = (c["type"], c["tif"]) == (OrderType.LIMIT, TimeInForce.GTC)
        # Each entry is evaluated only where those before it did not apply.
        checks = [
            (RejectReason.TIME_WENT_BACK, lambda: c["ts"] < self.ts),
            (RejectReason.UNKNOWN_KIND, lambda: kind not in list(CommandKind)),
            (RejectReason.UNKNOWN_INSTRUMENT, lambda: c["instrument"] >= self.instruments),
            (RejectReason.UNKNOWN_FLAGS, lambda: c["flags"] != 0),
            (RejectReason.BAD_SIDE, lambda: new and c["side"] not in (1, -1)),
            (RejectReason.UNKNOWN_TYPE, lambda: new and c["type"] not in list(OrderType)),
            (RejectReason.UNKNOWN_TIME_IN_FORCE, lambda: new and c["tif"] not in list(TimeInForce)),
            (
                RejectReason.BAD_COMBINATION,
                lambda: new and bool(c["trigger"] or c["expires"] or (c["display"] and not rests)),
            ),
            (
                RejectReason.BAD_QUANTITY,
                lambda: c["quantity"] <= 0 and kind != CommandKind.CANCEL,
            ),
            (
                RejectReason.BAD_PRICE,
                lambda: new and c["type"] == OrderType.LIMIT and c["price"] <= 0,
            ),
            (RejectReason.BAD_DISPLAY, lambda: new and c["display"] != 0),
        ]
        return next((int(reason) for reason, applies in checks if applies()), 0)

    def _refusal(self, c: Row) -> int:
        """The first reason, in the order of RejectReason, that the state has against a command."""
        kind, new = c["kind"], c["kind"] == CommandKind.NEW
        replace = kind == CommandKind.REPLACE
        live = [o for o in self.orders if o.order_id == c["order_id"]]
        here = [o for o in live if o.instrument == c["instrument"]]
        checks = [
            (RejectReason.DUPLICATE_ORDER, lambda: new and bool(live)),
            (RejectReason.UNKNOWN_ORDER, lambda: not new and not here),
            (RejectReason.WRONG_OWNER, lambda: not new and here[0].owner != c["owner"]),
            (RejectReason.BAD_PRICE, lambda: replace and c["price"] <= 0),
            (RejectReason.BAD_COMBINATION, lambda: replace and c["trigger"] != 0),
            (RejectReason.QUANTITY_OVERFLOW, lambda: self._overflows(c, here)),
        ]
        return next((int(reason) for reason, applies in checks if applies()), 0)

    def _overflows(self, c: Row, here: list[Order]) -> bool:
        if c["kind"] == CommandKind.CANCEL:
            return False
        if c["kind"] == CommandKind.NEW and (c["type"], c["tif"]) != (1, 1):
            return False
        side = here[0].side if here else c["side"]
        others = [o for o in self.orders if o.instrument == c["instrument"] and o not in here]
        return total_at(others, side, c["price"]) + c["quantity"] > LARGEST

    def _new(self, c: Row) -> None:
        order = Order(
            c["order_id"], c["side"], c["price"], c["quantity"], c["owner"], c["instrument"]
        )
        market = c["type"] == OrderType.MARKET
        if market:
            order.price = 0
        self._emit(c, ExecutionKind.ACCEPTED, vars(order), remaining=order.quantity)
        self._match(c, order, market)
        if order.quantity == 0:
            return
        if not market and c["tif"] == TimeInForce.GTC:
            self.orders.append(order)
            return
        reason = RejectReason.MARKET_REMAINDER if market else RejectReason.IMMEDIATE_REMAINDER
        self._emit(c, ExecutionKind.CANCELLED, vars(order), remaining=0, reason=int(reason))

    def _cancel(self, c: Row) -> None:
        order = self._take(c)
        self._emit(c, ExecutionKind.CANCELLED, vars(order), remaining=0)

    def _replace(self, c: Row) -> None:
        (order,) = [o for o in self.orders if o.order_id == c["order_id"]]
        keeps_place = c["price"] == order.price and c["quantity"] < order.quantity
        if not keeps_place:
            self._take(c)
        order.price, order.quantity = c["price"], c["quantity"]
        self._emit(c, ExecutionKind.REPLACED, vars(order), remaining=order.quantity)
        if not keeps_place:
            self._match(c, order, market=False)
            if order.quantity:
                self.orders.append(order)

    def _take(self, c: Row) -> Order:
        (order,) = [o for o in self.orders if o.order_id == c["order_id"]]
        self.orders = [o for o in self.orders if o is not order]
        return order

    def _match(self, c: Row, taker: Order, market: bool) -> None:
        while taker.quantity:
            makers = [
                o
                for o in self.orders
                if o.instrument == taker.instrument
                and o.side == -taker.side
                and (market or o.price * taker.side <= taker.price * taker.side)
            ]
            if not makers:
                return
            # min() takes the first of equals, and the list is in order of age.
            maker = min(makers, key=lambda o: o.price * taker.side)
            quantity = min(taker.quantity, maker.quantity)
            for order, other, flags in ((taker, maker, 0), (maker, taker, MAKER_FLAG)):
                order.quantity -= quantity
                fill = vars(order) | {"price": maker.price, "quantity": quantity}
                self._emit(
                    c,
                    ExecutionKind.FILLED,
                    fill,
                    remaining=order.quantity,
                    other_order_id=other.order_id,
                    flags=flags,
                )
            self.orders = [o for o in self.orders if o.quantity]

    def _emit(self, c: Row, kind: ExecutionKind, about: Row, remaining: int, **more: int) -> None:
        self.sequence += 1
        row = {
            "ts": c["ts"],
            "sequence": self.sequence,
            "order_id": about["order_id"],
            "other_order_id": 0,
            "price": about["price"],
            "quantity": about["quantity"],
            "remaining": remaining,
            "instrument": about["instrument"],
            "kind": int(kind),
            "side": about["side"],
            "reason": 0,
            "flags": 0,
            "reserved": 0,
        }
        self.out.append(row | more)


def rows(array: np.ndarray) -> list[Row]:
    """An array of records as dictionaries."""
    names = array.dtype.names or ()
    return [dict(zip(names, record, strict=True)) for record in array.tolist()]
