"""Recordings of sockets, line by line: the time of receipt, and the JSON that was received."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from swarmcore.feed.files import open_bytes

if TYPE_CHECKING:
    import os
    from collections.abc import Iterator

__all__ = ["Line", "recorded_lines"]

_DIGITS = frozenset(b"0123456789.")
_JSON = (b"{"[0], b"["[0])


class Line(NamedTuple):
    """A received message: its row in the file, its time of receipt and its JSON.

    The time is Unix seconds or nanoseconds as text, empty where the file has none. A line of
    another form has no JSON, but what it is instead.
    """

    row: int
    time: bytes
    in_seconds: bool
    json: bytes
    other: str = ""


def recorded_lines(path: str | os.PathLike[str]) -> Iterator[Line]:
    """The lines of a recording that are not blank, in one of three forms.

    `<nanoseconds> <JSON>`; `<seconds>: <JSON>` between lines that begin with a URL, which say what
    was connected and sent; and JSON alone.

    Raises:
        DataError: The file cannot be read.
    """
    with open_bytes(path) as file:
        for row, raw in enumerate(file):
            line = raw.strip()
            if line:
                yield _split(row, line)


def _split(row: int, line: bytes) -> Line:
    if line[0] in _JSON:
        return Line(row, b"", False, line)
    head, _, json = line.partition(b" ")
    in_seconds = head.endswith(b":")
    time = head[:-1] if in_seconds else head
    if time and _DIGITS.issuperset(time):
        return Line(row, time, in_seconds, json)
    if b"://" in head:
        return Line(row, b"", False, b"", "connection")
    return Line(row, b"", False, b"", "no time of receipt")
