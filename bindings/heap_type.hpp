#pragma once

#include <pybind11/pybind11.h>

#include "bindings.hpp"

namespace swarmcore::bindings {

/// Makes a type written against the C interface of Python, as an attribute of `module`.
[[nodiscard]] inline PyTypeObject* add_heap_type(const py::module_& module, const char* name,
                                                 PyType_Spec& spec) {
    PyObject* const type = PyType_FromSpec(&spec);
    if (type == nullptr) throw py::error_already_set{};
    module.attr(name) = py::reinterpret_steal<py::object>(type);
    return reinterpret_cast<PyTypeObject*>(type);  // the module keeps it
}

}  // namespace swarmcore::bindings
