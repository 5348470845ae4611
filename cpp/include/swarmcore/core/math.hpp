#pragma once

#include <bit>
#include <cstdint>
#include <limits>

#include "swarmcore/core/dispatch.hpp"

/// exp, log and sincos whose bits depend on the argument alone: libm's last bits change with the
/// CPU and the library's version, these are plain IEEE additions, multiplications and divisions in
/// a fixed order. No branches and no table, so that a loop over them vectorises on every target.
///
/// Accuracy: exp and log within 1 ulp, sine and cosine within 2.
/// Source: argument reduction as in W. J. Cody and W. Waite, Software Manual for the Elementary
/// Functions (1980). The coefficients are our own: interpolation of the power series at the
/// Chebyshev nodes of the reduced interval in 70 decimal digits, rounded once; the truncation error
/// is below 0.2 units of 2^-53 for each.
namespace swarmcore::math {

namespace detail {

/// Adding it rounds a double below 2^51 to the nearest integer, left in the low bits.
inline constexpr double round_shift = 0x1.8p52;
// ln 2 in two parts; the first has 33 bits, so that a multiple by an exponent is exact.
inline constexpr double ln2_high = 0x1.62e42feep-1;
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;

[[nodiscard]] SWARMCORE_ALWAYS_INLINE std::uint64_t bits_of(double value) noexcept {
    return std::bit_cast<std::uint64_t>(value);
}

[[nodiscard]] SWARMCORE_ALWAYS_INLINE double from_bits(std::uint64_t bits) noexcept {
    return std::bit_cast<double>(bits);
}

}  // namespace detail

namespace detail {

/// e^x = fraction * 2^n, with n in the low bits of `shifted`.
struct ReducedExp {
    double fraction;
    double shifted;
};

[[nodiscard]] SWARMCORE_ALWAYS_INLINE ReducedExp reduce_exp(double x) noexcept {
    constexpr double log2_e = 1.4426950408889634;
    const double shifted = x * log2_e + round_shift;
    const double n = shifted - round_shift;
    const double high = x - n * ln2_high;
    const double low = n * ln2_low;
    const double r = high - low;
    // (e^r - 1 - r) / r^2 on |r| <= ln(2) / 2
    double q = 2.510038549551032e-08;
    q = q * r + 2.7620088445409746e-07;
    q = q * r + 2.7557268459997064e-06;
    q = q * r + 2.4801521295954376e-05;
    q = q * r + 0.00019841269863053618;
    q = q * r + 0.0013888888917213717;
    q = q * r + 0.008333333333330062;
    q = q * r + 0.04166666666662413;
    q = q * r + 0.16666666666666669;
    q = q * r + 0.5000000000000001;
    return {.fraction = 1.0 + (high + (r * r * q - low)), .shifted = shifted};
}

}  // namespace detail

/// `exp(x)` for |x| <= `exp_unchecked_limit`, where the result is a normal number; beyond,
/// anything.
inline constexpr double exp_unchecked_limit = 708.0;
[[nodiscard]] SWARMCORE_ALWAYS_INLINE double exp_unchecked(double x) noexcept {
    const detail::ReducedExp reduced = detail::reduce_exp(x);
    return detail::from_bits(detail::bits_of(reduced.fraction) +
                             (detail::bits_of(reduced.shifted) << 52U));
}

/// The natural exponential. exp(NaN) is NaN; beyond the range of double it is inf or 0, and
/// subnormal results are rounded to nearest.
[[nodiscard]] SWARMCORE_ALWAYS_INLINE double exp(double x) noexcept {
    // Comparisons written so that NaN passes through both.
    x = x < -746.0 ? -746.0 : x;
    x = x > 710.0 ? 710.0 : x;
    const detail::ReducedExp reduced = detail::reduce_exp(x);
    // 2^n as a product of two powers, since n reaches beyond the exponents of a double.
    const std::uint64_t biased =
        detail::bits_of(reduced.shifted) - detail::bits_of(detail::round_shift) + 2046U;
    const std::uint64_t half = biased >> 1U;
    return reduced.fraction * detail::from_bits(half << 52U) *
           detail::from_bits((biased - half) << 52U);
}

/// The natural logarithm of a positive, normal, finite number; of anything else, anything.
[[nodiscard]] SWARMCORE_ALWAYS_INLINE double log_unchecked(double x) noexcept {
    constexpr std::uint64_t sqrt_half = 0x3fe6a09e667f3bcd;
    constexpr std::uint64_t one = 0x3ff0000000000000;
    // x = 2^k * m with m in [sqrt(1/2), sqrt(2))
    const std::uint64_t moved = detail::bits_of(x) + (one - sqrt_half);
    const double m = detail::from_bits((moved & 0x000fffffffffffffU) + sqrt_half);
    // An integer below 2^52 becomes a double by its bits: the conversion itself needs AVX-512.
    const double k = detail::from_bits((moved >> 52U) | 0x4330000000000000U) - (0x1p52 + 1023.0);
    const double f = m - 1.0;
    const double s = f / (2.0 + f);
    const double z = s * s;
    // (log((1 + s) / (1 - s)) - 2 s) / s^3
    double r = 0.14616449685043406;
    r = r * z + 0.15331721600556042;
    r = r * z + 0.18182889125261723;
    r = r * z + 0.2222221113479508;
    r = r * z + 0.28571428625975487;
    r = r * z + 0.39999999999899505;
    r = r * z + 0.666666666666667;
    r = r * z;
    // 2 s = f - s f, and f^2 / 2 taken out of it keeps the leading term exact.
    const double half_square = 0.5 * f * f;
    return k * detail::ln2_high -
           ((half_square - (s * (half_square + r) + k * detail::ln2_low)) - f);
}

/// The natural logarithm. log(0) is -inf, of a negative number or NaN NaN, of inf inf; subnormal
/// arguments are as exact as others.
[[nodiscard]] SWARMCORE_ALWAYS_INLINE double log(double x) noexcept {
    constexpr double infinity = std::numeric_limits<double>::infinity();
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    const bool subnormal = x < std::numeric_limits<double>::min();
    const double scaled = subnormal ? x * 0x1p54 : x;
    const double k = subnormal ? 54.0 : 0.0;
    // Rejoined in two parts: the high one is exact, so that the sum is rounded once.
    double result = log_unchecked(scaled) - k * detail::ln2_low - k * detail::ln2_high;
    result = x < infinity ? result : x;
    result = x > 0.0 ? result : nan;
    return x == 0.0 ? -infinity : result;
}

/// The sine and the cosine of one angle.
struct SinCos {
    double sin;
    double cos;
};

/// The sine and cosine of 2 pi `turns`, for |turns| < 2^40. The reduction is exact.
[[nodiscard]] SWARMCORE_ALWAYS_INLINE SinCos sincos_turns(double turns) noexcept {
    const double quarters = turns * 4.0;
    const double shifted = quarters + detail::round_shift;
    const double f = quarters - (shifted - detail::round_shift);
    const std::uint64_t quadrant = detail::bits_of(shifted);
    const double z = f * f;
    // (sin(pi f / 2) - pi f / 2) / f^3 on |f| <= 1/2, then pi / 2 in two parts
    double s = 5.642225369163528e-08;
    s = s * z - 3.5987029509735105e-06;
    s = s * z + 0.00016044116661409423;
    s = s * z - 0.004681754134254207;
    s = s * z + 0.07969262624614423;
    s = s * z - 0.6459640975062462;
    s = f * 1.5707963267948966 + f * (s * z + 6.123233995736766e-17);
    // (cos(pi f / 2) - 1) / f^2
    double c = -6.329396344967424e-09;
    c = c * z + 4.710678405505227e-07;
    c = c * z - 2.5202039028029178e-05;
    c = c * z + 0.0009192602745468447;
    c = c * z - 0.020863480763340773;
    c = c * z + 0.2536695079010478;
    c = c * z - 1.2337005501361697;
    c = c * z + 1.0;
    // Odd quadrants swap the two; the signs follow the quadrant.
    const std::uint64_t swap = 0U - (quadrant & 1U);
    const std::uint64_t difference = (detail::bits_of(s) ^ detail::bits_of(c)) & swap;
    const std::uint64_t sin_sign = (quadrant >> 1U) << 63U;
    const std::uint64_t cos_sign = ((quadrant + 1U) >> 1U) << 63U;
    return {.sin = detail::from_bits((detail::bits_of(s) ^ difference) ^ sin_sign),
            .cos = detail::from_bits((detail::bits_of(c) ^ difference) ^ cos_sign)};
}

}  // namespace swarmcore::math
