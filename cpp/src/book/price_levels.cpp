#include "swarmcore/book/price_levels.hpp"

#include <algorithm>
#include <limits>

namespace swarmcore::book {

namespace {

constexpr Quantity max_quantity{std::numeric_limits<std::int64_t>::max()};

}  // namespace

std::int64_t PriceLevels::key(Side side, Price price) noexcept {
    return side == Side::bid ? -price.count() : price.count();
}

DepthLevel PriceLevels::describe(const Levels::value_type& entry) noexcept {
    const Level& level = entry.second;
    return {.price = level.orders.front().price,
            .quantity = level.quantity,
            .orders = static_cast<std::int64_t>(level.orders.size())};
}

bool PriceLevels::fits(Side side, Price price, Quantity added) const noexcept {
    const auto found = levels(side).find(key(side, price));
    return found == levels(side).end() || added <= max_quantity - found->second.quantity;
}

bool PriceLevels::fits(Side side, Price price, Quantity added,
                       const RestingOrder& leaving) const noexcept {
    if (side != leaving.side || price != leaving.price) return fits(side, price, added);
    const Quantity others = levels(side).find(key(side, price))->second.quantity - leaving.quantity;
    return added <= max_quantity - others;
}

PriceLevels::Handle PriceLevels::add(const RestingOrder& order) {
    Level& level = levels(order.side)[key(order.side, order.price)];
    level.orders.push_back(order);
    level.quantity += order.quantity;
    return std::prev(level.orders.end());
}

void PriceLevels::remove(Handle order) noexcept {
    Levels& side = levels(order->side);
    const auto level = side.find(key(order->side, order->price));
    level->second.quantity -= order->quantity;
    level->second.orders.erase(order);
    if (level->second.orders.empty()) side.erase(level);
}

bool PriceLevels::reduce(Handle order, Quantity quantity) noexcept {
    if (quantity == order->quantity) {
        remove(order);
        return true;
    }
    order->quantity -= quantity;
    levels(order->side).find(key(order->side, order->price))->second.quantity -= quantity;
    return false;
}

void PriceLevels::clear() noexcept {
    bids_.clear();
    asks_.clear();
}

std::optional<PriceLevels::Handle> PriceLevels::front(Side side) noexcept {
    Levels& here = levels(side);
    if (here.empty()) return std::nullopt;
    return here.begin()->second.orders.begin();
}

std::optional<DepthLevel> PriceLevels::best(Side side) const noexcept {
    const Levels& here = levels(side);
    if (here.empty()) return std::nullopt;
    return describe(*here.begin());
}

std::vector<DepthLevel> PriceLevels::depth(Side side, std::size_t levels) const {
    const Levels& here = this->levels(side);
    std::vector<DepthLevel> result;
    result.reserve(std::min(levels, here.size()));
    for (const auto& entry : here) {
        if (result.size() == levels) break;
        result.push_back(describe(entry));
    }
    return result;
}

Quantity PriceLevels::quantity_ahead(Handle order) const noexcept {
    const Level& level = levels(order->side).find(key(order->side, order->price))->second;
    Quantity ahead;
    for (const RestingOrder& other : level.orders) {
        if (other.id == order->id) break;
        ahead += other.quantity;
    }
    return ahead;
}

void PriceLevels::hash(StateHash& state) const noexcept {
    for (const Levels* side : {&bids_, &asks_}) {
        state.update(static_cast<std::uint64_t>(side->size()));
        for (const auto& [_, level] : *side) {
            state.update(level.orders.front().price.count());
            state.update(static_cast<std::uint64_t>(level.orders.size()));
            for (const RestingOrder& order : level.orders) {
                state.update(static_cast<std::uint64_t>(order.id));
                state.update(static_cast<std::uint64_t>(order.owner));
                state.update(order.quantity.count());
            }
        }
    }
}

}  // namespace swarmcore::book
