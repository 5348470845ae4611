"""The book from Python beside nautilus_trader in one run: 200,000 messages, 500 orders at rest.

Run with `pytest benchmarks/python/bench_book.py`; a median in ms is, times 5, ns per message.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
import swarmcore as sc
from nautilus_trader.model.book import OrderBook
from nautilus_trader.model.enums import BookType

from . import peers

ROWS = 200_000
BATCH = 1_000

messages = peers.flow().messages(ROWS)
commands = peers.flow().commands(ROWS)
deltas = peers.nautilus_deltas(messages)
nautilus_batches = peers.nautilus_batches(deltas, BATCH)
batches = [messages[row : row + BATCH] for row in range(0, ROWS, BATCH)]
command_batches = [commands[row : row + BATCH] for row in range(0, ROWS, BATCH)]

# The time of the thread, which neighbours do not lengthen.
pytestmark = pytest.mark.benchmark(timer=time.thread_time)


@pytest.fixture(autouse=True)
def described(benchmark: Any) -> None:
    """Say what was measured beside every figure."""
    benchmark.extra_info.update(sc.build_info())


def timed(benchmark: Any, make: Callable[[], Any], run: Callable[[Any], None]) -> Any:
    """The last of nine fresh objects, after the timed runs over each."""
    made: list[Any] = []

    def setup() -> tuple[tuple[Any], dict[str, Any]]:
        made.append(make())
        return (made[-1],), {}

    benchmark.pedantic(run, setup=setup, rounds=9, warmup_rounds=1)
    return made[-1]


def nautilus_best(book: OrderBook) -> tuple[int, int]:
    """Best bid and ask in ticks."""
    return round(book.best_bid_price() / peers.TICK), round(book.best_ask_price() / peers.TICK)


def our_best(book: Any) -> tuple[int, int]:
    """Best bid and ask in ticks."""
    return book.best_bid[0], book.best_ask[0]


EXPECTED = sc.OrderBook(peers.INSTRUMENT)
EXPECTED.apply(messages)
EXPECTED_ENGINE = sc.MatchingEngine([peers.INSTRUMENT])
EXPECTED_ENGINE.process(commands)


def test_apply(benchmark: Any) -> None:
    """Messages into an order book, 1,000 a call."""
    benchmark.group = "order book, 1,000 a call"

    def run(book: sc.OrderBook) -> None:
        for batch in batches:
            book.apply(batch)

    book = timed(benchmark, lambda: sc.OrderBook(peers.INSTRUMENT), run)
    assert book.state_hash() == EXPECTED.state_hash()


def test_process(benchmark: Any) -> None:
    """Commands into a matching engine, with all their executions, 1,000 a call."""
    benchmark.group = "order book, 1,000 a call"

    def run(engine: sc.MatchingEngine) -> None:
        for batch in command_batches:
            engine.process(batch)

    engine = timed(benchmark, lambda: sc.MatchingEngine([peers.INSTRUMENT]), run)
    assert engine.state_hash() == EXPECTED_ENGINE.state_hash()


def test_nautilus_apply_deltas(benchmark: Any) -> None:
    """The same messages into nautilus_trader's book, 1,000 a call."""
    benchmark.group = "order book, 1,000 a call"

    def run(book: OrderBook) -> None:
        for batch in nautilus_batches:
            book.apply_deltas(batch)

    book = timed(benchmark, lambda: OrderBook(peers.NAUTILUS.id, BookType.L3_MBO), run)
    assert nautilus_best(book) == our_best(EXPECTED)


def test_bound(benchmark: Any) -> None:
    """One message a call, from a buffer that was bound once."""
    benchmark.group = "order book, one a call"

    def make() -> tuple[sc.OrderBook, Any]:
        book = sc.OrderBook(peers.INSTRUMENT)
        return book, book.bind(messages)

    def run(bound: tuple[sc.OrderBook, Any]) -> None:
        apply = bound[1]
        for row in range(ROWS):
            apply(row, row + 1)

    book, _ = timed(benchmark, make, run)
    assert book.state_hash() == EXPECTED.state_hash()


def test_nautilus_apply_delta(benchmark: Any) -> None:
    """One delta a call into nautilus_trader's book."""
    benchmark.group = "order book, one a call"

    def run(book: OrderBook) -> None:
        apply = book.apply_delta
        for delta in deltas:
            apply(delta)

    book = timed(benchmark, lambda: OrderBook(peers.NAUTILUS.id, BookType.L3_MBO), run)
    assert nautilus_best(book) == our_best(EXPECTED)
