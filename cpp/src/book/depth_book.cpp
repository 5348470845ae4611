#include "swarmcore/book/depth_book.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include "swarmcore/core/error.hpp"

namespace swarmcore::book {

namespace {

constexpr unsigned most_places = 18;

bool is_side(Side side) {
    return side == Side::bid || side == Side::ask;
}

void check(const DecimalText& text, const char* name) {
    if (text.factor == 0) {
        throw std::invalid_argument{std::string{name} + " factor: expected 1 or more, was 0"};
    }
    if (text.places > most_places) {
        throw std::invalid_argument{std::string{name} + " places: expected at most 18, was " +
                                    std::to_string(text.places)};
    }
}

}  // namespace

DepthBook::DepthBook(const DepthRules& rules) : rules_{rules} {
    if (rules.checksum.kind > ChecksumKind::okx) {
        throw std::invalid_argument{"checksum: expected none, kraken or okx, was something else"};
    }
    check(rules.checksum.price, "price");
    check(rules.checksum.quantity, "quantity");
}

DepthStatus DepthBook::apply(const DepthMessage& message) noexcept {
    switch (message.kind) {
        case DepthMessageKind::set:
            return set(message);
        case DepthMessageKind::clear:
            return begin_snapshot(message);
        case DepthMessageKind::trade:
            return check_trade(message);
        case DepthMessageKind::checksum:
            return verify(message);
    }
    return fail(DepthStatus::unknown_kind);
}

std::size_t DepthBook::apply(std::span<const DepthMessage> messages, std::size_t first_row) {
    std::size_t applied = 0;
    std::size_t row = first_row;
    for (const DepthMessage& message : messages) {
        const DepthStatus status = apply(message);
        if (is_fault(status)) {
            throw BookError{
                row, "messages: row " + std::to_string(row) + ": " + describe(status, message)};
        }
        applied += status == DepthStatus::applied ? 1U : 0U;
        ++row;
    }
    return applied;
}

void DepthBook::resume() noexcept {
    if (!waiting_) return;
    waiting_ = false;
    after_snapshot_ = false;
    last_update_ = 0;
    last_ts_ = std::numeric_limits<std::int64_t>::min();
}

DepthStatus DepthBook::set(const DepthMessage& message) noexcept {
    if (const DepthStatus status = enter(message); status != DepthStatus::applied) return status;
    if (!is_side(message.side)) return fail(DepthStatus::bad_side);
    if (message.price <= 0) return fail(DepthStatus::bad_price);
    if (message.quantity < 0) return fail(DepthStatus::bad_quantity);
    const Price price{message.price};
    const Quantity before = side_of(message.side).exchange(price, Quantity{message.quantity});
    // After the last row nothing is left that could turn out bad.
    if ((message.flags & last_row_flag) != 0) {
        finish();
    } else {
        changes_.push_back({.price = price, .before = before, .side = message.side});
    }
    return DepthStatus::applied;
}

DepthStatus DepthBook::begin_snapshot(const DepthMessage& message) noexcept {
    if (open_) finish();
    waiting_ = false;
    std::swap(bids_, bids_before_);
    std::swap(asks_, asks_before_);
    bids_.clear();
    asks_.clear();
    open(message);
    if ((message.flags & last_row_flag) != 0) finish();
    return DepthStatus::applied;
}

DepthStatus DepthBook::verify(const DepthMessage& message) noexcept {
    if (const DepthStatus status = enter(message); status != DepthStatus::applied) return status;
    if (rules_.checksum.kind != ChecksumKind::none) {
        const auto sum = checksum();
        // Some venues send it signed.
        const bool holds = sum && (message.quantity == static_cast<std::int64_t>(*sum) ||
                                   message.quantity == static_cast<std::int32_t>(*sum));
        if (!holds) return fail(DepthStatus::checksum_mismatch);
        ++checksum_count_;
    }
    if ((message.flags & last_row_flag) != 0) finish();
    return DepthStatus::applied;
}

DepthStatus DepthBook::check_trade(const DepthMessage& message) noexcept {
    const bool unknown = static_cast<int>(message.side) == 0;
    if (!unknown && !is_side(message.side)) return DepthStatus::bad_side;
    if (message.price <= 0) return DepthStatus::bad_price;
    if (message.quantity <= 0) return DepthStatus::bad_quantity;
    return DepthStatus::applied;
}

DepthStatus DepthBook::enter(const DepthMessage& message) noexcept {
    if (belongs_to_open(message)) return DepthStatus::applied;
    return begin(message);
}

DepthStatus DepthBook::begin(const DepthMessage& message) noexcept {
    if (waiting_) {
        ++waiting_count_;
        return DepthStatus::waiting;
    }
    if (open_) finish();
    switch (follows(message)) {
        case DepthStatus::stale:
            ++stale_count_;
            return DepthStatus::stale;
        case DepthStatus::gap:
            ++gap_count_;
            return fail(DepthStatus::gap);
        default:
            break;
    }
    if (message.ts < last_ts_) return fail(DepthStatus::time_went_back);
    open(message);
    return DepthStatus::applied;
}

DepthStatus DepthBook::follows(const DepthMessage& message) const noexcept {
    const auto holds_if = [](bool fact) { return fact ? DepthStatus::applied : DepthStatus::gap; };
    if (last_update_ == 0 || message.last_update == 0) return DepthStatus::applied;
    if (message.previous_update == last_update_) return DepthStatus::applied;
    // The rows of an update that its producer flagged as whole before its checksum.
    const bool of_last = message.kind == DepthMessageKind::checksum;
    if (of_last && message.last_update == last_update_) return DepthStatus::applied;
    if (after_snapshot_ && message.last_update <= last_update_) return DepthStatus::stale;
    if (message.previous_update != 0) {
        // What lies between an update's previous one and itself is in it, so that it reaches back
        // to a snapshot taken in between.
        const bool reaches_back =
            message.previous_update < last_update_ || message.first_update - 1 <= last_update_;
        return holds_if(after_snapshot_ && reaches_back);
    }
    if (message.first_update != 0) {
        return holds_if(message.first_update - 1 <= last_update_ &&
                        message.last_update > last_update_);
    }
    return holds_if(message.last_update >= last_update_);
}

void DepthBook::open(const DepthMessage& message) noexcept {
    open_ = true;
    open_update_ = message.last_update;
    open_ts_ = message.ts;
    replaces_ = message.kind == DepthMessageKind::clear;
}

void DepthBook::finish() noexcept {
    open_ = false;
    changes_.clear();
    last_ts_ = open_ts_;
    if (replaces_ || open_update_ != 0) last_update_ = open_update_;
    after_snapshot_ = replaces_ && open_update_ != 0;
    if (rules_.levels != 0) {
        cut(bids_);
        cut(asks_);
    }
    const Quotes now = quotes();
    if (!replaces_) {
        if (now.bid != last_quotes_.bid) flow_.change(Side::bid, last_quotes_.bid, now.bid);
        if (now.ask != last_quotes_.ask) flow_.change(Side::ask, last_quotes_.ask, now.ask);
    }
    last_quotes_ = now;
}

void DepthBook::cut(DepthSide& side) const noexcept {
    while (side.size() > rules_.levels) side.exchange(side.worst(), Quantity{0});
}

DepthStatus DepthBook::fail(DepthStatus fault) noexcept {
    if (open_) undo();
    waiting_ = true;
    return fault;
}

void DepthBook::undo() noexcept {
    open_ = false;
    if (replaces_) {
        std::swap(bids_, bids_before_);
        std::swap(asks_, asks_before_);
    } else {
        for (auto change = changes_.rbegin(); change != changes_.rend(); ++change) {
            side_of(change->side).exchange(change->price, change->before);
        }
    }
    changes_.clear();
}

std::string DepthBook::describe(DepthStatus status, const DepthMessage& message) const {
    const auto was = [](auto value) { return ", was " + std::to_string(value); };
    switch (status) {
        case DepthStatus::unknown_kind:
            return "kind: expected 1 to 4" + was(static_cast<unsigned>(message.kind));
        case DepthStatus::gap: {
            const bool by_previous = message.previous_update != 0;
            const std::uint64_t id = by_previous                 ? message.previous_update
                                     : message.first_update != 0 ? message.first_update
                                                                 : message.last_update;
            const char* const name = by_previous                 ? "previous_update"
                                     : message.first_update != 0 ? "first_update"
                                                                 : "last_update";
            return std::string{name} + ": expected the update after " +
                   std::to_string(last_update_) + was(id) +
                   " (an update is missing: apply a snapshot, or resume)";
        }
        case DepthStatus::time_went_back:
            return "ts: expected the time of the last update or later" + was(message.ts);
        case DepthStatus::bad_side:
            return (message.kind == DepthMessageKind::trade ? "side: expected +1, -1 or 0"
                                                            : "side: expected +1 or -1") +
                   was(static_cast<int>(message.side));
        case DepthStatus::bad_price:
            return "price: expected 1 or more" + was(message.price);
        case DepthStatus::bad_quantity:
            return (message.kind == DepthMessageKind::trade ? "quantity: expected 1 or more"
                                                            : "quantity: expected 0 or more") +
                   was(message.quantity);
        case DepthStatus::checksum_mismatch:
            return "quantity: expected the checksum of the book" + was(message.quantity) +
                   " (the book has gone wrong: apply a snapshot, or resume)";
        case DepthStatus::applied:
        case DepthStatus::waiting:
        case DepthStatus::stale:
            break;
    }
    return {};
}

std::optional<std::uint32_t> DepthBook::checksum() const noexcept {
    const auto top = [](const DepthSide& side, std::array<DepthLevel, checksum_levels>& levels) {
        std::size_t count = 0;
        side.walk([&](const DepthLevel& level) {
            levels[count] = level;
            return ++count < levels.size();
        });
        return std::span<const DepthLevel>{levels.data(), count};
    };
    if (rules_.checksum.kind == ChecksumKind::none) return std::nullopt;
    std::array<DepthLevel, checksum_levels> best_bids;
    std::array<DepthLevel, checksum_levels> best_asks;
    const auto bids = top(bids_, best_bids);
    const auto asks = top(asks_, best_asks);
    return rules_.checksum.kind == ChecksumKind::kraken
               ? kraken_checksum(bids, asks, rules_.checksum)
               : okx_checksum(bids, asks, rules_.checksum);
}

std::vector<DepthLevel> DepthBook::depth(Side side, std::size_t levels) const {
    std::vector<DepthLevel> depth;
    if (levels == 0) return depth;
    depth.reserve(std::min(levels, side_of(side).size()));
    walk(side, [&](const DepthLevel& level) {
        depth.push_back(level);
        return depth.size() < levels;
    });
    return depth;
}

std::optional<double> DepthBook::imbalance(std::size_t levels) const noexcept {
    Imbalance imbalance;
    if (levels == 0) return imbalance.value();
    for (const Side side : {Side::bid, Side::ask}) {
        std::size_t left = levels;
        walk(side, [&](const DepthLevel& level) {
            imbalance.add(side, level.quantity);
            return --left > 0;
        });
    }
    return imbalance.value();
}

std::optional<double> DepthBook::price_to_fill(Side side, Quantity quantity) const noexcept {
    PriceToFill fill{quantity};
    walk(opposite(side),
         [&](const DepthLevel& level) { return fill.take(level.price, level.quantity); });
    return fill.value();
}

std::size_t DepthBook::memory_bytes() const noexcept {
    return bids_.memory_bytes() + asks_.memory_bytes() + bids_before_.memory_bytes() +
           asks_before_.memory_bytes() + changes_.capacity() * sizeof(Change);
}

}  // namespace swarmcore::book
