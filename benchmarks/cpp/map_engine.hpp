#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <list>
#include <map>
#include <span>
#include <unordered_map>
#include <vector>

#include "swarmcore/book/order.hpp"

namespace swarmcore::benchmarks {

/// The obvious engine: std::map of prices to std::list of orders, std::unordered_map of ids. It
/// knows limit and market orders, GTC and IOC, cancel and replace, and checks what a command of
/// these can have wrong.
class MapEngine {
  public:
    explicit MapEngine(std::size_t instruments) : books_(instruments) {}

    void process(std::span<const book::OrderCommand> commands,
                 std::vector<book::Execution>& executions) {
        for (const book::OrderCommand& command : commands) process(command, executions);
    }
    [[nodiscard]] std::size_t order_count() const { return orders_.size(); }

  private:
    struct Order {
        std::uint64_t id = 0;
        std::int64_t price = 0;
        std::int64_t quantity = 0;
        std::uint32_t owner = 0;
        std::uint16_t instrument = 0;
        Side side = Side::bid;
    };
    struct Level {
        std::int64_t quantity = 0;
        std::list<Order> orders;
    };
    /// Keyed so that the best level comes first on both sides.
    using Levels = std::map<std::int64_t, Level>;
    struct Book {
        Levels bids;
        Levels asks;
    };
    using Orders = std::unordered_map<std::uint64_t, std::list<Order>::iterator>;

    static std::int64_t key(Side side, std::int64_t price) {
        return side == Side::bid ? -price : price;
    }
    Levels& levels(const Order& order) {
        Book& book = books_[order.instrument];
        return order.side == Side::bid ? book.bids : book.asks;
    }

    void process(const book::OrderCommand& command, std::vector<book::Execution>& executions) {
        using enum book::RejectReason;
        book::RejectReason reason = none;
        if (command.ts < last_ts_) {
            reason = time_went_back;
        } else if (command.kind < book::CommandKind::new_ ||
                   command.kind > book::CommandKind::replace) {
            reason = unknown_kind;
        } else if (command.instrument >= books_.size()) {
            reason = unknown_instrument;
        } else if (command.flags != 0) {
            reason = unknown_flags;
        } else if (command.kind == book::CommandKind::new_) {
            reason = enter(command, executions);
        } else if (command.kind == book::CommandKind::cancel) {
            reason = cancel(command, executions);
        } else {
            reason = replace(command, executions);
        }
        if (reason == none) {
            last_ts_ = command.ts;
            return;
        }
        emit({.ts = command.ts,
              .order_id = command.order_id,
              .price = command.price,
              .quantity = command.quantity,
              .instrument = command.instrument,
              .kind = book::ExecutionKind::rejected,
              .side = command.side,
              .reason = reason},
             executions);
    }

    book::RejectReason enter(const book::OrderCommand& command,
                             std::vector<book::Execution>& executions) {
        using enum book::RejectReason;
        const bool market = command.type == book::OrderType::market;
        if (command.side != Side::bid && command.side != Side::ask) return bad_side;
        if (!market && command.type != book::OrderType::limit) return unknown_type;
        if (command.tif != book::TimeInForce::gtc && command.tif != book::TimeInForce::ioc) {
            return unknown_time_in_force;
        }
        if (command.trigger != 0 || command.expires != 0 || command.display != 0) {
            return bad_combination;
        }
        if (command.quantity <= 0) return bad_quantity;
        if (!market && command.price <= 0) return bad_price;
        if (orders_.contains(command.order_id)) return duplicate_order;
        Order order{.id = command.order_id,
                    .price = command.price,
                    .quantity = command.quantity,
                    .owner = command.owner,
                    .instrument = command.instrument,
                    .side = command.side};
        if (market) {
            order.price = command.side == Side::bid ? std::numeric_limits<std::int64_t>::max() : 1;
        }
        const bool rests = !market && command.tif == book::TimeInForce::gtc;
        if (rests && !fits(order)) return quantity_overflow;
        book::Execution accepted = record(order, book::ExecutionKind::accepted, command.ts);
        if (market) accepted.price = 0;
        emit(accepted, executions);
        match(order, command.ts, executions);
        if (order.quantity == 0) return none;
        if (rests) {
            rest(order);
            return none;
        }
        book::Execution cancelled = record(order, book::ExecutionKind::cancelled, command.ts);
        if (market) cancelled.price = 0;
        cancelled.remaining = 0;
        cancelled.reason = market ? market_remainder : immediate_remainder;
        emit(cancelled, executions);
        return none;
    }

