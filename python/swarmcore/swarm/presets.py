"""The default swarm, from a configuration."""

from __future__ import annotations

import inspect
import re
import time
from collections.abc import Callable, Sequence
from decimal import Decimal

import tomli_w

from swarmcore import config
from swarmcore.agents import (
    Agent,
    BlendAgent,
    ExecutionAgent,
    FluxAgent,
    MarketDataAgent,
    MeanReversionAgent,
    MomentumAgent,
    MonteCarloAgent,
    RiskAgent,
)
from swarmcore.agents.environment import Books
from swarmcore.agents.parameters import hint, validated
from swarmcore.bus import EventBus, LiveEventBus
from swarmcore.config import GateSettings, Settings, SupervisorSettings
from swarmcore.errors import AgentError, ConfigError
from swarmcore.execution.portfolio import Portfolio
from swarmcore.execution.venue import Venue
from swarmcore.market.instruments import Instrument
from swarmcore.risk import FluxRules, Gate, GateLimits, MarketFlux
from swarmcore.sim import Replay
from swarmcore.swarm.consensus import BudgetRules, Consensus, Learning, Rules
from swarmcore.swarm.health import HealthPolicy
from swarmcore.swarm.process_policy import ProcessPolicy
from swarmcore.swarm.restarts import RestartPolicy
from swarmcore.swarm.supervisor import Supervisor
from swarmcore.swarm.swarm import Swarm
from swarmcore.swarm.watchdog import HangPolicy

__all__ = [
    "build_live_swarm",
    "build_replay_swarm",
    "build_swarm",
    "documented_toml",
    "gate_for",
    "supervisor_for",
]

