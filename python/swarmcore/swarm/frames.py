"""What a swarm and an agent in a process of its own say to each other, in MessagePack.

Every frame is an array that begins with its name. Messages inside are packed as bridges pack them.
"""

from __future__ import annotations

from typing import Any

import msgspec

__all__ = [
    "Acknowledged",
    "Answer",
    "Call",
    "Control",
    "Deliver",
    "Failed",
    "FromChild",
    "Heartbeat",
    "Published",
    "Restart",
    "Started",
    "ToChild",
]


class _Frame(msgspec.Struct, frozen=True, array_like=True, tag=True):
    pass


class Deliver(_Frame, frozen=True):
    """Events for the agent, at most 256.

    Args:
        ids: The number of each, counting up.
        messages: Each packed.
    """

    ids: list[int]
    messages: list[bytes]


class Control(_Frame, frozen=True):
    """Something that the agent is to do between two events.

    Args:
        id: Its number, of the same row as those of events.
        action: start, pause, resume, stop, answer, release or acquire.
        argument: Packed; what the action needs.
    """

    id: int
    action: str
    argument: bytes


class Restart(_Frame, frozen=True):
    """Start again after a fault, or go on where the fault was none.

    Args:
        fault: The fault, packed; empty where the agent only tries again.
    """

    fault: bytes


class Answer(_Frame, frozen=True):
    """What became of the call that the agent waits for.

    Args:
        value: Packed.
        error: The exception's message; empty where there was none.
        kind: The exception's type, by name.
    """

    value: bytes
    error: str = ""
    kind: str = ""


class Started(_Frame, frozen=True):
    """The process has made its agent and waits for frames."""


class Acknowledged(_Frame, frozen=True):
    """All up to an event or control has been done, and what it published has been sent before.

    Args:
        last: Its number.
        state: The agent's state after it; empty where it has not changed.
        busy: Nanoseconds spent in hooks since the last acknowledgement.
        result: What a control led to, packed; empty for events.
    """

    last: int
    state: bytes
    busy: int
    result: bytes


class Failed(_Frame, frozen=True):
    """A hook has raised; everything before it is acknowledged, nothing after it was begun.

    Args:
        id: The number of the event or control; 0 for a timer.
        hook: The hook.
        recovery: The name of what is to follow, of Recovery.
        error: The exception's type and message, in one line.
        attempts: How often the event was tried, this time included.
    """

    id: int
    hook: str
    recovery: str
    error: str
    attempts: int


class Published(_Frame, frozen=True):
    """The agent has published.

    Args:
        event: The event or control that it handled then; 0 for a timer.
        number: Counts what it published and called within that, from 1.
        topic: Where.
        message: Packed.
        priority: Of the event.
    """

    event: int
    number: int
    topic: str
    message: bytes
    priority: int


class Call(_Frame, frozen=True):
    """The agent asks its swarm for something, and waits for the answer.

    Args:
        event: As of Published.
        number: As of Published.
        method: What it asks for.
        arguments: Packed; a dictionary.
    """

    event: int
    number: int
    method: str
    arguments: bytes


class Heartbeat(_Frame, frozen=True):
    """The process lives.

    Args:
        busy_with: The event or control that it handles; 0 where it waits.
        hook: The hook that runs; empty where none does.
        seconds: How long it has been at it.
        cpu: Seconds of processor time that the process has taken.
        memory: Bytes that it holds.
    """

    busy_with: int
    hook: str
    seconds: float
    cpu: float
    memory: int


ToChild = Deliver | Control | Restart | Answer
FromChild = Started | Acknowledged | Failed | Published | Call | Heartbeat

_encoder = msgspec.msgpack.Encoder()
_to_child = msgspec.msgpack.Decoder(ToChild)
_from_child = msgspec.msgpack.Decoder(FromChild)


def packed(frame: ToChild | FromChild) -> bytes:
    """A frame as bytes."""
    return _encoder.encode(frame)


def frame_to_child(data: bytes) -> Any:
    """The frame that a process gets."""
    return _to_child.decode(data)


def frame_from_child(data: bytes) -> Any:
    """The frame that a process has sent."""
    return _from_child.decode(data)
