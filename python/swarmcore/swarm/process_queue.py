"""What waits for an agent's process, and what the process has of it."""

from __future__ import annotations

import itertools
from collections import deque
from concurrent.futures import Future
from typing import Any

import msgspec

from swarmcore.swarm.frames import Control, Deliver
from swarmcore.swarm.process_policy import LARGEST_PACKET

__all__ = ["Entry", "ProcessQueue"]

_OPENING = frozenset({"start", "pause", "resume"})
_DEADLY = 2
"""Processes that end at an event which is poison."""


class Entry(msgspec.Struct):
    """An event or a control on its way to the process.

    Args:
        id: Its number.
        message: The event; None of a control.
        data: The event or the control's argument, packed.
        action: The control's; empty of an event.
        done: Set when the control is done; None of an event.
        deaths: Processes that ended while they handled it.
    """

    id: int
    message: Any = None
    data: bytes = b""
    action: str = ""
    done: Future[Any] | None = None
    deaths: int = 0


class ProcessQueue:
    """Keeps what the process has not acknowledged, in order, and says what it gets next.

    One packet or control is under way at a time. Its owner guards it by a lock.
    """

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque()
        self._under_way = 0  # entries, the first ones, that the process has

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, entry: Entry) -> None:
        """Take one in, after all others."""
        self._entries.append(entry)

    def open(self, opening: list[Entry]) -> list[Future[Any]]:
        """Begin anew with what opens a process, before all others.

        Returns:
            Of the controls that the opening makes up for: what the last process did not come to.
        """
        made_up = [entry for entry in self._entries if entry.action in _OPENING]
        self._entries = deque([*opening, *(each for each in self._entries if each not in made_up)])
        self._under_way = 0
        return [entry.done for entry in made_up if entry.done is not None]

    def next_frame(self) -> Control | Deliver | None:
        """What the process gets next; None where it has something, or nothing waits."""
        if self._under_way or not self._entries:
            return None
        first = self._entries[0]
        if first.action:
            self._under_way = 1
            return Control(first.id, first.action, first.data)
        events = list(
            itertools.takewhile(
                lambda entry: not entry.action, itertools.islice(self._entries, LARGEST_PACKET)
            )
        )
        self._under_way = len(events)
        return Deliver([each.id for each in events], [each.data for each in events])

    def acknowledge(self, last: int) -> list[Entry]:
        """Let go of what is done, up to a number; these."""
        done = []
        # By place, not by number: what opens a process has a higher one than events before it.
        while self._under_way:
            entry = self._entries.popleft()
            self._under_way -= 1
            done.append(entry)
            if entry.id == last:
                break
        return done

    def take_back(self) -> None:
        """Let nothing be under way any more: it is to be sent again."""
        self._under_way = 0

    def fail(self, number: int) -> Entry | None:
        """Take everything back after a hook has raised at a number, 0 for a timer.

        Returns:
            What it raised at, if it is there. A request is let go of: whoever asked is told.
        """
        self._under_way = 0
        entry = self._find(number)
        if entry is not None and entry.action == "answer":
            self._entries.remove(entry)
        return entry

    def lose(self, number: int) -> Entry | None:
        """Take everything back after a process has ended at a number, 0 for none.

        Returns:
            What is let go of, if anything: the event at which two processes have ended, or a
            request.
        """
        self._under_way = 0
        entry = self._find(number)
        if entry is None or entry.action not in ("", "answer"):
            return None
        entry.deaths += 1
        if entry.action or entry.deaths == _DEADLY:
            self._entries.remove(entry)
            return entry
        return None

    def skip(self, message: Any) -> Entry | None:
        """Let go of an event; None where it is not there."""
        for entry in self._entries:
            if entry.message is message and not entry.action:
                self._entries.remove(entry)
                return entry
        return None

    def _find(self, number: int) -> Entry | None:
        return next((entry for entry in self._entries if entry.id == number), None)
