"""
Decoders of venues' formats: bytes in, book messages out.
"""

from __future__ import annotations
import collections.abc
import enum
import numpy
import numpy.dtypes
import numpy.typing
import typing
import typing_extensions

__all__: list[str] = [
    "BitstampDecoder",
    "CROSS_FLAG",
    "DecodeStatus",
    "EVERY_INSTRUMENT",
    "ItchDecoder",
    "LAST_ROW_FLAG",
    "LobsterDecoder",
    "MarketStatus",
    "NOT_PRINTED_FLAG",
    "PRINT_FLAG",
    "SNAPSHOT_FLAG",
    "STATUS_MESSAGE",
    "parse_decimals",
    "parse_table",
]

class MarketStatus(enum.IntEnum):
    """
    What a venue says of trading, beside its orders.
    """

    HALTED = 1
    PAUSED = 2
    QUOTING = 3
    TRADING = 4
    MESSAGES_BEGIN = 5
    SYSTEM_OPENS = 6
    MARKET_OPENS = 7
    MARKET_CLOSES = 8
    SYSTEM_CLOSES = 9
    MESSAGES_END = 10

class DecodeStatus(enum.IntEnum):
    """
    Why a row of a recording was left out.
    """

    DECODED = 0
    CUT_SHORT = 1
    UNKNOWN_TYPE = 2
    WRONG_LENGTH = 3
    BAD_TIME = 4
    TIME_WENT_BACK = 5
    BAD_ORDER = 6
    BAD_SYMBOL = 7
    BAD_SIDE = 8
    BAD_PRICE = 9
    BAD_QUANTITY = 10
    OFF_GRID = 11
    BAD_MARKET_STATUS = 12
    ORDER_WAS_DELETED = 13

class ItchDecoder:
    """
    Decodes Nasdaq TotalView-ITCH 5.0, chunk by chunk.
    """
    def __init__(
        self,
        midnight: typing.SupportsInt | typing.SupportsIndex,
        listings: collections.abc.Sequence[
            tuple[
                str,
                tuple[
                    typing.SupportsInt | typing.SupportsIndex,
                    typing.SupportsInt | typing.SupportsIndex,
                ],
                tuple[
                    typing.SupportsInt | typing.SupportsIndex,
                    typing.SupportsInt | typing.SupportsIndex,
                ],
            ]
        ]
        | None,
        skip: bool,
        highest_price: typing.SupportsInt | typing.SupportsIndex,
    ) -> None:
        """
        Decode all stocks, or the listed ones.

        Args:
            midnight: The midnight before the recording, in New York, in nanoseconds UTC.
            listings: None for all, or (symbol, price scale, quantity scale) of each: a scale is a pair
                (multiply, divide) from units of USD 0.0001 to ticks, or from shares to lots.
            skip: Whether to leave out what cannot be right rather than stop.
            highest_price: The highest price that can be right, in USD 0.0001.

        Raises:
            ValueError: An argument out of range.
        """
    def append(self, chunk: typing_extensions.Buffer) -> None:
        """
        Decode a chunk of the recording, without the GIL, up to a fault that stops; see check.

        A row that the chunk cuts in two is kept for the next one.

        Args:
            chunk: Bytes, not written to meanwhile.
        """
    def check(self) -> None:
        """
        Raise the fault that stopped decoding, if one did.

        Raises:
            BookError: With its row in the recording, from 0.
        """
    def finish(self) -> None:
        """
        Say that nothing follows: a last row that has no end of its own ends here.

        Where a row lacks a part, see check.
        """
    def take(self) -> numpy.typing.NDArray[numpy.void]:
        """
        The messages of the rows that have ended since the last call.

        Returns:
            A new array of BOOK_MESSAGE, into which they were decoded.
        """
    @property
    def counts(self) -> dict[str, int]:
        """
        How many messages were read so far, by type.
        """
    @property
    def faults(self) -> list[tuple[DecodeStatus, int, str]]:
        """
        The first rows that were left out, at most 1,000: (cause, row, what was wrong).
        """
    @property
    def rows(self) -> int:
        """
        How many rows were read, those left out included.
        """
    @property
    def skipped(self) -> dict[DecodeStatus, int]:
        """
        How many rows were left out, by cause.
        """
    @property
    def statuses(self) -> numpy.typing.NDArray[numpy.void]:
        """
        Trading actions and system events so far: STATUS_MESSAGE.
        """
    @property
    def symbols(self) -> dict[int, str]:
        """
        The symbols seen so far, wanted or not, by their locate codes.
        """

