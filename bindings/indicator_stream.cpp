#include <pybind11/pybind11.h>

#include <array>
#include <cstddef>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indicator.hpp"
#include "numbers.hpp"

/// The streaming classes.
namespace swarmcore::bindings {

namespace {

using indicators::AnyIndicator;
using indicators::Value;

struct StreamObject {
    PyObject_HEAD const IndicatorFace* face;
    AnyIndicator* indicator;  ///< owned
    std::array<Value, most_parameters> values;
};

StreamObject& stream_of(PyObject* self) noexcept {
    return *reinterpret_cast<StreamObject*>(self);
}

PyTypeObject*& base_type() noexcept {
    static PyTypeObject* type = nullptr;
    return type;
}

using Faces = std::unordered_map<const PyTypeObject*, const IndicatorFace*>;
Faces& faces() {
    static Faces map;
    return map;
}

/// The face of a class, which may be derived in Python from one of ours.
const IndicatorFace& face_of(const PyTypeObject* type) {
    auto found = faces().find(type);
    while (found == faces().end()) {
        type = type->tp_base;
        found = faces().find(type);
    }
    return *found->second;
}

PyObject* allocate(PyTypeObject* type, const IndicatorFace& face,
                   const std::array<Value, most_parameters>& values,
                   std::unique_ptr<AnyIndicator> indicator) {
    PyObject* const self = type->tp_alloc(type, 0);
    if (self == nullptr) throw py::error_already_set{};
    StreamObject& stream = stream_of(self);
    stream.face = &face;
    stream.values = values;
    stream.indicator = indicator.release();
    return self;
}

PyObject* construct(PyTypeObject* type, PyObject* positional, PyObject* keywords) {
    return guarded_call([&] {
        const IndicatorFace& face = face_of(type);
        const auto names = std::span{face.names}.subspan(face.inputs(), face.parameters());
        Arguments arguments{face.type.c_str(), names, names.size()};
        arguments.position(&PyTuple_GET_ITEM(positional, 0),
                           static_cast<std::size_t>(PyTuple_GET_SIZE(positional)));
        if (keywords != nullptr) {
            PyObject* name = nullptr;
            PyObject* value = nullptr;
            Py_ssize_t position = 0;
            while (PyDict_Next(keywords, &position, &name, &value) != 0) {
                arguments.keyword(name, value);
            }
        }
        std::array<Value, most_parameters> values{};
        for (std::size_t i = 0; i < names.size(); ++i) {
            values[i] = to_value(face.entry->parameters[i], arguments[i]);
        }
        return allocate(type, face, values, face.entry->make(values.data()));
    });
}

void deallocate(PyObject* self) {
    const std::unique_ptr<AnyIndicator> ended{stream_of(self).indicator};
    PyTypeObject* const type = Py_TYPE(self);
    type->tp_free(self);
    Py_DECREF(type);
}

[[nodiscard]] PyObject* to_result(const IndicatorFace& face, const double* numbers) {
    if (face.outputs() == 1) return PyFloat_FromDouble(numbers[0]);
    return guarded_call([&] {
        std::array<py::object, most_outputs> items;
        for (std::size_t i = 0; i < face.outputs(); ++i) items[i] = py::float_(numbers[i]);
        return make_named_tuple(face.result_type, {items.data(), face.outputs()});
    });
}

using Row = std::array<double, most_inputs>;

/// As take_row, of arguments that are not all floats by position.
[[nodiscard]] bool convert_row(const IndicatorFace& face, PyObject* const* values, Py_ssize_t count,
                               PyObject* keywords, Row& row) noexcept {
    PyObject* const done = guarded_call([&] {
        const std::size_t inputs = face.inputs();
        Arguments arguments{"update", std::span{face.names}.first(inputs), inputs};
        arguments.vectorcall(values, count, keywords);
        Row taken;
        for (std::size_t i = 0; i < inputs; ++i) {
            taken[i] = to_double(arguments.required(i), face.entry->inputs[i].name);
        }
        row = taken;
        return Py_None;
    });
    return done != nullptr;
}

/// Takes the numbers of a row; false, with a Python error set, where they are none.
[[nodiscard]] bool take_row(const IndicatorFace& face, PyObject* const* values, Py_ssize_t count,
                            PyObject* keywords, Row& row) noexcept {
    const std::size_t inputs = face.inputs();
    bool plain = static_cast<std::size_t>(count) == inputs && keywords == nullptr;
    for (std::size_t i = 0; plain && i < inputs; ++i) {
        plain = PyFloat_CheckExact(values[i]);
        if (plain) row[i] = PyFloat_AS_DOUBLE(values[i]);
    }
    if (plain) [[likely]]
        return true;
    return convert_row(face, values, count, keywords, row);
}

PyObject* update(PyObject* self, PyObject* const* values, Py_ssize_t count, PyObject* keywords) {
    const StreamObject& stream = stream_of(self);
    Row row;
    if (!take_row(*stream.face, values, count, keywords, row)) return nullptr;
    return to_result(*stream.face, stream.indicator->update(row.data()));
}

PyObject* peek(PyObject* self, PyObject* const* values, Py_ssize_t count, PyObject* keywords) {
    StreamObject& stream = stream_of(self);
    Row row;
    if (!take_row(*stream.face, values, count, keywords, row)) return nullptr;
    return guarded_call([&] {
        std::array<double, most_outputs> result;
        stream.indicator->peek(row.data(), result.data());
        return to_result(*stream.face, result.data());
    });
}

PyObject* reset(PyObject* self, PyObject* /*unused*/) {
    return guarded_call([&] {
        stream_of(self).indicator->reset();
        Py_RETURN_NONE;
    });
}

PyObject* copy(PyObject* self, PyObject* /*memo*/) {
    return guarded_call([&] {
        const StreamObject& stream = stream_of(self);
        return allocate(Py_TYPE(self), *stream.face, stream.values, stream.indicator->clone());
    });
}

py::tuple parameters_of(const StreamObject& stream) {
    const py::tuple parameters(stream.face->parameters());
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        parameters[i] = to_python(stream.face->entry->parameters[i], stream.values[i]);
    }
    return parameters;
}

PyObject* reduce(PyObject* self, PyObject* /*unused*/) {
    return guarded_call([&] {
        const StreamObject& stream = stream_of(self);
        return py::make_tuple(py::type::of(py::handle{self}), parameters_of(stream),
                              py::bytes(stream.indicator->save()))
            .release()
            .ptr();
    });
}

PyObject* set_state(PyObject* self, PyObject* state) {
    return guarded_call([&] {
        char* data = nullptr;
        Py_ssize_t size = 0;
        if (PyBytes_AsStringAndSize(state, &data, &size) != 0) throw py::error_already_set{};
        stream_of(self).indicator->restore({data, static_cast<std::size_t>(size)});
        Py_RETURN_NONE;
    });
}

PyObject* represent(PyObject* self) {
    return guarded_call([&] {
        const StreamObject& stream = stream_of(self);
        const py::tuple parameters = parameters_of(stream);
        std::string text = stream.face->type;
        text += '(';
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            if (i != 0) text += ", ";
            text += stream.face->entry->parameters[i].name;
            text += '=';
            text += py::repr(parameters[i]).cast<std::string>();
        }
        text += ')';
        return py::str(text).release().ptr();
    });
}

