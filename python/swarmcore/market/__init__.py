"""Instruments, bars, the loaders that check them, the bundled sample and builders of bars.

Names load when they are first used, so that an instrument costs no import of pyarrow.

Bars of trades, or of finer bars, come from a builder: `TimeBarBuilder`, `TickBarBuilder`,
`VolumeBarBuilder`, `DollarBarBuilder` or `ImbalanceBarBuilder`. One row at a time, or a series::

    minutes = market.TimeBarBuilder(60 * 10**9)
    minutes.update(ts, price, quantity)              # a BuiltBar, or None; also minutes.partial
    bars = minutes.series(ts, price, quantity)       # the same bars as arrays: bars.close, ...

`series` gives what a stream of the rows gives, bit for bit, and no bar knows anything of a later
row: each says from which row on it was known, `complete_row`. `as_of` takes values of coarse bars
to the fine rows by it, so that several time frames meet without look-ahead::

    slow = ta.ema(bars.close, timeperiod=20)
    market.as_of(slow, bars.complete_row, np.arange(len(ts)))   # one value a trade
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from swarmcore._core.market import (
        BarColumns,
        BuiltBar,
        DollarBarBuilder,
        ImbalanceBarBuilder,
        TickBarBuilder,
        TimeBarBuilder,
        VolumeBarBuilder,
        as_of,
    )
    from swarmcore.market.bars import Bars, BarSeries
    from swarmcore.market.instruments import Instrument
    from swarmcore.market.loaders import load_bars
    from swarmcore.market.rows import RowError
    from swarmcore.market.sample import sample_bars, sample_instruments

__all__ = [
    "Instrument",
    "Bars",
    "BarSeries",
    "RowError",
    "load_bars",
    "sample_bars",
    "sample_instruments",
    "TimeBarBuilder",
    "TickBarBuilder",
    "VolumeBarBuilder",
    "DollarBarBuilder",
    "ImbalanceBarBuilder",
    "BuiltBar",
    "BarColumns",
    "as_of",
]

_LAZY = {
    "Instrument": "swarmcore.market.instruments",
    "Bars": "swarmcore.market.bars",
    "BarSeries": "swarmcore.market.bars",
    "RowError": "swarmcore.market.rows",
    "load_bars": "swarmcore.market.loaders",
    "sample_bars": "swarmcore.market.sample",
    "sample_instruments": "swarmcore.market.sample",
    "TimeBarBuilder": "swarmcore._core.market",
    "TickBarBuilder": "swarmcore._core.market",
    "VolumeBarBuilder": "swarmcore._core.market",
    "DollarBarBuilder": "swarmcore._core.market",
    "ImbalanceBarBuilder": "swarmcore._core.market",
    "BuiltBar": "swarmcore._core.market",
    "BarColumns": "swarmcore._core.market",
    "as_of": "swarmcore._core.market",
}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first asked for (PEP 562)."""
    if name in _LAZY:
        value = getattr(importlib.import_module(_LAZY[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'swarmcore.market' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
