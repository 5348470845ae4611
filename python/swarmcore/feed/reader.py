"""What readers of recordings have in common: bytes in, batches of book messages out."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from swarmcore.errors import BookError, DataError
from swarmcore.feed.files import open_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from swarmcore import _core
    from swarmcore.feed.reports import OnError, ReadReport

__all__ = ["Decoder", "Fault", "Recording", "RecordingReader", "checked_on_error"]

Recording: TypeAlias = str | os.PathLike[str] | bytes | bytearray | memoryview
"""A file's path, or its content."""

Fault: TypeAlias = "tuple[_core.feed.DecodeStatus, int, str]"
"""A row that cannot be right: its cause, its number, and what was expected and came."""

_CHUNK = 2**20


class Decoder(Protocol):
    """A decoder of the core."""

    @property
    def rows(self) -> int: ...  # noqa: D102
    @property
    def skipped(self) -> dict[_core.feed.DecodeStatus, int]: ...  # noqa: D102
    @property
    def faults(self) -> list[Fault]: ...  # noqa: D102
    def append(self, chunk: Any) -> None: ...  # noqa: D102
    def finish(self) -> None: ...  # noqa: D102
    def take(self) -> NDArray[Any]: ...  # noqa: D102
    def check(self) -> None: ...  # noqa: D102


class RecordingReader:
    """One pass over a recording: iterate over batches of messages, or `read()` them all.

    Args:
        recording: A file (see `open_bytes`) or its content as bytes.
        decoder: What decodes it.

    Attributes:
        place: The file's name, for errors.
    """

    def __init__(self, recording: Recording, decoder: Decoder) -> None:
        self.place = (
            "recording"
            if isinstance(recording, bytes | bytearray | memoryview)
            else os.fspath(recording)
        )
        self._recording = recording
        self._decoder = decoder
        self._begun = False

    def __iter__(self) -> Iterator[NDArray[Any]]:
        """Decode the recording from its beginning, once.

        Yields:
            Arrays of BOOK_MESSAGE, none empty. The messages before a row that cannot be right come
            before the error.

        Raises:
            BookError: A row that cannot be right; `row` is its row.
            DataError: A file that cannot be read.
        """
        for _ in self._decoded():
            messages = self._take()
            if len(messages):
                yield messages
            self._check()

    def read(self, report: ReadReport | None = None) -> NDArray[Any]:
        """All messages, in order; errors as of iteration.

        Args:
            report: Filled, unless None.
        """
        try:
            for _ in self._decoded():
                self._check()
        finally:
            if report is not None:
                self._tell(report)
        return self._take()

    @property
    def rows(self) -> int:
        """How many rows were read so far, those left out included."""
        return self._decoder.rows

    @property
    def skipped(self) -> dict[_core.feed.DecodeStatus, int]:
        """How many rows were left out so far, by cause."""
        return self._decoder.skipped

    @property
    def faults(self) -> list[Fault]:
        """The first rows that were left out, at most 1,000: the cause, the row, what was wrong."""
        return self._decoder.faults

    def _tell(self, report: ReadReport) -> None:
        report.rows += self.rows
        for cause, count in self.skipped.items():
            report.skipped[cause.name.lower()] += count
        for cause, row, text in self.faults:
            report.first_skipped.setdefault(cause.name.lower(), (row, f"{self.place}: {text}"))

    def _decoded(self) -> Iterator[None]:
        """Decode chunk by chunk, and what is left of the last."""
        if self._begun:
            raise ValueError("reader: expected one pass, was read before (make another)")
        self._begun = True
        for chunk in self._chunks():
            self._decoder.append(chunk)
            yield
        self._decoder.finish()
        yield

    def _chunks(self) -> Iterator[Any]:
        if isinstance(self._recording, bytes | bytearray | memoryview):
            if not len(self._recording):
                raise DataError(f"{self.place}: expected data, was empty")
            yield self._recording
            return
        with open_bytes(self._recording) as file:
            while chunk := file.read(_CHUNK):
                yield chunk

    def _take(self) -> NDArray[Any]:
        return self._decoder.take()

    def _check(self) -> None:
        try:
            self._decoder.check()
        except BookError as error:
            raise self._named(error) from None

    def _named(self, error: BookError) -> BookError:
        """A fault of the decoder, with the recording's name."""
        return BookError(f"{self.place}: {error}", error.row)


def checked_on_error(on_error: OnError) -> bool:
    """Whether to skip.

    Raises:
        ValueError: Neither `"raise"` nor `"skip"`.
    """
    if on_error not in ("raise", "skip"):
        raise ValueError(f"on_error: expected raise or skip, was {on_error!r}")
    return on_error == "skip"
