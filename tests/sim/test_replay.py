"""The replay of market data: merging, latency, what reaches whom, always the same."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from swarmcore.book import (
    BOOK_MESSAGE,
    DEPTH_MESSAGE,
    ORDER_COMMAND,
    CommandKind,
    DepthBook,
    ExecutionKind,
    MessageKind,
    OrderBook,
    TimeInForce,
)
from swarmcore.bus import EventBus
from swarmcore.errors import BookError, OrderError
from swarmcore.feed import PRINT_FLAG
from swarmcore.market import Instrument
from swarmcore.market.messages import Quote, Trade
from swarmcore.risk import GateLimits
from swarmcore.sim import (
    BookEvent,
    CompiledStrategy,
    DepthEvent,
    ExecutionEvent,
    OrderFlow,
    Replay,
    SendStatus,
    strategy_functions,
)

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


def test_events_are_the_rows_and_carry_all_their_fields() -> None:
    """Each message by order becomes one BookEvent, with its symbol and the time of its receipt."""
    messages = by_order(2000)
    seen = Everything()
    result = Replay([X], messages, data_latency=5).run(seen)
    events = seen.of("book")
    assert len(events) == len(messages) == result.rows
    for name in BOOK_MESSAGE.names or ():
        if name != "reserved":
            assert [getattr(event, name) for event in events] == messages[name].tolist()
    assert {event.symbol for event in events} == {"X"}
    assert [event.now for event in events] == (messages["ts"] + 5).tolist()


def test_rows_by_price_carry_theirs() -> None:
    """Each row by price becomes one DepthEvent."""
    messages = by_price(2000)
    seen = Everything()
    Replay([X], messages).run(seen)
    events = seen.of("book")
    assert {type(event) for event in events} == {DepthEvent}
    for name in DEPTH_MESSAGE.names or ():
        if name != "reserved":
            assert [getattr(event, name) for event in events] == messages[name].tolist()


def test_quotes_tell_of_every_change_of_the_best_prices() -> None:
    """They are those of a book that takes the rows one by one, in units of the instrument."""
    for messages, book in ((by_order(), OrderBook(X)), (by_price(), DepthBook(X))):
        seen = Everything()
        Replay([X], messages).run(seen)
        expected, last = [], None
        bound = book.bind(messages)
        for row in range(len(messages)):
            bound(row)
            whole = messages.dtype == BOOK_MESSAGE or messages["flags"][row] & 2
            now = (book.best_bid, book.best_ask)
            if whole and None not in now and now != last:
                last = now
                (bid, bid_size), (ask, ask_size) = now
                expected.append(
                    Quote(
                        int(messages["ts"][row]),
                        "X",
                        float(X.price(bid)),
                        float(X.price(ask)),
                        float(X.quantity(bid_size)),
                        float(X.quantity(ask_size)),
                    )
                )
        assert len(expected) > 400
        assert seen.of("quote") == expected


def test_trades_tell_price_size_and_the_takers_side() -> None:
    """Of a feed by order too, whose execute names only the order."""
    messages = by_order()
    bare = messages.copy()
    executes = bare["kind"] == MessageKind.EXECUTE
    bare["price"][executes] = 0
    bare["side"][executes] = 0
    expected = [
        Trade(
            int(row["ts"]),
            "X",
            float(X.price(int(row["price"]))),
            float(X.quantity(int(row["quantity"]))),
            -int(row["side"]),
        )
        for row in messages[executes]
    ]
    assert len(expected) > 50
    for rows, latency in ((messages, None), (bare, None), (bare, 1_000_000)):
        seen = Everything()
        Replay([X], rows, data_latency=latency).run(seen)
        assert [
            Trade(t.ts - (latency or 0), t.symbol, t.price, t.size, t.side)
            for t in seen.of("trade")
        ] == expected


def test_a_trade_that_executes_report_as_well_is_told_once() -> None:
    """It neither reaches who hears of trades nor fills an order a second time."""
    rows = np.concatenate([adds((10, 1, 100, 4), (20, -1, 110, 9)), np.zeros(2, BOOK_MESSAGE)])
    for row, kind in ((2, MessageKind.EXECUTE), (3, MessageKind.TRADE)):
        rows[row]["ts"], rows[row]["kind"], rows[row]["quantity"] = 30 + row, kind, 4
    rows[2]["order_id"] = 1
    rows[3]["side"], rows[3]["price"], rows[3]["flags"] = 1, 100, PRINT_FLAG

    class Bidder(Everything):
        def on_start(self, replay: Replay) -> None:
            self.replay = replay
            replay.wake_at(25)

        def on_wake(self, ts: int) -> None:
            self.replay.order("X", 1, 8, price=101)

    bidder = Bidder()
    result = Replay([X], rows).run(bidder)
    assert [trade.size for trade in bidder.of("trade")] == [0.4]
    assert result.fills["quantity"].tolist() == [4]


def test_python_is_called_only_for_what_was_subscribed() -> None:
    """Topics of other symbols and kinds cost nothing and reach nobody."""
    bus = EventBus()
    seen: list[str] = []
    bus.subscribe("trade.Y", lambda trade: seen.append(trade.symbol))
    bus.subscribe("quote.X", lambda quote: seen.append(quote.symbol))
    replay = Replay([X, Y], [by_order(), by_price(index=1)], bus=bus)
    replay.run()
    assert set(seen) == {"X", "Y"}
    seen.clear()
    Replay([X, Y], [by_order(), by_price(index=1)]).run()
    assert seen == []


def test_subscriptions_may_change_while_it_runs() -> None:
    """A handler that unsubscribes gets no more; one that is subscribed gets what follows."""
    bus = EventBus()
    seen: list[int] = []

    def late(event: BookEvent) -> None:
        seen.append(-event.sequence)

    def once(event: BookEvent) -> None:
        seen.append(event.sequence)
        bus.unsubscribe(first)
        bus.subscribe("book.X", late)

    first = bus.subscribe("book.X", once)
    Replay([X], by_order(5), bus=bus).run()
    assert seen == [1, -2, -3, -4, -5]


def test_streams_merge_by_time_then_stream_then_row() -> None:
    """Whatever the kinds of the streams."""
    streams = [by_order(500), by_price(700, seed=2, index=1), by_order(300, seed=3, index=2)]
    seen: list[tuple[int, int]] = []

    class Order:
        def on_book(self, event: BookEvent | DepthEvent) -> None:
            seen.append((event.ts, event.instrument))

    instruments = [Instrument(name) for name in "ABC"]
    Replay(instruments, streams).run(Order())
    rows = [(ts, stream) for stream, rows in enumerate(streams) for ts in rows["ts"].tolist()]
    assert seen == sorted(rows)


@pytest.mark.parametrize("latency", [0, 2_000_000])
def test_batches_hold_what_single_events_hold(latency: int) -> None:
    """Every row once, in order, in views of the streams; cut before an answer."""
    streams = [by_order(5000), by_price(5000, seed=2, index=1)]

    class Both:
        def __init__(self) -> None:
            self.single: list[tuple[int, int]] = []
            self.batched: list[tuple[int, int]] = []
            self.sizes: list[int] = []
            self.answers = 0

        def on_start(self, replay: Replay) -> None:
            self.replay = replay

        def on_book(self, event: BookEvent | DepthEvent) -> None:
            self.single.append((event.instrument, event.ts))
            if len(self.single) == 2500:
                self.replay.order("X", 1, 1)

        def on_batch(self, rows: np.ndarray[Any, Any]) -> None:
            assert not rows.flags.writeable
            assert any(np.shares_memory(rows, stream) for stream in streams)
            self.sizes.append(len(rows))
            self.batched += zip(rows["instrument"].tolist(), rows["ts"].tolist(), strict=True)

        def on_order(self, event: ExecutionEvent) -> None:
            self.answers += 1
            assert sorted(self.batched) == sorted(self.single)

    both = Both()
    Replay([X, Y], streams, data_latency=latency, batch=700).run(both)
    assert both.answers == 1
    assert sorted(both.batched) == sorted(both.single)
    assert max(both.sizes) <= 700
    for index in (0, 1):
        mine = [ts for instrument, ts in both.batched if instrument == index]
        assert mine == streams[index]["ts"].tolist()


def test_an_event_that_is_kept_stays_as_it_was() -> None:
    """The object is used again only where nobody holds it."""
    kept: list[Any] = []
    identities: set[int] = set()

    class Keeper:
        def on_book(self, event: BookEvent) -> None:
            identities.add(id(event))
            if event.sequence % 100 == 0:
                kept.append(event)

    messages = by_order(1000)
    Replay([X], messages).run(Keeper())
    assert [event.sequence for event in kept] == list(range(100, 1001, 100))
    assert [event.price for event in kept] == messages["price"][99::100].tolist()
    assert len(identities) <= 11


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
        "import sys; sys.path.insert(0, {folder!r}); from test_replay import *; "
        "r = Replay([X], by_order(20_000), order_latency=700_000).run(Maker()); "
        "print(len(r.fills), r.state_hash)"
    )
    folder = __file__.rsplit("/", 1)[0]
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


@pytest.mark.parametrize(
    ("streams", "kind", "message"),
    [
        ([1, 2], TypeError, r"streams\[0\]: expected an array of BOOK_MESSAGE or DEPTH_MESSAGE"),
        (np.zeros(3), TypeError, r"streams\[0\]: expected dtype BOOK_MESSAGE or .*, was float64"),
        (np.zeros(3, ORDER_COMMAND), TypeError, r"streams\[0\]: .*, was another record"),
        (np.zeros((2, 2), BOOK_MESSAGE), ValueError, r"streams\[0\]: expected 1 dimension"),
        (np.zeros(8, BOOK_MESSAGE)[::2], ValueError, r"streams\[0\]: expected a C-contiguous"),
        (
            adds((9, 1, 1, 1), (8, 1, 1, 1)),
            BookError,
            r"streams\[0\]: row 1: ts: expected the time",
        ),
    ],
)
def test_streams_that_cannot_be_are_refused(streams: Any, kind: Any, message: str) -> None:
    """One line, naming the stream and the row."""
    with pytest.raises(kind, match=message) as error:
        Replay([X], streams)
    assert "\n" not in str(error.value)


def test_unknown_instruments_and_symbols_are_refused() -> None:
    """An index beyond the instruments, one of another kind, and a symbol that nobody has."""
    messages = by_order(10)
    messages["instrument"][7] = 2
    with pytest.raises(BookError, match=r"streams\[0\]: row 7: instrument: expected below 2") as e:
        Replay([X, Y], messages)
    assert e.value.row == 7
    with pytest.raises(BookError, match=r"streams\[1\]: row 0: instrument: expected one with"):
        Replay([X], [by_order(10), by_price(10)])
    replay = Replay([X], by_order(10))
    with pytest.raises(OrderError, match="symbol: expected one of X, was 'Z'"):
        replay.order("Z", 1, 1)
    with pytest.raises(OrderError, match="order_id: expected that of an order sent before, was 5"):
        replay.cancel(5)
    with pytest.raises(ValueError, match="instruments: expected symbols that differ"):
        Replay([X, X], by_order(10))


def test_a_bad_row_ends_the_replay_or_is_counted() -> None:
    """Raised with its stream and row; or skipped, and nobody hears of it."""
    messages = by_order(100)
    messages["order_id"][50] = 10**9
    messages["kind"][50] = MessageKind.DELETE
    with pytest.raises(
        BookError, match=r"streams\[0\]: row 50: order_id: expected an order in the"
    ):
        Replay([X], messages).run()
    seen = Everything()
    result = Replay([X], messages, on_fault="skip").run(seen)
    assert result.refused >= 1
    assert len(seen.of("book")) == 100 - result.refused


@pytest.mark.parametrize(
    ("arguments", "kind", "message"),
    [
        (
            {"order_latency": -1},
            ValueError,
            r"order_latency: expected 0 to 2\*\*63 - 1 nanoseconds, was -1",
        ),
        (
            {"order_latency": 1.5},
            TypeError,
            "order_latency: expected nanoseconds or a latency model, was float",
        ),
        ({"on_fault": "hide"}, ValueError, "on_fault: expected raise or skip, was 'hide'"),
        ({"batch": 0}, ValueError, "batch: expected 1 or more, was 0"),
        ({"levels": 0}, ValueError, r"levels: expected 1 to 2\*\*32 - 1, or None, was 0"),
        ({"sample_every": -5}, ValueError, "sample_every: expected 0 or more nanoseconds, was -5"),
        ({"sample_every": 2**63}, ValueError, "sample_every: expected 0 or more nanoseconds, was"),
        ({"sample_every": 0.5}, TypeError, "sample_every: expected an integer, was float"),
        ({"batch": 1.5}, TypeError, "batch: expected an integer, was float"),
        ({"levels": "5"}, TypeError, "levels: expected an integer or None, was str"),
        ({"fees": 1}, TypeError, "fees: expected FeeSchedule or None, was int"),
        ({"queue": 1}, TypeError, "queue: expected a queue model, was int"),
        ({"impact": 1}, TypeError, "impact: expected SquareRootImpact or None, was int"),
    ],
)
def test_arguments_out_of_range_are_refused(
    arguments: dict[str, Any], kind: Any, message: str
) -> None:
    """One line, naming the argument."""
    with pytest.raises(kind, match=message) as error:
        Replay([X], by_order(10), **arguments)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("call", "kind", "message"),
    [
        (lambda each: each.order("X", 1, 2**63), ValueError, "quantity: expected an integer in"),
        (lambda each: each.order("X", 1, 1.5), TypeError, "quantity: expected an integer, was"),
        (lambda each: each.order("X", 1, 1, price=float("nan")), TypeError, "price: expected an"),
        (lambda each: each.order("X", "buy", 1), TypeError, "side: expected an integer, was str"),
        (lambda each: each.order("X", 1, 1, expires=2**63), ValueError, "expires: expected an i"),
        (lambda each: each.send(CommandKind.CANCEL, -1, 0), ValueError, "order_id: expected 0 to"),
        (lambda each: each.send(CommandKind.CANCEL, 1, -1), ValueError, "instrument: expected 0"),
        (lambda each: each.wake_at(1.5), TypeError, "ts: expected an integer, was float"),
        (lambda each: each.queue_ahead(-1), ValueError, "order_id: expected 0 to 2"),
        (lambda each: each.open_quantity("1"), TypeError, "order_id: expected an integer, was"),
        (lambda each: each.depth("X", -1), ValueError, "levels: expected 0 or more, was -1"),
        (lambda each: each.depth("X", 1.5), TypeError, "levels: expected an integer, was float"),
    ],
)
def test_numbers_that_cannot_be_are_refused(call: Any, kind: Any, message: str) -> None:
    """One line, naming the argument."""
    with pytest.raises(kind, match=message) as error:
        call(Replay([X], by_order(10)))
    assert "\n" not in str(error.value)


def test_what_is_no_strategy_is_refused() -> None:
    """An object without any hook would hear nothing."""
    with pytest.raises(TypeError, match="strategy: expected an address, or a method among on_book"):
        Replay([X], by_order(10)).run(object())


def test_a_compiled_strategy_gets_events_and_sends_orders() -> None:
    """Here a function of ctypes: it sees the best prices, its position and its answers."""
    functions = strategy_functions()
    seen: list[tuple[int, ...]] = []

    class Event(ctypes.Structure):
        _fields_ = (
            *((name, ctypes.c_int64) for name in ("now", "bid", "bid_q", "ask", "ask_q", "held")),
            ("row", ctypes.c_uint64),
            ("stream", ctypes.c_uint32),
            ("instrument", ctypes.c_uint16),
            ("kind", ctypes.c_uint8),
            ("reserved", ctypes.c_uint8),
        )

    @ctypes.CFUNCTYPE(
        None,
        ctypes.POINTER(Event),
        ctypes.c_void_p,
        ctypes.c_void_p,
        ctypes.POINTER(ctypes.c_int64),
    )
    def on_event(event: Any, record: Any, context: Any, user: Any) -> None:
        e = event.contents
        seen.append((e.now, e.kind, e.bid, e.ask, e.held))
        user[0] += 1
        if e.kind == 1 and e.now == 20:
            assert functions["order"](context, 1, 0, 1, 0, 3) == SendStatus.SENT
            assert functions["order"](context, 2, 0, 1, 95, 3) == SendStatus.SENT
            assert functions["replace"](context, 2, 0, 96, 4) == SendStatus.SENT
            assert functions["cancel"](context, 2, 0) == SendStatus.SENT
            levels = (ctypes.c_int64 * 4)()
            assert functions["depth"](context, 0, 1, 2, ctypes.addressof(levels)) == 2
            assert list(levels) == [90, 5, 50, 1]
            functions["wake_at"](context, 25)

    state = np.zeros(1, np.int64)
    messages = adds((10, -1, 100, 50), (10, 1, 90, 5), (20, 1, 50, 1), (30, 1, 50, 1))
    result = Replay([X], messages).run(CompiledStrategy(on_event, state))
    assert seen == [
        (10, 1, 0, 100, 0),
        (10, 1, 90, 100, 0),
        (20, 1, 90, 100, 0),
        (20, 3, 90, 100, 0),  # accepted
        (20, 3, 90, 100, 3),  # filled
        (20, 3, 90, 100, 3),  # accepted
        (20, 3, 90, 100, 3),  # replaced
        (20, 3, 90, 100, 3),  # cancelled
        (25, 4, 90, 100, 3),
        (30, 1, 90, 100, 3),
    ]
    assert state[0] == len(seen)
    assert result.positions == {"X": 3}
    assert result.commands["kind"].tolist() == [
        CommandKind.NEW,
        CommandKind.NEW,
        CommandKind.REPLACE,
        CommandKind.CANCEL,
    ]


def test_what_has_no_address_is_no_compiled_strategy() -> None:
    """Said in one line."""
    with pytest.raises(TypeError, match="function: expected a cfunc of numba.*was str"):
        CompiledStrategy("on_event")
