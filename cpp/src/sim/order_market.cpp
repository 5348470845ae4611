#include "swarmcore/sim/order_market.hpp"

#include <optional>
#include <utility>

#include "swarmcore/feed/message_flags.hpp"

namespace swarmcore::sim {

using book::BookMessage;
using book::BookOrder;
using book::MessageKind;

OrderMarket::OrderMarket(Charges charges) noexcept : charges_{std::move(charges)} {}

void OrderMarket::react(const BookMessage& message, Account& account) noexcept {
    // Of a clear after a clear, what it took may come back just as well.
    if (cleared_at_ && message.ts != *cleared_at_ && message.kind != MessageKind::clear) {
        cleared_at_.reset();
        // What was consumed of orders that the clear took and nothing brought back.
        for (const Side side : {Side::bid, Side::ask}) {
            ledger(side).limit_all([&](std::uint64_t order) {
                const std::optional<BookOrder> found = book_.find(OrderId{order});
                return found && found->side == side ? found->quantity : Quantity{};
            });
        }
        note_watch();
    }
    const Quantity quantity{message.quantity};
    switch (message.kind) {
        case MessageKind::add:
            joined(touched_, account);
            break;
        case MessageKind::execute:
            executed(touched_, quantity, account);
            left(touched_, quantity, account);
            break;
        case MessageKind::reduce:
            left(touched_, quantity, account);
            break;
        case MessageKind::delete_:
            left(touched_, touched_.quantity, account);
            break;
        case MessageKind::replace:
            left(touched_, touched_.quantity, account);
            joined({.id = message.new_order_id == 0 ? touched_.id : OrderId{message.new_order_id},
                    .price = Price{message.price},
                    .quantity = quantity,
                    .side = touched_.side},
                   account);
            break;
        case MessageKind::trade:
            // What executions tell as well must not fill twice.
            if ((message.flags & feed::print_flag) != 0) break;
            traded(message.side, Price{message.price}, quantity, account);
            break;
        case MessageKind::clear:
            cleared(message.ts, account);
            break;
    }
}

void OrderMarket::joined(const BookOrder& order, Account& account) noexcept {
    Ledger& taken = ledger(order.side);
    // Only what a clear took can have been consumed before it joins.
    taken.list_anew(key(order.id), order.price, order.quantity);
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
    const Quantity filled = own_.fill(
        other, order.price, order.quantity - taken.taken(key(order.id)), key(order.id), account,
        charges_, [](const OwnOrder&, const OwnLevel&, Quantity rest) { return rest; });
    if (filled == Quantity{}) return;
    taken.take(key(order.id), order.price, filled);
    note_watch();
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
    if (Ledger& taken = ledger(before.side); !taken.empty()) {
        taken.limit(key(before.id), before.quantity - quantity);
        if (taken.empty()) note_watch();
    }
}

void OrderMarket::executed(const BookOrder& before, Quantity quantity, Account& account) noexcept {
    if (!own_.side(before.side).reaches(before.price)) return;
    const Quantity filled =
        own_.fill(before.side, before.price, quantity, key(before.id), account, charges_,
                  [&](const OwnOrder& own, const OwnLevel& level, Quantity rest) {
                      if (level.price != before.price) return rest;
                      const std::uint64_t* arrival = own_.state(level).find(key(before.id));
                      const bool behind = arrival != nullptr && *arrival > own.arrival;
                      return behind && own.ahead == Quantity{} ? rest : Quantity{};
                  });
    if (filled != Quantity{}) note_watch();
}

void OrderMarket::traded(Side side, Price price, Quantity quantity, Account& account) noexcept {
    const bool known = side == Side::bid || side == Side::ask;
    for (const Side resting : {Side::bid, Side::ask}) {
        if ((known && resting != side) || !own_.side(resting).reaches(price)) continue;
        quantity -= own_.fill(resting, price, quantity, 0, account, charges_,
                              [&](const OwnOrder& own, const OwnLevel& level, Quantity rest) {
                                  const bool first = known && own.ahead == Quantity{};
                                  return level.price != price || first ? rest : Quantity{};
                              });
    }
    note_watch();
}

void OrderMarket::cleared(std::int64_t ts, Account& account) noexcept {
    for (const Side side : {Side::bid, Side::ask}) {
        for (const OwnLevel& level : own_.side(side).levels()) {
            own_.state(level).clear();
            own_.for_each(level, account, [](OwnOrder& own) { own.ahead = {}; });
        }
    }
    cleared_at_ = ts;
    note_watch();
}

void OrderMarket::note_watch() noexcept {
    watch_.clear();
    if (cleared_at_) return watch_.cover_all();
    own_.cover(watch_);
    if (!bids_taken_.empty()) watch_.cover_from(Side::bid, bids_taken_.lowest());
    if (!asks_taken_.empty()) watch_.cover_from(Side::ask, asks_taken_.highest());
}

void OrderMarket::rest(book::OrderSlot slot, Account& account) noexcept {
    OwnOrder& order = account.orders()[slot];
    order.ahead = book_.quantity_at(order.side, order.price);
    own_.append(slot, account);
    note_watch();
}

void OrderMarket::hash(const Account& account, StateHash& state) const noexcept {
    state.update(book_.state_hash());
    own_.hash(account, state);
    bids_taken_.hash(state);
    asks_taken_.hash(state);
}

}  // namespace swarmcore::sim
