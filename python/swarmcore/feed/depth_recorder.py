"""Updates of books by price and trades, gathered from a recording and turned into one array."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from itertools import islice, repeat
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from swarmcore._core.feed import parse_decimals
from swarmcore.book import DEPTH_MESSAGE, LAST_ROW_FLAG, SNAPSHOT_FLAG, DepthMessageKind
from swarmcore.errors import BookError
from swarmcore.feed.reports import ReadReport

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from decimal import Decimal

    from numpy.typing import NDArray

    from swarmcore.feed.reports import OnError
    from swarmcore.market.instruments import Instrument

__all__ = ["DepthRecorder", "BadRowError", "Trade", "Update", "shown", "trade_number"]

Level: TypeAlias = "Sequence[str]"
"""Price and quantity as the venue writes them, perhaps with more behind."""

_Faults: TypeAlias = "dict[int, BadRowError]"

_MOST_INSTRUMENTS = 2**16
_MOST_DIGITS = 18
_SHOWN = 40


def shown(text: object) -> str:
    """What a row holds as an error may show it: one printable line of few characters."""
    line = ascii(text)[:_SHOWN]
    return line if len(line) < _SHOWN else f"{line}..."


def trade_number(name: str | None) -> int:
    """The number that a trade's id is, or 0 where it is none of 18 digits or fewer."""
    if name is None or not (name.isascii() and name.isdigit() and len(name) <= _MOST_DIGITS):
        return 0
    return int(name)


class BadRowError(Exception):
    """A row that cannot be right: its cause, which is counted, and what was expected and came."""

    def __init__(self, cause: str, reason: str) -> None:
        super().__init__(reason)
        self.cause = cause


@dataclass(slots=True)
class Update:
    """One update of a book by price, or a snapshot of it; times in nanoseconds."""

    row: int
    instrument: int
    ts: int
    ts_local: int
    bids: Sequence[Level]
    asks: Sequence[Level]
    first_update: int = 0
    last_update: int = 0
    previous_update: int = 0
    snapshot: bool = False
    replaces: bool = False
    """Whether all levels leave before those of the update come."""
    checksum: int | None = None
    level_rows: tuple[Sequence[int], Sequence[int]] | None = None
    """The rows of the bids and of the asks, where each has its own."""

    @property
    def row_count(self) -> int:
        """How many rows of the array it takes."""
        levels = len(self.bids) + len(self.asks)
        return levels + self.replaces + (self.checksum is not None)


class Trade(NamedTuple):
    """A trade; `side` is that of the order that rested, 0 where nobody says."""

    row: int
    instrument: int
    ts: int
    ts_local: int
    price: str
    quantity: str
    side: int
    id: int = 0


