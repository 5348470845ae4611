#include "swarmcore/sim/replay.hpp"

#include <pybind11/native_enum.h>
#include <pybind11/stl.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "collected.hpp"
#include "depth.hpp"
#include "numbers.hpp"
#include "python_replay.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/risk/gate.hpp"
#include "swarmcore/sim/compiled_strategy.hpp"
#include "swarmcore/sim/latency.hpp"

namespace swarmcore::bindings {

namespace {

using book::Execution;
using book::OrderCommand;

using Integer = Number<std::int64_t>;

template <class Record>
RecordArray copied(std::span<const Record> records) {
    py::array_t<Record> array{static_cast<py::ssize_t>(records.size())};
    std::ranges::copy(records, array.mutable_data());
    return py::reinterpret_steal<RecordArray>(array.release());
}

template <class Item, class Field>
auto column(std::span<const Item> items, Field field) {
    using Value = decltype(field(items.front()));
    py::array_t<Value> array{static_cast<py::ssize_t>(items.size())};
    std::ranges::transform(items, array.mutable_data(), field);
    return array;
}

Best best_of(const sim::Replay& replay, std::size_t instrument, Side side) {
    const book::Quotes quotes = replay.quotes(instrument);
    return best(side == Side::bid ? quotes.bid : quotes.ask);
}

py::typing::Tuple<Levels, Levels> depth_of(const sim::Replay& replay, std::size_t instrument,
                                           py::ssize_t levels) {
    const std::size_t count = checked_levels(levels);
    const auto pair = [&](const auto& book) {
        return depth_pair(book.depth(Side::bid, count), book.depth(Side::ask, count));
    };
    if (const book::OrderBook* book = replay.order_book(instrument)) return pair(*book);
    if (const book::DepthBook* book = replay.depth_book(instrument)) return pair(*book);
    return depth_pair({}, {});
}

void define_terms(const py::module_& module) {
    py::class_<Terms>(module, "ReplayInstrument", "The terms of one instrument of a replay.")
        .def(py::init([](py::str symbol, const std::array<double, 2>& tick,
                         const std::array<double, 2>& lot, const sim::ExchangeInstrument& terms) {
                 return Terms{.published = {.symbol = std::move(symbol), .tick = tick, .lot = lot},
                              .exchange = terms};
             }),
             py::kw_only(), py::arg("symbol"), py::arg("tick"), py::arg("lot"), py::arg("terms"));
}

void define_running(py::class_<PythonReplay>& type) {
    type.def(py::init([](std::vector<Terms> instruments, std::vector<py::object> streams,
                         const sim::LatencyModel& order_latency,
                         const sim::LatencyModel& answer_latency,
                         const std::optional<sim::LatencyModel>& data_latency,
                         std::vector<risk::GateLimits> limits, bool skip_faults,
                         std::int64_t sample_every, py::object bus, std::size_t batch) {
                 const sim::ReplayOptions options{
                     .order_latency = order_latency,
                     .answer_latency = answer_latency,
                     .data_latency = data_latency,
                     .limits = std::move(limits),
                     .on_fault = skip_faults ? sim::OnFault::skip : sim::OnFault::raise,
                     .sample_every = Nanos{sample_every}};
                 return std::make_unique<PythonReplay>(std::move(instruments), std::move(streams),
                                                       options, std::move(bus), batch);
             }),
             py::kw_only(), py::arg("instruments"), py::arg("streams"), py::arg("order_latency"),
             py::arg("answer_latency"), py::arg("data_latency"), py::arg("limits"),
             py::arg("skip_faults"), py::arg("sample_every"), py::arg("bus"), py::arg("batch"))
        .def("run", &PythonReplay::run, py::arg("single") = false,
             R"(Replay, and publish on the bus what somebody subscribed to.

Args:
    single: End after the first event that was delivered to somebody.

Returns:
    True at the end of the replay, False where it was stopped before.

Raises:
    BookError: A row that its book refused.
)")
        .def("run_compiled", &PythonReplay::run_compiled, py::arg("function"), py::arg("user") = 0,
             R"(Replay with a strategy in machine code, without the GIL; nothing is published.

Args:
    function: Address of a void(const StrategyEvent*, const void* record, context*, void* user).
    user: Address passed on to it.

Returns:
    True at the end of the replay, False where it was stopped before.
)")
        .def("stop", &PythonReplay::stop, "End the run after this event; running again goes on.")
        .def(
            "wake_at",
            [](PythonReplay& self, const Integer& ts) {
                self.replay().wake_at(Nanos{ts.value("ts")});
            },
            py::arg("ts"), "Call what on_wake named at a time, nanoseconds UTC, once.")
        .def(
            "on_wake",
            [](PythonReplay& self, py::object handler) {
                self.publisher().set_wake(std::move(handler));
            },
            py::arg("handler"), "Name who is called, with the time, when wake_at's time comes.")
        .def(
            "on_answer",
            [](PythonReplay& self, py::object handler) {
                self.publisher().set_answers(std::move(handler));
            },
            py::arg("handler"),
            "Name who is called with every ExecutionEvent, in place of the bus.");
}

void define_orders(py::class_<PythonReplay>& type) {
    type.def(
            "send",
            [](PythonReplay& self, std::uint8_t kind, const Number<std::uint64_t>& order_id,
               const Number<std::uint16_t>& instrument, const Integer& side_given,
               const Integer& price, const Integer& quantity, std::uint8_t order_type,
               std::uint8_t tif, std::uint16_t flags, const Integer& expires,
               const Number<std::uint32_t>& owner) {
                const std::int64_t side = side_given.value("side");
                return self.replay().send(
                    {.order_id = order_id.value("order_id"),
                     .price = price.value("price"),
                     .quantity = quantity.value("quantity"),
                     .expires = expires.value("expires"),
                     .owner = owner.value("owner"),
                     .instrument = instrument.value("instrument"),
                     .flags = flags,
                     .kind = static_cast<book::CommandKind>(kind),
                     .side = static_cast<Side>(side == 1 || side == -1 ? side : 0),
                     .type = static_cast<book::OrderType>(order_type),
                     .tif = static_cast<book::TimeInForce>(tif)});
            },
            py::arg("kind"), py::arg("order_id"), py::arg("instrument"), py::arg("side") = 0,
            py::arg("price") = 0, py::arg("quantity") = 0, py::arg("type") = 0, py::arg("tif") = 0,
            py::arg("flags") = 0, py::arg("expires") = 0, py::arg("owner") = 1,
            R"(Send a command to the venue, through the gate, at the time of the present event.

Returns:
    SENT; or why it was not: DENIED by the gate (see verdict), DUPLICATE_ORDER where one of this id
    may still trade, MARKET_ENDED.
)")
        .def_property_readonly(
            "verdict", [](PythonReplay& self) { return self.replay().account().verdict(); },
            "Why the gate denied what it denied last.")
        .def(
            "open_quantity",
            [](PythonReplay& self, const Number<std::uint64_t>& order_id) {
                const sim::KnownAccount::Order* order =
                    self.replay().account().find(order_id.value("order_id"));
                return order == nullptr ? std::int64_t{0} : order->open.count();
            },
            py::arg("order_id"), "Lots of an order that may still trade, as far as answers came.")
        .def(
            "position",
            [](PythonReplay& self, std::size_t instrument) {
                return self.replay().account().position(instrument).count();
            },
            py::arg("instrument"), "Lots held, negative when short, as far as answers came.")
        .def(
            "queue_ahead",
            [](PythonReplay& self, const Number<std::uint64_t>& order_id) {
                return self.replay().exchange().queue_ahead(OrderId{order_id.value("order_id")});
            },
            py::arg("order_id"),
            R"(Lots of the venue before an own order, or None where it does not rest.

It is read at the venue, now: for watching a replay. An agent cannot know it.
)");
}

void define_reads(py::class_<PythonReplay>& type) {
    type.def_property_readonly(
            "now", [](PythonReplay& self) { return self.replay().now().count(); },
            "When the present event reached the agent, nanoseconds UTC.")
        .def(
            "best_bid",
            [](PythonReplay& self, std::size_t instrument) {
                return best_of(self.replay(), instrument, Side::bid);
            },
            py::arg("instrument"),
            "The best bid as the agent sees it: (price in ticks, quantity in lots), or None.")
        .def(
            "best_ask",
            [](PythonReplay& self, std::size_t instrument) {
                return best_of(self.replay(), instrument, Side::ask);
            },
            py::arg("instrument"),
            "The best ask as the agent sees it: (price in ticks, quantity in lots), or None.")
        .def(
            "depth",
            [](PythonReplay& self, std::size_t instrument, const Integer& levels) {
                return depth_of(self.replay(), instrument, levels.value("levels"));
            },
            py::arg("instrument"), py::arg("levels"),
            R"(The best levels of both sides as the agent sees them.

Returns:
    Bids and asks: int64 arrays (n, 3) of price in ticks, quantity in lots and order count (0 where
    the market data is by price), best first.
)")
        .def_property_readonly(
            "profit", [](PythonReplay& self) { return self.replay().profit(); },
            "Earned so far, in the quote currency: cash and positions at the mid, less fees.")
        .def_property_readonly(
            "fees", [](PythonReplay& self) { return self.replay().account().fees().count(); },
            "Fees paid as far as answers came, billionths of the quote currency.")
        .def_property_readonly(
            "rows", [](PythonReplay& self) { return self.replay().row_count(); },
            "Rows that the venue has seen.")
        .def_property_readonly(
            "refused", [](PythonReplay& self) { return self.replay().refused_count(); },
            "Rows that a book refused or skipped.")
        .def_property_readonly(
            "undelivered", [](PythonReplay& self) { return self.replay().undelivered_count(); },
            "Commands sent after the market data had ended.")
        .def_property_readonly(
            "is_delayed", [](PythonReplay& self) { return self.replay().is_delayed(); },
            "Whether market data reaches the agent later than the venue.")
        .def_property_readonly(
            "state_hash", [](PythonReplay& self) { return self.replay().state_hash(); },
            "A digest of all that was sent and answered, and of the exchange.");
}

void define_results(py::class_<PythonReplay>& type) {
    using sim::AccountSample;
    using sim::Answer;
    type.def(
            "executions",
            [](PythonReplay& self) {
                const std::span<const Answer> answers = self.replay().answers();
                py::array_t<Execution> array{static_cast<py::ssize_t>(answers.size())};
                std::ranges::transform(answers, array.mutable_data(),
                                       [](const Answer& each) { return each.execution; });
                return py::reinterpret_steal<RecordArray>(array.release());
            },
            "All answers of the venue that came, an array of EXECUTION.")
        .def(
            "received",
            [](PythonReplay& self) {
                return column(self.replay().answers(),
                              [](const Answer& each) { return each.received.count(); });
            },
            "When each of them came, nanoseconds UTC, int64.")
        .def(
            "execution_fees",
            [](PythonReplay& self) {
                return column(self.replay().answers(),
                              [](const Answer& each) { return each.fee.count(); });
            },
            "The fee of each of them, billionths of the quote currency, int64.")
        .def(
            "sent", [](PythonReplay& self) { return copied(self.replay().sent()); },
            "All commands that were sent, an array of ORDER_COMMAND.")
        .def(
            "samples",
            [](PythonReplay& self) {
                const std::span<const AccountSample> samples = self.replay().samples();
                return py::make_tuple(
                    column(samples, [](const AccountSample& each) { return each.ts.count(); }),
                    column(samples, [](const AccountSample& each) { return each.profit; }),
                    column(samples, [](const AccountSample& each) { return each.fees; }));
            },
            "Samples of the account: times (int64), profit and fees (float64, quote currency).");
}

std::uintptr_t address_of(auto* function) {
    return reinterpret_cast<std::uintptr_t>(function);
}

}  // namespace

void register_replay(py::module_& module) {
    using sim::StrategyEvent;
    PYBIND11_NUMPY_DTYPE(StrategyEvent, now, bid_price, bid_quantity, ask_price, ask_quantity,
                         position, row, stream, instrument, kind, reserved);
    module.attr("STRATEGY_EVENT") = py::dtype::of<StrategyEvent>();
    py::native_enum<sim::ReplayEventKind>(module, "ReplayEventKind", "enum.IntEnum",
                                          "What a strategy is called for.")
        .value("BOOK", sim::ReplayEventKind::book)
        .value("DEPTH", sim::ReplayEventKind::depth)
        .value("EXECUTION", sim::ReplayEventKind::execution)
        .value("WAKE", sim::ReplayEventKind::wake)
        .finalize();
    py::native_enum<sim::SendStatus>(module, "SendStatus", "enum.IntEnum",
                                     "What became of a command that an agent wanted to send.")
        .value("SENT", sim::SendStatus::sent)
        .value("DENIED", sim::SendStatus::denied)
        .value("DUPLICATE_ORDER", sim::SendStatus::duplicate_order)
        .value("MARKET_ENDED", sim::SendStatus::market_ended)
        .finalize();
    module.def(
        "strategy_functions",
        [] {
            py::typing::Dict<py::str, py::int_> result;
            result["send"] = address_of(&sim::swarmcore_replay_send);
            result["order"] = address_of(&sim::swarmcore_replay_order);
            result["replace"] = address_of(&sim::swarmcore_replay_replace);
            result["cancel"] = address_of(&sim::swarmcore_replay_cancel);
            result["depth"] = address_of(&sim::swarmcore_replay_depth);
            result["wake_at"] = address_of(&sim::swarmcore_replay_wake_at);
            result["stop"] = address_of(&sim::swarmcore_replay_stop);
            return result;
        },
        "Addresses of the functions by which a compiled strategy acts, by name.");
    define_terms(module);
    py::class_<PythonReplay> type{module, "Replay", py::custom_type_setup(&collected<PythonReplay>),
                                  "Replays recorded market data around a simulated exchange."};
    define_running(type);
    define_orders(type);
    define_reads(type);
    define_results(type);
}

}  // namespace swarmcore::bindings
