#include "arrays.hpp"

namespace swarmcore::bindings {

namespace {

std::string text(const py::handle& object) {
    return py::str(object).cast<std::string>();
}

}  // namespace

void check_array(const py::object& object, const py::dtype& dtype, py::ssize_t dimensions,
                 const char* name) {
    if (!py::isinstance<py::array>(object)) {
        throw py::type_error(std::string{name} + ": expected a numpy array, was " +
                             text(py::type::of(object).attr("__name__")));
    }
    const auto array = py::reinterpret_borrow<py::array>(object);
    if (!py::detail::npy_api::get().PyArray_EquivTypes_(array.dtype().ptr(), dtype.ptr())) {
        throw py::type_error(std::string{name} + ": expected dtype " + text(dtype) + ", was " +
                             text(array.dtype()));
    }
    if (array.ndim() != dimensions) {
        throw py::value_error(std::string{name} + ": expected " + std::to_string(dimensions) +
                              " dimension(s), was shape " + text(array.attr("shape")));
    }
    if ((array.flags() & py::array::c_style) == 0) {
        throw py::value_error(std::string{name} +
                              ": expected a C-contiguous array, was strided (pass "
                              "numpy.ascontiguousarray(" +
                              name + "))");
    }
}

void check_same_length(std::size_t left, const char* left_name, std::size_t right,
                       const char* right_name) {
    if (left == right) return;
    throw py::value_error(std::string{right_name} + ": expected the length of " + left_name + ", " +
                          std::to_string(left) + ", was " + std::to_string(right));
}

}  // namespace swarmcore::bindings
