#include <algorithm>

#include "swarmcore/book/command_check.hpp"
#include "swarmcore/book/matching_engine.hpp"

/// Orders that enter by all the rules: new ones, replaced ones, and those from the line.
namespace swarmcore::book {

namespace {

bool crosses(Side side, Price limit, Price other) noexcept {
    return side == Side::bid ? other <= limit : other >= limit;
}

Price any_price(Side side) noexcept {
    return Price{side == Side::bid ? std::numeric_limits<std::int64_t>::max() : 1};
}

bool rests(TimeInForce tif) noexcept {
    return tif == TimeInForce::gtc || tif == TimeInForce::gtd;
}

bool auction_only(TimeInForce tif) noexcept {
    return tif >= TimeInForce::at_open;
}

/// Whether a new order that would enter now is not for this phase.
bool out_of_phase(const OrderCommand& command, TradingPhase phase) noexcept {
    if (phase == TradingPhase::continuous) return command.tif == TimeInForce::at_open;
    const TimeInForce other_auction =
        phase == TradingPhase::opening_auction ? TimeInForce::at_close : TimeInForce::at_open;
    return command.tif == TimeInForce::ioc || command.tif == TimeInForce::fok ||
           command.tif == other_auction || (command.flags & post_only_flag) != 0;
}

}  // namespace

RejectReason MatchingEngine::enter(const OrderCommand& command) {
    if (index_.find(OrderId{command.order_id}, pool_) != no_order) {
        return RejectReason::duplicate_order;
    }
    const Book& book = books_[command.instrument];
    if (book.phase == TradingPhase::halted) return RejectReason::halted;
    Incoming order = incoming(command);
    const bool held = (command.flags & held_flag) != 0;
    const bool stop = command.type >= OrderType::stop;
    const bool trailing = command.type == OrderType::trailing_stop;
    if (held || stop) {
        if (trailing && !held && book.last_trade == Price{0}) {
            return RejectReason::no_reference_price;
        }
        order.arrival = ++arrivals_;
        emit(ExecutionKind::accepted, order, order.open, order.open, RejectReason::none);
        const OrderSlot slot = settle(order);
        SpecialOrder& special = make_special(slot, order);
        special.trigger = command.trigger;
        special.offset = trailing ? command.trigger : 0;
        if (held) {
            join_list(slot, special, OrderStatus::held);
        } else {
            become_dormant(slot, special, book.last_trade);
        }
        return RejectReason::none;
    }
    if (out_of_phase(command, book.phase)) return RejectReason::wrong_phase;
    RejectReason reason = judge_reducing(order, Quantity{0});
    if (reason == RejectReason::none) reason = judge_price(order, no_order);
    if (reason != RejectReason::none) return reason;
    order.arrival = ++arrivals_;
    emit(ExecutionKind::accepted, order, order.open, order.open, RejectReason::none);
    if (auction_only(order.tif) || (order.market && book.phase != TradingPhase::continuous)) {
        const OrderSlot slot = settle(order);
        SpecialOrder& special = make_special(slot, order);
        join_list(slot, special, OrderStatus::parked);
    } else {
        go_in(order);
    }
    return RejectReason::none;
}

RejectReason MatchingEngine::replace(const OrderCommand& command) {
    OrderSlot slot = no_order;
    RejectReason reason = find(command, command.order_id, slot);
    if (reason != RejectReason::none) return reason;
    if (pool_[slot].owner != command.owner) return RejectReason::wrong_owner;
    if (books_[command.instrument].phase == TradingPhase::halted) return RejectReason::halted;

    const SpecialOrder before = describe(slot);
    const Price price = before.has_limit() ? Price{command.price} : Price{0};
    const Quantity quantity{command.quantity};
    if (command.trigger == 0 && price == before.price && quantity < before.open) {
        shrink(slot, quantity);
        emit(ExecutionKind::replaced, slot, quantity, quantity, RejectReason::none);
        return RejectReason::none;
    }
    Incoming order = incoming(slot);
    order.open = quantity;
    order.price = price;
    if (!order.market) order.limit = price;
    const bool enters =
        before.status == OrderStatus::resting || before.status == OrderStatus::parked;
    if (enters) reason = judge_reducing(order, before.open);
    if (reason != RejectReason::none) return reason;
    if (before.has_limit() && command.price <= 0) return RejectReason::bad_price;
    const bool waits = before.status == OrderStatus::dormant || before.status == OrderStatus::held;
    if (command.trigger != 0 &&
        (!waits || !before.is_stop() || before.type == OrderType::trailing_stop)) {
        return RejectReason::bad_combination;
    }
    if (has_too_many_parts(before.display, command.quantity)) return RejectReason::bad_display;
    if (enters) {
        reason = judge_price(order, before.status == OrderStatus::resting ? slot : no_order);
    }
    if (reason != RejectReason::none) return reason;

    displace(slot);
    order.arrival = ++arrivals_;
    emit(ExecutionKind::replaced, order, order.open, order.open, RejectReason::none);
    if (SpecialOrder* const special = specials_.find(slot)) {
        special->price = order.price;
        special->open = order.open;
        special->arrival = order.arrival;
        if (command.trigger != 0) special->trigger = command.trigger;
        if (before.status == OrderStatus::dormant) {
            become_dormant(slot, *special, Price{0});
            return RejectReason::none;
        }
        if (before.status != OrderStatus::resting) {
            join_list(slot, *special, before.status);
            return RejectReason::none;
        }
    }
    go_in(order);
    return RejectReason::none;
}

RejectReason MatchingEngine::release(const OrderCommand& command) {
    OrderSlot slot = no_order;
    const RejectReason reason = find(command, command.order_id, slot);
    if (reason != RejectReason::none) return reason;
    if (pool_[slot].owner != command.owner) return RejectReason::wrong_owner;
    const TradingPhase phase = books_[command.instrument].phase;
    if (phase == TradingPhase::halted) return RejectReason::halted;
    if (phase != TradingPhase::continuous) return RejectReason::wrong_phase;
    SpecialOrder* const order = specials_.find(slot);
    if (order == nullptr || order->status != OrderStatus::held) return RejectReason::not_held;
    leave_parent(*order);
    move_to_line(slot, *order);
    return RejectReason::none;
}

void MatchingEngine::work_line(std::uint16_t instrument) {
    line_joined_ = false;
    const OrderList& line = waiting_[instrument].line;
    while (!line.empty() && books_[instrument].phase == TradingPhase::continuous) {
        enter_from_line(line.head);
    }
}

void MatchingEngine::enter_from_line(OrderSlot slot) {
    SpecialOrder& special = specials_[slot];
    displace(slot);
    special.arrival = ++arrivals_;
    Incoming order = incoming(slot);
    if (special.is_stop()) {
        const bool trailing = special.type == OrderType::trailing_stop;
        emit(ExecutionKind::triggered, order, order.open, order.open, RejectReason::none);
        if (trailing && books_[special.instrument].last_trade == Price{0}) {
            drop(order, RejectReason::no_reference_price);
        } else {
            become_dormant(slot, special, books_[special.instrument].last_trade);
        }
        return;
    }
    RejectReason reason = judge_reducing(order, Quantity{0});
    if (reason == RejectReason::none) reason = judge_price(order, no_order);
    if (reason != RejectReason::none) {
        // It is told as it waited, neither cut nor slid.
        order.price = special.price;
        order.open = special.open;
    }
    special.price = order.price;
    special.open = order.open;
    emit(ExecutionKind::triggered, order, order.open, order.open, RejectReason::none);
    if (reason == RejectReason::none) {
        go_in(order);
    } else {
        drop(order, reason);
    }
}

RejectReason MatchingEngine::judge_reducing(Incoming& order, Quantity leaving) {
    if ((order.flags & reduce_only_flag) == 0) return RejectReason::none;
    const std::int64_t* const position = positions_.find(order.instrument, order.owner);
    const std::uint64_t allowed = reducible(position != nullptr ? *position : 0, order.side);
    std::uint64_t others = 0;
    if (const Reducing* const reducing = reducing_.find(order.instrument, order.owner)) {
        others = reducing->open - static_cast<std::uint64_t>(leaving.count());
    }
    if (allowed <= others) return RejectReason::not_reducing;
    const std::uint64_t left = allowed - others;
    if (static_cast<std::uint64_t>(order.open.count()) > left) {
        order.open = Quantity{static_cast<std::int64_t>(left)};
    }
    return RejectReason::none;
}

RejectReason MatchingEngine::judge_price(Incoming& order, OrderSlot replaced) {
    if (order.market) return RejectReason::none;
    const Book& book = books_[order.instrument];
    if ((order.flags & post_only_flag) != 0 && book.phase == TradingPhase::continuous) {
        const PriceLadder& other = book.side(opposite(order.side));
        if (!other.empty() && crosses(order.side, order.limit, other.best_price())) {
            if ((order.flags & slide_flag) == 0) return RejectReason::would_take;
            const Price best = other.best_price();
            const bool ask = order.side == Side::ask;
            if (best == (ask ? any_price(Side::bid) : any_price(Side::ask))) {
                return RejectReason::bad_price;
            }
            order.limit = best + Price{ask ? 1 : -1};
            order.price = order.limit;
        }
    }
    if ((book.attention & has_bands) != 0 &&
        (order.limit < book.bands.lowest || order.limit > book.bands.highest)) {
        return RejectReason::outside_bands;
    }
    return rests(order.tif) && overflows(order, replaced) ? RejectReason::quantity_overflow
                                                          : RejectReason::none;
}

bool MatchingEngine::overflows(const Incoming& order, OrderSlot replaced) const {
    const LevelSlot slot = books_[order.instrument].side(order.side).find(order.limit);
    if (slot == no_level) return false;
    const Level& level = levels_[slot];
    const WideSum& hidden = waiting_[order.instrument].hidden;
    constexpr std::uint64_t most = std::numeric_limits<std::int64_t>::max();
    const auto shown = static_cast<std::uint64_t>(level.quantity.count());
    const auto added = static_cast<std::uint64_t>(order.open.count());
    if (hidden.high == 0 && hidden.low <= most && shown <= most - hidden.low &&
        added <= most - hidden.low - shown) {
        return false;
    }
    std::uint64_t open = 0;  // its sum with none replaced is within 64 bits, as it always is
    for (OrderSlot one = level.head; one != no_order; one = pool_[one].next) {
        if (one == replaced) continue;
        const SpecialOrder* const special = specials_.find(one);
        open += static_cast<std::uint64_t>(
            (special != nullptr ? special->open : pool_[one].quantity).count());
    }
    return added > most - open;
}

void MatchingEngine::go_in(Incoming& order) {
    if (books_[order.instrument].phase == TradingPhase::continuous) {
        if (order.tif == TimeInForce::fok && !can_fill(order)) {
            drop(order, RejectReason::fill_or_kill);
            return;
        }
        match(order);
    }
    finish(order);
}

void MatchingEngine::finish(Incoming& order) {
    if (order.gone) return;
    if (order.open == Quantity{0}) {
        if (order.slot != no_order) {
            leave(order.slot);
            follow();
        }
    } else if (order.market) {
        drop(order, RejectReason::market_remainder);
    } else if (!rests(order.tif)) {
        drop(order, RejectReason::immediate_remainder);
    } else {
        rest(order);
    }
}

void MatchingEngine::drop(Incoming& order, RejectReason reason) {
    emit(ExecutionKind::cancelled, order, order.open, Quantity{0}, reason);
    order.open = Quantity{0};
    order.gone = true;
    if (order.slot == no_order) return;
    leave(order.slot);
    follow();
}

void MatchingEngine::rest(const Incoming& order) {
    const OrderSlot slot = settle(order);
    SpecialOrder* special = specials_.find(slot);
    const bool plain = special == nullptr && order.flags == 0 && order.display == 0 &&
                       order.tif == TimeInForce::gtc;
    if (plain) {
        pool_[slot].quantity = order.open;
        join_level(slot, order.instrument, order.side, order.price);
        return;
    }
    if (special == nullptr) special = &make_special(slot, order);
    special->open = order.open;
    special->status = OrderStatus::resting;
    pool_[slot].quantity = special->part();
    waiting_[order.instrument].hidden.add(special->open - special->part());
    levels_[join_level(slot, order.instrument, order.side, order.price)].reserved = 1;
    if (special->reduces()) join_reducing(slot, *special);
    schedule_expiry(slot, *special);
}

void MatchingEngine::become_dormant(OrderSlot slot, SpecialOrder& stop, Price start) {
    const Book& book = books_[stop.instrument];
    if (stop.type == OrderType::trailing_stop && start != Price{0}) {
        stop.trigger = StopTriggers::trailing_trigger(stop, start);
    }
    join_list(slot, stop, OrderStatus::dormant);
    if (book.phase == TradingPhase::continuous && book.last_trade != Price{0} &&
        StopTriggers::wakes(stop, book.last_trade)) {
        wake(slot);
    }
}

OrderSlot MatchingEngine::settle(const Incoming& order) {
    if (order.slot != no_order) return order.slot;
    const OrderSlot slot = pool_.take();
    OrderNode& node = pool_[slot];
    node.id = order.id;
    node.owner = order.owner;
    node.level = no_level;
    index_.insert(order.id, slot, pool_);
    return slot;
}

MatchingEngine::Incoming MatchingEngine::incoming(const OrderCommand& command) {
    const bool has_limit =
        command.type == OrderType::limit || command.type == OrderType::stop_limit;
    Incoming order;
    order.id = OrderId{command.order_id};
    order.market = !has_limit;
    order.price = Price{has_limit ? command.price : 0};
    order.limit = has_limit ? order.price : any_price(command.side);
    order.open = Quantity{command.quantity};
    order.owner = command.owner;
    order.display = command.display;
    order.instrument = command.instrument;
    order.flags = command.flags;
    order.side = command.side;
    order.tif = command.tif;
    order.type = command.type;
    order.mode = self_trade_mode(command.flags);
    order.expires = command.expires;
    return order;
}

MatchingEngine::Incoming MatchingEngine::incoming(OrderSlot slot) const {
    const SpecialOrder special = describe(slot);
    Incoming order;
    order.id = pool_[slot].id;
    order.market = !special.has_limit();
    order.price = special.price;
    order.limit = order.market ? any_price(special.side) : special.price;
    order.open = special.open;
    order.slot = slot;
    order.owner = special.owner;
    order.display = special.display;
    order.instrument = special.instrument;
    order.flags = special.flags;
    order.side = special.side;
    order.tif = special.tif;
    order.type = special.type;
    order.mode = self_trade_mode(special.flags);
    order.linked = special.linked();
    order.expires = special.expires;
    order.arrival = special.arrival;
    return order;
}

}  // namespace swarmcore::book
