"""What travels between agents beside market data: one immutable message, of five kinds."""

from __future__ import annotations

import enum
from typing import Any

import msgspec

__all__ = ["Message", "MessageKind"]


class MessageKind(enum.StrEnum):
    """What a message wants of whom it reaches."""

    EVENT = "event"  # something happened; nobody need answer
    REQUEST = "request"  # wants a RESPONSE or an ERROR of the same correlation id
    RESPONSE = "response"
    ERROR = "error"  # why there is no response; the payload is one line of text
    COMMAND = "command"  # is to be carried out


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """One message.

    Args:
        ts: When it was sent, nanoseconds UTC.
        sender: Who sent it.
        topic: What it is about; for an event, where it was published.
        payload: What it says; it must not be changed after it was sent.
        kind: What it wants.
        id: Its own, unique among those of its sender; empty where nobody asks.
        recipient: Whom it is for; empty for whoever subscribed.
        correlation_id: Of an answer, the id of what it answers.
        priority: Within its lane and its time, a higher one is delivered first; 0 to 255.
        deadline: When an answer is too late, nanoseconds UTC; 0 never.
    """

    ts: int
    sender: str
    topic: str
    payload: Any = None
    kind: MessageKind = MessageKind.EVENT
    id: str = ""
    recipient: str = ""
    correlation_id: str = ""
    priority: int = 0
    deadline: int = 0
