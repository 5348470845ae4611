#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace swarmcore::book {

/// A value for each pair of an instrument and an owner other than 0, by open addressing.
/// Pairs are never taken out: there are no more than owners that ever traded.
///
/// Cost: O(1) expected; allocates only for a new pair.
/// Invalidates: a reference lives until the next `at`.
template <class Value>
class OwnerTable {
  public:
    struct Entry {
        std::uint64_t key = 0;  ///< 0: unused, since no owner is 0
        Value value{};
    };

    /// The value of a pair, new if need be.
    [[nodiscard]] Value& at(std::uint16_t instrument, std::uint32_t owner) noexcept {
        const std::uint64_t key = key_of(instrument, owner);
        if (!entries_.empty()) {
            Entry& entry = entries_[position(key)];
            if (entry.key == key) return entry.value;
            if (size_ < entries_.size() / 4 * 3) {
                entry.key = key;
                ++size_;
                return entry.value;
            }
        }
        grow();
        return at(instrument, owner);
    }
    /// The value of a pair, or nothing.
    [[nodiscard]] const Value* find(std::uint16_t instrument, std::uint32_t owner) const noexcept {
        if (entries_.empty()) return nullptr;
        const std::uint64_t key = key_of(instrument, owner);
        const Entry& entry = entries_[position(key)];
        return entry.key == key ? &entry.value : nullptr;
    }
    /// Calls `visit(instrument, owner, value)` for each pair, in no order that means anything.
    template <class Visit>
    void each(Visit visit) const {
        for (const Entry& entry : entries_) {
            if (entry.key == 0) continue;
            visit(static_cast<std::uint16_t>(entry.key >> 32U),
                  static_cast<std::uint32_t>(entry.key), entry.value);
        }
    }

    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return entries_.capacity() * sizeof(Entry);
    }

  private:
    static std::uint64_t key_of(std::uint16_t instrument, std::uint32_t owner) noexcept {
        return std::uint64_t{instrument} << 32U | owner;
    }
    /// Where a key is, or the unused place where it would go.
    [[nodiscard]] std::size_t position(std::uint64_t key) const noexcept {
        std::size_t place = static_cast<std::size_t>((key * 0x9e3779b97f4a7c15ULL) >> shift_);
        while (entries_[place].key != 0 && entries_[place].key != key) {
            place = (place + 1) & (entries_.size() - 1);
        }
        return place;
    }
    void grow() noexcept {
        std::vector<Entry> old(entries_.empty() ? 16 : entries_.size() * 2);
        old.swap(entries_);
        shift_ = 64U - static_cast<unsigned>(std::countr_zero(entries_.size()));
        for (const Entry& entry : old) {
            if (entry.key != 0) entries_[position(entry.key)] = entry;
        }
    }

    std::vector<Entry> entries_;
    std::size_t size_ = 0;
    unsigned shift_ = 64;
};

}  // namespace swarmcore::book
