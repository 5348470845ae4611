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

/// Within what an order's id is its own.
enum class IdScope : std::uint8_t {
    everywhere,  ///< scopes are all 0
    owner,       ///< a scope is the `owner` of the order's node
};

/// Order -> slot in a pool, by open addressing in buckets of one cache line: ten tags, 16 bits of a
/// hash each, are compared at once, and beside them lie their slots. The order itself is compared
/// in its node, which whoever looks it up reads anyway. An order whose bucket is full goes to the
/// next with room, and each bucket counts those that passed it: a search goes on only where some
/// did, and no markers gather.
///
/// Every call takes the pool in which the orders are; the id of one that is in the index may not
/// change.
/// Cost: O(1) expected; allocates only where more are held than ever before, by an eighth of what
/// there is: 9 to 10 bytes an order.
/// Invalidates: a `Place` lives until the index changes.
/// A moved-from index may only be destroyed or assigned to.
/// Threads: one writer; no concurrent readers.
class OrderIndex {
  public:
    /// Where an order is, or where it would go.
    struct Place {
        std::uint32_t hash = 0;
        std::uint32_t bucket = 0;  ///< where it is, or where it belongs
        std::uint32_t lane = 0;
        OrderSlot slot = no_order;  ///< `no_order` where the order is not in the index
        bool strayed = false;       ///< it passed the bucket where it belongs

        [[nodiscard]] bool found() const noexcept { return slot != no_order; }
    };

    /// The beginning of a search: without a branch, for what is done before it is known whether
    /// the order should be there.
    struct Probe {
        std::uint32_t hash = 0;
        std::uint32_t bucket = 0;
        std::uint32_t found = 0;  ///< a bit for each lane of the bucket with the tag
    };

    explicit OrderIndex(IdScope scope = IdScope::everywhere) noexcept : scope_{scope} {}

    [[nodiscard]] Probe probe(OrderKey key) const noexcept { return probe(hash_of(key)); }
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
    void insert(Place place, OrderSlot slot, const OrderPool& orders) noexcept {
        const std::uint32_t room = buckets_[place.bucket].lanes_of(empty);
        if (size_ >= limit_ || room == 0) {
            insert_slowly(place.hash, slot, orders);
        } else {
            buckets_[place.bucket].put(static_cast<std::uint32_t>(std::countr_zero(room)),
                                       tag_of(place.hash), slot);
            ++size_;
        }
    }
    /// Precondition: no order of this id is in the index.
    void insert(OrderId id, OrderSlot slot, const OrderPool& orders) noexcept {
        insert(search(probe({.id = id}), [](OrderSlot) { return false; }), slot, orders);
    }

    /// Precondition: `place` is where a search found an order.
    void erase(Place place) noexcept {
        --size_;
        buckets_[place.bucket].put(place.lane, empty, no_order);
        if (place.strayed) uncount(place);
    }
    /// Precondition: this order is in the index, at `slot`.
    void erase(OrderId id, OrderSlot slot) noexcept { erase(OrderKey{.id = id}, slot); }
    void erase(OrderKey key, OrderSlot slot) noexcept {
        erase(search(probe(key), [slot](OrderSlot candidate) { return candidate == slot; }));
    }

    void prefetch(OrderKey key) const noexcept {
        swarmcore::prefetch(buckets_.data() + home(hash_of(key)));
    }

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    void clear() noexcept;
    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return buckets_.capacity() * sizeof(Bucket);
    }

  private:
    static constexpr std::uint32_t lanes = 10;
    static constexpr std::uint32_t all_lanes = (1U << lanes) - 1;
    static constexpr std::uint16_t empty = 0;  ///< no tag is 0
    /// A count that has come so far tells no longer how many passed, and stays.
    static constexpr std::uint16_t countless = 0xffff;

    struct alignas(64) Bucket {
        std::uint16_t tags[lanes] = {};  // NOLINT(*-avoid-c-arrays): loads of vectors
        std::uint16_t passed = 0;        ///< orders that belong here or before, but came after
        std::uint16_t reserved = 0;
        OrderSlot slots[lanes] = {};  // NOLINT(*-avoid-c-arrays)

        /// A bit for each lane that holds `tag`.
        [[nodiscard]] std::uint32_t lanes_of(std::uint16_t tag) const noexcept {
#if defined(__SSE2__) || defined(_M_X64)
            const auto* const vectors = reinterpret_cast<const __m128i*>(this);
            const __m128i wanted = _mm_set1_epi16(static_cast<short>(tag));
            const __m128i low = _mm_cmpeq_epi16(_mm_load_si128(vectors), wanted);
            // Of the second vector only the first two are tags.
            const __m128i high = _mm_cmpeq_epi16(_mm_load_si128(vectors + 1), wanted);
            return static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_packs_epi16(low, high))) &
                   all_lanes;
