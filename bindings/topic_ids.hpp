#pragma once

#include <pybind11/pybind11.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "bindings.hpp"
#include "names.hpp"

/// What both buses do with the names of topics.
namespace swarmcore::bindings {

/// Topics' ids by name, in a dict: the hash of a name is kept in the name.
class TopicIds {
  public:
    /// `name` is any object; one that is no text is refused. Of a new name,
    /// `make(std::string_view)` gives the id.
    template <class Make>
    [[nodiscard]] std::uint32_t id(PyObject* name, Make&& make) {
        if (PyObject* const known = PyDict_GetItemWithError(ids_.ptr(), name)) {
            return static_cast<std::uint32_t>(PyLong_AsUnsignedLong(known));
        }
        if (PyErr_Occurred() != nullptr) PyErr_Clear();  // not even hashable
        if (!PyUnicode_Check(name)) {
            throw py::type_error("topic: expected a text, was " +
                                 py::repr(py::handle{name}).cast<std::string>());
        }
        const auto made =
            static_cast<std::uint32_t>(make(py::handle{name}.cast<std::string_view>()));
        ids_[py::handle{name}] = made;
        return made;
    }

  private:
    py::dict ids_;
};

/// Gives a bus's class what asks about its topics and patterns.
template <class Bus>
void add_topics(py::class_<Bus>& type, const char* patterns_documentation) {
    type.def_property_readonly(
            "patterns", [](Bus& self) { return names(self.patterns()); }, patterns_documentation)
        .def_property_readonly(
            "topics", [](Bus& self) { return names(self.topics()); },
            "The names of all topics, by id.")
        .def("is_wanted", &Bus::is_wanted, py::arg("topic"),
             "Whether the pattern of a subscription matches a topic.")
        .def(
            "topic", [](Bus& self, const py::str& name) { return self.topic(name.ptr()); },
            py::arg("name"), R"(The id of a topic, made at its first use.

Raises:
    ValueError: name is empty or holds a `*`, a blank or a control character.
)")
        .def("topic_name", &Bus::topic_name, py::arg("topic"), R"(The name of a topic's id.

Raises:
    IndexError: topic() never gave the id.
)");
}

}  // namespace swarmcore::bindings
