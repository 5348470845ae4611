#include "swarmcore/sim/depth_market.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace swarmcore::sim {

using book::DepthLevel;
using book::DepthMessage;
using book::DepthMessageKind;
using book::DepthStatus;

DepthMarket::DepthMarket(const book::DepthRules& rules, QueueModel queue, Charges charges)
    : book_{rules}, queue_{queue}, charges_{std::move(charges)} {}

DepthStatus DepthMarket::mirror(const DepthMessage& message) noexcept {
    const DepthStatus status = book_.apply(message);
    if (status != DepthStatus::applied) return status;
    if (message.kind == DepthMessageKind::set) {
        note_set(message.side, Price{message.price});
    } else if (message.kind == DepthMessageKind::trade) {
        note_trade(message.side, Price{message.price}, Quantity{message.quantity});
    }
    return status;
}

void DepthMarket::note_set(Side side, Price price) noexcept {
    Ledger& known = ledger(side);
    if (known.traded != Quantity{} && !better(side, known.trade_price, price)) known.traded = {};
}

void DepthMarket::note_trade(Side side, Price price, Quantity quantity) noexcept {
    if (side != Side::bid && side != Side::ask) return;
    Ledger& known = ledger(side);
    if (known.trade_price != price) known.traded = {};
    known.trade_price = price;
    known.traded =
        Quantity{saturating_sum(Money{known.traded.count()}, Money{quantity.count()}).count()};
}

void DepthMarket::react(const DepthMessage& message, Account& account) noexcept {
    const Side side = message.side;
    const Price price{message.price};
    switch (message.kind) {
        case DepthMessageKind::set:
            if (const OwnLevel* level = own_.find(side, price)) {
                own_.state(*level).touched = true;
                dirty_ = true;
            }
            if (own_.side(opposite(side)).reaches(price)) dirty_ = true;
            if (ledger(side).consumed.find(key(price)) != nullptr) dirty_ = true;
            break;
        case DepthMessageKind::clear:
            dirty_ = snapshot_ = true;
            break;
        case DepthMessageKind::trade:
            traded(side, price, Quantity{message.quantity}, account);
            return;
        case DepthMessageKind::checksum:
            break;
    }
    if (dirty_ && !book_.in_update()) finish_update(account);
}

void DepthMarket::traded(Side side, Price price, Quantity quantity, Account& account) noexcept {
    const bool known = side == Side::bid || side == Side::ask;
    Quantity rest = quantity;
    for (const Side resting : {Side::bid, Side::ask}) {
        if ((known && resting != side) || !own_.side(resting).reaches(price)) continue;
        rest -= own_.fill(
            resting, price, rest, 0, account, charges_,
            [&](OwnOrder& own, const OwnLevel& level, Quantity left) {
                if (level.price != price) {
                    own.estimate = 0.0;
                    return left;
                }
                if (!known) return Quantity{};
                const double excess = static_cast<double>(left.count()) - own.estimate;
                return Quantity{static_cast<std::int64_t>(std::max(std::floor(excess), 0.0))};
            });
        if (!known) continue;
        if (const OwnLevel* level = own_.find(resting, price)) {
            Shown& shown = own_.state(*level);
            shown.traded = Quantity{
                saturating_sum(Money{shown.traded.count()}, Money{quantity.count()}).count()};
            own_.for_each(*level, account, [&](OwnOrder& own) {
                own.estimate = std::max(own.estimate - static_cast<double>(quantity.count()), 0.0);
            });
        }
    }
}

void DepthMarket::finish_update(Account& account) noexcept {
    for (const Side side : {Side::bid, Side::ask}) {
        trim_ledger(side);
        for (const OwnLevel& level : own_.side(side).levels()) {
            if (snapshot_ || own_.state(level).touched) update_queue(side, level, account);
        }
    }
    dirty_ = snapshot_ = false;
    cross(Side::bid, account);
    cross(Side::ask, account);
}

