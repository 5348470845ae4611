#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>

#include "swarmcore/market/bar_rules.hpp"

/// Bars built of trades or of finer bars, one row at a time. A builder knows the rows that it has
/// taken and nothing else, so that no bar can depend on what comes later.
namespace swarmcore::market {

/// A bar that is complete, or in the making. Rows count from 0, from the builder's start.
struct Bar {
    std::int64_t first_row = 0;
    std::int64_t last_row = 0;  ///< first_row - 1 where an interval is empty
    /// From this row on the bar is known: its last row, or for time bars the one that showed that
    /// the interval is over; -1 in the making.
    std::int64_t complete_row = 0;
    std::int64_t ts = 0;  ///< of the interval's start, or of the first row
    std::int64_t complete_ts = 0;
    std::int64_t ticks = 0;  ///< rows in it
    double open = 0.0;
    double high = 0.0;
    double low = 0.0;
    double close = 0.0;
    double volume = 0.0;
    double dollar = 0.0;
    double vwap = 0.0;  ///< dollar over volume; the close where the volume is 0
};

/// Why a row was refused; the builder is then as before it.
enum class RowFault : std::uint8_t {
    none,
    time_range,   ///< not from least_time to most_time
    time_back,    ///< earlier than the row before
    open,         ///< not finite and above 0; of a trade, its price
    high,         ///< likewise
    low,          ///< likewise
    close,        ///< likewise
    order,        ///< low <= open, close <= high does not hold
    quantity,     ///< not finite and 0 or above
    dollar,       ///< price times quantity is beyond a double
    side,         ///< not -1, 0 or 1
    gap,          ///< more empty intervals than `most_empty`
    undelivered,  ///< `next` still has bars to give
};

/// So many empty intervals in a row are filled; more would be a wrong interval or time.
inline constexpr std::int64_t most_empty = std::int64_t{1} << 24U;

[[nodiscard]] RowFault check(const Row& row) noexcept;
[[nodiscard]] RowFault check_time(std::int64_t ts, std::int64_t last_ts) noexcept;

/// One line that names the argument, the limit and what came.
[[nodiscard]] std::string describe(RowFault fault, const Row& row, std::int64_t last_ts);

/// Builds bars by a rule.
///
/// Cost: O(1) a row, no allocation.
/// Threads: one writer; no concurrent readers.
template <class Rule>
class BarBuilder {
  public:
    explicit BarBuilder(const Rule& rule) noexcept : rule_{rule}, fresh_{rule} {}

    /// Takes a row. Afterwards `finished` says whether it completed a bar; time bars that fill
    /// may have completed more, which `next` gives.
    [[nodiscard]] RowFault update(const Row& row) noexcept {
        if (const RowFault fault = check_row(row); fault != RowFault::none) return fault;
        finished_ = false;
        last_ts_ = row.ts;
        if constexpr (Rule::by_time) pass_to(row.ts);
        add(row);
        if constexpr (!Rule::by_time) {
            if (rule_.completes(row)) finish(row.ts, rows_);
        }
        ++rows_;
        return RowFault::none;
    }

    /// As `update`, of a time at which no row came.
    [[nodiscard]] RowFault advance(std::int64_t ts) noexcept
        requires(Rule::by_time)
    {
        if (const RowFault fault = check_event(ts); fault != RowFault::none) return fault;
        finished_ = false;
        last_ts_ = ts;
        pass_to(ts);
        return RowFault::none;
    }

    [[nodiscard]] bool finished() const noexcept { return finished_; }
    /// The bar that was finished last.
    [[nodiscard]] const Bar& bar() const noexcept { return bar_; }

    /// Moves `bar` on to the next one that the last event completed; false where there is none.
    bool next() noexcept {
        finished_ = false;
        if constexpr (Rule::by_time) {
            if (empty_ > 0) fill();
        }
        return finished_;
    }

    /// The bar in the making.
    [[nodiscard]] std::optional<Bar> partial() const noexcept {
        if (!open_) return std::nullopt;
        Bar bar = making_;
        set_vwap(bar);
        return bar;
    }

