"""What one run keeps and the next begins with: agents' states and what the consensus has learnt."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import swarmcore as sc
from swarmcore.agents import Agent, AgentState, Vote
from swarmcore.backtest import BacktestResult, MarketReplayResult, backtest
from swarmcore.config import load_settings
from swarmcore.errors import AgentError, StateError
from swarmcore.market import Instrument
from swarmcore.market.messages import Bar, Quote
from swarmcore.sim import OrderFlow
from swarmcore.swarm import StateManager, Swarm

from .conftest import make_bars
from .live import bar, live_swarm

sys.path.append(str(Path(__file__).parent))  # processes of agents get this path, too

import process_agents as agents

DAYS = 40
RISING = make_bars([100.0 + day + 3 * (day % 2) for day in range(DAYS)])


class Counts(Agent):
    """Counts its events in its state, and votes."""

    def on_init(self) -> None:
        self.begun = self.state.get("events", 0)

    def count(self, symbol: str) -> None:
        self.state["events"] = self.state.get("events", 0) + 1
        self.vote(symbol, 1, 0.9, f"event {self.state['events']}")

    def on_bar(self, bar: Bar) -> None:
        self.count(bar.symbol)

    def on_quote(self, quote: Quote) -> None:
        self.count(quote.symbol)


class Opposes(Agent):
    """Votes the other way."""

    def on_bar(self, bar: Bar) -> None:
        self.vote(bar.symbol, -1, 0.5, "against it")

    def on_quote(self, quote: Quote) -> None:
        self.vote(quote.symbol, -1, 0.5, "against it")


def over_bars(agent: Agent, state: str) -> BacktestResult:
    settings = load_settings(None, {"run": {"state": state}})
    return backtest([agent, Opposes()], RISING, config=settings)


def over_books(agent: Agent, state: str) -> MarketReplayResult:
    instrument = Instrument("X", tick_size="0.01", lot_size="1")
    settings = load_settings(None, {"run": {"state": state}})
    return sc.replay(
        [agent, Opposes()],
        OrderFlow(instrument, seed=1, orders=50).messages(5000),
        instruments=[instrument],
        every=100_000_000,
        config=settings,
    )


@pytest.mark.parametrize("run", [over_bars, over_books])
def test_a_run_begins_with_the_states_and_weights_of_another(
    run: Callable[[Agent, str], Any], tmp_path: Path
) -> None:
    """Agents count on, votes weigh what they weighed, and versions go on."""
    path = tmp_path / "state.bin"
    first, second = Counts(), Counts()
    path.write_bytes(run(first, "").state)
    kept = StateManager()
    kept.load(path)
    events = first.state["events"]
    assert first.begun == 0 < events
    assert [each.version for each in kept.history("agent", "counts")] == [1]

    result = run(second, str(path))
    assert second.begun == events
    assert second.state["events"] == 2 * events
    decisions = getattr(result, "decision_messages", None) or result.decisions
    learnt = kept.get("consensus", "performance")["agents"]
    assert learnt["counts"]["votes"] > 0
    assert decisions[0].weights[0] != 1.0
    assert decisions[0].votes[0].reason.startswith("event ")

    later = StateManager()
    later.restore(result.state)
    history = later.history("agent", "counts")
    assert [each.version for each in history] == [1, 2]
    assert history[0] == kept.history("agent", "counts")[0]
    # An agent's own version counts its events, in either run.
    assert [each.value["version"] for each in history] == [events, 2 * events]
    assert later.version("consensus", "performance").version == 2


def test_a_state_of_another_agent_is_a_fault_of_the_agent(tmp_path: Path) -> None:
    """It is named, and the others run."""
    manager = StateManager()
    other = Counts(name="other")
    manager.put("agent", "counts", {"version": 1, "data": other.snapshot()})
    result = over_bars(Counts(), str(manager.save(tmp_path / "state.bin")))
    assert {fault.agent for fault in result.faults} == {"counts"}
    assert "expected a state of counts, was of other" in result.faults[0].error
    assert [vote.agent for vote in result.decision_messages[0].votes] == ["opposes"]


def live(swarm: Swarm, during: Callable[[], Any], **arguments: Any) -> None:
    """Live as long as a coroutine."""

    async def run() -> None:
        async with swarm.live(**arguments):
            await during()

    asyncio.run(run())


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what other threads bring about."""
    async with asyncio.timeout(60.0):
        while not condition():
            await asyncio.sleep(0.005)


def feed(swarm: Swarm, voters: int) -> Callable[[], Any]:
    """Publish bars one after the other, each after the votes on the last one were decided."""
    votes: list[Vote] = []
    swarm.bus.subscribe("vote.*", votes.append)

    async def run() -> None:
        for day in range(DAYS):
            price = 100.0 + day + 3 * (day % 2)
            votes.clear()
            ts = swarm.environment.now
            swarm.bus.publish("bar.A", Bar(ts, "A", price, price, price, price, 1.0), ts=ts)
            await until(lambda: len(votes) == voters)
            swarm.tick()
        await until(lambda: swarm.consensus.weight("opposes") != 1.0)

    return run


