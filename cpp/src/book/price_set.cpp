#include "swarmcore/book/price_set.hpp"

#include <algorithm>
#include <iterator>
#include <limits>

namespace swarmcore::book {

namespace {

constexpr std::uint64_t least_window = 1U << 12U;
constexpr std::uint64_t most_window = 1U << 20U;
/// A bit a tick: 128 bytes of window for each price at most.
constexpr std::uint64_t ticks_per_price = 1024;

/// Where the window begins so that three quarters of it lie at or below `best`: a book is deeper
/// behind its best price than the price jumps ahead.
std::int64_t base_for(std::int64_t best, std::uint64_t window) {
    const auto ticks = static_cast<std::int64_t>(window);
    const std::int64_t below = ticks / 4 * 3;
    constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
    constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
    if (best < lowest + below) return lowest;
    return std::min(best - below, highest - ticks + 1);
}

}  // namespace

Price PriceSet::worst() const noexcept {
    const std::uint64_t index = lowest_index();
    if (index == window_) return price_of(far_.front());
    const std::int64_t key = key_at(index);
    return price_of(far_.empty() ? key : std::min(key, far_.front()));
}

void PriceSet::clear() noexcept {
    std::ranges::fill(ticks_, 0);
    std::ranges::fill(words_, 0);
    std::ranges::fill(tops_, 0);
    far_.clear();
    size_ = 0;
    far_changes_ = 0;
}

PriceSet::Found PriceSet::below_word(std::uint64_t word) const noexcept {
    std::uint64_t top = word / word_bits;
    std::uint64_t words = words_[top] & (bit(word) - 1);
    if (words == 0) {
        std::uint64_t group = top / word_bits;
        std::uint64_t tops = tops_[group] & (bit(top) - 1);
        while (tops == 0) {
            if (group == 0) return {};
            tops = tops_[--group];
        }
        top = group * word_bits + top_bit(tops);
        words = words_[top];
    }
    const std::uint64_t found = top * word_bits + top_bit(words);
    return {.key = key_at(found * word_bits + top_bit(ticks_[found])), .any = true};
}

PriceSet::Found PriceSet::below_anywhere(std::int64_t key) const noexcept {
    Found found;
    if (window_ != 0 && key > base_) {
        const std::uint64_t index = index_of(key);
        // A key inside the window was looked for there already, in vain.
        if (index >= window_) {
            const std::uint64_t last = window_ / word_bits - 1;
            found =
                ticks_[last] != 0
                    ? Found{.key = key_at(last * word_bits + top_bit(ticks_[last])), .any = true}
                    : below_word(last);
        }
    }
    if (const auto above = far_at(key); above != far_.begin()) {
        const std::int64_t far = *std::prev(above);
        if (!found.any || far > found.key) found = {.key = far, .any = true};
    }
    return found;
}

std::uint64_t PriceSet::lowest_index() const noexcept {
    for (std::uint64_t group = 0; group < tops_.size(); ++group) {
        if (tops_[group] == 0) continue;
        const auto lowest = [](std::uint64_t word) {
            return static_cast<std::uint64_t>(std::countr_zero(word));
        };
        const std::uint64_t top = group * word_bits + lowest(tops_[group]);
        const std::uint64_t word = top * word_bits + lowest(words_[top]);
        return word * word_bits + lowest(ticks_[word]);
    }
    return window_;
}

std::vector<std::int64_t>::const_iterator PriceSet::far_at(std::int64_t key) const noexcept {
    return std::ranges::lower_bound(far_, key);
}

void PriceSet::insert_far(std::int64_t key) noexcept {
    ++far_changes_;
    adapt(size_ == 0 ? key : std::max(key, best_));
    if (const std::uint64_t index = index_of(key); index < window_) {
        put(index);
    } else {
        far_.insert(far_at(key), key);
    }
}

void PriceSet::erase_far(std::int64_t key) noexcept {
    ++far_changes_;
    far_.erase(far_at(key));
}

void PriceSet::adapt(std::int64_t best) noexcept {
    if (size_ == 0) {
        move_window(best, std::max(window_, least_window));
        return;
    }
    // A look at all prices costs about as much as this many changes outside the window.
    if (far_changes_ < 64 + size_ / 4) return;
    far_changes_ = 0;
    std::uint64_t window = window_;
    const std::uint64_t most = std::min<std::uint64_t>(most_window, ticks_per_price * size_);
    while (window * 2 <= most) {
        const std::int64_t base = base_for(best, window * 2);
        const auto last = base + static_cast<std::int64_t>(window * 2 - 1);
        const auto gained = std::distance(far_at(base), far_at(last));
        if (static_cast<std::size_t>(gained) * 16 < size_) break;
        window *= 2;
    }
    // The best price may wander over half of the window before a move helps.
    const std::uint64_t position = index_of(best);
    const bool central = position >= window_ / 2 && position < window_ / 16 * 15;
    if (window != window_ || !central) move_window(best, window);
}

void PriceSet::move_window(std::int64_t best, std::uint64_t window) noexcept {
    // What is in the window joins the others, all in order; then the new window takes its part out.
    const auto above = std::distance(far_.cbegin(), far_at(base_));
    const auto outside = static_cast<std::ptrdiff_t>(far_.size());
    const auto inside = static_cast<std::ptrdiff_t>(size_) - outside;
    far_.resize(size_);
    std::move_backward(far_.begin() + above, far_.begin() + outside, far_.end());
    for (auto key = far_.begin() + above; key != far_.begin() + above + inside; ++key) {
        const std::uint64_t index = lowest_index();
        *key = key_at(index);
        take(index);
    }
    window_ = window;
    const std::uint64_t words = window / word_bits;
    const std::uint64_t tops = words / word_bits;
    ticks_.resize(words);
    words_.resize(tops);
    tops_.resize((tops + word_bits - 1) / word_bits);
    base_ = base_for(best, window);
    const auto first = far_at(base_);
    auto last = first;
    for (; last != far_.end() && index_of(*last) < window_; ++last) put(index_of(*last));
    far_.erase(first, last);
}

}  // namespace swarmcore::book