PyObject* get_value(PyObject* self, void* /*closure*/) {
    const StreamObject& stream = stream_of(self);
    return to_result(*stream.face, stream.indicator->value());
}

PyObject* get_warm_up(PyObject* self, void* /*closure*/) {
    return PyLong_FromSize_t(stream_of(self).indicator->warm_up());
}

/// `parameter` is that of the registry's entry.
PyObject* get_parameter(PyObject* self, void* parameter) {
    return guarded_call([&] {
        const StreamObject& stream = stream_of(self);
        const auto* const info = static_cast<const indicators::ParameterInfo*>(parameter);
        const auto index = static_cast<std::size_t>(info - stream.face->entry->parameters.data());
        return to_python(*info, stream.values[index]).release().ptr();
    });
}

using Method = PyObject*(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);

PyCFunction method(Method* function) {
    return reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(function));
}

PyTypeObject* make_type(const char* name, std::vector<PyType_Slot> slots, unsigned long flags,
                        PyTypeObject* base) {
    slots.push_back({0, nullptr});
    PyType_Spec spec{
        .name = name,
        .basicsize = static_cast<int>(sizeof(StreamObject)),
        .itemsize = 0,
        .flags = static_cast<unsigned>(Py_TPFLAGS_DEFAULT | Py_TPFLAGS_BASETYPE | flags),
        .slots = slots.data()};
    PyObject* const type = PyType_FromSpecWithBases(&spec, reinterpret_cast<PyObject*>(base));
    if (type == nullptr) throw py::error_already_set{};
    return reinterpret_cast<PyTypeObject*>(type);
}