    book::RejectReason cancel(const book::OrderCommand& command,
                              std::vector<book::Execution>& executions) {
        const auto found = orders_.find(command.order_id);
        if (const auto reason = refuse(command, found); reason != book::RejectReason::none) {
            return reason;
        }
        book::Execution cancelled =
            record(*found->second, book::ExecutionKind::cancelled, command.ts);
        cancelled.remaining = 0;
        emit(cancelled, executions);
        remove(found->second);
        orders_.erase(found);
        return book::RejectReason::none;
    }

    book::RejectReason replace(const book::OrderCommand& command,
                               std::vector<book::Execution>& executions) {
        using enum book::RejectReason;
        if (command.quantity <= 0) return bad_quantity;
        const auto found = orders_.find(command.order_id);
        if (const auto reason = refuse(command, found); reason != none) return reason;
        if (command.price <= 0) return bad_price;
        Order order = *found->second;
        const bool keeps_place = command.price == order.price && command.quantity < order.quantity;
        if (keeps_place) {
            levels(order).find(key(order.side, order.price))->second.quantity -=
                order.quantity - command.quantity;
            found->second->quantity = command.quantity;
            emit(record(*found->second, book::ExecutionKind::replaced, command.ts), executions);
            return none;
        }
        remove(found->second);
        orders_.erase(found);
        order.price = command.price;
        order.quantity = command.quantity;
        emit(record(order, book::ExecutionKind::replaced, command.ts), executions);
        match(order, command.ts, executions);
        if (order.quantity > 0) rest(order);
        return none;
    }

    book::RejectReason refuse(const book::OrderCommand& command, Orders::iterator found) const {
        if (found == orders_.end() || found->second->instrument != command.instrument) {
            return book::RejectReason::unknown_order;
        }
        return found->second->owner != command.owner ? book::RejectReason::wrong_owner
                                                     : book::RejectReason::none;
    }

    void match(Order& taker, std::int64_t ts, std::vector<book::Execution>& executions) {
        Book& book = books_[taker.instrument];
        Levels& other = taker.side == Side::bid ? book.asks : book.bids;
        while (taker.quantity > 0 && !other.empty()) {
            const auto level = other.begin();
            Order& maker = level->second.orders.front();
            if (taker.side == Side::bid ? maker.price > taker.price : maker.price < taker.price) {
                return;
            }
            const std::int64_t traded = std::min(taker.quantity, maker.quantity);
            taker.quantity -= traded;
            maker.quantity -= traded;
            level->second.quantity -= traded;

            book::Execution fill = record(taker, book::ExecutionKind::filled, ts);
            fill.other_order_id = maker.id;
            fill.price = maker.price;
            fill.quantity = traded;
            emit(fill, executions);

            fill = record(maker, book::ExecutionKind::filled, ts);
            fill.other_order_id = taker.id;
            fill.quantity = traded;
            fill.flags = book::maker_flag;
            emit(fill, executions);

            if (maker.quantity > 0) continue;
            orders_.erase(maker.id);
            level->second.orders.pop_front();
            if (level->second.orders.empty()) other.erase(level);
        }
    }

    bool fits(const Order& order) {
        const Levels& side = levels(order);
        const auto level = side.find(key(order.side, order.price));
        return level == side.end() ||
               order.quantity <= std::numeric_limits<std::int64_t>::max() - level->second.quantity;
    }
    void rest(const Order& order) {
        Level& level = levels(order)[key(order.side, order.price)];
        level.orders.push_back(order);
        level.quantity += order.quantity;
        orders_.emplace(order.id, std::prev(level.orders.end()));
    }
    void remove(std::list<Order>::iterator order) {
        Levels& side = levels(*order);
        const auto level = side.find(key(order->side, order->price));
        level->second.quantity -= order->quantity;
        level->second.orders.erase(order);
        if (level->second.orders.empty()) side.erase(level);
    }

    static book::Execution record(const Order& order, book::ExecutionKind kind, std::int64_t ts) {
        return {.ts = ts,
                .order_id = order.id,
                .price = order.price,
                .quantity = order.quantity,
                .remaining = order.quantity,
                .instrument = order.instrument,
                .kind = kind,
                .side = order.side};
    }
    void emit(book::Execution execution, std::vector<book::Execution>& executions) {
        execution.sequence = ++sequence_;
        executions.push_back(execution);
    }

    std::vector<Book> books_;
    Orders orders_;
    std::uint64_t sequence_ = 0;
    std::int64_t last_ts_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace swarmcore::benchmarks
