#include <cstring>

#include "indicator.hpp"
#include "numbers.hpp"

namespace swarmcore::bindings {

using indicators::ParameterInfo;
using indicators::ParameterKind;
using indicators::Value;

void Arguments::position(PyObject* const* values, std::size_t count) {
    if (count > positional_) {
        throw py::type_error(std::string{function_} + ": expected at most " +
                             std::to_string(positional_) + " positional argument(s), was " +
                             std::to_string(count));
    }
    for (std::size_t i = 0; i < count; ++i) values_[i] = values[i];
}

void Arguments::keyword(PyObject* name, PyObject* value) {
    for (std::size_t i = 0; i < names_.size(); ++i) {
        // Keywords of a call are interned, as are our names.
        if (names_[i].ptr() != name && PyUnicode_Compare(names_[i].ptr(), name) != 0) continue;
        if (values_[i] != nullptr) {
            throw py::type_error(names_[i].cast<std::string>() +
                                 ": expected one value, was given two");
        }
        values_[i] = value;
        return;
    }
    throw py::type_error(std::string{function_} + ": expected no argument '" +
                         py::handle{name}.cast<std::string>() + "', was given one");
}

void Arguments::vectorcall(PyObject* const* values, Py_ssize_t count, PyObject* keywords) {
    const auto given = static_cast<std::size_t>(count);
    position(values, given);
    if (keywords == nullptr) return;
    for (Py_ssize_t i = 0; i < PyTuple_GET_SIZE(keywords); ++i) {
        keyword(PyTuple_GET_ITEM(keywords, i), values[given + static_cast<std::size_t>(i)]);
    }
}

PyObject* Arguments::required(std::size_t index) const {
    if (values_[index] == nullptr) {
        throw py::type_error(std::string{function_} + ": expected the argument '" +
                             names_[index].cast<std::string>() + "', was missing");
    }
    return values_[index];
}

Value to_value(const ParameterInfo& parameter, PyObject* object) {
    if (parameter.kind == ParameterKind::number) {
        return {.number =
                    object == nullptr ? parameter.standard : to_double(object, parameter.name)};
    }
    return {.integer = object == nullptr ? static_cast<std::int64_t>(parameter.standard)
                                         : to_integer(object, parameter.name)};
}

py::object to_python(const ParameterInfo& parameter, Value value) {
    if (parameter.kind == ParameterKind::number) return py::float_(value.number);
    return py::int_(value.integer);
}

PyObject* make_named_tuple(const py::object& type, std::span<py::object> items) {
    auto* const tuple_type = reinterpret_cast<PyTypeObject*>(type.ptr());
    PyObject* const result =
        tuple_type->tp_alloc(tuple_type, static_cast<Py_ssize_t>(items.size()));
    if (result == nullptr) throw py::error_already_set{};
    for (std::size_t i = 0; i < items.size(); ++i) {
        PyTuple_SET_ITEM(result, static_cast<Py_ssize_t>(i), items[i].release().ptr());
    }
    return result;
}

}  // namespace swarmcore::bindings
