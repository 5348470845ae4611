#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "swarmcore/book/depth_book.hpp"
#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/order.hpp"
#include "swarmcore/book/order_book.hpp"
#include "swarmcore/core/units.hpp"
#include "swarmcore/sim/exchange.hpp"
#include "swarmcore/sim/merge.hpp"
#include "swarmcore/sim/replay_context.hpp"
#include "swarmcore/sim/strategy.hpp"
#include "swarmcore/sim/timed_queue.hpp"

namespace swarmcore::sim {

/// An answer of the venue and when it came.
struct Answer {
    book::Execution execution;
    Money fee;
    Nanos received;
};

/// The account at an instant, in the quote currency (`Replay::profit`).
struct AccountSample {
    Nanos ts;
    double profit = 0.0;
    double fees = 0.0;
};

/// A stream of market data: rows of one kind in the order of their `ts`. The rows are the caller's
/// and stay where they are until the replay has ended.
struct MarketStream {
    const std::byte* rows = nullptr;
    std::size_t count = 0;
    MarketData kind = MarketData::by_order;
};

/// Replays recorded market data around a simulated exchange: merges its streams, moves orders and
/// answers at their latencies, and calls a strategy for what reaches it.
///
/// What happens at one time happens in this order: market data at the venue, by stream and row;
/// orders of the agent that arrive there; answers that reach the agent; market data that reaches it
/// later than the venue; wakes; samples of the account. Market data that takes no time reaches the
/// agent row by row with the venue, and then the agent's books are the venue's. On each line
/// nothing overtakes: what would arrive before something sent earlier arrives with it. After the
/// last row of market data, orders and answers under way still arrive; what the agent then sends is
/// counted as undelivered.
///
/// Units: nanoseconds, ticks, lots. Cost: a few nanoseconds an event beyond the books and the
/// strategy; no allocation an event, but for orders and their answers, which are kept.
/// Threads: one.
class Replay : public ReplayContext {
  public:
    /// Throws std::invalid_argument as Exchange does, and where there are limits, but not one for
    /// each instrument, or `sample_every` is negative.
    Replay(const std::vector<ExchangeInstrument>& instruments, const ReplayOptions& options);
    Replay(const Replay&) = delete;
    Replay& operator=(const Replay&) = delete;
    ~Replay() = default;

    /// Adds a stream; at one time, the one added first comes first. Throws BookError with the row
    /// where time goes back or an instrument is unknown or has market data of another kind, and
    /// std::invalid_argument once the replay has begun. The rows are read once here.
    void add(std::span<const book::BookMessage> rows);
    void add(std::span<const book::DepthMessage> rows);

    /// Replays until the end, and returns true; or until `stop`, and returns false. Throws
    /// BookError as options say; the replay has then ended. What the strategy throws leaves the
    /// replay after the event for which it was thrown.
    template <Strategy S>
    bool run(S& strategy);

    [[nodiscard]] std::span<const MarketStream> streams() const noexcept { return streams_; }
    /// Rows that the venue's books have seen so far.
    [[nodiscard]] std::uint64_t row_count() const noexcept;
    /// Rows refused by a book, or skipped by one that waits for a snapshot.
    [[nodiscard]] std::uint64_t refused_count() const noexcept { return refused_; }
    [[nodiscard]] std::span<const Answer> answers() const noexcept { return received_; }
    /// The commands that the gate let pass, as they were sent.
    [[nodiscard]] std::span<const book::OrderCommand> sent() const noexcept { return sent_; }
    /// Commands that were sent after the market data had ended.
    [[nodiscard]] std::uint64_t undelivered_count() const noexcept { return undelivered_; }
    [[nodiscard]] std::span<const AccountSample> samples() const noexcept { return samples_; }
    /// Whether some market data reaches the agent later than the venue.
    [[nodiscard]] bool is_delayed() const noexcept { return delayed_; }
    /// What the agent earned so far, in the quote currency: trades and fees that it has heard of,
    /// positions at the mid of its books, or where one is empty at its last.
    [[nodiscard]] double profit() noexcept;
    /// A digest of all that was sent and answered, in order and with its times, and of the
    /// exchange.
    [[nodiscard]] std::uint64_t state_hash() const noexcept;

  private:
    static_assert(sizeof(book::BookMessage) == sizeof(book::DepthMessage) &&
                  offsetof(book::BookMessage, ts) == 0 && offsetof(book::DepthMessage, ts) == 0 &&
                  offsetof(book::BookMessage, ts_local) == 8 &&
                  offsetof(book::DepthMessage, ts_local) == 8);

