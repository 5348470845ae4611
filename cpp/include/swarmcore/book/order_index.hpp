#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "swarmcore/book/order_pool.hpp"
#include "swarmcore/core/prefetch.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// Order id -> slot in a pool, by open addressing with linear probing. An entry is 8 bytes, the
/// slot and 32 bits of the id's hash; the id itself is compared in the node, which whoever looks an
/// order up reads anyway. Deletion shifts back what follows, so that no markers gather.
///
/// Cost: O(1) expected; allocates only where more are held than ever before.
/// Invalidates: a `Place` lives until the index changes.
/// A moved-from index may only be destroyed or assigned to.
/// Threads: one writer; no concurrent readers.
class OrderIndex {
  public:
    /// Where an id is, or where it would go.
    struct Place {
        std::uint32_t position = 0;
        OrderSlot slot = no_order;  ///< `no_order` where the id is not in the index

        [[nodiscard]] bool found() const noexcept { return slot != no_order; }
    };

    [[nodiscard]] Place search(OrderId id, const OrderPool& orders) const noexcept {
        if (size_ == 0) return {};
        const std::uint32_t hash = hash_of(id);
        std::uint32_t position = home(hash);
        while (true) {
            const Entry entry = entries_[position];
            if (entry.slot == no_order) return {.position = position, .slot = no_order};
            if (entry.hash == hash && orders[entry.slot].id == id) {
                return {.position = position, .slot = entry.slot};
            }
            position = after(position);
        }
    }
    [[nodiscard]] OrderSlot find(OrderId id, const OrderPool& orders) const noexcept {
        return search(id, orders).slot;
    }

    /// Precondition: `place` is where a search for `id`, which is not in the index, led.
    void insert(Place place, OrderId id, OrderSlot slot) noexcept {
        if (size_ >= limit_) {
            insert(id, slot);
            return;
        }
        if (size_ == 0) place.position = home(hash_of(id));
        entries_[place.position] = {.hash = hash_of(id), .slot = slot};
        ++size_;
    }
    /// Precondition: `id` is not in the index.
    void insert(OrderId id, OrderSlot slot) noexcept;

    /// Precondition: `place` is where a search found an id.
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
    /// Precondition: `id` is in the index, at `slot`.
    void erase(OrderId id, OrderSlot slot) noexcept {
        std::uint32_t position = home(hash_of(id));
        while (entries_[position].slot != slot) position = after(position);
        erase({.position = position, .slot = slot});
    }

    void prefetch(OrderId id) const noexcept {
        swarmcore::prefetch(entries_.data() + home(hash_of(id)));
    }
    /// The slot that an id probably has, read without looking at the node: for prefetching it.
    [[nodiscard]] OrderSlot guess(OrderId id) const noexcept {
        return size_ == 0 ? no_order : entries_[home(hash_of(id))].slot;
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
    [[nodiscard]] static std::uint32_t hash_of(OrderId id) noexcept {
        return static_cast<std::uint32_t>(
            (static_cast<std::uint64_t>(id) * 0x9e3779b97f4a7c15ULL) >> 32U);
    }
    [[nodiscard]] std::uint32_t home(std::uint32_t hash) const noexcept {
        return static_cast<std::uint32_t>(std::uint64_t{hash} >> shift_);
    }
    [[nodiscard]] std::uint32_t after(std::uint32_t position) const noexcept {
        return (position + 1) & mask_;
    }
    void rebuild(unsigned bits) noexcept;
    void put(Entry entry) noexcept;

    std::vector<Entry> entries_;
    std::uint32_t size_ = 0;
    std::uint32_t limit_ = 0;  ///< how many may be held before it grows
    std::uint32_t mask_ = 0;
    std::uint32_t shift_ = 32;
};

}  // namespace swarmcore::book
