"""Instruments, bars, the loaders that check them and the bundled sample.

Names load when they are first used, so that an instrument costs no import of pyarrow.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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
]

_LAZY = {
    "Instrument": "swarmcore.market.instruments",
    "Bars": "swarmcore.market.bars",
    "BarSeries": "swarmcore.market.bars",
    "RowError": "swarmcore.market.rows",
    "load_bars": "swarmcore.market.loaders",
    "sample_bars": "swarmcore.market.sample",
    "sample_instruments": "swarmcore.market.sample",
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
