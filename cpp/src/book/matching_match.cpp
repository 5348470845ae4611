#include <algorithm>

#include "swarmcore/book/matching_engine.hpp"
#include "swarmcore/book/pro_rata.hpp"

/// Trades: a taker against the orders at rest.
namespace swarmcore::book {

namespace {

bool crosses(Side side, Price limit, Price other) noexcept {
    return side == Side::bid ? other <= limit : other >= limit;
}

/// Sums of positions stay within 64 bits.
std::int64_t saturating_add(std::int64_t left, std::int64_t right) noexcept {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    if (right > 0 && left > most - right) return most;
    if (right < 0 && left < least - right) return least;
    return left + right;
}

}  // namespace

void MatchingEngine::match(Incoming& taker) {
    Book& book = books_[taker.instrument];
    const PriceLadder& other = book.side(opposite(taker.side));
    const bool avoids_own = taker.mode != SelfTradeMode::allow && taker.owner != 0;
    const bool pro_rata = (book.attention & by_pro_rata) != 0;
    while (taker.open > Quantity{0} && !other.empty() &&
           crosses(taker.side, taker.limit, other.best_price())) {
        const LevelSlot slot = other.best();
        if (pro_rata) {
            take_pro_rata(taker, slot);
        } else if (levels_[slot].reserved != 0 || avoids_own || taker.linked) {
            take_order(taker, slot);
        } else {
            take_level(taker, slot);
        }
    }
}

void MatchingEngine::take_level(Incoming& taker, LevelSlot slot) {
    Level& level = levels_[slot];
    Book& book = books_[taker.instrument];
    OrderSlot order = level.head;
    Quantity open = taker.open;
    const Quantity before = open;
    while (order != no_order && open > Quantity{0}) {
        OrderNode& maker = pool_[order];
        const OrderSlot next = maker.next;
        if (next != no_order) pool_.prefetch(next);
        const Quantity traded = std::min(open, maker.quantity);
        const std::uint32_t owner = maker.owner;
        open -= traded;
        maker.quantity -= traded;
        taker.open = open;
        emit_fills(taker, maker.id, level.price, traded, maker.quantity);
        if ((owner | taker.owner) != 0) {
            count_trade(taker.instrument, taker.side == Side::bid ? taker.owner : owner,
                        taker.side == Side::bid ? owner : taker.owner, traded);
        }
        if (maker.quantity == Quantity{0}) {
            index_.erase(maker.id, order);
            pool_.give_back(order);
            --level.orders;
            order = next;
        }
        book.last_trade = level.price;
        // What follows from a trade reaches no order of this level: all of them are plain.
        if ((book.attention & (has_dormant | has_reducing)) != 0) {
            after_trade(taker.instrument, taker.owner, owner, level.price);
        }
    }
    level.quantity -= before - open;
    level.head = order;
    if (order == no_order) {
        remove_level(slot);
    } else {
        pool_[order].previous = no_order;
    }
}

void MatchingEngine::take_order(Incoming& taker, LevelSlot slot) {
    const OrderSlot order = levels_[slot].head;
    const OrderNode& maker = pool_[order];
    if (taker.mode != SelfTradeMode::allow && taker.owner != 0 && maker.owner == taker.owner) {
        meet_own(taker, order);
    } else {
        trade(taker, order, std::min(taker.open, maker.quantity));
    }
}

void MatchingEngine::take_pro_rata(Incoming& taker, LevelSlot slot) {
    const bool avoids_own = taker.mode != SelfTradeMode::allow && taker.owner != 0;
    chosen_.clear();
    shown_.clear();
    for (OrderSlot order = levels_[slot].head; order != no_order; order = pool_[order].next) {
        const OrderNode& node = pool_[order];
        if (avoids_own && node.owner == taker.owner) {
            meet_own(taker, order);
            return;
        }
        chosen_.push_back(order);
        shown_.push_back(node.quantity.count());
    }
    shares_.resize(shown_.size());
    share_pro_rata(shown_, taker.open.count(), rules_, shares_);
    for (std::size_t i = 0; i < chosen_.size() && taker.open > Quantity{0}; ++i) {
        // A trade may take away or cut special orders. Nothing enters meanwhile, so that no slot
        // has another order.
        if (shares_[i] == 0 || !is_live(chosen_[i])) continue;
        const Quantity quantity =
            std::min({Quantity{shares_[i]}, pool_[chosen_[i]].quantity, taker.open});
        if (quantity > Quantity{0}) trade(taker, chosen_[i], quantity);
    }
}

void MatchingEngine::trade(Incoming& taker, OrderSlot slot, Quantity quantity) {
    OrderNode& maker = pool_[slot];
    SpecialOrder* const special = specials_.find(slot);
    const OrderId id = maker.id;
    const std::uint32_t owner = maker.owner;
    Level& level = levels_[maker.level];
    const Price price = level.price;

    taker.open -= quantity;
    level.quantity -= quantity;
    maker.quantity -= quantity;
    if (special != nullptr) lower_open(*special, quantity);
    emit_fills(taker, id, price, quantity, special != nullptr ? special->open : maker.quantity);
    count_trade(taker.instrument, taker.side == Side::bid ? taker.owner : owner,
                taker.side == Side::bid ? owner : taker.owner, quantity);
    books_[taker.instrument].last_trade = price;
    if (special == nullptr) {
        if (maker.quantity == Quantity{0}) {
            displace(slot);
            forget(slot);
        }
    } else if (special->open == Quantity{0}) {
        displace(slot);
    }

    // Both know of the trade before anything follows from it: they may be partners.
    if (special != nullptr) tell_children(*special, quantity);
    if (taker.linked) {
        SpecialOrder& order = specials_[taker.slot];
        order.open = taker.open;
        tell_children(order, quantity);
        traded(taker.slot);
    }
    if (special != nullptr && is_live(slot)) traded(slot);
    after_trade(taker.instrument, taker.owner, owner, price);
    if (taker.linked) look_after(taker);
    if (special != nullptr && is_live(slot)) replenish(slot);
}

void MatchingEngine::look_after(Incoming& taker) {
    if (is_live(taker.slot)) return;
    taker.open = Quantity{0};
    taker.gone = true;
}

void MatchingEngine::meet_own(Incoming& taker, OrderSlot slot) {
    const auto remove_maker = [&] {
        withdraw(slot, RejectReason::self_trade);
        if (taker.linked) look_after(taker);
    };
    switch (taker.mode) {
        case SelfTradeMode::allow:
            return;
        case SelfTradeMode::cancel_newest:
            break;
        case SelfTradeMode::cancel_oldest:
            remove_maker();
            return;
        case SelfTradeMode::cancel_both:
            remove_maker();
            break;
        case SelfTradeMode::decrement: {
            const Quantity quantity = std::min(taker.open, pool_[slot].quantity);
            decrement(slot, quantity);
            if (taker.linked) look_after(taker);
            if (taker.gone) return;
            taker.open -= quantity;
            if (taker.linked) specials_[taker.slot].open = taker.open;
            emit(ExecutionKind::cancelled, taker, quantity, taker.open, RejectReason::self_trade);
            return;
        }
    }
    if (!taker.gone) drop(taker, RejectReason::self_trade);
}

void MatchingEngine::decrement(OrderSlot slot, Quantity quantity) {
    SpecialOrder* const special = specials_.find(slot);
    OrderNode& maker = pool_[slot];
    if (quantity == (special != nullptr ? special->open : maker.quantity)) {
        withdraw(slot, RejectReason::self_trade);
        return;
    }
    maker.quantity -= quantity;
    levels_[maker.level].quantity -= quantity;
    if (special != nullptr) lower_open(*special, quantity);
    emit(ExecutionKind::cancelled, slot, quantity,
         special != nullptr ? special->open : maker.quantity, RejectReason::self_trade);
    if (special != nullptr) replenish(slot);
}

void MatchingEngine::replenish(OrderSlot slot) {
    OrderNode& node = pool_[slot];
    if (node.quantity > Quantity{0}) return;
    SpecialOrder& order = specials_[slot];
    unlink(pool_, levels_[node.level], slot);
    node.quantity = order.part();
    waiting_[order.instrument].hidden.subtract(node.quantity);
    append(pool_, levels_[node.level], slot);
    renew_arrival(slot, order);
    emit(ExecutionKind::replenished, slot, node.quantity, order.open, RejectReason::none);
}

void MatchingEngine::emit_fills(const Incoming& taker, OrderId maker, Price price,
                                Quantity quantity, Quantity maker_open) {
    const auto taker_id = static_cast<std::uint64_t>(taker.id);
    const auto maker_id = static_cast<std::uint64_t>(maker);
    const std::uint64_t sequence = sequence_;
    sequence_ = sequence + 2;
    out_.append() = {.ts = now_,
                     .sequence = sequence + 1,
                     .order_id = taker_id,
                     .other_order_id = maker_id,
                     .price = price.count(),
                     .quantity = quantity.count(),
                     .remaining = taker.open.count(),
                     .instrument = taker.instrument,
                     .kind = ExecutionKind::filled,
                     .side = taker.side};
    out_.append() = {.ts = now_,
                     .sequence = sequence + 2,
                     .order_id = maker_id,
                     .other_order_id = taker_id,
                     .price = price.count(),
                     .quantity = quantity.count(),
                     .remaining = maker_open.count(),
                     .instrument = taker.instrument,
                     .kind = ExecutionKind::filled,
                     .side = opposite(taker.side),
                     .flags = maker_flag};
}

void MatchingEngine::after_trade(std::uint16_t instrument, std::uint32_t taker, std::uint32_t maker,
                                 Price price) {
    const Book& book = books_[instrument];
    if ((book.attention & has_reducing) != 0) {
        cut_reducing(instrument, taker);
        cut_reducing(instrument, maker);
    }
    if ((book.attention & has_dormant) != 0 && waiting_[instrument].triggers.may_wake(price)) {
        test_stops(instrument, price);
    }
}

void MatchingEngine::count_trade(std::uint16_t instrument, std::uint32_t buyer,
                                 std::uint32_t seller, Quantity quantity) noexcept {
    if (buyer == seller) return;
    const auto add = [&](std::uint32_t owner, std::int64_t lots) {
        if (owner == 0) return;
        std::int64_t& position = positions_.at(instrument, owner);
        position = saturating_add(position, lots);
    };
    add(buyer, quantity.count());
    add(seller, -quantity.count());
}

bool MatchingEngine::can_fill(const Incoming& taker) const {
    const PriceLadder& other = books_[taker.instrument].side(opposite(taker.side));
    const bool avoids_own = taker.mode != SelfTradeMode::allow && taker.owner != 0;
    Quantity missing = taker.open;
    const auto count = [&](Quantity there) { missing -= std::min(missing, there); };
    for (LevelSlot slot = other.best();
         slot != no_level && crosses(taker.side, taker.limit, levels_[slot].price);
         slot = other.next_worse(levels_[slot].price)) {
        const Level& level = levels_[slot];
        if (level.reserved == 0 && !avoids_own) {
            count(level.quantity);
        } else {
            const bool passes_own = taker.mode == SelfTradeMode::cancel_oldest;
            for (OrderSlot order = level.head; order != no_order; order = pool_[order].next) {
                if (avoids_own && !passes_own && pool_[order].owner == taker.owner) return false;
            }
            for (OrderSlot order = level.head; order != no_order; order = pool_[order].next) {
                const OrderNode& node = pool_[order];
                if (avoids_own && node.owner == taker.owner) continue;
                const SpecialOrder* const special = specials_.find(order);
                if (special == nullptr) {
                    count(node.quantity);
                } else if (!special->reduces() && special->partner == no_order) {
                    count(special->open);
                }
            }
        }
        if (missing == Quantity{0}) return true;
    }
    return false;
}

}  // namespace swarmcore::book
