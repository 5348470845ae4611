"""
The simulated exchange and the replay of market data around it.
"""

from __future__ import annotations
import collections.abc
import enum
import numpy
import numpy.dtypes
import numpy.typing
import swarmcore._core.risk
import typing

__all__: list[str] = [
    "ArrivalParameters",
    "BookEvent",
    "DepthEvent",
    "Exchange",
    "ExchangeInstrument",
    "ExecutionEvent",
    "FeeSchedule",
    "LatencyModel",
    "OrderFlow",
    "QueueModel",
    "Replay",
    "ReplayEventKind",
    "ReplayInstrument",
    "STRATEGY_EVENT",
    "SendStatus",
    "SquareRootImpact",
    "balanced_arrivals",
    "strategy_functions",
]

class LatencyModel:
    """
    How long a message is under way.
    """
    @staticmethod
    def constant(nanos: int) -> LatencyModel:
        """
        Always the same, 0 or more.
        """
    @staticmethod
    def jittered(base: int, jitter: int, seed: int) -> LatencyModel:
        """
        `base` and 0 to `jitter` more, each as likely, by seed and number of the message.
        """
    @staticmethod
    def recorded(ts: typing.Any, latency: typing.Any) -> LatencyModel:
        """
        Linear between samples, constant beyond them; int64 arrays, times rising.
        """
    def __init__(self) -> None: ...
    def delay(self, now: int, number: typing.SupportsInt | typing.SupportsIndex) -> int:
        """
        Of message `number`, which leaves at `now`.
        """

class FeeSchedule:
    """
    What a venue charges for fills, in billionths.
    """
    def __init__(
        self,
        maker: typing.SupportsInt | typing.SupportsIndex = 0,
        taker: typing.SupportsInt | typing.SupportsIndex = 0,
        per_lot: typing.SupportsInt | typing.SupportsIndex = 0,
        per_order: typing.SupportsInt | typing.SupportsIndex = 0,
        tiers: collections.abc.Sequence[
            tuple[
                typing.SupportsInt | typing.SupportsIndex,
                typing.SupportsInt | typing.SupportsIndex,
                typing.SupportsInt | typing.SupportsIndex,
            ]
        ] = [],
    ) -> None:
        """
        Rates of the notional, amounts of the quote currency; a tier is (volume, maker, taker).
        """
    def fee(
        self,
        price: typing.SupportsInt | typing.SupportsIndex,
        quantity: typing.SupportsInt | typing.SupportsIndex,
        digits: typing.SupportsInt | typing.SupportsIndex,
        places: typing.SupportsInt | typing.SupportsIndex,
        maker: bool,
        first_fill: bool,
        traded: typing.SupportsInt | typing.SupportsIndex,
    ) -> int:
        """
        Of a fill; a tick times a lot is worth digits / 10**places of the quote currency.
        """

class QueueModel:
    """
    How a decrease of a level is shared between ahead and behind.
    """
    @staticmethod
    def logarithm() -> QueueModel:
        """
        log(1 + a) / (log(1 + a) + log(1 + b)).
        """
    @staticmethod
    def power(exponent: float) -> QueueModel:
        """
        a**n / (a**n + b**n); above 0 and at most 100.
        """
    @staticmethod
    def risk_averse() -> QueueModel:
        """
        Only trades move a queue up.
        """
    @staticmethod
    def square() -> QueueModel:
        """
        a**2 / (a**2 + b**2).
        """
    def __init__(self) -> None: ...
    def ahead_share(
        self,
        ahead: typing.SupportsFloat | typing.SupportsIndex,
        behind: typing.SupportsFloat | typing.SupportsIndex,
    ) -> float:
        """
        The share of a decrease that came from ahead; lots, 0 or more, and not both 0.
        """

