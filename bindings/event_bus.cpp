#include "event_bus.hpp"

#include <algorithm>
#include <utility>

#include "call.hpp"

namespace swarmcore::bindings {

std::uint32_t PythonEventBus::topic(PyObject* name) {
    if (PyObject* const known = PyDict_GetItemWithError(topics_.ptr(), name)) {
        return static_cast<std::uint32_t>(PyLong_AsUnsignedLong(known));
    }
    if (PyErr_Occurred() != nullptr) PyErr_Clear();  // not even hashable
    if (!PyUnicode_Check(name)) {
        throw py::type_error("topic: expected a text, was " +
                             py::repr(py::handle{name}).cast<std::string>());
    }
    const auto id =
        static_cast<std::uint32_t>(bus_.router().topic(py::handle{name}.cast<std::string_view>()));
    topics_[py::handle{name}] = id;
    return id;
}

std::string_view PythonEventBus::delivering() const {
    if (!current_) return {};
    return bus_.router().topic_name(static_cast<bus::TopicId>(*current_));
}

std::uint32_t PythonEventBus::subscribe(std::string_view pattern, py::object handler, bool batch,
                                        bool with_record) {
    if (!PyCallable_Check(handler.ptr())) {
        throw py::type_error("handler: expected a callable, was " +
                             py::repr(handler).cast<std::string>());
    }
    const auto subscription = static_cast<std::uint32_t>(bus_.router().subscribe(pattern));
    subscriptions_.resize(subscription + 1);
    subscriptions_[subscription] = {std::string{pattern}, std::move(handler), batch, with_record};
    if (batch) ++batch_subscriptions_;
    return subscription;
}

bool PythonEventBus::unsubscribe(std::uint32_t subscription) {
    if (!bus_.router().unsubscribe(static_cast<bus::SubscriptionId>(subscription))) return false;
    if (subscriptions_[subscription].batch) --batch_subscriptions_;
    const Subscription ended = std::exchange(subscriptions_[subscription], {});
    return true;
}

bool PythonEventBus::is_wanted(std::string_view topic) const {
    for (const Subscription& each : subscriptions_) {
        if (each.handler && bus::matches(each.pattern, topic)) return true;
    }
    return false;
}

std::vector<std::string> PythonEventBus::patterns() const {
    std::vector<std::string> result;
    for (const Subscription& each : subscriptions_) {
        if (each.handler) result.push_back(each.pattern);
    }
    return result;
}

std::vector<std::string> PythonEventBus::topics() const {
    std::vector<std::string> result;
    result.reserve(bus_.router().topic_count());
    for (std::size_t id = 0; id < bus_.router().topic_count(); ++id) {
        result.push_back(bus_.router().topic_name(static_cast<bus::TopicId>(id)));
    }
    return result;
}

std::uint64_t PythonEventBus::publish(const Event& event, py::object payload) {
    const std::uint64_t sequence = bus_.next_sequence();
    put(event, std::move(payload));
    First first;
    deliver(first);
    if (first) throw py::error_already_set{std::move(*first)};
    return sequence;
}

// A handler's exception keeps no record from being published, as it keeps none from the others.
std::size_t PythonEventBus::publish_records(const RecordArray& records) {
    const auto events = record_view<Event>(records, "records");
    First first;
    for (const Event& event : events) {
        put(event, py::object{});
        deliver(first);
    }
    if (batch_subscriptions_ != 0 && !events.empty()) {
        batches_.push_back(records);
        deliver(first);
    }
    if (first) throw py::error_already_set{std::move(*first)};
    return events.size();
}

void PythonEventBus::put(const Event& event, py::object payload) {
    // The slot is free exactly when the ring has room, so the object goes in after the record.
    const std::uint64_t sequence = bus_.publish(event);
    payloads_[sequence & (payloads_.size() - 1)] = std::move(payload);
}

// One handler's exception does not keep the event from the others: the first is raised when all
// that was published has been delivered, later ones go to sys.unraisablehook. What is no Exception
// (KeyboardInterrupt) stops at once and leaves the rest in the ring.
void PythonEventBus::contain(const py::object& handler, First& first) {
    if (PyErr_ExceptionMatches(PyExc_Exception) == 0) throw py::error_already_set{};
    if (first) {
        PyErr_WriteUnraisable(handler.ptr());
    } else {
        first.emplace();
    }
}

void PythonEventBus::call(std::size_t subscription, const py::object& argument, First& first) {
    const py::object handler = subscriptions_[subscription].handler;  // it may end itself
    if (!call_handler(handler.ptr(), argument.ptr())) contain(handler, first);
}

void PythonEventBus::call(std::size_t subscription, const Event& event, const py::object& payload,
                          First& first) {
    if (!subscriptions_[subscription].with_record) {
        call(subscription, payload ? payload : events_.make(event), first);
        return;
    }
    const py::object handler = subscriptions_[subscription].handler;
    if (!call_handler(handler.ptr(), events_.make(event).ptr(), payload.ptr())) {
        contain(handler, first);
    }
}

void PythonEventBus::deliver(First& first) {
    if (bus_.is_delivering()) return;
    py::object payload;
    std::uint64_t current = UINT64_MAX;
    bus_.deliver([&](bus::SubscriptionId id, const Event& event) {
        if (event.sequence != current) {
            current = event.sequence;
            current_ = event.topic;
            payload = std::exchange(payloads_[current & (payloads_.size() - 1)], py::object{});
        }
        const auto subscription = static_cast<std::size_t>(id);
        if (!subscriptions_[subscription].batch) call(subscription, event, payload, first);
    });
    current_.reset();
    deliver_batches(first);
}

// Records went out one by one before: arrays of them come when all that they caused is done.
void PythonEventBus::deliver_batches(First& first) {
    while (!batches_.empty()) {
        const RecordArray records = std::move(batches_.front());
        batches_.pop_front();
        const auto events = view<Event>(records, "records");
        for (const std::size_t subscription : batch_subscriptions_of(events)) {
            if (matching_[subscription] == events.size()) {
                call(subscription, records, first);
            } else {
                call(subscription, gathered(subscription, events), first);
            }
            matching_[subscription] = 0;
        }
    }
}

/// Counts, for each subscription that takes arrays, the events that it gets. Its route is looked
/// up once a topic, not once an event.
std::vector<std::size_t> PythonEventBus::batch_subscriptions_of(std::span<const Event> events) {
    std::vector<std::size_t> result;
    matching_.resize(subscriptions_.size());
    for (std::size_t row = 0; row < events.size();) {
        const std::uint32_t topic = events[row].topic;
        std::size_t end = row;
        while (end < events.size() && events[end].topic == topic) ++end;
        for (const auto id : bus_.router().route(static_cast<bus::TopicId>(topic))) {
            const auto subscription = static_cast<std::size_t>(id);
            if (!subscriptions_[subscription].batch) continue;
            if (matching_[subscription] == 0) result.push_back(subscription);
            matching_[subscription] += end - row;
        }
        row = end;
    }
    std::sort(result.begin(), result.end());
    return result;
}

py::object PythonEventBus::gathered(std::size_t subscription, std::span<const Event> events) const {
    py::array_t<Event> rows(static_cast<py::ssize_t>(matching_[subscription]));
    Event* next = rows.mutable_data();
    for (const Event& event : events) {
        const auto route = bus_.router().route(static_cast<bus::TopicId>(event.topic));
        if (std::find(route.begin(), route.end(), static_cast<bus::SubscriptionId>(subscription)) !=
            route.end()) {
            *next++ = event;
        }
    }
    return rows;
}

}  // namespace swarmcore::bindings
