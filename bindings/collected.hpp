#pragma once

#include <pybind11/pybind11.h>

#include "bindings.hpp"

namespace swarmcore::bindings {

/// For py::custom_type_setup: shows Python's collector of cycles the objects that a Class holds, by
/// `visit_objects`, and lets it end cycles, by `clear_objects`. Handlers usually hold, through
/// their agents, the bus that holds them.
template <class Class>
void collected(PyHeapTypeObject* heap_type) {
    PyTypeObject* const type = &heap_type->ht_type;
    type->tp_flags |= Py_TPFLAGS_HAVE_GC;
    type->tp_traverse = [](PyObject* self, visitproc visit, void* arg) {
        Py_VISIT(Py_TYPE(self));
        if (!py::detail::is_holder_constructed(self)) return 0;
        int result = 0;
        py::cast<Class&>(py::handle{self}).visit_objects([&](const py::object& object) {
            if (result == 0 && object) result = visit(object.ptr(), arg);
        });
        return result;
    };
    type->tp_clear = [](PyObject* self) {
        if (!py::detail::is_holder_constructed(self)) return 0;
        py::cast<Class&>(py::handle{self}).clear_objects();
        return 0;
    };
}

}  // namespace swarmcore::bindings