class SquareRootImpact:
    """
    What a taker pays beyond the prices displayed.
    """
    @typing.overload
    def __init__(self) -> None: ...
    @typing.overload
    def __init__(self, coefficient: float, volatility: float, volume: int) -> None:
        """
        coefficient * volatility * sqrt(quantity / volume) ticks, rounded up.
        """
    def ticks(self, quantity: int) -> int:
        """
        Of an order of `quantity` lots, 1 or more.
        """

class ExchangeInstrument:
    """
    The terms of an instrument.
    """
    def __init__(
        self,
        *,
        by_price: bool,
        digits: typing.SupportsInt | typing.SupportsIndex,
        places: typing.SupportsInt | typing.SupportsIndex,
        fees: FeeSchedule,
        queue: QueueModel,
        impact: SquareRootImpact,
        levels: typing.SupportsInt | typing.SupportsIndex,
    ) -> None: ...

class Exchange:
    """
    An account's orders in a replayed market.
    """
    def __init__(self, instruments: collections.abc.Sequence[ExchangeInstrument]) -> None: ...
    def apply(self, messages: numpy.typing.NDArray[numpy.void]) -> int:
        """
        Apply messages of the venue's feed in order, without the GIL.

        Args:
            messages: One-dimensional C-contiguous array of BOOK_MESSAGE or DEPTH_MESSAGE, not written to
                meanwhile.

        Returns:
            The number of messages that the mirrors applied, not skipped.

        Raises:
            BookError: A bad message. `row` is its row; the rows before it are applied, and what they did
                is still to be taken.
            TypeError, ValueError: Another dtype, shape or layout.
        """
    def best_ask(self, instrument: int) -> tuple[int, int] | None:
        """
        The venue's, as (price in ticks, quantity in lots), or None.
        """
    def best_bid(self, instrument: int) -> tuple[int, int] | None:
        """
        The venue's, as (price in ticks, quantity in lots), or None.
        """
    def depth(
        self, instrument: int, levels: int
    ) -> tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int64]]:
        """
        The venue's best levels of both sides.
        """
    def open_quantity(self, order_id: int) -> int | None:
        """
        What is open of an own order, or None.
        """
    def position(self, owner: int, instrument: int) -> int:
        """
        Lots bought less lots sold by an owner.
        """
    def process(self, commands: numpy.typing.NDArray[numpy.void]) -> None:
        """
        Let commands of the account, ORDER_COMMAND, arrive in order.
        """
    def queue_ahead(self, order_id: int) -> float | None:
        """
        The venue's lots before an own order, or None.
        """
    def state_hash(self) -> int:
        """
        A 64-bit digest of the mirrors, own orders, what they consumed, positions and fees.
        """
    def take_executions(
        self,
    ) -> tuple[numpy.typing.NDArray[numpy.void], numpy.typing.NDArray[numpy.int64]]:
        """
        What happened since the last call: an array of EXECUTION, and the fee of each.
        """
    @property
    def fees_paid(self) -> int:
        """
        Fees less rebates, in billionths of the quote currency.
        """
    @property
    def now(self) -> int:
        """
        The latest time that a message or command brought; the lowest integer before.
        """
    @property
    def order_count(self) -> int:
        """
        The number of own orders at rest.
        """

class BookEvent:
    """
    A message of a feed by order that has reached an agent.

    Its fields are those of BOOK_MESSAGE. Without a second reference to it, the object is
    used again for the next event.
    """
    @property
    def symbol(self) -> str:
        """The instrument's symbol."""
    @property
    def now(self) -> int:
        """When it reached the agent, nanoseconds UTC."""
    @property
    def ts(self) -> int:
        """The venue's time, nanoseconds UTC."""
    @property
    def instrument(self) -> int:
        """The instrument's index."""
    @property
    def kind(self) -> int:
        """What the record says; see the dtype."""
    @property
    def side(self) -> int:
        """+1 bid, -1 ask."""
    @property
    def price(self) -> int:
        """Ticks."""
    @property
    def quantity(self) -> int:
        """Lots."""
    @property
    def ts_local(self) -> int:
        """The feed's time of receipt."""
    @property
    def sequence(self) -> int:
        """The venue's number."""
    @property
    def order_id(self) -> int:
        """The order."""
    @property
    def new_order_id(self) -> int:
        """Of a replace: the order's new id."""
    @property
    def flags(self) -> int:
        """The decoder's."""

