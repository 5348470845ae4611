"""A table of versioned values as bytes, and bytes as a file.

A snapshot is four letters, the number of its format, a checksum of the rest, and the table packed
by msgpack.
"""

from __future__ import annotations

import os
import tempfile
import zlib
from pathlib import Path
from typing import Any

import msgspec

from swarmcore.errors import StateError

__all__ = ["Table", "VersionedValue", "pack_table", "unpack_table", "write_whole"]

_LETTERS = b"SCST"
_FORMAT = 1
_HEADER_LENGTH = 12


class VersionedValue(msgspec.Struct, frozen=True):
    """One version of a value.

    Args:
        version: From 1, one more at each change.
        ts: When it was put, nanoseconds UTC.
        packed: The value in msgpack.
    """

    version: int
    ts: int
    packed: bytes

    @property
    def value(self) -> Any:
        """The value, made anew at each call: it may be changed without changing what is kept."""
        return msgspec.msgpack.decode(self.packed)


Table = dict[str, dict[str, list[VersionedValue]]]
"""The versions of values, oldest first, by namespace and key."""


def pack_table(table: Table) -> bytes:
    """The table as a snapshot."""
    body = msgspec.msgpack.encode(table)
    return _LETTERS + _number(_FORMAT) + _number(zlib.crc32(body)) + body


def unpack_table(snapshot: bytes) -> Table:
    """The table of a snapshot.

    Raises:
        StateError: It is no snapshot, one of another format, or damaged.
    """
    if snapshot[:4] != _LETTERS or len(snapshot) < _HEADER_LENGTH:
        raise StateError("snapshot: expected kept state, it does not begin like it")
    version = int.from_bytes(snapshot[4:8], "big")
    if version != _FORMAT:
        raise StateError(f"snapshot: expected format {_FORMAT}, was {version}")
    body = snapshot[_HEADER_LENGTH:]
    if _number(zlib.crc32(body)) != snapshot[8:_HEADER_LENGTH]:
        raise StateError("snapshot: expected its checksum to hold, it is cut short or damaged")
    try:
        table = msgspec.msgpack.decode(body, type=Table)
    except msgspec.DecodeError as error:
        raise StateError(f"snapshot: expected a table of values, got {error}") from None
    for namespace, values in table.items():
        for key, versions in values.items():
            _check_versions(f"{namespace}.{key}", versions)
    return table


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all: the old one stays until the new one is on the disk.

    Raises:
        StateError: It cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
            draft = Path(file.name)
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                draft.replace(path)
            except BaseException:
                draft.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise StateError(f"{path}: expected a file that can be written, got {error}") from None


def _number(value: int) -> bytes:
    return value.to_bytes(4, "big")


def _check_versions(where: str, versions: list[VersionedValue]) -> None:
    numbers = [each.version for each in versions]
    if not numbers or numbers[0] < 1 or numbers != list(range(numbers[0], numbers[-1] + 1)):
        raise StateError(f"{where}: expected versions that follow each other, was {numbers}")
    for each in versions:
        try:
            msgspec.msgpack.decode(each.packed)
        except msgspec.DecodeError as error:
            raise StateError(f"{where}: expected a packed value, got {error}") from None