class InThread(Counts):
    """Runs in a thread."""

    execution = "thread"


def test_a_live_swarm_goes_on_where_the_last_one_ended(tmp_path: Path) -> None:
    """Weights, shares and states come back to the bit; agents in threads have theirs as well."""
    path = tmp_path / "kept" / "state.bin"
    before = [Counts(), InThread(name="threaded"), Opposes()]
    first = live_swarm(before)
    live(first, feed(first, 3), tick=3600.0, state=path)
    assert not first.supervisor.faults
    weights = {each.name: first.consensus.weight(each.name) for each in before}
    assert weights["counts"] > 1.0 > weights["opposes"]

    again = [Counts(), InThread(name="threaded"), Opposes()]
    second = live_swarm(again)
    found: list[Any] = []

    async def look() -> None:
        await until(lambda: all(each.status is AgentState.RUNNING for each in again))
        found.append({each.name: second.consensus.weight(each.name) for each in again})
        found.append(second.consensus.risk_budget.shares)

    live(second, look, tick=3600.0, state=path)
    assert found == [weights, first.consensus.risk_budget.shares]
    assert [each.begun for each in again[:2]] == [DAYS, DAYS]
    assert second.consensus.performance.snapshot() == first.consensus.performance.snapshot()
    kept = StateManager()
    kept.load(path)
    for name in ("counts", "threaded"):
        assert [each.version for each in kept.history("agent", name)] == [1, 2]


def test_a_process_goes_on_with_the_state_of_the_last_one(tmp_path: Path) -> None:
    """It is kept with what the process acknowledges."""

    def count_bars(bars: int) -> list[Any]:
        counted: list[Any] = []
        swarm = live_swarm([agents.CountsApart(name="counts")])
        swarm.bus.subscribe("counted", lambda message: counted.append(message.payload[1]))

        async def during() -> None:
            for ts in range(bars):
                swarm.bus.publish("bar.A", bar(ts), ts=ts)
            await until(lambda: len(counted) == bars)

        live(swarm, during, state=tmp_path / "state.bin")
        return counted

    assert count_bars(3) == [1, 2, 3]
    assert count_bars(2) == [4, 5]


def test_a_live_swarm_saves_now_and_then(tmp_path: Path) -> None:
    """So that one which is killed loses no more than that."""
    path = tmp_path / "state.bin"
    swarm = live_swarm([Counts()])
    kept = StateManager()

    def saved() -> bool:
        if not path.exists():
            return False
        kept.load(path)
        state = kept.get("agent", "counts")
        return state is not None and state["version"] == 1

    async def during() -> None:
        swarm.bus.publish("bar.A", bar(1), ts=1)
        await until(saved)
        assert kept.keys("consensus") == ("performance", "shares", "sides")

    live(swarm, during, state=path, save_every=0.02)


def test_what_an_async_hook_has_not_ended_is_not_saved_meanwhile(tmp_path: Path) -> None:
    """The state is that of the last event that came to its end."""
    path = tmp_path / "state.bin"
    gate = asyncio.Event()

    class Waits(Agent):
        async def on_bar(self, bar: Bar) -> None:
            self.state["half"] = True
            await gate.wait()

    agent = Waits()
    swarm = live_swarm([agent])
    kept = StateManager()

    async def during() -> None:
        swarm.bus.publish("bar.A", bar(1), ts=1)
        await until(lambda: "half" in agent.state)
        path.unlink(missing_ok=True)
        for _ in range(2):
            await until(path.exists)
            kept.load(path)
            state = kept.get("agent", "waits")
            assert state is None or state["version"] == 0
            path.unlink()
        gate.set()

    live(swarm, during, state=path, save_every=0.02)
    kept.load(path)
    assert kept.get("agent", "waits")["version"] == 1


def test_a_state_that_cannot_be_used_is_refused_before_agents_start(tmp_path: Path) -> None:
    """With the file's name, or the argument's."""
    path = tmp_path / "state.bin"
    path.write_bytes(b"something else")
    agent = Counts()
    swarm = live_swarm([agent])
    with pytest.raises(StateError, match=r"state.bin: snapshot: expected kept state"):
        live(swarm, lambda: None, state=path)
    assert not hasattr(agent, "begun")
    with pytest.raises(AgentError, match="live: save_every: expected more than 0 seconds, was 0"):
        live(swarm, lambda: None, state=path, save_every=0)


def test_a_state_that_cannot_be_written_is_told_at_the_end(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """And logged before; the swarm lives until then."""
    (tmp_path / "file").write_text("")
    swarm = live_swarm([Counts()])

    async def during() -> None:
        with caplog.at_level(logging.ERROR):
            await until(lambda: "state could not be saved" in caplog.text)

    with pytest.raises(StateError, match="expected a file that can be written"):
        live(swarm, during, state=tmp_path / "file" / "state.bin", save_every=0.02)
    assert not swarm.supervisor.faults