py::handle handle_of(PyTypeObject* type) {
    return reinterpret_cast<PyObject*>(type);
}

}  // namespace

void add_stream_type(const py::module_& module) {
    static std::array<PyMethodDef, 6> methods{
        PyMethodDef{"reset", &reset, METH_NOARGS, "reset($self, /)\n--\n\nForget every row."},
        PyMethodDef{"copy", &copy, METH_NOARGS,
                    "copy($self, /)\n--\n\nA stream of its own that has taken the same rows."},
        PyMethodDef{"__copy__", &copy, METH_NOARGS, nullptr},
        PyMethodDef{"__deepcopy__", &copy, METH_O, nullptr},
        PyMethodDef{"__reduce__", &reduce, METH_NOARGS, nullptr},
        PyMethodDef{"__setstate__", &set_state, METH_O, nullptr}};
    static std::vector<PyMethodDef> ended{methods.begin(), methods.end()};
    ended.push_back({});
    static std::array<PyGetSetDef, 3> properties{
        PyGetSetDef{"value", &get_value, nullptr, "The result of the last row, NaN until warm.",
                    nullptr},
        PyGetSetDef{"warm_up", &get_warm_up, nullptr,
                    "How many rows give NaN at first: TA-Lib's lookback.", nullptr},
        PyGetSetDef{}};
    static const char* const documentation =
        "What all streaming indicators are: rows go in one at a time, results come out.\n\n"
        "Not safe to update from two threads at a time.\n";
    base_type() = make_type("swarmcore.indicators.Stream",
                            {{Py_tp_dealloc, reinterpret_cast<void*>(&deallocate)},
                             {Py_tp_repr, reinterpret_cast<void*>(&represent)},
                             {Py_tp_methods, ended.data()},
                             {Py_tp_getset, properties.data()},
                             {Py_tp_doc, const_cast<char*>(documentation)}},
                            Py_TPFLAGS_DISALLOW_INSTANTIATION, nullptr);
    module.attr("Stream") = handle_of(base_type());
}

void add_indicator_type(const py::module_& module, const IndicatorFace& face) {
    // Python keeps pointers to the definitions for as long as it runs.
    static std::deque<std::vector<PyMethodDef>> methods;
    static std::deque<std::vector<PyGetSetDef>> properties;
    auto& own_methods = methods.emplace_back();
    own_methods.push_back({"update", method(&update), METH_FASTCALL | METH_KEYWORDS,
                           face.update_documentation.c_str()});
    own_methods.push_back(
        {"peek", method(&peek), METH_FASTCALL | METH_KEYWORDS, face.peek_documentation.c_str()});
    own_methods.push_back({});
    auto& own_properties = properties.emplace_back();
    for (const auto& parameter : face.entry->parameters) {
        own_properties.push_back({parameter.name, &get_parameter, nullptr,
                                  "As given to the constructor.",
                                  const_cast<indicators::ParameterInfo*>(&parameter)});
    }
    own_properties.push_back({});
    PyTypeObject* const type =
        make_type(face.qualified_type.c_str(),
                  {{Py_tp_new, reinterpret_cast<void*>(&construct)},
                   {Py_tp_methods, own_methods.data()},
                   {Py_tp_getset, own_properties.data()},
                   {Py_tp_doc, const_cast<char*>(face.type_documentation.c_str())}},
                  0, base_type());
    faces().emplace(type, &face);
    module.attr(face.type.c_str()) = handle_of(type);
}

}  // namespace swarmcore::bindings
