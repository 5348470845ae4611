#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#endif

#include "swarmcore/book/order_pool.hpp"
#include "swarmcore/core/choose.hpp"
#include "swarmcore/core/prefetch.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// What an order is known by: its id, and a scope where ids are unique only within one.
struct OrderKey {
    OrderId id{};
    std::uint32_t scope = 0;
};

/// Order -> slot in a pool, by open addressing in buckets of one cache line: eight tags, 32 bits of
/// a hash each, are compared at once, and beside them lie their slots. The order itself is compared
/// in its node, which whoever looks it up reads anyway. An order whose bucket is full goes to the
/// next with room, and comes back when room appears: no markers gather.
///
/// A scope, where one is given, is compared with the node's `owner`.
/// Cost: O(1) expected; allocates only where more are held than ever before, by an eighth of what
/// there is: 13 to 15 bytes an order.
/// Invalidates: a `Place` lives until the index changes.
/// A moved-from index may only be destroyed or assigned to.
/// Threads: one writer; no concurrent readers.
class OrderIndex {
  public:
    /// Where an order is, or where it would go.
    struct Place {
        std::uint32_t tag = 0;
        std::uint32_t bucket = 0;
        std::uint32_t lane = 0;
        bool full = false;          ///< no lane of the bucket is free
        OrderSlot slot = no_order;  ///< `no_order` where the order is not in the index

        [[nodiscard]] bool found() const noexcept { return slot != no_order; }
    };

    /// The beginning of a search: without a branch, for what is done before it is known whether
    /// the order should be there.
    struct Probe {
        std::uint32_t tag = 0;
        std::uint32_t bucket = 0;
        std::uint32_t found = 0;  ///< a bit for each lane of the bucket with this tag
        std::uint32_t room = 0;   ///< a bit for each lane that is free
    };

    [[nodiscard]] Probe probe(OrderKey key) const noexcept { return probe(tag_of(key)); }
    [[nodiscard]] Place search(Probe probe, OrderKey key, const OrderPool& orders) const noexcept {
        return search(probe, [&](OrderSlot slot) {
            const OrderNode& order = orders[slot];
            return order.id == key.id && order.owner == key.scope;
        });
    }
    [[nodiscard]] Place search(OrderKey key, const OrderPool& orders) const noexcept {
        return search(probe(key), key, orders);
    }
    [[nodiscard]] Place search(OrderId id, const OrderPool& orders) const noexcept {
        return search(probe({.id = id}), [&](OrderSlot slot) { return orders[slot].id == id; });
    }
    [[nodiscard]] OrderSlot find(OrderId id, const OrderPool& orders) const noexcept {
        return search(id, orders).slot;
    }
    /// The slot that the order of a probe has if it is here, without a look at its node, to
    /// prefetch that; or 0, or seldom that of another.
    [[nodiscard]] OrderSlot guess(Probe probe) const noexcept {
        const auto lane =
            static_cast<std::uint32_t>(std::countr_zero(probe.found | 1U << (lanes - 1)));
        return choose(probe.found != 0, buckets_[probe.bucket].slots[lane], no_order);
    }

    /// Precondition: `place` is where a search for an order, which it did not find, led.
    void insert(Place place, OrderSlot slot) noexcept {
        if (size_ >= limit_) {
            insert_grown(place.tag, slot);
        } else {
            buckets_[place.bucket].put(place.lane, place.tag, slot);
            ++size_;
        }
    }
    /// Precondition: no order of this id is in the index.
    void insert(OrderId id, OrderSlot slot) noexcept {
        insert(search(probe({.id = id}), [](OrderSlot) { return false; }), slot);
    }

    /// Precondition: `place` is where a search found an order.
    void erase(Place place) noexcept {
        --size_;
        buckets_[place.bucket].put(place.lane, empty, no_order);
        if (place.full) refill(place.bucket, place.lane);
    }
    /// Precondition: this order is in the index, at `slot`.
    void erase(OrderId id, OrderSlot slot) noexcept { erase(OrderKey{.id = id}, slot); }
    void erase(OrderKey key, OrderSlot slot) noexcept {
        erase(search(probe(key), [slot](OrderSlot candidate) { return candidate == slot; }));
    }

    void prefetch(OrderKey key) const noexcept {
        swarmcore::prefetch(buckets_.data() + home(tag_of(key)));
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    void reserve(std::size_t count);
    void clear() noexcept;
    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return buckets_.capacity() * sizeof(Bucket);
    }

  private:
    static constexpr std::uint32_t lanes = 8;
    static constexpr std::uint32_t empty = 0;  ///< no tag is 0

