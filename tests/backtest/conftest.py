"""Small results to show."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from swarmcore.agents import Agent
from swarmcore.backtest import BacktestResult, backtest
from swarmcore.market import Bars, Instrument
from swarmcore.market.messages import Bar

DAY = 86_400_000_000_000
HOSTILE = "</script><script>alert(1)</script>"

MakeResult = Callable[..., BacktestResult]


class Script(Agent):
    """Votes what it was told, bar after bar of each symbol; None is no vote."""

    sides: Sequence[int | None] = (1,)
    reason: str = "script"

    def on_start(self) -> None:
        self.seen: dict[str, int] = {}

    def on_bar(self, bar: Bar) -> None:
        bars = self.seen.get(bar.symbol, 0)
        self.seen[bar.symbol] = bars + 1
        side = self.sides[bars % len(self.sides)]
        if side is not None:
            self.vote(bar.symbol, side, 0.5, f"{self.reason} {bars}")


class Faulty(Agent):
    """Raises at every bar, so it never votes."""

    def on_bar(self, bar: Bar) -> None:
        raise ValueError("<b>no</b> & never")


class Greedy(Agent):
    """Orders more than the gate lets pass."""

    def on_bar(self, bar: Bar) -> None:
        self.order(bar.symbol, 1, 10**12)


def make_bars(count: int, symbols: tuple[str, ...] = ("A",), step: int = DAY) -> Bars:
    """Bars that rise and fall in waves."""
    close = 100.0 + 10.0 * np.sin(np.arange(count) / 5.0)
    first = np.concatenate(([100.0], close[:-1]))
    columns = [first, np.maximum(first, close) + 1.0, np.minimum(first, close) - 1.0, close]
    return Bars.from_columns(
        np.tile(np.arange(1, count + 1, dtype=np.int64) * step, len(symbols)),
        [symbol for symbol in symbols for _ in range(count)],
        *(np.tile(column, len(symbols)) for column in columns),
        np.full(count * len(symbols), 1e9),
    )


@pytest.fixture(scope="session")
def script() -> type[Script]:
    """An agent that votes what it was told."""
    return Script


@pytest.fixture(scope="session")
def make_result() -> MakeResult:
    """Makes a result: agents, number of bars, symbols, the bars' step."""

    def make(
        *agents: Agent,
        count: int = 40,
        symbols: tuple[str, ...] = ("A",),
        step: int = DAY,
        **arguments: Any,
    ) -> BacktestResult:
        grids = {name: Instrument(name, tick_size="0.01", lot_size="1") for name in symbols}
        bars = make_bars(count, symbols, step)
        return backtest(list(agents), bars, instruments=grids, **arguments)

    return make


@pytest.fixture(scope="session")
def hostile(make_result: MakeResult) -> BacktestResult:
    """A result whose names, reasons and errors try to be markup; it has faults and denials."""
    return make_result(
        Script(name=HOSTILE, reason=f"{HOSTILE} <b>&lt;</b> %{{x}} $policy", sides=[1, 1, -1]),
        Faulty(),
        Greedy(),
        symbols=(HOSTILE, "B&B<i>"),
    )