class DepthEvent:
    """
    A row of a feed by price that has reached an agent.

    Its fields are those of DEPTH_MESSAGE. Without a second reference to it, the object is
    used again for the next event.
    """
    @property
    def symbol(self) -> str:
        """The instrument's symbol."""
    @property
    def now(self) -> int:
        """When it reached the agent, nanoseconds UTC."""
    @property
    def ts(self) -> int:
        """The venue's time, nanoseconds UTC."""
    @property
    def instrument(self) -> int:
        """The instrument's index."""
    @property
    def kind(self) -> int:
        """What the record says; see the dtype."""
    @property
    def side(self) -> int:
        """+1 bid, -1 ask."""
    @property
    def price(self) -> int:
        """Ticks."""
    @property
    def quantity(self) -> int:
        """Lots."""
    @property
    def ts_local(self) -> int:
        """The feed's time of receipt."""
    @property
    def first_update(self) -> int:
        """The first id of its update."""
    @property
    def last_update(self) -> int:
        """The last id of its update."""
    @property
    def previous_update(self) -> int:
        """The last id of the update before."""
    @property
    def flags(self) -> int:
        """1 of a snapshot, 2 last of its update."""

class ExecutionEvent:
    """
    An answer of the venue that has reached an agent.

    Its fields are those of EXECUTION. Without a second reference to it, the object is
    used again for the next event.
    """
    @property
    def symbol(self) -> str:
        """The instrument's symbol."""
    @property
    def now(self) -> int:
        """When it reached the agent, nanoseconds UTC."""
    @property
    def ts(self) -> int:
        """The venue's time, nanoseconds UTC."""
    @property
    def instrument(self) -> int:
        """The instrument's index."""
    @property
    def kind(self) -> int:
        """What the record says; see the dtype."""
    @property
    def side(self) -> int:
        """+1 bid, -1 ask."""
    @property
    def price(self) -> int:
        """Ticks."""
    @property
    def quantity(self) -> int:
        """Lots."""
    @property
    def fee(self) -> int:
        """Its fee, billionths of the quote currency."""
    @property
    def order_id(self) -> int:
        """The order."""
    @property
    def other_order_id(self) -> int:
        """Whom it traded with."""
    @property
    def remaining(self) -> int:
        """Lots open after it."""
    @property
    def reason(self) -> int:
        """A RejectReason."""
    @property
    def flags(self) -> int:
        """MAKER_FLAG where the order rested."""

class ArrivalParameters:
    """
    Rates, branching and decay of arrivals; types are bid and ask limit orders, bid and ask cancels, buying and selling market orders.
    """
    def __init__(
        self,
        baseline: typing.Annotated[
            collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(6)"
        ],
        branching: typing.Annotated[
            collections.abc.Sequence[
                typing.Annotated[
                    collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex],
                    "FixedSize(6)",
                ]
            ],
            "FixedSize(6)",
        ],
        decay: float,
    ) -> None: ...
    @property
    def baseline(self) -> typing.Annotated[list[float], "FixedSize(6)"]: ...
    @property
    def branching(
        self,
    ) -> typing.Annotated[list[typing.Annotated[list[float], "FixedSize(6)"]], "FixedSize(6)"]: ...
    @property
    def decay(self) -> float: ...

