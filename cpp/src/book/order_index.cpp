#include "swarmcore/book/order_index.hpp"

#include <algorithm>
#include <exception>
#include <limits>

namespace swarmcore::book {

namespace {

constexpr std::size_t least_buckets = 4;

/// Five orders a bucket of eight leave nearly all of them room for one more.
constexpr std::size_t orders_per_bucket = 5;

constexpr std::size_t limit_of(std::size_t buckets) {
    return buckets * orders_per_bucket;
}

}  // namespace

void OrderIndex::insert_grown(std::uint32_t tag, OrderSlot slot) noexcept {
    rebuild(std::max(least_buckets, buckets_.size() + buckets_.size() / 8 + 1));
    insert(search(probe(tag), [](OrderSlot) { return false; }), slot);
}

void OrderIndex::reserve(std::size_t count) {
    const std::size_t buckets = std::max(least_buckets, count / orders_per_bucket + 1);
    if (limit_of(buckets) > limit_) rebuild(buckets);
}

void OrderIndex::clear() noexcept {
    std::ranges::fill(buckets_, Bucket{});
    size_ = 0;
}

void OrderIndex::refill(std::uint32_t bucket, std::uint32_t lane) noexcept {
    for (std::uint32_t index = after(bucket);; index = after(index)) {
        Bucket& candidate = buckets_[index];
        const std::uint32_t back = distance(bucket, index);
        const bool full = candidate.lanes_of(empty) >> lanes == 0;
        for (std::uint32_t from = 0; from < lanes; ++from) {
            const std::uint32_t tag = candidate.tags[from];
            if (tag == empty || distance(home(tag), index) < back) continue;
            buckets_[bucket].put(lane, tag, candidate.slots[from]);
            candidate.put(from, empty, no_order);
            bucket = index;
            lane = from;
            break;
        }
        // Nothing went past a bucket that had room.
        if (!full) return;
    }
}

void OrderIndex::rebuild(std::size_t count) noexcept {
    if (limit_of(count) > std::numeric_limits<std::uint32_t>::max()) std::terminate();
    std::vector<Bucket> old(count);
    old.swap(buckets_);
    count_ = static_cast<std::uint32_t>(count);
    limit_ = static_cast<std::uint32_t>(limit_of(count));
    size_ = 0;
    for (const Bucket& bucket : old) {
        for (std::uint32_t lane = 0; lane < lanes; ++lane) {
            if (bucket.tags[lane] == empty) continue;
            insert(search(probe(bucket.tags[lane]), [](OrderSlot) { return false; }),
                   bucket.slots[lane]);
        }
    }
}

}  // namespace swarmcore::book
