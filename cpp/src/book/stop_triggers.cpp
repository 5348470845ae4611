#include "swarmcore/book/stop_triggers.hpp"

#include <cstddef>
#include <utility>

namespace swarmcore::book {

namespace {

/// Whether an entry of a schedule is about a stop that is still dormant as it was then.
auto holds_in(const SpecialOrders& specials) {
    return [&specials](const Schedule::Entry& entry) {
        const SpecialOrder* const stop = specials.find(entry.slot);
        return stop != nullptr && stop->status == OrderStatus::dormant &&
               stop->arrival == entry.arrival;
    };
}

std::int64_t key_of(const SpecialOrder& stop) {
    return stop.side == Side::bid ? stop.trigger : -stop.trigger;
}

}  // namespace

std::int64_t StopTriggers::trailing_trigger(const SpecialOrder& stop, Price price) noexcept {
    const std::int64_t ticks = price.count();
    std::int64_t offset = stop.offset;
    if ((stop.flags & trail_percent_flag) != 0) {
        constexpr std::int64_t whole = 10'000;
        offset = std::max<std::int64_t>(
            1, ticks / whole * stop.offset + ticks % whole * stop.offset / whole);
    }
    if (stop.side == Side::ask) return ticks - offset;
    return ticks > std::numeric_limits<std::int64_t>::max() - offset
               ? std::numeric_limits<std::int64_t>::max()
               : ticks + offset;
}

void StopTriggers::add(OrderSlot slot, SpecialOrder& stop, Price last_trade) {
    const bool buy = stop.side == Side::bid;
    if (stop.type != OrderType::trailing_stop) {
        (buy ? buys_ : sells_).push({.key = key_of(stop), .arrival = stop.arrival, .slot = slot});
    } else {
        stop.trailing_position = static_cast<std::uint32_t>(trailing_.size());
        trailing_.push_back(slot);
        if (buy) {
            still_down_to_ = std::max(still_down_to_, last_trade.count());
        } else {
            still_up_to_ = std::min(still_up_to_, last_trade.count());
        }
    }
    if (buy) {
        lowest_buy_ = std::min(lowest_buy_, stop.trigger);
    } else {
        highest_sell_ = std::max(highest_sell_, stop.trigger);
    }
}

void StopTriggers::remove(OrderSlot slot, SpecialOrders& specials) {
    const SpecialOrder& stop = specials[slot];
    if (stop.type == OrderType::trailing_stop) {
        const OrderSlot last = trailing_.back();
        trailing_[stop.trailing_position] = last;
        specials[last].trailing_position = stop.trailing_position;
        trailing_.pop_back();
        return;
    }
    const std::uint64_t arrival = stop.arrival;
    (stop.side == Side::bid ? buys_ : sells_)
        .forget([&, holds = holds_in(std::as_const(specials))](const Schedule::Entry& entry) {
            return entry.arrival != arrival && holds(entry);
        });
}

void StopTriggers::test(Price price, SpecialOrders& specials, std::vector<OrderSlot>& woken) {
    const auto first = static_cast<std::ptrdiff_t>(woken.size());
    const auto holds = holds_in(std::as_const(specials));
    for (const bool buy : {true, false}) {
        Schedule& stops = buy ? buys_ : sells_;
        const std::int64_t reach = buy ? price.count() : -price.count();
        for (const Schedule::Entry* next = stops.first(holds);
             next != nullptr && next->key <= reach; next = stops.first(holds)) {
            woken.push_back(next->slot);
            stops.pop();
        }
    }
    for (const OrderSlot slot : trailing_) {
        SpecialOrder& stop = specials[slot];
        if (wakes(stop, price)) {
            woken.push_back(slot);
        } else {
            const std::int64_t trigger = trailing_trigger(stop, price);
            stop.trigger = stop.side == Side::bid ? std::min(stop.trigger, trigger)
                                                  : std::max(stop.trigger, trigger);
        }
    }
    std::sort(woken.begin() + first, woken.end(), [&](OrderSlot left, OrderSlot right) {
        return specials[left].arrival < specials[right].arrival;
    });
    measure(specials);
    if (!trailing_.empty()) {
        still_up_to_ = std::max(still_up_to_, price.count());
        still_down_to_ = std::min(still_down_to_, price.count());
    }
}

void StopTriggers::measure(SpecialOrders& specials) {
    const auto holds = holds_in(std::as_const(specials));
    const Schedule::Entry* const buy = buys_.first(holds);
    const Schedule::Entry* const sell = sells_.first(holds);
    lowest_buy_ = buy != nullptr ? buy->key : never_above;
    highest_sell_ = sell != nullptr ? -sell->key : never_below;
    if (trailing_.empty()) {
        still_up_to_ = never_above;
        still_down_to_ = never_below;
    }
    for (const OrderSlot slot : trailing_) {
        const SpecialOrder& stop = specials[slot];
        if (stop.side == Side::bid) {
            lowest_buy_ = std::min(lowest_buy_, stop.trigger);
        } else {
            highest_sell_ = std::max(highest_sell_, stop.trigger);
        }
    }
}

}  // namespace swarmcore::book
