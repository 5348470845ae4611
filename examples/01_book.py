"""Read a venue's book, then run an exchange of your own.

Prices are integer ticks and quantities integer lots: the instrument converts, exactly.
"""

from __future__ import annotations

import numpy as np
from swarmcore.book import (
    BOOK_MESSAGE,
    ORDER_COMMAND,
    CommandKind,
    ExecutionKind,
    MatchingEngine,
    MessageKind,
    OrderBook,
    OrderType,
    TimeInForce,
)
from swarmcore.market.instruments import Instrument

BID, ASK = 1, -1
instrument = Instrument("BTC/USDT", tick_size="0.01", lot_size="0.00001")

# 1. A feed: one record a message, here three orders that join the book.
messages = np.zeros(3, BOOK_MESSAGE)
messages["kind"] = MessageKind.ADD
messages["order_id"] = [1, 2, 3]
messages["side"] = [BID, BID, ASK]
messages["price"] = [instrument.ticks(text) for text in ("64999.99", "64999.99", "65000.01")]
messages["quantity"] = [instrument.lots(text) for text in ("0.5", "0.25", "0.1")]

book = OrderBook(instrument)
book.apply(messages)
assert book.best_bid is not None
price, quantity = book.best_bid
print(f"best bid {instrument.price(price)}, {instrument.quantity(quantity)} wanted")
print(f"order 2 waits behind {instrument.quantity(book.queue_ahead(2))}")
assert book.queue_ahead(2) == instrument.lots("0.5")

# 2. An exchange: a sell order rests, and a buy order that accepts its price trades with it.
commands = np.zeros(2, ORDER_COMMAND)
commands["kind"] = CommandKind.NEW
commands["type"] = OrderType.LIMIT
commands["tif"] = TimeInForce.GTC
commands["order_id"] = [10, 11]
commands["side"] = [ASK, BID]
commands["price"] = [instrument.ticks("65000.00"), instrument.ticks("65001.00")]
commands["quantity"] = [instrument.lots("0.3"), instrument.lots("0.5")]

engine = MatchingEngine([instrument])
executions = engine.process(commands)
for execution in executions:
    kind = ExecutionKind(execution["kind"]).name.lower()
    price, quantity, remaining = (int(execution[n]) for n in ("price", "quantity", "remaining"))
    print(
        f"order {execution['order_id']} {kind}: {instrument.quantity(quantity)}"
        f" at {instrument.price(price)}, {instrument.quantity(remaining)} left"
    )

# The buyer paid the seller's price, the better one, and what was left over rests as the best bid.
fills = executions[executions["kind"] == ExecutionKind.FILLED]
assert fills["price"].tolist() == [instrument.ticks("65000.00")] * 2
assert engine.best_bid(0) == (instrument.ticks("65001.00"), instrument.lots("0.2"))
