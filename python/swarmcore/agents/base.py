"""The agent: a plain class of typed parameters and hooks, alike in backtest, paper and live."""

from __future__ import annotations

import enum
import re
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, dataclass_transform

import numpy as np

from swarmcore.agents.messages import (
    Decision,
    Fault,
    Message,
    RiskUpdate,
    Vote,
)
from swarmcore.agents.parameters import validated
from swarmcore.book import TimeInForce
from swarmcore.errors import AgentError
from swarmcore.execution.orders import Fill
from swarmcore.market.messages import Bar, Quote, Trade
from swarmcore.sim import BookEvent, DepthEvent
from swarmcore.strategy.context import Signal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from swarmcore.execution.orders import Order
    from swarmcore.execution.portfolio import Portfolio
    from swarmcore.market.instruments import Instrument

__all__ = ["Agent", "AgentState", "Books", "Environment"]

Hook = Awaitable[None] | None


class AgentState(enum.StrEnum):
    """Where an agent is in its life."""

    CREATED = "created"
    RUNNING = "running"
    PAUSED = "paused"  # it gets no events
    FAULTED = "faulted"  # it raised too often and is left out
    STOPPED = "stopped"


class Books(Protocol):
    """The order books of a run, as they have reached the agents. Prices in ticks, sizes in lots."""

    def best_bid(self, symbol: str) -> tuple[int, int] | None:
        """Price and quantity of the best bid, or None."""
        ...

    def best_ask(self, symbol: str) -> tuple[int, int] | None:
        """Price and quantity of the best ask, or None."""
        ...

    def depth(self, symbol: str, levels: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Bids and asks, best first: (n, 3) of price, quantity and order count."""
        ...


class Environment(Protocol):
    """What the swarm gives an agent: the clock, the bus, the account, and the way to the market."""

    @property
    def now(self) -> int:
        """Nanoseconds UTC."""
        ...

    @property
    def seed(self) -> int:
        """The run's seed."""
        ...

    @property
    def instruments(self) -> Mapping[str, Instrument]:
        """The instruments by symbol."""
        ...

    @property
    def portfolio(self) -> Portfolio:
        """The account; agents read it and change it by orders only."""
        ...

    @property
    def books(self) -> Books | None:
        """The order books; None where the run has none."""
        ...

    def working(self, symbol: str) -> tuple[Order, ...]:
        """The orders of a symbol that can still be filled, oldest first."""
        ...

    def room(self, symbol: str, side: int) -> int:
        """The lots of the largest market order that the gate would let pass."""
        ...

    def publish(self, topic: str, message: object) -> None:
        """Put a message on the bus."""
        ...

    def cancel(self, order: Order) -> None:
        """Take back what is left of an order."""
        ...

    def submit(
        self,
        *,
        agent: str,
        symbol: str,
        side: int,
        quantity: int,
        price: int | None,
        time_in_force: TimeInForce,
    ) -> Order:
        """Send an order through the gate."""
        ...


@dataclass_transform(kw_only_default=True)
class _Fields:
    """Below this class annotated attributes are fields, and type checkers know them."""

    def __init__(self, **parameters: Any) -> None:
        for name, value in validated(type(self), parameters).items():
            setattr(self, name, value)


class Agent(_Fields):
    """Write a subclass: annotated attributes are keyword parameters, methods ``on_*`` are hooks.

    Every other attribute is free. A hook may be plain or async; an async one runs inline until it
    first waits. An exception out of a hook is contained: the agent is told by ``on_fault`` and
    started again, or left out when that happens too often.

    Args:
        name: Unique in the swarm; by default the class name in snake case.

    Raises:
        AgentError: A parameter is unknown, missing, of the wrong type or out of range.
    """

    name: str = ""

    subscribe: ClassVar[tuple[str, ...]] = ()
    """Patterns of the topics it gets; by default those of the hooks it defines."""

    def __init__(self, **parameters: Any) -> None:
        super().__init__(**parameters)
        if not self.name:
            self.name = snake_case(type(self).__name__)
        self._state = AgentState.CREATED
        self._environment: Environment | None = None

    def on_start(self) -> Hook:
        """Before the first event, and again after a fault: make what the agent needs."""

    def on_bar(self, bar: Bar) -> Hook:
        """A bar has closed."""

    def on_quote(self, quote: Quote) -> Hook:
        """The best bid or ask has changed."""

    def on_trade(self, trade: Trade) -> Hook:
        """The market has traded."""

    def on_book(self, event: BookEvent | DepthEvent) -> Hook:
        """A message of an order book's feed has come, and the book has changed.

        The event is used again for the next one unless it is kept.
        """

    def on_batch(self, rows: NDArray[np.void]) -> Hook:
        """Rows of a stream of market data have come, an array of BOOK_MESSAGE or DEPTH_MESSAGE."""

    def on_signal(self, signal: Signal) -> Hook:
        """An agent has sent a signal."""

    def on_risk(self, update: RiskUpdate) -> Hook:
        """The account's risk has been measured."""

    def on_decision(self, decision: Decision) -> Hook:
        """The consensus has decided."""

    def on_fill(self, fill: Fill) -> Hook:
        """An order has been filled, in whole or in part."""

    def on_message(self, message: Any) -> Hook:
        """Anything else that it subscribed to."""

    def on_pause(self) -> Hook:
        """No events come until on_resume."""

    def on_resume(self) -> Hook:
        """Events come again; what happened meanwhile was missed."""

    def on_stop(self) -> Hook:
        """The last call: save what is worth saving."""

    def on_fault(self, fault: Fault) -> Hook:
        """One of its hooks has raised."""

    @property
    def state(self) -> AgentState:
        """Where it is in its life."""
        return self._state

    @property
    def now(self) -> int:
        """The swarm's clock, nanoseconds UTC."""
        return self.environment.now

    @property
    def symbols(self) -> tuple[str, ...]:
        """The symbols of the run, by index."""
        return tuple(self.environment.instruments)

    @property
    def books(self) -> Books:
        """The order books as they have reached the agent.

        Raises:
            AgentError: The run has none: its market data are bars.
        """
        books = self.environment.books
        if books is None:
            raise AgentError(
                f"{self.name}: books: expected a replay of order books, was one of bars"
            )
        return books

    @property
    def environment(self) -> Environment:
        """What the swarm gives the agent.

        Raises:
            AgentError: The agent is in no swarm yet.
        """
        if self._environment is None:
            raise AgentError(f"{self.name}: expected to be in a running swarm, is in none")
        return self._environment

    def join(self, environment: Environment) -> None:
        """Enter a swarm; called by the swarm.

        Raises:
            AgentError: The agent has been in a swarm before.
        """
        if self._environment is not None:
            raise AgentError(f"{self.name}: expected a new agent, was used in another run already")
        self._environment = environment

    def vote(self, symbol: str, side: int, confidence: float = 1.0, reason: str = "") -> None:
        """Vote on an instrument; the last vote before the consensus decides counts.

        Args:
            symbol: On what.
            side: +1 be long, -1 be out or short, 0 stay as it is.
            confidence: 0 to 1.
            reason: Why, in one line.

        Raises:
            AgentError: An argument is out of range, or the symbol is unknown.
        """
        if side not in (-1, 0, 1):
            raise AgentError(f"{self.name}: vote: side: expected -1, 0 or 1, was {side!r}")
        if not 0.0 <= confidence <= 1.0:
            raise AgentError(f"{self.name}: vote: confidence: expected 0 to 1, was {confidence!r}")
        self._check_symbol("vote", symbol)
        self.environment.publish(
            f"vote.{symbol}", Vote(self.name, symbol, side, confidence, reason, self.now)
        )

    def signal(self, signal: Signal) -> None:
        """Publish a signal in the agent's name."""
        self._check_symbol("signal", signal.symbol)
        self.environment.publish(
            f"signal.{signal.symbol}",
            Signal(
                signal.symbol, signal.side, signal.confidence, signal.reason, signal.ts, self.name
            ),
        )

    def publish(self, topic: str, payload: Any) -> None:
        """Publish anything; subscribers get it as a Message in on_message.

        Topics ``control.pause`` and ``control.resume`` reach the supervisor.

        Raises:
            AgentError: The topic is one of those that carry the library's own messages.
        """
        if topic.partition(".")[0] in _OWN_TOPICS:
            raise AgentError(
                f"{self.name}: publish: topic: expected one of your own, was {topic!r}, "
                "which carries the library's messages"
            )
        self.environment.publish(topic, Message(self.now, self.name, topic, payload))

    def order(
        self,
        symbol: str,
        side: int,
        quantity: int,
        *,
        price: int | None = None,
        time_in_force: TimeInForce = TimeInForce.GTC,
    ) -> Order:
        """Send an order of one's own, past the consensus but not past the gate.

        Args:
            symbol: The instrument's symbol.
            side: +1 buys, -1 sells.
            quantity: Lots (``instrument.lots("0.5")``).
            price: The limit in ticks (``instrument.ticks("65000.01")``); None for a market order.
            time_in_force: TimeInForce.GTC or IOC; a market order is always IOC.

        Returns:
            The order; whether the gate let it pass is in its status.

        Raises:
            OrderError: The symbol is unknown.
        """
        return self.environment.submit(
            agent=self.name,
            symbol=symbol,
            side=side,
            quantity=quantity,
            price=price,
            time_in_force=time_in_force,
        )

    def cancel(self, order: Order) -> None:
        """Take back what is left of an order of one's own; nothing where it is final.

        Raises:
            AgentError: The order is another agent's.
        """
        if order.agent != self.name:
            raise AgentError(
                f"{self.name}: cancel: expected an order of one's own, "
                f"was order {order.id} of {order.agent}"
            )
        self.environment.cancel(order)

    def _check_symbol(self, what: str, symbol: str) -> None:
        if symbol not in self.environment.instruments:
            known = ", ".join(self.environment.instruments)
            raise AgentError(
                f"{self.name}: {what}: symbol: expected one of {known}, was {symbol!r}"
            )


def snake_case(name: str) -> str:
    """``MeanReversion`` as ``mean_reversion``."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


HOOKS: Mapping[type, tuple[str, str]] = {
    Bar: ("on_bar", "bar.*"),
    Quote: ("on_quote", "quote.*"),
    Trade: ("on_trade", "trade.*"),
    BookEvent: ("on_book", "book.*"),
    DepthEvent: ("on_book", "book.*"),
    np.ndarray: ("on_batch", "batch.*"),
    Signal: ("on_signal", "signal.*"),
    RiskUpdate: ("on_risk", "risk.*"),
    Decision: ("on_decision", "decision.*"),
    Fill: ("on_fill", "fill.*"),
}
"""For each message type the hook that gets it, and the topics that a hook alone subscribes to."""

_OWN_TOPICS = frozenset(
    {pattern.partition(".")[0] for _, pattern in HOOKS.values()}
    | {"clock", "fault", "feed", "mc", "order", "vote"}
)


def hook_name(message_type: type) -> str:
    """The hook that gets a type of message."""
    return HOOKS[message_type][0] if message_type in HOOKS else "on_message"


def hook_of(agent: Agent, message_type: type) -> Callable[[Any], Hook] | None:
    """The agent's hook for a type of message; None where it does not define one."""
    name = hook_name(message_type)
    return getattr(agent, name) if _defines(agent, name) else None


def patterns_of(agent: Agent) -> tuple[str, ...]:
    """The topics that an agent subscribes to.

    Raises:
        AgentError: ``subscribe`` is not a tuple or list of texts.
    """
    given = agent.subscribe
    if isinstance(given, str) or not all(isinstance(each, str) for each in given):
        raise AgentError(
            f'{agent.name}: subscribe: expected a tuple of patterns such as ("bar.*",), '
            f"was {given!r}"
        )
    return tuple(given) or tuple(
        dict.fromkeys(pattern for name, pattern in HOOKS.values() if _defines(agent, name))
    )


def _defines(agent: Agent, name: str) -> bool:
    return getattr(type(agent), name) is not getattr(Agent, name)
