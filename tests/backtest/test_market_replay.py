"""Agents in a replay of order books: the same class, hooks, gate and supervision as over bars."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
import swarmcore as sc
from swarmcore.agents import Agent, AgentState
from swarmcore.backtest import MarketReplayResult
from swarmcore.book import BOOK_MESSAGE, MessageKind, TimeInForce
from swarmcore.config import load_settings
from swarmcore.errors import AgentError, BookError
from swarmcore.execution.orders import Fill, Order, OrderStatus
from swarmcore.market import Instrument
from swarmcore.market.messages import Quote, Trade
from swarmcore.sim import BookEvent, DepthEvent, OrderFlow

X = Instrument("X", tick_size="0.01", lot_size="1", maker_fee="-0.0001", taker_fee="0.0005")


def flow(count: int = 20_000, seed: int = 1) -> np.ndarray[Any, Any]:
    return OrderFlow(X, seed=seed, orders=50).messages(count)


def run(agents: list[Agent], streams: Any = None, **arguments: Any) -> MarketReplayResult:
    streams = flow() if streams is None else streams
    return sc.replay(agents, streams, instruments=[X], **{"every": 10**9, **arguments})


class Maker(Agent):
    """One order a side at the best prices, moved with them."""

    lots: int = 5

    def on_start(self) -> None:
        self.orders: dict[int, Order] = {}
        self.filled = 0

    def on_quote(self, quote: Quote) -> None:
        for side, best in ((1, self.books.best_bid("X")), (-1, self.books.best_ask("X"))):
            assert best is not None
            working = self.orders.get(side)
            if working is not None and not working.is_final:
                if working.price == best[0]:
                    continue
                self.cancel(working)
            self.orders[side] = self.order("X", side, self.lots, price=best[0])

    def on_fill(self, fill: Fill) -> None:
        self.filled += fill.quantity


def test_an_agent_trades_with_the_replayed_market() -> None:
    """Its orders rest, fill and are cancelled, and the account is that of the exchange."""
    maker = Maker()
    result = run([maker], order_latency=100_000)
    assert len(result.fills) > 20
    assert maker.filled == sum(fill.quantity for fill in result.fills)
    assert {order.status for order in result.orders} >= {
        OrderStatus.FILLED,
        OrderStatus.CANCELLED,
    }
    assert result.market.positions["X"] == sum(f.side * f.quantity for f in result.fills)
    executed = result.market.fills
    assert [f.ts for f in result.fills] == executed["ts"].tolist()
    assert [f.price for f in result.fills] == executed["price"].tolist()
    # Two books kept apart: the account in exact money, and the exchange's.
    assert result.profit == pytest.approx(result.market.profit, abs=X_TICK * 1000)
    # Fees are rounded up to the cent, fill by fill, in the account alone.
    rounding = 0.01 * len(executed)
    assert 0 <= result.fees - float(executed["fee"].sum()) * 1e-9 < rounding
    assert result.faults == ()
    assert maker.status is AgentState.STOPPED


X_TICK = 0.01


def test_the_account_is_recorded_at_every_tick() -> None:
    """Every so many nanoseconds from the first row on, and at the end."""
    messages = flow()
    result = run([Maker()], messages, every=10**8, cash=50_000)
    first, last = int(messages["ts"][0]), int(messages["ts"][-1])
    expected = [*range(first + 10**8, last + 1, 10**8), last]
    assert result.times.tolist() == expected
    assert result.equity[-1] == pytest.approx(50_000 + result.profit)
    assert len(result.cash) == len(expected)


def test_two_runs_and_two_hash_seeds_do_the_same() -> None:
    """State hashes are equal; another latency makes another run."""
    script = (
        "import sys; sys.path.insert(0, {folder!r}); from test_market_replay import *; "
        "print(run([Maker()], order_latency=50_000).state_hash)"
    )
    folder = __file__.rsplit("/", 1)[0]
    outputs = set()
    for seed in ("0", "1"):
        done = subprocess.run(
            [sys.executable, "-c", script.format(folder=folder)],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        outputs.add(int(done.stdout))
    assert outputs == {run([Maker()], order_latency=50_000).state_hash}
    assert outputs != {run([Maker()], order_latency=50_001).state_hash}


def test_hooks_get_what_they_are_named_for() -> None:
    """Messages, quotes, trades and batches, each once, at the time when they come."""

    class Watcher(Agent):
        def on_start(self) -> None:
            self.seen: dict[str, int] = dict.fromkeys(("book", "quote", "trade", "batch"), 0)

        def on_book(self, event: BookEvent | DepthEvent) -> None:
            assert self.now == event.now == event.ts + 7
            self.seen["book"] += 1

        def on_quote(self, quote: Quote) -> None:
            assert self.books.best_bid("X") == (round(quote.bid / X_TICK), quote.bid_size)
            self.seen["quote"] += 1

        def on_trade(self, trade: Trade) -> None:
            assert trade.side in (1, -1)
            self.seen["trade"] += 1

        def on_batch(self, rows: np.ndarray[Any, Any]) -> None:
            self.seen["batch"] += len(rows)

    messages = flow(5000)
    watcher = Watcher()
    run([watcher], messages, data_latency=7)
    executes = int((messages["kind"] == MessageKind.EXECUTE).sum())
    assert watcher.seen["book"] == watcher.seen["batch"] == 5000
    assert watcher.seen["trade"] == executes
    assert 1000 < watcher.seen["quote"] < 5000


def test_an_agent_that_raises_is_restarted_and_at_last_left_out() -> None:
    """The replay goes on without it; the others do not notice."""

    class Faulty(Agent):
        def on_book(self, event: BookEvent) -> None:
            raise ValueError("no more")

    class Counter(Agent):
        def on_start(self) -> None:
            self.count = 0

        def on_book(self, event: BookEvent) -> None:
            self.count += 1

    faulty, counter = Faulty(), Counter()
    # Later restarts wait, but not for a tick of the clock.
    result = run([faulty, counter], flow(20_000), every=10**12)
    assert counter.count == 20_000
    assert [fault.hook for fault in result.faults] == ["on_book"] * 4
    assert result.faults[-1].error == "ValueError: no more"
    assert faulty.status is AgentState.FAULTED


def test_orders_meet_the_gate_of_the_configuration() -> None:
    """What it denies never reaches the exchange."""

    class Greedy(Agent):
        def on_start(self) -> None:
            self.orders: list[Order] = []

        def on_quote(self, quote: Quote) -> None:
            if not self.orders:
                self.orders = [self.order("X", 1, lots) for lots in (11, 10, 6)]

    settings = load_settings(
        None, {"gate": {"max_quantity": "10", "max_notional": "1e9", "max_position": "15"}}
    )
    greedy = Greedy()
    result = run([greedy], config=settings)
    assert [order.status for order in greedy.orders] == [
        OrderStatus.DENIED,
        OrderStatus.FILLED,
        OrderStatus.DENIED,
    ]
    assert [order.reason for order in greedy.orders] == ["quantity", "", "position"]
    assert len(result.market.commands) == 1


def test_an_order_waits_for_its_answer() -> None:
    """Until the venue's answer has come back it is submitted, and its cancel may come too late."""
    messages = np.zeros(4, BOOK_MESSAGE)
    messages["kind"] = MessageKind.ADD
    messages["ts"] = [10, 10, 50, 90]
    messages["order_id"] = [1, 2, 3, 4]
    messages["side"] = [-1, 1, 1, 1]
    messages["price"] = [100, 90, 80, 80]
    messages["quantity"] = 5
    states: list[tuple[int, str]] = []

    class Taker(Agent):
        sent: Any = None

        def on_book(self, event: BookEvent) -> None:
            if event.ts == 10 and event.order_id == 2:
                self.sent = self.order("X", 1, 5, price=100, time_in_force=TimeInForce.GTC)
            if self.sent is not None:
                states.append((self.now, str(self.sent.status)))
            if event.ts == 50:
                self.cancel(self.sent)

        def on_fill(self, fill: Fill) -> None:
            states.append((self.now, f"fill of {fill.ts}"))

    result = run([Taker()], messages, order_latency=30, answer_latency=30)
    assert states == [
        (10, "submitted"),
        (50, "submitted"),
        (70, "fill of 40"),
        (90, "filled"),
    ]
    assert result.faults == ()
    assert [order.status for order in result.orders] == [OrderStatus.FILLED]


