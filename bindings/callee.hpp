#pragma once

#include <pybind11/pybind11.h>

#include <array>
#include <cstddef>

namespace swarmcore::bindings {

/// A callable as what is called in the end: of a method, its function and whose it is. Borrowed
/// from the callable. Asking a method costs as much as what follows.
struct Callee {
    PyObject* function = nullptr;
    PyObject* self = nullptr;  ///< null of anything but a method

    Callee() = default;
    explicit Callee(PyObject* callable) noexcept : function{callable} {
        if (PyMethod_Check(callable)) {
            function = PyMethod_GET_FUNCTION(callable);
            self = PyMethod_GET_SELF(callable);
        }
    }
};

/// Calls it with its one argument, as it is: no tuple is made of it.
[[nodiscard]] inline PyObject* call_one(const Callee& callee, PyObject* argument) {
    // The first is the callee's to write in.
    std::array<PyObject*, 3> arguments{nullptr, callee.self, argument};
    const std::size_t count = callee.self == nullptr ? 1 : 2;
    PyObject* const* const first = arguments.data() + arguments.size() - count;
    const std::size_t flagged = count | PY_VECTORCALL_ARGUMENTS_OFFSET;
    if (PyFunction_Check(callee.function)) {
        const vectorcallfunc call =
            reinterpret_cast<PyFunctionObject*>(callee.function)->vectorcall;
        return call(callee.function, first, flagged, nullptr);
    }
    return PyObject_Vectorcall(callee.function, first, flagged, nullptr);
}

}  // namespace swarmcore::bindings
