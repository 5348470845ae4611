"""Replays beside hftbacktest and nautilus_trader in one run: 1,000,000 rows of one market.

Run with `pytest benchmarks/python/bench_replay.py`; a median in ms is ns per row. hftbacktest
gets its fastest book, and nautilus_trader, which is slower, a fifth of the rows (`rows`).
"""

from __future__ import annotations

import time
from typing import Any

import numba
import numpy as np
import pytest
import swarmcore as sc
from numpy.typing import NDArray
from swarmcore import sim

from . import peers

ROWS = 1_000_000
LATENCY = 1_000_000
"""Of orders and of their answers, nanoseconds; of market data, where it takes time."""
STEP = 100_000_000
"""How often hftbacktest's loop looks at the market: once for about 100 rows."""
EVERY = 100

markets = {
    "by price": peers.flow().depth_messages(ROWS),
    "by order": peers.flow().messages(ROWS),
}
for rows in markets.values():
    rows["ts_local"] = rows["ts"]
delayed = {name: rows.copy() for name, rows in markets.items()}
for rows in delayed.values():
    rows["ts_local"] += LATENCY
deltas = peers.nautilus_deltas(markets["by order"][: ROWS // 5])

each_market = pytest.mark.parametrize("market", markets)
each_delay = pytest.mark.parametrize("delay", [0, LATENCY], ids=["at once", "delayed"])

# The time of the thread, which neighbours do not lengthen.
pytestmark = pytest.mark.benchmark(timer=time.thread_time)


@pytest.fixture(autouse=True)
def described(benchmark: Any) -> None:
    """Say what was measured beside every figure."""
    benchmark.extra_info.update(sc.build_info())


def rows_of(market: str, delay: int) -> NDArray[np.void]:
    """The rows of a market, received with or after a delay."""
    return (delayed if delay else markets)[market]


def compiled(market: str, function: Any, size: int) -> sim.CompiledStrategy:
    """A strategy in machine code with `size` integers of state."""
    record = markets[market].dtype
    signature = sim.strategy_signature(record, np.dtype(np.int64))
    return sim.CompiledStrategy(numba.cfunc(signature)(function), np.zeros(size, np.int64))


def watch(event: Any, record: Any, context: Any, state: Any) -> None:
    """Look at the best prices after every event."""
    now = numba.carray(event, 1)[0]
    counts = numba.carray(state, 2)
    counts[0] += 1
    counts[1] += now.bid_price + now.ask_price


_functions = sim.strategy_functions()
_order, _cancel = _functions["order"], _functions["cancel"]


def quote(event: Any, record: Any, context: Any, state: Any) -> None:
    """Keep one order a side at the best prices, looked at every 100 rows."""
    now = numba.carray(event, 1)[0]
    # Events, the last id, then id and price of either side.
    memory = numba.carray(state, 6)
    if now.kind > 2:
        return
    memory[0] += 1
    if memory[0] % EVERY != 0 or now.bid_price == 0 or now.ask_price == 0:
        return
    for place, side, price in ((2, 1, now.bid_price), (4, -1, now.ask_price)):
        if memory[place + 1] == price:
            continue
        if memory[place] != 0:
            _cancel(context, memory[place], now.instrument)
        memory[1] += 1
        memory[place] = memory[1]
        memory[place + 1] = price
        _order(context, memory[1], now.instrument, side, price, 1)


@numba.njit
def hft_watch(hbt: Any, step: int) -> tuple[int, int]:
    """Look at the best prices after every step."""
    total = 0
    while hbt.elapse(step) == 0:
        depth = hbt.depth(0)
        total += depth.best_bid_tick + depth.best_ask_tick
    depth = hbt.depth(0)
    return depth.best_bid_tick, depth.best_ask_tick


@numba.njit
def hft_watch_feed(hbt: Any, step: int) -> tuple[int, int]:
    """Look at the best prices after every time at which market data came."""
    total = 0
    while hbt.wait_next_feed(False, 1_000 * step) != 1:
        depth = hbt.depth(0)
        total += depth.best_bid_tick + depth.best_ask_tick
    depth = hbt.depth(0)
    return depth.best_bid_tick, depth.best_ask_tick


@numba.njit
def hft_quote(hbt: Any, step: int) -> tuple[int, int]:
    """Keep one order a side at the best prices, looked at after every step."""
    last = 0
    bid = ask = 0
    bid_tick = ask_tick = -1
    while hbt.elapse(step) == 0:
        hbt.clear_inactive_orders(0)
        depth = hbt.depth(0)
        orders = hbt.orders(0)
        if depth.best_bid_tick != bid_tick:
            if bid in orders and orders.get(bid).cancellable:
                hbt.cancel(0, bid, False)
            last += 1
            bid, bid_tick = last, depth.best_bid_tick
            hbt.submit_buy_order(0, bid, depth.best_bid, 1.0, 0, 0, False)
        if depth.best_ask_tick != ask_tick:
            if ask in orders and orders.get(ask).cancellable:
                hbt.cancel(0, ask, False)
            last += 1
            ask, ask_tick = last, depth.best_ask_tick
            hbt.submit_sell_order(0, ask, depth.best_ask, 1.0, 0, 0, False)
    depth = hbt.depth(0)
    return depth.best_bid_tick, depth.best_ask_tick


def replayed(benchmark: Any, rows: NDArray[np.void], strategy: Any, **arguments: Any) -> Any:
    """The last of five replays of the rows with a strategy in machine code."""
    made: list[sim.Replay] = []

    def setup() -> tuple[tuple[sim.Replay], dict[str, Any]]:
        strategy.state[:] = 0
        made.append(sim.Replay([peers.INSTRUMENT], rows, **arguments))
        return (made[-1],), {}

    benchmark.pedantic(lambda replay: replay.run(strategy), setup=setup, rounds=5, warmup_rounds=1)
    return made[-1]


def best_of(replay: sim.Replay) -> tuple[int, int]:
    """Best bid and ask in ticks, where the replay has ended."""
    bid, ask = replay.best_bid("X"), replay.best_ask("X")
    assert bid is not None
    assert ask is not None
    return bid[0], ask[0]


def hft(benchmark: Any, loop: Any, rows: NDArray[np.void]) -> None:
    """Five runs of a loop of hftbacktest over the rows; it ends with the same best prices."""
    events = peers.hft_events(rows)
    benchmark.extra_info["events"] = len(events)
    ends = []

    def setup() -> tuple[tuple[Any], dict[str, Any]]:
        return (peers.hft_backtest(events, LATENCY),), {}

    def run(hbt: Any) -> None:
        ends.append(loop(hbt, STEP))

    benchmark.pedantic(run, setup=setup, rounds=5, warmup_rounds=1)
    replay = sim.Replay([peers.INSTRUMENT], rows)
    replay.replay()
    assert set(ends) == {best_of(replay)}


@each_delay
@each_market
def test_compiled(benchmark: Any, market: str, delay: int) -> None:
    """A strategy in machine code that looks at the best prices at every event."""
    benchmark.group = f"{market}, watching, data {'delayed' if delay else 'at once'}"
    strategy = compiled(market, watch, 2)
    replayed(benchmark, rows_of(market, delay), strategy, order_latency=LATENCY)
    assert strategy.state is not None
    assert strategy.state[0] == ROWS


@each_delay
@each_market
@pytest.mark.parametrize("loop", [hft_watch, hft_watch_feed], ids=["steps", "feed"])
def test_hftbacktest(benchmark: Any, loop: Any, market: str, delay: int) -> None:
    """A loop of hftbacktest that looks at them by steps of 100 ms, or as market data comes."""
    benchmark.group = f"{market}, watching, data {'delayed' if delay else 'at once'}"
    hft(benchmark, loop, rows_of(market, delay))


@each_market
def test_compiled_quoting(benchmark: Any, market: str) -> None:
    """A strategy in machine code that quotes both sides, looking every 100 rows."""
    benchmark.group = f"{market}, quoting, data delayed"
    replay = replayed(
        benchmark, rows_of(market, LATENCY), compiled(market, quote, 6), order_latency=LATENCY
    )
    assert len(replay.result().fills) > 1_000


@each_market
def test_hftbacktest_quoting(benchmark: Any, market: str) -> None:
    """A loop of hftbacktest that does."""
    benchmark.group = f"{market}, quoting, data delayed"
    hft(benchmark, hft_quote, rows_of(market, LATENCY))


class PerEvent(sc.Agent):
    """Reads one attribute of each event that reaches it."""

    def on_start(self) -> None:
        """Begin to count."""
        self.seen = 0

    def on_book(self, event: Any) -> None:
        """Count an event."""
        self.seen += event.ts > 0


class PerBatch(sc.Agent):
    """Reads one field of the rows of a batch."""

    def on_start(self) -> None:
        """Begin to count."""
        self.seen = 0

    def on_batch(self, rows: NDArray[np.void]) -> None:
        """Count the rows of a batch."""
        self.seen += int(np.count_nonzero(rows["ts"] > 0))


@each_market
@pytest.mark.parametrize("agent_type", [PerEvent, PerBatch])
def test_agent(benchmark: Any, agent_type: type[Any], market: str) -> None:
    """An agent of Python in the whole run: supervision, gate, account and exchange."""
    benchmark.group = f"an agent of Python, {agent_type.__name__}"
    agents: list[Any] = []

    def run() -> None:
        agents.append(agent_type())
        sc.replay([agents[-1]], markets[market], instruments=[peers.INSTRUMENT], every=10**9)

    benchmark.pedantic(run, rounds=5, warmup_rounds=1)
    assert agents[-1].seen == ROWS


@pytest.mark.parametrize("size", [1, 1_000], ids=["PerEvent", "PerBatch"])
def test_nautilus(benchmark: Any, size: int) -> None:
    """A strategy of nautilus_trader over a fifth of the rows by order, one or 1,000 at a time."""
    benchmark.group = f"an agent of Python, {'PerEvent' if size == 1 else 'PerBatch'}"
    benchmark.extra_info["rows"] = len(deltas)
    data = deltas if size == 1 else peers.nautilus_batches(deltas, size)
    strategies = []

    def setup() -> tuple[tuple[Any], dict[str, Any]]:
        engine, strategy = peers.nautilus_engine(data)
        strategies.append(strategy)
        return (engine,), {}

    def run(engine: Any) -> None:
        engine.run()

    benchmark.pedantic(run, setup=setup, rounds=3)
    assert strategies[-1].seen == len(data)
