#include "delivery.hpp"

#include <structmember.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "swarmcore/bus/delivery_metrics.hpp"
#include "swarmcore/bus/latency_histogram.hpp"

namespace swarmcore::bindings {

namespace {

using bus::DeliveryMetrics;
using bus::LatencyHistogram;

/// What one thread delivers just now, for another thread to see.
struct InFlightObject {
    PyObject ob_base;
    PyObject* agent;  ///< a text, empty between two deliveries
    unsigned long long count;
};

/// The way of a message into an agent: chooses the hook by the type of the message, calls it, runs
/// an async one until it first waits, and leaves what goes wrong to its supervisor.
struct DeliveryObject {
    PyObject ob_base;
    vectorcallfunc vectorcall;
    PyObject* agent;
    PyObject* hooks;         ///< hook or None by type of message, found once
    PyObject* find_hook;     ///< (type) -> hook or None
    PyObject* on_exception;  ///< (exception, message)
    PyObject* on_suspended;  ///< (coroutine, awaited, message)
    PyObject* on_refused;    ///< (message)
    PyObject* on_settled;    ///< ()
    PyObject* flight;        ///< InFlightObject
    PyObject* metrics;       ///< DeliveryMetrics
    DeliveryMetrics* counts;
    PyObject* message;  ///< borrowed: being handled; null between two
    PyTypeObject* last_type;
    PyObject* last_hook;  ///< borrowed from hooks
    char enabled;
    char unsettled;
};

// Reading the clock costs as much as calling a hook: one event in so many is timed.
constexpr std::uint64_t timed_every = 16;

PyTypeObject*& in_flight_type() noexcept {
    static PyTypeObject* instance = nullptr;
    return instance;
}

DeliveryObject* delivery(PyObject* object) noexcept {
    return reinterpret_cast<DeliveryObject*>(object);
}

/// Says that the thread is in a delivery.
class Flight {
  public:
    Flight(DeliveryObject* self, PyObject* message) noexcept
        : self_{self},
          flight_{reinterpret_cast<InFlightObject*>(self->flight)},
          outer_{std::exchange(flight_->agent, Py_NewRef(self->agent))},
          before_{std::exchange(self->message, message)} {
        ++flight_->count;
    }
    Flight(const Flight&) = delete;
    Flight& operator=(const Flight&) = delete;
    ~Flight() {
        self_->message = before_;
        Py_DECREF(std::exchange(flight_->agent, outer_));
    }

