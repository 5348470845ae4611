"""Subscriptions to which nothing was ever published."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from swarmcore.agents import Agent, Message
from swarmcore.backtest import BacktestResult
from swarmcore.market.messages import Bar

Run = Callable[..., BacktestResult]


class Misspelt(Agent):
    """Waits for bars in vain."""

    subscribe = ("bra.*", "fill.*", "news.*")

    def on_message(self, message: Message) -> None:
        raise AssertionError("nothing comes")


class Reporter(Agent):
    """Publishes topics of its own."""

    subscribe = ("bar.*", "news.*")

    def on_bar(self, bar: Bar) -> None:
        self.publish("new.today", bar.close)


def test_a_pattern_that_matches_nothing_is_told_with_the_nearest_names(
    run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    """Once, at the end of a replay; the library's own topics are right even if nothing came."""
    with caplog.at_level(logging.WARNING, "swarmcore"):
        run(Misspelt(), Reporter())
    told = [line for line in caplog.messages if "matches no topic" in line]
    assert told == [
        "agent misspelt: subscribe: 'bra.*' matches no topic so far; did you mean bar.* or bar.A?",
        "agent misspelt: subscribe: 'news.*' matches no topic so far; did you mean new.*?",
        "agent reporter: subscribe: 'news.*' matches no topic so far; did you mean new.*?",
    ]
