"""Commands to a matching engine by name, each an array of one ORDER_COMMAND.

`np.concatenate([limit(...), cancel(...)])` makes a batch. Each call takes a few microseconds: to
send many commands, fill the columns of one array instead.

Every function takes `ts`, nanoseconds UTC (the engine refuses one before that of the last
command), and `instrument`, its index in the engine. Prices and triggers are in ticks, quantities
in lots; `owner` 0 is nobody. What does not go together is for the engine to reject, with its
reason; what is no integer, or does not fit into its field, is a TypeError or ValueError here.
"""

from __future__ import annotations

from typing import Any, TypedDict, Unpack

import numpy as np

from swarmcore import _core
from swarmcore._core.book import (
    CommandKind,
    OrderType,
    SelfTradeMode,
    TimeInForce,
    TradingPhase,
)
from swarmcore.book._checks import integer

_FIELDS = {name: _core.book.ORDER_COMMAND[name] for name in _core.book.ORDER_COMMAND.names or ()}
_FLAGS = {
    "post_only": _core.book.POST_ONLY_FLAG,
    "slide": _core.book.SLIDE_FLAG,
    "reduce_only": _core.book.REDUCE_ONLY_FLAG,
    "held": _core.book.HELD_FLAG,
}


class OrderOptions(TypedDict, total=False):
    """What every kind of order may have.

    Attributes:
        ts: The time, nanoseconds UTC.
        instrument: The instrument's index in the engine.
        owner: Whose order it is; 0 is nobody.
        tif: How long it stands; GTC unless given.
        expires: When it leaves, of GTD, nanoseconds UTC.
        reduce_only: It may only shrink the owner's position.
        self_trade: What it does when it meets an order of its owner; ALLOW unless given.
        held: It waits outside the book for its release.
    """

    ts: int
    instrument: int
    owner: int
    tif: TimeInForce
    expires: int
    reduce_only: bool
    self_trade: SelfTradeMode
    held: bool


class OrderReference(TypedDict, total=False):
    """What names an order beside its id.

    Attributes:
        ts: The time, nanoseconds UTC.
        instrument: The instrument's index in the engine.
        owner: Whose order it is; 0 is nobody.
    """

    ts: int
    instrument: int
    owner: int


def _field(name: str, value: Any, dtype: np.dtype[Any]) -> int:
    number, limits = integer(name, value), np.iinfo(dtype)
    if not limits.min <= number <= limits.max:
        raise ValueError(f"{name}: expected {limits.min} to {limits.max}, was {number}")
    return number


def _command(kind: CommandKind, **fields: Any) -> np.ndarray[Any, Any]:
    row = np.zeros(1, _core.book.ORDER_COMMAND)
    row["kind"] = kind
    for name, value in fields.items():
        if name not in _FIELDS:
            raise TypeError(f"{name}: expected no such argument, was given")
        row[name] = _field(name, value, _FIELDS[name])
    return row


def _order(
    type_: OrderType,
    order_id: int,
    side: int,
    quantity: int,
    options: OrderOptions,
    *,
    flags: int = 0,
    **fields: int,
) -> np.ndarray[Any, Any]:
    rest: dict[str, Any] = {"tif": TimeInForce.GTC, **options}
    for name, flag in _FLAGS.items():
        flags |= flag if rest.pop(name, False) else 0
    mode = rest.pop("self_trade", SelfTradeMode.ALLOW)
    if mode not in set(SelfTradeMode):
        # A number beyond them would reach into the flags beside.
        raise ValueError(f"self_trade: expected a SelfTradeMode, was {mode!r}")
    flags |= int(mode) << _core.book.SELF_TRADE_SHIFT
    return _command(
        CommandKind.NEW,
        type=type_,
        order_id=order_id,
        side=side,
        quantity=quantity,
        flags=flags,
        **fields,
        **rest,
    )


def limit(
    order_id: int,
    side: int,
    price: int,
    quantity: int,
    *,
    display: int = 0,
    post_only: bool = False,
    slide: bool = False,
    **options: Unpack[OrderOptions],
) -> np.ndarray[Any, Any]:
    """Trade at `price` or better.

    Args:
        order_id: Its id, unique among the live orders of all instruments.
        side: +1 to buy, -1 to sell.
        price: Its limit.
        quantity: How many lots.
        display: Show at most so many lots of it at a time: an iceberg. 0 shows all.
        post_only: Refuse it where it would take.
        slide: With post_only: move it to one tick from the best opposite price instead.
        **options: See OrderOptions.
    """
    flags = _FLAGS["post_only"] * post_only | _FLAGS["slide"] * slide
    return _order(
        OrderType.LIMIT,
        order_id,
        side,
        quantity,
        options,
        flags=flags,
        price=price,
        display=display,
    )


