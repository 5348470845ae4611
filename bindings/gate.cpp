#include "swarmcore/risk/gate.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "bindings.hpp"
#include "pybind11/native_enum.h"
#include "pybind11/stl.h"

namespace swarmcore::bindings {

namespace {

using risk::Gate;
using risk::GateLimits;
using risk::GateVerdict;

Side side_of(int side) {
    return static_cast<Side>(side == 1 || side == -1 ? side : 0);
}

Notional notional_of(const py::int_& value) {
    const py::int_ most{(py::int_{1} << py::int_{128}) - py::int_{1}};
    if (value < py::int_{0} || value > most) {
        throw py::value_error("max_notional: expected 0 to 2**128 - 1, was " +
                              py::str(value).cast<std::string>());
    }
    return {(value >> py::int_{64}).cast<std::uint64_t>(),
            (value & py::int_{UINT64_MAX}).cast<std::uint64_t>()};
}

}  // namespace

void register_gate(py::module_& parent) {
    py::module_ module = parent.def_submodule("risk");

    py::native_enum<GateVerdict>(module, "GateVerdict", "enum.IntEnum",
                                 "Why the gate lets an order pass or denies it.")
        .value("PASSED", GateVerdict::passed)
        .value("UNKNOWN_INSTRUMENT", GateVerdict::unknown_instrument)
        .value("BAD_SIDE", GateVerdict::bad_side)
        .value("BAD_PRICE", GateVerdict::bad_price)
        .value("NO_REFERENCE", GateVerdict::no_reference)
        .value("BAD_QUANTITY", GateVerdict::bad_quantity)
        .value("QUANTITY", GateVerdict::quantity)
        .value("NOTIONAL", GateVerdict::notional)
        .value("POSITION", GateVerdict::position)
        .finalize();

    py::class_<GateLimits>(module, "GateLimits",
                           R"(The limits of one instrument; 0, the default, denies every order.

Args:
    max_quantity: Lots of one order.
    max_notional: Price in ticks times lots of one order, below 2**128.
    max_position: Lots held long or short, working orders counted as filled.
)")
        .def(py::init([](std::int64_t max_quantity, const py::int_& max_notional,
                         std::int64_t max_position) {
                 return GateLimits{Quantity{max_quantity}, notional_of(max_notional),
                                   Quantity{max_position}};
             }),
             py::kw_only(), py::arg("max_quantity") = 0, py::arg("max_notional") = 0,
             py::arg("max_position") = 0)
        .def_property_readonly("max_quantity",
                               [](const GateLimits& self) { return self.max_quantity.count(); })
        .def_property_readonly(
            "max_notional",
            [](const GateLimits& self) -> py::int_ {
                const py::int_ high{self.max_notional.high()};
                return py::int_{(high << py::int_{64}) | py::int_{self.max_notional.low()}};
            })
        .def_property_readonly("max_position",
                               [](const GateLimits& self) { return self.max_position.count(); });

    py::class_<Gate>(module, "Gate",
                     R"(The one pre-trade gate: every order of every mode passes it.

It fails closed: what it does not know, it denies. An order that only reduces the position passes
every limit. It reserves the lots of an order that passes;
fill moves them to the position, release gives them back. Prices are ticks, quantities lots.

Args:
    limits: One GateLimits an instrument, in the order of their indices.

Raises:
    ValueError: max_quantity or max_position is negative.
)")
        .def(py::init([](const std::vector<GateLimits>& limits) { return Gate{limits}; }),
             py::arg("limits"))
        .def("set_reference", &Gate::set_reference, py::arg("instrument"), py::arg("price"),
             R"(Set the price, in ticks, at which market orders are valued.

One that is not finite and positive makes the gate deny until a usable one comes. Returns False for
an unknown instrument.
)")
        .def(
            "check",
            [](Gate& self, std::size_t instrument, int side, std::int64_t quantity,
               std::optional<std::int64_t> price) {
                const Price limit{price.value_or(0)};
                return self.check(instrument, side_of(side), price ? &limit : nullptr,
                                  Quantity{quantity});
            },
            py::arg("instrument"), py::arg("side"), py::arg("quantity"),
            py::arg("price") = py::none(), R"(Judge an order and, if it passes, reserve its lots.

Args:
    instrument: Index of the instrument.
    side: +1 buys, -1 sells.
    quantity: Lots.
    price: The limit in ticks, or None for a market order.
)")
        .def(
            "room",
            [](const Gate& self, std::size_t instrument, int side) {
                return self.room(instrument, side_of(side)).count();
            },
            py::arg("instrument"), py::arg("side"),
            "The lots of the largest market order on a side that would pass; 0 where none would.")
        .def(
            "fill",
            [](Gate& self, std::size_t instrument, int side, std::int64_t quantity) {
                return self.fill(instrument, side_of(side), Quantity{quantity});
            },
            py::arg("instrument"), py::arg("side"), py::arg("quantity"),
            "Move lots from working to the position; False where fewer were working.")
        .def(
            "release",
            [](Gate& self, std::size_t instrument, int side, std::int64_t quantity) {
                return self.release(instrument, side_of(side), Quantity{quantity});
            },
            py::arg("instrument"), py::arg("side"), py::arg("quantity"),
            "Give back lots that will not be filled; False where fewer were working.")
        .def(
            "position",
            [](const Gate& self, std::size_t instrument) {
                return self.position(instrument).count();
            },
            py::arg("instrument"), "Lots held, negative when short; 0 for an unknown instrument.")
        .def(
            "working",
            [](const Gate& self, std::size_t instrument, int side) {
                return self.working(instrument, side_of(side)).count();
            },
            py::arg("instrument"), py::arg("side"), "Lots of working orders on a side.");
}

}  // namespace swarmcore::bindings
