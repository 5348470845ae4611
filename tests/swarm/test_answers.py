"""Agents in threads and processes ask and answer, live, as inline ones do."""

from __future__ import annotations

import asyncio
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
from swarmcore.agents import (
    Agent,
    Message,
)
from swarmcore.errors import AgentError, RequestError
from swarmcore.market.messages import Bar
from swarmcore.swarm import Supervisor
from swarmcore.swarm.process_policy import ProcessPolicy
from swarmcore.swarm.quarantine import QuarantinedEvent

from .live import bar, live_swarm, run, until

sys.path.append(str(Path(__file__).parent))  # processes of agents get this path, too

import process_agents as agents

PROCESSES = ProcessPolicy(heartbeat=0.05, hang_after=1.0)


def test_agents_in_threads_ask_and_answer_in_their_own_thread() -> None:
    """Async hooks wait there as inline, also for an agent in the same thread; faults are told."""

    class Answers(Agent):
        execution = "thread"

        async def on_request(self, request: Message) -> Any:
            await asyncio.sleep(0.001)
            if request.topic == "refuse":
                raise RequestError("not now")
            return [request.topic.upper(), threading.get_ident()]

    class Asks(Agent):
        execution = "thread"

        def on_start(self) -> None:
            self.said: list[Any] = getattr(self, "said", [])
            self.threads = {threading.get_ident()}

        async def on_bar(self, event: Bar) -> None:
            self.said.append((await self.ask("answers", "first"))[0])
            self.threads.add((await self.ask("answers", "second"))[1])
            self.threads.add(threading.get_ident())
            for agent, topic in (("answers", "refuse"), ("nobody", "why")):
                try:
                    await self.ask(agent, topic)
                except (RequestError, AgentError) as error:
                    self.said.append(f"{type(error).__name__}: {error}")
            await self.ask("late", "", timeout=0.01)

    class Late(Agent):
        async def on_request(self, request: Message) -> Any:
            await asyncio.sleep(0.1)

    asks = Asks()
    swarm = live_swarm([Late(), Answers(), asks])

    async def during() -> None:
        swarm.bus.publish("bar.A", bar(1), ts=1)
        await until(lambda: bool(swarm.supervisor.faults))

    run(swarm, during, threads=1)
    assert asks.said[:2] == ["FIRST", "RequestError: answers: refuse: not now"]
    assert asks.said[2].startswith("AgentError: asks: ask: agent: expected an agent of the swarm")
    assert len(asks.threads) == 1
    assert threading.get_ident() not in asks.threads
    error = swarm.supervisor.faults[0].error
    assert error.startswith("RequestTimeoutError: late: expected an answer to '' within 0.01 s")


def test_an_agent_in_a_process_answers_requests() -> None:
    """A refusal, a fault and the end of its process are told to who asks; none is asked again."""
    swarm = live_swarm(
        [agents.AnswersApart(name="answers")], supervisor=Supervisor(processes=PROCESSES)
    )

    async def ask(topic: str, timeout: float = 30.0) -> Any:
        await until(lambda: swarm.supervisor.is_running("answers"))
        try:
            return await swarm.environment.ask(
                agent="test", recipient="answers", topic=topic, payload=None, timeout=timeout
            )
        except RequestError as error:
            return str(error)

    async def during() -> None:
        for ts in range(1, 8):
            swarm.bus.publish("bar.A", bar(ts), ts=ts)
        metrics = swarm.supervisor.members["answers"].agent.metrics
        await until(lambda: metrics.events == 7)
        assert await ask("count") == 7
        assert await ask("refuse") == "answers: refuse: not now"
        assert await ask("raise") == "answers: raise: ValueError: on purpose"
        assert "expected None, a bool" in await ask("no message")
        assert "process was ended by SIGABRT" in await ask("end")
        assert await ask("count") == 7
        assert "expected an agent of the swarm, was 'nobody'" in await ask("unknown")
        swarm.supervisor.handler.quarantine.add(
            QuarantinedEvent(1, "answers", "on_batch", "why", np.zeros(2))
        )
        status = await ask("status")
        assert status.agent("answers").execution == "process"
        assert status.agent("answers").faults == len(status.faults) == 3
        assert status.quarantined[0].event == "array([0., 0.])"

    run(swarm, during)
    errors = [fault.error for fault in swarm.supervisor.faults]
    assert errors[0] == "ValueError: on purpose"
    assert errors[1].startswith("PayloadError: no message: payload of type object")
    assert errors[2] == "process was ended by SIGABRT"
