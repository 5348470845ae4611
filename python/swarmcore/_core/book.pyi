"""
Order book mirror and matching engine; prices in ticks, quantities in lots.
"""

from __future__ import annotations
import enum
import numpy
import numpy.dtypes
import numpy.typing
import typing

__all__: list[str] = [
    "BOOK_MESSAGE",
    "BookStatus",
    "BoundMessages",
    "CommandKind",
    "EXECUTION",
    "ExecutionKind",
    "MAKER_FLAG",
    "MatchingEngine",
    "MessageKind",
    "ORDER_COMMAND",
    "OrderBook",
    "OrderType",
    "RejectReason",
    "TimeInForce",
    "apply_counting",
]

class MessageKind(enum.IntEnum):
    """
    What a message of a feed does to the book.
    """

    ADD = 1
    REDUCE = 2
    DELETE = 3
    EXECUTE = 4
    REPLACE = 5
    TRADE = 6
    CLEAR = 7

class CommandKind(enum.IntEnum):
    """
    What a command asks for; LINK is not built yet.
    """

    NEW = 1
    CANCEL = 2
    REPLACE = 3
    LINK = 4

class OrderType(enum.IntEnum):
    """
    How a price is meant; only LIMIT and MARKET are built yet.
    """

    LIMIT = 1
    MARKET = 2
    STOP = 3
    STOP_LIMIT = 4
    TRAILING_STOP = 5

class TimeInForce(enum.IntEnum):
    """
    How long an order stands; only GTC and IOC are built yet.
    """

    GTC = 1
    IOC = 2
    FOK = 3
    GTD = 4
    AT_OPEN = 5
    AT_CLOSE = 6

class ExecutionKind(enum.IntEnum):
    """
    What happened to an order.
    """

    ACCEPTED = 1
    FILLED = 2
    CANCELLED = 3
    REJECTED = 4
    REPLACED = 5
    TRIGGERED = 6
    EXPIRED = 7
    REPLENISHED = 8

class RejectReason(enum.IntEnum):
    """
    Why a command was rejected, or (from 64 on) the rest of an order cancelled unasked.
    """

    NONE = 0
    TIME_WENT_BACK = 1
    UNKNOWN_KIND = 2
    UNSUPPORTED_KIND = 3
    UNKNOWN_INSTRUMENT = 4
    UNSUPPORTED_FLAGS = 5
    UNSUPPORTED_FIELD = 6
    BAD_SIDE = 7
    UNKNOWN_TYPE = 8
    UNSUPPORTED_TYPE = 9
    UNKNOWN_TIME_IN_FORCE = 10
    UNSUPPORTED_TIME_IN_FORCE = 11
    DUPLICATE_ORDER = 12
    UNKNOWN_ORDER = 13
    WRONG_OWNER = 14
    BAD_PRICE = 15
    BAD_QUANTITY = 16
    QUANTITY_OVERFLOW = 17
    IMMEDIATE_REMAINDER = 64
    MARKET_REMAINDER = 65

class BoundMessages:
    """
    Messages bound to a book by OrderBook.bind.

    The array is checked once and viewed, not copied: refill its rows and call again.
    """
    def __call__(
        self,
        start: typing.SupportsInt | typing.SupportsIndex,
        stop: typing.SupportsInt | typing.SupportsIndex | None = None,
    ) -> int:
        """
        Apply the rows from start to stop, or the one row start.

        Args:
            start: The first row, from 0.
            stop: The row after the last; start + 1 unless given.

        Returns:
            The number of messages applied.

        Raises:
            BookError: A bad message, with its row in the bound array; see OrderBook.apply.
            IndexError: Rows outside the array.
        """
    def __len__(self) -> int: ...

