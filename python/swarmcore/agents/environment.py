"""What an agent is given: protocols that a swarm fulfils, and that a test can fulfil as well."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from swarmcore.book import TimeInForce

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from swarmcore.agents.hooks import Hook
    from swarmcore.agents.timers import Timer
    from swarmcore.execution.orders import Order
    from swarmcore.execution.portfolio import Portfolio
    from swarmcore.market.instruments import Instrument
    from swarmcore.risk import FluxRules

__all__ = ["Books", "Environment", "StateStore"]


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


class StateStore(Protocol):
    """Where agents' states are kept from one run to the next, by the agent's name."""

    def save(self, agent: str, version: int, data: bytes) -> None:
        """Keep a state, in place of the last one."""
        ...

    def load(self, agent: str) -> bytes | None:
        """The state last saved; None where there is none."""
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

    @property
    def flux_rules(self) -> FluxRules | None:
        """What flux does; None where nobody measures it."""
        ...

    def flux(self, symbol: str) -> float:
        """How turbulent the market of an instrument is, 0 to 1; 0 where nobody measures it."""
        ...

    @property
    def state_store(self) -> StateStore | None:
        """Where states are kept; None where every run begins anew."""
        ...

    def working(self, symbol: str) -> tuple[Order, ...]:
        """The orders of a symbol that can still be filled, oldest first."""
        ...

    def room(self, symbol: str, side: int) -> int:
        """The lots of the largest market order that the gate would let pass."""
        ...

    def publish(self, topic: str, message: object, *, priority: int = 0) -> None:
        """Put a message on the bus."""
        ...

    def ask(
        self, *, agent: str, recipient: str, topic: str, payload: Any, timeout: float
    ) -> Awaitable[Any]:
        """The answer of another agent to a request of `agent`; see Agent.ask."""
        ...

    def every(self, agent: str, period: int, callback: Callable[[Timer], Hook]) -> Timer:
        """Call back every so many nanoseconds while the agent runs."""
        ...

    def emergency(self, agent: str, reason: str) -> None:
        """Cancel all orders of an agent that must not go on trading, and tell risk."""
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
        decision: int,
    ) -> Order:
        """Send an order through the gate; see Agent.order."""
        ...
