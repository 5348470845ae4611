"""The one call that runs a backtest."""

from __future__ import annotations

import platform
import time
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

import numpy as np

from swarmcore import _core
from swarmcore.agents import Agent
from swarmcore.backtest.recorder import Recorder
from swarmcore.backtest.results import BacktestResult
from swarmcore.backtest.runner import replay
from swarmcore.config import Settings, load_settings
from swarmcore.errors import AgentError, DataError
from swarmcore.execution.venue import SimulatedVenue
from swarmcore.market.bars import Bars
from swarmcore.market.instruments import Instrument
from swarmcore.market.loaders import load_bars
from swarmcore.market.sample import sample_bars, sample_instruments
from swarmcore.sim.bars import BarExchange
from swarmcore.swarm.presets import build_swarm

__all__ = ["backtest", "run"]


def backtest(
    agents: Sequence[Agent] | None = None,
    data: str | Path | Bars | None = None,
    *,
    cash: Decimal | int | str | None = None,
    symbols: Sequence[str] | None = None,
    instruments: Mapping[str, Instrument] | None = None,
    seed: int | None = None,
    config: str | Path | Settings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> BacktestResult:
    """Run agents over bars; the same call as ``swarmcore run``.

    Args:
        agents: Agents that vote, in place of the built-in ones; each is used for one run.
        data: A Parquet or CSV file of bars (columns ts, symbol, open, high, low, close, volume), or
            Bars; None takes the bundled sample.
        cash: What the account starts with.
        symbols: Symbols to use; None takes all in the data.
        instruments: Tick, lot and fees by symbol; one not named gets the configuration's grid.
        seed: Seed of everything that draws numbers.
        config: A swarm.toml, or Settings; None takes the defaults and the environment.
        progress: Called now and then with (bars done, bars in all).

    Raises:
        ConfigError: The configuration cannot be used.
        DataError: The data cannot be used.
        AgentError: Two agents have one name, or one was used before.
    """
    settings = config if isinstance(config, Settings) else load_settings(config)
    changes: dict[str, dict[str, object]] = {"data": {}, "portfolio": {}, "run": {}}
    if isinstance(data, (str, Path)):
        changes["data"]["path"] = str(data)
    if symbols is not None:
        changes["data"]["symbols"] = list(symbols)
    if cash is not None:
        changes["portfolio"]["cash"] = cash
    if seed is not None:
        changes["run"]["seed"] = seed
    if any(changes.values()):
        merged = settings.model_dump()
        for section, values in changes.items():
            merged[section].update(values)
        settings = load_settings(None, merged)
    bars = data if isinstance(data, Bars) else None
    if agents is not None and not agents:
        raise AgentError("agents: expected at least one, was empty")
    return run(settings, agents=agents, bars=bars, instruments=instruments, progress=progress)


def run(
    settings: Settings,
    *,
    agents: Sequence[Agent] | None = None,
    bars: Bars | None = None,
    instruments: Mapping[str, Instrument] | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> BacktestResult:
    """Run what a configuration says; see backtest."""
    from_sample = bars is None and not settings.data.path
    if bars is None:
        bars = (
            load_bars(settings.data.path, on_error=settings.data.on_error)
            if settings.data.path
            else sample_bars()
        )
    if settings.data.symbols:
        bars = bars.select(settings.data.symbols)
    grids = _instruments(settings, bars, instruments, from_sample)
    exchange = BarExchange(
        grids, participation=settings.venue.participation, slippage=settings.venue.slippage
    )
    venue = SimulatedVenue(exchange)
    swarm = build_swarm(settings, grids, venue, voters=agents)
    if settings.run.state:
        swarm.restore_state(settings.run.state)
    recorder = Recorder(swarm)
    began = time.perf_counter()
    replay(swarm, venue, bars, recorder, progress)
    seconds = time.perf_counter() - began
    portfolio = swarm.portfolio
    return BacktestResult(
        settings=settings,
        bars=bars,
        instruments=grids,
        money_scale=portfolio.money_scale,
        times=np.array(recorder.times, np.int64),
        equity_units=tuple(recorder.equity),
        cash_units=tuple(recorder.cash),
        initial_cash_units=portfolio.initial_cash,
        fee_units=portfolio.fees,
        round_trips=portfolio.round_trips(),
        fill_messages=swarm.orders.fills,
        orders=tuple(swarm.orders.orders.values()),
        decision_messages=recorder.decisions,
        faults=tuple(swarm.supervisor.faults),
        state=swarm.keep_state(),
        state_hash=recorder.state_hash,
        engine_seconds=seconds,
        provenance={
            "swarmcore": _core.__version__,
            "build": _core.build_info(),
            "python": platform.python_version(),
            "numpy": np.__version__,
            "data": settings.data.path or ("bundled sample" if from_sample else "bars in memory"),
            "data_hash": bars.content_hash,
            "assumed_grid": _assumed_grid(settings, bars, instruments, from_sample),
        },
    )


def _instruments(
    settings: Settings,
    bars: Bars,
    given: Mapping[str, Instrument] | None,
    from_sample: bool,
) -> tuple[Instrument, ...]:
    known = dict(given or {})
    for symbol in known:
        if symbol not in bars.symbols:
            raise DataError(
                f"instruments: expected symbols of the data ({', '.join(bars.symbols)}), "
                f"was {symbol}"
            )
    grids = sample_instruments() if from_sample else {}
    return tuple(
        known.get(symbol)
        or Instrument(
            symbol,
            tick_size=grids[symbol].tick_size
            if symbol in grids
            else settings.instruments.tick_size,
            lot_size=grids[symbol].lot_size if symbol in grids else settings.instruments.lot_size,
            maker_fee=settings.venue.maker_fee,
            taker_fee=settings.venue.taker_fee,
        )
        for symbol in bars.symbols
    )


def _assumed_grid(
    settings: Settings,
    bars: Bars,
    given: Mapping[str, Instrument] | None,
    from_sample: bool,
) -> dict[str, str] | None:
    """The grid of instruments that nobody defined; None where all are defined."""
    if from_sample or all(symbol in (given or {}) for symbol in bars.symbols):
        return None
    return {
        "tick_size": str(settings.instruments.tick_size),
        "lot_size": str(settings.instruments.lot_size),
    }
