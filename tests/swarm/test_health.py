"""How an agent is judged, and what follows."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.agents import Agent
from swarmcore.backtest import BacktestResult
from swarmcore.errors import ConfigError
from swarmcore.market.messages import Bar
from swarmcore.swarm.health import (
    Health,
    HealthPolicy,
    HealthUpdate,
    Vitals,
    judge,
    resident_memory,
)

Run = Callable[..., BacktestResult]
POLICY = HealthPolicy(memory_limit=100 << 20)


@pytest.mark.parametrize(
    ("vitals", "health", "reasons"),
    [
        (Vitals(), Health.HEALTHY, ()),
        (Vitals(response=4.99), Health.HEALTHY, ()),
        (Vitals(response=5.0), Health.UNHEALTHY, ("response took 5.0 s of 5 s",)),
        (Vitals(memory=79 << 20), Health.HEALTHY, ()),
        (Vitals(memory=80 << 20), Health.DEGRADED, ("memory is at 80% of 100 MiB",)),
        (Vitals(memory=90 << 20), Health.UNHEALTHY, ("memory is at 90% of 100 MiB",)),
        (Vitals(events=100, errors=4), Health.HEALTHY, ()),
        (Vitals(events=100, errors=5), Health.DEGRADED, ("5 of 100 events raised",)),
        (Vitals(events=100, errors=10), Health.UNHEALTHY, ("10 of 100 events raised",)),
        (Vitals(events=19, errors=19), Health.HEALTHY, ()),
        (Vitals(connected=False), Health.UNHEALTHY, ("connection lost",)),
        (
            Vitals(connected=False, memory=85 << 20),
            Health.UNHEALTHY,
            ("connection lost", "memory is at 85% of 100 MiB"),
        ),
    ],
)
def test_each_measure_has_its_limits(
    vitals: Vitals, health: Health, reasons: tuple[str, ...]
) -> None:
    """A limit that is reached counts; the reasons say by how much."""
    assert judge(POLICY, vitals) == (health, reasons)


@given(st.floats(0.0, 100.0), st.integers(0, 1 << 30), st.integers(0, 1000), st.floats(0.0, 1.0))
def test_worse_measures_are_never_judged_better(
    response: float, memory: int, events: int, share: float
) -> None:
    """And who is not healthy is told why."""
    order = [Health.HEALTHY, Health.DEGRADED, Health.UNHEALTHY]
    errors = int(events * share)
    health, reasons = judge(
        POLICY, Vitals(response=response, memory=memory, events=events, errors=errors)
    )
    worse, _ = judge(
        POLICY,
        Vitals(response=response * 2, memory=memory * 2, events=events, errors=events),
    )
    assert order.index(worse) >= order.index(health)
    assert bool(reasons) is (health is not Health.HEALTHY)


def test_an_agent_that_loses_its_connection_is_started_again_and_told_of(run: Run) -> None:
    """The check comes with the clock; what changes is published."""
    updates: list[HealthUpdate] = []

    class Listens(Agent):
        subscribe = ("health.*",)

        def on_message(self, update: Any) -> None:
            updates.append(update)

    class Connects(Agent):
        connected = True

        def on_start(self) -> None:
            self.connected = True
            self.starts = getattr(self, "starts", 0) + 1

        def on_bar(self, bar: Bar) -> None:
            if bar.close == 103.0:
                self.connected = False

    agent = Connects()
    result = run(Listens(), agent)
    assert [(each.agent, each.health, each.reasons) for each in updates] == [
        ("connects", Health.UNHEALTHY, ("connection lost",)),
        ("connects", Health.HEALTHY, ()),
    ]
    assert [(fault.agent, fault.hook, fault.error) for fault in result.faults] == [
        ("connects", "health", "connection lost")
    ]
    assert agent.starts == 2


def test_the_memory_of_a_process_grows_with_what_it_holds() -> None:
    """Measured in a process of its own, so that nothing else is in it."""
    code = (
        "from swarmcore.swarm.health import resident_memory\n"
        "before = resident_memory()\n"
        "kept = b'1' * (64 << 20)\n"
        "print(resident_memory() - before)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 60 << 20 <= int(done.stdout) <= 80 << 20
    assert resident_memory() > 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"interval": 0.0}, "interval: expected more than 0 seconds, was 0.0"),
        ({"memory_limit": -1}, "memory_limit: expected 0 bytes or more, was -1"),
        ({"minimum_events": 0}, "minimum_events: expected 1 or more, was 0"),
        ({"errors_degraded": 0.0}, "errors_degraded: expected above 0 to 1, was 0.0"),
        (
            {"memory_unhealthy": 0.5},
            "memory_unhealthy: expected memory_degraded \\(0.8\\) to 1, was 0.5",
        ),
    ],
)
def test_a_policy_out_of_range_is_named(arguments: dict[str, Any], message: str) -> None:
    """One line that names the key."""
    with pytest.raises(ConfigError, match=message):
        HealthPolicy(**arguments)
