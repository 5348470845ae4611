"""The matching engine against plain lists, and the laws that any exchange keeps."""

from __future__ import annotations

import pickle
from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.book import (
    BOOK_MESSAGE,
    EXECUTION,
    MAKER_FLAG,
    ORDER_COMMAND,
    CommandKind,
    ExecutionKind,
    MatchingEngine,
    MessageKind,
    OrderBook,
    OrderType,
    RejectReason,
    TimeInForce,
)

from .reference import ReferenceEngine, depth, rows

NEW, CANCEL, REPLACE = int(CommandKind.NEW), int(CommandKind.CANCEL), int(CommandKind.REPLACE)
LIMIT, MARKET = int(OrderType.LIMIT), int(OrderType.MARKET)
GTC, IOC = int(TimeInForce.GTC), int(TimeInForce.IOC)


def limit(order_id: int, side: int, price: int, quantity: int, **more: int) -> dict[str, int]:
    """A limit order, good till cancelled."""
    row = {"kind": NEW, "order_id": order_id, "side": side, "type": LIMIT, "tif": GTC}
    return row | {"price": price, "quantity": quantity} | more


@pytest.fixture
def engine(instrument: Any) -> MatchingEngine:
    """An engine of two instruments."""
    return MatchingEngine([instrument, instrument])


def test_the_dtypes_are_the_contract() -> None:
    """Commands and executions are 64 little-endian bytes, field by field as documented."""
    assert ORDER_COMMAND.itemsize == EXECUTION.itemsize == 64
    assert [(name, ORDER_COMMAND[name].str) for name in ORDER_COMMAND.names] == [
        ("ts", "<i8"),
        ("order_id", "<u8"),
        ("price", "<i8"),
        ("quantity", "<i8"),
        ("trigger", "<i8"),
        ("expires", "<i8"),
        ("owner", "<u4"),
        ("display", "<u4"),
        ("instrument", "<u2"),
        ("flags", "<u2"),
        ("kind", "|u1"),
        ("side", "|i1"),
        ("type", "|u1"),
        ("tif", "|u1"),
    ]
    assert [(name, EXECUTION[name].str) for name in EXECUTION.names] == [
        ("ts", "<i8"),
        ("sequence", "<u8"),
        ("order_id", "<u8"),
        ("other_order_id", "<u8"),
        ("price", "<i8"),
        ("quantity", "<i8"),
        ("remaining", "<i8"),
        ("instrument", "<u2"),
        ("kind", "|u1"),
        ("side", "|i1"),
        ("reason", "|u1"),
        ("flags", "|u1"),
        ("reserved", "<u2"),
    ]


def test_the_enums_are_the_contract() -> None:
    """The numbers behind the names are those of the records' documentation, and they pickle."""
    names = {
        CommandKind: "NEW CANCEL REPLACE LINK",
        OrderType: "LIMIT MARKET STOP STOP_LIMIT TRAILING_STOP",
        TimeInForce: "GTC IOC FOK GTD AT_OPEN AT_CLOSE",
        ExecutionKind: "ACCEPTED FILLED CANCELLED REJECTED REPLACED TRIGGERED EXPIRED REPLENISHED",
    }
    for enum, expected in names.items():
        assert [(kind.name, kind.value) for kind in enum] == [
            (name, number) for number, name in enumerate(expected.split(), start=1)
        ]
    assert pickle.loads(pickle.dumps(RejectReason.WRONG_OWNER)) is RejectReason.WRONG_OWNER


def test_two_orders_that_meet_trade(engine: MatchingEngine, commands: Any) -> None:
    """The taker's fill comes first, then the maker's, at the maker's price."""
    done = engine.process(commands(limit(1, -1, 101, 5), limit(2, 1, 103, 8, ts=9)))
    assert done.dtype == EXECUTION
    assert [
        (row["kind"], row["order_id"], row["other_order_id"], row["price"], row["quantity"])
        for row in rows(done)
    ] == [
        (ExecutionKind.ACCEPTED, 1, 0, 101, 5),
        (ExecutionKind.ACCEPTED, 2, 0, 103, 8),
        (ExecutionKind.FILLED, 2, 1, 101, 5),
        (ExecutionKind.FILLED, 1, 2, 101, 5),
    ]
    assert done["remaining"].tolist() == [5, 8, 3, 0]
    assert done["flags"].tolist() == [0, 0, 0, MAKER_FLAG]
    assert done["sequence"].tolist() == [1, 2, 3, 4]
    assert done["ts"].tolist() == [0, 9, 9, 9]
    assert engine.best_bid(0) == (103, 3)
    assert engine.best_ask(0) is None
    assert engine.order_count == 1


