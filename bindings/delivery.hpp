#pragma once

#include <pybind11/pybind11.h>

#include "bindings.hpp"
#include "callee.hpp"
#include "in_flight.hpp"
#include "swarmcore/bus/delivery_metrics.hpp"

namespace swarmcore::bindings {

/// The way of a message into an agent: chooses the hook by the type of the message, calls it, runs
/// an async one until it first waits, and leaves what goes wrong to its supervisor.
struct DeliveryObject {
    PyObject ob_base;
    vectorcallfunc vectorcall;
    // What an event that goes well needs comes first, side by side.
    PyTypeObject* last_type;
    Callee last_hook;  ///< borrowed from hooks; no function where there is no hook
    InFlightObject* flight;
    bus::DeliveryMetrics* counts;
    PyObject* message;  ///< borrowed: being handled; null between two
    char enabled;
    char unsettled;
    PyObject* agent;
    PyObject* hooks;         ///< hook or None by type of message, found once
    PyObject* find_hook;     ///< (type) -> hook or None
    PyObject* on_exception;  ///< (exception, message)
    PyObject* on_suspended;  ///< (coroutine, awaited, message)
    PyObject* on_refused;    ///< (message)
    PyObject* on_settled;    ///< ()
    PyObject* metrics;       ///< DeliveryMetrics
};

/// Makes LatencyHistogram and DeliveryMetrics as attributes of `module`.
void register_delivery_metrics(py::module_& module);
/// Makes Delivery as an attribute of `module`; after InFlight.
void register_delivery(const py::module_& module);

/// Null until it is registered.
[[nodiscard]] inline PyTypeObject*& delivery_type() noexcept {
    static PyTypeObject* instance = nullptr;
    return instance;
}

/// What calling the object does. False, with a Python error set, where its supervisor raised, or a
/// hook raised what is no Exception.
[[nodiscard]] bool deliver(DeliveryObject* delivery, PyObject* message);

}  // namespace swarmcore::bindings
