#pragma once

#include "naive_book.hpp"

/// What an order does once it enters: NaiveEngine, continued.
namespace swarmcore::book::reference {

/// Section "Reasons", 25 to 28: what the state has against an order that enters now. An order that
/// may enter is cut and slid here; one that may not is left as it was.
inline RejectReason NaiveEngine::judge(Order& order) const {
    Order judged = order;
    const RejectReason not_reducing = reduce(judged);
    if (not_reducing != RejectReason::none) return not_reducing;
    const RejectReason refusal = judge_price(judged);
    if (refusal == RejectReason::none) order = judged;
    return refusal;
}

/// Reduce-only: the order is cut to what of the position no other reduce-only order covers.
inline RejectReason NaiveEngine::reduce(Order& order) const {
    if (!has_flag(order, reduce_only_flag)) return RejectReason::none;
    std::int64_t reducible = state_.reducible(order.owner, order.instrument, order.side);
    for (const Order& other : state_.reducing(order.owner, order.instrument)) {
        if (other.id != order.id) reducible -= other.open;
    }
    if (reducible <= 0) return RejectReason::not_reducing;
    order.open = std::min(order.open, reducible);
    return RejectReason::none;
}

inline RejectReason NaiveEngine::judge_price(Order& order) const {
    if (!has_limit(order.type)) return RejectReason::none;
    const bool continuous = instrument_of(order).phase == TradingPhase::continuous;
    if (has_flag(order, post_only_flag) && continuous) {
        const std::vector<Order> level = state_.best_level(order);
        if (!level.empty()) {
            if (!has_flag(order, slide_flag)) return RejectReason::would_take;
            const RejectReason refusal = slide(order, level.front().price);
            if (refusal != RejectReason::none) return refusal;
        }
    }
    if (!state_.is_inside_bands(order.instrument, order.price)) return RejectReason::outside_bands;
    if (may_rest(order)) {
        std::int64_t open = order.open;
        for (const Order& other : state_.side(order.instrument, order.side)) {
            if (other.price != order.price || other.id == order.id) continue;
            if (open > largest - other.open) return RejectReason::quantity_overflow;
            open += other.open;
        }
    }
    return RejectReason::none;
}

/// Post-only, slide: to one tick from the best opposite price.
inline RejectReason NaiveEngine::slide(Order& order, std::int64_t best) const {
    if (order.side == Side::bid) {
        if (best <= 1) return RejectReason::bad_price;
        order.price = best - 1;
    } else {
        if (best == largest) return RejectReason::bad_price;
        order.price = best + 1;
    }
    return RejectReason::none;
}

/// An order that was announced (accepted, replaced, triggered) goes where it belongs.
inline void NaiveEngine::settle(std::uint64_t id) {
    Order& order = state_.orders.at(id);
    const TradingPhase phase = instrument_of(order).phase;
    if (awaits_trigger(order)) {
        order.place = Place::dormant;
        if (phase == TradingPhase::continuous) test_stop(id);
        return;
    }
    const bool of_auction = order.tif == TimeInForce::at_open || order.tif == TimeInForce::at_close;
    if (of_auction || (is_auction(phase) && !has_limit(order.type))) {
        order.place = Place::parked;
        return;
    }
    if (phase == TradingPhase::continuous) {
        take(id);
        if (state_.find(id) == nullptr) return;
    }
    order.place = Place::resting;
    order.shown = first_part(order);
}

/// Sections "Prices and time" and "Matching algorithms".
inline void NaiveEngine::take(std::uint64_t id) {
    state_.orders.at(id).place = Place::taking;
    if (state_.orders.at(id).tif == TimeInForce::fok && !can_fill(state_.orders.at(id))) {
        withdraw_all(id, RejectReason::fill_or_kill);
        return;
    }
    // The taker may leave at any moment: filled, or by a link.
    while (const Order* taker = state_.find(id)) {
        const std::vector<Order> level = state_.best_level(*taker);
        if (level.empty()) break;
        if (self_trade_mode(taker->flags) != SelfTradeMode::allow) {
            // In price-time only the oldest order is met; in pro-rata the whole level is.
            const bool whole = rules_.algorithm == MatchingAlgorithm::pro_rata;
            std::optional<std::uint64_t> own;
            for (const Order& maker : level) {
                if (!own && same_owner(*taker, maker)) own = maker.id;
                if (!whole) break;
            }
            if (own) {
                prevent_self_trade(id, *own);
                continue;
            }
        }
        if (rules_.algorithm == MatchingAlgorithm::pro_rata) {
            share(id, level);
        } else {
            const Order& maker = level.front();
            trade(id, maker.id, std::min(taker->open, maker.shown), maker.price);
        }
    }
    const Order* rest = state_.find(id);
    if (rest == nullptr) return;
    if (!has_limit(rest->type)) {
        withdraw_all(id, RejectReason::market_remainder);
    } else if (rest->tif == TimeInForce::ioc) {
        withdraw_all(id, RejectReason::immediate_remainder);
    }
}

/// "Whether a FOK can be filled".
inline bool NaiveEngine::can_fill(const Order& taker) const {
    const SelfTradeMode mode = self_trade_mode(taker.flags);
    const bool prevents = mode != SelfTradeMode::allow;
    const std::vector<Order> makers = state_.side(taker.instrument, opposite(taker.side));
    std::optional<std::int64_t> first_own_level;
    for (const Order& maker : makers) {
        if (!first_own_level && same_owner(taker, maker)) first_own_level = maker.price;
    }
    std::int64_t available = 0;
    for (const Order& maker : makers) {
        if (!accepts(taker, maker.price)) break;
        if (prevents && mode != SelfTradeMode::cancel_oldest && maker.price == first_own_level) {
            break;
        }
        if (prevents && same_owner(taker, maker)) continue;
        if (has_flag(maker, reduce_only_flag) || state_.partner(maker.id)) continue;
        available = saturating_add(available, maker.open);
    }
    return available >= taker.open;
}

/// Section "Matching algorithms", self-trade prevention.
inline void NaiveEngine::prevent_self_trade(std::uint64_t taker_id, std::uint64_t maker_id) {
    constexpr RejectReason reason = RejectReason::self_trade;
    const Order taker = state_.orders.at(taker_id);
    const Order maker = state_.orders.at(maker_id);
    switch (self_trade_mode(taker.flags)) {
        case SelfTradeMode::allow:
            break;
        case SelfTradeMode::cancel_newest:
            withdraw_all(taker_id, reason);
            break;
        case SelfTradeMode::cancel_oldest:
            withdraw_all(maker_id, reason);
            break;
        case SelfTradeMode::cancel_both:
            withdraw_all(maker_id, reason);
            if (state_.find(taker_id) != nullptr) withdraw_all(taker_id, reason);
            break;
        case SelfTradeMode::decrement: {
            const std::int64_t quantity = std::min(taker.open, maker.shown);
            // The shown part is what is lost, not the hidden one.
            state_.orders.at(maker_id).shown -= quantity;
            withdraw(maker_id, quantity, reason);
            replenish(maker_id);
            if (state_.find(taker_id) != nullptr) withdraw(taker_id, quantity, reason);
            break;
        }
    }
}

/// Section "Matching algorithms", pro-rata.
inline void NaiveEngine::share(std::uint64_t taker_id, const std::vector<Order>& level) {
    const std::int64_t open = state_.orders.at(taker_id).open;
    for (const Allotment& allotment : allot(level, open, rules_)) {
        const Order* taker = state_.find(taker_id);
        const Order* maker = state_.find(allotment.maker);
        if (taker == nullptr) return;
        // An allotment of an order that has left, or as far as it was cut, is void.
        if (maker == nullptr) continue;
        const std::int64_t quantity = std::min(allotment.quantity, maker->shown);
        if (quantity > 0) trade(taker_id, allotment.maker, quantity, maker->price);
    }
}

/// One trade and what follows from it. In an auction the buy stands for the taker.
inline void NaiveEngine::trade(std::uint64_t taker_id, std::uint64_t maker_id,
                               std::int64_t quantity, std::int64_t price) {
    Order& taker_at = state_.orders.at(taker_id);
    Order& maker_at = state_.orders.at(maker_id);
    Instrument& instrument = instrument_of(taker_at);
    const bool continuous = instrument.phase == TradingPhase::continuous;
    taker_at.open -= quantity;
    maker_at.open -= quantity;
    if (continuous) maker_at.shown -= quantity;
    instrument.last_trade = price;
    emit_fill(taker_at, maker_at, quantity, price, continuous ? 0 : auction_flag);
    emit_fill(maker_at, taker_at, quantity, price, continuous ? maker_flag : auction_flag);
    count_trade(taker_at, maker_at, quantity);
    count_trade(maker_at, taker_at, quantity);

    const Order taker = taker_at;
    const Order maker = maker_at;
    if (taker.open == 0) state_.orders.erase(taker_id);
    if (maker.open == 0) state_.orders.erase(maker_id);
    for (const Order& order : {taker, maker}) {
        follow_pair(order.id);
        if (order.open == 0) follow_brackets(order.id);
    }
    cut_excess(taker.owner, taker.instrument);
    cut_excess(maker.owner, maker.instrument);
    if (continuous) {
        test_stops(taker.instrument);
        replenish(maker_id);
    }
}

inline void NaiveEngine::count_trade(const Order& order, const Order& other,
                                     std::int64_t quantity) {
    for (Bracket& bracket : state_.brackets) {
        if (bracket.parent == order.id) bracket.traded = saturating_add(bracket.traded, quantity);
    }
    // What an owner sells to itself, it still has.
    if (order.owner == 0 || order.owner == other.owner) return;
    std::int64_t& position = state_.positions[{order.owner, order.instrument}];
    position = saturating_add(position, order.side == Side::bid ? quantity : -quantity);
}

/// Iceberg: the next part at the back of the queue, when the shown one has gone.
inline void NaiveEngine::replenish(std::uint64_t id) {
    Order* order = state_.find(id);
    if (order == nullptr || order->shown > 0) return;
    order->shown = first_part(*order);
    order->arrival = ++arrivals_;
    emit(ExecutionKind::replenished, *order, order->shown, order->open);
}

/// Reduce-only: what is open beyond the position after a trade, the latest arrival first.
inline void NaiveEngine::cut_excess(std::uint32_t owner, std::uint16_t instrument) {
    // Each cut may take other orders along by links: look anew after each.
    while (true) {
        const std::vector<Order> orders = state_.reducing(owner, instrument);
        if (orders.empty()) return;
        std::int64_t covered = state_.reducible(owner, instrument, orders.front().side);
        for (const Order& order : orders) covered -= order.open;
        if (covered >= 0) return;
        withdraw(orders.front().id, std::min(-covered, orders.front().open),
                 RejectReason::reduce_only_excess);
    }
}

/// Part of an order, hidden lots first, or all of it is cancelled.
inline void NaiveEngine::withdraw(std::uint64_t id, std::int64_t quantity, RejectReason reason) {
    Order& order = state_.orders.at(id);
    order.open -= quantity;
    order.shown = std::min(order.shown, order.open);
    emit(ExecutionKind::cancelled, order, quantity, order.open, reason);
    if (order.open == 0) leave(id);
}

inline void NaiveEngine::withdraw_all(std::uint64_t id, RejectReason reason) {
    withdraw(id, state_.orders.at(id).open, reason);
}

/// An order is gone: section "Groups".
inline void NaiveEngine::leave(std::uint64_t id) {
    state_.orders.erase(id);
    std::erase(state_.line, id);
    std::erase_if(state_.brackets, [id](const Bracket& bracket) { return bracket.child == id; });
    follow_pair(id);
    follow_brackets(id);
}

/// One-cancels-other: the order traded or left.
inline void NaiveEngine::follow_pair(std::uint64_t id) {
    const std::optional<std::uint64_t> partner = state_.partner(id);
    if (!partner) return;
    std::erase_if(state_.pairs,
                  [id](const Pair& pair) { return pair.first == id || pair.second == id; });
    if (state_.find(*partner) != nullptr) withdraw_all(*partner, RejectReason::linked);
}

/// Bracket: the parent left.
inline void NaiveEngine::follow_brackets(std::uint64_t id) {
    while (true) {
        const auto found =
            std::find_if(state_.brackets.begin(), state_.brackets.end(),
                         [id](const Bracket& bracket) { return bracket.parent == id; });
        if (found == state_.brackets.end()) return;
        const Bracket bracket = *found;
        state_.brackets.erase(found);
        if (bracket.traded == 0) {
            withdraw_all(bracket.child, RejectReason::linked);
        } else {
            const std::int64_t excess = state_.orders.at(bracket.child).open - bracket.traded;
            if (excess > 0) withdraw(bracket.child, excess, RejectReason::linked);
            join_line(bracket.child);
        }
    }
}

/// Section "Stops".
inline void NaiveEngine::test_stops(std::uint16_t instrument) {
    for (const Order& stop : state_.at(instrument, Place::dormant)) test_stop(stop.id);
}

inline void NaiveEngine::test_stop(std::uint64_t id) {
    Order& stop = state_.orders.at(id);
    const std::int64_t price = instrument_of(stop).last_trade;
    if (price == 0) return;
    if (reaches_trigger(stop, price)) {
        stop.triggered = true;
        join_line(id);
    } else if (stop.type == OrderType::trailing_stop) {
        const std::int64_t follows = trail_trigger(stop, price);
        stop.trigger = stop.side == Side::bid ? std::min(stop.trigger, follows)
                                              : std::max(stop.trigger, follows);
    }
}

inline void NaiveEngine::join_line(std::uint64_t id) {
    state_.orders.at(id).place = Place::waiting;
    state_.line.push_back(id);
}

/// The first in the line whose instrument trades enters, as long as there is one.
inline void NaiveEngine::work_off_line() {
    while (true) {
        const auto next =
            std::find_if(state_.line.begin(), state_.line.end(), [this](std::uint64_t id) {
                return instrument_of(state_.orders.at(id)).phase == TradingPhase::continuous;
            });
        if (next == state_.line.end()) return;
        const std::uint64_t id = *next;
        state_.line.erase(next);
        enter_from_line(id);
    }
}

inline void NaiveEngine::enter_from_line(std::uint64_t id) {
    Order& order = state_.orders.at(id);
    order.place = Place::taking;
    order.arrival = ++arrivals_;
    RejectReason refusal = RejectReason::none;
    if (!awaits_trigger(order)) {
        refusal = judge(order);
    } else if (order.type == OrderType::trailing_stop) {
        const std::int64_t price = instrument_of(order).last_trade;
        if (price == 0) {
            refusal = RejectReason::no_reference_price;
        } else {
            order.trigger = trail_trigger(order, price);
        }
    }
    emit(ExecutionKind::triggered, order, order.open, order.open);
    if (refusal != RejectReason::none) {
        withdraw_all(id, refusal);
    } else {
        settle(id);
    }
}

}  // namespace swarmcore::book::reference
