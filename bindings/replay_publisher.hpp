#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "bindings.hpp"
#include "event_bus.hpp"
#include "record_event.hpp"
#include "swarmcore/book/quotes.hpp"
#include "swarmcore/sim/replay.hpp"

namespace swarmcore::bindings {

/// What a publisher knows of an instrument: its name, and its grid as fractions, so that a number
/// of ticks or lots becomes the float nearest to its decimal.
struct PublishedInstrument {
    py::str symbol;
    std::array<double, 2> tick{1.0, 1.0};
    std::array<double, 2> lot{1.0, 1.0};
};

/// The strategy of a replay that publishes on a bus what reaches the agent, as far as somebody
/// subscribed to it: for what nobody wants, no object of Python is touched.
///
/// | topic          | object                                                       |
/// |----------------|--------------------------------------------------------------|
/// | book.<symbol>  | BookEvent or DepthEvent: every message or row                 |
/// | quote.<symbol> | Quote: the best bid or ask has changed                        |
/// | trade.<symbol> | Trade                                                         |
/// | fill.<symbol>  | ExecutionEvent: a fill of an order of its own                 |
/// | order.<symbol> | ExecutionEvent: another answer to one                         |
/// | batch.<stream> | rows of a stream, an array: up to `batch` of them             |
///
/// With an `answers` callable, fills and other answers go to it instead. A batch is cut before an
/// answer is delivered, so that nothing is told out of order.
class ReplayPublisher {
  public:
    ReplayPublisher(py::object bus, std::vector<PublishedInstrument> instruments,
                    const std::vector<py::object>& arrays, std::size_t batch);

    void on_event(const sim::ReplayEvent& event, sim::ReplayContext& context);
    /// Publishes the rows of batches that are not full.
    void flush();
    void set_answers(py::object answers) { answers_ = std::move(answers); }
    void set_wake(py::object wake) { wake_ = std::move(wake); }
    [[nodiscard]] bool is_delivering() { return bus().is_delivering(); }
    /// Ends the run after the next event that was delivered to somebody.
    void set_single(bool single) noexcept { single_ = single; }
    [[nodiscard]] bool has_delivered() const noexcept { return delivered_; }
    void clear_delivered() noexcept { delivered_ = false; }

    template <class Visitor>
    void visit_objects(Visitor&& visitor) {
        visitor(bus_object_);
        visitor(answers_);
        visitor(wake_);
    }

  private:
    struct Topics {
        bus::TopicId book;
        bus::TopicId quote;
        bus::TopicId trade;
        bus::TopicId fill;
        bus::TopicId order;
    };
    /// Rows of a stream that were not published yet.
    struct Batch {
        py::object rows;
        bus::TopicId topic;
        std::size_t first = 0;
        std::size_t last = 0;
    };

    [[nodiscard]] bus::EventBus& bus() noexcept { return bus_->bus(); }
    [[nodiscard]] bool is_wanted(bus::TopicId topic) noexcept {
        return !bus().router().route(topic).empty();
    }
    void publish(bus::TopicId topic, const sim::ReplayEvent& event, py::object object);
    void publish_trade(const sim::ReplayEvent& event, Side rested, std::int64_t price,
                       std::int64_t quantity);
    void publish_quote(const sim::ReplayEvent& event, const book::Quotes& quotes);
    void add_to_batch(const sim::ReplayEvent& event);
    void on_book(const sim::ReplayEvent& event, sim::ReplayContext& context);
    void on_depth(const sim::ReplayEvent& event, sim::ReplayContext& context);
    void on_execution(const sim::ReplayEvent& event, sim::ReplayContext& context);

    py::object bus_object_;
    PythonEventBus* bus_;
    std::vector<PublishedInstrument> instruments_;
    std::vector<Topics> topics_;
    std::vector<Batch> batches_;
    std::vector<book::Quotes> quotes_;  ///< as published last
    std::size_t batch_;
    std::size_t waiting_ = 0;  ///< rows in all batches
    py::object quote_type_;
    py::object trade_type_;
    py::object answers_;
    py::object wake_;
    RecordEvents<book::BookMessage> books_;
    RecordEvents<book::DepthMessage> depths_;
    RecordEvents<book::Execution> executions_;
    bool single_ = false;
    bool delivered_ = false;
};

}  // namespace swarmcore::bindings
