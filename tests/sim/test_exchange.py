"""The exchange as Python sees it: terms, steps and what it tells."""

from __future__ import annotations

import random
import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from swarmcore import book, sim
from swarmcore.book import (
    EXECUTION,
    MAKER_FLAG,
    ExecutionKind,
    MessageKind,
    OrderBook,
    TimeInForce,
)
from swarmcore.errors import BookError
from swarmcore.market import Instrument

from . import markets
from .markets import add, fills, level, message, trade

X = Instrument("X", tick_size="0.01", lot_size="1", maker_fee="-0.0001", taker_fee="0.001")
Y = Instrument("Y", tick_size="0.5", lot_size="0.1", maker_fee="0", taker_fee="0.0005")


def test_a_new_exchange_has_nothing() -> None:
    """No prices, no orders, no time."""
    exchange = sim.Exchange([X, Y])
    assert exchange.instruments == (X, Y)
    assert exchange.best_bid() is None
    assert exchange.best_ask(1) is None
    assert [side.shape for side in exchange.depth()] == [(0, 3), (0, 3)]
    assert exchange.queue_ahead(1) is None
    assert exchange.open_quantity(1) is None
    assert exchange.position() == exchange.position(7, 1) == 0
    assert exchange.fees_paid == exchange.order_count == 0
    assert exchange.now == -(2**63)
    executions = exchange.take_executions()
    assert executions.records.dtype == EXECUTION
    assert executions.fees.dtype == np.int64
    assert executions.records.shape == executions.fees.shape == (0,)


def test_each_instrument_has_its_own_kind_of_market_data() -> None:
    """One by order beside one by price, read alike; a message of the wrong kind is refused."""
    exchange = sim.Exchange([X, Y], market_data=["by_order", "by_price"])
    assert exchange.apply(add(1, 1, 100, 5)) == 1
    assert exchange.apply(add(2, -1, 103, 7)) == 1
    assert exchange.apply(level(1, 50, 9, instrument=1)) == 1
    assert (exchange.best_bid(), exchange.best_ask()) == ((100, 5), (103, 7))
    assert (exchange.best_bid(1), exchange.best_ask(1)) == ((50, 9), None)
    assert [side.tolist() for side in exchange.depth(0, 3)] == [[[100, 5, 1]], [[103, 7, 1]]]
    assert [side.tolist() for side in exchange.depth(instrument=1)] == [[[50, 9, 0]], []]
    for wrong in (add(3, 1, 100, 5, instrument=1), add(3, 1, 100, 5, instrument=2)):
        with pytest.raises(BookError, match="row 0: instrument: expected one of the books, was"):
            exchange.apply(wrong)
    for wrong in (level(1, 100, 5), level(1, 100, 5, instrument=9)):
        with pytest.raises(BookError, match="row 0: instrument: expected one with market data by"):
            exchange.apply(wrong)


def test_the_mirror_is_an_order_book() -> None:
    """What it tells of the venue is what OrderBook does, whatever the account does."""
    flow = sim.OrderFlow(X, seed=3, orders=20).messages(2_000)
    exchange, mirror = sim.Exchange([X]), OrderBook(X)
    for number, start in enumerate(range(0, len(flow), 50), start=1):
        rows = flow[start : start + 50]
        assert exchange.apply(rows) == mirror.apply(rows) == 50
        exchange.process(
            book.commands.limit(number, 1, price=10_000 + number % 3, quantity=30, ts=exchange.now)
        )
        assert exchange.best_bid() == mirror.best_bid
        assert exchange.best_ask() == mirror.best_ask
        for ours, theirs in zip(exchange.depth(levels=9), mirror.depth(9), strict=True):
            assert (ours == theirs).all()


def test_levels_are_the_most_that_a_feed_by_price_shows() -> None:
    """The mirror drops those beyond; by order, and where it is 0, all are kept."""
    rows = np.concatenate([level(1, price, 1, ts=price) for price in range(1, 6)])
    for levels, kept in ((2, [5, 4]), (None, [5, 4, 3, 2, 1])):
        exchange = sim.Exchange([X], market_data="by_price", levels=levels)
        exchange.apply(rows)
        assert exchange.depth(levels=9)[0][:, 0].tolist() == kept
    exchange = sim.Exchange([X], levels=2)
    exchange.apply(np.concatenate([add(each, 1, each, 1) for each in range(1, 6)]))
    assert len(exchange.depth(levels=9)[0]) == 5


