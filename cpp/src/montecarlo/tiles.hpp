#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <system_error>
#include <thread>
#include <vector>

namespace swarmcore::montecarlo {

/// Calls `body(tile)` for 0 ... `tiles` - 1 on `threads` threads, this one among them, in no order.
/// `body` writes to its tile alone and throws nothing. Where the system refuses a thread, the work
/// is done by those it gave.
template <class Body>
void for_each_tile(std::size_t tiles, std::size_t threads, const Body& body) {
    std::atomic<std::size_t> next{0};
    const auto work = [&]() noexcept {
        for (std::size_t tile = next.fetch_add(1, std::memory_order_relaxed); tile < tiles;
             tile = next.fetch_add(1, std::memory_order_relaxed)) {
            body(tile);
        }
    };
    std::vector<std::thread> helpers;
    helpers.reserve(threads);
    while (helpers.size() + 1 < threads) {
        try {
            helpers.emplace_back(work);
        } catch (const std::system_error&) {
            break;
        }
    }
    work();
    for (std::thread& helper : helpers) helper.join();
}

/// The threads worth starting for `tiles` tiles of `tile_steps` path-steps: `wanted`, or all that
/// the machine has where it is 0, but no more than have about half a millisecond of work each.
[[nodiscard]] inline std::size_t useful_threads(std::size_t wanted, std::size_t tiles,
                                                std::size_t tile_steps) noexcept {
    if (wanted != 0) return std::min(wanted, tiles);
    constexpr std::size_t worth_a_thread = std::size_t{1} << 17U;
    const std::size_t tiles_each = worth_a_thread / tile_steps + 1;
    const std::size_t hardware = std::max(std::thread::hardware_concurrency(), 1U);
    return std::min(hardware, tiles / tiles_each + 1);
}

}  // namespace swarmcore::montecarlo
