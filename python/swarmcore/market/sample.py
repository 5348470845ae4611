"""The bundled sample: daily bars of five stocks, 2000 to 2013 (see data/README.md)."""

from __future__ import annotations

import importlib.resources
from typing import TYPE_CHECKING

from swarmcore.market.instruments import Instrument
from swarmcore.market.loaders import load_bars

if TYPE_CHECKING:
    from collections.abc import Iterable

    from swarmcore.market.bars import Bars

__all__ = ["sample_bars", "sample_instruments"]

_SYMBOLS = ("AAPL", "FB", "GOOG", "IBM", "MSFT")


def sample_bars(symbols: str | Iterable[str] | None = None) -> Bars:
    """Daily bars of AAPL, FB, GOOG, IBM and MSFT, adjusted for splits and dividends, in USD.

    12,154 rows from 2000-03-01 to 2013-03-01; GOOG begins 2004-08-19 and FB 2012-05-18. `ts` is
    midnight UTC of the trading date.

    Args:
        symbols: Keep only these; None keeps all.

    Raises:
        DataError: A symbol is none of the five.
    """
    resource = importlib.resources.files("swarmcore.market") / "data" / "sample.parquet"
    with importlib.resources.as_file(resource) as path:
        return load_bars(path, symbols=symbols)


def sample_instruments() -> dict[str, Instrument]:
    """The five instruments of the sample by symbol: tick 0.0001 USD, lot 1 share, no fees."""
    return {name: Instrument(name, tick_size="0.0001", lot_size="1") for name in _SYMBOLS}
