#include <algorithm>
#include <cctype>
#include <string>
#include <string_view>

#include "indicator.hpp"

/// The texts of an indicator's function and class, of what it says of itself.
namespace swarmcore::bindings {

namespace {

using indicators::Entry;
using indicators::Memory;
using indicators::ParameterInfo;
using indicators::ParameterKind;

std::string text_of(double value, bool integer) {
    if (!integer) return py::repr(py::float_(value)).cast<std::string>();
    const std::string digits = std::to_string(static_cast<long long>(value));
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i != 0 && (digits.size() - i) % 3 == 0) text += ',';
        text += digits[i];
    }
    return text;
}

std::string default_of(const ParameterInfo& parameter) {
    if (parameter.kind == ParameterKind::number) return text_of(parameter.standard, false);
    return std::to_string(static_cast<long long>(parameter.standard));
}

void append_item(std::string& text, const char* item) {
    if (!text.empty()) text += ", ";
    text += item;
}

std::string parameters_of(const Entry& entry) {
    std::string text;
    for (const ParameterInfo& parameter : entry.parameters) {
        append_item(text, parameter.name);
        text += '=';
        text += default_of(parameter);
    }
    return text;
}

std::string inputs_of(const Entry& entry) {
    std::string text;
    for (const auto& input : entry.inputs) append_item(text, input.name);
    return text;
}

std::string memory_of(Memory memory) {
    switch (memory) {
        case Memory::row:
            return "A NaN shows only in the result of its own row.";
        case Memory::window:
            return "Over a window: a NaN or an infinity shows only in the results whose window "
                   "holds it.";
        case Memory::recursive:
            break;
    }
    return "Recursive: what a NaN or an infinity makes of the results lasts until a reset.";
}

std::string outputs_of(const Entry& entry) {
    std::string text;
    for (std::size_t i = 0; i < entry.outputs.size(); ++i) {
        const bool last = i + 1 == entry.outputs.size();
        if (i != 0) text += last ? " and " : ", ";
        text += "`" + std::string{entry.outputs[i].name} + "`";
    }
    return text;
}

std::size_t standard_warm_up(const Entry& entry) {
    std::array<indicators::Value, most_parameters> values{};
    for (std::size_t i = 0; i < entry.parameters.size(); ++i) {
        values[i] = to_value(entry.parameters[i], nullptr);
    }
    return entry.make(values.data())->warm_up();
}

std::string warm_up_of(const Entry& entry) {
    const std::string_view expression = entry.text->warm_up;
    if (expression == "0") return "none is NaN at first.";
    std::string text = "the first ";
    if (!expression.empty()) text += "``" + std::string{expression} + "`` ";
    return text + (entry.parameters.empty() ? "" : "(by default ") +
           std::to_string(standard_warm_up(entry)) + (entry.parameters.empty() ? "" : ")") +
           " are NaN.";
}

std::string range_of(const ParameterInfo& parameter) {
    if (parameter.kind == ParameterKind::average) {
        return "TA-Lib's number of a moving average, 0 (simple) to " +
               text_of(parameter.most, true) + ".";
    }
    if (parameter.least <= -indicators::largest_number) return "Any finite number.";
    const bool integer = parameter.kind != ParameterKind::number;
    if (parameter.most >= indicators::largest_number) {
        return "A finite number from " + text_of(parameter.least, integer) + " on.";
    }
    return text_of(parameter.least, integer) + " to " + text_of(parameter.most, integer) + ".";
}

std::string document_function(const IndicatorFace& face) {
    const Entry& entry = *face.entry;
    std::string text = face.function + "(" + inputs_of(entry);
    if (!entry.parameters.empty()) text += ", " + parameters_of(entry);
    text += ", *, threads=None";
    if (entry.has_fast) text += ", fast=False";
    text += ")\n--\n\n" + std::string{entry.text->title} + ".\n\n";
    if (*entry.text->formula != '\0') text += std::string{entry.text->formula} + "\n\n";
    if (*entry.text->source != '\0') text += "Source: " + std::string{entry.text->source} + "\n\n";
    text += "Args:\n";
    for (const auto& input : entry.inputs) {
        text += "    " + std::string{input.name} + ": Shape (n,) or (symbols, n).\n";
    }
    for (const ParameterInfo& parameter : entry.parameters) {
        text += "    " + std::string{parameter.name} + ": " + range_of(parameter) + "\n";
    }
    text +=
        "    threads: Over how many threads symbols go; as many as are worth it unless given.\n";
    if (entry.has_fast) {
        text += "    fast: Add up in another order: faster, but not the bits of the stream.\n";
    }
    text += "\nReturns:\n    " + outputs_of(entry) +
            (entry.outputs.size() == 1 ? ", of the shape of the input; "
                                       : ", each of the shape of the input; ") +
            warm_up_of(entry) + "\n    " + memory_of(entry.text->memory) + "\n";
    text +=
        "\nRaises:\n"
        "    TypeError: An input is no float64 array, or a parameter no number.\n"
        "    ValueError: Inputs are not C-contiguous or differ in shape, or a parameter is out "
        "of\n        its range.\n";
    return text;
}

}  // namespace

std::string class_name(std::string_view function) {
    std::string name;
    bool first = true;
    for (const char letter : function) {
        if (letter == '_') {
            first = true;
            continue;
        }
        name +=
            first ? static_cast<char>(std::toupper(static_cast<unsigned char>(letter))) : letter;
        first = false;
    }
    return name;
}

IndicatorFace::IndicatorFace(const Entry& described)
    : entry{&described},
      function{described.text->name},
      type{class_name(function)},
      result{described.outputs.size() == 1 ? "" : type + "Result"},
      function_documentation{document_function(*this)},
      type_documentation{type + "(" + parameters_of(described) +
                         ")\n--\n\nThe streaming form of `swarmcore.indicators." + function +
                         "`, equal to it bit for bit; see there.\n"},
      update_documentation{"update($self, " + inputs_of(described) +
                           ")\n--\n\nTake the next row and return its result, NaN until warm."},
      peek_documentation{"peek($self, " + inputs_of(described) +
                         ")\n--\n\nReturn what update would, without taking the row."},
      qualified_type{"swarmcore.indicators." + type} {
    const auto add = [this](const char* name) {
        names.push_back(py::reinterpret_steal<py::object>(PyUnicode_InternFromString(name)));
    };
    for (const auto& input : described.inputs) add(input.name);
    for (const ParameterInfo& parameter : described.parameters) add(parameter.name);
    add("threads");
    if (described.has_fast) add("fast");
    if (described.inputs.size() > most_inputs || described.parameters.size() > most_parameters ||
        described.outputs.size() > most_outputs) {
        throw std::logic_error{function + ": expected fewer inputs, parameters or outputs"};
    }
    if (result.empty()) return;
    py::list fields;
    for (const auto& output : described.outputs) fields.append(output.name);
    result_type =
        py::module_::import("collections")
            .attr("namedtuple")(result, fields, py::arg("module") = "swarmcore.indicators");
    result_type.attr("__doc__") = "The results of `" + function + "` and `" + type + "`.";
    // So that it can be named with what it holds, MacdResult[float], as in its stub.
    result_type.attr("__class_getitem__") =
        py::module_::import("builtins")
            .attr("classmethod")(py::module_::import("types").attr("GenericAlias"));
}

}  // namespace swarmcore::bindings
