#include "swarmcore/feed/decimal.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "arrays.hpp"
#include "bindings.hpp"
#include "swarmcore/core/error.hpp"

namespace swarmcore::bindings {

/// Numbers as text: a sequence of str or bytes, or one bytes object of lines.
class Decimals : public py::object {
    PYBIND11_OBJECT(Decimals, py::object, is_object)

  private:
    static bool is_object(PyObject* object) { return object != nullptr; }
};

}  // namespace swarmcore::bindings

template <>
struct pybind11::detail::handle_type_name<swarmcore::bindings::Decimals> {
    static constexpr auto name = const_name(
        "collections.abc.Sequence[str] | "
        "collections.abc.Sequence[bytes] | bytes");
};

namespace swarmcore::bindings {

namespace {

using feed::DecimalGrid;
using feed::DecimalStatus;

void parse_row(const DecimalGrid& grid, std::string_view text, std::size_t row, const char* name,
               std::int64_t& count) {
    const DecimalStatus status = grid.parse(text, count);
    if (status == DecimalStatus::parsed) return;
    throw BookError{
        row, "row " + std::to_string(row) + ": " + name + ": " + grid.describe(status, text)};
}

std::string_view bytes_view(py::handle bytes) {
    return {PyBytes_AS_STRING(bytes.ptr()),
            static_cast<std::size_t>(PyBytes_GET_SIZE(bytes.ptr()))};
}

/// The text of a str or bytes object, alive while the object is; nothing for any other.
std::optional<std::string_view> text_view(py::handle object) {
    if (PyUnicode_Check(object.ptr()) != 0) {
        py::ssize_t size = 0;
        const char* text = PyUnicode_AsUTF8AndSize(object.ptr(), &size);
        // A lone surrogate has no UTF-8; it is no number, either.
        if (text == nullptr) {
            PyErr_Clear();
            return "?";
        }
        return std::string_view{text, static_cast<std::size_t>(size)};
    }
    if (PyBytes_Check(object.ptr()) != 0) return bytes_view(object);
    return std::nullopt;
}

py::array_t<std::int64_t> parse_lines(const DecimalGrid& grid, std::string_view lines,
                                      const char* name) {
    if (lines.ends_with('\n')) lines.remove_suffix(1);
    const auto rows = lines.empty() ? 0 : std::ranges::count(lines, '\n') + 1;
    py::array_t<std::int64_t> counts{rows};
    std::int64_t* const data = counts.mutable_data();
    for (std::size_t row = 0; row < static_cast<std::size_t>(rows); ++row) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        parse_row(grid, lines.substr(0, end), row, name, data[row]);
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return counts;
}

py::array_t<std::int64_t> parse_sequence(const DecimalGrid& grid, const py::sequence& values,
                                         const char* name) {
    const std::size_t rows = values.size();
    py::array_t<std::int64_t> counts{static_cast<py::ssize_t>(rows)};
    std::int64_t* const data = counts.mutable_data();
    for (std::size_t row = 0; row < rows; ++row) {
        const py::object value = values[row];
        const std::optional<std::string_view> text = text_view(value);
        if (!text) {
            throw py::type_error(std::string{name} + ": expected str or bytes in row " +
                                 std::to_string(row) + ", was " + Py_TYPE(value.ptr())->tp_name);
        }
        parse_row(grid, *text, row, name, data[row]);
    }
    return counts;
}

/// Lines of `columns` numbers between commas.
py::array_t<std::int64_t> parse_table(const py::bytes& lines, std::size_t columns,
                                      const std::string& step) {
    const DecimalGrid grid{step};
    std::string_view text = bytes_view(lines);
    if (text.ends_with('\n')) text.remove_suffix(1);
    const auto rows = text.empty() ? 0 : std::ranges::count(text, '\n') + 1;
    py::array_t<std::int64_t> counts{{rows, static_cast<py::ssize_t>(columns)}};
    std::int64_t* next = counts.mutable_data();
    for (std::size_t row = 0; row < static_cast<std::size_t>(rows); ++row) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        const auto found = static_cast<std::size_t>(std::ranges::count(line, ',')) + 1;
        if (found != columns) {
            throw BookError{row, "row " + std::to_string(row) + ": columns: expected " +
                                     std::to_string(columns) + ", was " + std::to_string(found)};
        }
        for (std::size_t column = 0; column < columns; ++column) {
            const std::size_t comma = std::min(line.find(','), line.size());
            const std::string name = "column " + std::to_string(column);
            parse_row(grid, line.substr(0, comma), row, name.c_str(), *next++);
            line.remove_prefix(std::min(comma + 1, line.size()));
        }
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return counts;
}

py::array_t<std::int64_t> parse_decimals(const Decimals& values, const std::string& step,
                                         const std::string& name) {
    const DecimalGrid grid{step};
    if (PyBytes_Check(values.ptr()) != 0) {
        return parse_lines(grid, bytes_view(values), name.c_str());
    }
    if (!py::isinstance<py::sequence>(values) || PyUnicode_Check(values.ptr()) != 0) {
        throw py::type_error(name +
                             ": expected a sequence of str or bytes, or bytes of lines, was " +
                             Py_TYPE(values.ptr())->tp_name);
    }
    return parse_sequence(grid, py::reinterpret_borrow<py::sequence>(values), name.c_str());
}

}  // namespace

void register_decimal(py::module_& module) {
    module.def("parse_decimals", &parse_decimals, py::arg("values"), py::arg("step"),
               py::arg("name") = "values",
               R"(Turn decimal text into whole numbers of steps, exactly: no float is involved.

Args:
    values: A sequence of str or bytes, or one bytes object of lines, a number each, as venues write
        them: "65000.01", "-0.5", "1e-8". Blanks are not part of a number.
    step: The grid as text, for example str(instrument.tick_size): above 0, at most 18 significant
        digits.
    name: What the numbers are, for errors.

Returns:
    A new int64 array (n,) of number / step.

Raises:
    BookError: A text that is no number, or one that is no multiple of the step or beyond 64 bits;
        `row` is its row.
    ValueError: A step that is none.
    TypeError: Values of another type.
)");
    module.def("parse_table", &parse_table, py::arg("lines"), py::arg("columns"),
               py::arg("step") = "1",
               R"(Turn lines of decimal text between commas into whole numbers of steps, exactly.

Args:
    lines: Rows, each ended by a newline or the end.
    columns: How many numbers each row has.
    step: As of parse_decimals.

Returns:
    A new int64 array (rows, columns) of number / step.

Raises:
    BookError: As of parse_decimals, or another number of columns.
    ValueError: A step that is none.
)");
}

}  // namespace swarmcore::bindings
