"""Random markets and commands, small enough that everything happens often."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

import numpy as np
from swarmcore import sim
from swarmcore.book import (
    BOOK_MESSAGE,
    DEPTH_MESSAGE,
    LAST_ROW_FLAG,
    ORDER_COMMAND,
    POST_ONLY_FLAG,
    REDUCE_ONLY_FLAG,
    SLIDE_FLAG,
    SNAPSHOT_FLAG,
    CommandKind,
    DepthMessageKind,
    ExecutionKind,
    MessageKind,
    OrderType,
    TimeInForce,
)
from swarmcore.feed import PRINT_FLAG

LOWEST, HIGHEST = 95, 105


def record(dtype: np.dtype[Any], **fields: int) -> Any:
    """An array of one record; what is not named is 0."""
    row = np.zeros(1, dtype)
    for name, value in fields.items():
        row[name] = value
    return row


def message(kind: MessageKind, **fields: int) -> Any:
    return record(BOOK_MESSAGE, kind=int(kind), **fields)


def add(order_id: int, side: int, price: int, quantity: int, **fields: int) -> Any:
    return message(
        MessageKind.ADD, order_id=order_id, side=side, price=price, quantity=quantity, **fields
    )


def level(side: int, price: int, quantity: int, **fields: int) -> Any:
    """An update of one level."""
    return record(
        DEPTH_MESSAGE,
        **{"kind": int(DepthMessageKind.SET), "flags": LAST_ROW_FLAG, **fields},
        side=side,
        price=price,
        quantity=quantity,
    )


def trade(side: int, price: int, quantity: int, **fields: int) -> Any:
    """A trade with resting orders of a side, by price."""
    return record(
        DEPTH_MESSAGE,
        kind=int(DepthMessageKind.TRADE),
        side=side,
        price=price,
        quantity=quantity,
        **fields,
    )


def fills(exchange: sim.Exchange) -> list[tuple[int, ...]]:
    """(order id, price, quantity, remaining) of the fills since the last call."""
    records = exchange.take_executions().records
    chosen = records[records["kind"] == ExecutionKind.FILLED]
    names = ("order_id", "price", "quantity", "remaining")
    return [tuple(int(each[name]) for name in names) for each in chosen]


def by_order(rng: random.Random) -> Iterator[Any]:
    """Endless messages of a feed by order that a book takes."""
    live: dict[int, tuple[int, int]] = {}  # id -> side, quantity
    last = 0
    ts = 0
    while True:
        ts += rng.randrange(3)
        if rng.random() < 0.02:
            yield record(BOOK_MESSAGE, ts=ts, kind=int(MessageKind.CLEAR))
            cleared, live = live, {}
            for order, (side, _) in cleared.items():
                # Most orders are listed anew, some of them changed, and some on the other side.
                if rng.random() < 0.3:
                    continue
                side *= rng.choice((1, 1, 1, -1))
                live[order] = (side, rng.randrange(1, 12))
                yield record(
                    BOOK_MESSAGE,
                    ts=ts,
                    kind=int(MessageKind.ADD),
                    order_id=order,
                    side=side,
                    price=100 - side * rng.randrange(-1, 5),
                    quantity=live[order][1],
                )
            continue
        side = rng.choice((1, -1))
        # Bids mostly below 100, asks mostly above, and sometimes across.
        price = 100 - side * rng.randrange(-1, 5)
        quantity = rng.randrange(1, 12)
        kind = rng.choices(
            (
                MessageKind.ADD,
                MessageKind.REDUCE,
                MessageKind.DELETE,
                MessageKind.EXECUTE,
                MessageKind.REPLACE,
                MessageKind.TRADE,
            ),
            (8, 1, 3, 5, 1, 2),
        )[0]
        fields: dict[str, int] = {"ts": ts, "kind": int(kind)}
        if kind == MessageKind.TRADE:
            fields |= {
                "side": rng.choice((1, -1, 0)),
                "price": rng.randrange(LOWEST, HIGHEST + 1),
                "quantity": quantity,
                "flags": rng.choice((0, 0, PRINT_FLAG)),
            }
        elif kind == MessageKind.ADD or not live:
            last += 1
            live[last] = (side, quantity)
            fields |= {
                "kind": int(MessageKind.ADD),
                "order_id": last,
                "side": side,
                "price": price,
                "quantity": quantity,
            }
        else:
            # The oldest first half of the time, as where orders trade first come first served.
            order = min(live) if rng.random() < 0.5 else rng.choice(list(live))
            side, left = live[order]
            fields["order_id"] = order
            if kind == MessageKind.DELETE:
                del live[order]
            elif kind == MessageKind.REPLACE:
                del live[order]
                if rng.random() < 0.5:
                    last += 1
                    fields["new_order_id"] = last
                live[fields.get("new_order_id", order)] = (side, quantity)
                fields |= {"price": 100 - side * rng.randrange(-1, 5), "quantity": quantity}
            else:
                quantity = min(left, quantity)
                fields["quantity"] = quantity
                live[order] = (side, left - quantity)
                if left == quantity:
                    del live[order]
        yield record(BOOK_MESSAGE, **fields)


def by_price(rng: random.Random) -> Iterator[Any]:
    """Endless updates, trades and snapshots of a feed by price, each an array of its rows."""
    ts = 0
    while True:
        ts += 1 + rng.randrange(3)
        draw = rng.random()
        if draw < 0.35:
            yield record(
                DEPTH_MESSAGE,
                ts=ts,
                kind=int(DepthMessageKind.TRADE),
                side=rng.choice((1, 1, -1, -1, 0)),
                price=rng.randrange(LOWEST, HIGHEST + 1),
                quantity=rng.randrange(1, 15),
            )
            continue
        rows = []
        snapshot = draw > 0.97
        if snapshot:
            rows.append(
                record(DEPTH_MESSAGE, ts=ts, kind=int(DepthMessageKind.CLEAR), flags=SNAPSHOT_FLAG)
            )
        for _ in range(rng.randrange(1, 8 if snapshot else 4)):
            side = rng.choice((1, -1))
            rows.append(
                record(
                    DEPTH_MESSAGE,
                    ts=ts,
                    kind=int(DepthMessageKind.SET),
                    side=side,
                    price=100 - side * rng.randrange(-1, 5),
                    quantity=rng.choice((0, rng.randrange(1, 20), rng.randrange(1, 20))),
                    flags=SNAPSHOT_FLAG if snapshot else 0,
                )
            )
        rows[-1]["flags"] |= LAST_ROW_FLAG
        yield np.concatenate(rows)


def command(rng: random.Random, ts: int, last_id: int) -> Any:
    """A command of one of two owners; a new order has the id last_id + 1."""
    fields: dict[str, int] = {"ts": ts, "owner": rng.choice((1, 2))}
    fields["quantity"] = rng.randrange(1, 25)
    side = rng.choice((1, -1))
    fields["price"] = 100 - side * rng.randrange(-3, 5)
    if last_id and rng.random() < 0.35:
        fields["order_id"] = rng.randrange(max(1, last_id - 8), last_id + 1)
        fields["kind"] = int(rng.choice((CommandKind.CANCEL, CommandKind.REPLACE)))
        return record(ORDER_COMMAND, **fields)
    fields |= {"order_id": last_id + 1, "kind": int(CommandKind.NEW), "side": side}
    fields["type"] = int(rng.choices((OrderType.LIMIT, OrderType.MARKET), (6, 1))[0])
    fields["tif"] = int(
        rng.choices((TimeInForce.GTC, TimeInForce.IOC, TimeInForce.FOK), (6, 1, 1))[0]
    )
    if fields["type"] == OrderType.LIMIT and fields["tif"] == TimeInForce.GTC:
        fields["flags"] = rng.choices(
            (0, POST_ONLY_FLAG, POST_ONLY_FLAG | SLIDE_FLAG, REDUCE_ONLY_FLAG), (6, 1, 1, 2)
        )[0]
        if rng.random() < 0.2:
            fields |= {"tif": int(TimeInForce.GTD), "expires": ts + rng.randrange(1, 60)}
    return record(ORDER_COMMAND, **fields)
