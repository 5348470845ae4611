"""Symbols shared among instances: few move, and no event is lost or handled twice."""

from __future__ import annotations

import random
from collections import Counter, deque
from concurrent.futures import Future
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from swarmcore.agents.placement import Scale
from swarmcore.errors import ConfigError
from swarmcore.market.messages import Trade
from swarmcore.swarm.sharding import ShardRouter, owner_of

SYMBOLS = [f"S{number}" for number in range(200)]


class Queued:
    """An instance that handles what it takes later, as one in its own process does."""

    def __init__(self, name: str, handled: list[tuple[str, str, int]]) -> None:
        self.name = name
        self._handled = handled
        self._queue: deque[Any] = deque()
        self._state: dict[str, int] = {}

    def deliver(self, message: Trade) -> None:
        self._queue.append(lambda: self._handle(message))

    def release(self, symbol: str) -> Future[Any]:
        released: Future[Any] = Future()
        self._queue.append(lambda: released.set_result(self._state.pop(symbol, None)))
        return released

    def acquire(self, symbol: str, state: int | None) -> None:
        def take() -> None:
            if state is not None:
                self._state[symbol] = state

        self._queue.append(take)

    def work(self, steps: int) -> None:
        for _ in range(min(steps, len(self._queue))):
            self._queue.popleft()()

    @property
    def waiting(self) -> int:
        return len(self._queue)

    def _handle(self, trade: Trade) -> None:
        count = self._state[trade.symbol] = self._state.get(trade.symbol, 0) + 1
        self._handled.append((trade.symbol, self.name, trade.ts))
        assert count == trade.ts, f"{trade.symbol}: event {trade.ts} met a state after {count - 1}"


def trade(symbol: str, ts: int) -> Trade:
    return Trade(ts, symbol, 1.0, 1.0, 1)


def test_one_more_instance_takes_its_share_and_moves_nothing_else() -> None:
    """About 1 in n symbols move, all of them to the new instance; and back when it goes."""
    three = [f"a-{number}" for number in (1, 2, 3)]
    four = [*three, "a-4"]
    before = {symbol: owner_of(symbol, three) for symbol in SYMBOLS}
    after = {symbol: owner_of(symbol, four) for symbol in SYMBOLS}
    moved = [symbol for symbol in SYMBOLS if before[symbol] != after[symbol]]
    assert {after[symbol] for symbol in moved} == {"a-4"}
    assert 30 <= len(moved) <= 70
    assert all(30 <= count <= 100 for count in Counter(before.values()).values())


def test_a_symbol_has_the_same_owner_in_every_run() -> None:
    """No hash seed takes part."""
    assert [owner_of(symbol, ["a-1", "a-2"]) for symbol in ("AAPL", "MSFT", "BTC/USD")] == [
        "a-1",
        "a-2",
        "a-1",
    ]


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 2**32), st.integers(2, 12), st.lists(st.integers(1, 5), max_size=12))
def test_every_event_is_handled_once_and_in_order_across_rescales(
    seed: int, symbols: int, sizes: list[int]
) -> None:
    """Whatever waits where when the number of instances changes, and its state goes with it."""
    draw = random.Random(seed)
    handled: list[tuple[str, str, int]] = []
    instances = {f"a-{number}": Queued(f"a-{number}", handled) for number in range(1, 6)}
    all_instances = list(instances.values())
    router = ShardRouter(all_instances[:1])
    sent: Counter[str] = Counter()
    for size in [*sizes, 1]:
        for _ in range(draw.randrange(40)):
            symbol = SYMBOLS[draw.randrange(symbols)]
            sent[symbol] += 1
            router.deliver(trade(symbol, sent[symbol]))
            draw.choice(all_instances).work(draw.randrange(4))
        while not router.is_settled:
            draw.choice(all_instances).work(1 + draw.randrange(4))
        router.change(all_instances[:size])
    while any(each.waiting for each in all_instances):
        draw.choice(all_instances).work(10)
    for symbol, count in sent.items():
        assert [ts for name, _, ts in handled if name == symbol] == list(range(1, count + 1))


def test_what_has_no_symbol_goes_to_every_instance() -> None:
    """Such as the clock's ticks."""
    seen: list[tuple[str, int]] = []

    class Notes(Queued):
        def deliver(self, message: Any) -> None:
            seen.append((self.name, message))

    router = ShardRouter([Notes("a-1", []), Notes("a-2", [])])
    router.deliver(7)
    assert seen == [("a-1", 7), ("a-2", 7)]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"minimum": 0}, "scale: minimum: expected 1 or more, was 0"),
        ({"minimum": 5}, "scale: maximum: expected the minimum \\(5\\) or more, was 4"),
        ({"up": 1.5}, "scale: up: expected above 0 to 1, was 1.5"),
        ({"down": 0.8}, "scale: down: expected 0 to below up \\(0.8\\), was 0.8"),
        ({"cool_down": -1.0}, "scale: cool_down: expected 0 seconds or more, was -1.0"),
    ],
)
def test_a_scale_out_of_range_is_named(arguments: dict[str, Any], message: str) -> None:
    """One line that names the key."""
    with pytest.raises(ConfigError, match=message):
        Scale(**arguments)