def test_executions_belong_to_the_caller(engine: MatchingEngine, commands: Any) -> None:
    """The engine reuses its buffer, not the array it gave away."""
    first = engine.process(commands(limit(1, 1, 100, 5)))
    kept = first.copy()
    engine.process(commands(limit(2, 1, 100, 5)))
    np.testing.assert_array_equal(first, kept)
    assert first.flags.owndata
    assert first.flags.writeable


def test_an_engine_wants_instruments(instrument: Any) -> None:
    """An engine has one instrument or more, and keeps them."""
    with pytest.raises(ValueError, match=r"^instruments: expected 1 to 65536, was 0$"):
        MatchingEngine([])
    with pytest.raises(ValueError, match=r"^instruments: expected 1 to 65536, was 65537$"):
        MatchingEngine([instrument] * 65_537)
    assert MatchingEngine([instrument]).instruments == (instrument,)


@pytest.mark.parametrize("index", [-1, 2, 65_536])
def test_an_instrument_that_is_not_there_is_refused(engine: MatchingEngine, index: int) -> None:
    """The reads name the instruments there are; a negative index is no index from the end."""
    for read in (engine.best_bid, engine.best_ask, lambda i: engine.depth(i, 1)):
        with pytest.raises(IndexError, match=rf"^instrument: expected 0 to 1, was {index}$"):
            read(index)


def test_depth_refuses_a_negative_count(engine: MatchingEngine) -> None:
    """A negative number of levels is an error, not all of them."""
    with pytest.raises(ValueError, match=r"^levels: expected 0 or more, was -1$"):
        engine.depth(0, -1)


@pytest.mark.parametrize(
    "array",
    [
        [1],
        None,
        np.zeros(3),
        np.zeros(3, EXECUTION),
        np.zeros((2, 2), ORDER_COMMAND),
        np.zeros(4, ORDER_COMMAND)[::2],
        np.frombuffer(bytearray(65), ORDER_COMMAND, count=1, offset=1),
    ],
    ids=["list", "None", "float64", "EXECUTION", "2-D", "strided", "unaligned"],
)
def test_bad_arrays_are_refused(engine: MatchingEngine, array: Any) -> None:
    """An array of another dtype, shape or layout is refused in one line, never converted."""
    with pytest.raises((TypeError, ValueError), match=r"^commands: expected .*") as caught:
        engine.process(array)
    assert "\n" not in str(caught.value)


def test_no_commands_do_nothing(engine: MatchingEngine) -> None:
    """An empty array gives an empty array of executions."""
    done = engine.process(np.zeros(0, ORDER_COMMAND))
    assert done.shape == (0,)
    assert done.dtype == EXECUTION