def test_executions_are_taken_once_and_stay_as_they_were() -> None:
    """Fees stand beside them, 0 unless filled; sequences count on."""
    exchange = sim.Exchange([X])
    exchange.apply(np.concatenate([add(1, -1, 100, 5, ts=1), add(2, 1, 90, 4, ts=2)]))
    exchange.process(book.commands.limit(7, 1, price=100, quantity=8, owner=3, ts=3))
    first = exchange.take_executions()
    assert len(exchange.take_executions().records) == 0
    exchange.apply(message(MessageKind.EXECUTE, order_id=2, quantity=1, ts=4))
    second = exchange.take_executions()
    assert first.records["sequence"].tolist() == [1, 2]
    assert second.records["sequence"].tolist() == [3]
    assert first.records["kind"].tolist() == [ExecutionKind.ACCEPTED, ExecutionKind.FILLED]
    assert first.records["other_order_id"].tolist() == [0, 1]
    assert first.records["flags"].tolist() == [0, 0]
    assert second.records["flags"].tolist() == [MAKER_FLAG]
    # 5 at 1.00 costs 0.001 of 5; 1 at 1.00 earns 0.0001 of 1.
    assert first.fees.tolist() == [0, 5_000_000]
    assert second.fees.tolist() == [-100_000]
    assert exchange.fees_paid == 4_900_000
    assert (exchange.position(3), exchange.position(0), exchange.position(4)) == (6, 0, 0)
    assert (exchange.open_quantity(7), exchange.order_count, exchange.now) == (2, 1, 4)


def test_time_goes_forward_only() -> None:
    """A mirror refuses what is late; a feed that is behind another fills at the exchange's time."""
    exchange = sim.Exchange([X, Y])
    order = book.commands.limit(7, 1, price=100, quantity=5, ts=10, tif=TimeInForce.GTD, expires=20)
    exchange.process(order)
    exchange.apply(add(1, -1, 120, 1, ts=15, instrument=1))
    exchange.apply(add(2, -1, 100, 2, ts=12))
    with pytest.raises(BookError, match="ts: expected the time of the last message or later"):
        exchange.apply(add(3, -1, 100, 1, ts=11))
    exchange.apply(add(4, -1, 100, 9, ts=20))
    records = exchange.take_executions().records
    assert records[["ts", "kind", "quantity"]].tolist() == [
        (10, ExecutionKind.ACCEPTED, 5),
        (15, ExecutionKind.FILLED, 2),
        (20, ExecutionKind.EXPIRED, 3),
    ]
    assert exchange.now == 20


def test_fees_are_those_of_the_schedule() -> None:
    """Per notional, share and order, by what was traded before, and not the instrument's own."""
    fees = sim.FeeSchedule(
        "-0.0002", "0.001", per_share="0.01", per_order="0.5", tiers=[(10, "-0.0003", "0.0009")]
    )
    exchange = sim.Exchange([X, Y], fees=fees)
    exchange.apply(np.concatenate([add(1, -1, 100, 5), add(2, -1, 100, 50)]))
    exchange.process(book.commands.limit(7, 1, price=100, quantity=8, owner=1))
    exchange.process(book.commands.limit(8, 1, price=100, quantity=4, owner=1))
    exchange.process(book.commands.limit(9, 1, price=99, quantity=1, owner=1))
    exchange.apply(add(3, 1, 98, 1))
    exchange.apply(message(MessageKind.EXECUTE, order_id=3, quantity=1))
    nanos = 10**9
    taken = exchange.take_executions()
    assert taken.fees[taken.records["kind"] == ExecutionKind.FILLED].tolist() == [
        5 * nanos // 1000 + 5 * nanos // 100 + nanos // 2,
        3 * nanos // 1000 + 3 * nanos // 100,  # of the same order
        4 * nanos // 1000 + 4 * nanos // 100 + nanos // 2,  # 8 were traded before
        # 12 were traded before: 0.99 earns 0.0003 of it.
        -297_000 + nanos // 100 + nanos // 2,
    ]
    assert exchange.fees_paid == int(taken.fees.sum())


