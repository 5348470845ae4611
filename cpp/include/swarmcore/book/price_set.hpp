#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// The prices of one side that are in use, in order, the best one first. It knows no more of them:
/// whoever keeps it keeps what rests there.
///
/// A window of ticks around the best price has a bit for each, in three tiers of words; prices
/// outside it stand in a sorted array. A book by price is wide and thin, so the window is wide: a
/// tick costs a bit of memory. It grows and moves only after enough came or went outside it to pay
/// for that.
///
/// Precondition: prices are 1 or more.
/// Cost: best O(1); insert, erase and the next price O(1) within the window, O(log prices outside
/// it) and a move of some of them otherwise. Allocates only where the prices spread further than
/// ever before: at most about 150 bytes a price.
/// Threads: one writer; no concurrent readers.
class PriceSet {
  public:
    explicit PriceSet(Side side) noexcept : sign_{side == Side::bid ? 1 : -1} {}

    [[nodiscard]] Side side() const noexcept { return sign_ > 0 ? Side::bid : Side::ask; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// Precondition: not empty.
    [[nodiscard]] Price best() const noexcept { return price_of(best_); }
    /// The worst of all. Precondition: not empty.
    [[nodiscard]] Price worst() const noexcept;
    /// The best price worse than `price`, which need not be in the set.
    [[nodiscard]] std::optional<Price> next_worse(Price price) const noexcept {
        const Found found = below(key_of(price));
        return found.any ? std::optional{price_of(found.key)} : std::nullopt;
    }

    /// Precondition: `price` is not in the set.
    void insert(Price price) noexcept {
        const std::int64_t key = key_of(price);
        if (const std::uint64_t index = index_of(key); index < window_) {
            put(index);
        } else {
            insert_far(key);
        }
        if (size_ == 0 || key > best_) best_ = key;
        ++size_;
    }
    /// Precondition: `price` is in the set.
    void erase(Price price) noexcept {
        const std::int64_t key = key_of(price);
        if (const std::uint64_t index = index_of(key); index < window_) {
            take(index);
        } else {
            erase_far(key);
        }
        --size_;
        if (key == best_) best_ = below(key).key;
    }
    void clear() noexcept;

    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return (ticks_.capacity() + words_.capacity() + tops_.capacity()) * sizeof(std::uint64_t) +
               far_.capacity() * sizeof(std::int64_t);
    }

  private:
    static constexpr std::uint64_t word_bits = 64;

    struct Found {
        std::int64_t key = 0;
        bool any = false;
    };

    // Inside, a price is a key that grows as the price gets better, on both sides.
    [[nodiscard]] std::int64_t key_of(Price price) const noexcept { return price.count() * sign_; }
    [[nodiscard]] Price price_of(std::int64_t key) const noexcept { return Price{key * sign_}; }
    /// Below the size of the window for a key inside it, beyond for any other.
    [[nodiscard]] std::uint64_t index_of(std::int64_t key) const noexcept {
        return static_cast<std::uint64_t>(key) - static_cast<std::uint64_t>(base_);
    }
    [[nodiscard]] std::int64_t key_at(std::uint64_t index) const noexcept {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(base_) + index);
    }
    [[nodiscard]] static std::uint64_t bit(std::uint64_t index) noexcept {
        return std::uint64_t{1} << (index % word_bits);
    }
    [[nodiscard]] static std::uint64_t top_bit(std::uint64_t word) noexcept {
        return static_cast<std::uint64_t>(std::bit_width(word)) - 1;
    }

    void put(std::uint64_t index) noexcept {
        const std::uint64_t word = index / word_bits;
        const std::uint64_t top = word / word_bits;
        ticks_[word] |= bit(index);
        words_[top] |= bit(word);
        tops_[top / word_bits] |= bit(top);
    }
    void take(std::uint64_t index) noexcept {
        const std::uint64_t word = index / word_bits;
        ticks_[word] &= ~bit(index);
        if (ticks_[word] != 0) return;
        const std::uint64_t top = word / word_bits;
        words_[top] &= ~bit(word);
        if (words_[top] != 0) return;
        tops_[top / word_bits] &= ~bit(top);
    }

    /// The best key below `key`.
    [[nodiscard]] Found below(std::int64_t key) const noexcept {
        if (const std::uint64_t index = index_of(key); index < window_) {
            // Most often the next price is in the same word or the one before, and none outside the
            // window lies between.
            const std::uint64_t word = index / word_bits;
            if (const std::uint64_t lower = ticks_[word] & (bit(index) - 1); lower != 0) {
                return {.key = key_at(word * word_bits + top_bit(lower)), .any = true};
            }
            const Found found = below_word(word);
            if (found.any) return found;
        }
        return below_anywhere(key);
    }
    /// The best key in the words of the window below `word`.
    [[nodiscard]] Found below_word(std::uint64_t word) const noexcept;
    [[nodiscard]] Found below_anywhere(std::int64_t key) const noexcept;
    [[nodiscard]] std::uint64_t lowest_index() const noexcept;

    void insert_far(std::int64_t key) noexcept;
    void erase_far(std::int64_t key) noexcept;
    /// Pays for what happened outside the window by moving it, or making it larger, where that
    /// helps.
    void adapt(std::int64_t best) noexcept;
    void move_window(std::int64_t best, std::uint64_t window) noexcept;
    [[nodiscard]] std::vector<std::int64_t>::const_iterator far_at(std::int64_t key) const noexcept;

    std::int64_t sign_;
    std::int64_t best_ = 0;
    std::int64_t base_ = 0;     ///< the key of the window's first tick
    std::uint64_t window_ = 0;  ///< its size in ticks
    std::size_t size_ = 0;
    std::size_t far_changes_ = 0;       ///< outside the window since it was last looked at
    std::vector<std::uint64_t> ticks_;  ///< a bit for each tick of the window
    std::vector<std::uint64_t> words_;  ///< a bit for each word of `ticks_` that is not 0
    std::vector<std::uint64_t> tops_;   ///< a bit for each word of `words_` that is not 0
    std::vector<std::int64_t> far_;     ///< the keys outside the window, the best last
};

}  // namespace swarmcore::book
