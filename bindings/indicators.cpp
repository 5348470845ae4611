#include <pybind11/stl.h>

#include <memory>
#include <vector>

#include "bindings.hpp"
#include "indicator.hpp"

namespace swarmcore::bindings {

std::span<const IndicatorFace> indicator_faces() {
    // Never destroyed: their Python objects must not outlive the interpreter.
    static const auto* const faces = [] {
        const auto entries = indicators::registry();
        return std::make_unique<std::vector<IndicatorFace>>(entries.begin(), entries.end())
            .release();
    }();
    return *faces;
}

namespace {

py::list parameters_of(const IndicatorFace& face) {
    py::list parameters;
    for (const auto& parameter : face.entry->parameters) {
        const bool integer = parameter.kind != indicators::ParameterKind::number;
        const auto number = [integer](double value) -> py::object {
            if (integer) return py::int_(static_cast<long long>(value));
            return py::float_(value);
        };
        constexpr std::array kinds{"period", "number", "average"};
        parameters.append(py::make_tuple(
            parameter.name, kinds[static_cast<std::size_t>(parameter.kind)],
            number(parameter.least), number(parameter.most), number(parameter.standard)));
    }
    return parameters;
}

py::dict declaration_of(const IndicatorFace& face) {
    using namespace py::literals;
    const indicators::Description& text = *face.entry->text;
    py::list inputs;
    for (const auto& input : face.entry->inputs) {
        inputs.append(py::make_tuple(input.name, input.talib));
    }
    py::list outputs;
    for (const auto& output : face.entry->outputs) {
        constexpr std::array kinds{"real", "integer", "index"};
        outputs.append(py::make_tuple(output.name, kinds[static_cast<std::size_t>(output.kind)]));
    }
    return py::dict("name"_a = face.function, "type"_a = face.type, "result"_a = face.result,
                    "group"_a = name(text.group), "memory"_a = name(text.memory),
                    "title"_a = text.title, "formula"_a = text.formula, "source"_a = text.source,
                    "warm_up"_a = text.warm_up, "inputs"_a = inputs,
                    "parameters"_a = parameters_of(face), "outputs"_a = outputs,
                    "has_fast"_a = face.entry->has_fast);
}

}  // namespace

void register_indicators(py::module_& parent) {
    py::module_ module = parent.def_submodule(
        "indicators", "Indicators as streaming classes and as functions over whole arrays.");
    py::list names;
    names.append("Stream");
    add_stream_type(module);
    for (const IndicatorFace& face : indicator_faces()) {
        add_indicator_function(module, face);
        add_indicator_type(module, face);
        names.append(face.function);
        names.append(face.type);
        if (face.result.empty()) continue;
        module.attr(face.result.c_str()) = face.result_type;
        names.append(face.result);
    }
    module.attr("__all__") = names;
    module.def(
        "declarations",
        [] {
            py::list list;
            for (const IndicatorFace& face : indicator_faces()) list.append(declaration_of(face));
            return list;
        },
        "What every indicator says of itself; swarmcore.indicators.registry shows it.");
}

}  // namespace swarmcore::bindings
