#include "publish_call.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <string>

namespace swarmcore::bindings {

namespace {

enum Argument : std::uint8_t { topic, payload, ts, kind, instrument, priority, count };
constexpr std::array<const char*, count> spellings{"topic", "payload",    "ts",
                                                   "kind",  "instrument", "priority"};
constexpr Py_ssize_t most_positional = 2;

/// The names as interned texts: those of a call written in Python are the same objects.
const std::array<PyObject*, count>& interned() {
    static const std::array<PyObject*, count> names = [] {
        std::array<PyObject*, count> made{};
        for (std::size_t each = 0; each < count; ++each) {
            made[each] = PyUnicode_InternFromString(spellings[each]);
        }
        return made;
    }();
    return names;
}

Argument argument_of(PyObject* name) {
    for (std::size_t each = 0; each < count; ++each) {
        if (name == interned()[each]) return static_cast<Argument>(each);
    }
    for (std::size_t each = 0; each < count; ++each) {
        if (PyUnicode_Compare(name, interned()[each]) == 0) return static_cast<Argument>(each);
    }
    throw py::type_error("publish: expected ts, kind, instrument or priority, was " +
                         py::repr(py::handle{name}).cast<std::string>());
}

template <class Integer>
Integer integer(PyObject* object, Argument argument) {
    const long long value = PyLong_AsLongLong(object);
    const bool failed = value == -1 && PyErr_Occurred() != nullptr;
    if (failed && PyErr_ExceptionMatches(PyExc_OverflowError) == 0) throw py::error_already_set{};
    if (failed || value < static_cast<long long>(std::numeric_limits<Integer>::min()) ||
        value > static_cast<long long>(std::numeric_limits<Integer>::max())) {
        PyErr_Clear();
        throw py::value_error(std::string{spellings[argument]} + ": expected " +
                              std::to_string(std::numeric_limits<Integer>::min()) + " to " +
                              std::to_string(std::numeric_limits<Integer>::max()) + ", was " +
                              py::repr(py::handle{object}).cast<std::string>());
    }
    return static_cast<Integer>(value);
}

void set(PublishCall& call, Argument argument, PyObject* value) {
    switch (argument) {
        case topic:
            call.topic = value;
            break;
        case payload:
            call.payload = value;
            break;
        case ts:
            call.event.ts = integer<std::int64_t>(value, argument);
            break;
        case kind:
            call.event.kind = static_cast<EventKind>(integer<std::uint8_t>(value, argument));
            break;
        case instrument:
            call.event.instrument = integer<std::uint16_t>(value, argument);
            break;
        case priority:
            call.event.priority = integer<std::uint8_t>(value, argument);
            break;
        case count:
            break;
    }
}

}  // namespace

PublishCall publish_call(PyObject* const* arguments, Py_ssize_t positional, PyObject* names) {
    if (positional > most_positional) {
        throw py::type_error("publish: expected topic and payload, and the rest by name, was " +
                             std::to_string(positional) + " arguments");
    }
    PublishCall call;
    for (Py_ssize_t each = 0; each < positional; ++each) {
        set(call, static_cast<Argument>(each), arguments[each]);
    }
    const Py_ssize_t named = names == nullptr ? 0 : PyTuple_GET_SIZE(names);
    for (Py_ssize_t each = 0; each < named; ++each) {
        set(call, argument_of(PyTuple_GET_ITEM(names, each)), arguments[positional + each]);
    }
    if (call.topic == nullptr || call.payload == nullptr) {
        throw py::type_error(std::string{"publish: "} +
                             spellings[call.topic == nullptr ? topic : payload] +
                             ": expected a value, none was given");
    }
    return call;
}

}  // namespace swarmcore::bindings
