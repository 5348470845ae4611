#include "swarmcore/bus/latest.hpp"

#include <thread>

#include "swarmcore/bus/shared_event.hpp"

namespace swarmcore::bus {

void LatestEvent::store(const Event& event) noexcept {
    const std::uint64_t version = version_.load(std::memory_order_relaxed);
    version_.store(version + 1, std::memory_order_relaxed);
    std::atomic_ref{event_.sequence}.store(event.sequence, std::memory_order_release);
    store_fields(event_, event);
    version_.store(version + 2, std::memory_order_release);
}

std::uint64_t LatestEvent::load(Event& event) const noexcept {
    while (true) {
        const std::uint64_t version = version_.load(std::memory_order_acquire);
        if (version % 2 != 0) {
            // The writer may have lost its core in the midst of it.
            std::this_thread::yield();
            continue;
        }
        event.sequence = std::atomic_ref{event_.sequence}.load(std::memory_order_acquire);
        load_fields(event, event_);
        if (version_.load(std::memory_order_relaxed) == version) return version / 2;
    }
}

}  // namespace swarmcore::bus
