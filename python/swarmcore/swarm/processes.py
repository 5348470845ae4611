"""The swarm's side of an agent in a process of its own."""

from __future__ import annotations

import contextlib
import ctypes
import itertools
import multiprocessing
import pickle
import signal
import threading
import time
from concurrent.futures import Future
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

from swarmcore.agents.messages import Fault, Message
from swarmcore.errors import AgentError, BusError, RequestError
from swarmcore.swarm.child import run_child
from swarmcore.swarm.child_environment import ChildAgent, payload_types
from swarmcore.swarm.frames import (
    Acknowledged,
    Answer,
    Call,
    Failed,
    Heartbeat,
    Published,
    Restart,
    Started,
    ToChild,
    frame_from_child,
    packed,
)
from swarmcore.swarm.process_effects import EFFECTS, Effects
from swarmcore.swarm.process_owner import ProcessFullError, ProcessOwner
from swarmcore.swarm.process_policy import ProcessPolicy
from swarmcore.swarm.process_queue import Entry, ProcessQueue

__all__ = ["ProcessHost"]

_spawn = multiprocessing.get_context("spawn")


class ProcessHost:
    """Runs one agent in a process of its own, and replaces the process without losing an event.

    An event stays here until the process has acknowledged it; what is not acknowledged when a
    process ends is delivered to the next one. The state comes with the acknowledgement, so that the
    next process begins where the last acknowledged event left the agent. What an event's first
    delivery has published, ordered or asked already is not done again: it is told by the event's
    number and its place within the event.

    Packets hold at most 256 events; one is under way at a time, and what comes meanwhile makes up
    the next. What takes its time is acknowledged before its packet is through, so that each process
    gets further than the last one. The process leaves the number of the event that it handles in
    shared memory, which outlives it: an event at which two processes have ended is poison.

    Args:
        child: What the process needs to make the agent.
        policy: How the process is kept.
        owner: Who hears what happens.
    """

    def __init__(self, child: ChildAgent, policy: ProcessPolicy, owner: ProcessOwner) -> None:
        self.name = str(child.parameters["name"])
        self._child = child
        self._policy = policy
        self._owner = owner
        self._types = payload_types()
        self._ids = itertools.count(1)
        self._queue = ProcessQueue()
        self._serving = False
        self._started = False
        self._changed = threading.Condition()
        self._effects = Effects()
        self._state: bytes = b""
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._at = _spawn.RawValue(ctypes.c_int64, 0)
        self._heartbeat = Heartbeat(0, "", 0.0, 0.0, 0)
        self._heard = 0.0
        self._stopping = False
        self._reason = ""
        self._paused = False

    @property
    def pid(self) -> int | None:
        """The process's id; None where there is none."""
        return None if self._process is None else self._process.pid

    @property
    def memory(self) -> int:
        """Bytes that the process holds, as it told last."""
        return self._heartbeat.memory

    @property
    def cpu_seconds(self) -> float:
        """Seconds of processor time that the process has taken, as it told last."""
        return self._heartbeat.cpu

    @property
    def response(self) -> float:
        """Seconds for which the process has been silent or at one hook; 0 while it starts."""
        if self._process is None or not self._started:
            return 0.0
        silent = time.monotonic() - self._heard
        return max(silent - self._policy.heartbeat, self._heartbeat.seconds, 0.0)

    @property
    def waiting(self) -> int:
        """Events that are not acknowledged yet."""
        with self._changed:
            return len(self._queue)

    def start(self, state: bytes | None = None) -> None:
        """Start a process, or the next one in place of one that is lost.

        Args:
            state: What the agent's state begins from; None for that last acknowledged.

        Raises:
            AgentError: The agent cannot cross to a process.
        """
        if state is not None:
            self._state = state
        ours, theirs = _spawn.Pipe()
        process = _spawn.Process(
            target=run_child,
            args=(theirs, self._child, self._at),
            name=f"swarmcore {self.name}",
            daemon=True,
        )
        try:
            process.start()
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            ours.close()
            raise AgentError(
                f"{self.name}: execution: expected an agent whose class and parameters can be "
                f"pickled for another process, got {error}"
            ) from None
        finally:
            theirs.close()
        with self._changed:
            self._process, self._connection = process, ours
            self._heartbeat = Heartbeat(0, "", 0.0, 0.0, 0)
            self._heard = time.monotonic()
            self._serving = self._started = False
            opening = [self._control_entry("start", self._state or None)]
            if self._paused:
                opening.append(self._control_entry("pause", None))
            made_up = self._queue.open(opening)
        for each in made_up:
            each.set_result(None)
        threading.Thread(
            target=self._read,
            args=(process, ours),
            name=f"swarmcore process {self.name}",
            daemon=True,
        ).start()

    def deliver(self, message: Any) -> None:
        """Queue an event; waits while the queue is full.

        Raises:
            ProcessFullError: It stayed full.
            BusError: The message cannot be packed.
        """
        data = self._types.pack(self.name, message)
        with self._changed:
            if not self._changed.wait_for(
                lambda: len(self._queue) < self._policy.capacity, self._policy.timeout
            ):
                raise ProcessFullError(
                    f"{self.name}: expected room for an event within {self._policy.timeout} s, "
                    f"its process has {len(self._queue)} waiting"
                )
            self._queue.add(Entry(next(self._ids), message, data))
            self._send_next()

    def control(self, action: str, argument: Any = None) -> Future[Any]:
        """Do something between two events, after all that are queued; its result."""
        with self._changed:
            self._paused = action == "pause" or (self._paused and action != "resume")
            entry = self._control_entry(action, argument)
            self._queue.add(entry)
            self._send_next()
        assert entry.done is not None
        return entry.done

    def answer(self, request: Message) -> Future[tuple[bool, Any]]:
        """Let the agent answer a request, after all that is queued.

        Returns:
            Whether it has answered, and what, or why not; a RequestError where its hook raised or
            its process ended.

        Raises:
            BusError: The request cannot be packed.
        """
        return self.control("answer", request)

    def relaunch(self, fault: Fault | None) -> None:
        """Restart the agent where its process lives, else start the next process."""
        if self._process is None:
            self.start()
        else:
            self.restart(fault)

    def restart(self, fault: Fault | None) -> None:
        """Let the agent start again after it failed, or without a fault only try again."""
        with self._changed:
            data = b"" if fault is None else self._types.pack("fault", fault)
            self._send(Restart(data))

    def skip(self, message: Any) -> None:
        """Forget an event that is not to be delivered again."""
        with self._changed:
            skipped = self._queue.skip(message)
            if skipped is not None:
                self._effects.forget({skipped.id})
                self._changed.notify_all()

    def kill(self, reason: str) -> None:
        """End the process at once; it is lost then, and its owner can replace it."""
        self._reason = f"{reason}: was killed"
        process = self._process
        if process is not None:
            process.kill()

    def stop(self) -> None:
        """Let the agent handle what is queued, stop it, and end the process."""
        self._stopping = True
        process = self._process
        if process is None:
            return
        if self._serving:
            self.control("stop")
            process.join(self._policy.stop_timeout)
        if process.is_alive():
            process.kill()
        process.join()

    def _control_entry(self, action: str, argument: Any) -> Entry:
        data = self._types.pack(action, argument)
        return Entry(next(self._ids), None, data, action, Future())

    def _send_next(self) -> None:
        """Send the next packet, where the process waits for one."""
        frame = self._queue.next_frame() if self._serving else None
        if frame is not None:
            self._send(frame)

    def _send(self, frame: ToChild) -> None:
        connection = self._connection
        # Who is not there any more cannot be told; the reader finds out and replaces it.
        with contextlib.suppress(OSError):
            if connection is not None:
                connection.send_bytes(packed(frame))

    def _read(self, process: SpawnProcess, connection: Connection) -> None:
        policy = self._policy
        reason = self._reason = ""
        silent = 0.0
        while not reason:
            asked = time.monotonic()
            try:
                if connection.poll(policy.heartbeat):
                    frame = frame_from_child(connection.recv_bytes())
                    self._heard = time.monotonic()
                    self._take(frame)
                    silent = 0.0
                else:
                    # Not the time that is now: where this thread was held up, a sign of life waits.
                    silent = asked + policy.heartbeat - self._heard
            except (EOFError, OSError):
                break
            allowed = policy.hang_after if self._started else policy.start_timeout
            beat = self._heartbeat
            if beat.seconds >= policy.hang_after:
                reason = f"hung in {beat.hook} for {beat.seconds:.1f} s, and was killed"
            elif silent >= allowed:
                reason = f"gave no sign of life for {silent:.1f} s, and was killed"
        if reason:
            process.kill()
        process.join()
        connection.close()
        hook = self._heartbeat.hook or "process"
        lost = self._lose()
        reason = reason or self._reason or _how_it_ended(process.exitcode)
        if lost is not None and lost.done is not None:
            lost.done.set_exception(RequestError(f"{self.name}: its process {reason}"))
        if not self._stopping:
            self._owner.lost(reason, hook, None if lost is None else lost.message)

    def _lose(self) -> Entry | None:
        """Take back what the process had; what is not to be delivered again is returned."""
        with self._changed:
            self._serving = False
            self._process = self._connection = None
            at, self._at.value = self._at.value, 0
            lost = self._queue.lose(at)
            if lost is not None:
                self._effects.forget({lost.id})
                self._changed.notify_all()
            return lost

    def _take(self, frame: Any) -> None:
        if isinstance(frame, Heartbeat):
            self._heartbeat = frame
        elif isinstance(frame, Published):
            if self._effects.is_new(frame.event, frame.number, frame.topic):
                self._effects.remember(frame.event, frame.number, frame.topic)
                message = self._types.unpack(frame.message)
                self._owner.published(frame.topic, message, frame.priority)
        elif isinstance(frame, Call):
            self._answer(frame)
        elif isinstance(frame, Acknowledged):
            self._acknowledge(frame)
        elif isinstance(frame, Failed):
            self._fail(frame)
        elif isinstance(frame, Started):
            self._started = True
            with self._changed:
                self._serving = True
                self._queue.take_back()
                self._send_next()

    def _fail(self, frame: Failed) -> None:
        with self._changed:
            self._serving = False
            entry = self._queue.fail(frame.id)
        if entry is not None and entry.action == "answer" and entry.done is not None:
            self._effects.forget({entry.id})
            entry.done.set_exception(RequestError(frame.error))
        self._owner.failed(frame, None if entry is None else entry.message)

    def _acknowledge(self, frame: Acknowledged) -> None:
        with self._changed:
            done = self._queue.acknowledge(frame.last)
            if frame.state:
                self._state = frame.state
            self._effects.forget({each.id for each in done})
            self._send_next()
            self._changed.notify_all()
        finished = [each.done for each in done if each.done is not None]
        self._owner.acknowledged(len(done) - len(finished), frame.busy, frame.state)
        for each in finished:
            each.set_result(self._types.unpack(frame.result) if frame.result else None)

    def _answer(self, call: Call) -> None:
        place = (call.event, call.number, call.method, call.arguments)
        if not self._effects.is_new(*place):
            self._send_answer(self._effects.answer_of(*place[:2]))
            return
        answer: Future[Any] = Future()

        def reply(done: Future[Any]) -> None:
            error = done.exception()
            if error is not None:
                name = type(error).__name__
                self._send_answer(Answer(b"", f"{error}" or name, name))
                return
            try:
                frame = Answer(self._types.pack(call.method, done.result()))
            except BusError as refused:
                frame = Answer(b"", str(refused), BusError.__name__)
            if call.method in EFFECTS:
                self._effects.remember(*place, frame)
            self._send_answer(frame)

        answer.add_done_callback(reply)
        self._owner.called(call.method, self._types.unpack(call.arguments), answer)

    def _send_answer(self, answer: Answer) -> None:
        with self._changed:
            self._send(answer)


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"
