"""What stands for the swarm in an agent's own process."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from types import MappingProxyType
from typing import Any

from swarmcore.agents.base import Agent
from swarmcore.agents.environment import Books, StateStore
from swarmcore.agents.hooks import Hook
from swarmcore.agents.timers import Timer
from swarmcore.book import TimeInForce
from swarmcore.errors import (
    AgentError,
    BusError,
    OrderError,
    RequestError,
    RequestTimeoutError,
)
from swarmcore.execution.orders import Order
from swarmcore.market.instruments import Instrument
from swarmcore.risk import FluxRules
from swarmcore.swarm.bridges.payloads import PayloadTypes, default_types
from swarmcore.swarm.frames import (
    Answer,
    Call,
    FromChild,
    Published,
    frame_to_child,
    packed,
)
from swarmcore.swarm.schedule import Schedule
from swarmcore.swarm.status import SwarmStatus

__all__ = ["ChildAgent", "ChildEnvironment", "ChildLink", "payload_types"]

_MOST_BYTES = 16 * 1024 * 1024
"""Of a packed payload: a pipe bounds none, and a status of 1,000 agents must cross."""

_ERRORS: Mapping[str, type[Exception]] = {
    kind.__name__: kind for kind in (AgentError, BusError, RequestError, RequestTimeoutError)
}
"""What a call raises in the agent's process as inline; all else is an OrderError."""


@dataclass(frozen=True, kw_only=True)
class ChildAgent:
    """What a process needs to make its agent; it crosses by pickle.

    Args:
        kind: The agent's class.
        parameters: Of its construction, the name included.
        instruments: By index.
        seed: The run's.
        clock: Tells the time, nanoseconds UTC.
        heartbeat: Seconds between two signs of life.
        money_scale: Money is counted in units of 10 ** -money_scale of the account's currency.
        flux_rules: What flux does; None where nobody measures it.
    """

    kind: type[Agent]
    parameters: Mapping[str, Any]
    instruments: tuple[Instrument, ...]
    seed: int
    clock: Callable[[], int]
    heartbeat: float
    money_scale: int
    flux_rules: FluxRules | None


def payload_types() -> PayloadTypes:
    """The messages that cross between a swarm and its processes."""
    types = default_types(_MOST_BYTES)
    for each in (Order, SwarmStatus):
        types.register(each)
    return types


