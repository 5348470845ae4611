#pragma once

#include <pybind11/detail/exception_translation.h>
#include <pybind11/pybind11.h>

#include <optional>

#include "bindings.hpp"
#include "swarmcore/core/event.hpp"

/// `publish` is what agents call most: a method of C, without the dispatch of pybind11, which takes
/// twice as long as the rest.
namespace swarmcore::bindings {

/// The arguments of a call of `publish`, borrowed.
struct PublishCall {
    PyObject* topic = nullptr;
    PyObject* payload = nullptr;
    Event event;  ///< all but topic and sequence
};

/// Throws py::error_already_set with a TypeError or an OverflowError.
[[nodiscard]] PublishCall publish_call(PyObject* const* arguments, Py_ssize_t positional,
                                       PyObject* names);

template <class Bus>
PyObject* publish(PyObject* self, PyObject* const* arguments, Py_ssize_t positional,
                  PyObject* names) {
    try {
        auto* const instance = reinterpret_cast<py::detail::instance*>(self);
        auto* const bus = static_cast<Bus*>(instance->get_value_and_holder().value_ptr());
        if (bus == nullptr)
            throw py::type_error("publish: expected a bus whose __init__ was called");
        PublishCall call = publish_call(arguments, positional, names);
        call.event.topic = bus->topic(call.topic);
        const auto sequence =
            bus->publish(call.event, py::reinterpret_borrow<py::object>(call.payload));
        return PyLong_FromUnsignedLongLong(sequence);
    } catch (py::error_already_set& error) {
        error.restore();
    } catch (...) {
        py::detail::try_translate_exceptions();
    }
    return nullptr;
}

/// Makes it a method of a class.
template <class Bus>
void add_publish(py::class_<Bus>& type, const char* documentation) {
    static PyMethodDef definition{
        "publish", reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(&publish<Bus>)),
        METH_FASTCALL | METH_KEYWORDS, documentation};
    PyObject* const method =
        PyDescr_NewMethod(reinterpret_cast<PyTypeObject*>(type.ptr()), &definition);
    if (method == nullptr) throw py::error_already_set{};
    type.attr("publish") = py::reinterpret_steal<py::object>(method);
}

}  // namespace swarmcore::bindings
