#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "swarmcore/book/order_pool.hpp"

namespace swarmcore::book {

/// The levels of a ladder outside its window, sorted by key, in blocks of up to 32: a level comes
/// and goes at the price of moving a part of one block, wherever it is. Most come and go at the
/// best end, the back, where looking begins.
///
/// Cost: O(log levels), and within a block O(its size); allocates only where more blocks are used
/// than ever before.
/// Threads: one writer; no concurrent readers.
class FarLevels {
  public:
    struct Entry {
        std::int64_t key = 0;
        LevelSlot level = no_level;
    };

    [[nodiscard]] bool empty() const noexcept { return blocks_.empty(); }
    /// The level of a key, or `no_level`.
    [[nodiscard]] LevelSlot find(std::int64_t key) const noexcept;
    /// The highest key below `key`; its level is `no_level` where there is none.
    [[nodiscard]] Entry below(std::int64_t key) const noexcept;

    /// Precondition: the key is not here.
    void insert(Entry entry) noexcept;
    /// Precondition: the key is here.
    void erase(std::int64_t key) noexcept;
    void clear() noexcept;

    [[nodiscard]] std::size_t memory_bytes() const noexcept;

  private:
    static constexpr std::size_t most_entries = 32;
    static constexpr std::size_t few_entries = 12;  ///< in two blocks, which then become one

    using Block = std::vector<Entry>;

    /// The block in which `key` is or would be; there is one at least. `guess` is looked at first.
    [[nodiscard]] std::size_t block_of(std::int64_t key, std::size_t guess) const noexcept;
    /// The place in a block of the first key that is not below `key`.
    [[nodiscard]] static std::size_t place_in(const Block& block, std::int64_t key) noexcept;
    // At the best end no block is looked for.
    void push_back(Entry entry) noexcept;
    void pop_back() noexcept;
    /// Makes room in a full block and returns which one is now for `key`.
    [[nodiscard]] std::size_t split(std::size_t index, std::int64_t key) noexcept;
    void add_block(std::size_t at) noexcept;
    void drop_block(std::size_t at) noexcept;

    std::vector<std::int64_t> firsts_;  ///< the lowest key of each block: what a search reads
    std::vector<Block> blocks_;         ///< none is empty
    std::vector<Block> spares_;         ///< empty, with their memory
    // Guesses, for levels come and go where others just did.
    std::size_t inserted_ = 0;  ///< the block of the last to come, ...
    std::size_t erased_ = 0;    ///< ... and of the last to leave, except at the best end
};

}  // namespace swarmcore::book
