#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "arrays.hpp"
#include "bindings.hpp"
#include "collected.hpp"
#include "delivery.hpp"
#include "event_bus.hpp"
#include "event_object.hpp"
#include "in_flight.hpp"
#include "publish_call.hpp"
#include "topic_ids.hpp"

namespace swarmcore::bindings {

void register_bus(py::module_& parent) {
    py::module_ module = parent.def_submodule("bus", "Events from publishers to subscriptions.");

    register_event_object(module);
    register_delivery_metrics(module);
    register_in_flight(module);
    register_delivery(module);
    register_live(module);

    py::class_<PythonEventBus> event_bus(
        module, "EventBus", py::custom_type_setup(&collected<PythonEventBus>),
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
)");
    event_bus.def(py::init<std::size_t>(), py::arg("capacity") = 65536)
        .def_property_readonly("capacity",
                               [](PythonEventBus& self) { return self.bus().capacity(); })
        .def_property_readonly(
            "delivering", [](PythonEventBus& self) { return std::string{self.delivering()}; },
            "The topic whose event is being delivered; empty between deliveries.")
        .def("subscribe", &PythonEventBus::subscribe, py::arg("pattern"), py::arg("handler"),
             py::kw_only(), py::arg("batch") = false, py::arg("with_record") = false,
             "Call handler with every event whose topic matches; see swarmcore.bus.EventBus.")
        .def("unsubscribe", &PythonEventBus::unsubscribe, py::arg("subscription"),
             "End a subscription; False where it is unknown or ended before.")
        .def("publish_records", &PythonEventBus::publish_records, py::arg("records"),
             R"(Publish records one after the other, each delivered before the next.

A handler that raises keeps no record from being published: the first exception is raised at the end.
A subscription that takes arrays gets those that it wants in one, when all have been delivered.

Args:
    records: Array of dtype swarmcore.EVENT, shape (n,); topic holds ids that topic() gave, and
        sequence is overwritten.

Returns:
    int: n.

Raises:
    TypeError: records is no array of dtype swarmcore.EVENT.
    BusError: a topic is unknown, or the ring is full.
)");
    add_topics(event_bus, "The patterns of all subscriptions, oldest first.");
    add_publish(event_bus,
                R"(publish($self, topic, payload, *, ts=0, kind=0, instrument=0, priority=0)
--

Publish an object.

Args:
    topic: Where.
    payload: What; it reaches the handlers as itself.
    ts: When, nanoseconds UTC.
    kind: Of the record that goes with it.
    instrument: Index of an instrument.
    priority: Among what waits for delivery, of one time and lane, a higher one comes first.

Returns:
    int: The event's sequence number.

Raises:
    ValueError: topic is empty or holds a `*`, a blank or a control character; a number is out of
        its range.
    BusError: the ring is full: within one delivery, handlers published more than it holds.
)");
}

}  // namespace swarmcore::bindings
