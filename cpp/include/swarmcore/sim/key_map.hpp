#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace swarmcore::sim {

/// A 64-bit key, say an order's id, -> a small value, by open addressing with linear probing;
/// deletion shifts back what follows, so that no markers gather.
///
/// Cost: O(1) expected; allocates only where it holds more than ever before. Running out of memory
/// ends the process.
/// Invalidates: a pointer to a value lives until the next change.
/// Threads: one writer; no concurrent readers.
template <class Value>
class KeyMap {
  public:
    [[nodiscard]] bool empty() const noexcept { return size_ == 0; }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

    /// The value of a key, or nullptr.
    [[nodiscard]] const Value* find(std::uint64_t key) const noexcept {
        if (size_ == 0) return nullptr;
        const std::size_t position = place_of(key);
        return entries_[position].used ? &entries_[position].value : nullptr;
    }
    [[nodiscard]] Value* find(std::uint64_t key) noexcept {
        return const_cast<Value*>(std::as_const(*this).find(key));
    }
    /// The value of a key, entered as a default one where there was none.
    Value& operator[](std::uint64_t key) noexcept {
        if (2 * (size_ + 1) > entries_.size()) grow();
        Entry& entry = entries_[place_of(key)];
        if (!entry.used) {
            entry = {.key = key, .value = {}, .used = true};
            ++size_;
        }
        return entry.value;
    }
    /// Forgets a key, known or not.
    void erase(std::uint64_t key) noexcept {
        if (size_ == 0) return;
        std::size_t hole = place_of(key);
        if (!entries_[hole].used) return;
        --size_;
        const std::size_t mask = entries_.size() - 1;
        for (std::size_t next = (hole + 1) & mask; entries_[next].used; next = (next + 1) & mask) {
            // An entry may move back to the hole unless its home lies behind the hole.
            const std::size_t travelled = (next - home(entries_[next].key)) & mask;
            if (travelled < ((next - hole) & mask)) continue;
            entries_[hole] = entries_[next];
            hole = next;
        }
        entries_[hole] = {};
    }
    /// Calls `visit(key, value)` for each, in no particular order.
    template <class Visit>
    void visit(Visit&& visit) const {
        for (const Entry& entry : entries_) {
            if (entry.used) visit(entry.key, entry.value);
        }
    }
    void clear() noexcept {
        if (size_ == 0) return;
        for (Entry& entry : entries_) entry = {};
        size_ = 0;
    }

  private:
    struct Entry {
        std::uint64_t key = 0;
        Value value{};
        bool used = false;
    };

    [[nodiscard]] std::size_t home(std::uint64_t key) const noexcept {
        // Fibonacci hashing: ids of a venue count upwards, and the golden ratio spreads them.
        return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15ULL) >> shift_);
    }
    /// Where a key is, or where it would go.
    [[nodiscard]] std::size_t place_of(std::uint64_t key) const noexcept {
        const std::size_t mask = entries_.size() - 1;
        std::size_t position = home(key);
        while (entries_[position].used && entries_[position].key != key) {
            position = (position + 1) & mask;
        }
        return position;
    }
    void grow() noexcept {
        std::vector<Entry> old(entries_.empty() ? 16 : 2 * entries_.size());
        old.swap(entries_);
        shift_ = 64U - static_cast<unsigned>(std::countr_zero(entries_.size()));
        for (const Entry& entry : old) {
            if (entry.used) entries_[place_of(entry.key)] = entry;
        }
    }

    std::vector<Entry> entries_;  ///< a power of two of them, at most half in use
    std::size_t size_ = 0;
    unsigned shift_ = 0;
};

}  // namespace swarmcore::sim
