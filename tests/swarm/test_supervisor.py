"""Agents that raise, wait, pause and come back."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import Any

import pytest
from swarmcore.agents import Agent, AgentState, Decision, Fault, Message, RiskUpdate, Tick
from swarmcore.agents.hooks import HOOKS
from swarmcore.backtest import BacktestResult, backtest
from swarmcore.errors import AgentError
from swarmcore.execution.orders import Fill
from swarmcore.market import Bars
from swarmcore.market.messages import Bar, Quote, Trade
from swarmcore.strategy import Signal

Run = Callable[..., BacktestResult]


class Steady(Agent):
    """Votes long at every bar."""

    def on_bar(self, bar: Bar) -> None:
        self.vote(bar.symbol, 1, 0.9, "steady")


class Raises(Agent):
    """Raises at chosen bars."""

    at: tuple[int, ...] = ()

    def on_start(self) -> None:
        self.starts = getattr(self, "starts", 0) + 1

    def on_bar(self, bar: Bar) -> None:
        self.bars = getattr(self, "bars", 0) + 1
        if self.bars in self.at:
            raise ValueError(f"bar {self.bars}\nand a second line")
        self.vote(bar.symbol, -1, 1.0, "contrary")

    def on_fault(self, fault: Fault) -> None:
        self.told = [*getattr(self, "told", []), fault]


def test_an_agent_that_raises_is_contained_reported_and_restarted(
    run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    """The run goes on; the agent is told, starts again, and gets the event once more."""
    agent = Raises(at=(3, 5))
    with caplog.at_level(logging.WARNING, "swarmcore"):
        result = run(Steady(), agent)
    assert [(fault.agent, fault.hook, fault.error) for fault in result.faults] == [
        ("raises", "on_bar", "ValueError: bar 3"),
        ("raises", "on_bar", "ValueError: bar 5"),
    ]
    assert agent.starts == 3
    assert agent.bars == 12
    assert agent.told == list(result.faults)
    assert agent.status is AgentState.STOPPED
    assert "agent raises: on_bar raised ValueError: bar 3; restarted" in caplog.text
    voters = [len(decision.votes) for decision in result.decision_messages]
    assert voters == [2, 2, 2, 1, 2, 2, 2, 2, 2, 2]


def test_an_agent_that_raises_too_often_is_left_out_of_the_vote(run: Run) -> None:
    """After three restarts the fourth fault is the last, and the run goes on without it."""
    agent = Raises(at=tuple(range(1, 11)))
    result = run(Steady(), agent)
    assert [fault.left_out for fault in result.faults] == [False, False, False, True]
    assert agent.status is AgentState.FAULTED
    assert agent.bars == 4
    assert all(len(decision.votes) == 1 for decision in result.decision_messages)
    assert len(result.equity_units) == 10


@pytest.mark.parametrize("hook", ["on_start", "on_bar", "on_stop", "on_fault", "on_decision"])
def test_a_fault_in_any_hook_is_contained(run: Run, hook: str) -> None:
    """Also where the agent raises while it is started, stopped, or told of its fault."""

    def fail(self: Agent, *_: Any) -> None:
        raise RuntimeError(hook)

    body = {hook: fail}
    if hook == "on_fault":
        body["on_bar"] = fail
    result = run(Steady(), type("Broken", (Agent,), body)())
    assert {fault.hook for fault in result.faults} >= {hook}
    assert len(result.decision_messages) == 10


def test_every_hook_gets_its_messages(bars: Bars) -> None:
    """Each of the hooks of an agent is called, whether it is plain or async."""

    class Everything(Agent):
        subscribe = (*(pattern for _, pattern in HOOKS.values()), "mine.*", "fault.*")

        def on_start(self) -> None:
            self.seen: list[tuple[str, type]] = [("on_start", type(None))]

        async def on_bar(self, bar: Bar) -> None:
            self.seen.append(("on_bar", type(bar)))
            self.vote(bar.symbol, 1)
            if bar.close == 100.0:
                publish = self.environment.publish
                publish("quote.A", Quote(self.now, "A", 99.0, 101.0, 1.0, 1.0))
                publish("trade.A", Trade(self.now, "A", 100.0, 1.0, 1))
                self.signal(Signal("A", 1, 0.5, "test", self.now))
                self.publish("mine.topic", {"any": "thing"})
                self.publish("control.pause", "other")
                self.publish("control.resume", "other")
            if bar.close == 105.0:
                raise ValueError("once")

        def on_quote(self, quote: Quote) -> None:
            self.seen.append(("on_quote", type(quote)))

        async def on_trade(self, trade: Trade) -> None:
            self.seen.append(("on_trade", type(trade)))

        def on_signal(self, signal: Signal) -> None:
            assert signal.agent == "everything"
            self.seen.append(("on_signal", type(signal)))

        def on_risk(self, update: RiskUpdate) -> None:
            self.seen.append(("on_risk", type(update)))

        def on_decision(self, decision: Decision) -> None:
            self.seen.append(("on_decision", type(decision)))

        def on_fill(self, fill: Fill) -> None:
            self.seen.append(("on_fill", type(fill)))

        def on_message(self, message: Any) -> None:
            self.seen.append(("on_message", type(message)))

        def on_stop(self) -> None:
            everything.extend(self.seen)

        def on_fault(self, fault: Fault) -> None:
            everything.extend([*self.seen, ("on_fault", type(fault))])

    class Other(Agent):
        def on_pause(self) -> None:
            everything.append(("on_pause", type(None)))

        async def on_resume(self) -> None:
            everything.append(("on_resume", type(None)))

    everything: list[tuple[str, type]] = []
    backtest([Everything(), Other()], bars, cash=10_000)
    assert set(everything) == {
        ("on_start", type(None)),
        ("on_bar", Bar),
        ("on_quote", Quote),
        ("on_trade", Trade),
        ("on_signal", Signal),
        ("on_risk", RiskUpdate),
        ("on_decision", Decision),
        ("on_fill", Fill),
        ("on_message", Message),
        ("on_message", Fault),
        ("on_fault", Fault),
        ("on_pause", type(None)),
        ("on_resume", type(None)),
    }


def test_an_async_hook_that_waits_is_waited_for_before_the_decision(run: Run) -> None:
    """Its vote counts at the instant it was asked for: the clock does not run ahead."""

    class Thinks(Agent):
        async def on_bar(self, bar: Bar) -> None:
            await asyncio.sleep(0.001)
            assert self.now == bar.ts
            self.vote(bar.symbol, 1, 0.9, "slow but sure")

    class Quick(Agent):
        async def on_bar(self, bar: Bar) -> None:
            self.vote(bar.symbol, 1, 0.9, "slow but sure")

    slow, quick = run(Thinks(name="x")), run(Quick(name="x"))
    assert not slow.faults
    assert slow.state_hash == quick.state_hash
    assert [len(decision.votes) for decision in slow.decision_messages] == [1] * 10


def test_an_async_hook_that_raises_after_it_waited_is_contained(run: Run) -> None:
    """A fault in a task is a fault of its agent like any other."""

    class Fails(Agent):
        async def on_bar(self, bar: Bar) -> None:
            await asyncio.sleep(0)
            raise ValueError("too late")

    result = run(Steady(), Fails())
    assert [fault.error for fault in result.faults] == ["ValueError: too late"] * 4
    assert result.faults[-1].left_out


def test_a_backtest_with_async_agents_runs_inside_a_running_loop(bars: Bars) -> None:
    """A notebook's loop is not in the way, and the outcome is the same."""

    class Waits(Agent):
        async def on_bar(self, bar: Bar) -> None:
            await asyncio.sleep(0)
            self.vote(bar.symbol, 1)

    async def notebook() -> BacktestResult:
        return backtest([Waits()], bars, cash=10_000)

    assert asyncio.run(notebook()).state_hash == backtest([Waits()], bars, cash=10_000).state_hash


