#include "in_flight.hpp"

#include <structmember.h>

#include <array>
#include <cstddef>

#include "delivery.hpp"
#include "heap_type.hpp"

namespace swarmcore::bindings {

namespace {

PyTypeObject*& type() noexcept {
    static PyTypeObject* instance = nullptr;
    return instance;
}

InFlightObject* in_flight(PyObject* object) noexcept {
    return reinterpret_cast<InFlightObject*>(object);
}

PyObject* make(PyTypeObject* type, PyObject* positional, PyObject* named) {
    static std::array<const char*, 1> names{nullptr};
    if (PyArg_ParseTupleAndKeywords(positional, named, "", const_cast<char**>(names.data())) == 0) {
        return nullptr;
    }
    return type->tp_alloc(type, 0);
}

void deallocate(PyObject* object) {
    PyTypeObject* const type = Py_TYPE(object);
    Py_XDECREF(in_flight(object)->agent);
    type->tp_free(object);
    Py_DECREF(type);
}

PyObject* get_agent(PyObject* object, void* /*closure*/) {
    const InFlightObject* const self = in_flight(object);
    if (self->delivery != nullptr) return Py_NewRef(self->delivery->agent);
    if (self->agent != nullptr) return Py_NewRef(self->agent);
    return PyUnicode_FromString("");
}

int set_agent(PyObject* object, PyObject* value, void* /*closure*/) {
    if (value == nullptr || PyUnicode_Check(value) == 0) {
        PyErr_Format(PyExc_TypeError, "agent: expected a text, was %R",
                     value == nullptr ? Py_None : value);
        return -1;
    }
    InFlightObject* const self = in_flight(object);
    self->delivery = nullptr;
    Py_XSETREF(self->agent, PyUnicode_GET_LENGTH(value) == 0 ? nullptr : Py_NewRef(value));
    return 0;
}

// NOLINTBEGIN(bugprone-throwing-static-initialization,cert-err58-cpp): nothing here allocates.
std::array<PyMemberDef, 2> members{
    PyMemberDef{"count", T_ULONGLONG, offsetof(InFlightObject, count), 0,
                "Deliveries begun; whoever begins one counts it."},
    PyMemberDef{}};
std::array<PyGetSetDef, 2> properties{
    PyGetSetDef{"agent", &get_agent, &set_agent,
                "Whom the thread delivers to just now; empty between two deliveries.", nullptr},
    PyGetSetDef{}};
// NOLINTEND(bugprone-throwing-static-initialization,cert-err58-cpp)

const char* const documentation =
    "What one thread delivers just now, for another thread to see.\n\n"
    "Whoever calls an agent writes its name and counts up before, and writes the empty name after.";

}  // namespace

PyTypeObject* in_flight_type() noexcept {
    return type();
}

void register_in_flight(const py::module_& module) {
    std::array<PyType_Slot, 6> slots{{{Py_tp_dealloc, reinterpret_cast<void*>(&deallocate)},
                                      {Py_tp_new, reinterpret_cast<void*>(&make)},
                                      {Py_tp_members, members.data()},
                                      {Py_tp_getset, properties.data()},
                                      {Py_tp_doc, const_cast<char*>(documentation)},
                                      {0, nullptr}}};
    PyType_Spec spec{.name = "swarmcore._core.bus.InFlight",
                     .basicsize = static_cast<int>(sizeof(InFlightObject)),
                     .itemsize = 0,
                     .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
                     .slots = slots.data()};
    type() = add_heap_type(module, "InFlight", spec);
}

}  // namespace swarmcore::bindings
