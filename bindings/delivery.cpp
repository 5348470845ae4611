#include "delivery.hpp"

#include <structmember.h>

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "call.hpp"
#include "heap_type.hpp"

namespace swarmcore::bindings {

namespace {

using bus::DeliveryMetrics;

// Reading the clock costs as much as calling a hook: one event in so many is timed.
constexpr std::uint64_t timed_every = 16;

DeliveryObject* delivery(PyObject* object) noexcept {
    return reinterpret_cast<DeliveryObject*>(object);
}

/// Keeps the message that is being handled for whoever asks, and tells another thread of it.
class Handling {
  public:
    Handling(DeliveryObject* self, PyObject* message) noexcept
        : flight_{self->flight, self}, self_{self}, outer_{std::exchange(self->message, message)} {}
    Handling(const Handling&) = delete;
    Handling& operator=(const Handling&) = delete;
    ~Handling() { self_->message = outer_; }

  private:
    Flight flight_;
    DeliveryObject* self_;
    PyObject* outer_;
};

/// Makes the hook of a type the last one. False, with an error set, where asking for it failed.
bool find_hook(DeliveryObject* self, PyTypeObject* type) {
    auto* const key = reinterpret_cast<PyObject*>(type);
    PyObject* hook = PyDict_GetItemWithError(self->hooks, key);
    if (hook == nullptr) {
        if (PyErr_Occurred() != nullptr) return false;
        PyObject* const found = PyObject_CallOneArg(self->find_hook, key);
        if (found == nullptr) return false;
        const int failed = PyDict_SetItem(self->hooks, key, found);
        hook = found;
        Py_DECREF(found);  // the dict holds it
        if (failed != 0) return false;
    }
    self->last_type = type;
    self->last_hook = hook == Py_None ? Callee{} : Callee{hook};
    return true;
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

/// Calls a hook, and runs an async one until it first waits. None where it has ended, null with an
/// error set where it raised; a coroutine and what it waits for; or what should not have been
/// returned, which nothing waits for.
PyObject* call_hook(DeliveryObject* self, const Callee& hook, PyObject* message,
                    py::object& awaited) {
    const Handling scope{self, message};
    PyObject* const result = call_one(hook, message);
    if (result == Py_None || result == nullptr || PyCoro_CheckExact(result) == 0) return result;
    PyObject* value = nullptr;
    const PySendResult sent = PyIter_Send(result, Py_None, &value);
    if (sent == PYGEN_NEXT) {
        awaited = py::reinterpret_steal<py::object>(value);
        return result;
    }
    Py_DECREF(result);
    if (sent == PYGEN_ERROR) return nullptr;
    Py_DECREF(value);
    return Py_NewRef(Py_None);
}

void set_returned_error(PyObject* function, PyObject* result) {
    const auto name =
        py::reinterpret_steal<py::object>(PyObject_GetAttrString(function, "__name__"));
    if (!name) PyErr_Clear();
    PyErr_Format(PyExc_TypeError, "expected None or a coroutine from %S, was %s",
                 name ? name.ptr() : function, Py_TYPE(result)->tp_name);
}

/// Of a hook that has not simply ended. False, with an error set, where the supervisor raised.
bool conclude(DeliveryObject* self, const Callee& hook, const py::object& result,
              const py::object& awaited, PyObject* message) {
    if (!result) return contain(self, message);
    if (!awaited) {
        set_returned_error(hook.function, result.ptr());
        return contain(self, message);
    }
    PyObject* const told = PyObject_CallFunctionObjArgs(self->on_suspended, result.ptr(),
                                                        awaited.ptr(), message, nullptr);
    Py_XDECREF(told);
    return told != nullptr;
}

bool refuse(DeliveryObject* self, PyObject* message) {
    PyObject* const result = PyObject_CallOneArg(self->on_refused, message);
    Py_XDECREF(result);
    return result != nullptr;
}

std::uint64_t nanoseconds() noexcept {
    return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::nanoseconds>(
                                          std::chrono::steady_clock::now().time_since_epoch())
                                          .count());
}

PyObject* call(PyObject* object, PyObject* const* arguments, size_t count, PyObject* names) {
    if (PyVectorcall_NARGS(count) != 1 || names != nullptr) {
        PyErr_SetString(PyExc_TypeError, "delivery: expected one message");
        return nullptr;
    }
    if (!deliver(delivery(object), arguments[0])) return nullptr;
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
    self->last_hook = {};
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
          &self->on_refused, &self->on_settled, &self->metrics}) {
        Py_CLEAR(*each);
    }
    Py_CLEAR(self->flight);
    type->tp_free(object);
    Py_DECREF(type);
}

