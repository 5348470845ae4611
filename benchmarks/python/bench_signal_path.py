"""The way of a signal: one bar in, and what ten voting agents make of it until the order is out.

Run with `pytest benchmarks/python/bench_signal_path.py`. A bar of the sample goes as a record into
the swarm of the default configuration, whose voters are ten: market data, flux, indicators, votes,
consensus, gate, order. The time of each bar is taken from before it is published until everything
of its instant has been delivered, orders that wait for it filled beforehand. Every symbol is a run
of its own, so that an instant is one bar. Owed: p50 ≤ 100 µs, p99 ≤ 1 ms.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from swarmcore.agents import (
    Agent,
    BlendAgent,
    MeanReversionAgent,
    MomentumAgent,
    MonteCarloAgent,
)
from swarmcore.backtest import backtest
from swarmcore.config import load_settings
from swarmcore.execution import SimulatedVenue
from swarmcore.market import sample_bars
from swarmcore.market.sample import sample_instruments
from swarmcore.sim import BarExchange
from swarmcore.swarm.presets import build_swarm

SYMBOLS = ("AAPL", "GOOG", "IBM", "MSFT")
WARM_UP = 252
"""Bars before an outlook is simulated, and all agents vote."""


def voters() -> list[Agent]:
    """Ten agents that vote, of all built-in kinds."""
    return [
        MomentumAgent(),
        MomentumAgent(name="momentum_fast", fast=5, slow=20),
        MomentumAgent(name="momentum_slow", fast=50, slow=200),
        MeanReversionAgent(),
        MeanReversionAgent(name="mean_reversion_fast", period=10),
        MeanReversionAgent(name="mean_reversion_slow", period=50),
        MonteCarloAgent(),
        BlendAgent(),
        BlendAgent(name="blend_fast", fast=5, slow=20, period=10),
        BlendAgent(name="blend_slow", fast=50, slow=200, period=50),
    ]


def replay(symbol: str) -> Iterator[tuple[int, int]]:
    """For each bar of a symbol its nanoseconds and the orders it sent."""
    bars = sample_bars().select([symbol])
    instruments = [sample_instruments()[symbol]]
    venue = SimulatedVenue(BarExchange(instruments))
    swarm = build_swarm(load_settings(), instruments, venue, voters())
    events = bars.to_events()
    events["topic"] = swarm.bus.topic(f"feed.{symbol}")
    swarm.advance(int(events["ts"][0]))
    swarm.supervisor.start_all()
    for row in range(len(events)):
        record = events[row : row + 1]
        ts = int(record["ts"][0])
        swarm.advance(ts)
        venue.process_bars(ts, record)
        orders = len(swarm.orders.orders)
        began = time.perf_counter_ns()
        swarm.bus.publish_records(record)
        swarm.tick()
        taken = time.perf_counter_ns() - began
        yield taken, len(swarm.orders.orders) - orders
    assert not swarm.supervisor.faults


def line(name: str, nanoseconds: NDArray[np.int64]) -> str:
    """The percentiles of some times in microseconds."""
    p50, p99, most = np.percentile(nanoseconds, [50, 99, 100]) / 1e3
    return f"{name:20} {len(nanoseconds):7,} {p50:9.1f} {p99:9.1f} {most:9.1f}"


def test_signal_path(capsys: pytest.CaptureFixture[str]) -> None:
    """Every bar of four symbols, through ten agents that vote."""
    # The answer first: ten agents vote at every bar, and some decisions become orders.
    result = backtest(voters(), symbols=[SYMBOLS[0]])
    assert result.faults == ()
    assert {len(decision.votes) for decision in result.decision_messages} == {10}
    assert result.orders

    gc.collect()
    gc.freeze()
    rows = [row for symbol in SYMBOLS for row in list(replay(symbol))[WARM_UP:]]
    gc.unfreeze()
    taken, orders = np.array(rows, np.int64).T
    assert orders.sum() > 0
    with capsys.disabled():
        print(f"\n\n{'µs a bar':20} {'bars':>7} {'p50':>9} {'p99':>9} {'most':>9}")
        print(line("all", taken))
        print(line("that sent an order", taken[orders > 0]))
