"""Readers of venues' recordings: files in, records of the book out.

Files may be plain or packed (`.gz`, `.zst`, `.zip`). Prices and quantities become whole ticks and
lots, exactly. A row that cannot be right raises `BookError` with its row; a file that cannot be
read, `DataError`.
"""

from __future__ import annotations

from swarmcore.feed.binance import read_binance
from swarmcore.feed.binance_trades import read_binance_trades
from swarmcore.feed.bybit import read_bybit
from swarmcore.feed.coinbase import read_coinbase
from swarmcore.feed.files import open_bytes
from swarmcore.feed.freqtrade import read_freqtrade_trades
from swarmcore.feed.kraken import read_kraken, read_kraken_trades
from swarmcore.feed.okx import read_okx
from swarmcore.feed.reports import ReadReport
from swarmcore.feed.tardis import read_tardis

__all__ = [
    "ReadReport",
    "open_bytes",
    "read_binance",
    "read_binance_trades",
    "read_bybit",
    "read_coinbase",
    "read_freqtrade_trades",
    "read_kraken",
    "read_kraken_trades",
    "read_okx",
    "read_tardis",
]
