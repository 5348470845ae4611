"""Databento's levels and trades as depth messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from swarmcore.book import DEPTH_MESSAGE, LAST_ROW_FLAG, SNAPSHOT_FLAG, DepthMessageKind
from swarmcore.errors import BookError
from swarmcore.feed.databento_orders import NO_PRICE, checked_sides

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from swarmcore.feed.reports import ReadReport

__all__ = ["level_messages", "trade_messages"]

_TRADE = b"T"
# Comparing all levels of two records with one another takes memory.
_AT_ONCE = 50_000


def trade_messages(table: NDArray[np.void], report: ReadReport) -> NDArray[np.void]:
    """DEPTH_MESSAGE of trades; see `read_databento`.

    Raises:
        BookError: A price, size or side that cannot be right.
    """
    del report
    return _trades(table)


def level_messages(table: NDArray[np.void], report: ReadReport) -> NDArray[np.void]:
    """DEPTH_MESSAGE of records that hold the best levels; see `read_databento`.

    Raises:
        BookError: A price, size or side that cannot be right.
    """
    trades = _trades(table[table["action"] == _TRADE])
    parts, orders = [trades], [np.flatnonzero(table["action"] == _TRADE)]
    for instrument in np.unique(table["instrument"]).tolist():
        at = np.flatnonzero(table["instrument"] == instrument)
        for begin in range(0, len(at), _AT_ONCE):
            chunk = at[begin : begin + _AT_ONCE]
            last = at[begin - 1 : begin] if begin else None
            rows, order = _changes(table, chunk, last)
            parts.append(rows)
            orders.append(order)
    order = np.concatenate(orders)
    # Stable: within a record, its trade, then the levels as they were put together.
    sorting = np.argsort(order, kind="stable")
    messages = np.concatenate(parts)[sorting]
    report.leave_out("no change", len(table) - len(np.unique(order)))
    return messages


def _trades(table: NDArray[np.void]) -> NDArray[np.void]:
    for name, bad in (("price", table["price"] == NO_PRICE), ("size", table["size"] <= 0)):
        at = np.flatnonzero(bad)
        if len(at):
            row = int(table["row"][at[0]])
            raise BookError(f"row {row}: {name}: expected that of a trade, was none", row)
    messages = _of(table, np.arange(len(table)))
    messages["price"], messages["quantity"] = table["price"], table["size"]
    messages["kind"] = DepthMessageKind.TRADE
    # Databento names the side that came, a depth message the one that rested.
    messages["side"] = -checked_sides(table)
    messages["flags"] = LAST_ROW_FLAG
    return messages


def _of(table: NDArray[np.void], at: NDArray[np.int64]) -> NDArray[np.void]:
    messages = np.zeros(len(at), DEPTH_MESSAGE)
    for name in ("ts", "ts_local", "instrument"):
        messages[name] = table[name][at]
    return messages


def _changes(
    table: NDArray[np.void], at: NDArray[np.int64], last: NDArray[np.int64] | None
) -> tuple[NDArray[np.void], NDArray[np.int64]]:
    """What the records at `at` of one instrument change, and the record of each row.

    Without a last record before them, the first begins with a clear of the book.
    """
    empty = np.full_like(table["prices"][at[:1]], NO_PRICE)
    prices = np.concatenate([empty if last is None else table["prices"][last], table["prices"][at]])
    sizes = np.concatenate(
        [np.zeros_like(empty) if last is None else table["sizes"][last], table["sizes"][at]]
    )
    found, values = [], []
    for column, side in ((0, 1), (1, -1)):
        before, after = prices[:-1, :, column], prices[1:, :, column]
        size_before, size_after = sizes[:-1, :, column], sizes[1:, :, column]
        same = before[:, :, None] == after[:, None, :]
        gone = (before != NO_PRICE) & ~same.any(axis=2)
        kept = same & (size_before[:, :, None] == size_after[:, None, :])
        new = (after != NO_PRICE) & ~kept.any(axis=1)
        for rows, level_prices, level_sizes in (
            (gone, before, np.zeros_like(before)),
            (new, after, size_after),
        ):
            record, level = np.nonzero(rows)
            found.append(record)
            values.append(
                np.stack(
                    [
                        level_prices[record, level],
                        level_sizes[record, level],
                        np.full(len(record), side),
                    ],
                    axis=1,
                )
            )
    record = np.concatenate(found)
    sorting = np.argsort(record, kind="stable")
    record, value = record[sorting], np.concatenate(values)[sorting]
    messages = _of(table, at[record])
    messages["kind"] = DepthMessageKind.SET
    messages["price"], messages["quantity"], messages["side"] = value.T
    if last is None:
        clear = _of(table, at[:1])
        clear["kind"] = DepthMessageKind.CLEAR
        messages["flags"][record == 0] = SNAPSHOT_FLAG
        clear["flags"] = SNAPSHOT_FLAG
        messages, record = np.concatenate([clear, messages]), np.concatenate([[0], record])
    ends = np.append(record[1:] != record[:-1], True)[: len(record)]
    messages["flags"][ends] |= LAST_ROW_FLAG
    return messages, at[record]
