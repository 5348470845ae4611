#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "swarmcore/book/depth_checksum.hpp"
#include "swarmcore/book/depth_level.hpp"
#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/book/depth_side.hpp"
#include "swarmcore/book/quotes.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// What became of a row. Where several apply, the first in this order is given.
enum class DepthStatus : std::uint8_t {
    applied,  ///< the book is as the row says
    waiting,  ///< skipped: after a fault, the book waits for a snapshot
    stale,    ///< skipped: of an update that the last snapshot holds already
    // All below are faults: the update is undone, rows before the bad one included, and the book
    // waits for a snapshot. A bad trade only is refused.
    unknown_kind,       ///< `kind` is none of DepthMessageKind
    gap,                ///< an update before this one is missing
    time_went_back,     ///< `ts` is before that of the last update
    bad_side,           ///< `side` is neither +1 nor -1, nor, of a trade, 0
    bad_price,          ///< `price` is 0 or less
    bad_quantity,       ///< `quantity` is below 0, or, of a trade, 0 or less
    checksum_mismatch,  ///< the venue's checksum is not that of the book
};

[[nodiscard]] constexpr bool is_fault(DepthStatus status) noexcept {
    return status > DepthStatus::stale;
}

/// What a DepthBook is told of its feed.
struct DepthRules {
    /// How the venue sums up its book; with none, rows of kind checksum are not checked.
    ChecksumRule checksum = {};
    /// The most levels a side that the feed shows: after each update those beyond leave, since the
    /// venue will not say so. 0 for a feed that does.
    std::size_t levels = 0;
};

/// A mirror of one instrument's book, market by price, kept by applying a venue's feed.
///
/// An update is applied as a whole or not at all. The book checks that none is missing, as far as
/// the venue numbers its updates, and that it is right, where the venue sends checksums; at a fault
/// it stays as it was before the update and waits: it skips rows until a snapshot comes. A snapshot
/// starts time and numbers anew. Updates that it holds already are skipped; the first beyond it
/// must reach back to it.
/// Between the rows of an update the book shows those that came. It mirrors: a feed may cross it,
/// and it says so by its best prices, not by refusing.
/// Units: prices in ticks, quantities in lots.
/// Cost: best bid and ask O(1); a row O(1) expected; a checksum O(digits). Allocates only where
/// more levels are held, or an update is longer, than ever before. Running out of memory ends the
/// process. Threads: one writer; no concurrent readers.
class DepthBook {
  public:
    /// Throws `std::invalid_argument` where the rules cannot be.
    explicit DepthBook(const DepthRules& rules = {});

    /// Applies one row, or skips it, or refuses it with its update, and says which.
    [[nodiscard]] DepthStatus apply(const DepthMessage& message) noexcept;
    /// Applies rows in order and returns how many were applied, not skipped. A fault throws
    /// `BookError` with its row, counted from `first_row`; the rows after it are not looked at.
    std::size_t apply(std::span<const DepthMessage> messages, std::size_t first_row = 0);
    /// Of a fault that `apply` has just returned, what was expected and what came, for an error.
    [[nodiscard]] std::string describe(DepthStatus status, const DepthMessage& message) const;
    /// Goes on without a snapshot: the next update starts a new chain, and levels may be wrong
    /// until they are set again.
    void resume() noexcept;

    [[nodiscard]] std::optional<DepthLevel> best_bid() const noexcept { return bids_.best(); }
    [[nodiscard]] std::optional<DepthLevel> best_ask() const noexcept { return asks_.best(); }
    [[nodiscard]] Quotes quotes() const noexcept { return {.bid = best_bid(), .ask = best_ask()}; }
    /// 0 where there is no level.
    [[nodiscard]] Quantity quantity_at(Side side, Price price) const noexcept {
        return side_of(side).quantity_at(price);
    }
    /// The best `levels` levels of a side, best first; their order count is 0: the feed has none.
    [[nodiscard]] std::vector<DepthLevel> depth(Side side, std::size_t levels) const;
    /// (B - A) / (B + A) of the quantities of the best `levels` levels a side, or nothing.
    [[nodiscard]] std::optional<double> imbalance(std::size_t levels) const noexcept;
    /// The mean price in ticks at which a taker of `side` fills `quantity`, 1 or more; nothing
    /// where the book holds too little.
    [[nodiscard]] std::optional<double> price_to_fill(Side side, Quantity quantity) const noexcept;
    /// Order-flow imbalance in lots since the last read, a step for each update; a snapshot is
    /// none.
    [[nodiscard]] Quantity order_flow_imbalance() noexcept { return flow_.read(); }
    /// The number of levels of both sides.
    [[nodiscard]] std::size_t level_count() const noexcept { return bids_.size() + asks_.size(); }
    /// Calls `visit(level)` for the levels of a side, best first, until it returns false.
    template <class Visit>
    void walk(Side side, Visit&& visit) const {
        side_of(side).walk(visit);
    }

