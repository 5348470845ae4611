"""Timers on simulated time."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.agents import Agent, Timer
from swarmcore.backtest import BacktestResult
from swarmcore.errors import AgentError
from swarmcore.market.messages import Bar

Run = Callable[..., BacktestResult]

HOUR = 3_600_000_000_000
DAY = 24 * HOUR


class Notes(Agent):
    """Notes the times at which it is called."""

    def on_start(self) -> None:
        self.times: list[tuple[str, float]] = []

    def note(self, what: str) -> None:
        self.times.append((what, self.now / HOUR))


def test_timers_fire_in_simulated_time_between_the_bars(run: Run) -> None:
    """In the order of their times, then of their making; a cancelled one no more."""

    class Two(Notes):
        def on_start(self) -> None:
            super().on_start()
            self.every(12 * 3600, lambda: self.note("twelve"))
            self.six = self.every(6 * 3600, lambda: self.note("six"))

        def on_bar(self, bar: Bar) -> None:
            if bar.symbol == "A":
                self.note("bar")
            if bar.close == 101.0:
                self.six.cancel()

    agent = Two()
    run(agent)
    assert agent.times[:9] == [
        ("bar", 24.0),
        ("six", 30.0),
        ("twelve", 36.0),
        ("six", 36.0),
        ("six", 42.0),
        ("twelve", 48.0),
        ("six", 48.0),
        ("bar", 48.0),
        ("twelve", 60.0),
    ]
    assert ("six", 54.0) not in agent.times
    assert agent.six.fired == 4


def test_a_timer_without_a_callback_calls_on_timer(run: Run) -> None:
    """With the timer, so that an agent of several can tell which."""

    class Hooked(Agent):
        def on_start(self) -> None:
            self.fired: list[Timer] = []
            self.fast, self.slow = self.every(12 * 3600), self.every(24 * 3600.0)

        async def on_timer(self, timer: Timer) -> None:
            await asyncio.sleep(0)
            self.fired.append(timer)

    agent = Hooked()
    run(agent)
    assert agent.fired[:3] == [agent.fast, agent.fast, agent.slow] or agent.fired[:3] == [
        agent.fast,
        agent.slow,
        agent.fast,
    ]
    assert (agent.fast.fired, agent.slow.fired) == (18, 9)


def test_a_timer_votes_and_its_vote_counts(run: Run) -> None:
    """At the next decision."""

    class Votes(Agent):
        def on_start(self) -> None:
            self.every(6 * 3600, lambda: self.vote("A", 1, 0.9, f"at {self.now // HOUR} h"))

        def on_bar(self, bar: Bar) -> None:
            pass

    reasons = [decision.votes[0].reason for decision in run(Votes()).decision_messages]
    assert reasons == [f"at {24 * day} h" for day in range(2, 11)]


def test_a_timer_of_an_agent_that_does_not_run_is_missed(run: Run) -> None:
    """While it is paused; after a fault it is gone, and on_start makes another."""

    class Paused(Notes):
        def on_start(self) -> None:
            super().on_start()
            self.timer = self.every(12 * 3600, lambda: self.note("timer"))

    class Controls(Agent):
        subscribe = ("clock.tick",)

        def on_message(self, tick: Any) -> None:
            if tick.ts == 3 * DAY:
                self.publish("control.pause", "paused")
            if tick.ts == 5 * DAY:
                self.publish("control.resume", "paused")

    agent = Paused()
    run(agent, Controls())
    hours = [hour for _, hour in agent.times]
    assert 72.0 in hours
    assert 132.0 in hours
    assert not [hour for hour in hours if 72.0 < hour <= 120.0]
    assert agent.timer.missed == 4


def test_a_fault_cancels_timers_and_a_callback_may_raise(run: Run) -> None:
    """Its fault is one of on_timer; there are never two timers where on_start makes one."""

    class Raises(Notes):
        made = 0

        def on_start(self) -> None:
            super().on_start()
            self.made += 1
            self.every(12 * 3600, self.ring)

        def ring(self) -> None:
            self.note("ring")
            if self.now == 3 * DAY:
                raise ValueError("loud")

    agent = Raises()
    result = run(agent)
    assert [(fault.hook, fault.error) for fault in result.faults] == [
        ("on_timer", "ValueError: loud")
    ]
    assert agent.made == 2
    assert [hour for _, hour in agent.times] == [72.0 + 12.0 * each for each in range(1, 15)]


@pytest.mark.parametrize(
    ("seconds", "callback", "message"),
    [
        (0.0, print, "rings: every: seconds: expected 0.001 to 31622400, was 0.0"),
        (math.nan, print, "rings: every: seconds: expected 0.001 to 31622400, was nan"),
        (1e9, print, "rings: every: seconds: expected"),
        ("1", print, "rings: every: seconds: expected 0.001 to 31622400, was '1'"),
        (1.0, None, "rings: every: callback: expected one, or a hook on_timer, was neither"),
        (1.0, 3, "rings: every: callback: expected something to call, was 3"),
    ],
)
def test_a_timer_that_cannot_be_is_a_fault_that_names_it(
    run: Run, seconds: Any, callback: Any, message: str
) -> None:
    """The agent, the argument, what was expected and what came."""

    class Rings(Agent):
        def on_bar(self, bar: Bar) -> None:
            self.every(seconds, callback)

    assert run(Rings()).faults[0].error.startswith(f"AgentError: {message}")


def test_a_timer_made_in_on_init_is_refused(run: Run) -> None:
    """After a fault nobody would make it again."""

    class Early(Agent):
        def on_init(self) -> None:
            self.every(1.0, print)

    error = run(Early()).faults[0].error
    assert error == (
        "AgentError: early: every: expected to be called from on_start on, was initializing"
    )


@given(st.integers(1, 1000), st.lists(st.integers(0, 5000), min_size=1, max_size=20))
def test_a_timer_stays_on_its_times_wherever_the_clock_jumps(period: int, jumps: list[int]) -> None:
    """Its times are whole periods from its making; every one fires or is missed."""
    timer = Timer("any", period, period, lambda _: None)
    now = fired = 0
    for jump in jumps:
        now += jump
        if timer.due <= now:
            timer.move_on(now)
            fired += 1
        assert timer.due > now
        assert timer.due % period == 0
        assert fired + timer.missed == now // period


def test_an_agent_in_no_swarm_says_so() -> None:
    """Nobody drives its clock."""
    with pytest.raises(AgentError, match="notes: every: expected to be called from on_start on"):
        Notes().every(1.0, print)
