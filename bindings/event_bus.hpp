#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "event_object.hpp"
#include "swarmcore/bus/event_bus.hpp"

namespace swarmcore::bindings {

/// The deterministic bus with its Python side: a handler a subscription, and an object beside each
/// record.
class PythonEventBus {
  public:
    explicit PythonEventBus(std::size_t capacity) : bus_{capacity}, payloads_(capacity) {}

    bus::EventBus& bus() noexcept { return bus_; }

    /// `topic` is any object; one that is no text is refused.
    [[nodiscard]] std::uint32_t topic(PyObject* name);

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
        for (Subscription& each : subscriptions_) visitor(each.handler);
        for (py::object& payload : payloads_) visitor(payload);
        for (RecordArray& batch : batches_) visitor(batch);
        // NOLINTEND(misc-const-correctness)
    }

  private:
    struct Subscription {
        std::string pattern;
        py::object handler;  ///< null once it has ended
        bool batch = false;
        bool with_record = false;
    };
    /// The first exception out of a handler, while others still get their events.
    using First = std::optional<py::error_already_set>;

    void put(const Event& event, py::object payload);
    void deliver(First& first);
    void deliver_batches(First& first);
    [[nodiscard]] std::vector<std::size_t> batch_subscriptions_of(std::span<const Event> events);
    [[nodiscard]] py::object gathered(std::size_t subscription,
                                      std::span<const Event> events) const;
    void call(std::size_t subscription, const py::object& argument, First& first);
    void call(std::size_t subscription, const Event& event, const py::object& payload,
              First& first);
    void contain(const py::object& handler, First& first);

    bus::EventBus bus_;
    std::vector<Subscription> subscriptions_;
    std::vector<py::object> payloads_;
    std::deque<RecordArray> batches_;  ///< for subscriptions that take arrays
    std::size_t batch_subscriptions_ = 0;
    std::vector<std::size_t> matching_;  ///< by subscription: events of the batch at hand
    EventObjects events_;
    py::dict topics_;  ///< ids by name: the name's hash is kept in the name
    std::optional<std::uint32_t> current_;
};

}  // namespace swarmcore::bindings
