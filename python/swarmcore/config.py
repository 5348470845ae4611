"""The configuration of a run: one ``swarm.toml``, environment variables over it.

Every key has a default and a description; ``documented_toml`` writes them all out. A variable names
its key in capitals with two underscores for each dot: ``SWARMCORE_CONSENSUS__QUORUM=2``.
"""

from __future__ import annotations

import difflib
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import tomli_w
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from swarmcore.errors import ConfigError

__all__ = ["Settings", "documented_toml", "load_settings", "to_toml"]

ENVIRONMENT_PREFIX = "SWARMCORE_"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class RunSettings(_Section):
    """What is run, and where the results go."""

    seed: int = Field(7, ge=0, lt=2**63, description="Seed of everything that draws numbers.")
    out: str = Field("", description="Run folder; empty: runs/<time of the start>.")
    state: str = Field(
        "", description="The state.bin of an earlier run to begin with; empty: begin anew."
    )


class DataSettings(_Section):
    """Which bars are replayed."""

    path: str = Field("", description="Parquet or CSV file of bars; empty: the bundled sample.")
    symbols: list[str] = Field([], description="Symbols to use; empty: all in the file.")
    on_error: Literal["raise", "skip"] = Field(
        "raise", description="What a row that cannot be right does: stop the load, or be left out."
    )


class InstrumentSettings(_Section):
    """The grid of instruments that a data file does not define."""

    tick_size: Decimal = Field(Decimal("0.00000001"), gt=0, description="Smallest step of a price.")
    lot_size: Decimal = Field(
        Decimal("0.00000001"), gt=0, description="Smallest step of a quantity."
    )


class PortfolioSettings(_Section):
    """The account."""

    cash: Decimal = Field(Decimal(100_000), gt=0, description="What it starts with.")


class VenueSettings(_Section):
    """The simulated venue."""

    participation: float = Field(
        0.1, gt=0, le=1, description="Share of a bar's volume that can be traded."
    )
    slippage: float = Field(
        0.0001, ge=0, lt=1, description="Part of the price that a taker pays beyond the open."
    )
    maker_fee: Decimal = Field(
        Decimal("0.0002"), gt=-1, lt=1, description="Part of a fill's value, resting orders."
    )
    taker_fee: Decimal = Field(
        Decimal("0.0005"), gt=-1, lt=1, description="Part of a fill's value, other orders."
    )


class GateSettings(_Section):
    """Limits of the pre-trade gate, for each instrument."""

    max_quantity: Decimal = Field(
        Decimal(10**9), ge=0, description="Largest order, in units of the instrument."
    )
    max_notional: Decimal = Field(
        Decimal(10**6), ge=0, description="Largest order, in the account's currency."
    )
    max_position: Decimal = Field(
        Decimal(10**9), ge=0, description="Largest position, in units of the instrument."
    )


class ConsensusSettings(_Section):
    """How votes become decisions."""

    strategy: Literal["equal", "weighted", "majority", "unanimous", "veto", "bayesian"] = Field(
        "weighted",
        description="equal, weighted, majority, unanimous, veto or bayesian: how votes are pooled.",
    )
    confidence_threshold: float = Field(
        0.7, ge=0, le=1, description="Part of the votes' support that a side needs, at flux 0."
    )
    score_threshold: float = Field(0.15, ge=0, le=1, description="Size of score needed for a side.")
    quorum: int = Field(1, ge=1, description="Votes needed for a side; all, where fewer vote.")
    quorum_share: float = Field(
        0.0, ge=0, le=1, description="Part of the running voters that must have voted for a side."
    )
    tie: Literal["hold", "previous", "strongest"] = Field(
        "hold",
        description="hold, previous (decision) or strongest (vote): what equal sides come to.",
    )
    weights: dict[str, float] = Field(
        {}, description="Weight of an agent's vote by its name; 1 where it is not named."
    )
    veto_agents: list[str] = Field(
        [], description="Agents whose votes bind under the strategy veto, beside the risk agent."
    )
    learn: bool = Field(True, description="True to weigh votes by their agents' records, too.")
    half_life: float = Field(
        2000.0, ge=1, description="Scored votes of an agent after which one counts half."
    )
    prior_votes: float = Field(
        1000.0, gt=0, description="Scored votes at which a record counts as much as having none."
    )
    reference_ratio: float = Field(
        0.03, gt=0, le=1, description="Mean payoff over risk at which a learnt weight is 1."
    )
    weight_floor: float = Field(0.1, ge=0, le=1, description="Least learnt weight.")
    weight_cap: float = Field(10.0, ge=1, description="Largest learnt weight.")
    prior_hit_rate: float = Field(
        0.55, ge=0.5, lt=1, description="Hit rate of an agent without a record, for bayesian."
    )
    risk_limit: float = Field(
        1.0, ge=0, description="What agents' own orders together may hold, in parts of equity."
    )
    budget_floor: float = Field(
        0.2, gt=0, le=1, description="Part of the risk limit that agents share equally."
    )
    budget_rate: float = Field(
        0.02, ge=0, le=1, description="Part of the way that shares of it move at an instant."
    )