void DepthMarket::trim_ledger(Side side) noexcept {
    KeyMap<Quantity>& consumed = ledger(side).consumed;
    if (consumed.empty()) return;
    scratch_.clear();
    consumed.visit([&](std::uint64_t price, Quantity) { scratch_.push_back(price); });
    for (const std::uint64_t price : scratch_) {
        Quantity& taken = consumed[price];
        taken = std::min(taken, book_.quantity_at(side, Price{static_cast<std::int64_t>(price)}));
        if (taken == Quantity{}) consumed.erase(price);
    }
}

void DepthMarket::update_queue(Side side, const OwnLevel& level, Account& account) noexcept {
    Shown& shown = own_.state(level);
    shown.touched = false;
    const Quantity now = book_.quantity_at(side, level.price);
    // A snapshot says nothing of what lies beyond its last level.
    if (now == Quantity{} && snapshot_ && beyond_view(side, level.price)) return;
    const auto quantity = static_cast<double>(now.count());
    const double before =
        static_cast<double>(std::max(shown.quantity - shown.traded, Quantity{}).count());
    const double decrease = before - quantity;
    const bool known = std::exchange(shown.known, true);
    shown.quantity = now;
    shown.traded = {};
    own_.for_each(level, account, [&](OwnOrder& own) {
        if (known && decrease > 0.0) {
            const double behind = std::max(before - own.estimate, 0.0);
            const double share = queue_.ahead_share(own.estimate, behind);
            // What stands behind cannot lose more than all.
            own.estimate -= std::max(share * decrease, decrease - behind);
        }
        own.estimate = std::clamp(own.estimate, 0.0, quantity);
    });
}

void DepthMarket::cross(Side side, Account& account) noexcept {
    const Side other = opposite(side);
    if (own_.side(side).empty()) return;
    book_.walk(other, [&](const DepthLevel& level) {
        if (!own_.side(side).reaches(level.price)) return false;
        const Quantity taken =
            own_.fill(side, level.price, available_at(other, level), 0, account, charges_,
                      [](const OwnOrder&, const OwnLevel&, Quantity rest) { return rest; });
        if (taken != Quantity{}) consume(other, level.price, taken, 0);
        return true;
    });
}

Quantity DepthMarket::available_at(Side side, const DepthLevel& level) const noexcept {
    const Ledger& known = ledger(side);
    Quantity gone;
    if (const Quantity* consumed = known.consumed.find(key(level.price))) gone = *consumed;
    if (known.traded != Quantity{}) {
        if (better(side, level.price, known.trade_price)) return {};
        if (level.price == known.trade_price) {
            if (known.traded >= level.quantity - gone) return {};
            gone += known.traded;
        }
    }
    return level.quantity - gone;
}

bool DepthMarket::beyond_view(Side side, Price price) const noexcept {
    std::optional<Price> worst;
    book_.walk(side, [&](const DepthLevel& level) {
        worst = level.price;
        return better(side, level.price, price);
    });
    return !worst || better(side, *worst, price);
}

void DepthMarket::rest(book::OrderSlot slot, Account& account) noexcept {
    OwnLevel& level = own_.append(slot, account);
    OwnOrder& order = account.orders()[slot];
    Shown& shown = own_.state(level);
    const Quantity now = book_.quantity_at(order.side, order.price);
    if (level.head == slot) {
        shown.quantity = now;
        shown.known = now != Quantity{} || !beyond_view(order.side, order.price);
    }
    order.estimate = shown.known ? static_cast<double>(now.count()) : unknown;
}

void DepthMarket::hash(const Account& account, StateHash& state) const noexcept {
    state.update(book_.state_hash());
    own_.hash(account, state);
    for (const Ledger* known : {&bids_, &asks_}) {
        // Summed, since the table keeps no order.
        std::uint64_t sum = 0;
        known->consumed.visit([&](std::uint64_t price, Quantity quantity) {
            StateHash one;
            one.update(price);
            one.update(quantity.count());
            sum += one.digest();
        });
        state.update(sum);
        state.update(known->trade_price.count());
        state.update(known->traded.count());
    }
}

}  // namespace swarmcore::sim
