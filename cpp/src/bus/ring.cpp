#include "swarmcore/bus/ring.hpp"

#include <algorithm>
#include <bit>
#include <stdexcept>
#include <string>

#include "swarmcore/bus/shared_event.hpp"

namespace swarmcore::bus {

namespace {

std::size_t checked(std::size_t capacity) {
    if (capacity < 2 || !std::has_single_bit(capacity)) {
        throw std::invalid_argument{"capacity: expected a power of two of at least 2, was " +
                                    std::to_string(capacity)};
    }
    return capacity;
}

constexpr std::uint64_t bit(std::size_t reader) noexcept {
    return std::uint64_t{1} << reader;
}

Event unwritten() noexcept {
    Event event;
    event.sequence = Ring::no_sequence;
    return event;
}

}  // namespace

Ring::Ring(std::size_t capacity) : slots_(checked(capacity), unwritten()), mask_{capacity - 1} {}

std::size_t Ring::try_publish(std::span<const Event> events) noexcept {
    std::size_t count = events.size();
    if (next_ + count > unchecked_until_) count = std::min(count, room(count));
    if (has_lossy_readers()) {
        for (std::size_t i = 0; i < count; ++i) write_shared(events[i], next_ + i);
    } else {
        for (std::size_t i = 0; i < count; ++i) write(events[i], next_ + i);
    }
    next_ += count;
    head_.store(next_, std::memory_order_release);
    return count;
}

// What is free once stays so: a reader that becomes gated begins at the head.
void Ring::look_for_room() noexcept {
    // A reader that comes to be gated stores its cursor, passes the heavy fence and reads the head;
    // one that this look misses finds there the head that this look began with.
    light_fence();
    const std::size_t half = capacity() / 2;
    std::uint64_t oldest = next_;
    for (auto readers = gated_.load(std::memory_order_acquire); readers != 0;
         readers &= readers - 1) {
        const auto reader = static_cast<std::size_t>(std::countr_zero(readers));
        const auto position = cursors_[reader].position.load(std::memory_order_acquire);
        oldest = std::min(oldest, position);
        if (next_ - position >= half) laggards_ |= bit(reader);
    }
    free_until_ = oldest + capacity();
    unchecked_until_ = std::min(free_until_, next_ + half);
}

std::size_t Ring::slowest_reader() const noexcept {
    std::size_t slowest = max_readers;
    std::uint64_t oldest = UINT64_MAX;
    for (auto readers = gated_.load(std::memory_order_acquire); readers != 0;
         readers &= readers - 1) {
        const auto reader = static_cast<std::size_t>(std::countr_zero(readers));
        const auto position = cursors_[reader].position.load(std::memory_order_acquire);
        if (position < oldest) {
            oldest = position;
            slowest = reader;
        }
    }
    return slowest;
}

std::uint64_t Ring::attach_lossy(std::size_t reader) noexcept {
    lossy_.fetch_or(bit(reader), std::memory_order_acq_rel);
    heavy_fence();
    const std::uint64_t first = head();
    cursors_[reader].position.store(first, std::memory_order_release);
    attached_.fetch_or(bit(reader), std::memory_order_acq_rel);
    return first;
}

// In this order: a writer that finds the reader gated no more finds it lossy.
void Ring::become_lossy(std::size_t reader) noexcept {
    lossy_.fetch_or(bit(reader), std::memory_order_acq_rel);
    gated_.fetch_and(~bit(reader), std::memory_order_acq_rel);
}

std::uint64_t Ring::attach_gated(std::size_t reader, std::uint64_t from) noexcept {
    cursors_[reader].position.store(from, std::memory_order_release);
    attached_.fetch_or(bit(reader), std::memory_order_acq_rel);
    gated_.fetch_or(bit(reader), std::memory_order_acq_rel);
    heavy_fence();
    return head();
}

void Ring::detach(std::size_t reader) noexcept {
    gated_.fetch_and(~bit(reader), std::memory_order_acq_rel);
    lossy_.fetch_and(~bit(reader), std::memory_order_acq_rel);
    attached_.fetch_and(~bit(reader), std::memory_order_acq_rel);
}

bool Ring::copy(std::uint64_t sequence, Event& event) const noexcept {
    Event& slot = slots_[sequence & mask_];
    const std::atomic_ref stamp{slot.sequence};
    if (stamp.load(std::memory_order_acquire) != sequence) return false;
    load_fields(event, slot);
    event.sequence = sequence;
    return stamp.load(std::memory_order_relaxed) == sequence;
}

std::uint64_t Ring::oldest_needed() const noexcept {
    const std::uint64_t until = head();
    std::uint64_t oldest = until;
    for (auto readers = attached_.load(std::memory_order_acquire); readers != 0;
         readers &= readers - 1) {
        const auto reader = static_cast<std::size_t>(std::countr_zero(readers));
        oldest = std::min(oldest, cursors_[reader].position.load(std::memory_order_acquire));
    }
    return until - oldest > capacity() ? until - capacity() : oldest;
}

void Ring::write_shared(const Event& event, std::uint64_t sequence) noexcept {
    Event& slot = slots_[sequence & mask_];
    const std::atomic_ref stamp{slot.sequence};
    stamp.store(no_sequence, std::memory_order_relaxed);
    store_fields(slot, event);
    stamp.store(sequence, std::memory_order_release);
}

}  // namespace swarmcore::bus
