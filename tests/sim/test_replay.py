"""The replay of market data: latency, orders, wakes, stops, always the same."""

from __future__ import annotations

import signal
import subprocess
import sys

import numpy as np
import pytest
from swarmcore.book import BOOK_MESSAGE, ExecutionKind, MessageKind, OrderBook, TimeInForce
from swarmcore.market.messages import Quote
from swarmcore.risk import GateLimits
from swarmcore.sim import BookEvent, DepthEvent, Replay

from .replays import Everything, X, Y, adds, by_order


def test_an_order_arrives_after_its_latency_and_its_answer_after_that() -> None:
    """The venue sees it at the time sent plus the latency, with the book of that time."""
    messages = adds(
        (10, -1, 100, 5), (20, -1, 99, 5), (30, -1, 98, 5), (31, -1, 97, 5), (90, 1, 1, 1)
    )

    class Buyer(Everything):
        def on_start(self, replay: Replay) -> None:
            self.replay = replay

        def on_book(self, event: BookEvent | DepthEvent) -> None:
            super().on_book(event)
            if event.ts == 10:
                assert self.replay.order("X", 1, 3, price=100) == 1

    buyer = Buyer()
    result = Replay([X], messages, order_latency=20, answer_latency=7).run(buyer)
    accepted, (fill,) = buyer.of("order")[0], buyer.of("fill")
    assert (accepted.kind, accepted.ts, accepted.now) == (ExecutionKind.ACCEPTED, 30, 37)
    # At 30 the market data of that time comes first.
    assert (fill.price, fill.ts, fill.now, fill.remaining) == (98, 30, 37, 0)
    assert result.positions == {"X": 3}
    assert result.commands["ts"].tolist() == [10]
    # 3 lots of 0.1 at 0.98: a notional of 0.294, at a tenth of a percent.
    assert fill.fee == 294_000
    fills = result.fills
    assert fills.dtype.names is not None
    assert fills[["ts", "received", "price", "quantity", "fee", "side", "maker"]].tolist() == [
        (30, 37, 98, 3, 294_000, 1, False)
    ]


def test_the_agent_sees_the_past_alone() -> None:
    """With delayed data its book is that of the rows that have come, not the venue's."""
    messages = by_order(3000)
    book = OrderBook(X)
    bound = book.bind(messages)

    class Agent:
        row = 0

        def on_start(self, replay: Replay) -> None:
            self.replay = replay

        def on_book(self, event: BookEvent) -> None:
            bound(self.row)
            self.row += 1
            assert self.replay.now == event.now == event.ts + 3_000_000
            assert self.replay.best_bid("X") == book.best_bid
            assert self.replay.best_ask("X") == book.best_ask
            if self.row % 500 == 0:
                for mine, theirs in zip(self.replay.depth("X", 5), book.depth(5), strict=True):
                    assert (mine == theirs).all()

    replay = Replay([X], messages, data_latency=3_000_000)
    assert replay.is_delayed
    agent = Agent()
    replay.run(agent)
    assert agent.row == 3000


def test_the_feeds_own_times_of_receipt_are_used() -> None:
    """Without a data latency each row comes at its ts_local."""
    messages = by_order(300)
    messages["ts_local"] = messages["ts"] + 1000 + np.arange(300)
    seen = Everything()
    Replay([X], messages).run(seen)
    assert [event.now for event in seen.of("book")] == messages["ts_local"].tolist()
    assert not Replay([X], messages, data_latency=0).is_delayed


class Maker:
    """Quotes one lot on both sides of the best prices, and moves with them."""

    def __init__(self) -> None:
        self.orders = {1: 0, -1: 0}
        self.prices = {1: 0, -1: 0}

    def on_start(self, replay: Replay) -> None:
        self.replay = replay

    def on_quote(self, quote: Quote) -> None:
        for side, best in ((1, self.replay.best_bid("X")), (-1, self.replay.best_ask("X"))):
            assert best is not None
            if best[0] == self.prices[side]:
                continue
            if self.orders[side]:
                self.replay.cancel(self.orders[side])
            self.prices[side] = best[0]
            self.orders[side] = self.replay.order("X", side, 1, price=best[0], post_only=True)


