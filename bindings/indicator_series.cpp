#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <utility>

#include "arrays.hpp"
#include "indicator.hpp"
#include "numbers.hpp"

/// The functions over whole series.
namespace swarmcore::bindings {

namespace {

using indicators::AnyIndicator;
using indicators::Value;

/// The inputs of a call, checked: contiguous, float64, of one shape of one or two dimensions.
struct Columns {
    std::array<const double*, most_inputs> data{};
    std::array<py::ssize_t, 2> shape{1, 0};
    py::ssize_t dimensions = 1;
};

std::string text_of(const py::object& shape) {
    return py::str(shape).cast<std::string>();
}

Columns take_columns(const IndicatorFace& face, const Arguments& arguments) {
    Columns columns;
    for (std::size_t i = 0; i < face.inputs(); ++i) {
        const char* const name = face.entry->inputs[i].name;
        const auto object = py::reinterpret_borrow<py::object>(arguments.required(i));
        const bool flat = !py::isinstance<py::array>(object) ||
                          py::reinterpret_borrow<py::array>(object).ndim() != 2;
        check_array(object, py::dtype::of<double>(), flat ? 1 : 2, name);
        const auto array = py::reinterpret_borrow<py::array>(object);
        if (i == 0) {
            columns.dimensions = array.ndim();
            if (!flat) columns.shape[0] = array.shape(0);
            columns.shape[1] = array.shape(flat ? 0 : 1);
        } else if (array.ndim() != columns.dimensions ||
                   (!flat && array.shape(0) != columns.shape[0])) {
            const auto first = py::reinterpret_borrow<py::object>(arguments[0]);
            throw py::value_error(std::string{name} + ": expected the shape of " +
                                  face.entry->inputs[0].name + ", " + text_of(first.attr("shape")) +
                                  ", was " + text_of(array.attr("shape")));
        } else {
            check_same_length(static_cast<std::size_t>(columns.shape[1]),
                              face.entry->inputs[0].name,
                              static_cast<std::size_t>(array.shape(flat ? 0 : 1)), name);
        }
        columns.data[i] = static_cast<const double*>(array.data());
    }
    return columns;
}

std::size_t to_threads(PyObject* object) {
    if (object == nullptr || object == Py_None) return 0;
    const std::int64_t threads = to_integer(object, "threads");
    if (threads < 1) {
        throw py::value_error("threads: expected 1 or more, was " + std::to_string(threads));
    }
    return static_cast<std::size_t>(threads);
}

PyObject* compute(const IndicatorFace& face, PyObject* const* values, Py_ssize_t count,
                  PyObject* keywords) {
    const std::size_t positional = face.inputs() + face.parameters();
    Arguments arguments{face.function.c_str(), face.names, positional};
    arguments.vectorcall(values, count, keywords);
    const Columns columns = take_columns(face, arguments);
    std::array<Value, most_parameters> given{};
    for (std::size_t i = 0; i < face.parameters(); ++i) {
        given[i] = to_value(face.entry->parameters[i], arguments[face.inputs() + i]);
    }
    const std::size_t threads = to_threads(arguments[positional]);
    const bool fast = face.entry->has_fast && arguments[positional + 1] != nullptr &&
                      py::handle{arguments[positional + 1]}.cast<bool>();
    const std::unique_ptr<AnyIndicator> indicator = face.entry->make(given.data());

    const py::array::ShapeContainer shape(columns.shape.end() - columns.dimensions,
                                          columns.shape.end());
    std::array<py::object, most_outputs> arrays;
    std::array<double*, most_outputs> results{};
    for (std::size_t i = 0; i < face.outputs(); ++i) {
        Float64Array array{shape};
        results[i] = array.mutable_data();
        arrays[i] = std::move(array);
    }
    {
        // The arguments and `arrays` keep the memory alive; nothing of Python is touched.
        const py::gil_scoped_release release;
        const auto symbols = static_cast<std::size_t>(columns.shape[0]);
        const auto rows = static_cast<std::size_t>(columns.shape[1]);
        if (symbols == 1) {
            indicator->series(columns.data.data(), results.data(), rows, fast);
        } else {
            indicators::series_of_symbols(*indicator, {columns.data.data(), face.inputs()},
                                          {results.data(), face.outputs()}, symbols, rows, fast,
                                          threads);
        }
    }
    if (face.outputs() == 1) return arrays[0].release().ptr();
    return make_named_tuple(face.result_type, {arrays.data(), face.outputs()});
}

// A function per number, so that its `self` may be the module: by that, Python pickles it by name.
constexpr std::size_t most_functions = 384;
using Call = PyObject*(PyObject*, PyObject* const*, Py_ssize_t, PyObject*);

template <std::size_t number>
PyObject* call(PyObject* /*module*/, PyObject* const* values, Py_ssize_t count,
               PyObject* keywords) {
    return guarded_call(
        [&] { return compute(indicator_faces()[number], values, count, keywords); });
}

template <std::size_t... numbers>
constexpr auto make_calls(std::index_sequence<numbers...>) {
    return std::array<Call*, sizeof...(numbers)>{&call<numbers>...};
}

constexpr auto calls = make_calls(std::make_index_sequence<most_functions>{});

}  // namespace

void add_indicator_function(py::module_& module, const IndicatorFace& face) {
    // Python keeps pointers to the definitions for as long as it runs.
    static std::deque<PyMethodDef> definitions;
    const auto number = static_cast<std::size_t>(&face - indicator_faces().data());
    definitions.push_back(
        {face.function.c_str(),
         reinterpret_cast<PyCFunction>(reinterpret_cast<void (*)()>(calls.at(number))),
         METH_FASTCALL | METH_KEYWORDS, face.function_documentation.c_str()});
    const py::str name{"swarmcore.indicators"};
    module.add_object(face.function.c_str(), py::reinterpret_steal<py::object>(PyCFunction_NewEx(
                                                 &definitions.back(), module.ptr(), name.ptr())));
}

}  // namespace swarmcore::bindings
