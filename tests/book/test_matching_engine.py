"""The face of the matching engine: records, commands by name, reads, snapshots."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
from swarmcore.book import (
    EXECUTION,
    MAKER_FLAG,
    ORDER_COMMAND,
    ORDER_STATE,
    CommandKind,
    ExecutionKind,
    MatchingAlgorithm,
    MatchingEngine,
    MatchingRules,
    OrderStatus,
    OrderType,
    RejectReason,
    SelfTradeMode,
    TimeInForce,
    TradingPhase,
)
from swarmcore.book import (
    commands as by_name,
)
from swarmcore.errors import BookError

from .reference import rows

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
        CommandKind: "NEW CANCEL REPLACE LINK RELEASE PHASE BANDS CLOCK",
        OrderType: "LIMIT MARKET STOP STOP_LIMIT TRAILING_STOP",
        TimeInForce: "GTC IOC FOK GTD AT_OPEN AT_CLOSE",
        ExecutionKind: "ACCEPTED FILLED CANCELLED REJECTED REPLACED TRIGGERED EXPIRED REPLENISHED "
        "PHASE BANDS LINKED",
        TradingPhase: "CONTINUOUS OPENING_AUCTION CLOSING_AUCTION HALTED",
        OrderStatus: "RESTING DORMANT HELD PARKED WAITING",
        MatchingAlgorithm: "PRICE_TIME PRO_RATA",
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


def test_commands_by_name_are_commands(engine: MatchingEngine) -> None:
    """Each builder writes the kind, the fields and the flags that the rules give it."""
    order = by_name.limit(
        7,
        1,
        100,
        9,
        ts=5,
        owner=3,
        instrument=1,
        display=2,
        post_only=True,
        slide=True,
        reduce_only=True,
        self_trade=SelfTradeMode.DECREMENT,
        held=True,
        tif=TimeInForce.GTD,
        expires=8,
    )
    assert order.dtype == ORDER_COMMAND
    assert order.shape == (1,)
    assert rows(order)[0] == {
        "ts": 5,
        "order_id": 7,
        "price": 100,
        "quantity": 9,
        "trigger": 0,
        "expires": 8,
        "owner": 3,
        "display": 2,
        "instrument": 1,
        "flags": 1 | 2 | 4 | 32 | 128,
        "kind": 1,
        "side": 1,
        "type": 1,
        "tif": 4,
    }
    batch = np.concatenate(
        [
            by_name.limit(1, -1, 101, 5, owner=1),
            by_name.stop(2, -1, 95, 5, owner=1, held=True),
            by_name.link(1, 2, bracket=True, owner=1),
            by_name.market(3, 1, 2, owner=2),
            by_name.cancel(1, owner=1),
            by_name.trailing_stop(4, -1, 250, 1, percent=True),
            by_name.stop_limit(5, 1, 120, 121, 1),
            by_name.replace(5, 122, 1, trigger=119),
            by_name.bands(50, 200),
            by_name.phase(TradingPhase.CLOSING_AUCTION),
            by_name.release(9),
            by_name.clock(10),
        ]
    )
    done = engine.process(batch)
    assert [ExecutionKind(kind).name for kind in done["kind"]] == [
        *("ACCEPTED", "ACCEPTED", "LINKED", "ACCEPTED", "FILLED", "FILLED"),
        *("CANCELLED", "CANCELLED", "TRIGGERED"),
        *("ACCEPTED", "ACCEPTED", "REPLACED", "BANDS", "PHASE", "REJECTED"),
    ]
    assert done["reason"][-1] == RejectReason.UNKNOWN_ORDER


def test_reads_say_what_the_rules_did(engine: MatchingEngine) -> None:
    """Orders, positions, phase, bands, last price and the auction to come are there to read."""
    assert engine.last_trade_price(0) is None
    assert engine.bands(0) is None
    engine.process(
        np.concatenate(
            [
                by_name.limit(1, -1, 101, 5, owner=1, display=2),
                by_name.market(3, 1, 3, owner=2),
                by_name.stop(2, -1, 95, 5),
                by_name.bands(50, 200),
                by_name.phase(TradingPhase.OPENING_AUCTION),
                by_name.limit(4, 1, 110, 9),
            ]
        )
    )
    orders = engine.orders(0)
    assert orders.dtype == ORDER_STATE
    assert orders["id"].tolist() == [4, 1, 2]
    assert orders["open"].tolist() == [9, 2, 5]
    assert orders["shown"].tolist() == [9, 1, 0]
    assert orders["status"].tolist() == [1, 1, OrderStatus.DORMANT]
    assert (engine.position(1, 0), engine.position(2, 0)) == (-3, 3)
    assert engine.last_trade_price(0) == 101
    assert engine.bands(0) == (50, 200)
    assert engine.phase(0) is TradingPhase.OPENING_AUCTION
    assert engine.indicative(0) == (101, 2, 7)
    with pytest.raises(ValueError, match=r"^owner: expected 0 to 4294967295, was -1$"):
        engine.position(-1, 0)


def test_a_snapshot_is_the_engine(instrument: Any) -> None:
    """A restored engine has the hash and the rules, and does the same with what follows."""
    rules = MatchingRules(MatchingAlgorithm.PRO_RATA, minimum=2, top_share=40)
    engine = MatchingEngine([instrument], rules)
    engine.process(np.concatenate([by_name.limit(i, -1, 101, 10 * i) for i in (1, 2, 3)]))
    restored = MatchingEngine.restore([instrument], engine.snapshot())
    assert restored.rules == rules
    assert restored.state_hash() == engine.state_hash()
    taker = by_name.market(9, 1, 25)
    np.testing.assert_array_equal(restored.process(taker), engine.process(taker))


def test_a_bad_snapshot_is_refused(instrument: Any) -> None:
    """Cut, changed or for another number of instruments: one line says so."""
    whole = MatchingEngine([instrument]).snapshot()
    for bad in (b"", whole[:-1], whole[:30] + b"!" + whole[31:]):
        with pytest.raises(BookError, match=r"^snapshot: expected .*$"):
            MatchingEngine.restore([instrument], bad)
    with pytest.raises(ValueError, match=r"^instruments: expected 1, as in the snapshot, was 2$"):
        MatchingEngine.restore([instrument] * 2, whole)


def test_bound_commands_are_read_when_called(engine: MatchingEngine, commands: Any) -> None:
    """A bound array is processed row by row or in slices, as it is at the time."""
    buffer = commands(limit(1, 1, 100, 5), limit(2, 1, 99, 5), limit(3, 1, 98, 5))
    bound = engine.bind(buffer)
    assert len(bound) == 3
    assert bound(0)["order_id"].tolist() == [1]
    buffer["price"][1] = 97
    assert bound(1, 3)["price"].tolist() == [97, 98]
    assert len(bound(3, 3)) == 0
    with pytest.raises(IndexError, match=r"^start, stop: expected 0 <= start <= stop <= 3"):
        bound(3)


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        ({"algorithm": 2}, "algorithm: expected a MatchingAlgorithm, was 2"),
        ({"minimum": 0}, "minimum: expected 1 to 9223372036854775807, was 0"),
        ({"minimum": 1.5}, "minimum: expected an integer, was 1.5"),
        ({"top_share": 101}, "top_share: expected 0 to 100, was 101"),
    ],
)
def test_rules_out_of_range_are_refused(arguments: dict[str, Any], error: str) -> None:
    """What a rule may be is said in one line."""
    with pytest.raises((TypeError, ValueError)) as caught:
        MatchingRules(**arguments)
    assert str(caught.value) == error