    struct alignas(64) Bucket {
        std::uint32_t tags[lanes] = {};  // NOLINT(*-avoid-c-arrays): one load of a vector
        OrderSlot slots[lanes] = {};     // NOLINT(*-avoid-c-arrays)

        /// A bit for each lane that holds `tag`, and, from bit 8 on, for each that is free.
        [[nodiscard]] std::uint32_t lanes_of(std::uint32_t tag) const noexcept {
#if defined(__SSE2__) || defined(_M_X64)
            const auto* vectors = reinterpret_cast<const __m128i*>(tags);
            const __m128i low = _mm_load_si128(vectors);
            const __m128i high = _mm_load_si128(vectors + 1);
            const auto equal = [&](__m128i wanted) {
                return _mm_packs_epi32(_mm_cmpeq_epi32(low, wanted), _mm_cmpeq_epi32(high, wanted));
            };
            return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(
                equal(_mm_set1_epi32(static_cast<int>(tag))), equal(_mm_setzero_si128()))));
#else
            std::uint32_t result = 0;
            for (std::uint32_t lane = 0; lane < lanes; ++lane) {
                result |= static_cast<std::uint32_t>(tags[lane] == tag) << lane;
                result |= static_cast<std::uint32_t>(tags[lane] == empty) << (lanes + lane);
            }
            return result;
#endif
        }
        void put(std::uint32_t lane, std::uint32_t tag, OrderSlot slot) noexcept {
            tags[lane] = tag;
            slots[lane] = slot;
        }
    };

    /// Fibonacci hashing: ids of a venue count upwards, and the golden ratio spreads them evenly.
    /// The lowest bit is given up, so that no tag is `empty`.
    [[nodiscard]] static std::uint32_t tag_of(OrderKey key) noexcept {
        const std::uint64_t mixed =
            static_cast<std::uint64_t>(key.id) + key.scope * 0xd6e8feb86659fd93ULL;
        return static_cast<std::uint32_t>((mixed * 0x9e3779b97f4a7c15ULL) >> 32U) | 1U;
    }
    /// The tag as a fraction of the buckets: any count of them will do, so that the index grows in
    /// small steps, and from one bucket to the next in order.
    [[nodiscard]] std::uint32_t home(std::uint32_t tag) const noexcept {
        return static_cast<std::uint32_t>((std::uint64_t{tag} * count_) >> 32U);
    }
    [[nodiscard]] std::uint32_t after(std::uint32_t bucket) const noexcept {
        return bucket + 1 == count_ ? 0 : bucket + 1;
    }
    /// How many buckets `to` comes after `from`.
    [[nodiscard]] std::uint32_t distance(std::uint32_t from, std::uint32_t to) const noexcept {
        return to >= from ? to - from : to + count_ - from;
    }
    [[nodiscard]] Probe probe(std::uint32_t tag) const noexcept { return probe(tag, home(tag)); }
    [[nodiscard]] Probe probe(std::uint32_t tag, std::uint32_t bucket) const noexcept {
        const std::uint32_t bits = buckets_[bucket].lanes_of(tag);
        return {.tag = tag, .bucket = bucket, .found = bits & 0xffU, .room = bits >> lanes};
    }
    template <class Matches>
    [[nodiscard]] Place search(Probe at, Matches&& matches) const noexcept {
        while (true) {
            for (; at.found != 0; at.found &= at.found - 1) {
                const auto lane = static_cast<std::uint32_t>(std::countr_zero(at.found));
                const OrderSlot slot = buckets_[at.bucket].slots[lane];
                if (matches(slot)) {
                    return {.tag = at.tag,
                            .bucket = at.bucket,
                            .lane = lane,
                            .full = at.room == 0,
                            .slot = slot};
                }
            }
            if (at.room != 0) {
                const auto lane = static_cast<std::uint32_t>(std::countr_zero(at.room));
                return {.tag = at.tag, .bucket = at.bucket, .lane = lane, .slot = no_order};
            }
            at = probe(at.tag, after(at.bucket));
        }
    }
    void insert_grown(std::uint32_t tag, OrderSlot slot) noexcept;
    /// Brings an order back that went past a bucket, now that it has room.
    void refill(std::uint32_t bucket, std::uint32_t lane) noexcept;
    void rebuild(std::size_t count) noexcept;

    std::vector<Bucket> buckets_ = std::vector<Bucket>(1);
    std::uint32_t size_ = 0;
    std::uint32_t limit_ = 0;  ///< how many may be held before it grows
    std::uint32_t count_ = 1;  ///< of buckets
};

}  // namespace swarmcore::book
