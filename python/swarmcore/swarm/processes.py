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
from collections import deque
from concurrent.futures import Future
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

import msgspec

from swarmcore.agents.messages import Fault
from swarmcore.errors import AgentError, BusError
from swarmcore.swarm.child import run_child
from swarmcore.swarm.child_environment import ChildAgent, payload_types
from swarmcore.swarm.frames import (
    Acknowledged,
    Answer,
    Call,
    Control,
    Deliver,
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
from swarmcore.swarm.process_policy import LARGEST_PACKET, ProcessPolicy

__all__ = ["ProcessHost"]

_spawn = multiprocessing.get_context("spawn")


class _Entry(msgspec.Struct):
    """An event or a control on its way to the process."""

    id: int
    message: Any = None
    data: bytes = b""
    action: str = ""
    done: Future[Any] | None = None
    deaths: int = 0  # processes that ended while they handled it


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
        self._entries: deque[_Entry] = deque()
        self._under_way = 0  # entries, the first ones, that the process has
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
            return len(self._entries)

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
            self._under_way = 0
            opening = [self._control_entry("start", self._state or None)]
            if self._paused:
                opening.append(self._control_entry("pause", None))
            # What the last process did not come to of these, the opening makes up for.
            made_up = [entry for entry in self._entries if entry.action in _OPENING]
            self._entries = deque(
                [*opening, *(each for each in self._entries if each not in made_up)]
            )
            for entry in made_up:
                if entry.done is not None:
                    entry.done.set_result(None)
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
                lambda: len(self._entries) < self._policy.capacity, self._policy.timeout
            ):
                raise ProcessFullError(
                    f"{self.name}: expected room for an event within {self._policy.timeout} s, "
                    f"its process has {len(self._entries)} waiting"
                )
            self._entries.append(_Entry(next(self._ids), message, data))
            self._send_next()

    def control(self, action: str, argument: Any = None) -> Future[Any]:
        """Do something between two events, after all that are queued; its result."""
        with self._changed:
            self._paused = action == "pause" or (self._paused and action != "resume")
            entry = self._control_entry(action, argument)
            self._entries.append(entry)
            self._send_next()
        assert entry.done is not None
        return entry.done

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
            for entry in self._entries:
                if entry.message is message and not entry.action:
                    self._entries.remove(entry)
                    self._changed.notify_all()
                    return

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

    def _control_entry(self, action: str, argument: Any) -> _Entry:
        data = self._types.pack(action, argument)
        return _Entry(next(self._ids), None, data, action, Future())

    def _send_next(self) -> None:
        """Send the next packet, where the process waits for one."""
        if not self._serving or self._under_way or not self._entries:
            return
        first = self._entries[0]
        if first.action:
            self._under_way = 1
            self._send(Control(first.id, first.action, first.data))
            return
        events = list(
            itertools.takewhile(
                lambda entry: not entry.action, itertools.islice(self._entries, LARGEST_PACKET)
            )
        )
        self._under_way = len(events)
        self._send(Deliver([each.id for each in events], [each.data for each in events]))

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
        poison = self._lose()
        if not self._stopping:
            reason = reason or self._reason or _how_it_ended(process.exitcode)
            self._owner.lost(reason, hook, poison)

    def _lose(self) -> Any:
        """Take back what the process had; the event that was its end twice is returned."""
        with self._changed:
            self._serving = False
            self._process = self._connection = None
            self._under_way = 0
            at, self._at.value = self._at.value, 0
            for entry in self._entries:
                if entry.id == at and not entry.action:
                    entry.deaths += 1
                    if entry.deaths == 2:
                        self._entries.remove(entry)
                        return entry.message
                    break
        return None

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
            with self._changed:
                self._serving = False
                message = next(
                    (entry.message for entry in self._entries if entry.id == frame.id), None
                )
                self._under_way = 0
            self._owner.failed(frame, message)
        elif isinstance(frame, Started):
            self._started = True
            with self._changed:
                self._serving = True
                self._under_way = 0
                self._send_next()

    def _acknowledge(self, frame: Acknowledged) -> None:
        events = 0
        finished: list[Future[Any]] = []
        with self._changed:
            done = set()
            # By place, not by number: what opens a process has a higher one than events before it.
            while self._under_way:
                entry = self._entries.popleft()
                self._under_way -= 1
                done.add(entry.id)
                if entry.done is None:
                    events += 1
                else:
                    finished.append(entry.done)
                if entry.id == frame.last:
                    break
            if frame.state:
                self._state = frame.state
            self._effects.forget(done)
            self._send_next()
            self._changed.notify_all()
        self._owner.acknowledged(events, frame.busy, frame.state)
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
                self._send_answer(Answer(b"", f"{error}" or type(error).__name__))
                return
            try:
                frame = Answer(self._types.pack(call.method, done.result()), "")
            except BusError as refused:
                frame = Answer(b"", str(refused))
            if call.method in EFFECTS:
                self._effects.remember(*place, frame)
            self._send_answer(frame)

        answer.add_done_callback(reply)
        self._owner.called(call.method, self._types.unpack(call.arguments), answer)

    def _send_answer(self, answer: Answer) -> None:
        with self._changed:
            self._send(answer)


_OPENING = frozenset({"start", "pause", "resume"})


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        with contextlib.suppress(ValueError):
            return f"was ended by {signal.Signals(-code).name}"
    return f"ended with exit code {code}"
