"""A swarm: agents on one bus, one clock, one account and one way to the market."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

import msgspec

from swarmcore.agents.base import Agent
from swarmcore.agents.environment import Books, StateStore
from swarmcore.agents.hooks import Hook
from swarmcore.agents.messages import Emergency, Tick, Vote
from swarmcore.agents.timers import Timer
from swarmcore.book import TimeInForce
from swarmcore.bus import EventBus, LiveEventBus
from swarmcore.execution.manager import OrderManager
from swarmcore.execution.orders import Order
from swarmcore.execution.portfolio import Portfolio
from swarmcore.execution.venue import Venue
from swarmcore.market.instruments import Instrument
from swarmcore.risk import FluxRules, Gate, MarketFlux
from swarmcore.swarm.allowance import Allowance
from swarmcore.swarm.consensus import Consensus
from swarmcore.swarm.runtime import LiveRun
from swarmcore.swarm.state import AgentStates, StateManager
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
        risk_limit: What agents' own orders together may hold, in parts of equity; each agent may
            use its share of the consensus's risk budget.
        seed: For agents that draw random numbers.
        bus: The bus; None makes one.
        books: The order books of a replay; None where the market data are bars.
        clock: Tells the time, nanoseconds UTC; None leaves that to `advance`.
        flux: The meters of how turbulent markets are, which an agent shows the bars; None where
            nobody measures it.

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
        consensus: Consensus,
        supervisor: Supervisor,
        risk_limit: float = math.inf,
        seed: int = 0,
        bus: EventBus | LiveEventBus | None = None,
        books: Books | None = None,
        clock: Callable[[], int] | None = None,
        flux: MarketFlux | None = None,
    ) -> None:
        self.bus: EventBus | LiveEventBus = EventBus() if bus is None else bus
        self.consensus = consensus
        self.supervisor = supervisor
        self.environment = _Environment(self.bus, supervisor, portfolio, seed, books, clock, flux)
        self.state = StateManager(
            clock=lambda: self.environment.now, publish=self.environment.publish
        )
        self.environment.state_store = AgentStates(self.state)
        self.orders = OrderManager(portfolio, gate, venue, self.environment.publish, books)
        self.environment.orders = self.orders
        self.environment.allowance = Allowance(portfolio, consensus.risk_budget, risk_limit)
        supervisor.connect(self.bus, self.orders)

        # Whoever values positions comes first, so that agents see an account at the bar's close.
        self.bus.subscribe("bar.*", self.orders.on_bar)
        supervisor.join(self.environment)
        supervisor.launch()
        for pattern in supervisor.patterns():
            self.bus.subscribe(pattern, supervisor.on_message)
        self.bus.subscribe(f"request.{supervisor.name}", supervisor.answer)
        for agent in agents:
            supervisor.adopt(agent, self.bus, self.environment)
        self.bus.subscribe("bar.*", consensus.on_bar)
        self.bus.subscribe("risk.update", consensus.on_risk)
        self.bus.subscribe(
            "vote.*", self._on_vote if supervisor.scaled.names else consensus.on_vote
        )
        self.bus.subscribe("clock.tick", self._decide)

    @property
    def clock(self) -> Callable[[], int] | None:
        """What tells the time, nanoseconds UTC; None where `advance` does."""
        return self.environment.clock

    def live(
        self,
        *,
        tick: float = 1.0,
        threads: int = 2,
        state: str | Path | None = None,
        save_every: float = 60.0,
        spin: float = 0.0,
    ) -> LiveRun:
        """Live on the running event loop as long as the block: ``async with swarm.live():``.

        Args:
            tick: Seconds between two ticks of the clock, at which votes become decisions.
            threads: Threads that agents of execution "thread" share.
            state: The file to go on from, where it is there, and to save to: agents' states and
                what the consensus has learnt. None begins anew and saves nothing.
            save_every: Seconds between two saves; there is one at the end, too.
            spin: Seconds after an event in which the loop looks for the next one before it sleeps:
                a core for the time that a wake-up takes.
        """
        return LiveRun(
            self, tick=tick, threads=threads, state=state, save_every=save_every, spin=spin
        )

    async def run(
        self,
        *,
        tick: float = 1.0,
        threads: int = 2,
        state: str | Path | None = None,
        save_every: float = 60.0,
        spin: float = 0.0,
    ) -> None:
        """Live until cancelled; see `live`."""
        async with self.live(
            tick=tick, threads=threads, state=state, save_every=save_every, spin=spin
        ):
            await asyncio.get_running_loop().create_future()

    @property
    def portfolio(self) -> Portfolio:
        """The account."""
        return self.orders.portfolio

    def restore_state(self, path: str | Path) -> None:
        """Begin with what another run has learnt and kept; before the first event.

        Raises:
            StateError: The file is no kept state, or not that of a swarm.
        """
        self.state.load(path)
        self.consensus.restore(self.state)

    def keep_state(self) -> bytes:
        """A snapshot of what is worth keeping, the consensus's records included."""
        self.consensus.save(self.state)
        return self.state.snapshot()

    def advance(self, ts: int, until: int | None = None) -> None:
        """Set the clock, nanoseconds UTC, and let what is due until then happen, each at its time.

        Where the swarm has a clock of its own, that goes by itself.

        Args:
            ts: The time.
            until: Where it is a step on the way, how far the clock goes before the next event.
        """
        self.supervisor.schedule.run_due(ts, self.environment.set_time, until)
        self.environment.time = ts

    def tick(self) -> None:
        """Tell that everything of this instant has been published."""
        now = self.environment.now
        # Where the clock goes by itself, nothing else looks at what is due.
        self.supervisor.schedule.run_due(now)
        self.bus.publish("clock.tick", Tick(now), ts=now)

    def _on_vote(self, vote: Vote) -> None:
        """Take an instance's vote as its agent's: whoever has the symbol votes for all of them."""
        agent = self.supervisor.scaled.name_of(vote.agent)
        self.consensus.on_vote(msgspec.structs.replace(vote, agent=agent))

    def _decide(self, tick: Tick) -> None:
        books = self.environment.books
        if books is not None:
            for symbol in self.environment.instruments:
                bid, ask = books.best_bid(symbol), books.best_ask(symbol)
                if bid is not None and ask is not None:
                    self.consensus.on_price(symbol, (bid[0] + ask[0]) / 2)
        environment = self.environment
        self.consensus.on_tick(
            tick,
            self.supervisor.is_running,
            environment.publish,
            environment.flux,
            self.supervisor.scaled.absent(),
        )
        self.supervisor.commands.go_on()


