"""Order book and matching: the mirror of a venue's book, and the engine that makes one.

Prices are integer ticks and quantities integer lots; an `Instrument` converts. Times are
nanoseconds UTC. Sides are +1 bid and -1 ask.
"""

from __future__ import annotations

from swarmcore import _core
from swarmcore.book import commands
from swarmcore.book.depth_book import DepthBook
from swarmcore.book.engine import MatchingEngine, MatchingRules
from swarmcore.book.order_book import OrderBook

__all__ = [
    "BOOK_MESSAGE",
    "MessageKind",
    "BookStatus",
    "OrderBook",
    "DEPTH_MESSAGE",
    "DepthMessageKind",
    "SNAPSHOT_FLAG",
    "LAST_ROW_FLAG",
    "ChecksumKind",
    "DepthBook",
    "ORDER_COMMAND",
    "CommandKind",
    "OrderType",
    "TimeInForce",
    "SelfTradeMode",
    "TradingPhase",
    "commands",
    "POST_ONLY_FLAG",
    "SLIDE_FLAG",
    "REDUCE_ONLY_FLAG",
    "SELF_TRADE_SHIFT",
    "TRAIL_PERCENT_FLAG",
    "HELD_FLAG",
    "BRACKET_FLAG",
    "MatchingAlgorithm",
    "MatchingRules",
    "MatchingEngine",
    "EXECUTION",
    "ExecutionKind",
    "RejectReason",
    "MAKER_FLAG",
    "AUCTION_FLAG",
    "ORDER_STATE",
    "OrderStatus",
]

BOOK_MESSAGE = _core.book.BOOK_MESSAGE
DEPTH_MESSAGE = _core.book.DEPTH_MESSAGE
ORDER_COMMAND = _core.book.ORDER_COMMAND
EXECUTION = _core.book.EXECUTION
ORDER_STATE = _core.book.ORDER_STATE
AUCTION_FLAG = _core.book.AUCTION_FLAG
BRACKET_FLAG = _core.book.BRACKET_FLAG
HELD_FLAG = _core.book.HELD_FLAG
MAKER_FLAG = _core.book.MAKER_FLAG
SNAPSHOT_FLAG = _core.book.SNAPSHOT_FLAG
LAST_ROW_FLAG = _core.book.LAST_ROW_FLAG
POST_ONLY_FLAG = _core.book.POST_ONLY_FLAG
REDUCE_ONLY_FLAG = _core.book.REDUCE_ONLY_FLAG
SELF_TRADE_SHIFT = _core.book.SELF_TRADE_SHIFT
SLIDE_FLAG = _core.book.SLIDE_FLAG
TRAIL_PERCENT_FLAG = _core.book.TRAIL_PERCENT_FLAG
MessageKind = _core.book.MessageKind
BookStatus = _core.book.BookStatus
DepthMessageKind = _core.book.DepthMessageKind
ChecksumKind = _core.book.ChecksumKind
CommandKind = _core.book.CommandKind
OrderType = _core.book.OrderType
TimeInForce = _core.book.TimeInForce
ExecutionKind = _core.book.ExecutionKind
RejectReason = _core.book.RejectReason
MatchingAlgorithm = _core.book.MatchingAlgorithm
OrderStatus = _core.book.OrderStatus
SelfTradeMode = _core.book.SelfTradeMode
TradingPhase = _core.book.TradingPhase
