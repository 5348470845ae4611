#include <algorithm>
#include <cstdlib>
#include <utility>

#include "swarmcore/book/matching_engine.hpp"

/// Live orders: where they are, how they leave or shrink, and what follows for others.
namespace swarmcore::book {

std::uint64_t MatchingEngine::reducible(std::int64_t position, Side side) noexcept {
    if (position == 0 || (position > 0) == (side == Side::bid)) return 0;
    // The lowest position has no positive counterpart: its size saturates.
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    return static_cast<std::uint64_t>(position < -most ? most : std::abs(position));
}

SpecialOrder MatchingEngine::describe(OrderSlot slot) const {
    if (const SpecialOrder* const special = specials_.find(slot)) return *special;
    const OrderNode& node = pool_[slot];
    const Level& level = levels_[node.level];
    SpecialOrder order;
    order.price = level.price;
    order.open = node.quantity;
    order.owner = node.owner;
    order.instrument = level.instrument;
    order.side = level.side;
    order.type = OrderType::limit;
    order.tif = TimeInForce::gtc;
    order.status = OrderStatus::resting;
    return order;
}

SpecialOrder& MatchingEngine::make_special(OrderSlot slot) {
    if (SpecialOrder* const special = specials_.find(slot)) return *special;
    levels_[pool_[slot].level].reserved = 1;
    return specials_.add(slot, describe(slot));
}

SpecialOrder& MatchingEngine::make_special(OrderSlot slot, const Incoming& order) {
    SpecialOrder special;
    special.price = order.price;
    special.open = order.open;
    special.expires = order.expires;
    special.arrival = order.arrival;
    special.display = order.display;
    special.owner = order.owner;
    special.instrument = order.instrument;
    special.flags = order.flags;
    special.side = order.side;
    special.type = order.type;
    special.tif = order.tif;
    return specials_.add(slot, special);
}

bool MatchingEngine::is_live(OrderSlot slot) const noexcept {
    return pool_[slot].level != no_level || specials_.find(slot) != nullptr;
}

void MatchingEngine::set_attention(Book& book, std::uint32_t bit, bool on) noexcept {
    book.attention = on ? book.attention | bit : book.attention & ~bit;
}

LevelSlot MatchingEngine::add_level(std::uint16_t instrument, Side side, Price price) {
    const LevelSlot slot = levels_.take();
    levels_[slot] = Level{};
    levels_[slot].price = price;
    levels_[slot].instrument = instrument;
    levels_[slot].side = side;
    books_[instrument].side(side).insert(price, slot);
    return slot;
}

void MatchingEngine::remove_level(LevelSlot slot) noexcept {
    const Level& level = levels_[slot];
    books_[level.instrument].side(level.side).erase(level.price);
    levels_.give_back(slot);
}

LevelSlot MatchingEngine::join_level(OrderSlot slot, std::uint16_t instrument, Side side,
                                     Price price) {
    LevelSlot level = books_[instrument].side(side).find(price);
    if (level == no_level) level = add_level(instrument, side, price);
    append(pool_, levels_[level], slot);
    pool_[slot].level = level;
    return level;
}

void MatchingEngine::leave_level(OrderSlot slot) noexcept {
    OrderNode& node = pool_[slot];
    Level& level = levels_[node.level];
    unlink(pool_, level, slot);
    if (level.orders == 0) remove_level(node.level);
    node.level = no_level;
}

OrderList& MatchingEngine::list_of(const SpecialOrder& order) noexcept {
    Waiting& waiting = waiting_[order.instrument];
    switch (order.status) {
        case OrderStatus::dormant:
            return waiting.dormant;
        case OrderStatus::held:
            return waiting.held;
        case OrderStatus::parked:
            return waiting.parked;
        default:
            return waiting.line;
    }
}

void MatchingEngine::join_list(OrderSlot slot, SpecialOrder& order, OrderStatus status) {
    order.status = status;
    list_of(order).append(pool_, slot);
    schedule_expiry(slot, order);
    if (status == OrderStatus::waiting) {
        line_joined_ = true;
    } else if (status == OrderStatus::parked) {
        if (order.reduces()) join_reducing(slot, order);
    } else if (status == OrderStatus::dormant) {
        Book& book = books_[order.instrument];
        waiting_[order.instrument].triggers.add(slot, order, book.last_trade);
        set_attention(book, has_dormant, true);
    }
}

void MatchingEngine::displace(OrderSlot slot) {
    SpecialOrder* const order = specials_.find(slot);
    if (order == nullptr) {
        leave_level(slot);
        return;
    }
    if (order->status == entering) return;
    Waiting& waiting = waiting_[order->instrument];
    if (order->status == OrderStatus::resting) {
        waiting.hidden.subtract(order->open - pool_[slot].quantity);
        leave_level(slot);
    } else {
        if (order->status == OrderStatus::dormant) waiting.triggers.remove(slot, specials_);
        list_of(*order).remove(pool_, slot);
        if (waiting.dormant.empty()) {
            set_attention(books_[order->instrument], has_dormant, false);
        }
    }
    if (registered(*order)) leave_reducing(*order);
    order->status = entering;
    if (order->expires != 0) {
        const std::uint64_t arrival = order->arrival;
        expiries_.forget([&](const Schedule::Entry& entry) {
            return entry.arrival != arrival && expires(entry);
        });
    }
}

void MatchingEngine::move_to_line(OrderSlot slot, SpecialOrder& order) {
    displace(slot);
    join_list(slot, order, OrderStatus::waiting);
}

void MatchingEngine::wake(OrderSlot slot) {
    SpecialOrder& stop = specials_[slot];
    move_to_line(slot, stop);
    stop.triggered = true;
    stop.trigger = 0;
}

void MatchingEngine::test_stops(std::uint16_t instrument, Price price) {
    woken_.clear();
    waiting_[instrument].triggers.test(price, specials_, woken_);
    for (const OrderSlot slot : woken_) wake(slot);
}

bool MatchingEngine::expires(const Schedule::Entry& entry) const noexcept {
    const SpecialOrder* const order = specials_.find(entry.slot);
    return order != nullptr && order->arrival == entry.arrival && order->expires == entry.key;
}

void MatchingEngine::schedule_expiry(OrderSlot slot, const SpecialOrder& order) {
    if (order.expires == 0) return;
    expiries_.push({.key = order.expires, .arrival = order.arrival, .slot = slot});
    next_expiry_ = std::min(next_expiry_, order.expires);
}

void MatchingEngine::renew_arrival(OrderSlot slot, SpecialOrder& order) {
    order.arrival = ++arrivals_;
    if (order.reduces()) {
        leave_reducing(order);
        join_reducing(slot, order);
    }
    schedule_expiry(slot, order);
}

void MatchingEngine::lower_open(SpecialOrder& order, Quantity quantity) noexcept {
    order.open -= quantity;
    if (registered(order)) {
        reducing_.at(order.instrument, order.owner).open -=
            static_cast<std::uint64_t>(quantity.count());
    }
}

void MatchingEngine::shrink(OrderSlot slot, Quantity open) {
    OrderNode& node = pool_[slot];
    SpecialOrder* const order = specials_.find(slot);
    const Quantity shown = std::min(node.quantity, open);
    if (order != nullptr) {
        const bool resting = order->status == OrderStatus::resting;
        if (resting) {
            const Quantity hidden_before = order->open - node.quantity;
            waiting_[order->instrument].hidden.subtract(hidden_before - (open - shown));
        }
        lower_open(*order, order->open - open);
        if (!resting) return;
    }
    levels_[node.level].quantity -= node.quantity - shown;
    node.quantity = shown;
}

void MatchingEngine::withdraw(OrderSlot slot, RejectReason reason) {
    dismiss(slot, reason);
    follow();
}

void MatchingEngine::dismiss(OrderSlot slot, RejectReason reason) {
    const SpecialOrder* const order = specials_.find(slot);
    emit(ExecutionKind::cancelled, slot, order != nullptr ? order->open : pool_[slot].quantity,
         Quantity{0}, reason);
    displace(slot);
    leave(slot);
}

void MatchingEngine::forget(OrderSlot slot) noexcept {
    index_.erase(pool_[slot].id, slot);
    pool_.give_back(slot);
}

void MatchingEngine::leave(OrderSlot slot) {
    if (SpecialOrder* const order = specials_.find(slot)) {
        leave_parent(*order);
        // What is put on top comes first: the partner, then the children as they were linked.
        for (OrderSlot child = order->last_child; child != no_order;) {
            SpecialOrder& one = specials_[child];
            consequences_.push_back({.slot = child, .of_parent = true});
            child = one.previous_sibling;
            one.parent = one.previous_sibling = one.next_sibling = no_order;
        }
        part(*order);
        specials_.remove(slot);
    }
    forget(slot);
}

void MatchingEngine::part(SpecialOrder& order) {
    if (order.partner == no_order) return;
    specials_[order.partner].partner = no_order;
    consequences_.push_back({.slot = order.partner, .of_parent = false});
    order.partner = no_order;
}

void MatchingEngine::leave_parent(SpecialOrder& order) noexcept {
    if (order.parent == no_order) return;
    SpecialOrder& parent = specials_[order.parent];
    (order.previous_sibling == no_order ? parent.first_child
                                        : specials_[order.previous_sibling].next_sibling) =
        order.next_sibling;
    (order.next_sibling == no_order ? parent.last_child
                                    : specials_[order.next_sibling].previous_sibling) =
        order.previous_sibling;
    order.parent = order.previous_sibling = order.next_sibling = no_order;
}

void MatchingEngine::tell_children(const SpecialOrder& parent, Quantity traded) noexcept {
    for (OrderSlot child = parent.first_child; child != no_order;
         child = specials_[child].next_sibling) {
        Quantity& sum = specials_[child].parent_traded;
        sum = saturating_sum(sum, traded);
    }
}

void MatchingEngine::traded(OrderSlot slot) {
    SpecialOrder& order = specials_[slot];
    if (order.open == Quantity{0}) {
        leave(slot);
    } else {
        part(order);
    }
    follow();
}

void MatchingEngine::follow() {
    while (!consequences_.empty()) {
        const Consequence next = consequences_.back();
        consequences_.pop_back();
        SpecialOrder* const order = specials_.find(next.slot);
        // It may have left already, or be about to: all of it has traded.
        if (order == nullptr || order->open == Quantity{0}) continue;
        if (next.of_parent && order->parent_traded > Quantity{0}) {
            if (const Quantity traded = order->parent_traded; order->open > traded) {
                const Quantity cut = order->open - traded;
                order->open = traded;
                emit(ExecutionKind::cancelled, next.slot, cut, traded, RejectReason::linked);
            }
            move_to_line(next.slot, *order);
        } else {
            dismiss(next.slot, RejectReason::linked);
        }
    }
}

bool MatchingEngine::registered(const SpecialOrder& order) noexcept {
    return order.reduces() &&
           (order.status == OrderStatus::resting || order.status == OrderStatus::parked);
}

void MatchingEngine::join_reducing(OrderSlot slot, SpecialOrder& order) {
    Reducing& reducing = reducing_.at(order.instrument, order.owner);
    order.previous_reducing = reducing.tail;
    order.next_reducing = no_order;
    (reducing.tail == no_order ? reducing.head : specials_[reducing.tail].next_reducing) = slot;
    reducing.tail = slot;
    reducing.open += static_cast<std::uint64_t>(order.open.count());
    ++waiting_[order.instrument].reducing;
    set_attention(books_[order.instrument], has_reducing, true);
}

void MatchingEngine::leave_reducing(SpecialOrder& order) noexcept {
    Reducing& reducing = reducing_.at(order.instrument, order.owner);
    (order.previous_reducing == no_order ? reducing.head
                                         : specials_[order.previous_reducing].next_reducing) =
        order.next_reducing;
    (order.next_reducing == no_order ? reducing.tail
                                     : specials_[order.next_reducing].previous_reducing) =
        order.previous_reducing;
    reducing.open -= static_cast<std::uint64_t>(order.open.count());
    if (--waiting_[order.instrument].reducing == 0) {
        set_attention(books_[order.instrument], has_reducing, false);
    }
}

void MatchingEngine::cut_reducing(std::uint16_t instrument, std::uint32_t owner) {
    if (owner == 0) return;
    while (const Reducing* const reducing = reducing_.find(instrument, owner)) {
        if (reducing->tail == no_order) return;
        const OrderSlot slot = reducing->tail;
        const SpecialOrder& order = specials_[slot];
        const std::int64_t* const position = positions_.find(instrument, owner);
        const std::uint64_t allowed = reducible(position != nullptr ? *position : 0, order.side);
        if (reducing->open <= allowed) return;
        const std::uint64_t excess = reducing->open - allowed;
        if (excess >= static_cast<std::uint64_t>(order.open.count())) {
            withdraw(slot, RejectReason::reduce_only_excess);
        } else {
            const Quantity cut{static_cast<std::int64_t>(excess)};
            shrink(slot, order.open - cut);
            emit(ExecutionKind::cancelled, slot, cut, order.open, RejectReason::reduce_only_excess);
        }
    }
}

RejectReason MatchingEngine::link(const OrderCommand& command) {
    OrderSlot first = no_order;
    OrderSlot second = no_order;
    for (const auto& [id, slot] :
         {std::pair{command.order_id, &first},
          std::pair{static_cast<std::uint64_t>(command.trigger), &second}}) {
        const RejectReason reason = find(command, id, *slot);
        if (reason != RejectReason::none) return reason;
    }
    if (pool_[first].owner != command.owner || pool_[second].owner != command.owner) {
        return RejectReason::wrong_owner;
    }
    const bool bracket = command.flags == bracket_flag;
    const SpecialOrder before = describe(first);
    const SpecialOrder other = describe(second);
    if (bracket ? other.parent != no_order
                : before.partner != no_order || other.partner != no_order) {
        return RejectReason::already_linked;
    }
    if (first == second || (bracket && other.status != OrderStatus::held)) {
        return RejectReason::bad_link;
    }
    if (bracket) {
        join_parent(first, second, Quantity{0});
    } else {
        join_partner(first, second);
    }
    Execution& execution = emit(ExecutionKind::linked);
    execution.order_id = command.order_id;
    execution.other_order_id = static_cast<std::uint64_t>(command.trigger);
    execution.instrument = command.instrument;
    execution.side = before.side;
    return RejectReason::none;
}

void MatchingEngine::join_partner(OrderSlot first, OrderSlot second) {
    make_special(first).partner = second;
    make_special(second).partner = first;
}

void MatchingEngine::join_parent(OrderSlot parent, OrderSlot child, Quantity traded) {
    make_special(parent);
    SpecialOrder& leader = specials_[parent];
    SpecialOrder& order = specials_[child];
    order.parent = parent;
    order.parent_traded = traded;
    order.previous_sibling = leader.last_child;
    order.next_sibling = no_order;
    (leader.last_child == no_order ? leader.first_child
                                   : specials_[leader.last_child].next_sibling) = child;
    leader.last_child = child;
}

}  // namespace swarmcore::book