class SupervisorSettings(_Section):
    """How faults are met."""

    max_restarts: int = Field(
        3, ge=0, description="Starts after a fault before an agent is left out."
    )
    restart_window: float = Field(
        0.0, ge=0, description="Seconds for which such a start counts; 0 for the whole run."
    )
    restart_backoff: float = Field(
        1.0, ge=0, description="Seconds before the second start of a window; the first is at once."
    )
    restart_maximum: float = Field(
        60.0, ge=0, description="Seconds that no such wait exceeds; each is twice the last."
    )
    health_interval: float = Field(30.0, gt=0, description="Seconds between two checks of health.")
    response_unhealthy: float = Field(
        5.0, gt=0, description="Seconds to answer from which an agent is unhealthy."
    )
    memory_limit: int = Field(
        0, ge=0, description="Bytes that the process of an agent may hold; 0 for no limit."
    )
    memory_degraded: float = Field(
        0.8, gt=0, le=1, description="Part of that limit from which an agent is degraded."
    )
    memory_unhealthy: float = Field(
        0.9, gt=0, le=1, description="Part of that limit from which an agent is unhealthy."
    )
    errors_degraded: float = Field(
        0.05, gt=0, le=1, description="Part of events that raised, from which it is degraded."
    )
    errors_unhealthy: float = Field(
        0.1, gt=0, le=1, description="Part of events that raised, from which it is unhealthy."
    )
    hang_after: float = Field(
        5.0, gt=0, description="Seconds that one call of an agent may take in live running."
    )
    stay_halted: bool = Field(
        False, description="Whether entries stay halted when an agent that hung comes back."
    )


class FluxSettings(_Section):
    """How turbulence is measured, and what it does."""

    enabled: bool = Field(True, description="False measures nothing: flux is 0.")
    fast_decay: float = Field(
        0.94, gt=0, lt=1, description="Weight of a bar in recent averages, by that of the next one."
    )
    slow_decay: float = Field(
        0.99, gt=0, lt=1, description="The same in their history; more than fast_decay."
    )
    start: float = Field(0.5, ge=0, le=1, description="Flux before the first bar.")
    step: float = Field(
        0.3, gt=0, le=1, description="Part of the way to the turbulence that a bar takes it."
    )
    dead_band: float = Field(
        0.05, ge=0, lt=1, description="It stays where the turbulence is no further away than this."
    )
    confidence_reduction: float = Field(
        0.2, ge=0, le=1, description="How much less confidence a decision needs at flux 1."
    )
    size_reduction: float = Field(
        0.5, ge=0, le=1, description="The part by which positions are smaller at flux 1."
    )
    success_step: float = Field(
        0.1, ge=0, le=1, description="What success adds to the flux an agent sees, errors take."
    )
    high_success: float = Field(
        0.8, ge=0, le=1, description="Success above which it is added, 0 to 1."
    )
    low_success: float = Field(
        0.5, ge=0, le=1, description="Success below which it is taken, 0 to 1."
    )
    least_events: int = Field(
        100, ge=1, description="Events of an agent before its success rate says anything."
    )


class SwarmSettings(_Section):
    """Which agents run."""

    agents: list[str] = Field(
        ["momentum", "mean_reversion", "monte_carlo"],
        description="Built-in agents that vote, in order.",
    )


class ReportSettings(_Section):
    """How results are measured and shown."""

    periods_per_year: float = Field(
        252.0, gt=0, description="Instants of a year, for figures per year."
    )


