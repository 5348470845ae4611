"""Nasdaq TotalView-ITCH 5.0, the binary feed of every order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from swarmcore import _core
from swarmcore.feed.grids import scale
from swarmcore.feed.reader import Recording, RecordingReader, checked_on_error
from swarmcore.market.instruments import Instrument

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from swarmcore.feed.reports import OnError, ReadReport

__all__ = ["ItchReader", "read_itch"]

_PRICE_UNIT = "0.0001"
_QUANTITY_UNIT = "1"
_HIGHEST_PRICE = 2_000_000_000
_NATIVE = (1, 1)


class ItchReader(RecordingReader):
    """One pass over a recording of ITCH 5.0, in batches of BOOK_MESSAGE.

    A recording is messages behind two bytes each, which hold the length or 0. Orders (A, F), their
    executions (E, C), cancellations (X, D) and replacements (U) become the messages that say the
    same of a book; trades of hidden orders (P) and crosses (Q, with CROSS_FLAG) become trades;
    trading actions and system events (H, S) become `statuses`; the rest is read past. An execution
    at a price other than the order's (C) carries it, with NOT_PRINTED_FLAG where volume leaves it
    out. `sequence` is the message's number in the recording, from 0; `ts_local` is `ts`.

    Args:
        recording: A file, plain or packed (`.gz`, `.zst`, `.zip`), or its content.
        symbols: What to keep, numbered in this order: symbols, with prices in ticks of USD 0.0001
            and quantities in shares, or instruments, each on its own grid. None keeps all, numbered
            by their locate codes.
        midnight: The midnight before the recording in New York, nanoseconds UTC; see
            `swarmcore.feed.midnight`.
        on_error: `"raise"` at a message that cannot be right, or `"skip"` and count it. A message
            whose end nothing tells raises in any case.
        highest_price: What a price can be at most, in USD; the specification says 200,000, and one
            stock has traded higher.

    Raises:
        ValueError: An argument out of range, or an instrument whose grid does not fit.

    Example:
        >>> reader = ItchReader("20190730.NASDAQ_ITCH50.gz", ["AAPL"])   # doctest: +SKIP
        >>> for messages in reader:                                      # doctest: +SKIP
        ...     book.apply(messages)
    """

    def __init__(
        self,
        recording: Recording,
        symbols: Iterable[str | Instrument] | None = None,
        *,
        midnight: int = 0,
        on_error: OnError = "raise",
        highest_price: float = 200_000,
    ) -> None:
        if isinstance(symbols, str):
            raise TypeError("symbols: expected a sequence of symbols, was str")
        wanted = None if symbols is None else list(symbols)
        # Not a number is below nothing and above nothing, and has no nearest integer.
        highest = round(highest_price * 10_000) if 0 < highest_price < 2**32 else 0
        if not 0 < highest < 2**32:
            raise ValueError(
                f"highest_price: expected more than 0 and less than 429496.7296, "
                f"was {highest_price}"
            )
        self._itch = _core.feed.ItchDecoder(
            midnight,
            None if wanted is None else [_listing(each) for each in wanted],
            checked_on_error(on_error),
            highest,
        )
        self._names = (
            None
            if wanted is None
            else [each.symbol if isinstance(each, Instrument) else each for each in wanted]
        )
        super().__init__(recording, self._itch)

    @property
    def symbols(self) -> dict[int, str]:
        """The symbol of each `instrument`: those asked for, or all that were seen so far."""
        return self._itch.symbols if self._names is None else dict(enumerate(self._names))

    @property
    def counts(self) -> dict[str, int]:
        """How many messages of each type were read so far, wanted or not."""
        return self._itch.counts

    @property
    def statuses(self) -> NDArray[Any]:
        """Trading actions of the wanted stocks and system events so far: STATUS_MESSAGE."""
        return self._itch.statuses


def read_itch(
    recording: Recording,
    symbols: Iterable[str | Instrument] | None = None,
    *,
    midnight: int = 0,
    on_error: OnError = "raise",
    highest_price: float = 200_000,
    report: ReadReport | None = None,
) -> NDArray[Any]:
    """Read a recording of ITCH 5.0 at once; arguments as of `ItchReader`, and a report to fill.

    Returns:
        An array of BOOK_MESSAGE.

    Raises:
        BookError: A message that cannot be right, with its number in the recording from 0.
        DataError: A file that cannot be read.
    """
    return ItchReader(
        recording, symbols, midnight=midnight, on_error=on_error, highest_price=highest_price
    ).read(report)


def _listing(wanted: str | Instrument) -> tuple[str, tuple[int, int], tuple[int, int]]:
    if isinstance(wanted, str):
        return wanted, _NATIVE, _NATIVE
    return (
        wanted.symbol,
        scale(wanted.tick_size, _PRICE_UNIT),
        scale(wanted.lot_size, _QUANTITY_UNIT),
    )
