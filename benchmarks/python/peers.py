"""What the peers of the book and of the replay are fed with: the same market in their own types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import hftbacktest
import numpy as np
import swarmcore as sc
from hftbacktest.types import event_dtype
from nautilus_trader.backtest.engine import BacktestEngine, BacktestEngineConfig
from nautilus_trader.config import LoggingConfig
from nautilus_trader.model.currencies import USD
from nautilus_trader.model.data import BookOrder, OrderBookDelta, OrderBookDeltas
from nautilus_trader.model.enums import (
    AccountType,
    BookAction,
    BookType,
    OmsType,
    OrderSide,
    RecordFlag,
)
from nautilus_trader.model.identifiers import TraderId, Venue
from nautilus_trader.model.objects import Money, Price, Quantity
from nautilus_trader.test_kit.providers import TestInstrumentProvider
from nautilus_trader.trading.strategy import Strategy
from numpy.typing import NDArray
from swarmcore.book import DepthMessageKind, MessageKind
from swarmcore.sim import OrderFlow

TICK = 0.01
INSTRUMENT = sc.Instrument("X", tick_size="0.01", lot_size="1")
# nautilus_trader frees what it never took where the first time stamp is 0.
START = 1_700_000_000_000_000_000

NAUTILUS = TestInstrumentProvider.equity(symbol="X", venue="SIM")

Records = NDArray[np.void]
"""Of BOOK_MESSAGE or DEPTH_MESSAGE."""


def flow(**arguments: Any) -> OrderFlow:
    """A generated market of 500 resting orders: 45 % adds, 45 % cancels, the rest trades.

    No order is replaced, so that each message is one of the peers', too.
    """
    return OrderFlow(
        INSTRUMENT,
        start=START,
        seed=1,
        **{"orders": 250, "price": 1_000, "replace_share": 0.0, **arguments},
    )


def nautilus_deltas(messages: Records) -> list[OrderBookDelta]:
    """One delta for each message: what is left of an order is its update."""
    deltas = []
    live: dict[int, list[int]] = {}
    fields = ["ts", "order_id", "price", "quantity", "kind", "side"]
    for row, (ts, order, price, quantity, kind, side) in enumerate(messages[fields].tolist()):
        if kind == MessageKind.ADD:
            live[order] = [side, price, quantity]
            action = BookAction.ADD
        else:
            side, price, left = live[order]
            quantity = 0 if kind == MessageKind.DELETE else left - quantity
            live[order][2] = quantity
            action = BookAction.UPDATE if quantity else BookAction.DELETE
        deltas.append(
            OrderBookDelta(
                NAUTILUS.id,
                action,
                BookOrder(
                    OrderSide.BUY if side > 0 else OrderSide.SELL,
                    Price(price * TICK, 2),
                    Quantity(quantity, 0),
                    order,
                ),
                RecordFlag.F_LAST,
                row,
                ts,
                ts,
            )
        )
    return deltas


def nautilus_batches(deltas: list[OrderBookDelta], size: int) -> list[OrderBookDeltas]:
    """The deltas in the batches that a book applies at once."""
    return [
        OrderBookDeltas(NAUTILUS.id, deltas[row : row + size])
        for row in range(0, len(deltas), size)
    ]


class NautilusStrategy(Strategy):  # type: ignore[misc, unused-ignore]
    """Reads one attribute of each event that reaches it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = 0

    def on_start(self) -> None:
        """Subscribe to the deltas."""
        self.subscribe_order_book_deltas(NAUTILUS.id, BookType.L3_MBO)

    def on_order_book_deltas(self, deltas: OrderBookDeltas) -> None:
        """Count an event."""
        self.seen += deltas.ts_event > 0


