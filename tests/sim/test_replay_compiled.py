"""Strategies in machine code in a replay."""

from __future__ import annotations

import ctypes
from typing import Any

import numpy as np
import pytest
from swarmcore.book import CommandKind
from swarmcore.sim import CompiledStrategy, Replay, SendStatus, strategy_functions

from .replays import X, adds


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