    /// Where the replay stands in a stream.
    struct Cursor {
        const std::byte* rows = nullptr;
        std::size_t next = 0;
        std::size_t count = 0;
        std::int64_t latest = std::numeric_limits<std::int64_t>::min();  ///< receipt so far

        template <class Record>
        [[nodiscard]] const Record& row(std::size_t index) const noexcept {
            return reinterpret_cast<const Record*>(rows)[index];
        }
        [[nodiscard]] bool is_done() const noexcept { return next == count; }
        /// The times of the next row, which stand at the same place in both kinds of records.
        [[nodiscard]] std::int64_t ts() const noexcept { return time_at(0); }
        [[nodiscard]] std::int64_t ts_local() const noexcept {
            return time_at(sizeof(std::int64_t));
        }

      private:
        [[nodiscard]] std::int64_t time_at(std::size_t offset) const noexcept {
            std::int64_t ts = 0;
            std::memcpy(&ts, rows + next * sizeof(book::BookMessage) + offset, sizeof ts);
            return ts;
        }
    };
    struct Pending {
        book::Execution execution;
        Money fee;
    };
    /// Does what it was made of when it goes out of scope, by an exception, too.
    template <class Action>
    class AtExit {
      public:
        explicit AtExit(Action action) noexcept : action_{action} {}
        AtExit(const AtExit&) = delete;
        AtExit& operator=(const AtExit&) = delete;
        ~AtExit() { action_(); }

      private:
        Action action_;
    };

    /// The time before which an event of lower rank than what happens at `ts` has its turn.
    [[nodiscard]] static std::int64_t after(std::int64_t ts) noexcept {
        return ts == end_of_time ? ts : ts + 1;
    }

    template <class Record>
    void add_stream(std::span<const Record> rows, MarketData kind);
    void begin();
    void finish();

    /// The rows of the first stream at the venue, while their time is below `limit`.
    template <class Record, Strategy S>
    void market_rows(S& strategy, std::int64_t limit);
    /// The rows of the first stream at the agent, while their time is below `limit`.
    template <class Record, Strategy S>
    void local_rows(S& strategy, std::int64_t limit);
    template <Strategy S>
    void receive_answer(S& strategy);
    void deliver_order();
    void collect_answers();
    void take_sample(std::int64_t ts);

    /// Shows a row to the venue; false where its book did not take it.
    bool take(const book::BookMessage& message, std::size_t stream, std::size_t row);
    bool take(const book::DepthMessage& message, std::size_t stream, std::size_t row);
    /// Shows a row to the agent's own view; false where that did not take it.
    bool look(const book::BookMessage& message) noexcept;
    bool look(const book::DepthMessage& message) noexcept;
    [[nodiscard]] const book::BookOrder* before_of(
        const book::BookMessage& message) const noexcept {
        return &exchange_.order_before(message.instrument);
    }
    [[nodiscard]] static const book::BookOrder* before_of(const book::DepthMessage&) noexcept {
        return nullptr;
    }
    [[noreturn]] static void fail(std::size_t stream, std::size_t row, const std::string& what);
    /// When the next row of a stream reaches the agent; `end_of_time` where there is none.
    [[nodiscard]] std::int64_t next_receipt(Cursor& cursor, std::size_t stream) const noexcept;

