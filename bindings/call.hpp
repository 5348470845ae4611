#pragma once

#include <pybind11/pybind11.h>

#include "bindings.hpp"
#include "callee.hpp"
#include "delivery.hpp"

/// Calling handlers of Python from C++.
namespace swarmcore::bindings {

/// Runs a coroutine until it ends or first waits, and leaves what is left of one that waits to
/// swarmcore.bus.coroutines. False, with a Python error set, where it raised.
[[nodiscard]] bool run_coroutine(PyObject* coroutine);

/// Takes a call's result, which is null where it raised, and runs an async handler's coroutine.
[[nodiscard]] inline bool finish_call(PyObject* result) {
    if (result == Py_None) [[likely]] {
        Py_DECREF(result);
        return true;
    }
    if (result == nullptr) return false;
    const bool done = !PyCoro_CheckExact(result) || run_coroutine(result);
    Py_DECREF(result);
    return done;
}

/// Calls a handler with its one argument. An async handler runs inline until it first waits. False,
/// with a Python error set, where it raised.
[[nodiscard]] inline bool call_handler(PyObject* handler, PyObject* argument) {
    if (Py_TYPE(handler) == delivery_type()) {
        return deliver(reinterpret_cast<DeliveryObject*>(handler), argument);
    }
    return finish_call(call_one(Callee{handler}, argument));
}

/// Calls a handler with a record and the object beside it, None where there is none.
[[nodiscard]] inline bool call_handler(PyObject* handler, PyObject* record, PyObject* beside) {
    return finish_call(PyObject_CallFunctionObjArgs(handler, record,
                                                    beside == nullptr ? Py_None : beside, nullptr));
}

}  // namespace swarmcore::bindings
