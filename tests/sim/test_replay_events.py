"""What of a replay reaches whom: messages, quotes, trades and batches, each once."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from swarmcore.book import BOOK_MESSAGE, DEPTH_MESSAGE, DepthBook, MessageKind, OrderBook
from swarmcore.bus import EventBus
from swarmcore.feed import PRINT_FLAG
from swarmcore.market import Instrument
from swarmcore.market.messages import Quote, Trade
from swarmcore.sim import BookEvent, DepthEvent, ExecutionEvent, Replay

from .replays import Everything, X, Y, adds, by_order, by_price


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
