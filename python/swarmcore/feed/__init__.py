"""Readers of venues' recordings: files in, records of the book out.

Files may be plain or packed (`.gz`, `.zst`, `.zip`). Prices and quantities become whole ticks and
lots, exactly. A row that cannot be right raises `BookError` with its row; a file that cannot be
read, `DataError`.
"""

from __future__ import annotations

from swarmcore import _core
from swarmcore.feed.binance import read_binance
from swarmcore.feed.binance_trades import read_binance_trades
from swarmcore.feed.bitstamp import BitstampReader, read_bitstamp
from swarmcore.feed.bybit import read_bybit
from swarmcore.feed.coinbase import read_coinbase
from swarmcore.feed.counting import ApplyReport, apply_counting
from swarmcore.feed.databento import read_databento
from swarmcore.feed.files import open_bytes
from swarmcore.feed.freqtrade import read_freqtrade_trades
from swarmcore.feed.itch import ItchReader, read_itch
from swarmcore.feed.kraken import read_kraken, read_kraken_trades
from swarmcore.feed.lobster import LobsterBook, LobsterReader, read_lobster, read_lobster_book
from swarmcore.feed.okx import read_okx
from swarmcore.feed.replay_streams import replay_streams
from swarmcore.feed.reports import ReadReport
from swarmcore.feed.tardis import read_tardis
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
    "ReadReport",
    "SNAPSHOT_FLAG",
    "STATUS_MESSAGE",
    "apply_counting",
    "midnight",
    "open_bytes",
    "read_binance",
    "read_binance_trades",
    "read_bitstamp",
    "read_bybit",
    "read_coinbase",
    "read_databento",
    "read_freqtrade_trades",
    "read_itch",
    "read_kraken",
    "read_kraken_trades",
    "read_lobster",
    "read_lobster_book",
    "read_okx",
    "read_tardis",
    "replay_streams",
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
