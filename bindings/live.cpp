#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "arrays.hpp"
#include "bindings.hpp"
#include "collected.hpp"
#include "live_bus.hpp"
#include "publish_call.hpp"
#include "swarmcore/bus/player.hpp"
#include "topic_ids.hpp"

namespace swarmcore::bindings {

namespace {

/// A player with the objects that it reads from.
class PythonPlayer {
  public:
    PythonPlayer(py::object bus, RecordArray records, bus::PlayerOptions options)
        : bus_object_{std::move(bus)},
          records_{std::move(records)},
          player_{bus_object_.cast<PythonLiveBus&>().bus(), record_view<Event>(records_, "records"),
                  options} {}
    PythonPlayer(const PythonPlayer&) = delete;
    PythonPlayer& operator=(const PythonPlayer&) = delete;
    // Its thread may wait for a consumer that waits for the GIL.
    // NOLINTNEXTLINE(bugprone-exception-escape): a thread that was started can be joined.
    ~PythonPlayer() {
        player_.stop();
        const py::gil_scoped_release release;
        player_.join();
    }

    [[nodiscard]] bus::Player& player() noexcept { return player_; }

  private:
    py::object bus_object_;
    RecordArray records_;
    bus::Player player_;
};

bus::PlayerOptions player_options(double rate, double speed, std::size_t rounds, bool restamp,
                                  double timeout) {
    if (!(timeout >= 0.0 && timeout <= 1e9)) {
        throw py::value_error("timeout: expected 0 to 1e9 seconds, was " + std::to_string(timeout));
    }
    return {.pace = {.rate = rate, .speed = speed},
            .rounds = rounds,
            .restamp = restamp,
            .timeout = std::chrono::nanoseconds{static_cast<std::int64_t>(timeout * 1e9)}};
}

void register_live_event_bus(py::module_& module) {
    py::class_<PythonLiveBus> type(module, "LiveEventBus",
                                   py::custom_type_setup(&collected<PythonLiveBus>),
                                   R"(Carries events between threads, to consumer loops.

Publishing puts an event into the ring of its lane, from any thread, and returns. Each consumer loop
reads at its own pace, control before orders before market data.

Args:
    capacity: Events that a lane holds, a power of two of at least 2.

Raises:
    ValueError: capacity is not a power of two of at least 2.
)");
    type.def(py::init<std::size_t>(), py::arg("capacity") = 65536)
        .def_property_readonly("capacity",
                               [](PythonLiveBus& self) { return self.bus().capacity(); })
        .def(
            "next_sequence",
            [](PythonLiveBus& self, const py::str& topic) {
                return self.next_sequence(self.topic(topic.ptr()));
            },
            py::arg("topic"),
            "The sequence that the next event gets that Python publishes in the topic's lane.")
        .def(
            "oldest_needed",
            [](PythonLiveBus& self, const py::str& topic) {
                return self.oldest_needed(self.topic(topic.ptr()));
            },
            py::arg("topic"),
            "The oldest sequence, of what Python published in the topic's lane, that a consumer "
            "may "
            "still read: all before have been delivered.")
        .def("wake", &PythonLiveBus::wake,
             R"(Wake the consumer loops that sleep, so that oldest_needed tells of them, too.

A loop that wants none of what was published sleeps on, and counts as one that may still read it.
)")
        .def("publish_records", &PythonLiveBus::publish_records, py::arg("records"),
             R"(Publish records, waiting where their lane is full.

Args:
    records: Array of dtype swarmcore.EVENT, shape (n,); topic holds ids that topic() gave, and
        sequence is assigned.

Returns:
    int: n.

Raises:
    TypeError: records is no array of dtype swarmcore.EVENT.
    BusError: a topic is unknown; nothing is published.
    LaneFullError: a lane stayed full past the time-out of whoever holds it up; its `published`
        records, the first ones, are published.
)");
    add_topics(type, "The patterns of all subscriptions, consumer by consumer, oldest first.");
    add_publish(type, R"(publish($self, topic, payload, *, ts=0, kind=0, instrument=0, priority=0)
--

Publish an object, waiting where its lane is full.

Args:
    topic: Where; its first word chooses the lane.
    payload: What; it reaches the handlers as itself and must not be changed any more.
    ts: When, nanoseconds UTC.
    kind: Of the record that goes with it.
    instrument: Index of an instrument.
    priority: Kept in the record; lanes alone decide who is first.

Returns:
    int: The event's sequence number in its lane.

Raises:
    ValueError: topic is empty or holds a `*`, a blank or a control character; a number is out of
        its range.
    LaneFullError: the lane stayed full past the time-out of whoever holds it up.
)");
}

void register_consumer(py::module_& module) {
    py::class_<PythonConsumer>(
        module, "Consumer", py::custom_type_setup(&collected<PythonConsumer>),
        R"(One consumer loop of a live bus: its subscriptions and its cursors.

Args:
    bus: The LiveEventBus.

Raises:
    BusError: the bus has as many consumers as it can have, 64.
)")
        .def(py::init<py::object>(), py::arg("bus"))
        .def("subscribe", &PythonConsumer::subscribe, py::arg("pattern"), py::arg("handler"),
             py::arg("overflow") = "block", py::kw_only(), py::arg("timeout") = 1.0,
             py::arg("batch") = false, py::arg("with_record") = false,
             py::arg("on_gap") = py::none(),
             R"(Call handler with every event whose topic matches the pattern.

Args:
    pattern: A topic in which `*` stands for any run of characters, dots included.
    handler: Called with one argument: the published object, or an Event that is used again for the
        next record unless it is kept. An async handler runs inline until it first waits, and then
        as a task of the running event loop.
    overflow: What happens where this loop falls behind: "block", publishers wait up to the
        time-out; "drop_oldest", events are overwritten and the gap is told; "conflate", of each
        topic the newest waits; "error", publishers are refused at once.
    timeout: Seconds that a publisher may be held up.
    batch: True to get arrays of records, dtype swarmcore.EVENT, instead of single events; an object
        is a record of kind 0 in them. The array lies in the ring where it can: it is read only,
        and what is kept of it must be copied.
    with_record: True calls the handler with two arguments, the Event and the object beside it, None
        for a bare record: for handlers that need the topic.
    on_gap: Called with how many events of its lanes were overwritten unread.

Returns:
    int: The subscription, for unsubscribe and counts.

Raises:
    ValueError: pattern, overflow or timeout cannot be used.
    TypeError: handler or on_gap cannot be called.
)")
        .def("unsubscribe", &PythonConsumer::unsubscribe, py::arg("subscription"),
             "End a subscription; False where it is unknown or ended before.")
        .def("poll", &PythonConsumer::poll, py::arg("limit") = 4096,
             R"(Deliver events that wait.

A handler that raises does not keep events from the others: the first exception is raised when all
have been delivered.

Args:
    limit: Events at most.

Returns:
    int: Events taken; 0 where nothing waits, or within a delivery.

Raises:
    BusError: the consumer was closed, or a handler kept the array of a batch.
)")
        .def("turn", &PythonConsumer::turn, py::arg("limit") = 4096,
             "One turn of an event loop that found `fileno` readable: True where the next one is "
             "due at once.")
        .def("arm", &PythonConsumer::arm,
             "True where nothing waits: the next event makes `fileno` readable.")
        .def("wait", &PythonConsumer::wait, py::arg("timeout"),
             "Sleep until an event waits, at most so many seconds; False where none came.")
        .def("clear", &PythonConsumer::clear, "Let `fileno` be readable no more.")
        .def("fileno", &PythonConsumer::fileno, "The descriptor that a selector waits for.")
        .def("close", &PythonConsumer::close,
             "End all subscriptions; publishers are not held up any more.")
        .def(
            "counts",
            [](PythonConsumer& self,
               std::uint32_t subscription) -> py::typing::Tuple<py::int_, py::int_, py::int_> {
                const bus::SubscriptionCounts& counts = self.counts(subscription);
                return py::make_tuple(counts.delivered, counts.missed, counts.conflated);
            },
            py::arg("subscription"),
            R"(What a subscription got: (delivered, missed, conflated).

Missed are events of its lanes that were overwritten unread, of whatever topic; conflated those that
a newer one of their topic replaced.

Raises:
    IndexError: subscribe() never gave the subscription.
)");
}

void register_player(py::module_& module) {
    py::class_<PythonPlayer>(module, "Player", R"(A thread that publishes records on a live bus.

It plays recorded events in real time, or makes a load; it needs no GIL.

Args:
    bus: The LiveEventBus.
    records: Array of dtype swarmcore.EVENT, shape (n,); topic holds ids that topic() gave.
    rate: Events a second; 0 for another pace.
    speed: 1 as the records' times go, 2 twice as fast; 0 for no pace. With neither, as fast as the
        bus takes them.
    rounds: How often the records are played.
    restamp: True to set ts to the time of publication, nanoseconds UTC.
    timeout: Seconds to wait where a lane is full, before an event is counted as refused.

Raises:
    ValueError: a number is out of its range, or both rate and speed are given.
    TypeError: records is no array of dtype swarmcore.EVENT.
    BusError: a topic is unknown.
)")
        .def(py::init([](py::object bus, RecordArray records, double rate, double speed,
                         std::size_t rounds, bool restamp, double timeout) {
                 return std::make_unique<PythonPlayer>(
                     std::move(bus), std::move(records),
                     player_options(rate, speed, rounds, restamp, timeout));
             }),
             py::arg("bus"), py::arg("records"), py::kw_only(), py::arg("rate") = 0.0,
             py::arg("speed") = 0.0, py::arg("rounds") = 1, py::arg("restamp") = false,
             py::arg("timeout") = 1.0)
        .def(
            "start", [](PythonPlayer& self) { self.player().start(); },
            R"(Begin.

Raises:
    BusError: it was started before, or the bus has as many publishers as it can have.
)")
        .def(
            "stop", [](PythonPlayer& self) { self.player().stop(); },
            "End after the event under way, without waiting for it.")
        .def(
            "join",
            [](PythonPlayer& self) {
                const py::gil_scoped_release release;
                self.player().join();
            },
            "Wait until it has ended.")
        .def_property_readonly("is_running",
                               [](PythonPlayer& self) { return self.player().is_running(); })
        .def_property_readonly(
            "published", [](PythonPlayer& self) { return self.player().published(); },
            "Events published so far.")
        .def_property_readonly(
            "refused", [](PythonPlayer& self) { return self.player().refused(); },
            "Events that a full lane refused past the time-out.");
}

}  // namespace

void register_live(py::module_& module) {
    register_live_event_bus(module);
    register_consumer(module);
    register_player(module);
}

}  // namespace swarmcore::bindings