def market(
    order_id: int, side: int, quantity: int, **options: Unpack[OrderOptions]
) -> np.ndarray[Any, Any]:
    """Trade at any price; what finds nobody is cancelled. Options: see OrderOptions."""
    return _order(OrderType.MARKET, order_id, side, quantity, options)


def stop(
    order_id: int, side: int, trigger: int, quantity: int, **options: Unpack[OrderOptions]
) -> np.ndarray[Any, Any]:
    """Become a market order once a trade is at `trigger` or beyond: above for +1, below for -1."""
    return _order(OrderType.STOP, order_id, side, quantity, options, trigger=trigger)


def stop_limit(
    order_id: int,
    side: int,
    trigger: int,
    price: int,
    quantity: int,
    **options: Unpack[OrderOptions],
) -> np.ndarray[Any, Any]:
    """Become a limit order at `price` once a trade is at `trigger` or beyond."""
    return _order(
        OrderType.STOP_LIMIT, order_id, side, quantity, options, trigger=trigger, price=price
    )


def trailing_stop(
    order_id: int,
    side: int,
    offset: int,
    quantity: int,
    *,
    percent: bool = False,
    **options: Unpack[OrderOptions],
) -> np.ndarray[Any, Any]:
    """Become a market order once the market turns by `offset` from its best price since.

    Args:
        order_id: Its id.
        side: +1 to buy, -1 to sell.
        offset: In ticks, or with `percent` in hundredths of a percent of the price, 1 to 9,999.
        quantity: How many lots.
        percent: How `offset` is meant.
        **options: See OrderOptions.
    """
    flags = _core.book.TRAIL_PERCENT_FLAG if percent else 0
    return _order(
        OrderType.TRAILING_STOP, order_id, side, quantity, options, flags=flags, trigger=offset
    )


def cancel(order_id: int, **reference: Unpack[OrderReference]) -> np.ndarray[Any, Any]:
    """Withdraw what is open of an order."""
    return _command(CommandKind.CANCEL, order_id=order_id, **reference)


def replace(
    order_id: int,
    price: int,
    quantity: int,
    *,
    trigger: int = 0,
    **reference: Unpack[OrderReference],
) -> np.ndarray[Any, Any]:
    """Give an order another limit and open quantity, and a waiting stop another trigger.

    Less at the same price keeps the place in the queue; anything else goes to the back.
    """
    return _command(
        CommandKind.REPLACE,
        order_id=order_id,
        price=price,
        quantity=quantity,
        trigger=trigger,
        **reference,
    )


def link(
    order_id: int, other: int, *, bracket: bool = False, **reference: Unpack[OrderReference]
) -> np.ndarray[Any, Any]:
    """Tie two orders of one owner: one cancels the other.

    With `bracket`, `other` is a held order that enters once `order_id` has traded and left.
    """
    return _command(
        CommandKind.LINK,
        order_id=order_id,
        # The field is signed, an id is not.
        trigger=np.uint64(_field("other", other, _FIELDS["order_id"])).astype(np.int64),
        flags=_core.book.BRACKET_FLAG if bracket else 0,
        **reference,
    )


def release(order_id: int, **reference: Unpack[OrderReference]) -> np.ndarray[Any, Any]:
    """Let a held order enter."""
    return _command(CommandKind.RELEASE, order_id=order_id, **reference)


def phase(
    phase: TradingPhase, *, ts: int = 0, instrument: int = 0, reference_price: int = 0
) -> np.ndarray[Any, Any]:
    """Change the phase of an instrument; leaving an auction uncrosses it.

    `reference_price` decides between prices at which as much would trade; 0 is the last trade's.
    """
    return _command(
        CommandKind.PHASE, ts=ts, instrument=instrument, flags=phase, price=reference_price
    )


def bands(lowest: int, highest: int, *, ts: int = 0, instrument: int = 0) -> np.ndarray[Any, Any]:
    """Set the lowest and highest price of an instrument, 0 and 0 for none."""
    return _command(CommandKind.BANDS, ts=ts, instrument=instrument, price=lowest, trigger=highest)


def clock(ts: int) -> np.ndarray[Any, Any]:
    """Only move the time on: orders that expire until then leave."""
    return _command(CommandKind.CLOCK, ts=ts)
