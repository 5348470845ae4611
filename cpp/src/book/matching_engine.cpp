#include "swarmcore/book/matching_engine.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace swarmcore::book {

namespace {

constexpr std::size_t max_instruments = std::size_t{1} << 16U;

std::size_t checked_count(std::size_t instruments) {
    if (instruments >= 1 && instruments <= max_instruments) return instruments;
    throw std::invalid_argument{"instruments: expected 1 to " + std::to_string(max_instruments) +
                                ", was " + std::to_string(instruments)};
}

/// What is wrong with a command of any kind, apart from its order.
RejectReason check(const OrderCommand& command, std::size_t instruments) noexcept {
    if (command.kind < CommandKind::new_ || command.kind > CommandKind::link) {
        return RejectReason::unknown_kind;
    }
    if (command.kind == CommandKind::link) return RejectReason::bad_combination;
    if (command.instrument >= instruments) return RejectReason::unknown_instrument;
    if (command.flags != 0) return RejectReason::unknown_flags;
    if (command.trigger != 0 || command.expires != 0 || command.display != 0) {
        return RejectReason::bad_combination;
    }
    return RejectReason::none;
}

/// What is wrong with the side, type and time in force of a new order.
RejectReason check_new(const OrderCommand& command) noexcept {
    if (command.side != Side::bid && command.side != Side::ask) return RejectReason::bad_side;
    if (command.type < OrderType::limit || command.type > OrderType::trailing_stop) {
        return RejectReason::unknown_type;
    }
    if (command.type > OrderType::market) return RejectReason::bad_combination;
    if (command.tif < TimeInForce::gtc || command.tif > TimeInForce::at_close) {
        return RejectReason::unknown_time_in_force;
    }
    if (command.tif > TimeInForce::ioc) return RejectReason::bad_combination;
    return RejectReason::none;
}

/// A record about an order as it stands: ts, kind, quantity and the rest are the caller's.
Execution record(const RestingOrder& order, ExecutionKind kind, std::int64_t ts) noexcept {
    return {.ts = ts,
            .order_id = static_cast<std::uint64_t>(order.id),
            .price = order.price.count(),
            .quantity = order.quantity.count(),
            .remaining = order.quantity.count(),
            .instrument = order.instrument,
            .kind = kind,
            .side = order.side};
}

/// A limit that every price of the other side meets.
Price any_price(Side side) noexcept {
    return Price{side == Side::bid ? std::numeric_limits<std::int64_t>::max() : 1};
}

bool crosses(Side side, Price limit, Price other) noexcept {
    return side == Side::bid ? other <= limit : other >= limit;
}

}  // namespace

MatchingEngine::MatchingEngine(std::size_t instruments) : books_(checked_count(instruments)) {}

void MatchingEngine::process(const OrderCommand& command,
                             std::vector<Execution>& executions) noexcept {
    RejectReason reason =
        command.ts < last_ts_ ? RejectReason::time_went_back : check(command, books_.size());
    if (reason == RejectReason::none) {
        switch (command.kind) {
            case CommandKind::new_:
                reason = enter(command, executions);
                break;
            case CommandKind::cancel:
                reason = cancel(command, executions);
                break;
            case CommandKind::replace:
                reason = replace(command, executions);
                break;
            default:
                reason = RejectReason::bad_combination;
                break;
        }
    }
    if (reason == RejectReason::none) {
        last_ts_ = command.ts;
    } else {
        emit({.ts = command.ts,
              .order_id = command.order_id,
              .price = command.price,
              .quantity = command.quantity,
              .instrument = command.instrument,
              .kind = ExecutionKind::rejected,
              .side = command.side,
              .reason = reason},
             executions);
    }
}

void MatchingEngine::process(std::span<const OrderCommand> commands,
                             std::vector<Execution>& executions) noexcept {
    for (const OrderCommand& command : commands) process(command, executions);
}

RejectReason MatchingEngine::enter(const OrderCommand& command,
                                   std::vector<Execution>& executions) {
    const RejectReason reason = check_new(command);
    if (reason != RejectReason::none) return reason;
    if (orders_.contains(OrderId{command.order_id})) return RejectReason::duplicate_order;
    const bool market = command.type == OrderType::market;
    if (!market && command.price <= 0) return RejectReason::bad_price;
    if (command.quantity <= 0) return RejectReason::bad_quantity;
    RestingOrder order{.id = OrderId{command.order_id},
                       .price = market ? any_price(command.side) : Price{command.price},
                       .quantity = Quantity{command.quantity},
                       .owner = command.owner,
                       .instrument = command.instrument,
                       .side = command.side};
    const bool rests = !market && command.tif == TimeInForce::gtc;
    // Orders already at this price on this side mean that nothing opposite crosses it, so that the
    // whole quantity would join them: the check needs no match first.
    if (rests && !books_[order.instrument].fits(order.side, order.price, order.quantity)) {
        return RejectReason::quantity_overflow;
    }

    Execution accepted = record(order, ExecutionKind::accepted, command.ts);
    if (market) accepted.price = 0;
    emit(accepted, executions);
    match(order, command.ts, executions);
    if (order.quantity == Quantity{0}) return RejectReason::none;
    if (rests) {
        rest(order);
        return RejectReason::none;
    }
    Execution cancelled = record(order, ExecutionKind::cancelled, command.ts);
    if (market) cancelled.price = 0;
    cancelled.remaining = 0;
    cancelled.reason = market ? RejectReason::market_remainder : RejectReason::immediate_remainder;
    emit(cancelled, executions);
    return RejectReason::none;
}

