#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

#include "swarmcore/book/far_levels.hpp"
#include "swarmcore/book/order_pool.hpp"
#include "swarmcore/book/price_level.hpp"
#include "swarmcore/core/choose.hpp"
#include "swarmcore/core/prefetch.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// One side of one instrument: price -> slot of its level, the best price first.
///
/// Around the best price lies a window of ticks, an array of slots with a bit for each that is in
/// use; levels outside it are kept sorted (`FarLevels`). A price has its place in the array by its
/// lowest bits, so that a window which follows the best price leaves all that stays inside it where
/// it is. It leaps only after enough levels came and went outside it to pay for that, and it grows
/// only where there are many levels: a price a million ticks away costs one entry of a sorted
/// array.
///
/// Precondition: prices are 1 or more.
/// Cost: best O(1); find, insert, erase and next_worse O(1) within the window, O(log levels)
/// outside it. Allocates only where the book spreads further than ever before. A moved-from ladder
/// may only be destroyed or assigned to. Threads: one writer; no concurrent readers.
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
    /// Whether `price` is worse than the best of this side; no price is where it is empty.
    [[nodiscard]] bool worse_than_best(Price price) const noexcept {
        return key_of(price) < best_key_;
    }

    [[nodiscard]] LevelSlot find(Price price) const noexcept {
        const std::int64_t key = key_of(price);
        return in_window(key) ? slots_[place_of(key)] : find_far(key);
    }
    /// The best level that is worse than `price`, whether there is a level at `price` or not; or
    /// `no_level`. From the best on, it walks all levels.
    [[nodiscard]] LevelSlot next_worse(Price price) const noexcept;

    /// Precondition: there is no level at `price`.
    void insert(Price price, LevelSlot level) noexcept {
        const std::int64_t key = key_of(price);
        if (in_window(key)) {
            ++near_changes_;
            put(key, level);
        } else {
            insert_far(key, level);
        }
        const bool is_best = key > best_key_;
        best_key_ = choose(is_best, key, best_key_);
        best_ = choose(is_best, level, best_);
        ++size_;
    }
    /// Precondition: there is a level at `price`.
    void erase(Price price) noexcept {
        const std::int64_t key = key_of(price);
        --size_;
        if (!in_window(key)) {
            erase_far(key);
            return;
        }
        ++near_changes_;
        take_out(key);
        if (key != best_key_) return;
        // Most often the next level is in the window too, and none outside lies between.
        if (const Near next = near_below(key); next.found) {
            best_key_ = next.key;
            best_ = slots_[place_of(next.key)];
        } else {
            leave_window(key);
        }
    }
    void clear() noexcept;

    /// For prefetching, without a branch: asks for the lines of the ladder itself, ...
    void prefetch() const noexcept {
        swarmcore::prefetch(this);
        swarmcore::prefetch(reinterpret_cast<const char*>(this) + 64);
    }
    /// ... then for the line where the level of `price` is looked up, ...
    void prefetch(Price price) const noexcept {
        swarmcore::prefetch(slots_.data() + place_of(key_of(price)));
    }
    /// ... and tells the level, if it is in the window, or that of another price.
    [[nodiscard]] LevelSlot guess(Price price) const noexcept {
        return slots_.empty() ? no_level : slots_[place_of(key_of(price))];
    }
    [[nodiscard]] std::size_t memory_bytes() const noexcept;

  private:
    static constexpr std::uint64_t word_bits = 64;

    static constexpr std::int64_t no_key = std::numeric_limits<std::int64_t>::min();

    struct Near {
        bool found = false;
        std::int64_t key = 0;
    };

    /// Times the sign; -2^63, which only garbage that is prefetched for has, stays what it is.
    [[nodiscard]] std::int64_t wrapped(std::int64_t value) const noexcept {
        return static_cast<std::int64_t>(static_cast<std::uint64_t>(value) *
                                         static_cast<std::uint64_t>(sign_));
    }
    // Inside, a price is a key that grows as the price gets better, on both sides.
    [[nodiscard]] std::int64_t key_of(Price price) const noexcept { return wrapped(price.count()); }
    [[nodiscard]] Price price_of(std::int64_t key) const noexcept { return Price{wrapped(key)}; }
    [[nodiscard]] static std::uint64_t bits_of(std::int64_t key) noexcept {
        return static_cast<std::uint64_t>(key);
    }
    [[nodiscard]] bool in_window(std::int64_t key) const noexcept {
        return bits_of(key) - bits_of(base_) < slots_.size();
    }
    [[nodiscard]] std::uint64_t place_of(std::int64_t key) const noexcept {
        return bits_of(key) & (slots_.size() - 1);
    }
    [[nodiscard]] std::uint64_t word_of(std::int64_t key) const noexcept {
        return place_of(key) / word_bits;
    }
    /// The bit of a key in its word.
    [[nodiscard]] static std::uint64_t bit_of(std::int64_t key) noexcept {
        return std::uint64_t{1} << (bits_of(key) % word_bits);
    }
    /// The bit of a key's word in the summary: a window has 64 words at most.
    [[nodiscard]] static std::uint64_t summary_bit_of(std::int64_t key) noexcept {
        return std::uint64_t{1} << (bits_of(key) / word_bits % word_bits);
    }

    void put(std::int64_t key, LevelSlot level) noexcept {
        slots_[place_of(key)] = level;
        words_[word_of(key)] |= bit_of(key);
        summary_ |= summary_bit_of(key);
        ++near_count_;
    }
    void take_out(std::int64_t key) noexcept {
        slots_[place_of(key)] = no_level;
        std::uint64_t& word = words_[word_of(key)];
        word &= ~bit_of(key);
        summary_ &= ~choose(word == 0, summary_bit_of(key), std::uint64_t{0});
        --near_count_;
    }
    /// The best key in the window below `key`, which is in it too.
    [[nodiscard]] Near near_below(std::int64_t key) const noexcept {
        const auto first = static_cast<std::int64_t>(bits_of(key) & ~(word_bits - 1));
        if (const std::uint64_t lower = words_[word_of(key)] & (bit_of(key) - 1); lower != 0) {
            return {.found = true, .key = first + top_bit(lower)};
        }
        return near_below_word(first);
    }
    /// The same below the first key of a word of the window.
    [[nodiscard]] Near near_below_word(std::int64_t first) const noexcept {
        return near_below_words((bits_of(first) - bits_of(base_)) / word_bits);
    }
    /// The best key in the first `words` words of the window.
    [[nodiscard]] Near near_below_words(std::uint64_t words) const noexcept {
        // Turned so that the window's first word is the lowest bit.
        const std::uint64_t turned =
            std::rotr(summary_, static_cast<int>(bits_of(base_) / word_bits % word_bits));
        const std::uint64_t lower =
            words == word_bits ? turned : turned & ((std::uint64_t{1} << words) - 1);
        if (lower == 0) return {};
        const std::int64_t found = base_ + top_bit(lower) * static_cast<std::int64_t>(word_bits);
        return {.found = true, .key = found + top_bit(words_[word_of(found)])};
    }
    [[nodiscard]] static std::int64_t top_bit(std::uint64_t word) noexcept {
        return static_cast<std::int64_t>(std::bit_width(word)) - 1;
    }

    [[nodiscard]] LevelSlot find_far(std::int64_t key) const noexcept;
    void insert_far(std::int64_t key, LevelSlot level) noexcept;
    void erase_far(std::int64_t key) noexcept;
    /// The best key below `key` and its level, `no_level` where there is none.
    [[nodiscard]] FarLevels::Entry below(std::int64_t key) const noexcept;
    void find_best_below(std::int64_t key) noexcept;
    /// Finds the best level after that of `key`, which was the last one in the window.
    void leave_window(std::int64_t key) noexcept;
    /// Lets the window leap to the best price, or makes it larger, where that helps, once enough
    /// levels came and went outside it to pay for that.
    void adapt(std::int64_t best) noexcept;
    void grow_window(std::int64_t best) noexcept;
    void move_window(std::int64_t base) noexcept;
    /// Moves the levels from `first` to `last` into the window, in which they must be.
    void pull(std::int64_t first, std::int64_t last) noexcept;
    void put_far(std::int64_t key, LevelSlot level) noexcept;
    /// The last key of a window that begins at `base`.
    [[nodiscard]] std::int64_t last_of(std::int64_t base) const noexcept {
        return base + static_cast<std::int64_t>(slots_.size() - 1);
    }

    // What every message reads fills one line.
    std::int64_t sign_;
    std::int64_t base_ = 0;           ///< the key of the window's first tick, a multiple of 64
    std::uint64_t summary_ = 0;       ///< a bit for each word that is not 0
    std::int64_t best_key_ = no_key;  ///< `no_key` where it is empty
    std::vector<LevelSlot> slots_;
    LevelSlot best_ = no_level;
    std::uint32_t size_ = 0;
    std::vector<std::uint64_t> words_;
    std::unique_ptr<FarLevels> far_;  ///< made when first needed
    std::uint32_t near_count_ = 0;    ///< levels in the window
    std::uint32_t near_changes_ = 0;  ///< levels that came or went in the window, ...
    std::uint32_t far_changes_ = 0;   ///< ... and outside it, since it was last considered
};

static_assert(sizeof(PriceLadder) == 128, "two cache lines");

}  // namespace swarmcore::book