def test_votes_are_decided_at_the_ticks() -> None:
    """The consensus works as over bars."""

    class Voter(Agent):
        def on_quote(self, quote: Quote) -> None:
            self.vote("X", 1, 0.9, "up")

    result = run([Voter()], every=10**9)
    assert {decision.side for decision in result.decisions} == {1}
    assert len(result.decisions) == len(result.times)


def test_async_hooks_are_waited_for_before_the_next_event() -> None:
    """Also where they suspend; nothing happens to the market meanwhile."""
    order: list[str] = []

    class Slow(Agent):
        async def on_trade(self, trade: Trade) -> None:
            order.append(f"begin {trade.ts}")
            await asyncio.sleep(0)
            order.append(f"end {trade.ts}")

    run([Slow()], flow(2000))
    assert len(order) > 100
    for begin, end in zip(order[::2], order[1::2], strict=True):
        assert (begin.split()[0], end.split()[0]) == ("begin", "end")
        assert begin.split()[1] == end.split()[1]


def test_books_by_price_serve_as_well() -> None:
    """And several instruments of either kind in one run."""
    other = Instrument("Y", tick_size="0.01", lot_size="1")
    streams = [flow(5000), OrderFlow(other, seed=2, index=1, orders=50).depth_messages(5000)]

    class Reader(Agent):
        def on_start(self) -> None:
            self.symbols_seen: set[str] = set()

        def on_quote(self, quote: Quote) -> None:
            self.symbols_seen.add(quote.symbol)
            bids, asks = self.books.depth(quote.symbol, 3)
            assert bids.shape[1] == asks.shape[1] == 3

    reader = Reader()
    sc.replay([reader], streams, instruments=[X, other])
    assert reader.symbols_seen == {"X", "Y"}


def test_what_cannot_be_run_is_refused() -> None:
    """In one line each."""
    with pytest.raises(AgentError, match="agents: expected at least one, was empty"):
        run([])
    with pytest.raises(ValueError, match="every: expected 1 nanosecond or more, was 0"):
        run([Maker()], every=0)
    with pytest.raises(ValueError, match="on_fault: expected raise or skip"):
        run([Maker()], on_fault="hide")
    bad = flow(100)
    bad["ts"][60] = -1
    with pytest.raises(BookError, match=r"streams\[0\]: row 60: ts"):
        run([Maker()], bad)


def test_an_agent_over_bars_has_no_books() -> None:
    """And is told so in one line, contained like any fault."""

    class Reader(Agent):
        def on_bar(self, bar: Any) -> None:
            self.books.best_bid(bar.symbol)

    result = sc.backtest([Reader()])
    assert result.faults[0].error == (
        "AgentError: reader: books: expected a replay of order books, was one of bars"
    )
