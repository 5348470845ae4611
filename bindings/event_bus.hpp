#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "array_subscriptions.hpp"
#include "arrays.hpp"
#include "bindings.hpp"
#include "event_object.hpp"
#include "swarmcore/bus/event_bus.hpp"
#include "topic_ids.hpp"

namespace swarmcore::bindings {

/// The deterministic bus with its Python side: a handler a subscription, and an object beside each
/// record.
class PythonEventBus {
  public:
    explicit PythonEventBus(std::size_t capacity) : bus_{capacity}, payloads_(capacity) {}

    bus::EventBus& bus() noexcept { return bus_; }

    /// `topic` is any object; one that is no text is refused.
    [[nodiscard]] std::uint32_t topic(PyObject* name);
    [[nodiscard]] const std::string& topic_name(std::uint32_t topic) const;

    /// The name of the topic whose event is being delivered; empty between deliveries.
    [[nodiscard]] std::string_view delivering() const;

    /// With `batch`, the handler gets arrays of records; with `with_record`, the record and the
    /// object beside it.
    std::uint32_t subscribe(std::string_view pattern, py::object handler, bool batch,
                            bool with_record);
    bool unsubscribe(std::uint32_t subscription);

    [[nodiscard]] bool is_wanted(std::string_view topic) const;
    [[nodiscard]] std::vector<std::string> patterns() const;
    [[nodiscard]] std::vector<std::string> topics() const;

    std::uint64_t publish(const Event& event, py::object payload);
    std::size_t publish_records(const RecordArray& records);

    void clear_objects() {
        visit_objects([](py::object& object) { object = py::object{}; });
    }
    template <class Visitor>
    void visit_objects(Visitor&& visitor) {
        // NOLINTBEGIN(misc-const-correctness): a visitor may change them.
        for (Handler& each : handlers_) visitor(each.function);
        arrays_.visit_objects(visitor);
        for (py::object& payload : payloads_) visitor(payload);
        for (RecordArray& batch : batches_) visitor(batch);
        // NOLINTEND(misc-const-correctness)
    }

  private:
    /// What every delivery reads of a subscription to single events.
    struct Handler {
        py::object function;  ///< null once it has ended
        bool with_record = false;
    };
    struct Subscription {
        std::string pattern;    ///< empty once it has ended
        bool batch = false;     ///< takes arrays
        std::size_t index = 0;  ///< in arrays_ where it takes them, else in handlers_
    };
    /// The first exception out of a handler, while others still get their events.
    using First = std::optional<py::error_already_set>;

    void publish(const Event& event, py::object payload, First& first);
    void put(const Event& event, py::object payload);
    void deliver(First& first);
    void deliver_batches(First& first);
    void call(bus::SubscriptionId id, const Event& event, const py::object& payload, First& first);
    void contain(const py::object& handler, First& first);

    bus::EventBus bus_;
    std::vector<Handler> handlers_;  ///< by subscription of bus_
    ArraySubscriptions arrays_;
    std::vector<Subscription> subscriptions_;  ///< in the order in which they were made
    std::vector<py::object> payloads_;
    std::deque<RecordArray> batches_;  ///< for subscriptions that take arrays
    EventObjects events_;
    TopicIds topics_;
    std::uint32_t delivered_topic_ = 0;
};

}  // namespace swarmcore::bindings