  private:
    DeliveryObject* self_;
    InFlightObject* flight_;
    PyObject* outer_;
    PyObject* before_;
};

/// The hook of a type, borrowed; None where the agent has none. Null with an error set.
PyObject* find_hook(DeliveryObject* self, PyTypeObject* type) {
    auto* const key = reinterpret_cast<PyObject*>(type);
    PyObject* hook = PyDict_GetItemWithError(self->hooks, key);
    if (hook == nullptr) {
        if (PyErr_Occurred() != nullptr) return nullptr;
        PyObject* const found = PyObject_CallOneArg(self->find_hook, key);
        if (found == nullptr) return nullptr;
        const int failed = PyDict_SetItem(self->hooks, key, found);
        hook = found;
        Py_DECREF(found);  // the dict holds it
        if (failed != 0) return nullptr;
    }
    self->last_type = type;
    self->last_hook = hook;
    return hook;
}

/// Tells the supervisor of the error that is set; what is no Exception goes on. False, with an
/// error set, where it goes on.
bool contain(DeliveryObject* self, PyObject* message) {
    if (PyErr_ExceptionMatches(PyExc_Exception) == 0) return false;
    self->counts->count(true);
    const py::error_already_set error;
    if (error.trace()) PyException_SetTraceback(error.value().ptr(), error.trace().ptr());
    PyObject* const result =
        PyObject_CallFunctionObjArgs(self->on_exception, error.value().ptr(), message, nullptr);
    Py_XDECREF(result);
    return result != nullptr;
}

bool settle(DeliveryObject* self) {
    self->counts->count(false);
    if (self->unsettled == 0) return true;
    self->unsettled = 0;
    PyObject* const result = PyObject_CallNoArgs(self->on_settled);
    Py_XDECREF(result);
    return result != nullptr;
}

/// How the call of a hook ended.
enum class Ending : std::uint8_t { done, raised, suspended, returned };

struct Outcome {
    Ending ending;
    py::object result;   ///< a coroutine, or what should not have been returned
    py::object awaited;  ///< what a coroutine waits for
};

/// Calls a hook, and runs an async one until it first waits.
Outcome call_hook(DeliveryObject* self, PyObject* hook, PyObject* message) {
    const Flight scope{self, message};
    auto result = py::reinterpret_steal<py::object>(PyObject_CallOneArg(hook, message));
    if (!result) return {Ending::raised, {}, {}};
    if (result.is_none()) return {Ending::done, {}, {}};
    if (!PyCoro_CheckExact(result.ptr())) return {Ending::returned, std::move(result), {}};
    PyObject* value = nullptr;
    const PySendResult sent = PyIter_Send(result.ptr(), Py_None, &value);
    auto awaited = py::reinterpret_steal<py::object>(value);
    if (sent == PYGEN_ERROR) return {Ending::raised, {}, {}};
    if (sent == PYGEN_RETURN) return {Ending::done, {}, {}};
    return {Ending::suspended, std::move(result), std::move(awaited)};
}

void set_returned_error(PyObject* hook, PyObject* result) {
    const auto name = py::reinterpret_steal<py::object>(PyObject_GetAttrString(hook, "__name__"));
    if (!name) PyErr_Clear();
    PyErr_Format(PyExc_TypeError, "expected None or a coroutine from %S, was %s",
                 name ? name.ptr() : hook, Py_TYPE(result)->tp_name);
}

/// False, with an error set, where the supervisor raised.
bool conclude(DeliveryObject* self, PyObject* hook, const Outcome& outcome, PyObject* message) {
    switch (outcome.ending) {
        case Ending::done:
            return settle(self);
        case Ending::raised:
            return contain(self, message);
        case Ending::returned:
            set_returned_error(hook, outcome.result.ptr());
            return contain(self, message);
        case Ending::suspended:
            break;
    }
    return py::reinterpret_steal<py::object>(
               PyObject_CallFunctionObjArgs(self->on_suspended, outcome.result.ptr(),
                                            outcome.awaited.ptr(), message, nullptr))
               .ptr() != nullptr;
}

std::uint64_t nanoseconds() noexcept {
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(
                                          std::chrono::steady_clock::now().time_since_epoch())
                                          .count());
}

PyObject* call(PyObject* object, PyObject* const* arguments, size_t count, PyObject* names) {
    DeliveryObject* const self = delivery(object);
    if (PyVectorcall_NARGS(count) != 1 || names != nullptr) {
        PyErr_SetString(PyExc_TypeError, "delivery: expected one message");
        return nullptr;
    }
    PyObject* const message = arguments[0];
    if (self->enabled == 0) return PyObject_CallOneArg(self->on_refused, message);
    PyTypeObject* const type = Py_TYPE(message);
    PyObject* hook = type == self->last_type ? self->last_hook : find_hook(self, type);
    if (hook == nullptr) return nullptr;
    if (hook == Py_None) Py_RETURN_NONE;
    const bool timed = self->counts->events() % timed_every == 0;
    const std::uint64_t begin = timed ? nanoseconds() : 0;
    const Outcome outcome = call_hook(self, hook, message);
    if (timed) self->counts->latency().record(nanoseconds() - begin);
    if (!conclude(self, hook, outcome, message)) return nullptr;
    Py_RETURN_NONE;
}

int traverse(PyObject* object, visitproc visit, void* arg) {
    DeliveryObject* const self = delivery(object);
    Py_VISIT(Py_TYPE(object));
    Py_VISIT(self->agent);
    Py_VISIT(self->hooks);
    Py_VISIT(self->find_hook);
    Py_VISIT(self->on_exception);
    Py_VISIT(self->on_suspended);
    Py_VISIT(self->on_refused);
    Py_VISIT(self->on_settled);
    Py_VISIT(self->flight);
    Py_VISIT(self->metrics);
    return 0;
}

int clear(PyObject* object) {
    DeliveryObject* const self = delivery(object);
    self->last_type = nullptr;
    self->last_hook = nullptr;
    if (self->hooks != nullptr) PyDict_Clear(self->hooks);
    for (PyObject** each : {&self->find_hook, &self->on_exception, &self->on_suspended,
                            &self->on_refused, &self->on_settled}) {
        Py_XSETREF(*each, Py_NewRef(Py_None));
    }
    return 0;
}

void deallocate(PyObject* object) {
    DeliveryObject* const self = delivery(object);
    PyTypeObject* const type = Py_TYPE(object);
    PyObject_GC_UnTrack(object);
    for (PyObject** each :
         {&self->agent, &self->hooks, &self->find_hook, &self->on_exception, &self->on_suspended,
          &self->on_refused, &self->on_settled, &self->flight, &self->metrics}) {
        Py_CLEAR(*each);
    }
    type->tp_free(object);
    Py_DECREF(type);
}

PyObject* make(PyTypeObject* type, PyObject* positional, PyObject* named) {
    static std::array<const char*, 9> names{"agent",        "find_hook",  "on_exception",
                                            "on_suspended", "on_refused", "on_settled",
                                            "flight",       "metrics",    nullptr};
    std::array<PyObject*, 8> given{};
    if (PyArg_ParseTupleAndKeywords(positional, named, "$UOOOOOO!O",
                                    const_cast<char**>(names.data()), &given[0], &given[1],
                                    &given[2], &given[3], &given[4], &given[5], in_flight_type(),
                                    &given[6], &given[7]) == 0) {
        return nullptr;
    }
    if (!py::isinstance<DeliveryMetrics>(py::handle{given[7]})) {
        PyErr_Format(PyExc_TypeError, "metrics: expected DeliveryMetrics, was %R", given[7]);
        return nullptr;
    }
    const auto object = py::reinterpret_steal<py::object>(type->tp_alloc(type, 0));
    if (!object) return nullptr;
    DeliveryObject* const self = delivery(object.ptr());
    self->vectorcall = &call;
    self->hooks = PyDict_New();
    if (self->hooks == nullptr) return nullptr;
    const std::array<PyObject**, 8> fields{
        &self->agent,      &self->find_hook,  &self->on_exception, &self->on_suspended,
        &self->on_refused, &self->on_settled, &self->flight,       &self->metrics};
    for (std::size_t each = 0; each < fields.size(); ++each) {
        *fields[each] = Py_NewRef(given[each]);
    }
    self->counts = &py::handle{given[7]}.cast<DeliveryMetrics&>();
    self->enabled = 1;
    return Py_NewRef(object.ptr());
}

PyObject* get_message(PyObject* object, void* /*closure*/) {
    PyObject* const message = delivery(object)->message;
    return Py_NewRef(message == nullptr ? Py_None : message);
}

PyObject* make_in_flight(PyTypeObject* type, PyObject* positional, PyObject* named) {
    static std::array<const char*, 1> names{nullptr};
    if (PyArg_ParseTupleAndKeywords(positional, named, "", const_cast<char**>(names.data())) == 0) {
        return nullptr;
    }
    PyObject* const object = type->tp_alloc(type, 0);
    if (object == nullptr) return nullptr;
    reinterpret_cast<InFlightObject*>(object)->agent = PyUnicode_FromString("");
    return object;
}

PyObject* get_agent(PyObject* object, void* /*closure*/) {
    return Py_NewRef(reinterpret_cast<InFlightObject*>(object)->agent);
}

int set_agent(PyObject* object, PyObject* value, void* /*closure*/) {
    if (value == nullptr || PyUnicode_Check(value) == 0) {
        PyErr_Format(PyExc_TypeError, "agent: expected a text, was %R",
                     value == nullptr ? Py_None : value);
        return -1;
    }
    PyObject*& agent = reinterpret_cast<InFlightObject*>(object)->agent;
    Py_DECREF(std::exchange(agent, Py_NewRef(value)));
    return 0;
}

void deallocate_in_flight(PyObject* object) {
    PyTypeObject* const type = Py_TYPE(object);
    Py_XDECREF(reinterpret_cast<InFlightObject*>(object)->agent);
    type->tp_free(object);
    Py_DECREF(type);
}

// NOLINTBEGIN(bugprone-throwing-static-initialization,cert-err58-cpp): nothing here allocates.
std::array<PyMemberDef, 6> delivery_members{
    PyMemberDef{"__vectorcalloffset__", T_PYSSIZET, offsetof(DeliveryObject, vectorcall), READONLY,
                nullptr},
    PyMemberDef{"enabled", T_BOOL, offsetof(DeliveryObject, enabled), 0,
                "Whether messages pass; else they are refused."},
    PyMemberDef{"unsettled", T_BOOL, offsetof(DeliveryObject, unsettled), 0,
                "Whether on_settled is to be called after a hook that went well; it ends that."},
    PyMemberDef{"agent", T_OBJECT_EX, offsetof(DeliveryObject, agent), READONLY,
                "The agent's name."},
    PyMemberDef{"metrics", T_OBJECT_EX, offsetof(DeliveryObject, metrics), READONLY,
                "Where events are counted, and one in 16 is timed up to its first wait."},
    PyMemberDef{}};
std::array<PyGetSetDef, 2> delivery_properties{
    PyGetSetDef{"message", &get_message, nullptr, "The message being handled, or None.", nullptr},
    PyGetSetDef{}};
std::array<PyMemberDef, 2> in_flight_members{
    PyMemberDef{"count", T_ULONGLONG, offsetof(InFlightObject, count), 0,
                "Deliveries begun; whoever begins one counts it."},
    PyMemberDef{}};
std::array<PyGetSetDef, 2> in_flight_properties{
    PyGetSetDef{"agent", &get_agent, &set_agent,
                "Whom the thread delivers to just now; empty between two deliveries.", nullptr},
    PyGetSetDef{}};
// NOLINTEND(bugprone-throwing-static-initialization,cert-err58-cpp)

const char* const delivery_documentation =
    "Calls the hooks of one agent with its messages.\n\n"
    "Called with a message, it calls the hook for the message's type. An async hook runs inline\n"
    "until it first waits.\n\n"
    "Args:\n"
    "    agent: The agent's name.\n"
    "    find_hook: Gives the hook for a type of message, or None; asked once a type.\n"
    "    on_exception: Called with (exception, message) where a hook raises an Exception.\n"
    "    on_suspended: Called with (coroutine, awaited, message) where an async hook has to\n"
    "        wait; the event is not counted yet.\n"
    "    on_refused: Called with a message that comes while the delivery is not enabled.\n"
    "    on_settled: Called after a hook that went well, where something is unsettled.\n"
    "    flight: Of the thread that calls it.\n"
    "    metrics: Where events are counted.";
const char* const in_flight_documentation =
    "What one thread delivers just now, for another thread to see.\n\n"
    "Whoever calls an agent writes its name and counts up before, and writes the empty name after.";

PyTypeObject* make_type(PyType_Spec& spec) {
    PyObject* const type = PyType_FromSpec(&spec);
    if (type == nullptr) throw py::error_already_set{};
    return reinterpret_cast<PyTypeObject*>(type);
}

void register_metrics(py::module_& module) {
    py::class_<LatencyHistogram>(module, "LatencyHistogram",
                                 R"(Counts latencies in log-linear buckets.

There are 32 to each doubling; below 64 ns it is exact. A quantile is the highest value of its
bucket, at most 1/32 above what was recorded.

Source: the bucketing of G. Tene's HdrHistogram.
)")
        .def(py::init<>())
        .def(
            "record",
            [](LatencyHistogram& self, std::int64_t nanoseconds) {
                self.record(static_cast<std::uint64_t>(std::max<std::int64_t>(nanoseconds, 0)));
            },
            py::arg("nanoseconds"),
            "Count one latency; below 0, as of a clock that was set back, it counts as 0.")
        .def("merge", &LatencyHistogram::merge, py::arg("other"), "Add what another one counted.")
        .def_property_readonly("count", &LatencyHistogram::count, "How many were counted.")
        .def_property_readonly("maximum", &LatencyHistogram::maximum,
                               "The longest, nanoseconds; 0 where none was counted.")
        .def(
            "quantile",
            [](const LatencyHistogram& self, double probability) {
                if (!(probability >= 0.0 && probability <= 1.0)) {
                    throw py::value_error("probability: expected 0 to 1, was " +
                                          std::to_string(probability));
                }
                return self.quantile(probability);
            },
            py::arg("probability"),
            R"(The latency that a part of all does not exceed, nanoseconds; 0 where none was counted.

Raises:
    ValueError: probability is not from 0 to 1.
)");
    py::class_<DeliveryMetrics>(module, "DeliveryMetrics",
                                R"(What is measured of the deliveries to one agent.

An event counts in the success rate by 0.99 to the power of the number of events since: the last
hundred carry 63 % of the rate, the last 300 carry 95 %.
)")
        .def(py::init<>())
        .def("count", &DeliveryMetrics::count, py::arg("failed") = false,
             "Count an event whose hook has ended.")
        .def_property_readonly("events", &DeliveryMetrics::events, "Events counted.")
        .def_property_readonly("errors", &DeliveryMetrics::errors, "How many of them failed.")
        .def_property_readonly("success_rate", &DeliveryMetrics::success_rate,
                               "Part of recent events that did not fail; NaN before the first.")
        .def_property_readonly(
            "latency", [](DeliveryMetrics& self) -> LatencyHistogram& { return self.latency(); },
            py::return_value_policy::reference_internal,
            "How long hooks took: of events straight from the bus, one in 16.");
}

}  // namespace

