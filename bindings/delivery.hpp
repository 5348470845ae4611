#pragma once

#include "bindings.hpp"

namespace swarmcore::bindings {

/// Makes LatencyHistogram, DeliveryMetrics, InFlight and Delivery as attributes of `module`.
void register_delivery(py::module_& module);

}  // namespace swarmcore::bindings
