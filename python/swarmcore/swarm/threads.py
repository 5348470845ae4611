"""Agents in a pool of threads: each in one of them, always the same."""

from __future__ import annotations

import asyncio
import itertools
import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any, TypeVar

from swarmcore.agents.environment import Books, Environment, StateStore
from swarmcore.agents.hooks import Hook
from swarmcore.agents.timers import Timer
from swarmcore.bus import InFlight, LiveEventBus
from swarmcore.execution.orders import Order
from swarmcore.execution.portfolio import Portfolio
from swarmcore.market.instruments import Instrument
from swarmcore.risk import FluxRules

__all__ = ["AgentThread", "ThreadEnvironment"]

T = TypeVar("T")

_log = logging.getLogger(__name__)

_numbers = itertools.count(1)


class AgentThread:
    """One thread with an event loop and a consumer of the bus of its own.

    Args:
        bus: The bus.
    """

    def __init__(self, bus: LiveEventBus) -> None:
        self.flight = InFlight()
        self.consumer = bus.consumer()
        self.waiting: set[asyncio.Task[Any]] = set()
        """Async hooks that have not ended yet."""
        self._bus = bus
        self._topic = f"control.thread.{next(_numbers)}"
        self._loop = asyncio.new_event_loop()
        self._stopping = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name=f"swarmcore {self._topic}")
        # Calls come on the control lane: before the events that wait.
        self.consumer.subscribe(self._topic, lambda call: call())

    def start(self) -> None:
        """Begin to deliver."""
        self._thread.start()

    def call(self, call: Callable[[], None]) -> None:
        """Make a call in this thread, between two events."""
        if threading.current_thread() is self._thread:
            call()
        else:
            self._bus.publish(self._topic, call)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._deliver())
        self._loop.close()

    async def _deliver(self) -> None:
        self.consumer.attach()
        await self._stopping.wait()
        self.consumer.detach()
        while self._poll() or self.waiting:
            if self.waiting:
                await asyncio.wait(set(self.waiting), timeout=0.01)

    def _poll(self) -> int:
        try:
            return self.consumer.poll()
        except Exception:
            # Hooks are contained: what comes here is a fault that could not be published.
            _log.exception("%s: an event was not handled to its end", self._topic)
            return 1

    def stop(self) -> None:
        """End the thread when it has delivered what waits, and its async hooks have ended."""
        if self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopping.set)
            self._thread.join()
        self.consumer.close()


class ThreadEnvironment:
    """The swarm's environment for an agent in another thread; see Environment.

    The account is changed by the event loop alone: what needs it is done there while the agent
    waits.

    Args:
        environment: The swarm's.
        loop: Where the swarm lives.
        timeout: Seconds to wait for the loop.
    """

    def __init__(
        self, environment: Environment, loop: asyncio.AbstractEventLoop, timeout: float = 30.0
    ) -> None:
        self._environment = environment
        self._loop = loop
        self._timeout = timeout

    @property
    def now(self) -> int:
        """Nanoseconds UTC."""
        return self._environment.now

    @property
    def seed(self) -> int:
        """The run's seed."""
        return self._environment.seed

    @property
    def instruments(self) -> Mapping[str, Instrument]:
        """The instruments by symbol."""
        return self._environment.instruments

    @property
    def portfolio(self) -> Portfolio:
        """The account, as it is at each read."""
        return self._environment.portfolio

    @property
    def books(self) -> Books | None:
        """None: the books are another thread's."""
        return None

    @property
    def state_store(self) -> StateStore | None:
        """Where states are kept."""
        return self._environment.state_store

    @property
    def flux_rules(self) -> FluxRules | None:
        """What flux does; None where nobody measures it."""
        return self._environment.flux_rules

    def publish(self, topic: str, message: object, *, priority: int = 0) -> None:
        """Put a message on the bus, from this thread."""
        self._environment.publish(topic, message, priority=priority)

    async def ask(
        self, *, agent: str, recipient: str, topic: str, payload: Any, timeout: float
    ) -> Any:
        """The answer of another agent, which the loop waits for; see Agent.ask."""

        async def answer() -> Any:
            return await self._environment.ask(
                agent=agent, recipient=recipient, topic=topic, payload=payload, timeout=timeout
            )

        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(answer(), self._loop))

    def every(self, agent: str, period: int, callback: Callable[[Timer], Hook]) -> Timer:
        """Call back every so many nanoseconds, in this thread."""
        return self._on_loop(lambda: self._environment.every(agent, period, callback))

    def emergency(self, agent: str, reason: str) -> None:
        """Cancel all orders of an agent, and tell risk."""
        self._on_loop(lambda: self._environment.emergency(agent, reason))

    def flux(self, symbol: str) -> float:
        """The turbulence of a symbol's market."""
        return self._environment.flux(symbol)

    def working(self, symbol: str) -> tuple[Order, ...]:
        """The orders of a symbol that can still be filled, oldest first."""
        return self._on_loop(lambda: self._environment.working(symbol))

    def room(self, symbol: str, side: int) -> int:
        """The lots of the largest market order that the gate would let pass."""
        return self._on_loop(lambda: self._environment.room(symbol, side))

    def cancel(self, order: Order) -> None:
        """Take back what is left of an order."""
        self._on_loop(lambda: self._environment.cancel(order))

    def submit(self, **order: Any) -> Order:
        """Send an order through the gate; the arguments are those of Environment.submit."""
        return self._on_loop(lambda: self._environment.submit(**order))

    def _on_loop(self, call: Callable[[], T]) -> T:
        done: Future[T] = Future()

        def run() -> None:
            try:
                done.set_result(call())
            except Exception as error:
                done.set_exception(error)

        self._loop.call_soon_threadsafe(run)
        return done.result(self._timeout)
