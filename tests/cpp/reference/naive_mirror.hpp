#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <list>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

#include "swarmcore/book/depth_level.hpp"
#include "swarmcore/book/message.hpp"
#include "swarmcore/book/mirrored_book.hpp"
#include "swarmcore/core/hash.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book::reference {

/// The mirror of a book in its most obvious form: a std::map of prices, each with a std::list of
/// orders, and a std::unordered_map from id to place. `OrderBook` must agree with it.
class NaiveMirror {
  public:
    NaiveMirror() = default;
    NaiveMirror(const NaiveMirror&) = delete;  // places would point into the original
    NaiveMirror& operator=(const NaiveMirror&) = delete;
    NaiveMirror(NaiveMirror&&) = default;
    NaiveMirror& operator=(NaiveMirror&&) = default;
    ~NaiveMirror() = default;

    BookStatus apply(const BookMessage& message) {
        if (message.ts < last_ts_) return BookStatus::time_went_back;
        const BookStatus status = change(message);
        if (status == BookStatus::applied) last_ts_ = message.ts;
        return status;
    }

    [[nodiscard]] std::vector<DepthLevel> depth(Side side, std::size_t levels) const {
        std::vector<DepthLevel> result;
        for (const auto& [key, level] : side == Side::bid ? bids_ : asks_) {
            if (result.size() == levels) break;
            result.push_back({.price = Price{side == Side::bid ? -key : key},
                              .quantity = level.quantity,
                              .orders = static_cast<std::int64_t>(level.orders.size())});
        }
        return result;
    }
    [[nodiscard]] std::optional<DepthLevel> best(Side side) const {
        const auto levels = depth(side, 1);
        return levels.empty() ? std::nullopt : std::optional{levels.front()};
    }
    [[nodiscard]] std::optional<Quantity> queue_ahead(OrderId id) const {
        const auto found = orders_.find(id);
        if (found == orders_.end()) return std::nullopt;
        const Order& wanted = *found->second;
        Quantity ahead;
        const Levels& levels = wanted.side == Side::bid ? bids_ : asks_;
        for (const Order& order : levels.at(key(wanted.side, wanted.price)).orders) {
            if (order.id == id) break;
            ahead += order.quantity;
        }
        return ahead;
    }
    [[nodiscard]] std::size_t order_count() const { return orders_.size(); }
    [[nodiscard]] std::uint64_t state_hash() const {
        StateHash state;
        for (const Levels* side : {&bids_, &asks_}) {
            state.update(static_cast<std::uint64_t>(side->size()));
            for (const auto& [_, level] : *side) {
                state.update(level.orders.front().price.count());
                state.update(static_cast<std::uint64_t>(level.orders.size()));
                for (const Order& order : level.orders) {
                    state.update(static_cast<std::uint64_t>(order.id));
                    state.update(order.quantity.count());
                }
            }
        }
        return state.digest();
    }

  private:
    struct Order {
        OrderId id{};
        Price price;
        Quantity quantity;
        Side side = Side::bid;
    };
    struct Level {
        Quantity quantity;
        std::list<Order> orders;
    };
    // Keyed so that the best level comes first on both sides.
    using Levels = std::map<std::int64_t, Level>;
    using Handle = std::list<Order>::iterator;

    static std::int64_t key(Side side, Price price) {
        return side == Side::bid ? -price.count() : price.count();
    }
    Levels& levels(Side side) { return side == Side::bid ? bids_ : asks_; }

    BookStatus change(const BookMessage& message) {
        switch (message.kind) {
            case MessageKind::add:
                return add(message);
            case MessageKind::reduce:
            case MessageKind::execute:
                return reduce(message);
            case MessageKind::delete_:
                return remove(message);
            case MessageKind::replace:
                return replace(message);
            case MessageKind::trade:
                return trade(message);
            case MessageKind::clear:
                bids_.clear();
                asks_.clear();
                orders_.clear();
                return BookStatus::applied;
        }
        return BookStatus::unknown_kind;
    }

