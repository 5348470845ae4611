"""Replays order books through a swarm: the same agents as over bars, message by message."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from swarmcore._core import StateHash
from swarmcore.agents import Agent
from swarmcore.agents.messages import Decision, Fault
from swarmcore.backtest.explanation import explain_order
from swarmcore.backtest.recorder import Recorder
from swarmcore.backtest.runner import drive
from swarmcore.config import Settings, load_settings
from swarmcore.errors import AgentError
from swarmcore.execution.orders import Fill, Order
from swarmcore.execution.portfolio import RoundTrip
from swarmcore.execution.replay_venue import ReplayVenue
from swarmcore.market.instruments import Instrument
from swarmcore.sim import Replay, ReplayResult
from swarmcore.swarm import Swarm
from swarmcore.swarm.presets import build_replay_swarm

__all__ = ["MarketReplayResult", "replay"]


@dataclass(frozen=True, kw_only=True)
class MarketReplayResult:
    """The outcome of one replay of order books through a swarm.

    Args:
        settings: The configuration it ran with.
        instruments: By index.
        market: What the simulated exchange did: executions, times of receipt, fees.
        fills: Every fill, as agents got it.
        orders: Every order, denied ones included.
        decisions: Every decision of the consensus.
        faults: Every exception out of an agent's hook.
        round_trips: Closed round trips, then those still open.
        times: The instants at which the account was recorded, nanoseconds UTC, shape (n,).
        equity: Equity at each of them, positions at the mid, in the account's currency, shape (n,).
        cash: Cash at each of them, in the account's currency, shape (n,).
        fees: Fees paid, in the account's currency.
        state: What the swarm has learnt and kept, for a later run to begin with.
        state_hash: Equal for two runs that did the same, 0 to 2**64 - 1.
        engine_seconds: Wall time of the replay.
    """

    settings: Settings
    instruments: tuple[Instrument, ...]
    market: ReplayResult
    fills: tuple[Fill, ...]
    orders: tuple[Order, ...]
    decisions: Sequence[Decision]
    faults: tuple[Fault, ...]
    round_trips: tuple[RoundTrip, ...]
    times: NDArray[np.int64]
    equity: NDArray[np.float64]
    cash: NDArray[np.float64]
    fees: float
    state: bytes
    state_hash: int
    engine_seconds: float

    @cached_property
    def profit(self) -> float:
        """Equity at the end less cash at the beginning, in the account's currency."""
        return float(self.equity[-1]) - float(self.settings.portfolio.cash)

    def explain(self, order_id: int) -> str:
        """Why an order was sent: its fills, its decision, and who voted what and why, in lines.

        Raises:
            OrderError: No order has the id.
        """
        return explain_order(order_id, self.orders, self.fills, self.decisions, self.instruments)


def replay(
    agents: Sequence[Agent],
    streams: NDArray[Any] | Sequence[NDArray[Any]],
    *,
    instruments: Sequence[Instrument],
    cash: Decimal | int | str | None = None,
    every: int = 1_000_000_000,
    seed: int | None = None,
    config: str | Path | Settings | None = None,
    **terms: Any,
) -> MarketReplayResult:
    """Run agents over recorded order books, through a simulated exchange.

    Agents get ``on_book``, ``on_quote``, ``on_trade`` and ``on_batch`` for what reaches them,
    ``on_fill`` for their fills, and read ``self.books``. Their orders pass the gate of the
    configuration and reach the exchange after the order latency. Every so often the clock ticks:
    the account is recorded, and the consensus decides where agents have voted. Timers, retries and
    restarts come at their own times between two records, while there is market data.

    Args:
        agents: Each is used for one run.
        streams: Arrays of BOOK_MESSAGE or DEPTH_MESSAGE, each in the order of `ts`, or one array.
        instruments: By index; records name them by it.
        cash: What the account starts with.
        every: Nanoseconds between two ticks of the clock.
        seed: Of agents that draw random numbers.
        config: A swarm.toml, or Settings; None takes the defaults and the environment.
        terms: Of the exchange, as of swarmcore.sim.Replay: order_latency, answer_latency,
            data_latency, fees, queue, impact, levels, on_fault, batch.

    Raises:
        AgentError: No agent, two of one name, or one was used before.
        BookError: A stream that cannot be replayed, or a row that its book refused.
        ConfigError: The configuration cannot be used.
        TypeError, ValueError: An argument cannot be used.
    """
    if not agents:
        raise AgentError("agents: expected at least one, was empty")
    if every < 1:
        raise ValueError(f"every: expected 1 nanosecond or more, was {every}")
    settings = _settings(config, cash, seed)
    # Orders meet the gate of the swarm on their way to the exchange.
    market = Replay(instruments, streams, limits={}, **terms)
    swarm = build_replay_swarm(settings, market, ReplayVenue(market), agents)
    if settings.run.state:
        swarm.restore_state(settings.run.state)
    recorder = Recorder(swarm)
    began = time.perf_counter()
    drive(_steps(swarm, market, recorder, every))
    seconds = time.perf_counter() - began
    return _result(settings, swarm, market.result(), recorder, seconds)