def test_two_runs_and_two_hash_seeds_do_the_same() -> None:
    """The state hash is that of the orders and their answers alone."""
    script = (
        "import sys; sys.path.insert(0, {folder!r}); from sim.test_replay import *; "
        "r = Replay([X], by_order(20_000), order_latency=700_000).run(Maker()); "
        "print(len(r.fills), r.state_hash)"
    )
    folder = __file__.rsplit("/", 2)[0]
    outputs = set()
    for seed in ("0", "1", "77"):
        done = subprocess.run(
            [sys.executable, "-c", script.format(folder=folder)],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.stderr == ""
        outputs.add(done.stdout)
    assert len(outputs) == 1
    fills, state_hash = map(int, outputs.pop().split())
    assert fills > 20
    slower = Replay([X], by_order(20_000), order_latency=700_001).run(Maker())
    assert slower.state_hash != state_hash


def test_orders_pass_the_gate() -> None:
    """What the limits do not allow is not sent, and the verdict says why."""
    messages = adds((10, -1, 100, 50), (10, 1, 90, 50), (20, 1, 50, 1))

    class Greedy:
        def on_start(self, replay: Replay) -> None:
            self.replay = replay

        def on_book(self, event: BookEvent) -> None:
            if event.ts == 20:
                assert self.replay.order("X", 1, 11) == 0
                assert self.replay.verdict == "quantity"
                first = self.replay.order("X", 1, 10)
                assert first == 1
                assert self.replay.open_quantity(first) == 10
                assert self.replay.order("X", 1, 6) == 0
                assert self.replay.verdict == "position"

    limits = GateLimits(max_quantity=10, max_notional=10**9, max_position=15)
    for given in (limits, {"X": limits}):
        replay = Replay([X], messages, limits=given)
        result = replay.run(Greedy())
        assert result.positions == {"X": 10}
    with pytest.raises(ValueError, match="limits: expected symbols of the instruments, was 'Z'"):
        Replay([X], messages, limits={"Z": limits})


def test_whom_no_limits_name_may_not_trade() -> None:
    """The gate fails closed."""
    messages = adds((10, -1, 100, 50), (10, 1, 90, 50))
    denied = []

    class Buyer:
        def on_start(self, replay: Replay) -> None:
            self.replay = replay

        def on_book(self, event: BookEvent) -> None:
            denied.append((self.replay.order("X", 1, 1), self.replay.verdict))

    limits = {"Y": GateLimits(max_quantity=10, max_notional=10**9, max_position=15)}
    Replay([X, Y], messages, limits=limits).run(Buyer())
    assert denied == [(0, "quantity"), (0, "quantity")]


def test_orders_of_every_kind_reach_the_venue() -> None:
    """Post-only, reduce-only, good till date, replace, cancel: what the venue says of them."""
    messages = adds((10, -1, 100, 50), (10, 1, 90, 50), *((t, 1, 1, 1) for t in range(20, 90, 10)))

    class Trader(Everything):
        def on_start(self, replay: Replay) -> None:
            self.replay = replay

        def on_book(self, event: BookEvent | DepthEvent) -> None:
            order = self.replay.order
            if event.ts == 20:
                order("X", 1, 2, price=100, post_only=True)
                order("X", -1, 2, reduce_only=True)
                order("X", 1, 2, price=95, time_in_force=TimeInForce.GTD, expires=50)
                self.moved = order("X", 1, 2, price=91)
            elif event.ts == 30:
                assert self.replay.replace(self.moved, 92, 4)
            elif event.ts == 40:
                assert self.replay.queue_ahead(self.moved) == 0
                assert self.replay.cancel(self.moved)
                assert self.replay.cancel(self.moved)

    trader = Trader()
    Replay([X], messages).run(trader)
    kinds = [(e.order_id, ExecutionKind(e.kind).name, e.quantity) for e in trader.of("order")]
    assert kinds == [
        (1, "REJECTED", 2),
        (2, "REJECTED", 2),
        (3, "ACCEPTED", 2),
        (4, "ACCEPTED", 2),
        (4, "REPLACED", 4),
        (4, "CANCELLED", 4),
        (4, "REJECTED", 0),
        (3, "EXPIRED", 2),
    ]


def test_wakes_come_at_their_times() -> None:
    """Between rows, once for each asking."""
    times: list[int] = []

    class Clock:
        def on_start(self, replay: Replay) -> None:
            self.replay = replay
            replay.wake_at(15)

        def on_wake(self, ts: int) -> None:
            times.append(ts)
            assert self.replay.now == ts
            if ts < 40:
                self.replay.wake_at(ts + 10)

    Replay([X], adds((10, 1, 1, 1), (20, 1, 1, 1), (60, 1, 1, 1))).run(Clock())
    assert times == [15, 25, 35, 45]


def test_a_handler_that_raises_ends_the_run_and_says_where() -> None:
    """The exception is the handler's own; a note tells time and row, and running again goes on."""
    seen: list[int] = []

    class Faulty:
        def on_book(self, event: BookEvent) -> None:
            seen.append(event.sequence)
            if event.sequence == 3:
                raise ZeroDivisionError("of my own")

    messages = by_order(10)
    replay = Replay([X], messages)
    with pytest.raises(ZeroDivisionError, match="^of my own") as error:
        replay.run(Faulty())
    assert error.value.__notes__ == [f"in a replay, at {messages['ts'][2]} ns, after 3 rows"]
    assert replay.run(Faulty()).rows == 10
    assert seen == list(range(1, 11))


def test_stop_ends_the_run_after_the_event() -> None:
    """And running again goes on with the next."""
    seen: list[int] = []

    class Stopping:
        def on_start(self, replay: Replay) -> None:
            self.replay = replay

        def on_book(self, event: BookEvent) -> None:
            seen.append(event.sequence)
            self.replay.stop()

    replay = Replay([X], by_order(5))
    for expected in range(1, 6):
        assert replay.run(Stopping()).rows == expected
    assert seen == [1, 2, 3, 4, 5]


def test_a_replay_runs_once_at_a_time() -> None:
    """A handler can neither run it again nor run another one on the bus that delivers."""
    faults: list[str] = []

    class Nested:
        def on_start(self, replay: Replay) -> None:
            self.replay = replay
            self.other = Replay([X], by_order(5), bus=replay.bus)

        def on_book(self, event: BookEvent) -> None:
            for replay in (self.replay, self.other):
                try:
                    replay.replay()
                except RuntimeError as error:
                    faults.append(str(error))

    Replay([X], by_order(1)).run(Nested())
    assert faults == [
        "replay: expected not to be running, was run again",
        "replay: expected to be run outside a delivery of its bus, was run by a handler",
    ]


def test_a_signal_ends_a_run_that_calls_nobody() -> None:
    """Control-C does not wait for the last of millions of rows; running again goes on."""

    class AlarmError(Exception):
        pass

    def ring(*_: object) -> None:
        raise AlarmError

    rows = np.zeros(500_000, BOOK_MESSAGE)
    rows["kind"], rows["price"], rows["quantity"] = MessageKind.TRADE, 100, 1
    replay = Replay([X], [rows] * 10)
    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        with pytest.raises(AlarmError):
            replay.run()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
    assert replay.result().rows < 5_000_000
    assert replay.run().rows == 5_000_000


def test_samples_of_the_account_follow_the_market() -> None:
    """Profit is cash and positions at the mid, less fees, at every so many nanoseconds."""
    messages = adds(
        (10, -1, 101, 50), (10, 1, 99, 50), (20, 1, 50, 1), (35, 1, 100, 9), (55, 1, 1, 1)
    )

    class Buyer:
        def on_start(self, replay: Replay) -> None:
            self.replay = replay

        def on_book(self, event: BookEvent) -> None:
            if event.ts == 20:
                self.replay.order("Y", 1, 4)

    result = Replay([Y], messages, sample_every=10).run(Buyer())
    # Bought at 101, a tick of 0.5: the mid goes from 100 to 100.5.
    assert result.times.tolist() == [20, 30, 40, 50, 55]
    assert result.profits.tolist() == [-2.0, -2.0, -1.0, -1.0, -1.0]
    assert result.profit == -1.0
    assert result.rows_per_second > 0
