#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "swarmcore/book/order_pool.hpp"
#include "swarmcore/book/price_level.hpp"
#include "swarmcore/core/choose.hpp"
#include "swarmcore/core/prefetch.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// One side of one instrument: price -> slot of its level, the best price first.
///
/// Around the best price lies a window of ticks, an array of slots with a bit for each that is in
/// use; levels outside it are kept in a sorted array. The window follows the best price, but only
/// after enough levels appeared or went outside it to pay for the move, and it grows only where its
/// ticks are in use: a price a million ticks away costs one entry of the array.
///
/// Precondition: prices are 1 or more.
/// Cost: best O(1); find, insert, erase and next_worse O(1) within the window, O(log levels outside
/// it) and a move of some of them otherwise. Allocates only where the book spreads further than
/// ever before.
/// A moved-from ladder may only be destroyed or assigned to.
/// Threads: one writer; no concurrent readers.
class alignas(64) PriceLadder {
  public:
    explicit PriceLadder(Side side) noexcept : sign_{side == Side::bid ? 1 : -1} {}

    [[nodiscard]] Side side() const noexcept { return sign_ > 0 ? Side::bid : Side::ask; }
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    /// The number of levels.
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    /// The level of the best price, or `no_level`.
    [[nodiscard]] LevelSlot best() const noexcept { return best_; }
    /// Precondition: not empty.
    [[nodiscard]] Price best_price() const noexcept { return price_of(best_key_); }
    /// Whether `price` is worse than the best of this side, which is not empty.
    [[nodiscard]] bool worse_than_best(Price price) const noexcept {
        return key_of(price) < best_key_;
    }

    [[nodiscard]] LevelSlot find(Price price) const noexcept {
        const std::int64_t key = key_of(price);
        const std::uint64_t index = index_of(key);
        return index < slots_.size() ? slots_[index] : find_far(key);
    }
    /// The best level that is worse than `price`, whether there is a level at `price` or not; or
    /// `no_level`. From the best on, it walks all levels.
    [[nodiscard]] LevelSlot next_worse(Price price) const noexcept;

    /// Precondition: there is no level at `price`.
    void insert(Price price, LevelSlot level) noexcept {
        const std::int64_t key = key_of(price);
        const std::uint64_t index = index_of(key);
        if (index < slots_.size()) {
            put(index, level);
        } else {
            insert_far(key, level);
        }
        if (size_ == 0 || key > best_key_) {
            best_key_ = key;
            best_ = level;
        }
        ++size_;
    }
    /// Precondition: there is a level at `price`.
    void erase(Price price) noexcept {
        const std::int64_t key = key_of(price);
        const std::uint64_t index = index_of(key);
        --size_;
        if (index < slots_.size()) {
            slots_[index] = no_level;
            std::uint64_t& word = words_[index / word_bits];
            word &= ~(std::uint64_t{1} << (index % word_bits));
            if (word == 0) summary_ &= ~(std::uint64_t{1} << (index / word_bits));
        } else {
            erase_far(key);
        }
        if (key == best_key_) find_best_below(key);
    }
    void clear() noexcept;

