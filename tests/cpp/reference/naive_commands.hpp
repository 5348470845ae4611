#pragma once

#include "naive_book.hpp"

/// What each kind of command does: NaiveEngine, continued.
namespace swarmcore::book::reference {

inline RejectReason NaiveEngine::act(const OrderCommand& command) {
    switch (command.kind) {
        case CommandKind::new_:
            return enter_new(command);
        case CommandKind::cancel:
            return cancel(command);
        case CommandKind::replace:
            return replace(command);
        case CommandKind::link:
            return link(command);
        case CommandKind::release:
            return release(command);
        case CommandKind::phase:
            return change_phase(command);
        case CommandKind::bands:
            return change_bands(command);
        case CommandKind::clock:
            break;
    }
    return RejectReason::none;
}

/// Whether section "Phases and auctions" lets an order enter that is neither held nor a stop.
[[nodiscard]] inline bool may_enter(const Order& order, TradingPhase phase) {
    if (phase == TradingPhase::continuous) return order.tif != TimeInForce::at_open;
    if (order.tif == TimeInForce::ioc || order.tif == TimeInForce::fok) return false;
    if (has_flag(order, post_only_flag)) return false;
    return order.tif !=
           (phase == TradingPhase::opening_auction ? TimeInForce::at_close : TimeInForce::at_open);
}

inline RejectReason NaiveEngine::enter_new(const OrderCommand& command) {
    if (state_.find(command.order_id) != nullptr) return RejectReason::duplicate_order;
    Order order = order_of(command);
    const Instrument& instrument = instrument_of(order);
    if (instrument.phase == TradingPhase::halted) return RejectReason::halted;
    const bool held = has_flag(order, held_flag);
    // Held orders are judged when they are released, stops when they trigger.
    if (!held && !is_stop(order.type)) {
        if (!may_enter(order, instrument.phase)) return RejectReason::wrong_phase;
        const RejectReason refusal = judge(order);
        if (refusal != RejectReason::none) return refusal;
    }
    if (!held && order.type == OrderType::trailing_stop) {
        if (instrument.last_trade == 0) return RejectReason::no_reference_price;
        order.trigger = trail_trigger(order, instrument.last_trade);
    }
    order.arrival = ++arrivals_;
    order.place = held ? Place::held : Place::taking;
    state_.orders[order.id] = order;
    emit(ExecutionKind::accepted, order, order.open, order.open);
    if (!held) settle(order.id);
    return RejectReason::none;
}

/// Reasons 17 and 18.
inline RejectReason NaiveEngine::find_order(const OrderCommand& command, std::uint64_t id,
                                            Order*& found) {
    found = state_.find(id);
    if (found == nullptr || found->instrument != command.instrument) {
        return RejectReason::unknown_order;
    }
    return RejectReason::none;
}

inline RejectReason NaiveEngine::cancel(const OrderCommand& command) {
    Order* order = nullptr;
    const RejectReason unknown = find_order(command, command.order_id, order);
    if (unknown != RejectReason::none) return unknown;
    if (order->owner != command.owner) return RejectReason::wrong_owner;
    withdraw_all(order->id, RejectReason::none);
    return RejectReason::none;
}

/// Section "Prices and time", replace.
inline RejectReason NaiveEngine::replace(const OrderCommand& command) {
    Order* found = nullptr;
    const RejectReason unknown = find_order(command, command.order_id, found);
    if (unknown != RejectReason::none) return unknown;
    if (found->owner != command.owner) return RejectReason::wrong_owner;
    if (instrument_of(*found).phase == TradingPhase::halted) return RejectReason::halted;

    Order order = *found;
    const bool limit = has_limit(order.type);
    order.open = command.quantity;
    if (limit) order.price = command.price;
    const bool keeps_place =
        order.open < found->open && order.price == found->price && command.trigger == 0;
    // Dormant, held and waiting orders are judged when they enter.
    const bool is_judged =
        !keeps_place && (order.place == Place::resting || order.place == Place::parked);
    if (is_judged) {
        const RejectReason refusal = reduce(order);
        if (refusal != RejectReason::none) return refusal;
    }
    if (limit && command.price <= 0) return RejectReason::bad_price;
    if (command.trigger != 0) {
        const bool has_trigger =
            order.type == OrderType::stop || order.type == OrderType::stop_limit;
        const bool waits = order.place == Place::dormant || order.place == Place::held;
        if (!has_trigger || !waits) return RejectReason::bad_combination;
        order.trigger = command.trigger;
    }
    if (has_too_many_parts(order.display, command.quantity)) return RejectReason::bad_display;
    if (is_judged) {
        const RejectReason refusal = judge_price(order);
        if (refusal != RejectReason::none) return refusal;
    }
    order.shown = std::min(order.shown, order.open);
    if (!keeps_place) order.arrival = ++arrivals_;
    *found = order;
    emit(ExecutionKind::replaced, order, order.open, order.open);
    if (keeps_place || order.place == Place::held) return RejectReason::none;
    if (order.place == Place::waiting) {
        std::erase(state_.line, order.id);
        state_.line.push_back(order.id);
        return RejectReason::none;
    }
    found->place = Place::taking;
    settle(order.id);
    return RejectReason::none;
}

/// Section "Groups".
inline RejectReason NaiveEngine::link(const OrderCommand& command) {
    const auto other_id = static_cast<std::uint64_t>(command.trigger);
    const bool bracket = command.flags == bracket_flag;
    Order* order = nullptr;
    Order* other = nullptr;
    RejectReason unknown = find_order(command, command.order_id, order);
    if (unknown != RejectReason::none) return unknown;
    unknown = find_order(command, other_id, other);
    if (unknown != RejectReason::none) return unknown;
    if (order->owner != command.owner || other->owner != command.owner) {
        return RejectReason::wrong_owner;
    }
    if (bracket ? state_.parent(other_id).has_value()
                : state_.partner(order->id) || state_.partner(other_id)) {
        return RejectReason::already_linked;
    }
    if (order == other) return RejectReason::bad_link;
    if (bracket && other->place != Place::held) return RejectReason::bad_link;
    if (bracket) {
        state_.brackets.push_back({order->id, other_id, 0});
    } else {
        state_.pairs.push_back({order->id, other_id});
    }
    Execution execution;
    execution.order_id = order->id;
    execution.other_order_id = other_id;
    execution.instrument = order->instrument;
    execution.kind = ExecutionKind::linked;
    execution.side = order->side;
    emit(execution);
    return RejectReason::none;
}

inline RejectReason NaiveEngine::release(const OrderCommand& command) {
    Order* order = nullptr;
    const RejectReason unknown = find_order(command, command.order_id, order);
    if (unknown != RejectReason::none) return unknown;
    if (order->owner != command.owner) return RejectReason::wrong_owner;
    const TradingPhase phase = instrument_of(*order).phase;
    if (phase == TradingPhase::halted) return RejectReason::halted;
    if (is_auction(phase)) return RejectReason::wrong_phase;
    if (order->place != Place::held) return RejectReason::not_held;
    // "A child released by hand is no longer the parent's."
    std::erase_if(state_.brackets,
                  [order](const Bracket& bracket) { return bracket.child == order->id; });
    join_line(order->id);
    return RejectReason::none;
}

/// Section "Phases and auctions".
inline RejectReason NaiveEngine::change_phase(const OrderCommand& command) {
    const auto phase = static_cast<TradingPhase>(command.flags);
    const std::uint16_t of = command.instrument;
    Instrument& instrument = state_.instruments[of];
    const TradingPhase former = instrument.phase;
    if (phase == former) return RejectReason::wrong_phase;
    Clearing traded;
    if (is_auction(former)) {
        traded = uncross(of, command.price);
        while (true) {
            std::optional<std::uint64_t> first;
            for (const Order& order : state_.at(of, Place::parked)) {
                if (!first && is_parked_for(order, former)) first = order.id;
            }
            if (!first) break;
            withdraw_all(*first, RejectReason::auction_remainder);
        }
    }
    instrument.phase = phase;
    Execution execution;
    execution.price = traded.price;
    execution.quantity = traded.volume;
    execution.instrument = of;
    execution.kind = ExecutionKind::phase;
    execution.flags = static_cast<std::uint8_t>(phase);
    emit(execution);
    if (phase == TradingPhase::continuous) test_stops(of);
    return RejectReason::none;
}

/// Trades what crosses, and again where links left something crossed. The last price, all volume.
inline Clearing NaiveEngine::uncross(std::uint16_t instrument, std::int64_t commanded_reference) {
    Clearing total;
    while (const std::optional<Clearing> clearing =
               clear(state_.taking_part(instrument),
                     state_.reference_price(instrument, commanded_reference))) {
        total.price = clearing->price;
        std::set<std::uint64_t> traded;
        while (true) {
            const Order* best_buy = nullptr;
            const Order* best_sell = nullptr;
            const std::vector<Order> orders = state_.taking_part(instrument);
            for (const Order& order : orders) {
                if (!accepts(order, clearing->price)) continue;
                const Order*& best = order.side == Side::bid ? best_buy : best_sell;
                if (best == nullptr) best = &order;
            }
            if (best_buy == nullptr || best_sell == nullptr) break;
            const std::int64_t quantity = std::min(best_buy->open, best_sell->open);
            total.volume = saturating_add(total.volume, quantity);
            traded.insert({best_buy->id, best_sell->id});
            trade(best_buy->id, best_sell->id, quantity, clearing->price);
        }
        for (const std::uint64_t id : traded) {
            if (Order* order = state_.find(id)) order->shown = first_part(*order);
        }
    }
    return total;
}

/// Section "Bands".
inline RejectReason NaiveEngine::change_bands(const OrderCommand& command) {
    Instrument& instrument = state_.instruments[command.instrument];
    instrument.lowest = command.price;
    instrument.highest = command.trigger;
    Execution execution;
    execution.price = command.price;
    execution.quantity = command.trigger;
    execution.instrument = command.instrument;
    execution.kind = ExecutionKind::bands;
    emit(execution);
    while (const std::optional<Order> outside = next_outside_bands(command.instrument)) {
        withdraw_all(outside->id, RejectReason::outside_bands);
    }
    return RejectReason::none;
}

/// Bids best first, then asks, then parked orders by arrival.
inline std::optional<Order> NaiveEngine::next_outside_bands(std::uint16_t instrument) const {
    for (const std::vector<Order>& orders :
         {state_.side(instrument, Side::bid), state_.side(instrument, Side::ask),
          state_.at(instrument, Place::parked)}) {
        for (const Order& order : orders) {
            if (has_limit(order.type) && !state_.is_inside_bands(instrument, order.price)) {
                return order;
            }
        }
    }
    return std::nullopt;
}

/// Step 2: by (`expires`, arrival), each with what follows before the next.
inline void NaiveEngine::expire(std::int64_t ts) {
    while (true) {
        const Order* first = nullptr;
        for (const auto& [id, order] : state_.orders) {
            if (order.tif != TimeInForce::gtd || order.expires > ts) continue;
            if (first == nullptr || order.expires < first->expires ||
                (order.expires == first->expires && order.arrival < first->arrival)) {
                first = &order;
            }
        }
        if (first == nullptr) return;
        now_ = first->expires;
        emit(ExecutionKind::expired, *first, first->open, 0);
        leave(first->id);
        work_off_line();
    }
}

}  // namespace swarmcore::book::reference
