#include "swarmcore/bus/delivery_metrics.hpp"

#include <algorithm>
#include <cstdint>
#include <string>

#include "bindings.hpp"
#include "swarmcore/bus/latency_histogram.hpp"

namespace swarmcore::bindings {

using bus::DeliveryMetrics;
using bus::LatencyHistogram;

void register_delivery_metrics(py::module_& module) {
    py::class_<LatencyHistogram>(module, "LatencyHistogram",
                                 R"(Counts latencies in log-linear buckets.

There are 32 to each doubling; below 64 ns it is exact. A quantile is the highest value of its
bucket, at most 1/32 above what was recorded.

Source: the bucketing of G. Tene's HdrHistogram.
)")
        .def(py::init<>())
        .def(
            "record",
            [](LatencyHistogram& self, std::int64_t nanoseconds) {
                self.record(static_cast<std::uint64_t>(std::max<std::int64_t>(nanoseconds, 0)));
            },
            py::arg("nanoseconds"),
            "Count one latency; below 0, as of a clock that was set back, it counts as 0.")
        .def("merge", &LatencyHistogram::merge, py::arg("other"), "Add what another one counted.")
        .def_property_readonly("count", &LatencyHistogram::count, "How many were counted.")
        .def_property_readonly("maximum", &LatencyHistogram::maximum,
                               "The longest, nanoseconds; 0 where none was counted.")
        .def(
            "quantile",
            [](const LatencyHistogram& self, double probability) {
                if (!(probability >= 0.0 && probability <= 1.0)) {
                    throw py::value_error("probability: expected 0 to 1, was " +
                                          std::to_string(probability));
                }
                return self.quantile(probability);
            },
            py::arg("probability"),
            R"(The latency that a part of all does not exceed, nanoseconds; 0 where none was counted.

Raises:
    ValueError: probability is not from 0 to 1.
)");
    py::class_<DeliveryMetrics>(module, "DeliveryMetrics",
                                R"(What is measured of the deliveries to one agent.

An event counts in the success rate by 0.99 to the power of the number of events since: the last
hundred carry 63 % of the rate, the last 300 carry 95 %.
)")
        .def(py::init<>())
        .def("count", &DeliveryMetrics::count, py::arg("failed") = false,
             "Count an event whose hook has ended.")
        .def_property_readonly("events", &DeliveryMetrics::events, "Events counted.")
        .def_property_readonly("errors", &DeliveryMetrics::errors, "How many of them failed.")
        .def_property_readonly("success_rate", &DeliveryMetrics::success_rate,
                               "Part of recent events that did not fail; NaN before the first.")
        .def_property_readonly(
            "latency", [](DeliveryMetrics& self) -> LatencyHistogram& { return self.latency(); },
            py::return_value_policy::reference_internal,
            "How long hooks took: of events straight from the bus, one in 16.");
}

}  // namespace swarmcore::bindings
