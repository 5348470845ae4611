#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>

#include "arrays.hpp"
#include "bindings.hpp"
#include "numbers.hpp"
#include "swarmcore/indicators/indicator.hpp"

/// Makes both Python forms of an indicator from one description: the streaming class, and the
/// function over whole arrays, which has the class's name in lower case.
///
///     define<Rsi>(module, "Rsi", {"close"}, Parameter{"timeperiod", 14});
///     define<Macd, "MacdResult">(module, "Macd", {"close"}, Parameter{"fastperiod", 12}, ...);
///
/// The second argument of the template names the tuple of several outputs, a class in
/// swarmcore.indicators.results.
namespace swarmcore::bindings {

/// A parameter of an indicator's constructor and its default; Value is std::int64_t or double.
template <class Value>
struct Parameter {
    const char* name;
    Value standard;
};
Parameter(const char*, int) -> Parameter<std::int64_t>;
Parameter(const char*, double) -> Parameter<double>;

/// Text as an argument of a template.
template <std::size_t size>
struct FixedText {
    char text[size]{};
    consteval FixedText(const char (&literal)[size]) {  // NOLINT(google-explicit-constructor)
        for (std::size_t i = 0; i < size; ++i) text[i] = literal[i];
    }
};

/// An instance of the class `name` in swarmcore.indicators.results, whose items are Values.
template <FixedText name, class Value>
class Result : public py::tuple {
    using py::tuple::tuple;
};

template <FixedText name, class Value, std::size_t n>
[[nodiscard]] Result<name, Value> make_result(const std::array<py::object, n>& items) {
    PYBIND11_CONSTINIT static py::gil_safe_call_once_and_store<py::object> type;
    type.call_once_and_store_result(
        [] { return py::module_::import("swarmcore.indicators.results").attr(name.text); });
    const py::tuple values{n};
    for (std::size_t i = 0; i < n; ++i) values[i] = items[i];
    // What a named tuple's own __new__ does, without the detour through Python.
    const py::tuple arguments = py::make_tuple(values);
    PyObject* const result = PyTuple_Type.tp_new(
        reinterpret_cast<PyTypeObject*>(type.get_stored().ptr()), arguments.ptr(), nullptr);
    if (result == nullptr) throw py::error_already_set();
    return py::reinterpret_steal<Result<name, Value>>(result);
}

/// The streaming form of an indicator, with the parameters that it was built with.
template <indicators::Indicator I, class... Values>
struct Streaming {
    explicit Streaming(Values... values) : stream{I{values...}}, parameters{values...} {}