_VOTERS: dict[str, type[Agent]] = {
    "momentum": MomentumAgent,
    "mean_reversion": MeanReversionAgent,
    "monte_carlo": MonteCarloAgent,
    "blend": BlendAgent,
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
            raise ConfigError(f"agents.{name}: no such agent; {hint(name, known)}")
    if voters is None:
        for name in settings.swarm.agents:
            if name not in _VOTERS:
                raise ConfigError(
                    f"swarm.agents: no agent {name!r} votes; {hint(name, [*_VOTERS])}"
                )
        voters = [_build(settings, name, _VOTERS[name]) for name in settings.swarm.agents]
    market_data, risk, execution = (
        _build(settings, name, kind) for name, kind in _SERVICES.items()
    )
    flux = _market_flux(settings, instruments)
    # Before the voters, which read the flux at the bar that they get.
    meters = [] if flux is None else [FluxAgent(market=flux)]
    agents = [market_data, *meters, *voters, risk, execution]
    return _swarm(settings, instruments, venue, agents, flux=flux)


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
    return _swarm(
        settings,
        market.instruments,
        venue,
        agents,
        bus=market.bus,
        books=market,
        clock=lambda: market.now,
    )


def build_live_swarm(
    settings: Settings,
    instruments: Sequence[Instrument],
    venue: Venue,
    agents: Sequence[Agent],
    *,
    bus: LiveEventBus | None = None,
    clock: Callable[[], int] = time.time_ns,
) -> Swarm:
    """Agents of one's own on a live bus, supervised: ``async with swarm.live():``.

    Args:
        settings: The configuration.
        instruments: By index.
        venue: Where orders go.
        agents: All that run; those that vote need one that trades on decisions.
        bus: The bus; None makes one.
        clock: Tells the time, nanoseconds UTC; processes of agents get it by pickle.
    """
    return _swarm(
        settings,
        instruments,
        venue,
        agents,
        bus=LiveEventBus() if bus is None else bus,
        clock=clock,
        flux=_market_flux(settings, instruments),
    )


def _swarm(
    settings: Settings,
    instruments: Sequence[Instrument],
    venue: Venue,
    agents: Sequence[Agent],
    *,
    bus: EventBus | LiveEventBus | None = None,
    books: Books | None = None,
    clock: Callable[[], int] | None = None,
    flux: MarketFlux | None = None,
) -> Swarm:
    """What every swarm of a configuration has, whatever drives it."""
    return Swarm(
        agents,
        portfolio=Portfolio(instruments, settings.portfolio.cash),
        gate=gate_for(settings.gate, instruments),
        venue=venue,
        consensus=_consensus(settings, agents),
        supervisor=supervisor_for(settings.supervisor),
        risk_limit=settings.consensus.risk_limit,
        seed=settings.run.seed,
        bus=bus,
        books=books,
        clock=clock,
        flux=flux,
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


def _consensus(settings: Settings, agents: Sequence[Agent]) -> Consensus:
    """The consensus of agents of which those vote that are no services."""
    own = settings.consensus
    services = (*_SERVICES.values(), FluxAgent)
    voters = [each.name for each in agents if not isinstance(each, services)]
    # A file may name built-in agents that another run of it has.
    known = list(dict.fromkeys([*(each.name for each in agents), *_VOTERS, *_SERVICES]))
    for key, names in (("weights", own.weights), ("veto_agents", own.veto_agents)):
        for name in names:
            if name not in known:
                raise ConfigError(f"consensus.{key}: no agent {name!r}; {hint(name, known)}")
    return Consensus(
        Rules(
            strategy=own.strategy,
            confidence_threshold=own.confidence_threshold,
            flux_reduction=settings.flux.confidence_reduction,
            score_threshold=own.score_threshold,
            quorum=own.quorum,
            quorum_share=own.quorum_share,
            tie=own.tie,
            learn=own.learn,
        ),
        voters=voters,
        veto_agents={*own.veto_agents, *(each.name for each in agents if each.veto)},
        weights=own.weights,
        learning=Learning(
            half_life=own.half_life,
            prior_votes=own.prior_votes,
            reference=own.reference_ratio,
            floor=own.weight_floor,
            cap=own.weight_cap,
            prior_hit_rate=own.prior_hit_rate,
        ),
        budget=BudgetRules(floor=own.budget_floor, rate=own.budget_rate),
    )


def supervisor_for(settings: SupervisorSettings) -> Supervisor:
    """The supervisor of a configuration.

    Raises:
        ConfigError: Two keys do not go together.
    """
    return Supervisor(
        restarts=RestartPolicy(
            max_restarts=settings.max_restarts,
            window=settings.restart_window,
            backoff=settings.restart_backoff,
            maximum=settings.restart_maximum,
        ),
        health=HealthPolicy(
            interval=settings.health_interval,
            response_unhealthy=settings.response_unhealthy,
            memory_limit=settings.memory_limit,
            memory_degraded=settings.memory_degraded,
            memory_unhealthy=settings.memory_unhealthy,
            errors_degraded=settings.errors_degraded,
            errors_unhealthy=settings.errors_unhealthy,
        ),
        hangs=HangPolicy(after=settings.hang_after, stay_halted=settings.stay_halted),
        processes=ProcessPolicy(
            hang_after=settings.hang_after, heartbeat=min(0.5, settings.hang_after / 5)
        ),
    )


def _market_flux(settings: Settings, instruments: Sequence[Instrument]) -> MarketFlux | None:
    own = settings.flux
    if not own.enabled:
        return None
    try:
        rules = FluxRules(
            confidence_reduction=own.confidence_reduction,
            size_reduction=own.size_reduction,
            success_step=own.success_step,
            high_success=own.high_success,
            low_success=own.low_success,
            least_events=own.least_events,
        )
        return MarketFlux(
            [each.symbol for each in instruments],
            rules,
            fast_decay=own.fast_decay,
            slow_decay=own.slow_decay,
            start=own.start,
            step=own.step,
            dead_band=own.dead_band,
        )
    except ValueError as error:
        raise ConfigError(f"flux.{error}") from None


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
