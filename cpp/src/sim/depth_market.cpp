#include "swarmcore/sim/depth_market.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace swarmcore::sim {

using book::DepthLevel;
using book::DepthMessage;
using book::DepthMessageKind;

namespace {

/// The whole lots of `quantity` that are left when `ahead` are taken off.
Quantity beyond(Quantity quantity, double ahead) noexcept {
    if (ahead <= 0.0) return quantity;
    // Below 2^63 after rounding to a double, too.
    const double excess =
        std::min(std::floor(static_cast<double>(quantity.count()) - ahead), 0x1p62);
    return Quantity{static_cast<std::int64_t>(std::max(excess, 0.0))};
}

}  // namespace

DepthMarket::DepthMarket(const book::DepthRules& rules, QueueModel queue, Charges charges)
    : book_{rules}, queue_{queue}, charges_{std::move(charges)} {}

void DepthMarket::react(const DepthMessage& message, Account& account) noexcept {
    switch (message.kind) {
        case DepthMessageKind::set:
            set(message.side, Price{message.price});
            break;
        case DepthMessageKind::clear:
            bids_gone_.traded = asks_gone_.traded = {};
            dirty_ = snapshot_ = true;
            break;
        case DepthMessageKind::trade:
            traded(message.side, Price{message.price}, Quantity{message.quantity}, account);
            return note_watch();
        case DepthMessageKind::checksum:
            break;
    }
    if (dirty_ && !book_.in_update()) finish_update(account);
    note_watch();
}

void DepthMarket::set(Side side, Price price) noexcept {
    Gone& known = gone(side);
    if (known.traded != Quantity{} && !better(side, known.trade_price, price)) {
        known.traded = {};
        dirty_ = true;  // what it hid may cross an own order now
    }
    if (const OwnLevel* level = own_.find(side, price)) {
        own_.state(*level).touched = true;
        dirty_ = true;
    }
    if (own_.side(opposite(side)).reaches(price)) dirty_ = true;
    if (known.taken.taken(key(price)) != Quantity{}) dirty_ = true;
}

void DepthMarket::traded(Side side, Price price, Quantity quantity, Account& account) noexcept {
    const bool known = side == Side::bid || side == Side::ask;
    if (known) note_trade(gone(side), side, price, quantity);
    Quantity rest = quantity;
    for (const Side resting : {Side::bid, Side::ask}) {
        if ((known && resting != side) || !own_.side(resting).reaches(price)) continue;
        rest -= own_.fill(resting, price, rest, 0, account, charges_,
                          [&](const OwnOrder& own, const OwnLevel& level, Quantity left) {
                              if (level.price != price) return left;
                              if (!known) return Quantity{};
                              return beyond(left, own.estimate);
                          });
        bring_forward(resting, price, known ? quantity : Quantity{}, account);
    }
}

void DepthMarket::note_trade(Gone& known, Side side, Price price, Quantity quantity) noexcept {
    // Before the last trade's price nothing is left anyhow.
    if (known.traded != Quantity{} && better(side, price, known.trade_price)) return;
    if (known.trade_price != price) known.traded = {};
    known.trade_price = price;
    known.traded = saturating_sum(known.traded, quantity);
}

void DepthMarket::bring_forward(Side side, Price price, Quantity quantity,
                                Account& account) noexcept {
    for (const OwnLevel& level : own_.side(side).levels()) {
        if (better(side, price, level.price)) continue;
        const bool through = level.price != price;
        own_.for_each(level, account, [&](OwnOrder& own) {
            const double left = own.estimate - static_cast<double>(quantity.count());
            own.estimate = through ? 0.0 : std::max(left, 0.0);
        });
        Shown& shown = own_.state(level);
        if (!through) shown.traded = saturating_sum(shown.traded, quantity);
    }
}

void DepthMarket::finish_update(Account& account) noexcept {
    for (const Side side : {Side::bid, Side::ask}) {
        gone(side).taken.limit_all([&](std::uint64_t price) {
            return book_.quantity_at(side, Price{static_cast<std::int64_t>(price)});
        });
        for (const OwnLevel& level : own_.side(side).levels()) {
            if (snapshot_ || own_.state(level).touched) update_queue(side, level, account);
        }
    }
    dirty_ = snapshot_ = false;
    cross(Side::bid, account);
    cross(Side::ask, account);
}

void DepthMarket::update_queue(Side side, const OwnLevel& level, Account& account) noexcept {
    Shown& shown = own_.state(level);
    shown.touched = false;
    const Quantity now = book_.quantity_at(side, level.price);
    // A snapshot says nothing of what lies beyond its last level.
    if (now == Quantity{} && snapshot_ && beyond_view(side, level.price)) return;
    const auto quantity = static_cast<double>(now.count());
    const auto before = static_cast<double>(shown.left().count());
    const double decrease = before - quantity;
    const bool known = std::exchange(shown.known, true);
    shown.quantity = now;
    shown.traded = {};
    own_.for_each(level, account, [&](OwnOrder& own) {
        if (known && decrease > 0.0) {
            const double behind = std::max(before - own.estimate, 0.0);
            own.estimate -= queue_.ahead_share(own.estimate, behind) * decrease;
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

Quantity DepthMarket::standing_at(Side side, Price price, Quantity displayed) const noexcept {
    const Gone& known = gone(side);
    if (known.traded == Quantity{} || better(side, known.trade_price, price)) return displayed;
    if (price != known.trade_price) return {};
    return std::max(displayed - known.traded, Quantity{});
}

Quantity DepthMarket::available_at(Side side, const DepthLevel& level) const noexcept {
    const Quantity standing = standing_at(side, level.price, level.quantity);
    return std::max(standing - gone(side).taken.taken(key(level.price)), Quantity{});
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
    const OwnLevel& level = own_.append(slot, account);
    OwnOrder& order = account.orders()[slot];
    Shown& shown = own_.state(level);
    if (level.head == slot) {
        const Quantity displayed = book_.quantity_at(order.side, order.price);
        shown.quantity = standing_at(order.side, order.price, displayed);
        shown.known = displayed != Quantity{} || !beyond_view(order.side, order.price);
    }
    order.estimate = shown.known ? static_cast<double>(shown.left().count()) : unknown;
    note_watch();
}

void DepthMarket::note_watch() noexcept {
    watch_.clear();
    if (dirty_) return watch_.cover_all();
    own_.cover(watch_);
    for (const Side side : {Side::bid, Side::ask}) {
        const Gone& known = gone(side);
        if (known.traded != Quantity{}) watch_.cover_from(side, known.trade_price);
        if (known.taken.empty()) continue;
        watch_.cover_from(side, side == Side::bid ? known.taken.lowest() : known.taken.highest());
    }
}

void DepthMarket::hash(const Account& account, StateHash& state) const noexcept {
    state.update(book_.state_hash());
    own_.hash(account, state);
    for (const Gone* known : {&bids_gone_, &asks_gone_}) {
        known->taken.hash(state);
        state.update(known->traded.count());
        state.update(known->traded == Quantity{} ? std::int64_t{0} : known->trade_price.count());
    }
}

}  // namespace swarmcore::sim
