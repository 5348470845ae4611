#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "swarmcore/book/order.hpp"

namespace swarmcore::benchmarks {

/// An engine as a careful programmer writes it who keeps std::map for the prices: orders in a pool,
/// linked to queues by index, their ids in an open-addressing table of 16-byte entries. A stronger
/// peer than the obvious one, so that its lists and hash nodes are not what a ratio shows. It knows
/// limit and market orders, GTC and IOC, and cancel; and checks what a command of these can have
/// wrong.
class PooledEngine {
  public:
    explicit PooledEngine(std::size_t instruments) : books_(instruments) {}

    void process(std::span<const book::OrderCommand> commands,
                 std::vector<book::Execution>& executions) {
        for (const book::OrderCommand& command : commands) process(command, executions);
    }
    [[nodiscard]] std::size_t order_count() const { return ids_.size; }

  private:
    static constexpr std::uint32_t no_slot = 0xffffffff;

    struct Level {
        std::int64_t quantity = 0;
        std::uint32_t head = no_slot;
        std::uint32_t tail = no_slot;
    };
    /// Keyed so that the best level comes first on both sides.
    using Levels = std::map<std::int64_t, Level>;
    struct Book {
        Levels bids;
        Levels asks;
    };
    struct Order {
        std::uint64_t id;
        std::int64_t quantity;
        std::uint32_t next;
        std::uint32_t previous;
        std::uint32_t owner;
        std::uint16_t instrument;
        Side side;
        Levels::iterator level;
    };

    struct Ids {
        struct Entry {
            std::uint64_t id = 0;
            std::uint32_t order = no_slot;
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
            while (entries[i].order != no_slot && entries[i].id != id) i = (i + 1) & mask;
            return i;
        }
        void insert(std::uint64_t id, std::uint32_t order) {
            if (2 * ++size > entries.size()) {
                auto old = std::move(entries);
                entries = std::vector<Entry>(2 * old.size());
                --shift;
                for (const Entry& entry : old) {
                    if (entry.order != no_slot) entries[find(entry.id)] = entry;
                }
            }
            entries[find(id)] = {id, order};
        }
        void erase(std::size_t hole) {
            --size;
            const std::size_t mask = entries.size() - 1;
            for (std::size_t i = (hole + 1) & mask; entries[i].order != no_slot;
                 i = (i + 1) & mask) {
                if (((i - home(entries[i].id)) & mask) >= ((i - hole) & mask)) {
                    entries[hole] = entries[i];
                    hole = i;
                }
            }
            entries[hole].order = no_slot;
        }
    };

    static std::int64_t key(Side side, std::int64_t price) {
        return side == Side::bid ? -price : price;
    }

    void process(const book::OrderCommand& command, std::vector<book::Execution>& executions) {
        using enum book::RejectReason;
        book::RejectReason reason = book::RejectReason::none;
        if (command.ts < last_ts_) {
            reason = time_went_back;
        } else if (command.instrument >= books_.size()) {
            reason = unknown_instrument;
        } else if (command.flags != 0) {
            reason = unknown_flags;
        } else if (command.kind == book::CommandKind::new_) {
            reason = enter(command, executions);
        } else if (command.kind == book::CommandKind::cancel) {
            reason = cancel(command, executions);
        } else {
            reason = unknown_kind;
        }
        if (reason == book::RejectReason::none) {
            last_ts_ = command.ts;
            return;
        }
        executions.push_back({.ts = command.ts,
                              .sequence = ++sequence_,
                              .order_id = command.order_id,
                              .price = command.price,
                              .quantity = command.quantity,
                              .instrument = command.instrument,
                              .kind = book::ExecutionKind::rejected,
                              .side = command.side,
                              .reason = reason});
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
        if (ids_.entries[ids_.find(command.order_id)].order != no_slot) return duplicate_order;
        const bool rests = !market && command.tif == book::TimeInForce::gtc;
        Book& book = books_[command.instrument];
        Levels& own = command.side == Side::bid ? book.bids : book.asks;
        if (rests) {
            const auto level = own.find(key(command.side, command.price));
            if (level != own.end() && command.quantity > std::numeric_limits<std::int64_t>::max() -
                                                             level->second.quantity) {
                return quantity_overflow;
            }
        }
        executions.push_back({.ts = command.ts,
                              .sequence = ++sequence_,
                              .order_id = command.order_id,
                              .price = market ? 0 : command.price,
                              .quantity = command.quantity,
                              .remaining = command.quantity,
                              .instrument = command.instrument,
                              .kind = book::ExecutionKind::accepted,
                              .side = command.side});
        const std::int64_t open = match(command, market, executions);
        if (open == 0) return book::RejectReason::none;
        if (rests) {
            rest(command, open, own);
        } else {
            executions.push_back({.ts = command.ts,
                                  .sequence = ++sequence_,
                                  .order_id = command.order_id,
                                  .price = market ? 0 : command.price,
                                  .quantity = open,
                                  .instrument = command.instrument,
                                  .kind = book::ExecutionKind::cancelled,
                                  .side = command.side,
                                  .reason = market ? market_remainder : immediate_remainder});
        }
        return book::RejectReason::none;
    }

