#include "swarmcore/sim/exchange.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>

#include "swarmcore/book/command_check.hpp"
#include "swarmcore/core/error.hpp"

// std::visit throws where a variant holds nothing, which a market never does.
// NOLINTBEGIN(bugprone-exception-escape)
namespace swarmcore::sim {

using book::BookMessage;
using book::BookStatus;
using book::CommandKind;
using book::DepthMessage;
using book::DepthStatus;
using book::ExecutionKind;
using book::OrderCommand;
using book::OrderSlot;
using book::OrderType;
using book::RejectReason;
using book::TimeInForce;

namespace {

constexpr Quantity all{std::numeric_limits<std::int64_t>::max()};
constexpr Price highest_price{std::numeric_limits<std::int64_t>::max()};

[[noreturn]] void fail(std::size_t row, const std::string& what) {
    throw BookError{row, "messages: row " + std::to_string(row) + ": " + what};
}

/// Whether the exchange can do what a command, which makes sense by itself, asks for.
bool is_supported(const OrderCommand& command) noexcept {
    if (command.kind != CommandKind::new_) {
        return command.kind == CommandKind::cancel || command.kind == CommandKind::replace ||
               command.kind == CommandKind::clock;
    }
    return command.type <= OrderType::market && command.tif <= TimeInForce::gtd &&
           command.display == 0 && (command.flags & (book::self_trade_mask | book::held_flag)) == 0;
}

/// Whether an order of `side` with this limit trades at `price`.
bool trades_at(Side side, Price limit, Price price) noexcept {
    return side == Side::bid ? price <= limit : price >= limit;
}

/// The limit of what has none.
Price no_limit(Side side) noexcept {
    return side == Side::bid ? highest_price : Price{1};
}

/// A price made worse for a taker by `impact` ticks, but not beyond its limit.
Price worsened(Side side, Price price, Price impact, Price limit) noexcept {
    if (side == Side::bid) return impact < limit - price ? price + impact : limit;
    return impact < price - limit ? price - impact : limit;
}

}  // namespace

Exchange::Exchange(const std::vector<ExchangeInstrument>& instruments) {
    constexpr std::size_t most = 65'536;
    if (instruments.empty() || instruments.size() > most) {
        throw std::invalid_argument{"instruments: expected 1 to 65536, was " +
                                    std::to_string(instruments.size())};
    }
    markets_.reserve(instruments.size());
    for (const ExchangeInstrument& terms : instruments) {
        impacts_.push_back(terms.impact);
        Charges charges{.fees = terms.fees, .value = terms.value};
        if (terms.data == MarketData::by_price) {
            markets_.emplace_back(std::in_place_type<DepthMarket>, terms.depth, terms.queue,
                                  std::move(charges));
        } else {
            markets_.emplace_back(std::in_place_type<OrderMarket>, std::move(charges));
        }
        order_markets_.push_back(std::get_if<OrderMarket>(&markets_.back()));
        depth_markets_.push_back(std::get_if<DepthMarket>(&markets_.back()));
    }
}

std::size_t Exchange::apply(std::span<const BookMessage> messages, std::size_t first_row) {
    for (std::size_t i = 0; i < messages.size(); ++i) {
        const BookStatus status = apply(messages[i]);
        if (status == BookStatus::applied) continue;
        fail(first_row + i, describe(status, messages[i]));
    }
    return messages.size();
}

std::size_t Exchange::apply(std::span<const DepthMessage> messages, std::size_t first_row) {
    std::size_t applied = 0;
    for (std::size_t i = 0; i < messages.size(); ++i) {
        const std::optional<DepthStatus> status = apply(messages[i]);
        if (!status) {
            fail(first_row + i, "instrument: expected one with market data by price, was " +
                                    std::to_string(messages[i].instrument));
        }
        if (is_fault(*status)) {
            fail(first_row + i, depth_book(messages[i].instrument)->describe(*status, messages[i]));
        }
        applied += *status == DepthStatus::applied ? 1U : 0U;
    }
    return applied;
}

void Exchange::process(const OrderCommand& command) noexcept {
    RejectReason reason = command.ts < account_.now() ? RejectReason::time_went_back
                                                      : book::check(command, markets_.size());
    if (reason == RejectReason::none && !is_supported(command)) reason = RejectReason::unsupported;
    if (reason == RejectReason::none) {
        advance(command.ts);
        switch (command.kind) {
            case CommandKind::new_:
                reason = enter(command);
                break;
            case CommandKind::cancel:
                reason = cancel(command);
                break;
            case CommandKind::replace:
                reason = replace(command);
                break;
            default:
                break;  // the clock has moved
        }
    }
    if (reason != RejectReason::none) reject(command, reason);
    settle();
}

void Exchange::reject(const OrderCommand& command, RejectReason reason) noexcept {
    account_.emit({.ts = command.ts,
                   .order_id = command.order_id,
                   .price = command.price,
                   .quantity = command.quantity,
                   .instrument = command.instrument,
                   .kind = ExecutionKind::rejected,
                   .side = command.side,
                   .reason = reason});
}

RejectReason Exchange::enter(const OrderCommand& command) noexcept {
    if (account_.find(command.order_id)) return RejectReason::duplicate_order;
    OwnOrder order{.id = OrderId{command.order_id},
                   .price = Price{command.type == OrderType::limit ? command.price : 0},
                   .open = Quantity{command.quantity},
                   .expires = command.expires,
                   .owner = command.owner,
                   .instrument = command.instrument,
                   .flags = command.flags,
                   .side = command.side};
    RejectReason reason = cut_to_position(order, {});
    if (reason == RejectReason::none) reason = keep_from_taking(order);
    if (reason != RejectReason::none) return reason;
    account_.emit(ExecutionKind::accepted, order, order.open, order.open);
    trade(order, command.type, command.tif);
    return RejectReason::none;
}

RejectReason Exchange::cancel(const OrderCommand& command) noexcept {
    OrderSlot slot = book::no_order;
    if (const RejectReason reason = find(command, slot); reason != RejectReason::none) {
        return reason;
    }
    const OwnOrder order = account_.orders()[slot];
    remove(slot);
    account_.emit(ExecutionKind::cancelled, order, order.open, {});
    return RejectReason::none;
}

RejectReason Exchange::replace(const OrderCommand& command) noexcept {
    OrderSlot slot = book::no_order;
    if (const RejectReason reason = find(command, slot); reason != RejectReason::none) {
        return reason;
    }
    OwnOrder order = account_.orders()[slot];
    const bool keeps_place = command.price == order.price.count() && command.trigger == 0 &&
                             command.quantity < order.open.count();
    const Quantity before = order.open;
    order.price = Price{command.price};
    order.open = Quantity{command.quantity};
    if (keeps_place) {
        account_.orders()[slot].open = order.open;
        account_.emit(ExecutionKind::replaced, order, order.open, order.open);
        return RejectReason::none;
    }
    RejectReason reason = cut_to_position(order, before);
    if (reason == RejectReason::none && command.price <= 0) reason = RejectReason::bad_price;
    if (reason == RejectReason::none && command.trigger != 0) {
        reason = RejectReason::bad_combination;
    }
    if (reason == RejectReason::none) reason = keep_from_taking(order);
    if (reason != RejectReason::none) return reason;
    remove(slot);
    account_.emit(ExecutionKind::replaced, order, order.open, order.open);
    trade(order, OrderType::limit, TimeInForce::gtc);
    return RejectReason::none;
}

RejectReason Exchange::find(const OrderCommand& command, OrderSlot& slot) const noexcept {
    const std::optional<OrderSlot> found = account_.find(command.order_id);
    if (!found) return RejectReason::unknown_order;
    const OwnOrder& order = account_.orders()[*found];
    if (order.instrument != command.instrument) return RejectReason::unknown_order;
    if (order.owner != command.owner) return RejectReason::wrong_owner;
    slot = *found;
    return RejectReason::none;
}

RejectReason Exchange::cut_to_position(OwnOrder& order, Quantity replaced) const noexcept {
    if (!order.is_reduce_only()) return RejectReason::none;
    const Quantity others =
        account_.reduce_only_open(order.owner, order.instrument, order.side) - replaced;
    const Quantity reducible = account_.allowed(order, all) - others;
    if (reducible <= Quantity{}) return RejectReason::not_reducing;
    order.open = std::min(order.open, reducible);
    return RejectReason::none;
}

RejectReason Exchange::keep_from_taking(OwnOrder& order) const noexcept {
    if ((order.flags & book::post_only_flag) == 0) return RejectReason::none;
    std::optional<Price> best;
    walk_available(order, [&](Price price, Quantity, std::uint64_t) {
        best = price;
        return false;
    });
    if (!best || !trades_at(order.side, order.price, *best)) return RejectReason::none;
    if ((order.flags & book::slide_flag) == 0) return RejectReason::would_take;
    const Price last = order.side == Side::bid ? Price{1} : highest_price;
    if (*best == last) return RejectReason::bad_price;
    const Price slid = order.side == Side::bid ? *best - Price{1} : *best + Price{1};
    order.price = slid;
    return RejectReason::none;
}

void Exchange::trade(OwnOrder order, OrderType type, TimeInForce tif) noexcept {
    const bool market = type == OrderType::market;
    const Price limit = market ? no_limit(order.side) : order.price;
    if (tif == TimeInForce::fok && !fills_whole(order, limit)) {
        account_.emit(ExecutionKind::cancelled, order, order.open, {}, RejectReason::fill_or_kill);
        return;
    }
    take(order, limit);
    if (order.open == Quantity{}) return;
    if (market || tif == TimeInForce::ioc) {
        const Quantity rest = std::exchange(order.open, Quantity{});
        account_.emit(ExecutionKind::cancelled, order, rest, {},
                      market ? RejectReason::market_remainder : RejectReason::immediate_remainder);
        return;
    }
    const OrderSlot slot = account_.enter(order);
    std::visit([&](auto& own_market) { own_market.rest(slot, account_); },
               markets_[order.instrument]);
}

bool Exchange::fills_whole(const OwnOrder& order, Price limit) const noexcept {
    Quantity missing = order.open;
    walk_available(order, [&](Price price, Quantity available, std::uint64_t) {
        if (!trades_at(order.side, limit, price)) return false;
        missing -= std::min(missing, available);
        return missing > Quantity{};
    });
    return missing == Quantity{};
}

void Exchange::take(OwnOrder& order, Price limit) noexcept {
    const Price impact = impacts_[order.instrument].ticks(order.open);
    std::visit(
        [&](auto& market) {
            market.walk_available(
                opposite(order.side), [&](Price price, Quantity available, std::uint64_t other) {
                    if (!trades_at(order.side, limit, price)) return false;
                    const Quantity quantity = std::min(order.open, available);
                    market.consume(opposite(order.side), price, quantity, other);
                    account_.fill(order, worsened(order.side, price, impact, limit), quantity,
                                  other, false, market.charges());
                    return order.open > Quantity{};
                });
        },
        markets_[order.instrument]);
}

template <class Visit>
void Exchange::walk_available(const OwnOrder& order, Visit&& visit) const {
    std::visit([&](const auto& market) { market.walk_available(opposite(order.side), visit); },
               markets_[order.instrument]);
}

void Exchange::remove(OrderSlot slot) noexcept {
    std::visit([&](auto& market) { market.withdraw(slot, account_); },
               markets_[account_.orders()[slot].instrument]);
    account_.forget(slot);
}

void Exchange::expire(std::int64_t ts) noexcept {
    while (const std::optional<OrderSlot> slot = account_.take_expired(ts)) {
        const OwnOrder order = account_.orders()[*slot];
        remove(*slot);
        account_.set_now(std::max(account_.now(), order.expires));
        account_.emit(ExecutionKind::expired, order, order.open, {});
    }
}

void Exchange::cut_to_positions() noexcept {
    account_.list_reduce_only(reduce_only_);
    // By position, and of each the most recently entered first.
    const OwnPool& orders = account_.orders();
    const auto group = [&](OrderSlot slot) {
        const OwnOrder& order = orders[slot];
        return std::tuple{order.owner, order.instrument, order.side};
    };
    std::ranges::sort(reduce_only_, [&](OrderSlot left, OrderSlot right) {
        if (group(left) != group(right)) return group(left) < group(right);
        return orders[left].arrival > orders[right].arrival;
    });
    for (std::size_t first = 0; first < reduce_only_.size();) {
        std::size_t end = first;
        Quantity excess;
        while (end < reduce_only_.size() &&
               group(reduce_only_[end]) == group(reduce_only_[first])) {
            excess += orders[reduce_only_[end++]].open;
        }
        excess -= account_.allowed(orders[reduce_only_[first]], all);
        for (; first < end; ++first) {
            if (excess > Quantity{}) excess -= cut(reduce_only_[first], excess);
        }
    }
}

Quantity Exchange::cut(OrderSlot slot, Quantity excess) noexcept {
    OwnOrder& order = account_.orders()[slot];
    const Quantity withdrawn = std::min(order.open, excess);
    order.open -= withdrawn;
    account_.emit(ExecutionKind::cancelled, order, withdrawn, order.open,
                  RejectReason::reduce_only_excess);
    if (order.open == Quantity{}) remove(slot);
    return withdrawn;
}

std::optional<double> Exchange::queue_ahead(OrderId order) const noexcept {
    const std::optional<OrderSlot> slot = account_.find(static_cast<std::uint64_t>(order));
    if (!slot) return std::nullopt;
    const OwnOrder& own = account_.orders()[*slot];
    return std::visit([&](const auto& market) { return market.queue_ahead(own); },
                      markets_[own.instrument]);
}

std::optional<Quantity> Exchange::open_quantity(OrderId order) const noexcept {
    const std::optional<OrderSlot> slot = account_.find(static_cast<std::uint64_t>(order));
    if (!slot) return std::nullopt;
    return account_.orders()[*slot].open;
}

const book::OrderBook* Exchange::order_book(std::size_t instrument) const noexcept {
    const OrderMarket* market = order_market(instrument);
    return market == nullptr ? nullptr : &market->book();
}

const book::DepthBook* Exchange::depth_book(std::size_t instrument) const noexcept {
    const DepthMarket* market = depth_market(instrument);
    return market == nullptr ? nullptr : &market->book();
}

std::uint64_t Exchange::state_hash() const noexcept {
    StateHash state;
    account_.hash(state);
    for (const Market& market : markets_) {
        std::visit([&](const auto& one) { one.hash(account_, state); }, market);
    }
    return state.digest();
}

}  // namespace swarmcore::sim
// NOLINTEND(bugprone-exception-escape)