#else
            std::uint32_t result = 0;
            for (std::uint32_t lane = 0; lane < lanes; ++lane) {
                result |= static_cast<std::uint32_t>(tags[lane] == tag) << lane;
            }
            return result;
#endif
        }
        void put(std::uint32_t lane, std::uint16_t tag, OrderSlot slot) noexcept {
            tags[lane] = tag;
            slots[lane] = slot;
        }
    };
    static_assert(sizeof(Bucket) == 64, "one cache line");

    /// Fibonacci hashing: ids of a venue count upwards, and the golden ratio spreads them evenly.
    [[nodiscard]] static std::uint32_t hash_of(OrderKey key) noexcept {
        const std::uint64_t mixed =
            static_cast<std::uint64_t>(key.id) + key.scope * 0xd6e8feb86659fd93ULL;
        return static_cast<std::uint32_t>((mixed * 0x9e3779b97f4a7c15ULL) >> 32U);
    }
    [[nodiscard]] std::uint32_t hash_of(const OrderNode& order) const noexcept {
        return hash_of({.id = order.id, .scope = scope_ == IdScope::owner ? order.owner : 0});
    }
    /// The bits that matter least to where it belongs; the lowest is given up, so that no tag is
    /// `empty`.
    [[nodiscard]] static std::uint16_t tag_of(std::uint32_t hash) noexcept {
        return static_cast<std::uint16_t>(hash | 1U);
    }
    /// The hash as a fraction of the buckets: any count of them will do, so that the index grows in
    /// small steps.
    [[nodiscard]] std::uint32_t home(std::uint32_t hash) const noexcept {
        return static_cast<std::uint32_t>((std::uint64_t{hash} * count_) >> 32U);
    }
    [[nodiscard]] std::uint32_t after(std::uint32_t bucket) const noexcept {
        return bucket + 1 == count_ ? 0 : bucket + 1;
    }
    [[nodiscard]] Probe probe(std::uint32_t hash) const noexcept { return probe(hash, home(hash)); }
    [[nodiscard]] Probe probe(std::uint32_t hash, std::uint32_t bucket) const noexcept {
        return {.hash = hash, .bucket = bucket, .found = buckets_[bucket].lanes_of(tag_of(hash))};
    }
    template <class Matches>
    [[nodiscard]] Place search(Probe at, Matches&& matches) const noexcept {
        const std::uint32_t home = at.bucket;
        for (std::uint32_t steps = 0;; ++steps) {
            for (; at.found != 0; at.found &= at.found - 1) {
                const auto lane = static_cast<std::uint32_t>(std::countr_zero(at.found));
                const OrderSlot slot = buckets_[at.bucket].slots[lane];
                if (matches(slot)) {
                    return {.hash = at.hash,
                            .bucket = at.bucket,
                            .lane = lane,
                            .slot = slot,
                            .strayed = steps != 0};
                }
            }
            // Orders that come and go may have passed every bucket there is.
            if (buckets_[at.bucket].passed == 0 || steps == count_) break;
            at = probe(at.hash, after(at.bucket));
        }
        return {.hash = at.hash, .bucket = home};
    }
    /// Where the index has to grow or the order has to pass its bucket.
    void insert_slowly(std::uint32_t hash, OrderSlot slot, const OrderPool& orders) noexcept;
    void put(std::uint32_t hash, OrderSlot slot) noexcept;
    /// An order that left no longer counts in the buckets that it passed.
    void uncount(Place place) noexcept;
    void grow(const OrderPool& orders) noexcept;

    std::vector<Bucket> buckets_ = std::vector<Bucket>(1);
    std::uint32_t size_ = 0;
    std::uint32_t limit_ = 0;  ///< how many may be held before it grows
    std::uint32_t count_ = 1;  ///< of buckets
    IdScope scope_;
};

}  // namespace swarmcore::book
