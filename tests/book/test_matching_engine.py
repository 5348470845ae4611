"""The matching engine against plain lists, and the laws that any exchange keeps."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
from swarmcore.book import (
    EXECUTION,
    MAKER_FLAG,
    ORDER_COMMAND,
    CommandKind,
    ExecutionKind,
    MatchingEngine,
    OrderType,
    RejectReason,
    TimeInForce,
)

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
