"""Recorded market data, replayed around a simulated exchange."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from swarmcore import _core
from swarmcore._core.sim import ExecutionEvent, SendStatus
from swarmcore.book import (
    BOOK_MESSAGE,
    DEPTH_MESSAGE,
    POST_ONLY_FLAG,
    REDUCE_ONLY_FLAG,
    CommandKind,
    OrderType,
    TimeInForce,
)
from swarmcore.bus import EventBus
from swarmcore.errors import OrderError
from swarmcore.market.instruments import Instrument, checked_instruments
from swarmcore.risk import GateLimits
from swarmcore.sim.fees import FeeSchedule
from swarmcore.sim.impact import SquareRootImpact
from swarmcore.sim.latency import Latency, latency_model
from swarmcore.sim.queues import Queue
from swarmcore.sim.replay_result import ReplayResult
from swarmcore.sim.terms import exchange_terms

__all__ = ["Replay"]

_NO_LIMITS = GateLimits(max_quantity=2**62, max_notional=2**126, max_position=2**62)
_HOOKS = {
    "on_book": "book.*",
    "on_quote": "quote.*",
    "on_trade": "trade.*",
    "on_fill": "fill.*",
    "on_order": "order.*",
    "on_batch": "batch.*",
}


class Replay:
    """Replays streams of market data by time, and moves orders and answers at their latencies.

    What happens at one time happens in this order: market data at the venue, by stream and row;
    orders that arrive there; answers that reach the agent; market data that reaches the agent later
    than the venue; wakes. On each line nothing overtakes. The agent's view of the books is what has
    reached it.

    What reaches the agent is published on the bus, as far as somebody subscribed:

    - ``book.<symbol>``: a BookEvent for each message by order, a DepthEvent for each row by price;
    - ``quote.<symbol>``: a Quote when the best bid or ask has changed;
    - ``trade.<symbol>``: a Trade;
    - ``fill.<symbol>``, ``order.<symbol>``: an ExecutionEvent for a fill of an order of one's own,
      and for every other answer;
    - ``batch.<stream>``: up to `batch` rows of a stream at once, a read-only view of its array. A
      batch ends early before an answer is delivered.

    Args:
        instruments: By index; records name them by it.
        streams: Arrays of BOOK_MESSAGE or DEPTH_MESSAGE, each in the order of `ts`, or one array.
            They are viewed, not copied.
        order_latency: From the agent to the venue: nanoseconds, or a latency model.
        answer_latency: From the venue to the agent; None takes `order_latency`.
        data_latency: Of market data, from the venue to the agent; None takes the times of receipt
            (`ts_local`) that the streams have.
        fees: One schedule for all; None takes the instruments' maker and taker fees.
        queue: How an order's place in a queue is estimated, where market data is by price; None is
            `RiskAverseQueue`.
        impact: What a taker pays beyond the prices displayed; None is nothing.
        levels: The most levels a side that the feeds by price show, where the venue sends no
            removal of those beyond; None for feeds that show all.
        limits: Of the gate, for all instruments or by symbol; None sets none but that an order
            makes sense. An empty mapping takes the gate away: whoever sends the orders has one.
        on_fault: "raise" ends the replay at a row that its book refuses; "skip" counts it.
        sample_every: How often the account is recorded, nanoseconds; 0 never.
        batch: Rows of market data after which batches are delivered.
        bus: Where it publishes; None makes one.

    Raises:
        BookError: In a stream time goes back, or an instrument is unknown, with the row.
        TypeError, ValueError: An argument cannot be used.

    Attributes:
        instruments: As given.
        bus: Where it publishes; subscribe to it.
    """

    def __init__(
        self,
        instruments: Sequence[Instrument],
        streams: NDArray[Any] | Sequence[NDArray[Any]],
        *,
        order_latency: int | Latency = 0,
        answer_latency: int | Latency | None = None,
        data_latency: int | Latency | None = None,
        fees: FeeSchedule | None = None,
        queue: Queue | None = None,
        impact: SquareRootImpact | None = None,
        levels: int | None = None,
        limits: GateLimits | Mapping[str, GateLimits] | None = None,
        on_fault: Literal["raise", "skip"] = "raise",
        sample_every: int = 0,
        batch: int = 1000,
        bus: EventBus | None = None,
    ) -> None:
        self.instruments = checked_instruments(instruments)
        self._indices = {each.symbol: index for index, each in enumerate(self.instruments)}
        if len(self._indices) != len(self.instruments):
            raise ValueError("instruments: expected symbols that differ, two are alike")
        if on_fault not in ("raise", "skip"):
            raise ValueError(f"on_fault: expected raise or skip, was {on_fault!r}")
        _check_count("batch", batch, 1, "1 or more")
        _check_count("sample_every", sample_every, 0, "0 or more nanoseconds")
        self.bus = EventBus() if bus is None else bus
        if not isinstance(self.bus, EventBus):
            raise TypeError(f"bus: expected an EventBus or None, was {type(bus).__name__}")
        arrays = _streams(streams)
        to_venue = latency_model("order_latency", order_latency)
        self._core = _core.sim.Replay(
            instruments=[
                _core.sim.ReplayInstrument(
                    symbol=each.symbol,
                    tick=_fraction(each.tick_size),
                    lot=_fraction(each.lot_size),
                    terms=exchange_terms(
                        each, fees=fees, queue=queue, impact=impact, levels=levels
                    ),
                )
                for each in self.instruments
            ],
            streams=arrays,
            order_latency=to_venue,
            answer_latency=(
                to_venue
                if answer_latency is None
                else latency_model("answer_latency", answer_latency)
            ),
            data_latency=(
                None if data_latency is None else latency_model("data_latency", data_latency)
            ),
            limits=_limits(self.instruments, limits),
            skip_faults=on_fault == "skip",
            sample_every=sample_every,
            bus=self.bus,
            batch=batch,
        )
        self._first_ts = min((int(each["ts"][0]) for each in arrays if len(each)), default=0)
        self._orders: dict[int, int] = {}
        self._next_id = 1
        self._seconds = 0.0

    def run(self, strategy: object = None) -> ReplayResult:
        """Replay to the end, or until `stop`; running again goes on.

        Args:
            strategy: None where everything is subscribed to the bus. A CompiledStrategy, or a cfunc
                of numba, which runs without the interpreter. Or any object with methods
                ``on_book``, ``on_quote``, ``on_trade``, ``on_fill``, ``on_order``, ``on_batch``,
                which are subscribed for this run, ``on_wake(ts)``, and ``on_start(replay)``,
                called before the first event.

        Raises:
            BookError: A row that its book refused.
            TypeError: The strategy has none of these.
        """
        started = time.perf_counter()
        address = getattr(strategy, "address", None)
        if address is not None:
            self._core.run_compiled(address, getattr(strategy, "user_address", 0))
        elif strategy is None:
            self._core.run()
        else:
            self._run_object(strategy)
        self._seconds += time.perf_counter() - started
        return self.result()

    def _run_object(self, strategy: object) -> None:
        hooks = {
            pattern: hook
            for name, pattern in _HOOKS.items()
            if (hook := getattr(strategy, name, None)) is not None
        }
        wake = getattr(strategy, "on_wake", None)
        if not hooks and wake is None:
            raise TypeError(
                f"strategy: expected an address, or a method among {', '.join(_HOOKS)} or on_wake, "
                f"was {type(strategy).__name__}"
            )
        subscriptions = [self.bus.subscribe(pattern, hook) for pattern, hook in hooks.items()]
        if wake is not None:
            self.on_wake(wake)
        try:
            start = getattr(strategy, "on_start", None)
            if start is not None:
                start(self)
            self._core.run()
        finally:
            for subscription in subscriptions:
                self.bus.unsubscribe(subscription)

    def result(self) -> ReplayResult:
        """What came of it so far."""
        core = self._core
        times, profits, _ = core.samples()
        return ReplayResult(
            instruments=self.instruments,
            executions=core.executions(),
            received=core.received(),
            fees=core.execution_fees(),
            commands=core.sent(),
            positions={
                each.symbol: core.position(index) for index, each in enumerate(self.instruments)
            },
            profit=core.profit,
            fees_paid=core.fees * 1e-9,
            times=times,
            profits=profits,
            rows=core.rows,
            refused=core.refused,
            undelivered=core.undelivered,
            seconds=self._seconds,
            state_hash=core.state_hash,
        )

    def stop(self) -> None:
        """End the run after the present event."""
        self._core.stop()

    def wake_at(self, ts: int) -> None:
        """Ask for a call of ``on_wake`` at a time, nanoseconds UTC, in place of the last."""
        self._core.wake_at(ts)

    def on_wake(self, handler: Callable[[int], object]) -> None:
        """Name who is called, with the time, when the time of `wake_at` has come."""
        self._core.on_wake(handler)

    def on_answer(self, handler: Callable[[ExecutionEvent], object]) -> None:
        """Name who is called with every answer of the venue, in place of the bus."""
        self._core.on_answer(handler)

    def replay(self) -> bool:
        """Replay to the end, or until `stop`; True at the end. `run` without its result."""
        return self._core.run()

    def advance(self) -> bool:
        """Replay until something has been delivered to somebody; True at the end of the replay."""
        return self._core.run(single=True)

    @property
    def first_ts(self) -> int:
        """The venue's time of the first row of all streams, nanoseconds UTC; 0 without any."""
        return self._first_ts

    @property
    def now(self) -> int:
        """When the present event reached the agent, nanoseconds UTC; before the first `first_ts`.

        An agent that starts makes its timers from then on.
        """
        now, first = self._core.now, self._first_ts
        return now if now > first else first

    @property
    def profit(self) -> float:
        """Earned so far, in the quote currency: cash and positions at the mid, less fees."""
        return self._core.profit

    @property
    def is_delayed(self) -> bool:
        """Whether market data reaches the agent later than the venue."""
        return self._core.is_delayed

    def send(
        self,
        kind: CommandKind,
        order_id: int,
        instrument: int,
        *,
        side: int = 0,
        price: int = 0,
        quantity: int = 0,
        order_type: OrderType = OrderType.LIMIT,
        time_in_force: TimeInForce = TimeInForce.GTC,
        flags: int = 0,
        expires: int = 0,
        owner: int = 1,
    ) -> SendStatus:
        """Send a command, through the gate, with an id of one's own.

        Args:
            kind: NEW, REPLACE or CANCEL.
            order_id: Of the order, 1 or more; do not mix these with the ids that `order` gives.
            instrument: Its index.
            side: +1 buys, -1 sells.
            price: The limit, ticks.
            quantity: Lots.
            order_type: LIMIT or MARKET.
            time_in_force: GTC, IOC, FOK or GTD.
            flags: As of ORDER_COMMAND.
            expires: Of GTD: when it leaves, nanoseconds UTC.
            owner: Whose order it is; positions at the venue are kept by owner.

        Returns:
            SENT; or why it was not.
        """
        new = kind is CommandKind.NEW
        return self._core.send(
            kind,
            order_id,
            instrument,
            side,
            price,
            quantity,
            order_type if new else 0,
            time_in_force if new else 0,
            flags,
            expires,
            owner,
        )

    def order(
        self,
        symbol: str,
        side: int,
        quantity: int,
        *,
        price: int | None = None,
        time_in_force: TimeInForce = TimeInForce.GTC,
        post_only: bool = False,
        reduce_only: bool = False,
        expires: int = 0,
    ) -> int:
        """Send an order, through the gate.

        Args:
            symbol: The instrument's symbol.
            side: +1 buys, -1 sells.
            quantity: Lots.
            price: The limit in ticks; None for a market order, which is IOC.
            time_in_force: GTC, IOC, FOK or GTD.
            post_only: Rejected by the venue where it would take.
            reduce_only: May only shrink the position.
            expires: Of GTD: when it leaves, nanoseconds UTC.

        Returns:
            Its id; or 0 where it was not sent: the gate denied it (`verdict` says why), or the
            market data has ended.

        Raises:
            OrderError: The symbol is unknown.
        """
        index = self.index_of(symbol)
        order_id = self._next_id
        market = price is None
        status = self.send(
            CommandKind.NEW,
            order_id,
            index,
            side=side,
            price=0 if price is None else price,
            quantity=quantity,
            order_type=OrderType.MARKET if market else OrderType.LIMIT,
            time_in_force=TimeInForce.IOC if market else time_in_force,
            flags=POST_ONLY_FLAG * post_only | REDUCE_ONLY_FLAG * reduce_only,
            expires=expires,
        )
        if status is not SendStatus.SENT:
            return 0
        self._next_id += 1
        self._orders[order_id] = index
        return order_id

    def replace(self, order_id: int, price: int, quantity: int) -> bool:
        """Give an order another price (ticks) and open quantity (lots); False if it was not sent.

        Less at the same price keeps the place in the queue.

        Raises:
            OrderError: No order of this replay has the id.
        """
        index = self._index_of_order(order_id)
        status = self.send(CommandKind.REPLACE, order_id, index, price=price, quantity=quantity)
        return status is SendStatus.SENT

    def cancel(self, order_id: int) -> bool:
        """Take back what is left of an order; False where the market data has ended.

        Raises:
            OrderError: No order of this replay has the id.
        """
        status = self.send(CommandKind.CANCEL, order_id, self._index_of_order(order_id))
        return status is SendStatus.SENT

    @property
    def verdict(self) -> str:
        """Why the gate denied what it denied last."""
        return self._core.verdict.name.lower()

    def open_quantity(self, order_id: int) -> int:
        """Lots of an order that may still trade, as far as answers have come."""
        return self._core.open_quantity(order_id)

    def position(self, symbol: str) -> int:
        """Lots held, negative when short, as far as answers have come."""
        return self._core.position(self.index_of(symbol))

    def best_bid(self, symbol: str) -> tuple[int, int] | None:
        """Price in ticks and quantity in lots of the best bid as the agent sees it, or None."""
        return self._core.best_bid(self.index_of(symbol))

    def best_ask(self, symbol: str) -> tuple[int, int] | None:
        """Price in ticks and quantity in lots of the best ask as the agent sees it, or None."""
        return self._core.best_ask(self.index_of(symbol))

    def depth(self, symbol: str, levels: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The best levels of both sides as the agent sees them.

        Returns:
            Bids and asks: (n, 3) of price in ticks, quantity in lots and order count (0 where the
            market data is by price), best first.
        """
        return self._core.depth(self.index_of(symbol), levels)

    def queue_ahead(self, order_id: int) -> float | None:
        """Lots of the venue before an order of one's own, or None where it does not rest.

        It is read at the venue, at this very time: for watching a replay, since no agent can know
        it. Where market data is by price it is an estimate.
        """
        return self._core.queue_ahead(order_id)

    def index_of(self, symbol: str) -> int:
        """The index of a symbol.

        Raises:
            OrderError: No instrument has it.
        """
        try:
            return self._indices[symbol]
        except KeyError:
            known = ", ".join(self._indices)
            raise OrderError(f"symbol: expected one of {known}, was {symbol!r}") from None

    def _index_of_order(self, order_id: int) -> int:
        try:
            return self._orders[order_id]
        except KeyError:
            raise OrderError(
                f"order_id: expected that of an order sent before, was {order_id!r}"
            ) from None


def _streams(given: NDArray[Any] | Sequence[NDArray[Any]]) -> list[NDArray[Any]]:
    streams = [given] if isinstance(given, np.ndarray) else list(given)
    for number, stream in enumerate(streams):
        if not isinstance(stream, np.ndarray):
            raise TypeError(
                f"streams[{number}]: expected an array of BOOK_MESSAGE or DEPTH_MESSAGE, "
                f"was {type(stream).__name__}"
            )
        if stream.dtype not in (BOOK_MESSAGE, DEPTH_MESSAGE):
            kind = "another record" if stream.dtype.names else str(stream.dtype)
            raise TypeError(
                f"streams[{number}]: expected dtype BOOK_MESSAGE or DEPTH_MESSAGE, was {kind}"
            )
    return streams


def _check_count(name: str, given: int, least: int, expected: str) -> None:
    if isinstance(given, bool) or not isinstance(given, int):
        raise TypeError(f"{name}: expected an integer, was {type(given).__name__}")
    if not least <= given < 2**63:
        raise ValueError(f"{name}: expected {expected}, was {given}")


def _limits(
    instruments: Sequence[Instrument], given: GateLimits | Mapping[str, GateLimits] | None
) -> list[GateLimits]:
    if given is None:
        given = _NO_LIMITS
    if isinstance(given, GateLimits):
        return [given] * len(instruments)
    if not isinstance(given, Mapping):
        raise TypeError(
            "limits: expected GateLimits, a mapping of symbols to them or None, "
            f"was {type(given).__name__}"
        )
    if not given:
        return []
    symbols = {each.symbol for each in instruments}
    for symbol in given:
        if symbol not in symbols:
            raise ValueError(f"limits: expected symbols of the instruments, was {symbol!r}")
    # Whom no limits name, may not trade.
    return [given.get(each.symbol, GateLimits()) for each in instruments]


def _fraction(step: Decimal) -> tuple[float, float]:
    """A step as a quotient of floats that are exact, as far as there are such."""
    exact = Fraction(step)
    return float(exact.numerator), float(exact.denominator)
