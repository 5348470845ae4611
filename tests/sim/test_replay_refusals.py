"""What a replay refuses, in one line."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from swarmcore.book import BOOK_MESSAGE, ORDER_COMMAND, CommandKind, MessageKind
from swarmcore.errors import BookError, OrderError
from swarmcore.sim import Replay

from .replays import Everything, X, Y, adds, by_order, by_price


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
        ({"bus": 1}, TypeError, "bus: expected an EventBus or None, was int"),
        ({"limits": 1}, TypeError, "limits: expected GateLimits, a mapping .* or None, was int"),
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
