"""Databento's order events as book messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from swarmcore import _core
from swarmcore.book import BOOK_MESSAGE, LAST_ROW_FLAG, SNAPSHOT_FLAG, MessageKind
from swarmcore.errors import BookError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from swarmcore.feed.reports import ReadReport

__all__ = ["NO_PRICE", "checked_sides", "order_messages"]

NO_PRICE = np.iinfo(np.int64).max
"""What Databento writes for no price."""
_LAST = 128
_SNAPSHOT = 32

_KINDS = {
    b"A": MessageKind.ADD,
    b"C": MessageKind.REDUCE,
    b"M": MessageKind.REPLACE,
    b"R": MessageKind.CLEAR,
    b"T": MessageKind.TRADE,
}
_FILL = b"F"
_NOTHING = b"N"


def order_messages(table: NDArray[np.void], report: ReadReport) -> NDArray[np.void]:
    """BOOK_MESSAGE of order events; see `read_databento`.

    Raises:
        BookError: An action, side, price or size that cannot be right.
    """
    actions = table["action"]
    messages = np.zeros(len(table), BOOK_MESSAGE)
    for name in ("ts", "ts_local", "sequence", "order_id", "instrument"):
        messages[name] = table[name]
    for action, kind in _KINDS.items():
        messages["kind"][actions == action] = kind
    dropped = (actions == _FILL) | (actions == _NOTHING)
    _check(table, (messages["kind"] == 0) & ~dropped, "action", "A, C, F, M, N, R or T")
    sides = checked_sides(table)
    is_trade = messages["kind"] == MessageKind.TRADE
    # Databento names the side that came, a book message the one that rested.
    messages["side"] = np.where(is_trade, -sides, sides)
    is_new = (actions == b"A") | (actions == b"M")
    _check(table, is_new & (sides == 0), "side", "A or B")
    _check(table, (is_new | is_trade) & (table["price"] == NO_PRICE), "price", "a price")
    _check(
        table, (is_new | is_trade | (actions == b"C")) & (table["size"] == 0), "size", "1 or more"
    )
    messages["price"] = np.where(is_new | is_trade, table["price"], 0)
    messages["quantity"] = np.where(actions == b"R", 0, table["size"])
    messages["flags"] = np.where(table["flags"] & _LAST, LAST_ROW_FLAG, 0) | np.where(
        table["flags"] & _SNAPSHOT, SNAPSHOT_FLAG, 0
    )
    _mark_executions(table, messages)
    dropped |= _settle_modifications(table, messages)
    report.leave_out("no change", int(np.count_nonzero(dropped)))
    return _without(messages, dropped)


def checked_sides(table: NDArray[np.void]) -> NDArray[np.int8]:
    """+1 for B, -1 for A, 0 for N.

    Raises:
        BookError: Any other side.
    """
    sides = table["side"]
    _check(table, ~np.isin(sides, [b"A", b"B", b"N"]), "side", "A, B or N")
    return np.where(sides == b"B", 1, np.where(sides == b"A", -1, 0)).astype(np.int8)


def _check(table: NDArray[np.void], bad: NDArray[np.bool_], name: str, expected: str) -> None:
    at = np.flatnonzero(bad)
    if not len(at):
        return
    row = int(table["row"][at[0]])
    value = table[name][at[0]]
    was = ascii(value.decode("latin-1")) if isinstance(value, bytes) else str(value)
    if value == NO_PRICE:
        was = "none"
    raise BookError(f"row {row}: {name}: expected {expected}, was {was}", row)


def _mark_executions(table: NDArray[np.void], messages: NDArray[np.void]) -> None:
    """Cancellations that take what a fill has just traded are executes."""
    actions = table["action"]
    filled = np.unique(table["order_id"][actions == _FILL])
    of_filled = np.isin(actions, [_FILL, b"C"]) & np.isin(table["order_id"], filled)
    pending: dict[tuple[int, int, int], int] = {}
    for at in np.flatnonzero(of_filled).tolist():
        event = table[at]
        key = (int(event["instrument"]), int(event["order_id"]), int(event["ts"]))
        left = pending.get(key, 0)
        if event["action"] == _FILL:
            pending[key] = left + int(event["size"])
        elif event["size"] <= left:
            pending[key] = left - int(event["size"])
            messages["kind"][at] = MessageKind.EXECUTE
    executed = messages[messages["kind"] == MessageKind.EXECUTE]
    trades = messages["kind"] == MessageKind.TRADE
    reported = trades & np.isin(messages["ts"], executed["ts"])
    messages["flags"][reported] |= _core.feed.PRINT_FLAG


def _settle_modifications(table: NDArray[np.void], messages: NDArray[np.void]) -> NDArray[np.bool_]:
    """Modifications that only take from an order are reduces; returns those that change nothing."""
    actions = table["action"]
    unchanged = np.zeros(len(table), np.bool_)
    modified = np.unique(table["order_id"][actions == b"M"])
    concerned = np.isin(table["order_id"], modified) & np.isin(actions, [b"A", b"C", b"M"])
    concerned |= actions == b"R"
    orders: dict[tuple[int, int], tuple[int, int]] = {}
    for at in np.flatnonzero(concerned).tolist() if len(modified) else ():
        event = table[at]
        key = (int(event["instrument"]), int(event["order_id"]))
        price, size = int(event["price"]), int(event["size"])
        known = orders.get(key)
        if event["action"] == b"R":
            orders = {each: order for each, order in orders.items() if each[0] != key[0]}
        elif event["action"] == b"C":
            if known is not None:
                orders[key] = (known[0], known[1] - size)
        else:
            orders[key] = (price, size)
            if event["action"] == b"M" and known is not None and known[0] == price:
                unchanged[at] = size == known[1]
                if size < known[1]:
                    messages["kind"][at] = MessageKind.REDUCE
                    messages["quantity"][at] = known[1] - size
                    messages["price"][at] = 0
    return unchanged


def _without(messages: NDArray[np.void], dropped: NDArray[np.bool_]) -> NDArray[np.void]:
    """The messages that are kept; the last one kept of an event is its last."""
    kept = np.flatnonzero(~dropped)
    ends = np.flatnonzero(dropped & (messages["flags"] & LAST_ROW_FLAG != 0))
    before = np.searchsorted(kept, ends) - 1
    ends, before = ends[before >= 0], kept[before[before >= 0]]
    same = (messages["ts"][before] == messages["ts"][ends]) & (
        messages["instrument"][before] == messages["instrument"][ends]
    )
    messages["flags"][before[same]] |= LAST_ROW_FLAG
    return messages[kept]
