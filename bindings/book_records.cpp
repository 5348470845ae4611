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

void register_dtypes(const py::module_& module) {
    PYBIND11_NUMPY_DTYPE(BookMessage, ts, ts_local, sequence, order_id, new_order_id, price,
                         quantity, instrument, flags, kind, side, reserved);
    PYBIND11_NUMPY_DTYPE(OrderCommand, ts, order_id, price, quantity, trigger, expires, owner,
                         display, instrument, flags, kind, side, type, tif);
    PYBIND11_NUMPY_DTYPE(Execution, ts, sequence, order_id, other_order_id, price, quantity,
                         remaining, instrument, kind, side, reason, flags, reserved);
    module.attr("BOOK_MESSAGE") = py::dtype::of<BookMessage>();
    module.attr("ORDER_COMMAND") = py::dtype::of<OrderCommand>();
    module.attr("EXECUTION") = py::dtype::of<Execution>();
    module.attr("MAKER_FLAG") = py::int_(book::maker_flag);
}

void register_enums(const py::module_& module) {
    using book::CommandKind, book::ExecutionKind, book::MessageKind, book::OrderType,
        book::RejectReason, book::TimeInForce;
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
    py::native_enum<CommandKind>(module, "CommandKind", "enum.IntEnum",
                                 "What a command asks for; LINK is not built yet.")
        .value("NEW", CommandKind::new_)
        .value("CANCEL", CommandKind::cancel)
        .value("REPLACE", CommandKind::replace)
        .value("LINK", CommandKind::link)
        .finalize();
    py::native_enum<OrderType>(module, "OrderType", "enum.IntEnum",
                               "How a price is meant; only LIMIT and MARKET are built yet.")
        .value("LIMIT", OrderType::limit)
        .value("MARKET", OrderType::market)
        .value("STOP", OrderType::stop)
        .value("STOP_LIMIT", OrderType::stop_limit)
        .value("TRAILING_STOP", OrderType::trailing_stop)
        .finalize();
    py::native_enum<TimeInForce>(module, "TimeInForce", "enum.IntEnum",
                                 "How long an order stands; only GTC and IOC are built yet.")
        .value("GTC", TimeInForce::gtc)
        .value("IOC", TimeInForce::ioc)
        .value("FOK", TimeInForce::fok)
        .value("GTD", TimeInForce::gtd)
        .value("AT_OPEN", TimeInForce::at_open)
        .value("AT_CLOSE", TimeInForce::at_close)
        .finalize();
    py::native_enum<ExecutionKind>(module, "ExecutionKind", "enum.IntEnum",
                                   "What happened to an order.")
        .value("ACCEPTED", ExecutionKind::accepted)
        .value("FILLED", ExecutionKind::filled)
        .value("CANCELLED", ExecutionKind::cancelled)
        .value("REJECTED", ExecutionKind::rejected)
        .value("REPLACED", ExecutionKind::replaced)
        .value("TRIGGERED", ExecutionKind::triggered)
        .value("EXPIRED", ExecutionKind::expired)
        .value("REPLENISHED", ExecutionKind::replenished)
        .finalize();
    py::native_enum<RejectReason>(
        module, "RejectReason", "enum.IntEnum",
        "Why a command was rejected, or (from 64 on) the rest of an order cancelled unasked.")
        .value("NONE", RejectReason::none)
        .value("TIME_WENT_BACK", RejectReason::time_went_back)
        .value("UNKNOWN_KIND", RejectReason::unknown_kind)
        .value("UNSUPPORTED_KIND", RejectReason::unsupported_kind)
        .value("UNKNOWN_INSTRUMENT", RejectReason::unknown_instrument)
        .value("UNSUPPORTED_FLAGS", RejectReason::unsupported_flags)
        .value("UNSUPPORTED_FIELD", RejectReason::unsupported_field)
        .value("BAD_SIDE", RejectReason::bad_side)
        .value("UNKNOWN_TYPE", RejectReason::unknown_type)
        .value("UNSUPPORTED_TYPE", RejectReason::unsupported_type)
        .value("UNKNOWN_TIME_IN_FORCE", RejectReason::unknown_time_in_force)
        .value("UNSUPPORTED_TIME_IN_FORCE", RejectReason::unsupported_time_in_force)
        .value("DUPLICATE_ORDER", RejectReason::duplicate_order)
        .value("UNKNOWN_ORDER", RejectReason::unknown_order)
        .value("WRONG_OWNER", RejectReason::wrong_owner)
        .value("BAD_PRICE", RejectReason::bad_price)
        .value("BAD_QUANTITY", RejectReason::bad_quantity)
        .value("QUANTITY_OVERFLOW", RejectReason::quantity_overflow)
        .value("IMMEDIATE_REMAINDER", RejectReason::immediate_remainder)
        .value("MARKET_REMAINDER", RejectReason::market_remainder)
        .finalize();
}

}  // namespace

void register_book_records(const py::module_& module) {
    register_dtypes(module);
    register_enums(module);
}

}  // namespace swarmcore::bindings
