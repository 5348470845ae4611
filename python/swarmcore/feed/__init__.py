"""Readers of venues' recordings: files in, records of the book out.

Files may be plain or packed (`.gz`, `.zst`, `.zip`). Prices and quantities become whole ticks and
lots, exactly. A row that cannot be right raises `BookError` with its row; a file that cannot be
read, `DataError`.
"""

from __future__ import annotations

from swarmcore import _core
from swarmcore.feed.bitstamp import BitstampReader, read_bitstamp
from swarmcore.feed.counting import ApplyReport, apply_counting
from swarmcore.feed.files import open_bytes
from swarmcore.feed.itch import ItchReader, read_itch
from swarmcore.feed.lobster import LobsterBook, LobsterReader, read_lobster, read_lobster_book
from swarmcore.feed.times import midnight

__all__ = [
    "ApplyReport",
    "BitstampReader",
    "CROSS_FLAG",
    "DecodeStatus",
    "EVERY_INSTRUMENT",
    "ItchReader",
    "LAST_ROW_FLAG",
    "LobsterBook",
    "LobsterReader",
    "MarketStatus",
    "NOT_PRINTED_FLAG",
    "PRINT_FLAG",
    "SNAPSHOT_FLAG",
    "STATUS_MESSAGE",
    "apply_counting",
    "midnight",
    "open_bytes",
    "read_bitstamp",
    "read_itch",
    "read_lobster",
    "read_lobster_book",
]

CROSS_FLAG = _core.feed.CROSS_FLAG
EVERY_INSTRUMENT = _core.feed.EVERY_INSTRUMENT
LAST_ROW_FLAG = _core.feed.LAST_ROW_FLAG
NOT_PRINTED_FLAG = _core.feed.NOT_PRINTED_FLAG
PRINT_FLAG = _core.feed.PRINT_FLAG
SNAPSHOT_FLAG = _core.feed.SNAPSHOT_FLAG
STATUS_MESSAGE = _core.feed.STATUS_MESSAGE
DecodeStatus = _core.feed.DecodeStatus
MarketStatus = _core.feed.MarketStatus
