#include "live_bus.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "call.hpp"
#include "swarmcore/core/error.hpp"

namespace swarmcore::bindings {

namespace {

using bus::Lane;
using std::chrono::nanoseconds;
using std::chrono::steady_clock;

bus::Overflow overflow_of(std::string_view name) {
    if (name == "block") return bus::Overflow::block;
    if (name == "drop_oldest") return bus::Overflow::drop_oldest;
    if (name == "conflate") return bus::Overflow::conflate;
    if (name == "error") return bus::Overflow::error;
    throw py::value_error("overflow: expected block, drop_oldest, conflate or error, was \"" +
                          std::string{name} + "\"");
}

nanoseconds duration_of(double seconds, const char* name) {
    constexpr double most = 1e9;
    if (!(seconds >= 0.0 && seconds <= most)) {
        throw py::value_error(std::string{name} + ": expected 0 to 1e9 seconds, was " +
                              std::to_string(seconds));
    }
    return nanoseconds{static_cast<std::int64_t>(seconds * 1e9)};
}

}  // namespace

PythonLiveBus::PythonLiveBus(std::size_t capacity)
    : bus_{capacity}, publisher_{bus_.open_publisher()} {
    for (LanePayloads& lane : lanes_) lane.payloads.resize(capacity);
}

PythonLiveBus::~PythonLiveBus() = default;

std::uint32_t PythonLiveBus::topic(PyObject* name) {
    return topics_.id(name, [this](std::string_view text) { return bus_.topics().topic(text); });
}

const std::string& PythonLiveBus::topic_name(std::uint32_t topic) const {
    return bus_.topics().name(static_cast<bus::TopicId>(topic));
}

std::uint64_t PythonLiveBus::publish(const Event& event, py::object payload) {
    const auto topic = static_cast<bus::TopicId>(event.topic);
    const Lane lane = publisher_.lane(topic);
    if (!publisher_.has_room(lane)) wait_for_room(event, lane, 0);
    // With the GIL nobody can look for the object before it is there.
    const std::uint64_t sequence = publisher_.next_sequence(lane);
    LanePayloads& beside = lanes_[bus::index_of(lane)];
    if (event.topic >= latest_.size()) latest_.resize(event.topic + 1);
    Latest& latest = latest_[event.topic];
    latest.sequence = sequence;
    const py::object replaced = std::exchange(latest.payload, payload);
    py::object& slot = beside.payloads[sequence & (beside.payloads.size() - 1)];
    const py::object overwritten = std::exchange(slot, std::move(payload));
    publisher_.publish(event);
    return sequence;
}

std::size_t PythonLiveBus::publish_records(const RecordArray& records) {
    const auto events = record_view<Event>(records, "records");
    // Ids are dense, so the highest one decides whether a topic is unknown: then nothing is
    // published.
    std::uint32_t last_topic = 0;
    for (const Event& event : events) last_topic = std::max(last_topic, event.topic);
    if (!events.empty()) (void)publisher_.lane(static_cast<bus::TopicId>(last_topic));
    std::size_t published = 0;
    while (published < events.size()) {
        const Event& next = events[published];
        const Lane lane = publisher_.lane(static_cast<bus::TopicId>(next.topic));
        if (!publisher_.has_room(lane)) wait_for_room(next, lane, published);
        // A run of one lane, whose slots hold no objects.
        LanePayloads& beside = lanes_[bus::index_of(lane)];
        const std::size_t room = publisher_.ring(lane).room(events.size() - published);
        std::size_t count = 0;
        std::uint64_t sequence = publisher_.next_sequence(lane);
        while (published + count < events.size() && count < room) {
            const Event& event = events[published + count];
            if (publisher_.lane(static_cast<bus::TopicId>(event.topic)) != lane) break;
            py::object& slot = beside.payloads[sequence & (beside.payloads.size() - 1)];
            if (slot) slot = py::object{};
            if (event.topic < latest_.size()) latest_[event.topic] = {py::object{}, sequence};
            ++sequence;
            ++count;
        }
        publisher_.publish(events.subspan(published, count));
        published += count;
    }
    return published;
}

void PythonLiveBus::wait_for_room(const Event& event, Lane lane, std::size_t published) {
    const auto begin = steady_clock::now();
    nanoseconds pause{1'000};
    while (!publisher_.has_room(lane)) {
        const bus::ConsumerId held_by = publisher_.wake_holder(lane);
        if (static_cast<std::size_t>(held_by) >= bus::Ports::max_consumers) continue;
        const auto holder =
            std::find_if(consumers_.begin(), consumers_.end(),
                         [&](const PythonConsumer* each) { return each->id() == held_by; });
        const bool own = holder != consumers_.end() && (*holder)->is_polled_here();
        const auto patience = bus_.ports().patience(held_by, lane);
        if (own || steady_clock::now() - begin >= patience) {
            std::vector<std::string> patterns;
            if (holder != consumers_.end()) (*holder)->add_patterns(patterns);
            std::string waiting;
            for (const std::string& pattern : patterns) {
                waiting += (waiting.empty() ? "" : ", ") + pattern;
            }
            throw LaneFullError{
                published,
                bus_.topics().name(static_cast<bus::TopicId>(event.topic)) +
                    ": expected room for one more event, all " + std::to_string(bus_.capacity()) +
                    " slots of its lane wait for the consumer of " + waiting +
                    (own ? ", which publishes it itself"
                         : " past its time-out; make its handlers faster, or let it drop or "
                           "conflate") +
                    (published == 0 ? "" : "; published before: " + std::to_string(published))};
        }
        const py::gil_scoped_release release;
        std::this_thread::sleep_for(pause);
        pause = std::min(2 * pause, nanoseconds{100'000});
    }
}

bool PythonLiveBus::is_wanted(std::string_view topic) const {
    return std::any_of(consumers_.begin(), consumers_.end(),
                       [&](const PythonConsumer* each) { return each->is_wanted(topic); });
}

std::vector<std::string> PythonLiveBus::patterns() const {
    std::vector<std::string> result;
    for (const PythonConsumer* each : consumers_) each->add_patterns(result);
    return result;
}

void PythonLiveBus::remove(const PythonConsumer& consumer) noexcept {
    std::erase(consumers_, &consumer);
}

std::optional<py::handle> PythonLiveBus::payload(const Event& event, bus::Origin origin,
                                                 bool conflated) const {
    if (origin.publisher != publisher_.id()) return py::handle{};
    if (conflated) {
        if (event.topic >= latest_.size()) return py::handle{};
        const Latest& latest = latest_[event.topic];
        // A newer one has come meanwhile, and will be delivered in its place.
        if (latest.sequence != event.sequence) return std::nullopt;
        return latest.payload;
    }
    const LanePayloads& beside = lanes_[bus::index_of(origin.lane)];
    if (event.sequence + beside.payloads.size() < publisher_.next_sequence(origin.lane)) {
        return std::nullopt;
    }
    return beside.payloads[event.sequence & (beside.payloads.size() - 1)];
}

void PythonLiveBus::release_payloads() {
    for (const Lane lane : bus::all_lanes) {
        LanePayloads& beside = lanes_[bus::index_of(lane)];
        const std::size_t mask = beside.payloads.size() - 1;
        const std::uint64_t needed = publisher_.oldest_needed(lane);
        if (needed > beside.released + mask) beside.released = needed - mask - 1;
        while (beside.released < needed) {
            // Letting go of it may run anything, also this.
            const py::object gone =
                std::exchange(beside.payloads[beside.released++ & mask], py::object{});
        }
    }
}

/// What the core's consumer calls.
class PythonConsumer::Visitor {
  public:
    explicit Visitor(PythonConsumer& consumer) : self_{consumer} {}

    void event(bus::SubscriptionId id, const Event& event, bus::Origin origin, bool conflated) {
        const std::optional<py::handle> beside = self_.bus_->payload(event, origin, conflated);
        if (!beside) return;
        // Kept during the call: the handler may publish into its slot, or end itself.
        const auto payload = py::reinterpret_borrow<py::object>(*beside);
        const py::object function = handler(id).handler;
        if (!function) return;  // the collector has cleared it
        const bool done =
            handler(id).with_record
                ? call_handler(function.ptr(), self_.events_.make(event).ptr(), payload.ptr())
                : call_handler(function.ptr(),
                               payload ? payload.ptr() : self_.events_.make(event).ptr());
        if (!done) contain(function);
    }

    void batch(bus::SubscriptionId id, std::span<const Event> run, bus::Origin /*origin*/,
               bool zero_copy) {
        const py::object& rows = self_.rows_of(run, zero_copy);
        const auto before = Py_REFCNT(rows.ptr());
        const py::object function = handler(id).handler;
        call(function, rows);
        if (zero_copy && Py_REFCNT(rows.ptr()) > before) {
            self_.rows_data_ = nullptr;  // not to be blamed on the next one
            fail(function,
                 "batch: expected the handler to keep a copy of its array, it kept the array "
                 "itself, which the next events overwrite");
        }
    }

    void gap(bus::SubscriptionId id, std::uint64_t missed, bus::Origin /*origin*/) {
        const py::object on_gap = handler(id).on_gap;
        if (on_gap) call(on_gap, py::int_(missed));
    }

    void finish() {
        if (first_) throw py::error_already_set{std::move(*first_)};
    }

  private:
    Handler& handler(bus::SubscriptionId id) {
        return self_.handlers_[static_cast<std::size_t>(id)];
    }

    // One handler's exception does not keep events from the others: the first is raised at the end,
    // later ones go to sys.unraisablehook. What is no Exception stops at once.
    void contain(const py::object& handler) {
        if (PyErr_ExceptionMatches(PyExc_Exception) == 0) throw py::error_already_set{};
        keep(handler);
    }

    void call(const py::object& handler, const py::object& argument) {
        if (handler && !call_handler(handler.ptr(), argument.ptr())) contain(handler);
    }

    void fail(const py::object& handler, const char* message) {
        PyErr_SetString(py::module_::import("swarmcore.errors").attr("BusError").ptr(), message);
        keep(handler);
    }

    void keep(const py::object& handler) {
        if (first_) {
            PyErr_WriteUnraisable(handler.ptr());
        } else {
            first_.emplace();
        }
    }

    PythonConsumer& self_;
    std::optional<py::error_already_set> first_;
};

PythonConsumer::PythonConsumer(py::object bus)
    : bus_object_{std::move(bus)},
      bus_{&bus_object_.cast<PythonLiveBus&>()},
      id_{},
      consumer_{bus_->bus().open_consumer()} {
    id_ = consumer_->id();
    consumer_->set_local(bus_->publisher());
    bus_->add(*this);
}

PythonConsumer::~PythonConsumer() {
    if (consumer_) bus_->remove(*this);
}

bus::Consumer& PythonConsumer::checked() {
    if (!consumer_) throw BusError{"consumer: expected an open one, was closed"};
    return *consumer_;
}

std::uint32_t PythonConsumer::subscribe(std::string_view pattern, py::object handler,
                                        std::string_view overflow, double timeout, bool batch,
                                        bool with_record, py::object on_gap) {
    if (!PyCallable_Check(handler.ptr())) {
        throw py::type_error("handler: expected a callable, was " +
                             py::repr(handler).cast<std::string>());
    }
    if (!on_gap.is_none() && !PyCallable_Check(on_gap.ptr())) {
        throw py::type_error("on_gap: expected a callable, was " +
                             py::repr(on_gap).cast<std::string>());
    }
    const auto subscription = static_cast<std::uint32_t>(
        checked().subscribe(pattern, {.overflow = overflow_of(overflow),
                                      .timeout = duration_of(timeout, "timeout"),
                                      .batch = batch}));
    handlers_.resize(subscription + 1);
    handlers_[subscription] = {std::string{pattern}, std::move(handler),
                               on_gap.is_none() ? py::object{} : std::move(on_gap), with_record};
    return subscription;
}

bool PythonConsumer::unsubscribe(std::uint32_t subscription) {
    if (!checked().unsubscribe(static_cast<bus::SubscriptionId>(subscription))) return false;
    const Handler ended = std::exchange(handlers_[subscription], {});
    return true;
}

std::size_t PythonConsumer::poll(std::size_t limit) {
    bus::Consumer& consumer = checked();
    if (consumer.is_polling()) return 0;
    polled_by_ = std::this_thread::get_id();
    Visitor visitor{*this};
    std::size_t taken = 0;
    try {
        taken = consumer.poll(limit, visitor);
    } catch (...) {
        polled_by_ = {};
        throw;
    }
    polled_by_ = {};
    bus_->release_payloads();
    visitor.finish();
    return taken;
}

bool PythonConsumer::turn(std::size_t limit) {
    // Delivered first, for the handlers' sake: signals come only where it is armed again, and one
    // that is late costs a turn that finds nothing.
    bus::Waker& waker = checked().waker();
    std::size_t taken = 0;
    try {
        taken = poll(limit);
    } catch (...) {
        waker.clear();
        throw;
    }
    waker.clear();
    return taken == limit || (consumer_ && !consumer_->arm());
}

bool PythonConsumer::wait(double timeout) {
    bus::Consumer& consumer = checked();
    const nanoseconds time = duration_of(timeout, "timeout");
    if (!consumer.arm()) return true;
    bool signalled = false;
    {
        const py::gil_scoped_release release;
        signalled = consumer.waker().wait(time);
    }
    consumer.waker().clear();
    consumer.disarm();
    return signalled;
}

void PythonConsumer::close() {
    if (!consumer_) return;
    if (consumer_->is_polling()) {
        throw BusError{"consumer: expected to be closed between deliveries, was in one"};
    }
    bus_->remove(*this);
    consumer_.reset();
    const std::vector<Handler> ended = std::exchange(handlers_, {});
    bus_->release_payloads();
}

const bus::SubscriptionCounts& PythonConsumer::counts(std::uint32_t subscription) {
    return checked().subscriptions().counts(static_cast<bus::SubscriptionId>(subscription));
}

bool PythonConsumer::is_wanted(std::string_view topic) const {
    return std::any_of(handlers_.begin(), handlers_.end(), [&](const Handler& each) {
        return each.handler && bus::matches(each.pattern, topic);
    });
}

void PythonConsumer::add_patterns(std::vector<std::string>& patterns) const {
    for (const Handler& each : handlers_) {
        if (each.handler) patterns.push_back(each.pattern);
    }
}

const py::object& PythonConsumer::rows_of(std::span<const Event> run, bool zero_copy) {
    if (!zero_copy) {
        rows_data_ = nullptr;
        py::array_t<Event> copy(static_cast<py::ssize_t>(run.size()));
        std::copy(run.begin(), run.end(), copy.mutable_data());
        rows_ = std::move(copy);
        return rows_;
    }
    if (rows_data_ != run.data() || rows_size_ != run.size()) {
        auto rows = py::array(py::dtype::of<Event>(), {static_cast<py::ssize_t>(run.size())},
                              {static_cast<py::ssize_t>(sizeof(Event))}, run.data(), bus_object_);
        py::detail::array_proxy(rows.ptr())->flags &= ~py::detail::npy_api::NPY_ARRAY_WRITEABLE_;
        rows_ = std::move(rows);
        rows_data_ = run.data();
        rows_size_ = run.size();
    }
    return rows_;
}

}  // namespace swarmcore::bindings
