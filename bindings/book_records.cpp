#include <pybind11/native_enum.h>

#include "arrays.hpp"
#include "bindings.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order.hpp"

/// The records of books and engines as NumPy dtypes, and what their small fields mean.
namespace swarmcore::bindings {

namespace {

using book::BookMessage;
using book::Execution;
using book::OrderCommand;
using book::OrderView;

void register_dtypes(const py::module_& module) {
    PYBIND11_NUMPY_DTYPE(BookMessage, ts, ts_local, sequence, order_id, new_order_id, price,
                         quantity, instrument, flags, kind, side, reserved);
    PYBIND11_NUMPY_DTYPE(OrderCommand, ts, order_id, price, quantity, trigger, expires, owner,
                         display, instrument, flags, kind, side, type, tif);
    PYBIND11_NUMPY_DTYPE(Execution, ts, sequence, order_id, other_order_id, price, quantity,
                         remaining, instrument, kind, side, reason, flags, reserved);
    PYBIND11_NUMPY_DTYPE(OrderView, id, partner, parent, price, open, shown, trigger, expires,
                         owner, instrument, flags, side, type, tif, status, reserved);
    module.attr("BOOK_MESSAGE") = py::dtype::of<BookMessage>();
    module.attr("ORDER_COMMAND") = py::dtype::of<OrderCommand>();
    module.attr("EXECUTION") = py::dtype::of<Execution>();
    module.attr("ORDER_STATE") = py::dtype::of<OrderView>();
    module.attr("AUCTION_FLAG") = py::int_(book::auction_flag);
    module.attr("BRACKET_FLAG") = py::int_(book::bracket_flag);
    module.attr("HELD_FLAG") = py::int_(book::held_flag);
    module.attr("MAKER_FLAG") = py::int_(book::maker_flag);
    module.attr("POST_ONLY_FLAG") = py::int_(book::post_only_flag);
    module.attr("REDUCE_ONLY_FLAG") = py::int_(book::reduce_only_flag);
    module.attr("SELF_TRADE_SHIFT") = py::int_(book::self_trade_shift);
    module.attr("SLIDE_FLAG") = py::int_(book::slide_flag);
    module.attr("TRAIL_PERCENT_FLAG") = py::int_(book::trail_percent_flag);
}

void register_enums(const py::module_& module) {
    using book::CommandKind, book::ExecutionKind, book::MatchingAlgorithm, book::MessageKind,
        book::OrderStatus, book::OrderType, book::RejectReason, book::SelfTradeMode,
        book::TimeInForce, book::TradingPhase;
    py::native_enum<MessageKind>(module, "MessageKind", "enum.IntEnum",
                                 "What a message of a feed does to the book.")
        .value("ADD", MessageKind::add)
        .value("REDUCE", MessageKind::reduce)
        .value("DELETE", MessageKind::delete_)
        .value("EXECUTE", MessageKind::execute)
        .value("REPLACE", MessageKind::replace)
        .value("TRADE", MessageKind::trade)
        .value("CLEAR", MessageKind::clear)
        .finalize();
    py::native_enum<CommandKind>(module, "CommandKind", "enum.IntEnum", "What a command asks for.")
        .value("NEW", CommandKind::new_)
        .value("CANCEL", CommandKind::cancel)
        .value("REPLACE", CommandKind::replace)
        .value("LINK", CommandKind::link)
        .value("RELEASE", CommandKind::release)
        .value("PHASE", CommandKind::phase)
        .value("BANDS", CommandKind::bands)
        .value("CLOCK", CommandKind::clock)
        .finalize();
    py::native_enum<OrderType>(module, "OrderType", "enum.IntEnum",
                               "How an order's price is meant.")
        .value("LIMIT", OrderType::limit)
        .value("MARKET", OrderType::market)
        .value("STOP", OrderType::stop)
        .value("STOP_LIMIT", OrderType::stop_limit)
        .value("TRAILING_STOP", OrderType::trailing_stop)
        .finalize();
    py::native_enum<TimeInForce>(module, "TimeInForce", "enum.IntEnum", "How long an order stands.")
        .value("GTC", TimeInForce::gtc)
        .value("IOC", TimeInForce::ioc)
        .value("FOK", TimeInForce::fok)
        .value("GTD", TimeInForce::gtd)
        .value("AT_OPEN", TimeInForce::at_open)
        .value("AT_CLOSE", TimeInForce::at_close)
        .finalize();
    py::native_enum<ExecutionKind>(module, "ExecutionKind", "enum.IntEnum",
                                   "What happened to an order or an instrument.")
        .value("ACCEPTED", ExecutionKind::accepted)
        .value("FILLED", ExecutionKind::filled)
        .value("CANCELLED", ExecutionKind::cancelled)
        .value("REJECTED", ExecutionKind::rejected)
        .value("REPLACED", ExecutionKind::replaced)
        .value("TRIGGERED", ExecutionKind::triggered)
        .value("EXPIRED", ExecutionKind::expired)
        .value("REPLENISHED", ExecutionKind::replenished)
        .value("PHASE", ExecutionKind::phase)
        .value("BANDS", ExecutionKind::bands)
        .value("LINKED", ExecutionKind::linked)
        .finalize();
    py::native_enum<RejectReason>(
        module, "RejectReason", "enum.IntEnum",
        "Why a command was rejected, or (from 64 on) part of an order cancelled unasked.")
        .value("NONE", RejectReason::none)
        .value("TIME_WENT_BACK", RejectReason::time_went_back)
        .value("UNKNOWN_KIND", RejectReason::unknown_kind)
        .value("UNKNOWN_INSTRUMENT", RejectReason::unknown_instrument)
        .value("UNKNOWN_FLAGS", RejectReason::unknown_flags)
        .value("BAD_SIDE", RejectReason::bad_side)
        .value("UNKNOWN_TYPE", RejectReason::unknown_type)
        .value("UNKNOWN_TIME_IN_FORCE", RejectReason::unknown_time_in_force)
        .value("BAD_COMBINATION", RejectReason::bad_combination)
        .value("BAD_QUANTITY", RejectReason::bad_quantity)
        .value("BAD_PRICE", RejectReason::bad_price)
        .value("BAD_TRIGGER", RejectReason::bad_trigger)
        .value("BAD_DISPLAY", RejectReason::bad_display)
        .value("BAD_EXPIRY", RejectReason::bad_expiry)
        .value("DUPLICATE_ORDER", RejectReason::duplicate_order)
        .value("UNKNOWN_ORDER", RejectReason::unknown_order)
        .value("WRONG_OWNER", RejectReason::wrong_owner)
        .value("HALTED", RejectReason::halted)
        .value("WRONG_PHASE", RejectReason::wrong_phase)
        .value("ALREADY_LINKED", RejectReason::already_linked)
        .value("BAD_LINK", RejectReason::bad_link)
        .value("NOT_HELD", RejectReason::not_held)
        .value("NO_REFERENCE_PRICE", RejectReason::no_reference_price)
        .value("NOT_REDUCING", RejectReason::not_reducing)
        .value("WOULD_TAKE", RejectReason::would_take)
        .value("OUTSIDE_BANDS", RejectReason::outside_bands)
        .value("QUANTITY_OVERFLOW", RejectReason::quantity_overflow)
        .value("IMMEDIATE_REMAINDER", RejectReason::immediate_remainder)
        .value("MARKET_REMAINDER", RejectReason::market_remainder)
        .value("FILL_OR_KILL", RejectReason::fill_or_kill)
        .value("SELF_TRADE", RejectReason::self_trade)
        .value("REDUCE_ONLY_EXCESS", RejectReason::reduce_only_excess)
        .value("LINKED", RejectReason::linked)
        .value("AUCTION_REMAINDER", RejectReason::auction_remainder)
        .finalize();
    py::native_enum<TradingPhase>(module, "TradingPhase", "enum.IntEnum",
                                  "What an instrument does with orders.")
        .value("CONTINUOUS", TradingPhase::continuous)
        .value("OPENING_AUCTION", TradingPhase::opening_auction)
        .value("CLOSING_AUCTION", TradingPhase::closing_auction)
        .value("HALTED", TradingPhase::halted)
        .finalize();
    py::native_enum<MatchingAlgorithm>(module, "MatchingAlgorithm", "enum.IntEnum",
                                       "How a taker is shared among the orders at one price.")
        .value("PRICE_TIME", MatchingAlgorithm::price_time)
        .value("PRO_RATA", MatchingAlgorithm::pro_rata)
        .finalize();
    py::native_enum<SelfTradeMode>(module, "SelfTradeMode", "enum.IntEnum",
                                   "What a taker does when it meets an order of its own owner.")
        .value("ALLOW", SelfTradeMode::allow)
        .value("CANCEL_NEWEST", SelfTradeMode::cancel_newest)
        .value("CANCEL_OLDEST", SelfTradeMode::cancel_oldest)
        .value("CANCEL_BOTH", SelfTradeMode::cancel_both)
        .value("DECREMENT", SelfTradeMode::decrement)
        .finalize();
    py::native_enum<OrderStatus>(module, "OrderStatus", "enum.IntEnum", "Where a live order is.")
        .value("RESTING", OrderStatus::resting)
        .value("DORMANT", OrderStatus::dormant)
        .value("HELD", OrderStatus::held)
        .value("PARKED", OrderStatus::parked)
        .value("WAITING", OrderStatus::waiting)
        .finalize();
}

}  // namespace

void register_book_records(const py::module_& module) {
    register_dtypes(module);
    register_enums(module);
}

}  // namespace swarmcore::bindings