class Settings(BaseSettings):
    """The whole configuration; immutable."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix=ENVIRONMENT_PREFIX,
        env_nested_delimiter="__",
    )

    run: RunSettings = RunSettings()
    data: DataSettings = DataSettings()
    instruments: InstrumentSettings = InstrumentSettings()
    portfolio: PortfolioSettings = PortfolioSettings()
    venue: VenueSettings = VenueSettings()
    gate: GateSettings = GateSettings()
    consensus: ConsensusSettings = ConsensusSettings()
    supervisor: SupervisorSettings = SupervisorSettings()
    flux: FluxSettings = FluxSettings()
    swarm: SwarmSettings = SwarmSettings()
    agents: dict[str, dict[str, Any]] = Field(
        {}, description="Parameters of built-in agents, a table by name: [agents.momentum]."
    )
    report: ReportSettings = ReportSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Only what the caller gives: the file and the environment come through load_settings."""
        return (init_settings,)


def load_settings(
    path: str | Path | None = None, overrides: dict[str, Any] | None = None
) -> Settings:
    """The configuration from defaults, a file, the environment and overrides, the last winning.

    Args:
        path: A TOML file; None uses defaults and environment alone.
        overrides: Nested like the file, for example {"run": {"seed": 3}}.

    Raises:
        ConfigError: The file is missing or no TOML, a key does not exist, or a value is wrong.
    """
    layers = [("overrides", overrides or {}), ("environment", _environment())]
    if path is not None:
        layers.append((str(path), _read(Path(path))))
    # Each layer alone first, so that an error names where it comes from.
    for source, values in reversed(layers):
        _validated(source, values)
    merged: dict[str, Any] = {}
    for _, values in reversed(layers):
        merged = _merge(merged, values)
    return _validated("configuration", merged)


def to_toml(settings: Settings) -> str:
    """The configuration as TOML that load_settings reads back."""
    return tomli_w.dumps(settings.model_dump(mode="json"))


def documented_toml() -> str:
    """A TOML file of every key with its default, each under its description, but for agents."""
    lines: list[str] = []
    for name, field in Settings.model_fields.items():
        default = field.get_default()
        if not isinstance(default, BaseModel):
            continue  # the tables of agents: swarmcore.swarm.presets knows their keys
        lines += ["", f"# {(type(default).__doc__ or '').strip()}", f"[{name}]"]
        for key, inner in type(default).model_fields.items():
            value = default.model_dump(mode="json")[key]
            written = tomli_w.dumps({key: value}).strip() or f"{key} = {{}}"
            if isinstance(value, dict):
                written = f"{key} = {{}}"
            lines += [f"# {inner.description}", " ".join(written.split())]
    return "\n".join(lines).strip() + "\n"


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: expected a configuration file, there is none") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: expected a readable TOML file, got {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: expected TOML, got {error}") from None


def _environment() -> dict[str, Any]:
    values: dict[str, Any] = EnvSettingsSource(
        Settings, env_prefix=ENVIRONMENT_PREFIX, env_nested_delimiter="__"
    )()
    return values


def _merge(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        old = merged.get(key)
        merged[key] = (
            _merge(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
        )
    return merged


def _validated(source: str, values: dict[str, Any]) -> Settings:
    try:
        return Settings(**values)
    except ValidationError as error:
        raise ConfigError(f"{source}: {_describe(error)}") from None


def _describe(error: ValidationError) -> str:
    first = error.errors(include_url=False)[0]
    path = [str(part) for part in first["loc"]]
    key = ".".join(path)
    if first["type"] == "extra_forbidden":
        known = _keys(path[:-1])
        near = difflib.get_close_matches(path[-1], known, n=1)
        hint = f"did you mean {near[0]}?" if near else f"expected one of {', '.join(known)}"
        return f"{key}: no such key; {hint}"
    expected = first["msg"][0].lower() + first["msg"][1:]
    return f"{key}: {expected}, was {first['input']!r}"


def _keys(section: list[str]) -> list[str]:
    if not section:
        return list(Settings.model_fields)
    default = Settings.model_fields[section[0]].get_default()
    return list(type(default).model_fields) if isinstance(default, BaseModel) else []
