#include <algorithm>
#include <stdexcept>
#include <string>

#include "swarmcore/book/matching_engine.hpp"

/// What an engine lets be read.
namespace swarmcore::book {

const MatchingEngine::Book& MatchingEngine::book(std::size_t instrument) const {
    if (instrument < books_.size()) return books_[instrument];
    throw std::out_of_range{"instrument: expected 0 to " + std::to_string(books_.size() - 1) +
                            ", was " + std::to_string(instrument)};
}

std::optional<DepthLevel> MatchingEngine::best_bid(std::size_t instrument) const {
    const LevelSlot best = book(instrument).bids.best();
    if (best == no_level) return std::nullopt;
    return book::describe(levels_[best]);
}

std::optional<DepthLevel> MatchingEngine::best_ask(std::size_t instrument) const {
    const LevelSlot best = book(instrument).asks.best();
    if (best == no_level) return std::nullopt;
    return book::describe(levels_[best]);
}

std::vector<DepthLevel> MatchingEngine::depth(std::size_t instrument, Side side,
                                              std::size_t levels) const {
    const PriceLadder& ladder = book(instrument).side(side);
    std::vector<DepthLevel> result;
    result.reserve(std::min(levels, ladder.size()));
    for (LevelSlot slot = ladder.best(); slot != no_level && result.size() < levels;
         slot = ladder.next_worse(levels_[slot].price)) {
        result.push_back(book::describe(levels_[slot]));
    }
    return result;
}

std::vector<OrderView> MatchingEngine::orders(std::size_t instrument) const {
    std::vector<OrderView> result;
    each_order(instrument, [&](OrderSlot slot) { result.push_back(view(slot)); });
    return result;
}

OrderView MatchingEngine::view(OrderSlot slot) const {
    const SpecialOrder order = describe(slot);
    const auto id_of = [&](OrderSlot other) {
        return other == no_order ? 0 : static_cast<std::uint64_t>(pool_[other].id);
    };
    const bool resting = order.status == OrderStatus::resting;
    return {.id = id_of(slot),
            .partner = id_of(order.partner),
            .parent = id_of(order.parent),
            .price = order.price.count(),
            .open = order.open.count(),
            .shown = resting ? pool_[slot].quantity.count() : 0,
            .trigger = order.trigger,
            .expires = order.expires,
            .owner = order.owner,
            .instrument = order.instrument,
            .flags = order.flags,
            .side = order.side,
            .type = order.type,
            .tif = order.tif,
            .status = order.status};
}

std::int64_t MatchingEngine::position(std::uint32_t owner, std::size_t instrument) const {
    (void)book(instrument);
    if (owner == 0) return 0;
    const std::int64_t* const position =
        positions_.find(static_cast<std::uint16_t>(instrument), owner);
    return position != nullptr ? *position : 0;
}

Price MatchingEngine::last_trade_price(std::size_t instrument) const {
    return book(instrument).last_trade;
}

TradingPhase MatchingEngine::phase(std::size_t instrument) const {
    return book(instrument).phase;
}

PriceBands MatchingEngine::bands(std::size_t instrument) const {
    return book(instrument).bands;
}

std::size_t MatchingEngine::memory_bytes() const noexcept {
    std::size_t bytes = books_.capacity() * sizeof(Book) + waiting_.capacity() * sizeof(Waiting);
    for (const Book& book : books_) bytes += book.bids.memory_bytes() + book.asks.memory_bytes();
    for (const Waiting& waiting : waiting_) bytes += waiting.triggers.memory_bytes();
    return bytes + pool_.memory_bytes() + levels_.memory_bytes() + index_.memory_bytes() +
           specials_.memory_bytes() + positions_.memory_bytes() + reducing_.memory_bytes() +
           expiries_.memory_bytes();
}

}  // namespace swarmcore::book
