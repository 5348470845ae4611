"""An agent's life from its own side: which hook is called when, and what faults do to it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from swarmcore.agents import Agent, AgentState, Fault
from swarmcore.backtest import BacktestResult
from swarmcore.errors import AgentError, CriticalError, DataError, LifecycleError, TemporaryError
from swarmcore.market.messages import Bar

Run = Callable[..., BacktestResult]

DAY = 86_400_000_000_000


class Votes(Agent):
    """Votes on A at every bar, so that there is a decision every day."""

    def on_bar(self, bar: Bar) -> None:
        if bar.symbol == "A":
            self.vote("A", 1, 0.9, "steady")


class Keeps(Agent):
    """Notes its hooks and where it was in its life."""

    def on_init(self) -> None:
        self.seen = [("on_init", self.status)]

    def on_start(self) -> None:
        self.seen.append(("on_start", self.status))

    def on_bar(self, bar: Bar) -> None:
        self.seen.append(("on_bar", self.status))
        if len(self.seen) == 4:
            raise ValueError("once")

    def on_fault(self, fault: Fault) -> None:
        self.seen.append(("on_fault", self.status))

    def on_stop(self) -> None:
        self.seen.append(("on_stop", self.status))


def test_hooks_are_called_in_the_order_of_a_life(run: Run) -> None:
    """on_init once, on_start again after a fault, and no event but while it runs."""
    agent = Keeps()
    run(agent)
    assert agent.seen[:7] == [
        ("on_init", AgentState.INITIALIZING),
        ("on_start", AgentState.READY),
        ("on_bar", AgentState.RUNNING),
        ("on_bar", AgentState.RUNNING),
        ("on_fault", AgentState.FAULTED),
        ("on_start", AgentState.READY),
        ("on_bar", AgentState.RUNNING),
    ]
    assert agent.seen[-1] == ("on_stop", AgentState.STOPPING)
    assert agent.status is AgentState.STOPPED


def test_on_init_is_called_again_where_it_raised(run: Run) -> None:
    """It has not done its work; the fault names it."""

    class Loads(Votes):
        def on_init(self) -> None:
            self.tries = getattr(self, "tries", 0) + 1
            if self.tries < 2:
                raise OSError("no such file")

    agent = Loads()
    result = run(agent)
    assert agent.tries == 2
    assert [(fault.hook, fault.error) for fault in result.faults] == [
        ("on_init", "OSError: no such file")
    ]
    assert len(result.decision_messages) == 10


def test_a_move_out_of_order_is_refused() -> None:
    """Whoever leads an agent is told where it is."""
    agent = Votes()
    with pytest.raises(LifecycleError, match="votes: start: expected an agent that is ready"):
        agent.start()
    with pytest.raises(LifecycleError, match="votes: resume: expected an agent that is paused"):
        agent.resume()
    with pytest.raises(LifecycleError, match="votes: lifecycle: from created expected init"):
        agent.pause()
    with pytest.raises(LifecycleError, match="votes: lifecycle: from created expected init"):
        agent.stop()


LED = ["on_init", "on_start", "on_stop", "on_fault"]
TOLD = ["on_bar", "on_signal", "on_risk", "on_decision", "on_fill", "on_message"]
CALLED = ["on_timer", "on_pause", "on_resume"]


def raiser(error: Exception, how: str) -> Callable[..., Any]:
    """A hook that raises: plain, or async after it waited."""

    def plain(*_: Any) -> None:
        raise error

    async def late(*_: Any) -> None:
        await asyncio.sleep(0)
        raise error

    return plain if how == "plain" else late


@pytest.mark.parametrize("how", ["plain", "late"])
@pytest.mark.parametrize("error", [ValueError, TemporaryError, DataError, CriticalError])
@pytest.mark.parametrize("hook", [*LED, *TOLD, *CALLED])
def test_whatever_a_hook_raises_the_run_goes_on(
    run: Run, hook: str, error: type[Exception], how: str
) -> None:
    """Every hook, every kind of error, raised at once or late: the others vote every day."""

    class Controls(Agent):
        subscribe = ("clock.tick",)

        def on_message(self, _: Any) -> None:
            self.publish("control.pause", "broken")
            self.publish("control.resume", "broken")
            self.publish("told.all", None)

    def on_start(self: Agent) -> None:
        self.every(86_400.0)

    def on_bar(self: Agent, bar: Bar) -> None:
        raise ValueError("to be told of it")

    body: dict[str, Any] = {
        "subscribe": ("bar.*", "signal.*", "risk.*", "decision.*", "fill.*", "told.*")
    }
    if hook == "on_timer":
        body["on_start"] = on_start
    if hook == "on_fault":
        body["on_bar"] = on_bar
    broken = type("Broken", (Agent,), {**body, hook: raiser(error("on purpose"), how)})()

    class Signals(Votes):
        def on_bar(self, bar: Bar) -> None:
            super().on_bar(bar)
            from swarmcore.strategy import Signal

            self.signal(Signal(bar.symbol, 1, 0.5, "test", bar.ts))

    steady = Signals()
    result = run(steady, broken, Controls())
    assert [decision.symbol for decision in result.decision_messages].count("A") == 10
    assert all(
        "signals" in [vote.agent for vote in decision.votes]
        for decision in result.decision_messages
        if decision.symbol == "A"
    )
    assert steady.status is AgentState.STOPPED
    if error is CriticalError and hook not in ("on_stop", "on_fault"):
        assert broken.safe_mode.endswith("on purpose")
        assert broken.status is AgentState.FAULTED
    if error is ValueError:
        assert hook in {fault.hook for fault in result.faults}


def test_a_fault_takes_back_what_its_event_put_into_the_state(run: Run) -> None:
    """The state outlives the restart, as it was before the event."""

    class Counts(Votes):
        def on_bar(self, bar: Bar) -> None:
            self.state["bars"] = self.state.get("bars", 0) + 1
            self.state[bar.symbol] = bar.close
            if bar.close == 103.0:
                self.state["bars"] = 1_000
                raise ValueError("half done")

    agent = Counts()
    result = run(agent)
    # The event that faulted came again after the restart, faulted again and was put aside.
    assert {fault.error for fault in result.faults} == {"ValueError: half done"}
    assert dict(agent.state) == {"bars": 19, "A": 109.0, "B": 59.0}


def test_an_agent_in_safe_mode_neither_votes_nor_signals_nor_orders(run: Run) -> None:
    """Its working orders are taken back, and risk lets nobody open a position for a while."""

    class Refused(Agent):
        def on_bar(self, bar: Bar) -> None:
            if bar.symbol == "B":
                return
            price = self.environment.instruments["A"].ticks("1")
            self.mine = self.order("A", 1, 10**8, price=price)
            if bar.close == 102.0:
                raise CriticalError("the key was refused")

    class Listens(Agent):
        subscribe = ("risk.*",)

        def on_start(self) -> None:
            self.emergencies: list[Any] = []
            self.reasons: list[str] = []

        def on_emergency(self, emergency: Any) -> None:
            self.emergencies.append(emergency)

        def on_risk(self, update: Any) -> None:
            if not update.entries_allowed:
                self.reasons.append(update.reason)

    agent, listens = Refused(), Listens()
    result = run(agent, listens, Votes())
    orders = [order for order in result.orders if order.agent == "refused"]
    assert [order.status.name for order in orders] == ["CANCELLED"] * 3
    (emergency,) = listens.emergencies
    assert (emergency.agent, emergency.cancelled) == ("refused", 3)
    assert emergency.reason == "CriticalError: the key was refused"
    assert listens.reasons[0].startswith(
        "emergency of refused: CriticalError: the key was refused, 62 instants to go"
    )
    assert agent.status is AgentState.FAULTED
    for act in (
        lambda: agent.vote("A", 1),
        lambda: agent.order("A", 1, 1),
    ):
        with pytest.raises(AgentError, match="refused: .*: expected an agent that may trade"):
            act()


def test_votes_on_cached_data_count_half_and_say_so(run: Run) -> None:
    """Both ways: data fetched by `cached`, and a DataError that leaves the hook."""

    class Fetches(Agent):
        def on_bar(self, bar: Bar) -> None:
            if bar.symbol == "A":
                rate = self.cached("rate", lambda: self.fetch(bar))
                self.vote("A", 1, 0.8, f"rate {rate}")

        def fetch(self, bar: Bar) -> float:
            if bar.close in (102.0, 103.0):
                raise DataError("no rate today")
            return bar.close / 1000

    class Lets(Agent):
        def on_bar(self, bar: Bar) -> None:
            if bar.symbol == "A":
                if bar.close in (102.0, 103.0):
                    raise DataError("no rate today")
                self.vote("A", 1, 0.8, f"rate {bar.close / 1000}")

    result = run(Fetches(), Lets())
    third, fifth = result.decision_messages[2], result.decision_messages[4]
    assert {(vote.agent, vote.confidence, vote.reason) for vote in third.votes} == {
        ("fetches", 0.4, "rate 0.101; on cached data of 1970-01-03"),
        ("lets", 0.4, "rate 0.101; on cached data of 1970-01-03: DataError: no rate today"),
    }
    assert {(vote.confidence, vote.ts) for vote in third.votes} == {(0.4, 3 * DAY)}
    assert {vote.confidence for vote in fifth.votes} == {0.8}
    assert result.faults == ()


def test_cached_data_may_be_fetched_by_an_async_call(run: Run) -> None:
    """What `cached` returns is then awaited."""

    class Fetches(Agent):
        async def fetch(self, close: float) -> float:
            await asyncio.sleep(0)
            if close == 109.0:
                raise DataError("no rate today")
            return close

        async def on_bar(self, bar: Bar) -> None:
            if bar.symbol == "A":
                rate = await self.cached("rate", lambda: self.fetch(bar.close))
                self.vote("A", 1, 0.8, f"rate {rate}")

    result = run(Fetches())
    assert result.faults == ()
    assert [vote.reason for vote in result.decision_messages[-1].votes] == [
        "rate 108.0; on cached data of 1970-01-10"
    ]