    /// The venue's checksum of the book as it is; nothing without a rule for it.
    [[nodiscard]] std::optional<std::uint32_t> checksum() const noexcept;
    /// Whether a fault left the book without what came since.
    [[nodiscard]] bool needs_snapshot() const noexcept { return waiting_; }
    /// Whether rows of the last update are still to come.
    [[nodiscard]] bool in_update() const noexcept { return open_; }
    /// The id of the last whole update or snapshot; 0 where the venue has none.
    [[nodiscard]] std::uint64_t last_update() const noexcept { return last_update_; }
    /// How often an update was found missing.
    [[nodiscard]] std::uint64_t gap_count() const noexcept { return gap_count_; }
    /// Rows skipped because the snapshot holds them already.
    [[nodiscard]] std::uint64_t stale_count() const noexcept { return stale_count_; }
    /// Rows skipped while waiting for a snapshot.
    [[nodiscard]] std::uint64_t waiting_count() const noexcept { return waiting_count_; }
    /// Checksums of the venue that held.
    [[nodiscard]] std::uint64_t checksum_count() const noexcept { return checksum_count_; }
    [[nodiscard]] const DepthRules& rules() const noexcept { return rules_; }
    [[nodiscard]] std::size_t memory_bytes() const noexcept;

    /// A digest of the levels, whatever led to them.
    [[nodiscard]] std::uint64_t state_hash() const noexcept;
    /// The book with its rules, numbers and counts, and what of an update came so far. Should the
    /// rest of an unfinished snapshot turn out bad, the restored book is empty, since the book
    /// before it is not kept.
    [[nodiscard]] std::vector<unsigned char> snapshot() const;
    /// Throws `BookError` (row 0) where the bytes are not those of a snapshot.
    [[nodiscard]] static DepthBook restore(std::span<const unsigned char> bytes);

  private:
    /// A level that the open update changed, and what it held before.
    struct Change {
        Price price;
        Quantity before;
        Side side = Side::bid;
    };

    [[nodiscard]] DepthSide& side_of(Side side) noexcept {
        return side == Side::bid ? bids_ : asks_;
    }
    [[nodiscard]] const DepthSide& side_of(Side side) const noexcept {
        return side == Side::bid ? bids_ : asks_;
    }

    DepthStatus set(const DepthMessage& message) noexcept;
    DepthStatus begin_snapshot(const DepthMessage& message) noexcept;
    DepthStatus verify(const DepthMessage& message) noexcept;
    [[nodiscard]] static DepthStatus check_trade(const DepthMessage& message) noexcept;
    /// Lets the row join the open update, or begins the one that it is the first row of.
    DepthStatus enter(const DepthMessage& message) noexcept;
    DepthStatus begin(const DepthMessage& message) noexcept;
    [[nodiscard]] DepthStatus follows(const DepthMessage& message) const noexcept;
    [[nodiscard]] bool belongs_to_open(const DepthMessage& message) const noexcept {
        return open_ && message.last_update == open_update_ &&
               (message.last_update != 0 || message.ts == open_ts_);
    }
    void open(const DepthMessage& message) noexcept;
    void finish() noexcept;
    void cut(DepthSide& side) const noexcept;
    DepthStatus fail(DepthStatus fault) noexcept;
    void undo() noexcept;

    DepthSide bids_{Side::bid};
    DepthSide asks_{Side::ask};
    std::vector<Change> changes_;  ///< of the open update, in order
    Quotes last_quotes_;           ///< at the end of the last whole update
    OrderFlow flow_;
    std::uint64_t last_update_ = 0;
    std::int64_t last_ts_ = std::numeric_limits<std::int64_t>::min();
    std::uint64_t open_update_ = 0;
    std::int64_t open_ts_ = 0;
    bool open_ = false;
    bool replaces_ = false;  ///< it began with a clear: the book before it is set aside
    bool waiting_ = false;
    bool after_snapshot_ = false;  ///< no update beyond the last snapshot came yet
    std::uint64_t gap_count_ = 0;
    std::uint64_t stale_count_ = 0;
    std::uint64_t waiting_count_ = 0;
    std::uint64_t checksum_count_ = 0;
    DepthRules rules_;
    // The book before the open snapshot, should that turn out bad.
    DepthSide bids_before_{Side::bid};
    DepthSide asks_before_{Side::ask};
};

}  // namespace swarmcore::book
