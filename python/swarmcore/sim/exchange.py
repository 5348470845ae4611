"""An account's orders in a replayed market, step by step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from swarmcore import _core
from swarmcore.market.instruments import Instrument, checked_instruments
from swarmcore.sim.fees import FeeSchedule
from swarmcore.sim.impact import SquareRootImpact
from swarmcore.sim.queues import Queue
from swarmcore.sim.terms import exchange_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Exchange", "Executions"]


class Executions(NamedTuple):
    """What happened at an exchange.

    ``records`` are (n,) EXECUTION, in order; ``fees`` are (n,) int64, the fee of each in billionths
    of the quote currency, 0 unless filled.
    """

    records: NDArray[np.void]
    fees: NDArray[np.int64]


class Exchange:
    """A venue whose market is replayed, and an account's orders in it.

    The recorded market goes its way as if the orders were not there; they trade with what it shows.
    The rules are on the page "The simulated exchange". Prices are ticks, quantities lots, times
    nanoseconds UTC; the exchange knows the venue's time only, and `Replay` moves orders and answers
    through latencies.

    Args:
        instruments: What is traded, by index.
        market_data: "by_order" where an instrument's feed tells of orders (BOOK_MESSAGE),
            "by_price" where it tells of levels (DEPTH_MESSAGE): one for all, or one each.
        fees: One schedule for all; None takes the maker and taker rates of each instrument.
        queue: How a place in a queue is estimated where market data is by price; None is
            `RiskAverseQueue`.
        impact: What takers pay more; None is nothing.
        levels: The most levels a side that feeds by price show, where the venue sends no removal
            of those beyond; None for feeds that show all.

    Raises:
        ValueError: There is no instrument, or more than 65,536; or a number is out of range.
        TypeError: A model is none.

    Example:
        >>> import numpy as np, swarmcore as sc
        >>> from swarmcore import book, sim
        >>> exchange = sim.Exchange([sc.Instrument("AAPL", tick_size="0.01", lot_size="1")])
        >>> ask = np.zeros(1, sc.BOOK_MESSAGE)
        >>> ask["kind"], ask["side"], ask["order_id"] = book.MessageKind.ADD, -1, 1
        >>> ask["price"], ask["quantity"] = 18_005, 100
        >>> exchange.apply(ask)
        1
        >>> exchange.process(book.commands.limit(7, 1, price=18_005, quantity=30))
        >>> exchange.take_executions().records["kind"].tolist()  # accepted, filled
        [1, 2]
    """

    def __init__(
        self,
        instruments: Sequence[Instrument],
        *,
        market_data: Literal["by_order", "by_price"] | Sequence[str] = "by_order",
        fees: FeeSchedule | None = None,
        queue: Queue | None = None,
        impact: SquareRootImpact | None = None,
        levels: int | None = None,
    ) -> None:
        self._instruments = checked_instruments(instruments)
        if not isinstance(market_data, Sequence):
            raise TypeError(
                "market_data: expected by_order or by_price, or one for each instrument, "
                f"was {type(market_data).__name__}"
            )
        kinds = (
            [market_data] * len(self._instruments)
            if isinstance(market_data, str)
            else list(market_data)
        )
        if len(kinds) != len(self._instruments):
            raise ValueError(
                f"market_data: expected one for each of {len(self._instruments)} instruments, "
                f"was {len(kinds)}"
            )
        for kind in kinds:
            if kind not in ("by_order", "by_price"):
                raise ValueError(f"market_data: expected by_order or by_price, was {kind!r}")
        terms = [
            exchange_terms(
                instrument,
                by_price=kind == "by_price",
                fees=fees,
                queue=queue,
                impact=impact,
                levels=levels,
            )
            for instrument, kind in zip(self._instruments, kinds, strict=True)
        ]
        self._core = _core.sim.Exchange(terms)

    @property
    def instruments(self) -> tuple[Instrument, ...]:
        """What is traded, by index."""
        return self._instruments

    def apply(self, messages: NDArray[np.void]) -> int:
        """Apply messages of the venue's feed in order, without the GIL.

        Args:
            messages: (n,) C-contiguous BOOK_MESSAGE or DEPTH_MESSAGE, by the venue's time.

        Returns:
            The number of messages that the mirrors applied, not skipped.

        Raises:
            BookError: A bad message. `row` is its row; the rows before it are applied, and what
                they did to orders is still to be taken.
            TypeError, ValueError: Another dtype, shape or layout.
        """
        return self._core.apply(messages)

    def process(self, commands: NDArray[np.void]) -> None:
        """Let commands of the account, (n,) ORDER_COMMAND, arrive at the venue in order.

        Order ids are unique among live orders. What cannot be done is rejected, with its reason.
        """
        self._core.process(commands)

    def take_executions(self) -> Executions:
        """What happened since the last call."""
        return Executions(*self._core.take_executions())

    def best_bid(self, instrument: int = 0) -> tuple[int, int] | None:
        """The venue's best bid, as (price, quantity), or None."""
        return self._core.best_bid(instrument)

    def best_ask(self, instrument: int = 0) -> tuple[int, int] | None:
        """The venue's best ask, as (price, quantity), or None."""
        return self._core.best_ask(instrument)

    def depth(
        self, instrument: int = 0, levels: int = 5
    ) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The venue's best bids and asks, as of `OrderBook.depth`."""
        return self._core.depth(instrument, levels)

    def queue_ahead(self, order_id: int) -> float | None:
        """The venue's lots before an own order, estimated where market data is by price.

        Infinite where the feed does not show that part of the book; None where no such order rests.
        """
        return self._core.queue_ahead(order_id)

    def open_quantity(self, order_id: int) -> int | None:
        """What is open of an own order, or None where no such order rests."""
        return self._core.open_quantity(order_id)

    def position(self, owner: int = 0, instrument: int = 0) -> int:
        """Lots bought less lots sold by an owner; owner 0 has none."""
        return self._core.position(owner, instrument)

    @property
    def fees_paid(self) -> int:
        """Fees less rebates, in billionths of the quote currency."""
        return self._core.fees_paid

    @property
    def now(self) -> int:
        """The latest time that a message or command brought; the lowest integer before."""
        return self._core.now

    @property
    def order_count(self) -> int:
        """The number of own orders at rest."""
        return self._core.order_count

    def state_hash(self) -> int:
        """A 64-bit digest of the mirrors, own orders, what they consumed, positions and fees."""
        return self._core.state_hash()
