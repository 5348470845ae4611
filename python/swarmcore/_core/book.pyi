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
    "AUCTION_FLAG",
    "BOOK_MESSAGE",
    "BRACKET_FLAG",
    "BookStatus",
    "BoundCommands",
    "BoundDepthMessages",
    "BoundMessages",
    "ChecksumKind",
    "CommandKind",
    "DEPTH_MESSAGE",
    "DepthBook",
    "DepthMessageKind",
    "EXECUTION",
    "ExecutionKind",
    "HELD_FLAG",
    "LAST_ROW_FLAG",
    "MAKER_FLAG",
    "MatchingAlgorithm",
    "MatchingEngine",
    "MessageKind",
    "ORDER_COMMAND",
    "ORDER_STATE",
    "OrderBook",
    "OrderStatus",
    "OrderType",
    "POST_ONLY_FLAG",
    "REDUCE_ONLY_FLAG",
    "RejectReason",
    "SELF_TRADE_SHIFT",
    "SLIDE_FLAG",
    "SNAPSHOT_FLAG",
    "SelfTradeMode",
    "TRAIL_PERCENT_FLAG",
    "TimeInForce",
    "TradingPhase",
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
    What a command asks for.
    """

    NEW = 1
    CANCEL = 2
    REPLACE = 3
    LINK = 4
    RELEASE = 5
    PHASE = 6
    BANDS = 7
    CLOCK = 8

class OrderType(enum.IntEnum):
    """
    How an order's price is meant.
    """

    LIMIT = 1
    MARKET = 2
    STOP = 3
    STOP_LIMIT = 4
    TRAILING_STOP = 5

class TimeInForce(enum.IntEnum):
    """
    How long an order stands.
    """

    GTC = 1
    IOC = 2
    FOK = 3
    GTD = 4
    AT_OPEN = 5
    AT_CLOSE = 6

class ExecutionKind(enum.IntEnum):
    """
    What happened to an order or an instrument.
    """

    ACCEPTED = 1
    FILLED = 2
    CANCELLED = 3
    REJECTED = 4
    REPLACED = 5
    TRIGGERED = 6
    EXPIRED = 7
    REPLENISHED = 8
    PHASE = 9
    BANDS = 10
    LINKED = 11

class RejectReason(enum.IntEnum):
    """
    Why a command was rejected, or (from 64 on) part of an order cancelled unasked.
    """

    NONE = 0
    TIME_WENT_BACK = 1
    UNKNOWN_KIND = 2
    UNKNOWN_INSTRUMENT = 3
    UNKNOWN_FLAGS = 4
    BAD_SIDE = 5
    UNKNOWN_TYPE = 6
    UNKNOWN_TIME_IN_FORCE = 7
    BAD_COMBINATION = 8
    BAD_QUANTITY = 9
    BAD_PRICE = 10
    BAD_TRIGGER = 11
    BAD_DISPLAY = 12
    BAD_EXPIRY = 13
    DUPLICATE_ORDER = 16
    UNKNOWN_ORDER = 17
    WRONG_OWNER = 18
    HALTED = 19
    WRONG_PHASE = 20
    ALREADY_LINKED = 21
    BAD_LINK = 22
    NOT_HELD = 23
    NO_REFERENCE_PRICE = 24
    NOT_REDUCING = 25
    WOULD_TAKE = 26
    OUTSIDE_BANDS = 27
    QUANTITY_OVERFLOW = 28
    IMMEDIATE_REMAINDER = 64
    MARKET_REMAINDER = 65
    FILL_OR_KILL = 66
    SELF_TRADE = 67
    REDUCE_ONLY_EXCESS = 68
    LINKED = 69
    AUCTION_REMAINDER = 70

class TradingPhase(enum.IntEnum):
    """
    What an instrument does with orders.
    """

    CONTINUOUS = 1
    OPENING_AUCTION = 2
    CLOSING_AUCTION = 3
    HALTED = 4

class MatchingAlgorithm(enum.IntEnum):
    """
    How a taker is shared among the orders at one price.
    """

    PRICE_TIME = 1
    PRO_RATA = 2

class SelfTradeMode(enum.IntEnum):
    """
    What a taker does when it meets an order of its own owner.
    """

    ALLOW = 0
    CANCEL_NEWEST = 1
    CANCEL_OLDEST = 2
    CANCEL_BOTH = 3
    DECREMENT = 4

class OrderStatus(enum.IntEnum):
    """
    Where a live order is.
    """

    RESTING = 1
    DORMANT = 2
    HELD = 3
    PARKED = 4
    WAITING = 5

class DepthMessageKind(enum.IntEnum):
    """
    What a row of a market-by-price feed does to the book.
    """

    SET = 1
    CLEAR = 2
    TRADE = 3
    CHECKSUM = 4

class ChecksumKind(enum.IntEnum):
    """
    Whose checksum a market-by-price feed carries.
    """

    NONE = 0
    KRAKEN = 1
    OKX = 2

class BoundMessages:
    """
    Messages bound to a book by OrderBook.bind.

    The array is checked once and viewed, not copied: refill its rows and call again.
    """
    def __call__(self, start: int, stop: int | None = None) -> int:
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
    @typing.overload
    def __init__(self) -> None: ...
    @typing.overload
    def __init__(self, snapshot: typing.Any) -> None: ...
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
        self, levels: int
    ) -> tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int64]]:
        """
        The best levels of both sides.

        Args:
            levels: At most how many a side.

        Returns:
            Bids and asks: int64 arrays (n, 3) of price in ticks, quantity in lots and order count, best
            first. A feed by price tells no order counts: they are 0.
        """
    def imbalance(self, levels: int) -> float | None:
        """
        (B - A) / (B + A) of the quantities B and A of the best bids and asks.

        Args:
            levels: At most how many levels a side.

        Returns:
            -1 to +1, or None where there is no level.
        """
    def order_flow_imbalance(self) -> int:
        """
        The order-flow imbalance since the last read, in lots; the next read starts from 0.

        What joined the best bid less what left it, and the other way around for the best ask. Source: Cont,
        Kukanov and Stoikov, The price impact of order book events, 2014, equation 1.
        """
    def price_to_fill(self, side: int, quantity: int) -> float | None:
        """
        The mean price, weighted by quantity, at which a taker fills.

        Args:
            side: Of the taker: +1 buys from the asks, -1 sells to the bids.
            quantity: In lots, 1 or more.

        Returns:
            A price in ticks, or None where the book holds too little.
        """
    def queue_ahead(self, order_id: int) -> int:
        """
        The lots that trade before an order at its own price.

        Raises:
            ValueError: No such order in the book.
        """
    def snapshot(self) -> bytes:
        """
        All that the book is, as bytes with a checksum: see restore.
        """
    def state_hash(self) -> int:
        """
        A 64-bit digest of the content, whatever led to it.
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
    def microprice(self) -> float | None:
        """
        The best prices' mean in ticks, each weighted by the quantity of the other side.

        (bid * ask quantity + ask * bid quantity) / (bid quantity + ask quantity), or None where a side is
        empty. Source: Gatheral and Oomen, Zero-intelligence realized variance estimation, 2010.
        """
    @property
    def mid(self) -> float | None:
        """
        Half-way between the best prices, in ticks, or None where a side is empty.
        """
    @property
    def order_count(self) -> int:
        """
        The number of orders in the book; len(book) is the same.
        """
    @property
    def spread(self) -> int | None:
        """
        Best ask less best bid in ticks, or None where a side is empty.
        """

