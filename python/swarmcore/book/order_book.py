"""The mirror of a market-by-order feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from swarmcore import _core
from swarmcore.market.instruments import checked_instrument

if TYPE_CHECKING:
    from typing import Self

    from swarmcore.market.instruments import Instrument

__all__ = ["OrderBook"]


class OrderBook(_core.book.OrderBook):
    """A mirror of one instrument's book, market by order, kept by applying a venue's feed.

    It mirrors: a feed that leaves out messages may leave it crossed.

    Args:
        instrument: What is traded; stored, and read by nothing here.

    Attributes:
        instrument: As given.

    Raises:
        TypeError: No instrument.
    """

    def __init__(self, instrument: Instrument) -> None:
        super().__init__()
        self.instrument = checked_instrument(instrument)

    @classmethod
    def restore(cls, instrument: Instrument, snapshot: bytes) -> Self:
        """The book that a snapshot was taken of, with its time and unread order flow.

        Args:
            instrument: What is traded; it is not in the snapshot.
            snapshot: What `snapshot()` gave.

        Raises:
            BookError: The bytes are cut short, changed, or those of something else.
        """
        book = cls.__new__(cls)
        _core.book.OrderBook.__init__(book, snapshot)
        book.instrument = checked_instrument(instrument)
        return book
