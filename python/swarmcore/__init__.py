"""Trading agents in Python on a C++20 core.

Importing this package loads NumPy and the extension; everything else loads when it is first used.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

try:
    from swarmcore._core import EVENT, __version__, build_info
except ImportError as error:
    raise ImportError(
        "swarmcore: the compiled extension swarmcore._core is missing; build it with "
        "`pip install .` in the source tree (needs a C++20 compiler), or install a wheel"
    ) from error

if TYPE_CHECKING:
    from swarmcore.agents import Agent
    from swarmcore.backtest import BacktestResult, backtest, replay
    from swarmcore.book import (
        BOOK_MESSAGE,
        DEPTH_MESSAGE,
        EXECUTION,
        ORDER_COMMAND,
        DepthBook,
        MatchingEngine,
        OrderBook,
    )
    from swarmcore.bus import EventBus
    from swarmcore.config import Settings, load_settings
    from swarmcore.errors import SwarmcoreError
    from swarmcore.market import Bars, Instrument, load_bars, sample_bars
    from swarmcore.market.messages import Bar, Quote, Trade
    from swarmcore.strategy import Signal

__all__ = [
    "Agent",
    "BOOK_MESSAGE",
    "BacktestResult",
    "Bar",
    "Bars",
    "DEPTH_MESSAGE",
    "DepthBook",
    "EVENT",
    "EXECUTION",
    "EventBus",
    "Instrument",
    "MatchingEngine",
    "ORDER_COMMAND",
    "OrderBook",
    "Quote",
    "Settings",
    "Signal",
    "SwarmcoreError",
    "Trade",
    "__version__",
    "backtest",
    "build_info",
    "load_bars",
    "load_settings",
    "replay",
    "sample_bars",
]

_LAZY = {
    "Agent": "swarmcore.agents",
    "BOOK_MESSAGE": "swarmcore.book",
    "BacktestResult": "swarmcore.backtest",
    "Bar": "swarmcore.market.messages",
    "Bars": "swarmcore.market",
    "DEPTH_MESSAGE": "swarmcore.book",
    "DepthBook": "swarmcore.book",
    "EXECUTION": "swarmcore.book",
    "EventBus": "swarmcore.bus",
    "Instrument": "swarmcore.market",
    "MatchingEngine": "swarmcore.book",
    "ORDER_COMMAND": "swarmcore.book",
    "OrderBook": "swarmcore.book",
    "Quote": "swarmcore.market.messages",
    "Settings": "swarmcore.config",
    "Signal": "swarmcore.strategy",
    "SwarmcoreError": "swarmcore.errors",
    "Trade": "swarmcore.market.messages",
    "load_bars": "swarmcore.market",
    "load_settings": "swarmcore.config",
    "replay": "swarmcore.backtest",
    "sample_bars": "swarmcore.market",
}
_SUBPACKAGES = frozenset(
    {
        "agents",
        "backtest",
        "book",
        "bus",
        "feed",
        "indicators",
        "market",
        "montecarlo",
        "risk",
        "sim",
        "swarm",
    }
)


def __getattr__(name: str) -> Any:
    """Load a public name, or a subpackage, when it is first asked for (PEP 562)."""
    if name in _LAZY:
        value = getattr(importlib.import_module(_LAZY[name]), name)
        globals()[name] = value
        return value
    if name in _SUBPACKAGES:
        return importlib.import_module(f"swarmcore.{name}")
    raise AttributeError(f"module 'swarmcore' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, *_SUBPACKAGES})