class _Environment:
    """What agents get; see swarmcore.agents.environment.Environment."""

    orders: OrderManager
    allowance: Allowance
    state_store: StateStore

    def __init__(
        self,
        bus: EventBus | LiveEventBus,
        supervisor: Supervisor,
        portfolio: Portfolio,
        seed: int,
        books: Books | None,
        clock: Callable[[], int] | None,
        flux: MarketFlux | None,
    ) -> None:
        self._bus = bus
        self._publish = bus.publish
        self._supervisor = supervisor
        self.portfolio = portfolio
        self.seed = seed
        self.books = books
        self.clock = clock
        self.flux: Callable[[str], float] = _calm if flux is None else flux.of
        self.flux_rules: FluxRules | None = None if flux is None else flux.rules
        self.time = 0
        self.instruments: Mapping[str, Instrument] = MappingProxyType(
            {each.symbol: each for each in portfolio.instruments}
        )

    @property
    def now(self) -> int:
        return self.time if self.clock is None else self.clock()

    def set_time(self, ts: int) -> None:
        self.time = ts

    def publish(self, topic: str, message: object, *, priority: int = 0) -> None:
        clock = self.clock
        ts = self.time if clock is None else clock()
        self._publish(topic, message, ts=ts, priority=priority)

    def every(self, agent: str, period: int, callback: Callable[[Timer], Hook]) -> Timer:
        return self._supervisor.add_timer(agent, period, callback)

    def emergency(self, agent: str, reason: str) -> None:
        cancelled = 0
        for symbol in self.instruments:
            for order in self.working(symbol):
                if order.agent == agent:
                    self.cancel(order)
                    cancelled += 1
        self.publish("risk.emergency", Emergency(self.now, agent, reason, cancelled))

    def working(self, symbol: str) -> tuple[Order, ...]:
        return self.orders.working(symbol)

    def room(self, symbol: str, side: int) -> int:
        return self.orders.room(symbol, side)

    def ask(
        self, *, agent: str, recipient: str, topic: str, payload: Any, timeout: float
    ) -> Awaitable[Any]:
        self._supervisor.check_answers(agent, recipient)
        return self._bus.request(
            recipient, topic, payload, timeout=timeout, sender=agent, ts=self.now
        )

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
        decision: int,
    ) -> Order:
        self._supervisor.note_order(agent)
        own = decision == 0
        # Instances that share an agent's symbols share its allowance.
        holder = self._supervisor.scaled.name_of(agent)
        denial = self.allowance.denial(holder, symbol, side, quantity) if own else ""
        order = self.orders.submit(
            ts=self.now,
            agent=agent,
            symbol=symbol,
            side=side,
            quantity=quantity,
            price=price,
            time_in_force=time_in_force,
            decision=decision,
            denial=denial,
        )
        if own:
            self.allowance.keep(order, holder)
        return order


def _calm(symbol: str) -> float:
    """The flux of a market that nobody measures."""
    return 0.0
