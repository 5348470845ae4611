#pragma once

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstring>

/// Two rows of a series at a time, where the compiler has vectors, else one. Comparisons give a
/// Mask, which is joined by & | ^ and chooses without a branch.
namespace swarmcore::indicators {

#if defined(__GNUC__) || defined(__clang__)
using Lanes = double __attribute__((vector_size(16)));
using Mask = decltype(Lanes{} < Lanes{});
inline constexpr std::size_t lane_count = 2;

[[nodiscard]] inline Lanes in_all_lanes(double value) noexcept {
    return Lanes{value, value};
}
[[nodiscard]] inline double first_lane(Lanes lanes) noexcept {
    return lanes[0];
}
[[nodiscard]] inline bool any_lane(Mask mask) noexcept {
    return (mask[0] | mask[1]) != 0;
}
[[nodiscard]] inline Lanes where(Mask mask, Lanes value) noexcept {
    return std::bit_cast<Lanes>(mask & std::bit_cast<Mask>(value));
}
[[nodiscard]] inline Lanes magnitude(Lanes value) noexcept {
    const Mask sign = std::bit_cast<Mask>(in_all_lanes(-0.0));
    return std::bit_cast<Lanes>(std::bit_cast<Mask>(value) & ~sign);
}
#else
using Lanes = double;
using Mask = int;
inline constexpr std::size_t lane_count = 1;

[[nodiscard]] inline Lanes in_all_lanes(double value) noexcept {
    return value;
}
[[nodiscard]] inline double first_lane(Lanes lanes) noexcept {
    return lanes;
}
[[nodiscard]] inline bool any_lane(Mask mask) noexcept {
    return mask != 0;
}
/// `value` where the mask is set, else zero.
[[nodiscard]] inline Lanes where(Mask mask, Lanes value) noexcept {
    return mask != 0 ? value : 0.0;
}
[[nodiscard]] inline Lanes magnitude(Lanes value) noexcept {
    return std::fabs(value);
}
#endif

[[nodiscard]] inline Lanes load(const double* rows) noexcept {
    Lanes lanes;
    std::memcpy(&lanes, rows, sizeof lanes);
    return lanes;
}
inline void store(Lanes lanes, double* rows) noexcept {
    std::memcpy(rows, &lanes, sizeof lanes);
}
[[nodiscard]] inline Lanes choose(Mask mask, Lanes set, Lanes unset) noexcept {
    return mask ? set : unset;
}
[[nodiscard]] inline Lanes upper_of(Lanes left, Lanes right) noexcept {
    return left > right ? left : right;
}
[[nodiscard]] inline Lanes lower_of(Lanes left, Lanes right) noexcept {
    return left < right ? left : right;
}

}  // namespace swarmcore::indicators
