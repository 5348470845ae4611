"""LOBSTER: the order flow of Nasdaq stocks as comma-separated files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from swarmcore import _core
from swarmcore.errors import BookError, DataError
from swarmcore.feed.files import open_bytes
from swarmcore.feed.grids import price_step, quantity_step, rescale, scale
from swarmcore.feed.reader import Recording, RecordingReader, checked_on_error

if TYPE_CHECKING:
    import os

    from numpy.typing import NDArray

    from swarmcore.feed.reports import OnError, ReadReport
    from swarmcore.market.instruments import Instrument

__all__ = ["LobsterBook", "LobsterReader", "read_lobster", "read_lobster_book"]

_PRICE_UNIT = "0.0001"
_QUANTITY_UNIT = "1"
_NO_LEVEL = 9_999_999_999
_COLUMNS_A_LEVEL = 4


class LobsterReader(RecordingReader):
    """One pass over a LOBSTER message file, in batches of BOOK_MESSAGE.

    New orders, partial cancellations, deletions and executions become the messages that say the
    same of a book; executions of hidden orders become trades, so do crosses (with CROSS_FLAG and no
    side); halts become `statuses`. Times are exact to the nanosecond. `sequence` is the row, from
    0; `ts_local` is `ts`.

    Args:
        recording: A message file, plain or packed (`.gz`, `.zst`, `.zip`), or its content.
        instrument: Whose grid prices and quantities are put on; None for ticks of USD 0.0001 and
            lots of one share, as they are written.
        midnight: The midnight before the recording in New York, nanoseconds UTC; see
            `swarmcore.feed.midnight`.
        on_error: `"raise"` at a row that cannot be right, or `"skip"` and count it.
    """

    def __init__(
        self,
        recording: Recording,
        instrument: Instrument | None = None,
        *,
        midnight: int = 0,
        on_error: OnError = "raise",
    ) -> None:
        self._lobster = _core.feed.LobsterDecoder(
            midnight,
            price_step(instrument, _PRICE_UNIT),
            quantity_step(instrument, _QUANTITY_UNIT),
            checked_on_error(on_error),
        )
        super().__init__(recording, self._lobster)

    @property
    def statuses(self) -> NDArray[Any]:
        """Halts, quoting and resumptions so far: STATUS_MESSAGE."""
        return self._lobster.statuses


def read_lobster(
    recording: Recording,
    instrument: Instrument | None = None,
    *,
    midnight: int = 0,
    on_error: OnError = "raise",
    report: ReadReport | None = None,
) -> NDArray[Any]:
    """Read a LOBSTER message file at once; arguments as of `LobsterReader`, and a report to fill.

    Returns:
        An array of BOOK_MESSAGE.

    Raises:
        BookError: A row that cannot be right, counted from 0.
        DataError: A file that cannot be read.
    """
    return LobsterReader(recording, instrument, midnight=midnight, on_error=on_error).read(report)


class LobsterBook(NamedTuple):
    """The best levels after each row of a message file.

    Args:
        bids: int64 array (rows, levels, 2): price in ticks and quantity in lots, best first; both
            0 where there is no such level.
        asks: Likewise.
    """

    bids: NDArray[np.int64]
    asks: NDArray[np.int64]


def read_lobster_book(
    path: str | os.PathLike[str], instrument: Instrument | None = None
) -> LobsterBook:
    """Read a LOBSTER order-book file.

    Args:
        path: The file, plain or packed (`.gz`, `.zst`, `.zip`).
        instrument: As of `LobsterReader`.

    Raises:
        BookError: A row that cannot be right, counted from 0.
        DataError: A file that cannot be read, or whose columns are not four a level.
    """
    with open_bytes(path) as file:
        content = file.read()
    columns = content.partition(b"\n")[0].count(b",") + 1
    if columns % _COLUMNS_A_LEVEL:
        raise DataError(f"{path}: expected four columns a level, was {columns} columns")
    try:
        table = _core.feed.parse_table(content, columns)
        # Ask price, ask size, bid price, bid size of the best level, then of the next.
        levels = table.reshape(len(table), -1, 2, 2)
        bids, asks = _levels(levels[:, :, 1], instrument), _levels(levels[:, :, 0], instrument)
    except BookError as error:
        raise BookError(f"{path}: {error}", error.row) from None
    return LobsterBook(bids, asks)


def _levels(table: NDArray[np.int64], instrument: Instrument | None) -> NDArray[np.int64]:
    """Prices and quantities on the instrument's grid, zeros in place of LOBSTER's dummies."""
    levels = np.where(np.abs(table[..., :1]) == _NO_LEVEL, 0, table)
    for column, name in enumerate(("price", "size")):
        bad = np.flatnonzero((levels[..., column] < 0).any(axis=1))
        if len(bad):
            raise BookError(f"row {bad[0]}: {name}: expected 0 or more, was less", int(bad[0]))
    if instrument is not None:
        prices = scale(instrument.tick_size, _PRICE_UNIT)
        quantities = scale(instrument.lot_size, _QUANTITY_UNIT)
        levels[..., 0] = rescale(levels[..., 0], prices, "price", instrument.tick_size)
        levels[..., 1] = rescale(levels[..., 1], quantities, "size", instrument.lot_size)
    return levels
