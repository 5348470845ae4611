#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <map>
#include <optional>
#include <vector>

#include "swarmcore/book/depth_book.hpp"
#include "swarmcore/book/depth_level.hpp"
#include "swarmcore/book/depth_message.hpp"
#include "swarmcore/core/units.hpp"

/// The mirror of a market-by-price feed in its most obvious form: two maps, copied before every
/// update. It knows no checksums.
namespace swarmcore::book::reference {

class NaiveDepth {
  public:
    explicit NaiveDepth(std::size_t most = 0) : most_{most} {}

    DepthStatus apply(const DepthMessage& row) {
        switch (row.kind) {
            case DepthMessageKind::trade:
                return trade(row);
            case DepthMessageKind::checksum:
                if (const DepthStatus status = enter(row); status != DepthStatus::applied) {
                    return status;
                }
                break;
            case DepthMessageKind::clear:
                finish();
                waiting_ = false;
                begin(row);
                bids_.clear();
                asks_.clear();
                break;
            case DepthMessageKind::set: {
                if (const DepthStatus status = enter(row); status != DepthStatus::applied) {
                    return status;
                }
                if (row.side != Side::bid && row.side != Side::ask) {
                    return fail(DepthStatus::bad_side);
                }
                if (row.price < 1) return fail(DepthStatus::bad_price);
                if (row.quantity < 0) return fail(DepthStatus::bad_quantity);
                Levels& levels = row.side == Side::bid ? bids_ : asks_;
                levels.erase(row.price);
                if (row.quantity > 0) levels[row.price] = row.quantity;
                break;
            }
            default:
                return fail(DepthStatus::unknown_kind);
        }
        if ((row.flags & last_row_flag) != 0) finish();
        return DepthStatus::applied;
    }

    void resume() {
        if (!waiting_) return;
        waiting_ = after_snapshot_ = false;
        last_update_ = 0;
        last_ts_ = std::numeric_limits<std::int64_t>::min();
    }

    [[nodiscard]] std::vector<DepthLevel> depth(Side side) const {
        std::vector<DepthLevel> levels;
        const auto add = [&](const auto& level) {
            levels.push_back({.price = Price{level.first}, .quantity = Quantity{level.second}});
        };
        if (side == Side::bid) {
            for (auto level = bids_.rbegin(); level != bids_.rend(); ++level) add(*level);
        } else {
            for (const auto& level : asks_) add(level);
        }
        return levels;
    }
    [[nodiscard]] bool waiting() const { return waiting_; }
    [[nodiscard]] std::uint64_t last_update() const { return last_update_; }

  private:
    using Levels = std::map<std::int64_t, std::int64_t>;

    static DepthStatus trade(const DepthMessage& row) {
        const int side = static_cast<int>(row.side);
        if (side < -1 || side > 1) return DepthStatus::bad_side;
        if (row.price < 1) return DepthStatus::bad_price;
        return row.quantity < 1 ? DepthStatus::bad_quantity : DepthStatus::applied;
    }

    DepthStatus enter(const DepthMessage& row) {
        const bool same = open_ && open_->last_update == row.last_update &&
                          (row.last_update != 0 || open_->ts == row.ts);
        if (same) return DepthStatus::applied;
        if (waiting_) return DepthStatus::waiting;
        finish();
        const DepthStatus link = follows(row);
        if (link == DepthStatus::stale) return link;
        if (link == DepthStatus::gap) return fail(link);
        if (row.ts < last_ts_) return fail(DepthStatus::time_went_back);
        begin(row);
        return DepthStatus::applied;
    }

    [[nodiscard]] DepthStatus follows(const DepthMessage& row) const {
        const std::uint64_t last = last_update_;
        const std::uint64_t first = row.first_update;
        const std::uint64_t newest = row.last_update;
        const std::uint64_t previous = row.previous_update;
        if (last == 0 || newest == 0 || previous == last) return DepthStatus::applied;
        if (row.kind == DepthMessageKind::checksum && newest == last) {
            return DepthStatus::applied;
        }
        if (after_snapshot_ && newest <= last) return DepthStatus::stale;
        bool holds = newest >= last;
        if (previous != 0) {
            const bool reaches_back = previous < last || (first != 0 && first - 1 <= last);
            holds = after_snapshot_ && reaches_back;
        } else if (first != 0) {
            holds = first - 1 <= last && newest > last;
        }
        return holds ? DepthStatus::applied : DepthStatus::gap;
    }

    void begin(const DepthMessage& row) {
        open_ = row;
        bids_before_ = bids_;
        asks_before_ = asks_;
    }

    void finish() {
        if (!open_) return;
        const bool clears = open_->kind == DepthMessageKind::clear;
        if (clears || open_->last_update != 0) last_update_ = open_->last_update;
        after_snapshot_ = clears && last_update_ != 0;
        last_ts_ = open_->ts;
        open_.reset();
        if (most_ == 0) return;
        while (bids_.size() > most_) bids_.erase(bids_.begin());
        while (asks_.size() > most_) asks_.erase(std::prev(asks_.end()));
    }

    DepthStatus fail(DepthStatus fault) {
        if (open_) {
            bids_ = bids_before_;
            asks_ = asks_before_;
        }
        open_.reset();
        waiting_ = true;
        return fault;
    }

    std::size_t most_;
    Levels bids_;
    Levels asks_;
    Levels bids_before_;
    Levels asks_before_;
    std::optional<DepthMessage> open_;
    std::uint64_t last_update_ = 0;
    std::int64_t last_ts_ = std::numeric_limits<std::int64_t>::min();
    bool waiting_ = false;
    bool after_snapshot_ = false;
};

}  // namespace swarmcore::book::reference
