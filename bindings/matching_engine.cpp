#include "swarmcore/book/matching_engine.hpp"

#include <pybind11/stl.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "depth.hpp"
#include "guarded.hpp"
#include "swarmcore/book/order.hpp"

namespace swarmcore::bindings {

namespace {

using book::Execution;
using book::MatchingEngine;
using book::OrderCommand;

/// The engine and the buffer of executions that its calls reuse.
struct EngineState {
    explicit EngineState(std::size_t instruments) : engine{instruments} {}

    MatchingEngine engine;
    std::vector<Execution> executions;
};

using EngineFace = Guarded<EngineState>;

std::size_t checked_instrument(py::ssize_t instrument, const MatchingEngine& engine) {
    if (instrument >= 0) return static_cast<std::size_t>(instrument);
    throw py::index_error("instrument: expected 0 to " +
                          std::to_string(engine.instrument_count() - 1) + ", was " +
                          std::to_string(instrument));
}

}  // namespace

void register_matching_engine(const py::module_& module) {
    py::class_<EngineFace>(module, "MatchingEngine",
                           "Matches orders of many instruments by price, then time.")
        .def(py::init<std::size_t>(), py::arg("instruments"))
        .def(
            "process",
            [](EngineFace& face, const RecordArray& commands) {
                const auto view = record_view<OrderCommand>(commands, "commands");
                // The view stays valid without the GIL: the caller's reference keeps the array.
                face.run([&](EngineState& state) {
                    state.executions.clear();
                    state.engine.process(view, state.executions);
                });
                const std::vector<Execution>& executions = face.get().executions;
                py::array_t<Execution> result{static_cast<py::ssize_t>(executions.size())};
                std::ranges::copy(executions, result.mutable_data());
                return py::reinterpret_steal<RecordArray>(result.release());
            },
            py::arg("commands"),
            R"(Process commands in order, without the GIL.

Args:
    commands: One-dimensional C-contiguous array of ORDER_COMMAND, not written to meanwhile.

Returns:
    A new array of EXECUTION: all that the commands did, in order. A command that makes no sense
    is rejected there, with its RejectReason.

Raises:
    TypeError, ValueError: Another dtype, shape or layout.
)")
        .def(
            "best_bid",
            [](EngineFace& face, py::ssize_t instrument) {
                const MatchingEngine& engine = face.get().engine;
                return best(engine.best_bid(checked_instrument(instrument, engine)));
            },
            py::arg("instrument"), "The best bid as (price in ticks, quantity in lots), or None.")
        .def(
            "best_ask",
            [](EngineFace& face, py::ssize_t instrument) {
                const MatchingEngine& engine = face.get().engine;
                return best(engine.best_ask(checked_instrument(instrument, engine)));
            },
            py::arg("instrument"), "The best ask as (price in ticks, quantity in lots), or None.")
        .def(
            "depth",
            [](EngineFace& face, py::ssize_t instrument, py::ssize_t levels) {
                const MatchingEngine& engine = face.get().engine;
                const std::size_t index = checked_instrument(instrument, engine);
                const std::size_t count = checked_levels(levels);
                return depth_pair(engine.depth(index, Side::bid, count),
                                  engine.depth(index, Side::ask, count));
            },
            py::arg("instrument"), py::arg("levels"),
            R"(The best levels of both sides of an instrument.

Args:
    instrument: Its index, from 0.
    levels: At most how many a side.

Returns:
    Bids and asks: int64 arrays (n, 3) of price in ticks, quantity in lots and order count, best
    first.
)")
        .def(
            "state_hash", [](EngineFace& face) { return face.get().engine.state_hash(); },
            "A 64-bit digest of levels, queues, ids, owners and quantities, whatever led to them.")
        .def_property_readonly(
            "order_count", [](EngineFace& face) { return face.get().engine.order_count(); },
            "The number of orders at rest.");
}

}  // namespace swarmcore::bindings