void register_delivery(py::module_& module) {
    register_metrics(module);
    std::array<PyType_Slot, 6> flight_slots{
        {{Py_tp_dealloc, reinterpret_cast<void*>(&deallocate_in_flight)},
         {Py_tp_new, reinterpret_cast<void*>(&make_in_flight)},
         {Py_tp_members, in_flight_members.data()},
         {Py_tp_getset, in_flight_properties.data()},
         {Py_tp_doc, const_cast<char*>(in_flight_documentation)},
         {0, nullptr}}};
    PyType_Spec flight_spec{.name = "swarmcore._core.bus.InFlight",
                            .basicsize = static_cast<int>(sizeof(InFlightObject)),
                            .itemsize = 0,
                            .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_IMMUTABLETYPE,
                            .slots = flight_slots.data()};
    in_flight_type() = make_type(flight_spec);
    module.attr("InFlight") = py::handle{reinterpret_cast<PyObject*>(in_flight_type())};
    std::array<PyType_Slot, 9> slots{{{Py_tp_dealloc, reinterpret_cast<void*>(&deallocate)},
                                      {Py_tp_traverse, reinterpret_cast<void*>(&traverse)},
                                      {Py_tp_clear, reinterpret_cast<void*>(&clear)},
                                      {Py_tp_new, reinterpret_cast<void*>(&make)},
                                      {Py_tp_call, reinterpret_cast<void*>(&PyVectorcall_Call)},
                                      {Py_tp_members, delivery_members.data()},
                                      {Py_tp_getset, delivery_properties.data()},
                                      {Py_tp_doc, const_cast<char*>(delivery_documentation)},
                                      {0, nullptr}}};
    PyType_Spec spec{.name = "swarmcore._core.bus.Delivery",
                     .basicsize = static_cast<int>(sizeof(DeliveryObject)),
                     .itemsize = 0,
                     .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL |
                              Py_TPFLAGS_IMMUTABLETYPE,
                     .slots = slots.data()};
    module.attr("Delivery") = py::handle{reinterpret_cast<PyObject*>(make_type(spec))};
}

}  // namespace swarmcore::bindings
