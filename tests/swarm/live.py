"""A small swarm on a live bus, with a venue that fills at once, and what its tests need."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from typing import Any

from swarmcore import Instrument
from swarmcore.agents import Agent, Fault, Message
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


async def until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for something that other threads bring about."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "it did not come about"
        await asyncio.sleep(0.01)


def run(swarm: Swarm, during: Callable[[], Any], **arguments: Any) -> None:
    """Live as long as a coroutine."""

    async def live() -> None:
        async with swarm.live(**arguments):
            await during()

    asyncio.run(live())


class Collects(Agent):
    """Keeps what others publish."""

    subscribe = ("counted", "ordered", "ticked", "answered", "fault.*", "health.*")

    def on_start(self) -> None:
        self.messages: list[Any] = getattr(self, "messages", [])

    def on_message(self, message: Any) -> None:
        self.messages.append(message)

    @property
    def counts(self) -> list[Any]:
        return [each.payload for each in self.messages if isinstance(each, Message)]

    @property
    def faults(self) -> list[Fault]:
        return [each for each in self.messages if isinstance(each, Fault)]