RejectReason MatchingEngine::cancel(const OrderCommand& command,
                                    std::vector<Execution>& executions) {
    Orders::iterator found;
    const RejectReason reason = find(command, found);
    if (reason != RejectReason::none) return reason;
    Execution cancelled = record(*found->second, ExecutionKind::cancelled, command.ts);
    cancelled.remaining = 0;
    emit(cancelled, executions);
    books_[command.instrument].remove(found->second);
    orders_.erase(found);
    return RejectReason::none;
}

RejectReason MatchingEngine::replace(const OrderCommand& command,
                                     std::vector<Execution>& executions) {
    Orders::iterator found;
    const RejectReason reason = find(command, found);
    if (reason != RejectReason::none) return reason;
    if (command.price <= 0) return RejectReason::bad_price;
    if (command.quantity <= 0) return RejectReason::bad_quantity;
    PriceLevels& book = books_[command.instrument];
    RestingOrder order = *found->second;
    const Price price{command.price};
    const Quantity quantity{command.quantity};

    if (price == order.price && quantity < order.quantity) {
        book.reduce(found->second, order.quantity - quantity);
        emit(record(*found->second, ExecutionKind::replaced, command.ts), executions);
        return RejectReason::none;
    }
    if (!book.fits(order.side, price, quantity, order)) return RejectReason::quantity_overflow;
    book.remove(found->second);
    orders_.erase(found);
    order.price = price;
    order.quantity = quantity;
    emit(record(order, ExecutionKind::replaced, command.ts), executions);
    match(order, command.ts, executions);
    if (order.quantity > Quantity{0}) rest(order);
    return RejectReason::none;
}

RejectReason MatchingEngine::find(const OrderCommand& command, Orders::iterator& found) {
    found = orders_.find(OrderId{command.order_id});
    if (found == orders_.end() || found->second->instrument != command.instrument) {
        return RejectReason::unknown_order;
    }
    if (found->second->owner != command.owner) return RejectReason::wrong_owner;
    return RejectReason::none;
}

void MatchingEngine::match(RestingOrder& taker, std::int64_t ts,
                           std::vector<Execution>& executions) {
    PriceLevels& book = books_[taker.instrument];
    while (taker.quantity > Quantity{0}) {
        const auto front = book.front(opposite(taker.side));
        if (!front || !crosses(taker.side, taker.price, (*front)->price)) return;
        const PriceLevels::Handle maker = *front;
        const Quantity traded = std::min(taker.quantity, maker->quantity);
        taker.quantity -= traded;

        Execution fill = record(taker, ExecutionKind::filled, ts);
        fill.other_order_id = static_cast<std::uint64_t>(maker->id);
        fill.price = maker->price.count();
        fill.quantity = traded.count();
        emit(fill, executions);

        fill = record(*maker, ExecutionKind::filled, ts);
        fill.other_order_id = static_cast<std::uint64_t>(taker.id);
        fill.quantity = traded.count();
        fill.remaining -= traded.count();
        fill.flags = maker_flag;
        emit(fill, executions);

        const OrderId id = maker->id;
        if (book.reduce(maker, traded)) orders_.erase(id);
    }
}

void MatchingEngine::rest(const RestingOrder& order) {
    orders_.emplace(order.id, books_[order.instrument].add(order));
}

void MatchingEngine::emit(Execution execution, std::vector<Execution>& executions) {
    execution.sequence = ++sequence_;
    executions.push_back(execution);
}

const PriceLevels& MatchingEngine::book(std::size_t instrument) const {
    if (instrument < books_.size()) return books_[instrument];
    throw std::out_of_range{"instrument: expected 0 to " + std::to_string(books_.size() - 1) +
                            ", was " + std::to_string(instrument)};
}

std::optional<DepthLevel> MatchingEngine::best_bid(std::size_t instrument) const {
    return book(instrument).best(Side::bid);
}

std::optional<DepthLevel> MatchingEngine::best_ask(std::size_t instrument) const {
    return book(instrument).best(Side::ask);
}

std::vector<DepthLevel> MatchingEngine::depth(std::size_t instrument, Side side,
                                              std::size_t levels) const {
    return book(instrument).depth(side, levels);
}

std::uint64_t MatchingEngine::state_hash() const noexcept {
    StateHash state;
    for (const PriceLevels& book : books_) book.hash(state);
    return state.digest();
}

}  // namespace swarmcore::book