@given(st.binary(min_size=64, max_size=64 * 8))
def test_any_bytes_are_answered(instrument: Any, data: bytes) -> None:
    """Whatever the bytes, every command gets an answer, and no reason is without a name."""
    array = np.frombuffer(data[: len(data) // 64 * 64], ORDER_COMMAND).copy()
    done = MatchingEngine([instrument]).process(array)
    assert len(done) >= len(array)
    for row in rows(done):
        assert RejectReason(row["reason"]) or row["kind"] != ExecutionKind.REJECTED


plain = {
    "ts": st.sampled_from([0, 0, 0, 0, 0, 1, 2]),
    "order_id": st.integers(0, 9),
    "price": st.integers(1, 6),
    "quantity": st.integers(1, 9),
    "owner": st.sampled_from([0, 0, 0, 1]),
    "instrument": st.sampled_from([0, 0, 0, 1]),
    "kind": st.sampled_from([NEW, NEW, NEW, CANCEL, REPLACE]),
    "side": st.sampled_from([1, -1]),
    "type": st.sampled_from([LIMIT, LIMIT, LIMIT, MARKET]),
    "tif": st.sampled_from([GTC, GTC, IOC]),
}
odd = {
    "price": st.sampled_from([0, -1, -(2**63), 2**63 - 1]),
    "quantity": st.sampled_from([0, -1, -(2**63), 2**62, 2**63 - 1]),
    "instrument": st.sampled_from([2, 65_535]),
    "kind": st.sampled_from([0, 4, 5, 255]),
    "side": st.sampled_from([0, 2, -128]),
    "type": st.integers(0, 7),
    "tif": st.integers(0, 8),
    "flags": st.just(1),
    "trigger": st.just(5),
    "expires": st.just(5),
    "display": st.just(5),
}
# Most commands are plain; every fifth or so has one or two odd fields.
command_rows = st.one_of(
    *[st.fixed_dictionaries(plain)] * 4,
    st.tuples(
        st.fixed_dictionaries(plain),
        st.lists(st.sampled_from(sorted(odd)), min_size=1, max_size=2).flatmap(
            lambda names: st.fixed_dictionaries({name: odd[name] for name in names})
        ),
    ).map(lambda pair: pair[0] | pair[1]),
)


def lists_of(rows_: st.SearchStrategy[dict[str, int]]) -> st.SearchStrategy[list[dict[str, int]]]:
    """Lists of any length up to 80; st.lists alone seldom goes beyond 10, too few to trade much."""
    return st.integers(0, 80).flatmap(lambda n: st.lists(rows_, min_size=n, max_size=n))


streams = lists_of(command_rows)


def check_against_naive(instrument: Any, batch: np.ndarray) -> None:
    """After every command, every field of every execution and the depth are those of lists."""
    engine, naive = MatchingEngine([instrument, instrument]), ReferenceEngine(2)
    for index, command in enumerate(rows(batch)):
        assert rows(engine.process(batch[index : index + 1])) == naive.process(command)
        for which in (0, 1):
            orders = [o for o in naive.orders if o.instrument == which]
            bids, asks = engine.depth(which, 100)
            assert bids.tolist() == depth(orders, 1)
            assert asks.tolist() == depth(orders, -1)
        assert engine.order_count == len(naive.orders)


@given(streams)
def test_the_engine_is_the_naive_engine(
    instrument: Any, commands: Any, stream: list[dict[str, int]]
) -> None:
    """On plain and odd commands, the engine does what plain lists do."""
    check_against_naive(instrument, commands(*stream))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_engine_is_the_naive_engine_in_the_long_run(instrument: Any, seed: int) -> None:
    """On thousands of commands that meet each other often, the engine does what lists do."""
    count = 4_000
    random = np.random.default_rng(seed)
    batch = np.zeros(count, ORDER_COMMAND)
    batch["ts"] = np.sort(random.integers(0, count, count))
    batch["kind"] = random.choice([NEW, NEW, CANCEL, REPLACE], count)
    batch["type"] = random.choice([LIMIT] * 9 + [MARKET], count)
    batch["tif"] = random.choice([GTC, GTC, GTC, IOC], count)
    batch["side"] = random.choice([1, -1], count)
    batch["order_id"] = random.integers(0, 24, count)
    batch["price"] = random.integers(1, 6, count)
    batch["quantity"] = random.integers(1, 5, count)
    batch["owner"] = batch["order_id"] % 2 ^ (random.integers(0, 10, count) == 0)
    check_against_naive(instrument, batch)


@given(streams)
def test_a_batch_is_its_commands_one_by_one(
    instrument: Any, commands: Any, stream: list[dict[str, int]]
) -> None:
    """How commands are cut into batches changes nothing."""
    batch = commands(*stream)
    whole, single = MatchingEngine([instrument] * 2), MatchingEngine([instrument] * 2)
    parts = [single.process(batch[i : i + 1]) for i in range(len(batch))]
    expected = np.concatenate(parts) if parts else np.zeros(0, EXECUTION)
    np.testing.assert_array_equal(whole.process(batch), expected)
    assert whole.state_hash() == single.state_hash()


@given(streams)
def test_the_laws_of_an_exchange_hold(
    instrument: Any, commands: Any, stream: list[dict[str, int]]
) -> None:
    """Nothing is lost, no book is crossed, no trade is worse than its taker's limit."""
    engine = MatchingEngine([instrument, instrument])
    resting: dict[int, int] = {}
    traded: Counter[int] = Counter()
    batch = commands(*stream)
    for index in range(len(batch)):
        limit_price, side = int(batch[index]["price"]), int(batch[index]["side"])
        for row in rows(engine.process(batch[index : index + 1])):
            order_id, kind = row["order_id"], row["kind"]
            if kind in (ExecutionKind.ACCEPTED, ExecutionKind.REPLACED):
                resting[order_id] = row["quantity"]
            elif kind == ExecutionKind.CANCELLED:
                assert resting.pop(order_id) == row["quantity"]
            elif kind == ExecutionKind.FILLED:
                resting[order_id] -= row["quantity"]
                assert resting[order_id] == row["remaining"] >= 0
                traded[row["side"]] += row["quantity"]
                taker = row["flags"] != MAKER_FLAG
                if taker and batch[index]["type"] == LIMIT and batch[index]["kind"] == NEW:
                    assert row["price"] * side <= limit_price * side
                if row["remaining"] == 0:
                    del resting[order_id]
        for which in (0, 1):
            bid, ask = engine.best_bid(which), engine.best_ask(which)
            assert bid is None or ask is None or bid[0] < ask[0]
    assert traded[1] == traded[-1]
    held = sum(int(side[:, 1].sum()) for i in (0, 1) for side in engine.depth(i, 1000))
    # Both sums wrap alike where a test of huge quantities rests many of them.
    assert (held - sum(resting.values())) % 2**64 == 0
    assert engine.order_count == len(resting)


def feed_of(executions: np.ndarray) -> np.ndarray:
    """The feed that a venue showing every accepted order would publish of these executions."""
    feed = np.zeros(len(executions), BOOK_MESSAGE)
    standing: dict[int, tuple[int, int]] = {}
    for message, row in zip(feed, rows(executions), strict=True):
        for name in ("ts", "sequence", "order_id", "quantity", "side"):
            message[name] = row[name]
        kind, order_id = row["kind"], row["order_id"]
        # A market order is accepted without a price: it is shown at one that no limit order has.
        message["price"] = price = row["price"] or 2**40
        if kind == ExecutionKind.ACCEPTED:
            message["kind"] = MessageKind.ADD
        elif kind == ExecutionKind.FILLED:
            message["kind"], price = MessageKind.EXECUTE, standing[order_id][0]
        elif kind == ExecutionKind.CANCELLED:
            message["kind"] = MessageKind.DELETE
        elif price == standing[order_id][0] and row["quantity"] < standing[order_id][1]:
            message["kind"] = MessageKind.REDUCE
            message["quantity"] = standing[order_id][1] - row["quantity"]
        else:
            message["kind"] = MessageKind.REPLACE
        standing[order_id] = (price, row["remaining"])
    return feed


@given(lists_of(st.fixed_dictionaries(plain | {"instrument": st.just(0)})))
def test_a_mirror_fed_by_the_engine_is_the_engines_book(
    instrument: Any, commands: Any, stream: list[dict[str, int]]
) -> None:
    """Executions published as a feed rebuild the engine's book, queues and all."""
    engine, mirror = MatchingEngine([instrument]), OrderBook(instrument)
    for row in stream:
        row["owner"] = 0  # no feed tells owners, and the engine's hash knows them
    executions = engine.process(commands(*stream))
    feed = feed_of(executions[executions["kind"] != ExecutionKind.REJECTED])
    assert mirror.apply(feed) == len(feed)
    for ours, theirs in zip(mirror.depth(99), engine.depth(0, 99), strict=True):
        assert ours.tolist() == theirs.tolist()
    assert mirror.state_hash() == engine.state_hash()
