#include <pybind11/typing.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "arrays.hpp"
#include "bindings.hpp"
#include "swarmcore/core/build_info.hpp"
#include "swarmcore/core/event.hpp"
#include "swarmcore/core/hash.hpp"

namespace swarmcore::bindings {

namespace {

py::typing::Dict<py::str, py::object> build_info_dict() {
    const BuildInfo info = build_info();
    py::typing::Dict<py::str, py::object> result;
    result["version"] = info.version;
    result["compiler"] = info.compiler;
    result["flags"] = info.flags;
    result["build_type"] = info.build_type;
    result["isa"] = info.isa;
    result["detected_isa"] = info.detected_isa;
    result["assertions"] = info.assertions;
    return result;
}

std::span<const unsigned char> bytes_of(std::string_view text) {
    return {reinterpret_cast<const unsigned char*>(text.data()), text.size()};
}

}  // namespace

void register_core(py::module_& module) {
    module.attr("__version__") = build_info().version;
    module.def("build_info", &build_info_dict, R"(What this binary is and what it uses.

Returns:
    dict: version, compiler, flags, build_type, isa (the instruction set in use, chosen once from
    the CPU and SWARMCORE_ISA), detected_isa, assertions.
)");

    PYBIND11_NUMPY_DTYPE(Event, ts, sequence, values, topic, instrument, kind, priority);
    module.attr("EVENT") = py::dtype::of<Event>();

    py::class_<StateHash>(module, "StateHash",
                          R"(A 64-bit digest of a state, equal on every machine.

Order matters. Zeros of either sign hash alike, and so do all NaNs. It finds differences; it is no
defence against forgery.
)")
        .def(py::init<>())
        .def(
            "update_int", [](StateHash& hash, std::int64_t value) { hash.update(value); },
            py::arg("value"), "Fold in a signed 64-bit integer.")
        .def(
            "update_float", [](StateHash& hash, double value) { hash.update(value); },
            py::arg("value"), "Fold in a float.")
        .def(
            "update_str",
            [](StateHash& hash, std::string_view text) { hash.update(bytes_of(text)); },
            py::arg("text"), "Fold in the UTF-8 bytes of a text and their count.")
        .def_property_readonly("value", &StateHash::digest, "The digest, 0 to 2**64 - 1.");
}

}  // namespace swarmcore::bindings