class LobsterDecoder:
    """
    Decodes LOBSTER message files, chunk by chunk.
    """
    def __init__(
        self,
        midnight: typing.SupportsInt | typing.SupportsIndex,
        price_step: str,
        quantity_step: str,
        skip: bool,
    ) -> None:
        """
        Decode rows of time, type, order id, size, price and direction.

        Args:
            midnight: The midnight before the recording, in New York, in nanoseconds UTC.
            price_step: The tick in units of USD 0.0001, as text.
            quantity_step: The lot in shares, as text.
            skip: Whether to leave out what cannot be right rather than stop.

        Raises:
            ValueError: An argument out of range.
        """
    def append(self, chunk: typing_extensions.Buffer) -> None:
        """
        Decode a chunk of the recording, without the GIL, up to a fault that stops; see check.

        A row that the chunk cuts in two is kept for the next one.

        Args:
            chunk: Bytes, not written to meanwhile.
        """
    def check(self) -> None:
        """
        Raise the fault that stopped decoding, if one did.

        Raises:
            BookError: With its row in the recording, from 0.
        """
    def finish(self) -> None:
        """
        Say that nothing follows: a last row that has no end of its own ends here.

        Where a row lacks a part, see check.
        """
    def take(self) -> numpy.typing.NDArray[numpy.void]:
        """
        The messages of the rows that have ended since the last call.

        Returns:
            A new array of BOOK_MESSAGE, into which they were decoded.
        """
    @property
    def faults(self) -> list[tuple[DecodeStatus, int, str]]:
        """
        The first rows that were left out, at most 1,000: (cause, row, what was wrong).
        """
    @property
    def rows(self) -> int:
        """
        How many rows were read, those left out included.
        """
    @property
    def skipped(self) -> dict[DecodeStatus, int]:
        """
        How many rows were left out, by cause.
        """
    @property
    def statuses(self) -> numpy.typing.NDArray[numpy.void]:
        """
        Halts and resumptions so far: STATUS_MESSAGE.
        """

class BitstampDecoder:
    """
    Decodes order events of Bitstamp, chunk by chunk.
    """
    def __init__(self, price_step: str, quantity_step: str, skip: bool) -> None:
        """
        Decode rows under a header of seven columns.

        Args:
            price_step: The tick in the file's unit of prices, as text.
            quantity_step: The lot in the file's unit of volume, as text.
            skip: Whether to leave out what cannot be right rather than stop.

        Raises:
            ValueError: A step that is none.
        """
    def append(self, chunk: typing_extensions.Buffer) -> None:
        """
        Decode a chunk of the recording, without the GIL, up to a fault that stops; see check.

        A row that the chunk cuts in two is kept for the next one.

        Args:
            chunk: Bytes, not written to meanwhile.
        """
    def check(self) -> None:
        """
        Raise the fault that stopped decoding, if one did.

        Raises:
            BookError: With its row in the recording, from 0.
        """
    def finish(self) -> None:
        """
        Say that nothing follows: a last row that has no end of its own ends here.

        Where a row lacks a part, see check.
        """
    def take(self) -> numpy.typing.NDArray[numpy.void]:
        """
        The messages of the rows that have ended since the last call.

        Returns:
            A new array of BOOK_MESSAGE, into which they were decoded.
        """
    @property
    def faults(self) -> list[tuple[DecodeStatus, int, str]]:
        """
        The first rows that were left out, at most 1,000: (cause, row, what was wrong).
        """
    @property
    def rows(self) -> int:
        """
        How many rows were read, those left out included.
        """
    @property
    def skipped(self) -> dict[DecodeStatus, int]:
        """
        How many rows were left out, by cause.
        """

def parse_decimals(
    values: collections.abc.Sequence[str] | collections.abc.Sequence[bytes] | bytes,
    step: str,
    name: str = "values",
) -> numpy.typing.NDArray[numpy.int64]:
    """
    Turn decimal text into whole numbers of steps, exactly: no float is involved.

    Args:
        values: A sequence of str or bytes, or one bytes object of lines, a number each, as venues write
            them: "65000.01", "-0.5", "1e-8". Blanks are not part of a number.
        step: The grid as text, for example str(instrument.tick_size): above 0, at most 18 significant
            digits.
        name: What the numbers are, for errors.

    Returns:
        A new int64 array (n,) of number / step.

    Raises:
        BookError: A text that is no number, or one that is no multiple of the step or beyond 64 bits;
            `row` is its row.
        ValueError: A step that is none.
        TypeError: Values of another type.
    """

def parse_table(
    lines: bytes, columns: typing.SupportsInt | typing.SupportsIndex, step: str = "1"
) -> numpy.typing.NDArray[numpy.int64]:
    """
    Turn lines of decimal text between commas into whole numbers of steps, exactly.

    Args:
        lines: Rows, each ended by a newline or the end.
        columns: How many numbers each row has.
        step: As of parse_decimals.

    Returns:
        A new int64 array (rows, columns) of number / step.

    Raises:
        BookError: As of parse_decimals, or another number of columns.
        ValueError: A step that is none.
    """

CROSS_FLAG: int = 8
EVERY_INSTRUMENT: int = 65535
LAST_ROW_FLAG: int = 2
NOT_PRINTED_FLAG: int = 4
PRINT_FLAG: int = 16
SNAPSHOT_FLAG: int = 1
STATUS_MESSAGE: numpy.dtypes.VoidDType
