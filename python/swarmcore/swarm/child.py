"""An agent's own process: what runs in it, and what stands for its swarm there."""

from __future__ import annotations

import asyncio
import ctypes
import logging
import signal
import threading
import time
from collections.abc import Callable, Coroutine
from multiprocessing.connection import Connection
from typing import Any

from swarmcore.agents.hooks import Hook, check_returned, hook_name, hook_of
from swarmcore.agents.lifecycle import AgentState
from swarmcore.agents.logs import HANDLED
from swarmcore.agents.messages import Message
from swarmcore.agents.recovery import Recovery, recovery_from
from swarmcore.errors import RequestError
from swarmcore.swarm.child_environment import (
    ChildAgent,
    ChildEnvironment,
    ChildLink,
    payload_types,
)
from swarmcore.swarm.frames import (
    Acknowledged,
    Control,
    Deliver,
    Failed,
    Heartbeat,
    Restart,
    Started,
)
from swarmcore.swarm.health import resident_memory
from swarmcore.swarm.texts import one_line

__all__ = ["run_child"]

_log = logging.getLogger(__name__)

_ACKNOWLEDGE_AFTER = 5_000_000
"""Nanoseconds in hooks after which a packet's events so far are acknowledged."""


def run_child(connection: Connection, child: ChildAgent, at: ctypes.c_int64) -> None:
    """Serve frames until the swarm says stop or is gone; the main function of the process.

    Args:
        connection: To the swarm.
        child: What the agent is made of.
        at: Shared memory for the number of the event or control that is handled.
    """
    # Who interrupts the swarm by the keyboard interrupts the group: the swarm ends its processes.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _Child(connection, child, at).serve()