    ReplayOptions options_;
    std::vector<MarketData> kinds_;  ///< by instrument
    std::vector<MarketStream> streams_;
    std::vector<Cursor> venue_cursors_;
    std::vector<Cursor> local_cursors_;
    Merge venue_;
    Merge local_;  ///< without streams where the agent sees what the venue sees
    std::vector<book::OrderBook> order_views_;
    std::vector<book::DepthBook> depth_views_;
    book::BookOrder before_;       ///< of the last row by order that the agent's own view took
    TimedQueue<Pending> answers_;  ///< on their way to the agent
    std::vector<Answer> received_;
    std::vector<AccountSample> samples_;
    std::uint64_t answer_number_ = 0;
    std::uint64_t refused_ = 0;
    std::int64_t next_sample_ = end_of_time;
    bool delayed_ = false;
    bool begun_ = false;
    bool finished_ = false;
};

template <Strategy S>
bool Replay::run(S& strategy) {
    if (!begun_) begin();
    stopped_ = false;
    while (!stopped_) {
        // Rows of streams come by the million, everything else seldom: only what `changed_` tells
        // of can move the times between which they come.
        const std::int64_t order = orders_.next_time();
        const std::int64_t answer = answers_.next_time();
        const std::int64_t message = std::min(order, answer);
        const std::int64_t clock = std::min(wake_, next_sample_);
        changed_ = false;
        while (!changed_) {
            const std::int64_t market = venue_.time();
            const std::int64_t local = local_.time();
            if (market <= std::min({local, message, clock}) && market != end_of_time) {
                const std::int64_t limit =
                    std::min({after(local), after(message), after(clock), venue_.limit()});
                if (streams_[venue_.first()].kind == MarketData::by_order) {
                    market_rows<book::BookMessage>(strategy, limit);
                } else {
                    market_rows<book::DepthMessage>(strategy, limit);
                }
            } else if (local < message && local <= clock && local != end_of_time) {
                const std::int64_t limit =
                    std::min({market, message, after(clock), local_.limit()});
                if (streams_[local_.first()].kind == MarketData::by_order) {
                    local_rows<book::BookMessage>(strategy, limit);
                } else {
                    local_rows<book::DepthMessage>(strategy, limit);
                }
            } else {
                break;
            }
        }
        if (changed_) continue;
        if (venue_.time() == end_of_time && local_.time() == end_of_time) {
            closing_ = true;
            if (message == end_of_time) {
                finish();
                return true;
            }
        }
        if (order <= std::min(answer, clock)) {
            deliver_order();
        } else if (answer <= clock) {
            receive_answer(strategy);
        } else if (closing_) {
            wake_ = end_of_time;
            next_sample_ = end_of_time;
        } else if (wake_ <= next_sample_) {
            now_ = wake_;
            wake_ = end_of_time;
            strategy.on_event(ReplayEvent{.now = Nanos{now_}}, *this);
        } else {
            take_sample(next_sample_);
        }
    }
    return false;
}

template <class Record, Strategy S>
void Replay::market_rows(S& strategy, std::int64_t limit) {
    constexpr ReplayEventKind kind =
        std::is_same_v<Record, book::BookMessage> ? ReplayEventKind::book : ReplayEventKind::depth;
    const std::size_t stream = venue_.first();
    Cursor& cursor = venue_cursors_[stream];
    const AtExit settle{
        [this, &cursor]() noexcept { venue_.move(cursor.is_done() ? end_of_time : cursor.ts()); }};
    do {
        const std::size_t row = cursor.next++;
        const Record& record = cursor.row<Record>(row);
        if (!take(record, stream, row)) continue;
        if (!exchange_.executions().empty()) collect_answers();
        if (delayed_) continue;
        now_ = record.ts;
        strategy.on_event(ReplayEvent{.now = Nanos{record.ts},
                                      .kind = kind,
                                      .instrument = record.instrument,
                                      .stream = static_cast<std::uint32_t>(stream),
                                      .row = row,
                                      .record = &record,
                                      .before = before_of(record)},
                          *this);
    } while (!changed_ && !cursor.is_done() && cursor.ts() < limit);
}

template <class Record, Strategy S>
void Replay::local_rows(S& strategy, std::int64_t limit) {
    constexpr ReplayEventKind kind =
        std::is_same_v<Record, book::BookMessage> ? ReplayEventKind::book : ReplayEventKind::depth;
    const std::size_t stream = local_.first();
    Cursor& cursor = local_cursors_[stream];
    std::int64_t ts = local_.time();
    const AtExit settle{[this, &cursor, &ts]() noexcept { local_.move(ts); }};
    do {
        const std::size_t row = cursor.next++;
        const Record& record = cursor.row<Record>(row);
        now_ = ts;
        ts = next_receipt(cursor, stream);
        if (!look(record)) continue;
        strategy.on_event(ReplayEvent{.now = Nanos{now_},
                                      .kind = kind,
                                      .instrument = record.instrument,
                                      .stream = static_cast<std::uint32_t>(stream),
                                      .row = row,
                                      .record = &record,
                                      .before = &before_},
                          *this);
    } while (!changed_ && ts < limit);
}

template <Strategy S>
void Replay::receive_answer(S& strategy) {
    now_ = answers_.next_time();
    const Pending pending = answers_.pop();
    account_.receive(pending.execution, pending.fee);
    received_.push_back(
        {.execution = pending.execution, .fee = pending.fee, .received = Nanos{now_}});
    strategy.on_event(ReplayEvent{.now = Nanos{now_},
                                  .kind = ReplayEventKind::execution,
                                  .instrument = pending.execution.instrument,
                                  .record = &pending.execution},
                      *this);
}

}  // namespace swarmcore::sim
