"""Bitstamp: order events by order id, as a table or as the log of its web socket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from swarmcore import _core
from swarmcore.errors import BookError
from swarmcore.feed.files import open_bytes
from swarmcore.feed.grids import price_step, quantity_step
from swarmcore.feed.reader import Fault, Recording, RecordingReader, checked_on_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from swarmcore.feed.reports import OnError, ReadReport
    from swarmcore.market.instruments import Instrument

__all__ = ["BitstampReader", "read_bitstamp"]

_HEADER = b"id,timestamp,exchange.timestamp,price,volume,action,direction\n"
_ACTIONS = {
    b"order_created": "created",
    b"order_changed": "changed",
    b"order_deleted": "deleted",
}
_DIRECTIONS = ("bid", "ask")
_KEPT = 1_000
_SHOWN = 40


class _Order(msgspec.Struct):
    """An order of the log; prices and amounts are text in it."""

    id: int
    price: str
    amount: str
    order_type: int
    datetime: str = ""


class _Trade(msgspec.Struct):
    """A trade of the log; its floats are written so that they read back as what they were."""

    id: int
    price: float
    amount: float


_read_order = msgspec.json.Decoder(_Order).decode
_read_trade = msgspec.json.Decoder(_Trade).decode


class BitstampReader(RecordingReader):
    """One pass over order events of Bitstamp, in batches of BOOK_MESSAGE.

    A recording is either a table of events (id, timestamp, exchange.timestamp, price, volume left
    in 1e-8, action, direction), or the log that it was made of: a time of receipt in milliseconds,
    the event's name and its JSON, one a line. Its `order_book` lines are read past.

    Bitstamp tells what is left of an order. Less of it at the same price becomes an execute, for
    orders shrink by trades alone; any other change a replace; a deletion with nothing left an
    execute of all that was left, else a delete. A change of an order that the recording did not
    create becomes a replace, its deletion a delete: the book refuses them, see `apply_counting`. An
    order that is created after it was deleted is left out and counted in `skipped`, whatever
    `on_error` says. Trades of a log, which executes report as well, carry PRINT_FLAG and no side.
    An order that trades at once is listed as resting for a moment: the book is crossed meanwhile.

    `ts` and `ts_local` are both the time of receipt: the venue's own time is that of the order's
    entry, not of the event. `sequence` is the row, from 0 after the header, or the line of a log.

    Args:
        recording: A table or log, plain or packed (`.gz`, `.zst`, `.zip`), or its content.
        instrument: Whose grid prices and quantities are put on, for example ticks of 0.01 and lots
            of 0.00000001.
        on_error: `"raise"` at a row that cannot be right, or `"skip"` and count it.

    Raises:
        DataError: A file that cannot be read.
    """

    def __init__(
        self, recording: Recording, instrument: Instrument, *, on_error: OnError = "raise"
    ) -> None:
        self._skip = checked_on_error(on_error)
        self._is_log = not _start(recording).startswith(_HEADER[:1])
        self._lines: list[int] = []  # of the log, for each row made of it
        self._line = 0
        self._malformed: list[Fault] = []
        super().__init__(
            recording,
            _core.feed.BitstampDecoder(
                price_step(instrument, "1"),
                quantity_step(instrument, "1" if self._is_log else "0.00000001"),
                self._skip,
            ),
        )

    @property
    def rows(self) -> int:
        """How many rows were read so far, those left out included."""
        return self._line if self._is_log else super().rows

    @property
    def skipped(self) -> dict[_core.feed.DecodeStatus, int]:
        """How many rows were left out so far, by cause."""
        counts = dict(super().skipped)
        for cause, _, _ in self._malformed:
            counts[cause] = counts.get(cause, 0) + 1
        return counts

    @property
    def faults(self) -> list[Fault]:
        """The first rows that were left out, at most 1,000: the cause, the row, what was wrong."""
        if not self._is_log:
            return super().faults
        decoded = [
            (cause, self._lines[row], _with_row(text, self._lines[row]))
            for cause, row, text in super().faults
        ]
        return sorted(decoded + self._malformed, key=lambda fault: fault[1])[:_KEPT]

    def _chunks(self) -> Iterator[Any]:
        if not self._is_log:
            yield from super()._chunks()
            return
        yield _HEADER
        rest = b""
        for chunk in super()._chunks():
            lines = (rest + bytes(chunk)).split(b"\n")
            rest = lines.pop()
            yield from self._rows_of(lines)
        if rest:
            yield from self._rows_of([rest])

    def _rows_of(self, lines: list[bytes]) -> Iterator[bytes]:
        """Rows of the table that say what lines of the log say."""
        rows: list[str] = []
        for line in lines:
            number, self._line = self._line, self._line + 1
            try:
                row = _row_of(line)
            except ValueError as error:
                text = f"row {number}: {error}"
                if self._skip:
                    cause = _core.feed.DecodeStatus.UNKNOWN_TYPE
                    self._malformed.append((cause, number, text))
                    continue
                yield "".join(rows).encode()
                raise BookError(f"{self.place}: {text}", number) from None
            if row is not None:
                rows.append(row)
                self._lines.append(number)
        yield "".join(rows).encode()

    def _take(self) -> NDArray[Any]:
        messages = super()._take()
        if self._is_log:
            messages["sequence"] = np.asarray(self._lines, np.uint64)[messages["sequence"]]
        return messages

    def _named(self, error: BookError) -> BookError:
        if not self._is_log:
            return super()._named(error)
        line = self._lines[error.row]
        return BookError(f"{self.place}: {_with_row(str(error), line)}", line)


def read_bitstamp(
    recording: Recording,
    instrument: Instrument,
    *,
    on_error: OnError = "raise",
    report: ReadReport | None = None,
) -> NDArray[Any]:
    """Read order events of Bitstamp at once; arguments as of `BitstampReader`, a report to fill.

    Returns:
        An array of BOOK_MESSAGE.

    Raises:
        BookError: A row that cannot be right, counted from 0.
        DataError: A file that cannot be read.
    """
    return BitstampReader(recording, instrument, on_error=on_error).read(report)


def _start(recording: Recording) -> bytes:
    if isinstance(recording, bytes | bytearray | memoryview):
        return bytes(recording[:1])
    with open_bytes(recording) as file:
        return file.read(1)


def _row_of(line: bytes) -> str | None:
    """A row of the table; None for what changes no order.

    Raises:
        ValueError: No line of such a log.
    """
    received, _, rest = line.partition(b" ")
    event, _, content = rest.partition(b" ")
    if event == b"order_book":
        return None
    try:
        if event == b"trade":
            trade = _read_trade(content)
            return f"{trade.id},{received.decode()},,{trade.price!r},{trade.amount!r},trade,\n"
        if event in _ACTIONS:
            order = _read_order(content)
            direction = _DIRECTIONS[order.order_type]
            return (
                f"{order.id},{received.decode()},{order.datetime},{order.price},{order.amount},"
                f"{_ACTIONS[event]},{direction}\n"
            )
    except (msgspec.DecodeError, UnicodeDecodeError, IndexError) as error:
        said = (str(error).splitlines() or [""])[0]
        raise ValueError(
            f"expected JSON of an order or a trade, could not read it ({said})"
        ) from None
    shown = event[:_SHOWN].decode("ascii", "replace")
    raise ValueError(
        f"event: expected order_created, order_changed, order_deleted, order_book or trade, "
        f"was {shown!r}"
    )


def _with_row(text: str, row: int) -> str:
    """A fault's text with the row of the log in place of the table's."""
    return f"row {row}: {text.partition(': ')[2]}"
