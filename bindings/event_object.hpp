#pragma once

#include <pybind11/pybind11.h>

#include "bindings.hpp"
#include "swarmcore/core/event.hpp"

/// A record of the bus as an object of Python: its fields are members at fixed places, so that
/// reading one costs a look-up and a number. One object serves for event after event, unless
/// somebody has kept it.
namespace swarmcore::bindings {

struct EventObject {
    PyObject ob_base;
    Event event;
};

/// Makes the type as an attribute of `module`.
void register_event_object(const py::module_& module);
[[nodiscard]] PyTypeObject* event_type() noexcept;

/// Makes event objects, one after the other.
class EventObjects {
  public:
    /// An object of the record; the same as before where nobody else holds that one.
    [[nodiscard]] const py::object& make(const Event& event) {
        if (!object_ || Py_REFCNT(object_.ptr()) != 1) {
            object_ = py::reinterpret_steal<py::object>(event_type()->tp_alloc(event_type(), 0));
            if (!object_) throw py::error_already_set{};
        }
        reinterpret_cast<EventObject*>(object_.ptr())->event = event;
        return object_;
    }

  private:
    py::object object_;
};

}  // namespace swarmcore::bindings
