#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <utility>
#include <vector>

#include "swarmcore/book/message.hpp"
#include "swarmcore/book/mirrored_book.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::benchmarks {

/// A mirror as a careful programmer writes it who keeps std::map for the prices: orders in a pool,
/// linked to queues by index, their ids in an open-addressing table of 16-byte entries. A stronger
/// peer than the obvious one, so that its lists and hash nodes are not what a ratio shows. It knows
/// add, execute, reduce and delete, and checks what `OrderBook` checks.
class PooledMirror {
  public:
    book::BookStatus apply(const book::BookMessage& message) {
        using book::BookStatus;
        if (message.ts < last_ts_) return BookStatus::time_went_back;
        BookStatus status = BookStatus::unknown_kind;
        switch (message.kind) {
            case book::MessageKind::add:
                status = add(message);
                break;
            case book::MessageKind::reduce:
            case book::MessageKind::execute:
                status = reduce(message);
                break;
            case book::MessageKind::delete_:
                status = remove(message.order_id);
                break;
            default:
                break;
        }
        if (status == BookStatus::applied) last_ts_ = message.ts;
        return status;
    }
    [[nodiscard]] std::size_t order_count() const { return ids_.size; }
    /// Price and quantity of the best level of a side, best first.
    [[nodiscard]] std::vector<std::pair<std::int64_t, std::int64_t>> depth(Side side) const {
        std::vector<std::pair<std::int64_t, std::int64_t>> result;
        const std::int64_t sign = side == Side::bid ? -1 : 1;
        for (const auto& [key, level] : side == Side::bid ? bids_ : asks_) {
            result.emplace_back(key * sign, level.quantity);
        }
        return result;
    }

  private:
    static constexpr std::uint32_t none = 0xffffffff;

    struct Level {
        std::int64_t quantity = 0;
        std::uint32_t head = none;
        std::uint32_t tail = none;
        std::uint32_t orders = 0;
    };
    using Levels = std::map<std::int64_t, Level>;
    struct Order {
        std::uint64_t id;
        std::int64_t quantity;
        std::uint32_t next;
        std::uint32_t previous;
        Side side;
        Levels::iterator level;
    };

    struct Ids {
        struct Entry {
            std::uint64_t id = 0;
            std::uint32_t order = none;
        };
        std::vector<Entry> entries = std::vector<Entry>(16);
        std::size_t size = 0;
        unsigned shift = 60;

        [[nodiscard]] std::size_t home(std::uint64_t id) const {
            return (id * 0x9e3779b97f4a7c15ULL) >> shift;
        }
        [[nodiscard]] std::size_t find(std::uint64_t id) const {
            const std::size_t mask = entries.size() - 1;
            std::size_t i = home(id);
            while (entries[i].order != none && entries[i].id != id) i = (i + 1) & mask;
            return i;
        }
        void insert(std::uint64_t id, std::uint32_t order) {
            if (2 * ++size > entries.size()) {
                auto old = std::move(entries);
                entries = std::vector<Entry>(2 * old.size());
                --shift;
                for (const Entry& entry : old) {
                    if (entry.order != none) entries[find(entry.id)] = entry;
                }
            }
            entries[find(id)] = {id, order};
        }
        void erase(std::size_t hole) {
            --size;
            const std::size_t mask = entries.size() - 1;
            for (std::size_t i = (hole + 1) & mask; entries[i].order != none; i = (i + 1) & mask) {
                if (((i - home(entries[i].id)) & mask) >= ((i - hole) & mask)) {
                    entries[hole] = entries[i];
                    hole = i;
                }
            }
            entries[hole].order = none;
        }
    };

    book::BookStatus add(const book::BookMessage& message) {
        using book::BookStatus;
        if (ids_.entries[ids_.find(message.order_id)].order != none) {
            return BookStatus::duplicate_order;
        }
        if (message.side != Side::bid && message.side != Side::ask) return BookStatus::bad_side;
        if (message.price <= 0) return BookStatus::bad_price;
        if (message.quantity <= 0) return BookStatus::bad_quantity;
        const bool bid = message.side == Side::bid;
        const auto found =
            (bid ? bids_ : asks_).try_emplace(bid ? -message.price : message.price).first;
        Level& level = found->second;
        if (message.quantity > std::numeric_limits<std::int64_t>::max() - level.quantity) {
            return BookStatus::quantity_overflow;
        }
        std::uint32_t slot = free_;
        if (slot == none) {
            slot = static_cast<std::uint32_t>(orders_.size());
            orders_.emplace_back();
        } else {
            free_ = orders_[slot].next;
        }
        orders_[slot] = {message.order_id, message.quantity, none, level.tail, message.side, found};
        (level.tail == none ? level.head : orders_[level.tail].next) = slot;
        level.tail = slot;
        level.quantity += message.quantity;
        ++level.orders;
        ids_.insert(message.order_id, slot);
        return BookStatus::applied;
    }

    book::BookStatus reduce(const book::BookMessage& message) {
        using book::BookStatus;
        const std::uint32_t slot = ids_.entries[ids_.find(message.order_id)].order;
        if (slot == none) return BookStatus::unknown_order;
        if (message.quantity <= 0) return BookStatus::bad_quantity;
        Order& order = orders_[slot];
        if (message.quantity > order.quantity) return BookStatus::quantity_exceeds_order;
        if (message.quantity == order.quantity) return remove(message.order_id);
        order.quantity -= message.quantity;
        order.level->second.quantity -= message.quantity;
        return BookStatus::applied;
    }

    book::BookStatus remove(std::uint64_t id) {
        const std::size_t place = ids_.find(id);
        const std::uint32_t slot = ids_.entries[place].order;
        if (slot == none) return book::BookStatus::unknown_order;
        Order& order = orders_[slot];
        Level& level = order.level->second;
        (order.previous == none ? level.head : orders_[order.previous].next) = order.next;
        (order.next == none ? level.tail : orders_[order.next].previous) = order.previous;
        level.quantity -= order.quantity;
        if (--level.orders == 0) (order.side == Side::bid ? bids_ : asks_).erase(order.level);
        order.next = free_;
        free_ = slot;
        ids_.erase(place);
        return book::BookStatus::applied;
    }

    Levels bids_;
    Levels asks_;
    std::vector<Order> orders_;
    std::uint32_t free_ = none;
    Ids ids_;
    std::int64_t last_ts_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace swarmcore::benchmarks
