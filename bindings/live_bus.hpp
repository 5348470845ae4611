#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "arrays.hpp"
#include "bindings.hpp"
#include "event_object.hpp"
#include "swarmcore/bus/live_bus.hpp"
#include "topic_ids.hpp"

namespace swarmcore::bindings {

class PythonConsumer;

/// The live bus with its Python side. All threads of Python publish through one publisher, whose
/// one writer at a time is whoever holds the GIL; objects ride beside its records.
class PythonLiveBus {
  public:
    explicit PythonLiveBus(std::size_t capacity);
    ~PythonLiveBus();
    PythonLiveBus(const PythonLiveBus&) = delete;
    PythonLiveBus& operator=(const PythonLiveBus&) = delete;

    [[nodiscard]] bus::LiveBus& bus() noexcept { return bus_; }

    /// `topic` is any object; one that is no text is refused.
    [[nodiscard]] std::uint32_t topic(PyObject* name);
    [[nodiscard]] const std::string& topic_name(std::uint32_t topic) const;

    /// Waits, without the GIL, where a lane is full.
    std::uint64_t publish(const Event& event, py::object payload);
    std::size_t publish_records(const RecordArray& records);

    [[nodiscard]] bool is_wanted(std::string_view topic) const;
    [[nodiscard]] std::vector<std::string> patterns() const;
    [[nodiscard]] std::vector<std::string> topics() const { return bus_.topics().names(); }

    // Of the lane of a topic.

    [[nodiscard]] std::uint64_t next_sequence(std::uint32_t topic) {
        return publisher_.next_sequence(publisher_.lane(static_cast<bus::TopicId>(topic)));
    }
    [[nodiscard]] std::uint64_t oldest_needed(std::uint32_t topic) {
        return publisher_.oldest_needed(publisher_.lane(static_cast<bus::TopicId>(topic)));
    }

    /// Wakes the consumers that sleep: one that wants none of what was published is not woken for
    /// it, and its lane counts as needed until it looks.
    void wake() noexcept { bus_.ports().wake(bus_.ports().armed()); }

    // For consumers.

    /// Through whom every handler of Python publishes.
    [[nodiscard]] bus::PublisherId publisher() const noexcept { return publisher_.id(); }

    void add(PythonConsumer& consumer) { consumers_.push_back(&consumer); }
    void remove(const PythonConsumer& consumer) noexcept;

    /// What rode beside an event: null where nothing did. Nothing at all where it is gone.
    [[nodiscard]] std::optional<py::handle> payload(const Event& event, bus::Origin origin,
                                                    bool conflated) const;
    /// Lets go of the objects that no consumer needs any more.
    void release_payloads();

    void clear_objects() {
        visit_objects([](py::object& object) { object = py::object{}; });
    }
    template <class Visitor>
    void visit_objects(Visitor&& visitor) {
        // NOLINTBEGIN(misc-const-correctness): a visitor may change them.
        for (auto& lane : lanes_) {
            for (py::object& payload : lane.payloads) visitor(payload);
        }
        for (Latest& each : latest_) visitor(each.payload);
        // NOLINTEND(misc-const-correctness)
    }

  private:
    struct LanePayloads {
        std::vector<py::object> payloads;  ///< by slot
        std::uint64_t released = 0;        ///< all before have been let go
    };
    /// The newest object of a topic, for those who want no other.
    struct Latest {
        py::object payload;
        std::uint64_t sequence = 0;
    };

    /// Throws LaneFullError, which tells `published`: how many of the call were before this event.
    void wait_for_room(const Event& event, bus::Lane lane, std::size_t published);

    bus::LiveBus bus_;
    bus::Publisher& publisher_;
    std::array<LanePayloads, bus::lane_count> lanes_;
    std::vector<Latest> latest_;  ///< by topic
    std::vector<PythonConsumer*> consumers_;
    TopicIds topics_;
};

/// A consumer loop with its Python side. It polls with the GIL.
class PythonConsumer {
  public:
    explicit PythonConsumer(py::object bus);
    ~PythonConsumer();
    PythonConsumer(const PythonConsumer&) = delete;
    PythonConsumer& operator=(const PythonConsumer&) = delete;

    std::uint32_t subscribe(std::string_view pattern, py::object handler, std::string_view overflow,
                            double timeout, bool batch, bool with_record, py::object on_gap);
    bool unsubscribe(std::uint32_t subscription);

    /// Delivers up to `limit` events and returns how many it took.
    std::size_t poll(std::size_t limit);

    /// One turn of an event loop whose selector found `fileno` readable: true where it should come
    /// again at once, else the loop may sleep.
    bool turn(std::size_t limit);
    [[nodiscard]] bool arm() { return checked().arm(); }
    [[nodiscard]] bool wait(double timeout);
    void clear() { checked().waker().clear(); }
    [[nodiscard]] int fileno() { return checked().waker().fd(); }
    void close();

    [[nodiscard]] bus::ConsumerId id() const noexcept { return id_; }
    [[nodiscard]] bool is_polled_here() const noexcept {
        return polled_by_ == std::this_thread::get_id();
    }
    [[nodiscard]] const bus::SubscriptionCounts& counts(std::uint32_t subscription);
    [[nodiscard]] bool is_wanted(std::string_view topic) const;
    void add_patterns(std::vector<std::string>& patterns) const;

    /// But for the bus, which must outlive it.
    void clear_objects() {
        const std::vector<Handler> ended =
            std::exchange(handlers_, std::vector<Handler>(handlers_.size()));
        rows_ = py::object{};
    }
    template <class Visitor>
    void visit_objects(Visitor&& visitor) {
        visitor(bus_object_);
        // NOLINTNEXTLINE(misc-const-correctness): a visitor may change them.
        for (Handler& each : handlers_) {
            visitor(each.handler);
            visitor(each.on_gap);
        }
        visitor(rows_);
    }

  private:
    struct Handler {
        std::string pattern;
        py::object handler;  ///< null once it has ended
        py::object on_gap;
        bool with_record = false;
    };
    class Visitor;

    [[nodiscard]] bus::Consumer& checked();
    [[nodiscard]] const py::object& rows_of(std::span<const Event> run, bool zero_copy);

    py::object bus_object_;
    PythonLiveBus* bus_;
    bus::ConsumerId id_;
    std::unique_ptr<bus::Consumer> consumer_;  ///< null once closed
    std::vector<Handler> handlers_;
    EventObjects events_;
    py::object rows_;  ///< the array of the run at hand, one for all who get it
    const Event* rows_data_ = nullptr;
    std::size_t rows_size_ = 0;
    std::thread::id polled_by_;
};

}  // namespace swarmcore::bindings
