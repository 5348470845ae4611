#pragma once

#include <pybind11/numpy.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "bindings.hpp"

/// Arrays at the boundary: checked, viewed, never silently copied or cast. A converter names the
/// argument, what was expected and what came; the caller converts, if it wants to.
namespace swarmcore::bindings {

using Float64Array = py::array_t<double, py::array::c_style>;

/// Raises TypeError (not an array, another dtype) or ValueError (dimensions, layout) naming `name`.
void check_array(const py::object& object, const py::dtype& dtype, py::ssize_t dimensions,
                 const char* name);

/// A read-only view of a C-contiguous one-dimensional array of `Element`.
template <class Element>
[[nodiscard]] std::span<const Element> view(const py::object& object, const char* name) {
    check_array(object, py::dtype::of<Element>(), 1, name);
    const auto array = py::reinterpret_borrow<py::array>(object);
    return {static_cast<const Element*>(array.data()), static_cast<std::size_t>(array.size())};
}

/// A writable view of an array that receives results; also refuses a read-only one.
template <class Element>
[[nodiscard]] std::span<Element> mutable_view(const py::object& object, const char* name,
                                              py::ssize_t dimensions = 1) {
    check_array(object, py::dtype::of<Element>(), dimensions, name);
    auto array = py::reinterpret_borrow<py::array>(object);
    if (!array.writeable()) {
        throw py::value_error(std::string{name} + ": expected a writable array, was read-only");
    }
    return {static_cast<Element*>(array.mutable_data()), static_cast<std::size_t>(array.size())};
}

/// An array of records that the function checks itself; the type exists for the signature.
class RecordArray : public py::object {
    PYBIND11_OBJECT(RecordArray, py::object, is_object)

  private:
    static bool is_object(PyObject* object) { return object != nullptr; }
};

/// Whether it is an array of such records, of whatever shape.
template <class Record>
[[nodiscard]] bool holds(const py::object& object) {
    return py::isinstance<py::array>(object) &&
           py::reinterpret_borrow<py::array>(object).dtype().equal(py::dtype::of<Record>());
}

/// As `view`, of records, which NumPy may have laid at any address: refuses unaligned ones.
template <class Record>
[[nodiscard]] std::span<const Record> record_view(const RecordArray& array, const char* name) {
    const std::span<const Record> records = view<Record>(array, name);
    if (reinterpret_cast<std::uintptr_t>(records.data()) % alignof(Record) != 0) {
        throw py::value_error(std::string{name} + ": expected data aligned to " +
                              std::to_string(alignof(Record)) +
                              " bytes, was not (pass a copy of it)");
    }
    return records;
}

/// As `record_view`, of an array that receives records; also refuses a read-only one.
template <class Record>
[[nodiscard]] std::span<Record> mutable_record_view(const RecordArray& array, const char* name) {
    static_cast<void>(record_view<Record>(array, name));
    return mutable_view<Record>(array, name);
}

/// Raises ValueError unless both have the same length.
void check_same_length(std::size_t left, const char* left_name, std::size_t right,
                       const char* right_name);

}  // namespace swarmcore::bindings

template <>
struct pybind11::detail::handle_type_name<swarmcore::bindings::RecordArray> {
    static constexpr auto name = const_name("numpy.typing.NDArray[numpy.void]");
};
