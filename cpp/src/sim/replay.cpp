#include "swarmcore/sim/replay.hpp"

#include <stdexcept>
#include <utility>

#include "swarmcore/core/error.hpp"

namespace swarmcore::sim {

namespace {

using book::BookMessage;
using book::BookStatus;
using book::DepthMessage;
using book::DepthStatus;
using book::Execution;
using book::OrderCommand;

std::string place(std::size_t stream, std::size_t row) {
    return "streams[" + std::to_string(stream) + "]: row " + std::to_string(row) + ": ";
}

const char* feed_name(MarketData kind) {
    return kind == MarketData::by_order ? "by order" : "by price";
}

/// The number of a row in the draws of a latency model, apart from the rows of other streams.
std::uint64_t number_of(std::size_t stream, std::size_t row) {
    return static_cast<std::uint64_t>(stream) << 48U | row;
}

}  // namespace

Replay::Replay(const std::vector<ExchangeInstrument>& instruments, const ReplayOptions& options)
    : ReplayContext{instruments, options}, options_{options} {
    if (options.sample_every.count() < 0) {
        throw std::invalid_argument{"sample_every: expected 0 or more nanoseconds, was " +
                                    std::to_string(options.sample_every.count())};
    }
    for (const ExchangeInstrument& instrument : instruments) {
        kinds_.push_back(instrument.data);
        order_views_.emplace_back();
        depth_views_.emplace_back(instrument.depth);
    }
    delayed_ = options.data_latency &&
               !(options.data_latency->is_constant() && options.data_latency->base() == Nanos{});
}

void Replay::add(std::span<const BookMessage> rows) {
    add_stream(rows, MarketData::by_order);
}

void Replay::add(std::span<const DepthMessage> rows) {
    add_stream(rows, MarketData::by_price);
}

template <class Record>
void Replay::add_stream(std::span<const Record> rows, MarketData kind) {
    if (begun_)
        throw std::invalid_argument{"streams: expected before the replay has begun, was after"};
    const std::size_t stream = streams_.size();
    std::int64_t last = std::numeric_limits<std::int64_t>::min();
    bool delayed = false;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const Record& record = rows[row];
        if (record.ts < last || record.ts == end_of_time) {
            throw BookError{row, place(stream, row) + "ts: expected the time of the row before (" +
                                     std::to_string(last) + ") or later, was " +
                                     std::to_string(record.ts)};
        }
        if (record.instrument >= kinds_.size()) {
            throw BookError{row, place(stream, row) + "instrument: expected below " +
                                     std::to_string(kinds_.size()) + ", was " +
                                     std::to_string(record.instrument)};
        }
        if (kinds_[record.instrument] != kind) {
            throw BookError{row, place(stream, row) + "instrument: expected one with market data " +
                                     feed_name(kind) + ", was " +
                                     std::to_string(record.instrument) + ", which has it " +
                                     feed_name(kinds_[record.instrument])};
        }
        last = record.ts;
        delayed = delayed || record.ts_local > record.ts;
    }
    if (!options_.data_latency) delayed_ = delayed_ || delayed;
    streams_.push_back({.rows = reinterpret_cast<const std::byte*>(rows.data()),
                        .count = rows.size(),
                        .kind = kind});
}

void Replay::begin() {
    begun_ = true;
    for (const MarketStream& stream : streams_) {
        venue_cursors_.push_back({.rows = stream.rows, .count = stream.count});
        const Cursor& cursor = venue_cursors_.back();
        venue_.add(cursor.is_done() ? end_of_time : cursor.ts());
    }
    if (options_.sample_every > Nanos{} && venue_.time() != end_of_time) {
        next_sample_ = later(venue_.time(), options_.sample_every);
    }
    if (!delayed_) return;
    local_cursors_ = venue_cursors_;
    for (std::size_t stream = 0; stream < streams_.size(); ++stream) {
        local_.add(next_receipt(local_cursors_[stream], stream));
    }
    for (std::size_t i = 0; i < views_.size(); ++i) {
        if (kinds_[i] == MarketData::by_order) {
            views_[i].by_order = &order_views_[i];
        } else {
            views_[i].by_price = &depth_views_[i];
        }
    }
}