PyObject* make(PyTypeObject* type, PyObject* positional, PyObject* named) {
    static std::array<const char*, 9> names{"agent",        "find_hook",  "on_exception",
                                            "on_suspended", "on_refused", "on_settled",
                                            "metrics",      "flight",     nullptr};
    std::array<PyObject*, 8> given{};
    if (PyArg_ParseTupleAndKeywords(positional, named, "$UOOOOOOO!",
                                    const_cast<char**>(names.data()), &given[0], &given[1],
                                    &given[2], &given[3], &given[4], &given[5], &given[6],
                                    in_flight_type(), &given[7]) == 0) {
        return nullptr;
    }
    if (!py::isinstance<DeliveryMetrics>(py::handle{given[6]})) {
        PyErr_Format(PyExc_TypeError, "metrics: expected DeliveryMetrics, was %R", given[6]);
        return nullptr;
    }
    const auto object = py::reinterpret_steal<py::object>(type->tp_alloc(type, 0));
    if (!object) return nullptr;
    DeliveryObject* const self = delivery(object.ptr());
    self->vectorcall = &call;
    self->hooks = PyDict_New();
    if (self->hooks == nullptr) return nullptr;
    const std::array<PyObject**, 7> fields{
        &self->agent,      &self->find_hook,  &self->on_exception, &self->on_suspended,
        &self->on_refused, &self->on_settled, &self->metrics};
    for (std::size_t each = 0; each < fields.size(); ++each) {
        *fields[each] = Py_NewRef(given[each]);
    }
    self->counts = &py::handle{self->metrics}.cast<DeliveryMetrics&>();
    self->flight = reinterpret_cast<InFlightObject*>(Py_NewRef(given[7]));
    self->enabled = 1;
    return Py_NewRef(object.ptr());
}

PyObject* get_message(PyObject* object, void* /*closure*/) {
    PyObject* const message = delivery(object)->message;
    return Py_NewRef(message == nullptr ? Py_None : message);
}

// NOLINTBEGIN(bugprone-throwing-static-initialization,cert-err58-cpp): nothing here allocates.
std::array<PyMemberDef, 6> members{
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
std::array<PyGetSetDef, 2> properties{
    PyGetSetDef{"message", &get_message, nullptr, "The message being handled, or None.", nullptr},
    PyGetSetDef{}};
// NOLINTEND(bugprone-throwing-static-initialization,cert-err58-cpp)

const char* const documentation =
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
}  // namespace

bool deliver(DeliveryObject* self, PyObject* message) {
    if (self->enabled == 0) return refuse(self, message);
    PyTypeObject* const type = Py_TYPE(message);
    if (type != self->last_type && !find_hook(self, type)) return false;
    const Callee hook = self->last_hook;
    if (hook.function == nullptr) return true;
    const bool timed = self->counts->events() % timed_every == 0;
    const std::uint64_t begin = timed ? nanoseconds() : 0;
    py::object awaited;
    const auto result = py::reinterpret_steal<py::object>(call_hook(self, hook, message, awaited));
    if (timed) self->counts->latency().record(nanoseconds() - begin);
    return result.is_none() ? settle(self) : conclude(self, hook, result, awaited, message);
}

void register_delivery(const py::module_& module) {
    std::array<PyType_Slot, 9> slots{{{Py_tp_dealloc, reinterpret_cast<void*>(&deallocate)},
                                      {Py_tp_traverse, reinterpret_cast<void*>(&traverse)},
                                      {Py_tp_clear, reinterpret_cast<void*>(&clear)},
                                      {Py_tp_new, reinterpret_cast<void*>(&make)},
                                      {Py_tp_call, reinterpret_cast<void*>(&PyVectorcall_Call)},
                                      {Py_tp_members, members.data()},
                                      {Py_tp_getset, properties.data()},
                                      {Py_tp_doc, const_cast<char*>(documentation)},
                                      {0, nullptr}}};
    PyType_Spec spec{.name = "swarmcore._core.bus.Delivery",
                     .basicsize = static_cast<int>(sizeof(DeliveryObject)),
                     .itemsize = 0,
                     .flags = Py_TPFLAGS_DEFAULT | Py_TPFLAGS_HAVE_GC | Py_TPFLAGS_HAVE_VECTORCALL |
                              Py_TPFLAGS_IMMUTABLETYPE,
                     .slots = slots.data()};
    delivery_type() = add_heap_type(module, "Delivery", spec);
}

}  // namespace swarmcore::bindings
