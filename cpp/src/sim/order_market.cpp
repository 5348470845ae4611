#include "swarmcore/sim/order_market.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace swarmcore::sim {

using book::BookMessage;
using book::BookOrder;
using book::MessageKind;

namespace {

std::uint64_t key(OrderId id) noexcept {
    return static_cast<std::uint64_t>(id);
}

}  // namespace

OrderMarket::OrderMarket(Charges charges) noexcept : charges_{std::move(charges)} {}

void OrderMarket::react_fully(const BookMessage& message, Account& account) noexcept {
    if (cleared_at_ && message.ts != *cleared_at_) {
        cleared_at_.reset();
        forget_absent();
    }
    const Quantity quantity{message.quantity};
    switch (message.kind) {
        case MessageKind::add:
            joined({.id = OrderId{message.order_id},
                    .price = Price{message.price},
                    .quantity = quantity,
                    .side = message.side},
                   account);
            break;
        case MessageKind::execute:
            executed(before_, quantity, account);
            left(before_, quantity, account);
            break;
        case MessageKind::reduce:
            left(before_, quantity, account);
            break;
        case MessageKind::delete_:
            left(before_, before_.quantity, account);
            break;
        case MessageKind::replace:
            left(before_, before_.quantity, account);
            joined({.id = message.new_order_id == 0 ? before_.id : OrderId{message.new_order_id},
                    .price = Price{message.price},
                    .quantity = quantity,
                    .side = before_.side},
                   account);
            break;
        case MessageKind::trade:
            traded(message.side, Price{message.price}, quantity, account);
            break;
        case MessageKind::clear:
            cleared(message.ts, account);
            break;
    }
}

void OrderMarket::joined(const BookOrder& order, Account& account) noexcept {
    if (const OwnLevel* level = own_.find(order.side, order.price)) {
        if (cleared_at_) {
            // Listed anew at the very time of the clear: it was there before, and so ahead.
            own_.for_each(*level, account, [&](OwnOrder& own) { own.ahead += order.quantity; });
        } else {
            own_.state(*level)[key(order.id)] = account.next_arrival();
        }
    }
    const Side other = opposite(order.side);
    if (!own_.side(other).reaches(order.price)) return;
    const Quantity taken = own_.fill(
        other, order.price, order.quantity - consumed_of(order.id), key(order.id), account,
        charges_, [](const OwnOrder&, const OwnLevel&, Quantity rest) { return rest; });
    if (taken != Quantity{}) consumed_[key(order.id)] += taken;
}

void OrderMarket::left(const BookOrder& before, Quantity quantity, Account& account) noexcept {
    const bool gone = quantity == before.quantity;
    if (const OwnLevel* level = own_.find(before.side, before.price)) {
        Arrivals& arrivals = own_.state(*level);
        const std::uint64_t* arrival = arrivals.find(key(before.id));
        own_.for_each(*level, account, [&](OwnOrder& own) {
            if (arrival == nullptr || *arrival < own.arrival) own.ahead -= quantity;
        });
        if (gone && arrival != nullptr) arrivals.erase(key(before.id));
    }
    if (consumed_.empty()) return;
    if (Quantity* consumed = consumed_.find(key(before.id))) {
        *consumed = std::min(*consumed, before.quantity - quantity);
        if (gone) consumed_.erase(key(before.id));
    }
}

void OrderMarket::executed(const BookOrder& before, Quantity quantity, Account& account) noexcept {
    if (!own_.side(before.side).reaches(before.price)) return;
    own_.fill(before.side, before.price, quantity, key(before.id), account, charges_,
              [&](const OwnOrder& own, const OwnLevel& level, Quantity rest) {
                  if (level.price != before.price) return rest;
                  const std::uint64_t* arrival = own_.state(level).find(key(before.id));
                  const bool behind = arrival != nullptr && *arrival > own.arrival;
                  return behind && own.ahead == Quantity{} ? rest : Quantity{};
              });
}

void OrderMarket::traded(Side side, Price price, Quantity quantity, Account& account) noexcept {
    // The mirror reads nothing of a trade and so refuses none.
    if (price <= Price{} || quantity <= Quantity{}) return;
    const bool known = side == Side::bid || side == Side::ask;
    for (const Side resting : {Side::bid, Side::ask}) {
        if ((known && resting != side) || !own_.side(resting).reaches(price)) continue;
        quantity -= own_.fill(resting, price, quantity, 0, account, charges_,
                              [&](const OwnOrder& own, const OwnLevel& level, Quantity rest) {
                                  const bool first = known && own.ahead == Quantity{};
                                  return level.price != price || first ? rest : Quantity{};
                              });
    }
}

void OrderMarket::cleared(std::int64_t ts, Account& account) noexcept {
    for (const Side side : {Side::bid, Side::ask}) {
        for (const OwnLevel& level : own_.side(side).levels()) {
            own_.state(level).clear();
            own_.for_each(level, account, [](OwnOrder& own) { own.ahead = {}; });
        }
    }
    cleared_at_ = ts;
}

void OrderMarket::forget_absent() noexcept {
    std::vector<std::uint64_t> absent;
    consumed_.visit([&](std::uint64_t order, Quantity) {
        if (!book_.find(OrderId{order})) absent.push_back(order);
    });
    for (const std::uint64_t order : absent) consumed_.erase(order);
}

void OrderMarket::rest(book::OrderSlot slot, Account& account) noexcept {
    OwnOrder& order = account.orders()[slot];
    order.ahead = book_.quantity_at(order.side, order.price);
    own_.append(slot, account);
}

void OrderMarket::hash(const Account& account, StateHash& state) const noexcept {
    state.update(book_.state_hash());
    own_.hash(account, state);
    // Summed, since the table keeps no order.
    std::uint64_t sum = 0;
    consumed_.visit([&](std::uint64_t order, Quantity quantity) {
        StateHash one;
        one.update(order);
        one.update(quantity.count());
        sum += one.digest();
    });
    state.update(sum);
}

}  // namespace swarmcore::sim
