"""A swarm: agents on one bus, one clock, one account and one way to the market."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from swarmcore.agents.base import Agent, AgentState, Books
from swarmcore.agents.messages import Tick
from swarmcore.book import TimeInForce
from swarmcore.bus import EventBus
from swarmcore.execution.manager import OrderManager
from swarmcore.execution.orders import Order
from swarmcore.execution.portfolio import Portfolio
from swarmcore.execution.venue import Venue
from swarmcore.market.instruments import Instrument
from swarmcore.risk import Gate
from swarmcore.swarm.consensus import WeightedConsensus
from swarmcore.swarm.supervisor import Supervisor

__all__ = ["Swarm"]


class Swarm:
    """Wires agents together; whoever drives it (a backtest, a live feed) publishes and ticks.

    Within an instant: records go to ``feed.<symbol>``, agents answer with votes, and ``tick`` makes
    the consensus decide.

    Args:
        agents: In the order in which they get events.
        portfolio: The account.
        gate: One limit an instrument of the portfolio.
        venue: Where orders go.
        consensus: What makes decisions of votes.
        supervisor: What runs the agents.
        seed: For agents that draw random numbers.
        bus: The bus; None makes one.
        books: The order books of a replay; None where the market data are bars.
        clock: Tells the time, nanoseconds UTC; None leaves that to `advance`.

    Raises:
        AgentError: Two agents have one name.
    """

    def __init__(
        self,
        agents: Sequence[Agent],
        *,
        portfolio: Portfolio,
        gate: Gate,
        venue: Venue,
        consensus: WeightedConsensus,
        supervisor: Supervisor,
        seed: int = 0,
        bus: EventBus | None = None,
        books: Books | None = None,
        clock: Callable[[], int] | None = None,
    ) -> None:
        self.bus = EventBus() if bus is None else bus
        self.consensus = consensus
        self.supervisor = supervisor
        self._environment = _Environment(self.bus, portfolio, seed, books, clock)
        self.orders = OrderManager(portfolio, gate, venue, self._environment.publish, books)
        self._environment.orders = self.orders

        # Whoever values positions comes first, so that agents see an account at the bar's close.
        self.bus.subscribe("bar.*", self.orders.on_bar)
        supervisor.join(self._environment)
        supervisor.on_start()
        supervisor._state = AgentState.RUNNING
        self.bus.subscribe("control.*", supervisor.on_message)
        for agent in agents:
            supervisor.adopt(agent, self.bus, self._environment)
        self.bus.subscribe("vote.*", consensus.on_vote)
        self.bus.subscribe("clock.tick", self._decide)

    @property
    def portfolio(self) -> Portfolio:
        """The account."""
        return self.orders.portfolio

    def advance(self, ts: int) -> None:
        """Set the clock, nanoseconds UTC; where it has a clock of its own, that goes by itself."""
        self._environment.time = ts

    def tick(self) -> None:
        """Tell that everything of this instant has been published."""
        now = self._environment.now
        self.bus.publish("clock.tick", Tick(now), ts=now)

    def _decide(self, tick: Tick) -> None:
        self.consensus.on_tick(tick, self.supervisor.is_running, self._environment.publish)


class _Environment:
    """What agents get; see swarmcore.agents.base.Environment."""

    orders: OrderManager

    def __init__(
        self,
        bus: EventBus,
        portfolio: Portfolio,
        seed: int,
        books: Books | None,
        clock: Callable[[], int] | None,
    ) -> None:
        self._bus = bus
        self.portfolio = portfolio
        self.seed = seed
        self.books = books
        self._clock = clock
        self.time = 0
        self.instruments: Mapping[str, Instrument] = MappingProxyType(
            {each.symbol: each for each in portfolio.instruments}
        )

    @property
    def now(self) -> int:
        return self.time if self._clock is None else self._clock()

    def publish(self, topic: str, message: object) -> None:
        self._bus.publish(topic, message, ts=self.now)

    def working(self, symbol: str) -> tuple[Order, ...]:
        return self.orders.working(symbol)

    def room(self, symbol: str, side: int) -> int:
        return self.orders.room(symbol, side)

    def cancel(self, order: Order) -> None:
        self.orders.cancel(order)

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
        return self.orders.submit(
            ts=self.now,
            agent=agent,
            symbol=symbol,
            side=side,
            quantity=quantity,
            price=price,
            time_in_force=time_in_force,
        )
