#pragma once

#include <pybind11/stl.h>
#include <pybind11/typing.h>

#include <string>
#include <vector>

#include "bindings.hpp"

namespace swarmcore::bindings {

/// Names as a tuple of texts.
[[nodiscard]] inline py::typing::Tuple<py::str, py::ellipsis> names(
    const std::vector<std::string>& all) {
    return py::tuple(py::cast(all));
}

}  // namespace swarmcore::bindings
