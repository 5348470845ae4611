#include "swarmcore/sim/exchange.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "depth.hpp"
#include "guarded.hpp"
#include "numbers.hpp"
#include "swarmcore/book/order.hpp"

namespace swarmcore::bindings {

namespace {

using book::Execution;
using sim::Exchange;
using sim::ExchangeInstrument;

using ExchangeFace = Guarded<Exchange>;
using Integer = Number<std::int64_t>;

/// The executions of a call and their fees, which the exchange then forgets.
py::typing::Tuple<RecordArray, py::array_t<std::int64_t>> take_executions(Exchange& exchange) {
    const auto executions = exchange.executions();
    const auto fees = exchange.fees();
    py::array_t<Execution> records{static_cast<py::ssize_t>(executions.size())};
    std::ranges::copy(executions, records.mutable_data());
    py::array_t<std::int64_t> amounts{static_cast<py::ssize_t>(fees.size())};
    std::ranges::transform(fees, amounts.mutable_data(),
                           [](sim::Money fee) { return fee.count(); });
    exchange.clear_executions();
    return py::make_tuple(py::reinterpret_steal<RecordArray>(records.release()),
                          std::move(amounts));
}

std::size_t checked_instrument(const Integer& argument, const Exchange& exchange) {
    const std::int64_t instrument = argument.value("instrument");
    const std::size_t count = exchange.instrument_count();
    if (instrument >= 0 && static_cast<std::size_t>(instrument) < count) {
        return static_cast<std::size_t>(instrument);
    }
    throw py::index_error("instrument: expected 0 to " + std::to_string(count - 1) + ", was " +
                          std::to_string(instrument));
}

OrderId order_of(const Number<std::uint64_t>& argument) {
    return OrderId{argument.value("order_id")};
}

template <class Read>
auto read_book(const Exchange& exchange, const Integer& instrument, Read&& read) {
    const std::size_t index = checked_instrument(instrument, exchange);
    if (const book::OrderBook* mirror = exchange.order_book(index)) return read(*mirror);
    return read(*exchange.depth_book(index));
}

void define_steps(py::class_<ExchangeFace>& type) {
    type.def(
            "apply",
            [](ExchangeFace& face, const RecordArray& messages) {
                // The views stay valid without the GIL: the caller's reference keeps the array.
                if (holds<book::DepthMessage>(messages)) {
                    const auto view = record_view<book::DepthMessage>(messages, "messages");
                    return face.run([&](Exchange& exchange) { return exchange.apply(view); });
                }
                const auto view = record_view<book::BookMessage>(messages, "messages");
                return face.run([&](Exchange& exchange) { return exchange.apply(view); });
            },
            py::arg("messages"),
            R"(Apply messages of the venue's feed in order, without the GIL.

Args:
    messages: One-dimensional C-contiguous array of BOOK_MESSAGE or DEPTH_MESSAGE, not written to
        meanwhile.

Returns:
    The number of messages that the mirrors applied, not skipped.

Raises:
    BookError: A bad message. `row` is its row; the rows before it are applied, and what they did
        is still to be taken.
    TypeError, ValueError: Another dtype, shape or layout.
)")
        .def(
            "process",
            [](ExchangeFace& face, const RecordArray& commands) {
                const auto view = record_view<book::OrderCommand>(commands, "commands");
                face.run([&](Exchange& exchange) {
                    for (const book::OrderCommand& command : view) exchange.process(command);
                });
            },
            py::arg("commands"), "Let commands of the account, ORDER_COMMAND, arrive in order.")
        .def(
            "take_executions", [](ExchangeFace& face) { return take_executions(face.get()); },
            "What happened since the last call: an array of EXECUTION, and the fee of each.");
}

void define_reads(py::class_<ExchangeFace>& type) {
    type.def(
            "best_bid",
            [](ExchangeFace& face, const Integer& instrument) {
                return read_book(face.get(), instrument,
                                 [](const auto& mirror) { return best(mirror.best_bid()); });
            },
            py::arg("instrument"), "The venue's, as (price in ticks, quantity in lots), or None.")
        .def(
            "best_ask",
            [](ExchangeFace& face, const Integer& instrument) {
                return read_book(face.get(), instrument,
                                 [](const auto& mirror) { return best(mirror.best_ask()); });
            },
            py::arg("instrument"), "The venue's, as (price in ticks, quantity in lots), or None.")
        .def(
            "depth",
            [](ExchangeFace& face, const Integer& instrument, const Integer& levels) {
                const std::size_t count = checked_levels(levels.value("levels"));
                return read_book(face.get(), instrument, [&](const auto& mirror) {
                    return depth_pair(mirror.depth(Side::bid, count),
                                      mirror.depth(Side::ask, count));
                });
            },
            py::arg("instrument"), py::arg("levels"), "The venue's best levels of both sides.")
        .def(
            "queue_ahead",
            [](ExchangeFace& face, const Number<std::uint64_t>& order_id) {
                return face.get().queue_ahead(order_of(order_id));
            },
            py::arg("order_id"), "The venue's lots before an own order, or None.")
        .def(
            "open_quantity",
            [](ExchangeFace& face,
               const Number<std::uint64_t>& order_id) -> std::optional<std::int64_t> {
                const auto open = face.get().open_quantity(order_of(order_id));
                return open ? std::optional{open->count()} : std::nullopt;
            },
            py::arg("order_id"), "What is open of an own order, or None.")
        .def(
            "position",
            [](ExchangeFace& face, const Number<std::uint32_t>& owner, const Integer& instrument) {
                const Exchange& exchange = face.get();
                const std::size_t index = checked_instrument(instrument, exchange);
                return exchange.position(owner.value("owner"), static_cast<std::uint16_t>(index))
                    .count();
            },
            py::arg("owner"), py::arg("instrument"), "Lots bought less lots sold by an owner.")
        .def_property_readonly(
            "fees_paid", [](ExchangeFace& face) { return face.get().fees_paid().count(); },
            "Fees less rebates, in billionths of the quote currency.")
        .def_property_readonly(
            "now", [](ExchangeFace& face) { return face.get().now().count(); },
            "The latest time that a message or command brought; the lowest integer before.")
        .def_property_readonly(
            "order_count", [](ExchangeFace& face) { return face.get().order_count(); },
            "The number of own orders at rest.")
        .def(
            "state_hash", [](ExchangeFace& face) { return face.get().state_hash(); },
            "A 64-bit digest of the mirrors, own orders, what they consumed, positions and fees.");
}

}  // namespace

void register_exchange(const py::module_& module) {
    py::class_<ExchangeInstrument>(module, "ExchangeInstrument", "The terms of an instrument.")
        .def(py::init([](bool by_price, std::uint64_t digits, unsigned places,
                         const sim::FeeSchedule& fees, const sim::QueueModel& queue,
                         const sim::SquareRootImpact& impact, std::size_t levels) {
                 return ExchangeInstrument{
                     .data = by_price ? sim::MarketData::by_price : sim::MarketData::by_order,
                     .depth = {.levels = levels},
                     .queue = queue,
                     .impact = impact,
                     .fees = fees,
                     .value = {.digits = digits, .places = places}};
             }),
             py::kw_only(), py::arg("by_price"), py::arg("digits"), py::arg("places"),
             py::arg("fees"), py::arg("queue"), py::arg("impact"), py::arg("levels"));
    py::class_<ExchangeFace> type{module, "Exchange", "An account's orders in a replayed market."};
    type.def(py::init<const std::vector<ExchangeInstrument>&>(), py::arg("instruments"));
    define_steps(type);
    define_reads(type);
}

}  // namespace swarmcore::bindings
