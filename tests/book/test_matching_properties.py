"""The matching engine against plain lists, and the laws that any exchange keeps."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from swarmcore.book import (
    BOOK_MESSAGE,
    BRACKET_FLAG,
    HELD_FLAG,
    ORDER_COMMAND,
    POST_ONLY_FLAG,
    REDUCE_ONLY_FLAG,
    SELF_TRADE_SHIFT,
    SLIDE_FLAG,
    TRAIL_PERCENT_FLAG,
    CommandKind,
    ExecutionKind,
    MatchingAlgorithm,
    MatchingEngine,
    MatchingRules,
    MessageKind,
    OrderBook,
    OrderType,
    RejectReason,
    SelfTradeMode,
    TimeInForce,
    TradingPhase,
)

from .laws import Ledger
from .reference import ReferenceEngine, depth, rows

RULES = {
    "price-time": MatchingRules(),
    "pro-rata": MatchingRules(MatchingAlgorithm.PRO_RATA),
    "pro-rata, minimum and top share": MatchingRules(
        MatchingAlgorithm.PRO_RATA, minimum=3, top_share=40
    ),
}
every_rules = pytest.mark.parametrize("rules", RULES.values(), ids=list(RULES))


def lists_of(rows_: st.SearchStrategy[dict[str, int]]) -> st.SearchStrategy[list[dict[str, int]]]:
    """Lists of any length up to 80; st.lists alone seldom goes beyond 10, too few to trade much."""
    return st.integers(0, 80).flatmap(lambda n: st.lists(rows_, min_size=n, max_size=n))


def some(*values: int) -> st.SearchStrategy[int]:
    """One of these integers; enums become numbers."""
    return st.sampled_from([int(value) for value in values])


NEW, CANCEL, REPLACE = CommandKind.NEW, CommandKind.CANCEL, CommandKind.REPLACE
LIMIT, MARKET = OrderType.LIMIT, OrderType.MARKET
GTC, IOC, GTD = TimeInForce.GTC, TimeInForce.IOC, TimeInForce.GTD

plain = {
    "ts": some(0, 0, 0, 0, 0, 1, 2),
    "order_id": st.integers(0, 9),
    "price": st.integers(1, 6),
    "quantity": st.integers(1, 9),
    "owner": some(0, 0, 0, 1),
    "instrument": some(0, 0, 0, 1),
    "kind": some(NEW, NEW, NEW, CANCEL, REPLACE),
    "side": some(1, -1),
    "type": some(LIMIT, LIMIT, LIMIT, MARKET),
    "tif": some(GTC, GTC, IOC),
}
# Odd, but not the way to another rule: a display that would be an iceberg's is too large or small.
odd = {
    "price": some(0, -1, -(2**63), 2**63 - 1),
    "quantity": some(0, -1, -(2**63), 2**62, 2**63 - 1),
    "instrument": some(2, 65_535),
    "kind": some(0, 9, 255),
    "side": some(0, 2, -128),
    "type": some(0, 6, 255),
    "tif": some(0, 7, 255),
    "flags": some(BRACKET_FLAG, 2**15),
    "trigger": some(5),
    "expires": some(5),
    "display": some(2**32 - 1),
}
# Most commands are plain; every fifth or so has one or two odd fields.
plain_rows = st.one_of(
    *[st.fixed_dictionaries(plain)] * 4,
    st.tuples(
        st.fixed_dictionaries(plain),
        st.lists(st.sampled_from(sorted(odd)), min_size=1, max_size=2).flatmap(
            lambda names: st.fixed_dictionaries({name: odd[name] for name in names})
        ),
    ).map(lambda pair: pair[0] | pair[1]),
)

# Of every kind, with few prices and owners, so that they meet. What `sensible` makes of them:
# the time is that since the command before, `expires` counts from it, and `order_id` chooses among
# the orders so far.
common = {
    "ts": st.integers(0, 3),
    "order_id": st.integers(0, 59),
    "price": st.integers(1, 6),
    "quantity": st.integers(1, 9),
    "owner": st.integers(0, 2),
    "instrument": some(0, 0, 0, 1),
    "side": some(1, -1),
}
SELF_TRADE = [0, *(int(mode) << int(SELF_TRADE_SHIFT) for mode in SelfTradeMode)]
flags = st.builds(
    lambda *bits: sum(set(bits)),
    some(0, 0, 0, REDUCE_ONLY_FLAG),
    some(0, 0, 0, HELD_FLAG),
    st.sampled_from(SELF_TRADE),
)


def order(type_: OrderType, *tifs: TimeInForce, **fields: Any) -> st.SearchStrategy[dict[str, int]]:
    """New orders of a type."""
    fixed = {"kind": some(NEW), "type": some(type_), "tif": some(*tifs), "flags": flags}
    return st.fixed_dictionaries(common | fixed | fields)


def command(kind: CommandKind, **fields: Any) -> st.SearchStrategy[dict[str, int]]:
    """Commands of a kind."""
    return st.fixed_dictionaries(common | {"kind": some(kind)} | fields)


trigger = st.integers(1, 6)
display = st.integers(1, 4)
orders = st.one_of(
    *[order(LIMIT, GTC, IOC, TimeInForce.FOK)] * 4,
    order(LIMIT, GTC, display=display, quantity=st.integers(4, 30)),
    order(LIMIT, GTC, flags=some(POST_ONLY_FLAG, POST_ONLY_FLAG | SLIDE_FLAG)),
    order(LIMIT, GTD, expires=st.integers(1, 30)),
    order(MARKET, GTC, IOC, TimeInForce.FOK),
    order(LIMIT, TimeInForce.AT_OPEN, TimeInForce.AT_CLOSE, flags=some(0)),
    order(OrderType.STOP, GTC, IOC, trigger=trigger),
    order(OrderType.STOP_LIMIT, GTC, TimeInForce.FOK, trigger=trigger),
    order(OrderType.TRAILING_STOP, GTC, trigger=trigger),
    order(OrderType.TRAILING_STOP, GTC, trigger=some(5_000), flags=some(TRAIL_PERCENT_FLAG)),
)
amendments = st.one_of(
    command(CANCEL),
    command(REPLACE),
    command(REPLACE, trigger=some(0, 0, 1, 2, 3)),
    command(CommandKind.LINK, trigger=st.integers(0, 59), flags=some(0, BRACKET_FLAG)),
    command(CommandKind.LINK, trigger=st.integers(0, 59), flags=some(0, BRACKET_FLAG)),
    command(CommandKind.RELEASE),
    command(CommandKind.CLOCK),
)
phases = st.one_of(
    command(CommandKind.PHASE, flags=some(*TradingPhase), price=some(0, 0, 3)),
    command(CommandKind.PHASE, flags=some(TradingPhase.CONTINUOUS), price=some(0)),
    command(CommandKind.BANDS, price=some(1, 2), trigger=some(5, 6)),
)


def place(row: dict[str, int]) -> tuple[int, int]:
    """Whose order, and of which instrument."""
    return row["owner"], row["instrument"]


def sensible(stream: list[dict[str, int]]) -> list[dict[str, int]]:
    """The commands with rising times, and such that most of them find what they mean."""
    ts, made, known = 0, [], []
    for drawn in stream:
        ts += drawn["ts"]
        row = drawn | {"ts": ts}
        if row["kind"] == NEW:
            # Every tenth id is one that another order had, and maybe still has.
            row["order_id"] = 60 + (row["order_id"] % 10 and len(known))
            if row["tif"] == GTD:
                row["expires"] += ts
            known.append(row)
        elif known:
            chosen = known[-1 - row["order_id"] % min(len(known), 12)]
            row |= {name: chosen[name] for name in ("order_id", "owner", "instrument")}
            if row["kind"] == CommandKind.LINK:
                others = [o for o in known if place(o) == place(row)]
                row["trigger"] = others[row["trigger"] % len(others)]["order_id"]
        made.append(row)
    return made


streams = lists_of(plain_rows)
full_streams = lists_of(st.one_of(*[orders] * 6, *[amendments] * 5, phases)).map(sensible)


@given(st.binary(min_size=64, max_size=64 * 8))
def test_any_bytes_are_answered(instrument: Any, data: bytes) -> None:
    """Whatever the bytes, every command but a clock gets an answer, and no reason lacks a name."""
    array = np.frombuffer(data[: len(data) // 64 * 64], ORDER_COMMAND).copy()
    done = MatchingEngine([instrument]).process(array)
    assert len(done) >= np.count_nonzero(array["kind"] != CommandKind.CLOCK)
    for row in rows(done):
        assert RejectReason(row["reason"]) or row["kind"] != ExecutionKind.REJECTED


def check_against_naive(instrument: Any, batch: np.ndarray) -> None:
    """After every command, every field of every execution and the depth are those of lists."""
    engine, naive = MatchingEngine([instrument, instrument]), ReferenceEngine(2)
    for index, row in enumerate(rows(batch)):
        assert rows(engine.process(batch[index : index + 1])) == naive.process(row)
        for which in (0, 1):
            resting = [o for o in naive.orders if o.instrument == which]
            bids, asks = engine.depth(which, 100)
            assert bids.tolist() == depth(resting, 1)
            assert asks.tolist() == depth(resting, -1)
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
    batch["kind"] = random.choice([int(kind) for kind in (NEW, NEW, CANCEL, REPLACE)], count)
    batch["type"] = random.choice([int(LIMIT)] * 9 + [int(MARKET)], count)
    batch["tif"] = random.choice([int(tif) for tif in (GTC, GTC, GTC, IOC)], count)
    batch["side"] = random.choice([1, -1], count)
    batch["order_id"] = random.integers(0, 24, count)
    batch["price"] = random.integers(1, 6, count)
    batch["quantity"] = random.integers(1, 5, count)
    batch["owner"] = batch["order_id"] % 2 ^ (random.integers(0, 10, count) == 0)
    check_against_naive(instrument, batch)


@every_rules
@settings(max_examples=40)
@given(stream=full_streams)
def test_the_laws_of_an_exchange_hold(
    instrument: Any, commands: Any, rules: MatchingRules, stream: list[dict[str, int]]
) -> None:
    """Nothing is lost, none is passed over, no trade is worse than a limit: see `Ledger`."""
    ledger = Ledger(MatchingEngine([instrument, instrument], rules))
    batch = commands(*stream)
    for index in range(len(batch)):
        ledger.process(batch[index : index + 1])


@every_rules
@settings(max_examples=40)
@given(stream=full_streams, cut=st.integers(0, 80))
def test_a_journal_from_a_snapshot_on_gives_the_same_executions_and_state(
    instrument: Any, commands: Any, rules: MatchingRules, stream: list[dict[str, int]], cut: int
) -> None:
    """However commands are cut into batches, and wherever a snapshot comes, all is alike."""
    batch = commands(*stream)
    whole, single = (MatchingEngine([instrument] * 2, rules) for _ in range(2))
    expected = whole.process(batch)
    parts = [single.process(batch[i : i + 1]) for i in range(min(cut, len(batch)))]
    restored = MatchingEngine.restore([instrument] * 2, single.snapshot())
    assert restored.state_hash() == single.state_hash()
    assert restored.rules == rules
    parts.append(restored.process(batch[cut:]))
    np.testing.assert_array_equal(np.concatenate(parts), expected)
    assert restored.state_hash() == whole.state_hash()
    for which in (0, 1):
        np.testing.assert_array_equal(restored.orders(which), whole.orders(which))


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


@given(lists_of(st.fixed_dictionaries(plain | {"instrument": some(0)})))
def test_a_mirror_fed_by_the_engine_is_the_engines_book(
    instrument: Any, commands: Any, stream: list[dict[str, int]]
) -> None:
    """Executions published as a feed rebuild the engine's book, queues and all."""
    engine, mirror = MatchingEngine([instrument]), OrderBook(instrument)
    executions = engine.process(commands(*stream))
    feed = feed_of(executions[executions["kind"] != ExecutionKind.REJECTED])
    assert mirror.apply(feed) == len(feed)
    for ours, theirs in zip(mirror.depth(99), engine.depth(0, 99), strict=True):
        assert ours.tolist() == theirs.tolist()
    ahead: dict[tuple[int, int], int] = {}
    for resting in rows(engine.orders(0)):
        level = (resting["side"], resting["price"])
        assert mirror.queue_ahead(resting["id"]) == ahead.get(level, 0)
        ahead[level] = ahead.get(level, 0) + resting["open"]
    assert len(mirror) == engine.order_count
