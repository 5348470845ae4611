#pragma once

#include <array>
#include <cstdint>

#include "swarmcore/core/dispatch.hpp"

namespace swarmcore {

/// Philox 4x32-10: 128 random bits that are a function of a 128-bit counter and a 64-bit key, with
/// no state in between. Any draw can be made by any thread in any order.
///
/// Cost: O(1), no branches; a loop over counters vectorises.
/// Threads: a pure function.
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, Parallel random numbers: as easy
/// as 1, 2, 3, SC'11, section 3.3.
struct Philox {
    /// Four 32-bit words, each in a 64-bit one: the lanes of its 32-by-32-bit products. The upper
    /// halves are zero.
    using Words = std::array<std::uint64_t, 4>;

    [[nodiscard]] static constexpr SWARMCORE_ALWAYS_INLINE Words block(Words counter,
                                                                       std::uint64_t key) noexcept {
        constexpr std::uint64_t low = 0xffffffff;
        std::uint64_t a = counter[0];
        std::uint64_t b = counter[1];
        std::uint64_t c = counter[2];
        std::uint64_t d = counter[3];
        std::uint64_t key_low = key & low;
        std::uint64_t key_high = key >> 32U;
        for (int round = 0; round < 10; ++round) {
            const std::uint64_t left = a * 0xd2511f53U;
            const std::uint64_t right = c * 0xcd9e8d57U;
            a = (right >> 32U) ^ b ^ key_low;
            b = right & low;
            c = (left >> 32U) ^ d ^ key_high;
            d = left & low;
            key_low = (key_low + 0x9e3779b9U) & low;
            key_high = (key_high + 0xbb67ae85U) & low;
        }
        return {a, b, c, d};
    }
};

}  // namespace swarmcore
