"""Laws that every exchange keeps, checked from what it says and shows, not from how it matches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from swarmcore.book import (
    AUCTION_FLAG,
    MAKER_FLAG,
    REDUCE_ONLY_FLAG,
    ExecutionKind,
    MatchingAlgorithm,
    MatchingEngine,
    OrderStatus,
    TradingPhase,
)

from .reference import Row, rows

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np

AUCTIONS = (TradingPhase.OPENING_AUCTION, TradingPhase.CLOSING_AUCTION)


@dataclass
class Account:
    """The lots of one order: what came in was filled, was withdrawn or is open."""

    side: int
    limit: int
    came_in: int
    filled: int = 0
    withdrawn: int = 0

    @property
    def open(self) -> int:
        """What is left."""
        return self.came_in - self.filled - self.withdrawn

    def enter(self, row: Row) -> None:
        """The order has this limit and quantity from now on."""
        self.came_in += row["quantity"] - self.open
        self.limit = row["price"]


class Ledger:
    """Books what an engine emits, and compares it with what the engine shows."""

    def __init__(self, engine: MatchingEngine) -> None:
        self.engine = engine
        self.accounts: dict[int, Account] = {}
        self.positions: dict[tuple[int, int], int] = {}
        self.owners: dict[int, int] = {}
        self.sequence = 0

    def process(self, commands: np.ndarray) -> np.ndarray:
        """Process one command, and check every law."""
        resting = [o for o in self.live() if o["status"] == OrderStatus.RESTING]
        executions = self.engine.process(commands)
        done = rows(executions)
        for row in done:
            self.book_one(row)
            if row["kind"] == ExecutionKind.ACCEPTED:
                self.owners[row["order_id"]] = int(commands[0]["owner"])
        self.check_trades(done)
        self.check_priority(done, resting)
        self.check_state()
        return executions

    def live(self) -> list[Row]:
        """The live orders of all instruments."""
        return [o for i in range(len(self.engine.instruments)) for o in rows(self.engine.orders(i))]

    def book_one(self, row: Row) -> None:
        """In = filled + withdrawn + open for every order, and nothing below 0."""
        kind, order_id, quantity = row["kind"], row["order_id"], row["quantity"]
        self.sequence += 1
        assert row["sequence"] == self.sequence
        if kind == ExecutionKind.ACCEPTED:
            former = self.accounts.get(order_id)
            assert former is None or former.open == 0
            self.accounts[order_id] = Account(row["side"], row["price"], quantity)
        elif kind in (ExecutionKind.REPLACED, ExecutionKind.TRIGGERED):
            self.accounts[order_id].enter(row)
        elif kind == ExecutionKind.FILLED:
            self.accounts[order_id].filled += quantity
            limit = self.accounts[order_id].limit
            assert limit == 0 or row["price"] * row["side"] <= limit * row["side"]
        elif kind in (ExecutionKind.CANCELLED, ExecutionKind.EXPIRED):
            self.accounts[order_id].withdrawn += quantity
        elif kind != ExecutionKind.REPLENISHED:
            assert row["remaining"] == 0
            return
        assert quantity > 0
        assert row["remaining"] == self.accounts[order_id].open >= 0

    def check_trades(self, done: list[Row]) -> None:
        """Two fills make a trade, of one price and quantity, from opposite sides."""
        fills = [row for row in done if row["kind"] == ExecutionKind.FILLED]
        for taker, maker in zip(fills[::2], fills[1::2], strict=True):
            assert maker["sequence"] == taker["sequence"] + 1
            assert maker["order_id"] == taker["other_order_id"]
            assert taker["order_id"] == maker["other_order_id"]
            assert maker["side"] == -taker["side"]
            for field in ("price", "quantity", "instrument"):
                assert maker[field] == taker[field]
            flags = (taker["flags"], maker["flags"])
            assert flags in ((0, MAKER_FLAG), (AUCTION_FLAG, AUCTION_FLAG))
            ours, theirs = self.owners[taker["order_id"]], self.owners[maker["order_id"]]
            for owner, row in ((ours, taker), (theirs, maker)):
                if owner != 0 and ours != theirs:
                    key = (owner, row["instrument"])
                    lots = row["side"] * row["quantity"]
                    self.positions[key] = self.positions.get(key, 0) + lots

    def check_priority(self, done: list[Row], resting: list[Row]) -> None:
        """No trade through a better price, and in price-time none past an older order.

        From the book as it was before the command until the first order enters from the line.
        """
        in_time = self.engine.rules.algorithm == MatchingAlgorithm.PRICE_TIME
        for row in done:
            if row["kind"] == ExecutionKind.TRIGGERED:
                return
            own = [o for o in resting if o["id"] == row["order_id"]]
            if row["kind"] == ExecutionKind.FILLED and row["flags"] == MAKER_FLAG:
                (maker,) = own
                queue = [
                    o
                    for o in resting
                    if (o["instrument"], o["side"]) == (maker["instrument"], maker["side"])
                ]
                assert row["price"] == maker["price"] == queue[0]["price"]
                assert not in_time or maker is queue[0]
            if own and row["kind"] == ExecutionKind.REPLENISHED:
                resting = [o for o in resting if o is not own[0]] + own
                resting.sort(key=lambda o: -o["price"] * o["side"])
            elif own and (row["kind"] == ExecutionKind.REPLACED or row["remaining"] == 0):
                resting = [o for o in resting if o is not own[0]]

    def check_state(self) -> None:
        """What is live is what is open; no book that trades is crossed; positions add up."""
        live = self.live()
        assert self.engine.order_count == len(live)
        assert {o["id"]: o["open"] for o in live} == {
            order_id: account.open for order_id, account in self.accounts.items() if account.open
        }
        for (owner, instrument), position in self.positions.items():
            # The engine saturates; so large a position is reached by no test of small quantities.
            if abs(position) < 2**63:
                assert self.engine.position(owner, instrument) == position
        self.check_reduce_only(live)
        for instrument in range(len(self.engine.instruments)):
            resting = [
                o
                for o in live
                if o["instrument"] == instrument and o["status"] == OrderStatus.RESTING
            ]
            self.check_book(instrument, resting)

    def check_book(self, instrument: int, resting: list[Row]) -> None:
        """What a book shows is what its orders show, within its bands and not crossed."""
        for shown, side in zip(self.engine.depth(instrument, 1000), (1, -1), strict=True):
            levels: dict[int, list[int]] = {}
            for order in (o for o in resting if o["side"] == side):
                assert 0 < order["shown"] <= order["open"]
                levels.setdefault(order["price"], []).append(order["shown"])
            expected = [[price, sum(parts), len(parts)] for price, parts in levels.items()]
            assert shown.tolist() == sorted(expected, key=lambda level: -level[0] * side)
        bands = self.engine.bands(instrument)
        assert bands is None or all(bands[0] <= o["price"] <= bands[1] for o in resting)
        bid, ask = self.engine.best_bid(instrument), self.engine.best_ask(instrument)
        if self.engine.phase(instrument) not in AUCTIONS:
            assert bid is None or ask is None or bid[0] < ask[0]

    def check_reduce_only(self, live: Iterable[Row]) -> None:
        """Reduce-only orders in the book or parked never hold more than the position."""
        reducing: dict[tuple[int, int], int] = {}
        for order in live:
            entered = order["status"] in (OrderStatus.RESTING, OrderStatus.PARKED)
            if entered and order["flags"] & REDUCE_ONLY_FLAG:
                key = (order["owner"], order["instrument"])
                reducing[key] = reducing.get(key, 0) - order["side"] * order["open"]
        for (owner, instrument), lots in reducing.items():
            position = self.engine.position(owner, instrument)
            assert 0 < lots <= position or position <= lots < 0
