#include "swarmcore/book/price_ladder.hpp"

#include <algorithm>
#include <limits>

namespace swarmcore::book {

namespace {

constexpr std::size_t least_window = 128;
constexpr std::size_t most_window = 4096;
/// A window may have so many ticks for each level of its side, in it or not: 32 bytes a level, as
/// much as the level itself.
constexpr std::size_t ticks_per_level = 8;

constexpr std::int64_t lowest_key = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest_key = std::numeric_limits<std::int64_t>::max();

/// Where the window begins so that about five eighths of it lie below `best`: a book is deeper
/// behind its best price than the price jumps ahead. A multiple of 64.
std::int64_t base_for(std::int64_t best, std::size_t size) {
    const std::size_t below = size / 64 * 5 / 8 * 64;
    const std::uint64_t word = static_cast<std::uint64_t>(best) & ~std::uint64_t{63};
    const auto base = static_cast<std::int64_t>(word - below);
    if (base > best) return lowest_key;
    return std::min(base, highest_key - static_cast<std::int64_t>(size) + 1);
}

}  // namespace

LevelSlot PriceLadder::next_worse(Price price) const noexcept {
    return below(key_of(price)).level;
}

void PriceLadder::clear() noexcept {
    std::ranges::fill(slots_, no_level);
    std::ranges::fill(words_, 0);
    if (far_) far_->clear();
    summary_ = 0;
    best_ = no_level;
    best_key_ = no_key;
    size_ = 0;
    near_count_ = near_changes_ = far_changes_ = 0;
}

FarLevels::Entry PriceLadder::below(std::int64_t key) const noexcept {
    FarLevels::Entry near;
    if (near_count_ != 0 && key > base_) {
        const bool inside = in_window(key);
        const Near found = inside ? near_below(key) : near_below_words(words_.size());
        if (found.found) {
            near = {.key = found.key, .level = slots_[place_of(found.key)]};
            // None outside the window lies between two within.
            if (inside) return near;
        }
    }
    if (!far_) return near;
    const FarLevels::Entry far = far_->below(key);
    return near.level == no_level || (far.level != no_level && far.key > near.key) ? far : near;
}

LevelSlot PriceLadder::find_far(std::int64_t key) const noexcept {
    return far_ ? far_->find(key) : no_level;
}

void PriceLadder::find_best_below(std::int64_t key) noexcept {
    const FarLevels::Entry next = below(key);
    best_ = next.level;
    best_key_ = best_ == no_level ? no_key : next.key;
}

void PriceLadder::leave_window(std::int64_t key) noexcept {
    find_best_below(key);
    // The window is empty: it may go wherever it likes.
    if (best_ != no_level) move_window(base_for(best_key_, slots_.size()));
}

void PriceLadder::insert_far(std::int64_t key, LevelSlot level) noexcept {
    const bool is_best = key > best_key_;
    if (slots_.empty()) {
        slots_.resize(least_window, no_level);
        words_.resize(least_window / word_bits);
        base_ = base_for(key, least_window);
    } else if (is_best) {
        // The window follows a price that runs ahead, unless it would lose what is close behind.
        const std::int64_t base = base_for(key, slots_.size());
        if (near_count_ == 0 || bits_of(base) - bits_of(base_) <= slots_.size() / 2) {
            move_window(base);
        } else {
            ++far_changes_;
            adapt(key);
        }
    } else {
        ++far_changes_;
        adapt(best_key_);
    }
    if (in_window(key)) {
        put(key, level);
    } else {
        put_far(key, level);
    }
}

void PriceLadder::erase_far(std::int64_t key) noexcept {
    far_->erase(key);
    if (key == best_key_) find_best_below(key);
    ++far_changes_;
    if (size_ != 0) adapt(best_key_);
}

void PriceLadder::adapt(std::int64_t best) noexcept {
    // A leap costs about as much as this many changes outside the window.
    if (far_changes_ < 16 + near_count_ / 2) return;
    const bool busier_outside = far_changes_ >= near_changes_;
    near_changes_ = far_changes_ = 0;
    if (!busier_outside) return;
    if (slots_.size() < most_window && slots_.size() * 2 <= size_ * ticks_per_level) {
        grow_window(best);
    } else if (!in_window(best) || bits_of(best) - bits_of(base_) < slots_.size() / 4) {
        move_window(base_for(best, slots_.size()));
    }
}

void PriceLadder::grow_window(std::int64_t best) noexcept {
    std::vector<FarLevels::Entry> levels;
    levels.reserve(near_count_);
    for (Near near = near_below_words(words_.size()); near.found; near = near_below(near.key)) {
        levels.push_back({.key = near.key, .level = slots_[place_of(near.key)]});
    }
    slots_.assign(slots_.size() * 2, no_level);
    words_.assign(words_.size() * 2, 0);
    summary_ = 0;
    near_count_ = 0;
    base_ = base_for(best, slots_.size());
    for (const FarLevels::Entry& entry : levels) {
        if (in_window(entry.key)) {
            put(entry.key, entry.level);
        } else {
            put_far(entry.key, entry.level);
        }
    }
    pull(base_, last_of(base_));
}

void PriceLadder::move_window(std::int64_t base) noexcept {
    if (base == base_) return;
    const std::int64_t old_base = base_;
    const std::int64_t old_last = last_of(old_base);
    const std::int64_t last = last_of(base);
    const auto spill = [&](std::int64_t key) {
        put_far(key, slots_[place_of(key)]);
        take_out(key);
    };
    // What both hold stays in its place.
    if (base > old_base) {
        const std::uint64_t words =
            std::min<std::uint64_t>((bits_of(base) - bits_of(old_base)) / word_bits, words_.size());
        for (Near near = near_below_words(words); near.found; near = near_below_words(words)) {
            spill(near.key);
        }
    } else {
        for (Near near = near_below_words(words_.size()); near.found && near.key > last;
             near = near_below_words(words_.size())) {
            spill(near.key);
        }
    }
    base_ = base;
    if (base > old_last || last < old_base) {
        pull(base, last);
    } else if (base > old_base) {
        pull(old_last + 1, last);
    } else {
        pull(base, old_base - 1);
    }
}

void PriceLadder::pull(std::int64_t first, std::int64_t last) noexcept {
    if (!far_) return;
    const auto take = [&](FarLevels::Entry entry) {
        put(entry.key, entry.level);
        far_->erase(entry.key);
    };
    if (const LevelSlot level = far_->find(last); level != no_level) {
        take({.key = last, .level = level});
    }
    for (FarLevels::Entry entry = far_->below(last); entry.level != no_level && entry.key >= first;
         entry = far_->below(last)) {
        take(entry);
    }
}

void PriceLadder::put_far(std::int64_t key, LevelSlot level) noexcept {
    if (!far_) far_ = std::make_unique<FarLevels>();
    far_->insert({.key = key, .level = level});
}

std::size_t PriceLadder::memory_bytes() const noexcept {
    return slots_.capacity() * sizeof(LevelSlot) + words_.capacity() * sizeof(std::uint64_t) +
           (far_ ? sizeof(FarLevels) + far_->memory_bytes() : 0);
}

}  // namespace swarmcore::book
