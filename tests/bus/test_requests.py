"""Requests and their answers, over either bus."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from swarmcore.bus import EventBus, LiveEventBus, Message, MessageKind
from swarmcore.errors import BusError, RequestError, RequestTimeoutError


@pytest.fixture(params=[EventBus, LiveEventBus])
def make(request: pytest.FixtureRequest) -> Any:
    """Makes a bus inside a running loop, which delivers."""

    def make_bus() -> Any:
        bus = request.param(256)
        if isinstance(bus, LiveEventBus):
            bus.attach()
        return bus

    return make_bus


def test_a_request_gets_the_payload_of_its_answer(make: Any) -> None:
    """The request names its sender, recipient and topic; the answer its request."""

    async def main() -> None:
        bus = make()
        seen: list[Message] = []

        def answer(request: Message) -> None:
            seen.append(request)
            bus.respond(request, {"drawdown": -0.1})

        answers: list[Message] = []
        bus.subscribe("request.risk", answer)
        bus.subscribe("response.momentum", answers.append)
        payload = await bus.request("risk", "status", {"symbol": "A"}, sender="momentum", ts=5)
        assert payload == {"drawdown": -0.1}
        request, response = seen[0], answers[0]
        assert request.kind is MessageKind.REQUEST
        assert (request.sender, request.recipient, request.topic) == ("momentum", "risk", "status")
        assert request.payload == {"symbol": "A"}
        assert (request.ts, request.deadline) == (5, 1_000_000_005)
        assert response.kind is MessageKind.RESPONSE
        assert response.correlation_id == request.id
        assert response.id != request.id

    asyncio.run(main())


def test_answers_find_their_requests_in_whatever_order(make: Any) -> None:
    """A hundred requests at once, answered last first."""

    async def main() -> None:
        bus = make()
        waiting: list[Message] = []

        def answer(request: Message) -> None:
            waiting.append(request)
            if len(waiting) == 100:
                for each in reversed(waiting):
                    bus.respond(each, each.payload * 2)

        bus.subscribe("request.doubles", answer)
        asked = [bus.request("doubles", "double", n, sender="me") for n in range(100)]
        assert await asyncio.gather(*asked) == [n * 2 for n in range(100)]

    asyncio.run(main())


def test_an_async_handler_answers_after_it_waited(make: Any) -> None:
    """The asker waits as long as it takes, up to its time-out."""

    async def main() -> None:
        bus = make()

        async def answer(request: Message) -> None:
            await asyncio.sleep(0.01)
            bus.respond(request, "late")

        bus.subscribe("request.slow", answer)
        assert await bus.request("slow", "anything") == "late"

    asyncio.run(main())


def test_a_request_that_fails_raises_its_reason(make: Any) -> None:
    """An ERROR message is a RequestError that names whom was asked, and what."""

    async def main() -> None:
        bus = make()
        bus.subscribe("request.risk", lambda request: bus.fail(request, "no history yet"))
        with pytest.raises(RequestError, match="^risk: status: no history yet$"):
            await bus.request("risk", "status")

    asyncio.run(main())


def test_a_request_that_nobody_answers_times_out(make: Any) -> None:
    """The awaitable raises, the late answer is dropped, and the next request works."""

    async def main() -> None:
        bus = make()
        kept: list[Message] = []
        bus.subscribe("request.silent", kept.append)
        with pytest.raises(
            RequestTimeoutError, match="^silent: expected an answer to 'x' within 0.01 s"
        ):
            await bus.request("silent", "x", timeout=0.01)
        bus.respond(kept[0], "too late")
        bus.subscribe("request.quick", lambda request: bus.respond(request, "here"))
        assert await bus.request("quick", "x") == "here"

    asyncio.run(main())


def test_bad_requests_are_refused(make: Any) -> None:
    """A recipient that is not there, a deadline in the past, an answer to no request."""

    async def main() -> None:
        bus = make()
        bus.subscribe("request.risk", lambda _: None)
        with pytest.raises(RequestError, match="^rsik: .*; did you mean risk[?]$"):
            await bus.request("rsik", "status")
        for timeout in (0.0, -1.0, float("nan")):
            with pytest.raises(ValueError, match="timeout: expected more than 0 seconds"):
                await bus.request("risk", "status", timeout=timeout)
        event = Message(ts=0, sender="a", topic="news")
        with pytest.raises(BusError, match="news: expected a request to answer, was of kind event"):
            bus.respond(event)

    asyncio.run(main())