    /// For prefetching, without a branch: asks for the lines of the ladder itself, ...
    void prefetch() const noexcept {
        swarmcore::prefetch(this);
        swarmcore::prefetch(reinterpret_cast<const char*>(this) + 64);
    }
    /// ... then for the line where the level of `price` is looked up, ...
    void prefetch(Price price) const noexcept { swarmcore::prefetch(slots_.data() + near(price)); }
    /// ... and tells the level, if it is in the window, or any other.
    [[nodiscard]] LevelSlot guess(Price price) const noexcept {
        return slots_.empty() ? no_level : slots_[near(price)];
    }
    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return slots_.capacity() * sizeof(LevelSlot) + words_.capacity() * sizeof(std::uint64_t) +
               far_.capacity() * sizeof(Far);
    }

  private:
    static constexpr std::size_t word_bits = 64;

    struct Far {
        std::int64_t key;
        LevelSlot level;
    };

    /// Times the sign; -2^63, which only garbage that is prefetched for has, stays what it is.
    [[nodiscard]] std::int64_t wrapped(std::int64_t value) const noexcept {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(value) *
                                         static_cast<std::uint64_t>(sign_));
    }
    // Inside, a price is a key that grows as the price gets better, on both sides.
    [[nodiscard]] std::int64_t key_of(Price price) const noexcept { return wrapped(price.count()); }
    [[nodiscard]] Price price_of(std::int64_t key) const noexcept { return Price{wrapped(key)}; }
    /// Below the size of the window for a key inside it, beyond for any other.
    [[nodiscard]] std::uint64_t index_of(std::int64_t key) const noexcept {
        return static_cast<std::uint64_t>(key) - static_cast<std::uint64_t>(base_);
    }
    [[nodiscard]] std::int64_t key_at(std::uint64_t index) const noexcept {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(base_) + index);
    }

    /// The index of `price`, or 0 where it is outside the window.
    [[nodiscard]] std::uint64_t near(Price price) const noexcept {
        const std::uint64_t index = index_of(key_of(price));
        return choose(index < slots_.size(), index, std::uint64_t{0});
    }

    void put(std::uint64_t index, LevelSlot level) noexcept {
        slots_[index] = level;
        words_[index / word_bits] |= std::uint64_t{1} << (index % word_bits);
        summary_ |= std::uint64_t{1} << (index / word_bits);
    }
    /// The index of the best level in the window below `index`, which is at most its size; or the
    /// size of the window.
    [[nodiscard]] std::uint64_t highest_below(std::uint64_t index) const noexcept {
        const std::uint64_t word = index / word_bits;
        if (const std::uint64_t bit = index % word_bits; bit != 0) {
            const std::uint64_t lower = words_[word] & ((std::uint64_t{1} << bit) - 1);
            if (lower != 0) return word * word_bits + top_bit(lower);
        }
        if (word == 0) return slots_.size();
        const std::uint64_t words =
            word == word_bits ? summary_ : summary_ & ((std::uint64_t{1} << word) - 1);
        if (words == 0) return slots_.size();
        const std::uint64_t found = top_bit(words);
        return found * word_bits + top_bit(words_[found]);
    }
    [[nodiscard]] static std::uint64_t top_bit(std::uint64_t word) noexcept {
        return static_cast<std::uint64_t>(std::bit_width(word)) - 1;
    }

    /// The best key below `key` and its level, `no_level` where there is none.
    [[nodiscard]] Far best_below(std::int64_t key) const noexcept;
    void find_best_below(std::int64_t key) noexcept {
        const std::uint64_t index = index_of(key);
        // Most often the next level is in the window too, and none outside lies between.
        if (index < slots_.size()) {
            if (const std::uint64_t next = highest_below(index); next < slots_.size()) {
                best_key_ = key_at(next);
                best_ = slots_[next];
                return;
            }
        }
        const Far next = best_below(key);
        best_key_ = next.key;
        best_ = next.level;
    }
    [[nodiscard]] LevelSlot find_far(std::int64_t key) const noexcept;
    void insert_far(std::int64_t key, LevelSlot level) noexcept;
    void erase_far(std::int64_t key) noexcept;
    /// Pays for what happened outside the window by moving it, or making it larger, where that
    /// helps.
    void adapt(std::int64_t best) noexcept;
    void move_window(std::int64_t best, std::size_t size) noexcept;
    [[nodiscard]] std::vector<Far>::const_iterator far_at(std::int64_t key) const noexcept;

    std::int64_t sign_;
    std::int64_t base_ = 0;      ///< the key of the window's first tick
    std::uint64_t summary_ = 0;  ///< a bit for each word that is not 0
    std::int64_t best_key_ = 0;
    LevelSlot best_ = no_level;
    std::uint32_t size_ = 0;
    std::uint32_t far_changes_ = 0;  ///< outside the window since it last moved
    std::vector<LevelSlot> slots_;
    std::vector<std::uint64_t> words_;
    std::vector<Far> far_;  ///< by key, the best last
};

}  // namespace swarmcore::book
