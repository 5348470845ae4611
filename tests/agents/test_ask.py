"""Agents that ask each other, in a replay."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from swarmcore.agents import Agent, Message, MessageKind
from swarmcore.backtest import BacktestResult
from swarmcore.errors import RequestError
from swarmcore.market.messages import Bar

Run = Callable[..., BacktestResult]


class Desk(Agent):
    """Answers at once, late, by a refusal, or not at all."""

    def on_start(self) -> None:
        self.asked: list[Message] = []

    def on_request(self, request: Message) -> Any:
        self.asked.append(request)
        match request.topic:
            case "at once":
                return {"limit": request.payload}
            case "late":
                return self.answer_late(request.payload)
            case "refused":
                raise RequestError("no limit for it")
            case "broken":
                raise ValueError("a bug")
            case _:
                return self.never()

    async def answer_late(self, payload: Any) -> Any:
        await asyncio.sleep(0.001)
        return payload

    async def never(self) -> None:
        await asyncio.sleep(0.05)


class Asks(Agent):
    """Asks once, and notes what comes."""

    who: str = "desk"
    topic: str = "at once"
    timeout: float = 1.0
    subscribe = ("bar.A",)

    async def on_bar(self, bar: Bar) -> None:
        if bar.close == 102.0:
            try:
                self.answer = await self.ask(self.who, self.topic, 7, self.timeout)
            except Exception as error:
                self.answer = f"{type(error).__name__}: {error}"
            assert self.now == bar.ts
            self.vote("A", 1, 0.9, "asked")


@pytest.mark.parametrize(("topic", "answer"), [("at once", {"limit": 7}), ("late", 7)])
def test_the_answer_is_what_on_request_returns(run: Run, topic: str, answer: Any) -> None:
    """Within the instant: a replay waits for it before its clock goes on."""
    desk, asks = Desk(), Asks(topic=topic)
    result = run(desk, asks)
    assert result.faults == ()
    assert asks.answer == answer
    (request,) = desk.asked
    assert (request.kind, request.sender, request.recipient, request.topic) == (
        MessageKind.REQUEST,
        "asks",
        "desk",
        topic,
    )
    assert request.id
    assert request.deadline == request.ts + 1_000_000_000


def test_a_refusal_reaches_whoever_asked_and_is_no_fault(run: Run) -> None:
    """A RequestError out of on_request is an answer."""
    asks = Asks(topic="refused")
    assert run(Desk(), asks).faults == ()
    assert asks.answer.startswith("RequestError: desk: refused: ")
    assert asks.answer.endswith("no limit for it")


def test_any_other_exception_is_an_answer_and_a_fault(run: Run) -> None:
    """Of the agent that was asked."""
    asks = Asks(topic="broken")
    (fault,) = run(Desk(), asks).faults
    assert (fault.agent, fault.hook, fault.error) == ("desk", "on_request", "ValueError: a bug")
    assert asks.answer == "RequestError: desk: broken: ValueError: a bug"


def test_an_answer_that_is_late_is_a_time_out(run: Run) -> None:
    """The run goes on, and what comes later is dropped."""
    asks = Asks(topic="never", timeout=0.01)
    assert run(Desk(), asks).faults == ()
    assert asks.answer.startswith(
        "RequestTimeoutError: desk: expected an answer to 'never' within 0.01"
    )


class Stops(Desk):
    """Is left out on the first day."""

    def on_bar(self, bar: Bar) -> None:
        from swarmcore.errors import CriticalError

        raise CriticalError("stolen")


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"who": "desc"}, "AgentError: asks: ask: agent: .*'desc'; did you mean desk"),
        ({"who": "risk"}, "AgentError: asks: ask: agent: .*risk, which has none"),
        ({"who": "stops"}, "AgentError: asks: ask: agent: .*stops, which is faulted"),
        ({"timeout": 0.0}, r"AgentError: asks: ask: timeout: .* was 0.0: the deadline is past"),
        ({"timeout": float("nan")}, "AgentError: asks: ask: timeout: .* was nan"),
    ],
)
def test_a_request_that_cannot_be_answered_is_refused_at_once(
    run: Run, parameters: dict[str, Any], message: str
) -> None:
    """With the name of whoever asked, and what is wrong."""
    asks = Asks(**parameters)
    run(Desk(), asks, Stops())
    with pytest.raises(AssertionError, match=message):
        raise AssertionError(asks.answer)


def test_a_command_reaches_who_subscribed_to_it(run: Run) -> None:
    """With who gave it."""

    class Obeys(Agent):
        subscribe = ("command.obeys",)

        def on_start(self) -> None:
            self.heard: list[Message] = []

        def on_message(self, command: Message) -> None:
            self.heard.append(command)

    class Commands(Agent):
        def on_bar(self, bar: Bar) -> None:
            if bar.symbol == "A" and bar.close == 100.0:
                self.command("obeys", "reduce", {"by": 0.5})

    obeys = Obeys()
    assert run(obeys, Commands()).faults == ()
    (command,) = obeys.heard
    assert (command.kind, command.sender, command.topic, command.payload) == (
        MessageKind.COMMAND,
        "commands",
        "reduce",
        {"by": 0.5},
    )