    indicators::Stream<I> stream;
    std::tuple<Values...> parameters;
};

namespace detail {

template <std::size_t>
using Object = const py::object&;
template <std::size_t>
using Input = Number<double>;
template <indicators::Indicator I>
using Names = std::array<const char*, indicators::input_count<I>>;

/// What Python gets for an output: a float, or the tuple `result` of floats.
template <FixedText result, class Output>
[[nodiscard]] auto to_python(const Output& output) {
    if constexpr (std::is_same_v<Output, double>) {
        return output;
    } else {
        std::array<py::object, std::tuple_size_v<Output>> items;
        for (std::size_t i = 0; i < items.size(); ++i) items[i] = py::float_(output[i]);
        return make_result<result, double>(items);
    }
}

[[nodiscard]] inline std::string lower_case(std::string name) {
    for (char& letter : name) {
        if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
    }
    return name;
}

template <class Self, std::size_t... indices>
[[nodiscard]] std::string describe(const Self& self, const char* name,
                                   const std::array<const char*, sizeof...(indices)>& names,
                                   std::index_sequence<indices...>) {
    std::string text;
    [[maybe_unused]] const auto append = [&text](const char* parameter, const auto& value) {
        text += (text.empty() ? "" : ", ") + std::string{parameter} + "=" +
                py::repr(py::cast(value)).template cast<std::string>();
    };
    (append(names[indices], std::get<indices>(self.parameters)), ...);
    return name + ("(" + text + ")");
}

template <indicators::Indicator I, FixedText result, class... Values, std::size_t... in,
          std::size_t... indices>
void define_class(py::module_& module, const char* name, const Names<I>& inputs,
                  std::index_sequence<in...>, std::index_sequence<indices...>,
                  Parameter<Values>... parameters) {
    using Self = Streaming<I, Values...>;
    const std::string function = lower_case(name);
    const std::string doc = "The streaming form of `swarmcore.indicators." + function +
                            "`, equal to it bit for bit; see there for formula, parameters and "
                            "errors.\n\nNot safe to update from two threads at a time.\n";
    py::class_<Self> type(module, name, doc.c_str());
    type.def(py::init([... parameter = parameters](Number<Values>... values) {
                 return Self{values.value(parameter.name)...};
             }),
             (py::arg(parameters.name) = parameters.standard)...);
    type.def(
        "update",
        [inputs](Self& self, Input<in>... row) {
            return to_python<result>(self.stream.update(row.value(inputs[in])...));
        },
        py::arg(inputs[in])..., "Take the next row and return its result, NaN until warm.");
    type.def("reset", [](Self& self) { self.stream.reset(); }, "Forget every row.");
    type.def_property_readonly(
        "value", [](const Self& self) { return to_python<result>(self.stream.value()); },
        "The result of the last row, NaN until warm.");
    type.def_property_readonly(
        "warm_up", [](const Self& self) { return self.stream.warm_up(); },
        "How many rows give NaN at first: TA-Lib's lookback.");
    (type.def_property_readonly(
         parameters.name, [](const Self& self) { return std::get<indices>(self.parameters); },
         "As given to the constructor."),
     ...);
    const std::array<const char*, sizeof...(Values)> names{parameters.name...};
    type.def("__repr__", [name, names](const Self& self) {
        return describe(self, name, names, std::index_sequence<indices...>{});
    });
}

template <indicators::Indicator I, FixedText result, class... Values, std::size_t... in,
          std::size_t... out>
void define_function(py::module_& module, const char* name, const Names<I>& names,
                     std::index_sequence<in...>, std::index_sequence<out...>,
                     Parameter<Values>... parameters) {
    const std::string function = lower_case(name);
    const auto compute = [names, ... parameter = parameters](Object<in>... columns,
                                                             Number<Values>... values) {
        const I fresh{values.value(parameter.name)...};
        const indicators::Inputs<I> inputs{view<double>(columns, names[in])...};
        (check_same_length(inputs[0].size(), names[0], inputs[in].size(), names[in]), ...);
        const auto rows = static_cast<py::ssize_t>(inputs[0].size());
        std::array<Float64Array, sizeof...(out)> arrays{
            (static_cast<void>(out), Float64Array{rows})...};
        const indicators::Outputs<I> outputs{
            std::span<double>{arrays[out].mutable_data(), inputs[0].size()}...};
        {
            // `columns` and `arrays` keep the memory alive; nothing of Python is touched.
            const py::gil_scoped_release release;
            indicators::series(fresh, inputs, outputs);
        }
        if constexpr (sizeof...(out) == 1) {
            return arrays[0];
        } else {
            return make_result<result, Float64Array>(
                std::array<py::object, sizeof...(out)>{std::move(arrays[out])...});
        }
    };
    module.def(function.c_str(), compute, py::arg(names[in])...,
               (py::arg(parameters.name) = parameters.standard)...);
}

}  // namespace detail

template <indicators::Indicator I, FixedText result = "", class... Values>
void define(py::module_& module, const char* name, const detail::Names<I>& inputs,
            Parameter<Values>... parameters) {
    constexpr std::make_index_sequence<indicators::input_count<I>> in;
    constexpr std::make_index_sequence<indicators::output_count<I>> out;
    detail::define_class<I, result>(module, name, inputs, in, std::index_sequence_for<Values...>{},
                                    parameters...);
    detail::define_function<I, result>(module, name, inputs, in, out, parameters...);
}

}  // namespace swarmcore::bindings

namespace pybind11::detail {

template <swarmcore::bindings::FixedText text, class Value>
struct handle_type_name<swarmcore::bindings::Result<text, Value>> {
    static constexpr auto name = const_name("swarmcore.indicators.results.") +
                                 const_name(text.text) + const_name("[") +
                                 return_descr(make_caster<Value>::name) + const_name("]");
};

}  // namespace pybind11::detail
