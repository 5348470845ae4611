#include "swarmcore/book/order_index.hpp"

#include <algorithm>
#include <bit>
#include <exception>

namespace swarmcore::book {

namespace {

constexpr unsigned least_bits = 4;
constexpr unsigned most_bits = 32;

/// How many of 2^bits entries may be in use: probes stay short up to three quarters.
constexpr std::uint64_t limit_of(unsigned bits) {
    return (std::uint64_t{3} << bits) / 4;
}

}  // namespace

void OrderIndex::grow() noexcept {
    // bit_width of 2^bits is bits + 1.
    rebuild(entries_.empty() ? least_bits : static_cast<unsigned>(std::bit_width(entries_.size())));
}

void OrderIndex::reserve(std::size_t count) {
    unsigned bits = least_bits;
    while (bits < most_bits && limit_of(bits) < count) ++bits;
    if (limit_of(bits) > limit_) rebuild(bits);
}

void OrderIndex::clear() noexcept {
    std::ranges::fill(entries_, Entry{});
    size_ = 0;
}

void OrderIndex::rebuild(unsigned bits) noexcept {
    if (bits >= most_bits) std::terminate();
    std::vector<Entry> old(std::size_t{1} << bits);
    old.swap(entries_);
    mask_ = static_cast<std::uint32_t>(entries_.size() - 1);
    shift_ = 32U - bits;
    limit_ = static_cast<std::uint32_t>(limit_of(bits));
    for (const Entry entry : old) {
        if (entry.slot != no_order) put(entry);
    }
}

void OrderIndex::put(Entry entry) noexcept {
    std::uint32_t position = home(entry.hash);
    while (entries_[position].slot != no_order) position = after(position);
    entries_[position] = entry;
}

}  // namespace swarmcore::book
