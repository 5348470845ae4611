#include "replay_publisher.hpp"

#include <optional>
#include <utility>

#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/feed/message_flags.hpp"

namespace swarmcore::bindings {

namespace {

using book::BookMessage;
using book::DepthMessage;
using book::DepthMessageKind;
using book::Execution;
using book::ExecutionKind;
using book::MessageKind;
using sim::ReplayContext;
using sim::ReplayEvent;
using sim::ReplayEventKind;

/// The float nearest to a count of steps, as far as the product is below 2^53.
py::float_ amount(std::int64_t count, const std::array<double, 2>& step) {
    return py::float_{static_cast<double>(count) * step[0] / step[1]};
}

template <std::size_t Count>
py::object call(const py::object& callable, const std::array<PyObject*, Count>& arguments) {
    auto result = py::reinterpret_steal<py::object>(
        PyObject_Vectorcall(callable.ptr(), arguments.data(), Count, nullptr));
    if (!result) throw py::error_already_set{};
    return result;
}

bool same(const std::optional<book::DepthLevel>& left,
          const std::optional<book::DepthLevel>& right) {
    if (!left || !right) return left.has_value() == right.has_value();
    return left->price == right->price && left->quantity == right->quantity;
}

}  // namespace

ReplayPublisher::ReplayPublisher(py::object bus, std::vector<PublishedInstrument> instruments,
                                 const std::vector<py::object>& arrays, std::size_t batch)
    : bus_object_{std::move(bus)},
      bus_{&bus_object_.cast<PythonEventBus&>()},
      instruments_{std::move(instruments)},
      quotes_(instruments_.size()),
      batch_{batch},
      books_{record_types().book},
      depths_{record_types().depth},
      executions_{record_types().execution} {
    const py::module_ messages = py::module_::import("swarmcore.market.messages");
    quote_type_ = messages.attr("Quote");
    trade_type_ = messages.attr("Trade");
    bus::Router& router = bus_->bus().router();
    for (const PublishedInstrument& instrument : instruments_) {
        const auto symbol = instrument.symbol.cast<std::string>();
        topics_.push_back({.book = router.topic("book." + symbol),
                           .quote = router.topic("quote." + symbol),
                           .trade = router.topic("trade." + symbol),
                           .fill = router.topic("fill." + symbol),
                           .order = router.topic("order." + symbol)});
    }
    for (const py::object& array : arrays) {
        // What an agent sees of the rows, it cannot change.
        py::object rows = array.attr("view")();
        rows.attr("flags").attr("writeable") = false;
        const std::string name = "batch." + std::to_string(batches_.size());
        batches_.push_back({.rows = std::move(rows), .topic = router.topic(name)});
    }
}

void ReplayPublisher::on_event(const ReplayEvent& event, ReplayContext& context) {
    switch (event.kind) {
        case ReplayEventKind::book:
            on_book(event, context);
            break;
        case ReplayEventKind::depth:
            on_depth(event, context);
            break;
        case ReplayEventKind::execution:
            on_execution(event, context);
            break;
        case ReplayEventKind::wake:
            flush();
            if (wake_) {
                delivered_ = true;
                static_cast<void>(wake_(event.now.count()));
            }
            break;
    }
    if (single_ && delivered_) context.stop();
}

void ReplayPublisher::on_book(const ReplayEvent& event, ReplayContext& context) {
    const BookMessage& message = event.book();
    const Topics& topics = topics_[event.instrument];
    if (is_wanted(topics.book)) {
        publish(topics.book, event,
                books_.make(message, event.now.count(), instruments_[event.instrument].symbol));
    }
    if (is_wanted(topics.trade)) {
        // An execute names its order alone: at what price it stood, the book knew.
        if (message.kind == MessageKind::execute) {
            publish_trade(event, event.before->side, event.before->price.count(), message.quantity);
        } else if (message.kind == MessageKind::trade && (message.flags & feed::print_flag) == 0) {
            publish_trade(event, message.side, message.price, message.quantity);
        }
    }
    if (message.kind != MessageKind::trade && is_wanted(topics.quote)) {
        publish_quote(event, context.quotes(event.instrument));
    }
    add_to_batch(event);
}

void ReplayPublisher::on_depth(const ReplayEvent& event, ReplayContext& context) {
    const DepthMessage& message = event.depth();
    const Topics& topics = topics_[event.instrument];
    if (is_wanted(topics.book)) {
        publish(topics.book, event,
                depths_.make(message, event.now.count(), instruments_[event.instrument].symbol));
    }
    if (message.kind == DepthMessageKind::trade && is_wanted(topics.trade)) {
        publish_trade(event, message.side, message.price, message.quantity);
    }
    // Between the rows of an update the book is neither what it was nor what it will be.
    if ((message.flags & book::last_row_flag) != 0 && is_wanted(topics.quote)) {
        publish_quote(event, context.quotes(event.instrument));
    }
    add_to_batch(event);
}

void ReplayPublisher::on_execution(const ReplayEvent& event, ReplayContext& context) {
    flush();
    const Execution& execution = event.execution();
    // A reject repeats what was commanded, which may be no instrument.
    if (execution.instrument >= instruments_.size()) return;
    const Topics& topics = topics_[execution.instrument];
    const bool filled = execution.kind == ExecutionKind::filled;
    const bus::TopicId topic = filled ? topics.fill : topics.order;
    if (!answers_ && !is_wanted(topic)) return;
    const std::int64_t fee = static_cast<const sim::Replay&>(context).answers().back().fee.count();
    const py::object& object = executions_.make(execution, event.now.count(),
                                                instruments_[execution.instrument].symbol, fee);
    if (answers_) {
        delivered_ = true;
        static_cast<void>(answers_(object));
    } else {
        publish(topic, event, object);
    }
}

void ReplayPublisher::publish(bus::TopicId topic, const ReplayEvent& event, py::object object) {
    Event record;
    record.ts = event.now.count();
    record.topic = static_cast<std::uint32_t>(topic);
    record.instrument = event.instrument;
    delivered_ = true;
    bus_->publish(record, std::move(object));
}

void ReplayPublisher::publish_trade(const ReplayEvent& event, Side rested, std::int64_t price,
                                    std::int64_t quantity) {
    const PublishedInstrument& instrument = instruments_[event.instrument];
    const py::int_ ts{event.now.count()};
    const py::float_ at = amount(price, instrument.tick);
    const py::float_ size = amount(quantity, instrument.lot);
    // The taker's side: the other one than that of the order that rested.
    const py::int_ side{-static_cast<int>(rested)};
    publish(topics_[event.instrument].trade, event,
            call(trade_type_,
                 std::array{ts.ptr(), instrument.symbol.ptr(), at.ptr(), size.ptr(), side.ptr()}));
}

void ReplayPublisher::publish_quote(const ReplayEvent& event, const book::Quotes& quotes) {
    book::Quotes& last = quotes_[event.instrument];
    // A quote has two sides.
    if (!quotes.bid || !quotes.ask) return;
    if (same(quotes.bid, last.bid) && same(quotes.ask, last.ask)) return;
    last = quotes;
    const PublishedInstrument& instrument = instruments_[event.instrument];
    const py::int_ ts{event.now.count()};
    const py::float_ bid = amount(quotes.bid->price.count(), instrument.tick);
    const py::float_ ask = amount(quotes.ask->price.count(), instrument.tick);
    const py::float_ bid_size = amount(quotes.bid->quantity.count(), instrument.lot);
    const py::float_ ask_size = amount(quotes.ask->quantity.count(), instrument.lot);
    publish(topics_[event.instrument].quote, event,
            call(quote_type_, std::array{ts.ptr(), instrument.symbol.ptr(), bid.ptr(), ask.ptr(),
                                         bid_size.ptr(), ask_size.ptr()}));
}

void ReplayPublisher::add_to_batch(const ReplayEvent& event) {
    Batch& batch = batches_[event.stream];
    if (batch.last == batch.first) batch.first = event.row;
    batch.last = event.row + 1;
    if (++waiting_ >= batch_) flush();
}

void ReplayPublisher::flush() {
    if (waiting_ == 0) return;
    waiting_ = 0;
    for (Batch& batch : batches_) {
        const std::size_t first = std::exchange(batch.first, 0);
        const std::size_t last = std::exchange(batch.last, 0);
        if (first == last || !is_wanted(batch.topic)) continue;
        auto rows = py::reinterpret_steal<py::object>(PySequence_GetSlice(
            batch.rows.ptr(), static_cast<Py_ssize_t>(first), static_cast<Py_ssize_t>(last)));
        if (!rows) throw py::error_already_set{};
        Event record;
        record.topic = static_cast<std::uint32_t>(batch.topic);
        delivered_ = true;
        bus_->publish(record, std::move(rows));
    }
}

}  // namespace swarmcore::bindings
