"""The default swarm from a configuration."""

from __future__ import annotations

import tomllib
from pathlib import Path

from swarmcore.agents.parameters import validated
from swarmcore.backtest import backtest
from swarmcore.config import load_settings
from swarmcore.market import Bars
from swarmcore.swarm import presets


def test_the_documented_file_is_the_default_run(tmp_path: Path, bars: Bars) -> None:
    """Every key of every part, agents included, written out, changes nothing."""
    path = tmp_path / "swarm.toml"
    path.write_text(presets.documented_toml())
    documented = backtest(None, bars, config=path)
    assert documented.settings != load_settings()
    assert documented.state_hash == backtest(None, bars).state_hash


def test_every_parameter_of_every_agent_is_documented() -> None:
    """The tables of agents name each of their parameters with its default."""
    tables = tomllib.loads(presets.documented_toml())["agents"]
    for name, kind in (presets._VOTERS | presets._SERVICES).items():
        parameters = {key: value for key, value in validated(kind, {}).items() if key != "name"}
        assert tables.get(name, {}) == parameters
