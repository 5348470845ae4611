"""A synthetic order flow: a market that never was, for demonstrations and load."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, SupportsIndex

import numpy as np
from numpy.typing import NDArray

from swarmcore import _core
from swarmcore.book import BOOK_MESSAGE, DEPTH_MESSAGE, ORDER_COMMAND
from swarmcore.market.instruments import Instrument

__all__ = ["ARRIVAL_TYPES", "OrderFlow"]

ARRIVAL_TYPES = ("limit_bid", "limit_ask", "cancel_bid", "cancel_ask", "market_buy", "market_sell")
"""What arrives, in the order of rates and of the rows and columns of branching."""


class OrderFlow:
    """An endless, seeded flow of orders into a matching engine, and the feed that comes of it.

    Arrivals are a multivariate Hawkes process with exponential kernels: an event of type j raises
    the intensity of type i by branching[i][j] × decay, and that fades at the rate decay. Orders
    join i ticks from the best opposite price with a chance in proportion to i ** -placement;
    quantities are log-logistic. Every cancel hits a live order and every trade is price-time,
    since a matching engine is run; a book therefore takes every message of the feed. Where a side
    has more or fewer orders than it should, limit orders become cancels or cancels limit orders
    with a chance that grows with the distance.

    One flow is written in one form, that of the first call: commands, messages or depth_messages.
    Each call goes on where the last one ended. The flow begins with the orders that fill the book.

    Sources: Hawkes (1971); Ogata (1981); Dassios and Zhao (2013) for the exact simulation; Cont,
    Stoikov and Talreja (2010) for the placement; Bacry, Mastromatteo and Muzy (2015).

    Args:
        instrument: What is traded; it gives the grid of `price` and `quantity`.
        seed: Equal seeds give equal bits, on every machine.
        index: The instrument's index, written into the records; flows of one seed and different
            indices are independent.
        start: The time of the first record, nanoseconds UTC.
        price: Where the book begins; None takes 10,000 ticks.
        orders: Resting orders a side, which the book begins with and is drawn back to.
        rate: Arrivals a second in the mean, on both sides alike: 45 % limit orders, 45 % cancels,
            10 % market orders.
        branching_ratio: The part of the arrivals that others caused, 0 or more and below 1.
        decay: How fast an excitation fades, a second.
        baseline: In place of `rate`: arrivals a second that nothing causes, by ARRIVAL_TYPES.
        branching: In place of `branching_ratio`: (6, 6), how many events of the row's type an event
            of the column's type causes in the mean. The spectral radius is below 1.
        placement: See above.
        reach: The farthest that an order joins from the best opposite price, ticks.
        quantity: The median quantity; None takes 100 lots.
        tail: Beyond x times the median lies about the part x ** -tail of the quantities.
        reduce_share: The part of the cancels that only reduce an order.
        replace_share: The part of the cancels that move an order to another price.

    Attributes:
        instrument: As given.

    Raises:
        ValueError: A number is out of range; or the arrivals would explode.
    """

    def __init__(
        self,
        instrument: Instrument,
        *,
        seed: int,
        index: int = 0,
        start: int = 0,
        price: str | int | float | None = None,
        orders: int = 300,
        rate: float = 1000.0,
        branching_ratio: float = 0.7,
        decay: float = 100.0,
        baseline: Sequence[float] | None = None,
        branching: Sequence[Sequence[float]] | None = None,
        placement: float = 0.8,
        reach: int = 100,
        quantity: str | int | float | None = None,
        tail: float = 2.5,
        reduce_share: float = 0.1,
        replace_share: float = 0.1,
    ) -> None:
        self.instrument = instrument
        arrivals = _core.sim.balanced_arrivals(rate, branching_ratio, decay)
        if baseline is not None or branching is not None:
            arrivals = _core.sim.ArrivalParameters(
                _numbers("baseline", baseline, arrivals.baseline),
                _matrix(branching, arrivals.branching),
                decay,
            )
        self._flow = _core.sim.OrderFlow(
            arrivals=arrivals,
            price=10_000 if price is None else instrument.ticks(price),
            orders=orders,
            placement=placement,
            reach=reach,
            quantity=100 if quantity is None else instrument.lots(quantity),
            tail=tail,
            reduce_share=reduce_share,
            replace_share=replace_share,
            seed=seed,
            start=start,
            instrument=index,
        )

    def commands(self, count: int, out: NDArray[Any] | None = None) -> NDArray[np.void]:
        """The next `count` commands, an array of ORDER_COMMAND; into `out`, if given."""
        records = _records(count, out, ORDER_COMMAND)
        self._flow.fill_commands(records)
        return records

    def messages(self, count: int, out: NDArray[Any] | None = None) -> NDArray[np.void]:
        """The next `count` messages by order, an array of BOOK_MESSAGE; into `out`, if given."""
        records = _records(count, out, BOOK_MESSAGE)
        self._flow.fill_messages(records)
        return records

    def depth_messages(self, count: int, out: NDArray[Any] | None = None) -> NDArray[np.void]:
        """The next `count` rows by price, an array of DEPTH_MESSAGE; into `out`, if given."""
        records = _records(count, out, DEPTH_MESSAGE)
        self._flow.fill_depth_messages(records)
        return records

    @property
    def now(self) -> int:
        """The time of the last arrival, nanoseconds UTC."""
        return self._flow.now

    @property
    def arrivals(self) -> dict[str, int]:
        """How many arrivals there were so far, by type, as they came to the book."""
        return dict(zip(ARRIVAL_TYPES, self._flow.arrivals, strict=True))


def _records(count: int, out: NDArray[Any] | None, dtype: np.dtype[Any]) -> NDArray[Any]:
    if not isinstance(count, SupportsIndex):
        raise TypeError(f"count: expected an integer, was {type(count).__name__}")
    if count < 0:
        raise ValueError(f"count: expected 0 or more, was {count}")
    if out is None:
        return np.empty(count, dtype)
    if isinstance(out, np.ndarray) and len(out) != count:
        raise ValueError(f"out: expected {count} records, was {len(out)}")
    return out


def _numbers(name: str, given: Sequence[float] | None, default: list[float]) -> list[float]:
    if given is None:
        return default
    try:
        numbers = [float(each) for each in given]
    except (TypeError, ValueError):
        raise TypeError(f"{name}: expected numbers, was {given!r}") from None
    if len(numbers) != len(ARRIVAL_TYPES):
        raise ValueError(
            f"{name}: expected {len(ARRIVAL_TYPES)} numbers, one for each of ARRIVAL_TYPES, "
            f"was {len(numbers)}"
        )
    return numbers


def _matrix(
    given: Sequence[Sequence[float]] | None, default: list[list[float]]
) -> list[list[float]]:
    if given is None:
        return default
    if not isinstance(given, Sequence | np.ndarray):
        raise TypeError(f"branching: expected rows of numbers, was {type(given).__name__}")
    rows = [_numbers(f"branching: row {row}", each, []) for row, each in enumerate(given)]
    if len(rows) != len(ARRIVAL_TYPES):
        raise ValueError(f"branching: expected {len(ARRIVAL_TYPES)} rows, was {len(rows)}")
    return rows
