"""A small swarm on a live bus, with a venue that fills at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from swarmcore import Instrument
from swarmcore.agents import Agent
from swarmcore.bus import LiveEventBus
from swarmcore.execution.orders import Order
from swarmcore.execution.portfolio import Portfolio
from swarmcore.market.messages import Bar, Trade
from swarmcore.risk import Gate, GateLimits
from swarmcore.sim import Report
from swarmcore.swarm import Supervisor, Swarm
from swarmcore.swarm.consensus import Consensus


class FillsAtOnce:
    """A venue that fills every order whole at 100 ticks."""

    def __init__(self) -> None:
        self._listener: Callable[[Report], None] | None = None
        self.connected = True

    def connect(self, listener: Callable[[Report], None]) -> None:
        self._listener = listener

    def submit(self, order: Order) -> None:
        assert self._listener is not None
        self._listener(
            Report(order.ts, order.id, "fill", price=100, quantity=order.quantity, taker=True)
        )

    def cancel(self, order: Order) -> None:
        raise AssertionError(f"order {order.id} was filled")


def live_swarm(agents: Sequence[Agent], symbols: Sequence[str] = ("A",), **arguments: Any) -> Swarm:
    """A swarm of those agents on a live bus and the machine's clock."""
    instruments = [Instrument(each, tick_size="0.01", lot_size="1") for each in symbols]
    limits = GateLimits(max_quantity=10**9, max_notional=10**15, max_position=10**9)
    return Swarm(
        agents,
        portfolio=Portfolio(instruments, 10**6),
        gate=Gate([limits] * len(instruments)),
        venue=FillsAtOnce(),
        consensus=arguments.pop("consensus", None) or Consensus(),
        supervisor=arguments.pop("supervisor", None) or Supervisor(),
        seed=7,
        bus=LiveEventBus(),
        clock=time.time_ns,
        **arguments,
    )


def bar(ts: int, symbol: str = "A") -> Bar:
    """A bar of one price."""
    return Bar(ts, symbol, 1.0, 1.0, 1.0, 1.0, 1.0)


def trade(ts: int, symbol: str = "A") -> Trade:
    """A trade of one piece."""
    return Trade(ts, symbol, 1.0, 1.0, 1)
