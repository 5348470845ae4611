"""Markets for the tests of replays, and an agent that keeps what reaches it."""

from __future__ import annotations

from typing import Any

import numpy as np
from swarmcore.book import BOOK_MESSAGE, MessageKind
from swarmcore.market import Instrument
from swarmcore.market.messages import Quote, Trade
from swarmcore.sim import BookEvent, DepthEvent, ExecutionEvent, OrderFlow

X = Instrument("X", tick_size="0.01", lot_size="0.1", taker_fee="0.001", maker_fee="-0.0001")
Y = Instrument("Y", tick_size="0.5", lot_size="1")


def by_order(count: int = 3000, seed: int = 1, index: int = 0) -> np.ndarray[Any, Any]:
    return OrderFlow(X, seed=seed, index=index, orders=50).messages(count)


def by_price(count: int = 3000, seed: int = 1, index: int = 0) -> np.ndarray[Any, Any]:
    return OrderFlow(X, seed=seed, index=index, orders=50).depth_messages(count)


def adds(*rows: tuple[int, int, int, int]) -> np.ndarray[Any, Any]:
    """Orders that join: time, side, price, quantity; ids from 1."""
    messages = np.zeros(len(rows), BOOK_MESSAGE)
    messages["kind"] = MessageKind.ADD
    messages["order_id"] = np.arange(1, len(rows) + 1)
    for row, (ts, side, price, quantity) in enumerate(rows):
        messages[row]["ts"] = ts
        messages[row]["side"] = side
        messages[row]["price"] = price
        messages[row]["quantity"] = quantity
    return messages


class Everything:
    """Keeps what reaches it."""

    def __init__(self) -> None:
        self.events: list[tuple[str, Any]] = []

    def on_book(self, event: BookEvent | DepthEvent) -> None:
        self.events.append(("book", event))

    def on_quote(self, quote: Quote) -> None:
        self.events.append(("quote", quote))

    def on_trade(self, trade: Trade) -> None:
        self.events.append(("trade", trade))

    def on_fill(self, event: ExecutionEvent) -> None:
        self.events.append(("fill", event))

    def on_order(self, event: ExecutionEvent) -> None:
        self.events.append(("order", event))

    def of(self, kind: str) -> list[Any]:
        return [event for name, event in self.events if name == kind]