def _settings(
    config: str | Path | Settings | None, cash: Decimal | int | str | None, seed: int | None
) -> Settings:
    settings = config if isinstance(config, Settings) else load_settings(config)
    changes: dict[str, dict[str, object]] = {}
    if cash is not None:
        changes["portfolio"] = {"cash": cash}
    if seed is not None:
        changes["run"] = {"seed": seed}
    if not changes:
        return settings
    merged = settings.model_dump()
    for section, values in changes.items():
        merged[section].update(values)
    return load_settings(None, merged)


def _steps(swarm: Swarm, market: Replay, recorder: Recorder, every: int) -> Iterator[set[Any]]:
    """The replay; it yields where there are async hooks to wait for, as the replay of bars does."""
    supervisor = swarm.supervisor
    single = any(agent.may_wait() for agent in supervisor.agents)
    if single:
        yield set()
    supervisor.start_all()
    while supervisor.waiting:
        yield supervisor.waiting

    schedule = supervisor.schedule
    next_tick = market.first_ts + every

    def plan() -> None:
        due = schedule.next_due
        market.wake_at(next_tick if due is None else min(next_tick, due))

    def wake(ts: int) -> None:
        nonlocal next_tick
        schedule.run_due(ts)
        # What waits ends before it is told that everything of this instant has been published.
        if ts >= next_tick and not supervisor.waiting:
            _record(swarm, recorder, ts)
            next_tick = ts + every
        plan()

    market.on_wake(wake)
    schedule.on_earlier = plan
    plan()
    ended = False
    while not ended:
        # An async hook may have to be waited for after any event.
        ended = market.advance() if single else market.replay()
        while supervisor.waiting:
            yield supervisor.waiting
    _record(swarm, recorder, market.now)
    supervisor.stop_all()
    while supervisor.waiting:
        yield supervisor.waiting


def _record(swarm: Swarm, recorder: Recorder, ts: int) -> None:
    for index in range(len(swarm.portfolio.instruments)):
        swarm.orders.mark(index)
    swarm.tick()
    recorder.record(ts)


def _result(
    settings: Settings,
    swarm: Swarm,
    market: ReplayResult,
    recorder: Recorder,
    seconds: float,
) -> MarketReplayResult:
    portfolio = swarm.portfolio
    digest = StateHash()
    digest.update_str(f"{recorder.state_hash} {market.state_hash}")
    return MarketReplayResult(
        settings=settings,
        instruments=portfolio.instruments,
        market=market,
        fills=swarm.orders.fills,
        orders=tuple(swarm.orders.orders.values()),
        decisions=recorder.decisions,
        faults=tuple(swarm.supervisor.faults),
        round_trips=portfolio.round_trips(),
        times=np.array(recorder.times, np.int64),
        equity=np.array([portfolio.money(each) for each in recorder.equity], np.float64),
        cash=np.array([portfolio.money(each) for each in recorder.cash], np.float64),
        fees=portfolio.money(portfolio.fees),
        state=swarm.keep_state(),
        state_hash=digest.value,
        engine_seconds=seconds,
    )