    void reset() noexcept { *this = BarBuilder{fresh_}; }
    [[nodiscard]] BarBuilder fresh() const noexcept { return BarBuilder{fresh_}; }
    [[nodiscard]] const Rule& rule() const noexcept { return rule_; }
    [[nodiscard]] std::int64_t rows() const noexcept { return rows_; }
    [[nodiscard]] std::int64_t last_ts() const noexcept { return last_ts_; }

  private:
    static void set_vwap(Bar& bar) noexcept {
        bar.vwap = bar.volume > 0.0 ? bar.dollar / bar.volume : bar.close;
    }

    [[nodiscard]] RowFault check_row(const Row& row) const noexcept {
        if (const RowFault fault = check_event(row.ts); fault != RowFault::none) return fault;
        return check(row);
    }

    [[nodiscard]] RowFault check_event(std::int64_t ts) const noexcept {
        if (const RowFault fault = check_time(ts, last_ts_); fault != RowFault::none) return fault;
        if constexpr (Rule::by_time) {
            if (empty_ > 0) return RowFault::undelivered;
            if (started_ && intervals_to(ts) > most_empty && rule_.fills()) return RowFault::gap;
        }
        return RowFault::none;
    }

    [[nodiscard]] std::int64_t intervals_to(std::int64_t ts) const noexcept {
        return (rule_.start_of(ts) - start_) / rule_.interval();
    }

    /// Completes what ends before the interval of `ts`.
    void pass_to(std::int64_t ts) noexcept {
        if (!started_) return;
        const std::int64_t intervals = intervals_to(ts);
        if (intervals == 0) return;
        start_ = rule_.start_of(ts);
        event_row_ = rows_;
        if (rule_.fills()) empty_ = intervals - (open_ ? 1 : 0);
        if (open_) {
            finish(ts, rows_);
        } else if (empty_ > 0) {
            fill();
        }
    }

    /// The empty interval after the bar finished last.
    void fill() noexcept {
        const double close = bar_.close;
        bar_ = Bar{.first_row = event_row_,
                   .last_row = event_row_ - 1,
                   .complete_row = event_row_,
                   .ts = bar_.ts + rule_.interval(),
                   .complete_ts = last_ts_,
                   .ticks = 0,
                   .open = close,
                   .high = close,
                   .low = close,
                   .close = close,
                   .volume = 0.0,
                   .dollar = 0.0,
                   .vwap = close};
        --empty_;
        finished_ = true;
    }

    void add(const Row& row) noexcept {
        if (!open_) {
            open_ = true;
            making_ = Bar{.first_row = rows_,
                          .last_row = rows_,
                          .complete_row = -1,
                          .ts = row.ts,
                          .complete_ts = 0,
                          .ticks = 1,
                          .open = row.open,
                          .high = row.high,
                          .low = row.low,
                          .close = row.close,
                          .volume = row.volume,
                          .dollar = row.dollar,
                          .vwap = 0.0};
            if constexpr (Rule::by_time) {
                started_ = true;
                making_.ts = start_ = rule_.start_of(row.ts);
            }
            return;
        }
        making_.last_row = rows_;
        ++making_.ticks;
        making_.high = row.high > making_.high ? row.high : making_.high;
        making_.low = row.low < making_.low ? row.low : making_.low;
        making_.close = row.close;
        making_.volume += row.volume;
        making_.dollar += row.dollar;
    }

    void finish(std::int64_t ts, std::int64_t row) noexcept {
        bar_ = making_;
        bar_.complete_row = row;
        bar_.complete_ts = ts;
        set_vwap(bar_);
        open_ = false;
        finished_ = true;
    }

    Rule rule_;
    Rule fresh_;  ///< as it was given, for a new start
    Bar making_{};
    Bar bar_{};
    std::int64_t rows_ = 0;
    std::int64_t last_ts_ = least_time;
    std::int64_t start_ = 0;  ///< of the interval that the last event lies in
    std::int64_t empty_ = 0;  ///< empty intervals that `next` has yet to give
    std::int64_t event_row_ = 0;
    bool started_ = false;
    bool open_ = false;
    bool finished_ = false;
};

static_assert(std::is_trivially_copyable_v<BarBuilder<TimeRule>>);
static_assert(std::is_trivially_copyable_v<BarBuilder<ThresholdRule<Measure::tick>>>);
static_assert(std::is_trivially_copyable_v<BarBuilder<ImbalanceRule>>);

}  // namespace swarmcore::market