class BoundDepthMessages:
    """
    Messages bound to a book by DepthBook.bind.

    The array is checked once and viewed, not copied: refill its rows and call again.
    """
    def __call__(self, start: int, stop: int | None = None) -> int:
        """
        Apply the rows from start to stop, or the one row start.

        Args:
            start: The first row, from 0.
            stop: The row after the last; start + 1 unless given.

        Returns:
            The number of rows applied, not skipped.

        Raises:
            BookError: A fault, with its row in the bound array; see DepthBook.apply.
            IndexError: Rows outside the array.
        """
    def __len__(self) -> int: ...

class DepthBook:
    """
    A mirror of one instrument's book, market by price.
    """
    @typing.overload
    def __init__(
        self,
        *,
        checksum: ChecksumKind,
        price_factor: typing.SupportsInt | typing.SupportsIndex,
        price_places: typing.SupportsInt | typing.SupportsIndex,
        quantity_factor: typing.SupportsInt | typing.SupportsIndex,
        quantity_places: typing.SupportsInt | typing.SupportsIndex,
        levels: typing.SupportsInt | typing.SupportsIndex,
    ) -> None: ...
    @typing.overload
    def __init__(self, snapshot: typing.Any) -> None: ...
    def __len__(self) -> int: ...
    def apply(self, messages: numpy.typing.NDArray[numpy.void]) -> int:
        """
        Apply rows in order, without the GIL.

        Rows of a stale update, and rows that come while the book waits for a snapshot, are skipped and
        counted.

        Args:
            messages: One-dimensional C-contiguous array of DEPTH_MESSAGE of one instrument, not written to
                meanwhile.

        Returns:
            The number of rows applied, not skipped.

        Raises:
            BookError: A missing update, a checksum that does not hold, or a row that cannot be right. `row`
                is its row; the book is as it was before its update, and waits for a snapshot. Of a trade
                that cannot be right only the row is refused.
            TypeError, ValueError: Another dtype, shape or layout.
        """
    def bind(self, messages: numpy.typing.NDArray[numpy.void]) -> BoundDepthMessages:
        """
        Check an array of messages once, so that applying rows of it costs no check.

        Args:
            messages: One-dimensional C-contiguous array of DEPTH_MESSAGE.

        Returns:
            A callable: bound(row) applies one row, bound(start, stop) a slice. The rows are read when it
            is called, so that the same array can be refilled.
        """
    def checksum(self) -> int | None:
        """
        The venue's checksum of the book as it is, 0 or more; None without a rule for it, or where a number is too large for it.
        """
    def depth(
        self, levels: int
    ) -> tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int64]]:
        """
        The best levels of both sides.

        Args:
            levels: At most how many a side.

        Returns:
            Bids and asks: int64 arrays (n, 3) of price in ticks, quantity in lots and order count, best
            first. A feed by price tells no order counts: they are 0.
        """
    def imbalance(self, levels: int) -> float | None:
        """
        (B - A) / (B + A) of the quantities B and A of the best bids and asks.

        Args:
            levels: At most how many levels a side.

        Returns:
            -1 to +1, or None where there is no level.
        """
    def order_flow_imbalance(self) -> int:
        """
        The order-flow imbalance since the last read, in lots; the next read starts from 0.

        What joined the best bid less what left it, and the other way around for the best ask. Source: Cont,
        Kukanov and Stoikov, The price impact of order book events, 2014, equation 1.
        """
    def price_to_fill(self, side: int, quantity: int) -> float | None:
        """
        The mean price, weighted by quantity, at which a taker fills.

        Args:
            side: Of the taker: +1 buys from the asks, -1 sells to the bids.
            quantity: In lots, 1 or more.

        Returns:
            A price in ticks, or None where the book holds too little.
        """
    def quantity_at(self, side: int, price: int) -> int:
        """
        The lots of the level of a side (+1 bid, -1 ask) at a price in ticks; 0 without one.
        """
    def resume(self) -> None:
        """
        Go on without a snapshot after a fault.

        The next update starts a new chain, and levels may be wrong until they are set again.
        """
    def snapshot(self) -> bytes:
        """
        All that the book is, as bytes with a checksum: see restore.
        """
    def state_hash(self) -> int:
        """
        A 64-bit digest of the content, whatever led to it.
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
    def checksum_count(self) -> int:
        """
        Checksums of the venue that held.
        """
    @property
    def gap_count(self) -> int:
        """
        How often an update was found missing.
        """
    @property
    def in_update(self) -> bool:
        """
        Whether rows of the last update are still to come.
        """
    @property
    def last_update(self) -> int:
        """
        The venue's id of the last whole update or snapshot; 0 where it has none.
        """
    @property
    def level_count(self) -> int:
        """
        The number of levels of both sides; len(book) is the same.
        """
    @property
    def microprice(self) -> float | None:
        """
        The best prices' mean in ticks, each weighted by the quantity of the other side.

        (bid * ask quantity + ask * bid quantity) / (bid quantity + ask quantity), or None where a side is
        empty. Source: Gatheral and Oomen, Zero-intelligence realized variance estimation, 2010.
        """
    @property
    def mid(self) -> float | None:
        """
        Half-way between the best prices, in ticks, or None where a side is empty.
        """
    @property
    def needs_snapshot(self) -> bool:
        """
        Whether a fault left the book without what came since: rows are skipped until a snapshot.
        """
    @property
    def spread(self) -> int | None:
        """
        Best ask less best bid in ticks, or None where a side is empty.
        """
    @property
    def stale_count(self) -> int:
        """
        Rows skipped because the snapshot before them holds them already.
        """
    @property
    def waiting_count(self) -> int:
        """
        Rows skipped while waiting for a snapshot.
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