class OrderBook:
    """
    A mirror of one instrument's book.
    """
    def __init__(self) -> None: ...
    def __len__(self) -> int: ...
    def apply(self, messages: numpy.typing.NDArray[numpy.void]) -> int:
        """
        Apply messages in order, without the GIL.

        Args:
            messages: One-dimensional C-contiguous array of BOOK_MESSAGE, not written to meanwhile.

        Returns:
            The number of messages applied: all of them.

        Raises:
            BookError: A bad message. `row` is its row; the rows before it are applied, and the book is as
                it was before it.
            TypeError, ValueError: Another dtype, shape or layout.
        """
    def bind(self, messages: numpy.typing.NDArray[numpy.void]) -> BoundMessages:
        """
        Check an array of messages once, so that applying rows of it costs no check.

        Args:
            messages: One-dimensional C-contiguous array of BOOK_MESSAGE.

        Returns:
            A callable: bound(row) applies one row, bound(start, stop) a slice. The rows are read when it
            is called, so that the same array can be refilled.
        """
    def depth(
        self, levels: typing.SupportsInt | typing.SupportsIndex
    ) -> tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int64]]:
        """
        The best levels of both sides.

        Args:
            levels: At most how many a side.

        Returns:
            Bids and asks: int64 arrays (n, 3) of price in ticks, quantity in lots and order count, best
            first.
        """
    def queue_ahead(self, order_id: typing.SupportsInt | typing.SupportsIndex) -> int:
        """
        The lots that trade before an order at its own price.

        Raises:
            ValueError: No such order in the book.
        """
    def state_hash(self) -> int:
        """
        A 64-bit digest of levels, queues, ids and quantities, whatever led to them.
        """
    @property
    def best_ask(self) -> tuple[int, int] | None:
        """
        The best ask as (price in ticks, quantity in lots), or None.
        """
    @property
    def best_bid(self) -> tuple[int, int] | None:
        """
        The best bid as (price in ticks, quantity in lots), or None.
        """
    @property
    def order_count(self) -> int:
        """
        The number of orders in the book; len(book) is the same.
        """

class BookStatus(enum.IntEnum):
    """
    What became of a message that was applied to a book.
    """

    APPLIED = 0
    UNKNOWN_INSTRUMENT = 1
    TIME_WENT_BACK = 2
    UNKNOWN_KIND = 3
    UNKNOWN_ORDER = 4
    DUPLICATE_ORDER = 5
    BAD_SIDE = 6
    BAD_PRICE = 7
    BAD_QUANTITY = 8
    QUANTITY_EXCEEDS_ORDER = 9
    QUANTITY_OVERFLOW = 10

class MatchingEngine:
    """
    Matches orders of many instruments by price, then time.
    """
    def __init__(self, instruments: typing.SupportsInt | typing.SupportsIndex) -> None: ...
    def best_ask(
        self, instrument: typing.SupportsInt | typing.SupportsIndex
    ) -> tuple[int, int] | None:
        """
        The best ask as (price in ticks, quantity in lots), or None.
        """
    def best_bid(
        self, instrument: typing.SupportsInt | typing.SupportsIndex
    ) -> tuple[int, int] | None:
        """
        The best bid as (price in ticks, quantity in lots), or None.
        """
    def depth(
        self,
        instrument: typing.SupportsInt | typing.SupportsIndex,
        levels: typing.SupportsInt | typing.SupportsIndex,
    ) -> tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int64]]:
        """
        The best levels of both sides of an instrument.

        Args:
            instrument: Its index, from 0.
            levels: At most how many a side.

        Returns:
            Bids and asks: int64 arrays (n, 3) of price in ticks, quantity in lots and order count, best
            first.
        """
    def process(
        self, commands: numpy.typing.NDArray[numpy.void]
    ) -> numpy.typing.NDArray[numpy.void]:
        """
        Process commands in order, without the GIL.

        Args:
            commands: One-dimensional C-contiguous array of ORDER_COMMAND, not written to meanwhile.

        Returns:
            A new array of EXECUTION: all that the commands did, in order. A command that makes no sense
            is rejected there, with its RejectReason.

        Raises:
            TypeError, ValueError: Another dtype, shape or layout.
        """
    def state_hash(self) -> int:
        """
        A 64-bit digest of levels, queues, ids, owners and quantities, whatever led to them.
        """
    @property
    def order_count(self) -> int:
        """
        The number of orders at rest.
        """

def apply_counting(
    book: OrderBook, messages: numpy.typing.NDArray[numpy.void]
) -> tuple[int, numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.uint8]]:
    """
    Apply every message that a book takes, without the GIL, and tell of the others.

    Args:
        book: An order book.
        messages: One-dimensional C-contiguous array of BOOK_MESSAGE, not written to meanwhile.

    Returns:
        How many were applied, the rows of those refused (int64) and why (uint8, BookStatus).

    Raises:
        TypeError, ValueError: Another dtype, shape or layout.
    """

BOOK_MESSAGE: numpy.dtypes.VoidDType
EXECUTION: numpy.dtypes.VoidDType
MAKER_FLAG: int = 1
ORDER_COMMAND: numpy.dtypes.VoidDType