def test_a_paused_agent_gets_no_events_until_it_is_resumed(run: Run) -> None:
    """Control messages reach the supervisor, by name or for all."""

    class Counts(Agent):
        def on_start(self) -> None:
            self.closes: list[float] = []

        def on_bar(self, bar: Bar) -> None:
            self.closes.append(bar.close)

    class Controls(Agent):
        subscribe = ("clock.tick",)

        def on_message(self, tick: Tick) -> None:
            self.ticks = getattr(self, "ticks", 0) + 1
            if self.ticks == 3:
                self.publish("control.pause", "counts")
            if self.ticks == 6:
                self.publish("control.resume", "counts")

    counts = Counts()
    run(counts, Controls(), Steady())
    assert counts.closes == [100.0, 101.0, 102.0, 106.0, 107.0, 108.0, 109.0]


def test_a_control_message_that_names_nobody_is_its_senders_fault(run: Run) -> None:
    """The run goes on."""

    class Controls(Agent):
        def on_bar(self, bar: Bar) -> None:
            if bar.close == 101.0:
                self.publish("control.pause", "nobody")

    (fault,) = run(Controls(), Steady()).faults
    assert (fault.agent, fault.hook) == ("controls", "control.pause")
    assert fault.error == (
        "AgentError: nobody: no such agent; expected one of "
        "market_data, flux, controls, steady, risk, execution"
    )


def test_an_agent_cannot_publish_in_the_librarys_name(run: Run) -> None:
    """What is no Bar on a topic of bars would reach agents that count on one."""

    class Forges(Agent):
        def on_bar(self, bar: Bar) -> None:
            self.publish("vote.A", "all of them")

    assert (
        run(Forges())
        .faults[0]
        .error.startswith(
            "AgentError: forges: publish: topic: expected one of your own, was 'vote.A'"
        )
    )


def test_two_agents_of_one_name_and_an_agent_used_twice_are_refused(run: Run) -> None:
    """Each message says what to do."""
    with pytest.raises(AgentError, match="steady: expected a name of its own, another agent has"):
        run(Steady(), Steady())
    agent = Steady()
    run(agent)
    with pytest.raises(AgentError, match="steady: expected a new agent, was used in another run"):
        run(agent)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("A", 2), "votes: vote: side: expected -1, 0 or 1, was 2"),
        (("A", 1, 1.5), "votes: vote: confidence: expected 0 to 1, was 1.5"),
        (("A", 1, float("nan")), "votes: vote: confidence: expected 0 to 1, was nan"),
        (("B", 1), "votes: vote: symbol: expected one of A, was 'B'"),
    ],
)
def test_a_vote_that_cannot_be_counted_is_a_fault_that_names_it(
    run: Run, arguments: tuple[Any, ...], message: str
) -> None:
    """The agent, the argument, what was expected and what came."""

    class Votes(Agent):
        def on_bar(self, bar: Bar) -> None:
            self.vote(*arguments)

    assert run(Votes()).faults[0].error == f"AgentError: {message}"


def test_a_hook_that_returns_something_is_told_so(run: Run) -> None:
    """A forgotten async or a stray return is no silent no-op."""

    class Returns(Agent):
        def on_bar(self, bar: Bar) -> Any:
            return 3

    fault = run(Returns()).faults[0]
    assert fault.error == "TypeError: expected None or a coroutine from on_bar, was int"
