#pragma once

#include <atomic>
#include <cstdint>

#include "swarmcore/core/event.hpp"

/// Events that one thread may overwrite while another copies them. Every field but `sequence` goes
/// over as an atomic of its own; a copy can thus be a mixture of two events, which its reader finds
/// out by a sequence or version read before and after (a seqlock). Release and acquire keep the
/// fields between those two reads, which plain moves do on x86.
///
/// Source: H.-J. Boehm, "Can seqlocks get along with programming language memory models?" (2012).
namespace swarmcore::bus {

/// Stores everything but the sequence.
inline void store_fields(Event& to, const Event& from) noexcept {
    constexpr auto order = std::memory_order_release;
    std::atomic_ref{to.ts}.store(from.ts, order);
    for (std::size_t i = 0; i < from.values.size(); ++i) {
        std::atomic_ref{to.values[i]}.store(from.values[i], order);
    }
    std::atomic_ref{to.topic}.store(from.topic, order);
    std::atomic_ref{to.instrument}.store(from.instrument, order);
    std::atomic_ref{to.kind}.store(from.kind, order);
    std::atomic_ref{to.priority}.store(from.priority, order);
}

/// Loads everything but the sequence. The event is only read, though it cannot be const.
inline void load_fields(Event& to, Event& from) noexcept {
    constexpr auto order = std::memory_order_acquire;
    to.ts = std::atomic_ref{from.ts}.load(order);
    for (std::size_t i = 0; i < to.values.size(); ++i) {
        to.values[i] = std::atomic_ref{from.values[i]}.load(order);
    }
    to.topic = std::atomic_ref{from.topic}.load(order);
    to.instrument = std::atomic_ref{from.instrument}.load(order);
    to.kind = std::atomic_ref{from.kind}.load(order);
    to.priority = std::atomic_ref{from.priority}.load(order);
}

}  // namespace swarmcore::bus
