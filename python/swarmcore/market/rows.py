"""Which rows of a table of bars cannot be right, and why."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from swarmcore.market.symbols import is_symbol
from swarmcore.market.times import NULL_TIME, text_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

__all__ = ["PRICES", "RowError", "RowChecks"]

PRICES = ("open", "high", "low", "close")


@dataclass(frozen=True, slots=True)
class RowError:
    """One row that cannot be right.

    Args:
        row: The row in the file, counted from 0 after the header; empty lines do not count.
        reason: The column, what was expected and what came.
    """

    row: int
    reason: str

    def __str__(self) -> str:
        return f"row {self.row}: {self.reason}"


class RowChecks:
    """Checks of the rows of one table, in the file's order.

    A row is refused once, for its first fault: symbol and time, then each price, the volume,
    high and low against the others, and last the order of times. A symbol's times rise strictly;
    where they do not, the fewest rows are refused, and of equal choices the later ones: one row
    dated years ahead is refused alone, not with all that follow it.

    Args:
        rows: Where each row stands in the file, rising.
        known: What is known of rows already; some may have no place in `rows`.
    """

    def __init__(self, rows: NDArray[np.int64], known: Sequence[RowError] = ()) -> None:
        self._rows = rows
        self._errors = list(known)
        self._good = ~np.isin(rows, [error.row for error in known])

    @property
    def good(self) -> NDArray[np.bool_]:
        """Which rows passed every check so far."""
        return self._good

    @property
    def errors(self) -> tuple[RowError, ...]:
        """The rows refused so far, in the file's order."""
        return tuple(sorted(self._errors, key=lambda error: error.row))

    def symbols(self, codes: NDArray[np.int32], names: Sequence[object]) -> None:
        """Refuse rows whose symbol is null (a negative code) or no name."""
        named = np.array([is_symbol(name) for name in names] + [False])
        self._refuse(
            ~named[codes],
            lambda i: (
                "symbol: expected printable text without blanks or *, was "
                + ("null" if codes[i] < 0 else repr(names[codes[i]]))
            ),
        )

    def times(self, ts: NDArray[np.int64]) -> None:
        """Refuse rows without a time."""
        self._refuse(ts == NULL_TIME, lambda _: "ts: expected a time, was null")

    def values(self, columns: dict[str, NDArray[np.float64]]) -> None:
        """Refuse prices that are not finite or not above 0, volumes below 0, and crossed bars."""
        for name, column in columns.items():
            self._refuse_value(~np.isfinite(column), name, column, "a finite number")
            if name in PRICES:
                self._refuse_value(column <= 0, name, column, "more than 0")
            else:
                self._refuse_value(column < 0, name, column, "0 or more")
        open_, high, low_, close = (columns[name] for name in PRICES)
        top = np.maximum(np.maximum(open_, close), low_)
        self._refuse(
            high < top,
            lambda i: (
                f"high: expected at least open, low and close ({float(top[i])}), "
                f"was {float(high[i])}"
            ),
        )
        bottom = np.minimum(open_, close)
        self._refuse(
            low_ > bottom,
            lambda i: (
                f"low: expected at most open and close ({float(bottom[i])}), was {float(low_[i])}"
            ),
        )

    def order(self, ts: NDArray[np.int64], codes: NDArray[np.int32]) -> None:
        """Refuse the fewest rows that leave the times of every symbol rising."""
        left = np.flatnonzero(self._good)
        left = left[np.argsort(codes[left], kind="stable")]
        time, code = ts[left], codes[left]
        same = code[1:] == code[:-1]
        against: dict[int, int] = {}
        for symbol in np.unique(code[1:][same & (time[1:] <= time[:-1])]).tolist():
            places = left[code == symbol]
            for late, other in _out_of_order(ts[places].tolist()):
                against[int(places[late])] = int(places[other])
        refused = np.zeros(len(ts), dtype=np.bool_)
        refused[list(against)] = True
        self._refuse(
            refused,
            lambda i: (
                f"ts: expected a time {'after' if against[i] < i else 'before'} "
                f"{text_of(int(ts[against[i]]))} of row {self._rows[against[i]]}, "
                f"was {text_of(int(ts[i]))}"
            ),
        )

    def _refuse_value(
        self, bad: NDArray[np.bool_], name: str, column: NDArray[np.float64], wanted: str
    ) -> None:
        self._refuse(bad, lambda i: f"{name}: expected {wanted}, was {float(column[i])}")

    def _refuse(self, bad: NDArray[np.bool_], reason: Callable[[int], str]) -> None:
        bad = bad & self._good
        for i in np.flatnonzero(bad).tolist():
            self._errors.append(RowError(int(self._rows[i]), reason(i)))
        self._good = self._good & ~bad


def _out_of_order(times: list[int]) -> list[tuple[int, int]]:
    """The fewest places to leave out so that times rise, each with a place it contradicts.

    A longest rising subsequence, in O(n log n): Fredman, "On computing the length of longest
    increasing subsequences", Discrete Mathematics 11 (1975). Of several the one that keeps the
    earliest places.
    """
    lengths: list[int] = []  # of the longest rise that starts at each place, from the last place on
    starts: list[int] = []  # negated: the latest time that starts a rise of length 1, 2, ...
    for time in reversed(times):
        at = bisect_left(starts, -time)
        starts[at : at + 1] = [-time]
        lengths.append(at + 1)
    lengths.reverse()

    refused: list[tuple[int, int]] = []
    ahead: list[int] = []  # places after the last kept time, but not before the next one
    last = -1
    wanted = len(starts)
    for place, time in enumerate(times):
        if last >= 0 and time <= times[last]:
            refused.append((place, last))
        elif lengths[place] == wanted:
            refused += [(early, place) for early in ahead]
            ahead = []
            last = place
            wanted -= 1
        else:
            ahead.append(place)
    return refused
