#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "arrays.hpp"
#include "bindings.hpp"
#include "event_bus.hpp"

namespace swarmcore::bindings {

namespace {

using bus::TopicId;

// Handlers usually hold, through their agents, the bus that holds them: the collector must see it.
void enable_garbage_collection(PyHeapTypeObject* heap_type) {
    PyTypeObject* const type = &heap_type->ht_type;
    type->tp_flags |= Py_TPFLAGS_HAVE_GC;
    type->tp_traverse = [](PyObject* self, visitproc visit, void* arg) {
        Py_VISIT(Py_TYPE(self));
        if (!py::detail::is_holder_constructed(self)) return 0;
        int result = 0;
        py::cast<PythonEventBus&>(py::handle{self}).visit_objects([&](const py::object& object) {
            if (result == 0 && object) result = visit(object.ptr(), arg);
        });
        return result;
    };
    type->tp_clear = [](PyObject* self) {
        if (!py::detail::is_holder_constructed(self)) return 0;
        py::cast<PythonEventBus&>(py::handle{self}).visit_objects([](py::object& object) {
            object = py::object{};
        });
        return 0;
    };
}

}  // namespace

void register_bus(py::module_& parent) {
    py::module_ module = parent.def_submodule("bus", "Events from publishers to subscriptions.");

    py::class_<Event>(module, "Event", R"(One 64-byte record of the bus, read only.

Units: ts in nanoseconds UTC; what values hold, kind says (1 bar: open, high, low, close, volume;
2 quote: bid, ask, bid size, ask size; 3 trade: price, size, side; 64 to 255 are yours).
)")
        .def_readonly("ts", &Event::ts)
        .def_readonly("sequence", &Event::sequence)
        .def_readonly("topic", &Event::topic, "The topic's id; EventBus.topic_name names it.")
        .def_readonly("instrument", &Event::instrument)
        .def_readonly("priority", &Event::priority)
        .def_property_readonly("kind",
                               [](const Event& event) { return static_cast<int>(event.kind); })
        .def_property_readonly("values", [](const Event& event) {
            const auto& values = event.values;
            return py::make_tuple(values[0], values[1], values[2], values[3], values[4]);
        });

    py::class_<PythonEventBus>(module, "EventBus", py::custom_type_setup(enable_garbage_collection),
                               R"(Publishes events to subscriptions, synchronously and in order.

An event reaches all its subscriptions, in the order in which they were made, before the next one is
looked at; what a handler publishes waits in a ring for its turn. An object that is published rides
beside a 64-byte record and reaches the handlers as itself; a bare record reaches them as an Event.

A handler that raises does not keep the event from the others: the first exception is raised by the
publish that began the delivery, after everything has been delivered.

Args:
    capacity: Slots of the ring, a power of two of at least 2.

Raises:
    ValueError: capacity is not a power of two of at least 2.
)")
        .def(py::init<std::size_t>(), py::arg("capacity") = 65536)
        .def_property_readonly("capacity",
                               [](PythonEventBus& self) { return self.bus().capacity(); })
        .def(
            "topic",
            [](PythonEventBus& self, std::string_view name) {
                return static_cast<std::uint32_t>(self.bus().router().topic(name));
            },
            py::arg("name"), R"(The id of a topic, made at its first use.

Raises:
    ValueError: name is empty or holds a `*`, a blank or a control character.
)")
        .def(
            "topic_name",
            [](PythonEventBus& self, std::uint32_t topic) {
                return self.bus().router().topic_name(static_cast<TopicId>(topic));
            },
            py::arg("topic"), R"(The name of a topic's id.

Raises:
    IndexError: topic() never gave the id.
)")
        .def("subscribe", &PythonEventBus::subscribe, py::arg("pattern"), py::arg("handler"),
             py::arg("overflow") = "block",
             R"(Call handler with every event whose topic matches the pattern, now and later.

Args:
    pattern: A topic in which `*` stands for any run of characters, dots included.
    handler: Called with one argument, the published object or an Event. An async handler runs
        inline until it first waits, and then as a task of the running event loop.
    overflow: What happens where the subscription falls behind: "block", the publisher waits. It
        never does in synchronous delivery.

Returns:
    int: The subscription, for unsubscribe.

Raises:
    ValueError: pattern is empty or holds a blank or a control character; overflow is unknown.
    TypeError: handler cannot be called.
)")
        .def("unsubscribe", &PythonEventBus::unsubscribe, py::arg("subscription"),
             "End a subscription; False where it is unknown or ended before.")
        .def(
            "publish",
            [](PythonEventBus& self, std::string_view topic, py::object payload, std::int64_t ts,
               std::uint8_t kind, std::uint16_t instrument, std::uint8_t priority) {
                Event event;
                event.ts = ts;
                event.topic = static_cast<std::uint32_t>(self.bus().router().topic(topic));
                event.instrument = instrument;
                event.kind = static_cast<EventKind>(kind);
                event.priority = priority;
                return self.publish(event, std::move(payload));
            },
            py::arg("topic"), py::arg("payload"), py::kw_only(), py::arg("ts") = 0,
            py::arg("kind") = 0, py::arg("instrument") = 0, py::arg("priority") = 0,
            R"(Publish an object.

Returns:
    int: The event's sequence number.

Raises:
    ValueError: topic is empty or holds a `*`, a blank or a control character.
    BusError: the ring is full: within one delivery, handlers published more than it holds.
)")
        .def(
            "publish_records",
            [](PythonEventBus& self, const RecordArray& records) {
                return self.publish_records(record_view<Event>(records, "records"));
            },
            py::arg("records"),
            R"(Publish records one after the other, each delivered before the next.

Args:
    records: Array of dtype swarmcore.EVENT, shape (n,); topic holds ids that topic() gave, and
        sequence is overwritten.

Returns:
    int: n.

Raises:
    TypeError: records is no array of dtype swarmcore.EVENT.
    BusError: a topic is unknown, or the ring is full.
)");
}

}  // namespace swarmcore::bindings
