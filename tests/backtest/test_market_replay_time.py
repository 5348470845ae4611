"""What is due at a time of its own in a replay of order books: timers, retries and restarts."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import swarmcore as sc
from swarmcore.agents import Agent, RetryPolicy
from swarmcore.backtest import MarketReplayResult
from swarmcore.book import BOOK_MESSAGE, MessageKind
from swarmcore.errors import TemporaryError
from swarmcore.market import Instrument
from swarmcore.market.messages import Quote
from swarmcore.sim import BookEvent, OrderFlow

X = Instrument("X", tick_size="0.01", lot_size="1", maker_fee="-0.0001", taker_fee="0.0005")

MILLISECOND = 10**6
SECOND = 10**9
NEVER = 10**15
"""A clock that does not tick within the data."""


def rows(*milliseconds: int) -> np.ndarray[Any, Any]:
    """Bids, one lot each, that come at these times."""
    messages = np.zeros(len(milliseconds), BOOK_MESSAGE)
    messages["kind"] = MessageKind.ADD
    messages["ts"] = np.array(milliseconds) * MILLISECOND
    messages["order_id"] = np.arange(1, len(messages) + 1)
    messages["side"] = 1
    messages["price"] = 100
    messages["quantity"] = 1
    return messages


def run(agents: list[Agent], messages: Any, **arguments: Any) -> MarketReplayResult:
    return sc.replay(agents, messages, instruments=[X], **arguments)


class Notes(Agent):
    """Notes in milliseconds when it is called, and for what."""

    def on_start(self) -> None:
        self.times: list[tuple[str, int]] = []

    def note(self, what: str) -> None:
        self.times.append((what, self.now // MILLISECOND))


def test_a_timer_fires_at_its_time_between_two_records() -> None:
    """After what came at the same time, before what comes later; the clock need not tick."""

    class Timed(Notes):
        def on_start(self) -> None:
            super().on_start()
            self.note("start")
            self.timer = self.every(0.010, self.ring)

        def ring(self) -> None:
            best = self.books.best_bid("X")
            assert best is not None
            self.note(f"{best[1]} lots")

        def on_book(self, event: BookEvent) -> None:
            self.note("row")

    agent = Timed()
    result = run([agent], rows(1000, 1010, 1015, 1032, 1041), every=NEVER)
    assert agent.times == [
        ("start", 1000),
        ("row", 1000),
        ("row", 1010),
        ("2 lots", 1010),
        ("row", 1015),
        ("3 lots", 1020),
        ("3 lots", 1030),
        ("row", 1032),
        ("4 lots", 1040),
        ("row", 1041),
    ]
    assert (agent.timer.fired, agent.timer.missed) == (4, 0)
    assert result.faults == ()


def test_timers_come_before_the_tick_of_their_instant() -> None:
    """So that their votes count in its decision; async ones are waited for."""

    class Plain(Agent):
        def on_start(self) -> None:
            self.every(0.5, lambda: self.vote("X", 1, 0.9, f"{self.now}"))

    class Waits(Agent):
        def on_start(self) -> None:
            self.every(1.0)

        async def on_timer(self, timer: Any) -> None:
            await asyncio.sleep(0.0)
            await asyncio.sleep(0.001)
            self.vote("X", 1, 0.8, f"{self.now}")

    messages = rows(0, 900, 1700, 2500, 3500)
    for agents in ([Plain()], [Plain(), Waits()]):
        result = run(agents, messages, every=SECOND)
        ticks = [SECOND, 2 * SECOND, 3 * SECOND, 3500 * MILLISECOND]
        assert [each.ts for each in result.decisions] == ticks
        for decision in result.decisions[:3]:
            assert len(decision.votes) == len(agents)
            assert {vote.reason for vote in decision.votes} == {str(decision.ts)}
        assert result.times.tolist() == [each.ts for each in result.decisions]


class Fails(Agent):
    """Notes when it is started and tried, outside of what a restart begins anew."""

    def on_init(self) -> None:
        self.started: list[int] = []
        self.tried: list[int] = []

    def on_start(self) -> None:
        self.started.append(self.now)

    def fail(self, error: Exception) -> None:
        self.tried.append(self.now)
        raise error


def test_a_retry_comes_when_it_is_due() -> None:
    """Not at the next record, nor at a tick."""

    class Retries(Fails):
        retry_policy = RetryPolicy(attempts=3, base=0.010)

        def on_book(self, event: BookEvent) -> None:
            if len(self.tried) < 2:
                self.fail(TemporaryError("not now"))
            self.tried.append(self.now)

    agent = Retries()
    assert run([agent], rows(0, 5000), every=NEVER).faults == ()
    first, second, third, record = agent.tried
    assert (first, record) == (0, 5 * SECOND)
    assert 0 < second <= 10 * MILLISECOND
    assert 0 < third - second <= 20 * MILLISECOND


def test_a_restart_comes_when_it_is_due() -> None:
    """The first at once, the second a second later less its jitter."""

    class Restarts(Fails):
        def on_book(self, event: BookEvent) -> None:
            if event.ts == 0:
                self.fail(ValueError("not this one"))

    agent = Restarts()
    result = run([agent], rows(0, 5000, 5001), every=NEVER)
    assert agent.tried == [0, 0]
    assert agent.started[:2] == [0, 0]
    assert [SECOND * 8 // 10 <= each <= SECOND for each in agent.started[2:]] == [True]
    assert [fault.quarantined for fault in result.faults] == [False, True]


class Trader(Agent):
    """Buys by a timer that it makes anew at some quotes."""

    def on_start(self) -> None:
        self.count = 0
        self.every(0.0137, self.trade)

    def on_quote(self, quote: Quote) -> None:
        self.count += 1
        if self.count % 500 == 0:
            self.every(0.3, self.trade)

    def trade(self) -> None:
        best = self.books.best_ask("X")
        if best is not None:
            self.order("X", 1 if self.count % 2 else -1, 1, price=best[0])


def traded() -> int:
    """The state hash of a run whose orders come from timers."""
    messages = OrderFlow(X, seed=3, orders=50).messages(5000)
    result = run([Trader()], messages, order_latency=50_000)
    assert len(result.orders) > 100
    return result.state_hash


def test_runs_with_timers_are_alike_under_every_hash_seed() -> None:
    """What timers do is as much part of the run as what records do."""
    script = f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r}); "
    script += "from test_market_replay_time import traded; print(traded())"
    found = {
        int(
            subprocess.run(
                [sys.executable, "-c", script],
                env={**os.environ, "PYTHONHASHSEED": seed},
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for seed in ("0", "1")
    }
    assert found == {traded()}