void Replay::finish() {
    if (finished_) return;
    finished_ = true;
    if (options_.sample_every > Nanos{} && now_ != std::numeric_limits<std::int64_t>::min()) {
        take_sample(now_);
    }
    next_sample_ = end_of_time;
    wake_ = end_of_time;
}

void Replay::deliver_order() {
    const std::int64_t ts = orders_.next_time();
    OrderCommand command = orders_.pop();
    command.ts = ts;
    exchange_.process(command);
    collect_answers();
}

void Replay::collect_answers() {
    const Nanos now = exchange_.now();
    const std::span<const Execution> executions = exchange_.executions();
    const std::span<const Money> fees = exchange_.fees();
    for (std::size_t i = 0; i < executions.size(); ++i) {
        const Nanos delay = options_.answer_latency.delay(now, answer_number_++);
        const std::int64_t ts =
            answers_.push(later(now.count(), delay), {.execution = executions[i], .fee = fees[i]});
        const Execution& execution = executions[i];
        hash_.update(ts);
        hash_.update(execution.ts);
        hash_.update(execution.order_id);
        hash_.update(execution.price);
        hash_.update(execution.quantity);
        hash_.update(execution.remaining);
        hash_.update(static_cast<std::uint64_t>(execution.kind) << 8U |
                     static_cast<std::uint64_t>(execution.reason));
        hash_.update(fees[i].count());
    }
    exchange_.clear_executions();
    changed_ = true;
}

void Replay::take_sample(std::int64_t ts) {
    samples_.push_back({.ts = Nanos{ts},
                        .profit = profit(),
                        .fees = static_cast<double>(account_.fees().count()) * 1e-9});
    next_sample_ = later(ts, options_.sample_every);
}

double Replay::profit() noexcept {
    for (std::size_t i = 0; i < views_.size(); ++i) {
        if (const auto middle = book::mid(quotes(i))) account_.mark(i, *middle);
    }
    return account_.profit();
}

bool Replay::take(const BookMessage& message, std::size_t stream, std::size_t row) {
    const BookStatus status = exchange_.apply(message);
    if (status == BookStatus::applied) return true;
    ++refused_;
    if (options_.on_fault == OnFault::raise) fail(stream, row, describe(status, message));
    return false;
}

bool Replay::take(const DepthMessage& message, std::size_t stream, std::size_t row) {
    // `add` made sure that the instrument has market data of this kind.
    const DepthStatus status = exchange_.apply(message).value_or(DepthStatus::waiting);
    if (status == DepthStatus::applied) return true;
    ++refused_;
    if (options_.on_fault == OnFault::raise && is_fault(status)) {
        fail(stream, row, exchange_.depth_book(message.instrument)->describe(status, message));
    }
    return false;
}

bool Replay::look(const BookMessage& message) noexcept {
    return order_views_[message.instrument].apply(message, before_) == BookStatus::applied;
}

bool Replay::look(const DepthMessage& message) noexcept {
    return depth_views_[message.instrument].apply(message) == DepthStatus::applied;
}

void Replay::fail(std::size_t stream, std::size_t row, const std::string& what) {
    throw BookError{row, place(stream, row) + what};
}

std::int64_t Replay::next_receipt(Cursor& cursor, std::size_t stream) const noexcept {
    if (cursor.is_done()) return end_of_time;
    std::int64_t ts = std::max(cursor.ts(), cursor.ts_local());
    if (options_.data_latency) {
        const Nanos sent{cursor.ts()};
        ts =
            later(sent.count(), options_.data_latency->delay(sent, number_of(stream, cursor.next)));
    }
    cursor.latest = std::max(cursor.latest, std::min(ts, end_of_time - 1));
    return cursor.latest;
}

std::uint64_t Replay::row_count() const noexcept {
    std::uint64_t sum = 0;
    for (const Cursor& cursor : venue_cursors_) sum += cursor.next;
    return sum;
}

std::uint64_t Replay::state_hash() const noexcept {
    StateHash hash = hash_;
    hash.update(exchange_.state_hash());
    return hash.digest();
}

}  // namespace swarmcore::sim
