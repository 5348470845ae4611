"""Recordings as bytes, whatever they are packed in."""

from __future__ import annotations

import io
import os
import zipfile
import zlib
from typing import TYPE_CHECKING, Any, BinaryIO

import pyarrow as pa

from swarmcore.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["open_bytes"]

_CODECS = {".gz": "gzip", ".zst": "zstd"}
_BUFFER = 2**18
# What the unpackers raise on bytes that are not, or not all, what they expect.
_UNREADABLE = (OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error, pa.ArrowException)


def open_bytes(path: str | os.PathLike[str]) -> BinaryIO:
    """Open a file for reading, unpacked by the ending of its name.

    `.gz` and `.zst` may hold several members or frames, `.zip` holds one file; any other name is
    read as it stands. Bytes are unpacked while they are read, so that a fault in the middle of a
    file shows when reading comes there.

    Args:
        path: The file.

    Returns:
        A buffered reader of the unpacked bytes, to be closed or used in a `with` block.

    Raises:
        DataError: No such file, an empty one, or one that is not packed as its name says. So does
            reading from a file that is cut short or damaged.
    """
    place = os.fsdecode(path)
    if os.path.isdir(place):
        raise DataError(f"{place}: expected a file, was a directory")
    if not os.path.exists(place):
        raise DataError(f"{place}: expected a file, found none")
    ending = os.path.splitext(place)[1].lower()
    what = f"{ending} data" if ending in (".zip", *_CODECS) else "data"
    reader = io.BufferedReader(_Unpacked(place, what, lambda: _unpack(place, ending)), _BUFFER)
    try:
        if not reader.peek(1):
            raise DataError(f"{place}: expected {what}, was empty")
    except BaseException:
        reader.close()
        raise
    return reader


def _unpack(place: str, ending: str) -> Any:
    if ending != ".zip":
        return pa.input_stream(place, compression=_CODECS.get(ending))
    with zipfile.ZipFile(place) as archive:
        names = [each.filename for each in archive.infolist() if not each.is_dir()]
        if len(names) != 1:
            raise ValueError(f"expected one file in it, found {len(names)}")
        # The member keeps the archive's file open for as long as it needs it.
        return archive.open(names[0])


class _Unpacked(io.RawIOBase):
    """A file's unpacked bytes; its errors name the file and what was expected."""

    def __init__(self, place: str, what: str, unpack: Callable[[], Any]) -> None:
        super().__init__()
        self._place = place
        self._what = what
        self._source = self._guarded(unpack)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._guarded(lambda: self._source.readinto(buffer))  # type: ignore[no-any-return]

    def close(self) -> None:
        if not self.closed and hasattr(self, "_source"):
            self._source.close()
        super().close()

    def _guarded(self, work: Callable[[], Any]) -> Any:
        try:
            return work()
        except _UNREADABLE as error:
            said = (str(error).splitlines() or [type(error).__name__])[0]
            raise DataError(
                f"{self._place}: expected {self._what}, could not read it ({said})"
            ) from error