def nautilus_engine(data: Sequence[Any]) -> tuple[BacktestEngine, NautilusStrategy]:
    """A backtest engine that is ready to run over the data, without a log."""
    engine = BacktestEngine(
        BacktestEngineConfig(
            trader_id=TraderId("BENCH-001"), logging=LoggingConfig(bypass_logging=True)
        )
    )
    engine.add_venue(
        venue=Venue("SIM"),
        oms_type=OmsType.NETTING,
        account_type=AccountType.MARGIN,
        base_currency=USD,
        starting_balances=[Money(1_000_000, USD)],
        book_type=BookType.L3_MBO,
    )
    engine.add_instrument(NAUTILUS)
    engine.add_data(list(data))
    strategy = NautilusStrategy()
    engine.add_strategy(strategy)
    return engine, strategy


def hft_events(messages: Records) -> NDArray[np.void]:
    """The events of hftbacktest, with the times of receipt of the messages.

    By price one event a row. By order an execution is two: a fill, and what is left of the order.
    """
    columns = _by_price(messages) if "first_update" in messages.dtype.names else _by_order(messages)
    events = np.zeros(len(columns), event_dtype)
    kind, side, ts, received, price, quantity, order = columns.T
    events["ev"] = (
        kind
        | np.where(side > 0, hftbacktest.BUY_EVENT, hftbacktest.SELL_EVENT)
        | hftbacktest.EXCH_EVENT
        | hftbacktest.LOCAL_EVENT
    )
    events["exch_ts"], events["local_ts"] = ts, received
    events["px"], events["qty"], events["order_id"] = price * TICK, quantity, order
    return events


def _by_price(messages: Records) -> NDArray[np.int64]:
    trade = messages["kind"] == DepthMessageKind.TRADE
    kind = np.where(trade, hftbacktest.TRADE_EVENT, hftbacktest.DEPTH_EVENT)
    # A trade's side is the taker's there, and that of the resting order here.
    side = np.where(trade, -messages["side"], messages["side"])
    rest = [messages[name] for name in ("ts", "ts_local", "price", "quantity")]
    columns = np.column_stack([kind, side, *rest, np.zeros(len(messages), np.int64)])
    # The flow begins with a clear, which an empty book does not need.
    return columns[messages["kind"] != DepthMessageKind.CLEAR].astype(np.int64)


def _by_order(messages: Records) -> NDArray[np.int64]:
    rows = []
    live: dict[int, list[int]] = {}
    fields = ["ts", "ts_local", "order_id", "price", "quantity", "kind", "side"]
    for ts, received, order, price, quantity, kind, side in messages[fields].tolist():
        if kind == MessageKind.ADD:
            live[order] = [side, price, quantity]
            rows.append((hftbacktest.ADD_ORDER_EVENT, side, ts, received, price, quantity, order))
            continue
        side, price, left = live[order]
        if kind == MessageKind.EXECUTE:
            rows.append((hftbacktest.FILL_EVENT, side, ts, received, price, quantity, order))
        left = 0 if kind == MessageKind.DELETE else left - quantity
        live[order][2] = left
        change = hftbacktest.MODIFY_ORDER_EVENT if left else hftbacktest.CANCEL_ORDER_EVENT
        rows.append((change, side, ts, received, price, left, order))
    return np.array(rows, np.int64)


def hft_backtest(events: NDArray[np.void], latency: int) -> Any:
    """A backtest in the faster of its books, with the queue model of the data's kind."""
    by_order = bool(events["order_id"].any())
    asset = (
        hftbacktest.BacktestAsset()
        .data(events)
        .linear_asset(1.0)
        .constant_order_latency(latency, latency)
        .tick_size(TICK)
        .lot_size(1.0)
        .trading_value_fee_model(0.0002, 0.0005)
        .roi_lb(float(events["px"].min()))
        .roi_ub(float(events["px"].max()))
    )
    asset = asset.l3_fifo_queue_model() if by_order else asset.power_prob_queue_model(2.0)
    return hftbacktest.ROIVectorMarketDepthBacktest([asset.no_partial_fill_exchange()])
