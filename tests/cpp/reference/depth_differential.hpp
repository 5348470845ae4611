#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "naive_depth.hpp"
#include "swarmcore/book/depth_book.hpp"
#include "swarmcore/book/depth_message.hpp"

/// DepthBook beside the naive mirror: rows that mean something more often than not, and what must
/// agree after each.
namespace swarmcore::book::reference {

/// Rows from a source of draws, which has `below(count)` and `word()`. Most go on where the chain
/// is, so that long runs hold; every number of a venue and every fault comes, too.
template <class Source>
class DepthRows {
  public:
    explicit DepthRows(Source& source) : source_{source} {}

    DepthMessage next() {
        DepthMessage row;
        const std::uint64_t kind = source_.below(64);
        row.kind = kind < 56   ? DepthMessageKind::set
                   : kind < 58 ? DepthMessageKind::clear
                   : kind < 60 ? DepthMessageKind::trade
                   : kind < 63 ? DepthMessageKind::checksum
                               : static_cast<DepthMessageKind>(source_.below(256));
        const std::uint64_t side = source_.below(32);
        row.side = side < 15   ? Side::bid
                   : side < 30 ? Side::ask
                               : static_cast<Side>(static_cast<int>(side) - 30);
        row.price = price();
        row.quantity = quantity();
        if (source_.below(4) == 0) row.flags = last_row_flag;
        number(row);
        ts_ += static_cast<std::int64_t>(source_.below(32) == 0 ? source_.below(3) : 0);
        row.ts = source_.below(64) == 0 ? ts_ - 1 : ts_;
        if ((row.flags & last_row_flag) != 0 && row.kind != DepthMessageKind::trade) ++id_;
        return row;
    }

  private:
    static constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

    std::int64_t price() {
        const std::uint64_t draw = source_.below(64);
        if (draw == 0) return static_cast<std::int64_t>(source_.word());
        if (draw == 1) return source_.below(2) == 0 ? largest : 0;
        if (draw < 8) return 1 + static_cast<std::int64_t>(source_.below(1U << 24U));
        return 100'000 + static_cast<std::int64_t>(source_.below(96));
    }
    std::int64_t quantity() {
        const std::uint64_t draw = source_.below(64);
        if (draw == 0) return static_cast<std::int64_t>(source_.word());
        if (draw == 1) return largest;
        return static_cast<std::int64_t>(source_.below(3));
    }
    void number(DepthMessage& row) {
        const std::uint64_t draw = source_.below(64);
        row.last_update = id_;
        if (draw < 30) {
            row.first_update = id_;
        } else if (draw < 58) {
            row.previous_update = id_ - 1;
        } else if (draw < 61) {
            row.last_update = 0;
        } else {
            row.first_update = source_.below(2) == 0 ? 0 : id_ + source_.below(4) - 2;
            row.previous_update = source_.below(2) == 0 ? 0 : id_ + source_.below(4) - 2;
            row.last_update = id_ + source_.below(8) - 4;
        }
    }

    Source& source_;
    std::uint64_t id_ = 1'000;
    std::int64_t ts_ = 0;
};

/// A book and its naive twin.
class ComparedDepth {
  public:
    explicit ComparedDepth(std::size_t levels) : book_{{.levels = levels}}, naive_{levels} {}

    /// Applies a row to both; the law that does not hold, where one does not.
    std::optional<std::string> apply(const DepthMessage& row) {
        const DepthStatus status = book_.apply(row);
        ++counts_.at(static_cast<std::size_t>(status));
        if (status != naive_.apply(row)) return "the naive mirror's verdict";
        if (book_.needs_snapshot() != naive_.waiting()) return "the naive mirror's waiting";
        if (book_.last_update() != naive_.last_update()) return "the naive mirror's last update";
        std::size_t levels = 0;
        for (const Side side : {Side::bid, Side::ask}) {
            const auto expected = naive_.depth(side);
            if (book_.depth(side, SIZE_MAX) != expected) return "the naive mirror's levels";
            const auto best = side == Side::bid ? book_.best_bid() : book_.best_ask();
            if (best.has_value() != !expected.empty()) return "a best price where there is one";
            if (best && *best != expected.front()) return "the naive mirror's best price";
            levels += expected.size();
        }
        if (book_.level_count() != levels) return "the naive mirror's count of levels";
        return std::nullopt;
    }
    /// Takes the book through its bytes; the law that does not hold, where one does not.
    std::optional<std::string> restore() {
        DepthBook restored = DepthBook::restore(book_.snapshot());
        if (restored.state_hash() != book_.state_hash()) return "the hash from before a snapshot";
        if (restored.snapshot() != book_.snapshot()) return "the bytes from before a snapshot";
        // A snapshot that is not whole yet leaves nothing to go back to: the twins would part.
        if (!book_.in_update()) book_ = std::move(restored);
        return std::nullopt;
    }
    void resume() {
        book_.resume();
        naive_.resume();
    }

    [[nodiscard]] bool waiting() const { return book_.needs_snapshot(); }
    /// How often each status came.
    [[nodiscard]] const std::array<std::size_t, 10>& counts() const { return counts_; }

  private:
    DepthBook book_;
    NaiveDepth naive_;
    std::array<std::size_t, 10> counts_{};
};

}  // namespace swarmcore::book::reference
