#include "swarmcore/book/price_ladder.hpp"

#include <algorithm>
#include <limits>

namespace swarmcore::book {

namespace {

constexpr std::size_t least_window = 256;
constexpr std::size_t most_window = 4096;
/// A window is worth its memory where at least one tick in eight is in use.
constexpr std::size_t ticks_per_level = 8;

/// Where the window begins so that three quarters of it lie at or below `best`: a book is deeper
/// behind its best price than the price jumps ahead.
std::int64_t base_for(std::int64_t best, std::size_t size) {
    const auto ticks = static_cast<std::int64_t>(size);
    const std::int64_t below = ticks / 4 * 3;
    constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
    if (best < lowest + below) return lowest;
    return std::min(best - below, highest - ticks + 1);
}

}  // namespace

LevelSlot PriceLadder::next_worse(Price price) const noexcept {
    return best_below(key_of(price)).level;
}

void PriceLadder::clear() noexcept {
    std::ranges::fill(slots_, no_level);
    std::ranges::fill(words_, 0);
    far_.clear();
    summary_ = 0;
    best_ = no_level;
    size_ = 0;
    far_changes_ = 0;
}

std::vector<PriceLadder::Far>::const_iterator PriceLadder::far_at(std::int64_t key) const noexcept {
    return std::ranges::lower_bound(far_, key, {}, &Far::key);
}

PriceLadder::Far PriceLadder::best_below(std::int64_t key) const noexcept {
    Far result{.key = 0, .level = no_level};
    if (summary_ != 0 && key > base_) {
        const std::uint64_t index = std::min<std::uint64_t>(index_of(key), slots_.size());
        if (const std::uint64_t found = highest_below(index); found < slots_.size()) {
            result = {.key = key_at(found), .level = slots_[found]};
        }
    }
    if (const auto above = far_at(key); above != far_.begin()) {
        const Far& far = *std::prev(above);
        if (result.level == no_level || far.key > result.key) result = far;
    }
    return result;
}

LevelSlot PriceLadder::find_far(std::int64_t key) const noexcept {
    const auto found = far_at(key);
    return found != far_.end() && found->key == key ? found->level : no_level;
}

void PriceLadder::insert_far(std::int64_t key, LevelSlot level) noexcept {
    const std::int64_t best = size_ == 0 ? key : std::max(key, best_key_);
    ++far_changes_;
    adapt(best);
    if (const std::uint64_t index = index_of(key); index < slots_.size()) {
        put(index, level);
    } else {
        far_.insert(far_at(key), {.key = key, .level = level});
    }
}

void PriceLadder::erase_far(std::int64_t key) noexcept {
    ++far_changes_;
    far_.erase(far_at(key));
}

void PriceLadder::adapt(std::int64_t best) noexcept {
    if (slots_.empty()) {
        move_window(best, least_window);
        return;
    }
    // A move costs about as much as this many changes outside the window.
    if (summary_ != 0 && far_changes_ < 32 + slots_.size() / 16) return;
    far_changes_ = 0;
    std::size_t size = slots_.size();
    if (size < most_window) {
        const std::int64_t base = base_for(best, size * 2);
        // The last tick of a window may be the last of all prices: no step goes beyond it.
        const auto end = far_at(base + (static_cast<std::int64_t>(size * 2) - 1));
        auto levels = static_cast<std::size_t>(std::distance(far_at(base), end));
        for (const std::uint64_t word : words_) {
            levels += static_cast<std::size_t>(std::popcount(word));
        }
        if (levels * ticks_per_level >= size * 2) size *= 2;
    }
    // The best price may wander over half of the window before a move helps.
    const std::uint64_t position = index_of(best);
    const bool central = position >= slots_.size() / 2 && position < slots_.size() / 8 * 7;
    if (size != slots_.size() || !central) move_window(best, size);
}

void PriceLadder::move_window(std::int64_t best, std::size_t size) noexcept {
    // What is in the window joins the others, all in order; then the new window takes its part out.
    std::vector<Far> inside;
    for (std::uint64_t index = highest_below(slots_.size()); index < slots_.size();
         index = highest_below(index)) {
        inside.push_back({.key = key_at(index), .level = slots_[index]});
        slots_[index] = no_level;
    }
    std::ranges::reverse(inside);
    if (!inside.empty()) far_.insert(far_at(inside.front().key), inside.begin(), inside.end());
    std::ranges::fill(words_, 0);
    summary_ = 0;
    slots_.resize(size, no_level);
    words_.resize(size / word_bits);
    base_ = base_for(best, size);
    const auto first = far_at(base_);
    auto last = first;
    for (; last != far_.end() && index_of(last->key) < size; ++last) {
        put(index_of(last->key), last->level);
    }
    far_.erase(first, last);
}

}  // namespace swarmcore::book
