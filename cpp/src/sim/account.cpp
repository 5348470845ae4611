#include "swarmcore/sim/account.hpp"

#include <algorithm>

namespace swarmcore::sim {

using book::Execution;
using book::ExecutionKind;
using book::OrderSlot;

namespace {

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

}  // namespace

OrderSlot Account::enter(const OwnOrder& order) noexcept {
    const OrderSlot slot = orders_.take();
    orders_[slot] = order;
    orders_[slot].arrival = next_arrival();
    index_[static_cast<std::uint64_t>(order.id)] = slot;
    if (order.is_reduce_only()) ++reduce_only_;
    if (order.expires != 0) {
        ++dated_;
        expiries_.push_back({.ts = order.expires,
                             .arrival = orders_[slot].arrival,
                             .order_id = static_cast<std::uint64_t>(order.id)});
        std::ranges::push_heap(expiries_, later);
        drop_dead_expiries();
    }
    return slot;
}

void Account::forget(OrderSlot slot) noexcept {
    const OwnOrder& order = orders_[slot];
    if (order.is_reduce_only()) --reduce_only_;
    if (order.expires != 0) --dated_;
    index_.erase(static_cast<std::uint64_t>(order.id));
    orders_.give_back(slot);
}

void Account::fill(OwnOrder& order, Price price, Quantity quantity, std::uint64_t other, bool maker,
                   const Charges& charges) noexcept {
    order.open -= quantity;
    const Money fee =
        charges.fees.fee(price, quantity, charges.value, maker, !order.traded, traded_);
    order.traded = true;
    traded_ = saturating_sum(traded_, notional_money(price, quantity, charges.value));
    fees_paid_ = saturating_sum(fees_paid_, fee);
    if (order.owner != 0) {
        Quantity& position = positions_[position_key(order.owner, order.instrument)];
        position = saturating_sum(position, order.side == Side::bid ? quantity : -quantity);
        position_changed_ = true;
    }
    emit({.ts = now_,
          .order_id = static_cast<std::uint64_t>(order.id),
          .other_order_id = other,
          .price = price.count(),
          .quantity = quantity.count(),
          .remaining = order.open.count(),
          .instrument = order.instrument,
          .kind = ExecutionKind::filled,
          .side = order.side,
          .flags = maker ? book::maker_flag : std::uint8_t{0}},
         fee);
}

Quantity Account::allowed(const OwnOrder& order, Quantity quantity) const noexcept {
    if (!order.is_reduce_only()) return quantity;
    const Quantity held = position(order.owner, order.instrument);
    // Of the lowest 64-bit number, too.
    const Quantity against =
        order.side == Side::bid ? Quantity{-std::max(held.count(), -most)} : held;
    return std::clamp(quantity, Quantity{}, std::max(against, Quantity{}));
}

void Account::emit(Execution execution, Money fee) noexcept {
    execution.sequence = ++sequence_;
    executions_.push_back(execution);
    fees_.push_back(fee);
}

void Account::emit(ExecutionKind kind, const OwnOrder& order, Quantity quantity, Quantity remaining,
                   book::RejectReason reason) noexcept {
    emit({.ts = now_,
          .order_id = static_cast<std::uint64_t>(order.id),
          .price = order.price.count(),
          .quantity = quantity.count(),
          .remaining = remaining.count(),
          .instrument = order.instrument,
          .kind = kind,
          .side = order.side,
          .reason = reason});
}

bool Account::is_live(const Expiry& expiry) const noexcept {
    const OrderSlot* slot = index_.find(expiry.order_id);
    return slot != nullptr && orders_[*slot].arrival == expiry.arrival;
}

std::optional<OrderSlot> Account::take_expired(std::int64_t ts) noexcept {
    while (!expiries_.empty() && expiries_.front().ts <= ts) {
        const Expiry first = expiries_.front();
        const bool live = is_live(first);
        std::ranges::pop_heap(expiries_, later);
        expiries_.pop_back();
        if (live) {
            note_next_expiry();
            return find(first.order_id);
        }
    }
    note_next_expiry();
    return std::nullopt;
}

void Account::drop_dead_expiries() noexcept {
    constexpr std::size_t slack = 64;
    if (expiries_.size() > 2 * dated_ + slack) {
        std::erase_if(expiries_, [this](const Expiry& expiry) { return !is_live(expiry); });
        std::ranges::make_heap(expiries_, later);
    }
    note_next_expiry();
}

void Account::note_next_expiry() noexcept {
    next_expiry_ = expiries_.empty() ? most : expiries_.front().ts;
}

Quantity Account::position(std::uint32_t owner, std::uint16_t instrument) const noexcept {
    const Quantity* held = positions_.find(position_key(owner, instrument));
    return held == nullptr ? Quantity{} : *held;
}

Quantity Account::reduce_only_open(std::uint32_t owner, std::uint16_t instrument,
                                   Side side) const noexcept {
    Quantity sum;
    if (reduce_only_ == 0) return sum;
    index_.visit([&](std::uint64_t, OrderSlot slot) {
        const OwnOrder& order = orders_[slot];
        if (order.is_reduce_only() && order.owner == owner && order.instrument == instrument &&
            order.side == side) {
            sum += order.open;
        }
    });
    return sum;
}

void Account::list_reduce_only(std::vector<OrderSlot>& slots) const noexcept {
    slots.clear();
    index_.visit([&](std::uint64_t, OrderSlot slot) {
        if (orders_[slot].is_reduce_only()) slots.push_back(slot);
    });
}

void Account::hash(StateHash& state) const noexcept {
    state.update(now_);
    state.update(fees_paid_.count());
    state.update(traded_.count());
    // Summed, since the table keeps no order.
    std::uint64_t sum = 0;
    positions_.visit([&](std::uint64_t key, Quantity position) {
        StateHash one;
        one.update(key);
        one.update(position.count());
        if (position != Quantity{}) sum += one.digest();
    });
    state.update(sum);
}

}  // namespace swarmcore::sim