class BoundCommands:
    """
    Commands bound to an engine by MatchingEngine.bind.

    The array is checked once and viewed, not copied: refill its rows and call again.
    """
    def __call__(self, start: int, stop: int | None = None) -> numpy.typing.NDArray[numpy.void]:
        """
        Process the rows from start to stop, or the one row start.

        Args:
            start: The first row, from 0.
            stop: The row after the last; start + 1 unless given.

        Returns:
            A new array of EXECUTION; see MatchingEngine.process.

        Raises:
            IndexError: Rows outside the array.
        """
    def __len__(self) -> int: ...

class MatchingEngine:
    """
    Matches orders of many instruments by the rules of a venue.
    """
    @typing.overload
    def __init__(
        self,
        instruments: typing.SupportsInt | typing.SupportsIndex,
        *,
        algorithm: MatchingAlgorithm,
        minimum: typing.SupportsInt | typing.SupportsIndex,
        top_share: typing.SupportsInt | typing.SupportsIndex,
    ) -> None: ...
    @typing.overload
    def __init__(self, snapshot: typing.Any) -> None: ...
    def bands(self, instrument: int) -> tuple[int, int] | None:
        """
        The lowest and highest price in ticks, or None.
        """
    def best_ask(self, instrument: int) -> tuple[int, int] | None:
        """
        The best ask as (price in ticks, quantity in lots), or None.
        """
    def best_bid(self, instrument: int) -> tuple[int, int] | None:
        """
        The best bid as (price in ticks, quantity in lots), or None.
        """
    def bind(self, commands: numpy.typing.NDArray[numpy.void]) -> BoundCommands:
        """
        Check an array of commands once, so that processing rows of it costs no check.

        Args:
            commands: One-dimensional C-contiguous array of ORDER_COMMAND.

        Returns:
            A callable: bound(row) processes one row, bound(start, stop) a slice. The rows are read when
            it is called, so that the same array can be refilled.
        """
    def depth(
        self, instrument: int, levels: int
    ) -> tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int64]]:
        """
        The best levels of both sides of an instrument, as shown.

        Args:
            instrument: Its index, from 0.
            levels: At most how many a side.

        Returns:
            Bids and asks: int64 arrays (n, 3) of price in ticks, quantity in lots and order count, best
            first.
        """
    def indicative(self, instrument: int) -> tuple[int, int, int]:
        """
        What the present auction would do if it ended now.

        Returns:
            Price in ticks, lots traded, and lots bought less lots sold at that price; (0, 0, 0) where
            there is no auction or nothing would trade.
        """
    def last_trade_price(self, instrument: int) -> int | None:
        """
        The price of the last trade in ticks, or None before it.
        """
    def orders(self, instrument: int) -> numpy.typing.NDArray[numpy.void]:
        """
        The live orders of an instrument.

        Returns:
            An array of ORDER_STATE: bids, best first in the order of their queues, asks likewise, then
            dormant, parked and held ones by arrival, and those in the line in its order.
        """
    def phase(self, instrument: int) -> TradingPhase:
        """
        The present TradingPhase of an instrument.
        """
    def position(self, owner: int, instrument: int) -> int:
        """
        The lots that an owner holds by the engine's own trades, negative when short.
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
    def snapshot(self) -> bytes:
        """
        All that the engine is, as bytes with a checksum: see restore.
        """
    def state_hash(self) -> int:
        """
        A 64-bit digest of orders, positions and instruments, whatever led to them.
        """
    @property
    def _rules(self) -> tuple[MatchingAlgorithm, int, int]:
        """
        Algorithm, minimum and top share.
        """
    @property
    def instrument_count(self) -> int:
        """
        The number of instruments.
        """
    @property
    def order_count(self) -> int:
        """
        The number of live orders of all instruments, waiting ones included.
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

AUCTION_FLAG: int = 2
BOOK_MESSAGE: numpy.dtypes.VoidDType
BRACKET_FLAG: int = 256
DEPTH_MESSAGE: numpy.dtypes.VoidDType
EXECUTION: numpy.dtypes.VoidDType
HELD_FLAG: int = 128
LAST_ROW_FLAG: int = 2
MAKER_FLAG: int = 1
ORDER_COMMAND: numpy.dtypes.VoidDType
ORDER_STATE: numpy.dtypes.VoidDType
POST_ONLY_FLAG: int = 1
REDUCE_ONLY_FLAG: int = 4
SELF_TRADE_SHIFT: int = 3
SLIDE_FLAG: int = 2
SNAPSHOT_FLAG: int = 1
TRAIL_PERCENT_FLAG: int = 64