class OrderFlow:
    """
    A seeded, endless flow of orders.
    """
    def __init__(
        self,
        *,
        arrivals: ArrivalParameters,
        price: typing.SupportsInt | typing.SupportsIndex,
        orders: int,
        placement: float,
        reach: int,
        quantity: typing.SupportsInt | typing.SupportsIndex,
        tail: float,
        reduce_share: float,
        replace_share: float,
        seed: int,
        start: int,
        instrument: int,
    ) -> None: ...
    def fill_commands(self, out: numpy.typing.NDArray[numpy.void]) -> None:
        """
        Fill an array of ORDER_COMMAND with what comes next, without the GIL.
        """
    def fill_depth_messages(self, out: numpy.typing.NDArray[numpy.void]) -> None:
        """
        Fill an array of DEPTH_MESSAGE with what comes next, without the GIL.
        """
    def fill_messages(self, out: numpy.typing.NDArray[numpy.void]) -> None:
        """
        Fill an array of BOOK_MESSAGE with what comes next, without the GIL.
        """
    @property
    def arrivals(self) -> typing.Annotated[list[int], "FixedSize(6)"]:
        """
        Arrivals so far, by type.
        """
    @property
    def now(self) -> int:
        """
        The time of the last arrival, nanoseconds UTC.
        """

class ReplayEventKind(enum.IntEnum):
    """
    What a strategy is called for.
    """

    BOOK = 1
    DEPTH = 2
    EXECUTION = 3
    WAKE = 4

class SendStatus(enum.IntEnum):
    """
    What became of a command that an agent wanted to send.
    """

    SENT = 0
    DENIED = 1
    DUPLICATE_ORDER = 2
    MARKET_ENDED = 3

class ReplayInstrument:
    """
    The terms of one instrument of a replay.
    """
    def __init__(
        self,
        *,
        symbol: str,
        tick: typing.Annotated[
            collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(2)"
        ],
        lot: typing.Annotated[
            collections.abc.Sequence[typing.SupportsFloat | typing.SupportsIndex], "FixedSize(2)"
        ],
        terms: ExchangeInstrument,
    ) -> None: ...