class _Child:
    def __init__(self, connection: Connection, child: ChildAgent, at: ctypes.c_int64) -> None:
        self._at = at
        self._link = ChildLink(connection)
        self._types = payload_types()
        self._environment = ChildEnvironment(self._link, child, self._types)
        self._environment.fire = self._call_timer
        self._agent = child.kind(**child.parameters)
        self._agent.join(self._environment)
        self._heart = _Heart(self._link, child.heartbeat)
        self._runner = asyncio.Runner()
        self._serving = True
        self._attempts: tuple[int, int] = (0, 0)  # an event, and how often it was tried
        self._busy = 0
        self._saved_version = 0

    def serve(self) -> None:
        self._link.send(Started())
        self._heart.start()
        with self._runner:
            while self._serving:
                self._step()

    def _step(self) -> None:
        environment = self._environment
        frame = environment.next_frame()
        if isinstance(frame, Deliver):
            self._deliver(frame)
        elif isinstance(frame, Control):
            self._control(frame)
        elif isinstance(frame, Restart):
            self._restart(frame)
        if self._agent.status is AgentState.RUNNING:
            environment.schedule.run_due(environment.now)

    def _deliver(self, frame: Deliver) -> None:
        last = 0
        for number, data in zip(frame.ids, frame.messages, strict=True):
            message = self._types.unpack(data)
            hook = hook_of(self._agent, type(message))
            name = hook_name(type(message))
            if hook is not None and not self._call_with(number, name, hook, message, last):
                return
            last = number
            # What ends the process need not lie in the event at which it ends: one that leaks would
            # come no further in a long packet than the one before it, and be ended there again.
            if self._busy >= _ACKNOWLEDGE_AFTER:
                self._acknowledge(last)
                last = 0
        if last:
            self._acknowledge(last)

    def _control(self, frame: Control) -> None:
        agent = self._agent
        argument = self._types.unpack(frame.argument)
        result: Any = None
        moves: dict[str, Callable[[], Hook]] = {
            "start": agent.launch,
            "pause": agent.pause,
            "resume": agent.resume,
            "stop": agent.stop,
        }
        if frame.action == "start" and argument:
            agent.restore(argument)
            self._saved_version = agent.state.version
        # A start that failed was made up for by the restart.
        is_done = frame.action == "start" and agent.status is AgentState.RUNNING
        if frame.action in moves and not is_done:
            hook = "on_start" if frame.action == "start" else f"on_{frame.action}"
            if not self._call(frame.id, hook, moves[frame.action]):
                return
        elif frame.action == "answer":
            result = self._respond(frame.id, argument)
            if result is None:
                return
        elif frame.action == "release":
            result = {key: agent.state.pop(key) for key in argument if key in agent.state}
            agent.state.commit()
        elif frame.action == "acquire":
            agent.state.update(argument)
            agent.state.commit()
        self._serving = frame.action != "stop"
        self._acknowledge(frame.id, result)

    def _respond(self, number: int, request: Message) -> list[Any] | None:
        """Whether the agent answers, and what, or why not; None where its hook raised."""
        if 0 < request.deadline <= self._environment.now:
            return [False, "the deadline is past"]
        said: list[Any] = []

        async def respond() -> None:
            try:
                value = self._agent.on_request(request)
                if isinstance(value, Coroutine):
                    value = await value
                self._types.pack(request.topic, value)  # what cannot cross is this agent's fault
                said.extend((True, value))
            except RequestError as refusal:
                said.extend((False, str(refusal)))

        HANDLED.set(request)
        return said if self._call(number, "on_request", respond) else None

    def _restart(self, frame: Restart) -> None:
        agent = self._agent
        if frame.fault:
            fault = self._types.unpack(frame.fault)
            if agent._lifecycle.allows(AgentState.FAULTED):
                agent._lifecycle.to(AgentState.FAULTED)
            self._environment.cancel_timers()
            if fault.hook != "on_fault" and not self._call(
                0, "on_fault", lambda: agent.on_fault(fault)
            ):
                return
            if not self._call(0, "on_start", agent.launch):
                return
        self._link.send(Started())

    def _call_timer(self, callback: Callable[[], Hook]) -> None:
        self._call(0, "on_timer", callback)

    def _call_with(
        self, number: int, name: str, hook: Callable[[Any], Hook], message: Any, before: int
    ) -> bool:
        HANDLED.set(message)
        event, attempts = self._attempts
        self._attempts = (number, attempts + 1 if event == number else 1)
        return self._call(number, name, lambda: hook(message), before, message)

    def _call(
        self,
        number: int,
        name: str,
        hook: Callable[[], Hook],
        before: int = 0,
        message: Any = None,
    ) -> bool:
        """Call a hook; False where it raised, which has been told then."""
        agent = self._agent
        self._environment.begin(number)
        self._heart.begin(number, name)
        self._at.value = number
        began = time.perf_counter_ns()
        try:
            waiting = hook()
            if waiting is not None:
                check_returned(name, waiting)
                self._runner.run(waiting)  # type: ignore[arg-type]
        except Exception as error:
            agent.settle(failed=True)
            attempts = self._attempts[1] if message is not None else 1
            recovery = recovery_from(error, attempts, agent.retry_policy)
            if recovery is Recovery.USE_CACHED and message is not None:
                return self._use_cached(name, message, one_line(error))
            if before:
                self._acknowledge(before)
            self._link.send(Failed(number, name, recovery.name, one_line(error), attempts))
            return False
        else:
            agent.settle(failed=False)
            return True
        finally:
            self._busy += time.perf_counter_ns() - began
            self._at.value = 0
            self._heart.end()

    def _use_cached(self, name: str, message: Any, error: str) -> bool:
        symbol = getattr(message, "symbol", None)
        if isinstance(symbol, str):
            self._agent.vote_on_cached_data(symbol, error)
        _log.warning("agent %s: %s raised %s", self._agent.name, name, error)
        return True

    def _acknowledge(self, last: int, result: Any = None) -> None:
        state = self._agent.state
        data = b""
        if state.version != self._saved_version:
            self._saved_version = state.version
            data = self._agent.snapshot()
        busy, self._busy = self._busy, 0
        packed_result = b"" if result is None else self._types.pack("result", result)
        self._link.send(Acknowledged(last, data, busy, packed_result))


class _Heart:
    """Tells from a thread of its own that the process lives, and what it is at."""

    def __init__(self, link: ChildLink, interval: float) -> None:
        self._link = link
        self._interval = interval
        self._at: tuple[int, str, float] = (0, "", 0.0)
        self._thread = threading.Thread(target=self._beat, name="swarmcore heartbeat", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def begin(self, number: int, hook: str) -> None:
        self._at = (number, hook, time.monotonic())

    def end(self) -> None:
        self._at = (0, "", 0.0)

    def _beat(self) -> None:
        while True:
            number, hook, since = self._at
            seconds = time.monotonic() - since if hook else 0.0
            try:
                self._link.send(
                    Heartbeat(number, hook, seconds, time.process_time(), resident_memory())
                )
            except OSError:
                return  # the swarm is gone; the link sees to it
            time.sleep(self._interval)
