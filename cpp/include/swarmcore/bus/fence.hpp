#pragma once

#include <atomic>

/// Two fences that meet: what a thread stored before one of them, a thread that passes the other
/// later reads after it. Publishers and consumers need that where each stores its own flag and then
/// reads the other's; release and acquire alone would let both miss the other.
///
/// Publishers pass the light one at every call and consumers the heavy one before they sleep, so
/// the cost is put there: where Linux offers membarrier(2), the light fence is free and the heavy
/// one interrupts the process's other running threads (a microsecond or two). Elsewhere both are
/// full fences, some 20 cycles and the drain of the store buffer.
///
/// Source: membarrier(2), MEMBARRIER_CMD_PRIVATE_EXPEDITED.
namespace swarmcore::bus {

namespace detail {

/// Set once while the program loads. A light fence that reads it too early is a full one.
extern const bool asymmetric_fences;

// The data that the fences order is atomic itself, so that ThreadSanitizer, which does not model
// fences, has nothing to complain of.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wtsan"
#endif
inline void full_fence() noexcept {
    std::atomic_thread_fence(std::memory_order_seq_cst);
}
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic pop
#endif

}  // namespace detail

inline void light_fence() noexcept {
    if (detail::asymmetric_fences) {
        std::atomic_signal_fence(std::memory_order_seq_cst);
    } else {
        detail::full_fence();
    }
}

void heavy_fence() noexcept;

}  // namespace swarmcore::bus
