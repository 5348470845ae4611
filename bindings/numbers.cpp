#include "numbers.hpp"

#include <string>

namespace swarmcore::bindings {

namespace {

/// Raises what the failed conversion of `object` deserves; errors of the object's own pass through.
[[noreturn]] void refuse(py::handle object, const char* name, const char* expected,
                         const char* range) {
    const std::string place = std::string{name} + ": expected ";
    if (PyErr_ExceptionMatches(PyExc_TypeError) != 0) {
        PyErr_Clear();
        throw py::type_error(place + expected + ", was " + Py_TYPE(object.ptr())->tp_name);
    }
    if (PyErr_ExceptionMatches(PyExc_OverflowError) != 0) {
        PyErr_Clear();
        throw py::value_error(place + range + ", was beyond it");
    }
    throw py::error_already_set();
}

}  // namespace

double to_double(py::handle object, const char* name) {
    const double value = PyFloat_AsDouble(object.ptr());
    if (value == -1.0 && PyErr_Occurred() != nullptr) {
        refuse(object, name, "a number", "a number in the range of float64");
    }
    return value;
}

std::int64_t to_integer(py::handle object, const char* name) {
    const py::object index = py::reinterpret_steal<py::object>(PyNumber_Index(object.ptr()));
    const long long value = index ? PyLong_AsLongLong(index.ptr()) : -1;
    if (value == -1 && PyErr_Occurred() != nullptr) {
        refuse(object, name, "an integer", "an integer in the range of int64");
    }
    return value;
}

std::uint64_t to_unsigned(py::handle object, const char* name, unsigned bits) {
    const py::object index = py::reinterpret_steal<py::object>(PyNumber_Index(object.ptr()));
    if (!index) refuse(object, name, "an integer", "an integer");
    const unsigned long long value = PyLong_AsUnsignedLongLong(index.ptr());
    const bool failed = value == ~0ULL && PyErr_Occurred() != nullptr;
    if (failed) PyErr_Clear();
    if (failed || (bits < 64 && value >> bits != 0)) {
        throw py::value_error(std::string{name} + ": expected 0 to 2**" + std::to_string(bits) +
                              " - 1, was " + py::cast<std::string>(py::str(index)));
    }
    return value;
}

}  // namespace swarmcore::bindings
