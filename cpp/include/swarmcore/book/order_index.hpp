#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "swarmcore/book/order_pool.hpp"
#include "swarmcore/core/prefetch.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// What an order is known by: its id, and a scope where ids are unique only within one.
struct OrderKey {
    OrderId id{};
    std::uint32_t scope = 0;
};

/// Order -> slot in a pool, by open addressing with linear probing. An entry is 8 bytes, the slot
/// and 32 bits of a hash; the order itself is compared in its node, which whoever looks it up reads
/// anyway. Deletion shifts back what follows, so that no markers gather.
///
/// A scope, where one is given, is compared with the node's `owner`.
/// Cost: O(1) expected; allocates only where more are held than ever before.
/// Invalidates: a `Place` lives until the index changes.
/// A moved-from index may only be destroyed or assigned to.
/// Threads: one writer; no concurrent readers.
class OrderIndex {
  public:
    /// Where an order is, or where it would go.
    struct Place {
        std::uint32_t hash = 0;
        std::uint32_t position = 0;
        OrderSlot slot = no_order;  ///< `no_order` where the order is not in the index

        [[nodiscard]] bool found() const noexcept { return slot != no_order; }
    };

    [[nodiscard]] Place search(OrderId id, const OrderPool& orders) const noexcept {
        return search(hash_of({.id = id}), [&](OrderSlot slot) { return orders[slot].id == id; });
    }
    [[nodiscard]] Place search(OrderKey key, const OrderPool& orders) const noexcept {
        return search(hash_of(key), [&](OrderSlot slot) {
            const OrderNode& order = orders[slot];
            return order.id == key.id && order.owner == key.scope;
        });
    }
    [[nodiscard]] OrderSlot find(OrderId id, const OrderPool& orders) const noexcept {
        return search(id, orders).slot;
    }
    /// The slot that an order has if it is here at all, without a look at the node: for prefetching
    /// it. `no_order` where it is certainly not here.
    [[nodiscard]] OrderSlot guess(OrderKey key) const noexcept {
        return search(hash_of(key), [](OrderSlot) { return true; }).slot;
    }

    /// Precondition: `place` is where a search for an order, which it did not find, led.
    void insert(Place place, OrderSlot slot) noexcept {
        const Entry entry{.hash = place.hash, .slot = slot};
        if (size_ >= limit_) {
            grow();
            put(entry);
        } else {
            entries_[place.position] = entry;
        }
        ++size_;
    }
    /// Precondition: no order of this id is in the index.
    void insert(OrderId id, OrderSlot slot) noexcept {
        if (size_ >= limit_) grow();
        put({.hash = hash_of({.id = id}), .slot = slot});
        ++size_;
    }

    /// Precondition: `place` is where a search found an order.
    void erase(Place place) noexcept {
        --size_;
        std::uint32_t hole = place.position;
        std::uint32_t position = hole;
        while (true) {
            position = after(position);
            const Entry entry = entries_[position];
            if (entry.slot == no_order) break;
            // An entry may move back to the hole unless its home lies behind the hole.
            const std::uint32_t travelled = (position - home(entry.hash)) & mask_;
            if (travelled >= ((position - hole) & mask_)) {
                entries_[hole] = entry;
                hole = position;
            }
        }
        entries_[hole] = {};
    }
    /// Precondition: the order of this id is in the index, at `slot`.
    void erase(OrderId id, OrderSlot slot) noexcept { erase({.id = id}, slot); }
    void erase(OrderKey key, OrderSlot slot) noexcept {
        const std::uint32_t hash = hash_of(key);
        std::uint32_t position = home(hash);
        while (entries_[position].slot != slot) position = after(position);
        erase(Place{.hash = hash, .position = position, .slot = slot});
    }

    void prefetch(OrderKey key) const noexcept {
        swarmcore::prefetch(entries_.data() + home(hash_of(key)));
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    void reserve(std::size_t count);
    void clear() noexcept;
    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return entries_.capacity() * sizeof(Entry);
    }

  private:
    struct Entry {
        std::uint32_t hash = 0;
        OrderSlot slot = no_order;
    };

    /// Fibonacci hashing: ids of a venue count upwards, and the golden ratio spreads them evenly.
    [[nodiscard]] static std::uint32_t hash_of(OrderKey key) noexcept {
        const std::uint64_t mixed =
            static_cast<std::uint64_t>(key.id) + key.scope * 0xd6e8feb86659fd93ULL;
        return static_cast<std::uint32_t>((mixed * 0x9e3779b97f4a7c15ULL) >> 32U);
    }
    [[nodiscard]] std::uint32_t home(std::uint32_t hash) const noexcept {
        return static_cast<std::uint32_t>(std::uint64_t{hash} >> shift_);
    }
    [[nodiscard]] std::uint32_t after(std::uint32_t position) const noexcept {
        return (position + 1) & mask_;
    }
    template <class Matches>
    [[nodiscard]] Place search(std::uint32_t hash, Matches&& matches) const noexcept {
        if (limit_ == 0) return {.hash = hash};
        std::uint32_t position = home(hash);
        while (true) {
            const Entry entry = entries_[position];
            if (entry.slot == no_order || (entry.hash == hash && matches(entry.slot))) {
                return {.hash = hash, .position = position, .slot = entry.slot};
            }
            position = after(position);
        }
    }
    void grow() noexcept;
    void rebuild(unsigned bits) noexcept;
    void put(Entry entry) noexcept;

    std::vector<Entry> entries_;
    std::uint32_t size_ = 0;
    std::uint32_t limit_ = 0;  ///< how many may be held before it grows
    std::uint32_t mask_ = 0;
    std::uint32_t shift_ = 32;
};

}  // namespace swarmcore::book