    std::int64_t match(const book::OrderCommand& taker, bool market,
                       std::vector<book::Execution>& executions) {
        const Side side = opposite(taker.side);
        Book& book = books_[taker.instrument];
        Levels& other = side == Side::bid ? book.bids : book.asks;
        const std::int64_t limit =
            market ? std::numeric_limits<std::int64_t>::max() : key(side, taker.price);
        std::int64_t open = taker.quantity;
        while (open > 0 && !other.empty() && other.begin()->first <= limit) {
            const auto found = other.begin();
            Level& level = found->second;
            const std::int64_t price = key(side, found->first);
            while (open > 0 && level.head != no_slot) {
                const std::uint32_t slot = level.head;
                Order& maker = orders_[slot];
                const std::int64_t traded = std::min(open, maker.quantity);
                open -= traded;
                maker.quantity -= traded;
                level.quantity -= traded;
                executions.push_back({.ts = taker.ts,
                                      .sequence = ++sequence_,
                                      .order_id = taker.order_id,
                                      .other_order_id = maker.id,
                                      .price = price,
                                      .quantity = traded,
                                      .remaining = open,
                                      .instrument = taker.instrument,
                                      .kind = book::ExecutionKind::filled,
                                      .side = taker.side});
                executions.push_back({.ts = taker.ts,
                                      .sequence = ++sequence_,
                                      .order_id = maker.id,
                                      .other_order_id = taker.order_id,
                                      .price = price,
                                      .quantity = traded,
                                      .remaining = maker.quantity,
                                      .instrument = taker.instrument,
                                      .kind = book::ExecutionKind::filled,
                                      .side = side,
                                      .flags = book::maker_flag});
                if (maker.quantity > 0) break;
                level.head = maker.next;
                (level.head == no_slot ? level.tail : orders_[level.head].previous) = no_slot;
                ids_.erase(ids_.find(maker.id));
                maker.next = free_;
                free_ = slot;
            }
            if (level.head == no_slot) other.erase(found);
        }
        return open;
    }

    void rest(const book::OrderCommand& command, std::int64_t open, Levels& side) {
        const auto found = side.try_emplace(key(command.side, command.price)).first;
        Level& level = found->second;
        std::uint32_t slot = free_;
        if (slot == no_slot) {
            slot = static_cast<std::uint32_t>(orders_.size());
            orders_.emplace_back();
        } else {
            free_ = orders_[slot].next;
        }
        orders_[slot] = {command.order_id,   open,         no_slot, level.tail, command.owner,
                         command.instrument, command.side, found};
        (level.tail == no_slot ? level.head : orders_[level.tail].next) = slot;
        level.tail = slot;
        level.quantity += open;
        ids_.insert(command.order_id, slot);
    }

    book::RejectReason cancel(const book::OrderCommand& command,
                              std::vector<book::Execution>& executions) {
        const std::size_t place = ids_.find(command.order_id);
        const std::uint32_t slot = ids_.entries[place].order;
        if (slot == no_slot || orders_[slot].instrument != command.instrument) {
            return book::RejectReason::unknown_order;
        }
        Order& order = orders_[slot];
        if (order.owner != command.owner) return book::RejectReason::wrong_owner;
        Level& level = order.level->second;
        executions.push_back({.ts = command.ts,
                              .sequence = ++sequence_,
                              .order_id = command.order_id,
                              .price = key(order.side, order.level->first),
                              .quantity = order.quantity,
                              .instrument = command.instrument,
                              .kind = book::ExecutionKind::cancelled,
                              .side = order.side});
        (order.previous == no_slot ? level.head : orders_[order.previous].next) = order.next;
        (order.next == no_slot ? level.tail : orders_[order.next].previous) = order.previous;
        level.quantity -= order.quantity;
        if (level.head == no_slot) {
            Book& book = books_[command.instrument];
            (order.side == Side::bid ? book.bids : book.asks).erase(order.level);
        }
        order.next = free_;
        free_ = slot;
        ids_.erase(place);
        return book::RejectReason::none;
    }

    std::vector<Book> books_;
    std::vector<Order> orders_;
    std::uint32_t free_ = no_slot;
    Ids ids_;
    std::uint64_t sequence_ = 0;
    std::int64_t last_ts_ = std::numeric_limits<std::int64_t>::min();
};

}  // namespace swarmcore::benchmarks
