"""The default swarm from a configuration."""

from __future__ import annotations

import tomllib
from pathlib import Path

from swarmcore.agents import Agent
from swarmcore.agents.parameters import validated
from swarmcore.backtest import backtest
from swarmcore.config import load_settings
from swarmcore.execution.orders import OrderStatus
from swarmcore.market import Bars, Instrument
from swarmcore.swarm import presets

from .live import FillsAtOnce, bar


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


def test_a_live_swarm_has_the_risk_limit_of_its_configuration() -> None:
    """An agent's own order is held to its share of the budget, live as in a replay."""

    class Buys(Agent):
        def on_bar(self, event: object) -> None:
            pass

    for limit, status in ((0.0, OrderStatus.DENIED), (1.0, OrderStatus.FILLED)):
        agent = Buys()
        settings = load_settings(None, {"consensus": {"risk_limit": limit}})
        instrument = Instrument("A", tick_size="0.01", lot_size="1")
        swarm = presets.build_live_swarm(settings, [instrument], FillsAtOnce(), [agent])
        swarm.orders.on_bar(bar(1))
        assert agent.order("A", 1, 10, price=100).status is status
