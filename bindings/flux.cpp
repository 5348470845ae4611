#include "swarmcore/risk/flux.hpp"

#include "arrays.hpp"
#include "bindings.hpp"
#include "numbers.hpp"

namespace swarmcore::bindings {

namespace {

using risk::FluxMeter;
using risk::FluxParameters;

FluxMeter make_meter(Number<double> fast_decay, Number<double> slow_decay, Number<double> start,
                     Number<double> step, Number<double> dead_band) {
    return FluxMeter{FluxParameters{.fast_decay = fast_decay.value("fast_decay"),
                                    .slow_decay = slow_decay.value("slow_decay"),
                                    .start = start.value("start"),
                                    .step = step.value("step"),
                                    .dead_band = dead_band.value("dead_band")}};
}

Float64Array flux(const py::object& close, const py::object& volume, Number<double> fast_decay,
                  Number<double> slow_decay, Number<double> start, Number<double> step,
                  Number<double> dead_band) {
    const FluxMeter meter = make_meter(fast_decay, slow_decay, start, step, dead_band);
    const auto closes = view<double>(close, "close");
    const auto volumes = view<double>(volume, "volume");
    check_same_length(closes.size(), "close", volumes.size(), "volume");
    Float64Array result{static_cast<py::ssize_t>(closes.size())};
    const std::span<double> out{result.mutable_data(), closes.size()};
    {
        // The caller holds the arrays; nothing of Python is touched.
        const py::gil_scoped_release release;
        risk::flux_series(meter, closes, volumes, out);
    }
    return result;
}

}  // namespace

void register_flux(py::module_& domain) {
    constexpr FluxParameters standard{};
    py::class_<FluxMeter>(domain, "FluxMeter",
                          R"(The flux of one instrument, bar by bar: its turbulence, 0 to 1.

The streaming form of `swarmcore.risk.flux`, equal to it bit for bit. Not safe to update from two
threads at a time.

Args:
    fast_decay: Weight of a bar in the recent averages, relative to the bar after it; above 0.
    slow_decay: The same in their history; above fast_decay and below 1.
    start: The flux before the first bar, 0 to 1.
    step: The part of the way to the turbulence that a bar takes the flux, at most 1.
    dead_band: The flux stays where the turbulence is no further away than this; below 1.

Raises:
    TypeError: A parameter is no number, named.
    ValueError: A parameter is out of its range, named.
)")
        .def(py::init(&make_meter), py::kw_only(), py::arg("fast_decay") = standard.fast_decay,
             py::arg("slow_decay") = standard.slow_decay, py::arg("start") = standard.start,
             py::arg("step") = standard.step, py::arg("dead_band") = standard.dead_band)
        .def(
            "update",
            [](FluxMeter& self, Number<double> close, Number<double> volume) {
                return self.update(close.value("close"), volume.value("volume"));
            },
            py::arg("close"), py::arg("volume"), R"(Take a bar and give the flux after it.

A bar that cannot be right changes nothing: its close is not finite and above 0, or its volume is
not finite and 0 or above.
)")
        .def_property_readonly("value", &FluxMeter::value, "The flux, 0 to 1.")
        .def_property_readonly("turbulence", &FluxMeter::turbulence,
                               "What the flux follows, 0 to 1.")
        .def_property_readonly("volatility", &FluxMeter::volatility,
                               "Recent volatility over that of its history; 1 is as usual.")
        .def_property_readonly("volume", &FluxMeter::volume,
                               "Recent volume over that of its history; 1 is as usual.")
        .def("reset", &FluxMeter::reset, "Forget every bar.");
    domain.def("flux", &flux, py::arg("close"), py::arg("volume"), py::arg("fast_decay"),
               py::arg("slow_decay"), py::arg("start"), py::arg("step"), py::arg("dead_band"));
}

}  // namespace swarmcore::bindings
