"""Several agents as one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st
from swarmcore.agents import Agent, AgentState, CompositeAgent, Fault, Message
from swarmcore.backtest import BacktestResult
from swarmcore.errors import AgentError
from swarmcore.market.messages import Bar

Run = Callable[..., BacktestResult]


class Part(Agent):
    """Notes in which order parts are called, and votes."""

    calls: ClassVar[list[str]] = []
    side: int = 1
    confidence: float = 0.8

    def on_start(self) -> None:
        self.calls.append(f"start {self.name}")

    def on_bar(self, bar: Bar) -> None:
        self.calls.append(self.name)
        self.state["bars"] = self.state.get("bars", 0) + 1
        self.vote(bar.symbol, self.side, self.confidence, f"part {self.name}")

    def on_stop(self) -> None:
        self.calls.append(f"stop {self.name}")


class OfA(Part):
    """Gets one event an instant."""

    subscribe = ("bar.A",)


class Late(OfA):
    """Waits before it votes."""

    async def on_bar(self, bar: Bar) -> None:  # type: ignore[override]
        await asyncio.sleep(0.001)
        super().on_bar(bar)


def part(name: str, *requires: str, kind: type[Part] = Part, **parameters: Any) -> Part:
    made = type(kind.__name__, (kind,), {"requires": requires})(name=name, **parameters)
    made.calls.clear()
    return made


def test_an_event_goes_through_the_parts_in_the_order_of_what_they_require(run: Run) -> None:
    """One phase begins when the one before has ended; they stop the other way round."""
    composite = CompositeAgent(
        agents=(
            part("c", "b", "a", kind=OfA),
            part("b", "a", kind=OfA),
            part("d", kind=OfA),
            part("a", kind=Late),
        )
    )
    result = run(composite)
    assert result.faults == ()
    calls = Part.calls
    assert calls[:4] == ["start d", "start a", "start b", "start c"]
    assert calls[4:8] == ["d", "a", "b", "c"]
    assert calls[-4:] == ["stop c", "stop b", "stop a", "stop d"]
    assert len(calls) == 4 + 4 * 10 + 4


def test_votes_become_one(run: Run) -> None:
    """The mean of side × confidence, with every part's reason."""
    composite = CompositeAgent(
        name="both", agents=(part("b", side=-1, confidence=0.2), part("a", confidence=0.8))
    )
    (vote,) = run(composite).decision_messages[0].votes
    assert (vote.agent, vote.side, vote.reason) == ("both", 1, "a: part a; b: part b")
    assert vote.confidence == pytest.approx((0.8 - 0.2) / 2)


def test_votes_may_be_passed(run: Run) -> None:
    """Then each part votes in its own name, and its vote counts."""
    composite = CompositeAgent(agents=(part("b"), part("a")), votes="passed")
    decision = run(composite).decision_messages[0]
    assert [vote.agent for vote in decision.votes] == ["a", "b"]


def test_a_part_gets_what_it_subscribed_to_alone(run: Run) -> None:
    """Also where another part of the composite wants more."""

    class OnlyB(Part):
        subscribe = ("bar.B", "mine.*")

        def on_message(self, message: Any) -> None:
            self.calls.append(f"{self.name} heard {message.topic}")

    class Tells(Part):
        def on_bar(self, bar: Bar) -> None:
            if bar.close == 100.0:
                self.publish("mine.first", None)
                self.publish("other.first", None)

    composite = CompositeAgent(agents=(part("all"), part("b", kind=OnlyB)))
    assert composite.patterns() == ("bar.*", "mine.*")
    run(composite, part("tells", kind=Tells))
    heard = [call for call in Part.calls if call.startswith("b heard")]
    assert heard == ["b heard mine.first"]
    assert (Part.calls.count("all"), Part.calls.count("b")) == (20, 10)


