#include "swarmcore/book/order_index.hpp"

#include <algorithm>
#include <bit>
#include <exception>

namespace swarmcore::book {

namespace {

constexpr unsigned least_bits = 1;
constexpr unsigned most_bits = 29;  // of 8 orders each: as many as slots can name

/// How many orders 2^bits buckets hold before few enough of them would have room.
constexpr std::uint64_t limit_of(unsigned bits) {
    return (std::uint64_t{8} << bits) * 13 / 16;
}

}  // namespace

void OrderIndex::insert_grown(std::uint32_t tag, OrderSlot slot) noexcept {
    // bit_width of 2^bits is bits + 1.
    rebuild(buckets_.empty() ? least_bits : static_cast<unsigned>(std::bit_width(buckets_.size())));
    insert(search(probe(tag), [](OrderSlot) { return false; }), slot);
}

void OrderIndex::reserve(std::size_t count) {
    unsigned bits = least_bits;
    while (bits < most_bits && limit_of(bits) < count) ++bits;
    if (limit_of(bits) > limit_) rebuild(bits);
}

void OrderIndex::clear() noexcept {
    std::ranges::fill(buckets_, Bucket{});
    size_ = 0;
}

void OrderIndex::refill(std::uint32_t bucket, std::uint32_t lane) noexcept {
    for (std::uint32_t index = after(bucket);; index = after(index)) {
        Bucket& candidate = buckets_[index];
        const std::uint32_t distance = (index - bucket) & mask_;
        const bool full = candidate.lanes_of(empty) >> lanes == 0;
        for (std::uint32_t from = 0; from < lanes; ++from) {
            const std::uint32_t tag = candidate.tags[from];
            if (tag == empty || ((index - home(tag)) & mask_) < distance) continue;
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

void OrderIndex::rebuild(unsigned bits) noexcept {
    if (bits > most_bits) std::terminate();
    std::vector<Bucket> old(std::size_t{1} << bits);
    old.swap(buckets_);
    mask_ = static_cast<std::uint32_t>(buckets_.size() - 1);
    shift_ = 32U - bits;
    limit_ = static_cast<std::uint32_t>(std::min<std::uint64_t>(limit_of(bits), no_order - 1));
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
