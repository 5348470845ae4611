#include "event_bus.hpp"

#include <algorithm>
#include <utility>

#include "call.hpp"

namespace swarmcore::bindings {

std::uint32_t PythonEventBus::topic(PyObject* name) {
    return topics_.id(name, [this](std::string_view text) { return bus_.router().topic(text); });
}

const std::string& PythonEventBus::topic_name(std::uint32_t topic) const {
    return bus_.router().topic_name(static_cast<bus::TopicId>(topic));
}

std::string_view PythonEventBus::delivering() const {
    if (!bus_.is_delivering()) return {};
    return topic_name(delivered_topic_);
}

std::uint32_t PythonEventBus::subscribe(std::string_view pattern, py::object handler, bool batch,
                                        bool with_record) {
    if (!PyCallable_Check(handler.ptr())) {
        throw py::type_error("handler: expected a callable, was " +
                             py::repr(handler).cast<std::string>());
    }
    std::size_t index = 0;
    if (batch) {
        index = arrays_.add(pattern, std::move(handler));
    } else {
        index = static_cast<std::size_t>(bus_.router().subscribe(pattern));
        handlers_.push_back({std::move(handler), with_record});
    }
    subscriptions_.push_back({std::string{pattern}, batch, index});
    return static_cast<std::uint32_t>(subscriptions_.size() - 1);
}

bool PythonEventBus::unsubscribe(std::uint32_t subscription) {
    if (subscription >= subscriptions_.size()) return false;
    Subscription& ending = subscriptions_[subscription];
    if (ending.pattern.empty()) return false;
    ending.pattern.clear();
    py::object ended;  // goes last: letting go of it may run anything
    if (ending.batch) {
        ended = arrays_.remove(ending.index);
    } else {
        bus_.router().unsubscribe(static_cast<bus::SubscriptionId>(ending.index));
        ended = std::exchange(handlers_[ending.index].function, {});
    }
    return true;
}

bool PythonEventBus::is_wanted(std::string_view topic) const {
    return std::any_of(subscriptions_.begin(), subscriptions_.end(), [&](const Subscription& each) {
        return !each.pattern.empty() && bus::matches(each.pattern, topic);
    });
}

std::vector<std::string> PythonEventBus::patterns() const {
    std::vector<std::string> result;
    for (const Subscription& each : subscriptions_) {
        if (!each.pattern.empty()) result.push_back(each.pattern);
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
    First first;
    publish(event, std::move(payload), first);
    if (first) throw py::error_already_set{std::move(*first)};
    return sequence;
}

// A handler's exception keeps no record from being published, as it keeps none from the others.
std::size_t PythonEventBus::publish_records(const RecordArray& records) {
    const auto events = record_view<Event>(records, "records");
    First first;
    for (const Event& event : events) publish(event, py::object{}, first);
    if (!arrays_.empty() && !events.empty()) {
        batches_.push_back(records);
        deliver(first);
    }
    if (first) throw py::error_already_set{std::move(*first)};
    return events.size();
}

void PythonEventBus::publish(const Event& event, py::object payload, First& first) {
    if (bus_.is_idle()) {
        delivered_topic_ = event.topic;
        bus_.pass(event, [&](bus::SubscriptionId id, const Event& each) {
            call(id, each, payload, first);
        });
    } else {
        put(event, std::move(payload));
    }
    deliver(first);
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

void PythonEventBus::call(bus::SubscriptionId id, const Event& event, const py::object& payload,
                          First& first) {
    const Handler& handler = handlers_[static_cast<std::size_t>(id)];
    const py::object function = handler.function;  // it may end itself
    if (!function) return;                         // the collector has cleared it
    const bool done =
        handler.with_record
            ? call_handler(function.ptr(), events_.make(event).ptr(), payload.ptr())
            : call_handler(function.ptr(), payload ? payload.ptr() : events_.make(event).ptr());
    if (!done) contain(function, first);
}

void PythonEventBus::deliver(First& first) {
    if (bus_.is_delivering()) return;
    py::object payload;
    std::uint64_t current = UINT64_MAX;
    bus_.deliver([&](bus::SubscriptionId id, const Event& event) {
        if (event.sequence != current) {
            current = event.sequence;
            delivered_topic_ = event.topic;
            payload = std::exchange(payloads_[current & (payloads_.size() - 1)], py::object{});
        }
        call(id, event, payload, first);
    });
    if (!batches_.empty()) deliver_batches(first);
}

// Records went out one by one before: arrays of them come when all that they caused is done.
void PythonEventBus::deliver_batches(First& first) {
    while (!batches_.empty()) {
        const RecordArray records = std::move(batches_.front());
        batches_.pop_front();
        const std::vector<py::object> arrays = arrays_.gather(records, bus_.router());
        // Those that come meanwhile get the next array; those that end, nothing more.
        const std::size_t count = arrays_.size();
        for (std::size_t index = 0; index < count; ++index) {
            const py::object handler = arrays_.handler(index);
            if (!handler) continue;
            const py::object& rows = arrays[arrays_.group(index)];
            if (rows && !call_handler(handler.ptr(), rows.ptr())) contain(handler, first);
        }
    }
}

}  // namespace swarmcore::bindings