def test_a_fault_of_a_part_starts_all_of_them_again(run: Run) -> None:
    """They are told, and the state of all is as it was before the event."""

    class Fails(Part):
        def on_bar(self, bar: Bar) -> None:
            super().on_bar(bar)
            if bar.close == 104.0:
                raise ValueError("half done")

        def on_fault(self, fault: Fault) -> None:
            self.calls.append(f"told {fault.agent}")

    composite = CompositeAgent(name="both", agents=(part("a"), part("b", "a", kind=Fails)))
    result = run(composite)
    assert {fault.error for fault in result.faults} == {"ValueError: half done"}
    assert {fault.agent for fault in result.faults} == {"both"}
    faults = len(result.faults)
    assert Part.calls.count("start a") == Part.calls.count("start b") == 1 + faults
    assert Part.calls.count("told both") == faults
    assert {each.status for each in composite.agents} == {AgentState.STOPPED}
    assert {each.state["bars"] for each in composite.agents} == {19}


def test_the_state_of_all_is_saved_as_one(run: Run) -> None:
    """And goes back to each."""
    composite = CompositeAgent(agents=(part("a"), part("b")))
    run(composite)
    other = CompositeAgent(agents=(part("a"), part("b")))
    other.restore(composite.snapshot())

    class Reads(Part):
        def on_start(self) -> None:
            self.calls.append(f"{self.name} has {self.state.get('bars')}")

    third = CompositeAgent(agents=(part("a", kind=Reads), part("b", kind=Reads)))
    third.restore(other.snapshot())
    run(third)
    assert Part.calls[:2] == ["a has 20", "b has 20"]


def test_a_timer_of_a_part_votes_for_the_composite(run: Run) -> None:
    """On the swarm's clock."""

    class Rings(Agent):
        def on_start(self) -> None:
            self.every(6 * 3600, lambda: self.vote("A", 1, 0.6, "ring"))

    composite = CompositeAgent(name="both", agents=(Rings(),))
    result = run(composite)
    assert result.faults == ()
    assert [vote.reason for vote in result.decision_messages[0].votes] == ["rings: ring"]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (lambda: (), "both: agents: expected at least one, was empty"),
        (lambda: (part("a"), part("a")), "both: agents: expected names of their own, two are a"),
        (
            lambda: (part("trend"), part("b", "tredn")),
            "both: b: requires: no sub-agent 'tredn'; did you mean trend?",
        ),
        (
            lambda: (part("a", "b"), part("b", "c"), part("c", "a")),
            "both: requires: expected sub-agents that can be put in order, was ",
        ),
        (lambda: (part("a", "a"),), "both: requires: expected sub-agents that can be put in order"),
        (lambda: (3,), "CompositeAgent: agents.0: input should be an instance of Agent, was 3"),
    ],
)
def test_parts_that_cannot_be_put_in_order_are_refused(
    parts: Callable[[], Any], message: str
) -> None:
    """With who requires whom."""
    with pytest.raises(AgentError, match=message.replace("?", r"\?")):
        CompositeAgent(name="both", agents=parts())


@given(st.integers(1, 12), st.integers(0, 2**32))
def test_every_part_comes_after_what_it_requires(count: int, seed: int) -> None:
    """In any graph without circles, whatever the order in which parts are given."""
    random = Random(seed)
    requires = {
        str(index): [str(other) for other in range(index) if random.random() < 0.3]
        for index in range(count)
    }
    names = sorted(requires)
    random.shuffle(names)
    composite = CompositeAgent(agents=tuple(part(name, *requires[name]) for name in names))
    phase_of = {
        agent.name: number for number, phase in enumerate(composite._phases) for agent in phase
    }
    assert len(phase_of) == count
    for name, required in requires.items():
        # As early as can be: just after the last of what it requires.
        assert phase_of[name] == 1 + max((phase_of[each] for each in required), default=-1)


def test_a_request_goes_to_the_last_part_that_takes_any() -> None:
    """The one that has seen what the others made of an event."""

    class Answers(Part):
        def on_request(self, request: Message) -> str:
            return f"{self.name}: {request.topic}"

    composite = CompositeAgent(
        agents=(part("b", "a", kind=Answers), part("a", kind=Answers), part("c", "b"))
    )
    assert composite.on_request(Message(ts=1, sender="x", topic="how")) == "b: how"
    with pytest.raises(AgentError, match="expected a sub-agent with a hook on_request"):
        CompositeAgent(agents=(part("a"),)).on_request(Message(ts=1, sender="x", topic="how"))
