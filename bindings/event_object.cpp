#include "event_object.hpp"

#include <structmember.h>

#include <array>
#include <cstddef>
#include <type_traits>

#include "heap_type.hpp"

namespace swarmcore::bindings {

namespace {

// Members are read at their offsets.
static_assert(std::is_standard_layout_v<EventObject>);

constexpr PyMemberDef member(const char* name, int type, std::size_t offset, const char* doc) {
    return {name, type, static_cast<Py_ssize_t>(offset), READONLY, doc};
}

constexpr PyMemberDef value(const char* name, std::size_t index, const char* doc) {
    return member(name, T_DOUBLE, offsetof(EventObject, event.values) + index * sizeof(double),
                  doc);
}

// NOLINTBEGIN(bugprone-throwing-static-initialization,cert-err58-cpp): nothing here allocates.
std::array<PyMemberDef, 19> members{
    member("ts", T_LONGLONG, offsetof(EventObject, event.ts), "When, nanoseconds UTC."),
    member("sequence", T_ULONGLONG, offsetof(EventObject, event.sequence),
           "Its number in its ring."),
    member("topic", T_UINT, offsetof(EventObject, event.topic),
           "The topic's id; EventBus.topic_name names it."),
    member("instrument", T_USHORT, offsetof(EventObject, event.instrument),
           "The instrument's index."),
    member("kind", T_UBYTE, offsetof(EventObject, event.kind), "What values hold."),
    member("priority", T_UBYTE, offsetof(EventObject, event.priority),
           "Within a lane and a time, a higher one comes first."),
    value("open", 0, "Of a bar."),
    value("high", 1, "Of a bar."),
    value("low", 2, "Of a bar."),
    value("close", 3, "Of a bar."),
    value("volume", 4, "Of a bar."),
    value("bid", 0, "Of a quote."),
    value("ask", 1, "Of a quote."),
    value("bid_size", 2, "Of a quote."),
    value("ask_size", 3, "Of a quote."),
    value("price", 0, "Of a trade."),
    value("size", 1, "Of a trade."),
    value("side", 2, "Of a trade, +1 or -1."),
    PyMemberDef{}};

PyObject* get_values(PyObject* self, void* /*closure*/) {
    const auto& values = reinterpret_cast<EventObject*>(self)->event.values;
    return py::make_tuple(values[0], values[1], values[2], values[3], values[4]).release().ptr();
}

std::array<PyGetSetDef, 2> properties{
    PyGetSetDef{"values", &get_values, nullptr, "The five values, whatever they mean.", nullptr},
    PyGetSetDef{}};
// NOLINTEND(bugprone-throwing-static-initialization,cert-err58-cpp)

void deallocate(PyObject* self) {
    PyTypeObject* const type = Py_TYPE(self);
    type->tp_free(self);
    Py_DECREF(type);
}

PyTypeObject*& type() noexcept {
    static PyTypeObject* instance = nullptr;
    return instance;
}

const char* const documentation =
    "One 64-byte record of the bus, read only.\n\n"
    "Units: ts in nanoseconds UTC; what the values hold, kind says (1 bar, 2 quote, 3 trade; 64 "
    "to\n"
    "255 are yours). Without a second reference to it, the object is used again for the next\n"
    "event.";

}  // namespace

PyTypeObject* event_type() noexcept {
    return type();
}

void register_event_object(const py::module_& module) {
    std::array<PyType_Slot, 5> slots{{{Py_tp_dealloc, reinterpret_cast<void*>(&deallocate)},
                                      {Py_tp_members, members.data()},
                                      {Py_tp_getset, properties.data()},
                                      {Py_tp_doc, const_cast<char*>(documentation)},
                                      {0, nullptr}}};
    PyType_Spec spec{
        .name = "swarmcore._core.bus.Event",
        .basicsize = static_cast<int>(sizeof(EventObject)),
        .itemsize = 0,
        .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_DISALLOW_INSTANTIATION | Py_TPFLAGS_IMMUTABLETYPE,
        .slots = slots.data()};
    type() = add_heap_type(module, "Event", spec);
}

}  // namespace swarmcore::bindings
