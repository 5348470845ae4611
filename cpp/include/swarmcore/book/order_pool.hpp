#pragma once

#include <cstddef>
#include <cstdint>
#include <exception>
#include <limits>
#include <vector>

#include "swarmcore/core/prefetch.hpp"
#include "swarmcore/core/units.hpp"

namespace swarmcore::book {

/// The place of an order in its pool, from 1.
using OrderSlot = std::uint32_t;
inline constexpr OrderSlot no_order = 0;

/// The place of a level in its pool, from 1.
using LevelSlot = std::uint32_t;
inline constexpr LevelSlot no_level = 0;

/// A resting order: a link of the queue of its level. Half a cache line, so that none is cut by the
/// border of two.
struct alignas(32) OrderNode {
    OrderId id{};
    Quantity quantity{};  ///< displayed: what counts in the level and in the queue
    OrderSlot next = no_order;
    OrderSlot previous = no_order;
    LevelSlot level = no_level;
    std::uint32_t owner = 0;
};

static_assert(sizeof(OrderNode) == 32, "two orders are one cache line");

/// Records of one kind at places that are handed out and taken back; `Link` is the member that
/// chains the free ones. Place 0 is nobody's: once anything was taken, it can be written without
/// harm, which spares a branch where a link may lead nowhere.
///
/// Cost: O(1); allocates only where more are live than ever before, by a sixteenth of what there
/// is. Running out of memory, or of 32-bit places, ends the process. Invalidates: a reference lives
/// until the next `take`; a slot until it is given back. A moved-from pool may only be destroyed or
/// assigned to. Threads: one writer; no concurrent readers.
template <class Record, std::uint32_t Record::* Link>
class SlotPool {
  public:
    using Slot = std::uint32_t;
    static constexpr Slot none = 0;

    /// A place whose record holds whatever the last user left: the caller writes every member.
    [[nodiscard]] Slot take() noexcept {
        if (free_ == none) return append();
        const Slot slot = free_;
        free_ = records_[slot].*Link;
        return slot;
    }
    void give_back(Slot slot) noexcept {
        records_[slot].*Link = free_;
        free_ = slot;
    }

    [[nodiscard]] Record& operator[](Slot slot) noexcept { return records_[slot]; }
    [[nodiscard]] const Record& operator[](Slot slot) const noexcept { return records_[slot]; }
    void prefetch(Slot slot) const noexcept { swarmcore::prefetch(records_.data() + slot); }

    /// Gives every place back at once; the memory stays.
    void clear() noexcept {
        records_.clear();
        free_ = none;
    }
    [[nodiscard]] std::size_t memory_bytes() const noexcept {
        return records_.capacity() * sizeof(Record);
    }

  private:
    Slot append() noexcept {
        if (records_.empty()) {
            records_.reserve(16);
            records_.emplace_back();
        }
        const std::size_t size = records_.size();
        if (size == records_.capacity()) records_.reserve(size + size / 16 + 16);
        if (size > std::numeric_limits<Slot>::max()) std::terminate();
        records_.emplace_back();
        return static_cast<Slot>(size);
    }

    std::vector<Record> records_;
    Slot free_ = none;
};

using OrderPool = SlotPool<OrderNode, &OrderNode::next>;

}  // namespace swarmcore::book