def test_a_queue_model_says_where_an_order_stands() -> None:
    """Of a decrease of 6 with 10 ahead and 20 behind; by order it is exact, and the model idle."""
    for queue, left in (
        (None, 10.0),
        (sim.RiskAverseQueue(), 10.0),
        (sim.PowerQueue(1), 8.0),
        (sim.SquareQueue(), 10 - 6 / 5),
    ):
        exchange = sim.Exchange([X], market_data="by_price", queue=queue)
        exchange.apply(level(1, 100, 10))
        exchange.process(book.commands.limit(7, 1, price=100, quantity=5))
        exchange.apply(level(1, 100, 30))
        exchange.apply(level(1, 100, 24))
        assert exchange.queue_ahead(7) == pytest.approx(left)
        exchange.process(book.commands.limit(8, 1, price=50, quantity=5))
        assert exchange.queue_ahead(8) == float("inf")
    exchange = sim.Exchange([X], queue=sim.LogQueue())
    exchange.apply(np.concatenate([add(1, 1, 100, 4), add(2, 1, 100, 6)]))
    exchange.process(book.commands.limit(7, 1, price=100, quantity=5))
    exchange.apply(add(3, 1, 100, 9))
    exchange.apply(message(MessageKind.REDUCE, order_id=3, quantity=5))
    assert exchange.queue_ahead(7) == 10.0
    exchange.apply(message(MessageKind.DELETE, order_id=1))
    assert exchange.queue_ahead(7) == 6.0


def test_impact_makes_a_takers_prices_worse_up_to_its_limit() -> None:
    """By the root of its whole size; who rests pays none."""
    exchange = sim.Exchange([X], impact=sim.SquareRootImpact(1.0, 10.0, 100))
    exchange.apply(np.concatenate([add(1, -1, 100, 5), add(2, -1, 103, 50), add(3, 1, 2, 9)]))
    exchange.process(book.commands.market(7, 1, quantity=9))  # 10 * 0.3 = 3 ticks
    assert fills(exchange) == [(7, 103, 5, 4), (7, 106, 4, 0)]
    exchange.process(book.commands.limit(8, 1, price=104, quantity=9))
    assert fills(exchange) == [(8, 104, 9, 0)]
    exchange.process(book.commands.market(9, -1, quantity=9))
    assert fills(exchange) == [(9, 1, 9, 0)]
    exchange.process(book.commands.limit(10, 1, price=101, quantity=4))
    exchange.apply(add(4, -1, 101, 4))
    assert fills(exchange) == [(10, 101, 4, 0)]


def test_two_orders_never_fill_from_the_same_displayed_lots() -> None:
    """The failure of nautilus_trader 2564, by order and by price."""
    by_order = sim.Exchange([X])
    by_order.apply(add(1, -1, 100, 10))
    by_price = sim.Exchange([X], market_data="by_price")
    by_price.apply(level(-1, 100, 10))
    for exchange in (by_order, by_price):
        for order_id in (7, 8):
            exchange.process(
                book.commands.limit(order_id, 1, price=100, quantity=8, tif=TimeInForce.IOC)
            )
        assert fills(exchange) == [(7, 100, 8, 0), (8, 100, 2, 6)]


def test_a_taker_does_not_see_lots_that_a_trade_has_used_up() -> None:
    """The failure of nautilus_trader 3596: the trade comes before the update that shows it."""
    exchange = sim.Exchange([X], market_data="by_price")
    exchange.apply(np.concatenate([level(-1, 100, 10), level(-1, 101, 10)]))
    exchange.apply(trade(-1, 100, 7))
    exchange.process(book.commands.market(7, 1, quantity=8))
    assert fills(exchange) == [(7, 100, 3, 5), (7, 101, 5, 0)]


def test_distinct_trades_of_one_size_each_fill_in_turn() -> None:
    """The failure of nautilus_trader 5017."""
    exchange = sim.Exchange([X], market_data="by_price")
    exchange.apply(level(1, 100, 10))
    exchange.process(book.commands.limit(7, 1, price=101, quantity=12))
    for filled, left in ((5, 7), (5, 2), (2, 0)):
        exchange.apply(trade(1, 101, 5))
        assert fills(exchange) == [(7, 101, filled, left)]


def test_fok_is_all_or_nothing_and_ioc_what_there_is() -> None:
    """Of 5 displayed, an order for 6 gets none or 5."""
    exchange = sim.Exchange([X])
    exchange.apply(add(1, -1, 100, 5))
    for order_id, tif, filled in ((7, TimeInForce.FOK, []), (8, TimeInForce.IOC, [(8, 100, 5, 1)])):
        exchange.process(book.commands.limit(order_id, 1, price=100, quantity=6, tif=tif))
        assert fills(exchange) == filled
    assert exchange.order_count == 0


