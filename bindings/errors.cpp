#include <exception>

#include "bindings.hpp"
#include "swarmcore/core/error.hpp"

namespace swarmcore::bindings {

namespace {

/// Raises the class `name` of swarmcore.errors: the tree of errors is drawn once, in Python.
template <class... Arguments>
void raise(const char* name, Arguments&&... arguments) {
    const py::object type = py::module_::import("swarmcore.errors").attr(name);
    const py::object error = type(std::forward<Arguments>(arguments)...);
    PyErr_SetObject(type.ptr(), error.ptr());
}

}  // namespace

// std::invalid_argument and std::out_of_range are ValueError and IndexError by pybind11 itself.
void register_errors() {
    py::register_exception_translator([](std::exception_ptr pointer) {
        try {
            if (pointer) std::rethrow_exception(pointer);
        } catch (const BookError& error) {
            raise("BookError", error.what(), error.row());
        } catch (const LaneFullError& error) {
            raise("LaneFullError", error.what(), error.published());
        } catch (const BusError& error) {
            raise("BusError", error.what());
        }
    });
}

}  // namespace swarmcore::bindings
