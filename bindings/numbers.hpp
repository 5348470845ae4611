#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <type_traits>

#include "bindings.hpp"

/// Numbers at the boundary: taken as they came, so that an error can name the argument in one line.
namespace swarmcore::bindings {

/// A double from any object that has a float. Raises TypeError, or ValueError where it overflows.
[[nodiscard]] double to_double(py::handle object, const char* name);

/// An integer from any object that is one. Raises TypeError, or ValueError beyond 64 bits.
[[nodiscard]] std::int64_t to_integer(py::handle object, const char* name);

/// The same of an id: 0 to 2^64 - 1.
[[nodiscard]] std::uint64_t to_unsigned(py::handle object, const char* name);

/// An argument of a bound function that is to become a Value: a double, std::int64_t or
/// std::uint64_t.
template <class Value>
struct Number {
    static_assert(std::is_same_v<Value, double> || std::is_same_v<Value, std::int64_t> ||
                  std::is_same_v<Value, std::uint64_t>);

    py::handle object;

    [[nodiscard]] Value value(const char* name) const {
        if constexpr (std::is_same_v<Value, double>) {
            return to_double(object, name);
        } else if constexpr (std::is_same_v<Value, std::uint64_t>) {
            return to_unsigned(object, name);
        } else {
            return to_integer(object, name);
        }
    }
};

}  // namespace swarmcore::bindings

namespace pybind11::detail {

template <class Value>
struct type_caster<swarmcore::bindings::Number<Value>> {
    PYBIND11_TYPE_CASTER(swarmcore::bindings::Number<Value>,
                         (const_name<std::is_same_v<Value, double>>("float", "int")));

    bool load(handle source, bool) {
        value.object = source;
        return true;
    }
};

}  // namespace pybind11::detail