class Replay:
    """
    Replays recorded market data around a simulated exchange.
    """
    def __init__(
        self,
        *,
        instruments: collections.abc.Sequence[ReplayInstrument],
        streams: collections.abc.Sequence[typing.Any],
        order_latency: LatencyModel,
        answer_latency: LatencyModel,
        data_latency: LatencyModel | None,
        limits: collections.abc.Sequence[swarmcore._core.risk.GateLimits],
        skip_faults: bool,
        sample_every: typing.SupportsInt | typing.SupportsIndex,
        bus: typing.Any,
        batch: typing.SupportsInt | typing.SupportsIndex,
    ) -> None: ...
    def best_ask(
        self, instrument: typing.SupportsInt | typing.SupportsIndex
    ) -> tuple[int, int] | None:
        """
        The best ask as the agent sees it: (price in ticks, quantity in lots), or None.
        """
    def best_bid(
        self, instrument: typing.SupportsInt | typing.SupportsIndex
    ) -> tuple[int, int] | None:
        """
        The best bid as the agent sees it: (price in ticks, quantity in lots), or None.
        """
    def depth(
        self, instrument: typing.SupportsInt | typing.SupportsIndex, levels: int
    ) -> tuple[numpy.typing.NDArray[numpy.int64], numpy.typing.NDArray[numpy.int64]]:
        """
        The best levels of both sides as the agent sees them.

        Returns:
            Bids and asks: int64 arrays (n, 3) of price in ticks, quantity in lots and order count (0 where
            the market data is by price), best first.
        """
    def execution_fees(self) -> numpy.typing.NDArray[numpy.int64]:
        """
        The fee of each of them, billionths of the quote currency, int64.
        """
    def executions(self) -> numpy.typing.NDArray[numpy.void]:
        """
        All answers of the venue that came, an array of EXECUTION.
        """
    def on_answer(self, handler: typing.Any) -> None:
        """
        Name who is called with every ExecutionEvent, in place of the bus.
        """
    def on_wake(self, handler: typing.Any) -> None:
        """
        Name who is called, with the time, when wake_at's time comes.
        """
    def open_quantity(self, order_id: int) -> int:
        """
        Lots of an order that may still trade, as far as answers came.
        """
    def position(self, instrument: typing.SupportsInt | typing.SupportsIndex) -> int:
        """
        Lots held, negative when short, as far as answers came.
        """
    def queue_ahead(self, order_id: int) -> float | None:
        """
        Lots of the venue before an own order, or None where it does not rest.

        It is read at the venue, now: for watching a replay. An agent cannot know it.
        """
    def received(self) -> numpy.typing.NDArray[numpy.int64]:
        """
        When each of them came, nanoseconds UTC, int64.
        """
    def run(self, single: bool = False) -> bool:
        """
        Replay, and publish on the bus what somebody subscribed to.

        Args:
            single: End after the first event that was delivered to somebody.

        Returns:
            True at the end of the replay, False where it was stopped before.

        Raises:
            BookError: A row that its book refused.
        """
    def run_compiled(
        self,
        function: typing.SupportsInt | typing.SupportsIndex,
        user: typing.SupportsInt | typing.SupportsIndex = 0,
    ) -> bool:
        """
        Replay with a strategy in machine code, without the GIL; nothing is published.

        Args:
            function: Address of a void(const StrategyEvent*, const void* record, context*, void* user).
            user: Address passed on to it.

        Returns:
            True at the end of the replay, False where it was stopped before.
        """
    def samples(
        self,
    ) -> tuple[
        numpy.typing.NDArray[numpy.int64],
        numpy.typing.NDArray[numpy.float64],
        numpy.typing.NDArray[numpy.float64],
    ]:
        """
        Samples of the account: times (int64), profit and fees (float64, quote currency).
        """
    def send(
        self,
        kind: typing.SupportsInt | typing.SupportsIndex,
        order_id: int,
        instrument: int,
        side: int = 0,
        price: int = 0,
        quantity: int = 0,
        type: typing.SupportsInt | typing.SupportsIndex = 0,
        tif: typing.SupportsInt | typing.SupportsIndex = 0,
        flags: typing.SupportsInt | typing.SupportsIndex = 0,
        expires: int = 0,
        owner: int = 1,
    ) -> SendStatus:
        """
        Send a command to the venue, through the gate, at the time of the present event.

        Returns:
            SENT; or why it was not: DENIED by the gate (see verdict), DUPLICATE_ORDER where one of this id
            may still trade, MARKET_ENDED.
        """
    def sent(self) -> numpy.typing.NDArray[numpy.void]:
        """
        All commands that were sent, an array of ORDER_COMMAND.
        """
    def stop(self) -> None:
        """
        End the run after this event; running again goes on.
        """
    def wake_at(self, ts: int) -> None:
        """
        Call what on_wake named at a time, nanoseconds UTC, once.
        """
    @property
    def fees(self) -> int:
        """
        Fees paid as far as answers came, billionths of the quote currency.
        """
    @property
    def is_delayed(self) -> bool:
        """
        Whether market data reaches the agent later than the venue.
        """
    @property
    def now(self) -> int:
        """
        When the present event reached the agent, nanoseconds UTC.
        """
    @property
    def profit(self) -> float:
        """
        Earned so far, in the quote currency: cash and positions at the mid, less fees.
        """
    @property
    def refused(self) -> int:
        """
        Rows that a book refused or skipped.
        """
    @property
    def rows(self) -> int:
        """
        Rows that the venue has seen.
        """
    @property
    def state_hash(self) -> int:
        """
        A digest of all that was sent and answered, and of the exchange.
        """
    @property
    def undelivered(self) -> int:
        """
        Commands sent after the market data had ended.
        """
    @property
    def verdict(self) -> swarmcore._core.risk.GateVerdict:
        """
        Why the gate denied what it denied last.
        """

def balanced_arrivals(rate: float, branching_ratio: float, decay: float) -> ArrivalParameters:
    """
    Parameters of a flow that is alike on both sides.
    """

def strategy_functions() -> dict[str, int]:
    """
    Addresses of the functions by which a compiled strategy acts, by name.
    """

STRATEGY_EVENT: numpy.dtypes.VoidDType