class ChildLink:
    """The child's end of the pipe.

    A thread takes whatever comes at once, so that the swarm never waits for an agent to read, and
    ends the process where the swarm is gone: a hook that hangs would keep it alive for ever.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sending = threading.Lock()
        self._frames: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._read, name="swarmcore link", daemon=True)
        self._thread.start()

    def send(self, frame: FromChild) -> None:
        """Send a frame, whichever thread asks."""
        with self._sending:
            self._connection.send_bytes(packed(frame))

    def receive(self, seconds: float | None) -> Any:
        """The next frame that is no answer; None where none came in time."""
        try:
            return self._frames.get(timeout=seconds)
        except queue.Empty:
            return None

    def answer(self) -> Answer:
        """The answer to the call that was sent last."""
        return self._answers.get()

    def _read(self) -> None:
        while True:
            try:
                frame = frame_to_child(self._connection.recv_bytes())
            except (EOFError, OSError):
                os._exit(1)
            (self._answers if isinstance(frame, Answer) else self._frames).put(frame)


class ChildEnvironment:
    """What the agent gets for its swarm; see swarmcore.agents.environment.Environment.

    What it cannot answer itself it asks the swarm, and waits.
    """

    books: Books | None = None
    state_store: StateStore | None = None  # the swarm saves, with each acknowledgement

    def __init__(self, link: ChildLink, child: ChildAgent, types: PayloadTypes) -> None:
        self._link = link
        self._types = types
        self._clock = child.clock
        self.seed = child.seed
        self.flux_rules = child.flux_rules
        self.instruments: Mapping[str, Instrument] = MappingProxyType(
            {each.symbol: each for each in child.instruments}
        )
        self.portfolio: Any = _ChildPortfolio(self.call, child)
        self.schedule = Schedule()
        self.fire: Callable[[Callable[[], Hook]], None] = _ignore
        self._timers: list[Timer] = []
        self._event = 0
        self._number = 0

    @property
    def now(self) -> int:
        """Nanoseconds UTC."""
        return self._clock()

    def begin(self, event: int) -> None:
        """Count what the agent does from 1 again: the number names it when it is done again."""
        self._event = event
        self._number = 0

    def next_frame(self) -> Any:
        """The next frame; None where a timer is due first."""
        due = self.schedule.next_due
        return self._link.receive(None if due is None else max(0.0, (due - self.now) / 1e9))

    def call(self, method: str, **arguments: Any) -> Any:
        """Ask the swarm.

        Raises:
            AgentError: The swarm could not do it; or BusError or OrderError, by what it was.
        """
        self._number += 1
        self._link.send(
            Call(self._event, self._number, method, self._types.pack(method, arguments))
        )
        answer = self._link.answer()
        if answer.error:
            raise _ERRORS.get(answer.kind, OrderError)(answer.error)
        return self._types.unpack(answer.value)

    def publish(self, topic: str, message: object, *, priority: int = 0) -> None:
        """Put a message on the swarm's bus."""
        self._number += 1
        data = self._types.pack(topic, message)
        self._link.send(Published(self._event, self._number, topic, data, priority))

    def working(self, symbol: str) -> tuple[Order, ...]:
        """The orders of a symbol that can still be filled, oldest first, as they are now."""
        return tuple(self.call("working", symbol=symbol))

    def room(self, symbol: str, side: int) -> int:
        """The lots of the largest market order that the gate would let pass."""
        return int(self.call("room", symbol=symbol, side=side))

    def flux(self, symbol: str) -> float:
        """How turbulent the market of an instrument is, 0 to 1."""
        return float(self.call("flux", symbol=symbol))

    def cancel(self, order: Order) -> None:
        """Take back what is left of an order."""
        self.call("cancel", order_id=order.id)

    def submit(
        self,
        *,
        agent: str,
        symbol: str,
        side: int,
        quantity: int,
        price: int | None,
        time_in_force: TimeInForce,
        decision: int,
    ) -> Order:
        """Send an order through the swarm's gate; the order as it is afterwards."""
        order: Order = self.call(
            "submit",
            symbol=symbol,
            side=side,
            quantity=quantity,
            price=price,
            time_in_force=time_in_force.name,
            decision=decision,
        )
        return order

    async def ask(
        self, *, agent: str, recipient: str, topic: str, payload: Any, timeout: float
    ) -> Any:
        """The answer of another agent; see Agent.ask."""
        return self.call("ask", recipient=recipient, topic=topic, payload=payload, timeout=timeout)

    def every(self, agent: str, period: int, callback: Callable[[Timer], Hook]) -> Timer:
        """Call back every so many nanoseconds, while the process lives."""
        timer = Timer(agent, period, self.now + period, callback)
        self._timers = [each for each in self._timers if not each.is_cancelled] + [timer]

        def fire() -> None:
            if not timer.is_cancelled:
                timer.move_on(self.now)
                self.schedule.call_at(timer.due, fire)
                timer.fired += 1
                self.fire(lambda: callback(timer))

        self.schedule.call_at(timer.due, fire)
        return timer

    def cancel_timers(self) -> None:
        """Cancel every timer, as before the agent starts again."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    def emergency(self, agent: str, reason: str) -> None:
        """Cancel all orders of the agent, and tell risk."""
        self.call("emergency", reason=reason)


class _ChildPortfolio:
    """The account as an agent reads it; each figure is asked for when it is read."""

    def __init__(self, call: Callable[..., Any], child: ChildAgent) -> None:
        self._call = call
        self.money_scale = child.money_scale
        self.instruments: Sequence[Instrument] = child.instruments

    def money(self, amount: int) -> float:
        """An amount of money units in the account's currency, as the nearest float."""
        return float(amount / 10**self.money_scale)

    def quantity(self, instrument: int) -> int:
        """Lots held, negative when short."""
        return int(self._call("quantity", instrument=instrument))

    @property
    def equity(self) -> int:
        """Cash and positions at their marks, in money units."""
        return int(self._call("equity"))

    @property
    def cash(self) -> int:
        """Cash, in money units."""
        return int(self._call("cash"))


def _ignore(_: Callable[[], Hook]) -> None:
    """The process has not begun to serve."""
