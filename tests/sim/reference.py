"""The rules of docs/simulated-exchange.md in their most obvious form: lists, sums and loops.

Nothing here is fast or shares code with the exchange. A venue's book by order is a list of orders
in order of arrival; by price it is a dictionary. An execution is a tuple (kind, order id, price,
quantity, remaining, maker, other order id, reason).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

from swarmcore.book import (
    LAST_ROW_FLAG,
    POST_ONLY_FLAG,
    REDUCE_ONLY_FLAG,
    SLIDE_FLAG,
    CommandKind,
    DepthMessageKind,
    ExecutionKind,
    MessageKind,
    OrderType,
    RejectReason,
    TimeInForce,
)
from swarmcore.feed import PRINT_FLAG

Execution = tuple[int, int, int, int, int, bool, int, int]


@dataclass
class VenueOrder:
    id: int
    side: int
    price: int
    quantity: int
    arrival: int


@dataclass
class OwnOrder:
    id: int
    owner: int
    side: int
    price: int
    open: int
    expires: int
    flags: int
    arrival: int = 0
    ahead: float = 0.0  # by price


class Model:
    """What both kinds of market share: commands, fills and the clock."""

    def __init__(self) -> None:
        self.own: list[OwnOrder] = []  # by arrival
        self.positions: dict[int, int] = {}
        self.executions: list[Execution] = []
        self.arrivals = 0
        self.now = -(2**63)

    def available(self, side: int) -> list[tuple[int, int, int]]:
        """(price, lots, id) of what an order may take of a side, best first."""
        raise NotImplementedError

    def consume(self, side: int, price: int, lots: int, order_id: int) -> None:
        raise NotImplementedError

    def place(self, order: OwnOrder) -> None:
        """Say where an order that comes to rest stands."""
        raise NotImplementedError

    def emit(
        self, kind: int, order: OwnOrder, price: int, quantity: int, remaining: int, reason: int = 0
    ) -> None:
        self.executions.append(
            (int(kind), order.id, price, quantity, remaining, False, 0, int(reason))
        )

    def fill(self, order: OwnOrder, price: int, lots: int, maker: bool, other: int) -> None:
        order.open -= lots
        self.positions[order.owner] = self.positions.get(order.owner, 0) + order.side * lots
        self.executions.append(
            (int(ExecutionKind.FILLED), order.id, price, lots, order.open, maker, other, 0)
        )

    def may_reduce(self, order: OwnOrder) -> int:
        return max(0, -order.side * self.positions.get(order.owner, 0))

    def advance(self, ts: int) -> None:
        for order in sorted(
            (each for each in self.own if each.expires and each.expires <= ts),
            key=lambda each: (each.expires, each.arrival),
        ):
            self.own.remove(order)
            self.emit(ExecutionKind.EXPIRED, order, order.price, order.open, 0)
        self.now = max(self.now, ts)

    def settle(self) -> None:
        """Cut reduce-only orders to what is left of the position."""
        for owner in sorted(self.positions):
            for side in (-1, 1):
                reducing = [
                    each
                    for each in self.own
                    if each.flags & REDUCE_ONLY_FLAG and (each.owner, each.side) == (owner, side)
                ]
                if not reducing:
                    continue
                excess = sum(each.open for each in reducing) - self.may_reduce(reducing[0])
                for order in reversed(reducing):
                    cut = min(order.open, excess)
                    if cut <= 0:
                        continue
                    excess -= cut
                    order.open -= cut
                    self.emit(
                        ExecutionKind.CANCELLED,
                        order,
                        order.price,
                        cut,
                        order.open,
                        RejectReason.REDUCE_ONLY_EXCESS,
                    )
                    if order.open == 0:
                        self.own.remove(order)

    def fill_own(self, side: int, price: int, lots: int, other: int, share: Any) -> int:
        """Fill own orders of a side at `price` or better, best price and oldest first."""
        left = lots
        reached = [
            each for each in self.own if each.side == side and each.price * side >= price * side
        ]
        for order in sorted(reached, key=lambda each: (-each.price * side, each.arrival)):
            most = min(order.open, left, share(order, left))
            if order.flags & REDUCE_ONLY_FLAG:
                most = min(most, self.may_reduce(order))
            if most > 0:
                left -= most
                self.fill(order, order.price, most, True, other)
                if order.open == 0:
                    self.own.remove(order)
        return lots - left

    def process(self, command: Any) -> None:
        kind = int(command["kind"])
        order_id, owner = int(command["order_id"]), int(command["owner"])
        if int(command["ts"]) < self.now:
            self.reject(command, RejectReason.TIME_WENT_BACK)
            return
        self.advance(int(command["ts"]))
        found = next((each for each in self.own if each.id == order_id), None)
        reason: int = RejectReason.NONE
        if kind == CommandKind.NEW:
            if found:
                reason = RejectReason.DUPLICATE_ORDER
            else:
                limit = int(command["price"]) if command["type"] == OrderType.LIMIT else 0
                order = OwnOrder(
                    order_id,
                    owner,
                    int(command["side"]),
                    limit,
                    int(command["quantity"]),
                    int(command["expires"]),
                    int(command["flags"]),
                )
                reason = self.admit(order, 0)
                if not reason:
                    self.emit(ExecutionKind.ACCEPTED, order, order.price, order.open, order.open)
                    self.trade(order, int(command["type"]), int(command["tif"]))
        elif found is None:
            reason = RejectReason.UNKNOWN_ORDER
        elif found.owner != owner:
            reason = RejectReason.WRONG_OWNER
        elif kind == CommandKind.CANCEL:
            self.own.remove(found)
            self.emit(ExecutionKind.CANCELLED, found, found.price, found.open, 0)
        else:
            price, quantity = int(command["price"]), int(command["quantity"])
            if price == found.price and quantity < found.open:
                found.open = quantity
                self.emit(ExecutionKind.REPLACED, found, price, quantity, quantity)
            else:
                order = OwnOrder(
                    order_id, owner, found.side, price, quantity, found.expires, found.flags
                )
                reason = self.admit(order, found.open)
                if not reason:
                    self.own.remove(found)
                    self.emit(ExecutionKind.REPLACED, order, order.price, order.open, order.open)
                    self.trade(order, OrderType.LIMIT, TimeInForce.GTC)
        if reason:
            self.reject(command, reason)
        self.settle()

    def reject(self, command: Any, reason: int) -> None:
        self.executions.append(
            (
                int(ExecutionKind.REJECTED),
                int(command["order_id"]),
                int(command["price"]),
                int(command["quantity"]),
                0,
                False,
                0,
                int(reason),
            )
        )

    def admit(self, order: OwnOrder, replaced: int) -> int:
        if order.flags & REDUCE_ONLY_FLAG:
            others = sum(
                each.open
                for each in self.own
                if each.flags & REDUCE_ONLY_FLAG
                and (each.owner, each.side) == (order.owner, order.side)
            )
            left = self.may_reduce(order) - (others - replaced)
            if left <= 0:
                return RejectReason.NOT_REDUCING
            order.open = min(order.open, left)
        if order.flags & POST_ONLY_FLAG:
            offers = self.available(-order.side)
            if offers and offers[0][0] * order.side <= order.price * order.side:
                if not order.flags & SLIDE_FLAG:
                    return RejectReason.WOULD_TAKE
                order.price = offers[0][0] - order.side
                if order.price <= 0:
                    return RejectReason.BAD_PRICE
        return RejectReason.NONE

    def trade(self, order: OwnOrder, order_type: int, tif: int) -> None:
        market = order_type == OrderType.MARKET
        offers = [
            offer
            for offer in self.available(-order.side)
            if market or offer[0] * order.side <= order.price * order.side
        ]
        if tif == TimeInForce.FOK and sum(lots for _, lots, _ in offers) < order.open:
            self.emit(
                ExecutionKind.CANCELLED,
                order,
                order.price,
                order.open,
                0,
                RejectReason.FILL_OR_KILL,
            )
            return
        for price, lots, other in offers:
            taken = min(order.open, lots)
            if taken == 0:
                break
            self.consume(-order.side, price, taken, other)
            self.fill(order, price, taken, False, other)
        if order.open == 0:
            return
        if market or tif == TimeInForce.IOC:
            reason = RejectReason.MARKET_REMAINDER if market else RejectReason.IMMEDIATE_REMAINDER
            rest, order.open = order.open, 0
            self.emit(ExecutionKind.CANCELLED, order, order.price, rest, 0, reason)
            return
        self.arrivals += 1
        order.arrival = self.arrivals
        self.place(order)
        self.own.append(order)


class ByOrder(Model):
    """A market by order."""

    def __init__(self) -> None:
        super().__init__()
        self.venue: list[VenueOrder] = []  # by arrival
        self.taken: dict[tuple[int, int], int] = {}  # by side and id
        self.cleared_at: int | None = None

    def available(self, side: int) -> list[tuple[int, int, int]]:
        orders = sorted(
            (each for each in self.venue if each.side == side),
            key=lambda each: (-each.price * side, each.arrival),
        )
        found = [
            (each.price, each.quantity - self.taken.get((side, each.id), 0), each.id)
            for each in orders
        ]
        return [offer for offer in found if offer[1] > 0]

    def consume(self, side: int, price: int, lots: int, order_id: int) -> None:
        self.taken[side, order_id] = self.taken.get((side, order_id), 0) + lots

    def place(self, order: OwnOrder) -> None:
        pass  # the arrivals say it all

    def queue_ahead(self, order_id: int) -> float | None:
        own = next((each for each in self.own if each.id == order_id), None)
        if own is None:
            return None
        return float(sum(each.quantity for each in self.ahead_of(own)))

    def ahead_of(self, own: OwnOrder) -> list[VenueOrder]:
        return [
            each
            for each in self.venue
            if (each.side, each.price) == (own.side, own.price) and each.arrival < own.arrival
        ]

    def apply(self, message: Any) -> None:
        kind, quantity = int(message["kind"]), int(message["quantity"])
        order = next((each for each in self.venue if each.id == int(message["order_id"])), None)
        ts = int(message["ts"])
        self.advance(ts)
        if kind == MessageKind.CLEAR:
            self.venue, self.cleared_at = [], ts
        elif ts != self.cleared_at:
            self.forget_cleared((int(message["side"]), int(message["order_id"])))
        if kind == MessageKind.ADD:
            self.join(
                int(message["order_id"]), int(message["side"]), int(message["price"]), quantity
            )
        elif kind == MessageKind.TRADE and not message["flags"] & PRINT_FLAG:
            self.hidden_trade(int(message["side"]), int(message["price"]), quantity)
        elif kind not in (MessageKind.CLEAR, MessageKind.TRADE):
            assert order is not None
            if kind == MessageKind.EXECUTE:
                self.execute(order, quantity)
            if kind in (MessageKind.EXECUTE, MessageKind.REDUCE):
                order.quantity -= quantity
                self.limit(order.side, order.id, order.quantity)
            if kind in (MessageKind.DELETE, MessageKind.REPLACE) or order.quantity == 0:
                self.venue.remove(order)
                self.limit(order.side, order.id, 0)
            if kind == MessageKind.REPLACE:
                new_id = int(message["new_order_id"]) or order.id
                self.join(new_id, order.side, int(message["price"]), quantity)
        self.settle()

    def limit(self, side: int, order_id: int, displayed: int) -> None:
        self.taken[side, order_id] = min(self.taken.get((side, order_id), 0), displayed)

    def forget_cleared(self, present: tuple[int, int]) -> None:
        """Forget what was consumed of orders that a clear took, unless they are or come back."""
        if self.cleared_at is not None:
            self.cleared_at = None
            live = {present, *((each.side, each.id) for each in self.venue)}
            self.taken = {key: lots for key, lots in self.taken.items() if key in live}

    def join(self, order_id: int, side: int, price: int, quantity: int) -> None:
        self.arrivals += 1
        arrival = 0 if self.cleared_at is not None else self.arrivals
        self.venue.append(VenueOrder(order_id, side, price, quantity, arrival))
        self.limit(side, order_id, quantity)
        left = quantity - self.taken[side, order_id]
        filled = self.fill_own(-side, price, left, order_id, lambda own, rest: rest)
        self.taken[side, order_id] += filled

    def execute(self, order: VenueOrder, quantity: int) -> None:
        def share(own: OwnOrder, left: int) -> int:
            if own.price != order.price:
                return left
            behind = order.arrival > own.arrival
            return left if behind and not self.ahead_of(own) else 0

        self.fill_own(order.side, order.price, quantity, order.id, share)

    def hidden_trade(self, side: int, price: int, quantity: int) -> None:
        left = quantity
        for resting in (1, -1):
            if side and resting != side:
                continue
            left -= self.fill_own(
                resting,
                price,
                left,
                0,
                lambda own, rest: (
                    rest if own.price != price or (side and not self.ahead_of(own)) else 0
                ),
            )


class ByPrice(Model):
    """A market by price. `share(ahead, behind)` is the part of a decrease that came from ahead."""

    def __init__(self, share: Any) -> None:
        super().__init__()
        self.share = share
        self.levels: dict[int, dict[int, int]] = {1: {}, -1: {}}
        self.taken: dict[tuple[int, int], int] = {}
        self.trades: dict[int, tuple[int, int] | None] = {1: None, -1: None}  # price, lots
        self.shown: dict[tuple[int, int], list[float]] = {}  # own prices: lots, traded since
        self.update: list[tuple[int, int]] = []  # what it set
        self.snapshot = False

    def standing(self, side: int, price: int) -> int:
        lots = self.levels[side].get(price, 0)
        trade = self.trades[side]
        if trade is None or trade[0] * side > price * side:
            return lots
        return 0 if price != trade[0] else max(0, lots - trade[1])

    def available(self, side: int) -> list[tuple[int, int, int]]:
        found = [
            (price, max(0, self.standing(side, price) - self.taken.get((side, price), 0)), 0)
            for price in sorted(self.levels[side], key=lambda each: -each * side)
        ]
        return [offer for offer in found if offer[1] > 0]

    def consume(self, side: int, price: int, lots: int, order_id: int) -> None:
        self.taken[side, price] = self.taken.get((side, price), 0) + lots

    def beyond_view(self, side: int, price: int) -> bool:
        return all(each * side > price * side for each in self.levels[side])

    def place(self, order: OwnOrder) -> None:
        key = (order.side, order.price)
        if not any((each.side, each.price) == key for each in self.own):
            unknown = order.price not in self.levels[order.side] and self.beyond_view(*key)
            self.shown[key] = [math.inf if unknown else self.standing(*key), 0]
        lots, traded = self.shown[key]
        order.ahead = max(0.0, lots - traded)

    def queue_ahead(self, order_id: int) -> float | None:
        return next((each.ahead for each in self.own if each.id == order_id), None)

    def apply(self, row: Any) -> None:
        kind, side, price = int(row["kind"]), int(row["side"]), int(row["price"])
        self.advance(int(row["ts"]))
        if kind == DepthMessageKind.TRADE:
            self.trade_at(side, price, int(row["quantity"]))
        elif kind == DepthMessageKind.CLEAR:
            self.levels = {1: {}, -1: {}}
            self.trades = {1: None, -1: None}
            self.snapshot = True
        else:
            trade = self.trades[side]
            if trade is not None and price * side >= trade[0] * side:
                self.trades[side] = None
            self.levels[side].pop(price, None)
            if row["quantity"]:
                self.levels[side][price] = int(row["quantity"])
            self.update.append((side, price))
        if kind != DepthMessageKind.TRADE and row["flags"] & LAST_ROW_FLAG:
            self.finish_update()
        self.settle()

    def trade_at(self, side: int, price: int, quantity: int) -> None:
        if side:
            worst, lots = self.trades[side] or (price, 0)
            if price * side <= worst * side:
                self.trades[side] = (price, quantity + (lots if price == worst else 0))
        left = quantity

        def share(own: OwnOrder, rest: int) -> int:
            if own.price != price:
                return rest
            return max(0, math.floor(rest - own.ahead)) if side and own.ahead < rest else 0

        for resting in (1, -1):
            if side and resting != side:
                continue
            left -= self.fill_own(resting, price, left, 0, share)
            for own in self.own:
                if own.side != resting:
                    continue
                if own.price * resting > price * resting:
                    own.ahead = 0.0
                elif own.price == price and side:
                    own.ahead = max(0.0, own.ahead - quantity)
            if side and (resting, price) in self.shown:
                self.shown[resting, price][1] += quantity

    def finish_update(self) -> None:
        changed = set(self.shown) if self.snapshot else set(self.update)
        for key in changed & set(self.shown):
            lots = self.levels[key[0]].get(key[1], 0)
            if not lots and self.snapshot and self.beyond_view(*key):
                continue
            before = max(0.0, self.shown[key][0] - self.shown[key][1])
            self.shown[key] = [lots, 0]
            for own in self.own:
                if (own.side, own.price) != key:
                    continue
                decrease = before - lots
                if decrease > 0 and before < math.inf:
                    own.ahead -= self.share(own.ahead, max(0.0, before - own.ahead)) * decrease
                own.ahead = min(max(0.0, own.ahead), lots)
        for key in list(self.taken):
            self.taken[key] = min(self.taken[key], self.levels[key[0]].get(key[1], 0))
        self.update, self.snapshot = [], False
        for side in (1, -1):
            for price, lots, _ in self.available(-side):
                filled = self.fill_own(side, price, lots, 0, lambda own, left: left)
                if filled:
                    self.consume(-side, price, filled, 0)