def test_what_was_consumed_is_so_after_a_clear_that_lists_it_anew() -> None:
    """At another price, with less, after one more clear: no lot twice, and never less than none."""
    taker = book.commands.limit(8, -1, price=90, quantity=50, ts=9, tif=TimeInForce.IOC)
    clear = message(MessageKind.CLEAR, ts=5)
    for rows, filled in (
        ([add(1, 1, 100, 10, ts=5)], [(8, 100, 4, 46)]),
        ([add(1, 1, 100, 5, ts=5)], []),
        ([add(1, 1, 98, 8, ts=5), add(2, -1, 120, 1, ts=6)], [(8, 98, 2, 48)]),
        (
            [
                add(1, 1, 98, 10, ts=5),
                message(MessageKind.EXECUTE, order_id=1, quantity=8, ts=7),
            ],
            [],
        ),
        (
            [add(1, 1, 100, 10, ts=5), message(MessageKind.CLEAR, ts=6), add(1, 1, 100, 9, ts=6)],
            [(8, 100, 3, 47)],
        ),
        ([add(2, -1, 120, 1, ts=6), add(1, 1, 100, 10, ts=7)], [(8, 100, 10, 40)]),
    ):
        exchange = sim.Exchange([X])
        exchange.apply(add(1, 1, 100, 10, ts=1))
        exchange.process(book.commands.limit(7, -1, price=100, quantity=6, ts=2))
        assert fills(exchange) == [(7, 100, 6, 0)]
        exchange.apply(np.concatenate([clear, *rows]))
        exchange.process(taker)
        assert fills(exchange) == filled


@pytest.mark.parametrize("by_price", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_lots_are_conserved(by_price: bool, seed: int) -> None:
    """In = filled + cancelled + expired + open, and nothing is less than none."""
    rng = random.Random(seed)
    feed = markets.by_price(rng) if by_price else markets.by_order(rng)
    exchange = sim.Exchange([X], market_data="by_price" if by_price else "by_order")
    entered: dict[int, int] = {}
    executions: list[Any] = []
    shift = 0
    for number in range(1, 2_000):
        rows = next(feed)
        shift = max(shift, exchange.now - int(rows["ts"][0]))
        rows["ts"] += shift
        exchange.apply(rows)
        exchange.process(markets.command(rng, max(0, exchange.now), number))
        executions.extend(exchange.take_executions().records)
    for each in executions:
        order, quantity, left = (int(each[name]) for name in ("order_id", "quantity", "remaining"))
        kind = each["kind"]
        assert left >= 0
        if kind in (ExecutionKind.ACCEPTED, ExecutionKind.REPLACED):
            entered[order] = quantity
        elif kind != ExecutionKind.REJECTED:
            assert quantity > 0
            entered[order] -= quantity
            assert entered[order] == left
    open_orders = {order for order in entered if exchange.open_quantity(order)}
    assert len(open_orders) == exchange.order_count
    assert all(entered[order] == (exchange.open_quantity(order) or 0) for order in entered)
    traded = [each for each in executions if each["kind"] == ExecutionKind.FILLED]
    assert len(traded) > 100
    assert exchange.position(1) + exchange.position(2) == sum(
        int(each["side"]) * int(each["quantity"]) for each in traded
    )


HASHES = """
import numpy as np
from swarmcore import Instrument, sim
x = Instrument("X", tick_size="0.01", lot_size="1", taker_fee="0.001")
flow = sim.OrderFlow(x, seed=5, orders=30).messages(5_000)
exchange = sim.Exchange([x], impact=sim.SquareRootImpact(1.0, 3.0, 1000))
from swarmcore import book
for start in range(0, 5_000, 10):
    exchange.apply(flow[start : start + 10])
    side = 1 if start % 20 else -1
    exchange.process(book.commands.limit(
        start + 1, side, price=10_000 - side * (start % 7), quantity=40, owner=start % 3 + 1,
        ts=exchange.now))
print(exchange.state_hash(), exchange.order_count, exchange.fees_paid)
"""


def test_two_runs_and_two_hash_seeds_end_in_one_state() -> None:
    """Bit for bit."""
    ends = {
        subprocess.run(
            [sys.executable, "-c", HASHES],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "1")
    }
    assert len(ends) == 1
    assert int(ends.pop().split()[1]) > 0


def test_a_state_does_not_depend_on_how_it_came_in_batches() -> None:
    """One by one is as all at once; taking executions leaves no trace, an order does."""
    flow = sim.OrderFlow(X, seed=1, orders=20).messages(500)
    whole, single = sim.Exchange([X]), sim.Exchange([X])
    whole.apply(flow)
    for row in range(len(flow)):
        single.apply(flow[row : row + 1])
        single.take_executions()
    assert whole.state_hash() == single.state_hash()
    order = book.commands.limit(7, 1, price=9_000, quantity=1, ts=whole.now)
    whole.process(order)
    assert whole.state_hash() != single.state_hash()
    single.process(order)
    assert whole.state_hash() == single.state_hash()
