"""Order book and matching: the mirror of a venue's book, and the engine that makes one.

Prices are integer ticks and quantities integer lots; an `Instrument` converts. Times are
nanoseconds UTC. Sides are +1 bid and -1 ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from swarmcore import _core

if TYPE_CHECKING:
    from collections.abc import Sequence

    from swarmcore.market.instruments import Instrument

__all__ = [
    "BOOK_MESSAGE",
    "MessageKind",
    "BookStatus",
    "OrderBook",
    "ORDER_COMMAND",
    "CommandKind",
    "OrderType",
    "TimeInForce",
    "MatchingEngine",
    "EXECUTION",
    "ExecutionKind",
    "RejectReason",
    "MAKER_FLAG",
]

BOOK_MESSAGE = _core.book.BOOK_MESSAGE
ORDER_COMMAND = _core.book.ORDER_COMMAND
EXECUTION = _core.book.EXECUTION
MAKER_FLAG = _core.book.MAKER_FLAG
MessageKind = _core.book.MessageKind
BookStatus = _core.book.BookStatus
CommandKind = _core.book.CommandKind
OrderType = _core.book.OrderType
TimeInForce = _core.book.TimeInForce
ExecutionKind = _core.book.ExecutionKind
RejectReason = _core.book.RejectReason


class OrderBook(_core.book.OrderBook):
    """A mirror of one instrument's book, market by order, kept by applying a venue's feed.

    It mirrors: a feed that leaves out messages may leave it crossed.

    Args:
        instrument: What is traded; stored, and read by nothing here.

    Attributes:
        instrument: As given.
    """

    def __init__(self, instrument: Instrument) -> None:
        super().__init__()
        self.instrument = instrument


class MatchingEngine(_core.book.MatchingEngine):
    """Matches orders of many instruments by price, then time.

    Limit and market orders, good till cancelled or immediate-or-cancel; new, cancel and replace.
    A fill gives two executions, the taker's and then the maker's (MAKER_FLAG), at the maker's
    price. What makes no sense, or is not built yet, is rejected with a RejectReason.

    Args:
        instruments: What is traded, 1 to 65,536; a command names one by its index here.

    Attributes:
        instruments: As given, as a tuple.

    Raises:
        ValueError: No instrument, or too many.
    """

    def __init__(self, instruments: Sequence[Instrument]) -> None:
        self.instruments = tuple(instruments)
        super().__init__(len(self.instruments))
