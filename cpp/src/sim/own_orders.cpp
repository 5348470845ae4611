#include "swarmcore/sim/own_orders.hpp"

#include <algorithm>

namespace swarmcore::sim {

using book::no_order;
using book::OrderSlot;

std::vector<OwnLevel>::iterator OwnSide::place_of(Price price) noexcept {
    return std::ranges::lower_bound(
        levels_, price, [this](Price left, Price right) { return better(right, left); },
        &OwnLevel::price);
}

OwnLevel* OwnSide::find(Price price) noexcept {
    const auto place = place_of(price);
    return place != levels_.end() && place->price == price ? &*place : nullptr;
}

OwnLevel& OwnSide::insert(Price price) noexcept {
    OwnLevel& level = *levels_.insert(place_of(price), {.price = price});
    note_range();
    return level;
}

void OwnSide::erase(Price price) noexcept {
    levels_.erase(place_of(price));
    note_range();
}

void OwnSide::note_range() noexcept {
    lowest_ = Price{std::numeric_limits<std::int64_t>::max()};
    highest_ = Price{std::numeric_limits<std::int64_t>::min()};
    if (levels_.empty()) return;
    lowest_ = std::min(levels_.front().price, levels_.back().price);
    highest_ = std::max(levels_.front().price, levels_.back().price);
}

void OwnSide::append(OwnPool& orders, OwnLevel& level, OrderSlot slot) noexcept {
    OwnOrder& order = orders[slot];
    order.next = no_order;
    order.previous = level.tail;
    (level.tail == no_order ? level.head : orders[level.tail].next) = slot;
    level.tail = slot;
}

void OwnSide::unlink(OwnPool& orders, OwnLevel& level, OrderSlot slot) noexcept {
    const OwnOrder& order = orders[slot];
    (order.previous == no_order ? level.head : orders[order.previous].next) = order.next;
    (order.next == no_order ? level.tail : orders[order.next].previous) = order.previous;
}

void OwnSide::hash(const OwnPool& orders, StateHash& state) const noexcept {
    state.update(static_cast<std::uint64_t>(levels_.size()));
    for (const OwnLevel& level : levels_) {
        state.update(level.price.count());
        for (OrderSlot slot = level.head; slot != no_order; slot = orders[slot].next) {
            const OwnOrder& order = orders[slot];
            state.update(static_cast<std::uint64_t>(order.id));
            state.update(order.open.count());
            state.update(order.ahead.count());
            state.update(order.estimate);
            state.update(order.expires);
            state.update(std::uint64_t{order.owner} << 32U | std::uint64_t{order.flags} << 1U |
                         std::uint64_t{order.traded});
        }
        state.update(std::uint64_t{0});
    }
}

}  // namespace swarmcore::sim