    static BookStatus trade(const BookMessage& message) {
        const bool known = message.side == Side::bid || message.side == Side::ask;
        if (!known && message.side != Side{}) return BookStatus::bad_side;
        if (message.price <= 0) return BookStatus::bad_price;
        if (message.quantity <= 0) return BookStatus::bad_quantity;
        return BookStatus::applied;
    }
    BookStatus add(const BookMessage& message) {
        const OrderId id{message.order_id};
        if (orders_.contains(id)) return BookStatus::duplicate_order;
        if (message.side != Side::bid && message.side != Side::ask) return BookStatus::bad_side;
        if (message.price <= 0) return BookStatus::bad_price;
        if (message.quantity <= 0) return BookStatus::bad_quantity;
        const Order order{.id = id,
                          .price = Price{message.price},
                          .quantity = Quantity{message.quantity},
                          .side = message.side};
        if (!fits(order, Quantity{0})) return BookStatus::quantity_overflow;
        join(order);
        return BookStatus::applied;
    }

    BookStatus reduce(const BookMessage& message) {
        const auto found = orders_.find(OrderId{message.order_id});
        if (found == orders_.end()) return BookStatus::unknown_order;
        if (message.quantity <= 0) return BookStatus::bad_quantity;
        Order& order = *found->second;
        const Quantity quantity{message.quantity};
        if (quantity > order.quantity) return BookStatus::quantity_exceeds_order;
        if (quantity == order.quantity) {
            leave(found->second);
        } else {
            order.quantity -= quantity;
            levels(order.side).at(key(order.side, order.price)).quantity -= quantity;
        }
        return BookStatus::applied;
    }

    BookStatus remove(const BookMessage& message) {
        const auto found = orders_.find(OrderId{message.order_id});
        if (found == orders_.end()) return BookStatus::unknown_order;
        leave(found->second);
        return BookStatus::applied;
    }

    BookStatus replace(const BookMessage& message) {
        const auto found = orders_.find(OrderId{message.order_id});
        if (found == orders_.end()) return BookStatus::unknown_order;
        const OrderId id{message.new_order_id == 0 ? message.order_id : message.new_order_id};
        if (id != found->first && orders_.contains(id)) return BookStatus::duplicate_order;
        if (message.price <= 0) return BookStatus::bad_price;
        if (message.quantity <= 0) return BookStatus::bad_quantity;
        const Order old = *found->second;
        const Order order{.id = id,
                          .price = Price{message.price},
                          .quantity = Quantity{message.quantity},
                          .side = old.side};
        if (!fits(order, order.price == old.price ? old.quantity : Quantity{0})) {
            return BookStatus::quantity_overflow;
        }
        leave(found->second);
        join(order);
        return BookStatus::applied;
    }

    /// Whether the level's quantity stays within 64 bits when `leaving` goes and `order` comes.
    bool fits(const Order& order, Quantity leaving) {
        const auto found = levels(order.side).find(key(order.side, order.price));
        if (found == levels(order.side).end()) return true;
        constexpr Quantity most{std::numeric_limits<std::int64_t>::max()};
        return order.quantity <= most - (found->second.quantity - leaving);
    }
    void join(const Order& order) {
        Level& level = levels(order.side)[key(order.side, order.price)];
        level.orders.push_back(order);
        level.quantity += order.quantity;
        orders_.emplace(order.id, std::prev(level.orders.end()));
    }
    void leave(Handle order) {
        orders_.erase(order->id);
        Levels& side = levels(order->side);
        const auto level = side.find(key(order->side, order->price));
        level->second.quantity -= order->quantity;
        level->second.orders.erase(order);
        if (level->second.orders.empty()) side.erase(level);
    }

    Levels bids_;
    Levels asks_;
    std::unordered_map<OrderId, Handle> orders_;
    std::int64_t last_ts_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace swarmcore::book::reference
