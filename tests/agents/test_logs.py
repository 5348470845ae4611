"""What an agent's log lines carry."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import Any

import pytest
from swarmcore.agents import Agent
from swarmcore.backtest import BacktestResult
from swarmcore.cli.logs import configure_logs
from swarmcore.market.messages import Bar

Run = Callable[..., BacktestResult]


class Speaks(Agent):
    subscribe = ("bar.A", "mine.*")

    def on_bar(self, bar: Bar) -> None:
        if bar.close == 100.0:
            self.log.info("looked at", close=bar.close)
            self.publish("mine.first", None)

    async def on_message(self, message: Any) -> None:
        self.log.bind(kind="told").warning("heard %s", message.topic)


@pytest.fixture
def swarmcore_logger() -> Any:
    """The library's logger, as it was again afterwards."""
    logger = logging.getLogger("swarmcore")
    before = logger.handlers, logger.propagate, logger.level
    yield logger
    logger.handlers, logger.propagate = before[0], before[1]
    logger.setLevel(before[2])


def test_lines_carry_agent_time_symbol_and_what_was_bound(
    run: Run, capsys: pytest.CaptureFixture[str], swarmcore_logger: logging.Logger
) -> None:
    """As JSON, one a line, on standard error."""
    configure_logs(as_json=True)
    swarmcore_logger.setLevel(logging.INFO)
    run(Speaks())
    captured = capsys.readouterr()
    assert captured.out == ""
    looked, heard = (
        line for line in map(json.loads, captured.err.splitlines()) if line.get("agent") == "speaks"
    )
    assert (looked["event"], looked["symbol"], looked["close"]) == ("looked at", "A", 100.0)
    assert looked["ts"] == 86_400_000_000_000
    assert looked["level"] == "info"
    assert looked["logger"] == "swarmcore.agents.speaks"
    assert 0.0 <= looked["flux"] <= 1.0
    assert (heard["event"], heard["kind"]) == ("heard mine.first", "told")
    assert heard["correlation_id"].startswith("speaks:")


def test_a_line_that_nobody_wants_is_not_made(run: Run, caplog: pytest.LogCaptureFixture) -> None:
    """The library configures no logging: by default there are warnings alone."""
    with caplog.at_level(logging.WARNING, "swarmcore"):
        run(Speaks())
    own = [record for record in caplog.records if record.name == "swarmcore.agents.speaks"]
    assert [record.levelname for record in own] == ["WARNING"]
