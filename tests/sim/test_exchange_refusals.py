"""What the exchange refuses, in one line each."""

from __future__ import annotations

import random
from typing import Any

import numpy as np
import pytest
from swarmcore import book, sim
from swarmcore.book import (
    BOOK_MESSAGE,
    DEPTH_MESSAGE,
    ORDER_COMMAND,
    ExecutionKind,
    RejectReason,
)
from swarmcore.errors import BookError
from swarmcore.market import Instrument

from .markets import add, fills

X = Instrument("X", tick_size="0.01", lot_size="1")


@pytest.mark.parametrize(
    ("instruments", "arguments", "kind", "message"),
    [
        ([], {}, ValueError, "instruments: expected 1 to 65536, was 0"),
        ([X] * 65_537, {}, ValueError, "instruments: expected 1 to 65536, was 65537"),
        (["X"], {}, TypeError, r"instruments\[0\]: expected an Instrument, was str"),
        ([X], {"market_data": ["by_order"] * 2}, ValueError, "market_data: expected one for each"),
        ([X], {"market_data": "by_level"}, ValueError, "market_data: expected by_order or by_pr"),
        ([X], {"market_data": [None]}, ValueError, "market_data: expected by_order or by_price,"),
        ([X], {"market_data": 5}, TypeError, "market_data: expected by_order or by_price, .* int"),
        ([X], {"levels": 0}, ValueError, r"levels: expected 1 to 2\*\*32 - 1, or None, was 0"),
        ([X], {"levels": 2**32}, ValueError, r"levels: .* 2\*\*32 - 1, or None, was 4294967296"),
        ([X], {"levels": 2.0}, TypeError, "levels: expected an integer or None, was float"),
        ([X], {"levels": True}, TypeError, "levels: expected an integer or None, was bool"),
        ([X], {"fees": 0.1}, TypeError, "fees: expected FeeSchedule or None, was float"),
        ([X], {"queue": sim.LogQueue}, TypeError, "queue: expected a queue model, was type"),
        ([X], {"impact": 1}, TypeError, "impact: expected SquareRootImpact or None, was int"),
        # Of two faults, the one of the argument that stands first.
        ([X], {"market_data": "x", "levels": -1}, ValueError, "market_data"),
        ([X], {"levels": -1, "fees": 0.1}, ValueError, "levels"),
        ([X], {"fees": 0.1, "queue": 1, "impact": 1}, TypeError, "fees"),
        ([X], {"queue": 1, "impact": 1}, TypeError, "queue"),
    ],
)
def test_terms_that_cannot_be_are_refused(
    instruments: list[Any], arguments: dict[str, Any], kind: Any, message: str
) -> None:
    """One line, naming the argument."""
    with pytest.raises(kind, match=message) as error:
        sim.Exchange(instruments, **arguments)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("records", "kind", "message"),
    [
        (np.zeros(3), TypeError, "messages: expected dtype .*, was float64"),
        (np.zeros(3, ORDER_COMMAND), TypeError, "messages: expected dtype"),
        ([1], TypeError, "messages: expected a numpy array, was list"),
        (np.zeros((2, 2), BOOK_MESSAGE), ValueError, r"messages: expected 1 dimension\(s\)"),
        (np.zeros(4, DEPTH_MESSAGE)[::2], ValueError, "messages: expected a C-contiguous array"),
        (np.zeros(65, np.uint8)[1:].view(BOOK_MESSAGE), ValueError, "messages: .* aligned to 8"),
    ],
)
def test_arrays_that_cannot_be_are_refused(records: Any, kind: Any, message: str) -> None:
    """One line, naming the argument; commands likewise."""
    exchange = sim.Exchange([X])
    with pytest.raises(kind, match=message) as error:
        exchange.apply(records)
    assert "\n" not in str(error.value)
    if getattr(records, "dtype", None) != ORDER_COMMAND:
        with pytest.raises((TypeError, ValueError), match="commands: expected"):
            exchange.process(records)


@pytest.mark.parametrize(
    ("read", "kind", "message"),
    [
        (lambda each: each.best_bid(1), IndexError, "instrument: expected 0 to 0, was 1"),
        (lambda each: each.best_ask(-1), IndexError, "instrument: expected 0 to 0, was -1"),
        (lambda each: each.best_ask("X"), TypeError, "instrument: expected an integer, was str"),
        (lambda each: each.depth(3), IndexError, "instrument: expected 0 to 0, was 3"),
        (lambda each: each.depth(0, -1), ValueError, "levels: expected 0 or more, was -1"),
        (lambda each: each.depth(0, 1.5), TypeError, "levels: expected an integer, was float"),
        (lambda each: each.position(1, 1), IndexError, "instrument: expected 0 to 0, was 1"),
        (lambda each: each.position(-1), ValueError, r"owner: expected 0 to 2\*\*32 - 1, was -1"),
        (lambda each: each.position(2**32), ValueError, r"owner: expected 0 to 2\*\*32 - 1, was"),
        (lambda each: each.queue_ahead(-1), ValueError, r"order_id: .* 2\*\*64 - 1, was -1"),
        (lambda each: each.queue_ahead("7"), TypeError, "order_id: expected an integer, was str"),
        (lambda each: each.open_quantity(2**64), ValueError, r"order_id: .* 2\*\*64 - 1, was 1"),
    ],
)
def test_what_cannot_be_read_is_refused(read: Any, kind: Any, message: str) -> None:
    """One line, naming the argument."""
    with pytest.raises(kind, match=message) as error:
        read(sim.Exchange([X]))
    assert "\n" not in str(error.value)


def test_any_bytes_are_a_command() -> None:
    """What makes no sense is rejected with its reason, and nothing else happens."""
    exchange = sim.Exchange([X])
    exchange.apply(add(1, -1, 100, 5, ts=10))
    state = exchange.state_hash()
    noise = np.frombuffer(random.Random(1).randbytes(64 * 5_000), ORDER_COMMAND).copy()
    noise["kind"] %= 12
    noise["instrument"] = 9
    late = book.commands.limit(1, 1, price=100, quantity=5, ts=9)
    exchange.process(np.concatenate([noise, late]))
    records = exchange.take_executions().records
    assert (records["kind"] == ExecutionKind.REJECTED).all()
    assert len(records) == 5_001
    assert records["reason"][-1] == RejectReason.TIME_WENT_BACK
    assert (exchange.now, exchange.state_hash()) == (10, state)


def test_a_bad_row_leaves_those_before_it_applied() -> None:
    """With its row, and what they did to own orders is still to be taken."""
    exchange = sim.Exchange([X])
    exchange.process(book.commands.limit(7, 1, price=100, quantity=5))
    rows = np.concatenate([add(1, -1, 100, 2), add(2, -1, 105, 2), add(2, 1, 90, 1)])
    with pytest.raises(BookError, match="^messages: row 2: order_id: expected") as error:
        exchange.apply(rows)
    assert error.value.row == 2
    assert exchange.best_ask() == (100, 2)
    assert fills(exchange) == [(7, 100, 2, 3)]
