#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <limits>
#include <type_traits>

#include "bindings.hpp"

/// Numbers at the boundary: taken as they came, so that an error can name the argument in one line.
namespace swarmcore::bindings {

/// A double from any object that has a float. Raises TypeError, or ValueError where it overflows.
[[nodiscard]] double to_double(py::handle object, const char* name);

/// An integer from any object that is one. Raises TypeError, or ValueError beyond 64 bits.
[[nodiscard]] std::int64_t to_integer(py::handle object, const char* name);

/// An integer of so many bits and no sign. Raises TypeError, or ValueError where it has others.
[[nodiscard]] std::uint64_t to_unsigned(py::handle object, const char* name, unsigned bits);

/// An argument of a bound function that is to become a Value: double, std::int64_t or an unsigned.
template <class Value>
struct Number {
    static_assert(std::is_same_v<Value, double> || std::is_same_v<Value, std::int64_t> ||
                  std::is_unsigned_v<Value>);

    py::handle object;

    [[nodiscard]] Value value(const char* name) const {
        if constexpr (std::is_same_v<Value, double>) {
            return to_double(object, name);
        } else if constexpr (std::is_unsigned_v<Value>) {
            return static_cast<Value>(
                to_unsigned(object, name, std::numeric_limits<Value>::digits));
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
