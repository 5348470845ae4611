#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace swarmcore::sim {

/// A map from 64-bit keys that lie close together and drift, such as consecutive order ids or the
/// prices of a book: key k stands at k modulo the size, which doubles where two keys meet.
///
/// Cost: O(1), no hashing and no probing; memory for the span of the live keys.
/// Invalidates: what `find` gave, by `insert`.
template <class Value>
class SlidingTable {
  public:
    SlidingTable() : slots_(64) {}

    [[nodiscard]] Value* find(std::uint64_t key) noexcept {
        Slot& slot = slots_[key & (slots_.size() - 1)];
        return slot.used && slot.key == key ? &slot.value : nullptr;
    }
    /// The value of a key, a new one where there is none.
    Value& operator[](std::uint64_t key) {
        while (true) {
            Slot& slot = slots_[key & (slots_.size() - 1)];
            if (!slot.used) {
                slot = {.key = key, .used = true, .value = Value{}};
                return slot.value;
            }
            if (slot.key == key) return slot.value;
            grow();
        }
    }
    void erase(std::uint64_t key) noexcept {
        Slot& slot = slots_[key & (slots_.size() - 1)];
        if (slot.used && slot.key == key) slot.used = false;
    }

  private:
    struct Slot {
        std::uint64_t key = 0;
        bool used = false;
        Value value{};
    };

    void grow() {
        std::vector<Slot> wider(slots_.size() * 2);
        for (Slot& slot : slots_) {
            // Keys that did not meet before do not meet in a table of twice the size.
            if (slot.used) wider[slot.key & (wider.size() - 1)] = std::move(slot);
        }
        slots_.swap(wider);
    }

    std::vector<Slot> slots_;
};

}  // namespace swarmcore::sim
