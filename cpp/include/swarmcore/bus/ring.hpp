#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "swarmcore/bus/cache_line_allocator.hpp"
#include "swarmcore/bus/fence.hpp"
#include "swarmcore/core/event.hpp"

namespace swarmcore::bus {

/// A broadcast ring: one thread writes events, which it numbers 0, 1, 2, …, and every attached
/// reader sees all of them. A *gated* reader holds the writer up: what it has not released is not
/// overwritten, so it reads the slots themselves. A *lossy* reader holds nobody up: it copies a
/// slot and learns from the slot's sequence whether the writer was faster.
///
/// Cost: an event is one cache line written and one read by each reader; the writer looks at the
/// readers' cursors once every half ring. Nothing is allocated after construction.
/// Threads: one writer; up to 64 readers, each one thread at a time.
class Ring {
  public:
    static constexpr std::size_t max_readers = 64;
    /// The sequence in a slot that was never written, or is being written.
    static constexpr std::uint64_t no_sequence = UINT64_MAX;

    /// Throws std::invalid_argument unless `capacity` is a power of two of at least 2.
    explicit Ring(std::size_t capacity);

    [[nodiscard]] std::size_t capacity() const noexcept { return mask_ + 1; }

    /// The number of events published; the sequence that the next one gets.
    [[nodiscard]] std::uint64_t head() const noexcept {
        return head_.load(std::memory_order_acquire);
    }

    // For the writer.

    /// Publishes as many of the events as there is room for, at once, and returns how many.
    std::size_t try_publish(std::span<const Event> events) noexcept;

    /// False, storing nothing, when a gated reader still needs the slot.
    [[nodiscard]] bool try_publish(const Event& event) noexcept {
        if (next_ >= unchecked_until_ && room(1) == 0) return false;
        if (has_lossy_readers()) {
            write_shared(event, next_);
        } else {
            write(event, next_);
        }
        head_.store(++next_, std::memory_order_release);
        return true;
    }

    /// How many of `wanted` events could be published now. It never shrinks but by publishing.
    [[nodiscard]] std::size_t room(std::size_t wanted) noexcept {
        if (next_ + wanted > unchecked_until_) look_for_room();
        return free_until_ > next_ ? static_cast<std::size_t>(free_until_ - next_) : 0;
    }

    /// Gated readers that were half a ring behind or more at the last look at their cursors, as
    /// bits; they are named once.
    [[nodiscard]] std::uint64_t take_laggards() noexcept {
        const std::uint64_t laggards = laggards_;
        laggards_ = 0;
        return laggards;
    }

    /// The gated reader that is furthest behind, or `max_readers` where there is none.
    [[nodiscard]] std::size_t slowest_reader() const noexcept;

    // For readers; `reader` is below `max_readers` and belongs to the caller.

    /// Attaches a lossy reader and returns where it begins: the head.
    [[nodiscard]] std::uint64_t attach_lossy(std::size_t reader) noexcept;

    /// Makes a gated reader lossy.
    void become_lossy(std::size_t reader) noexcept;

    /// Attaches a gated reader, or makes a lossy one gated, that has read all before `from`. Events
    /// from the returned sequence on are safe until released; those between were published
    /// meanwhile, or before, and may be overwritten: a lossy reader goes on copying them.
    [[nodiscard]] std::uint64_t attach_gated(std::size_t reader, std::uint64_t from) noexcept;

    /// Ends a reader; it holds nobody up any more.
    void detach(std::size_t reader) noexcept;

    /// Says that all before `until` has been read.
    void release(std::size_t reader, std::uint64_t until) noexcept {
        cursors_[reader].position.store(until, std::memory_order_release);
    }

    /// The longest contiguous run of published events from `from` on, at most `limit` and below
    /// `until`. For gated readers.
    [[nodiscard]] std::span<const Event> read(std::uint64_t from, std::uint64_t until,
                                              std::size_t limit) const noexcept {
        const std::size_t first = from & mask_;
        const std::size_t count = static_cast<std::size_t>(until - from);
        const std::size_t bounded = count < limit ? count : limit;
        const std::size_t contiguous = capacity() - first;
        return {slots_.data() + first, bounded < contiguous ? bounded : contiguous};
    }

    /// Copies a published event; false where it has been overwritten. For lossy readers.
    [[nodiscard]] bool copy(std::uint64_t sequence, Event& event) const noexcept;

    /// The oldest event that an attached reader may still ask for. For any thread.
    [[nodiscard]] std::uint64_t oldest_needed() const noexcept;

  private:
    struct alignas(64) Cursor {
        std::atomic<std::uint64_t> position{0};
    };

    // As with gated readers (see `room`): a lossy reader sets its bit, passes the heavy fence and
    // reads the head where it begins. A call that does not see the bit began at that head or before
    // and overwrites nothing after it.
    [[nodiscard]] bool has_lossy_readers() const noexcept {
        light_fence();
        return lossy_.load(std::memory_order_acquire) != 0;
    }
    void look_for_room() noexcept;
    void write(const Event& event, std::uint64_t sequence) noexcept {
        Event& slot = slots_[sequence & mask_];
        slot = event;
        slot.sequence = sequence;
    }
    /// Where a reader may be copying the slot.
    void write_shared(const Event& event, std::uint64_t sequence) noexcept;

    // Lossy readers read slots that are being written, atomically, so they are not const for them.
    mutable std::vector<Event, CacheLineAllocator<Event>> slots_;
    std::size_t mask_;
    std::array<Cursor, max_readers> cursors_{};
    alignas(64) std::atomic<std::uint64_t> attached_{0};  // readers, as bits
    std::atomic<std::uint64_t> gated_{0};                 // those that hold the writer up
    std::atomic<std::uint64_t> lossy_{0};                 // those that were ever lossy

    // The writer's own line and, on another, what all read of it.
    alignas(64) std::uint64_t next_ = 0;
    std::uint64_t unchecked_until_ = 0;  // may be written up to here without looking at cursors
    std::uint64_t free_until_ = 0;       // free as of the last look
    std::uint64_t laggards_ = 0;
    alignas(64) std::atomic<std::uint64_t> head_{0};
};

}  // namespace swarmcore::bus
