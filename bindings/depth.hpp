#pragma once

#include <pybind11/numpy.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "numbers.hpp"
#include "swarmcore/book/price_levels.hpp"

/// Best prices and depth as Python sees them, alike for every book.
namespace swarmcore::bindings {

using Best = std::optional<std::pair<std::int64_t, std::int64_t>>;
using Levels = py::array_t<std::int64_t>;

[[nodiscard]] inline Best best(const std::optional<book::DepthLevel>& level) {
    if (!level) return std::nullopt;
    return std::pair{level->price.count(), level->quantity.count()};
}

[[nodiscard]] inline Levels level_array(const std::vector<book::DepthLevel>& levels) {
    Levels array{{static_cast<py::ssize_t>(levels.size()), py::ssize_t{3}}};
    std::int64_t* cell = array.mutable_data();
    for (const book::DepthLevel& level : levels) {
        *cell++ = level.price.count();
        *cell++ = level.quantity.count();
        *cell++ = level.orders;
    }
    return array;
}

[[nodiscard]] inline std::size_t checked_levels(py::ssize_t levels) {
    if (levels >= 0) return static_cast<std::size_t>(levels);
    throw py::value_error("levels: expected 0 or more, was " + std::to_string(levels));
}

[[nodiscard]] inline std::size_t checked_levels(const Number<std::int64_t>& levels) {
    return checked_levels(py::ssize_t{levels.value("levels")});
}

[[nodiscard]] inline py::typing::Tuple<Levels, Levels> depth_pair(
    const std::vector<book::DepthLevel>& bids, const std::vector<book::DepthLevel>& asks) {
    return py::make_tuple(level_array(bids), level_array(asks));
}

}  // namespace swarmcore::bindings
