#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bindings.hpp"
#include "swarmcore/bus/event_bus.hpp"

namespace swarmcore::bindings {

/// The bus with its Python side: a handler a subscription, and an object beside each record.
class PythonEventBus {
  public:
    explicit PythonEventBus(std::size_t capacity) : bus_{capacity}, payloads_(capacity) {}

    bus::EventBus& bus() noexcept { return bus_; }

    std::uint32_t subscribe(std::string_view pattern, py::object handler,
                            std::string_view overflow) {
        if (overflow != "block") {
            throw py::value_error(
                "overflow: expected \"block\", the one policy of synchronous delivery, was \"" +
                std::string{overflow} + "\"");
        }
        if (!PyCallable_Check(handler.ptr())) {
            throw py::type_error("handler: expected a callable, was " +
                                 py::repr(handler).cast<std::string>());
        }
        const auto subscription = static_cast<std::uint32_t>(bus_.router().subscribe(pattern));
        handlers_.resize(subscription + 1);
        handlers_[subscription] = std::move(handler);
        return subscription;
    }

    bool unsubscribe(std::uint32_t subscription) {
        if (!bus_.router().unsubscribe(static_cast<bus::SubscriptionId>(subscription)))
            return false;
        handlers_[subscription] = py::object{};
        return true;
    }

    std::uint64_t publish(const Event& event, py::object payload) {
        // The slot is free exactly when the ring has room, so the object goes in after the record.
        const std::uint64_t sequence = bus_.publish(event);
        payloads_[sequence & (payloads_.size() - 1)] = std::move(payload);
        deliver();
        return sequence;
    }

    std::size_t publish_records(std::span<const Event> records) {
        for (const Event& record : records) publish(record, py::object{});
        return records.size();
    }

    template <class Visitor>
    void visit_objects(Visitor&& visitor) {
        for (py::object& handler : handlers_) visitor(handler);
        for (py::object& payload : payloads_) visitor(payload);
    }

  private:
    static void start_coroutine(const py::object& coroutine) {
        py::module_::import("swarmcore.bus.coroutines").attr("start")(coroutine);
    }

    // One handler's exception does not keep the event from the others: the first is raised when all
    // that was published has been delivered, later ones go to sys.unraisablehook. What is no
    // Exception (KeyboardInterrupt) stops at once and leaves the rest in the ring.
    void deliver() {
        if (bus_.is_delivering()) return;
        std::optional<py::error_already_set> first;
        py::object payload;
        std::uint64_t current = UINT64_MAX;
        bus_.deliver([&](bus::SubscriptionId subscription, const Event& event) {
            if (event.sequence != current) {
                current = event.sequence;
                payload = std::exchange(payloads_[current & (payloads_.size() - 1)], py::object{});
                if (!payload) payload = py::cast(event);
            }
            const py::object handler = handlers_[static_cast<std::size_t>(subscription)];
            try {
                // Called with its one argument as it is: no tuple is made of it.
                const auto result = py::reinterpret_steal<py::object>(
                    PyObject_CallOneArg(handler.ptr(), payload.ptr()));
                if (!result) throw py::error_already_set{};
                if (PyCoro_CheckExact(result.ptr())) start_coroutine(result);
            } catch (py::error_already_set& error) {
                if (!error.matches(PyExc_Exception)) throw;
                if (first) {
                    error.discard_as_unraisable(handler);
                } else {
                    first.emplace(error);
                }
            }
        });
        if (first) throw py::error_already_set{std::move(*first)};
    }

    bus::EventBus bus_;
    std::vector<py::object> handlers_;
    std::vector<py::object> payloads_;
};

}  // namespace swarmcore::bindings
