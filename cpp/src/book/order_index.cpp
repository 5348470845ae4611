#include "swarmcore/book/order_index.hpp"

#include <algorithm>
#include <exception>
#include <limits>

namespace swarmcore::book {

namespace {

constexpr std::size_t least_buckets = 4;

/// Seven orders a bucket of ten leave nearly all of them room for one more.
constexpr std::size_t orders_per_bucket = 7;

}  // namespace

void OrderIndex::insert_slowly(std::uint32_t hash, OrderSlot slot,
                               const OrderPool& orders) noexcept {
    if (size_ >= limit_) grow(orders);
    put(hash, slot);
}

void OrderIndex::put(std::uint32_t hash, OrderSlot slot) noexcept {
    std::uint32_t index = home(hash);
    std::uint32_t room = buckets_[index].lanes_of(empty);
    while (room == 0) {
        std::uint16_t& passed = buckets_[index].passed;
        if (passed != countless) ++passed;
        index = after(index);
        room = buckets_[index].lanes_of(empty);
    }
    buckets_[index].put(static_cast<std::uint32_t>(std::countr_zero(room)), tag_of(hash), slot);
    ++size_;
}

void OrderIndex::uncount(Place place) noexcept {
    for (std::uint32_t index = home(place.hash); index != place.bucket; index = after(index)) {
        std::uint16_t& passed = buckets_[index].passed;
        if (passed != countless) --passed;
    }
}

void OrderIndex::clear() noexcept {
    std::ranges::fill(buckets_, Bucket{});
    size_ = 0;
}

void OrderIndex::grow(const OrderPool& orders) noexcept {
    const std::size_t count = std::max(least_buckets, buckets_.size() + buckets_.size() / 8 + 1);
    if (count * orders_per_bucket > std::numeric_limits<std::uint32_t>::max()) std::terminate();
    std::vector<Bucket> old(count);
    old.swap(buckets_);
    count_ = static_cast<std::uint32_t>(count);
    limit_ = static_cast<std::uint32_t>(count * orders_per_bucket);
    size_ = 0;
    for (const Bucket& bucket : old) {
        for (std::uint32_t lane = 0; lane < lanes; ++lane) {
            if (bucket.tags[lane] == empty) continue;
            const OrderSlot slot = bucket.slots[lane];
            put(hash_of(orders[slot]), slot);
        }
    }
}

}  // namespace swarmcore::book