class DepthRecorder:
    """Takes a recording's updates and trades in the order of their receipt.

    Args:
        path: The recording, for errors.
        instruments: The venue's symbols and their grids; the place of a symbol is its index in
            the records.
        on_error: What becomes of a row that cannot be right.
        report: Filled, unless None.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        instruments: Mapping[str, Instrument],
        on_error: OnError,
        report: ReadReport | None,
    ) -> None:
        if on_error not in ("raise", "skip"):
            raise ValueError(f"on_error: expected raise or skip, was {on_error!r}")
        if not 1 <= len(instruments) <= _MOST_INSTRUMENTS:
            raise ValueError(
                f"instruments: expected 1 to {_MOST_INSTRUMENTS}, was {len(instruments)}"
            )
        self.place = os.fsdecode(path)
        self.report = ReadReport() if report is None else report
        self.entries: list[Update | Trade] = []
        self._on_error = on_error
        self._instruments = tuple(instruments.values())
        self._carried: dict[int, Update] = {}
        self._indexes = {symbol: index for index, symbol in enumerate(instruments)}

    @property
    def only_index(self) -> int:
        """The index of the one instrument, for what names none.

        Raises:
            BadRowError: There are several.
        """
        if len(self._indexes) == 1:
            return 0
        raise BadRowError(
            "no symbol", "symbol: expected one, or one instrument to read, was neither"
        )

    def index(self, symbol: str) -> int | None:
        """The index of a symbol; None, and the row is counted, where it was not asked for."""
        index = self._indexes.get(symbol)
        if index is None:
            self.leave_out("other symbol")
        return index

    def leave_out(self, what: str) -> None:
        """Count a row that says nothing of a book or a trade."""
        self.report.left_out[what] += 1

    def fault(self, row: int, fault: BadRowError) -> None:
        """Raise for a row that cannot be right, or count it."""
        error = f"{self.place}: row {row}: {fault}"
        if self._on_error == "raise":
            raise BookError(error, row) from None
        self.report.skip(row, fault.cause, error)

    def add(self, entry: Update | Trade) -> bool:
        """Take an update or a trade, and return whether it has a row.

        An update without levels has none to carry its numbers: the next one takes them over.
        """
        if isinstance(entry, Update):
            carried = self._carried.pop(entry.instrument, None)
            if carried is not None and not entry.replaces:
                entry.first_update = carried.first_update
                entry.previous_update = carried.previous_update
            if entry.row_count == 0:
                if entry.previous_update != entry.last_update:
                    self._carried[entry.instrument] = entry
                self.leave_out("update without levels")
                return False
        self.entries.append(entry)
        return True

    def messages(self) -> NDArray[np.void]:
        """All that was taken, as DEPTH_MESSAGE.

        Raises:
            BookError: A number that is none, or off its instrument's grid.
        """
        entries = self.entries
        while True:
            table = _Table(entries)
            bad = table.fill(self._instruments)
            if not bad:
                return table.messages
            for row in sorted(bad):
                self.fault(row, bad[row])
            entries = [each for entry in entries for each in _without(entry, bad)]


def _without(entry: Update | Trade, bad: Collection[int]) -> list[Update | Trade]:
    """What is left of an entry when rows of the file are taken out."""
    if isinstance(entry, Trade) or entry.level_rows is None:
        return [] if entry.row in bad else [entry]
    bids, asks = (
        [(level, row) for level, row in zip(levels, rows, strict=True) if row not in bad]
        for levels, rows in zip((entry.bids, entry.asks), entry.level_rows, strict=True)
    )
    left = replace(
        entry,
        bids=[level for level, _ in bids],
        asks=[level for level, _ in asks],
        level_rows=([row for _, row in bids], [row for _, row in asks]),
    )
    return [left] if left.row_count else []


class _Table:
    """The rows of entries, first but for their prices and quantities."""

    def __init__(self, entries: Iterable[Update | Trade]) -> None:
        self.entries = list(entries)
        counts = [1 if isinstance(e, Trade) else e.row_count for e in self.entries]
        self.messages = np.zeros(sum(counts), DEPTH_MESSAGE)
        self._numbers: dict[int, _Numbers] = {}
        self._write_fields(np.array(counts, dtype=np.int64))
        self._write_rows()

    def fill(self, instruments: Sequence[Instrument]) -> dict[int, BadRowError]:
        """Write prices and quantities; returns the rows of the file that cannot be right."""
        bad: dict[int, BadRowError] = {}
        for index, numbers in self._numbers.items():
            at = np.array(numbers.at, dtype=np.int64)
            # A level may leave, by a quantity of 0; nothing trades at 0.
            least = np.where(self.messages["kind"][at] == DepthMessageKind.SET, 0, 1)
            tick, lot = instruments[index].tick_size, instruments[index].lot_size
            faults: _Faults = {}
            prices = _counts("price", numbers.prices, tick, faults)
            quantities = _counts("quantity", numbers.quantities, lot, faults)
            for i in np.flatnonzero(prices < 1).tolist():
                reason = f"price: expected more than 0, was {shown(numbers.prices[i])}"
                faults.setdefault(i, BadRowError("price out of range", reason))
            for i in np.flatnonzero(quantities < least).tolist():
                expected = "more than 0" if least[i] else "0 or more"
                reason = f"quantity: expected {expected}, was {shown(numbers.quantities[i])}"
                faults.setdefault(i, BadRowError("quantity out of range", reason))
            self.messages["price"][at] = prices
            self.messages["quantity"][at] = quantities
            for i in sorted(faults):
                bad.setdefault(numbers.rows[i], faults[i])
        return bad

    def _write_fields(self, counts: NDArray[np.int64]) -> None:
        for name in ("ts", "ts_local", "instrument"):
            values = [getattr(entry, name) for entry in self.entries]
            dtype = DEPTH_MESSAGE[name]
            self.messages[name] = np.repeat(np.array(values, dtype=dtype), counts)
        for name in ("first_update", "last_update", "previous_update"):
            values = [0 if isinstance(e, Trade) else getattr(e, name) for e in self.entries]
            if name == "last_update":
                values = [
                    e.id if isinstance(e, Trade) else value
                    for e, value in zip(self.entries, values, strict=True)
                ]
            self.messages[name] = np.repeat(np.array(values, dtype=np.uint64), counts)
        flags = [SNAPSHOT_FLAG if isinstance(e, Update) and e.snapshot else 0 for e in self.entries]
        self.messages["flags"] = np.repeat(np.array(flags, dtype=np.uint16), counts)
        ends = np.cumsum(counts) - 1
        self.messages["flags"][ends] |= LAST_ROW_FLAG

    def _write_rows(self) -> None:
        kinds: list[int] = []
        sides: list[int] = []
        checksums: dict[int, int] = {}
        for entry in self.entries:
            numbers = self._numbers.setdefault(entry.instrument, _Numbers())
            if isinstance(entry, Trade):
                numbers.add(len(kinds), [(entry.price, entry.quantity)], [entry.row])
                kinds.append(DepthMessageKind.TRADE)
                sides.append(entry.side)
                continue
            if entry.replaces:
                kinds.append(DepthMessageKind.CLEAR)
                sides.append(0)
            rows = entry.level_rows or (repeat(entry.row), repeat(entry.row))
            for side, levels, own in zip((1, -1), (entry.bids, entry.asks), rows, strict=True):
                numbers.add(len(kinds), levels, islice(own, len(levels)))
                kinds.extend(repeat(int(DepthMessageKind.SET), len(levels)))
                sides.extend(repeat(side, len(levels)))
            if entry.checksum is not None:
                checksums[len(kinds)] = entry.checksum
                kinds.append(DepthMessageKind.CHECKSUM)
                sides.append(0)
        self.messages["kind"] = kinds
        self.messages["side"] = sides
        for at, checksum in checksums.items():
            self.messages["quantity"][at] = checksum


@dataclass(slots=True)
class _Numbers:
    """The texts of one instrument: where in the array they belong, and to which row of the file."""

    at: list[int] = field(default_factory=list)
    prices: list[str] = field(default_factory=list)
    quantities: list[str] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)

    def add(self, at: int, levels: Sequence[Level], rows: Iterable[int]) -> None:
        self.at.extend(range(at, at + len(levels)))
        self.prices.extend(level[0] for level in levels)
        self.quantities.extend(level[1] for level in levels)
        self.rows.extend(rows)


def _counts(name: str, texts: list[str], grid: Decimal, faults: _Faults) -> NDArray[np.int64]:
    """Texts as whole numbers of the grid's steps; of one that is none, a fault and a count of 1."""
    step = f"{grid:f}"
    try:
        return parse_decimals(texts, step, name)
    except BookError:
        counts = np.ones(len(texts), np.int64)
    for i, text in enumerate(texts):
        try:
            counts[i] = parse_decimals([text], step, name)[0]
        except BookError as error:
            faults[i] = BadRowError(f"{name} off the grid", str(error).removeprefix("row 0: "))
    return counts
