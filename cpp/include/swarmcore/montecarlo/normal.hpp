#pragma once

#include <cmath>
#include <cstdint>

#include "swarmcore/core/dispatch.hpp"
#include "swarmcore/core/math.hpp"
#include "swarmcore/core/philox.hpp"

namespace swarmcore::montecarlo {

/// Two independent standard normal numbers.
struct NormalPair {
    double first;
    double second;
};

/// What a counter of the generator counts, so that no two uses of a seed share a draw.
enum class Stream : std::uint64_t { paths, market_prices, market_volumes };

/// The counter of one draw; `step` is below 2^32.
[[nodiscard]] constexpr SWARMCORE_ALWAYS_INLINE Philox::Words counter(std::uint64_t index,
                                                                      std::uint64_t step,
                                                                      Stream stream) noexcept {
    return {index & 0xffffffffU, index >> 32U, step, static_cast<std::uint64_t>(stream)};
}

/// Two normals from 128 random bits. 52 bits make the radius, so that no draw is beyond 8.6.
/// Source: G. E. P. Box and M. E. Muller, A note on the generation of random normal deviates,
/// Annals of Mathematical Statistics 29 (1958).
[[nodiscard]] SWARMCORE_ALWAYS_INLINE NormalPair box_muller(std::uint64_t radius_bits,
                                                            std::uint64_t angle_bits) noexcept {
    // 52 bits behind an exponent of 0 are a number in [1, 2); converting an integer needs AVX-512.
    constexpr std::uint64_t one = 0x3ff0000000000000;
    // In (0, 1), both ends excluded, exactly.
    const double uniform = math::detail::from_bits((radius_bits >> 12U) | one) - (1.0 - 0x1p-53);
    const double turns = math::detail::from_bits((angle_bits >> 12U) | one) - 1.0;
    const double radius = std::sqrt(-2.0 * math::log_unchecked(uniform));
    const math::SinCos angle = math::sincos_turns(turns);
    return {.first = radius * angle.cos, .second = radius * angle.sin};
}

[[nodiscard]] SWARMCORE_ALWAYS_INLINE NormalPair normal_pair(Philox::Words at,
                                                             std::uint64_t seed) noexcept {
    const Philox::Words words = Philox::block(at, seed);
    return box_muller(words[0] | (words[1] << 32U), words[2] | (words[3] << 32U));
}

}  // namespace swarmcore::montecarlo
