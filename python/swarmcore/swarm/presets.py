"""The default swarm, from a configuration."""

from __future__ import annotations

import difflib
import inspect
import re
from collections.abc import Sequence
from decimal import Decimal

import tomli_w

from swarmcore import config
from swarmcore.agents import (
    Agent,
    ExecutionAgent,
    MarketDataAgent,
    MeanReversionAgent,
    MomentumAgent,
    MonteCarloAgent,
    RiskAgent,
)
from swarmcore.agents.parameters import validated
from swarmcore.config import GateSettings, Settings
from swarmcore.errors import AgentError, ConfigError
from swarmcore.execution.portfolio import Portfolio
from swarmcore.execution.venue import Venue
from swarmcore.market.instruments import Instrument
from swarmcore.risk import Gate, GateLimits
from swarmcore.sim import Replay
from swarmcore.swarm.consensus import WeightedConsensus
from swarmcore.swarm.supervisor import Supervisor
from swarmcore.swarm.swarm import Swarm

__all__ = ["build_replay_swarm", "build_swarm", "documented_toml", "gate_for"]

_VOTERS: dict[str, type[Agent]] = {
    "momentum": MomentumAgent,
    "mean_reversion": MeanReversionAgent,
    "monte_carlo": MonteCarloAgent,
}
_SERVICES: dict[str, type[Agent]] = {
    "market_data": MarketDataAgent,
    "risk": RiskAgent,
    "execution": ExecutionAgent,
}


def build_swarm(
    settings: Settings,
    instruments: Sequence[Instrument],
    venue: Venue,
    voters: Sequence[Agent] | None = None,
) -> Swarm:
    """Market data, the voters, risk and execution, supervised, on one bus.

    Args:
        settings: The configuration.
        instruments: By index.
        venue: Where orders go.
        voters: Agents of one's own in place of those that the configuration names.

    Raises:
        ConfigError: The configuration names an agent that does not exist, or a wrong parameter.
    """
    known = [*_SERVICES, *_VOTERS]
    for name in settings.agents:
        if name not in known:
            raise ConfigError(f"agents.{name}: no such agent; {_hint(name, known)}")
    if voters is None:
        for name in settings.swarm.agents:
            if name not in _VOTERS:
                raise ConfigError(
                    f"swarm.agents: no agent {name!r} votes; {_hint(name, [*_VOTERS])}"
                )
        voters = [_build(settings, name, _VOTERS[name]) for name in settings.swarm.agents]
    market_data, risk, execution = (
        _build(settings, name, kind) for name, kind in _SERVICES.items()
    )
    return Swarm(
        [market_data, *voters, risk, execution],
        portfolio=Portfolio(instruments, settings.portfolio.cash),
        gate=gate_for(settings.gate, instruments),
        venue=venue,
        consensus=_consensus(settings),
        supervisor=Supervisor(max_restarts=settings.supervisor.max_restarts),
        seed=settings.run.seed,
    )


def build_replay_swarm(
    settings: Settings, market: Replay, venue: Venue, agents: Sequence[Agent]
) -> Swarm:
    """Agents of one's own over order books, supervised, on the bus of a replay.

    Args:
        settings: The configuration.
        market: The replay: bus, books and clock.
        venue: Where orders go.
        agents: All that run; those that vote need one that trades on decisions.
    """
    return Swarm(
        agents,
        portfolio=Portfolio(market.instruments, settings.portfolio.cash),
        gate=gate_for(settings.gate, market.instruments),
        venue=venue,
        consensus=_consensus(settings),
        supervisor=Supervisor(max_restarts=settings.supervisor.max_restarts),
        seed=settings.run.seed,
        bus=market.bus,
        books=market,
        clock=lambda: market.now,
    )


def documented_toml() -> str:
    """A TOML file of every key with its default, those of built-in agents included."""
    tables = [
        _table(name, kind)
        for name, kind in (_VOTERS | _SERVICES).items()
        if validated(kind, {}).keys() - {"name"}
    ]
    return "\n".join([config.documented_toml(), *tables])


def _table(name: str, kind: type[Agent]) -> str:
    text = inspect.getdoc(kind) or ""
    described = dict(re.findall(r"^    (\w+): (.+(?:\n {8}.+)*)", text, re.MULTILINE))
    lines = [f"# {text.splitlines()[0]}", f"[agents.{name}]"]
    for key, default in validated(kind, {}).items():
        if key != "name":
            lines += [
                f"# {' '.join(described[key].split())}",
                tomli_w.dumps({key: default}).strip(),
            ]
    return "\n".join(lines) + "\n"


def _consensus(settings: Settings) -> WeightedConsensus:
    return WeightedConsensus(
        threshold=settings.consensus.threshold,
        quorum=settings.consensus.quorum,
        weights=settings.consensus.weights,
    )


def gate_for(settings: GateSettings, instruments: Sequence[Instrument]) -> Gate:
    """The gate with a configuration's limits in each instrument's ticks and lots, rounded down."""
    return Gate([_limits(settings, each) for each in instruments])


def _limits(settings: GateSettings, instrument: Instrument) -> GateLimits:
    notional_unit = instrument.notional(1, 1)
    return GateLimits(
        max_quantity=_count(settings.max_quantity / instrument.lot_size, 63),
        max_notional=_count(settings.max_notional / notional_unit, 128),
        max_position=_count(settings.max_position / instrument.lot_size, 63),
    )


def _count(number: Decimal, bits: int) -> int:
    # A limit beyond what the gate can count is no tighter than the largest that it can.
    return min(int(number), (1 << bits) - 1)


def _build(settings: Settings, name: str, kind: type[Agent]) -> Agent:
    try:
        return kind(**settings.agents.get(name, {}))
    except AgentError as error:
        raise ConfigError(f"agents.{name}: {error}") from None


def _hint(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {near[0]}?" if near else f"expected one of {', '.join(known)}"
